"""Comments put together from clauses, to fit what a person thinks."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from data.demo.answers import Answers
from data.demo.company import generator
from data.demo.surveys import Survey

with (Path(__file__).parent / "phrases.toml").open("rb") as file:
    PHRASES = tomllib.load(file)
CONTENT, UNHAPPY = 0.1, -0.75  # above is all praise, below all complaint, between some of both
CHOICES = 7  # random numbers that one comment takes


@dataclass(frozen=True)
class Choice:
    """The random numbers of one comment, from 0 to 1, each for one choice."""

    numbers: Sequence[float]
    group: str  # customer or staff: whose openings and endings it takes
    area: str

    def of(self, number: int, options: Sequence[str]) -> str:
        return options[int(self.numbers[number] * len(options))]

    def clause(self, number: int, options: Sequence[str]) -> str:
        """One of the options, with place and time filled in."""
        text = self.of(number, options)
        return text.format(
            where=self.of(4, PHRASES["where"][self.area]), when=self.of(5, PHRASES["when"]["any"])
        )

    def opener(self) -> str:
        """Nothing, more often than not."""
        return self.of(0, (*PHRASES["openers"][self.group], *[""] * 8))


def comment_table(survey: Survey, answers: Answers) -> pd.DataFrame:
    """`row` of the response, and `text`."""
    rows = np.flatnonzero(answers.responses["commented"])
    opinions = answers.opinions[rows]
    by_topic = opinions[:, 1 : 1 + len(survey.topics)]
    numbers = generator(f"{survey.title} comments").random((len(rows), CHOICES))
    group = "customer" if survey.audience == "customer" else "staff"
    texts = [
        compose(mood, survey.topics[worst], survey.topics[best], Choice(choices, group, area))
        for mood, worst, best, choices, area in zip(
            opinions[:, 0],
            by_topic.argmin(axis=1),
            by_topic.argmax(axis=1),
            numbers.tolist(),
            answers.responses["area"].to_numpy()[rows],
            strict=True,
        )
    ]
    return pd.DataFrame({"row": rows, "text": texts})


def compose(mood: float, worst: str, best: str, choice: Choice) -> str:
    """One comment: praise of the best topic, complaint of the worst, or both."""
    good, bad = choice.clause(1, PHRASES["good"][best]), choice.clause(2, PHRASES["bad"][worst])
    wish = choice.clause(6, PHRASES["wish"][worst])
    if mood > CONTENT:
        end = choice.of(3, (*PHRASES["thanks"][choice.group], "", "", ""))
        return f"{choice.opener()}{good}。{end}"
    if mood < UNHAPPY:
        end = choice.of(3, (*PHRASES["sighs"][choice.group], wish, wish, wish, wish, "", "", ""))
        return f"{choice.opener()}{bad}。{end}"
    end = choice.of(0, (wish, "", ""))
    return f"{good}{choice.of(3, PHRASES['turns']['any'])}{bad}。{end}"
