"""The window around the pages: history, look, room, printing, being away, a second start."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from chefsstod.features.yearwheel.model import Status
from chefsstod.i18n import _, language
from chefsstod.shell.context import AppContext
from chefsstod.support.paths import Paths
from chefsstod.support.settings import Theme, load_settings
from chefsstod.ui.style import look
from chefsstod.ui.tasks import ThreadTaskRunner
from tests.conftest import SetClock
from tests.e2e.conftest import Opener
from tests.e2e.seat import Seat


def test_back_and_forward_go_as_in_a_browser(seat: Seat) -> None:
    for page in ("wheel", "settings"):
        seat.click(seat.window.navigation.buttons[page])
    seat.press("Alt+Left")
    assert seat.window.page_name == "wheel"
    seat.press("Alt+Left")
    assert seat.window.page_name == "today"
    assert not seat.window.bar.back.isEnabled()
    seat.press("Alt+Right", "Alt+Right")
    assert seat.window.page_name == "settings"
    assert not seat.window.bar.forward.isEnabled()


@pytest.mark.parametrize(
    ("keys", "page"),
    [("Ctrl+2", "wheel"), ("Ctrl+3", "timers"), ("Ctrl+4", "handbook"), ("Ctrl+5", "directory"), ("Ctrl+6", "settings")],
)
def test_pages_have_shortcuts(seat: Seat, qtbot: QtBot, keys: str, page: str) -> None:
    seat.press(keys)
    qtbot.waitUntil(lambda: seat.window.page_name == page)  # Qt lets the button be seen pressed for a moment
    seat.press("Ctrl+1")
    qtbot.waitUntil(lambda: seat.window.page_name == "today")


def test_back_to_a_task_of_her_own_that_is_gone_does_no_harm(seat: Seat) -> None:
    from chefsstod.features.yearwheel.model import Category

    wheel = seat.window.context.yearwheel
    own, _saved = wheel.add_own(
        title="Julfika", category=Category.VERKSAMHET, rrule="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=11", start=date(2026, 11, 23)
    )
    seat.go("list")
    seat.window.detail.open_activity(own)
    seat.settle()
    seat.click(seat.button(_("Remove this task")))
    assert own not in {o.key.activity for o in seat.shown}
    seat.press("Alt+Left")
    assert not seat.window.detail.view.isVisible()
    seat.press("Ctrl+Z")
    assert own in {o.key.activity for o in seat.shown}


def test_language_colours_and_text_size_change_at_once_and_one_stays_where_one_was(seat: Seat) -> None:
    seat.go("list")
    seat.click(seat.year_list.later)
    seat.year_list.text.setText("budget")
    opened = seat.shown[0]
    seat.window.detail.open(opened.key)
    seat.settings.change(language="en", theme=Theme.DARK, text_scale=150)
    seat.window.rebuild()
    seat.settle()
    assert language() == "en"
    assert look().scale == 1.5
    assert look().palette.paper.upper() == "#16191D"
    assert seat.window.page_name == "list"
    assert seat.window.detail.key == opened.key
    assert seat.window.detail.view.isVisible()
    assert seat.year_list.year == 2027
    assert seat.year_list.text.text() == "budget"
    assert seat.button("Mark as done", within=seat.window.detail.view)


def test_the_settings_are_saved_as_they_are_chosen(seat: Seat) -> None:
    seat.go("settings")
    box = seat.window.pages["settings"].text_size
    box.setFocus()
    seat.press(Qt.Key.Key_Down)
    assert load_settings(seat.settings.path).current.text_scale == 125
    assert seat.window.page_name == "settings"
    assert look().scale == 1.25
    seat.press(Qt.Key.Key_Down)  # the window is new, the keyboard is where it was
    chosen = load_settings(seat.settings.path).current
    assert (chosen.text_scale, chosen.theme) == (150, Theme.LIGHT)


def test_a_change_after_a_rebuild_reaches_every_page(seat: Seat) -> None:
    seat.window.rebuild()
    seat.settle()
    late = seat.window.context.yearwheel.agenda().late[0]
    seat.click(seat.button(_("Mark «{title}» as done").format(title=late.activity.title)))
    assert late.activity.title in seat.toast
    seat.press("Ctrl+Z")
    assert seat.window.context.yearwheel.occurrence(late.key).status is Status.LATE


def test_navigation_folds_in_a_narrow_window(seat: Seat) -> None:
    wide = seat.window.navigation.width()
    seat.window.resize(1000, 700)
    seat.settle()
    assert seat.window.navigation.width() < wide / 2
    assert seat.window.navigation.buttons["today"].accessibleName() == _("Today")


def test_the_thing_in_hand_stands_alone_where_there_is_no_room_for_both(seat: Seat) -> None:
    seat.settings.change(text_scale=200)
    seat.window.rebuild()
    seat.window.resize(1024, 700)
    seat.go("list")
    seat.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert seat.window.detail.view.isVisible()
    assert not seat.window.stack.isVisible()
    seat.press("Esc")
    assert seat.window.stack.isVisible()
    assert QApplication.focusWidget() is seat.year_list.list


def test_a_paper_is_written_beside_the_work_and_told(profiled: AppContext, open_seat: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    import pypdf

    seat = open_seat(profiled, tasks=ThreadTaskRunner())
    seat.dialogs.file = tmp_path / "november"
    paper = seat.window.printing.papers(2026)[0]
    with qtbot.waitSignal(seat.window.printing.written, timeout=30_000):
        seat.window.printing.make(paper)
        assert paper.title in seat.toast
    assert "november.pdf" in seat.toast
    assert seat.window.toast.action.isVisible()
    pages = pypdf.PdfReader(tmp_path / "november.pdf").pages
    assert len(pages) == 2, "tasks on the one side, themes on the other"
    assert "Norra hemtjänsten" in pages[0].extract_text()


def test_a_folder_that_is_gone_is_told_when_printing(seat: Seat, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    seat.dialogs.file = tmp_path / "file" / "month.pdf"
    seat.window.printing.make(seat.window.printing.papers(2026)[0])
    assert len(seat.dialogs.errors) == 1


def test_printing_asks_first_when_a_note_holds_a_personnummer(seat: Seat, tmp_path: Path) -> None:
    wheel = seat.window.context.yearwheel
    wheel.set_note(wheel.agenda().due[0].key, "Ring 640823-3234")
    seat.dialogs.file = tmp_path / "month.pdf"
    seat.dialogs.answer = False
    seat.window.printing.make(seat.window.printing.papers(2026)[0])
    assert len(seat.dialogs.questions) == 1
    assert not seat.dialogs.file.exists()
    seat.dialogs.answer = True
    seat.window.printing.make(seat.window.printing.papers(2026)[0])
    assert seat.dialogs.file.exists()


@pytest.mark.qt_log_ignore("does not support raise")  # the platform plugin without a screen
def test_a_second_start_brings_the_open_window_forward(seat: Seat, paths: Paths, qtbot: QtBot) -> None:
    from chefsstod.shell.afterwards import listen_for_second_start
    from chefsstod.support import instance

    lock = instance.acquire(paths)
    assert lock is not None
    watcher = listen_for_second_start(seat.window, seat.window, paths)
    seat.window.showMinimized()
    assert seat.window.isMinimized()
    assert instance.acquire(paths) is None
    assert instance.ask_to_raise(paths)
    qtbot.waitUntil(lambda: not seat.window.isMinimized())
    assert seat.window.isVisible()
    assert not (paths.data / instance.RAISE_FILE).exists()
    watcher.deleteLater()
    lock.release()


def test_what_a_command_changed_meanwhile_is_seen_when_she_comes_back(seat: Seat, paths: Paths) -> None:
    from chefsstod.app.main import main
    from chefsstod.shell.afterwards import Comeback

    task = seat.window.context.yearwheel.agenda().due[0]
    seat.go("list")
    comeback = Comeback(seat.window, paths)
    comeback.on_state(Qt.ApplicationState.ApplicationInactive)
    assert (
        main(["--data-dir", str(paths.data), "--today", "2026-11-23", "task", "done", task.key.activity, str(task.original)]) == 0
    )
    assert next(o for o in seat.shown if o.key == task.key).status is not Status.DONE
    comeback.on_state(Qt.ApplicationState.ApplicationActive)
    assert next(o for o in seat.shown if o.key == task.key).status is Status.DONE


def test_a_window_left_open_shows_the_new_day_when_she_comes_back(seat: Seat, paths: Paths, clock: SetClock) -> None:
    from chefsstod.shell.afterwards import Comeback

    comeback = Comeback(seat.window, paths)
    comeback.on_state(Qt.ApplicationState.ApplicationInactive)
    clock.day += timedelta(days=3)
    comeback.on_state(Qt.ApplicationState.ApplicationActive)
    assert any("26 november" in label.text() for label in seat.window.pages["today"].findChildren(QLabel))


def test_nothing_is_read_again_when_nothing_changed_meanwhile(seat: Seat, paths: Paths) -> None:
    from chefsstod.shell.afterwards import Comeback

    told: list[object] = []
    seat.window.signals.changed.connect(told.append)
    comeback = Comeback(seat.window, paths)
    for state in (
        Qt.ApplicationState.ApplicationActive,
        Qt.ApplicationState.ApplicationInactive,
        Qt.ApplicationState.ApplicationActive,
    ):
        comeback.on_state(state)
    assert not told


@pytest.fixture
def away(profiled: AppContext, clock: SetClock) -> AppContext:
    """Three weeks have passed since it was last open."""
    profiled.yearwheel.seen()
    clock.day = clock.day + timedelta(days=21)
    return profiled


def test_what_happened_while_it_was_closed_is_told_once(away: AppContext, open_seat: Opener) -> None:
    seat = open_seat(away)
    late = away.yearwheel.agenda(date(2026, 11, 23)).while_closed[0]
    name = _("Put the list away")
    assert late.activity.title in " ".join(button.accessibleName() for button in _rows(seat))
    seat.click(seat.button(name))
    assert name not in [button.accessibleName() for button in _rows(seat)]
    seat.window.close()
    again = open_seat(away)
    assert name not in [button.accessibleName() for button in _rows(again)]


def _rows(seat: Seat) -> list:
    from PySide6.QtWidgets import QAbstractButton

    return [button for button in seat.window.findChildren(QAbstractButton) if button.isVisible()]


def test_beginning_from_today_clears_what_is_late_and_can_be_taken_back(profiled: AppContext, open_seat: Opener) -> None:
    seat = open_seat(profiled)
    late = len(profiled.yearwheel.agenda().late)
    assert late > 3
    seat.click(seat.button(_("Begin from today")))
    assert not profiled.yearwheel.agenda().late
    seat.press("Ctrl+Z")
    assert len(profiled.yearwheel.agenda().late) == late
    seat.press("Ctrl+Shift+Z")
    assert not profiled.yearwheel.agenda().late
