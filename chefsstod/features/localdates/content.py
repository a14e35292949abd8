"""Reads and checks ``localdates/questions.yaml`` and ``answers.yaml``. A bad entry is reported with its line and left out."""

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from chefsstod.content.cache import cached, signature
from chefsstod.content.lint import lint, told
from chefsstod.content.pack import Slug, Source, Text, items, open_source
from chefsstod.content.problems import Problem, Severity, error, warning
from chefsstod.features.localdates.model import (
    Anchor,
    Answer,
    AnswerError,
    Bound,
    Free,
    FreeKind,
    MonthDay,
    NewRule,
    Option,
    Question,
    QuestionId,
    Target,
    Years,
)
from chefsstod.features.localdates.rules import check_bounds
from chefsstod.features.yearwheel.model import ActivityId, RedDay, Rule
from chefsstod.features.yearwheel.recurrence import RuleError, check, normalise
from chefsstod.i18n import _

FOLDER = "localdates"
QUESTIONS, ANSWERS = "questions.yaml", "answers.yaml"
LONGEST_SENTENCE = 30

Day = Annotated[str, msgspec.Meta(pattern=r"^\d\d-\d\d$")]
Words = Annotated[str, msgspec.Meta(min_length=2, max_length=700)]
Label = Annotated[str, msgspec.Meta(min_length=2, max_length=80)]
Month = Annotated[int, msgspec.Meta(ge=1, le=12)]
Week = Annotated[int, msgspec.Meta(ge=1, le=53)]
T = TypeVar("T")


class _RuleFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    activity: Slug
    rrule: Text
    words: Text
    red_day: RedDay = RedDay.PREVIOUS
    workday: Annotated[int, msgspec.Meta(ge=-23, le=23)] | None = None
    lead_days: Annotated[int, msgspec.Meta(ge=0, le=365)] | None = None
    years: Years | None = None

    def to_model(self) -> NewRule:
        rule = Rule(normalise(self.rrule), self.words, self.red_day, self.workday)
        return NewRule(ActivityId(self.activity), rule, self.lead_days, self.years)


class _OptionFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: Slug
    label: Label
    rules: list[_RuleFile] = []
    day: Day | None = None


class _TargetFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    activity: Slug
    months_before: Annotated[int, msgspec.Meta(ge=0, le=6)] = 0
    days_before: Annotated[int, msgspec.Meta(ge=0, le=60)] = 0


class _FreeFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    kind: FreeKind
    label: Label
    example: str = ""
    targets: list[_TargetFile] = []
    rrule: str = ""


class _AnchorFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    activity: Slug
    step: Slug


class _BoundFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    activity: Slug
    why: Words
    earliest: Day | None = None
    latest: Day | None = None
    every_year: bool = False


class QuestionFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One question as written by an author."""

    id: Slug
    topic: Label
    short: Annotated[str, msgspec.Meta(min_length=3, max_length=40)]
    text: Annotated[str, msgspec.Meta(min_length=10, max_length=120)]
    help: Words
    ask: Words
    options: Annotated[list[_OptionFile], msgspec.Meta(min_length=2, max_length=6)]
    free: _FreeFile | None = None
    anchor: _AnchorFile | None = None
    bounds: list[_BoundFile] = []

    def to_model(self) -> Question:
        """The question that the program works with. Raises RuleError and ValueError for a rule or day that is none."""
        return Question(
            id=QuestionId(self.id),
            topic=self.topic,
            short=self.short,
            text=self.text,
            help=self.help.strip(),
            ask=self.ask.strip(),
            options=tuple(
                Option(o.id, o.label, tuple(rule.to_model() for rule in o.rules), _month_day(o.day)) for o in self.options
            ),
            free=self._free(),
            anchor=Anchor(ActivityId(self.anchor.activity), self.anchor.step) if self.anchor else None,
            bounds=tuple(
                Bound(ActivityId(b.activity), b.why, _month_day(b.earliest), _month_day(b.latest), b.every_year)
                for b in self.bounds
            ),
        )

    def _free(self) -> Free | None:
        if self.free is None:
            return None
        targets = tuple(Target(ActivityId(t.activity), t.months_before, t.days_before) for t in self.free.targets)
        return Free(self.free.kind, targets, self.free.label, self.free.example, self.free.rrule)


class AnswerFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, omit_defaults=True):
    """One answer as it stands in a pack."""

    question: Slug
    option: str = ""
    words: Annotated[str, msgspec.Meta(max_length=200)] = ""
    months: list[Month] = []
    weeks: list[Week] = []
    day: Annotated[int, msgspec.Meta(ge=1, le=31)] | None = None
    workday: Annotated[int, msgspec.Meta(ge=-5, le=15)] | None = None

    def to_model(self) -> Answer:
        """The answer."""
        return Answer(self.option, self.words, tuple(self.months), tuple(self.weeks), self.day, self.workday)


def to_file(question: QuestionId, answer: Answer) -> AnswerFile:
    """The answer as it is written into a pack."""
    return AnswerFile(question, answer.option, answer.words, list(answer.months), list(answer.weeks), answer.day, answer.workday)


def _month_day(text: str | None) -> MonthDay | None:
    if text is None:
        return None
    month, day = (int(part) for part in text.split("-"))
    return MonthDay(month, day)


class LocalQuestions:
    """The questions of a pack, read when first asked for."""

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        self._root = root
        self._cache = cache

    @cached_property
    def _read(self) -> tuple[tuple[Question, ...], list[Problem]]:
        mark = signature(self._root, [self._root / FOLDER / QUESTIONS], "1")
        return cached(self._cache, mark, tuple[Question, ...], lambda: read_questions(self._root))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in the order to ask them."""
        return self._read[0]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in the file."""
        return self._read[1]


def read_questions(root: Path, known: Collection[str] | None = None) -> tuple[tuple[Question, ...], list[Problem]]:
    """The questions of the pack in ``root``; each task that they name must be among ``known``, if that is given."""
    found: list[Question] = []
    problems: list[Problem] = []
    taken: dict[str, QuestionId] = {}
    for source, index, line, entry in _entries(root, QUESTIONS, "questions", QuestionFile, problems):
        own, question = _check(entry, source, index, known)
        if question is not None and any(question.id == other.id for other in found):
            own.append(error(source.file, line, _("the id «{id}» stands twice").format(id=entry.id)))
        for activity in _ruled(question):
            if taken.setdefault(activity, QuestionId(entry.id)) != entry.id:
                text = _("two questions set the dates of «{id}»").format(id=activity)
                own.append(error(source.file, line, f"{entry.id}: {text}"))
        problems += own
        if question is not None and all(problem.severity is Severity.WARNING for problem in own):
            found.append(question)
    return tuple(found), problems


def _ruled(question: Question | None) -> set[ActivityId]:
    if question is None:
        return set()
    return {rule.activity for option in question.options for rule in option.rules}


def read_answers(root: Path) -> tuple[dict[QuestionId, Answer], list[Problem]]:
    """The answers of the pack in ``root`` by question."""
    found: dict[QuestionId, Answer] = {}
    problems: list[Problem] = []
    for source, _index, line, entry in _entries(root, ANSWERS, "answers", AnswerFile, problems):
        if entry.question in found:
            problems.append(error(source.file, line, _("the id «{id}» stands twice").format(id=entry.question)))
        else:
            found[QuestionId(entry.question)] = entry.to_model()
    return found, problems


def _entries(root: Path, name: str, key: str, kind: type[T], problems: list[Problem]) -> list[tuple[Source, int, int, T]]:
    """The readable entries of a file, each with where it stands; what is wrong with the others goes to ``problems``."""
    file = root / FOLDER / name
    if not file.is_file():
        return []
    source = open_source(root, file)
    if isinstance(source, Problem):
        problems.append(source)
        return []
    entries: list[tuple[Source, int, int, T]] = []
    for index, (line, entry) in enumerate(items(source, key, kind)):
        if isinstance(entry, Problem):
            problems.append(entry)
        else:
            entries.append((source, index, line, entry))
    return entries


def _check(entry: QuestionFile, source: Source, index: int, known: Collection[str] | None) -> tuple[list[Problem], Question | None]:
    """The rules that a schema cannot say."""
    line = source.line("questions", index)

    def wrong(text: str, *path: str | int) -> Problem:
        return error(source.file, source.line("questions", index, *path), f"{entry.id}: {text}")

    try:
        question = entry.to_model()
    except RuleError as problem:
        return [wrong(_("the rule is not RFC 5545") + f": {problem.detail}", "options")], None
    problems = [wrong(text) for text in _check_shape(question)]
    for number, option in enumerate(question.options):
        place = ("options", number)
        problems += [wrong(f"{option.id}: {text}", *place) for text in _check_option(question, option)]
    if known is not None:
        problems += [wrong(_("unknown task «{id}»").format(id=name)) for name in question.activities if name not in known]
    problems += [warning(source.file, line, f"{entry.id}: {text}") for text in _check_words(entry)]
    return problems, question


def _check_shape(question: Question) -> list[str]:
    problems = []
    if len({option.id for option in question.options}) < len(question.options):
        problems.append(_("two options have the same id"))
    free = question.free
    if free is not None and free.kind is FreeKind.DATE and not (free.targets or question.anchor):
        problems.append(_("an answer of her own changes nothing"))
    if free is not None and free.kind is not FreeKind.DATE and f"{{{free.kind}}}" not in free.rrule:
        problems.append(_("the pattern of an answer of her own needs «{name}»").format(name=f"{{{free.kind}}}"))
    return problems


def _check_option(question: Question, option: Option) -> list[str]:
    problems = []
    for new in option.rules:
        try:
            check(new.rule)
        except RuleError:
            problems.append(_("the rule never occurs"))
        if ("INTERVAL=2" in new.rule.rrule) is not (new.years is not None):
            problems.append(_("«years» belongs to a rule with INTERVAL=2, and only there"))
    if bool(option.anchor) is not bool(question.anchor):
        problems.append(_("«day» belongs to the options of a question with an anchor, and only there"))
    if not problems:
        try:
            check_bounds(question, option.rules)
        except AnswerError as broken:
            problems.append(broken.why)
    return problems


def _check_words(entry: QuestionFile) -> Sequence[str]:
    texts = [entry.text, entry.help, entry.ask, *(option.label for option in entry.options)]
    texts += [rule.words for option in entry.options for rule in option.rules] + [bound.why for bound in entry.bounds]
    problems = [f"{told(finding)}" for text in texts for finding in lint(text)]
    sentences = [part for text in texts for part in re.split(r"(?<=[.?])\s+", text)]
    too_long = _("a sentence has more than {n} words").format(n=LONGEST_SENTENCE)
    return problems + [too_long for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE]
