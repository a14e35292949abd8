"""Backward planning in words: hours, collisions, and what could be done earlier or later. No Qt."""

from collections.abc import Iterable, Sequence
from datetime import date

from chefsstod.features.yearwheel.collisions import Collision, Relief, steps_in
from chefsstod.features.yearwheel.model import OccurrenceKey
from chefsstod.features.yearwheel.planning import PlannedStep, Proposal
from chefsstod.features.yearwheel.recurrence import why_red
from chefsstod.features.yearwheel.words import shift_text
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_short, number, week


def half_hours(hours: float) -> str:
    """«1,5»: to the half hour, since the counting is no more exact than that; what there is any of is never nothing."""
    return number(max(round(hours * 2) / 2, 0.5) if hours > 0 else 0)


def whole_hours(hours: float) -> str:
    """«17»: to the hour, for what many tasks take together."""
    return number(round(hours))


def step_when(step: PlannedStep, today: date) -> str:
    """«tors 4 feb · 1,5 h · egen dag»: when, how much, and why that day."""
    parts = [day_short(step.day, today), _("{hours} h").format(hours=half_hours(step.hours))]
    if step.own:
        parts.append(_("your own day"))
    elif step.day != step.counted:
        parts.append(shift_text(why_red(step.counted), today))
    return " · ".join(parts)


def collision_texts(found: Iterable[Collision], key: OccurrenceKey, plan: Sequence[PlannedStep]) -> dict[str, list[str]]:
    """What collides with an occurrence, by the step where it is to be told: in a week the last step that has begun by then."""
    texts: dict[str, list[str]] = {}
    weeks: dict[date, list[Collision]] = {}
    for collision in found:
        if collision.day is None:
            weeks.setdefault(collision.week, []).append(collision)
            continue
        text = _("Collides with «{title}»: both have a large step that day").format(title=collision.other(key).title)
        for step in steps_in(collision, plan):
            texts.setdefault(step.step.id, []).append(text)
    for monday, here in weeks.items():
        steps = steps_in(here[0], plan)
        if steps:
            latest = max(steps, key=lambda step: step.day)
            texts.setdefault(latest.step.id, []).append(_week_text(monday, here, key))
    return texts


def _week_text(monday: date, found: Sequence[Collision], key: OccurrenceKey) -> str:
    names = [_("«{title}»").format(title=collision.other(key).title) for collision in found]
    return _("Collides in week {week} with {titles}: {hours} h planned, room for {room} h").format(
        week=week(monday), titles=_listed(names), hours=whole_hours(found[0].hours), room=whole_hours(found[0].room)
    )


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])


def relief_text(relief: Relief) -> str:
    """«Stegen två veckor tidigare: vecka 7 går från 19 till 11 h och vecka 5 från 8 till 12 h»."""
    if relief.weeks < 0:
        text = _(
            "The steps {weeks} earlier: week {week} goes from {before} to {after} h, week {to} from {to_before} to {to_after} h"
        )
    else:
        text = _("The steps {weeks} later: week {week} goes from {before} to {after} h, week {to} from {to_before} to {to_after} h")
    count = abs(relief.weeks)
    return text.format(
        weeks=ngettext("{n} week", "{n} weeks", count).format(n=count),
        week=week(relief.week),
        to=week(relief.to),
        before=half_hours(relief.before),
        after=half_hours(relief.after),
        to_before=half_hours(relief.to_before),
        to_after=half_hours(relief.to_after),
    )


def replan_text(proposal: Proposal, due: date, today: date) -> str:
    """What a spreading of the steps means, before she accepts."""
    count = len(proposal.days)
    return ngettext(
        "{n} step would lie in the past. It can be spread over the days that are left until {date}.",
        "{n} steps remain, some of them in the past. They can be spread over the days that are left until {date}.",
        count,
    ).format(n=count, date=day_short(due, today))
