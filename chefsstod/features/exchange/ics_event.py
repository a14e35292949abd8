"""One component of a calendar file as plain values, read through the library «icalendar». Attendees and organisers are not kept."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from chefsstod.features.exchange.model import DAY, InEvent, Remark, Why
from chefsstod.features.exchange.zones import MISREAD, Stamp, Zones
from chefsstod.support.privacy import find_identity_numbers

LONGEST_TITLE = 200
LONGEST_PLACE = 120
LONGEST_TEXT = 4_000
LONGEST_STAY = 365
MOST_DATES = 2_000
_ALARM_DAYS = range(1, 61)
_FOLD = re.compile(r"\r\n[ \t]")
_ZONED = re.compile(r"^((?:DTSTART|DTEND|DUE|EXDATE|RDATE|RECURRENCE-ID)\b[^:\r\n]{0,200}?;)TZID=", re.IGNORECASE | re.MULTILINE)
"""The name of a time zone is taken out of the library's sight: ``Zones`` knows more of them, and minds none that is hostile."""
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


class LeaveOut(Exception):  # noqa: N818 - an answer, not an error
    """This component is not taken in. ``why`` says why; ``title`` and ``day`` as far as they are known."""

    def __init__(self, why: Why, title: str = "", day: date | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.title = title
        self.day = day


@dataclass(frozen=True, slots=True)
class Raw:
    """An event before its repetition has been read. ``event.day`` is its first day; it lasts ``days`` days."""

    event: InEvent
    days: int = 1
    shift: int = 0
    rule: str = ""
    original: date | None = None
    excluded: frozenset[date] = frozenset()
    extra: tuple[Stamp, ...] = ()
    following: bool = False


def read_event(text: str, zones: Zones, *, describe: bool) -> Raw:
    """The VEVENT or VTODO written as ``text``. Raises LeaveOut."""
    from icalendar import Component

    try:
        found: Any = Component.from_ical(_ZONED.sub(r"\1X-TZID=", _FOLD.sub("", text)).encode("utf-8", "replace"))
    except MISREAD:
        raise LeaveOut(Why.DAMAGED, title_in(text)) from None
    title = _line(found, "SUMMARY", LONGEST_TITLE)
    try:
        return _raw(found, title, zones, describe=describe)
    except LeaveOut as left:
        left.title = left.title or title
        raise
    except MISREAD:
        raise LeaveOut(Why.DAMAGED, title) from None


def _raw(found: Any, title: str, zones: Zones, *, describe: bool) -> Raw:
    todo = found.name == "VTODO"
    start, end = _stay(found, zones, todo=todo)
    original = _stamp(found, "RECURRENCE-ID", zones)
    if "RECURRENCE-ID" in found and original is None:
        raise LeaveOut(Why.NO_DATE, title, start.day)
    remarks = set(_remarks(found, title))
    if start.unknown:
        remarks.add(Remark.ZONE_UNKNOWN)
    days = (end.day - start.day).days + 1
    event = InEvent(
        uid=_line(found, "UID", 1000),
        title=title,
        day=start.day,
        recurrence=original.day.isoformat() if original else "",
        sequence=_whole(_line(found, "SEQUENCE", 12)),
        at_time=_clock_text(start, end) if days == 1 else "",
        place=_place(found),
        text=_text(found, "DESCRIPTION") if describe else "",
        lead_days=_alarm_days(found),
        meeting="ATTENDEE" in found or "ORGANIZER" in found,
        task=todo,
        cancelled=_line(found, "STATUS", 20).upper() == "CANCELLED",
        rings=tuple(_categories(found)),
        remarks=frozenset(remarks),
    )
    if todo and not event.cancelled and _finished(found):
        raise LeaveOut(Why.FINISHED, title, start.day)
    return Raw(
        event=event,
        days=days,
        shift=start.shift,
        rule=_rule(found, start, title),
        original=original.day if original else None,
        excluded=frozenset(stamp.day for stamp in _stamps(found, "EXDATE", zones)),
        extra=tuple(_stamps(found, "RDATE", zones)),
        following=str(_params(found.get("RECURRENCE-ID")).get("RANGE", "")).upper() == "THISANDFUTURE",
    )


# ── when ─────────────────────────────────────────────────────────────────────


def _stay(found: Any, zones: Zones, *, todo: bool) -> tuple[Stamp, Stamp]:
    """Its first and last day. A DTEND of a whole day, and one at midnight, is the day after (RFC 5545 3.6.1)."""
    start = _stamp(found, "DTSTART", zones)
    end = _stamp(found, "DUE" if todo else "DTEND", zones)
    start = start or (end if todo else None)
    if start is None:
        raise LeaveOut(Why.NO_DATE)
    if end is None:
        end = _after(start, _value(found, "DURATION"))
    elif not todo and end.day > start.day and (end.clock is None or (end.clock.hour, end.clock.minute) == (0, 0)):
        end = replace(end, day=end.day - DAY)
    if end.day < start.day:
        end = start
    if not _FIRST <= start.day <= _LAST or not _FIRST <= end.day <= _LAST:
        raise LeaveOut(Why.FAR, day=start.day)
    return start, end


def _after(start: Stamp, duration: Any) -> Stamp:
    if not isinstance(duration, timedelta) or not timedelta() < duration <= timedelta(days=LONGEST_STAY):
        return start
    if start.clock is None:
        return replace(start, day=start.day + max(duration - DAY, timedelta()))
    moment = datetime.combine(start.day, start.clock) + duration
    midnight = (moment.hour, moment.minute) == (0, 0) and moment.date() > start.day
    return Stamp((moment - DAY if midnight else moment).date(), moment.time())


def _stamp(found: Any, name: str, zones: Zones) -> Stamp | None:
    """A date property in Swedish time; None when it is missing or cannot be read."""
    value = found.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    try:
        moment = value.dt
        return zones.stamp(moment, str(_params(value).get("X-TZID", ""))) if isinstance(moment, date) else None
    except MISREAD:
        return None


def _stamps(found: Any, name: str, zones: Zones) -> Iterator[Stamp]:
    """The dates of a property that may be written several times and hold several dates or periods each."""
    several = found.get(name)
    left = MOST_DATES
    for one in several if isinstance(several, list) else [several]:
        zone = str(_params(one).get("X-TZID", ""))
        for value in getattr(one, "dts", None) or ():
            moment = value.dt[0] if isinstance(value.dt, tuple) else value.dt
            left -= 1
            if left < 0 or not isinstance(moment, date):
                return
            try:
                yield zones.stamp(moment, zone)
            except MISREAD:
                continue


def _clock_text(start: Stamp, end: Stamp) -> str:
    if start.clock is None:
        return ""
    if start.clock == end.clock == time():
        return ""  # from midnight to midnight: how Outlook may write a whole day
    begins = f"{start.clock:%H:%M}"
    if end.clock is None or end.clock == start.clock:
        return begins
    return f"{begins}–{end.clock:%H:%M}"


def _rule(found: Any, start: Stamp, title: str) -> str:
    value = found.get("RRULE")
    if value is None:
        return ""
    if isinstance(value, list):
        raise LeaveOut(Why.RULE, title, start.day)
    return str(value.to_ical().decode("utf-8", "replace"))[:1000]


# ── what ─────────────────────────────────────────────────────────────────────


def _value(found: Any, name: str) -> Any:
    try:
        return found.get(name).dt
    except MISREAD:
        return None


def _params(value: Any) -> Any:
    return getattr(value, "params", None) or {}


def _plain(found: Any, name: str) -> str:
    value = found.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    return "" if value is None else str(value)


def _line(found: Any, name: str, most: int) -> str:
    """A text on one line, without control characters."""
    text = " ".join(_plain(found, name)[: most * 4].split())
    return "".join(letter for letter in text if letter.isprintable())[:most].strip()


def _text(found: Any, name: str) -> str:
    """A text of several lines."""
    text = _plain(found, name)[: LONGEST_TEXT * 2]
    lines = ("".join(letter for letter in line if letter.isprintable()).rstrip() for line in text.splitlines())
    return "\n".join(lines).strip()[:LONGEST_TEXT]


def _place(found: Any) -> str:
    """Where; an address on the web is no place."""
    text = _line(found, "LOCATION", LONGEST_PLACE)
    return "" if text.lower().startswith(("http:", "https:")) else text


def _whole(text: str) -> int:
    return min(int(text), 2**31 - 1) if text.isascii() and text.isdigit() else 0


def _remarks(found: Any, title: str) -> Iterable[Remark]:
    if _line(found, "CLASS", 20).upper() in ("PRIVATE", "CONFIDENTIAL"):
        yield Remark.PRIVATE
    if find_identity_numbers(title) or find_identity_numbers(_place(found)):
        yield Remark.IDENTITY


def _categories(found: Any) -> Iterator[str]:
    several = found.get("CATEGORIES")
    for one in (several if isinstance(several, list) else [several])[:10]:
        for name in (getattr(one, "cats", None) or ())[:10]:
            yield str(name).strip()


def _finished(found: Any) -> bool:
    return _line(found, "STATUS", 20).upper() == "COMPLETED" or "COMPLETED" in found or _line(found, "PERCENT-COMPLETE", 4) == "100"


def _alarm_days(found: Any) -> int:
    """How many days before the first reminder comes, where that is days and not minutes: the time it takes to prepare."""
    best = 0
    for part in found.subcomponents[:20]:
        trigger = _value(part, "TRIGGER") if part.name == "VALARM" else None
        if isinstance(trigger, timedelta) and -trigger.days in _ALARM_DAYS:
            best = max(best, -(trigger + timedelta(hours=23, minutes=59)).days)
    return best


def title_in(text: str) -> str:
    """The title of a component that cannot be read, as it is written."""
    for line in text.splitlines():
        name, _colon, value = line.partition(":")
        if name.upper().partition(";")[0] == "SUMMARY":
            return " ".join(value.split())[:LONGEST_TITLE]
    return ""
