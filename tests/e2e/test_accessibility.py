"""Every page works by keyboard and says what it is to a screen reader."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from chefsstod.i18n import set_language
from chefsstod.shell.application import make_app
from chefsstod.shell.context import AppContext
from chefsstod.shell.window import MainWindow
from chefsstod.support.settings import SettingsStore, Theme
from chefsstod.ui.style import look, stylesheet
from tests.e2e.seat import Seat
from tests.screens.opened import opened
from tests.screens.scenes import SCENES
from tests.screens.states import STATES, State

Roles = QAccessible.Role
ROLES = {
    QCheckBox: {Roles.CheckBox},
    QPushButton: {Roles.Button, Roles.RadioButton, Roles.ButtonMenu, Roles.CheckBox},
    QToolButton: {Roles.Button, Roles.ButtonMenu, Roles.CheckBox},
    QComboBox: {Roles.ComboBox},
    QDateEdit: {Roles.SpinBox, Roles.EditableText},
    QLineEdit: {Roles.EditableText},
    QPlainTextEdit: {Roles.EditableText},
    QListView: {Roles.List},
}
NAMES = [state.name for state in STATES]


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, AppContext]]:
    set_language("sv")
    made = {name: make(tmp_path_factory.mktemp(name)) for name, make in SCENES.items()}
    yield made
    for context in made.values():
        context.database.close()


@pytest.fixture
def window(
    request: pytest.FixtureRequest, qapp: QApplication, scenes: dict[str, AppContext], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """The window in the state that the test asks for by name."""
    state: State = next(state for state in STATES if state.name == request.param)
    settings = SettingsStore(tmp_path_factory.mktemp("settings") / "settings.json")
    settings.change(theme=Theme.LIGHT)
    make_app(settings)
    with opened(state, scenes[state.scene], settings) as made:
        yield made


def _interactive(window: MainWindow) -> list[QWidget]:
    inner = (QComboBox, QDateEdit)
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, tuple(ROLES))
        and widget.isVisible()
        and widget.isEnabled()
        and not isinstance(widget.parentWidget(), (*inner, QLineEdit))
    ]


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


@pytest.mark.parametrize("window", NAMES, indirect=True)
def test_everything_one_can_use_has_a_name_and_the_right_role(window: MainWindow) -> None:
    widgets = _interactive(window)
    assert widgets
    nameless = [f"{type(w).__name__} in {type(w.parentWidget()).__name__}" for w in widgets if not _name(w).strip()]
    assert not nameless
    for widget in widgets:
        kind = next(kind for kind in ROLES if isinstance(widget, kind))
        role = QAccessible.queryAccessibleInterface(widget).role()
        assert role in ROLES[kind], f"{_name(widget)} has the role {role}"


def _stops(window: MainWindow) -> list[QWidget]:
    """Where Tab leads, until it comes round."""
    window.activateWindow()
    first = next(widget for widget in _interactive(window) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    first.setFocus()
    found: list[QWidget] = []
    for _press in range(400):
        here = QApplication.focusWidget()
        assert here is not None
        if len(found) > 1 and here is found[0]:
            return found
        if not found or here is not found[-1]:  # within a date Tab goes through year, month and day
            found.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes round: {[_name(w) for w in found[-5:]]}")


@pytest.mark.parametrize("window", NAMES, indirect=True)
def test_tab_reaches_everything_and_is_no_trap(window: MainWindow) -> None:
    stops = _stops(window)
    wanted = [w for w in _interactive(window) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    missed = [_name(widget) for widget in wanted if widget not in stops]
    assert not missed
    strays = [type(widget).__name__ for widget in stops if not _name(widget)]
    assert not strays, "Tab stops where nothing can be done"


@pytest.mark.parametrize("window", ["today", "list", "detail-planned", "today-detail", "settings"], indirect=True)
def test_tab_goes_from_left_to_right_through_the_parts_of_the_window(window: MainWindow) -> None:
    parts: list[QWidget] = [window.navigation, window.bar, window.stack, *window.splitter.children(), window.toast]
    order = []
    for stop in _stops(window):
        part = next((part for part in parts if isinstance(part, QWidget) and part.isAncestorOf(stop)), None)
        if part is not None and (not order or order[-1] is not part):
            order.append(part)
    assert len(order) == len(set(map(id, order))) or order[0] is order[-1], [type(part).__name__ for part in order]


@pytest.mark.parametrize("window", ["list", "list-routines"], indirect=True)
def test_a_row_is_read_as_a_whole_sentence(window: MainWindow) -> None:
    view = window.pages["list"].list
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.childCount() == view.rows.rowCount()
    place = view.rows.index_of(view.current().key)
    text = interface.child(place).text(QAccessible.Text.Name)
    occurrence = view.current()
    assert text.startswith(occurrence.activity.title)
    assert text.count(",") >= 4


def test_the_focus_is_seen_on_everything_that_can_have_it() -> None:
    sheet = stylesheet(look())
    for kind in ("QPushButton", "QToolButton", "QLineEdit", "QPlainTextEdit", "QDateEdit", "QComboBox", "QCheckBox"):
        assert f"{kind}:focus" in sheet
    for role in ("nav", "choice", "chip", "row", "link"):
        assert f'QPushButton[role="{role}"]:focus' in sheet


def test_the_focused_row_is_seen(seat: Seat) -> None:
    seat.go("list")
    seat.press(Qt.Key.Key_Down)
    view = seat.year_list.list
    with_focus = view.grab(view.visualRect(view.currentIndex())).toImage()
    seat.window.search.setFocus()
    seat.settle()
    without = view.grab(view.visualRect(view.currentIndex())).toImage()
    assert with_focus != without


def test_a_button_with_an_icon_only_says_its_name_in_a_tool_tip(seat: Seat) -> None:
    seat.go("list")
    silent = [b for b in seat.window.findChildren(QAbstractButton) if b.isVisible() and not b.text() and not b.toolTip()]
    assert not [b for b in silent if not isinstance(b, QCheckBox) and not isinstance(b.parentWidget(), QLineEdit)]
