"""What has gone out to calendars and what has come in from them; from rows to the model and back."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Date, Integer, Text, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.features.exchange.model import Received, Sent
from chefsstod.features.yearwheel.model import ActivityId, OccurrenceKey
from chefsstod.storage import meta
from chefsstod.storage.engine import Base

_CATEGORY = "exchange_category"


class IcsOutRow(Base):
    """An occurrence that has been in a calendar file of ours, as it was the last time."""

    __tablename__ = "ics_out"

    activity: Mapped[str] = mapped_column(Text, primary_key=True)
    original: Mapped[date] = mapped_column(Date, primary_key=True)
    sequence: Mapped[int] = mapped_column(Integer, nullable=False)
    digest: Mapped[str] = mapped_column(Text, nullable=False)


class IcsInRow(Base):
    """An event that came from another calendar. ``recurrence`` is empty for the event itself, a date for one of its exceptions."""

    __tablename__ = "ics_in"

    uid: Mapped[str] = mapped_column(Text, primary_key=True)
    recurrence: Mapped[str] = mapped_column(Text, primary_key=True)
    activity: Mapped[str] = mapped_column(Text, nullable=False)
    sequence: Mapped[int] = mapped_column(Integer, nullable=False)
    digest: Mapped[str] = mapped_column(Text, nullable=False)


def read_sent(session: Session) -> dict[OccurrenceKey, Sent]:
    """Everything that has ever gone out."""
    return {
        OccurrenceKey(ActivityId(row.activity), row.original): Sent(row.sequence, row.digest)
        for row in session.execute(select(IcsOutRow.__table__))
    }


def write_sent(session: Session, sent: Mapping[OccurrenceKey, Sent]) -> None:
    """Remember what has gone out."""
    if sent:
        session.execute(
            insert(IcsOutRow).prefix_with("OR REPLACE"),
            [
                {"activity": key.activity, "original": key.original, "sequence": value.sequence, "digest": value.digest}
                for key, value in sent.items()
            ],
        )


def read_received(session: Session) -> dict[str, list[Received]]:
    """Everything that has come in, by UID."""
    found: dict[str, list[Received]] = {}
    for row in session.execute(select(IcsInRow.__table__)):
        found.setdefault(row.uid, []).append(
            Received(row.uid, row.recurrence, ActivityId(row.activity), row.sequence, row.digest),
        )
    return found


def read_received_activities(session: Session) -> frozenset[ActivityId]:
    """The tasks that came from another calendar."""
    return frozenset(ActivityId(name) for name in session.scalars(select(IcsInRow.activity).distinct()))


def replace_received(session: Session, uids: Iterable[str], rows: Iterable[Received]) -> None:
    """Forget what is known of ``uids`` and remember ``rows`` instead."""
    session.execute(delete(IcsInRow).where(IcsInRow.uid.in_(list(uids))))
    session.add_all(
        IcsInRow(uid=row.uid, recurrence=row.recurrence, activity=row.activity, sequence=row.sequence, digest=row.digest)
        for row in rows
    )


def read_category(session: Session) -> str | None:
    """The ring that imported events were put in last."""
    return meta.get(session, _CATEGORY)


def write_category(session: Session, category: str) -> None:
    """Remember the ring that imported events are put in."""
    meta.put(session, _CATEGORY, category)
