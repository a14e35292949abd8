"""Tables: columns as wide as their words need, a head that is repeated on each page, hairlines and no boxes."""

from typing import Any

from chefsstod.content.document import Align, Span, Spans, Table
from chefsstod.pdf import fonts
from chefsstod.pdf.flow_text import Look, Resolve, breadth, longest, paragraph
from chefsstod.pdf.paper import ink
from chefsstod.support.tokens import LIGHT

_CELL = Look(size=9.2, leading=1.34)
_HEAD = Look(size=8.8, leading=1.3, font=fonts.SEMIBOLD)
_SIDE = 5.0
"""White to the left and right of a cell, in points."""
_NARROWEST = 22.0
_EASY = 0.55
"""A table of this part of the column's width is left as narrow as it is."""


def make_table(table: Table, room: float, most: float, resolve: Resolve) -> tuple[Any, float]:
    """ReportLab's table and its width. It fills ``room``, and may grow into the margin up to ``most`` where it needs to.

    With more columns than can stand side by side the rows become paragraphs; the flowable is then None.
    """
    from reportlab.platypus import Table as PdfTable

    columns = len(table.head)
    if not columns or most / columns < _NARROWEST:
        return None, 0.0
    widths = columns_of(table, room, most)
    rows = [
        [
            paragraph(*_cell(spans, table, place, _HEAD), widths[place] - 2 * _SIDE, resolve)
            for place, spans in enumerate(table.head)
        ]
    ]
    rows += [
        [
            paragraph(*_cell(spans, table, place, _CELL), widths[place] - 2 * _SIDE, resolve)
            for place, spans in enumerate(_even(row, columns))
        ]
        for row in table.rows
    ]
    made = PdfTable(rows, colWidths=widths, repeatRows=1 if table.rows else 0, splitByRow=1, hAlign="LEFT")
    made.setStyle(_style())
    return made, sum(widths)


def _style() -> list[tuple[Any, ...]]:
    return [
        ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),  # else Helvetica is named in the file, which is not embedded
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), _SIDE),
        ("RIGHTPADDING", (0, 0), (-1, -1), _SIDE),
        ("TOPPADDING", (0, 0), (-1, -1), 3.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, ink(LIGHT.muted)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, ink(LIGHT.line)),
    ]


def _even(row: tuple[Spans, ...], columns: int) -> tuple[Spans, ...]:
    return (*row, *((),) * columns)[:columns]


def _cell(spans: Spans, table: Table, place: int, look: Look) -> tuple[Spans, Look]:
    align = table.aligns[place] if place < len(table.aligns) else Align.LEFT
    return spans or (Span(""),), Look(look.size, look.font, look.colour, look.leading, align)


def columns_of(table: Table, room: float, most: float) -> list[float]:
    """The widths of the columns in points: each gets its longest word first, what is left goes where the text is long."""
    columns = range(len(table.head))
    grid = [_even(row, len(table.head)) for row in table.rows]
    both = 2 * _SIDE + 1
    least = [
        max([longest(table.head[place], _HEAD), *(longest(row[place], _CELL) for row in grid)], default=0.0) + both
        for place in columns
    ]
    wish = [
        max([breadth(table.head[place], _HEAD), *(breadth(row[place], _CELL) for row in grid)], default=0.0) + both
        for place in columns
    ]
    if sum(wish) <= room * _EASY:
        return wish
    total = room if sum(wish) <= room or (sum(least) <= room * 0.8 and len(table.head) <= 3) else most
    if sum(wish) <= total:
        return [width * total / sum(wish) for width in wish]
    if sum(least) > total:
        return _squeezed(least, total)
    spare = total - sum(least)
    hunger = [(long - short) ** 0.75 for long, short in zip(wish, least, strict=True)]
    return [short + spare * need / sum(hunger) for short, need in zip(least, hunger, strict=True)]


def _squeezed(least: list[float], total: float) -> list[float]:
    """The widest columns give way first: long words can be divided, short ones cannot."""
    low, high = 0.0, max(least)
    while high - low > 0.5:
        middle = (low + high) / 2
        if sum(min(width, middle) for width in least) > total:
            high = middle
        else:
            low = middle
    return [min(width, low) for width in least]
