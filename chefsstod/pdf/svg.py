"""Writes SVG: parts of rings, text along an arc, and the document around them. Angles are degrees clockwise from the top. No Qt."""

from math import cos, degrees, radians, sin
from xml.sax.saxutils import escape, quoteattr

from chefsstod.pdf import fonts
from chefsstod.support.tokens import LIGHT, PATTERNS, Pattern, mix

FAMILY = "'Chefsstod Sans', 'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
"""The embedded cut first, then what programs that read no embedded type are likely to have."""

_STEP = 2.6
_LINES = {
    Pattern.DIAGONAL: "M-1,1 L1,-1 M0,{s} L{s},0 M{b},{c} L{c},{b}",
    Pattern.HORIZONTAL: "M0,{h} H{s}",
    Pattern.VERTICAL: "M{h},0 V{s}",
    Pattern.CROSS_HATCH: "M0,0 L{s},{s} M0,{s} L{s},0",
}


OVER = "url(#p-over)"
"""The paint of what is too much."""
_OVER = (
    '<pattern id="p-over" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(35)">'
    f'<rect width="3" height="3" fill="{mix(LIGHT.soon, LIGHT.surface, 0.45)}"/>'
    f'<path d="M1.5,0 V3" stroke="{LIGHT.soon}" stroke-width="0.6"/></pattern>\n'
)


def number(value: float) -> str:
    """A coordinate: two decimals, no needless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def attributes(**given: object) -> str:
    """Attributes, with a blank before each; a name's underscores become hyphens, None is left out."""
    found = []
    for name, value in given.items():
        if value is not None:
            text = number(value) if isinstance(value, float) else str(value)
            found.append(f" {name.rstrip('_').replace('_', '-')}={quoteattr(text)}")
    return "".join(found)


class Svg:
    """A picture that grows; ``text`` is what has been written in which cut, for the type that goes with it."""

    def __init__(self, wide: float, high: float) -> None:
        self.wide, self.high = wide, high
        self.parts: list[str] = []
        self.letters: dict[str, set[str]] = {fonts.REGULAR: set(), fonts.SEMIBOLD: set()}
        self._paths = 0

    def add(self, name: str, **given: object) -> None:
        """An empty element."""
        self.parts.append(f"<{name}{attributes(**given)}/>")

    def open(self, name: str, **given: object) -> None:
        """Begin an element."""
        self.parts.append(f"<{name}{attributes(**given)}>")

    def close(self, name: str) -> None:
        """End an element."""
        self.parts.append(f"</{name}>")

    def words(self, name: str, text: str, **given: object) -> None:
        """An element with nothing but words in it."""
        self.parts.append(f"<{name}{attributes(**given)}>{escape(text)}</{name}>")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        font: str = fonts.REGULAR,
        colour: str = LIGHT.ink,
        align: str = "left",
        title: str = "",
    ) -> None:
        """One line of text; ``align`` is «left», «right» or «centre». ``title`` is the whole of a shortened text."""
        self.letters[font].update(text)
        anchor = {"left": None, "right": "end", "centre": "middle"}[align]
        weight = "600" if font == fonts.SEMIBOLD else None
        inner = f"<title>{escape(title)}</title>" if title else ""
        given = attributes(x=x, y=y, font_size=size, font_weight=weight, text_anchor=anchor, fill=colour)
        self.parts.append(f"<text{given}>{inner}{escape(text)}</text>")

    def along(
        self,
        circle: "Circle",
        text: str,
        radius: float,
        middle: float,
        *,
        size: float,
        font: str = fonts.REGULAR,
        colour: str = LIGHT.ink,
        flipped: bool = False,
    ) -> None:
        """Text centred at ``middle`` along a circle, upright from the outside, or from the inside if ``flipped``."""
        self.letters[font].update(text)
        base = radius + size * (0.285 if flipped else -0.285)
        # The path is longer than the text: letters beyond its ends would be left out where another type is wider.
        reach = min(178.0, degrees((fonts.width(text, font, size) * 0.7 + size) / base))
        ends = (middle + reach, middle - reach) if flipped else (middle - reach, middle + reach)
        self._paths += 1
        name = f"t{self._paths}"
        self.add("path", id=name, d=f"M{circle.at(base, ends[0])} {circle.arc(base, *ends)}", fill="none")
        weight = "600" if font == fonts.SEMIBOLD else None
        given = attributes(font_size=size, font_weight=weight, text_anchor="middle", fill=colour)
        self.parts.append(f'<text{given}><textPath href="#{name}" startOffset="50%">{escape(text)}</textPath></text>')

    def document(self, title: str, description: str, language: str) -> str:
        """The whole file. The type that its words need is put into it."""
        size = attributes(width=f"{number(self.wide / 72 * 25.4)}mm", height=f"{number(self.high / 72 * 25.4)}mm")
        box = f"0 0 {number(self.wide)} {number(self.high)}"
        head = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1"{size} viewBox="{box}" xml:lang="{language}" lang="{language}"'
            f' role="group" aria-labelledby="title description" font-family={quoteattr(FAMILY)}>\n'
            f'<title id="title">{escape(title)}</title>\n<desc id="description">{escape(description)}</desc>\n'
        )
        style = "".join(_face(cut, letters) for cut, letters in self.letters.items() if letters)
        patterns = "".join(_pattern(category) for category in PATTERNS) + _OVER
        defs = f"<defs>\n<style>{style}</style>\n{patterns}</defs>\n"
        return head + defs + "\n".join(self.parts) + "\n</svg>\n"


