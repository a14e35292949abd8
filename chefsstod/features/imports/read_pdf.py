"""PDF → what was found in it. The text is for searching and linking; the file is kept, and its pages can be shown as they are."""

import re
from collections.abc import Iterator, Sequence

from chefsstod.content.document import Span
from chefsstod.features.imports import refusals, titles
from chefsstod.features.imports.markdown_text import inline
from chefsstod.features.imports.model import MAX_WORDS, Found, Remark, RemarkKind
from chefsstod.features.imports.pdf_lines import Line, Pages, read_pages
from chefsstod.features.imports.pdf_text import Piece, pieces, split_title, without_margins

MEDIA = "application/pdf"
_LEAST = 12
"""Fewer letters than that on a page, and the text is in a picture."""
_LEGIBLE = 0.6


def read_pdf(data: bytes, name: str) -> Found:
    """The text of a PDF. Raises UserError when it is locked, scanned, damaged or too long."""
    pages = read_pages(data)
    _check(pages)
    kept, aside = without_margins(pages)
    stated = titles.usable(pages.title)
    found = pieces(kept)
    title, rest = split_title(found, stated)
    body = "\n\n".join(_blocks(rest))
    return Found(
        title=titles.short(title or titles.from_name(name)),
        body=body + "\n" if body else "",
        media=MEDIA,
        pages=len(pages.heights),
        headings=tuple(piece.text for piece in rest if piece.kind == "heading"),
        lines=tuple(_facts(kept)),
        aside=tuple(aside),
        other_title=titles.short(stated) if stated and titles.bare(stated) != titles.bare(title) else "",
        remarks=tuple(_remarks(pages, found)),
    )


def _check(pages: Pages) -> None:
    text = "".join(line.text for line in pages.lines)
    letters = sum(map(str.isalpha, text))
    if letters < _LEAST:
        raise refusals.scanned(len(pages.heights)) if pages.pictures else refusals.no_text()
    if pages.pictures and letters < _LEAST * len(pages.heights):
        raise refusals.scanned(len(pages.heights))
    legible = sum(sign.isalnum() or sign.isspace() or sign in ".,:;!?()-–—/%§«»”’'\"&+•☐" for sign in text)
    if legible < _LEGIBLE * len(text):
        raise refusals.garbled()
    if sum(len(line.text.split()) for line in pages.lines) > MAX_WORDS:
        raise refusals.too_long()


def _remarks(pages: Pages, found: Sequence[Piece]) -> Iterator[Remark]:
    rows = sum(piece.kind == "row" for piece in found)
    if rows > 1:
        yield Remark(RemarkKind.TABLES_AS_LINES)
    if pages.pictures:
        yield Remark(RemarkKind.PAGES_WITHOUT_TEXT, count=len(pages.pictures))


def _facts(lines: Sequence[Line]) -> Iterator[str]:
    """The lines in which facts are looked for: cells beside each other as «label: value»."""
    for line in lines:
        yield from (f"{left.rstrip(' :')}: {right}" for left, right in zip(line.cells, line.cells[1:], strict=False))
        yield line.text


def _blocks(found: Sequence[Piece]) -> Iterator[str]:
    """Markdown, block by block; points and rows that follow each other are one block."""
    levels = sorted({piece.level for piece in found if piece.kind == "heading"})
    run: list[str] = []
    kind = ""
    for piece in found:
        of = {"heading": "heading", "paragraph": "paragraph", "row": "row"}.get(piece.kind, "list")
        if run and (of != kind or of in ("heading", "paragraph")):
            yield _block(run, kind)
            run = []
        kind = of
        run.append(_line(piece, levels))
    if run:
        yield _block(run, kind)


def _block(run: list[str], kind: str) -> str:
    return ("\\\n" if kind == "row" else "\n").join(run)


def _line(piece: Piece, levels: list[int]) -> str:
    words = inline([Span(piece.text)], breaks=piece.kind in ("paragraph", "row"))
    if piece.kind == "heading":
        return "#" * min(levels.index(piece.level) + 2, 6) + " " + re.sub(r"^(\d+)\\([.)])", r"\1\2", words)
    marks = {"box": "- [ ] ", "ticked": "- [x] ", "bullet": "- ", "number": f"{piece.number}. "}
    return "   " * piece.level + marks[piece.kind] + words if piece.kind in marks else words
