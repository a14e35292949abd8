"""A month or a quarter as a wheel on A4: the wheel, and below it its tasks to tick off and the letters of its routines."""

from collections.abc import Sequence
from pathlib import Path

from chefsstod.features.yearwheel.geometry import Proportions, Wheel, lane_width, layout
from chefsstod.features.yearwheel.model import Status
from chefsstod.features.yearwheel.report_legend import draw_categories
from chefsstod.features.yearwheel.report_rows import Row, rows_of
from chefsstod.features.yearwheel.report_sheets import SpanSheet
from chefsstod.features.yearwheel.span import Unit
from chefsstod.features.yearwheel.wheel_canvas import Hub, Type, paint_wheel
from chefsstod.features.yearwheel.wheel_words import wheel_title
from chefsstod.i18n import _, ngettext
from chefsstod.pdf import fonts
from chefsstod.pdf.marks import swatch, tick_box
from chefsstod.pdf.paper import A4, FOOT_BASE, HEAD_BASE, MARGIN, MM, Canvas, Meta, draw_foot, draw_head, fitted, label, one_page
from chefsstod.support.tokens import LIGHT, mix

RADIUS = 90 * MM
CENTRE = (A4[0] / 2, A4[1] - HEAD_BASE - 6 * MM - RADIUS)
BOX = 4 * MM
_LARGEST, _SMALLEST = 9.0, 6.0
_COLUMNS = 3
_SPACE = 14.0


def write(sheet: SpanSheet, target: Path) -> None:
    """Lay out and paint. Raises OSError when the file cannot be written."""
    fonts.register()
    wheel = make_wheel(sheet, RADIUS)
    name = wheel.title[:1].upper() + wheel.title[1:]
    meta = Meta(wheel_title(sheet.span), sheet.unit, sheet.today, _("What is in progress and what is due"))

    def paint(canvas: Canvas) -> None:
        draw_head(canvas, name, meta.unit, A4, large=True)
        bottom = CENTRE[1] - RADIUS
        y = draw_categories(canvas, wheel, MARGIN, bottom - 16, A4[0] - MARGIN, columns=4)
        caption = _("Pale: time to work on it. Patterned end: the day it is due. Cut edge: begun before, or goes on after.")
        label(canvas, MARGIN, y + 1, fitted(caption, fonts.REGULAR, 7.5, A4[0] - 2 * MARGIN), size=7.5, colour=LIGHT.muted)
        _list(canvas, rows_of(wheel), y - 14)
        draw_foot(canvas, meta, 1, 1, MARGIN, A4[0] - MARGIN)
        month = sheet.span.unit is Unit.MONTH
        sizes = Type(8.2 if month else 11, 8 if month else 7, 7, 24)
        paint_wheel(canvas, wheel, CENTRE, RADIUS, sizes, Hub(sheet.unit, sheet.today))

    one_page(target, A4, meta, paint)


def make_wheel(sheet: SpanSheet, radius: float) -> Wheel:
    """The geometry with the largest labels that its lanes have room for; ``radius`` is in points.

    A quarter leaves the routines out: there are so many that nothing else would be seen.
    """
    shown = sheet.occurrences if sheet.span.unit is Unit.MONTH else [*sheet.due(), *sheet.going_on()]
    guess = lane_width(sheet.span, shown, fonts.width, _proportions(7.5, radius), heat=sheet.heat) * radius
    size = min(_LARGEST, max(_SMALLEST, guess * 0.88))
    return layout(sheet.span, shown, sheet.today, fonts.width, _proportions(size, radius), heat=sheet.heat, marks=sheet.marks)


def _proportions(size: float, radius: float) -> Proportions:
    return Proportions(
        label=size / radius,
        head=max(8.4, size * 1.12) / radius,
        gutter=8,
        hub=0.19,
        rings=0.885,
        weeks=0.94,
        ring_gap=0.008,
        line=1.13,
    )


def _list(canvas: Canvas, rows: Sequence[Row], top: float) -> None:
    """The rows in columns; what finds no room is counted, never cut silently."""
    bottom = FOOT_BASE + 16
    step = min(BOX + 2.4, max(6.8, (top - bottom) / -(-(len(rows) + _COLUMNS) // _COLUMNS)))
    per_column = int((top - bottom) / step + 0.01) + 1
    wide = (A4[0] - 2 * MARGIN + _SPACE) / _COLUMNS
    size = min(8.6, step * 0.78)
    place = 0
    for index, row in enumerate(rows):
        if row.heading and place % per_column == per_column - 1:
            place += 1  # a heading never stands last in a column
        x, y = MARGIN + wide * (place // per_column), top - step * (place % per_column)
        if place == per_column * _COLUMNS - 1 and index < len(rows) - 1:
            left = sum(not other.heading for other in rows[index:])
            text = ngettext("… and {n} more", "… and {n} more", left).format(n=left)
            label(canvas, x, y, text, size=size, colour=LIGHT.muted)
            return
        if row.heading:
            label(canvas, x, y, row.text, font=fonts.SEMIBOLD, size=size * 1.08)
        else:
            _row(canvas, row, x, y, wide - _SPACE, size)
        place += 1


def _row(canvas: Canvas, row: Row, x: float, y: float, wide: float, size: float) -> None:
    closed = row.status in (Status.DONE, Status.SKIPPED)
    side = min(BOX, size * 1.12)
    if row.letter:
        label(canvas, x + side / 2, y, row.letter, font=fonts.SEMIBOLD, size=size, align="centre")
    else:
        done, skipped = row.status is Status.DONE, row.status is Status.SKIPPED
        tick_box(canvas, x, y - (side - size * 0.7) / 2, side, ticked=done, skipped=skipped)
    begin = x + side + size * 0.45
    if row.category is not None:
        swatch(canvas, begin, y - size * 0.04, size * 0.72, size * 0.72, row.category.value)
        begin += size * 1.05
    end = x + wide
    if row.number is not None:
        text = str(row.number)
        badge = max(size * 1.5, fonts.width(text, fonts.SEMIBOLD, size * 0.86) + 4)
        canvas.setFillColor(mix(LIGHT.line, LIGHT.surface, 0.7))
        canvas.roundRect(end - badge, y - size * 0.2, badge, size * 1.05, 1.5, stroke=0, fill=1)
        label(canvas, end - badge / 2, y, text, font=fonts.SEMIBOLD, size=size * 0.86, align="centre")
        end -= badge + size * 0.3
    when = fitted(row.when, fonts.REGULAR, size * 0.92, wide * 0.4)
    label(canvas, end, y, when, size=size * 0.92, colour=LIGHT.late if row.status is Status.LATE else LIGHT.muted, align="right")
    room = end - begin - fonts.width(when, fonts.REGULAR, size * 0.92) - size * 0.5
    text = row.text if fonts.width(row.text, fonts.REGULAR, size) <= room else fitted(row.short, fonts.REGULAR, size, room)
    label(canvas, begin, y, text, size=size, colour=LIGHT.muted if closed else LIGHT.ink)
