"""The spelling of the shipped content, checked with hunspell's Swedish dictionary.

``python packaging/spelling.py`` (``make spelling``) writes the words that hunspell knows to ``tests/content/spelling/known.txt``
and prints those that it does not and that nobody has accepted in ``accepted.txt``. The tests compare the content with both
lists, so that they need no hunspell. Debian: ``apt install hunspell hunspell-sv``.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
BASE = ROOT / "resources" / "content" / "base"
LISTS = ROOT / "tests" / "content" / "spelling"
KNOWN, ACCEPTED = LISTS / "known.txt", LISTS / "accepted.txt"
WORD = re.compile(r"[^\W\d_]+")
_NO_TEXT = {
    "id", "code", "url", "kind", "category", "chapter", "tags", "service_types", "related", "law", "see", "link", "rrule",
    "red_day", "certainty", "checked", "reviewed", "review_by", "licence", "number", "activity", "activities", "step", "helper",
    "duty", "task", "tasks", "kris", "routine", "case",
}  # fmt: skip
_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+|^:::.*$|\b(?:SFS|AFS|SOSFS|HSLF-FS)\b", re.MULTILINE)


def words() -> dict[str, str]:
    """Every word of the content, in lower case, with the file in which it stands first."""
    found: dict[str, str] = {}
    for file in sorted(BASE.rglob("*")):
        name = file.relative_to(BASE).as_posix()
        if file.suffix == ".md":
            _mark, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
            texts = [*_strings(yaml.safe_load(head)), body]
        elif file.suffix == ".yaml":
            texts = list(_strings(yaml.safe_load(file.read_text(encoding="utf-8"))))
        else:
            continue
        for text in texts:
            for word in WORD.findall(_ADDRESS.sub(" ", text)):
                found.setdefault(word.casefold(), name)
    return {word: name for word, name in found.items() if len(word) > 1}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NO_TEXT:
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def read(file: Path) -> set[str]:
    """The words of a list, a line each."""
    return set(file.read_text(encoding="utf-8").split()) if file.is_file() else set()


def unknown_to_hunspell(asked: list[str]) -> set[str]:
    """The words that the dictionary does not hold, whatever the size of their first letter."""

    def run(spelt: list[str]) -> set[str]:
        done = subprocess.run(
            ["hunspell", "-d", "sv_SE", "-i", "utf-8", "-l"], input="\n".join(spelt), capture_output=True, text=True, check=True
        )
        return set(done.stdout.split())

    lower = run(asked)
    named = run([word.capitalize() for word in lower])
    upper = run([word.upper() for word in lower])
    return {word for word in lower if word.capitalize() in named and word.upper() in upper}


def main() -> int:
    """Write the known words; 1 when there are words that nobody knows."""
    found = words()
    unknown = unknown_to_hunspell(sorted(found))
    KNOWN.write_text("\n".join(sorted(set(found) - unknown)) + "\n", encoding="utf-8")
    left = sorted(unknown - read(ACCEPTED))
    for word in left:
        print(f"{found[word]}: {word}")
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main())
