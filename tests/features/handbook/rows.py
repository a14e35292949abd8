"""All rows of the handbook as they lie in the file, to see that undo and redo put exactly them back."""

from typing import Any

from sqlalchemy import text

from chefsstod.storage.engine import Database
from chefsstod.support.changes import Saved


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the handbook as they lie in the file."""
    names = ("article", "article_version", "article_file", "original", "reading", "margin_note", "article_tick")
    with database.engine.connect() as connection:
        return {name: sorted(tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))) for name in names}  # noqa: S608


def there_and_back(database: Database, before: dict[str, Any], saved: Saved) -> None:
    """Undo puts exactly back what was, redo what became of it, and undo again."""
    after = everything(database)
    assert after != before
    assert saved.undo is not None
    undone = saved.undo()
    assert everything(database) == before
    assert undone.undo is not None
    redone = undone.undo()
    assert everything(database) == after
    assert redone.undo is not None
    redone.undo()
    assert everything(database) == before
