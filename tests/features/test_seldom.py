"""Seldom taken ways of the services and models around the year: what fails halfway, what is not there, what is always quiet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from chefsstod.features.reminders.model import Quiet, next_loud
from chefsstod.features.rollover.service import _in_order
from chefsstod.features.rollover.stale import _short
from chefsstod.features.timers.model import ChainStep, StepStatus
from chefsstod.features.timers.words import step_when
from chefsstod.features.today.nudges import nudges
from chefsstod.features.yearwheel.edit_model import Draft, Scope, draft_of, edited, first_day
from chefsstod.features.yearwheel.edit_words import coming_text
from chefsstod.features.yearwheel.model import ActivityId, Basis, BasisKind, Category, OccurrenceKey, Rule
from chefsstod.features.yearwheel.recurrence import originals
from chefsstod.features.yearwheel.rule_words import parse
from chefsstod.features.yearwheel.themes import MonthTheme
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Changes, Saved
from tests.conftest import MONDAY

# ── reminders ────────────────────────────────────────────────────────────────


def test_where_every_hour_is_quiet_there_is_a_next_look_all_the_same() -> None:
    now = datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001 - her own time
    moment = next_loud(now, Quiet(0, 24, weekends=True))
    assert moment > now
    assert moment.minute == 0


# ── the turn of the year ─────────────────────────────────────────────────────


def test_what_was_done_before_a_failure_is_taken_back_and_what_cannot_be_is_left() -> None:
    taken_back = []

    def fails() -> Saved:
        raise OSError

    def back() -> Saved:
        taken_back.append(True)
        return Saved(Changes())

    works: list[Callable[[], Saved]] = [lambda: Saved(Changes()), lambda: Saved(Changes(), back), fails]
    with pytest.raises(OSError):  # noqa: PT011 - the same one
        _in_order(works)
    assert taken_back == [True]


def test_a_short_year_of_another_decade_is_no_old_date() -> None:
    assert [text for _place, text in _short("Schema vt 25 och ht 31", 2026)] == ["vt 25"]


# ── what Idag offers ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("today", "local_dates", "dismissed", "offered"),
    [
        (date(2026, 9, 1), True, (), ["local"]),
        (date(2026, 9, 1), False, (), []),
        (date(2026, 11, 14), False, (), []),
        (date(2026, 11, 15), False, (), ["rollover-2027"]),
        (date(2027, 1, 31), False, (), ["rollover-2027"]),
        (date(2027, 2, 1), False, (), []),
        (date(2026, 12, 1), True, (), ["local"]),
        (date(2026, 12, 1), True, ("local",), ["rollover-2027"]),
        (date(2026, 12, 1), True, ("local", "rollover-2027"), []),
    ],
)
def test_one_thing_is_offered_at_a_time_and_what_was_dismissed_stays_away(
    today: date, local_dates: bool, dismissed: tuple[str, ...], offered: list[str]
) -> None:
    assert [nudge.id for nudge in nudges(today, local_dates=local_dates, dismissed=dismissed)] == offered


# ── changes to tasks ─────────────────────────────────────────────────────────

PAY = ActivityId("lonesamtal")


def test_changing_one_alone_changes_nothing_about_the_task(profiled: AppContext) -> None:
    activity = profiled.yearwheel.activity(PAY)
    occurrence = profiled.yearwheel.next_of(PAY)
    assert occurrence is not None
    other = replace(draft_of(occurrence, Scope.THIS), title="Bara den här")
    assert edited(activity, occurrence.original, other, Scope.THIS, MONDAY) is activity


def test_a_rule_that_comes_the_day_after_another_cannot_reach_back(profiled: AppContext) -> None:
    new, _saved = profiled.edits.add(Draft(title="Daglig", category=Category.KVALITET, rule=parse("varje dag", start=MONDAY).rule))
    activity = profiled.yearwheel.activity(new)
    weekly = Rule("FREQ=WEEKLY;BYDAY=MO", start=MONDAY)
    original = date(2026, 12, 1)
    assert first_day(activity, original, weekly, MONDAY) == original


def test_a_new_date_of_one_that_has_been_may_lie_a_little_before_it(profiled: AppContext) -> None:
    activity = profiled.yearwheel.activity(PAY)
    [original] = originals(activity, date(2025, 1, 1), date(2025, 12, 31))
    earlier = original - timedelta(days=3)
    rule = Rule(f"FREQ=YEARLY;BYMONTH={earlier.month};BYMONTHDAY={earlier.day}")
    assert first_day(activity, original, rule, MONDAY) == earlier


def test_what_is_not_hidden_can_be_shown_again_without_harm(profiled: AppContext) -> None:
    before = profiled.yearwheel.activity(PAY)
    profiled.edits.unhide(PAY)
    assert profiled.yearwheel.activity(PAY) == before


def test_keeping_a_version_she_does_not_have_changes_nothing(profiled: AppContext) -> None:
    before = profiled.yearwheel.activity(PAY)
    profiled.edits.keep_own(PAY)
    assert profiled.yearwheel.activity(PAY) == before


def test_rules_and_hiding_of_a_task_that_is_gone_are_passed_over(profiled: AppContext) -> None:
    new, _saved = profiled.edits.add(Draft(title="Kort", rule=parse("15 mars", start=MONDAY).rule))
    occurrence = profiled.yearwheel.next_of(new)
    assert occurrence is not None
    draft = replace(draft_of(occurrence, Scope.FOLLOWING), lead_days=7)
    profiled.edits.edit(OccurrenceKey(new, date(2028, 3, 15)), draft, Scope.FOLLOWING)
    profiled.edits.hide(new, date(2030, 1, 1))
    with profiled.database.write() as session:
        session.connection().exec_driver_sql("DELETE FROM own_activity")
    assert new not in {activity.id for activity in profiled.yearwheel.activities(everything=True)}
    assert new not in {activity.id for activity in profiled.yearwheel.activities()}
    assert profiled.edits.hidden() == []


def test_a_rule_without_dates_to_come_is_told() -> None:
    assert "Inga" in coming_text([], MONDAY)


# ── months and events ────────────────────────────────────────────────────────


def test_every_theme_of_the_year_tells_what_it_rests_on(profiled: AppContext) -> None:
    for month in range(1, 13):
        lines = profiled.months.basis(profiled.months.sheet(date(2027, month, 1)).theme)
        assert all(line.strip() and not line.startswith(":") for line in lines)


def test_what_rests_on_custom_is_told_without_a_law(profiled: AppContext) -> None:
    theme = MonthTheme(3, basis=(Basis(BasisKind.LOCAL, "Så gör de flesta."), Basis(BasisKind.LOCAL, "Avtal.", ref="4 §")))
    assert profiled.months.basis(theme) == ["Så gör de flesta.", "4 §: Avtal."]


@pytest.mark.parametrize(("status", "word"), [(StepStatus.NOT_APPLICABLE, "inte"), (StepStatus.DONE, "24 nov")])
def test_a_step_that_is_over_says_so_instead_of_when_it_is_due(status: StepStatus, word: str, profiled: AppContext) -> None:
    timers = profiled.timers
    chain, _saved = timers.start(timers.templates()[0].id, "", MONDAY)
    found = timers.chain(chain)
    assert found is not None
    step = found.steps[0].step.id
    if status is StepStatus.DONE:
        profiled.clock.day = date(2026, 11, 24)  # type: ignore[attr-defined]
        timers.tick(chain, step, done=True)
    else:
        timers.set_applies(chain, step, applies=False)
    again = timers.chain(chain)
    assert again is not None
    told: ChainStep = again.steps[0]
    assert word in step_when(told, date(2026, 12, 1))


def test_a_step_of_a_task_keeps_the_day_she_chose_among_several(profiled: AppContext) -> None:
    occurrence = next(o for o in profiled.yearwheel.occurrences(MONDAY, date(2027, 12, 31)) if len(o.activity.steps) > 1)
    first, second = occurrence.activity.steps[:2]
    profiled.yearwheel.set_step_date(occurrence.key, first.id, date(2027, 1, 7))
    profiled.yearwheel.set_step_date(occurrence.key, second.id, date(2027, 1, 8))
    again = profiled.yearwheel.occurrence(occurrence.key)
    assert again is not None
    assert (again.step_date(first), again.step_date(second)) == (date(2027, 1, 7), date(2027, 1, 8))
