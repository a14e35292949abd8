"""The commands about her and her tasks: setup, tasks, task, show task."""

import argparse
from datetime import date, timedelta
from itertools import groupby

from chefsstod.app.cli_text import columns, paragraph, say, say_json, warn_about_identity_numbers
from chefsstod.features.profile.model import Employment, Profile, Role, ServiceType
from chefsstod.features.yearwheel.model import Activity, Basis, Category, Occurrence, RedDay, Status
from chefsstod.features.yearwheel.words import (
    basis_name,
    category_name,
    certainty_text,
    layer_name,
    shift_text,
    skip_text,
    status_name,
)
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_long, day_short, month_title, number, relative
from chefsstod.shell.context import AppContext
from chefsstod.support.paths import resources

_AROUND = timedelta(days=400)


def setup(context: AppContext, args: argparse.Namespace) -> int:
    """Answer the first-run questions; what is not given stays as it was, or takes the wizard's default."""
    before = context.profiles.profile()
    role = Role(args.role) if args.role else before.role if before else Role.NEW
    unit = args.unit if args.unit is not None else before.unit if before else ""
    warn_about_identity_numbers(unit)
    saved = context.profiles.save(
        Profile(
            service_type=ServiceType(args.service_type),
            start_date=args.start_date,
            role=role,
            employment=_employment(args.employment, before),
            unit=unit,
        )
    )
    tasks = len(context.yearwheel.activities())
    say(_("Saved. The start date is {date}.").format(date=day_long(saved.start_date)))
    say(ngettext("{n} task belongs to your unit.", "{n} tasks belong to your unit.", tasks).format(n=tasks))
    return 0


def _employment(given: str | None, before: Profile | None) -> Employment:
    if given is not None:
        return Employment(given)
    return before.employment if before else Employment.PERMANENT


def tasks(context: AppContext, args: argparse.Namespace) -> int:
    """The occurrences of a period: the calendar year of today, unless told otherwise."""
    today = context.clock()
    first = args.first or date((args.last or today).year, 1, 1)
    last = args.last or date(first.year, 12, 31)
    found = [
        occurrence
        for occurrence in context.yearwheel.occurrences(first, last)
        if (args.category is None or occurrence.activity.category == args.category)
        and (args.status is None or occurrence.status == args.status)
    ]
    if args.json:
        say_json([_as_json(occurrence) for occurrence in found])
        return 0
    if not found:
        say(_("No tasks from {first} to {last} match.").format(first=first.isoformat(), last=last.isoformat()))
        return 0
    lines = iter(columns([_row(occurrence) for occurrence in found]))
    for place, (month, group) in enumerate(groupby(found, lambda occurrence: occurrence.due.replace(day=1))):
        say(("" if place == 0 else "\n") + month_title(month))
        for _occurrence in group:
            say("  " + next(lines))
    return 0


def _as_json(occurrence: Occurrence) -> dict[str, object]:
    activity = occurrence.activity
    return {
        "activity": activity.id,
        "title": activity.title,
        "category": activity.category.value,
        "due": occurrence.due.isoformat(),
        "start_by": occurrence.start_by.isoformat(),
        "original_due": occurrence.original.isoformat(),
        "moved_reason": shift_text(occurrence.shift, occurrence.due) if occurrence.shift else None,
        "layer": activity.layer.value,
        "status": occurrence.status.value,
        "steps_total": len(activity.steps),
        "steps_done": sum(step.id in occurrence.steps_done for step in activity.steps),
    }


def _row(occurrence: Occurrence) -> tuple[str, ...]:
    activity = occurrence.activity
    remarks = [shift_text(occurrence.shift, occurrence.due) if occurrence.shift else "", skip_text(occurrence)]
    remark = "; ".join(text for text in remarks if text)
    return (
        day_short(occurrence.due),
        occurrence.original.isoformat(),
        status_name(occurrence.status),
        category_name(activity.category),
        activity.id,
        f"{activity.title} ({remark})" if remark else activity.title,
    )


def done(context: AppContext, args: argparse.Namespace) -> int:
    """Mark an occurrence as done. A reason has no place of its own there and is kept as the note."""
    occurrence = context.yearwheel.find(args.activity, args.date)
    warn_about_identity_numbers(args.note, args.reason)
    context.yearwheel.mark_done(occurrence.key, args.reason if args.note is None else args.note)
    return _tell(context, occurrence)


def skip(context: AppContext, args: argparse.Namespace) -> int:
    """Skip an occurrence, with the reason."""
    occurrence = context.yearwheel.find(args.activity, args.date)
    warn_about_identity_numbers(args.note, args.reason)
    context.yearwheel.skip(occurrence.key, args.reason or "")
    if args.note is not None:
        context.yearwheel.set_note(occurrence.key, args.note)
    return _tell(context, occurrence)


def reopen(context: AppContext, args: argparse.Namespace) -> int:
    """Open an occurrence again. A reason is kept as the note."""
    occurrence = context.yearwheel.find(args.activity, args.date)
    note = args.reason if args.note is None else args.note
    warn_about_identity_numbers(note)
    context.yearwheel.reopen(occurrence.key)
    if note is not None:
        context.yearwheel.set_note(occurrence.key, note)
    return _tell(context, occurrence)


