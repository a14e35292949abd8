"""A book: cover, contents, parts that begin on a page of their own, texts that flow, running heads, an index. Laid out once.

What is known only at the end – how many pages there are, on which of them a text begins – stands in a form of its own on each page,
which PDF allows to be written after the page that shows it (ISO 32000-1, 8.10).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chefsstod.i18n import _
from chefsstod.pdf import fonts, toc
from chefsstod.pdf.flow_strip import Entry, Strip
from chefsstod.pdf.flow_text import linked
from chefsstod.pdf.paper import (
    A4,
    FOOT_BASE,
    HEAD_BASE,
    MM,
    Canvas,
    Meta,
    draw_foot,
    fitted,
    hairline,
    label,
    language_tag,
    set_properties,
)
from chefsstod.support.files import produce_atomically
from chefsstod.support.tokens import LIGHT

LEFT = 28 * MM
ROOM = 137 * MM
"""The measure: some 75 letters of running text."""
MOST = A4[0] - LEFT - 15 * MM
"""As far as a wide table may reach; head and foot are as broad."""
_HIGH = A4[1] - HEAD_BASE - 22
_LOW = FOOT_BASE + 28
HEIGHT = _HIGH - _LOW
_SHARE = 0.98

Tell = Callable[[int, int, str], None]
"""Hears how far it has come: so many texts of so many, and the title in hand. What it raises stops the work."""
Drawn = Callable[[object], None]


@dataclass(frozen=True, slots=True)
class Text:
    """One text: ``strips`` makes it when it is its turn and hands ``Drawn`` on to what holds links."""

    key: str
    title: str
    strips: Callable[[Drawn], Iterable[Strip]]


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter, with what stands before its first text."""

    key: str
    title: str
    texts: Sequence[Text]
    opening: Callable[[], Iterable[Strip]] = tuple


Cited = Mapping[str, Sequence[int]]
"""Where links lead → the pages they stand on."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a book consists of. Without a ``cover`` it has no contents either: one text on its own."""

    parts: Sequence[Part]
    cover: Sequence[str] = ()
    """The lines at the foot of the cover."""
    index: Callable[[Cited], Iterable[Strip]] | None = None
    index_title: str = ""


