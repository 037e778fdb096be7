"""The plan of an import: what each column is, what was decided and why, and how to change it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from data.importing.scales import satisfied_from
from data.importing.table import Problem
from data.importing.tools import header_key
from data.importing.topics import TOPICS
from data.masking import masked, masked_within
from locales import BadInput, Sentence, sentence

ROLES = (
    "branch", "time", "rating", "nps", "yes_no", "choice", "comment", "id", "weight", "metadata",
    "personal", "empty",
)  # fmt: skip
SCORED = ("rating", "nps", "yes_no")
SINGLE = ("branch", "time", "weight")  # at most one column of a file
TOPIC_NAMES = tuple(name for name, _ in TOPICS)
CORRECTABLE = (
    "role", "scale", "better", "not_applicable", "ladder", "overall", "topic", "satisfied_from",
    "time_format", "question", "row_label",
)  # fmt: skip


@dataclass(frozen=True)
class ColumnPlan:
    """One column: `position` counts from 0; `scale` is [low, high] of the scores.

    `ladder` maps label texts to scores and is empty for plain numbers. `possible_scale` is what a
    column's values would mean if a person called it a rating. `month_in` is the position of the
    column that tells the month or quarter of a column of years. `mixed` says that two scales are
    mixed in it: it stays out of the respondent's own mean until a person says which scale it is.
    """

    position: int
    header: str
    role: str
    scale: tuple[float, float] | None = None
    better: str | None = None
    not_applicable: tuple[str, ...] = ()
    question: str = ""
    row_label: str | None = None
    ladder: Mapping[str, float] = field(default_factory=dict)
    overall: bool = False
    topic: str | None = None
    satisfied_from: float | None = None
    time_format: str | None = None
    month_in: int | None = None
    examples: tuple[str, ...] = ()
    notes: tuple[Sentence, ...] = ()
    possible_scale: tuple[float, float] | None = None
    mixed: bool = False

    def to_json(self, language: str = "en") -> dict[str, object]:
        return {
            "position": self.position,
            "header": self.header,
            "role": self.role,
            "scale": list(self.scale) if self.scale else None,
            "better": self.better,
            "not_applicable": masked_within(list(self.not_applicable)),
            "question": self.question,
            "row_label": self.row_label,
            "ladder": masked_within(dict(self.ladder)),
            "overall": self.overall,
            "topic": self.topic,
            "satisfied_from": self.satisfied_from,
            "time_format": self.time_format,
            "examples": list(self.examples),
            "notes": [note.in_language(language) for note in self.notes],
        }


@dataclass(frozen=True)
class Flag:
    """A quality flag that rows get: those with one of `values` in a column (blank is '')."""

    position: int
    name: str  # preview, incomplete, invalid
    values: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What would be imported from a file, and why.

    `rows` counts the responses: records below the header that hold anything. Of an aggregate,
    `category` is the position of its category column and `excluded` the categories left out.
    `changes` holds what a person corrected, by position.
    """

    tool: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_rows: int
    rows: int
    layout: str  # responses | aggregate | unusable
    columns: tuple[ColumnPlan, ...]
    problems: tuple[Problem, ...] = ()
    decisions: tuple[Sentence, ...] = ()
    flags: tuple[Flag, ...] = ()
    category: int | None = None
    excluded: Mapping[str, Sentence] = field(default_factory=dict)
    unusable: Sentence | None = None
    time_fallback: tuple[int, ...] = ()  # other times, for rows without the first
    changes: Mapping[int, Mapping[str, object]] = field(default_factory=dict)

    def of_role(self, *roles: str) -> tuple[ColumnPlan, ...]:
        return tuple(column for column in self.columns if column.role in roles)

    def the(self, role: str) -> ColumnPlan | None:
        """The one column of a role such as branch or time, or None."""
        return next(iter(self.of_role(role)), None)

    @property
    def signature(self) -> str:
        """The same for all files of one tool with the same headers."""
        headers = (header_key(f"{c.header} {c.row_label or ''}") for c in self.columns)
        return hashlib.sha256("\x1f".join([self.tool, *headers]).encode()).hexdigest()

    def to_json(self, language: str = "en") -> dict[str, object]:
        """The plan as `inspect --json` prints it."""
        return {
            "tool": self.tool,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "sheet": self.sheet,
            "header_rows": self.header_rows,
            "rows": self.rows,
            "layout": self.layout,
            "columns": [column.to_json(language) for column in self.columns],
            "problems": [problem.to_json(language) for problem in self.problems],
            "decisions": [decision.in_language(language) for decision in self.decisions],
            "excluded": {
                masked(name): why.in_language(language) for name, why in self.excluded.items()
            },
            "signature": self.signature,
        }

    def corrected(self, position: int, **changes: object) -> Plan:
        """This plan with one column changed by a person. Raises BadInput for what cannot be.

        Changing the role fills in what the new role needs: a rating gets the scale its values
        suggest; a second branch, time or weight column takes the place of the first.
        """
        before = next((c for c in self.columns if c.position == position), None)
        if before is None:
            raise BadInput("The file has no column {position}.", position=position)
        for name in changes:
            if name not in CORRECTABLE:
                raise BadInput("“{name}” of a column cannot be changed.", name=name)
        column = _changed(before, changes)
        columns = tuple(
            column if c.position == position else _made_way(c, column) for c in self.columns
        )
        kept = {**self.changes.get(position, {}), **changes}
        layout, unusable = _layout_after(self, columns)
        return replace(
            self,
            columns=columns,
            layout=layout,
            unusable=unusable,
            changes={**self.changes, position: kept},
        )

    def corrections(self) -> dict[str, dict[str, object]]:
        """What a person changed, as JSON knows it: position → name → value."""
        return {
            str(position): {k: list(v) if isinstance(v, tuple) else v for k, v in changes.items()}
            for position, changes in self.changes.items()
        }

    def with_corrections(self, corrections: Mapping[str, Mapping[str, object]]) -> Plan:
        """This plan with the corrections of an earlier file of the same signature."""
        plan = self
        for position, changes in corrections.items():
            plan = plan.corrected(int(position), **changes)
        return plan


