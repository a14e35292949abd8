"""The window: navigation, one toolbar, the page, the thing in hand beside it, and the line that tells what was saved."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QSplitter, QStackedWidget, QWidget

from chefsstod.features.profile.model import Profile
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.model import OccurrenceKey
from chefsstod.i18n import _, set_language
from chefsstod.shell.context import AppContext
from chefsstod.shell.history import History
from chefsstod.shell.navigation import Navigation
from chefsstod.shell.pages import make_page
from chefsstod.shell.printing import Printing
from chefsstod.shell.toast import ToastBar
from chefsstod.storage.failures import translate_error
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.parts import L, S, column, icon_button, label, row
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look, look
from chefsstod.ui.tasks import TaskRunner
from chefsstod.ui.undo import UndoStack

if TYPE_CHECKING:
    from chefsstod.features.yearwheel.detail_page import DetailPage

FOLD_BELOW = 1100
DETAIL_WIDTH = 400
BOTH_FROM = 760
SMALLEST = (880, 560)
YEARS = ("wheel", "list")
"""The pages that show a year: they have a place that is kept, and select what is taken in hand."""
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
        self._history = History()
        self._moving = False
        self._last_paper: Path | None = None
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
        self._detail: DetailPage | None = None
        self.printing = Printing(context=context, tasks=self.tasks, dialogs=lambda: self.dialogs)
        self.navigation = Navigation()
        self.toast = ToastBar()
        self.stack = QStackedWidget()
        self.pages: dict[str, QWidget] = {}
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.stack)
        self.splitter.setStretchFactor(0, 1)
        self.bar = self._make_bar()
        centre = QWidget()
        layout = column(self.bar, self.splitter, self.toast, spacing=0)
        layout.setStretch(1, 1)
        centre.setLayout(layout)
        whole = QWidget()
        whole.setLayout(row(self.navigation, centre, spacing=0))
        self.setCentralWidget(whole)
        self._fold()
        self._connect()

    def _make_bar(self) -> QWidget:
        self.back_button = icon_button("chevron-left", _("Back"), shortcut="Alt+←", clicked=self.back)
        self.forward_button = icon_button("chevron-right", _("Forward"), shortcut="Alt+→", clicked=self.forward)
        self.where = label(role="lead", wrap=False)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a task … (Ctrl+K)"))
        self.search.setAccessibleName(_("Find a task"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(look().px(300))
        bar = QWidget()
        bar.setProperty("role", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = row(self.back_button, self.forward_button, self.where, None, self.search, margins=(S, S, L, S), spacing=S)
        layout.setStretchFactor(self.search, 2)
        bar.setLayout(layout)
        return bar

    def _connect(self) -> None:
        self.actions_.told.connect(lambda text: self.toast.say(text, undo=True))
        self.navigation.page_requested.connect(self.go)
        self.navigation.print_button.clicked.connect(self.print_menu)
        self.printing.working.connect(self.toast.say)
        self.printing.written.connect(self._written)
        self.search.textEdited.connect(self._search)
        self.search.returnPressed.connect(self._open_first_hit)
        self.toast.action_requested.connect(self._open_paper)
        self.toast.undo_requested.connect(self.undo)

    def _add_shortcuts(self) -> None:
        for keys, action in (
            ("Alt+Left", self.back),
            ("Alt+Right", self.forward),
            ("Ctrl+K", self.focus_search),
            ("Ctrl+F", self.focus_search),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Q", self.close),
        ):
            QShortcut(QKeySequence(keys), self, activated=action)  # type: ignore[call-overload]
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self.close_detail)

    @property
    def detail(self) -> "DetailPage":
        """The thing in hand; made when something is first taken in hand."""
        if self._detail is None:
            from chefsstod.features.yearwheel.detail_page import DetailPage

            context = self.context
            self._detail = DetailPage(wheel=context.yearwheel, actions=self.actions_, laws=context.laws, signals=self.signals)
            self._detail.view.setMinimumWidth(look().px(330))
            self._detail.view.hide()
            self.splitter.addWidget(self._detail.view)
            self._detail.closed.connect(self._detail_closed)
            self._detail.opened.connect(self._detail_opened)
        return self._detail

    def open_occurrence(self, key: OccurrenceKey) -> None:
        """Take an occurrence in hand."""
        self.detail.open(key)

    def _page(self, name: str) -> QWidget:
        if name not in self.pages:
            self.pages[name] = make_page(self, name)
            self.stack.addWidget(self.pages[name])
        return self.pages[name]

    # ── going ────────────────────────────────────────────────────────────────

    def go(self, name: str) -> None:
        """Go to a page."""
        name = name if name in ("today", "wheel", "list", "settings", "setup") else "today"
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
            self.close_detail()
            page.focus_question()  # type: ignore[attr-defined]
            return
        if name != "list":
            self.search.clear()
        self.navigation.show_page(name)
        titles = {"today": _("Today"), "wheel": _("Year wheel"), "list": _("Year list"), "settings": _("Settings")}
        self.where.setText(titles[name])
        if name == "settings":
            self.close_detail()
        page.enter()  # type: ignore[attr-defined]
        if not self.search.hasFocus():
            page.take_keyboard()  # type: ignore[attr-defined]
        self._remember(name)

    def _remember(self, name: str) -> None:
        if not self._moving:
            self._history.visit((name, self.detail.key if self._detail else None))
        self.back_button.setEnabled(self._history.can_go_back)
        self.forward_button.setEnabled(self._history.can_go_forward)

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
                self.close_detail()
            else:
                self.detail.open(key)
        finally:
            self._moving = False
        self._remember(name)

    def _detail_opened(self, key: OccurrenceKey) -> None:
        if self.detail.view.isHidden():
            self.detail.view.show()
            wide = self.splitter.width() or self.width()
            self.splitter.setSizes([wide - look().px(DETAIL_WIDTH), look().px(DETAIL_WIDTH)])
        self._arrange()
        if self.page_name in YEARS:
            self.pages[self.page_name].select(key)  # type: ignore[attr-defined]
        self._remember(self.page_name)

    def _detail_closed(self) -> None:
        had_focus = self.detail.view.isAncestorOf(QApplication.focusWidget() or self)
        self.detail.view.hide()
        self._arrange()
        if had_focus and self.page_name in YEARS:
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

    def close_detail(self) -> None:
        """Put down the thing in hand."""
        if self._detail is not None:
            self._detail.close()

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
        page = self.pages.get(self.page_name if self.page_name in YEARS else "list")
        year = page.year if page is not None else self.context.clock().year  # type: ignore[attr-defined]
        self.printing.show_menu(self, entry.mapToGlobal(QPoint(entry.width(), 0)), year)

    def _written(self, path: Path) -> None:
        self.toast.say(_("Saved: {file}").format(file=path.name), action=_("Open it"))
        self._last_paper = path

    def _open_paper(self) -> None:
        if self._last_paper is not None:
            self.printing.show_file(self._last_paper)

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
        name, key = self.page_name, self._detail.key if self._detail else None
        app = QApplication.instance()
        current = self.settings.current
        kept = [other for other in (*YEARS, "settings") if other in self.pages]
        places = {other: self.pages[other].place() for other in kept}  # type: ignore[attr-defined]
        set_language(current.language)
        apply_look(app, current.theme, current.text_scale)  # type: ignore[arg-type]
        self._build()
        for other, place in places.items():
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
        self._arrange()

    def _arrange(self) -> None:
        """Where there is no room for both, the thing in hand stands alone until it is closed."""
        room = self.width() - self.navigation.width()
        alone = self._detail is not None and not self._detail.view.isHidden() and room < look().px(BOTH_FROM)
        self.stack.setVisible(not alone)

    def _restore_geometry(self) -> None:
        saved = self.settings.current.window
        if saved:
            self.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii", "ignore")))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802, D102 - Qt's name
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        page = self.page_name if self.page_name in ("today", *YEARS) else "today"
        if self.settings.current.page == SKIPPED and self.context.profiles.profile() is None:
            page = SKIPPED
        with suppress(OSError):  # how the window stood is not worth a message on the way out
            self.settings.change(window=geometry, page=page)
        self.tasks.close()
        event.accept()
