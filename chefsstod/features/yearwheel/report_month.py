"""The month on one A4 page. It tries its fullest form first and grows denser until everything has room; a full month has its
themes on a second page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.report_month_items import BOX, NOTE_LINE, Heading, Item, More, Own, RingHeading, Task, write_lines
from chefsstod.features.yearwheel.report_month_side import Side
from chefsstod.features.yearwheel.report_month_theme import Band, theme_page
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
    fitted,
    label,
    open_canvas,
)
from chefsstod.support.files import produce_atomically
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


EASY = 10
"""How many of the densities are easy to read; a month that needs a tighter one has its themes on a second page."""
_BAND_SIZES = (9.2, 8.8, 8.4, 8.0)


def write(sheet: MonthSheet, target: Path) -> None:
    """Find the density and paint. Raises OSError when the file cannot be written."""
    meta = Meta(month_title(sheet.month), sheet.unit, sheet.today, _("What to begin and what is due this month"))
    fonts.register()
    band = _band(sheet)
    second = sheet.theme is not None and not sheet.theme.empty and band is None

    def produce(path: Path) -> None:
        canvas = open_canvas(path, A4, meta)
        canvas.bookmarkPage("top")
        canvas.addOutlineEntry(meta.title, "top", level=0)
        _paint(canvas, sheet, meta, band, pages=2 if second else 1)
        canvas.showPage()
        if second:
            canvas.bookmarkPage("themes")
            canvas.addOutlineEntry(_("Themes of the month"), "themes", level=0)
            theme_page(canvas, sheet, meta, 2, 2)
            canvas.showPage()
        canvas.save()

    produce_atomically(target, produce)


def _band(sheet: MonthSheet) -> Band | None:
    """The themes as they fit below the tasks, or None when they do not, or when there are none."""
    if sheet.theme is None or (sheet.theme.empty and not sheet.theme.note):
        return None
    wide = A4[0] - 2 * MARGIN
    least = Side(sheet).least(SIDE)
    made: dict[Density, list[Item]] = {}  # the type is set once, not again for each size of the band
    for size in _BAND_SIZES:
        band = Band(sheet.theme, wide, size)
        high = _TOP - _BOTTOM - band.height
        tasks = wide - SIDE - GUTTER
        if least <= high and any(_fitted(sheet, density, tasks, high, made) for density in DENSITIES[:EASY]):
            return band
    return None


_TOP, _BOTTOM = A4[1] - HEAD_BASE - 24, FOOT_BASE + 24


def _paint(canvas: Canvas, sheet: MonthSheet, meta: Meta, band: Band | None, *, pages: int) -> None:
    draw_head(canvas, meta.title, meta.unit, A4, large=True)
    left, right = MARGIN, A4[0] - MARGIN
    bottom = _BOTTOM
    if band is not None:
        band.draw(canvas, left, bottom)
        bottom += band.height
    elif pages > 1:
        label(canvas, left, bottom - 8, fitted(_pointer(sheet), fonts.REGULAR, 8, right - left), size=8, colour=LIGHT.muted)
        bottom += 8
    split = right - SIDE
    used = _tasks(canvas, sheet, left, _TOP, split - GUTTER, bottom)
    side_notes = Side(sheet).draw(canvas, split, _TOP, right, bottom)
    write_lines(canvas, left, used, split - GUTTER, bottom, boxes=sheet.theme is not None and not sheet.needs)
    if side_notes - bottom > 3 * NOTE_LINE and used - bottom < 3 * NOTE_LINE:
        write_lines(canvas, split, side_notes, right, bottom)
    draw_foot(canvas, meta, 1, pages, left, right)


def _pointer(sheet: MonthSheet) -> str:
    """«Teman på nästa sida: Kränkande särbehandling · Hemma igen»."""
    theme = sheet.theme
    talks = (theme.apt, theme.case, theme.routine) if theme else ()
    titles = " · ".join(talk.title for talk in talks if talk is not None)
    return _("Themes on the next page: {titles}").format(titles=titles)


def _tasks(canvas: Canvas, sheet: MonthSheet, left: float, top: float, right: float, bottom: float) -> float:
    """Paint what to begin and what is due; returns the y below the lowest one."""
    for density in DENSITIES:
        columns = _fitted(sheet, density, right - left, top - bottom)
        if columns is not None:
            wide = _wide(density, right - left)
            break
    else:
        density = DENSITIES[-1]
        wide = _wide(density, right - left)
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


def _wide(density: Density, room: float) -> float:
    return (room - (density.columns - 1) * 12) / density.columns


def _fitted(
    sheet: MonthSheet, density: Density, room: float, high: float, made: dict[Density, list[Item]] | None = None
) -> list[list[Item]] | None:
    """The tasks in columns at this density, with its lines to write on below; None when they do not fit.

    ``made`` keeps the rows of each density from one call to the next.
    """
    count = len(sheet.to_start()) + len(sheet.due()) + len(sheet.needs)
    if count * (BOX + density.gap) > density.columns * high:
        return None  # it cannot fit; no need to set the type to find out
    items = (made or {}).get(density) or _items(sheet, density)
    if made is not None:
        made[density] = items
    return _flow(items, _wide(density, room), high - density.notes * NOTE_LINE, density)


def _items(sheet: MonthSheet, density: Density) -> list[Item]:
    """The two lists with their headings, as things that know their height."""
    start, due = sheet.to_start(), sheet.due()
    items: list[Item] = []
    if start:
        items.append(Heading(_("Begin"), _("so that it is ready in time"), density.size))
        items += _list(sheet, start, density, begin=True)
    items.append(Heading(_("Due"), "", density.size, later=bool(start)))
    if sheet.by_category:
        for place, (category, found) in enumerate(sheet.due_by_category()):
            items.append(RingHeading(category, density.size, later=place > 0))
            items += _list(sheet, found, density, begin=False)
    else:
        items += _list(sheet, due, density, begin=False)
    if not due:
        items.append(More(_("Nothing in the calendar is due this month."), density.size))
    if sheet.needs:
        items.append(Heading(_("Own needs"), "", density.size, later=True))
        items += [Own(need, density.size) for need in sheet.needs]
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
        if need + _below(items, place, wide, density) > left:
            if len(columns) == density.columns:
                return None
            columns.append([])
            left = high
        columns[-1].append(item)
        left -= need + density.gap
    return columns


def _below(items: Sequence[Item], place: int, wide: float, density: Density) -> float:
    """What must have room below a heading: the headings that follow it, and the first task under them."""
    high = 0.0
    while isinstance(items[place], Heading) and place + 1 < len(items):
        place += 1
        high += items[place].height(wide) + density.gap
    return high


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
