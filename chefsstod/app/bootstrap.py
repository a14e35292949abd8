"""Plain constructor calls: database → services → the context that the window and the command line share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chefsstod.app.base_content import BaseContent
from chefsstod.app.local import LocalContent
from chefsstod.content.layers import Layer
from chefsstod.features.profile.service import ProfileService
from chefsstod.features.yearwheel.model import Activity
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.shell.context import AppContext
from chefsstod.storage.engine import Database
from chefsstod.support.clock import Clock, timestamp
from chefsstod.support.paths import Paths

if TYPE_CHECKING:
    from chefsstod.features.directory.service import DirectoryService
    from chefsstod.features.exchange.service import ExchangeService
    from chefsstod.features.handbook.service import HandbookService
    from chefsstod.features.imports.service import ImportService
    from chefsstod.features.localdates.service import LocalDatesService
    from chefsstod.features.packs.export import OwnContent
    from chefsstod.features.packs.service import Ids, PackService
    from chefsstod.features.reminders.service import ReminderService
    from chefsstod.features.rollover.service import RolloverService
    from chefsstod.features.search.service import SearchService
    from chefsstod.features.timers.service import TimerService
    from chefsstod.features.workload.service import WorkloadService
    from chefsstod.features.yearwheel.edit_service import EditService
    from chefsstod.features.yearwheel.month_service import MonthService


@dataclass(frozen=True)
class Context(AppContext):
    """The services of the first page are made at once, those of the other rooms when they are first asked for."""

    content: BaseContent
    local: LocalContent

    @cached_property
    def edits(self) -> "EditService":
        from chefsstod.features.yearwheel.edit_service import EditService

        return EditService(
            database=self.database,
            profiles=self.profiles,
            base=self.local.activities,
            clock=self.clock,
            yearwheel=self.yearwheel,
        )

    @cached_property
    def months(self) -> "MonthService":
        from chefsstod.features.yearwheel.month_service import MonthService
        from chefsstod.features.yearwheel.themes import MonthThemes

        themes = self.local.months(MonthThemes(self.content.root, self.paths.cache / "base-months.json"))
        return MonthService(database=self.database, yearwheel=self.yearwheel, clock=self.clock, themes=themes, laws=self.laws)

    @cached_property
    def timers(self) -> "TimerService":
        from chefsstod.features.timers.service import TimerService

        return TimerService(database=self.database, clock=self.clock, templates=self.local.chains, profiles=self.profiles)

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

    @cached_property
    def handbook(self) -> "HandbookService":
        from chefsstod.features.handbook.service import HandbookService

        return HandbookService(
            database=self.database,
            clock=self.clock,
            now=timestamp,
            base=lambda: self.content.handbook,
            local=self.local.handbook,
            service_type=self._service_type,
        )

    @cached_property
    def directory(self) -> "DirectoryService":
        from chefsstod.features.directory.service import DirectoryService

        return DirectoryService(
            database=self.database,
            clock=self.clock,
            base=lambda: self.content.directory,
            local=self.local.directory,
            service_type=self._service_type,
        )

    def _service_type(self) -> str | None:
        profile = self.profiles.profile()
        return profile.service_type.value if profile else None

    @cached_property
    def packs(self) -> "PackService":
        return self.local.packs

    @cached_property
    def imports(self) -> "ImportService":
        from chefsstod.features.imports.service import ImportService

        return ImportService(handbook=self.handbook, clock=self.clock)

    @cached_property
    def search(self) -> "SearchService":
        from chefsstod.app.finding import make_search

        return make_search(self)


def _as_done_here(database: Database, local: LocalContent) -> Sequence[Activity]:
    """The tasks of base and packs, with the steps and lead times that her answers about local dates gave."""
    if not database.has("local_answer"):
        return local.activities()
    from chefsstod.features.localdates.steps import with_local_steps

    return with_local_steps(database, local.activities())


def build(paths: Paths, database: Database, clock: Clock) -> AppContext:
    """The context around an open, upgraded database."""
    content = BaseContent(paths)
    local = LocalContent(
        paths=paths, database=database, clock=clock, base=content, own=lambda: own_ids(context), mine=lambda: own_content(context)
    )
    profiles = ProfileService(database=database, clock=clock)
    yearwheel = YearWheelService(database=database, profiles=profiles, base=lambda: _as_done_here(database, local), clock=clock)
    context = Context(
        paths=paths,
        database=database,
        clock=clock,
        profiles=profiles,
        yearwheel=yearwheel,
        laws=local.laws,
        content_problems=lambda: content.problems,
        content=content,
        local=local,
    )
    return context


def own_ids(context: AppContext) -> "Ids":
    """What she has her own version of, or has written herself: no pack touches it."""
    from chefsstod.features.packs.model import ItemKind

    def ids(items: Iterable[Any]) -> frozenset[str]:
        return frozenset(item.id for item in items if item.layer is Layer.OWN)

    return {
        ItemKind.TASK: ids(context.yearwheel.activities(everything=True)),
        ItemKind.ARTICLE: ids(context.handbook.articles(everything=True)),
        ItemKind.CONTACT: ids(context.directory.contacts(everything=True)),
        ItemKind.SYSTEM: ids(context.directory.systems()),
    }


def own_content(context: AppContext) -> "OwnContent":
    """What of hers can be handed to a colleague as a pack."""
    from chefsstod.content.document import Picture, walk
    from chefsstod.content.markdown import parse
    from chefsstod.features.packs.export import OwnContent

    handbook, profile = context.handbook, context.profiles.profile()
    unit = profile.unit if profile else ""

    def pictures(name: str) -> dict[str, bytes]:
        article = handbook.article(name)
        blocks = walk(parse(article.body).blocks) if article else ()
        found = {block.name: handbook.file(name, block.name) for block in blocks if isinstance(block, Picture)}
        return {picture: data for picture, data in found.items() if data is not None}

    return OwnContent(
        unit=unit,
        articles=[article for article in handbook.articles(everything=True) if article.layer is Layer.OWN],
        contacts=[contact for contact in context.directory.contacts(everything=True) if contact.layer is Layer.OWN],
        systems=[system for system in context.directory.systems() if system.layer is Layer.OWN],
        pictures=pictures,
        dates=lambda folder: context.localdates.export(folder, unit=unit),
    )
