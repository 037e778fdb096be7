"""What each command does: it asks the warehouse, and says what became of it as text or JSON."""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from data import backup as safekeeping
from data import batches as registered
from data import consistency, queries
from data import demo as demo_company
from data import templates as uploads
from data.reader import Reader
from data.terminal import existing, opened, print_json, reader, say
from data.viewer import COMMAND_LINE
from locales import sentence

BAD_INPUT = 2


def demo(chosen: argparse.Namespace) -> None:
    warehouse = opened(chosen)
    reader = Reader(warehouse, COMMAND_LINE)
    if chosen.clear:
        demo_company.clear(warehouse, COMMAND_LINE)
        say(chosen, sentence("The demo company is removed."), {"demo": False})
        return
    if chosen.if_empty and queries.bookkeeping.table_size(reader, "batch"):
        return
    demo_company.build(warehouse, COMMAND_LINE, _progress_bar)
    say(chosen, sentence("The demo company is in {path}.", path=chosen.warehouse), {"demo": True})


def _progress_bar(step: str, share: float) -> None:
    filled = round(30 * share)
    end = "\n" if share >= 1 else ""
    print(
        f"\r[{'#' * filled}{'.' * (30 - filled)}] {share:4.0%} {step:<24}",
        end=end,
        file=sys.stderr,
        flush=True,
    )


def batches(chosen: argparse.Namespace) -> None:
    listed = queries.bookkeeping.batches(reader(chosen))
    if chosen.json:
        print(listed.to_json(orient="records", date_format="iso", force_ascii=False))
        return
    for entry in listed.to_dict("records"):
        undone = "" if pd.isna(entry["undone_at"]) else f"  ✗ {entry['undone_at']:%Y-%m-%d %H:%M}"
        print(
            f"{entry['batch_id']:5d}  {entry['committed_at']:%Y-%m-%d %H:%M}"
            f"  {entry['table_name']:<20} {entry['rows_kept']:>9,d}  {entry['file_name']}{undone}"
        )


def undo(chosen: argparse.Namespace) -> None:
    registered.undo(opened(chosen), COMMAND_LINE, [chosen.batch])
    say(
        chosen,
        sentence("Batch {batch} is undone.", batch=chosen.batch),
        {"undone": chosen.batch},
    )


def templates(chosen: argparse.Namespace) -> None:
    written = uploads.write(chosen.folder)
    say(
        chosen,
        sentence("{files} templates are in {folder}.", files=len(written), folder=chosen.folder),
        {"files": [str(path) for path in written]},
    )


def backup(chosen: argparse.Namespace) -> None:
    warehouse = existing(chosen)
    safekeeping.backup(warehouse, chosen.file)
    warehouse.note(COMMAND_LINE, "backup", chosen.file.name)
    say(
        chosen,
        sentence("The backup is in {path}.", path=chosen.file),
        {"backup": str(chosen.file)},
    )


def restore(chosen: argparse.Namespace) -> None:
    safekeeping.restore(chosen.file, chosen.warehouse)
    opened(chosen).note(COMMAND_LINE, "restore", chosen.file.name)
    say(
        chosen,
        sentence("{path} holds the backup now.", path=chosen.warehouse),
        {"restored": str(chosen.warehouse)},
    )


def check(chosen: argparse.Namespace) -> int:
    faults = consistency.check(existing(chosen))
    if chosen.json:
        print_json({"faults": [fault.in_language(chosen.language) for fault in faults]})
    for fault in [] if chosen.json else faults or [sentence("The warehouse is whole.")]:
        print(fault.in_language(chosen.language))
    return BAD_INPUT if faults else 0
