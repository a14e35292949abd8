"""What she did to occurrences, and her own tasks. An untouched occurrence has no row."""

from datetime import date

from sqlalchemy import Date, Float, ForeignKeyConstraint, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

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
