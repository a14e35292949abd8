"""The themes of the months: workplace meeting, crisis folder, routine and case. Reads and checks ``months/themes.yaml``."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated

import msgspec

from chefsstod.content.cache import cached, signature
from chefsstod.content.layers import Certainty
from chefsstod.content.lint import lint, told
from chefsstod.content.pack import Law, Slug, Text, items, open_source
from chefsstod.content.problems import Problem, Severity, error, warning
from chefsstod.features.yearwheel.model import ActivityId, Basis, BasisKind
from chefsstod.i18n import _

FILE = "months/themes.yaml"
LONGEST_SENTENCE = 30


@dataclass(frozen=True, slots=True)
class Talk:
    """Something to take up: what it is, how to go about it, and questions to talk about."""

    title: str
    text: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthTheme:
    """What a month is about. ``note`` says what is special about it: July is empty by design."""

    month: int
    note: str = ""
    apt: Talk | None = None
    crisis: Talk | None = None
    routine: Talk | None = None
    case: Talk | None = None
    training: str = ""
    basis: tuple[Basis, ...] = ()
    tasks: tuple[ActivityId, ...] = ()
    checked: date | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to take up."""
        return not (self.apt or self.crisis or self.routine or self.case or self.training)


class _TalkFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    title: Annotated[str, msgspec.Meta(min_length=3, max_length=60)]
    text: Annotated[str, msgspec.Meta(min_length=20, max_length=600)]
    questions: Annotated[list[Text], msgspec.Meta(max_length=4)] = []

    def to_model(self) -> Talk:
        return Talk(self.title, self.text.strip(), tuple(self.questions))


class _BasisFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    kind: BasisKind
    text: Text
    law: Slug | None = None
    ref: Text | None = None
    certainty: Certainty | None = None


class ThemeFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One month as written by an author."""

    month: Annotated[int, msgspec.Meta(ge=1, le=12)]
    checked: date
    note: Annotated[str, msgspec.Meta(max_length=400)] = ""
    apt: _TalkFile | None = None
    crisis: _TalkFile | None = None
    routine: _TalkFile | None = None
    case: _TalkFile | None = None
    training: Annotated[str, msgspec.Meta(max_length=300)] = ""
    basis: list[_BasisFile] = []
    tasks: list[Slug] = []

    def talks(self) -> list[tuple[str, _TalkFile]]:
        """The parts that are there, by their key."""
        parts = (("apt", self.apt), ("crisis", self.crisis), ("routine", self.routine), ("case", self.case))
        return [(key, talk) for key, talk in parts if talk is not None]

    def to_model(self) -> MonthTheme:
        """The theme that the program works with."""
        parts = {key: talk.to_model() for key, talk in self.talks()}
        return MonthTheme(
            month=self.month,
            note=self.note.strip(),
            apt=parts.get("apt"),
            crisis=parts.get("crisis"),
            routine=parts.get("routine"),
            case=parts.get("case"),
            training=self.training,
            basis=tuple(Basis(b.kind, b.text.strip(), b.law, b.ref, b.certainty) for b in self.basis),
            tasks=tuple(ActivityId(name) for name in self.tasks),
            checked=self.checked,
        )


class MonthThemes:
    """The themes of a pack, read when first asked for."""

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        self._root = root
        self._cache = cache

    @cached_property
    def _read(self) -> tuple[dict[int, MonthTheme], list[Problem]]:
        mark = signature(self._root, [self._root / FILE], "1")
        found, problems = cached(self._cache, mark, tuple[MonthTheme, ...], lambda: read_themes(self._root))
        return {theme.month: theme for theme in found}, problems

    def of(self, month: int) -> MonthTheme:
        """The theme of a month (1–12); an empty one where the pack has none."""
        return self._read[0].get(month, MonthTheme(month))

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in the file."""
        return self._read[1]


def read_themes(
    root: Path, laws: dict[str, Law] | None = None, known: Collection[str] | None = None
) -> tuple[tuple[MonthTheme, ...], list[Problem]]:
    """The themes of the pack in ``root``, and everything that is wrong with them.

    ``laws`` and ``known`` (ids of tasks) are what may be referred to, where given.
    """
    file = root / FILE
    if not file.is_file():
        return (), []
    source = open_source(root, file)
    if isinstance(source, Problem):
        return (), [source]
    found: dict[int, MonthTheme] = {}
    problems: list[Problem] = []
    for index, (line, item) in enumerate(items(source, "months", ThemeFile)):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        own = [error(source.file, source.line("months", index, *path), text) for path, text in _wrong(item, laws, known)]
        if item.month in found:
            own.append(error(source.file, line, _("the month {n} stands twice").format(n=item.month)))
        problems += own
        problems += [warning(source.file, line, text) for text in _doubtful(item)]
        if not any(problem.severity is Severity.ERROR for problem in own):
            found[item.month] = item.to_model()
    return tuple(found.values()), problems


def _wrong(item: ThemeFile, laws: dict[str, Law] | None, known: Collection[str] | None) -> list[tuple[tuple[str | int, ...], str]]:
    """The rules that a schema cannot say, each with where it is broken."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    for number, basis in enumerate(item.basis):
        if basis.kind is BasisKind.LAW and (basis.law is None or basis.certainty is None):
            found.append((("basis", number), _("a legal basis needs law and certainty")))
        elif laws is not None and basis.law is not None and basis.law not in laws:
            found.append((("basis", number), _("unknown law «{id}»").format(id=basis.law)))
        if basis.ref and basis.certainty is not Certainty.VERIFIED:
            found.append((("basis", number), _("a provision (ref) is given only where certainty is verified")))
    if known is not None:
        found += [(("tasks",), _("unknown task «{id}»").format(id=name)) for name in item.tasks if name not in known]
    return found


def texts(item: ThemeFile) -> list[str]:
    """Everything in a month that people read."""
    found = [item.note, item.training, *(basis.text for basis in item.basis)]
    for _key, talk in item.talks():
        found += [talk.title, talk.text, *talk.questions]
    return [text for text in found if text]


def _doubtful(item: ThemeFile) -> list[str]:
    """What an author should look at: long sentences, and statements about law that do not hold."""
    found = [f"{told(finding)}" for text in texts(item) for finding in lint(text)]
    sentences = [part for text in texts(item) for part in re.split(r"(?<=[.?])\s+", text)]
    too_long = _("a sentence has more than {n} words").format(n=LONGEST_SENTENCE)
    return found + [too_long for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE]
