"""Draws the paper of the workload with ReportLab: a chart, then a table that goes on to further pages when it is long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chefsstod.features.workload.model import Scale, WeekLoad, scale_of
from chefsstod.features.workload.report import WorkloadSheet
from chefsstod.features.workload.words import days_text, largest_text, leave_text, method_text, summary
from chefsstod.features.yearwheel.model import Category
from chefsstod.features.yearwheel.planning import A_WEEK
from chefsstod.features.yearwheel.planning_words import half_hours
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import month_name, week
from chefsstod.pdf import fonts
from chefsstod.pdf.marks import patterned, swatch
from chefsstod.pdf.paper import (
    A4,
    FOOT_BASE,
    HEAD_BASE,
    MARGIN,
    Canvas,
    Meta,
    draw_foot,
    draw_head,
    fitted,
    hairline,
    label,
    open_canvas,
    set_properties,
)
from chefsstod.support.files import produce_atomically
from chefsstod.support.tokens import LIGHT

SIZE = (A4[1], A4[0])
_LEFT, _RIGHT = MARGIN + 22, SIZE[0] - MARGIN
_TOP = SIZE[1] - HEAD_BASE - 34
_LOW = FOOT_BASE + 24
_CHART = 234.0
_ROW = 12.4
_BELOW = 34.0
_COLUMNS = (0.0, 44.0, 128.0, 170.0, 206.0, 402.0)
"""Where the columns of the table begin, from its left edge."""
_ASIDE = 168.0
"""The width of the column at the right: leave and slack weeks."""
_PALE = "#F3F1EC"


def write(sheet: WorkloadSheet, target: Path) -> None:
    """Compose the pages. Raises OSError when the file cannot be written."""
    meta = Meta(
        _("Workload {year}").format(year=sheet.title),
        sheet.unit,
        sheet.today,
        _("The hours of the weeks, the overloaded weeks and own leave"),
    )
    over = [load for load in sheet.weeks if load.overloaded]
    first = int((_TOP - _CHART - 40 - 26 - _LOW) / _ROW) + 1
    later = int((_TOP - 26 - _LOW) / _ROW) + 1
    rest = over[first:]
    chunks = [over[:first], *(rest[n : n + later] for n in range(0, len(rest), later))]

    def produce(path: Path) -> None:
        canvas = open_canvas(path, SIZE, meta)
        set_properties(canvas, meta)
        canvas.bookmarkPage("top")
        canvas.addOutlineEntry(meta.title, "top", level=0)
        for page, chunk in enumerate(chunks, start=1):
            draw_head(canvas, meta.title, meta.unit, SIZE, large=page == 1)
            top = _first_page(canvas, sheet) if page == 1 else _TOP
            _table(canvas, sheet, chunk, top)
            draw_foot(canvas, meta, page, len(chunks), MARGIN, SIZE[0] - MARGIN)
            canvas.showPage()
        canvas.save()

    produce_atomically(target, produce)


def _first_page(canvas: Canvas, sheet: WorkloadSheet) -> float:
    """Summary, chart, key and the column at the right; returns where the table begins."""
    label(canvas, MARGIN, _TOP + 8, summary(sheet.weeks, sheet.capacity), size=9.5, colour=LIGHT.muted)
    frame = _Frame(scale_of(sheet.weeks), len(sheet.weeks))
    _grid(canvas, frame)
    for place, load in enumerate(sheet.weeks):
        _week(canvas, frame, place, load, sheet.weeks[place - 1] if place else None)
    _months(canvas, frame, sheet.weeks)
    base = _TOP - _CHART - 14
    _key(canvas, base)
    _aside(canvas, sheet, base - 26)
    return base - 26


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand in the chart."""

    scale: Scale
    count: int

    @property
    def unit(self) -> float:
        return (_CHART - _BELOW - 12) / self.scale.whole

    @property
    def base(self) -> float:
        return _TOP - 12 - self.scale.up * self.unit

    @property
    def bottom(self) -> float:
        return self.base - self.scale.down * self.unit

    @property
    def wide(self) -> float:
        return (_RIGHT - _LEFT) / max(self.count, 1)

    def y(self, hours: float) -> float:
        return self.base + hours * self.unit

    def x(self, place: int) -> float:
        return _LEFT + place * self.wide


