"""The page of the search: shown while she types in the window's one search field, which keeps the keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from chefsstod.features.search.keeper import IndexKeeper
from chefsstod.features.search.model import Hit, Kind, Results
from chefsstod.features.search.service import SearchService
from chefsstod.features.search.view import SearchView
from chefsstod.features.search.words import spoken
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.tasks import TaskRunner

FIRST, MOST = 24, 300
"""Hits that are fetched at a keystroke: more than fit the screen; and when she scrolls to the end of them."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class SearchPage(QWidget):
    """``open_requested`` carries an address and the words to mark there; ``words_proposed`` what to write in the field instead;
    ``write_requested`` the words for which there is nothing, to write a routine about.
    """

    open_requested = Signal(str, str)
    words_proposed = Signal(str)
    write_requested = Signal(str)

    def __init__(
        self,
        *,
        search: SearchService,
        tasks: TaskRunner,
        signals: AppSignals,
        recent: Callable[[], Sequence[tuple[str, str]]],
        keeper: IndexKeeper | None = None,
    ) -> None:
        super().__init__()
        self._search = search
        self._recent = recent
        self._keeper = keeper or IndexKeeper(search=search, tasks=tasks, signals=signals, parent=self)
        self._text = ""
        self._kind: Kind | None = None
        self._results = Results()
        self._eager = False
        self._part = (0, 0)
        self._field: QLineEdit | None = None
        self.view = SearchView()
        self.list = self.view.list
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._connect()

    def _connect(self) -> None:
        self._keeper.progressed.connect(self._on_progress)
        self._keeper.refreshed.connect(self._on_refreshed)
        self.list.open_requested.connect(self._open)
        self.list.rows.more_requested.connect(self._add_more)
        self.view.kind_chosen.connect(self.choose_kind)
        self.view.recent_requested.connect(lambda address: self.open_requested.emit(address, ""))
        self.view.words_proposed.connect(self.words_proposed)
        self.view.write_requested.connect(lambda: self.write_requested.emit(" ".join(self._text.split())))

    def listen_to(self, field: QLineEdit) -> None:
        """Take the arrow keys of the window's search field while this page is seen, and let it say what is searched for."""
        self._field = field
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102 - Qt's name
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.isVisible():
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.choose(step)
                return True
        return super().eventFilter(watched, event)

    def enter(self) -> None:
        """Comes into view: what is written is searched for again, for there may be more."""
        if self._field is not None:
            self._text = self._field.text()
        self._keeper.begin()
        self._show()

    def take_keyboard(self) -> None:
        """The hits; without any, the first thing one can do."""
        if self._results.hits:
            self.list.setFocus()
            return
        first = next((entry for entry in self.view.without.findChildren(QPushButton) if entry.isEnabled()), None)
        (first or self.list).setFocus()

    def search_for(self, text: str) -> None:
        """Show the hits for what is in the field. Called at each keystroke."""
        self._text = text
        self._eager = False
        if not text.strip():
            self._kind = None
        self._keeper.begin()
        self._show()

    def choose_kind(self, kind: Kind | None) -> None:
        """Only hits of this kind; None: all."""
        self._kind = kind
        self._show()

    def _show(self) -> None:
        if not self._text.strip():
            self._results = Results()
            self.view.show_empty(self._recent())
        else:
            self._results = self._asked(FIRST)
            self.view.show_results(self._text, self._results, self._kind)
        if not self._search.ready:
            self._keeper.begin()  # the index may have turned out to be broken
        self.view.show_building(None if self._search.ready else self._part)

    def _asked(self, limit: int) -> Results:
        return self._search.search(self._text, None if self._kind is None else {self._kind}, limit)

    def _add_more(self) -> None:
        """She has come to the end of the first hits."""
        shown = len(self._results.hits)
        more = self._asked(MOST)
        same = [(hit.kind, hit.id) for hit in more.hits[:shown]] == [(hit.kind, hit.id) for hit in self._results.hits]
        self.list.rows.add_hits(more.hits[shown:] if same else ())
        self._results = more if same else self._results

    def _on_progress(self, done: int, total: int) -> None:
        self._part = (done, total)
        if self.isVisible():
            self.view.show_building(None if self._search.ready else self._part)

    def _on_refreshed(self) -> None:
        """There may be other hits; the chosen one stays chosen."""
        if not self.isVisible():
            return
        before = self.list.current()
        self._show()
        if before is not None:
            same = (place for place, hit in enumerate(self._results.hits) if (hit.kind, hit.id) == (before.kind, before.id))
            self.list.choose(next(same, 0))
        if self._eager and self._search.ready:
            self._eager = False
            self.open_first()

    # ── the keyboard, from the field ─────────────────────────────────────────

    def open_first(self) -> None:
        """Open the hit that is chosen: the best one unless she has moved. While the index is being made, as soon as it is there."""
        hit = self.list.current()
        if hit is not None:
            self._open(hit)
        else:
            self._eager = bool(self._text.strip()) and not self._search.ready

    def choose(self, step: int) -> None:
        """Choose the next hit (1) or the previous one (-1). A screen reader says it, though the keyboard stays in the field."""
        self.list.choose(self.list.currentIndex().row() + step)
        hit = self.list.current()
        if hit is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, spoken(hit)))

    def _open(self, hit: Hit) -> None:
        self.open_requested.emit(hit.address, self._results.words)

    def escape(self) -> bool:
        """One level up: from one kind to all of them. False when there is none."""
        if self._kind is None:
            return False
        self.choose_kind(None)
        return True

    # ── kept over a rebuild of the window, and when one comes back ───────────

    def place(self) -> object:
        """What was searched for, and which hit was chosen."""
        return self._text, self._kind, self.list.currentIndex().row()

    def take_place(self, place: object) -> None:
        """Search for it again."""
        if isinstance(place, tuple):
            self._text, self._kind, at = place
            if self._field is not None:
                self._field.setText(self._text)
            self._show()
            self.list.choose(at)

    def here(self) -> tuple[object, object]:
        """For back and forward: the page is one place, whatever was searched for in it last."""
        return "", self.place()

    def return_to(self, place: tuple[object, object]) -> None:
        """Back to what was searched for."""
        self.take_place(place[1])
