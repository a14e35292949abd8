"""What she did to occurrences, and her own tasks; from rows to the model and back. An untouched occurrence has no row."""

from datetime import date
from typing import Any

from sqlalchemy import Date, Float, ForeignKeyConstraint, Integer, Row, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

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
from chefsstod.features.yearwheel.words import describe_rrule
from chefsstod.storage.engine import Base


class OccurrenceRow(Base):
    """The state of one touched occurrence."""

    __tablename__ = "occurrence"

    activity: Mapped[str] = mapped_column(Text, primary_key=True)
    original: Mapped[date] = mapped_column(Date, primary_key=True)
    status: Mapped[str | None] = mapped_column(Text)
    moved_to: Mapped[date | None] = mapped_column(Date, index=True)
    note: Mapped[str] = mapped_column(Text, nullable=False)
    reason: Mapped[str] = mapped_column(Text, nullable=False)
    done_on: Mapped[date | None] = mapped_column(Date)


class StepRow(Base):
    """A ticked step of an occurrence."""

    __tablename__ = "occurrence_step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["activity", "original"],
            ["occurrence.activity", "occurrence.original"],
            name="of_occurrence",
            ondelete="CASCADE",
        ),
    )

    activity: Mapped[str] = mapped_column(Text, primary_key=True)
    original: Mapped[date] = mapped_column(Date, primary_key=True)
    step: Mapped[str] = mapped_column(Text, primary_key=True)


class OwnActivityRow(Base):
    """A task of her own."""

    __tablename__ = "own_activity"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    title: Mapped[str] = mapped_column(Text, nullable=False)
    category: Mapped[str] = mapped_column(Text, nullable=False)
    rrule: Mapped[str] = mapped_column(Text, nullable=False)
    start: Mapped[date] = mapped_column(Date, nullable=False)
    red_day: Mapped[str] = mapped_column(Text, nullable=False)
    lead_days: Mapped[int] = mapped_column(Integer, nullable=False)
    hours: Mapped[float] = mapped_column(Float, nullable=False)
    why: Mapped[str] = mapped_column(Text, nullable=False)


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
