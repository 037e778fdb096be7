"""A browser shows hostile names of branches as they are written, and runs nothing of them."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import settled
from tests.pages.hostile_text import HOSTILE, fill

RENDERED = "a[href*='evil.example'], img[src='x'], b:text-is('k'), strong:text-is('k')"
BOLD_IN_FIGURE = "svg tspan[style*='bold'], svg a"


def test_hostile_names_are_only_read(server, page, empty_warehouse) -> None:
    fill(empty_warehouse, server.warehouse)
    alerts = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.goto(f"{server.address}/compare?lang=en&from=2026-01&to=2026-03")
    settled(page)
    figure = page.get_by_test_id("stPlotlyChart").first
    figure.scroll_into_view_if_needed()
    expect(figure).to_contain_text(HOSTILE[:20])
    assert figure.locator(BOLD_IN_FIGURE).count() == 0
    assert page.locator(RENDERED).count() == 0
    assert alerts == []
