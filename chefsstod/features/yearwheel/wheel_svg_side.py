"""What stands beside the wheel in the SVG picture: the title, the rings, and the tasks in order of date. No Qt."""

from datetime import date

from chefsstod.features.yearwheel.geometry import Wheel
from chefsstod.features.yearwheel.model import Status
from chefsstod.features.yearwheel.report_rows import Row, rows_of
from chefsstod.features.yearwheel.words import MARKS, category_name
from chefsstod.i18n import ngettext
from chefsstod.i18n.dates import day_long
from chefsstod.pdf import fonts
from chefsstod.pdf.paper import MM, fitted
from chefsstod.pdf.svg import Svg, swatch
from chefsstod.support.tokens import LIGHT, mix

LEFT, RIGHT, TOP = 298 * MM, 410 * MM, 19 * MM
_COLUMNS = 2
_SPACE = 14.0
_AIRY = 12.5
"""The height of a row at which one wide column is better than two narrow ones."""


def draw_side(svg: Svg, wheel: Wheel, title: str, unit: str, today: date) -> None:
    """The right-hand part of the picture."""
    size = min(28.0, 28.0 * (RIGHT - LEFT) / fonts.width(title, fonts.SEMIBOLD, 28))
    svg.text(LEFT, TOP, title, size=size, font=fonts.SEMIBOLD)
    svg.text(LEFT, TOP + 16, fitted(unit, fonts.REGULAR, 11, RIGHT - LEFT), size=11, colour=LIGHT.muted)
    _line(svg, TOP + 27)
    y = _categories(svg, wheel, TOP + 44)
    _line(svg, y)
    foot = svg.high - 9 * MM
    _list(svg, rows_of(wheel), y + 14, foot - 18)
    _line(svg, foot - 10)
    made = f"Chefsstöd · {day_long(today)}"
    svg.text(LEFT, foot, made, size=7.5, colour=LIGHT.muted)


def _line(svg: Svg, y: float) -> None:
    svg.add("path", d=f"M{LEFT:.2f},{y:.2f} H{RIGHT:.2f}", stroke=LIGHT.line, stroke_width=0.6)


def _categories(svg: Svg, wheel: Wheel, y: float) -> float:
    wide = (RIGHT - LEFT + _SPACE) / 2
    rows = -(-len(wheel.rings) // 2)
    for place, ring in enumerate(wheel.rings):
        x, base = LEFT + wide * (place // rows), y + 14 * (place % rows)
        swatch(svg, x, base - 7.8, 13, 9, ring.category.value)
        svg.text(x + 18, base, MARKS[ring.category], size=9, font=fonts.SEMIBOLD, colour=LIGHT.categories[ring.category])
        svg.text(x + 35, base, category_name(ring.category), size=9.5)
        svg.text(x + wide - _SPACE, base, str(ring.count), size=8.5, colour=LIGHT.muted, align="right")
    return y + 14 * rows


def _list(svg: Svg, rows: list[Row], top: float, bottom: float) -> None:
    """The rows in columns; what finds no room is counted, never cut silently."""
    if not rows:
        return
    columns = 1 if len(rows) * _AIRY <= bottom - top else _COLUMNS
    step = min(15.0, max(6.6, (bottom - top) / -(-(len(rows) + columns) // columns)))
    per_column = max(3, int((bottom - top) / step + 0.01) + 1)
    wide = (RIGHT - LEFT + _SPACE) / columns
    size = min(10.5, max(6.0, step * 0.76))
    place = 0
    for index, row in enumerate(rows):
        if row.heading and place % per_column == per_column - 1:
            place += 1  # a heading never stands last in a column
        x, y = LEFT + wide * (place // per_column), top + step * (place % per_column)
        if place == per_column * columns - 1 and index < len(rows) - 1:
            left = sum(not other.heading for other in rows[index:])
            svg.text(x, y, ngettext("… and {n} more", "… and {n} more", left).format(n=left), size=size, colour=LIGHT.muted)
            return
        if row.heading:
            svg.text(x, y, row.text, size=size * 1.06, font=fonts.SEMIBOLD)
        else:
            _row(svg, row, x, y, wide - _SPACE, size)
        place += 1


def _row(svg: Svg, row: Row, x: float, y: float, wide: float, size: float) -> None:
    closed = row.status in (Status.DONE, Status.SKIPPED)
    begin, end = x, x + wide
    if row.letter:
        svg.text(x, y, row.letter, size=size, font=fonts.SEMIBOLD)
        begin += size * 1.1
    if row.category is not None:
        swatch(svg, begin, y - size * 0.68, size * 0.72, size * 0.72, row.category.value)
        begin += size * 1.1
    if row.number is not None:
        svg.add(
            "rect",
            x=end - size * 1.6,
            y=y - size * 0.85,
            width=size * 1.6,
            height=size * 1.05,
            rx=1.5,
            fill=mix(LIGHT.line, LIGHT.surface, 0.7),
        )
        svg.text(end - size * 0.8, y, str(row.number), size=size * 0.86, font=fonts.SEMIBOLD, align="centre")
        end -= size * 1.9
    state = {Status.DONE: "✓", Status.SKIPPED: "–"}.get(row.status, "")
    when = fitted(f"{state} {row.when}".strip(), fonts.REGULAR, size * 0.92, wide * 0.45)
    late = row.status is Status.LATE and not row.letter  # a letter is a routine's: few tick those
    svg.text(end, y, when, size=size * 0.92, colour=LIGHT.late if late else LIGHT.muted, align="right")
    room = end - begin - fonts.width(when, fonts.REGULAR, size * 0.92) - size * 0.5
    whole = fonts.width(row.text, fonts.REGULAR, size) <= room
    text = row.text if whole else fitted(row.short, fonts.REGULAR, size, room)
    colour = LIGHT.late if late else LIGHT.muted if closed else LIGHT.ink
    svg.text(begin, y, text, size=size, colour=colour, title="" if whole else row.text)
