"""What to remind of, and when not to: pure rules. No clock, no Qt, no SQL.

One digest a day with a handful of things, not a bell for each: whoever is interrupted all day must not be interrupted by this too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from chefsstod.features.yearwheel.model import ActivityId, Agenda, Occurrence, OccurrenceKey
from chefsstod.support.holidays import is_workday, previous_workday

HANDFUL = 5
MORNING = time(8)
"""When what was put off to another day comes again."""
_DAY = timedelta(days=1)
_FARTHEST = 40
"""Days to look for one that is not quiet; the longest row of red days is shorter."""


class Reason(StrEnum):
    """Why it is worth a word, in the order of telling."""

    LATE = "late"
    TODAY = "today"
    TOMORROW = "tomorrow"
    START = "start"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to remind of. ``chain`` is the event chain that a step belongs to; empty for a task of the year."""

    key: OccurrenceKey
    title: str
    due: date
    reason: Reason
    chain: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """What is told at one time: the first things, and how many more there are. ``keys`` are all of them."""

    day: date
    things: tuple[Thing, ...]
    more: int
    keys: tuple[OccurrenceKey, ...]


@dataclass(frozen=True, slots=True)
class Quiet:
    """When nothing is shown. Hours of the day, 24 h; the same hour twice: no quiet hours."""

    begins: int = 17
    ends: int = 7
    weekends: bool = False
    """Whether reminders are shown on Saturdays, Sundays and holidays too."""


class Snooze(StrEnum):
    """How long something is put off."""

    HOUR = "hour"
    TOMORROW = "tomorrow"
    MONDAY = "monday"
    WEEK = "week"


def things(agenda: Agenda, extra: Iterable[Thing] = ()) -> list[Thing]:
    """What the day is worth a word about: late, due today or tomorrow, and what must be begun since the last working day."""
    today = agenda.today
    since = previous_workday(today - _DAY)
    found = [_thing(o, Reason.LATE) for o in agenda.late]
    found += [_thing(o, Reason.TODAY) for o in agenda.due if o.due == today]
    found += [_thing(o, Reason.TOMORROW) for o in agenda.due if o.due == today + _DAY]
    told = {thing.key for thing in found}
    to_begin = (o for o in (*agenda.due, *agenda.start_now) if o.lead_days and since < o.start_by <= today)
    found += [_thing(o, Reason.START) for o in to_begin if o.key not in told and not o.steps_done]
    found += extra
    order = {reason: place for place, reason in enumerate(Reason)}
    # What has happened comes before the year's tasks: its days are counted, and some are set by law.
    return sorted(found, key=lambda thing: (order[thing.reason], not thing.chain))


def _thing(occurrence: Occurrence, reason: Reason) -> Thing:
    return Thing(occurrence.key, occurrence.title, occurrence.due, reason)


def chain_step(chain: str, step: str, title: str, due: date, today: date) -> Thing | None:
    """A step of an event chain, when it is worth a word today."""
    if due > today + _DAY:
        return None
    reason = Reason.LATE if due < today else Reason.TODAY if due == today else Reason.TOMORROW
    return Thing(OccurrenceKey(ActivityId(f"chain:{chain}/{step}"), due), title, due, reason, chain)


def digest(found: Iterable[Thing], put_off: Mapping[OccurrenceKey, datetime], now: datetime) -> Digest | None:
    """What is told now: what is neither put off nor already told today. None when there is nothing."""
    left = [thing for thing in found if put_off.get(thing.key, now) <= now]
    if not left:
        return None
    return Digest(now.date(), tuple(left[:HANDFUL]), max(0, len(left) - HANDFUL), tuple(thing.key for thing in left))


def is_quiet(now: datetime, quiet: Quiet) -> bool:
    """Whether nothing may be shown at this moment."""
    if not quiet.weekends and not is_workday(now.date()):
        return True
    if quiet.begins == quiet.ends:
        return False
    if quiet.begins < quiet.ends:
        return quiet.begins <= now.hour < quiet.ends
    return now.hour >= quiet.begins or now.hour < quiet.ends


def next_loud(now: datetime, quiet: Quiet) -> datetime:
    """The first moment from ``now`` on at which something may be shown."""
    moment = now
    hour = now.replace(minute=0, second=0, microsecond=0)
    for _ in range(_FARTHEST * 24):
        if not is_quiet(moment, quiet):
            return moment
        hour += timedelta(hours=1)
        moment = hour
    return moment


def next_check(now: datetime, put_off: Iterable[datetime], quiet: Quiet) -> datetime:
    """When to look again: when the next thing that was put off comes back, at the latest tomorrow morning; never in quiet hours."""
    tomorrow = datetime.combine(now.date() + _DAY, time())
    return next_loud(min([moment for moment in put_off if moment > now], default=tomorrow), quiet)


def until(choice: Snooze, now: datetime) -> datetime:
    """When something comes back that is put off now. «Monday» on a Monday is the next one."""
    if choice is Snooze.HOUR:
        return now + timedelta(hours=1)
    days = {Snooze.TOMORROW: 1, Snooze.MONDAY: 7 - now.weekday(), Snooze.WEEK: 7}[choice]
    return datetime.combine(now.date() + timedelta(days=days), MORNING)
