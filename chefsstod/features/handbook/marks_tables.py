"""Her marks on texts as rows: read, bookmarked, opened; margin notes; ticked boxes. An unmarked text has no row."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Boolean, Date, DateTime, Text, delete, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.features.handbook.model import ArticleId, MarginNote, Reading
from chefsstod.storage.engine import Base


class ReadingRow(Base):
    """What she has said of a text, and when she last opened it."""

    __tablename__ = "reading"

    article: Mapped[str] = mapped_column(Text, primary_key=True)
    read_on: Mapped[date | None] = mapped_column(Date)
    read_digest: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    repeat: Mapped[bool] = mapped_column(Boolean, nullable=False, server_default=text("0"))
    bookmarked: Mapped[bool] = mapped_column(Boolean, nullable=False, server_default=text("0"))
    opened: Mapped[datetime | None] = mapped_column(DateTime)


class NoteRow(Base):
    """A margin note."""

    __tablename__ = "margin_note"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    article: Mapped[str] = mapped_column(Text, nullable=False)
    anchor: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    text: Mapped[str] = mapped_column(Text, nullable=False)
    changed: Mapped[datetime] = mapped_column(DateTime, nullable=False)


class TickRow(Base):
    """A box that she has ticked."""

    __tablename__ = "article_tick"

    article: Mapped[str] = mapped_column(Text, primary_key=True)
    item: Mapped[str] = mapped_column(Text, primary_key=True)
    ticked: Mapped[date] = mapped_column(Date, nullable=False)


def read_readings(session: Session) -> dict[ArticleId, Reading]:
    """What she has said, by text."""
    return {
        ArticleId(r.article): Reading(r.read_on, r.read_digest, bool(r.repeat), bool(r.bookmarked), r.opened)
        for r in session.execute(select(ReadingRow.__table__))
    }


def read_reading(session: Session, article: str) -> Reading:
    """What she has said of one text."""
    row = session.get(ReadingRow, article)
    return Reading(row.read_on, row.read_digest, row.repeat, row.bookmarked, row.opened) if row is not None else Reading()


def write_reading(session: Session, article: str, reading: Reading) -> None:
    """Store what she says of a text."""
    if reading == Reading():
        session.execute(delete(ReadingRow).where(ReadingRow.article == article))
        return
    session.merge(
        ReadingRow(
            article=article,
            read_on=reading.read_on,
            read_digest=reading.read_digest,
            repeat=reading.repeat,
            bookmarked=reading.bookmarked,
            opened=reading.opened,
        )
    )


def write_opened(session: Session, article: str, moment: datetime) -> None:
    """Store that a text was opened."""
    write_reading(session, article, replace(read_reading(session, article), opened=moment))


def read_recent(session: Session) -> list[ArticleId]:
    """The texts that she has opened, the last first."""
    query = select(ReadingRow.article).where(ReadingRow.opened.is_not(None)).order_by(ReadingRow.opened.desc(), ReadingRow.article)
    return [ArticleId(name) for name in session.scalars(query)]


def read_notes(session: Session, article: str | None = None) -> list[MarginNote]:
    """Her margin notes, in the order in which they were made; of one text, or all."""
    query = select(NoteRow.__table__).order_by(NoteRow.article, NoteRow.id)
    rows = session.execute(query if article is None else query.where(NoteRow.article == article))
    return [MarginNote(r.id, ArticleId(r.article), r.anchor, r.text, r.changed) for r in rows]


def read_note(session: Session, note: str) -> MarginNote | None:
    """One margin note."""
    r = session.get(NoteRow, note)
    return MarginNote(r.id, ArticleId(r.article), r.anchor, r.text, r.changed) if r is not None else None


def write_note(session: Session, note_id: str, note: MarginNote | None) -> None:
    """Store a margin note; None takes it away."""
    if note is None:
        session.execute(delete(NoteRow).where(NoteRow.id == note_id))
    else:
        session.merge(NoteRow(id=note.id, article=note.article, anchor=note.anchor, text=note.text, changed=note.changed))


def next_note(session: Session) -> str:
    """An id for a new note, later in order than all others."""
    numbers = [int(name[1:]) for name in session.scalars(select(NoteRow.id)) if name[1:].isdigit()]
    return f"n{max(numbers, default=0) + 1:06}"


def read_ticks(session: Session, article: str) -> dict[str, date]:
    """The boxes that she has ticked, with the day."""
    rows = session.execute(select(TickRow.item, TickRow.ticked).where(TickRow.article == article))
    return {row.item: row.ticked for row in rows}


def write_ticks(session: Session, article: str, ticks: dict[str, date]) -> None:
    """These are the boxes that she has ticked."""
    session.execute(delete(TickRow).where(TickRow.article == article))
    session.add_all(TickRow(article=article, item=item, ticked=day) for item, day in ticks.items())


def forget(session: Session, articles: Iterable[str]) -> None:
    """Take away all marks on texts that are no longer there."""
    ids = list(articles)
    for row, key in ((ReadingRow, ReadingRow.article), (NoteRow, NoteRow.article), (TickRow, TickRow.article)):
        session.execute(delete(row).where(key.in_(ids)))
