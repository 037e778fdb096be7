"""Ladders of any one Chinese adjective: 非常专业, 比较专业, 一般, 不太专业, 很不专业."""

from __future__ import annotations

import re
from collections.abc import Iterable

UNSURE_WORDS = ("说不清", "不确定", "无意见", "无所谓")
NEUTRAL_WORDS = ("一般", "中立", "一般般", "普通", "尚可", "还行", "还可以", "中等", "适中")
UNSURE = frozenset(UNSURE_WORDS)
NEUTRAL = frozenset((*NEUTRAL_WORDS, *UNSURE_WORDS))
VERY = "非常|十分|特别|极其|极为|极度|完全|相当|很|极"
RATHER = "比较|较为|较|还算|基本上?"
NOT_VERY = "不太|不怎么|不大|不是很|不够"
LABEL = re.compile(
    rf"(?P<degree>{VERY}|{RATHER}|{NOT_VERY})?(?P<negation>不|没有|没|无)?(?:是|有)?(?P<word>[一-鿿]{{2,4}})"
)
# More of these is worse, or at least not better: nobody should guess.
NOT_GOOD = re.compile(
    "严重|频繁|困难|艰难|麻烦|复杂|繁琐|昂贵|拥挤|焦虑|孤独|担心|担忧|压力|疲惫|劳累|混乱|冷淡|失望|抱怨|缺乏|"
    "不足|落后|滞后|浪费|形式|影响|讨厌|反感|反对|危险|紧张|问题|停电|故障|投诉|老旧|陈旧|老化|破旧|狭窄|嘈杂|"
    "缓慢|生硬|敷衍|推诿|拖延|沉重|糟糕|恶劣|薄弱|单一|枯燥|虚假|痛苦|后悔|排斥|抵触|依赖|沉迷|无聊|迷茫|抑郁|"
    "烦躁|疼痛"
)


def as_satisfaction(labels: Iterable[str]) -> dict[str, str] | None:
    """The labels with their one adjective replaced by 满意, or None if they have no such ladder."""
    replaced: dict[str, str] = {}
    adjectives: set[str] = set()
    degrees = 0
    for label in labels:
        match = LABEL.fullmatch(label)
        if label in NEUTRAL:
            replaced[label] = label
        elif match is None or NOT_GOOD.search(label):
            return None
        else:
            adjectives.add(match["word"])
            degrees += bool(match["degree"])
            negation = "不" if match["negation"] else ""
            replaced[label] = f"{match['degree'] or ''}{negation}满意"
    return replaced if len(adjectives) == 1 and degrees and len(replaced) > 2 else None
