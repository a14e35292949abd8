"""The window: navigation, one toolbar, the page, the thing in hand beside it, and the line that tells what was saved."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QWidget

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.model import OccurrenceKey
from chefsstod.i18n import _, set_language
from chefsstod.shell import first_run, places
from chefsstod.shell.addresses import Addresses
from chefsstod.shell.context import AppContext
from chefsstod.shell.hand import Hand
from chefsstod.shell.in_hand import make_detail, make_editor
from chefsstod.shell.navigation import Navigation
from chefsstod.shell.opening import open_address
from chefsstod.shell.pages import make_page
from chefsstod.shell.printing import Printing
from chefsstod.shell.reading import stays_alone
from chefsstod.shell.toast import ToastBar
from chefsstod.shell.toolbar import ToolBar
from chefsstod.shell.travel import Travel
from chefsstod.storage.failures import expected
from chefsstod.support.changes import Saved
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.parts import column, row
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look, look
from chefsstod.ui.tasks import TaskRunner
from chefsstod.ui.undo import UndoStack

if TYPE_CHECKING:
    from chefsstod.features.reminders.notifier import Reminder
    from chefsstod.features.search.keeper import IndexKeeper
    from chefsstod.features.yearwheel.detail_page import DetailPage
    from chefsstod.features.yearwheel.filter_bar import SharedFilter

FOLD_BELOW = 1100
BOTH_FROM = 760
SMALLEST = (880, 560)


class MainWindow(QMainWindow):
    """Pages are built on first visit; a change of language, colours or text size builds them anew where one is."""

    def __init__(
        self,
        *,
        context: AppContext,
        settings: SettingsStore,
        tasks: TaskRunner,
        dialogs: Callable[[QWidget], Dialogs],
        closed_since: date | None = None,
    ) -> None:
        super().__init__()
        self.context = context
        self.settings = settings
        self.tasks = tasks
        self.dialogs = dialogs(self)
        self.undo_stack = UndoStack()
        self.closed_since = closed_since
        self.filter: SharedFilter | None = None
        self.before_alone = Qt.WindowState.WindowNoState
        self.reminder: Reminder | None = None
        self.travel = Travel(self)
        self.setWindowTitle("Chefsstöd")  # no-i18n
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 800)
        self._restore_geometry()
        self._add_shortcuts()
        self._build()
        self.go("setup" if first_run.needed(self) else settings.current.page)

    # ── building ─────────────────────────────────────────────────────────────

    def _build(self) -> None:
        """Make everything inside the window."""
        context = self.context
        self.addresses = Addresses(context)
        self.signals = AppSignals()
        self.keeper: IndexKeeper | None = None
        self.actions_ = OccurrenceActions(
            wheel=context.yearwheel, signals=self.signals, undo=self.undo_stack, dialogs=lambda: self.dialogs
        )
        self.printing = Printing(
            context=context,
            tasks=self.tasks,
            dialogs=lambda: self.dialogs,
            start_month=lambda: self.settings.current.year_start,
        )
        self.navigation = Navigation()
        self.toast = ToastBar()
        self.stack = QStackedWidget()
        self.pages: dict[str, QWidget] = {}
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.stack)
        self.splitter.setStretchFactor(0, 1)
        self.hand = Hand(splitter=self.splitter, make_detail=lambda: make_detail(self), make_editor=lambda: make_editor(self))
        self.bar = ToolBar()
        self.search = self.bar.search
        centre = QWidget()
        layout = column(self.bar, self.splitter, self.toast, spacing=0)
        layout.setStretch(1, 1)
        centre.setLayout(layout)
        whole = QWidget()
        whole.setLayout(row(self.navigation, centre, spacing=0))
        self.setCentralWidget(whole)
        self._fold()
        self._connect()

    def _connect(self) -> None:
        self.bar.back.clicked.connect(self.back)
        self.bar.forward.clicked.connect(self.forward)
        self.bar.book.new_requested.connect(self.new_text)
        self.bar.book.page_requested.connect(self.go)
        self.bar.tabs.new_requested.connect(self.new_task)
        self.bar.tabs.page_requested.connect(self.go)
        self.actions_.told.connect(lambda text: self.toast.say(text, undo=True))
        self.hand.closed.connect(self._hand_closed)
        self.hand.opened.connect(self._hand_opened)
        self.hand.shown.connect(self._arrange)
        self.navigation.page_requested.connect(self.go)
        self.navigation.print_button.clicked.connect(self.print_menu)
        self.printing.working.connect(self.toast.say)
        self.printing.written.connect(self.written)
        self.search.textEdited.connect(self._search)
        self.search.returnPressed.connect(self._open_first_hit)
        self.toast.action_requested.connect(self.printing.show_last)
        self.toast.undo_requested.connect(self.undo)

    def _add_shortcuts(self) -> None:
        for keys, action in (
            ("Alt+Left", self.back),
            ("Alt+Right", self.forward),
            ("Ctrl+K", self.focus_search),
            ("Ctrl+F", self._find),
            ("Ctrl+N", self._new),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Q", self.close),
        ):
            QShortcut(QKeySequence(keys), self, activated=action)  # type: ignore[call-overload]
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self._put_down_one)

    @property
    def detail(self) -> "DetailPage":
        """The task in hand; made when one is first taken in hand."""
        return self.hand.detail

    def open_occurrence(self, key: OccurrenceKey) -> None:
        """Take an occurrence in hand."""
        self.detail.open(key)

    def open_activity(self, activity: str) -> None:
        """Take the next occurrence of a task in hand."""
        self.detail.open_activity(activity)

    def show_month(self, first: date) -> None:
        """To the month with its calendar."""
        self.go("month")
        self.pages["month"].show_month(first)  # type: ignore[attr-defined]

    def show_chain(self, chain: str) -> None:
        """To an event that is under way."""
        self.go("timers")
        self.pages["timers"].open_chain(chain)  # type: ignore[attr-defined]

    def _new(self) -> None:
        if places.entry(self.page_name) == places.BOOK:
            self.new_text()
        else:
            self.new_task()

    def _find(self) -> None:
        """Find within the page where it can, else everywhere."""
        getattr(self.stack.currentWidget(), "find_here", self.focus_search)()

    def new_task(self, day: date | None = None) -> None:
        """Write a task of her own, on ``day`` if she chose one."""
        if self.page_name not in (*places.YEAR_VIEWS, places.HOME):
            self.go(places.YEAR)  # what is written shows there
        self.hand.editor.open_new(day=day)

    def new_text(self, title: str = "") -> None:
        """Write a text of her own."""
        self.go("write")
        self.pages["write"].new(title=title)  # type: ignore[attr-defined]

    def open_address(self, address: str, words: str = "") -> None:
        """To what an address points to; ``words`` are marked there."""
        open_address(self, address, words)

    def _page(self, name: str) -> QWidget:
        if name not in self.pages:
            self.pages[name] = make_page(self, name)
            self.stack.addWidget(self.pages[name])
        return self.pages[name]

    # ── going ────────────────────────────────────────────────────────────────

    def go(self, name: str) -> None:
        """Go to a page."""
        name = name if name in places.PAGES else places.HOME
        self.travel.leave()
        if name == "setup" and "setup" in self.pages:
            self.stack.removeWidget(self.pages["setup"])
            self.pages.pop("setup").deleteLater()
        page = self._page(name)
        self.stack.setCurrentWidget(page)
        bare = name == "setup" or stays_alone(self, name)
        for part in (self.navigation, self.bar, self.toast):
            part.setVisible(not bare)
        if name == "setup":
            self.hand.put_down()
            page.focus_question()  # type: ignore[attr-defined]
            return
        if name != "search":
            self.search.clear()
        self.navigation.show_page(places.entry(name))
        self.bar.show_page(name)
        if name not in places.BESIDE:
            self.hand.put_down()
        self.bar.fit(self.width() - self.navigation.width())
        page.enter()  # type: ignore[attr-defined]
        if name != "search" or not self.search.hasFocus():
            page.take_keyboard()  # type: ignore[attr-defined]
        self.travel.remember()

    @property
    def page_name(self) -> str:
        """Where one is."""
        current = self.stack.currentWidget()
        return next((name for name, page in self.pages.items() if page is current), "today")

    def back(self) -> None:
        """To where one was before, as in a browser."""
        self.travel.step(-1)

    def forward(self) -> None:
        """Forward again."""
        self.travel.step(1)

    def _hand_opened(self, key: OccurrenceKey) -> None:
        if self.page_name in places.SELECTING:
            self.pages[self.page_name].select(key)  # type: ignore[attr-defined]
        self.travel.remember()

    def _hand_closed(self, had_keyboard: bool) -> None:
        if had_keyboard and self.page_name in places.YEAR_VIEWS:
            self.pages[self.page_name].take_keyboard()  # type: ignore[attr-defined]
        self.travel.remember()

    # ── doing ────────────────────────────────────────────────────────────────

    def undo(self) -> None:
        """Take the last action back."""
        self._step(self.undo_stack.undo, _("Undone: {what}"), _("There is nothing to undo"))

    def redo(self) -> None:
        """Do it again."""
        self._step(self.undo_stack.redo, _("Redone: {what}"), _("There is nothing to redo"))

    def _step(self, step: Callable[[], tuple[str, Saved] | None], text: str, nothing: str) -> None:
        try:
            done = step()
        except Exception as problem:  # noqa: BLE001 - told, or raised again
            self.tell(problem)
            return
        if done is None:
            self.toast.say(nothing)
            return
        what, saved = done
        self.toast.say(text.format(what=what), undo=self.undo_stack.can_undo)
        self.signals.changed.emit(saved.changes)

    def tell(self, problem: Exception) -> None:
        """Say what went wrong; what nobody expected goes on to the crash hook."""
        self.dialogs.error(expected(problem))

    def _put_down_one(self) -> None:
        """What Esc means: put down the thing in hand; with nothing in hand, one level up where the page has levels."""
        if self.hand.visible:
            self.hand.close()
        elif not getattr(self.stack.currentWidget(), "escape", bool)() and self.page_name == "search":
            self.back()

    def focus_search(self) -> None:
        """Put the keyboard in the search field."""
        if self.page_name != "setup":
            stays_alone(self, "search")
            self.search.setFocus()
            self.search.selectAll()

    def _search(self, text: str) -> None:
        if self.page_name != "search":
            self.go("search")
            self.search.setFocus()
        self.pages["search"].search_for(text)  # type: ignore[attr-defined]

    def search_for(self, words: str) -> None:
        """Search for ``words`` as if they had been typed."""
        self.search.setText(words)
        self.search.setFocus()
        self._search(words)

    def _open_first_hit(self) -> None:
        if self.page_name == "search":
            self.pages["search"].open_first()  # type: ignore[attr-defined]

    def show_late(self) -> None:
        """To the list, with only what is late in it."""
        self.go("list")
        self.pages["list"].show_late()  # type: ignore[attr-defined]

    def print_menu(self) -> None:
        """Let her choose a paper."""
        entry = self.navigation.print_button
        page = self.pages.get(self.page_name if self.page_name in places.SELECTING else "list")
        year = page.year if page is not None else self.context.clock().year  # type: ignore[attr-defined]
        month = getattr(self.pages.get(self.page_name), "month", None)
        papers = self.printing.papers(year, month)
        if places.entry(self.page_name) == places.BOOK:
            shown = self.travel.shown if self.page_name == places.BOOK else ""
            papers = [*self.printing.text_papers(shown), *papers]
        self.printing.show_menu(self, entry.mapToGlobal(QPoint(entry.width(), 0)), papers)

    def written(self, path: Path) -> None:
        """A file is finished: say so, and offer to open it."""
        self.toast.say(_("Saved: {file}").format(file=path.name), action=_("Open it"))
        self.toast.show()  # below a text alone on the screen too
        self.printing.last = path

    def rebuild(self) -> None:
        """Build everything anew in the chosen language, colours and text size, and stay where one is."""
        stays_alone(self, "")
        name, key = self.page_name, self.hand.key
        app = QApplication.instance()
        current = self.settings.current
        kept = [other for other in places.KEPT if other in self.pages]
        left = {other: self.pages[other].place() for other in kept}  # type: ignore[attr-defined]
        set_language(current.language)
        apply_look(app, current.theme, current.text_scale)  # type: ignore[arg-type]
        self._build()
        for other, place in left.items():
            self._page(other).take_place(place)  # type: ignore[attr-defined]
        self.go(name)
        if key is not None:
            self.detail.open(key)

    # ── the window itself ────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        self.navigation.fold(folded=self.width() < FOLD_BELOW * look().scale)
        self.bar.fit(self.width() - self.navigation.width())
        self._arrange()

    def _arrange(self) -> None:
        """Where there is no room for both, the thing in hand stands alone until it is closed."""
        room = self.width() - self.navigation.width()
        alone = self.hand.visible and room < look().px(BOTH_FROM)
        self.stack.setVisible(not alone)

    def _restore_geometry(self) -> None:
        saved = self.settings.current.window
        if saved:
            self.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii", "ignore")))
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)  # closed with a text alone on the screen

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802, D102 - Qt's name
        if "write" in self.pages and not self.pages["write"].flush():  # type: ignore[attr-defined]
            event.ignore()  # the page has said why, and tries again
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        page = self.page_name if self.page_name in places.STARTS else places.HOME
        if first_run.skipped(self):
            page = first_run.SKIPPED
        with suppress(OSError):  # how the window stood is not worth a message on the way out
            self.settings.change(window=geometry, page=page)
        self.tasks.close()
        if self.keeper is not None:
            self.context.search.close()
        event.accept()
