"""Plain constructor calls: database → services → the context that the window and the command line share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from chefsstod.features.exchange.service import ExchangeService
    from chefsstod.features.localdates.service import LocalDatesService
    from chefsstod.features.reminders.service import ReminderService
    from chefsstod.features.rollover.service import RolloverService
    from chefsstod.features.timers.model import Template
    from chefsstod.features.timers.service import TimerService
    from chefsstod.features.workload.service import WorkloadService
    from chefsstod.features.yearwheel.edit_service import EditService
    from chefsstod.features.yearwheel.month_service import MonthService


class BaseContent:
    """The content that ships with the program, read when first asked for."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self.root = resources() / "content" / "base"

    @cached_property
    def _read(self) -> tuple[tuple[Activity, ...], list[Problem]]:
        return load_activities(self.root, self._paths.cache / "base-yearwheel.json")

    @property
    def activities(self) -> tuple[Activity, ...]:
        """The base activities, without those that cannot be read."""
        return self._read[0]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in the files: nothing, unless they have been damaged since they were tested."""
        return self._read[1] + self._chain_problems

    @property
    def _chain_problems(self) -> list[Problem]:
        """Only of chains that have been read: nobody waits for files that nobody needs."""
        return self._chains[1] if "_chains" in self.__dict__ else []

    @cached_property
    def _chains(self) -> "tuple[tuple[Template, ...], list[Problem]]":
        from chefsstod.features.timers.content import load_chains

        return load_chains(self.root, self._paths.cache / "base-chains.json")

    @property
    def chains(self) -> "tuple[Template, ...]":
        """The event chains, read when one is running or started."""
        return self._chains[0]

    @cached_property
    def laws(self) -> dict[str, Law]:
        """The laws that tasks refer to, by id."""
        return read_laws(self.root)[0]


@dataclass(frozen=True)
class Context(AppContext):
    """The services of the first page are made at once, those of the other rooms when they are first asked for."""

    content: BaseContent

    @cached_property
    def edits(self) -> "EditService":
        from chefsstod.features.yearwheel.edit_service import EditService

        return EditService(
            database=self.database,
            profiles=self.profiles,
            base=lambda: self.content.activities,
            clock=self.clock,
            yearwheel=self.yearwheel,
        )

    @cached_property
    def months(self) -> "MonthService":
        from chefsstod.features.yearwheel.month_service import MonthService
        from chefsstod.features.yearwheel.themes import MonthThemes

        themes = MonthThemes(self.content.root, self.paths.cache / "base-months.json")
        return MonthService(database=self.database, yearwheel=self.yearwheel, clock=self.clock, themes=themes, laws=self.laws)

    @cached_property
    def timers(self) -> "TimerService":
        from chefsstod.features.timers.service import TimerService

        return TimerService(database=self.database, clock=self.clock, templates=lambda: self.content.chains, profiles=self.profiles)

    @cached_property
    def workload(self) -> "WorkloadService":
        from chefsstod.features.workload.service import WorkloadService

        return WorkloadService(database=self.database, yearwheel=self.yearwheel, clock=self.clock)

    @cached_property
    def localdates(self) -> "LocalDatesService":
        from chefsstod.features.localdates.content import LocalQuestions
        from chefsstod.features.localdates.service import LocalDatesService

        return LocalDatesService(
            database=self.database,
            yearwheel=self.yearwheel,
            edits=self.edits,
            clock=self.clock,
            content=LocalQuestions(self.content.root, self.paths.cache / "base-localdates.json"),
        )

    @cached_property
    def rollover(self) -> "RolloverService":
        from chefsstod.features.rollover.service import RolloverService

        return RolloverService(database=self.database, yearwheel=self.yearwheel, edits=self.edits, clock=self.clock, laws=self.laws)

    @cached_property
    def exchange(self) -> "ExchangeService":
        from chefsstod.features.exchange.service import ExchangeService

        return ExchangeService(
            database=self.database, yearwheel=self.yearwheel, edits=self.edits, clock=self.clock, profiles=self.profiles
        )

    @cached_property
    def reminders(self) -> "ReminderService":
        from chefsstod.features.reminders.service import ReminderService

        return ReminderService(yearwheel=self.yearwheel, database=self.database, clock=self.clock, timers=self.timers)


def _as_done_here(database: Database, content: BaseContent) -> Sequence[Activity]:
    """The base activities with the steps and lead times that her answers about local dates gave."""
    if not database.has("local_answer"):
        return content.activities
    from chefsstod.features.localdates.steps import with_local_steps

    return with_local_steps(database, content.activities)


def build(paths: Paths, database: Database, clock: Clock) -> AppContext:
    """The context around an open, upgraded database."""
    content = BaseContent(paths)
    profiles = ProfileService(database=database, clock=clock)
    yearwheel = YearWheelService(database=database, profiles=profiles, base=lambda: _as_done_here(database, content), clock=clock)
    return Context(
        paths=paths,
        database=database,
        clock=clock,
        profiles=profiles,
        yearwheel=yearwheel,
        laws=lambda: content.laws,
        content_problems=lambda: content.problems,
        content=content,
    )
