"""Dates as survey tools write them → the month yyyymm; the format is decided on a whole column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from data.importing.values import is_no_answer
from locales import Sentence, sentence

# The time of day and all that follows it; what stays is the day. DuckDB and Python both read it.
TIME_OF_DAY = (
    r"(T|[\s,]*(上午|下午|午前|午後|오전|오후|AM|PM|am|pm)?\s*)\d{1,2}([:：]\d{2}|[时點点]).*$"
)
SHARE = 0.8  # of a column's values that must be dates
ENOUGH = 3000  # distinct days that are looked at
FIRST_YEAR, LAST_YEAR = 1970, 2100
MONTH_NAMES = (
    "jan january januar janvier enero janeiro",
    "feb february februar fevrier febrero fevereiro",
    "mar march marz maerz mars marzo marco",
    "apr april avril abril abr",
    "may mai mayo maio",
    "jun june juni juin junio junho",
    "jul july juli juillet julio julho",
    "aug august aout agosto",
    "sep sept september septembre septiembre setembro",
    "oct october okt oktober octobre octubre outubro",
    "nov november novembre noviembre novembro",
    "dec december dez dezember decembre diciembre dezembro",
)
MONTHS = {name: i for i, names in enumerate(MONTH_NAMES, 1) for name in names.split()}
YMD = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号.]?$")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
PARTS = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})$")
MONTH = re.compile(r"^(\d{4})\s*[-/.年]?\s*(\d{1,2})月?$")
QUARTER = re.compile(r"^(\d{4})\s*[-/ 年]?\s*(?:Q|第)([1-4一二三四])(?:季度?)?$", re.IGNORECASE)
QUARTER_FIRST = re.compile(r"^(?:Q([1-4])|([1-4])Q)\s*[-/]?\s*(\d{4})$", re.IGNORECASE)
YEAR = re.compile(r"^(\d{4})(?:\.0)?\s*年?$")
FISCAL_YEAR = re.compile(r"^(?:FY\s*)?(\d{4})\s*[-/]\s*(?:\d{2})?(\d{2})$", re.IGNORECASE)
MONTH_FIRST = re.compile(r"^(?:(\d{1,2})[-/.]|([a-z]+)[\s.,'/-]+)(\d{4}|(?<!\d[-/.])\d{2})$")
WORDS = re.compile(
    r"^(?:\w+,?\s+)??(\d{1,2}(?=st|nd|rd|th)?|[a-z]+)(?:(?<=\d)(?:st|nd|rd|th))?[.\s-]+(?:de\s+)?([a-z]+|\d{1,2})[.,\s-]+"
    r"(?:de\s+)?(\d{4}|\d{2})$"
)
EPOCH = re.compile(r"^\d{10}(?:\.0)?$")
EPOCH_MS = re.compile(r"^\d{13}(?:\.0)?$")
EXCEL = re.compile(r"^\d{5}(?:\.\d+)?$")
PART = re.compile(
    r"^(?:(?:Q|第)(?P<quarter>[1-4一二三四])(?:季度?)?|(?P<month>\d{1,2})(?:\.0)?\s*月?)$",
    re.IGNORECASE,
)
FORMATS = {
    "Y-M-D": sentence("year, month, day"),
    "D/M/Y": sentence("day, month, year"),
    "M/D/Y": sentence("month, day, year"),
    "D month Y": sentence("day, month by name, year"),
    "Y-M": sentence("year and month"),
    "Y-Q": sentence("year and quarter"),
    "Y": sentence("year alone (counted in December)"),
    "epoch": sentence("seconds since 1970"),
    "epoch ms": sentence("milliseconds since 1970"),
    "Excel": sentence("Excel's day number"),
}

UNTOLD = {
    "D/M/Y": sentence("No date tells the day from the month; read as day/month/year. Check this."),
    "M/D/Y": sentence("No date tells the day from the month; read as month/day/year. Check this."),
}


def day_text(text: str) -> str:
    """A moment without its time of day."""
    return re.sub(TIME_OF_DAY, "", unicodedata.normalize("NFKC", text).strip()).strip(" ,\ufeff")


def day_sql(column: str, time_format: str) -> str:
    """SQL that leaves few distinct values of a column of moments; each still is one `month_of`."""
    if time_format in ("D month Y", "Y-M", "Y-Q"):
        return f"regexp_replace({column}, '{TIME_OF_DAY}', '')"
    if time_format == "epoch":
        return (
            f"left({column}, 6) || '0000'"  # cut to 10,000 seconds: a month's first hours may move
        )
    if time_format == "epoch ms":
        return f"left({column}, 6) || '0000000'"
    if time_format == "Excel":
        return f"split_part({column}, '.', 1)"
    spaced = r"\d{4}\s?[.年]\s?\d{1,2}\s?[.月]\s?\d{1,2}\s?[.日]?"  # 2023. 1. 12 오후 1:00
    return f"regexp_extract({column}, '^\\s*({spaced}|[^ T]+)')"


def month_of(text: str, time_format: str) -> int | None:
    """yyyymm of one value in a format of FORMATS, or None if it is no such date."""
    day = day_text(text)
    year, month, day_number = _date(day, time_format)
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= day_number <= 31:
        return None
    if day_number > 28:
        try:
            datetime(year, month, day_number, tzinfo=UTC)
        except ValueError:
            return None
    return year * 100 + month


def part_of_year(text: str) -> int | None:
    """The last month of what a cell beside a year names: 3, 03, 3月, March, Q1, 第一季度."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if match := PART.match(plain):
        quarter, month = match["quarter"], match["month"]
        number = 3 * ("一二三四".find(quarter) + 1 or int(quarter)) if quarter else int(month)
        return number if 1 <= number <= 12 else None
    return MONTHS.get(_plain(plain).strip("."))


