"""Behaviour of the page on which own texts and routines are written: what is open, versions, the base text, and the way out."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QStackedWidget

from chefsstod.content.layers import Layer
from chefsstod.content.links import Link
from chefsstod.features.actions import Actions
from chefsstod.features.handbook import templates
from chefsstod.features.handbook.diff import Fit, compare, take
from chefsstod.features.handbook.edit_base import BaseView, banner_text, fit_text
from chefsstod.features.handbook.edit_gallery import Gallery, Offer
from chefsstod.features.handbook.edit_make import both, make
from chefsstod.features.handbook.edit_versions import VersionsView, entries, moment
from chefsstod.features.handbook.edit_writing import Writing
from chefsstod.features.handbook.model import Article, draft_of
from chefsstod.features.handbook.service import HandbookService
from chefsstod.i18n import _
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.parts import column
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.tasks import TaskRunner


class ArticleEditorPage(Writing):
    """One text at a time. ``closed`` carries the id of the text to show instead (empty: none).

    Nothing is lost: what is written is saved as it is typed, and ``flush`` saves the rest before the page or the window is left.
    """

    closed = Signal(str)

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
        super().__init__(
            handbook=handbook, titles=titles, targets=targets, actions=actions,
            signals=signals, settings=settings, tasks=tasks, dialogs=dialogs,
        )  # fmt: skip
        self._mode = ""
        self.gallery, self.offer, self.versions, self.base = Gallery(), Offer(), VersionsView(), BaseView()
        self._views = {"new": self.gallery, "offer": self.offer, "write": self.write, "versions": self.versions, "base": self.base}
        self._stack = QStackedWidget()
        for view in self._views.values():
            self._stack.addWidget(view)
        self.setLayout(column(self._stack))
        self._connect()

    def _connect(self) -> None:
        write = self.write
        self._signals.changed.connect(self._on_changed)
        self.base.closed.connect(self._to_text)
        self.base.keep_requested.connect(self._keep_mine)
        self.base.replace_requested.connect(self._take_base)
        self.base.take_requested.connect(self._take_piece)
        self.gallery.chosen.connect(self._begin)
        self.gallery.closed.connect(lambda: self._leave(""))
        self.offer.adapt_requested.connect(self._adapt)
        self.offer.closed.connect(lambda: self._leave(self._article))
        self.offer.copy_requested.connect(self._copy)
        self.versions.closed.connect(self._to_text)
        self.versions.restore_requested.connect(self._restore)
        write.base_requested.connect(lambda: self.show_base_change(self._article))
        write.copy_requested.connect(self._copy)
        write.done_requested.connect(self.close_text)
        write.keep_requested.connect(self._keep_mine)
        write.remove_requested.connect(self._remove)
        write.versions_requested.connect(self._show_versions)

    # ── opening ──────────────────────────────────────────────────────────────

    def enter(self) -> None:
        """Come into view: what was written stands there; with nothing in hand, the choice of a new text."""
        if not self._mode:
            self.new()
        elif self._mode == "write":
            self._on_changed(Changes(articles=frozenset({self._article})))

    def take_keyboard(self) -> None:
        """Put the keyboard where one goes on."""
        {"new": self.gallery.title, "offer": self.offer.back, "versions": self.versions.list, "base": self.base.keep}.get(
            self._mode, self.write.field
        ).setFocus()

    def edit(self, article_id: str) -> None:
        """Write in an own text; for a text of a lower layer, offer to make her own version of it."""
        if not self._saved_all():
            return
        self._put_down()
        article = self._handbook.article(article_id)
        if article is None:
            self.told.emit(_("That text is no longer there"))
            self._leave("")
        elif article.layer is Layer.OWN:
            self._open(article)
        else:
            self._article = article_id
            source = article.pack if article.layer is Layer.LOCAL and article.pack else _("the base content")
            self.offer.load(article.title, source, template=article.template)
            self._go("offer")

    def new(self, template_id: str = "", title: str = "") -> None:
        """Begin a new text: from a template, or with the choice of one."""
        if not self._saved_all():
            return
        self._put_down()
        if template_id:
            self._begin(template_id, title)
            return
        self.gallery.load(templates.gallery(self._handbook.articles(everything=True)))
        self.gallery.title.setText(title)
        self._go("new")
        self.gallery.title.setFocus()

    def _begin(self, template_id: str, title: str) -> None:
        chosen = templates.find(template_id, self._handbook.articles(everything=True))
        if chosen is None:
            self.edit(template_id)
            return
        if self._begun_as(title or chosen.title, lambda: make(self._handbook, chosen, title)):
            self._untouched = not title
            if not title:
                self.write.title.setFocus()
                self.write.title.selectAll()

    def _begun_as(self, title: str, work: Callable[[], tuple[str, Saved]]) -> bool:
        """Make a text and open it; returns whether it could be made."""
        made: list[str] = []

        def saved() -> Saved:
            article_id, saved = work()
            made.append(article_id)
            return saved

        begun = self._actions.run(_("«{title}» is begun").format(title=title), saved)
        if begun:
            self.edit(made[0])
        return begun

    def _open(self, article: Article) -> None:
        self._fill(article)
        self.write.fold_all()
        self._show_banner()
        self._go("write")
        self.write.field.setFocus()

    def _go(self, mode: str) -> None:
        self._mode = mode
        self._stack.setCurrentWidget(self._views[mode])

    # ── changes from elsewhere ───────────────────────────────────────────────

    def _on_changed(self, changes: Changes) -> None:
        if self._saving or not self._article or not (changes.packs or self._article in changes.articles):
            return
        article = self._handbook.article(self._article)
        if self._mode == "offer":
            self.edit(self._article)
        elif article is None or article.layer is not Layer.OWN:
            self._leave(article.id if article else "")
        else:
            if not self.saver.dirty:
                self._refill(draft_of(article))
            self._show_banner()
            if self._mode == "versions":
                self._load_versions()
            elif self._mode == "base":
                self.show_base_change(self._article)

    # ── versions ─────────────────────────────────────────────────────────────

    def _show_versions(self) -> None:
        self.flush()
        self._load_versions()
        self._go("versions")
        self.versions.list.setFocus()

    def _load_versions(self) -> None:
        self.versions.load(entries(self._stored, self._handbook.versions(self._article), self._handbook.today))

    def _restore(self, number: int) -> None:
        article = self._article
        version = next((one for one in self._handbook.versions(article) if one.number == number), None)
        if version is not None and self.flush():
            when = moment(version.saved, self._handbook.today)
            text = _("«{title}» is as it was {when}").format(title=self._stored.title, when=when)
            if self._actions.run(text, lambda: self._handbook.restore(article, number)):
                self._to_text()

    def _to_text(self) -> None:
        self._go("write")
        self._show_preview()
        self._look_through()
        self.write.field.setFocus()

    # ── the base text ────────────────────────────────────────────────────────

    def _show_banner(self) -> None:
        self.write.show_banner(banner_text(self._handbook.base_change(self._article)))

    def show_base_change(self, article_id: str) -> None:
        """Show what the base text under hers has become; her text, if there is nothing to show."""
        if article_id != self._article or self._mode not in ("write", "base"):
            self.edit(article_id)
        change = self._handbook.base_change(article_id)
        if self._mode not in ("write", "base"):
            return
        if change is None or not self.flush():
            self._to_text()
            return
        self.base.load(change, self._stored)
        self._go("base")
        self.base.keep.setFocus()

    def _keep_mine(self) -> None:
        article = self._article
        text = _("Your version of «{title}» stays").format(title=self._stored.title)
        self._to_text()
        self._actions.run(text, lambda: self._handbook.settle_base(article))

    def _take_base(self) -> None:
        article = self._article
        change = self._handbook.base_change(article)
        if change is None or change.now is None or not self.flush():
            return
        now = change.now
        draft = replace(self._stored, title=now.title, summary=now.summary, body=now.body)

        def work() -> Saved:
            self._handbook.keep_version(article)
            return both(self._handbook.save(article, draft), self._handbook.settle_base(article))

        text = _("«{title}» has the new base text; yours is kept among the versions").format(title=now.title)
        self._to_text()
        self._actions.run(text, work)

    def _take_piece(self, number: int) -> None:
        """Put one change of the base text into hers; it can be undone in her text."""
        change = self._handbook.base_change(self._article)
        if change is None or change.now is None:
            return
        field = self.write.field
        taken = take(field.text(), compare(change.then.body, change.now.body), number)
        if taken.fit is not Fit.NOTHING:
            field.replace_text(taken.text)
            field.select(taken.begin, taken.end)
            self.flush()
        self.told.emit(fit_text(taken.fit))
        self.show_base_change(self._article)

    def _adapt(self) -> None:
        article = self._handbook.article(self._article)
        if article is not None:
            text = _("You have your own version of «{title}» now").format(title=article.title)
            self._actions.run(text, lambda: self._handbook.adapt(article.id))  # the page hears of it and opens it

    # ── copying, removing, leaving ───────────────────────────────────────────

    def _copy(self) -> None:
        article = self._handbook.article(self._article)
        if article is None or not self.flush():
            return
        title = article.title if article.template else _("{title} (copy)").format(title=article.title)
        if self._begun_as(title, lambda: self._handbook.copy(article.id, title)):
            self.write.title.setFocus()
            self.write.title.selectAll()

    def _remove(self) -> None:
        article, title = self._article, self._stored.title
        if not self.flush():
            return
        below = self._handbook.below(article)
        text = _("The base text of «{title}» is back") if below else _("«{title}» is removed")
        self._actions.run(text.format(title=title), lambda: self._handbook.remove(article))  # the page hears of it and closes

    def close_text(self) -> None:
        """Put the text down and show it as it is read."""
        article = self._article
        if not self._saved_all():
            return
        dropped = self._put_down()
        self._leave("" if dropped else article)

    def _saved_all(self) -> bool:
        """Whether the page may show something else: what she wrote must not go out of sight before it is saved."""
        if self.flush():
            return True
        self.told.emit(_("Not saved yet: the text stays here until it is"))
        return False

    def _put_down(self) -> bool:
        """Save what is open and keep a version; a new text in which nothing was written goes. Returns whether it went."""
        article, title = self._article, self._stored.title
        dropped = False
        if article and self._mode != "offer":
            if self._untouched and self._stored == self._begun:
                self._stop()
                text = _("«{title}» is not kept: nothing was written in it").format(title=title)
                dropped = self._actions.run(text, lambda: self._handbook.remove(article))
            elif self._edited:
                self._keep()
        self._stop()
        self._mode = ""
        return dropped

    def _leave(self, article_id: str) -> None:
        self._stop()
        self._mode = ""
        self.closed.emit(article_id)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().hideEvent(event)
        if self._edited and not event.spontaneous() and self.flush():
            self._keep()
            self._edited = False

    def escape(self) -> bool:
        """Go one level up: an open panel, back to the text, out of the field; False when there is no more."""
        if self._mode in ("versions", "base"):
            self._to_text()
        elif self._mode == "write":
            if self.write.close_panel():
                return True
            if QApplication.focusWidget() is not self.write.field:
                return False
            self.write.done.setFocus()
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        """Undo and redo are those of the text while one is written, wherever on the page the keyboard is."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._undo_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        step = self._undo_key(event)
        if step:
            self.tools.use(step)
        else:
            super().keyPressEvent(event)

    def _undo_key(self, event: QKeyEvent) -> str:
        if self._mode != "write":
            return ""
        keys = QKeySequence(event.keyCombination())
        return {"Ctrl+Z": "undo", "Ctrl+Y": "redo", "Ctrl+Shift+Z": "redo"}.get(keys.toString(), "")

    # ── where one is ─────────────────────────────────────────────────────────

    def here(self) -> object:
        """What is open, and where the caret is."""
        field = self.write.field
        return f"{self._mode}:{self._article}", (field.caret, field.verticalScrollBar().value())

    def return_to(self, place: object) -> None:
        """Open what was open, with the caret where it was."""
        if not (isinstance(place, tuple) and len(place) == 2 and isinstance(place[0], str)):
            return
        mode, _colon, article = place[0].partition(":")
        if article and self._handbook.article(article) is not None:
            if article != self._article or self._mode != mode:
                self.edit(article)
                if mode == "versions" and self._mode == "write":
                    self._show_versions()
                elif mode == "base":
                    self.show_base_change(article)
            if isinstance(place[1], tuple) and self._mode == "write":
                caret, scrolled = place[1]
                self.write.field.select(caret, caret)
                self.write.field.verticalScrollBar().setValue(scrolled)
        elif not self._mode:
            self.new()

    def place(self) -> object:
        """What is kept over a rebuild of the window; everything is saved first."""
        self.flush()
        return self.here()

    def take_place(self, place: object) -> None:
        """Take up what was kept."""
        self.return_to(place)
