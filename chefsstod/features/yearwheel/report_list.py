"""The year as a list on A4: a table for each month that repeats its head, and the routines summed up with their rule in words."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from chefsstod.features.yearwheel.model import Occurrence, Status
from chefsstod.features.yearwheel.report_sheets import YearSheet
from chefsstod.features.yearwheel.wheel_shapes import span_title
from chefsstod.features.yearwheel.words import MARKS, describe_rrule, shift_text, skip_text, status_name
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_short, month_name, month_title, sort_key, week, weekday_short
from chefsstod.pdf import fonts
from chefsstod.pdf.document import Section, write_flow
from chefsstod.pdf.marks import mark, tick_box
from chefsstod.pdf.paper import Canvas, Meta
from chefsstod.pdf.styles import paragraph
from chefsstod.support.tokens import LIGHT

_SIZE = 9.0
_WIDTHS = (20.0, 50.0, 32.0, 232.0, 40.0, 68.0, 68.0)
_ROUTINE_WIDTHS = (232.0, 178.0, 40.0, 60.0)


def write(sheet: YearSheet, target: Path) -> None:
    """Compose the months and the routines. Raises OSError when the file cannot be written."""
    meta = Meta(
        _("Year list {year}").format(year=span_title(sheet.span)),
        sheet.unit,
        sheet.today,
        _("The recurring tasks of the year, by month"),
    )
    write_flow(target, meta, partial(_sections, sheet), intro=_intro(sheet))


def _intro(sheet: YearSheet) -> str:
    """One line under the title: how many, and what has become of them."""
    count = Counter(o.status for o in sheet.calendar())
    whole = sum(count.values())
    parts = [ngettext("{n} task in the calendar", "{n} tasks in the calendar", whole).format(n=whole)]
    parts += [f"{status_name(status)} {count[status]}" for status in Status if count[status]]
    return " · ".join(parts)


def _sections(sheet: YearSheet) -> list[Section]:
    sections = []
    for month, group in groupby(sheet.calendar(), key=lambda o: o.due.replace(day=1)):
        items = list(group)
        sections.append(Section(f"month-{month.month}", month_title(month), _month(sheet, items)))
    routines = sheet.routines()
    if routines:
        sections.append(Section("routines", _("Routines"), _routines(routines)))
    return sections


def _month(sheet: YearSheet, items: Sequence[Occurrence]) -> list[Any]:
    rows: list[list[Any]] = [
        [month_name(items[0].due.month).capitalize(), "", "", "", "", "", ""],
        ["", _("Due"), _("Week"), _("Task"), _("Ring"), _("Begin by"), _("Status")],
    ]
    rows += [_row(sheet, occurrence) for occurrence in items]
    late = [row for row, occurrence in enumerate(items, start=2) if occurrence.status is Status.LATE]
    return [_table(rows, _WIDTHS, late)]


def _row(sheet: YearSheet, occurrence: Occurrence) -> list[Any]:
    closed = occurrence.status in (Status.DONE, Status.SKIPPED)
    colour = LIGHT.muted if closed else LIGHT.ink
    late = occurrence.status is Status.LATE
    title = [paragraph(occurrence.title, _SIZE, colour=colour, leading=_SIZE * 1.2, room=_WIDTHS[3] - 8)]
    remarks = [skip_text(occurrence)] if occurrence.status is Status.SKIPPED else []
    if occurrence.shift is not None:
        remarks.append(shift_text(occurrence.shift, sheet.today.replace(year=sheet.year, day=1)))
    remark = " · ".join(text for text in remarks if text)
    if remark:
        text = remark[:1].upper() + remark[1:]
        title.append(paragraph(text, _SIZE * 0.84, colour=LIGHT.muted, leading=_SIZE * 1.02, room=_WIDTHS[3] - 8))
    return [
        _box(occurrence),
        _day(occurrence, late=late, colour=colour),
        str(week(occurrence.due)),
        title,
        _mark(occurrence, pale=closed),
        day_short(occurrence.start_by, occurrence.due),
        status_name(occurrence.status),
    ]


def _day(occurrence: Occurrence, *, late: bool, colour: str) -> Any:
    weekday, day = weekday_short(occurrence.due), str(occurrence.due.day)
    shade = LIGHT.late if late else colour

    def draw(canvas: Canvas) -> None:
        from chefsstod.pdf.paper import label

        label(canvas, 0, 2.4, weekday, size=_SIZE * 0.92, colour=LIGHT.muted)
        label(canvas, 33, 2.4, day, font=fonts.SEMIBOLD, size=_SIZE * 1.04, colour=shade, align="right")

    return _drawn(36, draw)


def _box(occurrence: Occurrence) -> Any:
    done, skipped = occurrence.status is Status.DONE, occurrence.status is Status.SKIPPED
    return _drawn(12, lambda canvas: tick_box(canvas, 0, 0.9, 9.6, ticked=done, skipped=skipped))


def _mark(occurrence: Occurrence, *, pale: bool) -> Any:
    category = occurrence.activity.category
    return _drawn(30, lambda canvas: mark(canvas, 0, 2.4, MARKS[category], category.value, _SIZE, pale=pale) and None)


def _drawn(wide: float, draw: Any) -> Any:
    from chefsstod.pdf.document import drawn

    return drawn(wide, _SIZE * 1.2, draw)


def _routines(routines: Sequence[Occurrence]) -> list[Any]:
    groups: dict[str, list[Occurrence]] = {}
    for occurrence in routines:
        groups.setdefault(occurrence.activity.id, []).append(occurrence)
    rows: list[list[Any]] = [
        [_("Routines"), "", "", ""],
        [_("Task"), _("When"), _("Ring"), _("Times")],
    ]
    for group in sorted(groups.values(), key=lambda g: sort_key(g[0].activity.title)):
        activity = group[0].activity
        when = activity.rule.words or describe_rrule(activity.rule.rrule)
        rows.append(
            [
                paragraph(activity.title, _SIZE, leading=_SIZE * 1.2, room=_ROUTINE_WIDTHS[0] - 8),
                paragraph(when[:1].upper() + when[1:], _SIZE * 0.92, colour=LIGHT.muted, leading=_SIZE * 1.2),
                _mark(group[0], pale=False),
                str(len(group)),
            ]
        )
    return [_table(rows, _ROUTINE_WIDTHS)]


def _table(rows: list[list[Any]], widths: Sequence[float], late: Sequence[int] = ()) -> Any:
    """A table whose two first rows, the month and the names of the columns, stand again on every page it runs on to."""
    from reportlab.platypus import Table

    table = Table(rows, colWidths=list(widths), repeatRows=2, hAlign="LEFT")
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 2), (-1, -1), 2.6),
            ("BOTTOMPADDING", (0, 2), (-1, -1), 3.2),
            ("FONT", (0, 0), (-1, 0), fonts.SEMIBOLD, 14, 17),
            ("TEXTCOLOR", (0, 0), (-1, 0), LIGHT.ink),
            ("SPAN", (0, 0), (-1, 0)),
            ("FONT", (0, 1), (-1, 1), fonts.REGULAR, 7.6, 9),
            ("TEXTCOLOR", (0, 1), (-1, 1), LIGHT.muted),
            ("TOPPADDING", (0, 1), (-1, 1), 3),
            ("BOTTOMPADDING", (0, 1), (-1, 1), 3),
            ("LINEBELOW", (0, 1), (-1, 1), 0.6, LIGHT.muted),
            ("LINEBELOW", (0, 2), (-1, -1), 0.5, LIGHT.line),
            ("FONT", (0, 2), (-1, -1), fonts.REGULAR, _SIZE * 0.92, _SIZE * 1.2),
            ("TEXTCOLOR", (0, 2), (-1, -1), LIGHT.muted),
            *(("TEXTCOLOR", (-1, row), (-1, row), LIGHT.late) for row in late),
        ]
    )
    return table
