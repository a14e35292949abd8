"""The use cases of the workload. Reading is remembered until the database changes; each change returns the way back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from chefsstod.features.workload import tables
from chefsstod.features.workload.model import (
    Leave,
    LeaveId,
    SlackWeek,
    Suggestion,
    WeekLoad,
    heat_of,
    loads,
    room_of,
    suggest_slack,
)
from chefsstod.features.yearwheel.collisions import Chain, Collision, Relief, chains_of, collide, overloaded, reliefs, step_marks
from chefsstod.features.yearwheel.model import Kind, Occurrence, OccurrenceKey
from chefsstod.features.yearwheel.planning import A_WEEK, ORDINARY_ROOM, Proposal, hours_by_week, monday_of, plan_of
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.span import Span
from chefsstod.features.yearwheel.wheel_shapes import StepMark
from chefsstod.i18n import _
from chefsstod.storage import meta
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError

CAPACITY = "planned_hours"
"""The name, among what the program remembers, of her hours a week for planned work."""
LEAST, MOST = 2.0, 40.0
LONGEST_LEAVE = timedelta(days=400)
_FOLLOW_UP = timedelta(days=100)
"""How long after its due day a task may still have steps to follow up: 60 days in the base content, and some to spare."""
_KEPT = 6
"""How many stretches are remembered: a year or two, the year around an occurrence in hand."""
_Stamp = tuple[object, ...]


class WorkloadService:
    """Tells what the weeks hold and keeps her leave, her slack weeks and her capacity."""

    def __init__(self, *, database: Database, yearwheel: YearWheelService, clock: Clock) -> None:
        self._database = database
        self._yearwheel = yearwheel
        self._clock = clock
        self._stamp: _Stamp = ()
        self._kept: dict[tuple[date, date], _Picture] = {}

    @property
    def today(self) -> date:
        """The day by which it is told what remains."""
        return self._clock()

    # ── reading ──────────────────────────────────────────────────────────────

    def weeks(self, span: Span) -> tuple[WeekLoad, ...]:
        """The weeks that ``span`` touches, in order."""
        return self._picture(span.first, span.last).weeks

    def heat(self, span: Span) -> dict[date, float]:
        """How hot each week is, by Monday: 1 is a full week."""
        return self._picture(span.first, span.last).heat

    def collisions(self, span: Span) -> list[Collision]:
        """The chains that collide in the weeks of ``span`` from this week on, each with what would lighten its week."""
        return self._picture(span.first, span.last).collisions()

    def collisions_of(self, occurrence: Occurrence) -> list[Collision]:
        """What collides with one occurrence while it is worked on."""
        plan = plan_of(occurrence)
        first = min((step.day for step in plan), default=occurrence.start_by)
        last = max((step.until for step in plan), default=occurrence.due)
        if not occurrence.open or last < self.today:
            return []
        return self._picture(max(first, self.today), last).collisions(occurrence.key)

    def step_marks(self, occurrences: Iterable[Occurrence], today: date) -> list[StepMark]:
        """The steps of these occurrences as marks for the wheel; whether they collide is told by all that she has to do."""
        shown = list(occurrences)
        years = {occurrence.due.year for occurrence in shown}
        if not years:
            return []
        clashes = self._picture(date(min(years), 1, 1), date(max(years), 12, 31)).clashes
        return step_marks(shown, today, clashes)

    def advice(self, monday: date, span: Span) -> list[Relief]:
        """What could be done earlier or later to lighten the week, the best first; nothing when it has room."""
        return self._picture(span.first, span.last).advice(monday)

    def suggestions(self, span: Span) -> list[Suggestion]:
        """Weeks of ``span`` that would do as slack weeks."""
        return suggest_slack([week for week in self.weeks(span) if week.monday >= span.first], self.today)

    def leave(self) -> list[Leave]:
        """Her own time off, in order of date."""
        with self._database.read() as session:
            return tables.read_leave(session)

    def slack_weeks(self) -> list[SlackWeek]:
        """Her slack weeks, in order of date."""
        with self._database.read() as session:
            return list(tables.read_slack(session).values())

    @property
    def capacity(self) -> float:
        """Her hours a week for planned work."""
        with self._database.read() as session:
            return _capacity(session)

    @property
    def ordinary_capacity(self) -> bool:
        """Whether the capacity is the program's own guess, since she has not said anything else."""
        with self._database.read() as session:
            return not meta.get(session, CAPACITY)

    def _picture(self, first: date, last: date) -> "_Picture":
        with self._database.read() as session:
            stamp = (*_stamp(session), self.today)
            if stamp != self._stamp:
                self._stamp, self._kept = stamp, {}
            found = self._kept.get((first, last))
            if found is not None:
                return found
            capacity, leave, slack = _capacity(session), tables.read_leave(session), tables.read_slack(session)
        if len(self._kept) >= _KEPT:
            self._kept.pop(next(iter(self._kept)))
        picture = _Picture(first, last, self.today, self._yearwheel, capacity, tuple(leave), slack)
        return self._kept.setdefault((first, last), picture)

    # ── changing ─────────────────────────────────────────────────────────────

    def set_capacity(self, hours: float) -> Saved:
        """Her hours a week for planned work. Raises UserError outside what a week can hold."""
        if not LEAST <= hours <= MOST:
            raise UserError(
                _("{hours} h a week cannot be right").format(hours=f"{hours:g}"),
                _("Nothing was changed."),
                _("Choose between {least} and {most} h: what is left of your week for planned work.").format(
                    least=f"{LEAST:g}", most=f"{MOST:g}"
                ),
            )
        return self._put_capacity(f"{hours:g}")

    def _put_capacity(self, text: str) -> Saved:
        with self._database.write() as session:
            before = meta.get(session, CAPACITY) or ""
            meta.put(session, CAPACITY, text)
        return Saved(Changes(plans=True), lambda: self._put_capacity(before))

    def add_leave(self, first: date, last: date, text: str = "") -> tuple[LeaveId, Saved]:
        """Her own time off; returns its id. Raises UserError when the days cannot be right."""
        _check_leave(first, last)
        with self._database.write() as session:
            leave = tables.free_id((own.id for own in tables.read_leave(session)), first)
            tables.write_leave(session, leave, Leave(leave, first, last, text.strip()))
        return leave, Saved(Changes(plans=True), lambda: self._put_leave(leave, None))

    def edit_leave(self, leave: Leave) -> Saved:
        """Other days or another text. Raises UserError when the days cannot be right."""
        _check_leave(leave.first, leave.last)
        return self._put_leave(leave.id, replace(leave, text=leave.text.strip()))

    def remove_leave(self, leave: LeaveId) -> Saved:
        """Take a stretch away."""
        return self._put_leave(leave, None)

    def _put_leave(self, leave: LeaveId, state: Leave | None) -> Saved:
        with self._database.write() as session:
            before = tables.find_leave(session, leave)
            tables.write_leave(session, leave, state)
        return Saved(Changes(plans=True), lambda: self._put_leave(leave, before))

    def set_slack(self, monday: date, text: str = "") -> Saved:
        """Make the week a slack week, or change its text."""
        return self._put_slack(monday_of(monday), SlackWeek(monday_of(monday), text.strip()))

    def remove_slack(self, monday: date) -> Saved:
        """Make it an ordinary week again."""
        return self._put_slack(monday_of(monday), None)

    def _put_slack(self, monday: date, state: SlackWeek | None) -> Saved:
        with self._database.write() as session:
            before = tables.find_slack(session, monday)
            tables.write_slack(session, monday, state)
        return Saved(Changes(plans=True), lambda: self._put_slack(monday, before))

    def apply(self, proposal: Proposal) -> Saved:
        """Give the steps the days of a proposal, and this time the lead time that it needs."""
        return self._yearwheel.set_step_dates(proposal.key, dict(proposal.days), lead_days=proposal.lead_days)


