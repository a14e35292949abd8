"""Reads and checks ``chains/*.yaml``: content files → templates of event chains. A bad item is reported and left out."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import msgspec

from chefsstod.content.cache import cached, signature
from chefsstod.content.layers import Certainty
from chefsstod.content.lint import lint, told
from chefsstod.content.pack import Law, Slug, Source, Text, items, open_source, read_laws
from chefsstod.content.problems import Problem, Severity, error, warning
from chefsstod.features.timers.model import Offset, Template, TemplateStep, Unit
from chefsstod.features.yearwheel.content import LONGEST_SENTENCE, SERVICE_TYPES
from chefsstod.features.yearwheel.model import Basis, BasisKind, Category, RedDay
from chefsstod.i18n import _

Days = Annotated[int, msgspec.Meta(ge=-400, le=800)]
Workdays = Annotated[int, msgspec.Meta(ge=-60, le=120)]
Months = Annotated[int, msgspec.Meta(ge=-13, le=26)]
Sentence = Annotated[str, msgspec.Meta(min_length=3, max_length=400)]
_CONDITION = "bara om "


class _StepFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A step. Exactly one of ``days``, ``workdays`` and ``months`` says how far from day 0 it lies."""

    id: Slug
    text: Annotated[str, msgspec.Meta(min_length=3, max_length=110)]
    how: Sentence
    days: Days | None = None
    workdays: Workdays | None = None
    months: Months | None = None
    red_day: RedDay | None = None
    condition: Annotated[str, msgspec.Meta(min_length=3, max_length=140)] | None = None
    limit: bool = False

    def offsets(self) -> list[Offset]:
        """The distances that are given: one, if the author did right."""
        given = ((Unit.DAYS, self.days), (Unit.WORKDAYS, self.workdays), (Unit.MONTHS, self.months))
        return [Offset(number, unit, self.red_day or RedDay.PREVIOUS) for unit, number in given if number is not None]


class _BasisFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    kind: BasisKind
    text: Text
    law: Slug | None = None
    ref: Text | None = None
    certainty: Certainty | None = None


class ChainFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One event of a file, as written by an author. The content author's guide explains each key."""

    id: Slug
    title: Annotated[str, msgspec.Meta(min_length=3, max_length=60)]
    noun: Annotated[str, msgspec.Meta(min_length=2, max_length=24)]
    category: Category
    summary: Annotated[str, msgspec.Meta(min_length=20, max_length=180)]
    when: Sentence
    day_zero: Sentence
    steps: Annotated[list[_StepFile], msgspec.Meta(min_length=2, max_length=16)]
    service_types: Annotated[list[str], msgspec.Meta(min_length=1)]
    basis: Annotated[list[_BasisFile], msgspec.Meta(min_length=1)]
    varies: Text
    ask: Text
    keywords: list[Text]
    checked: date

    def to_model(self) -> Template:
        """The template that the program works with."""
        return Template(
            id=self.id,
            title=self.title,
            noun=self.noun,
            category=self.category,
            summary=self.summary.strip(),
            when=self.when.strip(),
            day_zero=self.day_zero.strip(),
            steps=tuple(
                TemplateStep(step.id, step.text, step.offsets()[0], step.how.strip(), step.condition or "", step.limit)
                for step in self.steps
            ),
            service_types=frozenset(self.service_types),
            basis=tuple(Basis(b.kind, b.text.strip(), b.law, b.ref, b.certainty) for b in self.basis),
            varies=self.varies.strip(),
            ask=self.ask.strip(),
            keywords=tuple(self.keywords),
            checked=self.checked,
        )


def read_chains(root: Path, laws: dict[str, Law]) -> tuple[list[ChainFile], list[Problem]]:
    """All events of the pack in ``root``, and everything that is wrong with them."""
    found: dict[str, ChainFile] = {}
    problems: list[Problem] = []
    for file in _files(root):
        source = open_source(root, file)
        if isinstance(source, Problem):
            problems.append(source)
            continue
        for index, (line, item) in enumerate(items(source, "chains", ChainFile)):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            if item.id in found:
                problems.append(error(source.file, line, _("the id «{id}» stands twice").format(id=item.id)))
                continue
            own = list(_check(item, source, index, laws))
            problems += own
            if all(problem.severity is Severity.WARNING for problem in own):
                found[item.id] = item
    return list(found.values()), problems


