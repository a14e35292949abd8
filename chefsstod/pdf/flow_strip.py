"""A strip: one flowable with the white above it and what stands at its left. A text is a row of strips, a book pours them on pages.

Strips know their own place from the edge of the column, so that nothing is nested: lists in call-outs in lists split over pages as
freely as running text does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from chefsstod.pdf.marks import tick_box
from chefsstod.pdf.paper import MM, Canvas, ink, label
from chefsstod.support.tokens import LIGHT

BOX = 4 * MM
"""The side of a box to tick by hand."""
_ALONE = 3
"""A paragraph of so few lines is never divided."""
_TALL = 0.4
"""A row of a table that takes more than this part of a page may be divided."""
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Bar:
    """A vertical rule ``x`` points from the edge of the column."""

    x: float
    colour: str
    thick: float = 2.2


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before the first line of a point, ``x`` points from the edge: a bullet, a number, or a box, ``ticked`` or not."""

    x: float
    text: str = ""
    ticked: bool | None = None
    right: bool = False
    """Whether ``x`` is where the text ends."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that links lead to; with a ``title`` it stands in the outline."""

    key: str
    title: str = ""
    level: int = 0
    closed: bool = False


@dataclass(slots=True)
class Strip:
    """``body`` is ReportLab's flowable. ``before`` is left out on top of a page. A strip that ``keep``\\ s stays with the next one.

    ``joined``: the bars run on through the white above. ``drawn`` hears of each piece when it stands on its page.
    """

    body: Any
    wide: float
    before: float = 0.0
    left: float = 0.0
    bars: tuple[Bar, ...] = ()
    joined: bool = False
    keep: bool = False
    marker: Marker | None = None
    entries: tuple[Entry, ...] = ()
    ground: str = ""
    drawn: Callable[[Any], None] | None = None
    _high: float = field(default=-1.0)

    def high(self, canvas: Canvas, room: float) -> float:
        """Its height in points, the white above not counted; laid out once."""
        if self._high < 0:
            _wide, self._high = self.body.wrapOn(canvas, self.wide, room)
        return self._high

    def least(self, canvas: Canvas, room: float) -> float:
        """The height of the smallest first piece that may stand alone at the foot of a page."""
        high = self.high(canvas, room)
        lines = getattr(getattr(self.body, "blPara", None), "lines", None)
        if lines is not None:
            return high if len(lines) <= _ALONE else 2.0 * self.body.style.leading
        rows = getattr(self.body, "_rowHeights", None)
        if rows:
            return min(high, float(sum(row or 0.0 for row in rows[:2])))
        return high

    def split(self, canvas: Canvas, room: float, page: float) -> "list[Strip]":
        """Two strips, of which the first fits in ``room``; empty when nothing does. ``page`` is the height of a whole page."""
        rows = getattr(self.body, "_rowHeights", None)
        if rows and max(row or 0.0 for row in rows) > page * _TALL:
            self.body.splitInRow = 1
        pieces = self.body.splitOn(canvas, self.wide, room)
        if len(pieces) < 2:
            self._high = -1.0  # a paragraph that cannot be divided forgets its lines
            return []
        first = replace(self, body=pieces[0], keep=False, _high=-1.0)
        if first.high(canvas, room) > room + _ROUNDING:
            self._high = -1.0
            return []
        rest = (replace(self, body=piece, before=0.0, marker=None, entries=(), _high=-1.0) for piece in pieces[1:])
        return [first, *rest]

    def draw(self, canvas: Canvas, x: float, top: float, above: float) -> None:
        """Paint it with its upper edge at ``top``, in a column that begins at ``x``; ``above`` is the white that was left."""
        high = self._high
        for entry in self.entries:
            _enter(canvas, entry, top + min(above, 8.0))
        if self.ground:
            canvas.setFillColor(ink(self.ground))
            canvas.rect(x + self.left - 6, top - high - 4, self.wide + 12, high + 8, stroke=0, fill=1)
        for bar in self.bars:
            canvas.setFillColor(ink(bar.colour))
            canvas.rect(x + bar.x, top - high, bar.thick, high + (above if self.joined else 0.0), stroke=0, fill=1)
        if self.marker is not None:
            self._mark(canvas, x + self.marker.x, top)
        self.body.drawOn(canvas, x + self.left, top - high)
        if self.drawn is not None:
            self.drawn(self.body)

    def _mark(self, canvas: Canvas, x: float, top: float) -> None:
        marker, style = self.marker, getattr(self.body, "style", None)
        size = style.fontSize if style is not None else 10.0
        base = top - size  # where ReportLab puts the first line of a paragraph
        if marker is not None and marker.ticked is not None:
            tick_box(canvas, x, base - 0.24 * BOX, BOX, ticked=marker.ticked)
        elif marker is not None:
            label(canvas, x, base, marker.text, size=size, colour=LIGHT.muted, align="right" if marker.right else "left")


def _enter(canvas: Canvas, entry: Entry, top: float) -> None:
    canvas.bookmarkPage(entry.key, fit="XYZ", top=top)
    if entry.title:
        canvas.addOutlineEntry(entry.title, entry.key, level=entry.level, closed=entry.closed)
