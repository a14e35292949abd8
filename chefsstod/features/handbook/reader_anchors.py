"""Where the links and headings of a rich text stand: plain functions over QTextDocument."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: its place in the text, its address and its tool tip."""

    start: int
    end: int
    href: str
    tip: str = ""


def anchors_of(document: QTextDocument) -> Iterator[Anchor]:
    """Every link, in order; neighbouring pieces of the same address are one."""
    block = document.begin()
    while block.isValid():
        yield from _in_block(block)
        block = block.next()


def _in_block(block: QTextBlock) -> Iterator[Anchor]:
    held: Anchor | None = None
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        place += 1
        form = fragment.charFormat()
        href = form.anchorHref() if form.isAnchor() else ""
        start, end = fragment.position(), fragment.position() + fragment.length()
        if held is not None and href == held.href and start == held.end:
            held = Anchor(held.start, end, href, held.tip)
            continue
        if held is not None:
            yield held
        held = Anchor(start, end, href, form.toolTip()) if href else None
    if held is not None:
        yield held


def anchor_at(document: QTextDocument, position: int) -> Anchor | None:
    """The link at a place in the text."""
    return next((anchor for anchor in _in_block(document.findBlock(position)) if anchor.start <= position < anchor.end), None)


def headings_of(document: QTextDocument) -> list[tuple[str, int]]:
    """The name of each heading and the pixel that it stands at."""
    found = []
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() > 1:
            place = block.begin()
            names = place.fragment().charFormat().anchorNames() if not place.atEnd() else []
            if names:
                found.append((names[0], round(layout.blockBoundingRect(block).top())))
        block = block.next()
    return found


def rects_of(document: QTextDocument, anchor: Anchor) -> list[QRectF]:
    """The rectangles of a link's lines, in the document's own pixels."""
    block = document.findBlock(anchor.start)
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    layout = block.layout()
    found = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(anchor.start - block.position(), line.textStart())
        last = min(anchor.end - block.position(), line.textStart() + line.textLength())
        if first >= last:
            continue
        x1, x2 = _x_of(line, first), _x_of(line, last)
        found.append(QRectF(origin.x() + min(x1, x2), origin.y() + line.y(), abs(x2 - x1), line.height()))
    return found


def _x_of(line: QTextLine, place: int) -> float:
    """Where a letter of a line begins; Qt gives the letter's place back beside it."""
    found = cast("float | tuple[float, int]", line.cursorToX(place))
    return found[0] if isinstance(found, tuple) else found
