"""Take a briefing out: one document of the company, or one of each branch."""

from __future__ import annotations

from analytics import periods
from data import policy
from data.kept import kept
from data.reader import Reader
from locales import LANGUAGES, BadInput
from pages import inquiry
from reporting import company, delivery, facts
from reporting.facts import Facts
from reporting.script import script
from ui import choices, filters, frame, session, words
from ui.filters import Choice
from ui.report import preview
from ui.screen import st
from ui.words import _

SCOPE, FORM, LANGUAGE, PREPARED = "report_scope", "report_form", "report_language", "report_file"


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Briefing"),
        _("Take a briefing out: what must be known of this period, ready to send?"),
    )
    choice = inquiry.begin(
        reader, _("Nothing to report yet. Upload a survey file or a filled-in template.")
    )
    filters.remember(choice)
    scope, form, language = _choose()
    try:
        found = _facts(reader, choice)
    except BadInput as bad:
        st.info(words.say(bad.sentence), icon=":material/inbox:")
        return
    if scope == "each":
        _each(reader, found, form, language)
    else:
        _one(found, form, language)


def _choose() -> tuple[str, str, str]:
    """Of whom, in which form and in which language."""
    options = {
        ("scope", SCOPE, _("Of whom")): {
            "company": _("One document of all together"),
            "each": _("One document of each branch"),
        },
        ("form", FORM, _("Form")): {
            "pdf": _("PDF, to read"),
            "docx": _("Word, to edit"),
            "xlsx": _("Excel, to calculate"),
        },
        ("document_language", LANGUAGE, _("Language of the document")): LANGUAGES,
    }
    usual = {LANGUAGE: words.language()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        return tuple(
            choices.of_one(
                st.segmented_control,
                label,
                key,
                names,
                usual.get(key),
                parameter=parameter,
                required=True,
            )
            for (parameter, key, label), names in options.items()
        )


def _one(found: Facts, form: str, language: str) -> None:
    """The document of the company, to download and as it reads."""
    document = company.briefing(found)
    name = delivery.file_name(found, document, language, form)
    st.download_button(
        _("Download the briefing"),
        data=session.exporting(name, lambda: delivery.write(document, language, form)),
        file_name=name,
        mime=delivery.MIME[form],
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key="report_download",
    )
    preview.show(script(document, language))


def _each(reader: Reader, found: Facts, form: str, language: str) -> None:
    """An archive with a document of every branch: prepared first, with progress, then taken."""
    data = policy.scope(reader.viewer), reader.data_version
    asked = (data, found.period, found.against, found.chosen, form, language)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            _("Prepare {count} documents", count=len(found.chosen)),
            icon=":material/inventory_2:",
            key="report_prepare",
        ):
            bar = st.progress(0.0)
            content = delivery.of_each(
                reader, found, language, form, lambda share, name: bar.progress(share, name)
            )
            bar.empty()
            st.session_state[PREPARED] = (asked, content)
        archive = delivery.archive_name(found, language)
        prepared, content = st.session_state.get(PREPARED, (None, b""))
        if prepared == asked:
            st.download_button(
                _("Download all of them"),
                data=session.exporting(archive, lambda: content),
                file_name=archive,
                mime=delivery.MIME[delivery.ARCHIVE],
                icon=":material/download:",
                type="primary",
                on_click="ignore",
                key="report_download_each",
            )
    first = found.chosen[0]
    st.caption(_("The first of them, {name}:", name=words.plain(words.say(found.name(first)))))
    preview.show(script(delivery.of_branch(reader, found, first), language))


def _facts(reader: Reader, choice: Choice) -> Facts:
    chosen = choice.chosen if choice.narrowed else ()
    return _gathered(reader, choice.period, chosen, choice.against, periods.this_month())


@kept
def _gathered(
    reader: Reader,
    period: facts.Period,
    chosen: tuple[str, ...],
    against: str,
    this_month: int,
) -> Facts:
    return facts.gather(reader, period, chosen, against, this_month)
