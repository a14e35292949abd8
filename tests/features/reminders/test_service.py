"""Reminders in the file: told once a day, put off, paused, and the same after a restart."""

# ruff: noqa: DTZ001 - the reminders' moments are hers, without a time zone

from datetime import date, datetime
from typing import Any

from chefsstod.features.reminders.model import Quiet, Reason, Snooze
from chefsstod.features.reminders.service import ReminderService
from chefsstod.features.yearwheel.model import OccurrenceKey
from chefsstod.shell.context import AppContext


def test_what_is_due_is_told_once_a_day_also_after_a_restart(
    service: ReminderService, due_today: OccurrenceKey, profiled: AppContext, watch: Any
) -> None:
    found = service.due()
    assert found is not None
    assert [(thing.key, thing.reason) for thing in found.things] == [(due_today, Reason.TODAY)]
    service.told(found)
    watch.go(hours=2)
    again = ReminderService(yearwheel=profiled.yearwheel, database=profiled.database, clock=watch.day, now=watch)
    assert again.due() is None
    watch.moment = datetime(2026, 11, 24, 8)
    assert again.due() is not None


def test_put_off_for_an_hour_it_comes_back_the_same_day_and_undo_forgets_it(
    service: ReminderService, due_today: OccurrenceKey, watch: Any
) -> None:
    found = service.due()
    assert found is not None
    service.told(found)
    saved = service.snooze(found.keys, Snooze.HOUR)
    assert service.due() is None
    assert service.next_check(Quiet()) == datetime(2026, 11, 23, 10)
    watch.go(hours=1)
    assert service.due() is not None
    assert saved.undo is not None
    saved.undo()
    assert service.due() is None  # told today
    saved.undo().undo()


def test_nothing_in_quiet_hours_when_paused_or_before_the_questions(
    service: ReminderService, due_today: OccurrenceKey, watch: Any
) -> None:
    assert service.due_unless_quiet(Quiet(8, 12)) is None
    assert service.due_unless_quiet(Quiet()) is not None
    service.pause(on=True)
    assert service.paused
    assert service.due() is None
    service.pause(on=False)
    assert service.due() is not None
    service.pause(on=True)
    watch.moment = datetime(2026, 11, 24, 8)
    assert not service.paused
    assert service.due() is not None


def test_a_program_without_a_profile_reminds_of_nothing(context: AppContext, watch: Any) -> None:
    service = ReminderService(yearwheel=context.yearwheel, database=context.database, clock=watch.day, now=watch)
    assert service.due() is None


def test_open_steps_of_event_chains_are_told_too(profiled: AppContext, due_today: OccurrenceKey, watch: Any) -> None:
    template = next(t for t in profiled.timers.templates() if any(step.offset.number == 0 for step in t.steps))
    chain, _saved = profiled.timers.start(template.id, "Ärende 1", date(2026, 11, 23))
    service = ReminderService(
        yearwheel=profiled.yearwheel, database=profiled.database, clock=watch.day, now=watch, timers=profiled.timers
    )
    found = service.due()
    assert found is not None
    steps = [thing for thing in found.things if thing.chain == chain]
    assert steps
    assert all("Ärende 1" in thing.title and chain in thing.key.activity for thing in steps)
    service.told(found)
    assert service.due() is None


def test_the_day_is_that_of_the_program_and_the_hour_that_of_the_watch(profiled: AppContext, watch: Any) -> None:
    service = ReminderService(yearwheel=profiled.yearwheel, database=profiled.database, clock=lambda: date(2027, 3, 1), now=watch)
    assert service.now == datetime(2027, 3, 1, 9, 0)
