"""What a briefing says: in the order of a notice, beyond chance only, nothing of a few people."""

from collections.abc import Iterator

import pandas as pd
import pytest

from reporting import branch, company
from reporting.document import Document
from reporting.script import Script, script
from tests.reporting.conftest import BRANCHES, HOSTILE

NOTHING_OWED = pd.DataFrame(columns=["kind", "owed", "of", "since"])


def texts(printed: Script) -> Iterator[str]:
    """Every text of a document in one language."""
    yield from (printed.title, printed.subtitle, printed.warning or "")
    for chapter in printed.sections:
        yield from (chapter.heading, *chapter.paragraphs, *chapter.points, chapter.remark or "")
    for sheet in printed.tables:
        yield from (sheet.title, sheet.note or "", *sheet.columns)
        yield from (cell for row in sheet.rows for cell in row)
    for name, text in printed.definitions:
        yield from (name, text)
    yield from printed.provenance


def section(document: Document, name: str, language: str = "en") -> str:
    """The points of the section whose heading holds `name`, one a line."""
    (found,) = (c for c in script(document, language).sections if name in c.heading)
    return "\n".join([*found.paragraphs, *found.points])


def test_a_briefing_reads_in_the_order_of_a_notice(make_facts) -> None:
    printed = script(company.briefing(make_facts()), "zh")
    headings = [chapter.heading for chapter in printed.sections]
    endings = [printed.tables_heading, printed.definitions_heading, printed.provenance_heading]
    assert headings + endings == [
        "一、总体情况",
        "二、亮点",
        "三、问题",
        "四、需关注支部",
        "五、附表",
        "六、指标定义",
        "七、读法与来源",
    ]


def test_highlights_and_problems_are_told_apart_with_interval_and_n(make_facts) -> None:
    document = company.briefing(make_facts())
    good, bad = section(document, "Highlights"), section(document, "Problems")
    assert "Good: Satisfied customers 95.0 % (92.4–96.7, n = 400)" in good
    assert "Good" not in bad
    assert f"{HOSTILE}: Satisfied customers 30.0 % (25.7–34.7, n = 400)" in bad
    assert HOSTILE not in good


def test_a_branch_is_watched_for_several_figures_and_not_ranked(make_facts) -> None:
    document = company.briefing(make_facts())
    assert section(document, "watch").startswith(f"{HOSTILE}: 2 figures worse and 0 better")
    remark = script(document, "en").sections[3].remark
    assert "no rank" in remark


def test_where_branches_are_alike_nothing_is_made_of_it(make_facts) -> None:
    facts = make_facts(bad=320)
    alike = facts.found.assign(differs=False)
    document = company.briefing(
        type(facts)(**{**facts.__dict__, "found": alike, "changes": facts.changes.iloc[:0]})
    )
    assert "Nothing is worse by more than chance" in section(document, "Problems")
    assert "No branch has two or more figures" in section(document, "watch")


def test_a_small_group_is_hidden_throughout(make_facts) -> None:
    document = company.briefing(make_facts())
    (table,) = (t for t in script(document, "en").tables if "Satisfied customers by" in t.title)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Tiny"][:3] == ["too few answers", "–", "–"]
    hidden = [name for name, row in rows.items() if row[0] == "hidden to protect a small group"]
    assert hidden, "one hidden alone would follow from the total"
    own = branch.briefing(make_facts(), "TINY", NOTHING_OWED)
    assert "Satisfied customers: too few answers to show" in section(own, "situation")


def test_a_hidden_branch_is_no_signal_either(make_facts) -> None:
    found = make_facts().found
    hidden = make_facts().figures.query("hidden and branch_id != ''")
    both = found.merge(hidden, on=["metric", "branch_id"])
    assert both.empty


def test_ranks_are_given_only_as_far_as_they_are_certain(make_facts) -> None:
    document = company.briefing(make_facts())
    (table,) = (t for t in script(document, "en").tables if "Complaints" in t.title)
    ranks = {row[0]: row[4] for row in table.rows}
    assert ranks["Good"] == "1–2" and ranks[HOSTILE] == "4"


def test_the_briefing_of_a_branch_compares_it_with_its_like_and_says_what_it_owes(
    make_facts,
) -> None:
    owed = pd.DataFrame(
        {"kind": ["finding_open"], "owed": [3], "of": [8], "since": [pd.Timestamp("2026-03-02")]}
    )
    document = branch.briefing(make_facts(), "BAD", owed)
    assert "worse than the others" in section(document, "Problems")
    watched = section(document, "To watch")
    assert "Findings not resolved: 3 of 8, the oldest since March 2, 2026." in watched
    assert f"{HOSTILE}: Satisfied customers fell by 50.0 pp, from 80.0 % to 30.0 %" in watched


@pytest.mark.parametrize("whose", ["", *BRANCHES])
def test_every_briefing_ends_with_definitions_rules_and_data_version(make_facts, whose) -> None:
    facts = make_facts()
    document = branch.briefing(facts, whose, NOTHING_OWED) if whose else company.briefing(facts)
    printed = script(document, "en")
    assert "Satisfied customers" in dict(printed.definitions)
    assert any("Benjamini" in text for text in printed.provenance)
    assert printed.provenance[-1] == "Data version 7; the newest data came in on July 1, 2026."
    assert printed.warning.startswith("Demo data")


def test_both_languages_say_the_same_figures(make_facts) -> None:
    document = company.briefing(make_facts(name="Bad"))
    english, chinese = (list(texts(script(document, language))) for language in ("en", "zh"))
    assert len(english) == len(chinese)
    told = "".join(chinese)
    for known in ("95.0%", "92.4–96.7", "30.0%（25.7–34.7，n = 400），比其余支部"):
        assert known in told
