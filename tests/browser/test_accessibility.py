"""Everyone can read and use the pages: axe, the keyboard alone, a narrow screen, light and dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, ROOT, Server, served, settled

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "inquiry")
GRAVE = ("serious", "critical")
PHONE = {"width": 390, "height": 900}
CHOSEN = "new URLSearchParams(location.search).get('branches')"


def opened(browser: Browser, **options: object) -> Page:
    page = browser.new_context(locale="zh-CN", **options).new_page()
    page.set_default_timeout(PATIENCE)
    return page


@pytest.fixture(scope="module")
def server(demo_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    warehouse = Path(shutil.copy(demo_path, tmp_path_factory.mktemp("served") / "demo.duckdb"))
    with served("server.py", warehouse) as running:
        yield running


@pytest.fixture(scope="module")
def wide(browser: Browser):
    page = opened(browser, viewport={"width": 1440, "height": 1200}, color_scheme="light")
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def narrow(browser: Browser):
    page = opened(browser, viewport=PHONE, color_scheme="dark")
    yield page
    page.context.close()


def grave(page: Page) -> list[str]:
    """What axe calls serious or critical: the rule, and the first place it is broken at."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in GRAVE]


def test_axe_finds_nothing_grave_on_any_page(wide, server):
    wide.goto(server.address)
    settled(wide)
    links = wide.get_by_test_id("stSidebarNavLink")
    found = {}
    for number in range(links.count()):
        links.nth(number).click()
        settled(wide)
        found[wide.url] = grave(wide)
    assert len(found) == len(PAGES)
    assert {url: broken for url, broken in found.items() if broken} == {}


@pytest.mark.parametrize("name", ["compare", "satisfaction"])
def test_a_narrow_dark_page_is_as_sound_and_does_not_scroll_sideways(narrow, server, name):
    narrow.goto(f"{server.address}/{name}")
    settled(narrow)
    assert grave(narrow) == []
    wider = "main => main.scrollWidth - main.clientWidth"
    assert narrow.get_by_test_id("stMain").evaluate(wider) == 0


def test_the_keyboard_alone_filters_and_compares(wide, server):
    wide.goto(f"{server.address}/compare?lang=en")
    settled(wide)
    wide.get_by_role("combobox", name="Branches").focus()
    for name in ("Liuqiao", "Shimogou"):
        wide.keyboard.type(name)
        wide.get_by_role("option", name=name).first.wait_for()
        wide.keyboard.press("Enter")
        settled(wide)  # keys that come while the page is drawn anew are lost
    wide.keyboard.press("Escape")
    wide.wait_for_function(f"{CHOSEN} === 'QH201,QH301'")


def test_the_keyboard_reaches_the_upload(wide, server):
    wide.goto(f"{server.address}/upload?lang=en")
    settled(wide)
    button = wide.get_by_test_id("stFileUploader").get_by_role("button", name="Upload", exact=True)
    for _ in range(60):
        wide.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    choosers = []
    wide.on("filechooser", lambda chooser: choosers.append(chooser))
    for _ in range(60):  # a press while the page still arrives is lost
        wide.keyboard.press("Enter")
        wide.wait_for_timeout(500)
        if choosers:
            break
    assert choosers
