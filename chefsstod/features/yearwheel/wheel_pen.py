"""Drawing in the round with Qt: parts of rings, text along an arc, patterns. Angles are degrees clockwise from the top."""

from collections.abc import Iterator
from functools import cache, lru_cache
from math import ceil, cos, degrees, radians, sin, sqrt

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from chefsstod.support.tokens import PATTERNS, Pattern
from chefsstod.ui.style import look

_SAG = 0.3
"""How far, in pixels, a straight piece of text may leave its circle; smaller is never seen."""
_MEASURE = 200
_NEARLY_STRAIGHT = 24
"""Up to this many pixels a part of a ring is as good as a rectangle: its pattern need not be clipped to it."""


@cache
def _metrics(*, bold: bool) -> QFontMetricsF:
    font = QFont(look().font(bold=bold))
    font.setPixelSize(_MEASURE)
    return QFontMetricsF(font)


@cache
def text_width(text: str, *, bold: bool = False) -> float:
    """The width of a text in em."""
    return _metrics(bold=bold).horizontalAdvance(text) / _MEASURE


@lru_cache(maxsize=512)
def round_font(size: float, *, bold: bool = False) -> tuple[QFont, float]:
    """A font without hinting, which would make turned letters dance, and the factor that makes it ``size`` pixels."""
    whole = max(4, ceil(size))
    font = QFont(look().font(bold=bold))
    font.setPixelSize(whole)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font, size / whole


