"""Event timers in words: labels, statuses, distances from day 0. No Qt."""

from datetime import date

from chefsstod.features.timers.model import Chain, ChainStep, Offset, StepStatus, Template, Unit
from chefsstod.i18n import N_, _, ngettext
from chefsstod.i18n.dates import day_short, relative

_STATUSES = {
    StepStatus.OPEN: N_("To do"),
    StepStatus.LATE: N_("Overdue"),
    StepStatus.DONE: N_("Finished"),
    StepStatus.NOT_APPLICABLE: N_("Does not apply"),
}


def step_status_name(status: StepStatus) -> str:
    """«Att göra»."""
    return _(_STATUSES[status])


def suggested_label(template: Template, number: int, day: date) -> str:
    """«Sjukfall 3, start 23 nov»: enough to tell it from the others, and nobody's name. Where steps come before day 0 that day is
    no start: «Avslut 2 (31 dec)».
    """
    ahead = any(step.offset.number < 0 for step in template.steps)
    text = _("{noun} {number} ({date})") if ahead else _("{noun} {number}, start {date}")
    return text.format(noun=template.noun, number=number, date=_day_month(day))


def _day_month(day: date) -> str:
    return day_short(day).partition(" ")[2]


def offset_text(offset: Offset) -> str:
    """«dag 0», «2 arbetsdagar efter», «1 vecka före»."""
    count = abs(offset.number)
    if count == 0:
        return _("day 0")
    if offset.unit is Unit.WORKDAYS:
        time = ngettext("{n} working day", "{n} working days", count).format(n=count)
    elif offset.unit is Unit.MONTHS:
        time = ngettext("{n} month", "{n} months", count).format(n=count)
    elif count % 7 == 0:
        time = ngettext("{n} week", "{n} weeks", count // 7).format(n=count // 7)
    else:
        time = ngettext("{n} day", "{n} days", count).format(n=count)
    return (_("{time} before") if offset.number < 0 else _("{time} after")).format(time=time)


def step_when(step: ChainStep, today: date) -> str:
    """«fre 27 nov · om 4 dagar», «Försenat: …», «Klart tis 24 nov», «Gäller inte»."""
    if step.status is StepStatus.NOT_APPLICABLE:
        return step_status_name(step.status)
    if step.done_on is not None:
        return _("Done {date}").format(date=day_short(step.done_on, today))
    when = f"{day_short(step.due, today)} · {relative(step.due, today)}"
    return _("Overdue: {when}").format(when=when) if step.status is StepStatus.LATE else when


def progress(chain: Chain) -> str:
    """«3 av 9 steg klara»."""
    whole = len(chain.steps)
    return ngettext("{done} of {n} step settled", "{done} of {n} steps settled", whole).format(done=chain.settled, n=whole)
