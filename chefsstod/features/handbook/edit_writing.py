"""A text in the fields: filled in, shown beside as it will be read, looked through, and saved as she writes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QWidget

from chefsstod.content.links import Link
from chefsstod.features.actions import Actions
from chefsstod.features.handbook import templates
from chefsstod.features.handbook.edit_facts import facts_line
from chefsstod.features.handbook.edit_remarks import Remark, remarks
from chefsstod.features.handbook.edit_saver import Saver
from chefsstod.features.handbook.edit_tools import Tools
from chefsstod.features.handbook.edit_view import WriteView
from chefsstod.features.handbook.format_text import Edit, line_of
from chefsstod.features.handbook.model import Article, Draft, draft_of
from chefsstod.features.handbook.service import HandbookService
from chefsstod.i18n import _
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.tasks import TaskRunner

NO_PREVIEW = "editor-preview"
"""Stands among what she has put away, when she writes without the preview."""
_SHOW, _SELDOM, _LOOK = 150, 1_500, 600
"""Milliseconds of rest before the preview is made (at least, at most), and before the words are looked through."""


class Writing(QWidget):
    """What the page does with the one text that is open. ``told`` carries a sentence for the toast."""

    told = Signal(str)
    open_requested = Signal(str)

    def __init__(
        self,
        *,
        handbook: HandbookService,
        titles: Callable[[Link], str | None],
        targets: Callable[[str], Sequence[tuple[str, str]]],
        actions: Actions,
        signals: AppSignals,
        settings: SettingsStore,
        tasks: TaskRunner,
        dialogs: Callable[[], Dialogs],
    ) -> None:
        super().__init__()
        self._handbook, self._actions, self._signals, self._settings = handbook, actions, signals, settings
        self._article = ""
        self._stored, self._begun = Draft("", ""), Draft("", "")
        self._untouched = self._edited = self._filling = self._saving = self._failing = False
        self.write = WriteView(
            titles=titles,
            pictures=lambda name: handbook.file(self._article, name) if self._article else None,
            targets=targets,
            today=handbook.today,
        )
        self.saver = Saver(save=self._save, keep=self._keep)
        self.tools = Tools(
            view=self.write, handbook=handbook, actions=actions, tasks=tasks, dialogs=dialogs, article=lambda: self._article
        )
        self._show_timer, self._look_timer = self._timer(_SHOW, self._show_preview), self._timer(_LOOK, self._look_through)
        self.write.set_preview(NO_PREVIEW not in settings.current.dismissed)
        self._connect_writing()

    def _timer(self, after: int, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(action)
        return timer

    def _connect_writing(self) -> None:
        write = self.write
        self.saver.state_changed.connect(write.show_state)
        self.tools.saved.connect(self._tell)
        write.edited.connect(self._on_edited)
        write.field.cursorPositionChanged.connect(self._follow)
        write.field.left.connect(self.saver.flush)
        write.preview.open_requested.connect(self.open_requested)
        write.preview_opened.connect(self._show_preview)
        write.preview_toggled.connect(self._remember_preview)
        write.replace_requested.connect(self._swap)

    # ── filling in ───────────────────────────────────────────────────────────

    def _fill(self, article: Article) -> None:
        """Put a text of hers in the fields."""
        self._article = article.id
        self._filling = True
        self.write.preview.forget_pictures()
        self.write.field.set_text(article.body)
        self.write.field.select(0, 0)
        self._fill_facts(draft_of(article))
        self._filling = False
        self._begun = self._stored
        self._untouched = self._edited = False
        self._keep()
        self.saver.begin()
        self._show_preview()
        self._look_through()

    def _fill_facts(self, draft: Draft) -> None:
        today = self._handbook.today
        self._stored = draft
        self.write.show_title(draft.title)
        self.write.facts.load(draft, self._handbook.chapters(), today, templates.in_a_year(today))
        self.write.show_facts_line(facts_line(draft, today))
        self.write.show_kind(version=self._handbook.below(self._article) is not None)

    def _refill(self, draft: Draft) -> None:
        """Show what is stored now: an undone change, another version. The text can be undone in its field."""
        if draft == self._stored:
            return
        self._filling = True
        self.write.field.replace_text(draft.body)
        self._fill_facts(draft)
        self._filling = False
        self._show_preview()
        self._look_through()

    # ── while she writes ─────────────────────────────────────────────────────

    def _draft(self) -> Draft:
        title = self.write.title.text().strip() or self._stored.title
        return self.write.facts.draft(title, self.write.field.text())

    def _on_edited(self) -> None:
        if self._filling:
            return
        self._edited, self._untouched = True, False
        self.saver.touch()
        draft = self._draft()
        self.write.guard("\n".join((self.write.title.text(), draft.summary, draft.owner, ", ".join(draft.keywords), draft.body)))
        self.write.show_facts_line(facts_line(draft, self._handbook.today))
        self._show_timer.start()
        self._look_timer.start()

    def _save(self) -> bool:
        if not self._article:
            return True
        draft = self._draft()
        if draft == self._stored:
            return True
        article = self._article
        saved = self._actions.guarded(lambda: self._handbook.save(article, draft), quiet=self._failing)
        if saved is not None and self._failing:
            self.told.emit(_("The text is saved again"))
        self._failing = saved is None
        if saved is None:
            return False
        self._stored = draft
        self._tell(saved.changes)
        return True

    def _tell(self, changes: Changes) -> None:
        self._saving = True
        try:
            self._signals.changed.emit(changes)
        finally:
            self._saving = False

    def _keep(self) -> None:
        """Keep a version of what is stored."""
        article = self._article

        def work() -> Saved:
            self._handbook.keep_version(article)
            return Saved(Changes())

        self._actions.guarded(work, quiet=True)

    def flush(self) -> bool:
        """Save at once what is not saved yet; returns whether everything is. Called before the page or the window is left."""
        return self.saver.flush()

    def _show_preview(self) -> None:
        self._show_timer.stop()
        if self.write.preview_shown:
            clock = QElapsedTimer()
            clock.start()
            draft = self._draft()
            self.write.preview.show_text(draft.title, draft.summary, draft.body)
            self._show_timer.setInterval(min(_SELDOM, max(_SHOW, 5 * clock.elapsed())))  # a long text is shown more seldom
            self._follow()

    def _follow(self) -> None:
        if self._filling or self._show_timer.isActive() or not self.write.preview_shown:
            return
        text = self.write.field.text()
        self.write.preview.follow(text[: line_of(text, self.write.field.caret)[1]])

    def _look_through(self) -> None:
        self._look_timer.stop()
        text = self.write.field.text()
        self.write.show_remarks(remarks(text))
        self.write.guard(f"{self.write.title.text()}\n{self._stored.summary}\n{text}")

    def _remember_preview(self, shown: bool) -> None:
        away = tuple(name for name in self._settings.current.dismissed if name != NO_PREVIEW)
        self._settings.change(dismissed=away if shown else (*away, NO_PREVIEW))

    def _swap(self, remark: Remark) -> None:
        """Write what a remark proposes."""
        place = remark.begin + len(remark.instead)
        self.write.field.run(Edit(remark.begin, remark.end, remark.instead, place, place))
        self._look_through()
        self.write.field.setFocus()

    def _stop(self) -> None:
        """Nothing is in the fields any more."""
        self.saver.stop()
        self.saver.dirty = False
        self._show_timer.stop()
        self._look_timer.stop()
        self._article = ""
        self._untouched = self._edited = False
