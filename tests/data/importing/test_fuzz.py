"""Whatever is uploaded: a plan or one clear sentence, never a traceback, never slow."""

import io
import time

import duckdb
import openpyxl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.importing.read import read
from data.importing.recognise import recognise
from data.importing.validate import validate
from locales import BadInput

HOSTILE = st.sampled_from(
    ["", '"', '""', ",", ";", "\t", "\r", "\n", "\r\n", "\0", "\ufeff", "\ufffd", "供电所", "满意",
     "非常满意", "5", "0", "-1", "1e9", "nan", "2025-01-01", "31/12/2025", "9999999999", "ImportId",
     "Response", "Timestamp", "序号", "提交答卷时间", "StartDate", "1、", "—", "[a]", "x" * 300,
     "%",
     "99999999999999999999", "²", "١", "1,5", "2025年13月", "(5)", "Q1 - a", "合计", "小计"]
)  # fmt: skip
TEXTS = st.lists(HOSTILE | st.text(max_size=5), max_size=60).map("".join)
TABLES = st.lists(st.lists(HOSTILE, min_size=2, max_size=5).map(",".join), max_size=8).map(
    "\n".join
)
BYTES = st.binary(max_size=300) | st.builds(
    lambda head, tail: head + tail,
    st.sampled_from(
        [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]
    ),
    st.binary(max_size=200),
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
SLOWEST = 5.0
FUZZED = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def passes_through(path, data):
    path.write_bytes(data)
    start = time.perf_counter()
    try:
        table = read(path)
        plan = recognise(table)
        assert len(plan.columns) in (0, table.width)
        plan.to_json("zh")
        with duckdb.connect() as connection:
            validate(table, plan, connection, default_month=202501, accept_cut_rows=True)
    except BadInput as refusal:
        assert str(refusal)
    assert time.perf_counter() - start < SLOWEST


@FUZZED
@given(BYTES)
@example(b"\0" * 10)
@example(b",")
@example(b'"')
def test_any_bytes(tmp_path, data):
    passes_through(tmp_path / "fuzz.csv", data)


@FUZZED
@given(TEXTS | TABLES, ENCODINGS)
def test_any_text(tmp_path, text, encoding):
    passes_through(tmp_path / "fuzz.csv", text.encode(encoding, "replace"))


def workbook():
    book = openpyxl.Workbook()
    for record in [["供电所", "日期", "满意度"], ["A", "2025-01-01", 5], ["B", "2025-01-02", 4]]:
        book.active.append(record)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


WORKBOOK = workbook()


@FUZZED
@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), max_size=20))
def test_any_damaged_workbook(tmp_path, changes):
    data = bytearray(WORKBOOK)
    for position, byte in changes:
        data[position] = byte
    passes_through(tmp_path / "fuzz.xlsx", bytes(data))
