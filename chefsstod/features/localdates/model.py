"""The questions about local dates, the answers, and what an answer changes: frozen data and pure rules. No clock, no files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from chefsstod.features.yearwheel.model import Activity, ActivityId, Rule

QuestionId = NewType("QuestionId", str)
SOURCE = "local:"
"""What the source of a segment begins with when an answer gave it; the question's id follows."""
MINUTES_EACH = 0.6
"""How long a question takes, in minutes: read, look it up in the head, choose."""


class FreeKind(StrEnum):
    """How she answers in her own words."""

    DATE = "date"
    MONTHS = "months"
    WEEKS = "weeks"
    DAY = "day"


class Years(StrEnum):
    """Of a rule that comes every second year: which ones."""

    EVEN = "even"
    ODD = "odd"


class Wrong(StrEnum):
    """Why an answer cannot be used."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    NOT_YEARLY = "not_yearly"
    NEVER = "never"
    TOO_LATE = "too_late"
    TOO_EARLY = "too_early"
    NOT_EVERY_YEAR = "not_every_year"
    NO_ROOM = "no_room"


class AnswerError(ValueError):
    """The answer cannot be used; ``why`` are the words of the bound it breaks, if it is one."""

    def __init__(self, wrong: Wrong, why: str = "") -> None:
        super().__init__(wrong.value)
        self.wrong = wrong
        self.why = why


@dataclass(frozen=True, slots=True)
class NewRule:
    """What an answer says of one task. ``years`` belongs to a rule with ``INTERVAL=2``; ``lead_days`` None: as before."""

    activity: ActivityId
    rule: Rule
    lead_days: int | None = None
    years: Years | None = None


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of the year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Option:
    """A suggested answer. ``anchor``: the day of the step that the question asks for."""

    id: str
    label: str
    rules: tuple[NewRule, ...] = ()
    anchor: MonthDay | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A task that a free answer sets: on the day itself, or so long before it."""

    activity: ActivityId
    months_before: int = 0
    days_before: int = 0


@dataclass(frozen=True, slots=True)
class Free:
    """An answer of her own. ``rrule`` and ``words`` are patterns with ``{months}``, ``{weeks}`` or ``{day}``."""

    kind: FreeKind
    targets: tuple[Target, ...] = ()
    label: str = ""
    example: str = ""
    rrule: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The step whose day the question asks for; the steps around it and the start of the work follow."""

    activity: ActivityId
    step: str


@dataclass(frozen=True, slots=True)
class Bound:
    """What law or sense demands of the dates of a task. ``why`` says it to her."""

    activity: ActivityId
    why: str
    earliest: MonthDay | None = None
    latest: MonthDay | None = None
    every_year: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A plain question. ``ask`` tells who knows."""

    id: QuestionId
    topic: str
    short: str
    text: str
    help: str
    ask: str
    options: tuple[Option, ...]
    free: Free | None = None
    anchor: Anchor | None = None
    bounds: tuple[Bound, ...] = ()

    @property
    def source(self) -> str:
        """The source of the rules that its answer gives."""
        return SOURCE + self.id

    @property
    def activities(self) -> tuple[ActivityId, ...]:
        """The tasks that an answer can change, without repetition."""
        named = [rule.activity for option in self.options for rule in option.rules]
        named += [target.activity for target in self.free.targets] if self.free else []
        named += [self.anchor.activity] if self.anchor else []
        return tuple(dict.fromkeys(named))

    def option(self, option_id: str) -> Option | None:
        """A suggested answer by id."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What she answered: a suggestion, something of her own, or that she does not know yet."""

    option: str = ""
    words: str = ""
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    day: int | None = None
    workday: int | None = None
    unknown: bool = False


UNKNOWN = Answer(unknown=True)


@dataclass(frozen=True, slots=True)
class StepDays:
    """An anchored step as it is stored with the answer: how long before the deadline, in days (negative)."""

    activity: ActivityId
    step: str
    days: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A stored answer."""

    answer: Answer
    on: date
    steps: StepDays | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its answer, if there is one."""

    question: Question
    answered: Answered | None = None

    @property
    def known(self) -> bool:
        """Whether it is answered, and not with «not yet»."""
        return self.answered is not None and not self.answered.answer.unknown


@dataclass(frozen=True, slots=True)
class Progress:
    """How far she has come."""

    answered: int
    total: int

    @property
    def minutes(self) -> int:
        """About how many minutes are left."""
        return round((self.total - self.answered) * MINUTES_EACH + 0.4)


@dataclass(frozen=True, slots=True)
class Effect:
    """What an answer does to one task: its coming dates before and after, and the rules that give them."""

    activity: Activity
    before: tuple[date, ...]
    after: tuple[date, ...]
    rule: Rule
    step: str = ""
    """The step that moves, when it is a step and not the task."""

    @property
    def changed(self) -> bool:
        """Whether anything becomes different."""
        return self.before != self.after


def progress(items: Iterable[Item]) -> Progress:
    """How many questions have an answer, «not yet» included: she has thought about it."""
    given = [item.answered is not None for item in items]
    return Progress(sum(given), len(given))
