"""Roles against every page: what is drawn tells a branch of no other, and a person of nothing."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import access, queries, snapshots
from data.reader import Reader
from data.viewer import COMMAND_LINE, LOCAL, Grant
from data.warehouse import open_warehouse
from docs.page_mentions import pages
from tests.pages.conftest import start, tables, turn_to

PEOPLE = {
    "leader": Grant("leader"),
    "office": Grant("office"),
    "auditor": Grant("auditor"),
    "branch": Grant("branch", "QH101"),
}
APART = ("upload", "report", "definitions", "audit")
FIGURES = [name for name in pages() if name not in APART]
SEES = {
    "leader": {*FIGURES, "report", "definitions", "audit"},
    "office": {*FIGURES, "report", "definitions", "upload"},
    "auditor": {"definitions", "audit"},
    "branch": {*FIGURES, "definitions"},
}
SECRETS = {
    "auth": {
        "redirect_uri": "http://localhost:8501/oauth2callback",
        "cookie_secret": "a secret of sufficient length for this",
        "client_id": "mingjian",
        "client_secret": "not so secret",
        "server_metadata_url": "http://localhost:1/.well-known/openid-configuration",
    }
}


@pytest.fixture(scope="module")
def granted_path(demo_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company with a person for every role."""
    path = Path(shutil.copy(demo_path, tmp_path_factory.mktemp("granted") / "mingjian.duckdb"))
    opened = open_warehouse(path)
    for person, grant in PEOPLE.items():
        access.grant(opened, COMMAND_LINE, f"{person}@example.com", grant)
    opened.close()
    return path


