"""What each command does: it asks the warehouse, and says what became of it as text or JSON."""

from __future__ import annotations

import argparse
import json
import math
import sys
from dataclasses import asdict
from datetime import date

import pandas as pd

from analytics.key_figures import key_figures
from data import backup as safekeeping
from data import batches as registered
from data import consistency, queries
from data import demo as demo_company
from data import templates as uploads
from data.catalogue import metrics as catalogue
from data.cell_values import month
from data.importing.commit import Options, import_survey
from data.importing.memory import remembered
from data.importing.read import read
from data.importing.recognise import recognise
from data.table_import import import_table
from data.viewer import COMMAND_LINE
from data.warehouse import Reader, Warehouse, open_warehouse
from locales import BadInput, Sentence, sentence

BAD_INPUT = 2


def demo(chosen: argparse.Namespace) -> None:
    warehouse = open_warehouse(chosen.warehouse)
    reader = Reader(warehouse, COMMAND_LINE)
    if chosen.clear:
        demo_company.clear(warehouse, COMMAND_LINE)
        _say(chosen, sentence("The demo company is removed."), {"demo": False})
        return
    if chosen.if_empty and queries.bookkeeping.table_size(reader, "batch"):
        return
    demo_company.build(warehouse, COMMAND_LINE, _progress_bar)
    _say(chosen, sentence("The demo company is in {path}.", path=chosen.warehouse), {"demo": True})


def _progress_bar(step: str, share: float) -> None:
    filled = round(30 * share)
    end = "\n" if share >= 1 else ""
    print(
        f"\r[{'#' * filled}{'.' * (30 - filled)}] {share:4.0%} {step:<24}",
        end=end,
        file=sys.stderr,
        flush=True,
    )


