"""The wheel of any span: a year from any month, a quarter, a month; heat, steps, and what goes on beyond the edges."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.yearwheel.geometry import (
    Arc,
    Proportions,
    StepMark,
    Wheel,
    day_angle,
    day_at,
    lane_width,
    layout,
    shown_in,
    span_title,
)
from chefsstod.features.yearwheel.lanes import Place
from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Kind, Occurrence, Rule, Status
from chefsstod.features.yearwheel.month_geometry import letter
from chefsstod.features.yearwheel.span import Span, Unit, span_of, year_span
from chefsstod.i18n import set_language
from chefsstod.support.holidays import is_workday

MEASURES = Proportions(label=0.018)
MARCH = span_of(Unit.MONTH, date(2027, 3, 1))
SPRING = span_of(Unit.QUARTER, date(2027, 3, 1))


def measure(text: str) -> float:
    return 0.5 * len(text)


def occurrence(
    due: date,
    *,
    lead: int = 14,
    short: str = "Lönesamtal",
    category: Category = Category.PERSONAL,
    kind: Kind = Kind.CALENDAR,
    name: str = "",
) -> Occurrence:
    activity = Activity(
        ActivityId(name or f"{short}-{due}"), short, category, Rule("FREQ=YEARLY"), short=short, lead_days=lead, kind=kind
    )
    return Occurrence(activity, due, due, Status.PLANNED)


def wheel(span: Span, *occurrences: Occurrence, today: date = date(2027, 3, 15), **more: object) -> Wheel:
    return layout(span, occurrences, today, measure, MEASURES, **more)  # type: ignore[arg-type]


spans = st.builds(
    span_of,
    st.sampled_from([Unit.YEAR, Unit.QUARTER, Unit.MONTH]),
    st.dates(date(2019, 1, 1), date(2033, 12, 31)),
    st.integers(1, 12),
)


@st.composite
def spans_with_tasks(draw: st.DrawFn) -> tuple[Span, list[Occurrence]]:
    span = draw(spans)
    found = []
    for number in range(draw(st.integers(0, 45))):
        item = occurrence(
            span.first + timedelta(days=draw(st.integers(-20, span.days + 60))),
            lead=draw(st.integers(0, 400)),
            short="x" * draw(st.integers(1, 30)),
            category=draw(st.sampled_from(list(Category))),
            kind=draw(st.sampled_from([Kind.CALENDAR, Kind.CALENDAR, Kind.ROUTINE])),
            name=str(number),
        )
        found.append(item)
    return span, found


def rows(picture: Wheel) -> list[list[Arc]]:
    found: dict[float, list[Arc]] = defaultdict(list)
    for arc in picture.arcs:
        found[round(arc.inner, 6)].append(arc)
    return [sorted(row, key=lambda arc: arc.start) for row in found.values()]


@given(spans_with_tasks())
def test_no_arc_and_no_label_lies_on_another_in_any_span(case: tuple[Span, list[Occurrence]]) -> None:
    for row in rows(wheel(case[0], *case[1])):
        spans_taken = sorted((min(arc.start, arc.label.start), max(arc.end, arc.label.end)) for arc in row)
        for one, next_one in pairwise(spans_taken):
            assert one[1] <= next_one[0] + 1e-6


@given(spans_with_tasks())
def test_everything_that_is_in_progress_is_on_the_wheel_once_and_in_order(case: tuple[Span, list[Occurrence]]) -> None:
    span, items = case
    picture = wheel(span, *items)
    assert [arc.occurrence for arc in picture.everything] == shown_in(span, items)
    for item in items:
        begin = item.due if item.activity.kind is Kind.ROUTINE else item.start_by
        expected = item.due in span if span.unit is Unit.YEAR else begin <= span.last and item.due >= span.first
        assert (picture.arc_of(item.key) is not None) == expected


@given(spans_with_tasks())
def test_everything_stays_within_its_band_and_its_span(case: tuple[Span, list[Occurrence]]) -> None:
    picture = wheel(*case[:1], *case[1])
    half = MEASURES.gutter / 2
    floor = picture.routine_band[1] if picture.routine_band else MEASURES.hub
    for arc in picture.arcs:
        assert floor - 1e-6 <= arc.inner < arc.outer <= MEASURES.rings + 1e-6
        assert half - 1e-6 <= arc.start <= arc.head <= arc.end <= 360 - half + 4
        assert arc.beyond == (arc.occurrence.due > case[0].last)
        assert (arc.head == arc.end) == arc.beyond
    cells = sorted((arc.start, arc.outer, arc.inner, arc.end) for arc in picture.routines)
    for one, next_one in pairwise(cells):
        assert one[3] <= next_one[0] or next_one[1] <= one[2] + 1e-9 or one[1] <= next_one[2] + 1e-9


@given(spans)
def test_sectors_and_weeks_cover_any_span_without_a_gap(span: Span) -> None:
    picture = wheel(span)
    half = MEASURES.gutter / 2
    for shapes in (picture.sectors, picture.weeks):
        assert shapes[0].start == pytest.approx(half)
        assert shapes[-1].end == pytest.approx(360 - half)
        assert all(one.end == pytest.approx(next_one.start) for one, next_one in pairwise(shapes))
    assert [week.number for week in picture.weeks] == [week.monday.isocalendar().week for week in picture.weeks]


@given(spans, st.integers(0, 365))
def test_the_angle_of_a_day_leads_back_to_the_day(span: Span, number: int) -> None:
    day = span.first + timedelta(days=number % span.days)
    middle = (day_angle(day, span, 7) + day_angle(day + timedelta(days=1), span, 7)) / 2
    assert day_at(middle, span, 7) == day
    assert day_at(day_angle(day, span, 7), span, 7) == day
    assert day_at(0, span, 7) == span.first
    assert day_at(360, span, 7) == span.last


def test_a_year_may_begin_in_august() -> None:
    span = year_span(2026, 8)
    picture = wheel(span, occurrence(date(2026, 7, 31)), occurrence(date(2026, 8, 3)), occurrence(date(2027, 7, 30)))
    assert [sector.month for sector in picture.sectors] == [8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7]
    assert [arc.occurrence.due for arc in picture.arcs] == [date(2026, 8, 3), date(2027, 7, 30)]
    assert [arc.notch for arc in picture.arcs] == [True, False]
    assert picture.year == 2026
    assert picture.hand is not None


def test_a_year_with_53_weeks_has_them_all() -> None:
    assert [week.number for week in wheel(year_span(2026)).weeks] == list(range(1, 54))


def test_a_month_has_its_days_for_sectors_with_days_off_shaded() -> None:
    picture = wheel(MARCH)
    assert [sector.first.day for sector in picture.sectors] == list(range(1, 32))
    assert all(sector.shaded == sector.red == (not is_workday(sector.first)) for sector in picture.sectors)
    assert picture.sectors[28].red  # Easter Monday
    assert picture.week_band[0] == picture.sector_band[1] == MEASURES.weeks
    year = wheel(year_span(2027))
    assert (year.week_band[1], year.sector_band[1]) == (MEASURES.weeks, 1.0)


def test_work_that_goes_on_after_the_month_has_no_head_and_runs_to_the_edge() -> None:
    (arc,) = wheel(MARCH, occurrence(date(2027, 4, 20), lead=60)).arcs
    assert arc.notch
    assert arc.beyond
    assert arc.start == MEASURES.gutter / 2
    assert arc.head == arc.end == pytest.approx(360 - MEASURES.gutter / 2)


def test_a_name_that_has_no_room_beyond_the_edge_becomes_a_number_on_the_tail() -> None:
    (arc,) = wheel(SPRING, occurrence(date(2027, 5, 20), lead=51, short="x" * 2000)).arcs
    assert (arc.number, arc.label.text) == (1, "1")
    crowd = [occurrence(date(2027, 4, 1), lead=1, short="x" * 2000, name=str(n)) for n in range(3)]
    assert {arc.label.place for arc in wheel(SPRING, *crowd).arcs} <= {Place.BEFORE, Place.TAIL}


def test_the_routines_of_a_month_have_the_innermost_ring_and_a_letter_each() -> None:
    weekly = [occurrence(date(2027, 3, day), short="Avstämning", kind=Kind.ROUTINE, name="weekly") for day in (1, 8, 15)]
    weekly = [replace(one, original=one.due) for one in weekly]
    monthly = occurrence(date(2027, 3, 8), short="Attest", kind=Kind.ROUTINE, category=Category.EKONOMI, name="monthly")
    picture = wheel(MARCH, *weekly, monthly, occurrence(date(2027, 3, 20)))
    assert [(arc.occurrence.due.day, arc.label.text) for arc in picture.routines] == [(1, "a"), (8, "b"), (8, "a"), (15, "a")]
    assert picture.routine_band is not None
    assert picture.routine_band[0] == MEASURES.hub
    assert all(ring.inner >= picture.routine_band[1] - 1e-9 for ring in picture.rings)
    eighth = [arc for arc in picture.routines if arc.occurrence.due.day == 8]
    assert eighth[0].inner > eighth[1].outer
    assert picture.at(eighth[1].radius, (eighth[1].start + eighth[1].end) / 2) is eighth[1]
    assert len(picture.everything) == 5


def test_letters_go_on_after_z() -> None:
    assert [letter(number) for number in (0, 25, 26, 27, 52)] == ["a", "z", "aa", "ab", "ba"]


def test_the_heat_ring_tells_each_week_and_takes_room_from_the_rings() -> None:
    monday = date(2027, 3, 8)
    load = {monday: 0.5, monday + timedelta(days=7): 1.2, monday + timedelta(days=14): 9.0, monday - timedelta(days=7): 0.0}
    picture = wheel(year_span(2027), occurrence(date(2027, 3, 20)), heat=load)
    ring = picture.heat
    assert ring is not None
    assert [(bar.week.monday, bar.over) for bar in ring.bars] == [(monday, False), *((d, True) for d in list(load)[1:3])]
    half, more, much = ring.bars
    assert ring.inner < half.outer < ring.full < more.outer < much.outer == pytest.approx(ring.outer)
    assert all(other.outer <= ring.inner + 1e-9 for other in picture.rings)
    assert ring.at(ring.outer, (more.week.start + more.week.end) / 2) is more
    assert ring.at(0.5, half.week.start) is None
    assert wheel(year_span(2027)).heat is None
    assert lane_width(year_span(2027), [], measure, MEASURES, heat=load) <= lane_width(year_span(2027), [], measure, MEASURES)


def test_steps_lie_on_the_edge_of_their_arc_and_a_thread_leads_to_those_beyond_it() -> None:
    item = occurrence(date(2027, 5, 20), lead=30)
    days = (date(2027, 3, 1), date(2027, 5, 5), date(2027, 6, 30), date(2028, 1, 5))
    steps = [StepMark(item, str(n), "Steg", day, collides=n == 1) for n, day in enumerate(days)]
    picture = wheel(year_span(2027), item, marks=[*steps, StepMark(occurrence(date(2029, 1, 1)), "x", "", days[0])])
    (arc,) = picture.arcs
    before, on, after = picture.marks
    assert before.thread == (before.angle, arc.start)
    assert after.thread == (arc.end, after.angle)
    assert on.thread is None
    assert arc.start < on.angle < arc.end
    assert {mark.radius for mark in picture.marks} <= {arc.inner, arc.outer}
    assert picture.mark_at(on.radius, on.angle) is on
    assert picture.mark_at(on.radius - 0.1, on.angle) is None
    assert len(on.corners(0.01)) == 3
    assert len(before.corners(0.01)) == 4


def test_the_title_names_the_span_in_short() -> None:
    set_language("sv")
    assert span_title(year_span(2027)) == "2027"
    assert span_title(year_span(2026, 8)) == "2026/27"
    assert span_title(year_span(2099, 2)) == "2099/00"
    assert span_title(MARCH) == "mars 2027"
    assert span_title(SPRING) == "januari–mars 2027"
    assert span_title(span_of(Unit.QUARTER, date(2027, 1, 5), 12)) == "december 2026–februari 2027"
    assert span_title(span_of(Unit.DAY, date(2027, 1, 5))) == "5 januari 2027"