@pytest.fixture
def enter(granted_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Open the app as whoever the provider says it is; nobody without a name."""

    def _enter(person: str | None, lang: str = "en", **claims: object) -> AppTest:
        app = start(granted_path, monkeypatch, lang, "en-GB")
        app.secrets = SECRETS
        app.user = {"is_logged_in": person is not None, "email": person, "iat": time.time()}
        app.user |= claims
        app.run()
        assert not app.exception
        return app

    return _enter


def registered(app: AppTest) -> set[str]:
    """The pages that the session can turn to; the one at the root under the name of its title."""
    known = {info.get("url_pathname", "") for info in app._registered_pages.values()}
    return known - {"", "overview"}


def drawn(app: AppTest) -> Iterator[bytes]:
    """Everything sent to the browser, the contents of tables and figures included."""
    for block in (app.main, app.sidebar):
        for element in block:
            if getattr(element, "proto", None) is not None:
                yield element.proto.SerializeToString()


@pytest.fixture(scope="module")
def others(granted_path: Path) -> set[bytes]:
    """The names and codes of all other branches, as they would stand in what is sent."""
    opened = open_warehouse(granted_path)
    rows = Reader(opened, LOCAL).rows(
        "SELECT branch_id, name, name_en FROM branch WHERE level = 'branch'"
        " AND branch_id <> 'QH101' AND name NOT IN (SELECT department FROM sponsor_task)"
    )
    opened.close()
    return {word.encode() for row in rows for word in row if word}


def test_no_page_tells_a_branch_the_name_of_another(enter, others) -> None:
    app = enter("branch@example.com")
    told = {}
    for page in sorted(SEES["branch"]):
        app.query_params["branches"] = "QH202,QH203"  # as a link that was passed on would ask
        app.query_params["branch"] = "QH202"
        turn_to(app, page)
        assert not app.error and app.title, page
        tables(app)  # those folded away as well
        # Such a link is answered with the codes that it asked for in vain.
        sent = [part for part in drawn(app) if b"which is not known here" not in part]
        told[page] = {word for word in others if any(word in part for part in sent)}
    assert {page: words for page, words in told.items() if words} == {}


def test_the_check_of_this_file_would_notice(enter, others) -> None:
    app = turn_to(enter("leader@example.com"), "compare")
    assert len({word for word in others if any(word in part for part in drawn(app))}) > 10


@pytest.mark.parametrize("role", SEES)
def test_a_role_is_offered_its_pages_and_no_others(enter, role: str) -> None:
    app = enter(f"{role}@example.com")
    offered = registered(app) | ({"overview"} if "overview" in SEES[role] else {"definitions"})
    assert offered - {"home"} == SEES[role]
    for page in SEES[role] & {"upload", "audit", "definitions"} & registered(app):
        turn_to(app, page)
        assert not app.error and app.title


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_whoever_is_not_signed_in_is_shown_the_sign_in_only(enter, lang) -> None:
    app = enter(None, lang, branch="QH101")
    assert [title.value for title in app.title] == ["明鉴 Mingjian"]
    assert [button.key for button in app.button] == ["sign_in_default"]
    assert not registered(app) and not app.get("plotly_chart") and not app.dataframe


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"iat": time.time() - 13 * 3600}, "has expired"),
        ({"iat": None}, "has expired"),
        ({"email": None}, "does not say who you are"),
        ({"email": " "}, "does not say who you are"),
        ({"email_verified": False}, "has not verified"),
    ],
)
def test_a_sign_in_that_is_old_or_says_too_little_is_none(enter, claims, said) -> None:
    app = enter("leader@example.com", **claims)
    assert said in app.warning[0].value
    assert not registered(app)


def test_a_person_without_a_grant_is_told_whom_to_ask(enter) -> None:
    app = enter("stranger@example.com")
    assert "Nobody has granted you access yet" in app.info[0].value
    assert not registered(app) and not app.selectbox


def test_a_grant_taken_back_ends_what_is_shown_at_the_next_click(enter, granted_path: Path) -> None:
    app = enter("Office@Example.com")  # the provider may write it in capitals
    assert "upload" in registered(app)
    warehouse = app.session_state["warehouse"]
    access.revoke(warehouse, COMMAND_LINE, "office@example.com", Grant("office"))
    try:
        app.run()
        assert "Nobody has granted you access yet" in app.info[0].value
        assert not app.title[1:] and not app.dataframe
    finally:
        access.grant(warehouse, COMMAND_LINE, "office@example.com", Grant("office"))


def test_a_leader_looks_as_a_branch_does_with_the_rule_and_without_changing(enter, others) -> None:
    app = enter("leader@example.com")
    app.get_by_key("preview_choice").set_value("branch@example.com").run()
    said = " ".join(text.value for text in app.markdown)
    assert "You see what **branch\\@example\\.com** sees" in said
    assert "Branch QH101" in said and "A branch works on its own figures" in said.replace("\\", "")
    assert "audit" not in registered(app)
    turn_to(app, "compare")
    assert not {word for word in others if any(word in part for part in drawn(app))}
    app.button(key="preview_end").click().run()
    assert "audit" in registered(app)


def test_each_sign_in_and_each_look_as_another_leaves_one_line(enter) -> None:
    app = enter("leader@example.com")
    reader = Reader(app.session_state["warehouse"], LOCAL)
    before = len(queries.audit.log(reader))
    enter("Stranger@example.com").run()
    app = turn_to(enter("leader@example.com", iat=time.time() - 1), "compare")
    app.get_by_key("preview_choice").set_value("branch@example.com").run()
    lines = queries.audit.log(reader).iloc[::-1].iloc[before:]
    assert lines[["actor", "action", "detail"]].to_numpy().tolist() == [
        ["stranger@example.com", "sign-in refused", "no grant"],
        ["leader@example.com", "sign in", "leader"],
        ["leader@example.com", "preview", "branch@example.com"],
    ]


def test_a_branch_that_asks_to_look_as_a_leader_is_not_answered(enter) -> None:
    app = enter("branch@example.com")
    app.session_state["previewed_person"] = "leader@example.com"
    app.session_state["preview_choice"] = "leader@example.com"
    app.run()
    assert "audit" not in registered(app)
    assert app.session_state["viewer"].name == "branch@example.com"


def test_local_mode_says_so_and_signing_in_does_not(enter, open_app) -> None:
    assert any("Local mode" in text.value for text in open_app().markdown)
    assert not any("Local mode" in text.value for text in enter("leader@example.com").markdown)


def test_a_reader_process_shows_each_role_its_pages(
    enter, granted_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_warehouse(granted_path)
    snapshots.publish(opened, tmp_path / "published")
    opened.close()
    monkeypatch.setenv("MINGJIAN_READER", "1")
    monkeypatch.setenv("MINGJIAN_SNAPSHOTS", str(tmp_path / "published"))
    for role, page in {"leader": "compare", "branch": "branch", "auditor": "audit"}.items():
        app = turn_to(enter(f"{role}@example.com"), page)
        assert not app.error and app.title, role
