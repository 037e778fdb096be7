"""Answer words from worst to best: satisfaction, agreement, frequency and their like.

Each ladder lists its rungs from the lowest to the highest; a rung lists its wordings, separated by
`|`. A column takes the first ladder in which every label has its own rung, so shorter ladders stand
before longer ones that contain them. A ladder without a middle must show all its rungs: a missing
one is more likely an answer nobody gave on the ladder with a middle.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from data.importing import ladders_asian, ladders_european
from data.importing.degrees import NEUTRAL, as_satisfaction
from data.importing.values import folded, without_letter


@dataclass(frozen=True)
class Ladder:
    rungs: tuple[frozenset[str], ...]

    @property
    def scale(self) -> tuple[float, float]:
        return 1.0, float(len(self.rungs))


def _zh(worse: str, better: str, middle: str) -> list[str]:
    """The ladders of a Chinese adjective and its opposite, such as 不满意 and 满意."""
    very = "非常{0}|很{0}|十分{0}|极其{0}|特别{0}|完全{0}|极{0}|极度{0}|非常的{0}|极为{0}|相当{0}"
    low, high = very.format(worse), very.format(better)
    rather_low, rather_high = (
        f"不太{better}|较{worse}|比较{worse}|有点{worse}|不怎么{better}|不大{better}|不是很{better}|"
        f"不够{better}|较为{worse}",
        f"比较{better}|较{better}|较为{better}|还算{better}",
    )
    basic = f"基本{better}|基本上{better}"
    return [
        f"{worse} / {better}",
        f"{worse} / {basic} / {better}",
        f"{worse} / {middle} / {better}",
        f"{low} / {worse}|{rather_low} / {middle}|{basic} / {better}|{rather_high} / {high}",
        f"{worse}|{rather_low} / {basic}|{middle} / {better}|{rather_high} / {high}",
        f"{worse}|{low} / {rather_low} / {middle} / {basic}|{rather_high} / {better}|{high}",
        f"{worse}|{low} / {middle} / {basic} / {better}|{rather_high} / {high}",
        f"{low} / {worse}|{rather_low} / {middle} / {rather_high}|{basic} / {better} / {high}",
        f"{low} / {worse}|{rather_low} / {middle} / {basic}|{rather_high} / {better}",
        f"{worse} / {middle} / {basic}|{rather_high} / {better} / {high}",
        f"{low} / {worse} / {rather_low} / {middle} / {rather_high}|{basic} / {better} / {high}",
    ]


def _en(worse: str, better: str, middle: str) -> list[str]:
    """The ladders of an English adjective and its opposite, such as dissatisfied and satisfied."""
    very = "very {0}|extremely {0}|completely {0}|highly {0}|strongly {0}|totally {0}|fully {0}"
    some = "somewhat {0}|slightly {0}|rather {0}|quite {0}|fairly {0}|moderately {0}|mostly {0}"
    low, high = very.format(worse), very.format(better)
    rather_low, rather_high = some.format(worse), some.format(better) + f"|tend to {better}"
    rather_low += f"|tend to {worse}"
    neither = f"neither {better} nor {worse}|neither {worse} nor {better}|{middle}"
    not_at_all, not_very = f"not at all {better}|not {better} at all", f"not very {better}"
    fairly = f"fairly {better}|quite {better}|somewhat {better}"
    return [
        f"{worse} / {better}",
        f"{worse} / {neither} / {better}",
        f"{not_at_all} / {not_very}|not so {better} / {fairly} / very {better}",
        f"{not_at_all} / {not_very}|not so {better} / {neither} / {fairly}|{better} / {high}",
        f"{low} / {worse}|{rather_low} / {better}|{rather_high} / {high}",
        f"{low} / {worse}|{rather_low} / {neither} / {better}|{rather_high} / {high}",
        f"{low} / {worse} / {rather_low} / {neither} / {rather_high} / {better} / {high}",
        f"{low}|{not_at_all} / {not_very}|not so {better}|"
        f"slightly {better}|a little {better} / somewhat {better}|moderately {better}|{neither} / "
        f"{better}|very {better}|quite {better} / extremely {better}|completely {better}",
    ]


NEUTRAL_ZH = "|".join(sorted(NEUTRAL))
NEUTRAL_EN = (
    "neutral|neither|neither nor|average|ok|okay|undecided|no opinion either way|indifferent|"
    "neither one nor the other|mixed"
)
SOURCES = [
    *_zh("不满意", "满意", NEUTRAL_ZH),
    *_zh("不同意", "同意", NEUTRAL_ZH),
    *_zh("不符合", "符合", NEUTRAL_ZH),
    *_zh("不认同", "认同", NEUTRAL_ZH),
    *_zh("不赞同", "赞同", NEUTRAL_ZH),
    *_zh("不重要", "重要", NEUTRAL_ZH),
    *_zh("不愿意", "愿意", NEUTRAL_ZH),
    *_zh("不及时", "及时", NEUTRAL_ZH),
    *_zh("不方便", "方便", NEUTRAL_ZH),
    *_zh("不便捷", "便捷", NEUTRAL_ZH),
    *_zh("不合理", "合理", NEUTRAL_ZH),
    *_zh("不清楚", "清楚", NEUTRAL_ZH),
    *_zh("不了解", "了解", NEUTRAL_ZH),
    *_zh("不熟悉", "熟悉", NEUTRAL_ZH),
    *_zh("不稳定", "稳定", NEUTRAL_ZH),
    *_zh("不可能", "可能", NEUTRAL_ZH),
    *_zh("不喜欢", "喜欢", NEUTRAL_ZH),
    *_zh("不信任", "信任", NEUTRAL_ZH),
    "差 / 中 / 好",
    *_zh("差", "好", NEUTRAL_ZH),
    "差|较差|不好|比较差 / 一般|中|合格 / 良|良好|较好|好 / 优|优秀|很好|非常好",
    "很差|非常差|极差|差 / 较差|不太好|不好|比较差 / 一般|中 / 良|良好|较好|比较好|好 / "
    "优|优秀|很好|非常好|极好",
    *_zh("弱", "强", NEUTRAL_ZH),
    "不合格 / 合格 / 良好 / 优秀",
    "不称职 / 基本称职 / 称职",
    "不合格|不称职 / 基本合格|基本称职 / 合格|称职 / 优秀",
    "差评 / 中评 / 好评",
    "低于预期|未达预期 / 符合预期|达到预期 / 超出预期|超过预期",
    "未解决|没有解决|没解决 / 部分解决 / 已解决|全部解决|完全解决|都解决了",
    "不能|不能够 / 基本能|基本能够|部分能 / 能|能够|完全能|完全能够",
    "未达到|没有达到 / 部分达到 / 基本达到 / 完全达到",
    "变差|下降|有所下降|明显下降|有所减弱|减弱 / 没有变化|没变化|无变化|基本没变|基本没变化|不变 / "
    "有所改善|有所提升|略有改善|略有提升|有改善|有提升|有所提高|有所增强 / "
    "明显改善|明显提升|显著改善|显著提升|明显提高|明显增强|提升很大",
    "没有改善|没有提升 / 略有改善|略有提升|有所改善|有所提升 / 明显改善|明显提升|显著改善|显著提升",
    "肯定不会|一定不会|绝对不会 / 可能不会|应该不会 / 不确定|说不清|看情况 / 可能会|应该会 / "
    "肯定会|一定会|当然会",
    "强烈反对|非常反对|坚决反对|非常不同意 / 反对|不同意|不赞同 / 中立|无所谓|不确定|一般 / "
    "同意|赞同|支持 / 强烈同意|非常同意|非常赞同|非常支持|强烈支持",
    "没有帮助|没帮助|毫无帮助 / 帮助不大|帮助较小|帮助很小|帮助有限 / 一般|有一些帮助|有一定帮助|"
    "有些帮助 / 有帮助|帮助较大|比较有帮助 / 帮助很大|很有帮助|非常有帮助|帮助非常大",
    "不合格|不称职 / 基本合格|基本称职 / 合格|称职 / 良好 / 优秀",
    "从不|从来不|从未|从没 / 很少|几乎不|偶尔 / 有时|有时候 / 经常|常常|较常 / 总是|一直|每次",
    "从不|从来不|从未|从没 / 很少|几乎不 / 偶尔 / 有时|有时候 / 经常|常常 / 总是|一直|每次",
    "没有|从不 / 偶尔|有时 / 经常|总是",
    "很慢|非常慢 / 慢|较慢|比较慢 / 一般 / 快|较快|比较快 / 很快|非常快",
    *_en("dissatisfied", "satisfied", NEUTRAL_EN),
    "neutral or dissatisfied / satisfied",
    *_en("unsatisfied", "satisfied", NEUTRAL_EN),
    *_en("disagree", "agree", NEUTRAL_EN),
    *_en("unlikely", "likely", NEUTRAL_EN),
    *_en("unimportant", "important", NEUTRAL_EN),
    *_en("difficult", "easy", NEUTRAL_EN),
    *_en("unhappy", "happy", NEUTRAL_EN),
    *_en("unhelpful", "helpful", NEUTRAL_EN),
    *_en("negative", "positive", NEUTRAL_EN),
    *_en("dislike", "like", NEUTRAL_EN),
    *_en("uncomfortable", "comfortable", NEUTRAL_EN),
    *_en("unfamiliar", "familiar", NEUTRAL_EN),
    *_en("inconvenient", "convenient", NEUTRAL_EN),
    *_en("unsafe", "safe", NEUTRAL_EN),
    *_en("unclear", "clear", NEUTRAL_EN),
    *_en("ineffective", "effective", NEUTRAL_EN),
    *_en("unfavorable", "favorable", NEUTRAL_EN),
    *_en("inadequate", "adequate", NEUTRAL_EN),
    "bad / good",
    "poor|bad / fair|average|ok|okay|adequate / good",
    "poor|bad / fair|average|ok|okay|acceptable / good / excellent",
    "poor / fair|average / good / very good",
    "very poor|very bad|terrible / poor|bad / fair|average|neutral|acceptable|ok|okay|adequate / "
    "good / very good|excellent|great|outstanding",
    "poor / fair|average / good / very good / excellent|outstanding",
    "very poor|terrible|awful / poor|bad / fair|average|ok|okay / good / very good|great / "
    "excellent",
    "much worse / worse|somewhat worse|slightly worse|a little worse / "
    "about the same|the same|same / better|somewhat better|slightly better|"
    "a little better / much better",
    "never / rarely|seldom|hardly ever / sometimes|occasionally / often|usually|frequently / "
    "always|all the time",
    "never / rarely|seldom / occasionally / sometimes / often|frequently / usually / always",
    "never / rarely|seldom / sometimes|occasionally / often|always",
    "not at all / slightly|a little|a little bit / somewhat|moderately|a moderate amount / "
    "very|very much|a lot|quite a bit / extremely|a great deal|completely",
    "not at all / not really|not much / undecided|neutral|somewhat / somewhat yes|mostly / "
    "very much|completely",
    "not at all * / not very *|not so *|not particularly * / fairly *|quite *|somewhat * / very *",
    "not at all * / slightly *|a little *|not very *|not so *|not particularly * / somewhat *|"
    "moderately *|fairly * / very *|quite * / extremely *|completely *|totally *",
    "no|no not at all / yes to some extent|yes sometimes|yes partly|yes somewhat / "
    "yes definitely|yes always|yes completely|yes fully",
    "definitely no|definitely not / probably no|probably not / probably yes|probably / "
    "definitely yes|definitely",
    "definitely no|definitely not / probably no|probably not / maybe|not sure|unsure|"
    "might or might not / probably yes|probably / definitely yes|definitely",
    "definitely would not / probably would not / probably would / definitely would",
    "definitely would not / probably would not / might or might not|maybe / probably would / "
    "definitely would",
    "below expectations|did not meet expectations / met expectations|meets expectations / "
    "above expectations|exceeded expectations|exceeds expectations",
    "unacceptable / needs improvement / meets expectations / exceeds expectations / outstanding",
    *ladders_european.SOURCES,
    *ladders_asian.SOURCES,
]
# Degrees of any adjective, written as * in the ladders: very clean, not clean at all.
DEGREE = re.compile(
    r"^(not at all|not very|not so|not particularly|slightly|a little|somewhat|moderately|fairly|"
    r"quite|very|extremely|completely|totally) ([a-z-]+)$"
)
NOT_AT_ALL = re.compile(r"^not ([a-z-]+) at all$")
ENDING = re.compile(r"(?<=[a-z])[/·](?:a|o|e|as|os|es|ne|in|innen)\b", re.I)  # satisfecho/a
CONTAINED = 14  # characters of a label that may hold a rung's wording among other words


def unaccented(text: str) -> str:
    """Latin letters without accents; other scripts as they are."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFKD", c)[0] if c < "\u0250" else c for c in text)


