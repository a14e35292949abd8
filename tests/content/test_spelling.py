"""Every word of the content is in the dictionary or has been accepted. ``make spelling`` brings the lists up to date."""

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def _spelling() -> ModuleType:
    spec = importlib.util.spec_from_file_location("spelling", ROOT / "packaging" / "spelling.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_word_is_misspelt() -> None:
    spelling = _spelling()
    found = spelling.words()
    unknown = set(found) - spelling.read(spelling.KNOWN) - spelling.read(spelling.ACCEPTED)
    assert {word: found[word] for word in sorted(unknown)} == {}, "run «make spelling» and look at the words"
