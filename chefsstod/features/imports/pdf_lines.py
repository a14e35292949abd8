"""The lines of a PDF with their places and sizes, as PDFium finds them. Nothing in it is run or followed."""

import ctypes
import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chefsstod.features.imports import refusals
from chefsstod.features.imports.model import MAX_PAGES

_ONE_AT_A_TIME = threading.Lock()
"""PDFium must not be used from two threads at once."""
_GAP = 1.3
"""Times the size of the letters: a wider blank parts the columns of a table."""
_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!l)", re.IGNORECASE)
_HYPHENS = "\x02\ufffe\xad"
"""How PDFium marks a hyphen at the end of a line that belongs to the division of a word."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. ``x0``, ``x1`` are its ends and ``y`` its base line, in points from the page's lower left corner.

    ``cells`` are its parts where wide blanks part it, as in the row of a table; ``hyphen``: its last word goes on in the next.
    """

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    cells: tuple[str, ...] = ()
    hyphen: bool = False
    end: float | None = None
    """The base line of its end, where that is another: PDFium itself joins lines at some hyphens."""

    @property
    def foot(self) -> float:
        """Its lowest base line."""
        return self.y if self.end is None else self.end


@dataclass(frozen=True, slots=True)
class Pages:
    """What a PDF holds: its lines in reading order, the height of each page, its title, and which pages are only pictures."""

    lines: tuple[Line, ...]
    heights: tuple[float, ...]
    title: str = ""
    pictures: tuple[int, ...] = ()


def read_pages(data: bytes) -> Pages:
    """Everything that a PDF says. Raises UserError when it is locked, damaged or too long."""
    with _ONE_AT_A_TIME:
        document = _opened(data)
        try:
            if len(document) > MAX_PAGES:
                raise refusals.too_long(len(document))
            return _read(document)
        finally:
            document.close()


def _opened(data: bytes) -> Any:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        locked = getattr(problem, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise (refusals.encrypted() if locked or "assword" in str(problem) else refusals.broken()) from None
    if len(document) == 0:
        document.close()
        raise refusals.broken()
    return document


def _read(document: Any) -> Pages:
    lines: list[Line] = []
    heights: list[float] = []
    pictures: list[int] = []
    for number in range(len(document)):
        try:
            page = document[number]
        except Exception:  # noqa: BLE001 - one page is damaged; the others are worth having
            logging.getLogger(__name__).warning("a page of a PDF could not be read")
            heights.append(0.0)
            continue
        try:
            found = list(_lines(page, number))
            lines += found
            heights.append(float(page.get_height()))
            if not found and _has_picture(page):
                pictures.append(number)
        finally:
            page.close()
    if not any(heights):
        raise refusals.broken()
    title = str(document.get_metadata_value("Title") or "")
    return Pages(tuple(lines), tuple(heights), " ".join(title.split()), tuple(pictures))


def _has_picture(page: Any) -> bool:
    from pypdfium2 import raw

    return any(True for _object in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))


def _lines(page: Any, number: int) -> Iterator[Line]:
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        at = 0
        for piece in re.split(r"(\r\n|\n|\r)", text):
            if piece.strip():
                line = _line(text_page, piece, at, number)
                if line is not None:
                    yield line
            at += len(piece)
    finally:
        text_page.close()


def _line(text_page: Any, piece: str, at: int, number: int) -> Line | None:
    from pypdfium2 import raw

    first = at + len(piece) - len(piece.lstrip())
    last = at + len(piece.rstrip()) - 1
    hyphen = piece.rstrip()[-1] in _HYPHENS
    start, end = (raw.FPDFText_GetCharIndexFromTextIndex(text_page, place) for place in (first, last))
    if start < 0 or end < 0:
        return None
    left, right = _box(text_page, start), _box(text_page, end)
    size = float(raw.FPDFText_GetFontSize(text_page, start)) * _stretch(text_page, start)
    middle = raw.FPDFText_GetCharIndexFromTextIndex(text_page, at + len(piece.rstrip()) // 2)
    bold = _is_bold(text_page, start) and _is_bold(text_page, max(middle, start))
    cells = _cells(text_page, piece.rstrip(), at, size)
    words = " ".join("".join(sign for sign in piece if sign not in _HYPHENS).split())
    if not words:
        return None
    x, y = _origin(text_page, start)
    foot = _origin(text_page, end)[1]
    size = round(size * 2) / 2
    return Line(words, number, min(left[0], x), right[1], y, size, bold, cells, hyphen, foot if abs(foot - y) > 1 else None)


def _box(text_page: Any, index: int) -> tuple[float, float]:
    """The left and right edge of a sign."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _edge in range(4))
    raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    return left.value, right.value


def _origin(text_page: Any, index: int) -> tuple[float, float]:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    return x.value, y.value


def _stretch(text_page: Any, index: int) -> float:
    """By how much the page enlarges the font; many programs set everything at size 1 and stretch it."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text_page, index, matrix):
        return 1.0
    found = (float(matrix.c) ** 2 + float(matrix.d) ** 2) ** 0.5
    return found or 1.0


def _is_bold(text_page: Any, index: int) -> bool:
    from pypdfium2 import raw

    if raw.FPDFText_GetFontWeight(text_page, index) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(text_page, index, name, 128, ctypes.c_int())
    return 0 < length <= 128 and _BOLD.search(name.value.decode("utf-8", "replace")) is not None


def _cells(text_page: Any, piece: str, at: int, size: float) -> tuple[str, ...]:
    """The parts of a line between wide blanks; nothing when it is all of a piece."""
    from pypdfium2 import raw

    cuts = []
    for match in re.finditer(r"\s+", piece):
        if not 0 < match.start() < match.end() < len(piece):
            continue
        before, after = (
            raw.FPDFText_GetCharIndexFromTextIndex(text_page, at + place) for place in (match.start() - 1, match.end())
        )
        if before >= 0 and after >= 0 and _box(text_page, after)[0] - _box(text_page, before)[1] > _GAP * size:
            cuts.append(match.end())
    if not cuts:
        return ()
    return tuple(" ".join(piece[a:b].split()) for a, b in zip([0, *cuts], [*cuts, len(piece)], strict=True))
