"""`python -m data lake`: answers written for another engine, and counted by it."""

from __future__ import annotations

import argparse
from pathlib import Path

from data import lake
from data.lake import engines
from data.lake.take_in import take_in
from data.terminal import existing, say
from data.viewer import COMMAND_LINE
from locales import sentence


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The commands below `lake`."""
    added = parser.add_subparsers(required=True, metavar="COMMAND")
    written = added.add_parser("write", parents=[common], help="write all answers as Parquet")
    counted = added.add_parser(
        "count", parents=[common], help="count a lake, and take the cells into the warehouse"
    )
    counted.add_argument("--engine", default=engines.DUCKDB, metavar="duckdb|sc://host:port")
    for subparser, run in ((written, write), (counted, count)):
        subparser.add_argument("folder", type=Path, metavar="DIR")
        subparser.set_defaults(run=run)


def write(chosen: argparse.Namespace) -> None:
    rows = lake.write(existing(chosen), chosen.folder)
    say(
        chosen,
        sentence("{answers} answers are in the lake {path}.",
                 answers=rows["survey_answer"], path=chosen.folder),
        {"lake": str(chosen.folder)} | rows,
    )  # fmt: skip


def count(chosen: argparse.Namespace) -> None:
    warehouse = existing(chosen)
    batches = lake.batches(chosen.folder)  # before counting: a lake written meanwhile is newer
    counted = engines.count(chosen.folder, chosen.engine)
    found = take_in(warehouse, COMMAND_LINE, batches, counted, engines.named(chosen.engine))
    say(
        chosen,
        sentence(
            "{answers} answers are counted into {cells} cells; {changed} of them are new or other"
            " than before.",
            **found,
        ),
        found,
    )
