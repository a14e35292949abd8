"""The use cases of the year wheel. Each is one transaction; each change returns what changed and the way back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from chefsstod.features.profile.service import ProfileService
from chefsstod.features.yearwheel import history, resolve
from chefsstod.features.yearwheel.model import (
    COMING_DAYS,
    DUE_DAYS,
    Activity,
    ActivityId,
    Agenda,
    Category,
    Kind,
    Lesson,
    Occurrence,
    OccurrenceKey,
    OccurrenceState,
    RedDay,
    Rule,
    Status,
    by_due,
    make_agenda,
)
from chefsstod.features.yearwheel.recurrence import MAX_SHIFT, RuleError, check, normalise
from chefsstod.features.yearwheel.tables import (
    OwnActivityRow,
    read_activities,
    read_lessons,
    read_state,
    read_states,
    write_state,
)
from chefsstod.features.yearwheel.words import rule_error
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.storage import meta
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Changes, NoteChange, Saved
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError

if TYPE_CHECKING:
    from chefsstod.features.yearwheel.edit_tables import Rows

_LOOK_BACK = timedelta(days=400)
_LOOK_AHEAD = timedelta(days=400)
_A_SLIP = timedelta(days=45)
"""How far back an occurrence may lie and still be the one that was meant by a wrong date."""
_ROUTINES_BACK = timedelta(days=190)
"""Longer than the half-year rhythm: the newest missed occurrence of every routine lies within."""
LONGEST_NOTE = 20_000


class YearWheelService:
    """Reads and changes the occurrences of a year."""

    def __init__(
        self, *, database: Database, profiles: ProfileService, base: Callable[[], Sequence[Activity]], clock: Clock
    ) -> None:
        self._database = database
        self._profiles = profiles
        self._base = base
        self._clock = clock

    @property
    def today(self) -> date:
        """The day by which statuses are decided."""
        return self._clock()

    # ── reading ──────────────────────────────────────────────────────────────

    def activities(self, *, everything: bool = False) -> list[Activity]:
        """The tasks that concern her unit (or all of them, also those from before they were hidden): base, overridden by her own
        where the id is the same, with the rules that hold here.
        """
        profile = self._profiles.profile()
        service_type = profile.service_type.value if profile and not everything else None
        with self._database.read() as session:
            found = read_activities(session, self._base(), hidden=everything)
        return [activity for activity in found if activity.concerns(service_type)]

    def activity(self, activity_id: str) -> Activity:
        """One task by id, whether it concerns her unit or not. Raises UserError if there is none."""
        for activity in self.activities(everything=True):
            if activity.id == activity_id:
                return activity
        raise UserError(
            _("There is no task «{id}»").format(id=activity_id),
            _("Nothing was changed."),
            _("«chefsstod tasks» lists the tasks; «chefsstod search WORD» finds one."),
        )

    def occurrences(self, first: date, last: date, *, everything: bool = False, kind: Kind | None = None) -> list[Occurrence]:
        """Every occurrence due from ``first`` to ``last``, both included, in order of date; those of one kind only if it is given,
        and with ``everything`` also those that concern other kinds of unit. What she has hidden stays hidden.
        """
        found = self._unhidden() if everything else self.activities()
        return self._resolved([activity for activity in found if kind in (None, activity.kind)], first, last)

    def _unhidden(self) -> list[Activity]:
        with self._database.read() as session:
            return read_activities(session, self._base())

    def occurrence(self, key: OccurrenceKey) -> Occurrence | None:
        """One occurrence as it stands now, or None when neither its rule nor a change of hers gives it."""
        activity = self.activity(key.activity)
        with self._database.read() as session:
            state = read_state(session, key)
        day = state.moved_to if state and state.moved_to else key.original
        found = resolve.occurrences(
            [activity],
            {key: state} if state else {},
            min(day, key.original) - MAX_SHIFT,
            max(day, key.original) + MAX_SHIFT,
            today=self.today,
            tracked_from=self.tracked_from,
        )
        return next((o for o in self._with_lessons(found) if o.original == key.original), None)

    def find(self, activity_id: str, day: date) -> Occurrence:
        """The occurrence of a task whose original date, else whose due date, is ``day``. Raises UserError if there is none."""
        activity = self.activity(activity_id)
        exact = self.occurrence(OccurrenceKey(activity.id, day))
        if exact is not None:
            return exact
        around = sorted(self._resolved([activity], day - _LOOK_BACK, day + _LOOK_AHEAD), key=lambda o: abs(o.due - day))
        if around and around[0].due == day:
            return around[0]
        meant = [occurrence for occurrence in around if occurrence.due > day or day - occurrence.due <= _A_SLIP]
        hint = (
            _("The nearest one is {date}.").format(date=meant[0].due.isoformat())
            if meant
            else _("«chefsstod show task {id}» tells when it comes.").format(id=activity_id)
        )
        raise UserError(
            _("«{title}» does not fall on {date}").format(title=activity.title, date=day.isoformat()),
            _("Nothing was changed."),
            hint,
        )

    def next_of(self, activity_id: str) -> Occurrence | None:
        """The task's first open occurrence from today on, else its last one; None where the rule gives none around now."""
        activity = self.activity(activity_id)
        around = self._resolved([activity], self.today - _LOOK_BACK, self.today + _LOOK_AHEAD)
        ahead = [occurrence for occurrence in around if occurrence.open and occurrence.due >= self.today]
        return ahead[0] if ahead else (around[-1] if around else None)

    def history(self, activity_id: str) -> list[Occurrence]:
        """What became of a task, latest first: every occurrence that she touched, the last few others, and the next one."""
        found = self._resolved([self.activity(activity_id)], self.today - history.SPAN, self.today + _LOOK_AHEAD)
        return history.telling(found, self.today)

    def _resolved(self, activities: Sequence[Activity], first: date, last: date) -> list[Occurrence]:
        wanted = {activity.id for activity in activities}
        with self._database.read() as session:
            touched = read_states(session, first - MAX_SHIFT, last + MAX_SHIFT)
        states = {key: state for key, state in touched.items() if key.activity in wanted}
        tracked = self.tracked_from
        found = resolve.occurrences(activities, states, first, last, today=self.today, tracked_from=tracked)
        return by_due(self._with_lessons(found))

    def _with_lessons(self, found: list[Occurrence]) -> list[Occurrence]:
        """Each occurrence with what the last one before it left for the next time."""
        with self._database.read() as session:
            lessons = read_lessons(session)
        if not lessons:
            return found
        return [
            replace(occurrence, lesson=_last_before(lessons[occurrence.activity.id], occurrence.original))
            if occurrence.activity.id in lessons
            else occurrence
            for occurrence in found
        ]

    @property
    def tracked_from(self) -> date | None:
        """The first day that she answers for; None when the questions are not answered."""
        profile = self._profiles.profile()
        return profile.tracked_from if profile else None

    def agenda(self, closed_since: date | None = None) -> Agenda:
        """What today holds: late, due, to start, under way, coming, this week, routines.

        Calendar tasks are looked for a year back and as far ahead as the longest lead time; routines only around now.
        """
        today = self.today
        activities = self.activities()
        calendar = [activity for activity in activities if activity.kind is Kind.CALENDAR]
        routines = [activity for activity in activities if activity.kind is Kind.ROUTINE]
        ahead = max((timedelta(days=activity.lead_days) for activity in calendar), default=timedelta()) + COMING_DAYS
        stretch = self._resolved(calendar, today - _LOOK_BACK, today + ahead)
        stretch += self._resolved(routines, today - _ROUTINES_BACK, today + DUE_DAYS)
        return make_agenda(stretch, today, closed_since)

    def seen(self) -> date | None:
        """Note that the program is open today; returns the last day it was open before, if that was earlier."""
        today = self.today
        with self._database.write() as session:
            before = meta.get(session, meta.LAST_SEEN)
            if before != today.isoformat():
                meta.put(session, meta.LAST_SEEN, today.isoformat())
        previous = date.fromisoformat(before) if before else None
        return previous if previous is not None and previous < today else None

    # ── changing ─────────────────────────────────────────────────────────────

    def mark_done(self, key: OccurrenceKey, note: str | None = None) -> Saved:
        """Done, today. A note, if given, replaces the one that was there."""
        today = self.today
        return self._change(
            key,
            lambda s: replace(s, status=Status.DONE, done_on=today, reason="", note=s.note if note is None else note),
        )

    def mark_started(self, key: OccurrenceKey) -> Saved:
        """Under way."""
        return self._change(key, lambda s: replace(s, status=Status.STARTED, done_on=None, reason=""))

    def skip(self, key: OccurrenceKey, reason: str) -> Saved:
        """Not this time, and why. Raises UserError without a reason: a year later nobody remembers."""
        if not reason.strip():
            raise UserError(
                _("A skipped task needs a reason"),
                _("Nothing was changed."),
                _("Write in a few words why it is skipped this time; you will be glad of it next year."),
            )
        return self._change(key, lambda s: replace(s, status=Status.SKIPPED, done_on=None, reason=reason.strip()))

    def reopen(self, key: OccurrenceKey) -> Saved:
        """Open again after done, skipped or started; note, steps and date stay. What would only be skipped by the program
        again (from before her time, or overtaken by the next) is taken up as begun.
        """
        saved = self._change(key, lambda s: replace(s, status=None, done_on=None, reason=""))
        left = self.occurrence(key)
        if left is None or left.open:
            return saved
        return replace(self.mark_started(key), undo=saved.undo)

    def move(self, key: OccurrenceKey, to: date) -> Saved:
        """This occurrence alone to another day; moving it back to the rule's own day takes the move away."""
        moved_to = self._moved_to(self._existing(key), to)
        return self._change(key, lambda s: replace(s, moved_to=moved_to))

    def _moved_to(self, occurrence: Occurrence, to: date) -> date | None:
        """What is stored for a move to ``to``: None for the day on which the rule itself puts it."""
        if abs((to - occurrence.original).days) > _LOOK_AHEAD.days:
            raise UserError(
                _("{date} is too far away").format(date=day_short(to, self.today)),
                _("One occurrence can be moved at most a year and a month. Nothing was changed."),
                _("If the task no longer belongs this year, skip it with a reason instead."),
            )
        own_day = occurrence.shift.original if occurrence.shift and occurrence.shift.cause == "user" else occurrence.due
        return None if to == own_day else to

    def set_next_time(self, key: OccurrenceKey, text: str) -> Saved:
        """What to remember the next time; it turns up at the next occurrence."""
        return self._change(key, lambda s: replace(s, next_time=text[:LONGEST_NOTE]))

    def set_this_time(
        self,
        key: OccurrenceKey,
        *,
        title: str = "",
        lead_days: int | None = None,
        hours: float | None = None,
        to: date | None = None,
    ) -> Saved:
        """What is different this time only; empty and None: as usual. ``to`` moves it too; None: it stays where it is."""
        occurrence = self._existing(key)
        day = None if to is None else self._moved_to(occurrence, to)
        return self._change(
            key,
            lambda s: replace(s, title=title.strip(), lead_days=lead_days, hours=hours, moved_to=s.moved_to if to is None else day),
        )

    def set_step_date(self, key: OccurrenceKey, step: str, day: date | None) -> Saved:
        """Give a step a day of its own; None: counted from the due date again."""
        return self.set_step_dates(key, {step: day})

    def set_step_dates(self, key: OccurrenceKey, days: Mapping[str, date | None], *, lead_days: int | None = None) -> Saved:
        """Give several steps days of their own at once (None: counted again), and a lead time this time if one is given."""

        def edit(state: OccurrenceState) -> OccurrenceState:
            own = {**dict(state.step_dates), **days}
            kept = frozenset((step, day) for step, day in own.items() if day is not None)
            return replace(state, step_dates=kept, lead_days=state.lead_days if lead_days is None else lead_days)

        return self._change(key, edit)

    def set_note(self, key: OccurrenceKey, note: str) -> Saved:
        """Her note on this occurrence."""
        return self._change(key, lambda s: replace(s, note=note[:LONGEST_NOTE]))

    def tick(self, key: OccurrenceKey, step: str, *, done: bool) -> Saved:
        """Tick a step or take the tick away. The first tick makes the task started."""
        return self._change(key, lambda s: replace(s, steps=s.steps | {step} if done else s.steps - {step}))

    def add_own(
        self,
        *,
        title: str,
        category: Category,
        rrule: str,
        start: date,
        lead_days: int = 0,
        red_day: RedDay = RedDay.PREVIOUS,
        why: str = "",
    ) -> tuple[ActivityId, Saved]:
        """A task of her own; returns its id. Raises UserError for a rule that cannot be used or an empty title."""
        if not title.strip():
            raise UserError(_("The task needs a title"), _("Nothing was saved."), _("Give it a few words."))
        try:
            rule = normalise(rrule)
            check(Rule(rule, start=start))
        except RuleError as problem:
            raise rule_error(problem, rrule) from problem
        from chefsstod.features.yearwheel.edit_model import Draft, new_activity, new_id  # seldom used: not at start
        from chefsstod.features.yearwheel.edit_tables import own_row

        taken = {activity.id for activity in self.activities(everything=True)}
        draft = Draft(title, category=category, rule=Rule(rule, red_day=red_day, start=start), lead_days=lead_days, why=why)
        activity = new_activity(new_id(title, taken), draft, self.today)
        with self._database.write() as session:
            session.add(own_row(activity, ""))
        return activity.id, Saved(Changes(frozenset({activity.id})), lambda: self.remove_own(activity.id))

    def remove_own(self, activity_id: ActivityId) -> Saved:
        """Take away a task of her own (of a base task her version); what was noted is kept and comes back with undo."""
        from chefsstod.features.yearwheel import edit_tables

        with self._database.write() as session:
            if session.get(OwnActivityRow, activity_id) is None:
                raise UserError(
                    _("«{id}» is no task of your own").format(id=activity_id),
                    _("Nothing was changed."),
                    _("Tasks from the base content can be hidden, or skipped one occurrence at a time."),
                )
            before = edit_tables.take(session, {activity_id})
            edit_tables.remove_own(session, activity_id, base=any(activity.id == activity_id for activity in self._base()))
        return Saved(Changes(activities=before.activities), lambda: self._put_back(before))

    def _put_back(self, rows: "Rows") -> Saved:
        from chefsstod.features.yearwheel import edit_tables

        with self._database.write() as session:
            before = edit_tables.take(session, rows.activities)
            edit_tables.put_back(session, rows)
        return Saved(Changes(activities=rows.activities), lambda: self._put_back(before))

    def _existing(self, key: OccurrenceKey) -> Occurrence:
        occurrence = self.occurrence(key)
        if occurrence is None:
            raise UserError(
                _("«{title}» does not fall on {date}").format(
                    title=self.activity(key.activity).title, date=key.original.isoformat()
                ),
                _("Nothing was changed."),
                _("«chefsstod show task {id}» tells when it comes.").format(id=key.activity),
            )
        return occurrence

    def _change(self, key: OccurrenceKey, edit: Callable[[OccurrenceState], OccurrenceState]) -> Saved:
        self._existing(key)
        with self._database.write() as session:
            before = read_state(session, key)
            after = edit(before or OccurrenceState(key))
            write_state(session, after)
        was = before or OccurrenceState(key)
        return Saved(Changes(frozenset({key.activity}), note=_note_change(was, after)), lambda: self._restore(was))

    def _restore(self, state: OccurrenceState) -> Saved:
        with self._database.write() as session:
            before = read_state(session, state.key)
            write_state(session, state)
        return Saved(
            Changes(activities=frozenset({state.key.activity})),
            lambda: self._restore(before or OccurrenceState(state.key)),
        )


def _last_before(lessons: Sequence[Lesson], original: date) -> Lesson | None:
    return next((lesson for lesson in reversed(lessons) if lesson.original < original), None)


def _note_change(was: OccurrenceState, after: OccurrenceState) -> NoteChange | None:
    if replace(was, note=after.note, next_time=after.next_time) != after:
        return None
    same = (bool(was.note), bool(was.next_time)) == (bool(after.note), bool(after.next_time))
    return NoteChange.WORDS if same else NoteChange.PRESENCE
