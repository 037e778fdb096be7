"""Invented identifiers of persons in every form and spelling that the tests plant."""

from __future__ import annotations

import random
from collections.abc import Callable

from data.masking import check_digit

WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
SPELLED = str.maketrans("0123456789", "零一二三四五六七八九")
AREA = ("010", "021", "027", "0716", "0351", "0755")


def _digits(draw: random.Random, count: int) -> str:
    return str(draw.randrange(1, 10)) + "".join(str(draw.randrange(10)) for _ in range(count - 1))


def _mobile(draw: random.Random) -> str:
    number = f"1{draw.randrange(3, 10)}{_digits(draw, 9)}"
    mark = draw.choice(["", "", " ", "-", "－", "\u200b", "\u00a0", "."])
    written = mark.join((number[:3], number[3:7], number[7:]))
    return draw.choice(["", "", "+86", "+86 ", "86"]) + written


def _landline(draw: random.Random) -> str:
    area = draw.choice(AREA)
    own = str(draw.randrange(2, 9)) + _digits(draw, 6 + (len(area) == 3))
    form = draw.choice(["{}-{}", "{}{}", "({}){}", "（{}）{}", "{} {}", "{}－{}"])
    return form.format(area, own) + draw.choice(["", "", "转801"])


def _local(draw: random.Random) -> str:
    own = str(draw.randrange(3, 9)) + _digits(draw, draw.choice([6, 7]))
    return own if draw.random() < 0.5 else f"{own[:-4]}-{own[-4:]}"


def _hotline(draw: random.Random) -> str:
    own = _digits(draw, 7)
    return draw.choice(["400", "800"]) + draw.choice([own, f"-{own[:3]}-{own[3:]}", f" {own}"])


def _identity(draw: random.Random) -> str:
    born = f"{draw.randrange(1930, 2010)}{draw.randrange(1, 13):02d}{draw.randrange(1, 29):02d}"
    number = f"{_digits(draw, 6)}{born}{draw.randrange(1000):03d}"
    return number + check_digit(number)


def _identity_card(draw: random.Random) -> str:
    number = _identity(draw)
    return number.lower() if draw.random() < 0.3 else number


def _identity_in_groups(draw: random.Random) -> str:
    number, mark = _identity(draw), draw.choice([" ", "-"])
    return mark.join((number[:6], number[6:14], number[14:]))


def _old_identity(draw: random.Random) -> str:
    born = f"{draw.randrange(30, 99)}{draw.randrange(1, 13):02d}{draw.randrange(1, 29):02d}"
    return f"{_digits(draw, 6)}{born}{draw.randrange(1000):03d}"


def _email(draw: random.Random) -> str:
    name = draw.choice(["li.ming", "wang_fang", "zhang-san", "chen"]) + str(draw.randrange(1000))
    return f"{name}@{draw.choice(['163.com', 'qq.com', 'mail.example.cn', 'jz-power.com.cn'])}"


def _card(draw: random.Random) -> str:
    number = "62" + _digits(draw, draw.choice([14, 17]))
    if draw.random() < 0.5:
        return number
    return draw.choice([" ", "-"]).join(number[i : i + 4] for i in range(0, 16, 4)) + number[16:]


def _account(draw: random.Random) -> str:
    # Of ten or thirteen digits; one that reads as a day and a time would be no account.
    return str(draw.randrange(3, 10)) + _digits(draw, draw.choice([9, 12]))


def _full_width(draw: random.Random) -> str:
    return draw.choice([_mobile, _identity_card, _account])(draw).upper().translate(WIDE)


def _spelled(draw: random.Random) -> str:
    return f"1{draw.randrange(3, 10)}{_digits(draw, 9)}".translate(SPELLED)


def _plate(draw: random.Random) -> str:
    own = "".join(draw.choice("ABCDEFGHJKLMNP0123456789") for _ in range(draw.choice([4, 5])))
    return f"{draw.choice('京沪鄂粤川')}{draw.choice('ABCDEH')}{draw.choice(['', '·'])}{own}7"


FORMS: dict[str, Callable[[random.Random], str]] = {
    "mobile": _mobile,
    "landline": _landline,
    "local telephone": _local,
    "hotline of a firm": _hotline,
    "identity card": _identity_card,
    "identity card in groups": _identity_in_groups,
    "old identity card": _old_identity,
    "e-mail": _email,
    "bank card": _card,
    "account": _account,
    "full width": _full_width,
    "spelled out": _spelled,
    "plate": _plate,
}


def many(form: str, count: int) -> list[str]:
    """The same ones at every call."""
    draw = random.Random(f"identifiers {form}")
    return [FORMS[form](draw) for _ in range(count)]