def _grid(canvas: Canvas, frame: _Frame) -> None:
    for hours in frame.scale.lines():
        hairline(canvas, _LEFT, frame.y(hours), _RIGHT, LIGHT.muted if hours == 0 else LIGHT.line, 0.5)
        text = _("{hours} h").format(hours=hours) if hours == frame.scale.up else str(hours)
        label(canvas, _LEFT - 4, frame.y(hours) - 2.4, text, size=7, colour=LIGHT.muted, align="right")


def _week(canvas: Canvas, frame: _Frame, place: int, load: WeekLoad, before: WeekLoad | None) -> None:
    x, wide = frame.x(place), frame.wide
    if load.away:
        _hatch(canvas, x, frame.bottom, wide * len(load.away) / 5, frame.y(frame.scale.up) - frame.bottom)
    if load.slack is not None:
        canvas.setFillColor("#E3EFE5")
        canvas.rect(x, frame.bottom, wide, frame.y(frame.scale.up) - frame.bottom, stroke=0, fill=1)
    done, gap = 0.0, wide * 0.12
    for category, hours in load.by_category().items():
        _bar(canvas, category, x + gap, frame.y(done), wide - 2 * gap, hours * frame.unit)
        done += hours
    if load.routine_hours:
        canvas.setFillColor(_PALE)
        canvas.setStrokeColor(LIGHT.muted)
        canvas.setLineWidth(0.4)
        high = load.routine_hours * frame.unit
        canvas.rect(x + gap, frame.base - high, wide - 2 * gap, high, stroke=1, fill=1)
    canvas.setStrokeColor(LIGHT.ink)
    canvas.setLineWidth(1)
    room = frame.y(load.room)
    if before is not None and before.room != load.room:
        canvas.line(x, frame.y(before.room), x, room)
    canvas.line(x, room, x + wide, room)
    if load.overloaded:
        _warning(canvas, x + wide / 2, frame.y(load.hours) + 5.5)
    middle = x + wide / 2
    letters = [_("R")] * bool(load.holidays) + [_("L")] * bool(load.away) + [_("C")] * (load.slack is not None)
    label(canvas, middle, frame.bottom - 9, "".join(letters), font=fonts.SEMIBOLD, size=6, colour=LIGHT.muted, align="centre")
    label(canvas, middle, frame.bottom - 18, str(week(load.monday)), size=6.4, colour=LIGHT.ink, align="centre")


def _bar(canvas: Canvas, category: Category, x: float, y: float, wide: float, high: float) -> None:
    def shape() -> object:
        path = canvas.beginPath()
        path.rect(x, y, wide, high)
        return path

    half = max(wide, high) / 2 + 1
    patterned(canvas, shape, category.value, centre=(x + wide / 2, y + high / 2), half=half)


def _hatch(canvas: Canvas, x: float, y: float, wide: float, high: float) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, wide, high)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setStrokeColor(LIGHT.muted)
    canvas.setLineWidth(0.3)
    canvas.lines([(x - high + n * 4, y, x + n * 4, y + high) for n in range(int((wide + high) / 4) + 1)])
    canvas.restoreState()


def _warning(canvas: Canvas, x: float, y: float) -> None:
    """A triangle with an exclamation mark, 6 points high."""
    canvas.setStrokeColor(LIGHT.late)
    canvas.setLineWidth(0.8)
    path = canvas.beginPath()
    path.moveTo(x - 3.6, y - 3)
    path.lineTo(x + 3.6, y - 3)
    path.lineTo(x, y + 3.2)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.line(x, y + 1, x, y - 0.8)
    canvas.line(x, y - 1.8, x, y - 2.1)


def _months(canvas: Canvas, frame: _Frame, weeks: Sequence[WeekLoad]) -> None:
    for place, load in enumerate(weeks):
        if place == 0 or load.month != weeks[place - 1].month:
            room = frame.wide * sum(other.month == load.month for other in weeks[place : place + 5])
            name = month_name(load.month)
            text = name if fonts.width(name, fonts.REGULAR, 7.5) < room else name[:3]
            label(canvas, frame.x(place) + 1, frame.bottom - 29, text, size=7.5)


