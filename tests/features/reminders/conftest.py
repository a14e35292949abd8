"""A reminder service whose clock a test moves."""

# ruff: noqa: DTZ001 - the reminders' moments are hers, without a time zone

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chefsstod.features.reminders.service import ReminderService
from chefsstod.features.yearwheel.model import Kind, OccurrenceKey, Status
from chefsstod.shell.context import AppContext


@dataclass
class Watch:
    """The time of day."""

    moment: datetime = datetime(2026, 11, 23, 9, 0)

    def __call__(self) -> datetime:
        return self.moment

    def day(self) -> date:
        return self.moment.date()

    def go(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def service(profiled: AppContext, clock: Any, watch: Watch) -> ReminderService:
    return ReminderService(yearwheel=profiled.yearwheel, database=profiled.database, clock=watch.day, now=watch)


@pytest.fixture
def due_today(profiled: AppContext) -> OccurrenceKey:
    """One thing falls due on the day of the tests, and nothing else is worth a word."""
    wheel = profiled.yearwheel
    profiled.profiles.begin_today()
    agenda = wheel.agenda()
    chosen = next(o for o in agenda.coming if o.activity.kind is Kind.CALENDAR)
    for other in (*agenda.late, *agenda.due, *agenda.start_now):
        wheel.mark_done(other.key)
    wheel.move(chosen.key, date(2026, 11, 23))
    found = wheel.occurrence(chosen.key)
    assert found is not None
    assert found.status is Status.PLANNED
    return chosen.key
