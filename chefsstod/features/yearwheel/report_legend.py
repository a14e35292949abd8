"""What stands beside the wheel: the rings, the states, and the tasks in order of date."""

from collections.abc import Sequence

from chefsstod.features.yearwheel.geometry import Arc, Wheel, label_text
from chefsstod.features.yearwheel.model import Status
from chefsstod.features.yearwheel.report_rows import by_month
from chefsstod.features.yearwheel.words import MARKS, category_name
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import weekday_short
from chefsstod.pdf import fonts
from chefsstod.pdf.marks import patterned, swatch, tick
from chefsstod.pdf.paper import Canvas, fitted, label
from chefsstod.support.tokens import LIGHT, mix

_WHITE = LIGHT.surface
_SAMPLE = "ekonomi"


def draw_categories(canvas: Canvas, wheel: Wheel, left: float, y: float, right: float, *, columns: int) -> float:
    """The rings with pattern, mark, name and number of occurrences; returns the y below."""
    wide = (right - left + 14) / columns
    rows = -(-len(wheel.rings) // columns)
    for place, ring in enumerate(wheel.rings):
        x = left + wide * (place // rows)
        base = y - 14 * (place % rows)
        category = ring.category.value
        swatch(canvas, x, base - 1.2, 13, 9, category)
        mark = MARKS[ring.category]
        label(canvas, x + 18, base, mark, font=fonts.SEMIBOLD, size=9, colour=LIGHT.categories[category])
        count = str(ring.count)
        name = fitted(category_name(ring.category), fonts.REGULAR, 9.5, wide - 14 - 36 - fonts.width(count, size=8.5) - 4)
        label(canvas, x + 35, base, name, size=9.5)
        label(canvas, x + wide - 14, base, count, size=8.5, colour=LIGHT.muted, align="right")
    return y - 14 * rows


def draw_states(canvas: Canvas, left: float, y: float, right: float, *, columns: int, heat: bool = False) -> float:
    """How an arc is read: start-by, due day, and the states; returns the y below."""
    samples = [
        (Status.PLANNED, _("from start-by to due day")),
        (Status.STARTED, _("under way")),
        (Status.DONE, _("done")),
        (Status.LATE, _("late")),
        (Status.SKIPPED, _("skipped")),
        ("notch", _("begun last year")),
        ("slack", _("calm week")),
        ("number", _("number: see the list")),
    ]
    if heat:
        samples += [("heat", _("planned hours")), ("over", _("more than a full week"))]
    wide = (right - left + 14) / columns
    rows = -(-len(samples) // columns)
    for place, (kind, text) in enumerate(samples):
        x = left + wide * (place // rows)
        base = y - 12 * (place % rows)
        _sample(canvas, kind, x, base - 1.2)
        label(canvas, x + 35, base, fitted(text, fonts.REGULAR, 8, wide - 14 - 33), size=8, colour=LIGHT.muted)
    return y - 12 * rows


_TAIL, _HEAD, _HIGH = 19.0, 9.0, 7.5
"""The measures of a sample arc in points."""


def _sample(canvas: Canvas, kind: str, x: float, y: float) -> None:
    """A small arc, laid out straight, in the state it explains."""
    colour = LIGHT.categories[_SAMPLE]
    if kind == "slack":
        canvas.setFillColor(mix(LIGHT.accent, _WHITE, 0.16))
        canvas.rect(x, y, _TAIL + _HEAD, _HIGH, stroke=0, fill=1)
        label(canvas, x + 14, y + 1.6, "29", font=fonts.SEMIBOLD, size=6.4, colour=LIGHT.accent, align="centre")
        return
    if kind in ("heat", "over"):
        _heat_sample(canvas, x, y, over=kind == "over")
        return
    if kind == Status.SKIPPED:
        canvas.setDash(1.8, 1.5)
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(0.6)
        canvas.rect(x, y, _TAIL + _HEAD, _HIGH, stroke=1, fill=0)
        canvas.line(x + _TAIL, y, x + _TAIL, y + _HIGH)
        canvas.setDash()
        return
    share = 0.09 if kind == Status.DONE else 0.38 if kind == Status.STARTED else 0.2
    canvas.setFillColor(mix(colour, _WHITE, share))
    path = canvas.beginPath()
    path.moveTo(x, y)
    for corner in ((x + _TAIL, y), (x + _TAIL, y + _HIGH), (x, y + _HIGH)):
        path.lineTo(*corner)
    if kind == "notch":
        path.lineTo(x + 3.4, y + _HIGH / 2)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    _sample_head(canvas, kind, x, y)


def _heat_sample(canvas: Canvas, x: float, y: float, *, over: bool) -> None:
    """Three weeks of the heat ring, laid out straight; the last is overfull in the second sample."""
    wide = (_TAIL + _HEAD) / 3
    for place, load in enumerate((0.4, 0.9, 1.4) if over else (0.3, 0.6, 0.95)):
        full = load > 1
        canvas.setFillColor(mix(LIGHT.soon if full else LIGHT.accent, _WHITE, 0.5 if full else 0.18 + 0.4 * load))
        canvas.rect(x + place * wide, y, wide - 0.6, _HIGH * load / 1.5, stroke=0, fill=1)
    if over:
        label(canvas, x + 2.5 * wide - 0.3, y + 1, "!", font=fonts.SEMIBOLD, size=6.4, align="centre")
    canvas.setDash(1.6, 1.2)
    canvas.setStrokeColor(LIGHT.muted)
    canvas.setLineWidth(0.45)
    canvas.line(x, y + _HIGH / 1.5, x + _TAIL + _HEAD, y + _HIGH / 1.5)
    canvas.setDash()


def _sample_head(canvas: Canvas, kind: str, x: float, y: float) -> None:
    """The solid end of a sample arc: patterned, or pale with a tick; edged in red when late."""
    colour = LIGHT.categories[_SAMPLE]
    middle = (x + _TAIL + _HEAD / 2, y + _HIGH / 2)

    def head() -> object:
        shape = canvas.beginPath()
        shape.rect(x + _TAIL, y, _HEAD, _HIGH)
        return shape

    if kind == Status.DONE:
        canvas.setFillColor(mix(colour, _WHITE, 0.14))
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(0.5)
        canvas.drawPath(head(), stroke=1, fill=1)
        tick(canvas, *middle, 6.4, colour)
        return
    patterned(canvas, head, _SAMPLE, centre=middle, half=7)
    if kind == "number":
        label(canvas, x + _TAIL - 3, y + 1.6, "12", font=fonts.SEMIBOLD, size=6.4, align="right")
    if kind == Status.LATE:
        canvas.setStrokeColor(LIGHT.late)
        canvas.setLineWidth(1.3)
        canvas.rect(x, y - 0.3, _TAIL + _HEAD, _HIGH + 0.6, stroke=1, fill=0)


def draw_list(canvas: Canvas, arcs: Sequence[Arc], left: float, top: float, right: float, *, bottom: float, columns: int) -> None:
    """The tasks by month in columns: date, mark, title, and the number where the wheel has one.

    When not all fit, the last row says how many more there are; it is never cut silently.
    """
    rows: list[Arc | str] = []
    for heading, group in by_month(arcs):
        rows += [heading, *group]
    if not rows:
        return
    step = min(11.0, max(6.6, (top - bottom) / -(-(len(rows) + columns) // columns)))
    per_column = max(3, int((top - bottom) / step + 0.01) + 1)
    space = 14 if columns < 5 else 8
    wide = (right - left + space) / columns
    size = min(8.0, max(6.0, step * 0.8))
    place = 0
    for index, row in enumerate(rows):
        if isinstance(row, str) and place % per_column == per_column - 1:
            place += 1  # a heading never stands last in a column
        if place == per_column * columns - 1 and index < len(rows) - 1:
            left_over = sum(not isinstance(other, str) for other in rows[index:])
            text = ngettext("… and {n} more, in the year list", "… and {n} more, in the year list", left_over)
            x, y = left + wide * (place // per_column), top - step * (place % per_column)
            label(canvas, x, y, text.format(n=left_over), size=size, colour=LIGHT.muted)
            return
        x, y = left + wide * (place // per_column), top - step * (place % per_column)
        if isinstance(row, str):
            label(canvas, x, y, row, font=fonts.SEMIBOLD, size=size * 1.06)
        else:
            _row(canvas, row, x, y, wide - space, size)
        place += 1


def _row(canvas: Canvas, arc: Arc, x: float, y: float, wide: float, size: float) -> None:
    occurrence = arc.occurrence
    closed = occurrence.status in (Status.DONE, Status.SKIPPED)
    colour = LIGHT.muted if closed else LIGHT.ink
    narrow = wide < size * 14
    day = size * (1.5 if narrow else 3.65)
    if not narrow:
        label(canvas, x, y, weekday_short(occurrence.due), size=size, colour=LIGHT.muted)
    label(
        canvas,
        x + day - size * 0.35,
        y,
        str(occurrence.due.day),
        font=fonts.SEMIBOLD,
        size=size,
        colour=colour,
        align="right",
    )
    swatch(canvas, x + day + size * 0.1, y - size * 0.04, size * 0.72, size * 0.72, occurrence.activity.category.value)
    begin = x + day + size * 1.2
    number = "" if arc.number is None else str(arc.number)
    badge = size * 1.9 if number else 0.0
    state = {Status.DONE: "✓", Status.SKIPPED: "–"}.get(occurrence.status, "")
    room = x + wide - begin - badge - (size if state else 0)
    text = occurrence.title
    if fonts.width(text, fonts.REGULAR, size) > room:
        text = fitted(label_text(occurrence), fonts.REGULAR, size, room)
    label(canvas, begin, y, text, size=size, colour=LIGHT.late if occurrence.status is Status.LATE else colour)
    if state:
        label(canvas, x + wide - badge, y, state, font=fonts.SEMIBOLD, size=size, colour=LIGHT.done, align="right")
    if number:
        canvas.setFillColor(mix(LIGHT.line, _WHITE, 0.7))
        canvas.roundRect(x + wide - size * 1.6, y - size * 0.2, size * 1.6, size * 1.05, 1.5, stroke=0, fill=1)
        label(canvas, x + wide - size * 0.8, y, number, font=fonts.SEMIBOLD, size=size * 0.86, align="centre")
