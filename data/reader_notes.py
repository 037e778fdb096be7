"""What readers note for the audit log: files beside the snapshots, which the writer takes in.

Each note is a file of its own that appears by an atomic rename, and goes once its line is stored. A
writer that is stopped between the two takes it in again, which adds nothing.
"""

from __future__ import annotations

import json
import os
import uuid
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from locales import BadInput

if TYPE_CHECKING:
    from data.warehouse import Warehouse

PREFIX, UNREADABLE = "note-", "unreadable-"


def leave(folder: Path, actor: str, action: str, detail: str) -> None:
    """Leave a note for the writer. Raises BadInput where the folder cannot be written to."""
    moment = datetime.now().astimezone().replace(tzinfo=None)  # the log has the local time
    line = [moment.isoformat(), actor, action, detail]
    name = f"{PREFIX}{moment:%Y%m%d%H%M%S%f}-{uuid.uuid4().hex}.json"
    draft = folder / f".{name}"
    try:
        with draft.open("w", encoding="utf-8") as file:
            json.dump(line, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / name)
    except OSError as error:
        raise BadInput(
            "Nothing can be noted in {folder}, so nothing is shown or handed out here."
            " Let the readers write to the folder of the snapshots.",
            folder=folder,
        ) from error


def take_in(warehouse: Warehouse, folder: Path) -> int:
    """Put the notes of the readers into the audit log, the oldest first; how many there were.

    A file that is no note is renamed and left for whoever looks after the service. Raises OSError
    where one cannot be read, after all others.
    """
    taken, fault = 0, None
    for file in sorted(folder.glob(f"{PREFIX}*.json")):
        try:
            warehouse.note_once(_line(file.read_bytes()))
            file.unlink()
            taken += 1
        except (ValueError, TypeError, RecursionError):
            file.replace(file.with_name(UNREADABLE + file.name))
        except OSError as error:  # one that cannot be read keeps no other from the log
            fault = fault or error
    if fault:
        raise fault
    return taken


def _line(note: bytes) -> tuple[datetime, str, str, str]:
    """A note as a line of the log. Raises ValueError or TypeError for what is none."""
    moment, *told = json.loads(note)
    actor, action, detail = map(str, told)
    "".join(told).encode("utf-8")  # half a character is no text
    return datetime.fromisoformat(moment), actor, action, detail
