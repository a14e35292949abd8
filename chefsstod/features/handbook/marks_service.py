"""Her marks on texts: read, to be read again, bookmarked, margin notes, ticked boxes. Each change is one transaction."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from chefsstod.features.handbook import marks_tables
from chefsstod.features.handbook.model import ArticleId, MarginNote, Reading
from chefsstod.features.handbook.shelf_service import ReadsShelf
from chefsstod.i18n import _
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.errors import UserError


class MarksTexts(ReadsShelf):
    """The half of the service that keeps her marks."""

    def readings(self) -> dict[ArticleId, Reading]:
        """What she has said of texts, and when she opened them, by text."""
        with self._database.read() as session:
            return marks_tables.read_readings(session)

    def reading(self, article_id: str) -> Reading:
        """The same of one text."""
        with self._database.read() as session:
            return marks_tables.read_reading(session, article_id)

    def notes(self, article_id: str) -> tuple[MarginNote, ...]:
        """Her margin notes on a text, in the order in which they were made."""
        with self._database.read() as session:
            return tuple(marks_tables.read_notes(session, article_id))

    def all_notes(self) -> tuple[MarginNote, ...]:
        """All her margin notes."""
        with self._database.read() as session:
            return tuple(marks_tables.read_notes(session))

    def ticks(self, article_id: str) -> frozenset[str]:
        """The keys of the boxes that she has ticked in a text."""
        with self._database.read() as session:
            return frozenset(marks_tables.read_ticks(session, article_id))

    def recent(self, limit: int = 12) -> tuple[ArticleId, ...]:
        """The texts that she opened, the last first."""
        with self._database.read() as session:
            opened = marks_tables.read_recent(session)
        there = self._shelf().articles
        return tuple(name for name in opened if name in there)[:limit]

    def opened(self, article_id: str) -> None:
        """Remember that she opened a text. No step to undo, and nothing that other pages must hear of."""
        with self._database.write() as session:
            marks_tables.write_opened(session, article_id, self._moment())

    def mark_read(self, article_id: str) -> Saved:
        """She has read the text as it now stands; it need not be read again."""
        article = self._existing(article_id)
        return self._read(article_id, lambda r: replace(r, read_on=self.today, read_digest=article.digest, repeat=False))

    def mark_unread(self, article_id: str) -> Saved:
        """As if she had not read it."""
        return self._read(article_id, lambda r: replace(r, read_on=None, read_digest="", repeat=False))

    def set_repeat(self, article_id: str, repeat: bool) -> Saved:
        """Whether she wants to read it again."""
        return self._read(article_id, lambda r: replace(r, repeat=repeat))

    def set_bookmark(self, article_id: str, on: bool) -> Saved:
        """Whether the text has a bookmark."""
        return self._read(article_id, lambda r: replace(r, bookmarked=on))

    def _read(self, article_id: str, edit: Callable[[Reading], Reading]) -> Saved:
        before = self.reading(article_id)
        return self._write_reading(article_id, edit(before), before)

    def _write_reading(self, article_id: str, after: Reading, before: Reading) -> Saved:
        """When she opened it is no part of a step: the present moment stays."""
        with self._database.write() as session:
            opened = marks_tables.read_reading(session, article_id).opened
            marks_tables.write_reading(session, article_id, replace(after, opened=opened))
        return Saved(_marked(article_id), lambda: self._write_reading(article_id, before, after))

    # ── margin notes ─────────────────────────────────────────────────────────

    def add_note(self, article_id: str, anchor: str, text: str) -> tuple[str, Saved]:
        """A note at a heading (empty: at the top). Returns its id."""
        self._existing(article_id)
        with self._database.read() as session:
            note_id = marks_tables.next_note(session)
        note = MarginNote(note_id, ArticleId(article_id), anchor, text, self._moment())
        return note_id, self._write_note(note, None)

    def set_note(self, note_id: str, text: str) -> Saved:
        """Other words. Raises UserError if there is no such note."""
        before = self._note(note_id)
        return self._write_note(replace(before, text=text, changed=self._moment()), before)

    def remove_note(self, note_id: str) -> Saved:
        """Take a note away. Raises UserError if there is no such note."""
        return self._write_note(None, self._note(note_id))

    def _note(self, note_id: str) -> MarginNote:
        with self._database.read() as session:
            note = marks_tables.read_note(session, note_id)
        if note is None:
            raise UserError(
                _("The note is no longer there"), _("Nothing was changed."), _("Undo brings back what was just removed.")
            )
        return note

    def _write_note(self, after: MarginNote | None, before: MarginNote | None) -> Saved:
        note = after or before
        assert note is not None  # noqa: S101 - one of them is always there
        with self._database.write() as session:
            marks_tables.write_note(session, note.id, after)
        return Saved(_marked(note.article), lambda: self._write_note(before, after))

    # ── ticks ────────────────────────────────────────────────────────────────

    def tick(self, article_id: str, item: str, done: bool) -> Saved:
        """Tick a box, today, or take the tick away."""
        before = self._ticks(article_id)
        after = {key: day for key, day in before.items() if key != item}
        return self._write_ticks(article_id, {**after, item: self.today} if done else after, before)

    def clear_ticks(self, article_id: str) -> Saved:
        """Take all ticks of a text away, to go through its list anew."""
        return self._write_ticks(article_id, {}, self._ticks(article_id))

    def _ticks(self, article_id: str) -> dict[str, date]:
        with self._database.read() as session:
            return marks_tables.read_ticks(session, article_id)

    def _write_ticks(self, article_id: str, after: dict[str, date], before: dict[str, date]) -> Saved:
        with self._database.write() as session:
            marks_tables.write_ticks(session, article_id, after)
        return Saved(_marked(article_id), lambda: self._write_ticks(article_id, before, after))


def _marked(article_id: str) -> Changes:
    return Changes(readings=frozenset({article_id}))
