"""Paragraph styles: one text, small, muted. Narrow columns are hyphenated as Swedish is."""

from functools import cache
from typing import Any

from chefsstod.i18n import language
from chefsstod.pdf import fonts
from chefsstod.support.tokens import LIGHT

Paragraph = Any
"""reportlab.platypus.Paragraph, imported late."""


@cache
def _style(font: str, size: float, leading: float, colour: str, hyphens: str) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    fonts.register()
    return ParagraphStyle(
        f"{font}-{size}-{leading}-{colour}-{hyphens}",
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour,
        hyphenationLang=hyphens,
        hyphenationMinWordLength=10,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )


def paragraph(
    text: str,
    size: float,
    *,
    font: str = fonts.REGULAR,
    colour: str = LIGHT.ink,
    leading: float | None = None,
    room: float | None = None,
    tail: str = "",
) -> Paragraph:
    """A paragraph of plain text, with a muted ``tail`` behind it.

    Given the ``room`` it will stand in, words are hyphenated where the column is narrow for them.
    """
    from xml.sax.saxutils import escape

    from reportlab.platypus import Paragraph as PdfParagraph

    narrow = room is not None and any(fonts.width(word, font, size) > room * _LONG for word in text.split())
    hyphens = ("sv_SE" if language() == "sv" else "en_GB") if narrow else ""
    markup = escape(text) + (f' <font color="{LIGHT.muted}">{escape(tail)}</font>' if tail else "")
    return PdfParagraph(markup, _style(font, size, round(leading or size * 1.25, 2), colour, hyphens))


_LONG = 0.6
"""A word that takes more than this part of the line would leave holes if it were never divided."""