def _wording(text: str) -> str:
    """A label as the ladders know it: no letter, brackets, punctuation or spaces."""
    text = without_letter(unicodedata.normalize("NFKC", text))
    text = re.sub(r"\([^()]*\)|【[^】]*】", "", text) or text
    text = unaccented(ENDING.sub("", text)).replace("ё", "е")
    return re.sub(r"[\s.,;:!?。,、;:!?'\"“”‘’_/~()-]", "", folded(text))


@cache
def ladders() -> tuple[Ladder, ...]:
    return tuple(
        Ladder(tuple(frozenset(map(_wording, rung.split("|"))) for rung in source.split(" / ")))
        for source in SOURCES
    )


@cache
def _places() -> dict[str, dict[int, int]]:
    """Each wording's rung (1 = lowest) in each ladder that has it, by the ladder's number."""
    places: dict[str, dict[int, int]] = {}
    for n, ladder in enumerate(ladders()):
        for i, rung in enumerate(ladder.rungs, 1):
            for word in rung:
                places.setdefault(word, {})[n] = i
    return places


def _wordings() -> Collection[str]:
    return _places().keys()


@cache
def _hanzi_longest_first() -> tuple[str, ...]:
    words = [w for w in _wordings() if re.fullmatch(r"[\u4e00-\u9fff]{2,}", w)]
    return tuple(sorted(words, key=len, reverse=True))


