"""Answers drawn for a survey: one opinion per person, cut into scores at the thresholds.

A person's answers go together, since part of each opinion is the person's own (`LOADING`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.company import ALIASES, BRANCHES, MONTHS, QUARTERS, Branch, generator
from data.demo.surveys import Channel, Survey
from data.demo.truth import MONTH_NOISE, TRUTHS, WEAKNESS, Truth, seasons, steps

LOADING = 0.75  # correlation of an opinion with the person's general mood
ALIAS_SHARE = 0.15  # of a file's rows write the branch by another name
STEP_SHARE = {"fault_repair": 1.5, "metering_billing": 0.4}  # the event hits repairs hardest


@dataclass(frozen=True)
class Answers:
    """What a survey brought in; rows of both matrices are those of `responses`."""

    responses: pd.DataFrame  # branch_id, branch_label, area, channel, month, commented
    opinions: np.ndarray  # by aspect, in standard deviations
    scores: np.ndarray  # by item, NaN where it was left blank


def draw(survey: Survey) -> Answers:
    """All answers to a survey, oldest month first and mixed within the month."""
    parts = [
        _of_branch(survey, channel, branch, TRUTHS[branch.branch_id])
        for channel in survey.channels
        for branch in BRANCHES
        if getattr(branch, channel.population)
    ]
    responses = pd.concat([frame for frame, _, _ in parts], ignore_index=True)
    opinions = np.concatenate([opinion for _, opinion, _ in parts])
    blank = np.concatenate([blanks for _, _, blanks in parts])
    mixed = generator(f"{survey.title} order").random(len(responses))
    order = np.lexsort((mixed, responses["month"]))
    scores = np.column_stack([_scores(survey, opinions, i) for i in range(len(survey.items))])
    scores[blank] = np.nan
    return Answers(responses.iloc[order].reset_index(drop=True), opinions[order], scores[order])


def _of_branch(
    survey: Survey, channel: Channel, branch: Branch, truth: Truth
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Responses, opinions and blanks of one branch through one channel."""
    rng = generator(f"{survey.title} {channel.name}", truth.draw)
    month = np.repeat(np.arange(len(MONTHS)), _counts(rng, channel, branch))
    people = len(month)
    person = rng.normal(size=(people, 1))
    own = rng.normal(size=(people, len(survey.aspects)))
    opinions = LOADING * person + np.sqrt(1 - LOADING**2) * own + channel.shift
    opinions += _levels(rng, survey, truth)[month]
    frame = pd.DataFrame(
        {
            "branch_id": branch.branch_id,
            "branch_label": _labels(rng, branch, people),
            "area": branch.area,
            "channel": channel.name,
            "month": np.array(MONTHS)[month],
            "commented": rng.random(people) < survey.comment_share,
        }
    )
    blank = rng.random((people, len(survey.items))) < [item.missing for item in survey.items]
    return frame, opinions, blank


def _counts(rng: np.random.Generator, channel: Channel, branch: Branch) -> np.ndarray:
    """Responses month by month; of members and staff no more than there are."""
    size = getattr(branch, channel.population)
    if channel.population == "answers":
        expected = min(size * channel.share, channel.most)
        worth_a_meeting = expected >= 1 or not channel.quarterly
        counts = rng.poisson(expected * worth_a_meeting, len(MONTHS))
    else:
        counts = rng.binomial(size, channel.share, len(MONTHS))
    return np.where(np.isin(MONTHS, QUARTERS), counts, 0) if channel.quarterly else counts


def _levels(rng: np.random.Generator, survey: Survey, truth: Truth) -> np.ndarray:
    """The branch's average opinion by month and aspect."""
    noise = rng.normal(0, MONTH_NOISE, len(MONTHS))
    if survey.audience != "customer":
        return np.repeat((truth.morale + noise)[:, None], len(survey.aspects), axis=1)
    usual = truth.satisfaction + seasons() + noise
    hit = np.array([STEP_SHARE.get(aspect, 1.0) for aspect in survey.aspects])
    weak = np.array([WEAKNESS * (aspect == truth.weak_topic) for aspect in survey.aspects])
    return usual[:, None] + steps(truth)[:, None] * hit + weak


def _labels(rng: np.random.Generator, branch: Branch, people: int) -> np.ndarray:
    """The branch as its people write it."""
    others = [alias for alias, code in ALIASES.items() if code == branch.branch_id]
    labels = np.full(people, branch.name, dtype=object)
    if others:
        renamed = rng.random(people) < ALIAS_SHARE
        labels[renamed] = rng.choice(np.array(others, dtype=object), renamed.sum())
    return labels


def _scores(survey: Survey, opinions: np.ndarray, number: int) -> np.ndarray:
    item = survey.items[number]
    opinion = opinions[:, survey.aspects.index(item.aspect)]
    return item.scale.low + np.searchsorted(item.scale.thresholds, opinion).astype(float)
