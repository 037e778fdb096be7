"""Words in two languages: English stands in the source, Chinese in the catalogues beside this file.

A leaf package: everything may use it, it uses nothing of the project.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = {"zh": "中文", "en": "English"}
FOLDER = Path(__file__).parent / "zh_CN"


@cache
def catalogue() -> Mapping[str, str]:
    """English text -> Chinese text, from every `zh_CN/*.po`."""
    texts: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            texts.update({m.id: m.string for m in read_po(file) if m.id and m.string})
    return texts


def translate(text: str, language: str) -> str:
    """The text in `language` ("zh" or "en"); an untranslated text stays English."""
    return catalogue().get(text, text) if language == "zh" else text


@dataclass(frozen=True)
class Sentence:
    """One sentence for a person, kept apart from its values so that it reads well in any language.

    `text` is the English template with `{named}` places; values that know how they are said in a
    language (sentences, `figures.Written`) are said so. `chinese` is the Chinese text where it does
    not stand in the catalogue but in the data.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    chinese: str | None = None

    def in_language(self, language: str) -> str:
        if self.chinese is not None:
            return self.chinese if language == "zh" else self.text
        values = {
            name: value.in_language(language) if hasattr(value, "in_language") else value
            for name, value in self.values.items()
        }
        return translate(self.text, language).format_map(values)

    def __str__(self) -> str:
        return self.in_language("en")


def sentence(text: str, **values: object) -> Sentence:
    """A sentence from an English literal; a test finds each literal in the catalogue."""
    return Sentence(text, values)


def both(english: str, chinese: str) -> Sentence:
    """A sentence whose two languages come from the data, such as a label of the schema."""
    return Sentence(english, chinese=chinese)


class BadInput(ValueError):  # noqa: N818 - it names what the person gave, not a fault of ours
    """What a person gave cannot be used: what, where, why, and what to do, in one sentence."""

    def __init__(self, text: str, **values: object) -> None:
        self.sentence = Sentence(text, values)
        super().__init__(str(self.sentence))
