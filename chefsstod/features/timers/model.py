"""Event timers: templates of chains, the chains that run, and the rules for their dates. No clock, no files, no SQL, no Qt.

A chain knows no person: it has a label that she chooses and a day 0. Everything else comes from its template.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NewType

from chefsstod.features.yearwheel.model import Basis, Category, RedDay
from chefsstod.support.holidays import is_workday, next_workday, previous_workday

ChainId = NewType("ChainId", str)
WEEK = timedelta(days=7)


class Unit(StrEnum):
    """In what the distance from day 0 is counted."""

    DAYS = "days"
    WORKDAYS = "workdays"
    MONTHS = "months"


class StepStatus(StrEnum):
    """What has become of a step."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


WAITING = frozenset({StepStatus.OPEN, StepStatus.LATE})


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance from day 0: negative before it, positive after it."""

    number: int
    unit: Unit = Unit.DAYS
    red_day: RedDay = RedDay.PREVIOUS


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """A step of a template. ``condition`` is «bara om …», in which case it may not apply; ``limit`` says that law sets the day."""

    id: str
    text: str
    offset: Offset
    how: str = ""
    condition: str = ""
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """What a kind of event starts. ``noun`` is what a chain of it is called when she gives it no name: «Sjukfall»."""

    id: str
    title: str
    noun: str
    category: Category
    summary: str = ""
    when: str = ""
    day_zero: str = ""
    steps: tuple[TemplateStep, ...] = ()
    service_types: frozenset[str] = frozenset({"all"})
    basis: tuple[Basis, ...] = ()
    varies: str = ""
    ask: str = ""
    keywords: tuple[str, ...] = ()
    checked: date | None = None

    def concerns(self, service_type: str | None) -> bool:
        """Whether the event happens in a unit of this kind (None: unknown, so everything does)."""
        return service_type is None or "all" in self.service_types or service_type in self.service_types


@dataclass(frozen=True, slots=True)
class StepState:
    """What she did to one step; an untouched one has none."""

    done_on: date | None = None
    moved_to: date | None = None
    applies: bool = True
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to keep."""
        return self == StepState()


