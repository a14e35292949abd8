"""The rows of the month page. Each knows its height before it is drawn, so that the page can be fitted."""

from datetime import date
from typing import Any, Protocol

from chefsstod.features.yearwheel.model import Category, Occurrence, Status, Step
from chefsstod.features.yearwheel.month_needs import Need
from chefsstod.features.yearwheel.report_sheets import MonthSheet
from chefsstod.features.yearwheel.words import MARKS, category_name, place_text, shift_text, skip_text, status_name
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_short, week, weekday_short
from chefsstod.pdf import fonts
from chefsstod.pdf.marks import mark, mark_width, tick_box
from chefsstod.pdf.paper import MM, Canvas, hairline, label
from chefsstod.pdf.styles import paragraph
from chefsstod.support.tokens import LIGHT

BOX = 4 * MM
"""The tick box of a task that is due."""
NOTE_LINE = 8 * MM
"""Between two lines to write on."""
WEEK = 17.0
"""The width of the column of week numbers, in points."""


class Item(Protocol):
    """Something with a height that can be drawn from its top downwards."""

    def height(self, wide: float) -> float:
        """The height in points at this width."""

    def draw(self, canvas: Canvas, x: float, y: float, wide: float) -> None:
        """Draw with the upper left corner at (x, y)."""


class Heading:
    """The heading of a list."""

    def __init__(self, text: str, hint: str, size: float, *, later: bool = False) -> None:
        self._text, self._hint, self._size = text, hint, size
        self._before = size * (0.9 if later else 0.0)

    def height(self, _wide: float) -> float:
        """One line, with air above it when something stands before."""
        return self._before + self._size * 1.9

    def draw(self, canvas: Canvas, x: float, y: float, wide: float) -> None:
        """The words, the hint in muted, and a hairline."""
        base = y - self._before - self._size * 1.05
        size = self._size * 1.36
        label(canvas, x, base, self._text, font=fonts.SEMIBOLD, size=size)
        if self._hint:
            across = x + fonts.width(self._text, fonts.SEMIBOLD, size) + 6
            label(canvas, across, base, self._hint, size=self._size * 0.9, colour=LIGHT.muted)
        hairline(canvas, x, base - self._size * 0.5, x + wide, LIGHT.muted, 0.5)


class RingHeading(Heading):
    """The name of a ring, above what is due in it."""

    def __init__(self, category: Category, size: float, *, later: bool) -> None:
        super().__init__(category_name(category), "", size)
        self._category = category
        self._before = size * (0.7 if later else 0.1)

    def height(self, _wide: float) -> float:
        """One line, less high than that of a list."""
        return self._before + self._size * 1.5

    def draw(self, canvas: Canvas, x: float, y: float, _wide: float) -> None:
        """The ring's mark and its name."""
        base, code = y - self._before - self._size * 1.05, MARKS[self._category]
        mark(canvas, x + WEEK, base, code, self._category.value, self._size)
        label(canvas, x + WEEK + mark_width(code, self._size) + 5, base, self._text, font=fonts.SEMIBOLD, size=self._size * 1.05)


class Own:
    """A need of her own: tick box and words."""

    def __init__(self, need: Need, size: float) -> None:
        self._need, self._size = need, size

    def _words(self, wide: float) -> Any:
        colour = LIGHT.muted if self._need.done_on else LIGHT.ink
        room = wide - WEEK - BOX - 5
        words = paragraph(self._need.text, self._size, colour=colour, leading=self._size * 1.2, room=room)
        words.wrap(room, 1000)
        return words

    def height(self, wide: float) -> float:
        """As high as its words, at least as the box."""
        return float(max(BOX + 0.4, self._words(wide).height))

    def draw(self, canvas: Canvas, x: float, y: float, wide: float) -> None:
        """The box, ticked when it is done, and the words."""
        words, lead = self._words(wide), max(BOX + 0.4, self._size * 1.2)
        tick_box(canvas, x + WEEK, y - lead / 2 - BOX / 2, BOX, ticked=self._need.done_on is not None)
        words.drawOn(canvas, x + WEEK + BOX + 5, y - lead / 2 - self._size * 0.33 - words.height + self._size * 0.97)


