"""The sheet of paper: opening a document with its properties, the head and the foot that every page has."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from chefsstod.i18n import _, language
from chefsstod.i18n.dates import day_long
from chefsstod.pdf import fonts
from chefsstod.support.files import produce_atomically
from chefsstod.support.tokens import LIGHT

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A3_LANDSCAPE = (420 * MM, 297 * MM)
MARGIN = 15 * MM
"""Left and right margin of a page; wide enough for the holes of a binder."""
HEAD_BASE = 17 * MM
"""From the top edge to the base line of the page's title."""
FOOT_BASE = 9 * MM
"""From the bottom edge to the base line of the foot."""

Canvas = Any
"""reportlab.pdfgen.canvas.Canvas, imported late."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What a document says of itself: in its properties, its head and its foot."""

    title: str
    unit: str
    today: date
    subject: str = ""


def open_canvas(path: Path, size: tuple[float, float], meta: Meta) -> Canvas:
    """A new document with title, author, language and fonts set."""
    from reportlab.pdfgen.canvas import Canvas as PdfCanvas

    fonts.register()
    canvas = PdfCanvas(
        str(path),
        pagesize=size,
        pageCompression=1,
        lang=language_tag(),
        initialFontName=fonts.REGULAR,
        initialFontSize=9,
    )
    set_properties(canvas, meta)
    return canvas


def language_tag() -> str:
    """The language for the document's catalogue: «sv-SE» or «en-GB»."""
    return "sv-SE" if language() == "sv" else "en-GB"


def set_properties(canvas: Canvas, meta: Meta) -> None:
    """Title, author and subject, and that readers show the title rather than the file's name."""
    canvas.setTitle(f"{meta.title} · {meta.unit}" if meta.unit else meta.title)
    canvas.setAuthor(meta.unit or "Chefsstöd")
    canvas.setSubject(meta.subject or meta.title)
    canvas.setCreator("Chefsstöd")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def one_page(target: Path, size: tuple[float, float], meta: Meta, paint: Callable[[Canvas], None]) -> None:
    """Write a document of one page, atomically. Raises OSError when the file cannot be written."""

    def produce(path: Path) -> None:
        canvas = open_canvas(path, size, meta)
        canvas.bookmarkPage("top")
        canvas.addOutlineEntry(meta.title, "top", level=0)
        paint(canvas)
        canvas.showPage()
        canvas.save()

    produce_atomically(target, produce)


def foot_text(meta: Meta) -> str:
    """«Chefsstöd · unit · date», without the unit when none is named."""
    return " · ".join(part for part in ("Chefsstöd", meta.unit, day_long(meta.today)) if part)


def page_text(page: int, pages: int) -> str:
    """«sida 1 av 2»."""
    return _("page {page} of {pages}").format(page=page, pages=pages)


def draw_foot(canvas: Canvas, meta: Meta, page: int, pages: int, left: float, right: float) -> None:
    """A hairline and below it what the document is, whose, from when, and which page."""
    hairline(canvas, left, FOOT_BASE + 10, right)
    number = page_text(page, pages)
    room = right - left - fonts.width(number, fonts.REGULAR, 7.5) - 12
    label(canvas, left, FOOT_BASE, fitted(foot_text(meta), fonts.REGULAR, 7.5, room), size=7.5, colour=LIGHT.muted)
    label(canvas, right, FOOT_BASE, number, size=7.5, colour=LIGHT.muted, align="right")


def draw_head(canvas: Canvas, title: str, unit: str, size: tuple[float, float], *, large: bool) -> None:
    """The title to the left, the unit to the right, and a hairline below."""
    base = size[1] - HEAD_BASE
    label(canvas, MARGIN, base, title, font=fonts.SEMIBOLD, size=28 if large else 11)
    small = 11.0 if large else 9.0
    room = size[0] - 2 * MARGIN - fonts.width(title, fonts.SEMIBOLD, 28 if large else 11) - 24
    unit = fitted(unit, fonts.REGULAR, small, room)
    label(canvas, size[0] - MARGIN, base, unit, size=small, colour=LIGHT.muted, align="right")
    hairline(canvas, MARGIN, base - (10 if large else 7), size[0] - MARGIN)


@cache
def ink(colour: str) -> Any:
    """ReportLab's own colour for «#RRGGBB»: read once, for the thousands of strokes of a wheel."""
    from reportlab.lib.colors import HexColor

    return HexColor(colour)


def hairline(canvas: Canvas, left: float, y: float, right: float, colour: str = LIGHT.line, thick: float = 0.6) -> None:
    """A horizontal hairline."""
    canvas.setStrokeColor(ink(colour))
    canvas.setLineWidth(thick)
    canvas.line(left, y, right, y)


def label(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    *,
    font: str = fonts.REGULAR,
    size: float = 9,
    colour: str = LIGHT.ink,
    align: str = "left",
) -> None:
    """One line of text; ``align`` is «left», «right» or «centre»."""
    canvas.setFillColor(ink(colour))
    canvas.setFont(font, size)
    draw = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}[align]
    draw(x, y, text)


def fitted(text: str, font: str, size: float, room: float) -> str:
    """``text``, cut with an ellipsis when it is wider than ``room`` points."""
    if fonts.width(text, font, size) <= room:
        return text
    while text and fonts.width(text + "…", font, size) > room:
        text = text[:-1].rstrip()
    return text + "…"
