"""kill −9 at random moments of import, undo, migration, backup and restore: is anything lost?"""

from __future__ import annotations

import lzma
import multiprocessing
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from data import backup as safekeeping
from data.batches import undo
from data.consistency import check
from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from data.reader import Reader
from data.viewer import COMMAND_LINE
from data.warehouse import open_warehouse

TRIALS = 100
ROWS = 20_000
OLD = Path(__file__).parents[1] / "tests" / "data" / "warehouses" / "005.duckdb.xz"
HEADER = "提交时间,供电所,总体满意度,服务态度,意见"
WORDS = ("停电太多，希望提前通知", "师傅来得很快", "缴费排队太久", "夏天电压低", "")
# A clean process, from which each trial is forked with everything imported.
FORKS = multiprocessing.get_context("forkserver")
State = dict[int, tuple[int, bool]]  # batch -> rows kept, undone


class Scene:
    """The files of all trials: a warehouse with a batch, a survey to come, a backup, an old one."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder = folder
        self.warehouse, self.survey = folder / "before.duckdb", folder / "next.csv"
        self.backup, self.old = folder / "backup.duckdb", folder / "old.duckdb"
        first = folder / "first.csv"
        for file, months in ((first, 2), (self.survey, 5)):
            lines = (
                f"2026-0{1 + i % months}-05,所{i % 9},{1 + i % 5},{1 + i // 7 % 5},{WORDS[i % 5]}"
                for i in range(rows)
            )
            file.write_text("\n".join([HEADER, *lines]), "utf-8")
        bring_in(self.warehouse, first)
        shutil.copy(self.warehouse, self.backup)
        bring_in(self.backup, self.survey)
        self.old.write_bytes(lzma.decompress(OLD.read_bytes()))


def bring_in(path: Path, file: Path) -> None:
    opened = open_warehouse(path)
    table = read(file)
    import_survey(
        opened, COMMAND_LINE, table, recognise(table), Options(file.stem, create_branches=True)
    )
    opened.close()


def take_back(path: Path, _file: Path) -> None:
    opened = open_warehouse(path)
    undo(opened, COMMAND_LINE, [1])
    opened.close()


def migrate(path: Path, _file: Path) -> None:
    open_warehouse(path).close()


def back_up(path: Path, target: Path) -> None:
    opened = open_warehouse(path)
    safekeeping.backup(opened, target)
    opened.close()


def restore(path: Path, source: Path) -> None:
    safekeeping.restore(source, path)


Action = Callable[[Path, Path], None]
ACTIONS: dict[str, Action] = {
    "import": bring_in, "undo": take_back, "migration": migrate, "backup": back_up,
    "restore": restore,
}  # fmt: skip


def act(action: Action, path: Path, other: Path, parent: Connection) -> None:
    """What a trial's process does: say that it begins, do it, say that it is done."""
    parent.send("begun")
    action(path, other)
    parent.send("done")


def state(path: Path) -> State:
    """The batches of a warehouse, which opens and is whole. Raises AssertionError if not."""
    opened = open_warehouse(path)
    faults = [str(fault) for fault in check(opened)]
    batches = Reader(opened, COMMAND_LINE).rows(
        "SELECT batch_id, rows_kept, undone_at IS NOT NULL FROM batch ORDER BY batch_id"
    )
    opened.close()
    assert faults == [], f"{path}: {faults}"
    return {batch_id: (rows, undone) for batch_id, rows, undone in batches}


class Trials:
    """One action, tried again and again on a fresh copy, and killed at a random moment."""

    def __init__(self, scene: Scene, name: str) -> None:
        self.scene, self.name = scene, name
        self.start = scene.old if name == "migration" else scene.warehouse
        self.before = state(shutil.copy(self.start, scene.folder / "untouched.duckdb"))
        self.seconds, _done = self._run(None)
        self.after = state(self._path)

    @property
    def _path(self) -> Path:
        return self.scene.folder / "trial" / "w.duckdb"

    @property
    def _other(self) -> Path:
        target = self._path.with_name("backup.duckdb")
        return {"backup": target, "restore": self.scene.backup}.get(self.name, self.scene.survey)

    def _run(self, moment: float | None) -> tuple[float, bool]:
        """Run the action, killed after `moment` seconds; how long it ran, whether it was done."""
        shutil.rmtree(self._path.parent, ignore_errors=True)
        self._path.parent.mkdir()
        shutil.copy(self.start, self._path)
        ours, theirs = FORKS.Pipe()
        arguments = (ACTIONS[self.name], self._path, self._other, theirs)
        process = FORKS.Process(target=act, args=arguments)
        process.start()
        theirs.close()
        assert ours.recv() == "begun"
        began = time.perf_counter()
        if moment is None:
            process.join()
        else:
            process.join(moment)
            process.kill()
            process.join()
        ran = time.perf_counter() - began
        try:
            done = ours.poll() and ours.recv() == "done"
        except EOFError:
            done = False
        return ran, done

    def kill_at(self, moment: float) -> bool:
        """Kill at a moment and look at what is left; whether the action was cut off by it.

        Raises AssertionError where something is lost.
        """
        _ran, done = self._run(moment)
        found = state(self._path)
        told = f"{self.name} killed after {moment:.3f} s: {found}"
        assert found in ([self.after] if done else [self.before, self.after]), told
        if self.name == "backup" and (self._other.exists() or done):
            assert state(self._other) == self.before, told
        return not done


def killed(rows: int, trials: int, seed: int) -> dict[str, tuple[int, int]]:
    """Each action in turn, `trials` kills in all: action -> kills, those that cut it off."""
    FORKS.set_forkserver_preload([__name__])
    draw = random.Random(seed)
    counted = dict.fromkeys(ACTIONS, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder), rows)
        tried = {name: Trials(scene, name) for name in ACTIONS}
        for number in range(trials):
            name = list(ACTIONS)[number % len(ACTIONS)]
            cut = tried[name].kill_at(draw.uniform(0, tried[name].seconds))
            kills, cuts = counted[name]
            counted[name] = kills + 1, cuts + cut
    return counted


def run() -> None:
    seed = random.randrange(1_000_000)
    print(f"{TRIALS} kills, {ROWS:,} responses a batch, seed {seed}")
    for name, (kills, cuts) in killed(ROWS, TRIALS, seed).items():
        print(f"{name:<10} {kills:3d} kills, {cuts:3d} before it was done: nothing lost")
