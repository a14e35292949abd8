"""Her own weeks: leave and slack weeks; from rows to the model and back."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Date, Integer, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.features.workload.model import Leave, LeaveId, SlackWeek
from chefsstod.storage.engine import Base


class SlackWeekRow(Base):
    """A week to catch up in, by ISO year and week."""

    __tablename__ = "slack_week"

    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    week: Mapped[int] = mapped_column(Integer, primary_key=True)
    text: Mapped[str] = mapped_column(Text, nullable=False)


class LeaveRow(Base):
    """A stretch of her own time off."""

    __tablename__ = "own_leave"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    first: Mapped[date] = mapped_column(Date, nullable=False)
    last: Mapped[date] = mapped_column(Date, nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)


def read_leave(session: Session) -> list[Leave]:
    """All of it, in order of date."""
    rows = session.scalars(select(LeaveRow).order_by(LeaveRow.first, LeaveRow.id))
    return [Leave(LeaveId(row.id), row.first, row.last, row.text) for row in rows]


def find_leave(session: Session, leave: LeaveId) -> Leave | None:
    """One stretch, or None."""
    row = session.get(LeaveRow, leave)
    return Leave(LeaveId(row.id), row.first, row.last, row.text) if row else None


def write_leave(session: Session, leave: LeaveId, state: Leave | None) -> None:
    """Store a stretch as ``state`` says; None: take it away."""
    if state is not None:
        session.merge(LeaveRow(id=leave, first=state.first, last=state.last, text=state.text))
        return
    row = session.get(LeaveRow, leave)
    if row is not None:
        session.delete(row)


def read_slack(session: Session) -> dict[date, SlackWeek]:
    """All slack weeks, by Monday."""
    rows = session.scalars(select(SlackWeekRow).order_by(SlackWeekRow.year, SlackWeekRow.week))
    weeks = (SlackWeek(date.fromisocalendar(row.year, row.week, 1), row.text) for row in rows)
    return {week.monday: week for week in weeks}


def find_slack(session: Session, monday: date) -> SlackWeek | None:
    """The slack week of a Monday, or None."""
    year, week, _day = monday.isocalendar()
    row = session.get(SlackWeekRow, (year, week))
    return SlackWeek(monday, row.text) if row else None


def write_slack(session: Session, monday: date, state: SlackWeek | None) -> None:
    """Store a slack week as ``state`` says; None: it is an ordinary week again."""
    year, week, _day = monday.isocalendar()
    if state is not None:
        session.merge(SlackWeekRow(year=year, week=week, text=state.text))
        return
    row = session.get(SlackWeekRow, (year, week))
    if row is not None:
        session.delete(row)


def free_id(taken: Iterable[str], first: date) -> LeaveId:
    """An id for a new stretch: its first day, with a number when there is one already."""
    known = set(taken)
    name, number = first.isoformat(), 2
    while name in known:
        name, number = f"{first.isoformat()}-{number}", number + 1
    return LeaveId(name)
