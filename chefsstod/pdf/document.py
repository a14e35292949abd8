"""Documents of several pages: sections that flow, an outline, and «page x of y» on every foot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from chefsstod.pdf import fonts
from chefsstod.pdf.paper import (
    A4,
    FOOT_BASE,
    HEAD_BASE,
    MARGIN,
    Canvas,
    Meta,
    draw_foot,
    draw_head,
    label,
    language_tag,
    set_properties,
)
from chefsstod.support.files import produce_atomically
from chefsstod.support.tokens import LIGHT

_KEEP = 110.0
"""A section begins on a new page when less than this is left, so that no heading stands without its first rows."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part with its place in the outline; ``flowables`` is ReportLab's."""

    key: str
    title: str
    flowables: Sequence[Any]


def write_flow(target: Path, meta: Meta, sections: Callable[[], Sequence[Section]], *, intro: str) -> None:
    """Write the sections on A4 pages, atomically. ``sections`` is called for each of the two passes: one to count, one to keep.

    Raises OSError when the file cannot be written.
    """
    pages = _compose(BytesIO(), meta, sections(), intro, 0)

    def produce(path: Path) -> None:
        with path.open("wb") as stream:
            _compose(stream, meta, sections(), intro, pages)

    produce_atomically(target, produce)


def _compose(stream: Any, meta: Meta, sections: Sequence[Section], intro: str, pages: int) -> int:
    from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, PageTemplate, Spacer

    fonts.register()
    top = A4[1] - HEAD_BASE

    def decorate(canvas: Canvas, document: Any) -> None:
        first = document.page == 1
        if first:
            set_properties(canvas, meta)
        canvas.saveState()
        draw_head(canvas, meta.title, meta.unit, A4, large=first)
        if first:
            label(canvas, MARGIN, top - 26, intro, size=9.5, colour=LIGHT.muted)
        draw_foot(canvas, meta, document.page, pages, MARGIN, A4[0] - MARGIN)
        canvas.restoreState()

    def template(name: str, head: float) -> Any:
        low = FOOT_BASE + 20
        frame = Frame(MARGIN, low, A4[0] - 2 * MARGIN, top - head - low, 0, 0, 0, 0, id=name)
        return PageTemplate(name, [frame], onPage=decorate, autoNextPageTemplate="later")

    document = BaseDocTemplate(
        stream,
        pagesize=A4,
        lang=language_tag(),
        pageTemplates=[template("first", 40), template("later", 18)],
        initialFontName=fonts.REGULAR,
    )
    story: list[Any] = []
    for section in sections:
        story += [CondPageBreak(_KEEP), _entry(section), *section.flowables, Spacer(1, 14)]
    document.build(story or [Spacer(1, 1)])
    return int(document.page)


def _entry(section: Section) -> Any:
    def draw(canvas: Canvas) -> None:
        canvas.bookmarkHorizontal(section.key, 0, 8)
        canvas.addOutlineEntry(section.title, section.key, level=0)

    return drawn(1, 0, draw)


def drawn(wide: float, high: float, draw: Callable[[Canvas], object]) -> Any:
    """A flowable of a fixed size that ``draw`` paints with its lower left corner at the origin."""
    from reportlab.platypus.flowables import Flowable

    class Drawn(Flowable):  # type: ignore[misc]
        def wrap(self, _room: float, _height: float) -> tuple[float, float]:
            return wide, high

        def draw(self) -> None:
            draw(self.canv)

    return Drawn()
