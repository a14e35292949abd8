"""Calendar files in words: what an event says about a task, why one was left out, how to have a calendar take the file."""

from collections.abc import Iterable
from datetime import date

from chefsstod.features.exchange.model import ExportChoice, Item, OutEvent, Remark, Report, What, Why
from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.words import MARKS, category_name, describe_rrule
from chefsstod.i18n import N_, _, ngettext
from chefsstod.i18n.dates import day_short

_WHY = {
    Why.OURS: N_("came from Chefsstöd in the first place"),
    Why.PAST: N_("has already been"),
    Why.NO_DATE: N_("has no date that can be read"),
    Why.DAMAGED: N_("is damaged in the file"),
    Why.TOO_OFTEN: N_("comes more often than once a day"),
    Why.RULE: N_("repeats by a rule that cannot be used"),
    Why.ZONE_SHIFT: N_("repeats on days that are others in Swedish time"),
    Why.CALLED_OFF: N_("is called off, and was never taken in"),
    Why.OLDER: N_("is older than what you already have"),
    Why.TWICE: N_("stands twice in the file; the later one counts"),
    Why.NOT_EVENT: N_("is neither an event nor a task"),
    Why.FINISHED: N_("is done in the other program"),
    Why.FOLLOWING: N_("changes all that follow in a series; do that on the task here"),
    Why.TOO_MANY: N_("is one of too many for one import"),
    Why.FAR: N_("lies too far ahead"),
}

_REMARKS = {
    Remark.PRIVATE: N_("marked as private in the other calendar"),
    Remark.IDENTITY: N_("holds what looks like a personal identity number"),
    Remark.REMOVED_BEFORE: N_("you have removed it here before"),
    Remark.ZONE_UNKNOWN: N_("its time zone is unknown; the time is shown as written"),
    Remark.SPANS_DAYS: N_("lasts several days; the first one is shown"),
}

_WHAT = {
    What.NEW: N_("New events"),
    What.CHANGED: N_("Changed since last time"),
    What.CANCELLED: N_("Called off"),
    What.SAME: N_("Unchanged"),
    What.SKIPPED: N_("Left out"),
}

CALLED_OFF = N_("called off in the other calendar")


def why_text(why: Why) -> str:
    """Why an event is left out, as the end of a sentence about it."""
    return _(_WHY[why])


def remark_text(remark: Remark) -> str:
    """What she should know about an event."""
    return _(_REMARKS[remark])


def what_text(what: What) -> str:
    """The heading over events of a kind."""
    return _(_WHAT[what])


def untitled() -> str:
    """For an event without a name."""
    return _("(without a title)")


def out_event(occurrence: Occurrence, choice: ExportChoice) -> OutEvent:
    """An occurrence as a calendar is to show it, in the language in use. Its SEQUENCE is settled by what went out before."""
    activity = occurrence.activity
    title = f"{MARKS[activity.category]} · {occurrence.title}" if choice.marks else occurrence.title
    return OutEvent(
        key=occurrence.key,
        day=occurrence.due,
        summary=title,
        description="\n\n".join(_parts(occurrence, choice)),
        categories=(category_name(activity.category),),
        location=activity.place,
        alarm_days=max(occurrence.lead_days, 1) if choice.alarm else None,
    )


def _parts(occurrence: Occurrence, choice: ExportChoice) -> Iterable[str]:
    activity = occurrence.activity
    if activity.at_time:
        yield _("Time: {time}").format(time=activity.at_time)
    if occurrence.lead_days:
        days = ngettext("{n} day before", "{n} days before", occurrence.lead_days).format(n=occurrence.lead_days)
        yield _("Begin on {date} at the latest ({days}).").format(date=day_short(occurrence.start_by, occurrence.due), days=days)
    if choice.details:
        if activity.why:
            yield " ".join(activity.why.split())
        if activity.steps:
            steps = sorted(activity.steps, key=occurrence.step_date)
            yield "\n".join(
                [
                    _("Steps:"),
                    *(
                        f"– {day_short(occurrence.step_date(step), occurrence.due)}: {' '.join(step.text.split())}"
                        for step in steps
                    ),
                ]
            )
    if choice.notes and occurrence.note.strip():
        yield _("Your note:") + "\n" + occurrence.note.strip()


def calendar_name(unit: str) -> str:
    """What the calendar calls itself."""
    return _("Year wheel · {unit}").format(unit=unit) if unit else _("Year wheel")