@dataclass(frozen=True)
class _Picture:
    """What is known of a stretch of time; each part is worked out when it is first asked for."""

    first: date
    last: date
    today: date
    wheel: YearWheelService
    capacity: float
    leave: Sequence[Leave]
    slack: dict[date, SlackWeek]

    @cached_property
    def mondays(self) -> list[date]:
        start = monday_of(self.first)
        return [start + number * A_WEEK for number in range((self.last - start).days // 7 + 1)]

    @cached_property
    def calendar(self) -> list[Occurrence]:
        ahead = max((activity.lead_days for activity in self.wheel.activities()), default=0)
        return self.wheel.occurrences(self.first - _FOLLOW_UP, self.last + timedelta(days=ahead + 45), kind=Kind.CALENDAR)

    @cached_property
    def weeks(self) -> tuple[WeekLoad, ...]:
        routines = self.wheel.occurrences(self.mondays[0], self.mondays[-1] + timedelta(days=6), kind=Kind.ROUTINE)
        occurrences = (*self.calendar, *routines)
        return loads(self.mondays, occurrences, self.today, capacity=self.capacity, leave=self.leave, slack=self.slack)

    @cached_property
    def hours(self) -> dict[date, float]:
        """The planned hours of these weeks and of those around them."""
        return hours_by_week(self.calendar, self.today)

    @cached_property
    def heat(self) -> dict[date, float]:
        return {monday: heat_of(self.hours.get(monday, 0.0), self.room(monday), self.capacity) for monday in self.mondays}

    def room(self, monday: date) -> float:
        return room_of(monday, self.capacity, self.leave, self.slack)

    @cached_property
    def chains(self) -> list[Chain]:
        return chains_of(self.calendar, self.today)

    def _here(self, monday: date) -> bool:
        return self.mondays[0] <= monday <= self.last

    @cached_property
    def clashes(self) -> list[Collision]:
        """The collisions, without what would lighten them."""
        return collide(self.chains, self.today, room=self.room, within=self._here, hours=self.hours, relief=False)

    def collisions(self, only: OccurrenceKey | None = None) -> list[Collision]:
        return collide(self.chains, self.today, room=self.room, within=self._here, hours=self.hours, only=only)

    def advice(self, monday: date) -> list[Relief]:
        if monday < monday_of(self.today) or not overloaded(self.hours.get(monday, 0.0), self.room(monday)):
            return []
        return reliefs(monday, (chain.occurrence for chain in self.chains), self.hours, self.room, self.today)


def _stamp(session: Session) -> _Stamp:
    """Changes whenever the database has changed: by this connection (its count of changed rows) or by another (data_version).

    https://www.sqlite.org/pragma.html#pragma_data_version
    """
    connection = session.connection()
    raw = connection.connection.driver_connection
    version = connection.exec_driver_sql("PRAGMA data_version").scalar()
    return id(raw), getattr(raw, "total_changes", 0), version


def _capacity(session: Session) -> float:
    found = meta.get(session, CAPACITY)
    return float(found) if found else ORDINARY_ROOM


def _check_leave(first: date, last: date) -> None:
    if last < first:
        raise UserError(
            _("The last day lies before the first"),
            _("Nothing was saved."),
            _("Choose a last day that is the same as the first or later."),
        )
    if last - first > LONGEST_LEAVE:
        raise UserError(
            _("That is more than a year of leave"),
            _("Nothing was saved."),
            _("Check the year of the two days."),
        )