class More:
    """A single line of plain words."""

    def __init__(self, text: str, size: float) -> None:
        self._text, self._size = text, size

    @classmethod
    def count(cls, number: int, size: float) -> "More":
        """«… och 7 till, se årslistan»."""
        text = ngettext("… and {n} more; see the year list", "… and {n} more; see the year list", number)
        return cls(text.format(n=number), size)

    def height(self, _wide: float) -> float:
        """One line."""
        return self._size * 1.5

    def draw(self, canvas: Canvas, x: float, y: float, _wide: float) -> None:
        """The words in muted."""
        label(canvas, x + WEEK, y - self._size * 1.1, self._text, size=self._size, colour=LIGHT.muted)


class Task:
    """A task: week, tick box, date, title, mark, and below it why the date was moved and the steps."""

    def __init__(
        self, sheet: MonthSheet, occurrence: Occurrence, size: float, steps: int | None, *, begin: bool, first: bool
    ) -> None:
        self._sheet, self._occurrence, self._size, self._begin = sheet, occurrence, size, begin
        self._day = occurrence.start_by if begin else occurrence.due
        self._week = week(self._day) if first else None
        self._steps, self._hidden = _steps(sheet, occurrence, steps, begin=begin)
        self._closed = occurrence.status in (Status.DONE, Status.SKIPPED)
        self._cache: tuple[float, Any, Any, list[Any], float] | None = None

    @property
    def _box(self) -> float:
        return min(BOX, self._size * 1.26) if self._begin else BOX

    @property
    def _indent(self) -> float:
        """Where the title begins."""
        return WEEK + BOX + 5 + self._size * 3.75

    @property
    def _drop(self) -> float:
        """How far the title's first line hangs below the top when the tick box is taller than it."""
        return max(0.0, max(self._box + 0.4, self._size * 1.2) / 2 - self._size * 0.64)

    def _parts(self, wide: float) -> tuple[float, Any, Any, list[Any], float]:
        """The paragraphs at this width, and the whole height; kept, since it is asked for twice."""
        if self._cache is not None and self._cache[0] == wide:
            return self._cache
        size = self._size
        code = MARKS[self._occurrence.activity.category]
        room = wide - self._indent - mark_width(code, size) - 4
        colour = LIGHT.muted if self._closed else LIGHT.ink
        title = paragraph(self._occurrence.title, size, colour=colour, leading=size * 1.2, room=room)
        high = max(self._box + 0.4, self._drop + title.wrap(room, 1000)[1])
        text = self._remark()
        remark = None
        if text:
            late = self._occurrence.status is Status.LATE
            remark = paragraph(text, size * 0.84, colour=LIGHT.late if late else LIGHT.muted, leading=size * 1.02)
            high += remark.wrap(wide - self._indent, 1000)[1]
        steps = []
        if self._steps:
            high += size * 0.2
            for place, step in enumerate(self._steps, start=1):
                colour = LIGHT.muted if self._ticked(step) else LIGHT.ink
                tail = self._more() if place == len(self._steps) else ""
                text = paragraph(step.text, size * 0.86, colour=colour, leading=size * 1.06, tail=tail)
                high += text.wrap(wide - self._indent - size * 5.2, 1000)[1] + size * 0.16
                steps.append(text)
        self._cache = (wide, title, remark, steps, high)
        return self._cache

    def _more(self) -> str:
        if not self._hidden:
            return ""
        text = ngettext("{n} step more", "{n} steps more", self._hidden).format(n=self._hidden)
        return f"· {text}".replace(" ", "\N{NO-BREAK SPACE}")

    def _ticked(self, step: Step) -> bool:
        return step.id in self._occurrence.steps_done or self._occurrence.status is Status.DONE

    def _remark(self) -> str:
        """What else is to be known: due when, begun when, moved why, late, skipped and why."""
        occurrence = self._occurrence
        parts = []
        if occurrence.status in (Status.LATE, Status.SKIPPED):
            parts.append(status_name(occurrence.status))
            if occurrence.status is Status.SKIPPED and skip_text(occurrence):
                parts[0] += f": {skip_text(occurrence)}"
        if self._begin:
            parts.append(_("due {date}").format(date=day_short(occurrence.due, self._sheet.month)))
        elif occurrence.status is Status.PLANNED and occurrence.lead_days and self._sheet.within(occurrence.start_by):
            parts.append(_("begin by {date}").format(date=day_short(occurrence.start_by, self._sheet.month)))
        if not self._begin:
            parts.append(place_text(occurrence.activity))
        if occurrence.shift is not None and not self._begin:
            parts.append(shift_text(occurrence.shift, self._sheet.month))
        text = " · ".join(part for part in parts if part)
        return text[:1].upper() + text[1:]

    def height(self, wide: float) -> float:
        """The height of title, remark and steps."""
        return self._parts(wide)[4]

    def draw(self, canvas: Canvas, x: float, y: float, wide: float) -> None:
        """Draw all of it."""
        _, title, remark, steps, _high = self._parts(wide)
        size, occurrence = self._size, self._occurrence
        box = self._box
        lead = max(box + 0.4, size * 1.2)
        base = y - lead / 2 - size * 0.33
        if self._week is not None:
            label(canvas, x, base, str(self._week), size=size * 0.8, colour=LIGHT.muted)
        done = occurrence.status is Status.DONE or (self._begin and occurrence.status is Status.STARTED)
        skipped = occurrence.status is Status.SKIPPED
        tick_box(canvas, x + WEEK, y - lead / 2 - box / 2, box, ticked=done, skipped=skipped)
        self._date(canvas, x + WEEK + BOX + 5, base)
        title.drawOn(canvas, x + self._indent, base - title.height + size * 0.97)
        code = MARKS[occurrence.activity.category]
        mark(
            canvas,
            x + wide - mark_width(code, size),
            base,
            code,
            occurrence.activity.category.value,
            size,
            pale=self._closed,
        )
        below = y - max(box + 0.4, self._drop + title.height)
        if remark is not None:
            below -= remark.height
            remark.drawOn(canvas, x + self._indent, below)
        below -= size * 0.2
        for step, text in zip(self._steps, steps, strict=True):
            self._step(canvas, step, text, x + self._indent, below, wide - self._indent)
            below -= text.height + size * 0.16

    def _date(self, canvas: Canvas, x: float, base: float) -> None:
        size = self._size
        colour = LIGHT.muted if self._closed else LIGHT.late if self._occurrence.status is Status.LATE else LIGHT.ink
        label(canvas, x, base, weekday_short(self._day), size=size * 0.86, colour=LIGHT.muted)
        font = fonts.REGULAR if self._begin else fonts.SEMIBOLD
        label(canvas, x + size * 3.2, base, str(self._day.day), font=font, size=size * 1.06, colour=colour, align="right")

    def _step(self, canvas: Canvas, step: Step, text: Any, x: float, y: float, wide: float) -> None:
        size = self._size
        tick_box(canvas, x, y - size * 0.92, size * 0.72, ticked=self._ticked(step))
        text.drawOn(canvas, x + size * 1.2, y - text.height)
        day = self._occurrence.step_date(step)
        label(canvas, x + wide, y - size * 0.86, _brief(day), size=size * 0.8, colour=LIGHT.muted, align="right")


