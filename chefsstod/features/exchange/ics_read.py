"""Reads a calendar file of another program: its events with their repetition and exceptions, in the terms of this program.

The dialects met: Google (UTC and TZID, EXDATE per line), Exchange and Outlook (Windows' zone names, X-MICROSOFT, METHOD),
Apple, Thunderbird (``/mozilla.org/…`` zones), Evolution (``/freeassociation.sourceforge.net/…``).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from chefsstod.features.exchange.ics_event import LONGEST_STAY, LeaveOut, Raw, read_event, title_in
from chefsstod.features.exchange.ics_text import Component, slices
from chefsstod.features.exchange.model import DAY, DOMAIN, InEvent, InFile, LeftOut, Moved, Remark, Why
from chefsstod.features.exchange.repeating import NotUsable, Series, can_shift, series
from chefsstod.features.exchange.zones import Zones

FARTHEST = timedelta(days=366 * 5)
MOST_SERIES = 1_000
MOST_EXTRA = 100
MOST_MOVE = 400
"""Days that one occurrence can be moved; a farther one becomes an event of its own."""


def read_calendar(data: bytes, *, today: date, describe: bool = False) -> InFile:
    """The events of a calendar file from ``today`` on. ``describe``: with their descriptions, which may name people.

    What cannot be taken in is told event by event. Raises UserError when the whole file is of no use.
    """
    sliced = slices(data)
    cancels = sliced.properties.get("METHOD", "").upper() == "CANCEL"
    zones = Zones(part.text for part in sliced.components if part.kind == "VTIMEZONE")
    left: list[LeftOut] = []
    raws = _newest(_read_all(sliced.components, zones, left, describe=describe, cancels=cancels), left)
    events: list[InEvent] = []
    for group in raws.values():
        events += _joined(group, today, left)
    events = _not_too_many(events, left)
    events.sort(key=lambda event: (event.day, event.title, event.uid, event.recurrence))
    return InFile(tuple(events), tuple(left), _clean(sliced.properties.get("X-WR-CALNAME", "")), cancels)


def _not_too_many(events: list[InEvent], left: list[LeftOut]) -> list[InEvent]:
    """The events without the series beyond those that a year wheel bears; these are told in ``left``."""
    kept: list[InEvent] = []
    repeating = 0
    for event in events:
        repeating += bool(event.rrule)
        if event.rrule and repeating > MOST_SERIES:
            left.append(LeftOut(event.title, Why.TOO_MANY, event.day))
        else:
            kept.append(event)
    return kept


def _clean(name: str) -> str:
    bare = name.replace("\\,", ",").replace("\\;", ";").replace("\\n", " ")
    return "".join(letter for letter in bare if letter.isprintable())[:80]


def _read_all(
    components: Iterable[Component], zones: Zones, left: list[LeftOut], *, describe: bool, cancels: bool
) -> list[tuple[str, Raw]]:
    """The components that are events or tasks, with the UID they go by; what is neither, or damaged, goes to ``left``."""
    found: list[tuple[str, Raw]] = []
    for part in components:
        if part.kind == "VTIMEZONE":
            continue
        try:
            if part.kind not in ("VEVENT", "VTODO"):
                raise LeaveOut(Why.NOT_EVENT)
            if not part.whole:
                raise LeaveOut(Why.DAMAGED, title_in(part.text))
            raw = read_event(part.text, zones, describe=describe)
            uid = raw.event.uid or _made_up(raw.event)
            if uid.endswith(f"@{DOMAIN}"):
                raise LeaveOut(Why.OURS, raw.event.title, raw.event.day)
            if raw.following:
                raise LeaveOut(Why.FOLLOWING, raw.event.title, raw.event.day)
            event = replace(raw.event, uid=uid, cancelled=raw.event.cancelled or cancels)
            digest = _digest(replace(event, uid="", sequence=0, text=""), raw) + (f".{_digest(event.text)[:8]}" if describe else "")
            found.append((uid, replace(raw, event=replace(event, digest=digest))))
        except LeaveOut as answer:
            left.append(LeftOut(answer.title or title_in(part.text), answer.why, answer.day))
    return found


def _made_up(event: InEvent) -> str:
    """Stands for the UID that a careless program left out: the same event gets the same one again."""
    return "none-" + hashlib.sha256(f"{event.title}\x1f{event.day}\x1f{event.at_time}".encode("utf-8", "replace")).hexdigest()[:24]


def _digest(*parts: object) -> str:
    """Of what is written in the file, so that the same event is known again on a later day."""
    return hashlib.sha256("\x1e".join(_stable(part) for part in parts).encode("utf-8", "replace")).hexdigest()[:20]


def _stable(part: object) -> str:
    if isinstance(part, Raw):
        return repr((part.days, part.shift, part.rule, part.original, sorted(part.excluded), part.extra))
    return repr(replace(part, remarks=frozenset())) if isinstance(part, InEvent) else repr(part)


def _newest(found: Iterable[tuple[str, Raw]], left: list[LeftOut]) -> dict[str, dict[str, Raw]]:
    """By UID and recurrence; of two with the same, the one with the higher SEQUENCE, else the later in the file."""
    groups: dict[str, dict[str, Raw]] = {}
    for uid, raw in found:
        group = groups.setdefault(uid, {})
        other = group.get(raw.event.recurrence)
        if other is not None:
            older = other if other.event.sequence <= raw.event.sequence else raw
            left.append(LeftOut(older.event.title, Why.TWICE, older.event.day))
            if older is raw:
                continue
        group[raw.event.recurrence] = raw
    return groups


def _joined(group: dict[str, Raw], today: date, left: list[LeftOut]) -> list[InEvent]:
    """An event with its exceptions. An exception whose series the file does not hold stands alone."""
    group = dict(group)
    master = group.pop("", None)
    exceptions = list(group.values())
    if master is None:
        return [event for raw in exceptions for event in _single(raw, today, left)]
    if not master.rule:
        events = _single(master, today, left)
        extras = _extras(master, today)
        return events + extras + [event for raw in exceptions for event in _single(raw, today, left)]
    if master.event.cancelled:
        return [replace(master.event, rrule=master.rule)]
    try:
        found, offset, master = _series(master, today)
    except NotUsable as answer:
        alone = [event for raw in exceptions for event in _single(raw, today, [])] + _extras(master, today)
        if not alone:
            left.append(LeftOut(master.event.title, answer.why, master.event.day))
        return alone
    return _with_exceptions(master, exceptions, found, offset, today, left)


def _series(master: Raw, today: date) -> tuple[Series, int, Raw]:
    """The repetition, by how many days its due dates lie after those in the file, and the event as it then is."""
    length = master.days - 1
    carried = length if length and can_shift(master.rule) and length <= LONGEST_STAY else 0
    first = master.event.day + timedelta(days=carried)
    try:
        found = series(master.rule, first, today, zone=master.shift, carried=carried)
    except NotUsable as answer:
        if not carried or answer.why is not Why.ZONE_SHIFT:
            raise
        carried = 0
        found = series(master.rule, master.event.day, today, zone=master.shift)
    event = replace(master.event, lead_days=carried or master.event.lead_days)
    if length and not carried:
        event = replace(event, remarks=event.remarks | {Remark.SPANS_DAYS})
    return found, carried, replace(master, event=event)


def _with_exceptions(
    master: Raw, exceptions: list[Raw], found: Series, offset: int, today: date, left: list[LeftOut]
) -> list[InEvent]:
    start = found.rule.start or master.event.day
    moved = {day: Moved(day) for excluded in master.excluded if (day := excluded + timedelta(days=offset)) in found.dates}
    alone: list[InEvent] = []
    for raw in exceptions:
        original = (raw.original or raw.event.day) + timedelta(days=offset)
        due = raw.event.day + timedelta(days=raw.days - 1)
        if original not in found.dates or abs((due - original).days) > MOST_MOVE:
            if original >= start and original in found.dates:
                moved[original] = Moved(original)
            if not raw.event.cancelled:
                alone += _single(raw, today, [])
        elif raw.event.cancelled:
            moved[original] = Moved(original)
        else:
            title = _other_title(raw.event, master.event)
            if due != original or title:
                moved[original] = Moved(original, due, title)
    if not found.dates - {day for day, change in moved.items() if change.to is None}:
        left.append(LeftOut(master.event.title, Why.PAST, master.event.day))
        return alone + _extras(master, today)
    event = replace(
        master.event,
        day=start,
        rrule=found.rule.rrule,
        moved=tuple(moved[day] for day in sorted(moved)),
        digest=_series_digest(master, exceptions),
    )
    return [event, *alone, *_extras(master, today)]


def _series_digest(master: Raw, exceptions: list[Raw]) -> str:
    own, dot, text = master.event.digest.partition(".")
    return _digest(own, *sorted(f"{raw.event.recurrence} {raw.event.digest.partition('.')[0]}" for raw in exceptions)) + dot + text


def _other_title(event: InEvent, master: InEvent) -> str:
    """What an exception is called, where that or its time is another than the series'."""
    if event.at_time and event.at_time != master.at_time:
        return f"{event.title or master.title} ({event.at_time})"
    return event.title if event.title != master.title else ""


