"""The small drawn things: tick boxes, ticks, and areas with a category's colour and pattern, readable in grey."""

from collections.abc import Callable
from math import cos, radians, sin

from chefsstod.pdf import fonts
from chefsstod.pdf.paper import Canvas, ink, label
from chefsstod.support.tokens import LIGHT, PATTERNS, Pattern

Line = tuple[float, float, float, float]


def tick_box(canvas: Canvas, x: float, y: float, side: float, *, ticked: bool = False, skipped: bool = False) -> None:
    """An empty square with its lower left corner at (x, y); ticked when done, with a stroke when skipped."""
    quiet = ticked or skipped
    canvas.setLineWidth(max(0.5, side * 0.065))
    canvas.setStrokeColor(ink(LIGHT.muted if quiet else LIGHT.ink))
    canvas.setFillColor(ink(LIGHT.surface))
    canvas.roundRect(x, y, side, side, side * 0.12, stroke=1, fill=1)
    if ticked:
        tick(canvas, x + side / 2, y + side / 2, side * 0.78)
    elif skipped:
        canvas.setLineWidth(max(0.7, side * 0.1))
        canvas.line(x + side * 0.25, y + side / 2, x + side * 0.75, y + side / 2)


def tick(canvas: Canvas, x: float, y: float, size: float, colour: str = LIGHT.done) -> None:
    """A tick centred on (x, y)."""
    canvas.saveState()
    canvas.setStrokeColor(ink(colour))
    canvas.setLineWidth(size * 0.17)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    path.moveTo(x - size * 0.36, y + size * 0.0)
    path.lineTo(x - size * 0.1, y - size * 0.28)
    path.lineTo(x + size * 0.4, y + size * 0.34)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _stripes(half: float, step: float) -> list[float]:
    count = int(half / step)
    return [step * n for n in range(-count, count + 1)]


def _lines(pattern: Pattern, half: float, step: float) -> list[Line]:
    lines: list[Line] = []
    if pattern is Pattern.HORIZONTAL:
        lines += [(-half, s, half, s) for s in _stripes(half, step)]
    if pattern is Pattern.VERTICAL:
        lines += [(s, -half, s, half) for s in _stripes(half, step)]
    if pattern in (Pattern.DIAGONAL, Pattern.CROSS_HATCH):
        lines += [(s - half, -half, s + half, half) for s in _stripes(2 * half, step * 1.4)]
    if pattern is Pattern.CROSS_HATCH:
        lines += [(s + half, -half, s - half, half) for s in _stripes(2 * half, step * 1.4)]
    return lines


def patterned(
    canvas: Canvas,
    shape: Callable[[], object],
    category: str,
    *,
    centre: tuple[float, float],
    half: float,
    turn: float = 0,
    step: float = 2.6,
) -> None:
    """Fill ``shape()`` (a path made anew at each call) with the category's colour and its pattern knocked out in white.

    ``centre`` and ``half`` bound the shape, ``turn`` is the angle of its own upright in degrees anticlockwise.
    """
    colour, pattern = LIGHT.categories[category], PATTERNS[category]
    canvas.saveState()
    canvas.clipPath(shape(), stroke=0, fill=0)
    canvas.translate(*centre)
    canvas.rotate(turn)
    canvas.setFillColor(ink(LIGHT.surface if pattern is Pattern.OUTLINE else colour))
    canvas.rect(-2 * half, -2 * half, 4 * half, 4 * half, stroke=0, fill=1)
    canvas.setStrokeColor(ink(LIGHT.surface))
    canvas.setFillColor(ink(LIGHT.surface))
    canvas.setLineWidth(step * 0.3)
    canvas.lines(_lines(pattern, half, step))
    if pattern is Pattern.DOTS:  # lines of no length with round ends: a fifth of the work of circles
        canvas.setLineCap(1)
        canvas.setLineWidth(step * 0.58)
        rows = list(enumerate(_stripes(half, step * 0.95)))
        dots = [(x + (row % 2) * step * 0.55, y) for row, y in rows for x in _stripes(half, step * 1.1)]
        canvas.lines([(*dot, *dot) for dot in dots])
    canvas.restoreState()
    canvas.setStrokeColor(ink(colour))
    canvas.setLineWidth(1.2 if pattern is Pattern.OUTLINE else 0.6)
    canvas.drawPath(shape(), stroke=1, fill=0)


def swatch(canvas: Canvas, x: float, y: float, wide: float, high: float, category: str) -> None:
    """A small patterned box with its lower left corner at (x, y)."""

    def shape() -> object:
        path = canvas.beginPath()
        path.roundRect(x, y, wide, high, min(wide, high) * 0.14)
        return path

    patterned(canvas, shape, category, centre=(x + wide / 2, y + high / 2), half=max(wide, high) / 2 + 1)


def mark(canvas: Canvas, x: float, y: float, text: str, category: str, size: float, *, pale: bool = False) -> float:
    """A swatch and the two letters of a category on the base line ``y``; returns the width used."""
    high = size * 0.72
    swatch(canvas, x, y - size * 0.02, high, high, category)
    colour = LIGHT.muted if pale else LIGHT.categories[category]
    label(canvas, x + high + size * 0.32, y, text, font=fonts.SEMIBOLD, size=size * 0.86, colour=colour)
    return mark_width(text, size)


def mark_width(text: str, size: float) -> float:
    """The width that ``mark`` uses."""
    return size * 0.72 + size * 0.32 + fonts.width(text, fonts.SEMIBOLD, size * 0.86)


def polar(x: float, y: float, radius: float, angle: float) -> tuple[float, float]:
    """The point at ``angle`` degrees clockwise from the top, on the page (y upwards)."""
    turn = radians(angle)
    return x + radius * sin(turn), y + radius * cos(turn)