def _key(canvas: Canvas, base: float) -> None:
    x = MARGIN
    for category in Category:
        swatch(canvas, x, base - 1, 7, 7, category.value)
        x = _word(canvas, x + 10, base, category_name(category))
    canvas.setStrokeColor(LIGHT.ink)
    canvas.setLineWidth(1)
    canvas.line(x, base + 2.5, x + 9, base + 2.5)
    x = _word(canvas, x + 12, base, _("room for planned work"))
    _warning(canvas, x + 4, base + 2.5)
    x = _word(canvas, x + 10, base, _("overloaded"))
    canvas.setFillColor(_PALE)
    canvas.setStrokeColor(LIGHT.muted)
    canvas.setLineWidth(0.4)
    canvas.rect(x, base - 1, 7, 7, stroke=1, fill=1)
    x = _word(canvas, x + 10, base, _("routines, downwards"))
    for letter, text in ((_("R"), _("red day")), (_("L"), _("own leave")), (_("C"), _("catching up"))):
        label(canvas, x, base, letter, font=fonts.SEMIBOLD, size=7, colour=LIGHT.muted)
        x = _word(canvas, x + 7, base, text)


def _word(canvas: Canvas, x: float, base: float, text: str) -> float:
    label(canvas, x, base, text, size=7)
    return x + fonts.width(text, fonts.REGULAR, 7) + 9


def _table(canvas: Canvas, sheet: WorkloadSheet, weeks: Sequence[WeekLoad], top: float) -> None:
    wide = SIZE[0] - 2 * MARGIN - _ASIDE - 16
    count = len([load for load in sheet.weeks if load.overloaded])
    title = ngettext("{n} overloaded week", "{n} overloaded weeks", count).format(n=count) if count else _("Overloaded weeks")
    label(canvas, MARGIN, top, title[:1].upper() + title[1:], font=fonts.SEMIBOLD, size=11)
    if not weeks:
        label(canvas, MARGIN, top - 16, _("No week holds more than there is room for."), size=9, colour=LIGHT.muted)
        return
    heads = (_("Week"), _("Days"), _("Hours planned"), _("Room"), _("Takes the most"), _("Could be moved"))
    for x, head in zip(_COLUMNS, heads, strict=True):
        label(canvas, MARGIN + x, top - 13, head, size=7, colour=LIGHT.muted)
    hairline(canvas, MARGIN, top - 16.5, MARGIN + wide, LIGHT.muted)
    ends = (*_COLUMNS[1:], wide)
    for row, load in enumerate(weeks):
        y = top - 26 - row * _ROW
        for x, end, text in zip(_COLUMNS, ends, _cells(sheet, load), strict=True):
            shown = fitted(text, fonts.REGULAR, 7.6, end - x - 6)
            label(canvas, MARGIN + x, y, shown, size=7.6, font=fonts.SEMIBOLD if x == 0 else fonts.REGULAR)
        hairline(canvas, MARGIN, y - 4, MARGIN + wide)


def _cells(sheet: WorkloadSheet, load: WeekLoad) -> tuple[str, ...]:
    relief = sheet.reliefs.get(load.monday)
    move = ""
    if relief is not None:
        short = relief.occurrence.activity.short or relief.occurrence.title
        move = _("{task} to week {week}").format(task=short, week=week(relief.week + relief.weeks * A_WEEK))
    hours = _("{hours} h")
    return (
        str(week(load.monday)),
        days_text(load.monday),
        hours.format(hours=half_hours(load.hours)),
        hours.format(hours=half_hours(load.room)),
        largest_text(load),
        move,
    )


def _aside(canvas: Canvas, sheet: WorkloadSheet, top: float) -> None:
    """Leave, slack weeks and how it is counted, in the column at the right."""
    from chefsstod.pdf.styles import paragraph

    x = SIZE[0] - MARGIN - _ASIDE
    leave = [leave_text(own, sheet.today) for own in sheet.leave] or [_("None is entered.")]
    slack = [_slack_text(own.monday, own.text) for own in sheet.slack] or [_("None is entered.")]
    y = top
    for title, lines in ((_("Own leave"), leave), (_("Weeks to catch up in"), slack)):
        label(canvas, x, y, title, font=fonts.SEMIBOLD, size=9)
        y -= 12
        for line in lines[:5]:
            label(canvas, x, y, fitted(line, fonts.REGULAR, 7.6, _ASIDE), size=7.6)
            y -= 10.5
        y -= 7
    text: Any = paragraph(method_text(sheet.capacity, ordinary=sheet.ordinary), 6.8, colour=LIGHT.muted, leading=8.4, room=_ASIDE)
    _wide, high = text.wrap(_ASIDE, 200)
    text.drawOn(canvas, x, y - high + 6)


def _slack_text(monday: date, text: str) -> str:
    words = _("Week {week}, {days}").format(week=week(monday), days=days_text(monday))
    return " · ".join(part for part in (words, text) if part)
