"""Lines of a PDF → headings, paragraphs and lists. Guesswork with rules: a PDF knows where letters stand, not what they are."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from chefsstod.features.imports import marks, titles
from chefsstod.features.imports.model import MAX_TITLE
from chefsstod.features.imports.pdf_lines import Line, Pages

_MARGIN = 0.13
"""The part of a page, above and below, in which heads and feet stand."""
_LARGER = 1.14
"""Times the size of running text: a heading."""
_PAGE_NUMBER = re.compile(
    r"(?:sid(?:a|an|nr)?\.?\s*)?\d{1,3}\s*(?:(?:av|of|/)\s*\d{1,3}|\(\d{1,3}\))?$|-\s*\d{1,3}\s*-$", re.IGNORECASE
)
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d{1,3}$|…{2,}\s*\d{1,3}$")
_BULLET_O = re.compile(r"o\s+(?=\w)")
_KEEPS_HYPHEN = re.compile(r"(?:och|eller|samt|respektive|som|and|or)\b")
_WIDE = 1.35
"""Times the usual distance between lines: a new paragraph."""
MAX_HEADING = 110
MAX_BOLD = 80
_HYPHENS = ("-", "‐", "‑", "−")
"""What stands at the end of a line for a hyphen; old fonts have the minus sign in its place."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text: a heading (``level`` 1 and up, 1 is the largest size), a point of a list, a row or a paragraph."""

    kind: str
    text: str
    level: int = 0
    number: int = 0


