"""Named values that the program remembers about itself."""

from sqlalchemy.orm import Session

from chefsstod.storage.tables import MetaRow

LAST_SEEN = "last_seen"
"""The last day the window was open, ISO format."""


def get(session: Session, key: str) -> str | None:
    """The value of ``key``, if it has one."""
    row = session.get(MetaRow, key)
    return row.value if row else None


def put(session: Session, key: str, value: str) -> None:
    """Remember ``value`` under ``key``."""
    session.merge(MetaRow(key=key, value=value))
