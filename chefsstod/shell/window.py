"""The window: navigation, one toolbar, the page, the thing in hand beside it, and the line that tells what was saved."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QWidget

from chefsstod.features.profile.model import Profile
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.model import OccurrenceKey
from chefsstod.i18n import _, set_language
from chefsstod.shell import places
from chefsstod.shell.context import AppContext
from chefsstod.shell.hand import Hand
from chefsstod.shell.history import History
from chefsstod.shell.in_hand import make_detail, make_editor
from chefsstod.shell.navigation import Navigation
from chefsstod.shell.pages import make_page
from chefsstod.shell.printing import Printing
from chefsstod.shell.toast import ToastBar
from chefsstod.shell.toolbar import ToolBar
from chefsstod.storage.failures import translate_error
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.parts import column, row
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look, look
from chefsstod.ui.tasks import TaskRunner
from chefsstod.ui.undo import UndoStack

if TYPE_CHECKING:
    from chefsstod.features.reminders.notifier import Reminder
    from chefsstod.features.yearwheel.detail_page import DetailPage
    from chefsstod.features.yearwheel.filter_bar import SharedFilter

FOLD_BELOW = 1100
BOTH_FROM = 760
SMALLEST = (880, 560)
SKIPPED = "skipped-setup"
"""Stands in the settings instead of a page when the first-run questions were skipped: they are not asked at every start."""


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
        self.reminder: Reminder | None = None
        self._history = History()
        self._moving = False
        self.setWindowTitle("Chefsstöd")  # no-i18n
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 800)
        self._restore_geometry()
        self._add_shortcuts()
        self._build()
        self.go("setup" if self._needs_setup() else settings.current.page)

    # ── building ─────────────────────────────────────────────────────────────

    def _build(self) -> None:
        """Make everything inside the window."""
        context = self.context
        self.signals = AppSignals()
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
            ("Ctrl+F", self.focus_search),
            ("Ctrl+N", self.new_task),
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

    def new_task(self, day: date | None = None) -> None:
        """Write a task of her own, on ``day`` if she chose one."""
        if self.page_name not in (*places.YEAR_VIEWS, places.HOME):
            self.go(places.YEAR)  # what is written shows there
        self.hand.editor.open_new(day=day)

    def _page(self, name: str) -> QWidget:
        if name not in self.pages:
            self.pages[name] = make_page(self, name)
            self.stack.addWidget(self.pages[name])
        return self.pages[name]

    # ── going ────────────────────────────────────────────────────────────────

    def go(self, name: str) -> None:
        """Go to a page."""
        name = name if name in places.PAGES else places.HOME
        if name == "setup" and "setup" in self.pages:
            self.stack.removeWidget(self.pages["setup"])
            self.pages.pop("setup").deleteLater()
        page = self._page(name)
        self.stack.setCurrentWidget(page)
        in_setup = name == "setup"
        self.navigation.setVisible(not in_setup)
        self.bar.setVisible(not in_setup)
        self.toast.setVisible(not in_setup)
        if in_setup:
            self.hand.put_down()
            page.focus_question()  # type: ignore[attr-defined]
            return
        if name != "list":
            self.search.clear()
        self.navigation.show_page(places.entry(name))
        self.bar.show_page(name)
        if name not in places.YEAR_VIEWS and name != places.HOME:
            self.hand.put_down()
        self.bar.fit(self.width() - self.navigation.width())
        page.enter()  # type: ignore[attr-defined]
        if not self.search.hasFocus():
            page.take_keyboard()  # type: ignore[attr-defined]
        self._remember(name)

    def _remember(self, name: str) -> None:
        if not self._moving:
            self._history.visit((name, self.hand.key))
        self.bar.back.setEnabled(self._history.can_go_back)
        self.bar.forward.setEnabled(self._history.can_go_forward)

    @property
    def page_name(self) -> str:
        """Where one is."""
        current = self.stack.currentWidget()
        return next((name for name, page in self.pages.items() if page is current), "today")

    def back(self) -> None:
        """To where one was before, as in a browser."""
        self._travel(-1)

    def forward(self) -> None:
        """Forward again."""
        self._travel(1)

    def _travel(self, step: int) -> None:
        place = self._history.travel(step) if self.page_name != "setup" else None
        if place is None:
            return
        name, key = place
        self._moving = True
        try:
            self.go(name)
            if key is None:
                self.hand.put_down()
            else:
                self.detail.open(key)
        finally:
            self._moving = False
        self._remember(name)

    def _hand_opened(self, key: OccurrenceKey) -> None:
        if self.page_name in places.SELECTING:
            self.pages[self.page_name].select(key)  # type: ignore[attr-defined]
        self._remember(self.page_name)

    def _hand_closed(self, had_keyboard: bool) -> None:
        if had_keyboard and self.page_name in places.YEAR_VIEWS:
            self.pages[self.page_name].take_keyboard()  # type: ignore[attr-defined]
        self._remember(self.page_name)

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
            self._tell(problem)
            return
        if done is None:
            self.toast.say(nothing)
            return
        what, saved = done
        self.toast.say(text.format(what=what), undo=self.undo_stack.can_undo)
        self.signals.changed.emit(saved.changes)

    def _tell(self, problem: Exception) -> None:
        """Say what went wrong; what nobody expected goes on to the crash hook."""
        told = translate_error(problem)
        if told is None:
            raise problem
        self.dialogs.error(told)

    def _put_down_one(self) -> None:
        """What Esc means: put down the thing in hand; with nothing in hand, one level up where the page has levels."""
        if self.hand.visible:
            self.hand.close()
        elif self.page_name in places.SELECTING:
            getattr(self.pages[self.page_name], "escape", bool)()

    def focus_search(self) -> None:
        """Put the keyboard in the search field."""
        if self.page_name != "setup":
            self.search.setFocus()
            self.search.selectAll()

    def _search(self, text: str) -> None:
        if self.page_name != "list":
            self.go("list")
            self.search.setFocus()
        self.pages["list"].filter_by(text)  # type: ignore[attr-defined]

    def _open_first_hit(self) -> None:
        if self.page_name == "list":
            self.pages["list"].open_first()  # type: ignore[attr-defined]

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
        self.printing.show_menu(self, entry.mapToGlobal(QPoint(entry.width(), 0)), year, month)

    def written(self, path: Path) -> None:
        """A file is finished: say so, and offer to open it."""
        self.toast.say(_("Saved: {file}").format(file=path.name), action=_("Open it"))
        self.printing.last = path

    def _needs_setup(self) -> bool:
        return self.context.profiles.profile() is None and self.settings.current.page != SKIPPED

    def set_up(self, profile: Profile) -> None:
        """The first-run questions are answered."""
        try:
            self.context.profiles.save(profile)
        except Exception as problem:  # noqa: BLE001 - told, or raised again
            self._tell(problem)
            return
        self.go("today")
        self.signals.changed.emit(Changes(profile=True))
        self.toast.say(_("Your year is ready. You can change the answers under Settings."))

    def skip_setup(self) -> None:
        """The first-run questions are skipped."""
        with suppress(OSError):  # she is asked again at the next start, no worse
            self.settings.change(page=SKIPPED)
        self.go("today")

    def rebuild(self) -> None:
        """Build everything anew in the chosen language, colours and text size, and stay where one is."""
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

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802, D102 - Qt's name
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        page = self.page_name if self.page_name in (places.HOME, "timers", *places.YEAR_VIEWS) else places.HOME
        if self.settings.current.page == SKIPPED and self.context.profiles.profile() is None:
            page = SKIPPED
        with suppress(OSError):  # how the window stood is not worth a message on the way out
            self.settings.change(window=geometry, page=page)
        self.tasks.close()
        event.accept()
