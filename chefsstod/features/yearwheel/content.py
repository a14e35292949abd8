"""Reads and checks ``yearwheel/*.yaml``: content files → activities. A bad item is reported with file and line and left out."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import msgspec

from chefsstod.content.cache import cached, signature
from chefsstod.content.layers import Certainty, Layer
from chefsstod.content.lint import lint, told
from chefsstod.content.pack import Law, Slug, Source, Text, items, open_source, read_laws
from chefsstod.content.problems import Problem, Severity, error, warning
from chefsstod.features.profile.model import ServiceType
from chefsstod.features.yearwheel.model import Activity, ActivityId, Basis, BasisKind, Category, Kind, RedDay, Rule, Step
from chefsstod.features.yearwheel.recurrence import RuleError, check, normalise
from chefsstod.i18n import _

SERVICE_TYPES = frozenset({"all", *ServiceType})
LONGEST_SENTENCE = 35
_LONGEST_FOLLOW_UP = 60


class _RuleFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    rrule: Text
    words: Text
    red_day: RedDay
    workday: Annotated[int, msgspec.Meta(ge=-23, le=23)] | None = None


class _StepFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: Slug
    text: Annotated[str, msgspec.Meta(min_length=3, max_length=100)]
    days: Annotated[int, msgspec.Meta(ge=-400, le=_LONGEST_FOLLOW_UP)]


class _BasisFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    kind: BasisKind
    text: Text
    law: Slug | None = None
    ref: Text | None = None
    certainty: Certainty | None = None


class ActivityFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One entry of a file, as written by an author. The content author's guide explains each key."""

    id: Slug
    code: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}\d\d$")]
    title: Annotated[str, msgspec.Meta(min_length=3, max_length=60)]
    short: Annotated[str, msgspec.Meta(min_length=2, max_length=26)]
    category: Category
    kind: Kind
    why: Annotated[str, msgspec.Meta(min_length=40, max_length=900)]
    rule: _RuleFile
    lead_days: Annotated[int, msgspec.Meta(ge=0, le=365)]
    hours: Annotated[float, msgspec.Meta(gt=0, le=80)]
    steps: Annotated[list[_StepFile], msgspec.Meta(min_length=1, max_length=12)]
    service_types: Annotated[list[str], msgspec.Meta(min_length=1)]
    basis: Annotated[list[_BasisFile], msgspec.Meta(min_length=1)]
    varies: Text | None
    related: list[Slug]
    keywords: list[Text]
    checked: date

    def to_model(self, layer: Layer = Layer.BASE) -> Activity:
        """The activity that the program works with."""
        return Activity(
            id=ActivityId(self.id),
            code=self.code,
            title=self.title,
            short=self.short,
            category=self.category,
            kind=self.kind,
            why=self.why.strip(),
            rule=Rule(normalise(self.rule.rrule), self.rule.words, self.rule.red_day, self.rule.workday),
            lead_days=self.lead_days,
            hours=self.hours,
            steps=tuple(Step(step.id, step.text, step.days) for step in self.steps),
            service_types=frozenset(self.service_types),
            basis=tuple(Basis(b.kind, b.text.strip(), b.law, b.ref, b.certainty) for b in self.basis),
            varies=self.varies,
            related=tuple(ActivityId(slug) for slug in self.related),
            keywords=tuple(self.keywords),
            checked=self.checked,
            layer=layer,
        )


def read_activities(root: Path, laws: dict[str, Law]) -> tuple[list[ActivityFile], list[Problem]]:
    """All activities of the pack in ``root``, and everything that is wrong with them."""
    found: dict[str, tuple[ActivityFile, Source, int]] = {}
    problems: list[Problem] = []
    named: set[str] = set()
    unread = False
    for file in sorted((root / "yearwheel").glob("*.yaml")):
        source = open_source(root, file)
        if isinstance(source, Problem):
            problems.append(source)
            unread = True
            continue
        for index, (line, item) in enumerate(items(source, "activities", ActivityFile)):
            if isinstance(item, Problem):
                problems.append(item)
                unread = True
                continue
            named.add(item.id)
            if item.id in found:
                problems.append(error(source.file, line, _("the id «{id}» stands twice").format(id=item.id)))
                continue
            own = _check(item, source, index, laws)
            problems += own
            if all(problem.severity is Severity.WARNING for problem in own):
                found[item.id] = (item, source, line)
    for item, source, line in found.values():
        problems += [error(source.file, line, f"{item.id}: {text}") for text in _check_related(item, None if unread else named)]
    return [item for item, _source, _line in found.values()], problems


