from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    Category,
    Kind,
    Occurrence,
    OccurrenceKey,
    OccurrenceState,
    RedDay,
    Rule,
    Shift,
    ShiftCause,
    SkipCause,
    Status,
    Step,
)
from chefsstod.features.yearwheel.recurrence import MAX_SHIFT, expand, settle
from chefsstod.features.yearwheel.resolve import occurrences
from chefsstod.support.holidays import Holiday

TODAY = date(2026, 11, 23)
RULES = (
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=1,5,9;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=WEEKLY;BYDAY=MO,SA", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", "FREQ=MONTHLY;BYDAY=-1FR",
)  # fmt: skip


def task(rrule: str = RULES[0], kind: Kind = Kind.CALENDAR, red_day: RedDay = RedDay.PREVIOUS, name: str = "a") -> Activity:
    steps = (Step("first", "Börja", -10), Step("second", "Avsluta", 0))
    return Activity(ActivityId(name), "Uppgift", Category.EKONOMI, Rule(rrule, red_day=red_day), kind=kind, steps=steps)


def one(activity: Activity, day: date, state: dict[str, object] | None = None, **how: date | None) -> Occurrence:
    key = OccurrenceKey(activity.id, day)
    states = {} if state is None else {key: OccurrenceState(key, **state)}  # type: ignore[arg-type]
    today = how.get("today") or TODAY
    found = occurrences([activity], states, date(2024, 1, 1), date(2029, 12, 31), today=today, tracked_from=how.get("tracked_from"))
    return next(o for o in found if o.original == day)


def test_an_untouched_occurrence_is_planned_until_its_day_has_passed_and_late_after() -> None:
    activity = task()
    assert one(activity, date(2027, 3, 15)).status is Status.PLANNED
    assert one(activity, date(2027, 3, 15), today=date(2027, 3, 15)).status is Status.PLANNED
    assert one(activity, date(2027, 3, 15), today=date(2027, 3, 16)).status is Status.LATE


def test_an_occurrence_before_her_time_is_skipped_in_words_and_never_late() -> None:
    found = one(task(), date(2026, 3, 13 + 2), tracked_from=date(2026, 8, 17))
    assert (found.status, found.skip_cause) == (Status.SKIPPED, SkipCause.BEFORE_START)
    assert one(task(), date(2026, 3, 15), tracked_from=date(2026, 3, 1)).status is Status.LATE


def test_a_routine_is_let_go_when_the_next_one_has_come_but_a_calendar_task_never_is() -> None:
    monthly = "FREQ=MONTHLY;BYMONTHDAY=20"
    old, new = date(2026, 10, 20), date(2026, 11, 20)
    routine = task(monthly, Kind.ROUTINE)
    assert (one(routine, old).status, one(routine, old).skip_cause) == (Status.SKIPPED, SkipCause.SUPERSEDED)
    assert one(routine, new).status is Status.LATE
    assert one(task(monthly), old).status is Status.LATE


def test_the_last_occurrence_of_a_routine_that_has_ended_stays_late() -> None:
    routine = task("FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20260630", Kind.ROUTINE)
    assert one(routine, date(2026, 6, 20)).status is Status.LATE


def test_what_she_decided_stands_whatever_the_day() -> None:
    day = date(2026, 3, 15)
    done = one(task(), day, {"status": Status.DONE, "done_on": date(2026, 3, 1), "note": "Gick bra"})
    assert (done.status, done.done_on, done.note, done.skip_cause) == (Status.DONE, date(2026, 3, 1), "Gick bra", None)
    skipped = one(task(), day, {"status": Status.SKIPPED, "reason": "Ingen period"})
    assert (skipped.status, skipped.skip_cause, skipped.reason) == (Status.SKIPPED, SkipCause.USER, "Ingen period")


def test_a_ticked_step_makes_it_started_before_its_day_and_late_after() -> None:
    day = date(2027, 3, 15)
    ticked: dict[str, object] = {"steps": frozenset({"first"})}
    assert one(task(), day, ticked).status is Status.STARTED
    assert one(task(), day, {"status": Status.STARTED}).status is Status.STARTED
    assert one(task(), day, ticked, today=date(2027, 3, 16)).status is Status.LATE
    assert one(task(), day, {"status": Status.STARTED}, today=date(2027, 3, 16)).status is Status.LATE
    assert one(task(), day, {"note": "Tänk på"}).status is Status.PLANNED


