"""The turn of the year: what became of each task, what is found about it, and what she decides. Frozen data and pure rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Kind, Lesson, Occurrence, SkipCause, Status

FIRST_MONTH_OF_REVIEW = 7
"""From July on the review is of the running year, before that of the one that has just ended."""
SUGGESTED_FROM = (11, 15)
SUGGESTED_UNTIL = (1, 31)
LATE_DAYS = 7
"""Done more than this many days after the due date is worth a word."""

LESSONS = ":lessons"
FINISHED = ":finished"
ACCEPTED = ":accepted:"
"""Decisions about the review itself and not about a task have subjects that no task's id can have."""


class Choice(StrEnum):
    """What becomes of a task in the new year. The last three are about the review itself."""

    KEEP = "keep"
    MOVE = "move"
    RULE = "rule"
    DROP = "drop"
    LESSONS = "lessons"
    ACCEPTED = "accepted"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice about a task (``subject`` is its id). ``text`` is why it is dropped, or what she wrote."""

    subject: str
    choice: Choice
    text: str
    decided: date


class Severity(StrEnum):
    """How much a finding matters: a duty by law, worth a look, good to know."""

    DUTY = "duty"
    LOOK = "look"
    NOTE = "note"


class Fix(StrEnum):
    """What she can do about a finding at once."""

    OPEN = "open"
    EDIT = "edit"
    UNHIDE = "unhide"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the lint found. ``subject`` is the task it is about, or the part of SAM that is missing.

    ``task`` is the one that ``fix`` opens, edits or takes back; ``title`` names a new task.
    """

    code: str
    subject: str
    severity: Severity
    sentence: str
    fix: Fix | None = None
    task: ActivityId | None = None
    title: str = ""

    @property
    def key(self) -> str:
        """Its identity, by which she can say that it is as it should be."""
        return f"{self.code}:{self.subject}"


@dataclass(frozen=True, slots=True)
class ReviewTask:
    """A task on the way from one year to the next: its occurrences in both, and what is to be said about it."""

    activity: Activity
    past: tuple[Occurrence, ...]
    coming: tuple[Occurrence, ...]
    lesson: Lesson | None
    findings: tuple[Finding, ...]
    decision: Decision | None

    @property
    def speaks(self) -> bool:
        """Whether there is something to think about before it is kept."""
        return bool(self.lesson or self.findings or self.missed or self.dragged_out or not self.coming)

    @property
    def missed(self) -> bool:
        """Whether a calendar task was skipped by her, or is late still."""
        if self.activity.kind is Kind.ROUTINE:
            return False
        return any(o.status is Status.LATE or o.skip_cause is SkipCause.USER for o in self.past)

    @property
    def dragged_out(self) -> bool:
        """Whether it was done more than a week after its date."""
        return self.activity.kind is Kind.CALENDAR and any(days_after(o) > LATE_DAYS for o in self.past)


@dataclass(frozen=True, slots=True)
class Ring:
    """How a ring's calendar tasks went."""

    category: Category
    in_time: int
    after: int
    skipped: int
    left: int

    @property
    def done(self) -> int:
        """All that were done."""
        return self.in_time + self.after

    @property
    def total(self) -> int:
        """All there were."""
        return self.done + self.skipped + self.left


@dataclass(frozen=True, slots=True)
class Figures:
    """The year in figures: its calendar tasks by ring; of the routines only how many were done."""

    rings: tuple[Ring, ...]
    routines_done: int
    routines: int
    latest: tuple[Occurrence, ...]
    """The three that were done longest after their date."""
    lessons: tuple[Occurrence, ...]
    """Those that she wrote something «till nästa gång» on."""
    to_come: int
    """Calendar tasks that are not due yet."""

    def sum(self, part: str) -> int:
        """A column of the rings added up: «done», «in_time», «after», «skipped», «left», «total»."""
        return sum(int(getattr(ring, part)) for ring in self.rings)


@dataclass(frozen=True, slots=True)
class Review:
    """All that the pages of the roll-over show."""

    year: int
    today: date
    figures: Figures
    tasks: tuple[ReviewTask, ...]
    findings: tuple[Finding, ...]
    """About the year as a whole; those she has accepted are left out."""
    accepted: tuple[Finding, ...]
    lessons: str
    """What she learnt this year, in her words."""
    before: Lesson | None
    """What she wrote a year ago."""
    finished: date | None

    @property
    def next_year(self) -> int:
        """The year that is planned."""
        return self.year + 1

    @property
    def undecided(self) -> list[ReviewTask]:
        """Tasks without a decision yet."""
        return [task for task in self.tasks if task.decision is None]

    def with_choice(self, *choices: Choice) -> list[ReviewTask]:
        """The tasks that she has decided so about."""
        return [task for task in self.tasks if task.decision is not None and task.decision.choice in choices]


def reviewed_year(today: date) -> int:
    """The year that a review on ``today`` looks back on."""
    return today.year if today.month >= FIRST_MONTH_OF_REVIEW else today.year - 1


def suggested(today: date) -> bool:
    """Whether it is the time of year for it: from 15 November to 31 January."""
    return (today.month, today.day) >= SUGGESTED_FROM or (today.month, today.day) <= SUGGESTED_UNTIL


def days_after(occurrence: Occurrence) -> int:
    """How many days after its due date it was done; negative before, 0 for what is not done."""
    if occurrence.status is not Status.DONE or occurrence.done_on is None:
        return 0
    return (occurrence.done_on - occurrence.due).days


def hers(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Without what lay before her year began."""
    return [o for o in occurrences if o.skip_cause is not SkipCause.BEFORE_START]


def figures_of(occurrences: Sequence[Occurrence], today: date) -> Figures:
    """The figures of a year's occurrences, as far as they are hers and have come."""
    mine = hers(occurrences)
    calendar = [o for o in mine if o.activity.kind is Kind.CALENDAR]
    ready = [o for o in calendar if o.due < today or not o.open]
    routines = [o for o in mine if o.activity.kind is Kind.ROUTINE and (o.due < today or not o.open)]
    by_ring = ((category, [o for o in ready if o.activity.category is category]) for category in Category)
    latest = sorted((o for o in ready if days_after(o) > 0), key=days_after, reverse=True)[:3]
    return Figures(
        rings=tuple(_ring(category, items) for category, items in by_ring if items),
        routines_done=sum(1 for o in routines if o.status is Status.DONE),
        routines=len(routines),
        latest=tuple(latest),
        lessons=tuple(o for o in mine if o.next_time),
        to_come=len(calendar) - len(ready),
    )


def _ring(category: Category, items: Sequence[Occurrence]) -> Ring:
    done = [o for o in items if o.status is Status.DONE]
    after = sum(1 for o in done if days_after(o) > 0)
    skipped = sum(1 for o in items if o.status is Status.SKIPPED)
    return Ring(category, len(done) - after, after, skipped, len(items) - len(done) - skipped)


def by_ring(tasks: Iterable[ReviewTask]) -> list[tuple[Category, list[ReviewTask]]]:
    """The tasks ring by ring; within a ring in order of next year's first date, those without one last."""
    found: dict[Category, list[ReviewTask]] = {}
    for task in tasks:
        found.setdefault(task.activity.category, []).append(task)
    return [(c, sorted(found[c], key=_order)) for c in Category if c in found]


def _order(task: ReviewTask) -> tuple[date, str]:
    return (task.coming[0].original if task.coming else date.max, task.activity.title)
