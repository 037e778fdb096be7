"""Hundreds of invented persons are planted wherever a file may hold them; none is kept or exported.

The warehouse is searched as a file of bytes and table by table, and so is all that leaves it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from data.command_line import main
from data.warehouse import Warehouse, open_warehouse
from tests.conftest import VIEWER
from tests.data import identifiers
from ui import tables as downloads

EACH = 500
FEW = 8  # of each form where one identifier needs a column or a file of its own
PLANTED = {form: identifiers.many(form, EACH) for form in identifiers.FORMS}
MARKS = re.compile(r"[\s\-－.·•()（）\u200b\u00a0]+")
NUMBERS = re.compile(rb"\d{7,}")
OTHER_SPELLINGS = re.compile(
    rb"@(?:163|qq|mail\.example|jz-power)|(?:\xef\xbc[\x90-\x99]){7}|\d{3}[ -]\d{4}[ -]\d{4}"
    rb"(?!-[0-9a-f]{4}-)"  # which would be a part of a UUID, of which DuckDB writes some
    + "|(?:零|一|二|三|四|五|六|七|八|九){7}".encode()
)
HEADER = ["提交时间", "供电所", "姓名", "联系电话", "身份证号", "常用渠道", "意见或建议"]


def found_in(texts: list[str]) -> list[str]:
    """The planted identifiers that stand in any of the texts, however they are spelled there."""
    joined = "\n".join({MARKS.sub("", text) for text in texts}).casefold()
    every = (made for form in PLANTED.values() for made in form)
    return [made for made in every if MARKS.sub("", made).removeprefix("+86").casefold() in joined]


def found_in_bytes(content: bytes) -> list[bytes]:
    """The same in the bytes of a file."""
    runs = b" ".join(NUMBERS.findall(content))
    plain = (made for form in PLANTED.values() for made in form if made.isascii())
    return [m.encode() for m in plain if m.isdigit() and m.encode() in runs] + (
        OTHER_SPELLINGS.findall(content)
    )


def texts_of(warehouse: Warehouse) -> list[str]:
    """Every text of every table."""
    found: list[str] = []
    with warehouse.cursor(VIEWER) as cursor:
        columns = cursor.execute(
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables()"
            " USING (table_name) WHERE data_type = 'VARCHAR' AND NOT duckdb_tables.internal"
        ).fetchall()
        for table, column in columns:
            query = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"
            found += [text for (text,) in cursor.execute(query).fetchall()]
    return found


def survey(folder: Path) -> Path:
    """A survey file with identifiers in its name, headers, names, comments, options, bad cells."""
    asked = [f"对{made}的服务满意度" for form in PLANTED.values() for made in form[:FEW]]
    rows = []
    for i in range(EACH):
        made = [form[i] for form in PLANTED.values()]
        one = made[i % len(made)]
        ratings: list[object] = [1 + (i + c) % 5 for c in range(len(asked))]
        if i % 5 == 0:
            ratings[: len(made)] = made  # cells of nonsense among the ratings
        rows.append(
            [
                one if i % 50 == 49 else f"2026-03-{1 + i % 28:02d}",
                f"城东所 {one}" if i % 50 == 0 else "城东所",
                *(f"张三{one}", one, one, f"其他〖请打{one}〗" if i % 2 else "网上国网"),
                f"意见{i}：请联系{'，或'.join(made)}，停电3次",
                *ratings,
            ]
        )
    name = f"满意度 {PLANTED['mobile'][0]} {PLANTED['e-mail'][0]} {PLANTED['account'][0]}.csv"
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([[*HEADER, *asked], *rows])
    return path


def upload(folder: Path, table: str, columns: str, line: str) -> Path:
    """A table file with a good row and one for some identifiers of each form; {made} in it."""
    made = ["", *(one for form in PLANTED.values() for one in form[:FEW])]
    lines = [next(csv.reader([line.format(made=m, number=n)])) for n, m in enumerate(made)]
    path = folder / f"{table} {PLANTED['identity card'][0]}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([[*columns.split(","), f"备注{made[1]}"], *lines])
    return path


UPLOADS = {
    "branch": ("branch_id,name,level,type", '"{number}","城西所 {made}",branch,other'),
    "feedback": (
        "feedback_id,branch_id,channel,date,topic",
        '"F{number}",城东所,hotline_95598,2026-03-01,"回电{made}"',
    ),
    "service_kpi": (
        "branch_id,month,kpi,numerator,denominator",
        '"城东所{made}",2026-03,complaints,"1{made}",12000',
    ),
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A warehouse that took all of it in, and everything the command line printed meanwhile."""
    folder = tmp_path_factory.mktemp("planted")
    path = folder / "w.duckdb"
    printed = io.StringIO()

    def run(*arguments: object) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdout", printed)
            assert main([*map(str, arguments), "--warehouse", str(path), "--json"]) == 0

    file = survey(folder)
    run("inspect", file)
    run("import", file, "--create-branches", "--time", "提交时间", "--branch", "供电所")
    for table, (columns, line) in UPLOADS.items():
        run("import", upload(folder, table, columns, line), "--table", table)
    for command in ("batches", "metrics", "check"):
        run(command)
    return path, printed.getvalue()


def test_none_is_in_the_tables(planted: tuple[Path, str]) -> None:
    warehouse = open_warehouse(planted[0])
    texts = texts_of(warehouse)
    warehouse.close()
    assert sum("***" in text for text in texts) > 0.9 * EACH  # it was all taken in, masked
    assert found_in(texts) == []


def test_none_is_in_the_bytes_of_the_file(planted: tuple[Path, str]) -> None:
    for part in planted[0].parent.glob(f"{planted[0].name}*"):
        assert found_in_bytes(part.read_bytes()) == []


def test_none_leaves_by_the_command_line(planted: tuple[Path, str]) -> None:
    assert '"role": "personal"' in planted[1]
    assert found_in(planted[1].splitlines()) == []
    assert "张三" not in planted[1]


def test_none_leaves_by_the_list_of_what_was_left_out(planted: tuple[Path, str]) -> None:
    warehouse = open_warehouse(planted[0])
    with warehouse.cursor(VIEWER) as cursor:
        listed = cursor.execute("SELECT * FROM reject").df()
    warehouse.close()
    assert len(listed) > 200
    content = downloads.csv(listed)
    assert found_in(content.decode("utf-8-sig").splitlines()) == []


def test_personal_columns_are_not_stored_at_all(planted: tuple[Path, str]) -> None:
    warehouse = open_warehouse(planted[0])
    texts = texts_of(warehouse)
    warehouse.close()
    assert not [text for text in texts if "张三" in text]


def test_the_search_finds_what_is_planted_past_the_mask(tmp_path: Path) -> None:
    made = PLANTED["mobile"][1], PLANTED["identity card"][1], PLANTED["full width"][1]
    warehouse = open_warehouse(tmp_path / "w.duckdb")
    with warehouse.cursor(VIEWER) as cursor:
        for text in made:
            cursor.execute("INSERT INTO branch_alias VALUES (?, 'x', 0)", [f"甲{text}"])
        texts = texts_of(warehouse)
    warehouse.close()
    assert set(made) <= set(found_in(texts))
    card = f"甲{PLANTED['account'][2]}".encode()
    assert found_in_bytes(b"\x01" + card + b"\x02") == [PLANTED["account"][2].encode()]
    assert json.dumps(PLANTED["e-mail"][0]).strip('"') in found_in([PLANTED["e-mail"][0]])