def file_name(first: date, last: date) -> str:
    """The suggested name of an export: «arshjul-2027.ics», «arshjul-2026-09--2027-08.ics»."""
    whole = first.month == 1 and first.day == 1 and last == date(first.year, 12, 31)
    return _("year-wheel-{years}.ics").format(years=str(first.year) if whole else f"{first:%Y-%m}--{last:%Y-%m}")


def guide() -> list[tuple[str, list[str]]]:
    """How each calendar program is told to take the file: heading and steps."""
    return [
        (
            _("Outlook on the computer (classic)"),
            [
                _("Save the file, then choose File › Open & Export › Import/Export in Outlook."),
                _("Choose «Import an iCalendar (.ics) or vCalendar file» and the file that you saved."),
                _("Choose «Open as New»: the year then has a calendar of its own that you can hide or take away."),
            ],
        ),
        (
            _("Outlook on the web and the new Outlook"),
            [
                _("Go to the calendar and choose Add calendar › Create blank calendar; name it «Year wheel»."),
                _("Choose Add calendar › Upload from file, then the file and the calendar «Year wheel»."),
                _("Choose Import."),
            ],
        ),
        (
            _("Google Calendar"),
            [
                _("Open calendar.google.com on a computer and choose Settings › Import & export."),
                _("Choose the file and the calendar, then Import."),
            ],
        ),
        (
            _("Apple Calendar"),
            [_("Double-click the file, or choose File › Import."), _("Choose «New Calendar» to keep it apart from yours.")],
        ),
        (_("Thunderbird"), [_("Choose Events and Tasks › Import, then the file and the calendar.")]),
        (
            _("When something has changed"),
            [
                _("Export again and import the file into the same calendar: newer events replace those that are there."),
                _("What you have skipped, hidden or removed here stays in the calendar until you open the cancel file as well."),
                _("If your calendar makes doubles or takes no cancel file, empty the year wheel's own calendar and import anew."),
                _("If import is switched off where you work, ask IT support."),
            ],
        ),
    ]


def day_and_title(item: Item, today: date) -> str:
    """«fre 11 dec · Ekonomiuppföljning»."""
    return f"{day_short(item.day, today)} · {item.title}" if item.day else item.title


def item_text(item: Item, today: date) -> str:
    """An item of the report on one line."""
    more = ", ".join(facts(item, today))
    return f"{day_and_title(item, today)} ({more})" if more else day_and_title(item, today)


def facts(item: Item, today: date) -> list[str]:
    """What is worth knowing of an item beside its day and title."""
    told: list[str] = []
    event = item.event
    if event is not None and event.at_time:
        told.append(event.at_time)
    if event is not None and event.rrule and not event.cancelled:
        told += _rhythm(event.rrule, today)
        off = sum(moved.to is None for moved in event.moved)
        other = len(event.moved) - off
        if off:
            told.append(ngettext("{n} date called off", "{n} dates called off", off).format(n=off))
        if other:
            told.append(ngettext("{n} date is different", "{n} dates are different", other).format(n=other))
    if event is not None and event.place:
        told.append(event.place)
    told += [remark_text(remark) for remark in sorted(item.remarks)]
    if item.why is not None:
        told.append(why_text(item.why))
    return told


def _rhythm(rrule: str, today: date) -> Iterable[str]:
    """How often, and until when."""
    parts = dict(part.split("=", 1) for part in rrule.split(";"))
    ends = parts.pop("UNTIL", "")
    yield describe_rrule(";".join(f"{name}={value}" for name, value in parts.items()))
    if ends:
        yield _("until {date}").format(date=day_short(date(int(ends[:4]), int(ends[4:6]), int(ends[6:8])), today))


def summary(report: Report) -> str:
    """«3 nya, 1 ändrad, 12 oförändrade, 4 utelämnade»."""
    new, changed, off, same, left = (len(report.of(what)) for what in What)
    parts = [
        (new, ngettext("{n} new", "{n} new", new)),
        (changed, ngettext("{n} changed", "{n} changed", changed)),
        (off, ngettext("{n} called off", "{n} called off", off)),
        (same, ngettext("{n} unchanged", "{n} unchanged", same)),
        (left, ngettext("{n} left out", "{n} left out", left)),
    ]
    told = ", ".join(text.format(n=count) for count, text in parts if count)
    return told or _("The file holds no events.")
