"""Her own texts with versions, pictures and the files they came from; from rows to the model and back."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Date, DateTime, ForeignKeyConstraint, Integer, LargeBinary, Text, delete, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.content.layers import Layer
from chefsstod.features.handbook.model import (
    Article,
    ArticleId,
    Draft,
    Kind,
    Original,
    Version,
)
from chefsstod.storage.engine import Base


class _Written:
    """What she writes of a text: the same columns in the text and in its versions."""

    kind: Mapped[str] = mapped_column(Text, nullable=False)
    title: Mapped[str] = mapped_column(Text, nullable=False)
    summary: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    body: Mapped[str] = mapped_column(Text, nullable=False)
    chapter: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    keywords: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("'[]'"))
    service_types: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("""'["all"]'"""))
    related: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("'[]'"))
    owner: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    version: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    valid_from: Mapped[date | None] = mapped_column(Date)
    review_by: Mapped[date | None] = mapped_column(Date)


class OriginalRow(Base):
    """A file as it came."""

    __tablename__ = "original"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text, nullable=False)
    media: Mapped[str] = mapped_column(Text, nullable=False)
    imported: Mapped[date] = mapped_column(Date, nullable=False)
    digest: Mapped[str] = mapped_column(Text, nullable=False)
    pages: Mapped[int] = mapped_column(Integer, nullable=False, server_default=text("0"))
    data: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)


class ArticleRow(_Written, Base):
    """A text of her own, or her version of a text of a lower layer (same id). ``based_on`` is the digest of the lower text as she
    last saw it and ``base_text`` that text (a draft in JSON). ``imported_digest`` is the digest of the text as it was brought in.
    """

    __tablename__ = "article"
    __table_args__ = (ForeignKeyConstraint(["original"], ["original.id"], name="from_original", ondelete="SET NULL"),)

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    based_on: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    base_text: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    imported_digest: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    original: Mapped[str | None] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    changed: Mapped[datetime] = mapped_column(DateTime, nullable=False)


class VersionRow(_Written, Base):
    """An earlier state of an own text."""

    __tablename__ = "article_version"
    __table_args__ = (ForeignKeyConstraint(["article"], ["article.id"], name="of_article", ondelete="CASCADE"),)

    article: Mapped[str] = mapped_column(Text, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    saved: Mapped[datetime] = mapped_column(DateTime, nullable=False)


class FileRow(Base):
    """A picture that lies with an own text."""

    __tablename__ = "article_file"
    __table_args__ = (ForeignKeyConstraint(["article"], ["article.id"], name="file_of_article", ondelete="CASCADE"),)

    article: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    media: Mapped[str] = mapped_column(Text, nullable=False)
    data: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)


# ── drafts ───────────────────────────────────────────────────────────────────


def columns(draft: Draft) -> dict[str, Any]:
    """What she wrote, by column."""
    return {
        "kind": draft.kind.value,
        "title": draft.title,
        "summary": draft.summary,
        "body": draft.body,
        "chapter": draft.chapter,
        "keywords": _list(draft.keywords),
        "service_types": _list(tuple(sorted(draft.service_types))),
        "related": _list(draft.related),
        "owner": draft.owner,
        "version": draft.version,
        "valid_from": draft.valid_from,
        "review_by": draft.review_by,
    }


def draft_in(row: Any) -> Draft:
    """What she wrote, from a row of a text or of a version."""
    return Draft(
        title=row.title,
        body=row.body,
        kind=Kind(row.kind),
        summary=row.summary,
        chapter=row.chapter,
        keywords=_words(row.keywords),
        service_types=frozenset(_words(row.service_types)) or frozenset({"all"}),
        related=_words(row.related),
        owner=row.owner,
        version=row.version,
        valid_from=row.valid_from,
        review_by=row.review_by,
    )


def _list(words: tuple[str, ...]) -> str:
    return msgspec.json.encode(words).decode()


@lru_cache(maxsize=1000)  # most texts have the same few: none, or «all»
def _words(text: str) -> tuple[str, ...]:
    """A list of words as stored; one that cannot be read is none."""
    try:
        return msgspec.json.decode(text, type=tuple[str, ...])
    except msgspec.DecodeError:
        return ()


def encoded(draft: Draft) -> str:
    """A draft as ``base_text`` has it."""
    return msgspec.json.encode(draft).decode()


def decoded(text: str) -> Draft | None:
    """The draft in ``base_text``; None where there is none that can be read."""
    try:
        return msgspec.json.decode(text, type=Draft)
    except msgspec.DecodeError:
        return None


# ── texts ────────────────────────────────────────────────────────────────────


def own_articles(session: Session) -> list[Article]:
    """All texts of her own, without what lower layers know of them."""
    return [_article(row) for row in session.execute(select(ArticleRow.__table__).order_by(ArticleRow.id))]


def own_article(session: Session, article: str) -> Article | None:
    """One text of her own."""
    row = session.execute(select(ArticleRow.__table__).where(ArticleRow.id == article)).first()
    return _article(row) if row is not None else None


def _article(row: Any) -> Article:
    d = draft_in(row)
    return Article(
        id=ArticleId(row.id),
        kind=d.kind,
        title=d.title,
        body=d.body,
        summary=d.summary,
        chapter=d.chapter,
        keywords=d.keywords,
        service_types=d.service_types,
        related=d.related,
        owner=d.owner,
        version=d.version,
        valid_from=d.valid_from,
        review_by=d.review_by,
        layer=Layer.OWN,
        based_on=row.based_on,
        original=row.original or "",
        changed=row.changed,
    )


def write_article(session: Session, article: str, draft: Draft, now: datetime, **more: Any) -> None:
    """Store what she wrote; the row is made if there is none. ``more`` are other columns (based_on, original …)."""
    row = session.get(ArticleRow, article)
    if row is None:
        session.add(ArticleRow(id=article, created=now, changed=now, **columns(draft), **more))
    else:
        for name, value in {**columns(draft), **more, "changed": now}.items():
            setattr(row, name, value)
    session.flush()


def base_text(session: Session, article: str) -> str:
    """The lower text as she last saw it, as it is stored."""
    return session.scalar(select(ArticleRow.base_text).where(ArticleRow.id == article)) or ""


def imported_digest(session: Session, article: str) -> str:
    """The digest of the text as it was brought in."""
    return session.scalar(select(ArticleRow.imported_digest).where(ArticleRow.id == article)) or ""


# ── versions ─────────────────────────────────────────────────────────────────


def read_versions(session: Session, article: str) -> list[Version]:
    """The earlier states, the newest first."""
    query = select(VersionRow.__table__).where(VersionRow.article == article).order_by(VersionRow.number.desc())
    return [Version(ArticleId(article), row.number, row.saved, draft_in(row)) for row in session.execute(query)]


def read_version(session: Session, article: str, number: int) -> Version | None:
    """One earlier state."""
    row = session.get(VersionRow, (article, number))
    return Version(ArticleId(article), row.number, row.saved, draft_in(row)) if row is not None else None


def keep_version(session: Session, article: str, now: datetime) -> bool:
    """Store the present state as a version, unless it is as the newest one; returns whether it was stored."""
    row = session.get(ArticleRow, article)
    if row is None:
        return False
    newest = session.scalar(select(func.max(VersionRow.number)).where(VersionRow.article == article)) or 0
    kept = session.get(VersionRow, (article, newest)) if newest else None
    draft = draft_in(row)
    if kept is not None and draft_in(kept) == draft:
        return False
    session.add(VersionRow(article=article, number=newest + 1, saved=now, **columns(draft)))
    session.flush()
    return True


# ── files ────────────────────────────────────────────────────────────────────


def read_file(session: Session, article: str, name: str) -> bytes | None:
    """A picture of an own text."""
    return session.scalar(select(FileRow.data).where(FileRow.article == article, FileRow.name == name))


def read_files(session: Session, article: str) -> dict[str, tuple[str, bytes]]:
    """All pictures of an own text: kind of file and content by name."""
    rows = session.execute(select(FileRow.name, FileRow.media, FileRow.data).where(FileRow.article == article))
    return {row.name: (row.media, row.data) for row in rows}


def write_files(session: Session, article: str, files: Mapping[str, tuple[str, bytes]]) -> None:
    """Add or replace pictures of an own text."""
    for name, (media, data) in files.items():
        session.merge(FileRow(article=article, name=name, media=media, data=data))
    session.flush()


def remove_files(session: Session, article: str) -> None:
    """Take the pictures of an own text away."""
    session.execute(delete(FileRow).where(FileRow.article == article))


def read_originals(session: Session) -> list[Original]:
    """The files that texts were brought in from, without their content, by name."""
    row = OriginalRow
    query = select(row.id, row.name, row.media, row.imported, row.digest, row.pages).order_by(row.name, row.imported)
    return [Original(r.id, r.name, r.media, r.imported, r.digest, r.pages) for r in session.execute(query)]


def original_data(session: Session, original: str) -> bytes | None:
    """The content of such a file."""
    return session.scalar(select(OriginalRow.data).where(OriginalRow.id == original))


def write_original(session: Session, original: str, **values: Any) -> None:
    """Store a file as it came; the same one again takes its own place."""
    session.merge(OriginalRow(id=original, **values))
    session.flush()


def drop_original(session: Session, article: str) -> None:
    """Take away the file that a text came from."""
    old = session.scalar(select(ArticleRow.original).where(ArticleRow.id == article))
    if old is not None:
        session.execute(delete(OriginalRow).where(OriginalRow.id == old))
        session.expire_all()  # the reference in the text was emptied by the database


def article_from(session: Session, *, digest: str = "", name: str = "") -> ArticleRow | None:
    """The text that was brought in from the file with this digest, or else of this name (the latest)."""
    wanted = OriginalRow.digest == digest if digest else OriginalRow.name == name
    query = select(ArticleRow).join(OriginalRow, ArticleRow.original == OriginalRow.id).where(wanted)
    return session.scalars(query.order_by(ArticleRow.changed.desc(), ArticleRow.id)).first()
