"""Backward planning: the steps' own days, their share of the hours, and what can be done when it is late."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    Category,
    Kind,
    Nature,
    Occurrence,
    Rule,
    Status,
    Step,
)
from chefsstod.features.yearwheel.planning import (
    earlier,
    hours_by_week,
    later,
    monday_of,
    ordinary_room,
    plan_of,
    replan,
    shares,
    with_proposal,
    workdays_in,
)
from chefsstod.shell.context import AppContext
from chefsstod.support.holidays import is_workday

TODAY = date(2026, 11, 23)
DUE = date(2027, 4, 1)
RULE = Rule("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1")


def task(*days: int, hours: float = 12.0, lead: int = 56, nature: Nature = Nature.TASK) -> Activity:
    steps = tuple(Step(f"s{place}", f"Steg {place}", day) for place, day in enumerate(days))
    return Activity(ActivityId("t"), "Uppgift", Category.PERSONAL, RULE, lead_days=lead, hours=hours, steps=steps, nature=nature)


def occurrence(activity: Activity, due: date = DUE, **changed: object) -> Occurrence:
    return replace(Occurrence(activity, due, due, Status.PLANNED), **changed)


# ── days ─────────────────────────────────────────────────────────────────────


def test_a_step_that_falls_on_a_red_day_moves_to_the_working_day_before() -> None:
    activity = task(-30, -6, 0)
    made = occurrence(activity, date(2027, 4, 30))
    days = [step.day for step in plan_of(made)]
    assert days == [date(2027, 3, 31), date(2027, 4, 23), date(2027, 4, 30)], "24 April is a Saturday"
    assert [step.counted for step in plan_of(made)][1] == date(2027, 4, 24)


def test_a_day_she_chose_stays_whatever_day_it_is() -> None:
    saturday = date(2027, 3, 6)
    made = occurrence(task(-30, 0), step_dates=frozenset({("s0", saturday)}))
    first = plan_of(made)[0]
    assert first.day == saturday
    assert first.own


def test_a_follow_up_never_falls_before_the_due_day() -> None:
    friday = date(2027, 4, 30)
    made = occurrence(task(-5, 0, 2), friday)
    assert made.step_date(made.activity.steps[2]) == friday, "Sunday, and the working day before is the due day"


def test_a_step_of_the_due_day_stays_on_it_even_when_she_moved_it_to_a_sunday() -> None:
    sunday = date(2027, 5, 2)
    made = occurrence(task(0), sunday)
    assert made.step_date(made.activity.steps[0]) == sunday


@given(
    due=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    days=st.lists(st.integers(-200, 60), min_size=1, max_size=9).map(sorted),
    hours=st.floats(0.5, 60),
)
def test_counted_steps_keep_their_order_and_share_all_the_hours(due: date, days: list[int], hours: float) -> None:
    plan = plan_of(occurrence(task(*days, hours=hours), due))
    found = [step.day for step in plan]
    assert found == sorted(found)
    assert all(is_workday(step.day) or step.day == due for step in plan)
    assert sum(step.hours for step in plan) == pytest.approx(hours)
    assert all(step.until >= step.day for step in plan)
    made = shares(occurrence(task(*days, hours=hours), due), date(2020, 1, 1))
    assert sum(share.hours for share in made) == pytest.approx(hours)
    assert all(share.monday.weekday() == 0 for share in made)


def test_a_step_with_a_long_way_to_the_next_weighs_more() -> None:
    plan = plan_of(occurrence(task(-56, -49, -7, 0, hours=40)))
    assert plan[1].hours > 2 * plan[0].hours, "the talks go on for six weeks"


# ── hours ────────────────────────────────────────────────────────────────────


def test_a_task_without_steps_lies_between_start_and_due_and_an_event_on_its_day() -> None:
    plain = shares(occurrence(task(lead=0), date(2027, 3, 10)), TODAY)
    assert {share.monday for share in plain} == {date(2027, 3, 1), date(2027, 3, 8)}
    long = shares(occurrence(task(lead=28)), TODAY)
    assert len({share.monday for share in long}) == 5
    event = shares(occurrence(task(lead=0, nature=Nature.EVENT)), TODAY)
    assert [share.monday for share in event] == [date(2027, 3, 29)]


def test_on_a_red_day_without_a_working_day_around_it_the_hours_are_still_there() -> None:
    sunday = date(2027, 5, 2)
    assert shares(occurrence(task(lead=0, nature=Nature.EVENT), sunday), TODAY)[0].hours == 12


def test_what_is_skipped_takes_no_time_and_what_is_done_none_afterwards() -> None:
    made = occurrence(task(-28, -14, 0, hours=9))
    assert shares(replace(made, status=Status.SKIPPED), TODAY) == ()
    done = shares(replace(made, status=Status.DONE, done_on=date(2027, 3, 10)), date(2027, 3, 20))
    assert done
    assert max(share.monday for share in done) == monday_of(date(2027, 3, 10))
    assert shares(replace(made, status=Status.DONE), DUE) == shares(made, TODAY), "done, nobody knows when"


def test_a_ticked_step_takes_no_more_time() -> None:
    made = occurrence(task(-28, -14, 0, hours=9), steps_done=frozenset({"s1"}), status=Status.STARTED)
    assert not any(share.step == "s1" and share.monday > monday_of(TODAY) for share in shares(made, TODAY))


def test_what_has_not_been_begun_lies_on_the_days_that_are_left() -> None:
    today = date(2027, 3, 15)
    made = occurrence(task(-56, -28, 0, hours=9))
    found = shares(made, today)
    assert min(share.monday for share in found) == monday_of(today)
    assert sum(share.hours for share in found) == pytest.approx(9)


def test_holidays_make_the_room_smaller() -> None:
    easter = date(2027, 3, 22)  # Good Friday is 26 March
    assert workdays_in(easter) == 4
    assert ordinary_room(easter) == pytest.approx(ordinary_room(date(2027, 3, 8)) * 0.8)


# ── late, earlier, later ─────────────────────────────────────────────────────


def test_steps_that_would_lie_in_the_past_are_spread_over_the_days_that_are_left() -> None:
    today = date(2027, 3, 22)
    made = occurrence(task(-56, -49, -31, -10, 0, 5))
    proposal = replan(made, today)
    assert proposal is not None
    days = [day for _step, day in proposal.days]
    assert days == sorted(days)
    assert [step for step, _day in proposal.days] == ["s0", "s1", "s2", "s3", "s4"], "the follow-up stays"
    assert days[0] == today
    assert days[-1] == DUE
    assert all(is_workday(day) for day in days)


def test_a_day_of_her_own_in_the_time_to_come_is_left_alone() -> None:
    made = occurrence(task(-56, -10, 0), step_dates=frozenset({("s1", date(2027, 3, 31))}))
    proposal = replan(made, date(2027, 3, 22))
    assert proposal is not None
    assert "s1" not in dict(proposal.days)
    assert dict(with_proposal(made, proposal).step_dates)["s1"] == date(2027, 3, 31)


def test_nothing_is_proposed_when_nothing_lies_behind_or_it_is_too_late() -> None:
    made = occurrence(task(-56, 0))
    assert replan(made, TODAY) is None
    assert replan(made, DUE + timedelta(days=1)) is None
    assert replan(replace(made, status=Status.DONE), date(2027, 3, 22)) is None
    assert replan(replace(made, steps_done=frozenset({"s0"})), date(2027, 3, 22)) is None


def test_on_a_red_due_day_everything_is_proposed_for_that_day() -> None:
    sunday = date(2027, 5, 2)
    proposal = replan(occurrence(task(-10, 0), sunday), sunday)
    assert proposal is not None
    assert {day for _step, day in proposal.days} == {sunday}


def test_earlier_takes_the_steps_of_the_week_and_none_before_them_comes_after() -> None:
    made = occurrence(task(-28, -21, 0))
    second = monday_of(plan_of(made)[1].day)
    proposal = earlier(made, second, 2, TODAY)
    assert proposal is not None
    days = dict(proposal.days)
    assert days["s1"] == plan_of(made)[1].day - timedelta(days=14)
    assert days["s0"] == days["s1"]
    assert proposal.lead_days is None, "eight weeks' lead time reaches"
    moved = with_proposal(replace(made, own_lead=20), earlier(replace(made, own_lead=20), second, 2, TODAY) or proposal)
    assert moved.start_by == days["s1"]


def test_nothing_moves_into_the_past_and_nothing_late_done_or_taking_place_moves_at_all() -> None:
    made = occurrence(task(-28, 0))
    week = monday_of(plan_of(made)[0].day)
    assert earlier(made, week, 30, TODAY) is None
    assert earlier(made, week + timedelta(days=7), 1, TODAY) is None, "no step that week"
    for changed in (
        replace(made, status=Status.LATE),
        replace(made, status=Status.DONE),
        replace(made, activity=task(-28, 0, nature=Nature.MEETING)),
    ):
        assert earlier(changed, week, 1, TODAY) is None
        assert later(changed, week, 1, TODAY) is None


def test_a_task_without_steps_begins_earlier_by_a_longer_lead_time() -> None:
    made = occurrence(task(lead=7))
    proposal = earlier(made, date(2027, 3, 22), 2, TODAY)
    assert proposal is not None
    assert proposal.lead_days == 21
    assert with_proposal(made, proposal).start_by == DUE - timedelta(days=21)
    assert earlier(made, date(2027, 3, 22), 40, TODAY) is None
    assert later(made, date(2027, 3, 22), 1, TODAY) is None


def test_later_never_passes_the_due_day_and_pushes_what_follows() -> None:
    made = occurrence(task(-28, -24, 0))
    week = monday_of(plan_of(made)[0].day)
    proposal = later(made, week, 1, TODAY)
    assert proposal is not None
    days = dict(proposal.days)
    assert days["s0"] == plan_of(made)[0].day + timedelta(days=7)
    assert days["s1"] >= days["s0"]
    assert later(made, week, 5, TODAY) is None


# ── the chains of the base content ───────────────────────────────────────────


def _days(context: AppContext, slug: str, original: date) -> dict[str, date]:
    found = context.yearwheel.find(slug, original)
    return {step.step.id: step.day for step in plan_of(found)}


def test_the_notice_of_leave_comes_two_months_before_the_first_of_june(profiled: AppContext) -> None:
    """Semesterlagen 11 §: two months before; applications close around 1 March."""
    assert _days(profiled, "semesterplanering", date(2027, 4, 1)) == {
        "information": date(2027, 2, 4),
        "bemanning": date(2027, 2, 11),
        "ansokan": date(2027, 3, 1),
        "forslag": date(2027, 3, 15),
        "samverkan": date(2027, 3, 22),
        "besked": date(2027, 4, 1),
        "system": date(2027, 4, 6),
    }


def test_summer_recruitment_begins_in_the_autumn_and_advertises_before_christmas(profiled: AppContext) -> None:
    assert _days(profiled, "sommarrekrytering", date(2027, 4, 30)) == {
        "behov": date(2026, 10, 30),  # 1 November is a Sunday
        "fjolarets": date(2026, 11, 16),
        "annons": date(2026, 12, 16),
        "intervjuer": date(2027, 1, 29),
        "utdrag": date(2027, 3, 1),
        "lagesbild": date(2027, 3, 16),
        "avtal": date(2027, 3, 31),
        "reserv": date(2027, 4, 30),
    }


def test_the_patient_safety_report_is_begun_twelve_weeks_before_the_first_of_march(profiled: AppContext) -> None:
    """Patientsäkerhetslagen 3 kap. 10 §: ready 1 March; the unit's part goes to the MAS in January."""
    assert _days(profiled, "patientsakerhetsberattelse", date(2027, 3, 1)) == {
        "fraga": date(2026, 12, 7),
        "data": date(2026, 12, 21),
        "orsaker": date(2027, 1, 8),
        "atgarder": date(2027, 1, 18),
        "lamna": date(2027, 1, 29),
        "komplettera": date(2027, 2, 19),
        "apt": date(2027, 3, 31),
    }


def test_every_chain_of_the_base_content_gives_sensible_days(profiled: AppContext) -> None:
    found = profiled.yearwheel.occurrences(date(2027, 1, 1), date(2027, 12, 31), everything=True, kind=Kind.CALENDAR)
    assert len(found) > 90
    for made in found:
        plan = plan_of(made)
        assert plan, made.title
        days = [step.day for step in plan]
        assert days == sorted(days), made.title
        assert days[0] >= made.start_by - timedelta(days=5), made.title
        assert all(is_workday(day) or day == made.due for day in days), made.title
        july = [
            day for step, day in zip(plan, days, strict=True) if step.step.days < 0 and (7, 1) <= (day.month, day.day) <= (7, 31)
        ]
        assert july == [], f"{made.title}: July is empty"


def test_july_holds_next_to_nothing(profiled: AppContext) -> None:
    found = profiled.yearwheel.occurrences(date(2027, 1, 1), date(2027, 12, 31), kind=Kind.CALENDAR)
    weeks = hours_by_week(found, TODAY)
    assert sum(hours for monday, hours in weeks.items() if monday.year == 2027 and monday.month == 7) < 2
