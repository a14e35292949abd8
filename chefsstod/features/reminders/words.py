"""Reminders in words. No Qt."""

from datetime import date

from chefsstod.features.reminders.model import Digest, Reason, Snooze, Thing
from chefsstod.i18n import N_, _, ngettext
from chefsstod.i18n.dates import day_short

_SNOOZES = {
    Snooze.HOUR: N_("For an hour"),
    Snooze.TOMORROW: N_("Until tomorrow at 8"),
    Snooze.MONDAY: N_("Until Monday at 8"),
    Snooze.WEEK: N_("For a week"),
}


def snooze_name(choice: Snooze) -> str:
    """«Till i morgon klockan 8»."""
    return _(_SNOOZES[choice])


def when_text(thing: Thing, today: date) -> str:
    """«klart senast i dag»."""
    day = day_short(thing.due, today)
    return {
        Reason.LATE: _("late, was due {date}").format(date=day),
        Reason.TODAY: _("due today"),
        Reason.TOMORROW: _("due tomorrow"),
        Reason.START: _("begin now, due {date}").format(date=day),
    }[thing.reason]


def thing_text(thing: Thing, today: date) -> str:
    """«Lönesamtal – klart senast i dag»."""
    return _("{title} – {when}").format(title=thing.title, when=when_text(thing, today))


def heading(digest: Digest) -> str:
    """What the digest is about, in a few words."""
    count = len(digest.keys)
    if all(thing.reason is Reason.LATE for thing in digest.things):
        return ngettext("{n} thing is late", "{n} things are late", count).format(n=count)
    return ngettext("{n} thing to think of today", "{n} things to think of today", count).format(n=count)


def more_text(digest: Digest) -> str:
    """«och 3 till», or nothing."""
    return ngettext("and {n} more", "and {n} more", digest.more).format(n=digest.more) if digest.more else ""


def message(digest: Digest) -> str:
    """The digest as the lines of a notification."""
    lines = [thing_text(thing, digest.day) for thing in digest.things]
    return "\n".join([*lines, more_text(digest)]).strip()
