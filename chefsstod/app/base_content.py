"""The content that ships with the program: each part is read when it is first asked for, and then kept."""

from functools import cached_property
from typing import TYPE_CHECKING

from chefsstod.content.cache import cached, signature
from chefsstod.content.layers import Layer
from chefsstod.content.pack import Law, read_laws
from chefsstod.content.problems import Problem
from chefsstod.features.yearwheel.content import load_activities
from chefsstod.features.yearwheel.model import Activity
from chefsstod.support.paths import Paths, resources

if TYPE_CHECKING:
    from chefsstod.features.directory.content import DirectoryContent
    from chefsstod.features.handbook.content import HandbookContent
    from chefsstod.features.localdates.model import Question
    from chefsstod.features.timers.model import Template


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
        return self._read[1] + self._problems_of_rooms

    @property
    def _problems_of_rooms(self) -> list[Problem]:
        """Only of what has been read: nobody waits for files that nobody needs."""
        return [problem for name in ("_chains", "_handbook", "_directory") for problem in self.__dict__.get(name, ((), ()))[1]]

    @cached_property
    def _chains(self) -> "tuple[tuple[Template, ...], list[Problem]]":
        from chefsstod.features.timers.content import load_chains

        return load_chains(self.root, self._paths.cache / "base-chains.json")

    @property
    def chains(self) -> "tuple[Template, ...]":
        """The event chains, read when one is running or started."""
        return self._chains[0]

    @cached_property
    def _handbook(self) -> "tuple[HandbookContent, list[Problem]]":
        from chefsstod.features.handbook.content import load_handbook

        return load_handbook(self.root, self._paths.cache / "base-handbook.json", layer=Layer.BASE, pack="", laws=set(self.laws))

    @property
    def handbook(self) -> "HandbookContent":
        """Chapters, texts and words explained."""
        return self._handbook[0]

    @cached_property
    def _directory(self) -> "tuple[DirectoryContent, list[Problem]]":
        from chefsstod.features.directory.content import load_directory

        return load_directory(self.root, self._paths.cache / "base-directory.json")

    @property
    def directory(self) -> "DirectoryContent":
        """The functions and systems that most units have."""
        return self._directory[0]

    @cached_property
    def questions(self) -> "tuple[Question, ...]":
        """The questions about local dates."""
        from chefsstod.features.localdates.content import LocalQuestions

        return LocalQuestions(self.root, self._paths.cache / "base-localdates.json").questions

    @cached_property
    def laws(self) -> dict[str, Law]:
        """The laws that tasks and texts refer to, by id."""
        mark = signature(self.root, [self.root / "lawcompass" / "laws.yaml"], "1")
        return cached(self._paths.cache / "base-laws.json", mark, dict[str, Law], lambda: read_laws(self.root))[0]
