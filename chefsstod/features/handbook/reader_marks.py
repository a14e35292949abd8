"""Her marks on the text in hand (read, bookmark, ticks, notes), and the file that it came from."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal

from chefsstod.content.links import Link
from chefsstod.content.pack import Law
from chefsstod.features.actions import Actions
from chefsstod.features.handbook.margin_notes import NoteCard
from chefsstod.features.handbook.model import Article, Original
from chefsstod.features.handbook.reader_facts import Due
from chefsstod.features.handbook.reader_original import open_outside, save_aside
from chefsstod.features.handbook.reader_shown import ShownText
from chefsstod.features.handbook.service import HandbookService
from chefsstod.i18n import _
from chefsstod.support.changes import Saved
from chefsstod.ui.tasks import TaskRunner


class MarkedText(ShownText):
    """Every change runs through ``Actions``: saved, told, and with a way back."""

    edit_requested = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        *,
        handbook: HandbookService,
        titles: Callable[[Link], str | None],
        used_in: Callable[[str], Sequence[tuple[str, str]]],
        laws: Callable[[], Mapping[str, Law]],
        tasks: TaskRunner,
        due: Callable[[], Sequence[Due]],
        actions: Actions,
    ) -> None:
        super().__init__(handbook=handbook, titles=titles, used_in=used_in, laws=laws, tasks=tasks, due=due)
        self._actions = actions
        self._saving_note = False
        self.open_original = open_outside
        """Opens a file with the program that the computer has for it."""

    def _on_article(self, work: Callable[[Article], object]) -> None:
        if self._article is not None:
            work(self._article)

    # ── her marks ────────────────────────────────────────────────────────────

    def _mark(self, *, read: bool) -> None:
        def mark(article: Article) -> None:
            text = _("«{title}» is marked as read") if read else _("«{title}» is marked as not read")
            work = self._handbook.mark_read if read else self._handbook.mark_unread
            self._run(text, article, lambda: work(article.id))

        self._on_article(mark)

    def _repeat(self, on: bool) -> None:
        text = _("«{title}» is to be read again") if on else _("«{title}» need not be read again")
        self._on_article(lambda a: self._run(text, a, lambda: self._handbook.set_repeat(a.id, on)))

    def _bookmark(self, on: bool) -> None:
        text = _("«{title}» has a bookmark") if on else _("The bookmark at «{title}» is taken away")
        self._on_article(lambda a: self._run(text, a, lambda: self._handbook.set_bookmark(a.id, on)))

    def _tick(self, item: str, done: bool) -> None:
        text = _("A box in «{title}» is ticked") if done else _("A box in «{title}» is open again")
        self._on_article(lambda a: self._run(text, a, lambda: self._handbook.tick(a.id, item, done)))
        self.text.say(_("Ticked") if done else _("Not ticked"))

    def _clear_ticks(self) -> None:
        text = _("The ticks in «{title}» are cleared")
        self._on_article(lambda a: self._run(text, a, lambda: self._handbook.clear_ticks(a.id)))

    def _settle(self) -> None:
        text = _("Your version of «{title}» stays as it is")
        self._on_article(lambda a: self._run(text, a, lambda: self._handbook.settle_base(a.id)))

    def _copy_template(self) -> None:
        def copy(article: Article) -> None:
            made: list[str] = []

            def work() -> Saved:
                name, saved = self._handbook.copy(article.id, article.title)
                made.append(name)
                return saved

            if self._run(_("A text of your own is made from «{title}»"), article, work):
                self.edit_requested.emit(made[0])

        self._on_article(copy)

    def _run(self, text: str, article: Article, work: Callable[[], Saved]) -> bool:
        saved = self._actions.run(text.format(title=article.title), work)
        if not saved:
            self._read()  # what is shown must be what is saved
        return saved

    # ── notes ────────────────────────────────────────────────────────────────

    def _begin_note(self) -> None:
        anchor = self.text.heading
        headings = {name: line for name, line in self.margin.headings.items() if name == anchor}
        self.margin.notes.begin(anchor, headings.get(anchor, ""))
        QTimer.singleShot(0, self.margin, self.margin.show_focus)  # when the new card has its place

    def _save_note(self, card: NoteCard, anchor: str, text: str) -> None:
        """Save the note as it is typed: one undo step for the whole stretch, and nothing is drawn anew meanwhile."""
        article = self._article
        if article is None:
            return

        def work() -> Saved:
            if card.key:
                return self._handbook.set_note(card.key, text)
            card.key, saved = self._handbook.add_note(article.id, anchor, text)
            return saved

        self._saving_note = True
        try:
            self._actions.run(_("The note on «{title}»").format(title=article.title), work, merge=f"margin {article.id} {id(card)}")
        finally:
            self._saving_note = False

    # ── the file a text came from ────────────────────────────────────────────

    def _original(self) -> Original | None:
        return self._handbook.original(self._article.original) if self._article is not None and self._article.original else None

    def _open_original(self) -> None:
        original = self._original()
        if original is None:
            return
        handbook = self._handbook

        def failed(problem: BaseException) -> None:
            def again() -> Saved:
                raise problem

            self._actions.guarded(again)

        self._tasks.run(
            lambda: save_aside(original.id, original.name, handbook.original_data(original.id)), self._hand_over, failed
        )

    def _hand_over(self, path: Path) -> None:
        if not self.open_original(path):
            self.told.emit(_("No program on this computer opens {name}.").format(name=path.name))

    def _show_pages(self) -> None:
        original = self._original()
        if original is not None:
            handbook = self._handbook
            self.pages.show_document(original.name, original.pages, lambda: handbook.original_data(original.id))
            self.show_part(self.pages)
            self.focus_centre()

    def _show_text(self) -> None:
        if self.stack.currentWidget() is self.pages:
            self.show_part(self.text)
            self.focus_centre()
