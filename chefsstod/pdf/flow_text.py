"""Spans → ReportLab's paragraphs, without its markup: no parser to feed, nothing to escape, styles made once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from chefsstod.content.document import Align, Span, Spans
from chefsstod.i18n import language
from chefsstod.pdf import fonts
from chefsstod.pdf.paper import ink
from chefsstod.support.tokens import LIGHT, mix

BODY = 10.5
"""The size of running text in points."""
SHADE = mix(LIGHT.line, LIGHT.surface, 0.4)
"""The ground of text that stands as it was written."""
_LEADING = 1.45
_LONG = 0.6
"""A word that takes more than this part of the line would leave holes if it were never divided."""
_SIDES = {Align.LEFT: 0, Align.CENTER: 1, Align.RIGHT: 2}


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads in this document: «#key» of a page of its own, an address outside, or nowhere (empty).

    ``note`` is what a reader of paper needs to know of it; it stands in grey behind the words.
    """

    to: str = ""
    note: str = ""
    plain: bool = False
    """Set as the text around it: for a row of page numbers, where lines under each would be a fence."""


Resolve = Callable[[str, str], Target]
"""An address and the words that carry it → where it leads."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set. Sizes are in points."""

    size: float = BODY
    font: str = fonts.REGULAR
    colour: str = LIGHT.ink
    leading: float = _LEADING
    align: Align = Align.LEFT


@cache
def _style(look: Look, hyphens: str) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    fonts.register()
    return ParagraphStyle(
        "flow",
        fontName=look.font,
        fontSize=look.size,
        leading=round(look.size * look.leading, 2),
        textColor=ink(look.colour),
        alignment=_SIDES[look.align],
        bulletFontName=look.font,
        hyphenationLang=hyphens,
        hyphenationMinWordLength=8,
        splitLongWords=1,
        spaceShrinkage=0,
        allowWidows=0,
        allowOrphans=0,
    )


def _cut(span: Span, look: Look) -> str:
    if span.bold:
        return fonts.SEMIBOLD
    return fonts.ITALIC if span.italic and look.font == fonts.REGULAR else look.font


@cache
def _kind() -> Any:
    from reportlab.platypus.paraparser import ParaFrag

    return ParaFrag


def _fragment(text: str, look: Look, font: str, colour: str) -> Any:
    return _kind()(
        rise=0,
        greek=0,
        link=[],
        fontName=font,
        bold=0,
        italic=0,
        fontSize=look.size,
        textColor=ink(colour),
        us_lines=[],
        text=text,
    )


@cache
def _kept() -> Any:
    from reportlab.platypus import Paragraph

    class Kept(Paragraph):  # type: ignore[misc]
        """Does not break its lines again for the same width: ReportLab's tables ask for that once more when they are drawn."""

        def wrap(self, wide: float, high: float) -> tuple[float, float]:
            if self.__dict__.get("_laid_out") == wide and "blPara" in self.__dict__:
                return self.width, self.height
            self._laid_out = wide
            return super().wrap(wide, high)  # type: ignore[no-any-return]

    return Kept


def fragments(spans: Sequence[Span], look: Look, resolve: Resolve) -> list[Any]:
    """The spans as ReportLab's fragments; links become what ``resolve`` says."""
    found: list[Any] = []
    for number, span in enumerate(spans):
        if span.text == "\n":
            found.append(_fragment("", look, look.font, look.colour))
            found[-1].lineBreak = True
            continue
        target = resolve(span.link, span.text) if span.link else Target()
        fragment = _fragment(span.text, look, _cut(span, look), LIGHT.accent if target.to else look.colour)
        if target.to:
            fragment.link = [(number, target.to)]
            if not target.plain:
                fragment.us_lines = [(number, "underline", ink(mix(LIGHT.accent, LIGHT.surface, 0.45)), 0.5, "-0.16*F", 0, 1, "1")]
        if span.strike:
            fragment.us_lines = [*fragment.us_lines, (number, "strike", None, "", "0.25*F", 0, 1, "1")]
        if span.code:
            fragment.backColor = ink(SHADE)
        found.append(fragment)
        if target.note:
            found.append(_fragment(f" {target.note}", look, fonts.REGULAR, LIGHT.muted))
    return found


def nowhere(_address: str, _words: str) -> Target:
    """For text in which no link can stand."""
    return Target()


def paragraph(spans: Spans | str, look: Look, wide: float, resolve: Resolve = nowhere) -> Any:
    """A paragraph ``wide`` points broad; words are divided as Swedish ones are where the column is narrow for them."""
    if isinstance(spans, str):
        spans = (Span(spans),)
    narrow = wide < 240 and longest(spans, look) > wide * _LONG
    hyphens = ("sv_SE" if language() == "sv" else "en_GB") if narrow else ""
    return _kept()(None, _style(look, hyphens), frags=fragments(spans, look, resolve))


def longest(spans: Spans, look: Look) -> float:
    """The width of the longest word."""
    words = (word for span in spans for word in span.text.split())
    return max((fonts.width(word, look.font, look.size) for word in words), default=0.0)


def breadth(spans: Spans, look: Look) -> float:
    """The width of the words on one line."""
    return sum(fonts.width(span.text, _cut(span, look), look.size) for span in spans)


def linked(body: Any) -> set[str]:
    """The addresses that a paragraph or table leads to, as far as it stands on the page."""
    cells = getattr(body, "_cellvalues", None)
    if cells is not None:
        inner = (part for row in cells for cell in row for part in (cell if isinstance(cell, (list, tuple)) else (cell,)))
        return set().union(*(linked(part) for part in inner))
    lines = getattr(body, "blPara", None)
    if lines is None:
        return set()
    if not lines.kind:
        return {link for _number, link in getattr(lines, "link", ())}
    return {link for line in lines.lines for word in line.words for _number, link in getattr(word, "link", ())}
