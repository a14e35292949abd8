"""A manager at the end of her year, and the services around the turn of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from chefsstod.app.base_content import BaseContent
from chefsstod.app.bootstrap import AppContext
from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.features.rollover.model import Finding, Review, ReviewTask
from chefsstod.features.rollover.sam import PARTS
from chefsstod.features.rollover.service import YEAR_END, RolloverService
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.model import Activity, ActivityId, Occurrence
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.support.paths import user_paths
from tests.conftest import SetClock

PAY, BUDGET, LEGIONELLA = ActivityId("lonesamtal"), ActivityId("semesterplanering"), ActivityId("legionella")
JANUARY = date(2026, 1, 5)


@dataclass
class Turn:
    """The services, and short ways to ask them."""

    context: AppContext
    wheel: YearWheelService
    clock: SetClock
    edits: EditService
    rollover: RolloverService

    def review(self) -> Review:
        return self.rollover.review()

    def task(self, slug: str) -> ReviewTask:
        return next(task for task in self.review().tasks if task.activity.id == slug)

    def of(self, slug: str, year: int) -> Occurrence:
        found = self.wheel.occurrences(date(year, 1, 1), date(year, 12, 31))
        return next(o for o in found if o.activity.id == slug)

    def codes(self, slug: str) -> set[str]:
        return {finding.code for finding in self.task(slug).findings}

    def missing(self) -> dict[str, Finding]:
        return {finding.key: finding for finding in self.review().findings}


SMALL = {
    *(PAY, BUDGET, LEGIONELLA, YEAR_END, "hot-vald", "delegeringar", "mentortraffar", "sjukfranvaro-rehab"),
    *(task for part in PARTS for task in part.tasks),
}
"""A year with few tasks: as good as a whole one on the screen, and shown much sooner."""


@pytest.fixture(scope="session")
def base(template_folder: Path) -> tuple[Activity, ...]:
    """The base content, read once."""
    return BaseContent(user_paths(template_folder)).activities


@pytest.fixture
def turn(context: AppContext, clock: SetClock, base: Sequence[Activity]) -> Turn:
    return make_turn(context, clock, base)


@pytest.fixture
def small_turn(context: AppContext, clock: SetClock, base: Sequence[Activity]) -> Turn:
    return make_turn(context, clock, [activity for activity in base if activity.id in SMALL])


def make_turn(context: AppContext, clock: SetClock, base: Sequence[Activity]) -> Turn:
    context.profiles.save(Profile(ServiceType.SABO, JANUARY, unit="Solgården"))
    database, profiles = context.database, context.profiles
    wheel = YearWheelService(database=database, profiles=profiles, base=lambda: base, clock=clock)
    edits = EditService(database=database, profiles=profiles, base=lambda: base, clock=clock, yearwheel=wheel)
    rollover = RolloverService(database=database, yearwheel=wheel, edits=edits, clock=clock, laws=context.laws)
    return Turn(context, wheel, clock, edits, rollover)
