"""From rows to the model and back: what of the year wheel's tables the service reads and writes."""

from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    Category,
    Kind,
    Layer,
    OccurrenceKey,
    OccurrenceState,
    RedDay,
    Rule,
    Status,
)
from chefsstod.features.yearwheel.tables import OccurrenceRow, OwnActivityRow, StepRow
from chefsstod.features.yearwheel.words import describe_rrule


def state_of(key: OccurrenceKey, row: OccurrenceRow | Row[Any], steps: frozenset[str]) -> OccurrenceState:
    """The state that a row and its ticked steps tell of."""
    status = Status(row.status) if row.status else None
    return OccurrenceState(key, status, row.moved_to, row.note, row.reason, row.done_on, steps)


def read_state(session: Session, key: OccurrenceKey) -> OccurrenceState | None:
    """What was done to an occurrence; None for an untouched one."""
    row = session.get(OccurrenceRow, (key.activity, key.original))
    if row is None:
        return None
    ticked = select(StepRow.step).where(StepRow.activity == key.activity, StepRow.original == key.original)
    return state_of(key, row, frozenset(session.scalars(ticked)))


def write_state(session: Session, state: OccurrenceState) -> None:
    """Store the state, or remove the row when there is nothing to keep."""
    key = state.key
    session.execute(delete(StepRow).where(StepRow.activity == key.activity, StepRow.original == key.original))
    if state.empty:
        session.execute(delete(OccurrenceRow).where(OccurrenceRow.activity == key.activity, OccurrenceRow.original == key.original))
        return
    session.merge(
        OccurrenceRow(
            activity=key.activity,
            original=key.original,
            status=state.status.value if state.status else None,
            moved_to=state.moved_to,
            note=state.note,
            reason=state.reason,
            done_on=state.done_on,
        )
    )
    session.flush()
    session.add_all(StepRow(activity=key.activity, original=key.original, step=step) for step in sorted(state.steps))


def own_model(row: OwnActivityRow) -> Activity:
    """A task of her own as the program works with it."""
    return Activity(
        id=ActivityId(row.id),
        title=row.title,
        short=row.title,
        category=Category(row.category),
        rule=Rule(row.rrule, describe_rrule(row.rrule), RedDay(row.red_day), start=row.start),
        kind=_kind(row.rrule),
        lead_days=row.lead_days,
        hours=row.hours,
        why=row.why,
        layer=Layer.OWN,
    )


def _kind(rrule: str) -> Kind:
    """Her own weekly and monthly tasks are routines, as those of the base content are."""
    return Kind.ROUTINE if ("FREQ=WEEKLY" in rrule or "FREQ=MONTHLY" in rrule) and "COUNT=" not in rrule else Kind.CALENDAR
