"""The surveys of the demo company: whom they ask, through which channel, and what."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

CUSTOMER_TOPICS = (
    "power_quality",
    "fault_repair",
    "attitude",
    "metering_billing",
    "outage_notice",
    "party_service",
)
MEMBER_TOPICS = ("party_life", "member_care", "party_training")
EMPLOYEE_TOPICS = ("party_mass_bond", "leadership_style", "working_conditions")


@dataclass(frozen=True)
class Scale:
    """A kind of question; an opinion above the k-th threshold scores `low` + k."""

    kind: str
    low: float
    high: float
    satisfied_from: float
    thresholds: tuple[float, ...]


RATING = Scale("rating", 1, 5, 4, (-2.05, -1.55, -0.87, 0.25))
RECOMMENDATION = Scale(
    "nps", 0, 10, 9, (-2.5, -2.3, -2.1, -1.9, -1.65, -1.25, -0.77, -0.35, 0.12, 0.75)
)
YES_NO = Scale("yes_no", 0, 1, 1, (-0.9,))


@dataclass(frozen=True)
class Item:
    """One question on one aspect; `missing` is the share that skips it or does not know."""

    text: str
    aspect: str
    missing: float = 0.03
    scale: Scale = RATING


@dataclass(frozen=True)
class Channel:
    """How answers come in: `share` of each branch's `population`, at most `most`."""

    name: str
    population: str = "answers"
    share: float = 1.0
    most: float = math.inf
    quarterly: bool = False
    shift: float = 0.0  # those who call have had a problem; those invited to a meeting are friendly


@dataclass(frozen=True)
class Survey:
    title: str
    audience: str
    channels: tuple[Channel, ...]
    topics: tuple[str, ...]
    items: tuple[Item, ...]
    comment: str
    comment_share: float = 0.25

    @property
    def aspects(self) -> tuple[str, ...]:
        """What a person has an opinion on, asked or not."""
        return tuple(dict.fromkeys(("overall", *self.topics, *(i.aspect for i in self.items))))


SURVEYS = (
    Survey(
        "电力客户满意度问卷调查",
        "customer",
        (Channel("questionnaire"),),
        CUSTOMER_TOPICS,
        (
            Item("总体而言，您对供电服务是否满意？", "overall", 0.02),
            Item("您对供电质量与可靠性是否满意？", "power_quality"),
            Item("您对故障抢修的速度与质量是否满意？", "fault_repair", 0.12),
            Item("您对工作人员的服务态度是否满意？", "attitude", 0.05),
            Item("您对抄表计费与缴费是否满意？", "metering_billing", 0.06),
            Item("您对停电通知是否满意？", "outage_notice", 0.09),
            Item("您对共产党员服务队、党员责任岗的服务是否满意？", "party_service", 0.22),
            Item("您有多大可能向亲友推荐我们的服务（0–10）？", "recommend", 0.04, RECOMMENDATION),
            Item("您反映的问题是否一次解决？", "first_time", 0.15, YES_NO),
        ),
        "您的意见或建议",
    ),
    Survey(
        "95598 热线回访",
        "customer",
        (Channel("hotline_95598", share=0.35, shift=-0.25),),
        CUSTOMER_TOPICS,
        (Item("您对本次来电的处理结果是否满意？", "overall", 0.04),),
        "回访记录",
    ),
    Survey(
        "客户座谈与走访",
        "customer",
        (
            Channel("symposium", share=0.12, most=11, quarterly=True, shift=0.30),
            Channel("interview", share=0.12, most=11, quarterly=True, shift=0.10),
        ),
        CUSTOMER_TOPICS,
        (
            Item("总体而言，您对供电服务是否满意？", "overall", 0.02),
            Item("您对共产党员服务队、党员责任岗的服务是否满意？", "party_service", 0.10),
        ),
        "发言要点",
        comment_share=0.6,
    ),
    Survey(
        "党员季度调查",
        "member",
        (Channel("questionnaire", "members", 0.75, quarterly=True),),
        MEMBER_TOPICS,
        (
            Item("总体而言，您对支部工作是否满意？", "overall", 0.02),
            Item("您对支部组织生活的质量是否满意？", "party_life"),
            Item("您对组织的关怀与帮助是否满意？", "member_care"),
            Item("您从教育培训中的收获如何？", "party_training", 0.05),
        ),
        "您对支部工作的建议",
    ),
    Survey(
        "员工季度调查",
        "employee",
        (Channel("questionnaire", "staff", 0.55, quarterly=True),),
        EMPLOYEE_TOPICS,
        (
            Item("总体而言，您对单位的工作是否满意？", "overall", 0.02),
            Item("您对党群关系是否满意？", "party_mass_bond", 0.08),
            Item("您对班子作风是否满意？", "leadership_style", 0.08),
            Item("您对工作条件是否满意？", "working_conditions"),
        ),
        "您的意见或建议",
    ),
)

CHANNEL_WEIGHTS = {"questionnaire": 0.5, "hotline_95598": 0.3, "symposium": 0.1, "interview": 0.1}


def stratum_weight_table() -> pd.DataFrame:
    """The channel weights published for each year."""
    return pd.DataFrame(
        [
            (metric, channel, year * 100 + 1, year * 100 + 12, weight)
            for metric in ("customer_satisfaction", "customer_satisfaction_index")
            for year in (2024, 2025, 2026)
            for channel, weight in CHANNEL_WEIGHTS.items()
        ],
        columns=["metric", "stratum", "valid_from", "valid_to", "weight"],
    )


def question_table(survey: Survey) -> pd.DataFrame:
    """The questions by position from 1, with the comment last; no keys yet."""
    rows = [
        (
            item.text, item.scale.kind, item.scale.low, item.scale.high, item.scale.satisfied_from,
            item.aspect if item.aspect in ("overall", *CUSTOMER_TOPICS) else None,
            item.aspect == "overall",
        )
        for item in survey.items
    ]  # fmt: skip
    rows.append((survey.comment, "comment", None, None, None, None, False))
    columns = ["text", "kind", "scale_low", "scale_high", "satisfied_from", "topic", "is_overall"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(position=range(1, len(frame) + 1))
