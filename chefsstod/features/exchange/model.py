"""What a calendar file holds, going out and coming in: frozen data and pure rules. No clock, no files, no SQL, no Qt."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from chefsstod.features.yearwheel.model import ActivityId, Category, Kind, Occurrence, OccurrenceKey, Status

DOMAIN = "chefsstod"
"""Ends every UID of ours. Not the computer's name: the UID must be the same wherever her data is opened, and tell nothing."""

GONE = "gone"
"""Stands instead of a digest for what has been cancelled in the calendars. The row stays: should the occurrence come back, its
SEQUENCE must be higher than that of the cancellation."""


# ── out ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What goes out. ``categories`` None: all rings. ``notes`` are hers and may name people, hence left out unless she chooses."""

    categories: frozenset[Category] | None = None
    routines: bool = False
    done: bool = False
    marks: bool = False
    details: bool = True
    notes: bool = False
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class OutEvent:
    """One all-day event. ``alarm_days`` None: no alarm; texts are ready in the language in use."""

    key: OccurrenceKey
    day: date
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()
    location: str = ""
    alarm_days: int | None = None
    cancelled: bool = False
    sequence: int = 0

    @property
    def uid(self) -> str:
        """The same for the same occurrence, for ever: task and original date."""
        return f"{self.key.activity}-{self.key.original:%Y%m%d}@{DOMAIN}"

    @property
    def digest(self) -> str:
        """Of all that a calendar would show: another one means that the event has changed."""
        shown = (
            self.day.isoformat(),
            self.summary,
            self.description,
            "\x1f".join(self.categories),
            self.location,
            "" if self.alarm_days is None else str(self.alarm_days),
        )
        return hashlib.sha256("\x1e".join(shown).encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Sent:
    """How an occurrence last went out."""

    sequence: int
    digest: str


def wanted(occurrence: Occurrence, choice: ExportChoice) -> bool:
    """Whether an occurrence goes out. A skipped one never does; the cancel file takes it back where it has been out."""
    activity = occurrence.activity
    if occurrence.status is Status.SKIPPED or (occurrence.status is Status.DONE and not choice.done):
        return False
    if activity.kind is Kind.ROUTINE and not choice.routines:
        return False
    return choice.categories is None or activity.category in choice.categories


def next_sequence(event: OutEvent, sent: Sent | None) -> OutEvent:
    """The event with its SEQUENCE: 0 the first time, as before while nothing has changed, else one higher."""
    if sent is None:
        return event
    return replace(event, sequence=sent.sequence if sent.digest == event.digest else sent.sequence + 1)


@dataclass(frozen=True, slots=True)
class OutFile:
    """A calendar file ready to be written. ``sent`` is to be remembered when it has been."""

    name: str
    events: tuple[OutEvent, ...]
    sent: dict[OccurrenceKey, Sent]
    cancel: bool = False


# ── in ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Received:
    """An event, or one of its exceptions, that was imported."""

    uid: str
    recurrence: str
    activity: ActivityId
    sequence: int
    digest: str


class What(StrEnum):
    """What an import would do with an event."""

    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    SAME = "same"
    SKIPPED = "skipped"


class Why(StrEnum):
    """Why an event is not, or not fully, taken in."""

    OURS = "ours"
    PAST = "past"
    NO_DATE = "no_date"
    DAMAGED = "damaged"
    TOO_OFTEN = "too_often"
    RULE = "rule"
    ZONE_SHIFT = "zone_shift"
    CALLED_OFF = "called_off"
    OLDER = "older"
    TWICE = "twice"
    NOT_EVENT = "not_event"
    FINISHED = "finished"
    FOLLOWING = "following"
    TOO_MANY = "too_many"
    FAR = "far"


class Remark(StrEnum):
    """What she should know before she takes an event in."""

    PRIVATE = "private"
    IDENTITY = "identity"
    REMOVED_BEFORE = "removed_before"
    ZONE_UNKNOWN = "zone_unknown"
    SPANS_DAYS = "spans_days"


UNTICKED = frozenset({Remark.PRIVATE, Remark.IDENTITY, Remark.REMOVED_BEFORE})
"""Events with such a remark are taken in only if she ticks them herself."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One occurrence of a series that is unlike the others. ``to`` None: cancelled."""

    original: date
    to: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class InEvent:
    """An event of another program in the terms of this one: days of Swedish time, no people."""

    uid: str
    title: str
    day: date
    rrule: str = ""
    recurrence: str = ""
    sequence: int = 0
    at_time: str = ""
    place: str = ""
    text: str = ""
    lead_days: int = 0
    meeting: bool = False
    task: bool = False
    cancelled: bool = False
    rings: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    remarks: frozenset[Remark] = field(default_factory=frozenset)
    digest: str = ""
    """Of what the file says about it, whatever the day: another one means that it has changed there. See ``same_digest``."""

    @property
    def hours(self) -> float:
        """How long it takes, by its clock times, to the quarter; an hour where it has none."""
        begins, _dash, ends = self.at_time.partition("–")
        if not ends:
            return 1.0
        minutes = (int(ends[:2]) - int(begins[:2])) * 60 + int(ends[3:]) - int(begins[3:])
        return max(round((minutes % (24 * 60)) / 15) / 4, 0.25)


def same_digest(now: str, before: str) -> bool:
    """Whether an event is as it was. After a full stop stands the digest of its description, where that was asked for: who took it
    along once, and does not ask for it the next time, has not changed anything.
    """
    return now == before or ("." not in now and before.partition(".")[0] == now)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the file holds that cannot be taken in."""

    title: str
    why: Why
    day: date | None = None


@dataclass(frozen=True, slots=True)
class InFile:
    """A calendar file that has been read. ``cancels`` for METHOD:CANCEL: all its events are called off."""

    events: tuple[InEvent, ...]
    left_out: tuple[LeftOut, ...] = ()
    name: str = ""
    cancels: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the report: an event and what is to become of it."""

    what: What
    title: str
    day: date | None = None
    event: InEvent | None = None
    why: Why | None = None
    activity: ActivityId | None = None
    remarks: frozenset[Remark] = field(default_factory=frozenset)

    @property
    def choosable(self) -> bool:
        """Whether taking it in would change something."""
        return self.what in (What.NEW, What.CHANGED, What.CANCELLED)

    @property
    def ticked(self) -> bool:
        """Whether it is taken in unless she says otherwise."""
        return self.choosable and not self.remarks & UNTICKED


@dataclass(frozen=True, slots=True)
class Report:
    """What an import would do, or did, event by event: new, changed, cancelled, the same, skipped."""

    name: str
    items: tuple[Item, ...]

    def of(self, what: What) -> tuple[Item, ...]:
        """The items of one kind."""
        return tuple(item for item in self.items if item.what is what)


DAY = timedelta(days=1)
