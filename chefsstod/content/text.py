"""The tree of a text → plain text for the terminal: wrapped lines, bullets, tables."""

import textwrap
from collections.abc import Iterable

from chefsstod.content.document import (
    Align,
    Block,
    Callout,
    Code,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Quote,
    Spans,
    Table,
    text_of,
)
from chefsstod.content.words import callout_title
from chefsstod.i18n import _

WIDTH = 88
_LEAST_CELL = 8


def plain_text(document: Document, width: int = WIDTH) -> str:
    """The whole text in lines of at most ``width`` letters (a word that is longer, and code, stand out)."""
    return "\n".join(_lines(document.blocks, width))


def _lines(blocks: Iterable[Block], width: int) -> list[str]:
    """The blocks, an empty line between them."""
    found: list[str] = []
    for block in blocks:
        lines = _block(block, width)
        found += ["", *lines] if found and lines else lines
    return found


def _block(block: Block, width: int) -> list[str]:
    if isinstance(block, Heading):
        words = _wrapped(text_of(block.spans), width)
        return [*words, ("=" if block.level == 1 else "-") * max(map(len, words), default=0)]
    if isinstance(block, Paragraph):
        return [line for part in _with_addresses(block.spans).split("\n") for line in _wrapped(part, width)]
    if isinstance(block, Items):
        return _items(block, width)
    if isinstance(block, Table):
        return _table(block, width)
    if isinstance(block, Callout):
        return _indented([*_wrapped(callout_title(block.kind, block.title), width - 2), *_lines(block.blocks, width - 2)], "| ")
    if isinstance(block, Quote):
        return _indented(_lines(block.blocks, width - 2), "> ")
    return _simple(block, width)


def _simple(block: Block, width: int) -> list[str]:
    if isinstance(block, Code):
        return _indented(block.text.split("\n"), "    ")
    if isinstance(block, Picture):
        return _wrapped(_("[Picture: {alt}]").format(alt=block.alt or block.name), width)
    return ["-" * min(width, 20)]


def _items(items: Items, width: int) -> list[str]:
    """The points; one that holds several blocks gets air around them."""
    found: list[str] = []
    for place, item in enumerate(items.items):
        mark = _mark(item, None if items.start is None else items.start + place)
        lines = _lines(item.blocks, width - len(mark)) or [""]
        found += [mark + lines[0], *(f"{' ' * len(mark)}{line}".rstrip() for line in lines[1:])]
    return found


def _mark(item: Item, number: int | None) -> str:
    sign = "- " if number is None else f"{number}. "
    return sign if item.tick is None else f"{sign}[{'x' if item.tick else ' '}] "


def _table(table: Table, width: int) -> list[str]:
    """In columns, the widest made narrower until all fit."""
    rows = [[text_of(cell).replace("\n", " ") for cell in row] for row in (table.head, *table.rows)]
    count = max(len(row) for row in rows)
    rows = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = [max(len(row[place]) for row in rows) for place in range(count)]
    while sum(widths) + 2 * (count - 1) > width and max(widths) > _LEAST_CELL:
        widths[widths.index(max(widths))] -= 1
    aligns = [*table.aligns, *[Align.LEFT] * count][:count]
    head, *rest = (_row(row, widths, aligns) for row in rows)
    rule = "  ".join("-" * wide for wide in widths)
    return [*head, rule, *(line for lines in rest for line in lines)]


def _row(cells: list[str], widths: list[int], aligns: list[Align]) -> list[str]:
    columns = [_wrapped(cell, wide) or [""] for cell, wide in zip(cells, widths, strict=True)]
    height = max(map(len, columns))
    sides = {Align.LEFT: str.ljust, Align.RIGHT: str.rjust, Align.CENTER: str.center}
    return [
        "  ".join(
            sides[align](column[at] if at < len(column) else "", wide)
            for column, wide, align in zip(columns, widths, aligns, strict=True)
        ).rstrip()
        for at in range(height)
    ]


def _with_addresses(spans: Spans) -> str:
    """The words; an address outside the program is written out after its words."""
    return "".join(
        f"{span.text} <{span.link}>" if span.link.startswith(("http", "mailto:")) and span.text not in span.link else span.text
        for span in spans
    )


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), max(width, 20 if width > _LEAST_CELL * 2 else width), break_long_words=width < 40)


def _indented(lines: list[str], mark: str) -> list[str]:
    return [f"{mark}{line}".rstrip() for line in lines]
