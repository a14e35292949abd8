"""The own needs of a month as rows."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Date, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.features.yearwheel.month_needs import Need
from chefsstod.storage.engine import Base


class MonthNeedRow(Base):
    """Something of her own that a month is to hold; ``month`` is its first day."""

    __tablename__ = "month_need"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    month: Mapped[date] = mapped_column(Date, nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    done_on: Mapped[date | None] = mapped_column(Date)


def read_needs(session: Session, month: date) -> list[Need]:
    """The needs of a month, in the order they were written down."""
    return _needs(session, MonthNeedRow.month == month)


def read_left_over(session: Session, month: date) -> list[Need]:
    """What is not done from the months before."""
    return _needs(session, (MonthNeedRow.month < month) & MonthNeedRow.done_on.is_(None))


def read_some(session: Session, ids: Collection[str]) -> list[Need]:
    """The needs with these ids, as far as they exist."""
    return _needs(session, MonthNeedRow.id.in_(ids))


def _needs(session: Session, condition: ColumnElement[bool]) -> list[Need]:
    query = select(MonthNeedRow).where(condition).order_by(MonthNeedRow.month, MonthNeedRow.id)
    return [Need(row.id, row.month, row.text, row.done_on) for row in session.scalars(query)]


def put(session: Session, ids: Collection[str], needs: Sequence[Need]) -> None:
    """Make the rows with these ids exactly ``needs``."""
    session.execute(delete(MonthNeedRow).where(MonthNeedRow.id.in_(ids)))
    session.add_all(MonthNeedRow(id=need.id, month=need.month, text=need.text, done_on=need.done_on) for need in needs)
