"""What single cells mean: cleaning, numbers, labels with numbers, and words for "no answer"."""

from __future__ import annotations

import html
import re
import unicodedata

# Marks that are not seen, or turn the letters behind them; not those that part words.
INVISIBLE = {
    code: None
    for code in range(0x10000)
    if unicodedata.category(chr(code)) in ("Cc", "Cf") and not chr(code).isspace()
}
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
POINTS_LAST = re.compile(r"^(\D*[\u4e00-\u9fff])(\d{1,3})分$")  # 非常满意5分
WRITTEN_IN = re.compile(r"^(\S.*?)\s*〖(.*\S.*)〗$")
OPTION_LETTER = re.compile(r"^[A-Za-z]\s*[.、．)）:：]\s*(?=\S)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NO_ANSWER = _words(
    """不了解 不清楚 未使用 没使用过 未使用过 没有使用过 未接触 没有接触过 未办理 未办理过
    无此情况 无此项 不适用 不知道 不涉及 未涉及 无法评价 未评价 不便评价 拒答 拒绝回答 无 跳过 空
    (跳过) (空) 未填写 未作答 未答 没注意 未体验 不记得 弃权 不表态 不好说
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
# 没有办理过此业务, 未参与 不评价, 无法评价: whoever says so has no opinion to count.
NOT_MET = re.compile(
    r"(?:从未|未曾|未|没有?|不曾)[\u4e00-\u9fff]{1,6}过[\u4e00-\u9fff]{0,8}|"
    r"(?:暂|还|尚|本人|我)?(?:未|没有?|不便|无法|不|不作|不予)(?:使用|用|接触|办理|体验|参与|参加|评价|打分|评分|"
    r"收到|涉及|遇到|遇见|经历|拨打|打|联系|去|了解|关注)过?(?:此|该|这)?(?:项|类)?(?:服务|业务|情况|活动|渠道)?"
)
NO_ANSWER_NUMBERS = frozenset({-1, -2, -3, -7, -8, -9, -66, -77, -88, -97, -98, -99, -999})
# These codes are numbers a scale could reach: they count only far above the scale.
FAR_CODES = frozenset({77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 9999})

# The first cell of a row that sums up those above it.
TOTALS = _words(
    """合计 总计 小计 平均 平均值 平均分 均值 总平均 total totals grandtotal subtotal sum average
    averages mean gesamt summe durchschnitt promedio média"""
)
YES = _words(
    "是 有 会 能 已解决 对 愿意 是的 yes y true ja sí si s oui sim vero はい да tak 예 네 yes!"
)
NO = _words(
    "否 没有 不会 不能 未解决 没有解决 错 不愿意 不是 无 no n false nein non não nao nej nee nie "
    "いいえ нет 아니오 아니요"
)
# Enough of Traditional Chinese for the words of surveys.
SIMPLIFIED = str.maketrans(
    "電滿營業廳單門務評價態環線網報裝費帳質壓應時間給對較無沒過戶選項題號編聯絡話機郵稱別齡歷職類"
    "係認為來從經總體綜個見議說處訴維復專員黨組織樣覺驗區縣級長數種樂響風關點錯願麼嗎們設備"
    "滯遲達開閉啟結標準參與觀學歲實際優終會薦讚贊簡單繳計東車碼國場產發現傳術顧導師課訓練習動檢測狀況難"
    "複雜鬆廣圖書館銀錢額購買賣輕親",
    "电满营业厅单门务评价态环线网报装费账质压应时间给对较无没过户选项题号编联络话机邮称别龄历职类"
    "系认为来从经总体综个见议说处诉维复专员党组织样觉验区县级长数种乐响风关点错愿么吗们设备"
    "滞迟达开闭启结标准参与观学岁实际优终会荐赞赞简单缴计东车码国场产发现传术顾导师课训练习动检测状况难"
    "复杂松广图书馆银钱额购买卖轻亲",
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
    if match := POINTS_LAST.match(text):
        return float(match[2]), match[1]
    if match := NUMBER_FIRST.match(text):
        return float(match[1]), match[2].strip()
    return None


def is_no_answer(text: str) -> bool:
    """Whether a cell says in words that the question was not answered."""
    word = folded(text)
    if word in NO_ANSWER or word.strip("()[]【】<>。.") in NO_ANSWER:
        return True
    parts = re.split(r"[,，、/;；()。]|或者?", without_letter(word.replace("n/a", "na")))
    told = [part for part in parts if part]
    return bool(told) and all(part in NO_ANSWER or NOT_MET.fullmatch(part) for part in told)


def number_text(value: float) -> str:
    """A number as people write it: 4, 4.5."""
    return str(int(value)) if value == int(value) else f"{value:g}"


def named(text: str | None) -> str:
    """The name a cell gives, or '': without option letter, and out of 其他〖…〗 of 问卷星."""
    name = clean(text)
    if is_no_answer(name):
        return ""
    name = re.sub(r"^[A-Za-z]\s*[.、．)）:：]\s*(?=[\u4e00-\u9fff])", "", name)
    if match := WRITTEN_IN.match(name):
        other = re.match("其[他它]", match[1])
        return match[2 if other else 1].strip(" 。.，,")
    return name


def without_letter(text: str) -> str:
    """A label without the option letter of the questionnaire: `A.非常满意` → `非常满意`."""
    return OPTION_LETTER.sub("", text)
