"""The whole mission: every concept of the source paper has its tables, its metrics and its page."""

import pytest

from data import tables
from data.catalogue import metrics
from docs import coverage
from docs.page_mentions import pages

# Who is compared: under every concept, and none of its own.
ORGANISATION = {"branch", "branch_alias"}


@pytest.fixture(scope="module")
def concepts():
    return coverage.coverage()


def test_there_are_48_concepts_in_both_languages(concepts):
    assert [concept.number for concept in concepts] == list(range(1, 49))
    assert all(concept.zh and concept.en for concept in concepts)


@pytest.mark.parametrize("answered_by", ["tables", "metrics", "pages"])
def test_every_concept_is_answered(concepts, answered_by):
    assert [c.number for c in concepts if not getattr(c, answered_by)] == []


def test_every_table_to_upload_and_every_metric_answers_a_concept(concepts):
    read = {name for concept in concepts for name in concept.tables}
    assert set(tables.UPLOADABLE) - ORGANISATION <= read
    assert {key for concept in concepts for key in concept.metrics} == set(metrics())


def test_what_is_named_exists(concepts):
    for concept in concepts:
        assert set(concept.tables) <= set(tables.described()), concept.number
        assert set(concept.pages) <= set(pages()), concept.number


def test_a_page_is_found_by_the_metrics_it_names_and_the_rows_it_asks_for(concepts):
    assert "training" in concepts[12].pages and "closed_loop" not in concepts[12].pages
    assert "finding_recurred" in pages()["closed_loop"].words
    assert "work_item" in pages()["closed_loop"].tables
    assert not any("upload" in concept.pages for concept in concepts)


def test_the_document_is_what_the_code_says_now(concepts):
    written = coverage.DOCUMENT.read_text(encoding="utf-8")
    assert written == coverage.document(), "run: python -m docs.coverage"