def test_a_note_alone_does_not_make_an_old_task_hers() -> None:
    found = one(task(), date(2026, 3, 15), {"note": "Läs på"}, tracked_from=date(2026, 8, 17))
    assert (found.status, found.skip_cause, found.note) == (Status.SKIPPED, SkipCause.BEFORE_START, "Läs på")


def test_a_move_tells_the_day_it_was_moved_from() -> None:
    found = one(task(), date(2027, 3, 15), {"moved_to": date(2027, 4, 1)})
    assert (found.due, found.shift) == (date(2027, 4, 1), Shift(date(2027, 3, 15), ShiftCause.USER))


def test_a_red_day_moves_it_and_says_why() -> None:
    found = one(task("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"), date(2027, 5, 1))
    assert (found.due, found.shift) == (date(2027, 4, 30), Shift(date(2027, 5, 1), ShiftCause.HOLIDAY, Holiday.MAY_DAY))


def test_an_occurrence_moved_over_the_turn_of_the_year_is_found_in_the_new_year_only() -> None:
    activity = task("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15")
    key = OccurrenceKey(activity.id, date(2026, 12, 15))
    states = {key: OccurrenceState(key, moved_to=date(2027, 1, 12))}

    def year(number: int) -> list[date]:
        window = date(number, 1, 1), date(number, 12, 31)
        return [o.due for o in occurrences([activity], states, *window, today=TODAY, tracked_from=None)]

    assert year(2026) == []
    assert sorted(year(2027)) == [date(2027, 1, 12), date(2027, 12, 15)]


def test_a_red_day_at_the_turn_of_the_year_counts_in_the_year_it_lands_in() -> None:
    activity = task("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1")
    old = occurrences([activity], {}, date(2026, 12, 1), date(2026, 12, 31), today=TODAY, tracked_from=None)
    new = occurrences([activity], {}, date(2027, 1, 1), date(2027, 1, 31), today=TODAY, tracked_from=None)
    assert [o.due for o in old] == [date(2026, 12, 30)]
    assert new == []


def test_an_occurrence_she_touched_survives_when_the_rule_changes() -> None:
    key = OccurrenceKey(ActivityId("a"), date(2026, 3, 15))
    states = {key: OccurrenceState(key, status=Status.DONE, note="Minns detta")}
    changed = task("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=20")
    found = occurrences([changed], states, date(2026, 1, 1), date(2026, 12, 31), today=TODAY, tracked_from=None)
    orphan = next(o for o in found if o.original == key.original)
    assert (orphan.orphan, orphan.due, orphan.note, orphan.status) == (True, date(2026, 3, 15), "Minns detta", Status.DONE)
    assert [o.original for o in found if not o.orphan] == [date(2026, 4, 20)]


def test_an_occurrence_moved_in_from_afar_is_no_orphan() -> None:
    activity = task("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1")
    key = OccurrenceKey(activity.id, date(2027, 5, 1))
    states = {key: OccurrenceState(key, moved_to=date(2027, 9, 1))}
    window = date(2027, 9, 1), date(2027, 9, 30)
    (found,) = occurrences([activity], states, *window, today=TODAY, tracked_from=None)
    assert (found.orphan, found.shift) == (False, Shift(date(2027, 4, 30), ShiftCause.USER))


def test_a_routine_moved_far_has_the_same_status_in_a_narrow_window_as_in_a_wide_one() -> None:
    routine = task("FREQ=MONTHLY;BYMONTHDAY=20", Kind.ROUTINE)
    key = OccurrenceKey(routine.id, date(2026, 1, 20))
    states = {key: OccurrenceState(key, moved_to=date(2026, 4, 15))}

    def within(first: date, last: date) -> Occurrence:
        found = occurrences([routine], states, first, last, today=TODAY, tracked_from=None)
        return next(o for o in found if o.key == key)

    narrow, wide = within(date(2026, 4, 1), date(2026, 4, 30)), within(date(2026, 1, 1), date(2026, 12, 31))
    assert narrow == wide
    assert narrow.skip_cause is SkipCause.SUPERSEDED


