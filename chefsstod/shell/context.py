"""What the window and the command line share: the services, built by ``app.bootstrap``."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chefsstod.content.pack import Law
from chefsstod.content.problems import Problem
from chefsstod.features.profile.service import ProfileService
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.storage.engine import Database
from chefsstod.support.clock import Clock
from chefsstod.support.paths import Paths

if TYPE_CHECKING:
    from chefsstod.features.directory.service import DirectoryService
    from chefsstod.features.exchange.service import ExchangeService
    from chefsstod.features.handbook.service import HandbookService
    from chefsstod.features.imports.service import ImportService
    from chefsstod.features.localdates.service import LocalDatesService
    from chefsstod.features.packs.service import PackService
    from chefsstod.features.reminders.service import ReminderService
    from chefsstod.features.rollover.service import RolloverService
    from chefsstod.features.search.service import SearchService
    from chefsstod.features.timers.service import TimerService
    from chefsstod.features.workload.service import WorkloadService
    from chefsstod.features.yearwheel.edit_service import EditService
    from chefsstod.features.yearwheel.month_service import MonthService


@dataclass(frozen=True)
class AppContext(ABC):
    """Everything that pages and commands work with. What the first page does not need is made when first asked for."""

    paths: Paths
    database: Database
    clock: Clock
    profiles: ProfileService
    yearwheel: YearWheelService
    laws: Callable[[], Mapping[str, Law]]
    content_problems: Callable[[], Sequence[Problem]]

    @property
    @abstractmethod
    def edits(self) -> "EditService":
        """Own tasks, changed rules, hidden tasks."""

    @property
    @abstractmethod
    def months(self) -> "MonthService":
        """Themes and own needs of the months."""

    @property
    @abstractmethod
    def timers(self) -> "TimerService":
        """Event chains."""

    @property
    @abstractmethod
    def workload(self) -> "WorkloadService":
        """Hours of the weeks."""

    @property
    @abstractmethod
    def localdates(self) -> "LocalDatesService":
        """What varies between workplaces."""

    @property
    @abstractmethod
    def rollover(self) -> "RolloverService":
        """The turn of the year."""

    @property
    @abstractmethod
    def exchange(self) -> "ExchangeService":
        """Calendar files."""

    @property
    @abstractmethod
    def reminders(self) -> "ReminderService":
        """What to remind of, and when not."""

    @property
    @abstractmethod
    def handbook(self) -> "HandbookService":
        """The handbook and the routines."""

    @property
    @abstractmethod
    def directory(self) -> "DirectoryService":
        """Contacts and systems."""

    @property
    @abstractmethod
    def packs(self) -> "PackService":
        """Content from the employer."""

    @property
    @abstractmethod
    def imports(self) -> "ImportService":
        """Documents from elsewhere."""

    @property
    @abstractmethod
    def search(self) -> "SearchService":
        """One search for everything."""
