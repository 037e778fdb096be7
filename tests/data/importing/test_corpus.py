"""Every file of the corpus is recognised exactly as the plan beside it says.

The files were written after the formats' rules. `name.json` holds the fields of `inspect --json`
that matter: change it by hand, and only where the rule itself was wrong.
"""

import json
from pathlib import Path

import pytest

from data.importing.read import read
from data.importing.recognise import recognise

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(path for path in CORPUS.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_plan_is_exact(path):
    expected = json.loads(path.with_name(path.name + ".json").read_text(encoding="utf-8"))
    found = recognise(read(path)).to_json()
    columns = found["columns"]
    found = {name: found[name] for name in expected}
    found["columns"] = [
        {name: column[name] for name in wanted}
        for column, wanted in zip(columns, expected["columns"], strict=True)
    ]
    assert found == expected


def test_the_corpus_is_large_enough():
    assert len(FILES) >= 40
