"""What is not to be told again before a certain moment: because she put it off, or because it has been told today."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import Date, DateTime, Text, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.features.yearwheel.model import ActivityId, OccurrenceKey
from chefsstod.storage import meta
from chefsstod.storage.engine import Base

_PAUSED = "reminders_paused"


class SnoozeRow(Base):
    """A moment (her own time) before which something is not told."""

    __tablename__ = "snooze"

    activity: Mapped[str] = mapped_column(Text, primary_key=True)
    original: Mapped[date] = mapped_column(Date, primary_key=True)
    until: Mapped[datetime] = mapped_column(DateTime, nullable=False)


def read_put_off(session: Session) -> dict[OccurrenceKey, datetime]:
    """All that is put off, also what has come back."""
    rows = session.execute(select(SnoozeRow.__table__))
    return {OccurrenceKey(ActivityId(row.activity), row.original): row.until for row in rows}


def put_off(session: Session, moments: Mapping[OccurrenceKey, datetime]) -> None:
    """Do not tell these before their moments."""
    if moments:
        session.execute(
            insert(SnoozeRow).prefix_with("OR REPLACE"),
            [{"activity": key.activity, "original": key.original, "until": moment} for key, moment in moments.items()],
        )


def forget(session: Session, keys: Iterable[OccurrenceKey]) -> None:
    """Tell these again."""
    for key in keys:
        session.execute(delete(SnoozeRow).where(SnoozeRow.activity == key.activity, SnoozeRow.original == key.original))


def forget_before(session: Session, moment: datetime) -> None:
    """Drop the rows that have had their time, so that the table stays small."""
    session.execute(delete(SnoozeRow).where(SnoozeRow.until < moment))


def read_paused(session: Session) -> str:
    """The day for which she has paused reminders, ISO format; empty for none."""
    return meta.get(session, _PAUSED) or ""


def write_paused(session: Session, day: str) -> None:
    """Pause reminders for a day; empty: for none."""
    meta.put(session, _PAUSED, day)
