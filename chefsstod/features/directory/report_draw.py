"""Draws the phone list: the national numbers large at the top, then the contacts group by group with their numbers to the right.

The largest type is chosen at which everything stands on one page, else on two; a list that is longer still goes on at the smallest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from chefsstod.features.directory.model import Contact
from chefsstod.features.directory.report import PhoneSheet
from chefsstod.features.directory.words import group_name
from chefsstod.i18n import _
from chefsstod.pdf import fonts
from chefsstod.pdf.paper import (
    A4,
    FOOT_BASE,
    HEAD_BASE,
    MARGIN,
    Canvas,
    Meta,
    draw_foot,
    draw_head,
    fitted,
    hairline,
    ink,
    label,
    open_canvas,
)
from chefsstod.support.files import produce_atomically
from chefsstod.support.tokens import LIGHT

_LEFT, _RIGHT = MARGIN, A4[0] - MARGIN
_WIDE = _RIGHT - _LEFT
_TOP = A4[1] - HEAD_BASE - 22
_BOTTOM = FOOT_BASE + 22
_SIZES = (14.0, 13.2, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
_STRIP = 68.0
_EMPTY = 1.5
"""A line to write on is so much higher than a printed one."""
_WHO, _NUMBER = 0.40, 0.70
"""Where the names and the numbers begin, as parts of the width."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading or a contact, and how high it is."""

    high: float
    heading: str = ""
    contact: Contact | None = None


def write(sheet: PhoneSheet, target: Path) -> None:
    """Compose the pages."""
    meta = Meta(_("Phone list"), sheet.unit, sheet.today)
    size, pages = _composed(sheet)

    def produce(path: Path) -> None:
        canvas = open_canvas(path, A4, meta)
        for number, lines in enumerate(pages, start=1):
            canvas.bookmarkPage(f"page-{number}")
            if number == 1:
                canvas.addOutlineEntry(meta.title, "page-1", level=0)
            _draw_page(canvas, sheet, meta, lines, size, number, len(pages))
            canvas.showPage()
        canvas.save()

    produce_atomically(target, produce)


def _composed(sheet: PhoneSheet) -> tuple[float, list[list[_Line]]]:
    """The type's size, and the lines of each page."""
    for most in (1, 2):
        for size in _SIZES:
            pages = _broken(_lines(sheet.contacts, size), sheet)
            if len(pages) <= most:
                return size, pages
    return _SIZES[-1], _broken(_lines(sheet.contacts, _SIZES[-1]), sheet)


def _lines(contacts: Sequence[Contact], size: float) -> list[_Line]:
    found: list[_Line] = []
    for group, members in groupby(contacts, group_name):
        found.append(_Line(size * 2.5, heading=group))
        for contact in members:
            # On two lines when it has both numbers and an address, or hours that must be known before one calls.
            rows = 1 + (_second(contact) != "")
            high = size * (1.75 if rows == 1 else 2.75)
            found.append(_Line(high if contact.filled else size * 1.75 * _EMPTY, contact=contact))
    return found


def _second(contact: Contact) -> str:
    """What stands below the name in small type."""
    mail = contact.email if contact.phone else ""
    return " · ".join(part for part in (contact.hours, contact.place, mail) if part)


def _broken(lines: Sequence[_Line], sheet: PhoneSheet) -> list[list[_Line]]:
    """The lines page by page; a heading never stands last on a page, and is said again at the top of the next."""
    pages: list[list[_Line]] = [[]]
    left = _TOP - _BOTTOM - (_STRIP if sheet.urgent else 0)
    heading: _Line | None = None
    for place, line in enumerate(lines):
        following = lines[place + 1].high if line.heading and place + 1 < len(lines) else 0
        if line.high + following > left and pages[-1]:
            pages.append([])
            left = _TOP - _BOTTOM
            if not line.heading and heading is not None:
                pages[-1].append(heading)
                left -= heading.high
        if line.heading:
            heading = line
        pages[-1].append(line)
        left -= line.high
    return pages


