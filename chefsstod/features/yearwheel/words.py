"""The year wheel in words: names of categories and statuses, why a date was moved, what a rule means. No Qt."""

from datetime import date

from chefsstod.content.layers import Certainty, Layer
from chefsstod.features.yearwheel.model import Activity, BasisKind, Category, Occurrence, Rule, Shift, ShiftCause, SkipCause, Status
from chefsstod.features.yearwheel.recurrence import RuleError
from chefsstod.i18n import N_, _
from chefsstod.i18n.dates import day_short
from chefsstod.i18n.holidays import holiday_name
from chefsstod.support.errors import UserError

_CATEGORIES = {
    Category.EKONOMI: N_("Finance"),
    Category.PERSONAL: N_("Staff"),
    Category.ARBETSMILJO: N_("Work environment"),
    Category.KVALITET: N_("Quality"),
    Category.VERKSAMHET: N_("Operations"),
    Category.BEREDSKAP: N_("Preparedness"),
    Category.LEDARSKAP: N_("Own leadership"),
}

MARKS = {
    Category.EKONOMI: "EK",
    Category.PERSONAL: "PE",
    Category.ARBETSMILJO: "AM",
    Category.KVALITET: "KV",
    Category.VERKSAMHET: "VE",
    Category.BEREDSKAP: "BE",
    Category.LEDARSKAP: "LE",
}
"""The two letters that tell the ring without colour; the same in both languages, since the paper is Swedish."""

_STATUSES = {
    Status.PLANNED: N_("Planned"),
    Status.STARTED: N_("Under way"),
    Status.DONE: N_("Done"),
    Status.SKIPPED: N_("Skipped"),
    Status.LATE: N_("Late"),
}

_BASES = {
    BasisKind.LAW: N_("Law"),
    BasisKind.AGREEMENT: N_("Collective agreement"),
    BasisKind.NATIONAL: N_("National custom"),
    BasisKind.LOCAL: N_("Decided locally"),
}

_CERTAINTIES = {
    Certainty.VERIFIED: N_("provision checked"),
    Certainty.LAW_LEVEL: N_("on the level of the law; the provision is not checked"),
}

_LAYERS = {Layer.BASE: N_("Base content"), Layer.LOCAL: N_("From your employer"), Layer.OWN: N_("Your own")}


def category_name(category: Category) -> str:
    """«Ekonomi»."""
    return _(_CATEGORIES[category])


def status_name(status: Status) -> str:
    """«Planerad»."""
    return _(_STATUSES[status])


def basis_name(kind: BasisKind) -> str:
    """«Lag»."""
    return _(_BASES[kind])


def certainty_text(certainty: Certainty) -> str:
    """How sure a legal statement is."""
    return _(_CERTAINTIES[certainty])


def layer_name(layer: Layer) -> str:
    """Where an item comes from."""
    return _(_LAYERS[layer])


def shift_text(shift: Shift, today: date | None = None) -> str:
    """«flyttad från lör 1 maj: första maj»."""
    day = day_short(shift.original, today)
    if shift.cause is ShiftCause.USER:
        return _("moved from {date} by you").format(date=day)
    if shift.cause is ShiftCause.HOLIDAY and shift.holiday is not None:
        return _("moved from {date}: {holiday}").format(date=day, holiday=holiday_name(shift.holiday))
    why = _("Saturday") if shift.cause is ShiftCause.SATURDAY else _("Sunday")
    return _("moved from {date}: {holiday}").format(date=day, holiday=why)


def place_text(activity: Activity) -> str:
    """When on the day it begins and where: «kl. 13:00–15:30, Folkets hus»; empty where neither is known."""
    time = _("at {time}").format(time=activity.at_time) if activity.at_time else ""
    return ", ".join(part for part in (time, activity.place) if part)


def skip_text(occurrence: Occurrence) -> str:
    """Why an occurrence counts as skipped."""
    if occurrence.skip_cause is SkipCause.BEFORE_START:
        return _("Before your year began")
    if occurrence.skip_cause is SkipCause.SUPERSEDED:
        return _("The next occurrence has come")
    return occurrence.reason


def rule_error(problem: RuleError, text: str) -> UserError:
    """The message for a rule that cannot be used."""
    messages = {
        "never": _("The rule «{rule}» never gives a date.").format(rule=text),
        "too_often": _("The rule «{rule}» comes more often than once a day.").format(rule=text),
        "syntax": _("The rule «{rule}» cannot be read.").format(rule=text),
    }
    return UserError(
        _("The date rule cannot be used"),
        messages[problem.code] + " " + _("Nothing was saved."),
        _("Write it as RFC 5545 says, for example FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15 for 15 March each year."),
    )


def describe_rrule(rrule: str) -> str:
    """A rule's dates in words; a rule that there are no words for is shown as it is written."""
    from chefsstod.features.yearwheel.rule_text import describe

    return describe(Rule(rrule))
