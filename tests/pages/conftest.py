"""The running app without a browser, on the demo company and on an empty warehouse."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from data import demo
from data.reader import Reader
from data.viewer import LOCAL
from data.warehouse import open_warehouse

ROOT = Path(__file__).parents[2]
# Beside a folder `pages`, AppTest would run page files by themselves; from a string it cannot.
SCRIPT = f"import runpy; runpy.run_path({str(ROOT / 'app.py')!r}, run_name='__main__')"
Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def components_looked_for_once() -> Iterator[None]:
    """Each AppTest would read what every installed package says of itself, to find none."""
    once = functools.cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(scope="session")
def cleared_path(demo_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse whose demo company was cleared: batches are known, data is not."""
    path = tmp_path_factory.mktemp("cleared") / "mingjian.duckdb"
    shutil.copy(demo_path, path)
    opened = open_warehouse(path)
    demo.clear(opened, LOCAL)
    assert not demo.is_present(Reader(opened, LOCAL))
    opened.close()
    return path


@pytest.fixture
def empty_path(cleared_path: Path, tmp_path: Path) -> Path:
    """A copy of the cleared warehouse for one test to fill."""
    return Path(shutil.copy(cleared_path, tmp_path / "empty.duckdb"))


def start(path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, locale: str) -> AppTest:
    """The app on a warehouse, before its first run; without `lang` the browser decides."""
    monkeypatch.setenv("MINGJIAN_WAREHOUSE", str(path))
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    app.context = {"locale": locale}
    if lang:
        app.query_params["lang"] = lang
    return app


def turn_to(app: AppTest, page: str) -> AppTest:
    """Go to a page as a click in the navigation does: the address loses its parameters."""
    known = {info["url_pathname"] or "overview": h for h, info in app._registered_pages.items()}
    app._page_hash = known[page]
    app.run()
    assert not app.exception
    return app


def tables(app: AppTest) -> list[pd.DataFrame]:
    """Every table of a page; those folded away behind figures are unfolded for it."""
    folded = [e.key for e in app.expander if str(e.key).endswith("_unfolded") and not e.children]
    if folded:
        for key in folded:
            app.session_state[key] = True
        app.run()
        assert not app.exception
    return [table.value for table in app.dataframe]


def figures_named(app: AppTest) -> set[str]:
    """The figures on a page whose name opens their definition."""
    return {named.proto.popover.label for named in app.get("popover")}


@pytest.fixture
def open_app(demo_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page by a link: `open_app("compare", from_="2025-01", branches="QH101")`."""

    def _open(
        page: str = "overview",
        path: Path = demo_path,
        lang: str = "en",
        locale: str = "en-GB",
        **link: str,
    ) -> AppTest:
        app = start(path, monkeypatch, lang, locale)
        for name, value in link.items():
            app.query_params[name.rstrip("_")] = value
        app._page_hash = calc_hash(page)  # how Streamlit knows a page by its address
        app.run()
        assert not app.exception
        return app

    return _open
