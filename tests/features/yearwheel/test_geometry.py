"""The layout of the wheel: nothing overlaps, nothing is lost, every label is readable or has a number."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.yearwheel.geometry import Arc, Proportions, Wheel, day_angle, layout
from chefsstod.features.yearwheel.lanes import Place
from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Occurrence, Rule, Status
from chefsstod.features.yearwheel.span import year_span

YEAR = 2027
TODAY = date(2027, 3, 15)
MEASURES = Proportions(label=0.018)


def measure(text: str) -> float:
    return 0.5 * len(text)


def occurrence(
    due: date, *, lead: int = 14, short: str = "Lönesamtal", category: Category = Category.PERSONAL, title: str = "Lönesamtal"
) -> Occurrence:
    activity = Activity(ActivityId(f"{short}-{due}"), title, category, Rule("FREQ=YEARLY"), short=short, lead_days=lead)
    return Occurrence(activity, due, due, Status.PLANNED)


def wheel(*occurrences: Occurrence, today: date = TODAY, proportions: Proportions = MEASURES) -> Wheel:
    return layout(year_span(YEAR), occurrences, today, measure, proportions)


def lanes(picture: Wheel) -> dict[float, list[Arc]]:
    rows: dict[float, list[Arc]] = defaultdict(list)
    for arc in picture.arcs:
        rows[round(arc.inner, 6)].append(arc)
    return {radius: sorted(row, key=lambda arc: arc.start) for radius, row in rows.items()}


@st.composite
def years(draw: st.DrawFn) -> list[Occurrence]:
    found = []
    for number in range(draw(st.integers(0, 60))):
        due = date(YEAR, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
        short = "x" * draw(st.integers(1, 30))
        category = draw(st.sampled_from(list(Category)))
        item = occurrence(due, lead=draw(st.integers(0, 400)), short=short, category=category)
        found.append(replace(item, activity=replace(item.activity, id=ActivityId(str(number)))))
    return found


@given(years())
def test_no_arc_ever_lies_on_another(occurrences: list[Occurrence]) -> None:
    for row in lanes(wheel(*occurrences)).values():
        for one, next_one in pairwise(row):
            assert one.end <= next_one.start + 1e-6


@given(years())
def test_no_label_lies_on_another_arc_or_label(occurrences: list[Occurrence]) -> None:
    for row in lanes(wheel(*occurrences)).values():
        spans = sorted((min(arc.start, arc.label.start), max(arc.end, arc.label.end)) for arc in row)
        for one, next_one in pairwise(spans):
            assert one[1] <= next_one[0] + 1e-6


@given(years())
def test_every_occurrence_is_on_the_wheel_and_named_or_numbered(occurrences: list[Occurrence]) -> None:
    picture = wheel(*occurrences)
    assert len(picture.arcs) == len(occurrences)
    assert [arc.number for arc in picture.legend] == list(range(1, len(picture.legend) + 1))
    for arc in picture.arcs:
        assert arc.label.text == (arc.occurrence.activity.short if arc.number is None else str(arc.number))


@given(years())
def test_everything_stays_between_hub_and_rim_and_within_the_year(occurrences: list[Occurrence]) -> None:
    picture = wheel(*occurrences)
    half = MEASURES.gutter / 2
    for arc in picture.arcs:
        assert MEASURES.hub - 1e-6 <= arc.inner < arc.outer <= MEASURES.rings + 1e-6
        assert half - 1e-6 <= arc.start <= arc.head < arc.end
        assert arc.end <= 360 - half + 1.5  # a head at the innermost radius may need a hair more than its day


def test_a_label_that_fits_stands_on_the_tail() -> None:
    (arc,) = wheel(occurrence(date(2027, 5, 20), lead=60)).arcs
    assert arc.label.place is Place.TAIL
    assert arc.start <= arc.label.start < arc.label.end <= arc.head


def test_a_label_too_long_for_its_tail_stands_beside_the_head() -> None:
    (arc,) = wheel(occurrence(date(2027, 5, 20), lead=2, category=Category.LEDARSKAP)).arcs
    assert (arc.label.place, arc.number) == (Place.AFTER, None)
    assert arc.label.start >= arc.end


def test_a_label_at_the_end_of_the_year_stands_before_its_tail() -> None:
    (arc,) = wheel(occurrence(date(2027, 12, 30), lead=2)).arcs
    assert arc.label.place is Place.BEFORE
    assert arc.label.end <= arc.start


def test_a_name_that_fits_nowhere_becomes_a_number() -> None:
    (arc,) = wheel(occurrence(date(2027, 5, 20), short="x" * 400)).arcs
    assert (arc.number, arc.label.text) == (1, "1")


def test_labels_in_the_lower_half_are_flipped() -> None:
    upper, lower = wheel(occurrence(date(2027, 2, 15)), occurrence(date(2027, 7, 15))).arcs
    assert not upper.label.flipped
    assert lower.label.flipped


def test_work_that_began_last_year_is_notched_and_starts_at_the_edge() -> None:
    before, after = wheel(occurrence(date(2027, 1, 20), lead=60), occurrence(date(2027, 6, 20), lead=60)).arcs
    assert before.notch
    assert before.start == MEASURES.gutter / 2
    assert not after.notch


def test_occurrences_of_another_year_are_left_out() -> None:
    assert wheel(occurrence(date(2026, 12, 31)), occurrence(date(2028, 1, 1))).arcs == ()


def test_the_hand_points_at_today_only_in_its_own_year() -> None:
    middle = wheel(today=date(2027, 7, 2)).hand
    assert middle == pytest.approx(180, abs=1)
    assert wheel(today=date(2026, 7, 2)).hand is None


def test_a_week_is_slack_when_nothing_begins_and_nothing_is_due() -> None:
    picture = wheel(occurrence(date(2027, 5, 20), lead=28))
    busy = [week.number for week in picture.weeks if not week.slack]
    assert busy == [date(2027, 4, 22).isocalendar().week, date(2027, 5, 20).isocalendar().week]


def test_months_and_weeks_cover_the_year_without_a_gap() -> None:
    picture = wheel()
    half = MEASURES.gutter / 2
    for shapes in (picture.sectors, picture.weeks):
        assert shapes[0].start == half
        assert shapes[-1].end == pytest.approx(360 - half)
        assert all(one.end == next_one.start for one, next_one in pairwise(shapes))
    assert [week.number for week in picture.weeks][:2] == [53, 1]


def test_rings_run_from_finance_outermost_to_leadership_innermost_even_when_empty() -> None:
    rings = wheel().rings
    assert [ring.category for ring in rings] == list(Category)
    assert all(outer.inner == pytest.approx(inner.outer) for outer, inner in pairwise(rings))
    assert all(ring.lanes == 1 for ring in rings)


def test_a_focused_ring_widens_and_the_others_give_way() -> None:
    tasks = [occurrence(date(2027, month, 10), lead=40, category=c) for c in Category for month in (3, 4, 5)]
    plain = {ring.category: ring.outer - ring.inner for ring in wheel(*tasks).rings}
    picture = wheel(*tasks, proportions=replace(MEASURES, focus=Category.KVALITET))
    focused = {ring.category: ring.outer - ring.inner for ring in picture.rings}
    assert focused[Category.KVALITET] > plain[Category.KVALITET] * 1.2
    assert all(focused[c] <= plain[c] + 1e-9 for c in Category if c is not Category.KVALITET)


def test_tasks_at_the_same_time_get_lanes_of_their_own() -> None:
    tasks = [occurrence(date(2027, 5, 20), lead=30, short=str(n)) for n in range(4)]
    picture = wheel(*tasks)
    assert len({arc.inner for arc in picture.arcs}) == 4


def test_a_point_finds_the_arc_under_it() -> None:
    picture = wheel(occurrence(date(2027, 5, 20), lead=30))
    (arc,) = picture.arcs
    assert picture.at((arc.inner + arc.outer) / 2, (arc.start + arc.end) / 2) is arc
    assert picture.at(0.1, 0) is None


def test_a_task_without_a_short_name_is_named_by_its_title() -> None:
    (arc,) = wheel(occurrence(date(2027, 5, 20), short="", title="Budget", lead=60)).arcs
    assert arc.label.text == "Budget"


def test_a_leap_year_is_divided_by_its_own_days() -> None:
    leap = year_span(2028)
    assert day_angle(date(2028, 12, 31), leap, 0) == pytest.approx(360 * 365 / 366)
    assert day_angle(date(2029, 5, 1), leap, 0) == 360
    assert day_angle(date(2027, 5, 1), leap, 0) == 0
