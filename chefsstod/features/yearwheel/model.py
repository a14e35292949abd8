"""The recurring tasks and their occurrences: frozen data and pure rules. No clock, no files, no SQL, no Qt."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NewType

from chefsstod.content.layers import Certainty, Layer
from chefsstod.support.holidays import Holiday, previous_workday

ActivityId = NewType("ActivityId", str)


class Category(StrEnum):
    """The rings of the wheel, outermost first."""

    EKONOMI = "ekonomi"
    PERSONAL = "personal"
    ARBETSMILJO = "arbetsmiljo"
    KVALITET = "kvalitet"
    VERKSAMHET = "verksamhet"
    BEREDSKAP = "beredskap"
    LEDARSKAP = "ledarskap"


class Kind(StrEnum):
    """A calendar task has a month or season; a routine comes every week, month or quarter."""

    CALENDAR = "calendar"
    ROUTINE = "routine"


class RedDay(StrEnum):
    """What happens to a date that falls on a Saturday, Sunday, holiday or eve."""

    PREVIOUS = "previous"
    NEXT = "next"
    KEEP = "keep"


class Status(StrEnum):
    """What has become of an occurrence. It is always exactly one of these: nothing disappears silently."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    SKIPPED = "skipped"
    LATE = "late"


OPEN = frozenset({Status.PLANNED, Status.STARTED, Status.LATE})


class BasisKind(StrEnum):
    """What a task rests on."""

    LAW = "law"
    AGREEMENT = "agreement"
    NATIONAL = "national"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a task falls due. ``rrule`` is RFC 5545 text without DTSTART; ``words`` is the same for people.

    With ``workday`` the rule gives months and the n-th working day of each is the date (negative: from the end).
    ``start`` is the first day the rule can give; None means that it has always been so.
    """

    rrule: str
    words: str = ""
    red_day: RedDay = RedDay.PREVIOUS
    workday: int | None = None
    start: date | None = None


class Nature(StrEnum):
    """What a thing of her own is: a task, or something that takes place on a day."""

    TASK = "task"
    EVENT = "event"
    COURSE = "course"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Segment:
    """A rule that holds from ``valid_from`` on, until the next segment. ``lead_days`` None: as before.

    ``source`` tells where it came from: «own» (she changed it) or «local:QUESTION» (an answer about local dates).
    """

    valid_from: date
    rule: Rule
    lead_days: int | None = None
    source: str = "own"


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the work. ``days`` is its offset from the due date: negative before, positive after (follow-up)."""

    id: str
    text: str
    days: int


def counted_day(step: Step, due: date) -> date:
    """The day of a step counted from ``due``. One that falls on a red day moves to the working day before it, though a follow-up
    never to before the due day.
    """
    day = due + timedelta(days=step.days)
    if step.days == 0:
        return day
    return max(previous_workday(day), due) if step.days > 0 else previous_workday(day)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a task rests on; ``ref`` (the provision) only where it is verified."""

    kind: BasisKind
    text: str
    law: str | None = None
    ref: str | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """A recurring task (återkommande uppgift)."""

    id: ActivityId
    title: str
    category: Category
    rule: Rule
    short: str = ""
    code: str = ""
    kind: Kind = Kind.CALENDAR
    why: str = ""
    lead_days: int = 0
    hours: float = 1.0
    steps: tuple[Step, ...] = ()
    service_types: frozenset[str] = frozenset({"all"})
    basis: tuple[Basis, ...] = ()
    varies: str | None = None
    related: tuple[ActivityId, ...] = ()
    keywords: tuple[str, ...] = ()
    checked: date | None = None
    layer: Layer = Layer.BASE
    nature: Nature = Nature.TASK
    place: str = ""
    at_time: str = ""
    ends: date | None = None
    """The first day that is not the task's any more: hidden, or ended, from then on. What she touched stays."""
    segments: tuple[Segment, ...] = ()
    """Later rules, in order of their first day."""
    based_on: str = ""
    """Of an own version of a base task: the fingerprint of the base text that it was made from."""

    def rule_on(self, day: date) -> Rule:
        """The rule that gives the task's dates on ``day``."""
        return next((segment.rule for segment in reversed(self.segments) if segment.valid_from <= day), self.rule)

    def lead_on(self, day: date) -> int:
        """The lead time of an occurrence whose original date is ``day``, in days."""
        changed = (s.lead_days for s in reversed(self.segments) if s.valid_from <= day and s.lead_days is not None)
        return next(changed, self.lead_days)

    def concerns(self, service_type: str | None) -> bool:
        """Whether the task belongs in a unit of this kind (None: unknown, so everything does)."""
        return service_type is None or "all" in self.service_types or service_type in self.service_types


@dataclass(frozen=True, slots=True, order=True)
class OccurrenceKey:
    """The identity of an occurrence: task and original date (RFC 5545 RECURRENCE-ID), whatever day it was moved to."""

    activity: ActivityId
    original: date


@dataclass(frozen=True, slots=True)
class OccurrenceState:
    """What she did to one occurrence; an untouched one has none."""

    key: OccurrenceKey
    status: Status | None = None
    moved_to: date | None = None
    note: str = ""
    reason: str = ""
    done_on: date | None = None
    steps: frozenset[str] = frozenset()
    next_time: str = ""
    title: str = ""
    lead_days: int | None = None
    hours: float | None = None
    step_dates: frozenset[tuple[str, date]] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to keep."""
        return self == OccurrenceState(self.key)


class ShiftCause(StrEnum):
    """Why an occurrence is not on its original date."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Shift:
    """A moved date: from which day and why."""

    original: date
    cause: ShiftCause
    holiday: Holiday | None = None


