"""The use cases of the turn of the year: look back, decide task by task, keep what was learnt.

A decision is a change of the plan (hidden, moved, a new rule) and a row that remembers it. The way back takes back both.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from chefsstod.content.pack import Law
from chefsstod.features.rollover.lint import HasArticle, Material, about_the_year, lint, no_handbook
from chefsstod.features.rollover.model import (
    ACCEPTED,
    FINISHED,
    LESSONS,
    Choice,
    Decision,
    Finding,
    Review,
    ReviewTask,
    Severity,
    figures_of,
    hers,
    reviewed_year,
)
from chefsstod.features.rollover.rules import rule_like
from chefsstod.features.rollover.sam import ASKED_ONCE
from chefsstod.features.rollover.tables import read_decisions, write_decisions
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.model import Activity, ActivityId, Lesson, Occurrence, Segment, ShiftCause
from chefsstod.features.yearwheel.service import LONGEST_NOTE, YearWheelService
from chefsstod.i18n import _
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Changes, NoteChange, Saved
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError

YEAR_END = ActivityId("chefens-arsbokslut")
"""The base task «Chefens årsbokslut» (EU06): its occurrence in the new year keeps what she learnt in the old one."""

_EVERY_YEAR = 0
"""Decisions kept under this year hold in the review of each."""

Work = Callable[[], Saved]
Group = dict[ActivityId, list[Occurrence]]


class RolloverService:
    """Reads the review of a year and carries out what she decides in it."""

    def __init__(
        self,
        *,
        database: Database,
        yearwheel: YearWheelService,
        edits: EditService,
        clock: Clock,
        laws: Callable[[], Mapping[str, Law]] = dict,
        has_article: HasArticle = no_handbook,
    ) -> None:
        self._database = database
        self._wheel = yearwheel
        self._edits = edits
        self._clock = clock
        self._laws = laws
        self._has_article = has_article

    @property
    def year(self) -> int:
        """The year that is looked back on; the next one is planned."""
        return reviewed_year(self._clock())

    @property
    def laws(self) -> Mapping[str, Law]:
        """The laws that tasks rest on."""
        return self._laws()

    # ── reading ──────────────────────────────────────────────────────────────

    def review(self) -> Review:
        """The review as it stands: every task that lived in the year or comes in the next, and all that is found."""
        year, today = self.year, self._clock()
        stretch = self._wheel.occurrences(date(year - 1, 1, 1), date(year + 1, 12, 31))
        of_year = {number: _grouped(o for o in stretch if o.due.year == number) for number in (year - 1, year, year + 1)}
        decisions = self._decisions()
        activities = self._wheel.activities()
        material = Material(
            year=year,
            today=today,
            activities=[a for a in activities if a.id in of_year[year + 1]],
            everything=self._wheel.activities(everything=True),
            hidden=frozenset(self._hidden({a.id for a in activities})),
            before=_hers(of_year[year - 1]),
            past=_hers(of_year[year]),
            coming=of_year[year + 1],
            laws=self._laws(),
            has_article=self._has_article,
        )
        found = lint(material)
        accepted = {subject.removeprefix(ACCEPTED) for subject in decisions if subject.startswith(ACCEPTED)}
        said = [finding for finding in found if finding.key not in accepted]
        year_end = next(iter(of_year[year + 1].get(YEAR_END, ())), None)
        return Review(
            year=year,
            today=today,
            figures=figures_of([o for o in stretch if o.due.year == year], today),
            tasks=tuple(_tasks(activities, material, of_year, said, decisions)),
            findings=tuple(finding for finding in said if about_the_year(finding)),
            accepted=tuple(finding for finding in found if finding.key in accepted),
            lessons=self._lessons(year_end, decisions),
            before=_lesson_before(year_end, year),
            finished=decisions[FINISHED].decided if FINISHED in decisions else None,
        )

    def decided(self, review: Review) -> Review:
        """The same review with the decisions as they stand now; right as long as nothing but decisions has changed since."""
        decisions = self._decisions()
        accepted = {subject.removeprefix(ACCEPTED) for subject in decisions if subject.startswith(ACCEPTED)}
        found = sorted((*review.findings, *review.accepted), key=lambda finding: list(Severity).index(finding.severity))
        return replace(
            review,
            tasks=tuple(replace(task, decision=decisions.get(task.activity.id)) for task in review.tasks),
            findings=tuple(finding for finding in found if finding.key not in accepted),
            accepted=tuple(finding for finding in found if finding.key in accepted),
            finished=decisions[FINISHED].decided if FINISHED in decisions else None,
        )

    def _decisions(self) -> dict[str, Decision]:
        with self._database.read() as session:
            return read_decisions(session, _EVERY_YEAR) | read_decisions(session, self.year)

    def _hidden(self, concerned: set[ActivityId]) -> Iterable[ActivityId]:
        last = date(self.year + 1, 12, 31)
        return (hidden.activity.id for hidden in self._edits.hidden() if hidden.since <= last and hidden.activity.id in concerned)

    @staticmethod
    def _lessons(year_end: Occurrence | None, decisions: Mapping[str, Decision]) -> str:
        if year_end is not None and year_end.next_time:
            return year_end.next_time
        return decisions[LESSONS].text if LESSONS in decisions else ""

    # ── deciding ─────────────────────────────────────────────────────────────

    def keep(self, activity_id: ActivityId) -> Saved:
        """The task comes along as it is."""
        return self._decide(activity_id, Choice.KEEP)

    def keep_all(self, activity_ids: Iterable[ActivityId]) -> Saved:
        """The same for all of these that nothing is decided about."""
        decided = self._decisions()
        left = [activity for activity in activity_ids if activity not in decided]
        return self._put({activity: self._decision(activity, Choice.KEEP) for activity in left})

    def move(self, activity_id: ActivityId, to: date) -> Saved:
        """The task comes on another day in the new year, and as usual after that.

        Raises UserError where it does not come exactly once, or for a day outside the new year.
        """
        self._check_day(to)

        def work() -> Saved:
            return self._wheel.move(self._only(activity_id).key, to)

        return self._decide(activity_id, Choice.MOVE, work=work)

    def change_rule(self, activity_id: ActivityId, to: date) -> Saved:
        """The task comes around that day from the new year on: the rule keeps its kind (a weekday stays a weekday).

        Raises UserError as ``move`` does.
        """
        self._check_day(to)

        def work() -> Saved:
            activity = self._only(activity_id).activity
            first = date(self.year + 1, 1, 1)
            if any(segment.valid_from >= first for segment in activity.segments):
                raise UserError(
                    _("«{title}» already has a rule of its own from the new year").format(title=activity.title),
                    _("Nothing was changed."),
                    _("Open the task and change its rule there."),
                )
            rule = rule_like(activity.rule_on(first), to, first)
            return self._edits.put_segments({activity_id: Segment(first, rule)}, source=self._source(activity_id))

        return self._decide(activity_id, Choice.RULE, work=work)

    def drop(self, activity_id: ActivityId, reason: str) -> Saved:
        """The task comes no more from the new year on. Raises UserError without a reason: a year later nobody remembers."""
        if not reason.strip():
            raise UserError(
                _("A task that is dropped needs a reason"),
                _("Nothing was changed."),
                _("Write in a few words why it is not needed any more; whoever comes after you will be glad of it."),
            )
        return self._decide(
            activity_id,
            Choice.DROP,
            text=reason.strip(),
            work=lambda: self._edits.hide(activity_id, date(self.year + 1, 1, 1), reason),
        )

    def undecide(self, activity_id: ActivityId) -> Saved:
        """Take the decision back, and what it did to the plan."""
        before = self._decisions().get(activity_id)
        return _in_order([*self._way_back(before), lambda: self._put({activity_id: None})])

    def take_back(self, activity_id: ActivityId) -> Saved:
        """A hidden task comes again; it is then undecided."""
        return _in_order([lambda: self._edits.unhide(activity_id), lambda: self._put({activity_id: None})])

    def accept(self, finding: Finding) -> Saved:
        """It is as it should be: the finding is not shown again in this review, and what is asked once in no later one either."""
        subject = ACCEPTED + finding.key
        return self._put({subject: Decision(subject, Choice.ACCEPTED, "", self._clock())}, self._year_of(finding))

    def unaccept(self, finding: Finding) -> Saved:
        """Show the finding again."""
        return self._put({ACCEPTED + finding.key: None}, self._year_of(finding))

    def _year_of(self, finding: Finding) -> int:
        return _EVERY_YEAR if finding.code == "sam" and finding.subject in ASKED_ONCE else self.year

    def finish(self) -> Saved:
        """The review is done. Everything in it can still be changed."""
        return self._put({FINISHED: Decision(FINISHED, Choice.FINISHED, "", self._clock())})

    def set_lessons(self, text: str) -> Saved:
        """What she learnt in the year. It is kept on the year-end task and turns up there in a year; where she has hidden that
        task, the review keeps it.
        """
        text = text[:LONGEST_NOTE]
        year_end = next(iter(self._coming(YEAR_END)), None)
        if year_end is not None:
            return self._wheel.set_next_time(year_end.key, text)
        saved = self._put({LESSONS: Decision(LESSONS, Choice.LESSONS, text, self._clock()) if text else None})
        return replace(saved, changes=replace(saved.changes, note=NoteChange.WORDS))

    # ── the way there and back ───────────────────────────────────────────────

    def _decide(self, activity_id: ActivityId, choice: Choice, *, text: str = "", work: Work | None = None) -> Saved:
        """First take back what an earlier decision did, then do it, then remember it."""
        self._wheel.activity(activity_id)
        works = self._way_back(self._decisions().get(activity_id))
        if work is not None:
            works.append(work)
        return _in_order([*works, lambda: self._put({activity_id: self._decision(activity_id, choice, text)})])

    def _way_back(self, decision: Decision | None) -> list[Work]:
        if decision is None:
            return []
        activity_id = ActivityId(decision.subject)
        if decision.choice is Choice.DROP:
            return [lambda: self._edits.unhide(activity_id)]
        if decision.choice is Choice.RULE:
            return [lambda: self._edits.drop_segments(self._source(activity_id))]
        if decision.choice is Choice.MOVE:
            moved = [o for o in self._coming(activity_id) if o.shift is not None and o.shift.cause is ShiftCause.USER]
            return [lambda o=o: self._wheel.move(o.key, o.shift.original) for o in moved]  # type: ignore[misc]
        return []

    def _decision(self, activity_id: str, choice: Choice, text: str = "") -> Decision:
        return Decision(activity_id, choice, text, self._clock())

    def _put(self, decisions: Mapping[str, Decision | None], of_year: int | None = None) -> Saved:
        year = self.year if of_year is None else of_year
        with self._database.write() as session:
            before = read_decisions(session, year)
            write_decisions(session, year, decisions)
        was = {subject: before.get(subject) for subject in decisions}
        return Saved(Changes(plans=True), lambda: self._put(was, year))

    def _source(self, activity_id: ActivityId) -> str:
        return f"rollover:{self.year}:{activity_id}"

    def _coming(self, activity_id: ActivityId) -> list[Occurrence]:
        first, last = date(self.year + 1, 1, 1), date(self.year + 1, 12, 31)
        return [o for o in self._wheel.occurrences(first, last, everything=True) if o.activity.id == activity_id]

    def _only(self, activity_id: ActivityId) -> Occurrence:
        coming = self._coming(activity_id)
        if len(coming) != 1:
            raise UserError(
                _("«{title}» does not come exactly once in {year}").format(
                    title=self._wheel.activity(activity_id).title, year=self.year + 1
                ),
                _("Nothing was changed."),
                _("Open the task and change its rule there."),
            )
        return coming[0]

    def _check_day(self, day: date) -> None:
        if day.year != self.year + 1:
            raise UserError(
                _("{date} does not lie in {year}").format(date=day.isoformat(), year=self.year + 1),
                _("Nothing was changed."),
                _("Choose a day of the new year, or drop the task with a reason."),
            )


def _tasks(
    activities: Iterable[Activity],
    material: Material,
    of_year: Mapping[int, Group],
    found: Sequence[Finding],
    decisions: Mapping[str, Decision],
) -> Iterable[ReviewTask]:
    for activity in activities:
        coming, past = of_year[material.year + 1].get(activity.id, []), material.past.get(activity.id, [])
        decision = decisions.get(activity.id)
        if coming or decision is not None:
            yield ReviewTask(
                activity=activity,
                past=tuple(past),
                coming=tuple(coming),
                lesson=_lesson_of(coming, past),
                findings=tuple(f for f in found if f.subject == activity.id and not about_the_year(f)),
                decision=decision,
            )


def _lesson_of(coming: Sequence[Occurrence], past: Sequence[Occurrence]) -> Lesson | None:
    """What an earlier occurrence left for the first one of the new year."""
    if coming:
        return coming[0].lesson
    left = [o for o in past if o.next_time]
    return Lesson(left[-1].next_time, left[-1].original) if left else None


def _lesson_before(year_end: Occurrence | None, year: int) -> Lesson | None:
    """What she learnt the year before, if it was that year."""
    lesson = year_end.lesson if year_end is not None else None
    return lesson if lesson is not None and lesson.original.year == year else None


def _grouped(occurrences: Iterable[Occurrence]) -> Group:
    found: Group = {}
    for occurrence in occurrences:
        found.setdefault(occurrence.activity.id, []).append(occurrence)
    return found


def _hers(group: Group) -> Group:
    mine = {activity: hers(items) for activity, items in group.items()}
    return {activity: items for activity, items in mine.items() if items}


def _in_order(works: Sequence[Work]) -> Saved:
    """Do one after the other as one action; when one fails, what the others did is taken back."""
    done: list[Saved] = []
    try:
        for work in works:
            done.append(work())  # noqa: PERF401 - what was done must be known when the next one fails
    except BaseException:
        for saved in reversed(done):
            if saved.undo is not None:
                saved.undo()
        raise
    changes = Changes(
        activities=frozenset(activity for saved in done for activity in saved.changes.activities),
        plans=any(saved.changes.plans for saved in done),
    )
    undos = [saved.undo for saved in reversed(done) if saved.undo is not None]
    return Saved(changes, lambda: _in_order(undos))
