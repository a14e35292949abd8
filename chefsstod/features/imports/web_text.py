"""A cleaned web page → what was found: title, Markdown, headings, and the lines in which facts are looked for."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chefsstod.features.imports import titles
from chefsstod.features.imports.blocks import markdown_of
from chefsstod.features.imports.grids import grid_of, words_of
from chefsstod.features.imports.model import MAX_TITLE, Found, Remark, RemarkKind

if TYPE_CHECKING:
    from bs4 import Tag

_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_LEAST = 2
"""The level of a section: the first is the title's."""
MAX_GUESSED = 80
TITLE_CLASS = "chefsstod-title"
"""Of a paragraph that the file itself marks as its title."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file beside its text."""

    name: str
    media: str
    title: str = ""
    """From its properties."""
    aside: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


def found_in(root: "Tag", known: Known, files: Mapping[str, tuple[str, bytes]]) -> Found:
    """What stands in a cleaned page."""
    remarks = list(known.remarks)
    if not root.find(_HEADINGS) and guess_headings(root):
        remarks.append(Remark(RemarkKind.HEADINGS_GUESSED))
    title, stated = _take_title(root), titles.usable(known.title)
    if not title:
        title = stated or _first_line(root) or titles.from_name(known.name)
    _shift(root)
    lines = tuple(lines_of(root))
    body = markdown_of(root)
    headings = tuple(" ".join(tag.get_text().split()) for tag in root.find_all(_HEADINGS))
    return Found(
        title=titles.short(title),
        body=body,
        media=known.media,
        files={name: file for name, file in files.items() if f"]({name})" in body},
        headings=tuple(heading for heading in headings if heading),
        lines=lines,
        aside=known.aside,
        other_title=titles.short(stated) if stated and titles.bare(stated) != titles.bare(title) else "",
        remarks=tuple(remarks),
    )


def _take_title(root: "Tag") -> str:
    """The title as the text has it, taken out of it; empty when no heading is one."""
    marked = root.find(class_=TITLE_CLASS)
    if marked is not None:
        return _taken(marked)
    top = [tag for tag in root.find_all("h1") if tag.get_text().strip()]
    if top and not titles.is_section(top[0].get_text()) and (len(top) == 1 or _is_first(top[0], root)):
        return _taken(top[0])
    return ""


def _taken(tag: "Tag") -> str:
    words = " ".join(tag.get_text(" ").split()) if tag.find("br") else " ".join(tag.get_text().split())
    images = tag.find_all("img")
    for image in reversed(images):
        tag.insert_after(image.extract())
    tag.decompose()
    return words


def _is_first(tag: "Tag", root: "Tag") -> bool:
    """Whether no more than a logotype or the facts of the document stand before it."""
    before = 0
    for text in root.find_all(string=True):
        if tag in text.parents:
            return True
        inside_table = any(parent.name == "table" for parent in text.parents)
        before += 0 if inside_table else len(text.split())
        if before > 12:
            return False
    return True


def _first_line(root: "Tag") -> str:
    """The first words, if they are short enough for a title, stand before the first section, and are not all there is."""
    whole = len("".join(root.get_text().split()))
    for tag in root.find_all(["p", *_HEADINGS]):
        words = " ".join(tag.get_text().split())
        if not words or tag.find_parent("table") is not None:
            continue
        if tag.name in _HEADINGS and titles.is_section(words):
            return ""
        is_title = len(words) <= MAX_TITLE and not words.endswith((".", ":", ";", ",")) and any(map(str.isalpha, words))
        is_fact = re.match(r"(?:version|dnr|datum|sida|ansvarig|gäller)\b", words, re.IGNORECASE)
        if is_title and not is_fact and whole > len("".join(words.split())):
            tag.decompose()
            return words
        return ""
    return ""


def guess_headings(root: "Tag") -> bool:
    """Make headings of short bold paragraphs in a text that has no headings; returns whether there were any."""
    guessed = False
    for tag in root.find_all("p"):
        words = " ".join(tag.get_text().split())
        if not words or len(words) > MAX_GUESSED or words.endswith((".", ",", ";", "!", "?")) or tag.find_parent(["table", "li"]):
            continue
        strong = "".join(part.get_text() for part in tag.find_all(["strong", "b"]))
        if len("".join(strong.split())) >= len("".join(words.split())) and any(map(str.isalpha, words)):
            tag.name = "h2"
            guessed = True
    return guessed


def _shift(root: "Tag") -> None:
    """Sections begin at the second level, whatever level the author began at; no level is left out."""
    tags = [tag for tag in root.find_all(_HEADINGS) if tag.get_text().strip()]
    levels = sorted({tag.name for tag in tags})
    places = {name: min(_LEAST + place, 6) for place, name in enumerate(levels)}
    for tag in tags:
        tag.name = f"h{places[tag.name]}"


def lines_of(root: "Tag") -> list[str]:
    """The words, a paragraph, point or pair «label: value» a line."""
    found: list[str] = []
    for tag in root.find_all(["p", "li", "table", *_HEADINGS]):
        if tag.name == "table":
            found += _lines_of_table(tag)
        elif tag.find_parent("table") is None and not (tag.name == "p" and tag.find_parent("li")):
            for piece in tag.get_text("\n" if tag.find("br") else "").split("\n"):
                words = " ".join(piece.split())
                if words:
                    found.append(words)
    return found


def _lines_of_table(table: "Tag") -> list[str]:
    """«Label: value» for neighbours, both beside and below each other: either may be how the table is meant."""
    rows = grid_of(table).rows
    found: list[str] = []
    for row in rows:
        words = [words_of(cell) for cell in row]
        if len(row) == 1:
            found.append(words[0])
            continue
        found += [f"{left.rstrip(' :')}: {right}" for left, right in itertools.pairwise(words) if left and right]
        found += [cell for cell in words if re.search(r":\s*\S", cell)]
    if len(rows) > 1:
        pairs = zip(map(words_of, rows[0]), map(words_of, rows[1]), strict=False)
        found += [f"{label.rstrip(' :')}: {value}" for label, value in pairs if label and value]
    return list(dict.fromkeys(found))