# ── whatever she does, on whatever day ──────────────────────────────────────

KINDS = st.sampled_from(list(Kind))
ACTIVITIES = st.builds(task, st.sampled_from(RULES), KINDS, st.sampled_from(list(RedDay)))
TODAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


@st.composite
def touched(draw: st.DrawFn, activity: Activity) -> dict[OccurrenceKey, OccurrenceState]:
    """What she may have done to some dates, most of them the rule's, some of them no longer."""
    dates = st.sampled_from(expand(activity.rule, FIRST, LAST) or (FIRST,)) | st.dates(FIRST, LAST)
    result = {}
    for original in draw(st.lists(dates, max_size=5, unique=True)):
        key = OccurrenceKey(activity.id, original)
        status = draw(st.sampled_from([None, Status.STARTED, Status.DONE, Status.SKIPPED]))
        moved = draw(st.one_of(st.none(), st.integers(-390, 390).map(lambda n, day=original: day + timedelta(days=n))))
        steps = draw(st.frozensets(st.sampled_from(["first", "second"])))
        result[key] = OccurrenceState(key, status, moved, note=draw(st.sampled_from(["", "x"])), steps=steps)
    return result


@settings(max_examples=80)
@given(st.data(), ACTIVITIES, TODAYS, st.one_of(st.none(), TODAYS))
def test_every_date_is_there_exactly_once_over_windows_side_by_side(
    data: st.DataObject, activity: Activity, today: date, tracked: date | None
) -> None:
    states = data.draw(touched(activity))
    cuts = sorted(data.draw(st.lists(st.dates(FIRST, LAST), max_size=4, unique=True)))
    edges = [FIRST - timedelta(days=420), *cuts, LAST + timedelta(days=420)]
    pieces: list[Occurrence] = []
    for low, high in pairwise(edges):
        last = high if high == edges[-1] else high - timedelta(days=1)
        pieces += occurrences([activity], near(states, low, last), low, last, today=today, tracked_from=tracked)
    whole = occurrences([activity], states, edges[0], edges[-1], today=today, tracked_from=tracked)
    assert sorted(pieces, key=lambda o: o.original) == sorted(whole, key=lambda o: o.original)
    originals = [o.original for o in whole]
    assert len(originals) == len(set(originals))
    dates = set(expand(activity.rule, FIRST, LAST))
    assert dates | {key.original for key in states} <= set(originals)
    assert {o.original for o in whole if o.orphan} == {key.original for key in states} - dates
    for occurrence in whole:
        check_status(occurrence, states.get(occurrence.key), today, tracked)


def near(states: dict[OccurrenceKey, OccurrenceState], low: date, high: date) -> dict[OccurrenceKey, OccurrenceState]:
    """The rows that a window needs, as its docstring says."""
    reach = low - MAX_SHIFT, high + MAX_SHIFT
    return {
        key: state
        for key, state in states.items()
        if reach[0] <= key.original <= reach[1] or (state.moved_to is not None and reach[0] <= state.moved_to <= reach[1])
    }


def check_status(occurrence: Occurrence, state: OccurrenceState | None, today: date, tracked: date | None) -> None:
    status, cause = occurrence.status, occurrence.skip_cause
    assert (cause is not None) == (status is Status.SKIPPED)
    if state is not None and state.status in (Status.DONE, Status.SKIPPED):
        assert status is state.status
    elif occurrence.due >= today:
        assert status in (Status.PLANNED, Status.STARTED)
    elif status is Status.SKIPPED:
        before = tracked is not None and occurrence.due < tracked
        assert cause is (SkipCause.BEFORE_START if before else SkipCause.SUPERSEDED)
        assert before or occurrence.activity.kind is Kind.ROUTINE
    else:
        assert status is Status.LATE
    if state is None or state.moved_to is None:
        expected = occurrence.original if occurrence.orphan else settle(occurrence.original, occurrence.activity.rule.red_day)[0]
        assert occurrence.due == expected
