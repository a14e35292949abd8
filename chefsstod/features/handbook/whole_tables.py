"""Everything about some texts as rows: taken up before a change, so that undo can put exactly that back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from chefsstod.features.handbook.marks_tables import NoteRow, ReadingRow, TickRow
from chefsstod.features.handbook.tables import ArticleRow, FileRow, OriginalRow, VersionRow

_Tables = tuple[tuple[type[Any], InstrumentedAttribute[str]], ...]
_MARKS: _Tables = ((ReadingRow, ReadingRow.article), (NoteRow, NoteRow.article), (TickRow, TickRow.article))
_TEXTS: _Tables = ((ArticleRow, ArticleRow.id), (VersionRow, VersionRow.article), (FileRow, FileRow.article))


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows about some texts and the files they came from; with ``marks`` her marks on them too."""

    articles: frozenset[str]
    originals: frozenset[str]
    marks: bool
    rows: tuple[tuple[type[Any], dict[str, object]], ...]


def take(session: Session, articles: Iterable[str], originals: Iterable[str] = (), *, marks: bool = False) -> Rows:
    """The rows about ``articles`` as they stand, with the files that they came from and those in ``originals``."""
    ids = frozenset(articles)
    named = session.scalars(select(ArticleRow.original).where(ArticleRow.id.in_(ids), ArticleRow.original.is_not(None)))
    files = frozenset(originals) | {str(name) for name in named}
    found: list[tuple[type[Any], dict[str, object]]] = []
    first: _Tables = ((OriginalRow, OriginalRow.id),)
    for table, key in first + _tables(marks=marks):
        rows = session.execute(select(table.__table__).where(key.in_(files if table is OriginalRow else ids)))
        found += [(table, dict(row)) for row in rows.mappings()]
    return Rows(ids, files, marks, tuple(found))


def _tables(*, marks: bool) -> _Tables:
    return (*_TEXTS, *_MARKS) if marks else _TEXTS


def put_back(session: Session, rows: Rows) -> None:
    """Make the rows about those texts exactly what they were."""
    for table, key in reversed(_tables(marks=rows.marks)):  # what belongs to a text before the text
        session.execute(delete(table).where(key.in_(rows.articles)))
    session.execute(delete(OriginalRow).where(OriginalRow.id.in_(rows.originals)))
    kinds: list[type[Any]] = [OriginalRow, *(table for table, _key in _tables(marks=rows.marks))]
    for table in kinds:
        session.add_all(table(**values) for kind, values in rows.rows if kind is table)
        session.flush()


def remove(session: Session, article: str) -> None:
    """Take away an own text with its versions, its pictures and the file it came from; her marks stay."""
    rows = take(session, [article])
    put_back(session, Rows(rows.articles, rows.originals, False, ()))


def take_text(session: Session, article: str) -> dict[str, object]:
    """The row of one own text as it stands: all that typing changes."""
    return dict(session.execute(select(ArticleRow.__table__).where(ArticleRow.id == article)).mappings().one())


def put_text_back(session: Session, values: dict[str, object]) -> None:
    """Make the row of an own text what it was; versions and pictures are left alone."""
    session.merge(ArticleRow(**values))