def _check_related(item: ActivityFile, named: set[str] | None) -> list[str]:
    """``named``: the ids that stand in the files, also those left out for another fault; None when not all could be read."""
    problems = [_("related task «{id}» is itself").format(id=slug) for slug in item.related if slug == item.id]
    if named is not None:
        problems += [_("related task «{id}» does not exist").format(id=slug) for slug in item.related if slug not in named]
    return problems


def _check(item: ActivityFile, source: Source, index: int, laws: dict[str, Law]) -> list[Problem]:
    """The rules that a schema cannot say."""
    place = ("activities", index)
    problems = _check_rule(item, source, place)
    step_ids = [step.id for step in item.steps]
    if len(set(step_ids)) < len(step_ids):
        problems.append(error(source.file, source.line(*place, "steps"), f"{item.id}: " + _("two steps have the same id")))
    if [step.days for step in item.steps] != sorted(step.days for step in item.steps):
        problems.append(
            warning(source.file, source.line(*place, "steps"), f"{item.id}: " + _("the steps are not in order of time"))
        )
    if min(step.days for step in item.steps) < -item.lead_days:
        line = source.line(*place, "steps")
        text = _("a step lies before the lead time of {n} days").format(n=item.lead_days)
        problems.append(warning(source.file, line, f"{item.id}: {text}"))
    unknown = sorted(set(item.service_types) - SERVICE_TYPES)
    if unknown:
        line = source.line(*place, "service_types")
        problems.append(error(source.file, line, f"{item.id}: " + _("unknown service type «{name}»").format(name=unknown[0])))
    for number, basis in enumerate(item.basis):
        line = source.line(*place, "basis", number)
        problems += [error(source.file, line, f"{item.id}: {text}") for text in _check_basis(basis, laws)]
    return problems + _check_words(item, source, place)


def _check_words(item: ActivityFile, source: Source, place: tuple[str, int]) -> list[Problem]:
    """What an author should look at: long sentences, and statements about law that do not hold."""
    sentences = re.split(r"(?<=[.?])\s+", item.why)
    line = source.line(*place, "why")
    too_long = _("a sentence has more than {n} words").format(n=LONGEST_SENTENCE)
    problems = [
        warning(source.file, line, f"{item.id}: {too_long}") for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE
    ]
    texts: list[tuple[str, tuple[str | int, ...]]] = [
        (item.title, ("title",)),
        (item.why, ("why",)),
        (item.rule.words, ("rule",)),
        (item.varies or "", ("varies",)),
    ]
    texts += [(step.text, ("steps", number)) for number, step in enumerate(item.steps)]
    texts += [(basis.text, ("basis", number)) for number, basis in enumerate(item.basis)]
    problems += [
        warning(source.file, source.line(*place, *path), f"{item.id}: {told(finding)}")
        for text, path in texts
        for finding in lint(text)
    ]
    return problems


def _check_rule(item: ActivityFile, source: Source, place: tuple[str, int]) -> list[Problem]:
    line = source.line(*place, "rule")
    try:
        check(Rule(normalise(item.rule.rrule), red_day=item.rule.red_day, workday=item.rule.workday))
    except RuleError as problem:
        texts = {
            "never": _("the rule never occurs"),
            "too_often": _("the rule comes more often than once a day"),
            "syntax": _("the rule is not RFC 5545"),
        }
        return [error(source.file, line, f"{item.id}: {texts[problem.code]}: {item.rule.rrule}")]
    return []


def _check_basis(basis: _BasisFile, laws: dict[str, Law]) -> list[str]:
    if basis.kind is not BasisKind.LAW:
        return [_("law, ref and certainty belong to kind: law")] if basis.law or basis.ref or basis.certainty else []
    if basis.law is None or basis.certainty is None:
        return [_("a legal basis needs law and certainty")]
    problems = [] if basis.law in laws else [_("unknown law «{id}»").format(id=basis.law)]
    if basis.ref and basis.certainty is not Certainty.VERIFIED:
        problems.append(_("a provision (ref) is given only where certainty is verified"))
    return problems


def load_activities(
    root: Path, cache: Path | None, *, layer: Layer = Layer.BASE, laws: Mapping[str, Law] = MappingProxyType({})
) -> tuple[tuple[Activity, ...], list[Problem]]:
    """The activities of the pack in ``root``, from the cache file while no content file has changed.

    ``laws`` are those of lower layers, which a pack may refer to. Problems are told when files are read.
    """

    def read() -> tuple[tuple[Activity, ...], list[Problem]]:
        own, problems = read_laws(root)
        entries, found = read_activities(root, {**laws, **own})
        return tuple(item.to_model(layer) for item in entries), problems + found

    files = [*(root / "yearwheel").glob("*.yaml"), root / "lawcompass" / "laws.yaml"]
    return cached(cache, signature(root, files, "4"), tuple[Activity, ...], read)
