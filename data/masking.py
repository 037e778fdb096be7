"""What would tell who is meant: numbers and addresses of persons, masked before a text is stored.

One pass from left to right. Ordinary numbers (dates, sums of money, kilowatt hours, public
hotlines) are recognised first and stay; then comes what may belong to a person. Names of persons
and postal addresses cannot be told from other words: their columns are dropped, not masked.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache

import pandas as pd

MASK = "***"
FEWEST_DIGITS = 7  # a run of so many digits may be a telephone number; fewer say nothing
NUMERALS = "零〇一二三四五六七八九幺"
CHAT = r"微\s?信|weixin|wechat|v\s?信|(?<![a-z])(?:vx|wx|qq)"
# SQL (RE2): texts that may hold something to mask; the others need not be looked at.
SUSPICIOUS = rf"(?i)[@＠\p{{N}}]|(?:[{NUMERALS}].?){{7}}|微\s?信|weixin|wechat|v\s?信|vx|wx|qq"

# Patterns read the text as `_folded` gives it: plain digits, letters, dashes and spaces.
YEAR, MONTH, DAY = r"(?:19|20)\d\d", r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
CLOCK = r"(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"
AMOUNT = r"(?<![\d.])(?!0\d)\d{1,9}(?:\.\d{1,4})?"
MONEY_OR_ENERGY = r"元(?!旦)|块|万(?!一)|亿|千瓦|兆瓦|度(?!假)|kwh|mwh|kva|kw|yuan|rmb|cny|%"
UNIT = rf"(?:{MONEY_OR_ENERGY}|户|人|次|件|个|分|小时|天|月|年|米|公里|v|伏)"
ORDINARY = (
    rf"(?<!\d){YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[t _-]?{CLOCK})?(?!\d)",
    rf"(?<!\d){YEAR}\s?[-/.年]\s?{MONTH}\s?[-/.月]\s?{DAY}(?!\d)",
    rf"(?<!\d){DAY}[-/.]{DAY}[-/.]{YEAR}(?!\d)",
    rf"(?<!\d){YEAR}\s?年?\s?[-~至到]\s?{YEAR}(?!\d)",
    r"(?<!\d)(?:95598|12398|12345|12315)(?!\d)",
    r"(?<![\d,])\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?(?![\d,])",
    rf"{AMOUNT}\s?(?:{MONEY_OR_ENERGY})",
    rf"{AMOUNT}\s?[-~至到]\s?\d{{1,6}}(?:\.\d{{1,4}})?\s?{UNIT}",
    r"[¥$]\s?\d{1,9}(?:\.\d{1,4})?(?![\d.])",
    r"(?<![\d.])\d{1,6}\.\d{1,4}(?![\d.])",
)

GAP = r"[\s\-_./·•()]{0,3}"  # what people write between the digits of one number
EXTENSION = r"(?:\s?转\s?\d{1,6})?"
ACCOUNT = (
    r"户\s?号|户名编号|用户编号|客户编号|用电编号|表\s?号|资产号|[账帐卡]\s?号|证件号码?"
    r"|身份证号?码?|工\s?号"
)
MOBILE = rf"1{GAP}[3-9](?:{GAP}\d){{9}}(?!\d)"
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
MOBILE = rf"1{GAP}[3-9](?:{GAP}\d){{9}}(?!\d)"
EMAIL = r"[a-z0-9._%+-]+\s?@\s?[a-z0-9-]+(?:\s?\.\s?[a-z0-9-]+)+"
ADDRESSES = (EMAIL, r"\w{0,9}[^\x00-\x7f\s]@[\w-]+(?:\.[\w-]+)+")
NUMBERS = (
    r"\d{17}x",  # identity card whose check digit is ten
    rf"(?:\+|(?<!\d)00)\d{{1,3}}{GAP}\d(?:{GAP}\d){{6,13}}",  # telephone with its country
    MOBILE,
    r"1[3-9]\d,\d{4},\d{4}(?!\d)",
    # landline
    rf"(?<!\d)(?:\(0\d{{2,3}}\)|0\d{{2,3}}){GAP}\d{{3,4}}{GAP}\d{{3,5}}{EXTENSION}(?!\d)",
    rf"(?<!\d)[48]00(?:{GAP}\d){{7}}(?!\d){EXTENSION}",  # hotline of a firm
    r"(?<![\d.])(?:1[0-35-9]|[2-57-9])\d{1,2}?\.\d{5,}",  # longitude and latitude
)
PLATE = rf"[{PROVINCES}][a-z]\s?[·•.-]?\s?(?=[a-z]{{0,5}}\d)[a-hj-np-z\d]{{4,6}}[挂学警港澳]?"
SPELLED = rf"(?:[{NUMERALS}]{GAP}){{{FEWEST_DIGITS - 1},}}[{NUMERALS}]"
# The word that says what follows stays; what follows needs a digit or a colon to be believed.
SAID = (
    rf"(?:{ACCOUNT})[\s:是为()]{{0,4}}(?=[a-z-]{{0,8}}\d)(?=[a-z\d_-]{{4}})",
    rf"(?:{CHAT})\s?(?:号码?|id)?\s?(?:[:是为]\s?)+(?=[a-z\d_-]{{5}})",
    rf"(?:{CHAT})\s?(?:号码?|id)?\s?(?!{YEAR}\D)(?=[a-z_-]{{0,19}}\d)(?=[a-z\d_-]{{5}})",
)
LONG = r"\d{3,}(?:[\s\-_.·•]{1,3}\d{3,})*(?:[\s-]?x(?![a-z]))?"  # card, account, identity card


def _pattern(*, addresses: bool) -> re.Pattern[str]:
    """All of it. What each group may begin with stands first: most marks begin nothing."""
    personal = [rf"(?=[\d(+])(?:{'|'.join(NUMBERS)})", PLATE, SPELLED]
    return re.compile(
        rf"(?P<ordinary>(?=[\d¥$])(?:{'|'.join(ORDINARY)}))"
        rf"|(?P<said>(?=[户用客表资账帐卡证身工微wvq])(?:{'|'.join(SAID)}))[a-z\d_-]+(?:\s\d{{3,}})*"
        rf"|(?P<personal>{'|'.join([*(ADDRESSES if addresses else ()), *personal])})"
        rf"|(?P<long>{LONG})",
    )


WITH_ADDRESSES, WITHOUT_ADDRESSES = _pattern(addresses=True), _pattern(addresses=False)
WHOLE = re.compile(rf"{EMAIL}|(?:\+?86)?{GAP}{MOBILE}")
IDENTITY_CARD = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{9}[\dx]")


def masked(text: str) -> str:
    """The text with *** in the place of telephone, identity, card, account and plate numbers,
    e-mail addresses and chat names.
    """
    folded = text.translate(_folding())
    parts, done = [], 0
    pattern = WITH_ADDRESSES if "@" in folded else WITHOUT_ADDRESSES
    for found in pattern.finditer(folded):
        if found["ordinary"] or (found["long"] and not _is_long(found["long"])):
            continue
        start = found.end("said") if found["said"] else found.start()
        parts += [text[done:start], MASK]
        done = found.end()
    return "".join([*parts, text[done:]]) if parts else text


def masked_each(texts: pd.Series, longest: int) -> pd.Series:
    """The same for many texts, each distinct one looked at once, and cut; None stays None."""
    words = (text for text in texts.unique() if isinstance(text, str))
    known = {text: masked(text)[:longest] for text in words}
    return pd.Series([known.get(text) for text in texts], texts.index, dtype=object)


def masked_within(value: object) -> object:
    """The same for all texts inside plain lists and mappings, such as JSON holds."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, dict):
        return {masked_within(key): masked_within(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(masked_within(item) for item in value)
    return value


def identifies(text: str) -> bool:
    """Whether a whole text is surely a person's e-mail, mobile telephone or identity card."""
    folded = text.translate(_folding()).strip()
    if WHOLE.fullmatch(folded):
        return True
    return bool(IDENTITY_CARD.fullmatch(folded)) and check_digit(folded) == folded[-1].upper()


def check_digit(number: str) -> str:
    """The last digit of an 18-digit identity number, from the first 17 (GB 11643)."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11]


def _is_long(text: str) -> bool:
    """Whether groups of digits may be one number; hundreds side by side are several."""
    groups = re.findall(r"\d+", text)
    digits = sum(map(len, groups))
    hundreds = max(map(len, groups)) == 3 and digits <= 9
    return digits >= FEWEST_DIGITS and not hundreds


@cache
def _folding() -> dict[int, str]:
    """One mark for one mark, so that places stay: digits of any script, small letters, full
    width as half, every dash as -, every space and invisible mark as a space.
    """
    table = {ord(mark): mark.lower() for mark in string.ascii_uppercase}
    for code in range(0x80, 0x20000):
        mark = chr(code)
        if (digit := unicodedata.digit(mark, None)) is not None:
            table[code] = str(digit)
        elif 0xFF01 <= code <= 0xFF5E:
            table[code] = chr(code - 0xFEE0).lower()
        elif unicodedata.category(mark) == "Pd":
            table[code] = "-"
        elif unicodedata.category(mark) in ("Zs", "Cf"):
            table[code] = " "
    return table | {ord("￥"): "¥", ord("−"): "-", ord("："): ":"}
