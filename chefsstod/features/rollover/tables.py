"""What she decided at the turn of a year, so that the review can be left and taken up again."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Date, Integer, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.features.rollover.model import Choice, Decision
from chefsstod.storage.engine import Base


class RolloverChoiceRow(Base):
    """A decision about a task in the review of ``year``, or (ids that begin with a colon) about the review itself."""

    __tablename__ = "rollover_choice"

    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    activity: Mapped[str] = mapped_column(Text, primary_key=True)
    choice: Mapped[str] = mapped_column(Text, nullable=False)
    lesson: Mapped[str] = mapped_column(Text, nullable=False)
    decided: Mapped[date] = mapped_column(Date, nullable=False)


def read_decisions(session: Session, year: int) -> dict[str, Decision]:
    """Everything decided in the review of ``year``, by subject."""
    rows = session.scalars(select(RolloverChoiceRow).where(RolloverChoiceRow.year == year))
    return {row.activity: Decision(row.activity, Choice(row.choice), row.lesson, row.decided) for row in rows}


def write_decisions(session: Session, year: int, decisions: Mapping[str, Decision | None]) -> None:
    """Store these decisions; None takes one away."""
    session.execute(
        delete(RolloverChoiceRow).where(RolloverChoiceRow.year == year, RolloverChoiceRow.activity.in_(list(decisions)))
    )
    session.add_all(_row(year, decision) for decision in _given(decisions.values()))


def _given(decisions: Iterable[Decision | None]) -> Iterable[Decision]:
    return (decision for decision in decisions if decision is not None)


def _row(year: int, decision: Decision) -> RolloverChoiceRow:
    return RolloverChoiceRow(
        year=year,
        activity=decision.subject,
        choice=decision.choice.value,
        lesson=decision.text,
        decided=decision.decided,
    )
