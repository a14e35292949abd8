"""What the packs of the employer do to the content that ships with the program. No room is imported while no pack is installed."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from chefsstod.app.base_content import BaseContent
from chefsstod.content.pack import Law
from chefsstod.features.yearwheel.model import Activity
from chefsstod.storage.engine import Database
from chefsstod.support.clock import Clock
from chefsstod.support.paths import Paths

if TYPE_CHECKING:
    from chefsstod.features.directory.content import DirectoryContent
    from chefsstod.features.handbook.content import HandbookContent
    from chefsstod.features.packs.effects import PackEffects
    from chefsstod.features.packs.export import OwnContent
    from chefsstod.features.packs.service import Ids, PackService
    from chefsstod.features.timers.model import Template
    from chefsstod.features.yearwheel.themes import MonthThemes


class LocalContent:
    """The content of the base, overridden and added to by that of the packs; and the packs themselves."""

    def __init__(
        self,
        *,
        paths: Paths,
        database: Database,
        clock: Clock,
        base: BaseContent,
        own: "Callable[[], Ids]",
        mine: "Callable[[], OwnContent]",
    ) -> None:
        self._paths = paths
        self._database = database
        self._clock = clock
        self._base = base
        self._own = own
        self._mine = mine

    @property
    def _none(self) -> bool:
        return not self._database.has("pack")

    @cached_property
    def packs(self) -> "PackService":
        """The packs that are installed."""
        from chefsstod.features.packs.effects import remember_rules
        from chefsstod.features.packs.kinds import pack_kinds
        from chefsstod.features.packs.service import PackService

        base = self._base
        return PackService(
            database=self._database,
            paths=self._paths,
            clock=self._clock,
            kinds=pack_kinds(
                laws=lambda: base.laws,
                tasks=lambda: {activity.id for activity in base.activities},
                questions=lambda: {question.id: question.text for question in base.questions},
            ),
            own=self._own,
            base=self._base_ids,
            mine=self._mine,
            remember=remember_rules(lambda: base.laws),
        )

    def _base_ids(self) -> "Ids":
        from chefsstod.features.packs.model import ItemKind

        base = self._base
        return {
            ItemKind.TASK: frozenset(activity.id for activity in base.activities),
            ItemKind.ARTICLE: frozenset(article.id for article in base.handbook.articles),
            ItemKind.CHAIN: frozenset(template.id for template in base.chains),
            ItemKind.CONTACT: frozenset(contact.id for contact in base.directory.contacts),
            ItemKind.SYSTEM: frozenset(system.id for system in base.directory.systems),
            ItemKind.LAW: frozenset(base.laws),
        }

    @cached_property
    def _effects(self) -> "PackEffects":
        from chefsstod.features.packs.effects import PackEffects

        return PackEffects(roots=self.packs.roots, cache=self._paths.cache, laws=lambda: self._base.laws)

    def activities(self) -> Sequence[Activity]:
        """The recurring tasks."""
        return self._base.activities if self._none else self._effects.activities(self._base.activities)

    def chains(self) -> "Sequence[Template]":
        """The event chains."""
        return self._base.chains if self._none else self._effects.chains(self._base.chains)

    def laws(self) -> Mapping[str, Law]:
        """The laws by id."""
        return self._base.laws if self._none else self._effects.laws(self._base.laws)

    def handbook(self) -> "Sequence[HandbookContent]":
        """The texts of the packs alone, the weakest pack first."""
        return () if self._none else self._effects.handbook()

    def directory(self) -> "Sequence[DirectoryContent]":
        """The contacts and systems of the packs alone, the weakest pack first."""
        return () if self._none else self._effects.directory()

    def months(self, base: "MonthThemes") -> "MonthThemes":
        """The themes of the months; packs that are installed later count too."""
        from chefsstod.features.packs.effects import LayeredThemes

        return LayeredThemes(base, lambda: () if self._none else self.packs.roots())
