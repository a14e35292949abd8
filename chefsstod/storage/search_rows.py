"""What the search reads straight from the database: her own notes, and whether anything has changed since the index was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from chefsstod.storage.engine import Database

_TABLES = {
    "profile": "*",
    "own_activity": "*",
    "rule_change": "*",
    "hidden_activity": "*",
    "local_answer": "*",
    "occurrence": "activity, original, note, next_time, reason, title",
    "chain": "id, template, label, note",
    "chain_step": "chain, step, note",
    "pack": "id, version, digest, position",
    "article": "id, kind, title, summary, body, chapter, keywords, service_types, owner",
    "margin_note": "id, article, anchor, text",
    "contact": "*",
    "it_system": "*",
}
"""Everything that can be found, and nothing that changes by looking at it."""


@dataclass(frozen=True, slots=True)
class OwnNote:
    """Her words on one occurrence of a task."""

    activity: str
    original: date
    text: str


@dataclass(frozen=True, slots=True)
class ChainNote:
    """Her words on an event that runs or has run, and on its steps."""

    chain: str
    template: str
    label: str
    text: str


def occurrence_notes(database: Database) -> list[OwnNote]:
    """All that she has written on occurrences: notes, what to think of next time, why one was skipped."""
    ask = (
        "SELECT activity, original, note, next_time, reason FROM occurrence "
        "WHERE note <> '' OR next_time <> '' OR reason <> '' ORDER BY original DESC"
    )
    with database.engine.connect() as connection:
        rows = connection.exec_driver_sql(ask).all()
    return [OwnNote(row[0], date.fromisoformat(row[1]), _lines(row[2:])) for row in rows]


def chain_notes(database: Database) -> list[ChainNote]:
    """All that she has written on events and their steps; an event without a word is found by its name."""
    with database.engine.connect() as connection:
        chains = connection.exec_driver_sql("SELECT id, template, label, note FROM chain ORDER BY start DESC").all()
        steps = connection.exec_driver_sql("SELECT chain, note FROM chain_step WHERE note <> ''").all()
    return [
        ChainNote(chain[0], chain[1], chain[2], _lines([chain[3], *(note for owner, note in steps if owner == chain[0])]))
        for chain in chains
    ]


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(text.strip() for text in texts if text.strip())


def written_mark(database: Database) -> str:
    """Changes with whatever she has written, chosen or installed that can be found."""
    digest = blake2b(digest_size=12)
    with database.engine.connect() as connection:
        for table, columns in _TABLES.items():
            digest.update(table.encode())
            for row in connection.exec_driver_sql(f"SELECT {columns} FROM {table} ORDER BY rowid"):  # noqa: S608 - our own names
                digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
