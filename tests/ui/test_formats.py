"""Numbers as each language writes them, each in the unit of its metric."""

import math

import pytest

from data.catalogue import metrics
from ui import formats

NAN = math.nan


@pytest.mark.parametrize(
    ("key", "value", "en", "zh"),
    [
        ("customer_satisfaction", 0.8617, "86.2 %", "86.2%"),
        ("supply_reliability", 0.99923, "99.923 %", "99.923%"),
        ("customer_nps", -14.26, "-14.3", "-14.3"),
        ("training_cost_per_head", 1234.4, "¥1,234", "1,234 元"),
        ("training_hours_per_head", 42.46, "42.5 h", "42.5 学时"),
        ("complaint_rate", 1.375, "1.38", "1.38"),
        ("customer_satisfaction", NAN, "–", "–"),
    ],
)
def test_a_value_stands_in_its_unit(speak, key: str, value: float, en: str, zh: str) -> None:
    for language, text in (("en", en), ("zh", zh)):
        speak(language)
        assert formats.value(value, metrics()[key]) == text


@pytest.mark.parametrize(
    ("quantity", "value", "text"),
    [("mean", 4.126, "4.13"), ("nps", 33.33, "33.3"), ("proportion", 0.5, "50.0 %")],
)
def test_a_question_stands_in_the_unit_of_its_kind(speak, quantity, value, text) -> None:
    speak("en")
    assert formats.value(value, quantity) == text


def test_a_difference_of_shares_is_in_percentage_points(speak) -> None:
    speak("en")
    assert formats.difference(0.0234, metrics()["customer_satisfaction"]) == "+2.3 pp"
    assert formats.difference(-3.81, metrics()["customer_nps"]) == "-3.8"
    speak("zh")
    assert formats.difference(0.0234, metrics()["customer_satisfaction"]) == "+2.3 个百分点"


def test_nothing_is_written_as_minus_nothing(speak) -> None:
    speak("en")
    assert formats.number(-0.001, 1) == "0.0"


def test_an_interval_says_its_ends_or_why_there_is_none(speak) -> None:
    speak("en")
    assert formats.interval(0.841, 0.88, metrics()["customer_satisfaction"]) == "84.1–88.0"
    assert formats.interval(-17.9, -10.6, metrics()["customer_nps"]) == "-17.9 to -10.6"
    assert formats.interval(NAN, NAN, metrics()["supply_reliability"]) == "full count"
    assert formats.interval(NAN, NAN, "mean") == "no interval"


def test_a_sample_is_a_number_of_answers_or_a_base(speak) -> None:
    speak("en")
    assert formats.sample(1234, metrics()["customer_satisfaction"]) == "n = 1,234"
    assert formats.sample(1234, metrics()["complaint_rate"]) == "base 1,234"


def test_months_in_words_and_in_the_address(speak) -> None:
    speak("en")
    assert formats.month(202610) == "Oct 2026"
    assert formats.months(202601, 202603) == "Jan 2026 – Mar 2026"
    speak("zh")
    assert formats.month(202610) == "2026年10月"
    assert formats.address_month(202610) == "2026-10"


def test_small_p_is_not_called_nothing(speak) -> None:
    speak("en")
    assert formats.p_value(0.0000001) == "< 0.001"
    assert formats.p_value(0.0432) == "0.043"
    assert formats.p_value(NAN) == "–"
