"""What the commands share: the warehouse they are pointed at, and how they print."""

from __future__ import annotations

import argparse
import json
import math

from data.cell_values import month
from data.reader import Reader
from data.viewer import COMMAND_LINE
from data.warehouse import Warehouse, open_warehouse
from locales import BadInput, Sentence


def say(chosen: argparse.Namespace, text: Sentence, shown: dict) -> None:
    if chosen.json:
        print_json(shown)
    else:
        print(text.in_language(chosen.language))


def print_json(shown: object) -> None:
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


def month_of(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return month(text)
    except ValueError as fault:
        raise BadInput("{value}: {reason}.", value=text, reason=fault.args[0]) from None


def dashed(yyyymm: int) -> str:
    return f"{yyyymm // 100}-{yyyymm % 100:02d}"


def opened(chosen: argparse.Namespace) -> Warehouse:
    """The warehouse that a command is pointed at, closed when the command has ended."""
    warehouse = open_warehouse(chosen.warehouse)
    chosen.ending.callback(warehouse.close)
    return warehouse


def existing(chosen: argparse.Namespace) -> Warehouse:
    if not chosen.warehouse.is_file():
        raise BadInput(
            "There is no warehouse at {path}. Name one with --warehouse.", path=chosen.warehouse
        )
    return opened(chosen)


def reader(chosen: argparse.Namespace) -> Reader:
    return Reader(existing(chosen), COMMAND_LINE)
