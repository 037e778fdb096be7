"""The words of the page in the reader's language, and the choice of it.

English stands in the code as the message, Chinese in `locales/zh_CN/pages.po`; a test finds every
literal there. What a user supplied never passes here; `plain` shows it where Markdown counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar, copy_context
from typing import TypeVar

from data.catalogue import Metric
from locales import LANGUAGES, Sentence, terms, translate
from ui import address
from ui.screen import st

SWITCH = "language_switch"
# Of the run under way on this thread: a page asks for every word, and the session answers slowly.
RUNNING: ContextVar[str | None] = ContextVar("language", default=None)
T = TypeVar("T")
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def language() -> str:
    """The language of this session: "zh" or "en"."""
    return RUNNING.get() or st.session_state.get("language", "en")


def in_language(spoken: str, make: Callable[[], T]) -> T:
    """What `make` makes in a language settled before: outside of a run no session can be asked."""

    def made() -> T:
        RUNNING.set(spoken)
        return make()

    return copy_context().run(made)


def _(text: str, **values: object) -> str:
    """`text` in the reader's language, with its {named} places filled."""
    translated = translate(text, language())
    return translated.format_map(values) if values else translated


def say(sentence: Sentence) -> str:
    """A sentence of the data layer in the reader's language."""
    return sentence.in_language(language())


def plain(text: object) -> str:
    """User-supplied text for a place that renders Markdown: every mark stands for itself."""
    return PUNCTUATION.sub(r"\\\1", " ".join(str(text).split()))


def named(names: Mapping[str, str]) -> str:
    """The name in the reader's language, of a mapping with zh and en."""
    return names[language()]


def metric_name(metric: Metric) -> str:
    return named(metric.name)


def choose_language() -> None:
    """The switch at the top. A link decides first, then what was chosen, then the browser."""
    offered = address.offered("lang")
    if offered in LANGUAGES:
        st.session_state["language"] = offered
    elif offered is not None:
        address.refuse("lang", offered)
    if "language" not in st.session_state:
        locale = str(st.context.locale or "")
        st.session_state["language"] = "zh" if locale.lower().startswith("zh") else "en"
    RUNNING.set(st.session_state["language"])
    st.session_state[SWITCH] = st.session_state["language"]
    st.segmented_control(
        "语言 Language",  # the same in both, or Streamlit would take it for another widget
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=SWITCH,
        required=True,
        on_change=_switched,
        label_visibility="collapsed",
    )


def _switched() -> None:
    st.session_state["language"] = st.session_state[SWITCH] or language()
    address.touched()


def audience(key: str) -> str:
    return {
        "customer": _("Customers"),
        "member": _("Party members"),
        "employee": _("Employees"),
    }[key]


def channel(key: str) -> str:
    return {
        "questionnaire": _("Questionnaire"),
        "symposium": _("Symposium"),
        "interview": _("Interview"),
        "suggestion_box": _("Suggestion box"),
        "hotline_95598": _("95598 hotline"),
    }.get(key, key)


def domain(key: str) -> str:
    """An area of work."""
    return say(terms.DOMAINS[key]) if key in terms.DOMAINS else key


def facet_name(key: str) -> str:
    return {"activity": _("Activity"), "effect": _("Effect")}[key]


def facet(key: str) -> str:
    return {"activity": _("Activity: what was done"), "effect": _("Effect: what came of it")}[key]


def better(key: str) -> str:
    return {"high": _("High is good"), "low": _("Low is good")}[key]


def grain(key: str) -> str:
    return {"month": _("Month"), "quarter": _("Quarter"), "year": _("Year")}[key]


def unit(key: str) -> str:
    """The unit of a metric's value, as an axis says it."""
    return say(terms.UNITS[key])


def signal(flag: str) -> str:
    """What a control chart says of a month; nothing for common cause."""
    return {
        "outside": _("outside the limits"),
        "trend": _("seven in a row rising or falling"),
        "two of three": _("two of three near a limit"),
        "shift": _("seven in a row on one side"),
    }.get(flag, "")


def kind(key: str) -> str:
    """What sort of figure it is, and how its interval is made."""
    return say(terms.KINDS[key])


def role(key: str) -> str:
    """What a column of a survey file is."""
    return {
        "branch": _("Branch"),
        "time": _("Time"),
        "rating": _("Rating"),
        "nps": _("Recommendation 0–10"),
        "yes_no": _("Yes or no"),
        "choice": _("Choice"),
        "comment": _("Comment"),
        "id": _("Identifier"),
        "weight": _("Weight"),
        "metadata": _("Metadata"),
        "personal": _("Personal, dropped"),
        "empty": _("Empty"),
    }[key]


def topic(key: str | None) -> str:
    """What a survey question is about."""
    return {
        "overall": _("Overall satisfaction"),
        "power_quality": _("Power quality and reliability"),
        "outage_notice": _("Outage notice"),
        "fault_repair": _("Fault repair"),
        "metering_billing": _("Metering and billing"),
        "attitude": _("Staff attitude"),
        "hotline_online": _("95598 hotline and online"),
        "connection_service": _("Connection service"),
        "hall_environment": _("Business hall"),
        "complaint_handling": _("Complaint handling"),
        "company_image": _("Company image"),
        "party_service": _("Party service teams"),
        "price": _("Price"),
        "communication": _("Communication"),
    }.get(key or "", key or "")


def quality_flag(key: str) -> str:
    """Why a response is marked."""
    return {
        "preview": _("Preview or test"),
        "incomplete": _("Incomplete"),
        "invalid": _("Marked invalid by the tool"),
        "duplicate": _("Duplicate"),
        "straight_lined": _("The same answer throughout"),
    }.get(key, key)


def action(key: str) -> str:
    """What a line of the audit log tells of."""
    return {
        "sign in": _("Signed in"),
        "sign-in refused": _("Sign-in refused"),
        "import": _("Uploaded"),
        "undo": _("Undid"),
        "match": _("Matched names"),
        "count": _("Took in cells counted elsewhere"),
        "demo": _("Built the demo company"),
        "export": _("Exported"),
        "backup": _("Backed up"),
        "restore": _("Restored a backup"),
        "grant": _("Granted"),
        "revoke": _("Revoked"),
        "preview": _("Looked as another person"),
    }.get(key, key)


def step(key: str) -> str:
    """What an import is doing."""
    return {
        "validate": _("Checking every cell"),
        "store": _("Storing"),
        "count": _("Counting"),
        "words": _("Counting the words of comments"),
    }.get(key, key)


def tool(key: str) -> str:
    """The survey tool that wrote a file."""
    return {
        "qualtrics": "Qualtrics",
        "surveymonkey": "SurveyMonkey",
        "google-forms": _("Google Forms"),
        "microsoft-forms": _("Microsoft Forms"),
        "limesurvey": "LimeSurvey",
        "typeform": "Typeform",
        "kobo": "KoboToolbox",
        "redcap": "REDCap",
        "wjx": _("Wenjuanxing"),
        "wj-qq": _("Tencent Survey"),
        "wenjuan": _("Wenjuan.com"),
        "jinshuju": _("Jinshuju"),
        "generic": _("any table"),
        "template": _("template"),
        "demo": _("demo"),
    }.get(key, key)
