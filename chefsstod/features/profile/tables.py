"""The profile's table: at most one row."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from chefsstod.storage.engine import Base


class ProfileRow(Base):
    """The answers to the first-run questions."""

    __tablename__ = "profile"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    service_type: Mapped[str] = mapped_column(Text, nullable=False)
    start_date: Mapped[date] = mapped_column(Date, nullable=False)
    role: Mapped[str] = mapped_column(Text, nullable=False)
    employment: Mapped[str] = mapped_column(Text, nullable=False)
    unit: Mapped[str] = mapped_column(Text, nullable=False)
    tracked_from: Mapped[date] = mapped_column(Date, nullable=False)
