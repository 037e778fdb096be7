"""What is masked of a text, and what must stay: hundreds of each form, written as people do."""

from __future__ import annotations

import random

import pytest

from data.masking import check_digit, identifies, masked, masked_within
from tests.data import identifiers

WORDS = [
    "联系{}谢谢",
    "{}",
    "请回电：{}。停电3次",
    "（{}）",
    "户主的号是{}，麻烦了",
    "My number is {} thanks",
]


@pytest.mark.parametrize("form", identifiers.FORMS)
def test_five_hundred_of_each_form_are_masked_and_nothing_around_them(form: str) -> None:
    draw = random.Random(form)
    for made in identifiers.many(form, 500):
        frame = draw.choice(WORDS)
        assert masked(frame.format(made)) == frame.format("***"), made


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01 10:30:45停电，2026年3月2日恢复", "20260301停电，20260301103045恢复",
        "1/3/2026", "3.12.2026", "2025-2026年度", "2025年停电12次，95598打不通，12398也不通",
        "95598 12398", "95598/12398", "电费1234567.89元", "￥12345678", "1,234,567.89",
        "电价0.5583元/度，峰价1.0212", "用电3500000度", "1000-2000户", "停电8:00-17:30",
        "10kV线路，220V，第3台变压器", "总共100 200 300", "得分 98.5，13.5 14.2 15.1 16.3",
        "微信公众号缴费很方便", "微信payment不好用", "微信2026年改版", "京东JD买的", "拨打110、119",
        "三十七八个人等了一二十分钟", "12345热线", "第1234567", "一是停电，二是电压",
    ],
)  # fmt: skip
def test_ordinary_numbers_stay(text: str) -> None:
    kept = masked(text)
    assert kept == text or (text == "第1234567" and kept == "第***")  # may be a telephone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("微信zhang_san88加我", "微信***加我"),
        ("微信号：zhangsan", "微信号：***"),
        ("QQ12345678联系", "QQ***联系"),
        ("表号 AB1234 有误", "表号 *** 有误"),
        ("户号：00123，停电", "户号：***，停电"),
        ("我12345678元旦打电话", "我***元旦打电话"),
        ("车牌鄂A12345，鄂H·D12345", "车牌***，***"),
        ("2026-03-01 8123456", "2026-03-01 ***"),
        ("坐标112.204567,30.123456", "坐标***,***"),
    ],
)
def test_what_a_word_before_it_or_its_form_gives_away(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize("form", ["mobile", "identity card", "e-mail"])
def test_a_code_that_is_a_person_is_recognised(form: str) -> None:
    assert all(identifies(made.replace("\n", " ")) for made in identifiers.many(form, 200))


def test_an_identity_number_with_a_wrong_check_digit_is_a_code_like_any_other() -> None:
    right = "11010519491231002X"
    assert check_digit(right) == "X"
    assert identifies(right) and not identifies("110105194912310021")
    assert not identifies("F20260301001") and not identifies("20260301001")


def test_masking_reaches_into_lists_and_mappings_and_leaves_numbers() -> None:
    assert masked_within({"a13800138000": ["13800138000", 5.0, None]}) == {
        "a***": ["***", 5.0, None]
    }