def _plain(text: str) -> str:
    """Small Latin letters without accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def _date(day: str, time_format: str) -> tuple[int, int, int]:
    nothing = (0, 0, 0)
    if time_format == "Y-M-D" and (match := YMD.match(day) or COMPACT.match(day)):
        return int(match[1]), int(match[2]), int(match[3])
    if time_format in ("D/M/Y", "M/D/Y") and (match := PARTS.match(day)):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        year += 2000 if year < 100 else 0
        return (year, second, first) if time_format == "D/M/Y" else (year, first, second)
    if time_format == "Y-M":
        if match := MONTH.match(day):
            return int(match[1]), int(match[2]), 1
        if match := MONTH_FIRST.match(_plain(day)):  # 03/2024, Mar 2024, March-24
            month = int(match[1]) if match[1] else MONTHS.get(match[2], 0)
            return int(match[3]) + (2000 if len(match[3]) == 2 else 0), month, 1
    if time_format == "Y-Q" and (match := QUARTER.match(day)):
        quarter = "一二三四".find(match[2]) + 1 or int(match[2])
        return int(match[1]), 3 * quarter, 1
    if time_format == "Y-Q" and (match := QUARTER_FIRST.match(day)):
        return int(match[3]), 3 * int(match[1] or match[2]), 1
    if time_format == "Y" and (match := YEAR.match(day)):
        return int(match[1]), 12, 1
    if time_format == "Y" and (match := FISCAL_YEAR.match(day)):
        follows = int(match[2]) == (int(match[1]) + 1) % 100
        return (int(match[1]), 12, 1) if follows else nothing
    if time_format == "D month Y":
        return _named(day)
    return _counted(day, time_format) or nothing


def _named(day: str) -> tuple[int, int, int]:
    """`5 January 2024`, `Jan 5, 2024`, `5 de enero de 2024`."""
    match = WORDS.match(_plain(day))
    if not match:
        return (0, 0, 0)
    first, second = match[1], match[2]
    name, number = (second, first) if first.isdigit() else (first, second)
    if not number.isdigit():
        return (0, 0, 0)
    year = int(match[3])
    return year + (2000 if year < 100 else 0), MONTHS.get(name, 0), int(number)


def _counted(day: str, time_format: str) -> tuple[int, int, int] | None:
    if time_format == "epoch" and EPOCH.match(day):
        moment = datetime.fromtimestamp(int(float(day)), UTC)
    elif time_format == "epoch ms" and EPOCH_MS.match(day):
        moment = datetime.fromtimestamp(int(float(day)) / 1000, UTC)
    elif time_format == "Excel" and EXCEL.match(day):
        moment = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=float(day))
    else:
        return None
    return moment.year, moment.month, moment.day


def recognise_format(
    days: Mapping[str, int], *, year_alone: bool, numbers: bool
) -> tuple[str, Sentence | None] | None:
    """The format most of the values have, with what was decided; None if they are no dates.

    `days` are distinct texts with their rows; bare years count only if `year_alone`, bare numbers
    of seconds or days only if `numbers`.
    """
    days = {day: rows for day, rows in days.items() if not is_no_answer(day)}
    total = sum(days.values())
    allowed = [f for f in FORMATS if f not in ("Y", "Y-M", "epoch", "epoch ms", "Excel")]
    allowed += ["Y", "Y-M"] if year_alone else []
    head = list(days)[:20]
    if any(
        re.search(r"\d{4}\s*[-/.年]\s*\d{1,2}", d) or MONTH_FIRST.match(_plain(d)) for d in head
    ):
        allowed += ["Y-M"]
    allowed += ["epoch", "epoch ms", "Excel"] if numbers else []
    fits = {
        name: sum(rows for day, rows in days.items() if month_of(day, name)) for name in allowed
    }
    best = max(fits, key=lambda name: fits[name], default=None)
    if best is None or not total or fits[best] < SHARE * total:
        return None
    if best in ("D/M/Y", "M/D/Y"):
        return _order(days, fits)
    return best, None


def _order(days: Mapping[str, int], fits: Mapping[str, int]) -> tuple[str, Sentence]:
    """Day before month, or month before day: what more values allow; undecided, by the dot."""
    by_day, by_month = fits["D/M/Y"], fits["M/D/Y"]
    if by_day > by_month:
        return "D/M/Y", sentence("Dates are day/month/year: some days are above 12.")
    if by_month > by_day:
        return "M/D/Y", sentence("Dates are month/day/year: some days are above 12.")
    dotted = sum(1 for day in days if "." in day or "-" in day) * 2 > len(days)
    first = {match[1] for day in days if (match := PARTS.match(day_text(day)))}
    second = {match[2] for day in days if (match := PARTS.match(day_text(day)))}
    if dotted or len(first) > len(second) + 2:
        return "D/M/Y", UNTOLD["D/M/Y"]
    return "M/D/Y", UNTOLD["M/D/Y"]
