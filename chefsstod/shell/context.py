"""What the window and the command line share: the services, built by ``app.bootstrap``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chefsstod.content.pack import Law
from chefsstod.content.problems import Problem
from chefsstod.features.profile.service import ProfileService
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.storage.engine import Database
from chefsstod.support.clock import Clock
from chefsstod.support.paths import Paths


@dataclass(frozen=True, slots=True)
class AppContext:
    """Everything that pages and commands work with."""

    paths: Paths
    database: Database
    clock: Clock
    profiles: ProfileService
    yearwheel: YearWheelService
    laws: Callable[[], Mapping[str, Law]]
    content_problems: Callable[[], Sequence[Problem]]
