"""What a week holds, what it has room for, and which weeks would do to catch up in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chefsstod.features.workload.model import (
    Leave,
    LeaveId,
    SlackWeek,
    WeekLoad,
    heat_of,
    loads,
    room_of,
    scale_of,
    suggest_slack,
)
from chefsstod.features.workload.words import (
    day_facts,
    days_text,
    largest_text,
    leave_text,
    method_text,
    pieces_text,
    spoken,
    state_text,
    suggestion_text,
    summary,
    tool_tip,
)
from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Kind, Occurrence, Rule, Status, Step

TODAY = date(2026, 11, 23)
MONDAY = date(2027, 2, 8)
LEAVE = Leave(LeaveId("x"), date(2027, 2, 11), date(2027, 2, 14), "skidor")


def made(name: str, hours: float, *, due: date = date(2027, 2, 12), kind: Kind = Kind.CALENDAR, steps: bool = True) -> Occurrence:
    parts = (Step("a", "Först", -3), Step("b", "Sist", 0)) if steps else ()
    activity = Activity(
        ActivityId(name),
        f"Uppgift {name}",
        Category.KVALITET,
        Rule("FREQ=YEARLY"),
        hours=hours,
        steps=parts,
        kind=kind,
        lead_days=3,
    )
    return Occurrence(activity, due, due, Status.PLANNED)


def week(*occurrences: Occurrence, capacity: float = 16, **changed: object) -> WeekLoad:
    return loads([MONDAY], occurrences, TODAY, capacity=capacity, **changed)[0]


def test_a_week_holds_its_tasks_the_heaviest_first_and_its_routines_apart() -> None:
    found = week(made("a", 4), made("b", 6), made("r", 3, kind=Kind.ROUTINE), made("c", 2, due=date(2027, 6, 1)))
    assert [part.occurrence.activity.id for part in found.parts] == ["b", "a"]
    assert found.hours == pytest.approx(10)
    assert found.routine_hours == 3
    assert found.free == pytest.approx(6)
    assert found.by_category() == {Category.KVALITET: pytest.approx(10)}
    assert not found.overloaded
    assert found.over == 0
    assert [piece.text for piece in found.parts[0].pieces] == ["Först", "Sist"]


def test_a_skipped_routine_takes_no_time() -> None:
    skipped = replace(made("r", 3, kind=Kind.ROUTINE), status=Status.SKIPPED)
    assert week(skipped).routines == ()


def test_holidays_leave_and_slack_make_the_room_smaller() -> None:
    assert room_of(MONDAY, 20, (), {}) == 20
    assert room_of(MONDAY, 20, (LEAVE,), {}) == pytest.approx(12), "Thursday and Friday are hers"
    assert room_of(date(2027, 3, 22), 20, (), {}) == pytest.approx(16), "Good Friday"
    assert room_of(MONDAY, 20, (), {MONDAY: SlackWeek(MONDAY)}) == 10


def test_a_week_tells_when_it_is_full_and_when_it_is_too_full() -> None:
    full, over, away = week(made("a", 15)), week(made("a", 20)), week(made("a", 1), leave=[replace(LEAVE, first=MONDAY)])
    assert full.full
    assert not full.overloaded
    assert over.overloaded
    assert over.over == pytest.approx(4)
    assert not over.full
    assert away.room == 0
    assert away.overloaded
    texts = [state_text(load) for load in (full, over, away, week(), week(leave=[replace(LEAVE, first=MONDAY)]))]
    assert len(set(texts)) == 5


def test_heat_is_one_in_a_full_week_and_never_infinite() -> None:
    assert heat_of(16, 16, 16) == 1
    assert heat_of(3.2, 0, 16) == pytest.approx(1), "a day's work in a week without room"
    assert week().heat == 0


def test_a_part_of_a_step_that_goes_on_says_so_and_a_task_without_steps_has_none() -> None:
    long = made("a", 10, due=date(2027, 2, 19))
    activity = replace(long.activity, steps=(Step("a", "Samtal", -14), Step("b", "Sist", 0)))
    found = loads([MONDAY], [replace(long, activity=activity)], TODAY, capacity=16)[0]
    assert found.parts[0].pieces[0].day is None
    assert len(pieces_text(found.parts[0])) == 1
    assert pieces_text(week(made("a", 3, steps=False)).parts[0]) == []


def test_the_scale_holds_everything_there_is() -> None:
    assert (scale_of([]).up, scale_of([]).down) == (8, 0)
    assert scale_of([]).lines() == [0, 4, 8]
    crowded = scale_of([week(made("a", 70), made("r", 9, kind=Kind.ROUTINE))])
    assert crowded.up >= 70
    assert crowded.down >= 9
    assert crowded.whole == crowded.up + crowded.down
    assert scale_of([week(made("a", 5000))]).up >= 5000


def _year(**hours: float) -> list[WeekLoad]:
    """Every week of 2027 with 14 h, but for those named «w31=2»."""
    mondays = [date(2027, 1, 4) + timedelta(weeks=n) for n in range(52)]
    return [
        WeekLoad(monday, week(made("a", hours.get(f"w{monday.isocalendar().week}", 14))).parts, (), 16, 16) for monday in mondays
    ]


def test_the_calmest_weeks_of_august_and_october_are_suggested_and_a_calm_one_each_half_year() -> None:
    found = suggest_slack(_year(w33=6, w43=9, w21=3, w28=0, w47=2), TODAY)
    assert [(s.monday.isocalendar().week, s.month) for s in found] == [(21, None), (33, 8), (43, 10), (47, None)]
    assert len({suggestion_text(suggestion) for suggestion in found}) == 4


def test_nothing_is_suggested_where_she_has_one_is_away_or_it_has_passed() -> None:
    weeks = _year(w33=6, w43=9)
    changed = [replace(load, slack=SlackWeek(load.monday)) if load.monday.isocalendar().week == 42 else load for load in weeks]
    changed = [replace(load, away=(load.monday,)) if load.monday.isocalendar().week == 33 else load for load in changed]
    assert [s.monday.isocalendar().week for s in suggest_slack(changed, TODAY)] == [31]
    assert suggest_slack(changed, date(2028, 1, 1)) == []


def test_a_week_is_told_in_words() -> None:
    easter = date(2027, 3, 22)
    load = loads([easter], [made("a", 3, due=date(2027, 3, 24))], TODAY, capacity=16, leave=[Leave(LeaveId("x"), easter, easter)])[
        0
    ]
    load = replace(load, slack=SlackWeek(easter))
    assert len(day_facts(load)) == 3
    assert "Uppgift a" in tool_tip(load)
    assert "22–28 mars" in spoken(load)
    assert "Uppgift a" in largest_text(load)
    assert days_text(date(2027, 3, 29)) == "29 mars–4 april"
    assert day_facts(replace(load, slack=SlackWeek(easter, "Rensa mejlen")))[-1] == "Rensa mejlen"
    assert "routines" in spoken(week(made("r", 3, kind=Kind.ROUTINE))) or "rutiner" in spoken(week(made("r", 3, kind=Kind.ROUTINE)))


def test_leave_and_the_year_are_told_in_words() -> None:
    assert leave_text(LEAVE, MONDAY).endswith("skidor")
    one_day = replace(LEAVE, last=LEAVE.first, text="")
    assert "–" not in leave_text(one_day, MONDAY)
    calm, busy = summary([week(made("a", 3))], 16), summary([week(made("a", 30))], 16)
    assert calm != busy
    assert method_text(16, ordinary=True) != method_text(16, ordinary=False)


def test_a_day_lies_in_a_leave_from_its_first_to_its_last() -> None:
    assert LEAVE.first in LEAVE
    assert LEAVE.last in LEAVE
    assert LEAVE.last + timedelta(days=1) not in LEAVE
