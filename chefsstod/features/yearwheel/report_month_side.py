"""The side column of the month page: the month as a small grid with its red days, and the routines with their dates."""

from calendar import Calendar
from datetime import date

from chefsstod.features.yearwheel.model import Occurrence, Status
from chefsstod.features.yearwheel.report_sheets import MonthSheet
from chefsstod.features.yearwheel.words import MARKS
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import sort_key, week, weekday_names, weekday_short
from chefsstod.i18n.holidays import holiday_name
from chefsstod.pdf import fonts
from chefsstod.pdf.marks import mark, mark_width, tick_box
from chefsstod.pdf.paper import Canvas, fitted, hairline, label
from chefsstod.pdf.styles import paragraph
from chefsstod.support.holidays import holiday, is_workday
from chefsstod.support.tokens import LIGHT

_SIZES = (8.6, 8.2, 7.8, 7.4, 7.0, 6.7, 6.4, 6.1)
_EASY = 7.0
"""The smallest of the sizes that a month with themes on its one page may use."""


class Side:
    """Paints the column from the top; the routines shrink until they fit."""

    def __init__(self, sheet: MonthSheet) -> None:
        self._sheet = sheet

    def least(self, wide: float) -> float:
        """The height that everything needs in a size that is still easy to read."""
        weeks = len(Calendar().monthdatescalendar(self._sheet.month.year, self._sheet.month.month))
        days = (self._sheet.month.replace(day=number) for number in range(1, self._sheet.last.day + 1))
        grid = 9 + 15.0 * weeks + 18 + 10.5 * sum(holiday(day) is not None for day in days) + 10
        rows = self._rows()
        return grid + (self._height(rows, _EASY, wide) if rows else 0)

    def draw(self, canvas: Canvas, left: float, top: float, right: float, bottom: float) -> float:
        """Paint; returns the y below the last thing."""
        y = self._grid(canvas, left, top, right)
        y = self._red_days(canvas, left, y, right)
        return self._routines(canvas, left, y - 10, right, bottom)

    def _grid(self, canvas: Canvas, left: float, top: float, right: float) -> float:
        cell = (right - left) / 8
        row = 15.0
        base = top - 9
        for place, name in enumerate(weekday_names()):
            colour = LIGHT.late if place == 6 else LIGHT.muted
            label(canvas, left + cell * (place + 1.5), base, name, size=7, colour=colour, align="centre")
        hairline(canvas, left, base - 4.5, right)
        due = {o.due for o in self._sheet.due()}
        for days in Calendar().monthdatescalendar(self._sheet.month.year, self._sheet.month.month):
            base -= row
            label(canvas, left + cell * 0.62, base, str(week(days[0])), size=7, colour=LIGHT.muted, align="right")
            for place, day in enumerate(days):
                if self._sheet.within(day):
                    self._day(canvas, left + cell * (place + 1.5), base, day, due=day in due)
        return base - 18

    def _day(self, canvas: Canvas, x: float, base: float, day: date, *, due: bool) -> None:
        red = holiday(day) is not None or day.weekday() == 6
        colour = LIGHT.late if red else LIGHT.ink if is_workday(day) else LIGHT.muted
        if day == self._sheet.today:
            canvas.setStrokeColor(LIGHT.accent)
            canvas.setLineWidth(0.9)
            canvas.circle(x, base + 3, 7.2, stroke=1, fill=0)
        if due:
            canvas.setFillColor(LIGHT.ink)
            canvas.circle(x, base - 2.6, 0.95, stroke=0, fill=1)
        label(
            canvas,
            x,
            base,
            str(day.day),
            font=fonts.SEMIBOLD if due or red else fonts.REGULAR,
            size=9,
            colour=colour,
            align="centre",
        )

    def _red_days(self, canvas: Canvas, left: float, y: float, right: float) -> float:
        day = self._sheet.month
        for number in range(1, self._sheet.last.day + 1):
            found = holiday(day.replace(day=number))
            if found is None:
                continue
            name = holiday_name(found)
            red = day.replace(day=number)
            label(canvas, left, y, f"{weekday_short(red)} {number}", font=fonts.SEMIBOLD, size=7.8, colour=LIGHT.late)
            text = fitted(name[:1].upper() + name[1:], fonts.REGULAR, 7.8, right - left - 34)
            label(canvas, left + 34, y, text, size=7.8, colour=LIGHT.muted)
            y -= 10.5
        return y

    def _routines(self, canvas: Canvas, left: float, top: float, right: float, bottom: float) -> float:
        rows = self._rows()
        if not rows:
            return top
        size = next((s for s in _SIZES if self._height(rows, s, right - left) <= top - bottom), _SIZES[-1])
        label(canvas, left, top - 8, _("Routines"), font=fonts.SEMIBOLD, size=11)
        hairline(canvas, left, top - 13.5, right, LIGHT.muted, 0.5)
        y = top - 20
        for place, group in enumerate(rows):
            need = self._group(None, group, left, y, right, size)
            if y - need < bottom + (size * 1.4 if place < len(rows) - 1 else 0):
                count = len(rows) - place
                text = ngettext("… and {n} more", "… and {n} more", count).format(n=count)
                label(canvas, left, y - size, text, size=size, colour=LIGHT.muted)
                return y - size * 1.5
            y -= self._group(canvas, group, left, y, right, size)
        return y

    def _rows(self) -> list[list[Occurrence]]:
        """The routines with their dates."""
        groups: dict[str, list[Occurrence]] = {}
        for occurrence in self._sheet.routines():
            groups.setdefault(occurrence.activity.id, []).append(occurrence)
        return sorted(groups.values(), key=lambda group: (group[0].due, sort_key(group[0].activity.title)))

    def _height(self, rows: list[list[Occurrence]], size: float, wide: float) -> float:
        return 20 + sum(self._group(None, group, 0, 0, wide, size) for group in rows)

    def _group(self, canvas: Canvas | None, group: list[Occurrence], left: float, top: float, right: float, size: float) -> float:
        """A routine: its title, then a tick box for each of its dates; returns the height. Without a canvas it only measures."""
        activity = group[0].activity
        code = MARKS[activity.category]
        room = right - left - mark_width(code, size * 0.9) - 4
        title = paragraph(activity.title, size, leading=size * 1.14, room=room)
        title.wrap(room, 1000)
        if canvas is not None:
            title.drawOn(canvas, left, top - title.height)
            mark(canvas, right - mark_width(code, size * 0.9), top - size, code, activity.category.value, size * 0.9)
        y = top - title.height - size * 1.12
        box, x = size * 0.82, left
        for occurrence in group:
            text = f"{weekday_short(occurrence.due)} {occurrence.due.day}" if len(group) < 4 else str(occurrence.due.day)
            wide = box + size * 0.35 + fonts.width(text, fonts.SEMIBOLD, size * 0.9) + size * 0.75
            if x + wide - size * 0.75 > right:
                x, y = left, y - size * 1.25
            if canvas is not None:
                closed = occurrence.status in (Status.DONE, Status.SKIPPED)
                done, skipped = occurrence.status is Status.DONE, occurrence.status is Status.SKIPPED
                tick_box(canvas, x, y - size * 0.1, box, ticked=done, skipped=skipped)
                colour = LIGHT.muted if closed else LIGHT.ink
                label(canvas, x + box + size * 0.35, y, text, font=fonts.SEMIBOLD, size=size * 0.9, colour=colour)
            x += wide
        return float(top - y + size * 0.62)
