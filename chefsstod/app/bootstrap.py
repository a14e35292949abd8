"""Plain constructor calls: database → services → the context that the window and the command line share."""

from functools import cached_property

from chefsstod.content.pack import Law, read_laws
from chefsstod.content.problems import Problem
from chefsstod.features.profile.service import ProfileService
from chefsstod.features.yearwheel.content import load_activities
from chefsstod.features.yearwheel.model import Activity
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.shell.context import AppContext
from chefsstod.storage.engine import Database
from chefsstod.support.clock import Clock
from chefsstod.support.paths import Paths, resources


class BaseContent:
    """The content that ships with the program, read when first asked for."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths

    @cached_property
    def _read(self) -> tuple[tuple[Activity, ...], list[Problem]]:
        return load_activities(resources() / "content" / "base", self._paths.cache / "base-yearwheel.json")

    @property
    def activities(self) -> tuple[Activity, ...]:
        """The base activities, without those that cannot be read."""
        return self._read[0]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in the files: nothing, unless they have been damaged since they were tested."""
        return self._read[1]

    @cached_property
    def laws(self) -> dict[str, Law]:
        """The laws that tasks refer to, by id."""
        return read_laws(resources() / "content" / "base")[0]


def build(paths: Paths, database: Database, clock: Clock) -> AppContext:
    """The context around an open, upgraded database."""
    content = BaseContent(paths)
    profiles = ProfileService(database=database, clock=clock)
    yearwheel = YearWheelService(database=database, profiles=profiles, base=lambda: content.activities, clock=clock)
    return AppContext(
        paths=paths,
        database=database,
        clock=clock,
        profiles=profiles,
        yearwheel=yearwheel,
        laws=lambda: content.laws,
        content_problems=lambda: content.problems,
    )
