"""What single cells mean: cleaning, numbers, labels with numbers, and words for "no answer"."""

from __future__ import annotations

import html
import re
import unicodedata

INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"))
TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
TRIMMED = " \t\r\n\u00a0\u3000\ufeff\u200b"  # what SQL trims: the same as `clean` at both ends

NUMBER = re.compile(
    r"^[(\[]?([+-]?\d+(?:[.,]\d+)?)[)\]]?\s*(?:分|星级?|点|级|points?|pts?\.?|stars?|★|%)?$",
    re.IGNORECASE,
)
HANZI = re.compile(r"^([一二三四五六七八九十])\s*(?:分|颗?星|星级)$")
STARS = re.compile(r"^((?:[★⭐]\ufe0f?)+)[☆✩]*$")
THOUSANDS_BY_DOT = re.compile(r"^[+-]?\d{1,3}(\.\d{3}){2,}(,\d+)?$")
THOUSANDS = re.compile(r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$")
NUMBER_FIRST = re.compile(
    r"^[(\[]?(\d{1,3})[)\]]?\s*(?:分|星|点)?\s*[-–—:：.．、)=,]*\s*(\D.*)$", re.S
)
NUMBER_LAST = re.compile(
    r"^(.*?\D)\s*[-–—:：(\[（=]+\s*(\d{1,3})\s*(?:分|星|点)?\s*[)\]）]?$", re.S
)
OPTION_LETTER = re.compile(r"^[A-Za-z]\s*[.、．)）:：]\s*(?=\S)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NO_ANSWER = _words(
    """不了解 不清楚 未使用 没使用过 未使用过 没有使用过 未接触 没有接触过 未办理 未办理过
    无此情况 无此项 不适用 不知道 不涉及 未涉及 无法评价 未评价 不便评价 拒答 拒绝回答 无 跳过 空
    (跳过) (空) 未填写 未作答 未答 没注意 未体验 不记得
    n/a na n.a. n.a none nan null #n/a - -- — . / ? don'tknow dontknow donotknow don’tknow dk
    notapplicable doesnotapply notsure unsure noopinion noanswer noresponse noanswergiven
    prefernottosay prefernottoanswer cannotsay can'tsay notrated notused haven'tused haventused
    neverused nobasis nobasisforevaluation norating unabletorate unknown skipped refused
    can'tremember cantremember cannotremember don'tremember don'trecall refusal [notcompleted]
    keineangabe weißnicht weissnicht keineantwort k.a. nosabe ns/nc noaplica nãosei nãoseaplica
    nesaitpas nesaispas sansréponse nonconcerné sansopinion sansavis nsp neseprononcepas
    ns/nr nosabe/nocontesta noopina nãosabe nãosabeinformar nonso nonapplicabile weetniet
    geenmening nietvantoepassing kannichnichtbeurteilen nichtbeurteilbar
    затрудняюсьответить わからない 分からない 該当なし 利用していない 해당없음 모름 모르겠다"""
)
NO_ANSWER_NUMBERS = frozenset({-1, -2, -3, -7, -8, -9, -66, -77, -88, -97, -98, -99, -999})
# These codes are numbers a scale could reach: they count only far above the scale.
FAR_CODES = frozenset({77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 9999})

# The first cell of a row that sums up those above it.
TOTALS = _words(
    """合计 总计 小计 平均 平均值 平均分 均值 总平均 total totals grandtotal subtotal sum average
    averages mean gesamt summe durchschnitt promedio média"""
)
YES = _words("是 有 会 对 愿意 是的 yes y true ja sí si s oui sim vero はい да tak 예 네 yes!")
NO = _words(
    "否 没有 不会 错 不愿意 不是 无 no n false nein non não nao nej nee nie いいえ "
    "нет 아니오 아니요"
)
# Enough of Traditional Chinese for the words of surveys.
SIMPLIFIED = str.maketrans(
    "電滿營業廳單門務評價態環線網報裝費帳質壓應時間給對較無沒過戶選項題號編聯絡話機郵稱別齡歷職類"
    "係認為來從經總體綜個見議說處訴維復專員黨組織樣覺驗區縣級長數種樂響風關點錯願麼嗎們設備"
    "滯遲達開閉啟結標準參與觀學歲實際優終",
    "电满营业厅单门务评价态环线网报装费账质压应时间给对较无没过户选项题号编联络话机邮称别龄历职类"
    "系认为来从经总体综个见议说处诉维复专员党组织样觉验区县级长数种乐响风关点错愿么吗们设备"
    "滞迟达开闭启结标准参与观学岁实际优终",
)


def clean(text: str | None) -> str:
    """One line without invisible characters, HTML tags and entities, or outer spaces."""
    if not text:
        return ""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = TAG.sub(" ", text)
    return " ".join(text.translate(INVISIBLE).split())


def folded(text: str) -> str:
    """For comparing labels: no width, case or space differences."""
    text = unicodedata.normalize("NFKC", text).translate(SIMPLIFIED)
    return re.sub(r"\s+", "", text).casefold()


def number(text: str) -> float | None:
    """The value of a cell that is nothing but a number (with a unit of points, or as stars)."""
    text = unicodedata.normalize("NFKC", text).strip()
    if match := NUMBER.match(text):
        digits = match[1]
        if THOUSANDS.match(digits):
            return float(digits.replace(",", ""))
        return float(digits.replace(",", "."))
    if THOUSANDS.match(text):
        return float(text.replace(",", ""))
    if THOUSANDS_BY_DOT.match(text):
        return float(text.replace(".", "").replace(",", "."))
    if match := HANZI.match(text):
        return float("一二三四五六七八九十".find(match[1]) + 1)
    if match := STARS.match(text):
        return float(len(match[1].replace("\ufe0f", "")))
    return None


def numbered_label(text: str) -> tuple[float, str] | None:
    """The number and the words of a label such as `Strongly agree (7)` or `5分-非常满意`."""
    text = unicodedata.normalize("NFKC", text).strip()
    if match := NUMBER_LAST.match(text):
        return float(match[2]), match[1].strip(" -–—:([=")
    if match := NUMBER_FIRST.match(text):
        return float(match[1]), match[2].strip()
    return None


def is_no_answer(text: str) -> bool:
    """Whether a cell says in words that the question was not answered."""
    word = folded(text)
    parts = word.replace("n/a", "na").split("/")  # don't know / N/A
    return (
        word in NO_ANSWER
        or word.strip("()[]【】<>。.") in NO_ANSWER
        or (len(parts) > 1 and all(part in NO_ANSWER for part in parts))
    )


def number_text(value: float) -> str:
    """A number as people write it: 4, 4.5."""
    return str(int(value)) if value == int(value) else f"{value:g}"


def without_letter(text: str) -> str:
    """A label without the option letter of the questionnaire: `A.非常满意` → `非常满意`."""
    return OPTION_LETTER.sub("", text)
