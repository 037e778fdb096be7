"""The reader's language of a test, outside a running page."""

import pytest

from ui import formats, words


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch):
    """Make the pages' words come in this language."""

    def _speak(language: str) -> None:
        for module in (words, formats):
            monkeypatch.setattr(module, "language", lambda: language)

    return _speak
