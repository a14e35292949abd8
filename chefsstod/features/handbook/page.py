"""Handbok: reads texts and laws, keeps her marks, and says what she wants to open, write or print."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from chefsstod.content.html import warm
from chefsstod.content.links import Link, LinkKind
from chefsstod.content.markdown import parse
from chefsstod.content.pack import Law
from chefsstod.features.actions import Actions
from chefsstod.features.handbook import reader_keys
from chefsstod.features.handbook import reader_words as words
from chefsstod.features.handbook.reader_facts import Due
from chefsstod.features.handbook.reader_marks import MarkedText
from chefsstod.features.handbook.reader_shown import START
from chefsstod.features.handbook.service import HandbookService
from chefsstod.features.handbook.view import Column
from chefsstod.i18n import _
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import look
from chefsstod.ui.tasks import TaskRunner

ZOOMS = (70, 80, 90, 100, 110, 120, 135, 150, 175, 200)
_TEXT = 16.0


def _warm() -> None:
    """Load what the first text would otherwise wait for, off the GUI thread."""
    warm()
    parse("")


class HandbookPage(MarkedText):
    """The window opens what ``open_requested`` carries, texts and laws of the handbook too, so that back and forward know of it."""

    open_requested = Signal(str)
    new_requested = Signal()
    print_requested = Signal(object)
    fullscreen_requested = Signal(bool)

    def __init__(
        self,
        *,
        handbook: HandbookService,
        titles: Callable[[Link], str | None],
        used_in: Callable[[str], Sequence[tuple[str, str]]],
        laws: Callable[[], Mapping[str, Law]],
        actions: Actions,
        signals: AppSignals,
        settings: SettingsStore,
        tasks: TaskRunner,
        due: Callable[[], Sequence[Due]] = lambda: (),
    ) -> None:
        super().__init__(handbook=handbook, titles=titles, used_in=used_in, laws=laws, tasks=tasks, due=due, actions=actions)
        self._signals = signals
        self._settings = settings
        self.folded = {column for column in Column if column.value in settings.current.reader_fold}
        self._set_size()
        tasks.run(_warm, lambda _nothing: None, lambda _problem: None)
        self._connect()

    def _connect(self) -> None:
        bar, handbook = self.bar, self._handbook
        bar.bookmark_requested.connect(self._bookmark)
        bar.edit_requested.connect(lambda: self._on_article(lambda a: self.edit_requested.emit(a.id)))
        bar.find_requested.connect(self.find_here)
        bar.fullscreen_requested.connect(self.toggle_full_screen)
        bar.print_requested.connect(lambda: self._on_article(lambda a: self.print_requested.emit((a.id,))))
        bar.read_requested.connect(lambda on: self._mark(read=on))
        bar.repeat_requested.connect(self._repeat)
        bar.step_requested.connect(self.step)
        bar.zoom_requested.connect(self.zoom)
        self.find_bar.asked.connect(self.text.find_words)
        self.find_bar.closed.connect(self.close_find)
        self.find_bar.step_requested.connect(self.text.next_hit)
        self.folds_changed.connect(self._keep_folds)
        self.margin.copied.connect(self._copy)
        self.margin.heading_requested.connect(self._go_to)
        self.margin.notes.added.connect(self._begin_note)
        self.margin.notes.edited.connect(self._save_note)
        self.margin.notes.removed.connect(
            lambda note: self._actions.run(_("The note is removed"), lambda: handbook.remove_note(note))
        )
        self.margin.opened.connect(self._open)
        self.pages.original_requested.connect(self._open_original)
        self.pages.text_requested.connect(self._show_text)
        self.start.new_requested.connect(self.new_requested)
        self.start.opened.connect(self._open_article)
        self.text.counted.connect(self.find_bar.show_count)
        self.text.heading_changed.connect(self.margin.show_heading)
        self.text.link_requested.connect(self._follow)
        self.text.reshaped.connect(self._reshaped)
        self.text.step_requested.connect(self.step)
        self.text.ticked.connect(self._tick)
        self.text.zoom_requested.connect(self.zoom)
        self.tree.narrowed.connect(self._fill_tree)
        self.tree.new_requested.connect(self.new_requested)
        self.tree.opened.connect(self._open_article)
        self.tree.start_requested.connect(self.show_start)
        self._signals.changed.connect(self._on_changed)

    # ── coming and going ─────────────────────────────────────────────────────

    def enter(self) -> None:
        """The page has come into view."""
        if self._stale:
            self._read()

    def take_keyboard(self) -> None:
        """To what is read."""
        self.focus_centre()

    def show_article(self, article_id: str, anchor: str = "", find: str = "") -> None:
        """Show a text, from its top or from a heading, with ``find`` marked in it. One that is gone is told."""
        if self._handbook.article(article_id) is None:
            self.told.emit(_("The text is not here any more."))
            self.show_start()
            return
        fresh = self._shown != f"article/{article_id}"
        self._shown = f"article/{article_id}"
        if fresh:
            self.close_find(focus=False)
            self._actions.guarded(lambda: self._opened(article_id), quiet=True)
        self._read(fresh=fresh)
        self.show_part(self.text)
        self.put_away()
        if anchor or fresh:
            self.text.go_to(anchor)
        if find:
            self.find_bar.field.setText(find)
            self.find_bar.show()
            self.text.find_words(find)
        self.focus_centre()

    def _opened(self, article_id: str) -> Saved:
        self._handbook.opened(article_id)
        return Saved(Changes())

    def show_law(self, law_id: str) -> None:
        """Show the card of a law."""
        if law_id not in self._laws():
            self.told.emit(_("The law is not here."))
            return
        self._shown = f"law/{law_id}"
        self.close_find(focus=False)
        self._read(fresh=True)
        self.show_part(self.text)
        self.put_away()
        self.focus_centre()

    def show_start(self) -> None:
        """Show the start page."""
        self._shown = START
        self.close_find(focus=False)
        self._read()
        self.put_away()
        self.focus_centre()

    def here(self) -> tuple[str, int]:
        """Where one is, for back and forward: what is shown, and the letter that stands at the top."""
        return self._shown, self.text.spot if self._shown != START else 0

    def return_to(self, place: object) -> None:
        """To where ``here`` said that one was."""
        shown, spot = place if isinstance(place, tuple) and len(place) == 2 else (START, 0)
        kind, _slash, name = str(shown).partition("/")
        if kind == "article" and self._handbook.article(name) is not None:
            self.show_article(name)
        elif kind == "law" and name in self._laws():
            self.show_law(name)
        else:
            self.show_start()
            return
        if isinstance(spot, int):
            self.text.go_to_spot(spot)

    def place(self) -> object:
        """What is in hand, kept while the window is made anew."""
        return self.here()

    def take_place(self, place: object) -> None:
        """Take it up again."""
        self.return_to(place)

    def escape(self) -> bool:
        """Esc: put away the panel over the text, then the search in it, then leave full screen, then the page pictures."""
        if self.put_away():
            return True
        if self.find_bar.isVisible():
            self.close_find()
            return True
        if self.full_screen:
            self.toggle_full_screen()
            return True
        if self.stack.currentWidget() is self.pages:
            self._show_text()
            return True
        if self._beside():
            self.focus_centre()
            return True
        return False

    def _can_escape(self) -> bool:
        somewhere = self.over is not None or self.find_bar.isVisible() or self.full_screen
        return somewhere or self.stack.currentWidget() is self.pages or self._beside()

    def _beside(self) -> bool:
        """Whether the keyboard is in the tree or the margin."""
        focus = QApplication.focusWidget()
        return focus is not None and (self.tree.isAncestorOf(focus) or self.margin.isAncestorOf(focus))

    def _on_changed(self, changes: Changes) -> None:
        if self._saving_note or changes.note is not None:
            return
        if changes:
            if changes.articles or changes.packs:
                self._pictures.forget()
            self._stale = True
            if self.isVisible():
                self._read()

    # ── going ────────────────────────────────────────────────────────────────

    def _open(self, address: str) -> None:
        self.open_requested.emit(address)

    def _open_article(self, article_id: str) -> None:
        self._open(str(Link(LinkKind.ARTICLE, article_id)))

    def _follow(self, address: str) -> None:
        """A link of the page: one of ours opens, one of the page itself does what its words say."""
        if not address.startswith(words.DO):
            self._open(address)
            return
        doings: dict[str, Callable[[], object]] = {
            words.READ: lambda: self._mark(read=True),
            words.UNREAD: lambda: self._mark(read=False),
            words.REPEAT: lambda: self._repeat(True),
            words.EDIT: lambda: self._on_article(lambda a: self.edit_requested.emit(a.id)),
            words.SHOW_CHANGE: lambda: self._on_article(lambda a: self.edit_requested.emit(a.id)),
            words.SETTLE: self._settle,
            words.ORIGINAL: self._open_original,
            words.PAGES: self._show_pages,
            words.COPY: self._copy_template,
            words.CLEAR: self._clear_ticks,
        }
        if address in doings:
            doings[address]()

    def _go_to(self, anchor: str) -> None:
        self._show_text()
        self.put_away()
        self.text.go_to(anchor)
        self.focus_centre()

    def step(self, step: int) -> None:
        """To the next text (1) or the one before (-1)."""
        if self._article is not None:
            target = self._neighbours(self._article)[0 if step < 0 else 1]
            if target is not None:
                self._open_article(target.id)

    def write_note(self) -> None:
        """Begin a note at the heading one reads under; the margin comes if it is put away."""
        if self._article is None:
            self.told.emit(_("Notes are written on a text. Open one first."))
            return
        if self.margin.isHidden():
            self.toggle(Column.MARGIN)
        self._begin_note()

    # ── finding, size, room ──────────────────────────────────────────────────

    def find_here(self) -> None:
        """Open the field for words in the text; what is selected in it is looked for."""
        if self._shown == START:
            self.tree.field.setFocus()
            return
        self._show_text()
        self.find_bar.open(self.text.textCursor().selectedText().strip()[:80])
        self.text.find_words(self.find_bar.field.text())

    def close_find(self, *, focus: bool = True) -> None:
        """Take the marks away."""
        if self.find_bar.isVisibleTo(self):
            self.find_bar.hide()
            self.find_bar.field.clear()
            if focus:
                self.focus_centre()
        self.text.find_words("", move=False)

    def next_hit(self, step: int) -> None:
        """To the next place where the words stand."""
        if not self.find_bar.isVisibleTo(self):
            self.find_here()
        else:
            self.text.next_hit(step)

    def zoom(self, step: int) -> None:
        """Larger (1), smaller (-1) or the usual size (0) of what is read; remembered."""
        if self.stack.currentWidget() is self.pages:
            self.told.emit(_("The pages are shown at {percent} %").format(percent=self.pages.set_zoom(step)))
            return
        now = self._settings.current.reader_zoom
        larger, smaller = [z for z in ZOOMS if z > now], [z for z in ZOOMS if z < now]
        wanted = 100 if step == 0 else (larger or [now])[0] if step > 0 else (smaller or [now])[-1]
        with suppress(OSError):  # it holds while the program is open
            self._settings.change(reader_zoom=wanted)
        self._set_size()
        self._reshaped()
        self.told.emit(_("The text is shown at {percent} %").format(percent=wanted))

    def _set_size(self) -> None:
        self.text.set_size(_TEXT * look().scale * self._settings.current.reader_zoom / 100)

    def toggle_full_screen(self) -> None:
        """Only the text, on the whole screen, or back."""
        if self._shown == START and not self.full_screen:
            return
        self.set_full_screen(not self.full_screen)
        self.bar.show_full_screen(on=self.full_screen)
        self.fullscreen_requested.emit(self.full_screen)
        self.focus_centre()

    def _keep_folds(self) -> None:
        with suppress(OSError):
            self._settings.change(reader_fold=tuple(sorted(column.value for column in self.folded)))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit(_("The address is copied"))

    # ── keys ─────────────────────────────────────────────────────────────────

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's name
        # Keys of the page come before those of the window while the keyboard is here.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._meant(event):
            event.accept()
            return True
        return super().event(event)

    def _meant(self, event: QKeyEvent) -> str:
        """What a key asks of this page; empty for nothing."""
        name = reader_keys.meaning(event)
        if name == "escape":
            return name if self._can_escape() else ""
        return name

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        doings: dict[str, Callable[[], object]] = {
            "find": self.find_here,
            "next hit": lambda: self.next_hit(1),
            "previous hit": lambda: self.next_hit(-1),
            "larger": lambda: self.zoom(1),
            "smaller": lambda: self.zoom(-1),
            "usual size": lambda: self.zoom(0),
            "full screen": self.toggle_full_screen,
            "contents": lambda: self.toggle(Column.TREE),
            "bookmark": self.bar.bookmark.click,
            "note": self.write_note,
            "print": self.bar.print.click,
            "next": lambda: self.step(1),
            "previous": lambda: self.step(-1),
            "escape": self.escape,
        }
        meant = self._meant(event)
        if meant:
            doings[meant]()
        else:
            super().keyPressEvent(event)