def _draw_page(canvas: Canvas, sheet: PhoneSheet, meta: Meta, lines: list[_Line], size: float, page: int, pages: int) -> None:
    draw_head(canvas, meta.title, sheet.unit, A4, large=page == 1)
    draw_foot(canvas, meta, page, pages, _LEFT, _RIGHT)
    y = _TOP
    if page == 1 and sheet.urgent:
        _draw_strip(canvas, sheet.urgent, y)
        y -= _STRIP
    for line in lines:
        if line.heading:
            base = y - line.high + size * 0.75
            label(canvas, _LEFT, base, line.heading, font=fonts.SEMIBOLD, size=size * 0.92, colour=LIGHT.accent)
            hairline(canvas, _LEFT, y - line.high + size * 0.25, _RIGHT, LIGHT.accent, 0.8)
        elif line.contact is not None:
            _draw_contact(canvas, line.contact, y, line.high, size)
            hairline(canvas, _LEFT, y - line.high, _RIGHT)
        y -= line.high


def _draw_strip(canvas: Canvas, urgent: Sequence[Contact], top: float) -> None:
    """The national numbers, each in a box of its own."""
    gap = 8.0
    wide = (_WIDE - gap * (len(urgent) - 1)) / len(urgent)
    high = _STRIP - 14
    for place, contact in enumerate(urgent):
        x = _LEFT + place * (wide + gap)
        first = place == 0
        canvas.setFillColor(ink(LIGHT.late if first else LIGHT.surface))
        canvas.setStrokeColor(ink(LIGHT.late if first else LIGHT.muted))
        canvas.setLineWidth(0.8)
        canvas.roundRect(x, top - high, wide, high, 4, stroke=1, fill=1)
        colour = LIGHT.surface if first else LIGHT.ink
        label(canvas, x + 10, top - 22, contact.phone, font=fonts.SEMIBOLD, size=19, colour=colour)
        for line, words in enumerate(_two_lines(contact.title, wide - 18)):
            label(canvas, x + 10, top - 34 - line * 9.5, words, size=8, colour=LIGHT.surface if first else LIGHT.muted)


def _two_lines(text: str, room: float) -> list[str]:
    """A title on one or two lines of small type; what is longer ends with an ellipsis."""
    first: list[str] = []
    words = text.split()
    while words and fonts.width(" ".join([*first, words[0]]), fonts.REGULAR, 8) <= room:
        first.append(words.pop(0))
    lines = [" ".join(first), fitted(" ".join(words), fonts.REGULAR, 8, room)]
    return [line for line in lines if line]


def _shrunk(text: str, font: str, size: float, room: float) -> float:
    """The size at which ``text`` fits, not below seven tenths: what is longer still is cut by the caller."""
    return max(size * 0.7, min(size, size * room / max(fonts.width(text, font, size), 1)))


def _draw_contact(canvas: Canvas, contact: Contact, y: float, high: float, size: float) -> None:
    who, number = _LEFT + _WIDE * _WHO, _LEFT + _WIDE * _NUMBER
    base = y - size * 1.25 if contact.filled else y - high + size * 0.5
    wide = _WIDE * _WHO - 10
    small = _shrunk(contact.title, fonts.SEMIBOLD, size, wide)
    label(canvas, _LEFT, base, fitted(contact.title, fonts.SEMIBOLD, small, wide), font=fonts.SEMIBOLD, size=small)
    room = _WIDE * (_NUMBER - _WHO) - 10
    if not contact.filled:
        label(canvas, who, base, fitted(contact.name, fonts.REGULAR, size, room), size=size)
        for left, right in ((who, number - 12), (number, _RIGHT)):
            if left == number or not contact.name:
                hairline(canvas, left, y - high + size * 0.35, right, LIGHT.muted, 0.5)
        return
    label(canvas, who, base, fitted(contact.name, fonts.REGULAR, size, room), size=size)
    reach = contact.phone or contact.email
    bold = fonts.SEMIBOLD if contact.phone else fonts.REGULAR
    fits = _shrunk(reach, bold, size, _RIGHT - number)
    label(canvas, _RIGHT, base, fitted(reach, bold, fits, _RIGHT - number), font=bold, size=fits, align="right")
    second = _second(contact)
    if second:
        small = size * 0.78
        label(canvas, _LEFT, base - size * 1.1, fitted(second, fonts.REGULAR, small, _WIDE), size=small, colour=LIGHT.muted)
