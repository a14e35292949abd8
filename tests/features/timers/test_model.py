"""The dates of a chain, and what becomes of its steps."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.timers.model import (
    Chain,
    ChainId,
    ChainState,
    Offset,
    StepState,
    StepStatus,
    Template,
    TemplateStep,
    Unit,
    add_months,
    add_workdays,
    by_urgency,
    make_agenda,
    make_chain,
    preview,
    step_day,
    waiting,
)
from chefsstod.features.yearwheel.model import Category, RedDay
from chefsstod.support.holidays import is_workday

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
FRIDAY = date(2026, 12, 18)


@given(DAYS, st.integers(-400, 800), st.sampled_from(RedDay))
def test_a_counted_day_is_a_working_day_unless_kept_and_never_crosses_day_0(start: date, number: int, red_day: RedDay) -> None:
    day = step_day(Offset(number, Unit.DAYS, red_day), start)
    asked = start + timedelta(days=number)
    assert abs((day - asked).days) <= 7
    if red_day is RedDay.KEEP:
        assert day == asked
    elif red_day is RedDay.NEXT and number:
        assert is_workday(day)
        assert day >= asked
    elif number > 0:
        assert start <= day <= asked
    if number < 0:
        assert red_day is RedDay.NEXT or day < start


@given(DAYS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(start: date, number: int) -> None:
    day = add_workdays(start, number)
    assert is_workday(day)
    between = [start + timedelta(days=n) for n in range(1, (day - start).days + 1)]
    assert sum(map(is_workday, between)) == number
    if is_workday(start):
        assert add_workdays(day, -number) == start


@given(DAYS, st.integers(-24, 24))
def test_a_month_keeps_the_day_or_takes_the_last_one(start: date, number: int) -> None:
    from dateutil.relativedelta import relativedelta

    assert add_months(start, number) == start + relativedelta(months=number)


def test_day_0_is_itself_even_on_a_christmas_eve() -> None:
    assert step_day(Offset(0), date(2026, 12, 24)) == date(2026, 12, 24)
    assert step_day(Offset(0, Unit.WORKDAYS), date(2026, 12, 24)) == date(2026, 12, 24)


def test_ten_working_days_go_round_the_holidays() -> None:
    assert step_day(Offset(2, Unit.WORKDAYS), FRIDAY) == date(2026, 12, 22)
    assert step_day(Offset(10, Unit.WORKDAYS), FRIDAY) == date(2027, 1, 8)


def test_a_day_that_would_fall_back_to_before_day_0_is_kept() -> None:
    saturday = date(2026, 11, 28)
    assert step_day(Offset(1), saturday) == date(2026, 11, 29)
    assert step_day(Offset(1, red_day=RedDay.NEXT), saturday) == date(2026, 11, 30)


@pytest.mark.parametrize(("years", "last"), [(date(2028, 2, 29), date(2029, 2, 28)), (date(2027, 1, 31), date(2028, 1, 31))])
def test_a_year_later_is_a_day_that_exists(years: date, last: date) -> None:
    assert add_months(years, 12) == last


# ── chains ───────────────────────────────────────────────────────────────────

TEMPLATE = Template(
    "t",
    "En händelse",
    "Händelse",
    Category.PERSONAL,
    steps=(TemplateStep("b", "Andra", Offset(4)), TemplateStep("a", "Första", Offset(0)), TemplateStep("c", "Sista", Offset(28))),
)
TODAY = date(2026, 11, 27)
START = date(2026, 11, 23)


def chain(closed: date | None = None, start: date = START, label: str = "x", **steps: StepState) -> Chain:
    return make_chain(ChainState(ChainId(label), "t", label, start, closed, steps=tuple(steps.items())), TEMPLATE, TODAY)


def test_steps_stand_in_order_of_date_and_are_late_after_their_day() -> None:
    made = chain()
    assert [step.step.id for step in made.steps] == ["a", "b", "c"]
    assert [step.status for step in made.steps] == [StepStatus.LATE, StepStatus.OPEN, StepStatus.OPEN]
    assert made.next_step.step.id == "a"
    assert (made.late, made.settled) == (1, 0)


def test_done_and_not_applicable_steps_are_settled() -> None:
    made = chain(a=StepState(done_on=START), b=StepState(applies=False))
    assert made.settled == 2
    assert made.next_step.step.id == "c"
    assert chain(**{step: StepState(done_on=START) for step in "abc"}).next_step is None


def test_a_moved_step_takes_its_place_by_its_new_day() -> None:
    made = chain(a=StepState(moved_to=date(2026, 12, 1)))
    assert [step.step.id for step in made.steps] == ["b", "a", "c"]
    assert made.steps[1].moved
    assert made.steps[1].status is StepStatus.OPEN


def test_nothing_is_late_in_a_closed_chain() -> None:
    assert chain(closed=TODAY).late == 0


def test_what_she_did_to_a_step_that_has_left_the_content_is_kept() -> None:
    made = chain(gone=StepState(done_on=START, note="viktigt"))
    assert [(step.step.id, step.note) for step in made.steps if step.done_on] == [("gone", "viktigt")]


def test_the_agenda_sorts_what_remains_around_today() -> None:
    soon = chain(start=date(2026, 11, 25), label="y", a=StepState(done_on=TODAY))
    shut = chain(closed=TODAY, label="z")
    agenda = make_agenda([chain(), soon, shut], TODAY)
    assert [(due.chain.label, due.step.step.id) for due in agenda.late] == [("x", "a")]
    assert [(due.chain.label, due.step.step.id) for due in agenda.today] == [("x", "b"), ("y", "b")]
    assert agenda.week == ()
    assert len(agenda.all) == 3
    assert agenda
    assert not make_agenda([shut], TODAY)


def test_the_day_after_a_week_is_not_within_it() -> None:
    far = chain(start=TODAY + timedelta(days=7))
    near = chain(start=TODAY + timedelta(days=6))
    assert not make_agenda([far], TODAY)
    assert len(make_agenda([near], TODAY).week) == 1


def test_due_counts_both_ends() -> None:
    assert len(waiting([chain()], START, date(2026, 12, 21))) == 3
    assert len(waiting([chain()], date(2026, 11, 24), date(2026, 12, 20))) == 1


def test_the_most_urgent_chain_comes_first_and_one_with_nothing_left_last() -> None:
    finished = chain(label="a", **{step: StepState(done_on=START) for step in "abc"})
    later = chain(start=date(2026, 12, 1), label="b")
    assert [made.label for made in by_urgency([finished, later, chain(label="c")])] == ["c", "b", "a"]


def test_a_preview_is_what_a_chain_becomes() -> None:
    days = {step.id: day for step, day in preview(TEMPLATE, START)}
    assert days == {item.step.id: item.due for item in chain().steps}


def test_a_template_for_all_concerns_everybody() -> None:
    assert TEMPLATE.concerns("sabo")
    assert TEMPLATE.concerns(None)
    care = Template("u", "U", "U", Category.PERSONAL, service_types=frozenset({"sabo"}))
    assert not care.concerns("myndighet")
    assert care.concerns(None)