def _single(raw: Raw, today: date, left: list[LeftOut]) -> list[InEvent]:
    """An event that comes once; none when it is over (told in ``left``)."""
    due = raw.event.day + timedelta(days=raw.days - 1)
    if raw.days > LONGEST_STAY:
        due = raw.event.day
    event = replace(raw.event, day=due)
    if raw.days > LONGEST_STAY:
        event = replace(event, remarks=event.remarks | {Remark.SPANS_DAYS})
    elif raw.days > 1:
        event = replace(event, lead_days=raw.days - 1 or raw.event.lead_days)
    if not event.cancelled and due < today:
        left.append(LeftOut(event.title, Why.PAST, due))
        return []
    if not event.cancelled and due > today + FARTHEST:
        left.append(LeftOut(event.title, Why.FAR, due))
        return []
    return [event]


def _extras(raw: Raw, today: date) -> list[InEvent]:
    """Single dates beside the rule (RDATE): events of their own."""
    if raw.event.cancelled:
        return []
    days = sorted({stamp.day + timedelta(days=raw.days - 1) for stamp in raw.extra if raw.days <= LONGEST_STAY})
    return [
        replace(
            raw.event,
            day=day,
            recurrence=f"+{(day - DAY * (raw.days - 1)).isoformat()}",
            lead_days=raw.days - 1 or raw.event.lead_days,
        )
        for day in days
        if today <= day <= today + FARTHEST and day != raw.event.day + timedelta(days=raw.days - 1)
    ][:MOST_EXTRA]