@cache
def rung_word(label: str) -> str | None:
    """The wording of a ladder that a label is, or that a short Chinese label contains."""
    word = _wording(label)
    if word in _wordings():
        return word
    if match := DEGREE.match(NOT_AT_ALL.sub(r"not at all \1", label.strip().casefold())):
        return _wording(f"{match[1]} *")
    hanzi = "".join(re.findall(r"[\u4e00-\u9fff]", word))
    if hanzi in _wordings():  # 非常满意 Very satisfied
        return hanzi
    if 0 < len(hanzi) <= CONTAINED:
        # longest first: 非常不满意 contains 不满意, which contains 满意
        found = next((w for w in _hanzi_longest_first() if hanzi.endswith(w)), None)
        if found and len(found) >= 3:
            return found
    latin = re.sub(r"[^a-z]", "", word)
    return latin if latin != word and latin in _wordings() and not hanzi else None


def match(labels: Iterable[str], known: Iterable[str] = ()) -> tuple[Ladder, dict[str, int]] | None:
    """The ladder of a column's labels and each label's rung (1 = lowest), or None.

    `known` are further labels that other columns of the same question showed.
    """
    words = {label: rung_word(label) for label in labels}
    if None in words.values():
        shown = {label: _wording(label) for label in words}
        replaced = as_satisfaction(shown.values()) or {}
        words, known = {label: replaced.get(word) for label, word in shown.items()}, ()
    if not words or None in words.values():
        return None
    every = {*words.values(), *filter(None, map(rung_word, known))}
    places = [_places()[word] for word in every]
    fitting = sorted(set.intersection(*map(set, places)))
    shown = {n: len({place[n] for place in places}) for n in fitting}
    for n in fitting:
        size = len(ladders()[n].rungs)
        if shown[n] == len(every) and (size % 2 or shown[n] == size):
            break
    else:  # spelling variants of one rung: 较满意 beside 比较满意
        if not fitting:
            return None
        n = fitting[0]
    return ladders()[n], {label: _places()[word][n] for label, word in words.items() if word}


def direction(labels: Mapping[str, float]) -> str | None:
    """Whether the numbers beside the labels rise or fall with their words: 'high', 'low', None."""
    matched = match(labels) if len(labels) > 1 else None
    if matched is None:
        return None
    pairs = [(labels[label], rung) for label, rung in matched[1].items()]
    middle_number = sum(n for n, _ in pairs) / len(pairs)
    middle_rung = sum(r for _, r in pairs) / len(pairs)
    slope = sum((n - middle_number) * (r - middle_rung) for n, r in pairs)
    return "high" if slope > 0 else "low" if slope < 0 else None