class Circle:
    """A centre, and the paths around it. Lengths are in the units of the picture."""

    def __init__(self, x: float, y: float) -> None:
        self.x, self.y = x, y

    def point(self, radius: float, angle: float) -> tuple[float, float]:
        """The point in the picture."""
        turn = radians(angle)
        return self.x + radius * sin(turn), self.y - radius * cos(turn)

    def at(self, radius: float, angle: float) -> str:
        """The point, as it stands in a path."""
        x, y = self.point(radius, angle)
        return f"{number(x)},{number(y)}"

    def arc(self, radius: float, start: float, end: float) -> str:
        """On along the circle from ``start``, where the path is, to ``end``."""
        large, sweep = int(abs(end - start) > 180), int(end > start)
        return f"A{number(radius)},{number(radius)} 0 {large} {sweep} {self.at(radius, end)}"

    def sector(self, inner: float, outer: float, start: float, end: float, *, notch: float = 0.0, beyond: float = 0.0) -> str:
        """A part of a ring; its beginning or end cut in by ``notch`` or ``beyond`` degrees."""
        middle = (inner + outer) / 2
        path = f"M{self.at(outer, start)} {self.arc(outer, start, end)}"
        path += f" L{self.at(middle, end - beyond)}" if beyond else ""
        path += f" L{self.at(inner, end)} {self.arc(inner, end, start)}"
        path += f" L{self.at(middle, start + notch)}" if notch else ""
        return path + "Z"

    def ray(self, inner: float, outer: float, angle: float) -> str:
        """A line from the centre outwards."""
        return f"M{self.at(inner, angle)} L{self.at(outer, angle)}"

    def curve(self, radius: float, start: float, end: float) -> str:
        """A part of the circle."""
        return f"M{self.at(radius, start)} {self.arc(radius, start, end)}"


def fill_of(category: str) -> str:
    """The paint of a category's area."""
    return LIGHT.surface if PATTERNS[category] is Pattern.OUTLINE else f"url(#p-{category})"


def swatch(svg: Svg, x: float, y: float, wide: float, high: float, category: str) -> None:
    """A small patterned box; (x, y) is its upper left corner."""
    outline = PATTERNS[category] is Pattern.OUTLINE
    svg.add(
        "rect",
        x=x,
        y=y,
        width=wide,
        height=high,
        rx=min(wide, high) * 0.14,
        fill=fill_of(category),
        stroke=LIGHT.categories[category],
        stroke_width=1.2 if outline else 0.6,
    )


def _pattern(category: str) -> str:
    colour, pattern = LIGHT.categories[category], PATTERNS[category]
    if pattern is Pattern.OUTLINE:
        return ""
    step = _STEP * (1.35 if pattern in (Pattern.DIAGONAL, Pattern.CROSS_HATCH) else 1.0)
    given = attributes(id=f"p-{category}", width=step, height=step, patternUnits="userSpaceOnUse")
    drawn = f'<rect width="{number(step)}" height="{number(step)}" fill="{colour}"/>'
    if pattern is Pattern.DOTS:
        drawn += "".join(f'<circle cx="{number(step * p)}" cy="{number(step * p)}" r="0.62" fill="#FFFFFF"/>' for p in (0.25, 0.75))
    elif pattern in _LINES:
        path = _LINES[pattern].format(s=number(step), h=number(step / 2), b=number(step - 1), c=number(step + 1))
        drawn += f'<path d="{path}" stroke="#FFFFFF" stroke-width="0.78"/>'
    return f"<pattern{given}>{drawn}</pattern>\n"


def _face(cut: str, letters: set[str]) -> str:
    from base64 import b64encode

    from chefsstod.pdf.webfont import subset

    data = b64encode(subset(fonts.file_of(cut), frozenset(letters))).decode("ascii")
    weight = 600 if cut == fonts.SEMIBOLD else 400
    return f"@font-face{{font-family:'Chefsstod Sans';font-weight:{weight};src:url(data:font/woff;base64,{data}) format('woff')}}"