def write_lines(canvas: Canvas, left: float, top: float, right: float, bottom: float, *, boxes: bool = False) -> None:
    """Lines to write on, in the room that is left; with ``boxes`` to tick they are for needs of her own."""
    lines = int((top - 10 - bottom) / NOTE_LINE)
    if lines < 2:
        return
    heading = _("Own needs") if boxes else _("Notes")
    label(canvas, left, top - 18, heading, font=fonts.SEMIBOLD, size=10, colour=LIGHT.muted)
    indent = BOX + 5 if boxes else 0.0
    y = bottom
    while y < top - 18 - NOTE_LINE * 0.9:
        if boxes:
            tick_box(canvas, left, y + 2.5, BOX)
        hairline(canvas, left + indent, y, right, LIGHT.line, 0.7)
        y += NOTE_LINE


def _brief(day: date) -> str:
    """«tis 4 maj»: the same short form as everywhere."""
    return day_short(day)


def _steps(sheet: MonthSheet, occurrence: Occurrence, most: int | None, *, begin: bool) -> tuple[tuple[Step, ...], int]:
    """The steps to show, at most ``most`` (None: all), and how many are left out; those not ticked and due in the month come first.

    A closed task shows none; one to begin shows only those that fall within the month.
    """
    if most == 0 or occurrence.status in (Status.DONE, Status.SKIPPED):
        return (), 0
    within = [step for step in occurrence.activity.steps if sheet.within(occurrence.step_date(step))]
    if most is None:
        return (tuple(within) if begin else occurrence.activity.steps), 0
    left = [step for step in within if step.id not in occurrence.steps_done]
    return tuple(left[:most]), len(left[most:])
