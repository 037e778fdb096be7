"""Where the app may be served: anywhere with a sign-in, on this machine without one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.runtime.secrets import Secrets

import server
from locales import LANGUAGES
from ui import serving

ROOT = Path(__file__).parents[2]
WHOLE = {
    "redirect_uri": "https://mingjian.example.com/oauth2callback",
    "cookie_secret": "0123456789abcdef" * 2,
    "client_id": "mingjian",
    "client_secret": "not so secret",
    "server_metadata_url": "https://id.example.com/.well-known/openid-configuration",
}


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch):
    """Put an [auth] section into secrets.toml, and say at which address is served."""

    def _configured(auth: dict | None, address: str | None = "localhost") -> str | None:
        secrets = Secrets()
        secrets._secrets = {} if auth is None else {"auth": auth}
        monkeypatch.setattr(st, "secrets", secrets)
        monkeypatch.setattr(st, "get_option", {"server.address": address}.get)
        found = serving.refusal()
        return None if found is None else str(found)

    return _configured


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]"])
def test_without_a_provider_the_own_machine_is_served(configured, address) -> None:
    assert configured(None, address) is None
    assert serving.providers() == ()


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "::", "", None, "10.1.2.3", "192.168.0.1", "mingjian.example.com",
     "localhost.example.com", "127.0.0.1.example.com", "unix:///tmp/mingjian.sock", "2130706433"],
)  # fmt: skip
def test_without_a_provider_no_other_address_is_served(configured, address) -> None:
    assert "is not a loopback address" in configured(None, address)
    assert configured({}, address)  # an empty section is no sign-in


@pytest.mark.parametrize("address", ["0.0.0.0", "", "localhost", "10.1.2.3"])
def test_with_a_provider_any_address_is_served(configured, address) -> None:
    assert configured(WHOLE, address) is None
    assert serving.providers() == ("default",)


def test_several_providers_are_offered_by_their_names(configured) -> None:
    shared = {key: WHOLE[key] for key in ("redirect_uri", "cookie_secret")}
    one = {key: WHOLE[key] for key in serving.PROVIDER}
    assert configured(shared | {"keycloak": one, "entra": one}) is None
    assert serving.providers() == ("keycloak", "entra")
    assert "client_secret" in configured(shared | {"keycloak": one | {"client_secret": ""}})
    assert configured(WHOLE | {"client_kwargs": {"prompt": "login"}}) is None
    assert serving.providers() == ("default",)


@pytest.mark.parametrize("key", WHOLE)
def test_half_a_configuration_is_refused_and_named(configured, key) -> None:
    assert key in configured({name: value for name, value in WHOLE.items() if name != key})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"cookie_secret": "changeme"}, "too short"),
        ({"redirect_uri": "http://mingjian.example.com/oauth2callback"}, "must begin with https"),
    ],
)
def test_a_configuration_that_gives_the_sign_in_away_is_refused(configured, change, said) -> None:
    assert said in configured(WHOLE | change)


def test_a_file_that_cannot_be_read_is_no_local_mode(tmp_path, monkeypatch) -> None:
    (tmp_path / "secrets.toml").write_text("[auth\nclient_id = ", encoding="utf-8")
    secrets = Secrets()
    monkeypatch.setattr(st, "secrets", secrets)
    st_files = [str(tmp_path / "secrets.toml")]
    monkeypatch.setattr("streamlit.runtime.secrets.config.get_option", lambda _name: st_files)
    assert "cannot be read" in str(serving.refusal())


@pytest.mark.parametrize(
    ("host", "here"),
    [("localhost:8501", True), ("127.0.0.1", True), ("[::1]:8501", True), (None, True),
     ("mingjian.example.com", False), ("10.1.2.3:8501", False), ("localhost.evil.com", False)],
)  # fmt: skip
def test_another_name_for_this_machine_is_not_answered(host, here) -> None:
    assert serving.asked_from_here(host) is here


@pytest.mark.parametrize("address", ["http://mingjian.example.com", "http://10.1.2.3:8501"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/media/x.csv", "/_stcore/health"])
def test_in_local_mode_the_service_answers_its_own_machine_only(address, path) -> None:
    answer = TestClient(server.app, base_url=address).get(path)
    assert answer.status_code == 403
    assert all(serving.NOT_FROM_HERE.in_language(lang) in answer.text for lang in LANGUAGES)


def test_in_local_mode_a_websocket_from_elsewhere_is_closed() -> None:
    client = TestClient(server.app, base_url="http://10.1.2.3:8501")
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
        pass


@pytest.mark.parametrize(
    ("options", "environment"),
    [(["--server.address="], {}), ([], {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"})],
)
def test_server_py_refuses_to_start_at_another_address(options, environment) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", "0", *options],
        cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert found.returncode != 0
    assert "is not a loopback address" in found.stderr and "回环地址" in found.stderr
    assert "Traceback" not in found.stderr
