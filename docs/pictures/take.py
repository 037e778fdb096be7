"""Take the pictures of README and guide from the running app: `python -m docs.pictures.take`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from benchmarks.visitor import served
from data import demo
from data.viewer import LOCAL
from data.warehouse import open_warehouse
from tests.browser.conftest import PATIENCE, settled
from tests.browser.find_chromium import find_chromium

FOLDER = Path(__file__).parent
PAGES = (
    "overview",
    "compare",
    "branch",
    "satisfaction",
    "effect",
    "upload",
    "report",
    "definitions",
)
LANGUAGES = {"en": "", "zh": ".zh"}
SURVEY = "提交时间,供电所,您对供电服务的总体满意度,服务态度,您的意见\n" + "".join(
    f"2026-10-{1 + i % 28:02d},{('柳桥供电所', '石磨沟供电所')[i % 2]},"
    f"{('非常满意', '满意', '一般')[i % 3]},{('满意', '非常满意', '不满意')[i % 3]},"
    f"{('师傅来得很快', '停电希望提前通知', '')[i % 3]}\n"
    for i in range(60)
)


def main() -> None:
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        warehouse = Path(folder) / "demo.duckdb"
        opened = open_warehouse(warehouse)
        demo.build(opened, LOCAL)
        opened.close()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        with served(warehouse) as (port, _process_id):
            for language, ending in LANGUAGES.items():
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.set_default_timeout(PATIENCE)
                for name in PAGES:
                    page.goto(f"http://localhost:{port}/{name}?lang={language}")
                    settled(page)
                    if name == "upload":
                        offer_survey(page)
                    page.screenshot(path=FOLDER / f"{name}{ending}.png")
                page.close()
        browser.close()


def offer_survey(page: Page) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "满意度问卷.csv", "mimeType": "text/csv", "buffer": SURVEY.encode("utf-8")}
    )
    settled(page)


if __name__ == "__main__":
    main()
