"""A real browser signs in at a real OpenID provider; without signing in it is shown nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data import access
from data.command_line import main
from data.viewer import COMMAND_LINE, Grant
from data.warehouse import open_warehouse
from tests.browser.conftest import Server, free_port, served, settled, wait_for

BRANCHES = ("East Gate", "West Gate")
PEOPLE = {
    "leader@example.com": Grant("leader"),
    "east@example.com": Grant("branch", "East Gate"),
    "stranger@example.com": None,
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory) -> Path:
    """Two branches with a survey, and persons with their grants."""
    folder = tmp_path_factory.mktemp("sign_in")
    rows = "".join(
        f"{branch},2023-01-{1 + day % 28:02d},{5 if day % 3 else 2}\n"
        for branch in BRANCHES
        for day in range(60)
    )
    survey = folder / "gates.csv"
    survey.write_text(f"branch,date,overall satisfaction\n{rows}", encoding="utf-8")
    path = folder / "warehouse.duckdb"
    assert main(["import", str(survey), "--create-branches", "--warehouse", str(path)]) == 0
    opened = open_warehouse(path)
    for person, grant in PEOPLE.items():
        if grant is not None:
            access.grant(opened, COMMAND_LINE, person, grant)
    opened.close()
    return path


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An OpenID provider in a process of its own; its address."""
    port = free_port()
    known = [
        part
        for person in PEOPLE
        for part in ("--user-claims", json.dumps({"sub": person, "email": person}))
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *known],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://localhost:{port}/.well-known/openid-configuration")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def secrets(folder: Path, provider: str, port: int) -> tuple[str, ...]:
    """The options under which the app asks this provider who is there."""
    file = folder / f"secrets-{port}.toml"
    file.write_text(
        "[auth]\n"
        f'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
        f'cookie_secret = "{"0123456789abcdef" * 3}"\n'
        'client_id = "mingjian"\nclient_secret = "not-so-secret"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    return ("--secrets.files", str(file))


@pytest.fixture(scope="module")
def guarded(warehouse: Path, provider: str) -> Iterator[Server]:
    port = free_port()
    with served(
        "server.py", warehouse, *secrets(warehouse.parent, provider, port), port=port
    ) as running:
        yield running


def sign_in(page: Page, server: Server, person: str) -> None:
    page.goto(f"{server.address}/?lang=en")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name=person).click()
    page.wait_for_url(re.compile(re.escape(server.address)))
    settled(page)


def nothing_but_the_sign_in(page: Page) -> bool:
    text = page.inner_text("body")
    assert not any(branch in text for branch in BRANCHES), text
    assert not page.get_by_test_id("stSidebarNav").count()
    assert not page.get_by_test_id("stPlotlyChart").count()
    return page.get_by_role("button", name=re.compile("Sign in|登录")).count() == 1


def test_a_deep_link_as_the_first_request_shows_nothing_but_the_sign_in(
    page: Page, warehouse: Path, provider: str
) -> None:
    port = free_port()
    options = secrets(warehouse.parent, provider, port)
    with served("server.py", warehouse, *options, port=port) as fresh:
        for name in ("assessment", "upload", "audit", ""):
            page.goto(f"{fresh.address}/{name}?lang=en&branches=East%20Gate")
            expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
            settled(page)
            assert nothing_but_the_sign_in(page)


def test_a_leader_signs_in_sees_all_looks_as_a_branch_and_signs_out(
    page: Page, guarded: Server
) -> None:
    sign_in(page, guarded, "leader@example.com")
    page.goto(f"{guarded.address}/compare?lang=en")
    settled(page)
    expect(page.get_by_role("link", name="Audit log")).to_be_visible()
    assert all(branch in shown(page) for branch in BRANCHES)
    assert "Local mode" not in page.inner_text("body")

    page.get_by_role("button", name="leader@example.com").click()
    page.get_by_label("See the app as").click()
    page.get_by_role("option", name="east@example.com").click()
    expect(page.get_by_text("and can change nothing")).to_be_visible()
    settled(page)
    assert "East Gate" in shown(page) and "West Gate" not in shown(page)
    page.keyboard.press("Escape")  # the menu may still be open, and takes a click to close
    page.get_by_role("button", name="Back to my own view").click()
    expect(page.get_by_text("and can change nothing")).to_be_hidden()
    settled(page)
    assert "West Gate" in shown(page)

    page.get_by_role("button", name="leader@example.com").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/compare" not in url, wait_until="load")
    page.goto(f"{guarded.address}/compare?lang=en")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    assert nothing_but_the_sign_in(page)


def test_a_branch_sees_itself_and_peers_without_names_whatever_the_link_says(
    page: Page, guarded: Server
) -> None:
    sign_in(page, guarded, "east@example.com")
    for link in ("compare?lang=en&branches=West%20Gate", "branch?lang=en&branch=West%20Gate"):
        page.goto(f"{guarded.address}/{link}")
        settled(page)
        text = shown(page).replace("branches = West Gate", "").replace("branch = West Gate", "")
        assert "East Gate" in text and "West Gate" not in text
    for link in ("upload", "audit"):
        page.goto(f"{guarded.address}/{link}?lang=en")
        settled(page)
        assert page.get_by_test_id("stFileUploader").count() == 0
        assert "gates.csv" not in shown(page)


def test_whoever_is_unknown_is_told_whom_to_ask_and_shown_nothing(
    page: Page, guarded: Server
) -> None:
    sign_in(page, guarded, "stranger@example.com")
    expect(page.get_by_text("Nobody has granted you access yet")).to_be_visible()
    page.goto(f"{guarded.address}/compare?lang=en")
    expect(page.get_by_text("Nobody has granted you access yet")).to_be_visible()
    assert not any(branch in shown(page) for branch in BRANCHES)
    assert not page.get_by_test_id("stSidebarNav").count()


def test_without_a_provider_app_py_serves_no_other_address(page: Page, warehouse: Path) -> None:
    with served("app.py", warehouse, "--server.address", "0.0.0.0") as open_to_all:
        page.goto(f"{open_to_all.address}/?lang=en")
        expect(page.get_by_text("is not a loopback address")).to_be_visible()
        assert not any(branch in shown(page) for branch in BRANCHES)
        open_to_all.process.wait(timeout=20)
        assert "is not a loopback address" in open_to_all.log.read_text(encoding="utf-8")


def shown(page: Page) -> str:
    """All text of the page, that of figures and tables included, once these are drawn."""
    tables = page.get_by_test_id("stDataFrame")
    for number in range(tables.count()):
        tables.nth(number).scroll_into_view_if_needed()
        tables.nth(number).locator("canvas table").first.wait_for(state="attached")
    return page.inner_text("body") + " ".join(tables.locator("canvas table").all_inner_texts())
