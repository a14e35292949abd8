"""Time zones of calendar files: by their name in the IANA list, by Windows' name, or as the file itself describes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

HOME = "Europe/Stockholm"
_LONGEST_NAME = 80
_LONGEST_TEXT = 20_000
MISREAD = (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, OverflowError, RecursionError)
"""What the library and the standard library raise at what a hostile or broken file holds."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment in Swedish time. ``clock`` None: a whole day. ``shift``: by how many days it differs from the day as written."""

    day: date
    clock: time | None = None
    shift: int = 0
    unknown: bool = False


class Zones:
    """The time zones that a file names. ``described`` are the texts of its VTIMEZONE components."""

    def __init__(self, described: Iterable[str] = ()) -> None:
        self._described = list(described)[:50]
        self._known: dict[str, tzinfo | None] = {}
        self._own: dict[str, str] | None = None

    def zone(self, name: str) -> tzinfo | None:
        """The zone of that name, None when nobody knows it."""
        if name not in self._known:
            self._known[name] = _by_name(name) or self._by_description(name)
        return self._known[name]

    def stamp(self, value: date | datetime, zone_name: str = "") -> Stamp:
        """A date or time of the file in Swedish time. A time without a zone is taken as Swedish. Raises OverflowError."""
        if not isinstance(value, datetime):
            return Stamp(value)
        wall = value.replace(tzinfo=None)
        zone = self.zone(zone_name) if zone_name else value.tzinfo
        if zone is None:
            return Stamp(wall.date(), _minutes(wall.time()), unknown=bool(zone_name))
        local = wall.replace(tzinfo=zone).astimezone(home())
        return Stamp(local.date(), _minutes(local.time()), (local.date() - wall.date()).days)

    def _by_description(self, name: str) -> tzinfo | None:
        from icalendar import Timezone

        if self._own is None:
            self._own = {}
            for text in self._described:
                for line in text.splitlines():
                    if line.upper().startswith("TZID"):
                        self._own.setdefault(line.partition(":")[2].strip(), text)
                        break
        described = self._own.get(name)
        if described is None or len(described) > _LONGEST_TEXT:
            return None
        try:
            made: Any = Timezone.from_ical(described.encode("utf-8", "replace"))
            zone: tzinfo = made.to_tz(lookup_tzid=False)
            zone.utcoffset(datetime(2027, 1, 1))  # noqa: DTZ001 - asks the zone itself
        except MISREAD:
            return None
        return zone


def _minutes(clock: time) -> time:
    return clock.replace(second=0, microsecond=0)


@cache
def home() -> ZoneInfo:
    """Swedish time."""
    return ZoneInfo(HOME)


def _by_name(name: str) -> tzinfo | None:
    """By IANA's name, also at the end of a longer one («/mozilla.org/20070129_1/Europe/Stockholm»), or by Windows' name."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    bare = name.strip().strip('"')
    if not bare or len(bare) > _LONGEST_NAME:
        return None
    parts = [part for part in bare.split("/") if part]
    tries = [WINDOWS_TO_OLSON.get(bare, ""), bare, "/".join(parts[-2:]), "/".join(parts[-3:])]
    for text in tries:
        try:
            if text:
                return ZoneInfo(text)
        except MISREAD:
            continue
    return None
