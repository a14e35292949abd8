"""The contents of a book: rows of one height, so that their pages are known before the book is laid out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chefsstod.i18n import _
from chefsstod.pdf import fonts
from chefsstod.pdf.paper import Canvas, fitted, label
from chefsstod.support.tokens import LIGHT

_HIGH = (22.0, 15.6)
"""The heights of a row by level: chapter, text."""
_TITLE = 56.0
_INDENT = 14.0
_NUMBER = 30.0
_ALONE = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A title, the place it leads to, and its level."""

    title: str
    key: str
    level: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line with the base line it stands on; ``key`` empty for the heading of the contents itself."""

    line: Line
    y: float


def paged(lines: Sequence[Line], high: float, low: float) -> list[list[Row]]:
    """The rows of each page between ``high`` and ``low``; a chapter is not parted from its first texts."""
    pages: list[list[Row]] = [[Row(Line(_("Contents"), "", 0), high - 22)]]
    y = high - _TITLE
    for place, line in enumerate(lines):
        step = _HIGH[min(line.level, 1)] if pages[-1] else 14.0
        following = [other for other in lines[place + 1 : place + _ALONE] if other.level > line.level] if not line.level else []
        if y - step - len(following) * _HIGH[1] < low:
            pages.append([])
            y, step = high, 14.0
        y -= step
        pages[-1].append(Row(line, y))
    return pages


def link(canvas: Canvas, rows: Sequence[Row], left: float, wide: float) -> None:
    """Make each row a link to its place."""
    for row in rows:
        if row.line.key:
            canvas.linkRect("", row.line.key, (left, row.y - 4, left + wide, row.y + 11))


def draw(canvas: Canvas, rows: Sequence[Row], places: Mapping[str, int], left: float, wide: float) -> None:
    """The titles, leaders and numbers, when the pages are known."""
    for row in rows:
        line = row.line
        if not line.key:
            label(canvas, left, row.y, line.title, font=fonts.SEMIBOLD, size=26)
            continue
        font, size = (fonts.REGULAR, 10.5) if line.level else (fonts.SEMIBOLD, 11.0)
        begin = left + (_INDENT if line.level else 0)
        title = fitted(line.title, font, size, left + wide - begin - _NUMBER)
        label(canvas, begin, row.y, title, font=font, size=size)
        number = str(places.get(line.key, ""))
        label(canvas, left + wide, row.y, number, font=font, size=size, align="right")
        _leaders(canvas, begin + fonts.width(title, font, size) + 5, left + wide - fonts.width(number, font, size) - 5, row.y)


def _leaders(canvas: Canvas, start: float, end: float, y: float) -> None:
    """Dots on a grid of their own, so that those of all rows stand in line."""
    if end - start < 8:
        return
    canvas.saveState()
    canvas.setStrokeColor(LIGHT.muted)
    canvas.setLineWidth(0.9)
    canvas.setLineCap(1)
    canvas.setDash([0, 4], phase=start % 4)
    canvas.line(start, y + 0.6, end, y + 0.6)
    canvas.restoreState()
