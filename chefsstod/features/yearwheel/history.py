"""What became of a task over the years: which of its occurrences tell something, and how it is said. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from textwrap import shorten

from chefsstod.features.yearwheel.model import Occurrence, ShiftCause, SkipCause, Status
from chefsstod.features.yearwheel.words import skip_text, status_name
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_short

SPAN = timedelta(days=12 * 366)
"""How far back one looks."""
_LINE = 160
_FEW = 3
"""So many of those that she did not touch tell the rhythm."""


def telling(occurrences: Sequence[Occurrence], today: date) -> list[Occurrence]:
    """Of a task's occurrences in order of date, latest first: every one that she touched, the last few others, the next one."""
    plain = [o for o in occurrences if not touched(o)]
    past = [o for o in plain if o.due < today and o.skip_cause is not SkipCause.BEFORE_START]
    shown = {o.key for o in (*past[-_FEW:], *[o for o in plain if o.due >= today][:1])}
    return [o for o in reversed(occurrences) if o.key in shown or touched(o)]


def touched(o: Occurrence) -> bool:
    """Whether she has done or written anything about it."""
    if o.status in (Status.DONE, Status.STARTED) or o.skip_cause is SkipCause.USER:
        return True
    if o.shift is not None and o.shift.cause is ShiftCause.USER:
        return True
    return bool(o.note or o.next_time or o.steps_done or o.step_dates or o.own_title) or (o.own_lead, o.own_hours) != (None, None)


def outcome(occurrence: Occurrence, today: date) -> str:
    """What became of an occurrence: «Klar 3 dagar före», «Överhoppad», «Planerad»."""
    status = status_name(occurrence.status)
    if occurrence.status is not Status.DONE or occurrence.done_on is None:
        return status
    days = (occurrence.done_on - occurrence.due).days
    day = day_short(occurrence.done_on, today if occurrence.done_on.year != occurrence.due.year else None)
    if days == 0:
        return _("{status} on the day").format(status=status)
    if days < 0:
        text = ngettext("{status} {date}, {n} day before", "{status} {date}, {n} days before", -days)
    else:
        text = ngettext("{status} {date}, {n} day after", "{status} {date}, {n} days after", days)
    return text.format(status=status, date=day, n=abs(days))


def written(occurrence: Occurrence) -> list[str]:
    """Her own words on an occurrence, each with what it is."""
    texts = []
    if occurrence.status is Status.SKIPPED and skip_text(occurrence):
        texts.append(_("Why: {text}").format(text=skip_text(occurrence)))
    if occurrence.note:
        texts.append(_("Note: {text}").format(text=occurrence.note.strip()))
    if occurrence.next_time:
        texts.append(_("For the next time: {text}").format(text=occurrence.next_time.strip()))
    return texts


def lesson_line(occurrence: Occurrence) -> str:
    """What she left herself for this time, short enough for a card: «Lärdom: börja i januari»; empty where there is none."""
    if occurrence.lesson is None:
        return ""
    return _("Lesson: {text}").format(text=shorten(occurrence.lesson.text, _LINE, placeholder=" …"))
