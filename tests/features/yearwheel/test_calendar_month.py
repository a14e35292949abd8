"""The days of a month and the card of a day, as pure data."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.yearwheel.calendar_month import day_sheet, month_cells, month_edges, progress
from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Kind, Occurrence, Rule, Status
from chefsstod.support.holidays import Holiday


def occurrence(name: str, due: date, lead: int = 0, status: Status = Status.PLANNED, kind: Kind = Kind.CALENDAR) -> Occurrence:
    activity = Activity(ActivityId(name), name, Category.EKONOMI, Rule("FREQ=YEARLY"), kind=kind, lead_days=lead)
    return Occurrence(activity, due, due, status)


@given(month=st.dates(date(2000, 1, 1), date(2099, 12, 1)).map(lambda day: day.replace(day=1)))
def test_a_calendar_holds_whole_weeks_and_the_whole_month(month: date) -> None:
    weeks = month_cells(month, [])
    days = [cell.day for week in weeks for cell in week]
    assert 4 <= len(weeks) <= 6
    assert (days[0], days[-1]) == month_edges(month)
    assert days[0].weekday() == 0
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))
    inside = [cell.day for week in weeks for cell in week if cell.in_month]
    assert inside[0] == month
    assert all((day.year, day.month) == (month.year, month.month) for day in inside)


def test_a_day_holds_what_is_due_then_routines_then_what_should_be_started() -> None:
    routine = occurrence("a-rutin", date(2026, 3, 12), kind=Kind.ROUTINE, lead=3)
    task = occurrence("b-uppgift", date(2026, 3, 12))
    later = occurrence("c-senare", date(2026, 4, 20), lead=39)
    begun = occurrence("d-begun", date(2026, 4, 20), lead=39, status=Status.STARTED)
    cells = {cell.day: cell for week in month_cells(date(2026, 3, 1), [routine, task, later, begun]) for cell in week}
    assert cells[date(2026, 3, 12)].entries == ((task, False), (routine, False), (later, True))
    assert cells[date(2026, 3, 11)].entries == ()


@pytest.mark.parametrize(
    ("day", "name", "red", "workday"),
    [
        (date(2026, 6, 19), Holiday.MIDSUMMER_EVE, True, False),
        (date(2026, 6, 20), Holiday.MIDSUMMER_DAY, True, False),
        (date(2026, 6, 27), None, False, False),
        (date(2026, 6, 28), None, True, False),
        (date(2026, 6, 22), None, False, True),
    ],
)
def test_red_days_are_named(day: date, name: Holiday | None, red: bool, workday: bool) -> None:
    cell = next(c for week in month_cells(date(2026, 6, 1), []) for c in week if c.day == day)
    assert (cell.holiday, cell.red, cell.workday) == (name, red, workday)


def test_a_card_sorts_what_concerns_the_day() -> None:
    day = date(2026, 3, 12)
    due = occurrence("due", day, lead=5)
    start = occurrence("start", date(2026, 4, 1), lead=20)
    under_way = occurrence("under", date(2026, 3, 20), lead=20)
    done = occurrence("done", date(2026, 3, 20), lead=20, status=Status.DONE)
    routine = occurrence("routine", day, kind=Kind.ROUTINE)
    other = occurrence("other", date(2026, 3, 14), lead=1)
    sheet = day_sheet(day, [due, start, under_way, done, routine, other])
    assert (sheet.due, sheet.to_start, sheet.under_way, sheet.routines) == ((due,), (start,), (under_way,), (routine,))
    assert not sheet.empty
    assert day_sheet(day, [other]).empty
    assert progress(under_way, day) == (12, 20)
    assert progress(due, date(2026, 4, 1)) == (5, 5)
    assert progress(occurrence("no lead", day), day) == (0, 1)
