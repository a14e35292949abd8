"""The wheel on paper: A3 landscape with the whole list beside it, or A4 portrait with the list below."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chefsstod.features.yearwheel.geometry import Proportions, Wheel, layout
from chefsstod.features.yearwheel.report_legend import draw_categories, draw_list, draw_states
from chefsstod.features.yearwheel.report_sheets import YearSheet
from chefsstod.features.yearwheel.wheel_canvas import Hub, Type, paint_wheel
from chefsstod.features.yearwheel.wheel_words import wheel_title
from chefsstod.i18n import _
from chefsstod.pdf import fonts
from chefsstod.pdf.paper import A3_LANDSCAPE, A4, FOOT_BASE, MM, Canvas, Meta, draw_foot, fitted, hairline, label, one_page
from chefsstod.support.tokens import LIGHT


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures of one paper size in points."""

    size: tuple[float, float]
    radius: float
    centre: tuple[float, float]
    labels: tuple[float, ...]
    gutter: float
    hub: float
    type: Type


_A3_LABELS = (8.2, 7.9, 7.6, 7.3, 7.0, 6.5, 6.0)
A3 = Sheet(A3_LANDSCAPE, 138.5 * MM, (148.5 * MM, 148.5 * MM), _A3_LABELS, 6, 0.22, Type(13, 7, 7.2, 48))
_A4 = Sheet(A4, 96 * MM, (105 * MM, (297 - 11 - 96) * MM), (6.6, 6.3, 6.0), 7.5, 0.2, Type(10, 6, 6.0, 30))


def write(sheet: YearSheet, target: Path, paper: Literal["a3", "a4"]) -> None:
    """Lay out and paint. Raises OSError when the file cannot be written."""
    measures = A3 if paper == "a3" else _A4
    title = wheel_title(sheet.span)
    meta = Meta(title, sheet.unit, sheet.today, _("The recurring tasks of the year"))
    wheel = best_layout(sheet, measures)

    def paint(canvas: Canvas) -> None:
        # The list comes first in the file, so that it is read first when the page is read aloud or copied.
        (_beside if paper == "a3" else _below)(canvas, wheel, meta)
        paint_wheel(canvas, wheel, measures.centre, measures.radius, measures.type, Hub(sheet.unit, sheet.today))

    one_page(target, measures.size, meta, paint)


def best_layout(sheet: YearSheet, measures: Sheet) -> Wheel:
    """The wheel with the fewest labels lost to numbers and, among such, the largest type."""
    fonts.register()
    occurrences = sheet.calendar()
    best: Wheel | None = None
    for size in measures.labels:
        scale = measures.radius
        proportions = Proportions(
            label=size / scale,
            head=max(8.4, size * 1.12) / scale,
            gutter=measures.gutter,
            hub=measures.hub,
            rings=0.902,
            weeks=0.94,
            ring_gap=0.007,
            line=1.13,
        )
        wheel = layout(sheet.span, occurrences, sheet.today, fonts.width, proportions, heat=sheet.heat, marks=sheet.marks)
        roomy = _roomy(wheel)
        if best is None or not _roomy(best) or (roomy and len(wheel.legend) < len(best.legend)):
            best = wheel
        if roomy and not wheel.legend:
            break
    assert best is not None  # noqa: S101 - there is always a size to try
    return best


def _roomy(wheel: Wheel) -> bool:
    """Whether labels stay within their lanes."""
    return all(arc.outer - arc.inner >= 0.995 * wheel.proportions.label for arc in wheel.arcs)


def _beside(canvas: Canvas, wheel: Wheel, meta: Meta) -> None:
    """The right-hand part of the A3: title, rings, states, and the whole year in order of date."""
    left, right = 298 * MM, 410 * MM
    top = A3_LANDSCAPE[1] - 19 * MM
    label(canvas, left, top, meta.title, font=fonts.SEMIBOLD, size=28)
    label(canvas, left, top - 16, fitted(meta.unit, fonts.REGULAR, 11, right - left), size=11, colour=LIGHT.muted)
    hairline(canvas, left, top - 27, right)
    y = draw_categories(canvas, wheel, left, top - 44, right, columns=2)
    y = draw_states(canvas, left, y - 8, right, columns=2, heat=wheel.heat is not None)
    hairline(canvas, left, y - 2, right)
    draw_list(canvas, wheel.arcs, left, y - 15, right, bottom=FOOT_BASE + 18, columns=2)
    draw_foot(canvas, meta, 1, 1, left, right)


def _below(canvas: Canvas, wheel: Wheel, meta: Meta) -> None:
    """The lower part of the A4: rings, states, and the whole year in order of date; the title stands in the corner."""
    left, right = 12 * MM, 198 * MM
    top = A4[1] - 16 * MM
    label(canvas, left, top, _("Year wheel"), font=fonts.SEMIBOLD, size=20)
    label(canvas, right, top, wheel.title, font=fonts.SEMIBOLD, size=20, align="right")
    y = A4[1] - (11 + 192 + 8) * MM
    y = draw_categories(canvas, wheel, left, y, right, columns=4)
    y = draw_states(canvas, left, y - 4, right, columns=4, heat=wheel.heat is not None)
    hairline(canvas, left, y - 1, right)
    draw_list(canvas, wheel.arcs, left, y - 11, right, bottom=FOOT_BASE + 14, columns=6)
    draw_foot(canvas, meta, 1, 1, left, right)
