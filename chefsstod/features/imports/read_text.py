"""Plain text (.txt) → what was found in it: headings, lists and paragraphs as people type them."""

import itertools
import re
from collections.abc import Iterator
from statistics import median

from chefsstod.content.document import Span
from chefsstod.features.imports import marks, refusals, titles
from chefsstod.features.imports.encodings import decode
from chefsstod.features.imports.markdown_text import inline
from chefsstod.features.imports.model import MAX_TITLE, MAX_WORDS, Found

MEDIA = "text/plain"
_RULED = re.compile(r"\s*([=\-_~*])\1{2,}\s*$")
_LABELLED = re.compile(r"\s*[^\W\d][\w .]{1,28}:\s*\S")
_SHORT = 36
_WRAPPED = (45, 100)
"""The length of a line in a text that was broken by hand or by a mail program."""
MAX_HEADING = 70


def read_text(data: bytes, name: str) -> Found:
    """The text of a note. Raises UserError when there is none."""
    text = decode(data)
    if text is None:
        raise refusals.broken()
    if len(text.split()) > MAX_WORDS:
        raise refusals.too_long()
    lines = [line.replace("\xa0", " ").rstrip() for line in text.split("\n")]
    if not any(any(map(str.isalnum, line)) for line in lines):
        raise refusals.no_text()
    title, rest = _title(lines)
    blocks = list(_blocks(rest))
    body = "\n\n".join(blocks) + "\n" if blocks else ""
    return Found(
        title=titles.short(title or titles.from_name(name)),
        body=body.replace("\n\n- [", "\n- [").removeprefix("\n") if body.startswith("- [") else _near_boxes(body),
        media=MEDIA,
        headings=tuple(block.lstrip("# ") for block in blocks if block.startswith("#")),
        lines=tuple(" ".join(line.split()) for line in lines if line.strip()),
    )


def _near_boxes(body: str) -> str:
    """Boxes that follow each other are one list."""
    return re.sub(r"(?m)^(- \[[ x]\] .*)\n\n(?=- \[)", r"\1\n", body)


def _title(lines: list[str]) -> tuple[str, list[str]]:
    """The first line when it stands alone or is ruled, and the lines after it."""
    first = next(place for place, line in enumerate(lines) if line.strip())
    words, after = lines[first].strip().lstrip("#").strip(), lines[first + 1] if first + 1 < len(lines) else ""
    if not any(any(map(str.isalnum, line)) for line in lines[first + 1 :]):
        return "", lines
    if _RULED.match(after) and len(words) <= MAX_TITLE:
        return words, lines[first + 2 :]
    alone = not after.strip() and len(words) <= MAX_TITLE and not words.endswith((".", ":", ",", ";"))
    if alone and not titles.is_section(words) and not marks.bullet(words) and not marks.dash(words):
        return (words.capitalize() if words.isupper() else words), lines[first + 1 :]
    return "", lines


def _blocks(lines: list[str]) -> Iterator[str]:
    joins = _is_wrapped(lines)
    for whole in _chunks(lines):
        heading, chunk = _heading(whole)
        if heading:
            yield heading
        if any(_starts_item(line) for line in chunk):
            yield from _list(chunk)
        elif joins and not all(_LABELLED.match(line) for line in chunk):
            yield _words(" ".join(line.strip() for line in chunk))
        elif chunk:
            yield "\\\n".join(_words(line.strip()) for line in chunk)


def _words(text: str) -> str:
    return inline([Span(text)])


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    """The lines between blank ones; a rule under a single line goes with it, other rules go."""
    chunk: list[str] = []
    for line in [*lines, ""]:
        if line.strip() and not (_RULED.match(line) and not chunk):
            chunk.append(line)
            if len(chunk) > 1 and _RULED.match(line):
                yield chunk
                chunk = []
        elif chunk:
            yield chunk
            chunk = []


def _heading(chunk: list[str]) -> tuple[str, list[str]]:
    """The heading that a chunk begins with, empty for none, and the lines after it."""
    words = chunk[0].strip()
    if len(words) > MAX_HEADING or not any(map(str.isalpha, words)) or _starts_item(words):
        return "", chunk
    if len(chunk) > 1 and _RULED.match(chunk[1]):
        return "## " + _words(words), chunk[2:]
    if words.isupper() and len(words) > 3 and not words.endswith((".", ",", ";")):
        return "## " + _words(words.rstrip(":").capitalize()), chunk[1:]
    return ("## " + _words(words.rstrip(":")), chunk[1:]) if titles.is_section(words) else ("", chunk)


def _starts_item(line: str) -> bool:
    return bool(marks.box(line) or marks.bullet(line) or marks.dash(line) or marks.number(line))


def _list(chunk: list[str]) -> Iterator[str]:
    """A chunk with points in it: words before the first are a paragraph, words after a point belong to it."""
    before = [line.strip() for line in chunk[: next(place for place, line in enumerate(chunk) if _starts_item(line))]]
    if before:
        yield _words(" ".join(before))
    indents = sorted({len(line) - len(line.lstrip()) for line in chunk[len(before) :] if _starts_item(line)})
    items: list[str] = []
    for line in chunk[len(before) :]:
        if _starts_item(line):
            depth = min(indents.index(len(line) - len(line.lstrip())), 3)
            items.append("   " * depth + _item(line))
        else:
            items[-1] += " " + _words(line.strip())
    yield "\n".join(items)


def _item(line: str) -> str:
    found = marks.box(line)
    if found is not None:
        return f"- [{'x' if found[0] else ' '}] " + _words(line[found[1] :])
    number = marks.number(line)
    if number is not None:
        return f"{number[0]}. " + _words(line[number[1] :])
    return "- " + _words(line[marks.bullet(line) or marks.dash(line) :])


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines were broken at a width, so that those that follow each other are one paragraph."""
    plain = [line for line in lines if not _starts_item(line) or not line.strip()]
    followed = [len(line) for line, after in itertools.pairwise(plain) if len(line) > _SHORT and after.strip()]
    return len(followed) > 1 and _WRAPPED[0] <= median(followed) <= _WRAPPED[1] and max(followed) <= _WRAPPED[1] + 20
