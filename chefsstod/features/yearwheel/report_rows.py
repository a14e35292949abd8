"""The list that stands beside or below a wheel, as plain rows: the same for every painter. No Qt, no PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from chefsstod.features.yearwheel.geometry import Arc, Wheel, label_text
from chefsstod.features.yearwheel.model import ActivityId, Category, Kind, Occurrence, Status
from chefsstod.features.yearwheel.span import Unit
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short, month_name, month_title


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a heading, a task, or a routine with its letter. ``number`` leads to the wheel."""

    text: str
    short: str = ""
    when: str = ""
    heading: bool = False
    letter: str = ""
    number: int | None = None
    category: Category | None = None
    status: Status = Status.PLANNED


def rows_of(wheel: Wheel) -> list[Row]:
    """A year by month; a month or a quarter by what is due, what goes on, and the routines."""
    if wheel.span.unit is Unit.YEAR:
        return [row for heading, arcs in by_month(wheel.arcs) for row in (Row(heading, heading=True), *map(_row, arcs))]
    tasks = [arc for arc in wheel.arcs if arc.occurrence.activity.kind is Kind.CALENDAR]
    rows: list[Row] = []
    due = [arc for arc in tasks if arc.occurrence.due in wheel.span]
    later = [arc for arc in tasks if arc.occurrence.due > wheel.span.last]
    for heading, arcs in ((_("Due"), due), (_("In progress, due later"), later)):
        if arcs:
            rows += [Row(heading, heading=True), *map(_row, arcs)]
    if wheel.routines:
        rows += [Row(_("Routines"), heading=True), *_routines(wheel.routines)]
    return rows


def by_month(arcs: Sequence[Arc]) -> list[tuple[str, list[Arc]]]:
    """The arcs under the month that they are due in; with its year where there is more than one."""
    across = len({arc.occurrence.due.year for arc in arcs}) > 1

    def heading(first: date) -> str:
        return month_title(first) if across else month_name(first.month).capitalize()

    return [(heading(first), list(found)) for first, found in groupby(arcs, key=lambda arc: arc.occurrence.due.replace(day=1))]


def _row(arc: Arc) -> Row:
    occurrence = arc.occurrence
    return Row(
        occurrence.title,
        short=label_text(occurrence),
        when=day_short(occurrence.due),
        number=arc.number,
        category=occurrence.activity.category,
        status=occurrence.status,
    )


def _routines(arcs: Sequence[Arc]) -> list[Row]:
    """One line for each routine: its letter and the days it comes."""
    days: dict[ActivityId, list[Occurrence]] = {}
    letters: dict[ActivityId, str] = {}
    for arc in arcs:
        days.setdefault(arc.occurrence.activity.id, []).append(arc.occurrence)
        letters[arc.occurrence.activity.id] = arc.label.text
    return [
        Row(
            found[0].title,
            short=label_text(found[0]),
            when=", ".join(str(o.due.day) for o in found),
            letter=letters[name],
            category=found[0].activity.category,
        )
        for name, found in days.items()
    ]
