"""What the window can look like: a name, the scene it is shown with, and the way there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from chefsstod.features.reminders.card import ReminderCard
from chefsstod.features.rollover.model import Choice
from chefsstod.features.rollover.view import DONE, MISSING, TASKS, YEAR
from chefsstod.features.yearwheel.edit_model import Scope
from chefsstod.features.yearwheel.filters import ANY_UNIT, Filter
from chefsstod.features.yearwheel.model import Category, Nature, Status
from chefsstod.features.yearwheel.month_page import MonthPage
from chefsstod.features.yearwheel.page import YearListPage
from chefsstod.features.yearwheel.wheel_page import WheelPage
from chefsstod.shell.window import MainWindow
from tests.screens.scenes import CALENDAR, pick
from tests.screens.states_book import WAYS

Way = Callable[[MainWindow], object]


@dataclass(frozen=True, slots=True)
class State:
    """One state of the window."""

    name: str
    scene: str
    way: Way
    closed_since: date | None = None


def _list(window: MainWindow) -> YearListPage:
    window.go("list")
    page = window.pages["list"]
    assert isinstance(page, YearListPage)
    return page


def _wheel(window: MainWindow) -> WheelPage:
    window.go("wheel")
    shown(window)
    page = window.pages["wheel"]
    assert isinstance(page, WheelPage)
    return page


def _wheel_keys(window: MainWindow) -> None:
    page = _wheel(window)
    window.activateWindow()
    page.wheel.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(page.wheel, key)


def _wheel_hover(window: MainWindow) -> None:
    page = _wheel(window)
    occurrence = pick(window.context, Status.STARTED)
    hover(page, page.wheel.place_of(occurrence.key))


def hover(page: WheelPage, place: QPoint) -> None:
    """The mouse comes to rest on a point of the wheel."""
    port = page.wheel.viewport()
    nothing = Qt.MouseButton.NoButton
    where, on_screen = QPointF(place), QPointF(port.mapToGlobal(place))
    QApplication.sendEvent(
        port, QMouseEvent(QEvent.Type.MouseMove, where, on_screen, nothing, nothing, Qt.KeyboardModifier.NoModifier)
    )


def _wheel_one_ring(window: MainWindow) -> None:
    _wheel(window).legend.entries[Category.KVALITET].click()


def _wheel_wide_ring(window: MainWindow) -> None:
    _wheel(window).wheel.focus_ring(Category.EKONOMI)


def _wheel_near(times: int) -> Way:
    def way(window: MainWindow) -> None:
        page = _wheel(window)
        page.select(pick(window.context, Status.STARTED).key)
        for _time in range(times):
            page.larger.click()

    return way


def _wheel_more(window: MainWindow) -> None:
    page = _wheel(window)
    page.steps_toggled.emit(True)
    page.heat_toggled.emit(True)


def _wheel_carried(window: MainWindow) -> None:
    _wheel_near(1)(window)
    page = _wheel(window)
    page.wheel.setFocus()
    QTest.keyClick(page.wheel, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def _month(window: MainWindow) -> MonthPage:
    window.go("month")
    shown(window)
    page = window.pages["month"]
    assert isinstance(page, MonthPage)
    return page


def _month_carried(window: MainWindow) -> None:
    page = _month(window)
    page.select(pick(window.context, Status.STARTED).key)
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)


def _month_filtered(window: MainWindow) -> None:
    _month(window).shared.set(Filter(categories=frozenset({Category.KVALITET}), unit=ANY_UNIT, varies=True))


def _wheel_empty(window: MainWindow) -> None:
    page = _wheel(window)
    page.status.setCurrentIndex(page.status.findData(Status.LATE.value))
    page.legend.entries[Category.EKONOMI].click()


def _setup(question: int) -> Way:
    def way(window: MainWindow) -> None:
        window.go("setup")
        for _step in range(question - 1):
            window.pages["setup"].next.click()

    return way


def _filtered_empty(window: MainWindow) -> None:
    _list(window).text.setText("ett ord som ingen uppgift har")


def _routines(window: MainWindow) -> None:
    _list(window).routines.setChecked(True)


def _next_year(window: MainWindow) -> None:
    _list(window).later.click()


def _late_only(window: MainWindow) -> None:
    _list(window)
    window.pages["list"].show_late()


def _detail(status: Status, *, then: Callable[[MainWindow], object] | None = None, page: str = "list", **wanted: object) -> Way:
    def way(window: MainWindow) -> None:
        window.go(page)
        window.detail.open(pick(window.context, status, **wanted).key)
        if then is not None:
            then(window)

    return way


def _activity(slug: str, *, bottom: bool = False) -> Way:
    def way(window: MainWindow) -> None:
        _list(window)
        window.detail.open_activity(slug)
        if bottom:
            QApplication.processEvents()
            bar = window.detail.view.findChild(QScrollArea).verticalScrollBar()
            bar.setValue(bar.maximum())

    return way


def _own(window: MainWindow) -> None:
    own = next(a for a in window.context.yearwheel.activities() if a.layer == "own")
    _activity(own.id)(window)


def _private(window: MainWindow) -> None:
    window.detail.view.note.setFocus()
    window.detail.view.note.setPlainText("Ring 640823-3234 om schemat.")


def _page(name: str) -> Way:
    return lambda window: window.go(name)


def _exchange_report(window: MainWindow) -> None:
    window.go("exchange")
    window.pages["exchange"].look_at(window.context.paths.data / CALENDAR)
    _scroll_down(window)


def _scroll_down(window: MainWindow) -> None:
    shown(window)
    for area in window.stack.currentWidget().findChildren(QScrollArea):
        if area.isVisible():
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def _rollover(part: int) -> Way:
    def way(window: MainWindow) -> None:
        window.go("rollover")
        window.pages["rollover"].show_part(part)

    return way


def _rollover_asked(choice: Choice) -> Way:
    """A task about to be moved or dropped."""

    def way(window: MainWindow) -> None:
        _rollover(TASKS)(window)
        shown(window)
        rows = window.pages["rollover"].tasks_part.rows.values()
        next(row for row in rows if row.isVisible()).decide(choice)

    return way


def _local(question: str) -> Way:
    def way(window: MainWindow) -> None:
        window.go("local")
        shown(window)
        window.pages["local"].open_question(question)

    return way


def _timers(which: str) -> Way:
    def way(window: MainWindow) -> None:
        timers = window.context.timers
        window.show_chain({"late": timers.running()[0], "new": timers.running()[-1], "closed": timers.closed()[0]}[which].id)

    return way


def _timers_new(template: str = "") -> Way:
    def way(window: MainWindow) -> None:
        window.go("timers")
        window.pages["timers"].start_event(template)

    return way


def _load(day: date, *, leave: bool = False) -> Way:
    def way(window: MainWindow) -> None:
        window.go("load")
        shown(window)
        page = window.pages["load"]
        page.show_week_of(day)
        if leave:
            page.open_leave()

    return way


def _write(nature: Nature) -> Way:
    def way(window: MainWindow) -> None:
        _wheel(window)
        window.hand.editor.open_new(nature=nature)

    return way


def _write_wrongly(window: MainWindow) -> None:
    _write(Nature.TASK)(window)
    window.hand.editor.view.use("den trettionde februari")
    window.hand.editor.save()
    window.context.edits.keep_form("new", None)  # else the next form begins with it


def _change(scope: Scope) -> Way:
    def way(window: MainWindow) -> None:
        window.go("list")
        window.hand.editor.open_edit(pick(window.context, Status.PLANNED))
        window.hand.editor.view.scope_chosen.emit(scope)

    return way


def _copy(window: MainWindow) -> None:
    _list(window)
    window.hand.editor.open_duplicate(pick(window.context, Status.PLANNED).activity.id)


def _reminded(window: MainWindow) -> None:
    window.go("wheel")
    digest = window.context.reminders.due()
    assert digest is not None
    ReminderCard(digest, window).appear()


def _lesson(window: MainWindow) -> None:
    found = [o for o in window.context.yearwheel.occurrences(date(2026, 9, 1), date(2027, 12, 31)) if o.lesson is not None]
    _list(window)
    window.detail.open(found[0].key)


STATES = (
    *(State(f"setup-{n}", "fresh", _setup(n)) for n in (1, 2, 3, 4)),
    State("today", "lived", _page("today")),
    State("today-before-setup", "fresh", _page("today")),
    State("today-calm", "calm", _page("today")),
    State("today-closed", "lived", _page("today"), closed_since=date(2026, 11, 9)),
    State("today-late", "many_late", _page("today")),
    State("today-detail", "lived", _detail(Status.PLANNED, page="today")),
    State("list", "lived", lambda window: _list(window).go_to_today()),
    State("list-empty", "lived", _filtered_empty),
    State("list-late", "many_late", _late_only),
    State("list-next-year", "lived", _next_year),
    State("list-routines", "lived", _routines),
    State("wheel", "lived", _wheel),
    State("wheel-next-year", "lived", lambda window: _wheel(window).later.click()),
    State("wheel-hover", "lived", _wheel_hover),
    State("wheel-keys", "lived", _wheel_keys),
    State("wheel-one-ring", "lived", _wheel_one_ring),
    State("wheel-wide-ring", "lived", _wheel_wide_ring),
    State("wheel-quarter", "lived", _wheel_near(1)),
    State("wheel-month", "lived", _wheel_near(2)),
    State("wheel-day", "lived", _wheel_near(3)),
    State("wheel-more", "lived", _wheel_more),
    State("wheel-carried", "lived", _wheel_carried),
    State("month", "lived", _month),
    State("month-carried", "lived", _month_carried),
    State("month-day", "lived", lambda window: _month(window).show_day(date(2026, 11, 30))),
    State("month-empty", "lived", lambda window: _month(window).show_month(date(2027, 7, 1))),
    State("month-filtered", "lived", _month_filtered),
    State("month-late", "many_late", _month),
    State("month-wheel", "lived", lambda window: _month(window).show_part("wheel")),
    State("month-detail", "lived", _detail(Status.PLANNED, page="month")),
    State("wheel-empty", "lived", _wheel_empty),
    State("wheel-late", "many_late", _wheel),
    State("wheel-detail", "lived", _detail(Status.PLANNED, page="wheel")),
    State("detail-done", "lived", _detail(Status.DONE, note=True)),
    State("detail-late", "lived", _detail(Status.LATE)),
    State("detail-law", "lived", _activity("semesterplanering")),
    State("detail-law-bottom", "lived", _activity("semesterplanering", bottom=True)),
    State("detail-move", "lived", _detail(Status.STARTED, then=lambda window: window.detail.view.move_button.click())),
    State("detail-moved", "lived", _detail(Status.PLANNED, shift=True, note=True)),
    State("detail-own", "lived", _own),
    State("detail-planned", "lived", _detail(Status.PLANNED)),
    State("detail-private", "lived", _detail(Status.PLANNED, then=_private)),
    State("detail-skip", "lived", _detail(Status.PLANNED, then=lambda window: window.detail.view.skip_button.click())),
    State("detail-skipped", "lived", _detail(Status.SKIPPED)),
    State("settings", "lived", _page("settings")),
    State("settings-before-setup", "fresh", _page("settings")),
    State("today-busy", "busy", _page("today")),
    State("wheel-busy", "busy", _wheel_more),
    State("month-busy", "busy", _month),
    State("detail-lesson", "busy", _lesson),
    State("hidden", "busy", _page("hidden")),
    State("hidden-none", "lived", _page("hidden")),
    State("exchange", "lived", _page("exchange")),
    State("exchange-out", "busy", _page("exchange")),
    State("exchange-report", "busy", _exchange_report),
    State("rollover-year", "busy", _rollover(YEAR)),
    State("rollover-tasks", "busy", _rollover(TASKS)),
    State("rollover-move", "busy", _rollover_asked(Choice.MOVE)),
    State("rollover-drop", "busy", _rollover_asked(Choice.DROP)),
    State("rollover-missing", "busy", _rollover(MISSING)),
    State("rollover-done", "busy", _rollover(DONE)),
    State("local", "lived", _page("local")),
    State("local-answered", "busy", _local("lonesamtal")),
    State("local-weeks", "busy", _local("hygienveckor")),
    State("timers-none", "lived", _page("timers")),
    State("timers", "busy", _page("timers")),
    State("timers-late", "busy", _timers("late")),
    State("timers-new", "busy", _timers("new")),
    State("timers-closed", "busy", _timers("closed")),
    State("timers-gallery", "busy", _timers_new()),
    State("timers-form", "busy", _timers_new("tillbud")),
    State("load", "lived", _page("load")),
    State("load-week", "busy", _load(date(2026, 12, 7))),
    State("load-slack", "busy", _load(date(2027, 1, 4))),
    State("load-leave", "busy", _load(date(2027, 7, 5), leave=True)),
    *(State(f"editor-{nature.value}", "busy", _write(nature)) for nature in Nature),
    *(State(f"editor-{scope.value}", "busy", _change(scope)) for scope in Scope),
    State("editor-copy", "busy", _copy),
    State("editor-wrong", "busy", _write_wrongly),
    State("reminder", "busy", _reminded),
    *(State(*way) for way in WAYS),
)


def shown(widget: QWidget) -> None:
    """Let layouts settle: some only know their height after the first width."""
    for _round in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    widget.ensurePolished()
