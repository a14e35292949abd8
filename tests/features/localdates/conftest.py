"""Local dates on a database of their own, built as the program builds them."""

import pytest

from chefsstod.features.localdates.content import LocalQuestions
from chefsstod.features.localdates.service import LocalDatesService
from chefsstod.features.localdates.steps import with_local_steps
from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.features.profile.service import ProfileService
from chefsstod.features.yearwheel.content import load_activities
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.shell.context import AppContext
from chefsstod.support.paths import resources
from tests.conftest import MONDAY

BASE = resources() / "content" / "base"
CONTENT = LocalQuestions(BASE)
"""Read once for all tests: it is never changed."""


class Room:
    """The services around one database."""

    def __init__(self, context: AppContext) -> None:
        base, _problems = load_activities(BASE, context.paths.cache / "base-yearwheel.json")
        self.profiles = ProfileService(database=context.database, clock=context.clock)
        self.wheel = YearWheelService(
            database=context.database,
            profiles=self.profiles,
            base=lambda: with_local_steps(context.database, base),
            clock=context.clock,
        )
        edits = EditService(
            database=context.database, profiles=self.profiles, base=lambda: base, clock=context.clock, yearwheel=self.wheel
        )
        self.local = LocalDatesService(
            database=context.database, yearwheel=self.wheel, edits=edits, clock=context.clock, content=CONTENT
        )


@pytest.fixture
def room(context: AppContext) -> Room:
    """A nursing home from today on."""
    context.profiles.save(Profile(ServiceType.SABO, MONDAY, unit="Boendet Exempel"))
    return Room(context)
