"""All rows about some tasks, with what was done to their occurrences: taken up before a large change, so that undo puts exactly
that back in one transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from chefsstod.features.yearwheel.tables import HiddenRow, OccurrenceRow, OwnActivityRow, RuleChangeRow, StepDateRow, StepRow
from chefsstod.storage.engine import Base

_TABLES: tuple[tuple[type[Base], InstrumentedAttribute[str]], ...] = (
    (OwnActivityRow, OwnActivityRow.id),
    (RuleChangeRow, RuleChangeRow.activity),
    (HiddenRow, HiddenRow.activity),
    (OccurrenceRow, OccurrenceRow.activity),
    (StepRow, StepRow.activity),
    (StepDateRow, StepDateRow.activity),
)
"""Those that others refer to come first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows about ``activities``; a task without rows did not exist."""

    activities: frozenset[str]
    rows: tuple[tuple[type[Base], tuple[dict[str, Any], ...]], ...] = ()


def take(session: Session, activities: Iterable[str]) -> Kept:
    """The rows about ``activities`` as they stand."""
    ids = frozenset(activities)
    found = []
    for table, key in _TABLES:
        rows = session.execute(select(table.__table__).where(key.in_(ids))).mappings()
        found.append((table, tuple(dict(row) for row in rows)))
    return Kept(ids, tuple(found))


def put_back(session: Session, kept: Kept) -> None:
    """Make the rows about those tasks exactly what they were."""
    for table, key in reversed(_TABLES):
        session.execute(delete(table).where(key.in_(kept.activities)))
    for table, rows in kept.rows:
        if rows:
            session.execute(insert(table), list(rows))
