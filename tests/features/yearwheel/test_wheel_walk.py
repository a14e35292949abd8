"""Where the arrow keys lead on the wheel."""

from datetime import date, timedelta

import pytest

from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Occurrence, Rule, Status
from chefsstod.features.yearwheel.wheel_walk import step

TODAY = date(2026, 6, 15)


def occurrence(name: str, category: Category, day: int) -> Occurrence:
    activity = Activity(ActivityId(name), name, category, Rule("FREQ=YEARLY"))
    due = date(2026, 1, 1) + timedelta(days=day)
    return Occurrence(activity, due, due, Status.PLANNED)


A = occurrence("a", Category.EKONOMI, 10)
B = occurrence("b", Category.KVALITET, 40)
C = occurrence("c", Category.EKONOMI, 200)
D = occurrence("d", Category.LEDARSKAP, 230)
YEAR = [A, B, C, D]


@pytest.mark.parametrize(
    ("start", "way", "end"),
    [
        (None, "later", C),
        (A, "later", B),
        (B, "earlier", A),
        (A, "earlier", A),
        (D, "later", D),
        (B, "first", A),
        (None, "last", D),
        (A, "in", B),
        (B, "in", D),
        (D, "in", D),
        (D, "out", B),
        (B, "out", A),
        (A, "out", A),
        (C, "in", B),
    ],
)
def test_a_step_leads_to_the_neighbour_in_time_or_ring(start: Occurrence | None, way: str, end: Occurrence) -> None:
    assert step(YEAR, start, TODAY, way) is end


def test_after_the_last_of_the_year_one_begins_at_the_last() -> None:
    assert step([A, B], None, TODAY, "later") is B


def test_what_is_no_longer_shown_is_no_starting_point() -> None:
    assert step([A, C], B, TODAY, "earlier") is C


def test_where_nothing_is_one_goes_nowhere() -> None:
    assert step([], None, TODAY, "later") is None