def without_margins(pages: Pages) -> tuple[list[Line], list[str]]:
    """The lines of the text, and what stands in page heads and feet, each once. They stand outermost, at the same height."""
    enough = max(2, (len(pages.heights) + 1) // 2)
    seen: dict[tuple[str, int], set[int]] = {}
    for line in pages.lines:
        for key in _keys(line):
            seen.setdefault(key, set()).add(line.page)
    edge: set[int] = set()
    aside: dict[str, str] = {}
    for page in range(len(pages.heights)):
        lines = [line for line in pages.lines if line.page == page]
        for line in _outermost(lines, pages.heights[page], lambda line: any(len(seen[key]) >= enough for key in _keys(line))):
            edge.add(id(line))
            if not _PAGE_NUMBER.match(line.text):
                aside.setdefault(_same(line), line.text)
    return [line for line in pages.lines if id(line) not in edge], list(aside.values())


def _outermost(lines: list[Line], height: float, repeats: Callable[[Line], bool]) -> Iterator[Line]:
    """From the upper and the lower edge inwards, as long as lines repeat or are page numbers."""
    for order in (sorted(lines, key=lambda line: -line.y), sorted(lines, key=lambda line: line.y)):
        for line in order:
            within = line.y > height * (1 - _MARGIN) or line.y < height * _MARGIN
            if not within or not (repeats(line) or _PAGE_NUMBER.match(line.text)):
                break
            yield line


def _keys(line: Line) -> list[tuple[str, int]]:
    """What a line of a page head has in common with that of another page: words and height, within some points."""
    height = round(line.y / 4)
    return [(_same(line), height + near) for near in (-1, 0, 1)]


def _same(line: Line) -> str:
    """What is the same on each page: the words without their numbers."""
    return re.sub(r"\d+", "#", line.text.casefold())


def pieces(lines: Sequence[Line]) -> list[Piece]:
    """The text in pieces, in reading order."""
    if not lines:
        return []
    size = body_size(lines)
    sizes = sorted({line.size for line in lines if _is_heading(line, size)}, reverse=True)
    levels = {found: place + 1 for place, found in enumerate(_near_sizes(sizes))}
    lowest = len(levels) + 1
    groups = list(_grouped(_bullets_joined(_without_contents(lines, size)), size))
    found: list[Piece] = []
    indents: list[float] = []
    for group in groups:
        first = group[0]
        if _is_heading(first, size):
            indents = []
            level = next((level for at, level in levels.items() if first.size >= at - 0.5), lowest)
            found.append(Piece("heading", joined(group), level if first.size > size * _LARGER else lowest))
        elif _starts_item(first):
            found.append(_item(group, indents))
        elif first.cells:
            indents = []
            found += [Piece("row", " · ".join(line.cells or (line.text,))) for line in group]
        else:
            indents = []
            found.append(Piece("paragraph", joined(group)))
    return found


def _without_contents(lines: Sequence[Line], size: float) -> list[Line]:
    """Without a table of contents: the reader makes its own."""
    headings = {titles.bare(line.text) for line in lines if _is_heading(line, size)}
    return [line for line in lines if not (_LEADERS.search(line.text) or _is_entry(line, headings))]


def _is_entry(line: Line, headings: set[str]) -> bool:
    if len(line.cells) < 2 or not line.cells[-1].isdigit():
        return False
    return titles.bare(" ".join(line.cells[:-1])) in headings


def body_size(lines: Sequence[Line]) -> float:
    """The size of running text: that of most letters."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    return weights.most_common(1)[0][0]


def _near_sizes(sizes: list[float]) -> list[float]:
    """Sizes of headings, those within half a point of each other as one."""
    found: list[float] = []
    for size in sizes:
        if not found or found[-1] - size > 0.75:
            found.append(size)
    return found


def _is_heading(line: Line, size: float) -> bool:
    if len(line.text) > MAX_HEADING or not any(map(str.isalpha, line.text)) or len(line.cells) > 1:
        return False
    if line.size >= size * _LARGER:
        return True
    plain = not line.text.endswith((".", ",", ";")) and not marks.bullet(line.text)
    return line.bold and plain and len(line.text) <= MAX_BOLD and line.size >= size - 0.5


def _starts_item(line: Line) -> bool:
    text = line.text
    return bool(marks.box(text) or marks.bullet(text) or marks.dash(text) or marks.number(text) or _BULLET_O.match(text))


def _bullets_joined(lines: Sequence[Line]) -> list[Line]:
    """A bullet that PDFium gives as a line of its own goes before the line that stands beside it."""
    found: list[Line] = []
    held: Line | None = None
    for line in lines:
        beside = held is not None and held.page == line.page and abs(held.y - line.y) < line.size and line.x0 > held.x0
        if held is not None and beside:
            found.append(replace(line, text=f"{held.text} {line.text}", x0=held.x0, cells=()))
            held = None
            continue
        is_sign = marks.bullet(line.text + " x") == len(line.text) + 1 or line.text == "o"
        held = line if is_sign else None
        if not is_sign:
            # The blank after a bullet or a number is wide, but parts no columns.
            sign_first = len(line.cells) == 2 and _starts_item(line) and len(line.cells[0]) <= 3
            found.append(replace(line, cells=()) if sign_first else line)
    return found


def _grouped(lines: Sequence[Line], size: float) -> Iterator[list[Line]]:
    """The lines that belong together."""
    pitch = _pitch(lines)
    edges = {} if _is_spaced(lines, pitch, size) else _right_edges(lines)
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, pitch, edges, size):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance between lines, in sizes of their letters."""
    steps = [(a.foot - b.y) / b.size for a, b in itertools.pairwise(lines) if a.page == b.page and b.size]
    near = [step for step in steps if 0.8 < step < 2.2]
    return median(near) if near else 1.2


def _is_spaced(lines: Sequence[Line], pitch: float, size: float) -> bool:
    """Whether there is space between paragraphs; where there is, nothing else need tell them apart."""
    running = [line for line in lines if line.size == size]
    steps = [(a.foot - b.y) / size for a, b in itertools.pairwise(running) if a.page == b.page and a.x0 == b.x0]
    wide = sum(pitch * _WIDE < step < 4 for step in steps)
    return wide > 0.08 * len(steps)


def _right_edges(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """How far to the right the lines of a column reach, by page and left edge."""
    found: dict[tuple[int, int], float] = {}
    for line in lines:
        key = (line.page, round(line.x0 / 20))
        found[key] = max(found.get(key, 0.0), line.x1)
    return found


def _goes_on(group: list[Line], line: Line, pitch: float, edges: dict[tuple[int, int], float], size: float) -> bool:
    """Whether ``line`` belongs to the piece that has begun."""
    last, first = group[-1], group[0]
    heading = _is_heading(last, size)
    if heading != _is_heading(line, size) or abs(last.size - line.size) > 1 or _starts_item(line):
        return False
    if bool(last.cells) != bool(line.cells):
        return False
    step = (last.foot - line.y) / (line.size or 1)
    if line.page != last.page or step < -0.5:  # the next column or page
        return not heading and (last.hyphen or (not last.text.endswith((".", ":", "!", "?")) and line.text[:1].islower()))
    if step > pitch * _WIDE:
        return False
    if heading:
        return last.bold == line.bold
    if last.cells:
        return True
    if _starts_item(first):
        return line.x0 > first.x0 + 2 or line.text[:1].islower()
    return not _ends_paragraph(last, line, edges)


def _ends_paragraph(last: Line, line: Line, edges: dict[tuple[int, int], float]) -> bool:
    """A short line with a full stop before a capital letter ends a paragraph, even without space after it."""
    if not edges:
        return False
    edge = max(edges.get((last.page, round(last.x0 / 20) + near), 0.0) for near in (-1, 0, 1))
    word = len(line.text.split(" ")[0]) * line.size * 0.6
    is_short = last.x1 + word < edge - 2 * last.size
    return is_short and (last.text.endswith((".", ":", "!", "?")) or line.text[:1].isupper() or line.text[:1].isdigit())


def joined(group: Sequence[Line]) -> str:
    """The words of lines that belong together, with divided words made whole."""
    out = group[0].text
    for before, line in itertools.pairwise(group):
        divided = before.hyphen or (before.text.endswith(_HYPHENS) and before.text[-2:-1].isalpha())
        out = _across(out.rstrip("".join(_HYPHENS)), line.text) if divided else f"{out} {line.text}"
    return re.sub(r"(?<=[^\W\d])−(?=\s|\w)", "-", out)


def _across(word: str, rest: str) -> str:
    """A word that was divided at the end of a line: «sjuk- och» and «HR-avdelning» keep their hyphen."""
    if _KEEPS_HYPHEN.match(rest):
        return f"{word}- {rest}"
    keeps = not rest[:1].islower() or not word[-1:].islower()
    return f"{word}-{rest}" if keeps else word + rest


def _item(group: list[Line], indents: list[float]) -> Piece:
    """A point of a list; ``indents`` are the left edges of the levels that are open, and is changed."""
    first, text = group[0], joined(group)
    while indents and first.x0 < indents[-1] - 4:
        indents.pop()
    if not indents or first.x0 > indents[-1] + 4:
        indents.append(first.x0)
    level = min(len(indents) - 1, 3)
    found = marks.box(text)
    if found is not None:
        return Piece("ticked" if found[0] else "box", text[found[1] :], level)
    number = marks.number(text)
    if number is not None:
        return Piece("number", text[number[1] :], level, number[0])
    match = _BULLET_O.match(text)
    return Piece("bullet", text[marks.bullet(text) or marks.dash(text) or (match.end() if match else 0) :], level)


def split_title(found: list[Piece], stated: str) -> tuple[str, list[Piece]]:
    """The title and the rest: the largest heading if it is the only one of its size, or comes first."""
    top = [place for place, piece in enumerate(found) if piece.kind == "heading" and piece.level == 1]
    if top and not titles.is_section(found[top[0]].text):
        words = sum(len(piece.text.split()) for piece in found[: top[0]])
        if len(top) == 1 or words < 15:
            return found[top[0]].text, found[: top[0]] + found[top[0] + 1 :]
    if stated:
        return stated, found
    first = found[0] if found else None
    if first is not None and first.kind == "paragraph" and len(first.text) <= MAX_TITLE and not first.text.endswith((".", ":")):
        return first.text, found[1:]
    return "", found
