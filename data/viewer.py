"""Who reads. Nothing is read from the warehouse without a viewer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Viewer:
    """A person as far as reading goes; `name` stands in the bookkeeping of what they change."""

    name: str


LOCAL = Viewer("local")
COMMAND_LINE = Viewer("command-line")
