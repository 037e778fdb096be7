"""`python -m data report`: one briefing or one of each branch; one clear line for bad input."""

import json
import zipfile

import pypdf
import pytest

from data import queries
from data.command_line import main
from data.reader import Reader
from data.warehouse import open_warehouse
from tests.conftest import VIEWER


def survey(**satisfied: int) -> str:
    """Forty answers of each branch in February 2026, so many of them satisfied."""
    rows = [
        f"{branch},2026-02-{1 + i % 28:02d},{5 if i < count else 1}\n"
        for branch, count in satisfied.items()
        for i in range(40)
    ]
    return "branch,date,overall satisfaction\n" + "".join(rows)


@pytest.fixture
def run(tmp_path, capsys):
    def _run(*arguments):
        code = main([*map(str, arguments), "--warehouse", str(tmp_path / "w.duckdb")])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return _run


@pytest.fixture
def filled(run, write):
    assert run("import", write("s.csv", survey(East=39, West=8)), "--create-branches")[0] == 0
    return run


def test_a_briefing_is_written_in_the_language_asked_for(filled, tmp_path) -> None:
    file = tmp_path / "new" / "b.pdf"
    code, out, _err = filled("report", file, "--language", "zh", "--json")
    assert code == 0
    assert json.loads(out) == {"report": str(file), "documents": 1, "data_version": 2}
    first = "".join(pypdf.PdfReader(file).pages[0].extract_text().split())
    assert "全公司党建工作质量简报" in first and "2026年2月" in first
    opened = open_warehouse(tmp_path / "w.duckdb")
    newest = queries.audit.log(Reader(opened, VIEWER)).iloc[0]
    opened.close()
    assert newest[["actor", "action", "detail"]].tolist() == ["command-line", "export", "b.pdf"]


def test_one_of_each_branch_comes_in_an_archive_with_progress(filled, tmp_path) -> None:
    file = tmp_path / "all.zip"
    code, out, err = filled("report", file, "--each", "--form", "xlsx", "--json")
    assert code == 0 and json.loads(out)["documents"] == 2
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
    assert [name.endswith("-202602-202602.xlsx") for name in names] == [True, True]
    assert "50%" in err and "100%" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("b.txt",), "A briefing ends in .pdf, .docx, .xlsx"),
        (("b.pdf", "--each"), "A briefing ends in .zip"),
        (("b.pdf", "--branch", "nowhere"), "There is no branch nowhere"),
        (("b.pdf", "--from", "2026-03", "--to", "2026-01"), "The period ends before it begins"),
        (("b.pdf", "--from", "1999-01", "--to", "1999-02"), "There are no figures in this period"),
        (("b.pdf", "--from", "x"), "x:"),
    ],
)
def test_bad_input_is_one_clear_line(filled, tmp_path, arguments, said) -> None:
    code, out, err = filled("report", tmp_path / arguments[0], *arguments[1:])
    assert code == 2 and out == "" and err.startswith(said) and err.count("\n") == 1
    assert not (tmp_path / arguments[0]).exists()


def test_an_empty_warehouse_says_what_to_do(run, tmp_path) -> None:
    run("demo", "--clear")
    code, _out, err = run("report", tmp_path / "b.pdf")
    assert code == 2 and err.startswith("There is nothing to report yet.")