def inspect(chosen: argparse.Namespace) -> None:
    plan = recognise(read(chosen.file), branch=chosen.branch, time=chosen.time)
    if chosen.warehouse.is_file():
        with open_warehouse(chosen.warehouse).cursor() as cursor:
            plan = remembered(cursor, plan)
    shown = plan.to_json(chosen.language)
    if chosen.json:
        _print_json(shown)
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
    warehouse = open_warehouse(chosen.warehouse)
    if chosen.table:
        imported = import_table(warehouse, COMMAND_LINE, table, chosen.table)
        shown = {k: v for k, v in vars(imported).items() if k != "rejects"}
        shown |= {"answers": 0, "branches_matched": 0, "branches_unmatched": {}}
        _say(
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
    with warehouse.cursor() as cursor:
        plan = remembered(cursor, plan)
    untimed = plan.the("time") is None and chosen.month is None
    if untimed:
        chosen.month = f"{date.today():%Y-%m}"
    imported = import_survey(warehouse, COMMAND_LINE, table, plan, _options(chosen))
    if untimed:
        assumed = sentence(
            "No column holds the time: the answers are counted in {month}. "
            "Name another month with --month.",
            month=chosen.month,
        )
        print(assumed.in_language(chosen.language), file=sys.stderr)
    shown = asdict(imported)
    _say(
        chosen,
        sentence(
            "Batch {batch_id}: {rows_kept} of {rows_read} rows stored with {answers} answers, "
            "{rows_rejected} left out, {rows_waiting} waiting for their branch.",
            **shown,
        ),
        shown,
    )
    if imported.branches_unmatched and not chosen.json:
        for label, rows in sorted(imported.branches_unmatched.items(), key=lambda item: -item[1]):
            print(f"  ? {label or '∅'}  {rows}")


def _options(chosen: argparse.Namespace) -> Options:
    return Options(
        title=chosen.survey or chosen.file.stem,
        audience=chosen.audience,
        channel=chosen.channel,
        create_branches=chosen.create_branches,
        for_branch=chosen.for_branch,
        default_month=_month(chosen.month),
        accept_cut_rows=chosen.accept_cut_rows,
    )


def _list_rejects(chosen: argparse.Namespace, rejects: pd.DataFrame) -> None:
    if chosen.json:
        return
    reason = "reason_zh" if chosen.language == "zh" else "reason"
    for entry in rejects.head(50).to_dict("records"):
        print(f"  {entry['row']}  {entry['column'] or ''}  {entry['value'] or ''}  {entry[reason]}")


def batches(chosen: argparse.Namespace) -> None:
    listed = queries.bookkeeping.batches(_reader(chosen))
    if chosen.json:
        print(listed.to_json(orient="records", date_format="iso", force_ascii=False))
        return
    for entry in listed.to_dict("records"):
        undone = f"  ✗ {entry['undone_at']:%Y-%m-%d %H:%M}" if entry["undone_by"] else ""
        print(
            f"{entry['batch_id']:5d}  {entry['committed_at']:%Y-%m-%d %H:%M}"
            f"  {entry['table_name']:<20} {entry['rows_kept']:>9,d}  {entry['file_name']}{undone}"
        )


def undo(chosen: argparse.Namespace) -> None:
    registered.undo(open_warehouse(chosen.warehouse), COMMAND_LINE, [chosen.batch])
    _say(
        chosen,
        sentence("Batch {batch} is undone.", batch=chosen.batch),
        {"undone": chosen.batch},
    )


def templates(chosen: argparse.Namespace) -> None:
    written = uploads.write(chosen.folder)
    _say(
        chosen,
        sentence("{files} templates are in {folder}.", files=len(written), folder=chosen.folder),
        {"files": [str(path) for path in written]},
    )


def backup(chosen: argparse.Namespace) -> None:
    safekeeping.backup(_existing(chosen), chosen.file)
    _say(
        chosen,
        sentence("The backup is in {path}.", path=chosen.file),
        {"backup": str(chosen.file)},
    )


def restore(chosen: argparse.Namespace) -> None:
    safekeeping.restore(chosen.file, chosen.warehouse)
    _say(
        chosen,
        sentence("{path} holds the backup now.", path=chosen.warehouse),
        {"restored": str(chosen.warehouse)},
    )


def check(chosen: argparse.Namespace) -> int:
    faults = consistency.check(_existing(chosen))
    if chosen.json:
        _print_json({"faults": [fault.in_language(chosen.language) for fault in faults]})
    for fault in [] if chosen.json else faults or [sentence("The warehouse is whole.")]:
        print(fault.in_language(chosen.language))
    return BAD_INPUT if faults else 0


def metrics(chosen: argparse.Namespace) -> None:
    reader = _reader(chosen)
    known = queries.figures.months(reader)
    first = _month(chosen.first) or (known[0] if known else 0)
    last = _month(chosen.last) or (known[-1] if known else 0)
    if first > last:
        raise BadInput(
            "The period ends before it begins: from {first} to {last}.",
            first=_dashed(first),
            last=_dashed(last),
        )
    codes = set(queries.organisation.branches(reader)["branch_id"])
    unknown = [branch for branch in chosen.branch or () if branch not in codes]
    if unknown:
        raise BadInput("There is no branch {branch}. Choose one from the list.", branch=unknown[0])
    branch_ids = chosen.branch or sorted(codes)
    cells = queries.figures.metric_cells(reader, list(catalogue()), first, last, branch_ids)
    shown = [
        {
            "metric": row.metric,
            "branch_id": row.branch_id,
            "from": _dashed(first),
            "to": _dashed(last),
            "n": row.answers,
            "value": row.value,
            "low": row.low,
            "high": row.high,
            "kind": row.kind,
            "unit": catalogue()[row.metric].unit,
        }
        for row in key_figures(cells).sort_values(["metric", "branch_id"]).itertuples()
    ]
    if chosen.json:
        _print_json(shown)
        return
    for entry in shown:
        low, high = (
            "–" if math.isnan(entry[end]) else f"{entry[end]:.4g}" for end in ("low", "high")
        )
        print(
            f"{entry['metric']:<30} {entry['branch_id']:<20} {entry['value']:>10.4g}"
            f"  [{low}, {high}]  n={entry['n']:g}  {entry['unit']}"
        )


def _existing(chosen: argparse.Namespace) -> Warehouse:
    if not chosen.warehouse.is_file():
        raise BadInput(
            "There is no warehouse at {path}. Name one with --warehouse.", path=chosen.warehouse
        )
    return open_warehouse(chosen.warehouse)


def _reader(chosen: argparse.Namespace) -> Reader:
    return Reader(_existing(chosen), COMMAND_LINE)


def _month(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return month(text)
    except ValueError as fault:
        raise BadInput("{value}: {reason}.", value=text, reason=fault.args[0]) from None


def _dashed(yyyymm: int) -> str:
    return f"{yyyymm // 100}-{yyyymm % 100:02d}"


def _say(chosen: argparse.Namespace, text: Sentence, shown: dict) -> None:
    if chosen.json:
        _print_json(shown)
    else:
        print(text.in_language(chosen.language))


def _print_json(shown: object) -> None:
    print(json.dumps(_without_nan(shown), ensure_ascii=False, indent=1, default=str))


def _without_nan(value: object) -> object:
    """JSON knows no NaN: an undetermined number is null."""
    if isinstance(value, float):
        return None if math.isnan(value) else value
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(item) for item in value]
    return value