def move(context: AppContext, args: argparse.Namespace) -> int:
    """Move one occurrence; the series stays."""
    occurrence = context.yearwheel.find(args.activity, args.date)
    context.yearwheel.move(occurrence.key, args.to)
    return _tell(context, occurrence)


def _tell(context: AppContext, before: Occurrence) -> int:
    """How the occurrence stands now."""
    now = context.yearwheel.occurrence(before.key) or before
    today = context.clock()
    line = _("{title}, {date}: {status}").format(
        title=now.activity.title, date=day_short(now.due, today), status=status_name(now.status).lower()
    )
    say(f"{line} ({shift_text(now.shift, today)})" if now.shift else line)
    return 0


def add(context: AppContext, args: argparse.Namespace) -> int:
    """A task of her own; prints the new id and nothing else, so that a script can use it."""
    warn_about_identity_numbers(args.title)
    activity_id, _saved = context.yearwheel.add_own(
        title=args.title, category=Category(args.category), rrule=args.rrule, start=args.start, lead_days=args.lead_days
    )
    say(activity_id)
    return 0


def show_task(context: AppContext, args: argparse.Namespace) -> int:
    """All that is known about a task, as plain text."""
    activity = context.yearwheel.activity(args.id)
    today = context.clock()
    say(activity.title)
    say("=" * len(activity.title))
    say("\n".join(columns(_facts(activity))))
    if activity.why:
        say("\n" + paragraph(activity.why))
    if activity.steps:
        say("\n" + _("Steps"))
        for line in columns([(_offset(step.days), step.text) for step in activity.steps]):
            say("  " + line)
    if activity.basis:
        say("\n" + _("Based on"))
        names = _law_names()
        for basis in activity.basis:
            say(paragraph(_basis(basis, names), "  ", "    "))
    if activity.varies:
        say("\n" + paragraph(_("Varies locally: {question}").format(question=activity.varies)))
    if activity.related:
        say("\n" + paragraph(_("Related tasks: {ids}").format(ids=", ".join(activity.related))))
    stretch = context.yearwheel.occurrences(today - _AROUND, today + _AROUND)
    _show_occurrences([occurrence for occurrence in stretch if occurrence.activity.id == activity.id], today)
    return 0


def _facts(activity: Activity) -> list[tuple[str, str]]:
    red_days = {
        RedDay.PREVIOUS: _("to the working day before"),
        RedDay.NEXT: _("to the working day after"),
        RedDay.KEEP: _("stays on the day"),
    }
    facts = [
        (_("Id"), activity.id),
        (_("Category"), category_name(activity.category)),
        (_("Comes"), f"{activity.rule.words} ({activity.rule.rrule})" if activity.rule.words else activity.rule.rrule),
        (_("On red days"), red_days[activity.rule.red_day]),
        (_("Begin"), ngettext("{n} day before", "{n} days before", activity.lead_days).format(n=activity.lead_days)),
        (_("Your own time"), _("about {hours} h").format(hours=number(activity.hours))),
        (_("Source"), layer_name(activity.layer)),
    ]
    if "all" not in activity.service_types:
        facts.append((_("Concerns"), ", ".join(sorted(activity.service_types))))
    if activity.checked:
        facts.append((_("Checked"), activity.checked.isoformat()))
    return facts


def _offset(days: int) -> str:
    if days == 0:
        return _("on the day")
    count = abs(days)
    if days < 0:
        return ngettext("{n} day before", "{n} days before", count).format(n=count)
    return ngettext("{n} day after", "{n} days after", count).format(n=count)


def _law_names() -> dict[str, str]:
    from chefsstod.content.pack import read_laws

    laws, _problems = read_laws(resources() / "content" / "base")
    return {law.id: law.short for law in laws.values()}


def _basis(basis: Basis, names: dict[str, str]) -> str:
    head = [basis_name(basis.kind)]
    if basis.law:
        head.append(" ".join(part for part in (names.get(basis.law, basis.law), basis.ref) if part))
    sure = f" [{certainty_text(basis.certainty)}]" if basis.certainty else ""
    return f"{', '.join(head)}: {basis.text}{sure}"


def _show_occurrences(occurrences: list[Occurrence], today: date) -> None:
    """Last year's and the coming dates, with what she noted."""
    shown = [o for o in occurrences if o.due < today][-3:] + [o for o in occurrences if o.due >= today][:3]
    if not shown:
        return
    say("\n" + _("Dates"))
    rows = [(day_long(o.due), relative(o.due, today), status_name(o.status)) for o in shown]
    for line, occurrence in zip(columns(rows), shown, strict=True):
        say("  " + line)
        if occurrence.shift:
            say(paragraph(shift_text(occurrence.shift, today), "    "))
        if occurrence.status is Status.SKIPPED:
            say(paragraph(_("Skipped: {reason}").format(reason=skip_text(occurrence)), "    "))
        if occurrence.note:
            say(paragraph(_("Note: {note}").format(note=occurrence.note), "    "))
