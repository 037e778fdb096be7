"""The ASGI service around the app: health, headers, widget texts, and where a deep link begins."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from streamlit.runtime.pages_manager import PagesManager

import server


@pytest.fixture(scope="module")
def client():
    # Without a context no lifespan runs: the routes are asked, the app is not started.
    return TestClient(server.app, base_url="http://localhost")


def test_health_is_answered(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_every_answer_carries_the_security_headers(client):
    headers = client.get("/healthz").headers
    for name, value in server.HEADERS.items():
        assert headers[name] == value


def test_the_widget_texts_are_a_script_with_the_chinese_words(client):
    answer = client.get("/widget-texts.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "无匹配结果" in answer.text and "__TEXTS__" not in answer.text


@pytest.mark.parametrize("path", ["/", "/compare", "/upload"])
def test_a_page_links_the_widget_texts_and_is_whole(client, path):
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.text.count("widget-texts.js") == 1
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_a_deep_link_never_runs_a_page_file_by_itself():
    assert PagesManager.uses_pages_directory is False
