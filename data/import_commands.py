"""The commands about one file: what would be imported, and the import."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pandas as pd

from data.importing.commit import Options, import_survey
from data.importing.file_name import plain_name
from data.importing.flagged import ALWAYS_UNCOUNTED
from data.importing.memory import remembered, remembered_options
from data.importing.read import read
from data.importing.recognise import recognise
from data.table_import import import_table
from data.terminal import month_of, opened, print_json, say
from data.viewer import COMMAND_LINE
from locales import sentence


def inspect(chosen: argparse.Namespace) -> None:
    plan = recognise(read(chosen.file), branch=chosen.branch, time=chosen.time)
    if chosen.warehouse.is_file():
        with opened(chosen).cursor(COMMAND_LINE) as cursor:
            plan = remembered(cursor, plan)
    shown = plan.to_json(chosen.language)
    if chosen.json:
        print_json(shown)
        return
    for key in ("tool", "encoding", "delimiter", "sheet", "header_rows", "rows", "layout"):
        print(f"{key}: {shown[key]}")
    for column in shown["columns"]:
        scale = "" if column["scale"] is None else "{:g}–{:g}".format(*column["scale"])
        print(f"{column['position']:4d}  {column['role']:<9} {scale:<6} {column['header'][:70]}")
    for problem in shown["problems"]:
        print(f"! {problem['row'] or ''} {problem['column'] or ''} {problem['reason']}")


def import_file(chosen: argparse.Namespace) -> None:
    table = read(chosen.file)
    warehouse = opened(chosen)
    if chosen.table:
        imported = import_table(warehouse, COMMAND_LINE, table, chosen.table)
        shown = {k: v for k, v in vars(imported).items() if k != "rejects"}
        shown |= {"answers": 0, "branches_matched": 0, "branches_unmatched": {}}
        say(
            chosen,
            sentence(
                "Batch {batch_id}: {rows_kept} of {rows_read} rows stored, "
                "{rows_rejected} left out.",
                **shown,
            ),
            shown,
        )
        _list_rejects(chosen, imported.rejects)
        return
    plan = recognise(table, branch=chosen.branch, time=chosen.time)
    with warehouse.cursor(COMMAND_LINE) as cursor:
        plan = remembered(cursor, plan)
        before = remembered_options(cursor, plan)
    untimed = plan.the("time") is None and chosen.month is None
    if untimed:
        chosen.month = f"{date.today():%Y-%m}"
    options = _options(chosen, before)
    imported = import_survey(warehouse, COMMAND_LINE, table, plan, options)
    if untimed:
        assumed = sentence(
            "No column holds the time: the answers are counted in {month}. "
            "Name another month with --month.",
            month=chosen.month,
        )
        print(assumed.in_language(chosen.language), file=sys.stderr)
    shown = asdict(imported)
    say(
        chosen,
        sentence(
            "Batch {batch_id}: {rows_kept} of {rows_read} rows stored with {answers} answers, "
            "{rows_rejected} left out, {rows_waiting} waiting for their branch.",
            **shown,
        ),
        shown,
    )
    if not chosen.json:
        _list_flags(chosen, imported.flagged, options.uncounted)
    if imported.branches_unmatched and not chosen.json:
        for label, rows in sorted(imported.branches_unmatched.items(), key=lambda item: -item[1]):
            print(f"  ? {label or '∅'}  {rows}")


def _options(chosen: argparse.Namespace, before: dict[str, object]) -> Options:
    """What the arguments say; else what was said of the last file with the same header."""
    said = {
        "title": chosen.survey,
        "audience": chosen.audience,
        "channel": chosen.channel,
        "uncounted": chosen.uncounted,
    }
    title = Path(plain_name(chosen.file.name)).stem
    said = {"title": title, **before} | {k: v for k, v in said.items() if v is not None}
    if "uncounted" in said:
        said["uncounted"] = tuple(dict.fromkeys([ALWAYS_UNCOUNTED, *said["uncounted"]]))
    return Options(
        **said
        | {"create_branches": chosen.create_branches}  # never without being asked for
        | {"for_branch": chosen.for_branch, "default_month": month_of(chosen.month)}
        | {"accept_cut_rows": chosen.accept_cut_rows}
    )


def _list_flags(
    chosen: argparse.Namespace, flagged: dict[str, int], uncounted: tuple[str, ...]
) -> None:
    for flag, rows in flagged.items():
        text = sentence("{rows} rows are flagged {flag} and counted.", rows=rows, flag=flag)
        if flag in uncounted:
            text = sentence("{rows} rows are flagged {flag} and not counted.", rows=rows, flag=flag)
        print(f"  ! {text.in_language(chosen.language)}")


def _list_rejects(chosen: argparse.Namespace, rejects: pd.DataFrame) -> None:
    if chosen.json:
        return
    reason = "reason_zh" if chosen.language == "zh" else "reason"
    for entry in rejects.head(50).to_dict("records"):
        print(f"  {entry['row']}  {entry['column'] or ''}  {entry['value'] or ''}  {entry[reason]}")
