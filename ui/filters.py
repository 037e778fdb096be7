"""Period, branches and metrics: chosen once, kept from page to page, told in the address."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from analytics import periods
from analytics.periods import Compared, Period
from ui import address, compared, formats, words
from ui.compared import AGAINST
from ui.organisation import Organisation
from ui.screen import st
from ui.words import _

ALL = "all"
FROM, TO, BRANCHES, METRICS, METRIC = "from_month", "to_month", "branches", "metrics", "metric"
CHOICES, KEPT = (FROM, TO, BRANCHES, METRICS, METRIC, AGAINST), "kept_choices"
NOTICE = "address_notice"  # where a page says what a link asked for in vain
T = TypeVar("T")


@dataclass(frozen=True)
class Choice:
    """What the reader looks at. `chosen` is a selection of the branches, by default all of them
    that the reader may look at one by one.

    `against` says with what the period is to be compared (`usual_against` where nobody says),
    `compared` with what it can be. `about` are the metrics of the page, so that what it asks for
    bit by bit is computed once for all.
    """

    period: Period
    organisation: Organisation
    chosen: tuple[str, ...]
    against: str = "none"
    compared: Compared | None = None
    about: tuple[str, ...] = ()
    usual_against: str = "none"

    @property
    def narrowed(self) -> bool:
        return len(self.chosen) < len(self.organisation.branch_ids)


def choose(
    months: list[int], organisation: Organisation, branches: bool = True, changes: bool = True
) -> Choice:
    """Draw period (and branches), and return what they say. `months` are those with data.

    `changes` asks what the period is compared with.
    """
    _take_over(months, organisation)
    span = {month: formats.month(month) for month in Period(months[0], months[-1]).months}
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        for label, key in ((_("From"), FROM), (_("To"), TO)):
            st.selectbox(
                label,
                list(span)[::-1],
                format_func=span.__getitem__,
                key=key,
                width=150,
                on_change=address.touched,
            )
        if changes:
            compared.choose()
        if branches:
            choose_several(
                _("Branches"),
                organisation.named,
                organisation.name,
                key=BRANCHES,
                placeholder=_("All branches")
                if organisation.named == organisation.branch_ids
                else _("Your own branches"),
            )
    first, last = sorted((st.session_state[FROM], st.session_state[TO]))
    chosen = st.session_state.get(BRANCHES) or organisation.named
    period, against = Period(first, last), st.session_state[AGAINST]
    found = periods.like_with_like(period, against, months, periods.this_month())
    if changes:
        compared.say(against, found)
    usual = periods.usual_against(period, months)
    return Choice(period, organisation, tuple(chosen), against, found, usual_against=usual)


def choose_several(
    label: str, options: Sequence[str], name: Callable[[str], str], key: str, placeholder: str
) -> list[str]:
    """A choice of several that the address tells of."""
    return st.multiselect(
        label,
        options,
        format_func=name,
        key=key,
        placeholder=placeholder,
        on_change=address.touched,
    )


def take_over_several(name: str, key: str, options: Sequence[str], default: Sequence[str]) -> None:
    """Let the address, else what was chosen before, else `default` fill the choice `key`."""
    offered = address.offered(name)
    chosen = kept(key, default)
    if offered is not None:
        asked = [part for part in offered.split(",") if part and part != ALL]
        chosen = [part for part in dict.fromkeys(asked) if part in options]
        if len(chosen) < len(set(asked)):
            address.refuse(name, ", ".join(part for part in asked if part not in options))
            chosen = chosen or default
    st.session_state[key] = [value for value in chosen if value in options]


def take_over_one(
    name: str,
    key: str,
    options: Collection[T],
    default: T,
    parse: Callable[[str], T | None] = lambda text: text,
) -> None:
    """Let the address, else what was chosen before, else `default` fill the choice `key`."""
    offered = address.offered(name)
    chosen = kept(key, default) if offered is None else parse(offered)
    if chosen not in options:
        if offered is not None:
            address.refuse(name, offered)
        chosen = default
    st.session_state[key] = chosen


def kept(key: str, default: T) -> T:
    """What was chosen under `key`, on this page or on the one before it.

    A widget of the same key on another page is a new one to Streamlit, which forgets the choice;
    so choices are put into the session before each widget is drawn, and kept beside it afterwards.
    """
    return st.session_state.get(key, st.session_state.get(KEPT, {}).get(key, default))


def keep(key: str, chosen: object) -> None:
    """Keep what was chosen under `key` for other pages, and for the way back."""
    st.session_state[KEPT] = st.session_state.get(KEPT, {}) | {key: chosen}


def remember(choice: Choice | None, **more: str) -> None:
    """Tell the address the view; what a link asked for in vain will be said at this place."""
    for key in CHOICES:
        if key in st.session_state:
            keep(key, st.session_state[key])
    parameters = {"lang": words.language()}
    if choice is not None:
        parameters |= link_parameters(choice)
    address.write(parameters | {name: text for name, text in more.items() if text})
    st.session_state[NOTICE] = st.container()


def settle() -> None:
    """When the page is drawn: write the address, and say what a link asked for in vain."""
    notice = st.session_state.pop(NOTICE, None)
    for name, value in address.refused() if notice else ():
        notice.info(
            _(
                "The link asked for {name} = {value}, which is not known here;"
                " the usual view is shown.",
                name=words.plain(name),
                value=words.plain(value[:80]),
            ),
            icon=":material/link_off:",
        )
    address.settle()


def link_parameters(choice: Choice) -> dict[str, str]:
    """The period and branches of the view as a link carries them."""
    parameters = {
        "from": formats.address_month(choice.period.first),
        "to": formats.address_month(choice.period.last),
    }
    if choice.against != choice.usual_against:
        parameters[AGAINST] = choice.against
    if len(choice.chosen) < len(choice.organisation.named):
        parameters["branches"] = ",".join(choice.chosen)
    return parameters


def _take_over(months: list[int], organisation: Organisation) -> None:
    usual = periods.usual(months)
    span = Period(months[0], months[-1]).months
    take_over_one("from", FROM, span, usual.first, periods.parse)
    take_over_one("to", TO, span, usual.last, periods.parse)
    take_over_several("branches", BRANCHES, organisation.named, ())
    first, last = sorted((st.session_state[FROM], st.session_state[TO]))
    usual_against = periods.usual_against(Period(first, last), months)
    take_over_one(AGAINST, AGAINST, periods.AGAINST, usual_against)
