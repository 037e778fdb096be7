"""The command line: arguments in, text or JSON out; 0, or 2 with one clear line for bad input.

With `metric_commands` and `report_command` an entry point like `app.py`, so these may ask
`analytics` and `reporting` as well as `data`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import duckdb

from data import (
    access_commands,
    commands,
    import_commands,
    lake_commands,
    metric_commands,
    policy,
    report_command,
)
from data.importing.commit import AUDIENCES, CHANNELS
from data.importing.flagged import FLAGS
from data.storage_faults import said
from data.warehouse import default_path
from locales import LANGUAGES, BadInput


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    chosen = _parser().parse_args(arguments)
    try:
        with ExitStack() as chosen.ending:
            return chosen.run(chosen) or 0
    except (BadInput, duckdb.Error) as error:
        fault = error if isinstance(error, BadInput) else said(chosen.warehouse, error)
        if fault is None:
            raise
        print(fault.sentence.in_language(chosen.language), file=sys.stderr)
        return commands.BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--warehouse", type=Path, default=default_path(), metavar="PATH")
    common.add_argument("--json", action="store_true", help="print JSON")
    common.add_argument("--language", choices=LANGUAGES, default=_environment_language())
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    added = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        subparser = added.add_parser(name, parents=[common], help=text)
        subparser.set_defaults(run=run)
        return subparser

    built = command("demo", commands.demo, "build the demo company")
    built.add_argument("--if-empty", action="store_true", help="only into a new warehouse")
    built.add_argument("--clear", action="store_true", help="remove the demo company")
    for name, run, text in (
        ("inspect", import_commands.inspect, "what would be imported, and why (dry run)"),
        ("import", import_commands.import_file, "import a survey file, or a table with --table"),
    ):
        _add_file_options(command(name, run, text))
    command("batches", commands.batches, "list the import batches")
    command("undo", commands.undo, "undo a batch").add_argument("batch", type=int)
    command("templates", commands.templates, "write upload templates").add_argument(
        "folder", type=Path
    )
    command("backup", commands.backup, "copy the warehouse to a new file").add_argument(
        "file", type=Path
    )
    command("restore", commands.restore, "put a backup in place").add_argument("file", type=Path)
    command("check", commands.check, "prove that the warehouse is whole")
    written = command("report", report_command.report, "write a briefing (.pdf, .docx or .xlsx)")
    written.add_argument("file", type=Path)
    written.add_argument(
        "--each", action="store_true", help="a .zip with one briefing of each branch"
    )
    written.add_argument("--form", choices=report_command.FORMS, default="pdf", help="with --each")
    _add_scope(written)
    command(
        "access", access_commands.show, "what a person may see, and which rule says so"
    ).add_argument("who", nargs="?", help="the sign-in name; without it, every person")
    for name, run, text in (
        ("grant", access_commands.grant, "grant a person a role"),
        ("revoke", access_commands.revoke, "take a role back"),
    ):
        granting = command(name, run, text)
        granting.add_argument("who", help="the sign-in name, such as the e-mail address")
        granting.add_argument("role", help=" ".join(policy.GRANTED))
        granting.add_argument("--branch", metavar="B", help="for the role branch: which one")
    lake = added.add_parser("lake", help="answers as Parquet, counted by DuckDB or Apache Spark")
    lake_commands.add_to(lake, common)
    shown = command("metrics", metric_commands.metrics, "estimates with n and interval")
    _add_scope(shown)
    return parser


def _add_scope(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--branch", action="append", default=[], metavar="B", help="may be given several times"
    )
    parser.add_argument("--from", dest="first", metavar="YYYY-MM")
    parser.add_argument("--to", dest="last", metavar="YYYY-MM")


def _add_file_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--table", help="the table a template belongs to", metavar="T")
    parser.add_argument("--branch", metavar="COLUMN", help="the column that names the branch")
    parser.add_argument("--time", metavar="COLUMN", help="the column that holds the time")
    parser.add_argument("--survey", metavar="TITLE", help="the title (default: the file's name)")
    parser.add_argument("--audience", metavar="A", help=" ".join(AUDIENCES))
    parser.add_argument("--channel", metavar="C", help=" ".join(CHANNELS))
    parser.add_argument("--month", metavar="YYYY-MM", help="for a file without a time column")
    parser.add_argument("--for-branch", metavar="B", help="for a file without a branch column")
    parser.add_argument(
        "--create-branches", action="store_true", help="make a branch of each unknown name"
    )
    parser.add_argument(
        "--accept-cut-rows", action="store_true", help="leave out rows that end too early"
    )
    parser.add_argument(
        "--uncounted",
        action="append",
        metavar="FLAG",
        help=f"responses that are stored and not counted: {' '.join(FLAGS)}",
    )


def _environment_language() -> str:
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "zh" if named.startswith("zh") else "en"