def _changed(column: ColumnPlan, changes: Mapping[str, object]) -> ColumnPlan:
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in changes.items()}
    role = values.get("role", column.role)
    if role not in ROLES:
        raise BadInput(
            "“{role}” is no role; the roles are {roles}.", role=role, roles=", ".join(ROLES)
        )
    if values.get("topic") is not None and values["topic"] not in TOPIC_NAMES:
        raise BadInput(
            "“{topic}” is no topic; the topics are {topics}.",
            topic=values["topic"],
            topics=", ".join(TOPIC_NAMES),
        )
    if values.get("better", "high") not in ("high", "low"):
        raise BadInput("Better must be “high” or “low”.")
    if "scale" in values:
        values["mixed"] = False
    column = replace(column, **values)
    if role == "time" and column.time_format is None:
        raise BadInput("The column “{header}” holds no dates.", header=column.header)
    if role not in SCORED:
        return replace(
            column, scale=None, better=None, overall=False, satisfied_from=None, topic=None
        )
    if values.get("ladder") and "scale" not in values:
        scores = values["ladder"].values()
        column = replace(column, scale=(min(scores), max(scores)), mixed=False)
    scale = column.scale or {"yes_no": (0.0, 1.0), "nps": (0.0, 10.0)}.get(role)
    scale = scale or column.possible_scale
    if scale is None:
        raise BadInput(
            "The answers of “{header}” show no scale. Say its lowest and highest score.",
            header=column.header,
        )
    low, high = (float(end) for end in scale)
    if not low < high:
        raise BadInput("A scale needs a lowest score below its highest.")
    limit = column.satisfied_from
    if limit is None or {"scale", "role", "ladder"} & set(values):
        limit = values.get("satisfied_from", satisfied_from(low, high))
    return replace(column, scale=(low, high), better=column.better or "high", satisfied_from=limit)


def _made_way(column: ColumnPlan, new: ColumnPlan) -> ColumnPlan:
    """Another column after `new` took a role, or the place of the overall item, for itself."""
    if new.role in SINGLE and column.role == new.role:
        role = "choice" if new.role == "branch" else "metadata"
        column = replace(column, role=role)
    if new.overall and column.overall:
        column = replace(column, overall=False)
    return column


def _layout_after(plan: Plan, columns: tuple[ColumnPlan, ...]) -> tuple[str, Sentence | None]:
    """A person may turn a file without ratings into a usable one, and back."""
    scored = any(column.role in SCORED for column in columns)
    if plan.layout == "unusable" and plan.unusable in (NO_RATINGS, OPTION_NUMBERS) and scored:
        return "responses", None
    if plan.layout == "responses" and not scored:
        return "unusable", NO_RATINGS
    return plan.layout, plan.unusable


OPTION_NUMBERS = sentence(
    "The answers are option numbers, not scores: 1 may be the best answer or the worst. Export the "
    "answers as text (按文本, or All_Data_Readable), or mark the columns that hold scores and say "
    "which end is the best."
)
NO_RATINGS = sentence(
    "No column holds ratings, so there is nothing to count. Export the answers as text, or mark "
    "the column that holds scores."
)
