"""Drawing in the round: parts of rings, and text along an arc. Angles are degrees clockwise from the top."""

from math import ceil, cos, pi, radians, sin, sqrt

from chefsstod.pdf import fonts
from chefsstod.pdf.marks import polar
from chefsstod.pdf.paper import Canvas, ink
from chefsstod.support.tokens import LIGHT

_SAG = 0.3
"""How far, in points, a straight piece of text may leave its circle; smaller is never seen."""


class Round:
    """A canvas with a centre."""

    def __init__(self, canvas: Canvas, x: float, y: float) -> None:
        self.canvas = canvas
        self.x = x
        self.y = y

    def point(self, radius: float, angle: float) -> tuple[float, float]:
        """The point on the page."""
        return polar(self.x, self.y, radius, angle)

    def sector(self, inner: float, outer: float, start: float, end: float) -> object:
        """The path of a part of a ring."""
        path = self.canvas.beginPath()
        path.moveTo(*self.point(outer, start))
        self.along(path, outer, start, end)
        path.lineTo(*self.point(inner, end))
        self.along(path, inner, end, start)
        path.close()
        return path

    def along(self, path: object, radius: float, start: float, end: float) -> None:
        """Continue ``path`` along a circle with Bézier curves of at most 30 degrees."""
        pieces = max(1, int(abs(end - start) / 30) + 1)
        step = (end - start) / pieces
        reach = radius * 4 / 3 * (1 - cos(radians(step) / 2)) / sin(radians(step) / 2) if step else 0.0
        for piece in range(pieces):
            a, b = radians(start + piece * step), radians(start + (piece + 1) * step)
            x0, y0 = self.point(radius, start + piece * step)
            x3, y3 = self.point(radius, start + (piece + 1) * step)
            path.curveTo(  # type: ignore[attr-defined]
                x0 + reach * cos(a), y0 - reach * sin(a), x3 - reach * cos(b), y3 + reach * sin(b), x3, y3
            )

    def fill(self, inner: float, outer: float, start: float, end: float, colour: str) -> None:
        """A part of a ring in one colour."""
        self.canvas.setFillColor(ink(colour))
        self.canvas.drawPath(self.sector(inner, outer, start, end), stroke=0, fill=1)

    def stroke(self, inner: float, outer: float, start: float, end: float, colour: str, thick: float) -> None:
        """The outline of a part of a ring."""
        self.canvas.setStrokeColor(ink(colour))
        self.canvas.setLineWidth(thick)
        self.canvas.drawPath(self.sector(inner, outer, start, end), stroke=1, fill=0)

    def ray(self, inner: float, outer: float, angle: float, colour: str, thick: float) -> None:
        """A line from the centre outwards."""
        self.canvas.setStrokeColor(ink(colour))
        self.canvas.setLineWidth(thick)
        self.canvas.line(*self.point(inner, angle), *self.point(outer, angle))

    def curve(self, radius: float, start: float, end: float, colour: str, thick: float) -> None:
        """A part of a circle."""
        self.canvas.setStrokeColor(ink(colour))
        self.canvas.setLineWidth(thick)
        path = self.canvas.beginPath()
        path.moveTo(*self.point(radius, start))
        self.along(path, radius, start, end)
        self.canvas.drawPath(path, stroke=1, fill=0)

    def text(
        self,
        text: str,
        radius: float,
        middle: float,
        *,
        size: float,
        font: str = fonts.REGULAR,
        colour: str = LIGHT.ink,
        flipped: bool = False,
    ) -> None:
        """Text centred at ``middle`` along the circle ``radius``, upright from the outside, or from the inside if ``flipped``.

        It is drawn in straight pieces, as few as look round, and marked with its whole text so that it can be searched.
        """
        shift = size * 0.285
        base = radius + shift if flipped else radius - shift
        sign = -1 if flipped else 1
        whole = fonts.width(text, font, size)
        canvas = self.canvas
        canvas._code.append(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC")
        drawn = canvas.beginText()
        drawn.setFont(font, size)
        drawn.setFillColor(ink(colour))
        done = 0.0
        for piece in _pieces(text, font, size, sqrt(8 * base * _SAG)):
            wide = fonts.width(piece, font, size)
            angle = middle + sign * (done + wide / 2 - whole / 2) / base * 180 / pi
            done += wide
            turn = radians(-angle + (180 if flipped else 0))
            x, y = self.point(base, angle)
            c, s = cos(turn), sin(turn)
            drawn.setTextTransform(c, s, -s, c, x - c * wide / 2, y - s * wide / 2)
            drawn.textOut(piece)
        canvas.drawText(drawn)
        canvas._code.append("EMC")


def _pieces(text: str, font: str, size: float, longest: float) -> list[str]:
    """Cut a text into the fewest pieces of about equal width that are none of them much wider than ``longest``."""
    whole = fonts.width(text, font, size)
    count = max(1, ceil(whole / longest))
    pieces = [""] * count
    done = 0.0
    for letter in text:
        wide = fonts.width(letter, font, size)
        pieces[min(count - 1, int((done + wide / 2) / whole * count)) if whole else 0] += letter
        done += wide
    return [piece for piece in pieces if piece]
