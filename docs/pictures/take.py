"""Take the README's pictures from the running app: `python docs/pictures/take.py ADDRESS`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.find_chromium import find_chromium  # noqa: E402

PICTURES = {
    "overview": "overview?lang=en",
    "compare": "compare?lang=en",
}


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-US")
        for name, path in PICTURES.items():
            page.goto(f"{address}/{path}")
            page.wait_for_selector("[data-test-script-state='notRunning']", timeout=60_000)
            page.wait_for_timeout(2000)
            page.screenshot(path=Path(__file__).parent / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