def _files(root: Path) -> list[Path]:
    return sorted((root / "chains").glob("*.yaml"))


def _check(item: ChainFile, source: Source, index: int, laws: dict[str, Law]) -> Iterator[Problem]:
    """The rules that a schema cannot say."""
    place = ("chains", index)

    def wrong(text: str, *path: str | int) -> Problem:
        return error(source.file, source.line(*place, *path), f"{item.id}: {text}")

    step_ids = [step.id for step in item.steps]
    if len(set(step_ids)) < len(step_ids):
        yield wrong(_("two steps have the same id"), "steps")
    for number, step in enumerate(item.steps):
        if len(step.offsets()) != 1:
            yield wrong(_("a step has one of days, workdays and months"), "steps", number)
        if step.workdays is not None and step.red_day is not None:
            yield wrong(_("working days need no red_day"), "steps", number)
        if step.condition and not step.condition.startswith(_CONDITION):
            yield wrong(_("a condition begins with «{words}»").format(words=_CONDITION.strip()), "steps", number)
    if any(step.limit for step in item.steps) and not any(b.kind is BasisKind.LAW for b in item.basis):
        yield wrong(_("a step with a limit in law needs a legal basis"), "steps")
    for name in sorted(set(item.service_types) - SERVICE_TYPES):
        yield wrong(_("unknown service type «{name}»").format(name=name), "service_types")
    for number, basis in enumerate(item.basis):
        for text in _check_basis(basis, laws):
            yield wrong(text, "basis", number)
    yield from _check_words(item, source, place)


def _check_basis(basis: _BasisFile, laws: dict[str, Law]) -> list[str]:
    if basis.kind is not BasisKind.LAW:
        return [_("law, ref and certainty belong to kind: law")] if basis.law or basis.ref or basis.certainty else []
    if basis.law is None or basis.certainty is None:
        return [_("a legal basis needs law and certainty")]
    problems = [] if basis.law in laws else [_("unknown law «{id}»").format(id=basis.law)]
    if basis.ref and basis.certainty is not Certainty.VERIFIED:
        problems.append(_("a provision (ref) is given only where certainty is verified"))
    return problems


def texts(item: ChainFile) -> list[tuple[str, tuple[str | int, ...]]]:
    """Every text of an event with its place in the file."""
    found: list[tuple[str, tuple[str | int, ...]]] = [
        (str(getattr(item, name)), (name,)) for name in ("title", "noun", "summary", "when", "day_zero", "varies", "ask")
    ]
    for number, step in enumerate(item.steps):
        found += [(text, ("steps", number)) for text in (step.text, step.how, step.condition or "")]
    return found + [(basis.text, ("basis", number)) for number, basis in enumerate(item.basis)]


def _check_words(item: ChainFile, source: Source, place: tuple[str, int]) -> Iterator[Problem]:
    """What an author should look at: long sentences, and statements about law that do not hold."""
    too_long = _("a sentence has more than {n} words").format(n=LONGEST_SENTENCE)
    for text, path in texts(item):
        line = source.line(*place, *path)
        if any(len(sentence.split()) > LONGEST_SENTENCE for sentence in re.split(r"(?<=[.?])\s+", text)):
            yield warning(source.file, line, f"{item.id}: {too_long}")
        for finding in lint(text):
            yield warning(source.file, line, f"{item.id}: {told(finding)}")


def load_chains(
    root: Path, cache: Path | None, *, laws: Mapping[str, Law] = MappingProxyType({})
) -> tuple[tuple[Template, ...], list[Problem]]:
    """The templates of the pack in ``root``, from the cache file while no content file has changed.

    ``laws`` are those of lower layers, which a pack may refer to. Problems are told when files are read.
    """

    def read() -> tuple[tuple[Template, ...], list[Problem]]:
        own, problems = read_laws(root)
        entries, found = read_chains(root, {**laws, **own})
        return tuple(item.to_model() for item in entries), problems + found

    mark = signature(root, [*_files(root), root / "lawcompass" / "laws.yaml"], "2")
    return cached(cache, mark, tuple[Template, ...], read)