class Pen:
    """A painter with a centre and a radius; lengths are parts of the radius."""

    def __init__(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        self.painter = painter
        self.centre = centre
        self.radius = radius

    def point(self, radius: float, angle: float) -> QPointF:
        """The point in pixels."""
        turn, length = radians(angle), radius * self.radius
        return QPointF(self.centre.x() + length * sin(turn), self.centre.y() - length * cos(turn))

    def sector(
        self, inner: float, outer: float, start: float, end: float, *, notch: bool = False, cut: bool = False
    ) -> QPainterPath:
        """The outline of a part of a ring; with ``notch`` its beginning is cut like a ribbon, with ``cut`` its end."""
        middle = (inner + outer) / 2
        deep = degrees((outer - inner) * 0.6 / middle)
        path = QPainterPath(self.point(outer, start))
        path.arcTo(self._box(outer), 90 - start, start - end)
        if cut:
            path.lineTo(self.point(middle, end - deep))
        path.lineTo(self.point(inner, end))
        path.arcTo(self._box(inner), 90 - end, end - start)
        if notch:
            path.lineTo(self.point(middle, start + deep))
        path.closeSubpath()
        return path

    def _box(self, radius: float) -> QRectF:
        side = radius * self.radius
        return QRectF(self.centre.x() - side, self.centre.y() - side, 2 * side, 2 * side)

    def fill(self, path: QPainterPath, color: QColor | str) -> None:
        """Fill a path."""
        self.painter.fillPath(path, QBrush(QColor(color)))

    def stroke(self, path: QPainterPath, color: QColor | str, width: float, *, dashed: bool = False) -> None:
        """Draw along a path."""
        pen = QPen(QColor(color), width)
        if dashed:
            pen.setDashPattern([2.2, 1.8])
        self.painter.strokePath(path, pen)

    def ray(self, inner: float, outer: float, angle: float, color: QColor | str, width: float) -> None:
        """A line from the centre outwards."""
        self.painter.setPen(QPen(QColor(color), width))
        self.painter.drawLine(QLineF(self.point(inner, angle), self.point(outer, angle)))

    def curve(self, radius: float, start: float, end: float, color: QColor | str, width: float) -> None:
        """A part of a circle."""
        self.painter.setPen(QPen(QColor(color), width))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawArc(self._box(radius), round((90 - start) * 16), round((start - end) * 16))

    def text(
        self,
        text: str,
        radius: float,
        middle: float,
        size: float,
        color: QColor | str,
        *,
        bold: bool = False,
        flipped: bool = False,
    ) -> None:
        """Text of ``size`` pixels centred at ``middle`` along a circle, drawn in the fewest straight pieces that look round."""
        painter = self.painter
        font, factor = round_font(size, bold=bold)
        painter.setFont(font)
        painter.setPen(QColor(color))
        base = radius * self.radius + size * (0.3 if flipped else -0.3)
        sign = -1 if flipped else 1
        done = -text_width(text, bold=bold) * size / 2
        before = painter.transform()
        for piece in _pieces(text, size, sqrt(8 * max(base, 1) * _SAG), bold=bold):
            wide = text_width(piece, bold=bold) * size
            angle = middle + sign * degrees((done + wide / 2) / base)
            done += wide
            turn = radians(angle)
            across, down = cos(turn) * factor * sign, sin(turn) * factor * sign
            x, y = self.centre.x() + base * sin(turn), self.centre.y() - base * cos(turn)
            painter.setTransform(QTransform(across, down, -down, across, x, y) * before)
            painter.drawText(QPointF(-wide / 2 / factor, 0), piece)
        painter.setTransform(before)

    def pattern(self, path: QPainterPath, category: str, centre: QPointF, size: tuple[float, float], turn: float) -> None:
        """Fill ``path`` with the category's colour and pattern; ``size`` is its width and height when ``turn`` stands upright."""
        straight = max(size) <= _NEARLY_STRAIGHT
        fill_pattern(self.painter, path, category, centre, max(size) / 2 + 3, turn, size=size if straight else None)


def fill_pattern(
    painter: QPainter,
    path: QPainterPath,
    category: str,
    centre: QPointF,
    half: float,
    turn: float = 0,
    *,
    size: tuple[float, float] | None = None,
) -> None:
    """Fill ``path`` with the category's colour, its pattern knocked out in the colour of the surface.

    ``half`` bounds it around ``centre``. Where it is nearly the rectangle of ``size``, which is turned by ``turn``, the pattern
    keeps to that by itself: clipping is slow.
    """
    style = look()
    color, ground, pattern = style.color(category), style.color("surface"), PATTERNS[category]
    painter.fillPath(path, ground if pattern is Pattern.OUTLINE else color)
    if pattern not in (Pattern.SOLID, Pattern.OUTLINE):
        painter.save()
        if size is None:
            painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.translate(centre)
        painter.rotate(turn)
        wide, high = (half, half) if size is None else (size[0] / 2, size[1] / 2)
        if pattern is Pattern.DOTS:
            painter.setPen(QPen(ground, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoints(QPolygonF(list(_dots(wide, high))))
        else:
            painter.setPen(QPen(ground, 1.0))
            painter.drawLines(_lines(pattern, wide, high))
        painter.restore()
    painter.strokePath(path, QPen(color, 1.6 if pattern is Pattern.OUTLINE else 0.8))


@lru_cache(maxsize=256)
def _lines(pattern: Pattern, wide: float, high: float) -> list[QLineF]:
    """The lines of a pattern within a rectangle; ``wide`` and ``high`` are half its sides."""
    step = 3.2
    lines = []
    if pattern is Pattern.HORIZONTAL:
        lines += [QLineF(-wide, y, wide, y) for y in _steps(high, step) if abs(y) < high]
    if pattern is Pattern.VERTICAL:
        lines += [QLineF(x, -high, x, high) for x in _steps(wide, step) if abs(x) < wide]
    if pattern in (Pattern.DIAGONAL, Pattern.CROSS_HATCH):
        for place in _steps(wide + high, step * 1.41):
            low, top = max(-high, place - wide), min(high, place + wide)
            if low < top:
                lines.append(QLineF(place - top, top, place - low, low))
                if pattern is Pattern.CROSS_HATCH:
                    lines.append(QLineF(top - place, top, low - place, low))
    return lines


def _dots(wide: float, high: float) -> Iterator[QPointF]:
    for row, y in enumerate(_steps(high, 2.9)):
        for x in _steps(wide, 3.4):
            point = QPointF(x + (row % 2) * 1.7, y)
            if abs(point.x()) < wide - 0.6 and abs(y) < high - 0.6:
                yield point


def _steps(half: float, step: float) -> list[float]:
    count = int(half / step) + 1
    return [step * (place + 0.5) for place in range(-count, count)]


@lru_cache(maxsize=4096)
def _pieces(text: str, size: float, longest: float, *, bold: bool) -> tuple[str, ...]:
    """Cut a text into the fewest pieces of about equal width that are none of them much wider than ``longest``."""
    whole = text_width(text, bold=bold) * size
    count = max(1, ceil(whole / longest))
    pieces = [""] * count
    done = 0.0
    for letter in text:
        wide = text_width(letter, bold=bold) * size
        pieces[min(count - 1, int((done + wide / 2) / whole * count)) if whole else 0] += letter
        done += wide
    return tuple(piece for piece in pieces if piece)