@dataclass(frozen=True, slots=True)
class ChainState:
    """A chain as it is stored."""

    id: ChainId
    template: str
    label: str
    start: date
    closed: date | None = None
    note: str = ""
    steps: tuple[tuple[str, StepState], ...] = ()

    def step(self, step: str) -> StepState:
        """The state of one step."""
        return next((state for name, state in self.steps if name == step), StepState())


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step of a chain with its day and its status on a given day."""

    step: TemplateStep
    due: date
    status: StepStatus
    done_on: date | None = None
    moved: bool = False
    note: str = ""

    @property
    def waiting(self) -> bool:
        """Whether it remains to be done."""
        return self.status in WAITING


@dataclass(frozen=True, slots=True)
class Chain:
    """An event that is running, or was, with its steps in order of date."""

    id: ChainId
    template: Template
    label: str
    start: date
    steps: tuple[ChainStep, ...]
    closed: date | None = None
    note: str = ""

    @property
    def next_step(self) -> ChainStep | None:
        """The first step that remains."""
        return next((step for step in self.steps if step.waiting), None)

    @property
    def settled(self) -> int:
        """How many steps are done or do not apply."""
        return sum(not step.waiting for step in self.steps)

    @property
    def late(self) -> int:
        """How many steps are late."""
        return sum(step.status is StepStatus.LATE for step in self.steps)


@dataclass(frozen=True, slots=True)
class Due:
    """A step that remains, with the chain it belongs to."""

    chain: Chain
    step: ChainStep


@dataclass(frozen=True, slots=True)
class TimerAgenda:
    """The steps of running chains that matter now: late, due today, within the week."""

    day: date
    late: tuple[Due, ...] = ()
    today: tuple[Due, ...] = ()
    week: tuple[Due, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.late or self.today or self.week)

    @property
    def all(self) -> tuple[Due, ...]:
        """Late first, then by date."""
        return (*self.late, *self.today, *self.week)


def step_day(offset: Offset, start: date) -> date:
    """The day that lies ``offset`` from ``start``. Day 0 is the day itself, whatever day that is; other days are moved off red days
    as the offset says, but never from after the start to before it.
    """
    if offset.number == 0:
        return start
    if offset.unit is Unit.WORKDAYS:
        return add_workdays(start, offset.number)
    day = add_months(start, offset.number) if offset.unit is Unit.MONTHS else start + timedelta(days=offset.number)
    if offset.red_day is RedDay.KEEP or is_workday(day):
        return day
    if offset.red_day is RedDay.NEXT:
        return next_workday(day)
    before = previous_workday(day)
    return day if before < start <= day else before


def add_workdays(day: date, number: int) -> date:
    """The ``number``-th working day after ``day`` (before it, when negative)."""
    step = timedelta(days=1 if number > 0 else -1)
    left = abs(number)
    while left:
        day += step
        left -= is_workday(day)
    return day


def add_months(day: date, number: int) -> date:
    """The same day of the month ``number`` months on; the last day where the month is too short."""
    months = day.year * 12 + day.month - 1 + number
    first = date(months // 12, months % 12 + 1, 1)
    last = ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))


def preview(template: Template, start: date) -> list[tuple[TemplateStep, date]]:
    """The steps and their days if a chain were started on ``start``, in order of date."""
    return sorted(((step, step_day(step.offset, start)) for step in template.steps), key=lambda pair: pair[1])


def make_chain(state: ChainState, template: Template, today: date) -> Chain:
    """The chain that ``state`` tells of, as it stands on ``today``. A step that is no longer in the template is kept if she did
    something to it, under its id.
    """
    known = {step.id for step in template.steps}
    gone = [TemplateStep(name, name, Offset((s.moved_to or s.done_on or state.start).toordinal() - state.start.toordinal()))
            for name, s in state.steps if name not in known]  # fmt: skip
    steps = [_make_step(step, state, today) for step in (*template.steps, *gone)]
    return Chain(
        id=state.id,
        template=template,
        label=state.label,
        start=state.start,
        steps=tuple(sorted(steps, key=lambda step: step.due)),
        closed=state.closed,
        note=state.note,
    )


def _make_step(step: TemplateStep, chain: ChainState, today: date) -> ChainStep:
    state = chain.step(step.id)
    due = state.moved_to or step_day(step.offset, chain.start)
    if state.done_on is not None:
        status = StepStatus.DONE
    elif not state.applies:
        status = StepStatus.NOT_APPLICABLE
    else:
        status = StepStatus.LATE if due < today and chain.closed is None else StepStatus.OPEN
    return ChainStep(step, due, status, state.done_on, state.moved_to is not None, state.note)


def waiting(chains: Iterable[Chain], first: date, last: date) -> list[Due]:
    """The steps of running chains that remain and are due from ``first`` to ``last``, both included, in order of date."""
    found = [
        Due(chain, step)
        for chain in chains
        if chain.closed is None
        for step in chain.steps
        if step.waiting and first <= step.due <= last
    ]
    return sorted(found, key=lambda due: (due.step.due, due.chain.label))


def make_agenda(chains: Iterable[Chain], today: date) -> TimerAgenda:
    """Sort what remains around ``today``."""
    found = waiting(chains, date.min, today + WEEK - timedelta(days=1))
    return TimerAgenda(
        day=today,
        late=tuple(due for due in found if due.step.due < today),
        today=tuple(due for due in found if due.step.due == today),
        week=tuple(due for due in found if due.step.due > today),
    )


def by_urgency(chains: Iterable[Chain]) -> list[Chain]:
    """Late ones first, then by the day of the next step; those with nothing left come last."""

    def key(chain: Chain) -> tuple[bool, date, str]:
        step = chain.next_step
        return step is None, step.due if step else chain.start, chain.label

    return sorted(chains, key=key)