def write_book(target: Path, meta: Meta, plan: Plan, tell: Tell | None = None) -> int:
    """Write the book, atomically; the number of its pages. Raises OSError when it cannot be written, and what ``tell`` raises."""
    pages = 0

    def produce(path: Path) -> None:
        nonlocal pages
        with path.open("wb") as stream, _undisturbed():
            pages = _compose(stream, meta, plan, tell or (lambda _done, _total, _title: None))

    produce_atomically(target, produce)
    return pages


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without looking for cycles in the hundred thousand pieces of a book: there are none, and looking takes a tenth of the time.
    What is freed by counting is freed all the same.
    """
    import gc

    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(slots=True)
class _Sheet:
    """What is drawn on a page when everything is known."""

    chapter: str = ""
    text: str = ""
    bare: bool = False
    head: bool = True
    rows: Sequence[toc.Row] = ()


@dataclass(slots=True)
class _Pages:
    """Pours strips on pages, and remembers which page everything came to stand on."""

    canvas: Canvas
    sheets: list[_Sheet] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    cited: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    chapter: str = ""
    text: str = ""
    y: float = _HIGH
    _open: bool = False

    def turn(self, **given: Any) -> _Sheet:
        """Begin a new page."""
        if self._open:
            self.canvas.showPage()
        self._open = True
        self.sheets.append(_Sheet(self.chapter, self.text, **given))
        self.canvas.doForm(_form(len(self.sheets)))
        self.y = _HIGH
        return self.sheets[-1]

    def begin(self, title: str) -> None:
        """A text begins here; it is named in the head where none goes on from the page before."""
        self.text = title
        if self.sheets and not self.sheets[-1].text:
            self.sheets[-1].text = title

    @property
    def on_top(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.y >= _HIGH

    def cite(self, body: object) -> None:
        """Remember what a piece that has just been drawn leads to."""
        page = len(self.sheets)
        for link in linked(body):
            pages = self.cited[link.removeprefix("#")]
            if not pages or pages[-1] != page:
                pages.append(page)
                if page_key(page) not in self.places:
                    self.enter(Entry(page_key(page)))
                    self.canvas.bookmarkPage(page_key(page))

    def enter(self, entry: Entry) -> None:
        """Remember where a place is."""
        self.places[entry.key] = len(self.sheets)

    def pour(self, strips: Iterable[Strip]) -> None:
        """Draw the strips, on as many pages as they take; what keeps with the next one is held until that comes."""
        held: list[Strip] = []
        for strip in strips:
            held.append(strip)
            if not strip.keep:
                self._place(held)
                held = []
        self._place(held)

    def _place(self, run: list[Strip]) -> None:
        """A strip with those that must stand on the same page as its beginning."""
        if len(run) > 1 and not self.on_top:
            *heads, last = run
            need = sum(strip.before + strip.high(self.canvas, HEIGHT) for strip in heads)
            need += last.before + last.least(self.canvas, HEIGHT)
            if self.y - need < _LOW and need < HEIGHT * _SHARE:
                self.turn()
        for strip in run:
            self._put(strip)

    def _put(self, strip: Strip) -> None:
        rest: list[Strip] = [strip]
        while rest:
            strip = rest.pop(0)
            above = 0.0 if self.on_top else strip.before
            room = self.y - above - _LOW
            high = strip.high(self.canvas, HEIGHT)
            if high <= room:
                self._draw(strip, above, high)
                continue
            pieces = strip.split(self.canvas, room, HEIGHT) if room > 0 else []
            if pieces:
                self._draw(pieces[0], above, pieces[0].high(self.canvas, room))
                rest[:0] = pieces[1:]
                self.turn()
            elif self.on_top:
                self._shrink(strip, high)
            else:
                self.turn()
                rest.insert(0, strip)

    def _draw(self, strip: Strip, above: float, high: float) -> None:
        for entry in strip.entries:
            self.enter(entry)
        strip.draw(self.canvas, LEFT, self.y - above, above)
        self.y -= above + high

    def _shrink(self, strip: Strip, high: float) -> None:
        """What cannot be divided and is higher than a page is made smaller: everything must come out on paper."""
        scale = HEIGHT / high
        self.canvas.saveState()
        self.canvas.translate(LEFT, _LOW)
        self.canvas.scale(scale, scale)
        strip.draw(self.canvas, 0, high, 0)
        self.canvas.restoreState()
        self.y = _LOW


def page_key(page: int) -> str:
    """The name of a page that something on it is cited on."""
    return f"page/{page}"


def _form(page: int) -> str:
    return f"sheet{page}"


def _compose(stream: Any, meta: Meta, plan: Plan, tell: Tell) -> int:
    from reportlab.pdfgen.canvas import Canvas as PdfCanvas

    fonts.register()
    canvas = PdfCanvas(stream, pagesize=A4, pageCompression=1, lang=language_tag(), initialFontName=fonts.REGULAR)
    set_properties(canvas, meta)
    pages = _Pages(canvas)
    if plan.cover:
        _front(pages, meta, plan)
    _body(pages, plan, tell)
    if plan.index is not None:
        _index(pages, plan, plan.index)
    canvas.showPage()
    for number, sheet in enumerate(pages.sheets, start=1):
        canvas.beginForm(_form(number), 0, 0, *A4)
        _finish(canvas, meta, sheet, number, pages)
        canvas.endForm()
    _save(canvas)
    return len(pages.sheets)


def _save(canvas: Canvas) -> None:
    """Without writing compressed data as letters (ASCII 85), which makes a book slower to write and a quarter larger."""
    from reportlab import rl_config

    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        canvas.save()
    finally:
        rl_config.useA85 = before


def _front(pages: _Pages, meta: Meta, plan: Plan) -> None:
    canvas = pages.canvas
    pages.turn(bare=True)
    _cover(canvas, meta, plan.cover)
    canvas.bookmarkPage("cover")
    canvas.addOutlineEntry(meta.title, "cover", level=0)
    canvas.showOutline()
    pages.chapter = _("Contents")
    for number, rows in enumerate(toc.paged(_rows(plan), _HIGH, _LOW)):
        pages.turn(rows=rows, head=number > 0)
        if number == 0:
            canvas.bookmarkPage("contents")
            canvas.addOutlineEntry(_("Contents"), "contents", level=0)
        toc.link(canvas, rows, LEFT, MOST)


def _rows(plan: Plan) -> list[toc.Line]:
    lines = []
    for part in plan.parts:
        lines.append(toc.Line(part.title, part.key, 0))
        lines += [toc.Line(text.title, text.key, 1) for text in part.texts]
    return [*lines, toc.Line(plan.index_title, "index", 0)] if plan.index is not None else lines


def _cover(canvas: Canvas, meta: Meta, lines: Sequence[str]) -> None:
    high = A4[1] * 0.66
    label(canvas, LEFT, A4[1] - HEAD_BASE, "Chefsstöd", font=fonts.SEMIBOLD, size=11, colour=LIGHT.accent)
    size = min(44.0, 44.0 * MOST / max(1.0, fonts.width(meta.title, fonts.SEMIBOLD, 44)))
    label(canvas, LEFT, high, fitted(meta.title, fonts.SEMIBOLD, max(size, 20.0), MOST), font=fonts.SEMIBOLD, size=max(size, 20.0))
    if meta.unit:
        label(canvas, LEFT, high - 34, fitted(meta.unit, fonts.REGULAR, 18, MOST), size=18, colour=LIGHT.muted)
    hairline(canvas, LEFT, high - 56, LEFT + 48, LIGHT.accent, 2.2)
    for place, line in enumerate(reversed(lines)):
        label(canvas, LEFT, FOOT_BASE + 16 * (place + 1), line, size=10, colour=LIGHT.muted)


def _body(pages: _Pages, plan: Plan, tell: Tell) -> None:
    total = sum(len(part.texts) for part in plan.parts)
    done = 0
    for part in plan.parts:
        pages.chapter, pages.text = part.title if plan.cover else "", ""
        pages.turn(head=False)
        pages.pour(part.opening())
        for text in part.texts:
            tell(done, total, text.title)
            pages.begin(text.title)
            pages.pour(text.strips(pages.cite))
            done += 1
    if not plan.parts:
        pages.turn()
    tell(done, total, "")


def _index(pages: _Pages, plan: Plan, index: Callable[[Cited], Iterable[Strip]]) -> None:
    strips = list(index(pages.cited))
    pages.text = ""
    if plan.cover:
        pages.chapter = plan.index_title
        pages.turn(head=False)
    pages.pour(strips)


def _finish(canvas: Canvas, meta: Meta, sheet: _Sheet, number: int, pages: _Pages) -> None:
    if sheet.bare:
        return
    if sheet.head:
        base = A4[1] - HEAD_BASE + 6
        left = fitted(sheet.chapter, fonts.REGULAR, 8.5, MOST * 0.45)
        label(canvas, LEFT, base, left, size=8.5, colour=LIGHT.muted)
        right = fitted(sheet.text, fonts.REGULAR, 8.5, MOST * (0.52 if left else 1))
        label(canvas, LEFT + MOST, base, right, size=8.5, colour=LIGHT.muted, align="right")
        hairline(canvas, LEFT, base - 6, LEFT + MOST)
    draw_foot(canvas, meta, number, len(pages.sheets), LEFT, LEFT + MOST)
    if sheet.rows:
        toc.draw(canvas, sheet.rows, pages.places, LEFT, MOST)