class SkipCause(StrEnum):
    """Why an occurrence counts as skipped: by her own word, or by a rule that the program states in words."""

    USER = "user"
    BEFORE_START = "before_start"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What she wrote «till nästa år» on an earlier occurrence."""

    text: str
    original: date


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of an activity, with its status on a given day.

    ``own_title``, ``own_lead`` and ``own_hours`` hold for this occurrence alone; ``next_time`` is the lesson for the next one,
    ``lesson`` the one that an earlier one left.
    """

    activity: Activity
    original: date
    due: date
    status: Status
    shift: Shift | None = None
    skip_cause: SkipCause | None = None
    note: str = ""
    reason: str = ""
    done_on: date | None = None
    steps_done: frozenset[str] = field(default_factory=frozenset)
    orphan: bool = False
    next_time: str = ""
    own_title: str = ""
    own_lead: int | None = None
    own_hours: float | None = None
    step_dates: frozenset[tuple[str, date]] = frozenset()
    lesson: Lesson | None = None

    @property
    def key(self) -> OccurrenceKey:
        """Its identity."""
        return OccurrenceKey(self.activity.id, self.original)

    @property
    def title(self) -> str:
        """Its name: that of the task unless this one has a name of its own."""
        return self.own_title or self.activity.title

    @property
    def lead_days(self) -> int:
        """How long before the date the work must begin, in days."""
        return self.activity.lead_on(self.original) if self.own_lead is None else self.own_lead

    @property
    def hours(self) -> float:
        """How much work it is."""
        return self.activity.hours if self.own_hours is None else self.own_hours

    @property
    def start_by(self) -> date:
        """The day the work must begin to be ready in time."""
        return self.due - timedelta(days=self.lead_days)

    def step_date(self, step: Step) -> date:
        """The day a step is to be done: the one she chose, else the one counted from the due date."""
        for name, day in self.step_dates:
            if name == step.id:
                return day
        return counted_day(step, self.due)

    @property
    def open(self) -> bool:
        """Whether something remains to be done."""
        return self.status in OPEN

    def next_step(self) -> Step | None:
        """The first step that is not ticked."""
        return next((step for step in self.activity.steps if step.id not in self.steps_done), None)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a day holds. An open calendar task stands in one of the first five lists only; each is in the order to take it."""

    today: date
    late: tuple[Occurrence, ...]
    due: tuple[Occurrence, ...]
    start_now: tuple[Occurrence, ...]
    under_way: tuple[Occurrence, ...]
    coming: tuple[Occurrence, ...]
    week: tuple[Occurrence, ...]
    routines: tuple[Occurrence, ...]
    closed_since: date | None = None
    while_closed: tuple[Occurrence, ...] = ()

    def three_things(self) -> tuple[Occurrence, ...]:
        """What matters most now: late first, then due, then what should be started."""
        return (*self.late, *self.due, *self.start_now)[:3]


DUE_DAYS = timedelta(days=7)
COMING_DAYS = timedelta(days=42)


def make_agenda(occurrences: Iterable[Occurrence], today: date, closed_since: date | None = None) -> Agenda:
    """Sort a stretch of occurrences around ``today`` into what a manager needs to see.

    ``closed_since`` is the last day the program was open, if that was before yesterday.
    """
    everything = by_due(occurrences)
    calendar = [o for o in everything if o.activity.kind is Kind.CALENDAR]
    late = [o for o in calendar if o.status is Status.LATE]
    due = [o for o in calendar if o.open and today <= o.due < today + DUE_DAYS]
    ahead = [o for o in calendar if o.open and o.due >= today + DUE_DAYS]
    start_now = [o for o in ahead if o.status is Status.PLANNED and o.start_by <= today]
    monday = today - timedelta(days=today.weekday())
    while_closed = () if closed_since is None else tuple(o for o in calendar if o.open and _happened(o, closed_since, today))
    return Agenda(
        today=today,
        late=tuple(late),
        due=tuple(due),
        start_now=tuple(start_now),
        under_way=tuple(o for o in ahead if o.status is Status.STARTED),
        coming=tuple(o for o in ahead if o.status is Status.PLANNED and today < o.start_by and o.due < today + COMING_DAYS),
        week=tuple(due_within(everything, monday, monday + timedelta(days=6))),
        routines=tuple(o for o in everything if o.activity.kind is Kind.ROUTINE and o.open and o.due < today + DUE_DAYS),
        closed_since=closed_since,
        while_closed=while_closed,
    )


def _happened(occurrence: Occurrence, since: date, today: date) -> bool:
    """Whether its start-by day came, or its due day passed, after ``since``."""
    return since < occurrence.start_by <= today or since <= occurrence.due < today


def by_due(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """In order of date, then ring, then title."""
    order = {category: place for place, category in enumerate(Category)}
    return sorted(occurrences, key=lambda o: (o.due, order[o.activity.category], o.title))


def due_within(occurrences: Iterable[Occurrence], first: date, last: date) -> list[Occurrence]:
    """The occurrences whose due date lies from ``first`` to ``last``, both included."""
    return by_due(o for o in occurrences if first <= o.due <= last)
