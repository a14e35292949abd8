"""The outside of a calendar file: its letters and its components, cut apart so that one damaged event does not spoil the others.

Nothing here trusts the file. It may be cut off, in an old code page, full of NULs, or no calendar at all.
"""

import re
from dataclasses import dataclass

from chefsstod.i18n import _
from chefsstod.support.errors import UserError

MOST_BYTES = 10_000_000
MOST_EVENTS = 5_000
LONGEST_COMPONENT = 400_000
"""In letters. A picture pasted into an event can be larger; such lines are left out before the length is taken."""

_PARTS = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
_EDGE = re.compile(r"^(BEGIN|END):\s*([A-Za-z0-9-]+)\s*$")
_HEAVY = re.compile(r"^(ATTACH|X-ALT-DESC|IMAGE|PHOTO|X-MS-OLK-[A-Z]+)[;:]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Component:
    """A component as it is written, with CRLF. ``whole`` tells whether its end was found."""

    kind: str
    text: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Sliced:
    """A calendar file in parts. ``properties`` are the calendar's own (METHOD, X-WR-CALNAME), upper-case names."""

    components: tuple[Component, ...]
    properties: dict[str, str]


def slices(data: bytes) -> Sliced:
    """Cut a calendar file into its components. Raises UserError: too large, no calendar, too many events."""
    if len(data) > MOST_BYTES:
        raise too_large()
    lines = decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines):
        raise UserError(
            _("This is no calendar file"),
            _("Calendar files begin with BEGIN:VCALENDAR and usually end in .ics. Nothing was changed."),
            _("Export the calendar again from the other program, as an iCalendar file (.ics)."),
        )
    found, properties = _cut(lines)
    if sum(part.kind != "VTIMEZONE" for part in found) > MOST_EVENTS:
        raise UserError(
            _("The file holds more than {most} events").format(most=MOST_EVENTS),
            _("That is more than a year wheel can show. Nothing was changed."),
            _("Choose a shorter stretch of time in the other program, and export it again."),
        )
    return Sliced(tuple(found), properties)


def too_large() -> UserError:
    """The file is larger than any calendar she would want here."""
    return UserError(
        _("The file is larger than {most} MB").format(most=MOST_BYTES // 1_000_000),
        _("Nothing was changed."),
        _("Choose a shorter stretch of time in the other program, and export it again."),
    )


def decode(data: bytes) -> str:
    """The text, whatever wrote it: UTF-8 as it should be, UTF-16 by its mark, else the old code page of Windows. No NULs."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.removeprefix(b"\xef\xbb\xbf").decode("cp1252", errors="replace")
    return text.replace("\0", "")


def _cut(lines: list[str]) -> tuple[list[Component], dict[str, str]]:
    found: list[Component] = []
    properties: dict[str, str] = {}
    kind, held = "", list[str]()
    for line in lines:
        edge = _EDGE.match(line)
        begins, name = (edge[1] == "BEGIN", edge[2].upper()) if edge else (False, "")
        if edge and begins and name in _PARTS:
            if kind:
                found.append(Component(kind, _text(held), whole=False))
            kind, held = name, [line]
        elif kind and (edge and not begins and name in (kind, "VCALENDAR")):
            held.append(f"END:{kind}")
            found.append(Component(kind, _text(held), whole=name == kind))
            kind, held = "", []
        elif kind:
            held.append(line)
        elif not edge and ":" in line and not line.startswith((" ", "\t")):
            key, _colon, value = line.partition(":")
            properties.setdefault(key.partition(";")[0].strip().upper(), value.strip())
    if kind:
        found.append(Component(kind, _text(held), whole=False))
    return found, properties


def _text(lines: list[str]) -> str:
    """The lines with CRLF, without what is heavy and of no use here: pictures, copies of the text in HTML."""
    kept: list[str] = []
    dropping = False
    for line in lines:
        folded = line.startswith((" ", "\t"))
        dropping = dropping if folded else bool(_HEAVY.match(line))
        if line.strip() and not dropping:
            kept.append(line)
    return "\r\n".join(kept)[:LONGEST_COMPONENT] + "\r\n"
