"""The turn of the year in words. No Qt."""

from chefsstod.features.rollover.model import Choice, Figures, Review, ReviewTask, Ring, Severity, days_after
from chefsstod.features.yearwheel.history import outcome
from chefsstod.features.yearwheel.model import Kind, Occurrence, SkipCause, Status
from chefsstod.i18n import N_, _, ngettext
from chefsstod.i18n.dates import day_short

_FEW = 3

_SEVERITIES = {Severity.DUTY: N_("Duty"), Severity.LOOK: N_("Worth a look"), Severity.NOTE: N_("Good to know")}

_CHOICES = {
    Choice.KEEP: N_("Kept"),
    Choice.MOVE: N_("Moved in {year} only"),
    Choice.RULE: N_("Comes on another day from {year} on"),
    Choice.DROP: N_("Dropped from {year} on"),
}


def severity_name(severity: Severity) -> str:
    """«Plikt», «Värt en titt», «Bra att veta»."""
    return _(_SEVERITIES[severity])


def severity_icon(severity: Severity) -> str:
    """The icon that says the same."""
    return {Severity.DUTY: "scale", Severity.LOOK: "eye", Severity.NOTE: "info"}[severity]


def choice_text(choice: Choice, year: int) -> str:
    """What was decided, for the new year ``year``."""
    return _(_CHOICES[choice]).format(year=year)


def outcome_text(task: ReviewTask, review: Review) -> str:
    """How the year went for a task, in one line."""
    past = [o for o in task.past if o.due < review.today or not o.open]
    if not task.past:
        return _("Did not come in {year}, or came before your time").format(year=review.year)
    if not past:
        return _("To come {date}").format(date=day_short(task.past[0].due, review.today))
    if len(past) == 1:
        return _one(past[0], review)
    done = sum(1 for o in past if o.status is Status.DONE)
    parts = [_("{done} of {total} done").format(done=done, total=len(past))]
    after = sum(1 for o in past if days_after(o) > 0)
    skipped = sum(1 for o in past if o.skip_cause is SkipCause.USER)
    if after:
        parts.append(ngettext("{n} after its date", "{n} after their date", after).format(n=after))
    if skipped:
        parts.append(ngettext("{n} skipped", "{n} skipped", skipped).format(n=skipped))
    return ", ".join(parts)


def _one(occurrence: Occurrence, review: Review) -> str:
    text = outcome(occurrence, review.today)
    if occurrence.status is Status.SKIPPED and occurrence.reason:
        text = _("{status}: {reason}").format(status=text, reason=occurrence.reason)
    return text


def coming_text(task: ReviewTask) -> str:
    """When it comes in the new year: its dates, or how often."""
    if not task.coming:
        return _("does not come")
    if task.activity.kind is Kind.ROUTINE or len(task.coming) > _FEW:
        return ngettext("{n} time", "{n} times", len(task.coming)).format(n=len(task.coming))
    return ", ".join(day_short(o.due) for o in task.coming)


def year_sentence(figures: Figures, year: int) -> str:
    """The year in a sentence that is glad of what was done."""
    done, after = figures.sum("done"), figures.sum("after")
    if not done:
        return _("No task of {year} is ticked off yet.").format(year=year)
    text = ngettext("You finished {n} task in {year}.", "You finished {n} tasks in {year}.", done).format(n=done, year=year)
    if not after:
        return text + " " + _("All of them in time.")
    late = ngettext("{n} of them took a little longer.", "{n} of them took a little longer.", after).format(n=after)
    return text + " " + late


def rest_sentence(figures: Figures) -> str:
    """What was not done, and what is to come, without reproach."""
    parts = []
    if figures.routines_done:
        text = ngettext("The routines were done {n} time.", "The routines were done {n} times.", figures.routines_done)
        parts.append(text.format(n=figures.routines_done))
    skipped, left = figures.sum("skipped"), figures.sum("left")
    if skipped:
        parts.append(ngettext("You skipped {n}, for a reason.", "You skipped {n}, for reasons.", skipped).format(n=skipped))
    if left:
        parts.append(ngettext("{n} was left lying.", "{n} were left lying.", left).format(n=left))
    if figures.to_come:
        parts.append(ngettext("{n} is still to come.", "{n} are still to come.", figures.to_come).format(n=figures.to_come))
    return " ".join(parts)


def ring_text(ring: Ring) -> str:
    """«8 klara, 2 av dem efter datumet · 1 överhoppad»."""
    parts = [ngettext("{n} done", "{n} done", ring.done).format(n=ring.done)]
    if ring.after:
        parts[0] += ", " + ngettext("{n} of them after its date", "{n} of them after their date", ring.after).format(n=ring.after)
    if ring.skipped:
        parts.append(ngettext("{n} skipped", "{n} skipped", ring.skipped).format(n=ring.skipped))
    if ring.left:
        parts.append(ngettext("{n} left lying", "{n} left lying", ring.left).format(n=ring.left))
    return " · ".join(parts)


def keys() -> dict[str, Choice]:
    """The letters that decide, the first of each button's word in the language in use."""
    return {keep_text()[0]: Choice.KEEP, move_text()[0]: Choice.MOVE, drop_text()[0]: Choice.DROP}


def keep_text() -> str:
    """The word on the button."""
    return _("Keep")


def move_text() -> str:
    """The word on the button."""
    return _("Move …")


def drop_text() -> str:
    """The word on the button."""
    return _("Drop …")
