"""The editor in words: what is missing in a draft, how far a change reaches, where a rule came from. No Qt."""

import re
from dataclasses import dataclass
from datetime import date

from chefsstod.features.yearwheel.edit_model import Coming, Draft, Scope
from chefsstod.features.yearwheel.model import Activity, Category, Nature, RedDay, Segment
from chefsstod.features.yearwheel.recurrence import RuleError
from chefsstod.features.yearwheel.rule_make import ensure
from chefsstod.i18n import N_, _, ngettext
from chefsstod.i18n.dates import day_short
from chefsstod.support.errors import UserError

LONGEST_TITLE = 120
MOST_LEAD = 366
MOST_HOURS = 400.0
LONGEST_TEXT = 20_000

_NATURES = {Nature.TASK: N_("Task"), Nature.EVENT: N_("Event"), Nature.COURSE: N_("Course"), Nature.MEETING: N_("Meeting")}
_SCOPES = {Scope.THIS: N_("Only this one"), Scope.FOLLOWING: N_("This and following"), Scope.ALL: N_("All")}
_RED_DAYS = {
    RedDay.PREVIOUS: N_("to the working day before"),
    RedDay.NEXT: N_("to the working day after"),
    RedDay.KEEP: N_("stays on the day"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What must be mended before a draft can be saved: in which field, and in words."""

    field: str
    text: str


def nature_name(nature: Nature) -> str:
    """«Kurs»."""
    return _(_NATURES[nature])


def scope_name(scope: Scope) -> str:
    """«Den här och följande»."""
    return _(_SCOPES[scope])


def red_day_name(red_day: RedDay) -> str:
    """«till vardagen före»."""
    return _(_RED_DAYS[red_day])


def problems(draft: Draft) -> list[Problem]:
    """What is missing or wrong, in the order of the form."""
    found: list[Problem] = []
    if not draft.title.strip():
        found.append(Problem("title", _("Give it a title of a few words.")))
    elif len(draft.title.strip()) > LONGEST_TITLE:
        found.append(Problem("title", _("The title is too long: at most {n} characters.").format(n=LONGEST_TITLE)))
    if draft.rule is None:
        found.append(Problem("rule", _("Write when it comes.")))
    else:
        try:
            ensure(draft.rule)
        except RuleError:
            found.append(Problem("rule", _("This never comes. Choose another day.")))
    if not 0 <= draft.lead_days <= MOST_LEAD:
        found.append(Problem("lead_days", _("Write a whole number, at most {n} days.").format(n=MOST_LEAD)))
    if not 0 <= draft.hours <= MOST_HOURS:
        found.append(Problem("hours", _("Write a number, at most {n} hours.").format(n=int(MOST_HOURS))))
    if draft.at_time.strip() and clock_time(draft.at_time) is None:
        found.append(Problem("at_time", _("Write the time as 13:00.")))
    if any(not step.text.strip() for step in draft.steps):
        found.append(Problem("steps", _("A step is empty: write what is to be done, or remove it.")))
    if draft.ends is not None and draft.rule is not None and draft.rule.start is not None and draft.ends <= draft.rule.start:
        found.append(Problem("ends", _("It ends before it begins.")))
    return found


def clock_time(text: str) -> str | None:
    """«13:00» of what was written («13», «9.30», «kl 13»), or None. A stretch «13–15.30» becomes «13:00–15:30»."""
    bare = re.sub(r"^kl\.?\s*", "", text.strip().casefold())
    parts = re.split(r"\s*[-\u2013]\s*", bare)
    times = [_one_time(part) for part in parts]
    if len(times) > 2 or any(time is None for time in times):
        return None
    return "\u2013".join(time for time in times if time)


def _one_time(text: str) -> str | None:
    match = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?", text)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return f"{int(match[1]):02d}:{match[2] or '00'}"


def refuse(found: list[Problem]) -> UserError:
    """The error for a draft that cannot be saved."""
    return UserError(_("The task cannot be saved yet"), " ".join(problem.text for problem in found), _("Nothing was saved."))


def scope_text(scope: Scope, day: date, today: date, *, base: bool) -> str:
    """What a scope does, in a sentence."""
    when = day_short(day, today)
    if scope is Scope.THIS:
        return _("Changes {date} alone: its date, title, lead time and hours. The others come as usual.").format(date=when)
    if scope is Scope.FOLLOWING:
        text = _("Date rule and lead time change from {date} on; earlier ones stay as they are.").format(date=when)
        return text + " " + _("The other fields change for the task as a whole.")
    text = _("Changes the task as a whole, also for dates that have passed. What you have ticked and noted stays.")
    return text + (" " + _("The base text stays underneath and can be brought back.") if base else "")


def coming_text(coming: list[Coming], today: date) -> str:
    """«Nästa: tor 11 mars 2027, tor 9 mars 2028 …»."""
    if not coming:
        return _("No more dates are to come.")
    days = ", ".join(day_short(one.due, today) for one in coming)
    return _("Next: {dates}").format(dates=days)


def source_text(activity: Activity, original: date, today: date) -> str:
    """That she gave the rule that holds on ``original`` herself. Empty where it is the task's first one, and where it comes from
    her local answers: those tell it themselves, and lead to the question.
    """
    segment = segment_on(activity, original)
    if segment is None or segment.source.startswith("local:"):
        return ""
    when = day_short(segment.valid_from, today)
    return _("Date rule changed by you from {date}").format(date=when)


def segment_on(activity: Activity, day: date) -> Segment | None:
    """The changed rule that holds on ``day``."""
    return next((segment for segment in reversed(activity.segments) if segment.valid_from <= day), None)


def lead_text(days: int) -> str:
    """«2 veckor», «10 dagar»."""
    if days and days % 7 == 0:
        return ngettext("{n} week", "{n} weeks", days // 7).format(n=days // 7)
    return ngettext("{n} day", "{n} days", days).format(n=days)


def new_title(nature: Nature) -> str:
    """The heading of the editor for something new."""
    headings = {
        Nature.TASK: N_("New task"),
        Nature.EVENT: N_("New event"),
        Nature.COURSE: N_("New course"),
        Nature.MEETING: N_("New meeting"),
    }
    return _(headings[nature])


def usual_category(nature: Nature) -> Category:
    """The ring that is proposed for something new."""
    return {Nature.COURSE: Category.LEDARSKAP, Nature.MEETING: Category.LEDARSKAP}.get(nature, Category.VERKSAMHET)
