"""What a briefing rests on, read in the viewer's name; beside `protection` nothing here reads."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics import periods, signals
from analytics.organisation import compared, distinct_names
from analytics.periods import Compared, Period
from analytics.published import COMPANY, published
from data import demo, queries
from data.catalogue import FOREMOST, Metric, metrics
from data.reader import Reader
from locales import BadInput, Sentence, both
from reporting import protection


@dataclass(frozen=True)
class Facts:
    """Figures of every branch and of the company in one period; small groups are hidden in them.

    `figures` and `past` are as from `published` (of the period, and of the one compared with);
    `changes` as from `signals.changes`, of the company, indexed by metric; `found` as from
    `signals.signals`, without figures that are hidden. `chosen` are the branches to be told of.
    """

    period: Period
    against: str
    compared: Compared | None
    branch_ids: tuple[str, ...]
    chosen: tuple[str, ...]
    names: Mapping[str, Sentence]
    kinds: pd.Series  # the type of each unit, by branch_id
    metrics: Mapping[str, Metric]  # those that have data
    figures: pd.DataFrame
    changes: pd.DataFrame
    found: pd.DataFrame
    data_version: int
    newest: date | None  # when data last came in
    demo: bool

    @property
    def foremost(self) -> list[Metric]:
        """The metrics that a leader reads first, as far as they are known."""
        known = [self.metrics[key] for key in FOREMOST if key in self.metrics]
        return known or list(self.metrics.values())[: len(FOREMOST)]

    def name(self, branch_id: str) -> Sentence:
        return self.names[branch_id]


def gather(
    reader: Reader,
    period: Period | None = None,
    chosen: Collection[str] = (),
    against: str | None = None,
    this_month: int | None = None,
) -> Facts:
    """Read everything that briefings of the company and of its branches say.

    Without a period the last twelve months are meant, without `chosen` all branches, without
    `against` what is usual, and `this_month` is that of today. Raises BadInput where nothing is
    known yet, or not in this period, or for a branch that there is not.
    """
    months = queries.figures.months(reader)
    if not months:
        raise BadInput("There is nothing to report yet. Upload a survey file or a template first.")
    period = period or periods.usual(months)
    against = against or periods.usual_against(period, months)
    like = periods.like_with_like(period, against, months, this_month or periods.this_month())
    branches = queries.organisation.branches(reader)
    branch_ids, roots = compared(branches)
    for branch_id in chosen:
        if branch_id not in branch_ids:
            raise BadInput(
                "There is no branch {branch}. Choose one from the list.", branch=branch_id
            )
    summary = set(queries.figures.metric_summary(reader)["metric"])
    known = {key: metric for key, metric in metrics().items() if key in summary}
    figures = _published(reader, list(known), period, branch_ids, roots)
    if figures["value"].isna().all():
        raise BadInput("There are no figures in this period. Choose months that have data.")
    seen = set(figures["metric"])
    batches = queries.bookkeeping.batches(reader, 1)
    return Facts(
        period=period,
        against=against,
        compared=like,
        branch_ids=branch_ids,
        chosen=tuple(b for b in branch_ids if b in set(chosen)) or branch_ids,
        names=_names(branches),
        kinds=branches.set_index("branch_id")["type"],
        metrics={key: known[key] for key in known if key in seen},
        figures=figures,
        changes=_changes(reader, known, like, branch_ids, roots),
        found=_signals(reader, known, period, like, branch_ids, roots),
        data_version=reader.data_version,
        newest=None if batches.empty else batches["committed_at"].iloc[0].date(),
        demo=demo.is_present(reader),
    )


def owed(reader: Reader, facts: Facts, branch_id: str) -> pd.DataFrame:
    """What a branch owes at the end of the period, as from `queries.profile.owed`."""
    last = facts.period.last
    day = date(last // 100, last % 100, calendar.monthrange(last // 100, last % 100)[1])
    others = [other for other in facts.branch_ids if other != branch_id]
    return queries.profile.owed(reader, branch_id, others, facts.period.first, last, day)


def _names(branches: pd.DataFrame) -> dict[str, Sentence]:
    english, chinese = (distinct_names(branches, language) for language in ("en", "zh"))
    return {branch: both(english[branch], chinese[branch]) for branch in english}


def _published(
    reader: Reader,
    keys: Sequence[str],
    period: Period,
    branch_ids: Sequence[str],
    roots: Sequence[str],
) -> pd.DataFrame:
    everyone = list(dict.fromkeys([*branch_ids, *roots]))
    cells = queries.figures.metric_cells(reader, keys, period.first, period.last, everyone)
    within = protection.within(reader, keys, (period.first, period.last), branch_ids, roots)
    return published(cells, branch_ids, roots, protection.personal(keys), within=within)


def _changes(
    reader: Reader,
    known: Mapping[str, Metric],
    like: Compared | None,
    branch_ids: Sequence[str],
    roots: Sequence[str],
) -> pd.DataFrame:
    suited = [key for key, metric in known.items() if like and like.suits(metric.grain)]
    if not suited:
        return signals.NO_CHANGES
    now, past = (
        _published(reader, suited, period, branch_ids, roots) for period in (like.now, like.past)
    )
    company = now[now["branch_id"] == COMPANY].set_index("metric", drop=False)
    return signals.changes(company.rename_axis(None), past)


def _signals(
    reader: Reader,
    known: Mapping[str, Metric],
    period: Period,
    like: Compared | None,
    branch_ids: Sequence[str],
    roots: Sequence[str],
) -> pd.DataFrame:
    everyone = list(dict.fromkeys([*branch_ids, *roots]))

    def cells(keys: Sequence[str], span: Period) -> pd.DataFrame:
        return queries.figures.metric_cells(reader, keys, span.first, span.last, everyone)

    suited = [key for key, metric in known.items() if like and like.suits(metric.grain)]
    spans = (like.now, like.past) if like else ()
    now, pasts = cells(list(known), period), [cells(suited, span) for span in spans]
    within = [
        protection.within(reader, list(known), (span.first, span.last), branch_ids, roots)
        for span in (period, *spans)
    ]
    personal = protection.personal(known)
    return signals.to_be_shown(now, pasts, branch_ids, roots, personal, within)
