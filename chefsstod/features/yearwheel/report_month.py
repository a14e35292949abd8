"""The month on one A4 page. The page tries its fullest form first and grows denser until everything has room."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.report_month_items import BOX, Heading, Item, More, Task
from chefsstod.features.yearwheel.report_month_side import Side
from chefsstod.features.yearwheel.report_sheets import MonthSheet
from chefsstod.i18n import _
from chefsstod.i18n.dates import month_title, week
from chefsstod.pdf import fonts
from chefsstod.pdf.paper import (
    A4,
    FOOT_BASE,
    HEAD_BASE,
    MARGIN,
    MM,
    Canvas,
    Meta,
    draw_foot,
    draw_head,
    hairline,
    label,
    one_page,
)
from chefsstod.support.tokens import LIGHT


@dataclass(frozen=True, slots=True)
class Density:
    """How much room a task is given. ``steps``: how many of each at most, None for all; ``notes``: lines to write on at least."""

    size: float
    steps: int | None
    gap: float
    columns: int = 1
    notes: int = 0


DENSITIES = (
    Density(10.5, None, 8, notes=5),
    Density(10, None, 6, notes=4),
    Density(9.5, None, 4.5, notes=3),
    Density(9.5, 4, 5, notes=3),
    Density(9.5, 3, 5, notes=3),
    Density(9, 3, 4, notes=3),
    Density(9, 2, 4, notes=2),
    Density(8.5, 3, 3, notes=2),
    Density(8.5, 2, 3, notes=2),
    Density(8.5, 1, 3, notes=2),
    Density(8.2, 1, 1.5),
    Density(9, 0, 4),
    Density(8.5, 0, 1.5),
    Density(7.5, 0, 0.4),
    Density(7.5, 0, 0.8, columns=2),
    Density(6.5, 0, 0.2, columns=2),
)
"""From the most generous to the tightest; the first that holds everything is used, the last one counts what it leaves out."""

SIDE = 52 * MM
GUTTER = 8 * MM
NOTE_LINE = 8 * MM


def write(sheet: MonthSheet, target: Path) -> None:
    """Find the density and paint. Raises OSError when the file cannot be written."""
    meta = Meta(month_title(sheet.month), sheet.unit, sheet.today, _("What to begin and what is due this month"))
    fonts.register()
    one_page(target, A4, meta, lambda canvas: _paint(canvas, sheet, meta))


def _paint(canvas: Canvas, sheet: MonthSheet, meta: Meta) -> None:
    draw_head(canvas, meta.title, meta.unit, A4, large=True)
    top, bottom = A4[1] - HEAD_BASE - 24, FOOT_BASE + 24
    left, right = MARGIN, A4[0] - MARGIN
    split = right - SIDE
    used = _tasks(canvas, sheet, left, top, split - GUTTER, bottom)
    side_notes = Side(sheet).draw(canvas, split, top, right, bottom)
    _notes(canvas, left, used, split - GUTTER, bottom)
    if side_notes - bottom > 3 * NOTE_LINE and used - bottom < 3 * NOTE_LINE:
        _notes(canvas, split, side_notes, right, bottom)
    draw_foot(canvas, meta, 1, 1, left, right)


def _tasks(canvas: Canvas, sheet: MonthSheet, left: float, top: float, right: float, bottom: float) -> float:
    """Paint what to begin and what is due; returns the y below the lowest one."""
    count = len(sheet.to_start()) + len(sheet.due())
    for density in DENSITIES:
        if count * (BOX + density.gap) > density.columns * (top - bottom):
            continue  # it cannot fit; no need to set the type to find out
        wide = (right - left - (density.columns - 1) * 12) / density.columns
        columns = _flow(_items(sheet, density), wide, top - bottom - density.notes * NOTE_LINE, density)
        if columns is not None:
            break
    else:
        density = DENSITIES[-1]
        wide = (right - left - (density.columns - 1) * 12) / density.columns
        columns = _cut(_items(sheet, density), wide, top - bottom, density)
    lowest = top
    for place, column in enumerate(columns):
        y = top
        for item in column:
            x = left + place * (wide + 12)
            item.draw(canvas, x, y, wide)
            y -= item.height(wide) + density.gap
        lowest = min(lowest, y)
    return lowest


def _items(sheet: MonthSheet, density: Density) -> list[Item]:
    """The two lists with their headings, as things that know their height."""
    start, due = sheet.to_start(), sheet.due()
    items: list[Item] = []
    if start:
        items.append(Heading(_("Begin"), _("so that it is ready in time"), density.size))
        items += _list(sheet, start, density, begin=True)
    items.append(Heading(_("Due"), "", density.size, later=bool(start)))
    items += _list(sheet, due, density, begin=False)
    if not due:
        items.append(More(_("Nothing in the calendar is due this month."), density.size))
    return items


def _list(sheet: MonthSheet, occurrences: Sequence[Occurrence], density: Density, *, begin: bool) -> list[Item]:
    """The tasks of one list; the first of each week carries its number."""
    tasks: list[Item] = []
    seen: set[int] = set()
    for occurrence in occurrences:
        number = week(occurrence.start_by if begin else occurrence.due)
        tasks.append(Task(sheet, occurrence, density.size, density.steps, begin=begin, first=number not in seen))
        seen.add(number)
    return tasks


def _flow(items: Sequence[Item], wide: float, high: float, density: Density) -> list[list[Item]] | None:
    """The items in columns, or None when they do not fit. A heading never stands last in a column."""
    columns: list[list[Item]] = [[]]
    left = high
    for place, item in enumerate(items):
        need = item.height(wide)
        follow = items[place + 1].height(wide) + density.gap if isinstance(item, Heading) and place + 1 < len(items) else 0
        if need + follow > left:
            if len(columns) == density.columns:
                return None
            columns.append([])
            left = high
        columns[-1].append(item)
        left -= need + density.gap
    return columns


def _cut(items: Sequence[Item], wide: float, high: float, density: Density) -> list[list[Item]]:
    """As many items as there is room for, and a line that says how many more there are."""
    low, most = 1, len(items)
    best: list[list[Item]] = [[More.count(len(items), density.size)]]
    while low <= most:
        middle = (low + most) // 2
        left_out = sum(isinstance(item, Task) for item in items[middle:])
        found = _flow([*items[:middle], More.count(left_out, density.size)], wide, high, density)
        if found is None:
            most = middle - 1
        else:
            best, low = found, middle + 1
    return best


def _notes(canvas: Canvas, left: float, top: float, right: float, bottom: float) -> None:
    """Lines to write on, in the room that is left."""
    lines = int((top - 10 - bottom) / NOTE_LINE)
    if lines < 2:
        return
    label(canvas, left, top - 18, _("Notes"), font=fonts.SEMIBOLD, size=10, colour=LIGHT.muted)
    y = bottom
    while y < top - 18 - NOTE_LINE * 0.9:
        hairline(canvas, left, y, right, LIGHT.line, 0.7)
        y += NOTE_LINE
