"""Navigation, the line at the bottom, settings, printing, and the second start."""

import errno
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from chefsstod.app.bootstrap import build
from chefsstod.i18n import _
from chefsstod.shell.afterwards import back_up_at_close, tell_what_is_missing
from chefsstod.shell.application import _closed_since, fit_screen, grab_window, open_window, open_with_ways_out, run_window
from chefsstod.shell.context import AppContext
from chefsstod.shell.navigation import Navigation
from chefsstod.shell.printing import Printing
from chefsstod.shell.settings_page import SettingsPage
from chefsstod.shell.toast import ToastBar
from chefsstod.storage.backup import automatic_backup, list_backups
from chefsstod.storage.engine import Database
from chefsstod.support import instance
from chefsstod.support.clock import system_clock
from chefsstod.support.paths import Paths, resources
from chefsstod.support.settings import Theme, load_settings
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.style import apply_look
from chefsstod.ui.tasks import InlineTaskRunner

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    apply_look(qapp, Theme.LIGHT, 100)


def test_the_toast_offers_undo_only_for_what_can_be_undone(qtbot: QtBot) -> None:
    toast = ToastBar()
    qtbot.addWidget(toast)
    toast.show()
    toast.say("Sparat", undo=True)
    assert toast.undo.isVisible()
    toast.say("Skrivet", action="Öppna")
    assert not toast.undo.isVisible()
    assert toast.action.isVisible()
    with qtbot.waitSignal(toast.action_requested):
        toast.action.click()
    toast.say("Klart")
    assert not toast.action.isVisible()


def test_navigation_marks_one_page_and_keeps_words_when_folded(qtbot: QtBot) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    navigation.show_page("timers")
    assert [name for name, entry in navigation.buttons.items() if entry.isChecked()] == ["timers"]
    navigation.fold(folded=True)
    for name, entry in navigation.buttons.items():
        assert not entry.text(), name
        assert entry.accessibleName()
        assert entry.toolTip().startswith(entry.accessibleName())
        assert entry.shortcut().toString().startswith("Ctrl+")
    navigation.fold(folded=False)
    assert navigation.buttons["today"].text() == _("Today")


@pytest.mark.parametrize(
    ("seen", "away"),
    [(None, None), (date(2026, 11, 22), None), (date(2026, 11, 21), date(2026, 11, 21)), (date(2026, 11, 24), None)],
)
def test_an_evening_is_no_absence(seen: date | None, away: date | None) -> None:
    assert _closed_since(seen, date(2026, 11, 23)) == away


@pytest.fixture
def settings_page(profiled: AppContext, paths: Paths) -> SettingsPage:
    dialogs = RecordingDialogs()
    page = SettingsPage(context=profiled, settings=load_settings(paths.settings), tasks=InlineTaskRunner(), dialogs=lambda: dialogs)
    page.dialogs = dialogs
    page.resize(900, 700)
    page.show()
    page.enter()
    QApplication.processEvents()
    yield page
    page.close()
    page.deleteLater()


def _texts(page: SettingsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible()).replace("\u200b", "")


def test_the_settings_say_where_the_data_lies(settings_page: SettingsPage, paths: Paths) -> None:
    assert str(paths.database) in _texts(settings_page)
    assert "Norra hemtjänsten" in _texts(settings_page)


def test_the_wheel_over_a_choice_changes_nothing(settings_page: SettingsPage) -> None:
    box = settings_page.theme
    before = box.currentIndex()
    place = box.rect().center().toPointF()
    event = QWheelEvent(
        place,
        place,
        place.toPoint(),
        place.toPoint() * -120,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    assert box.currentIndex() == before
    assert not box.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus, "nor takes the keyboard"


def test_a_backup_is_made_and_told(settings_page: SettingsPage, tmp_path: Path) -> None:
    told: list[str] = []
    settings_page.told.connect(told.append)
    settings_page.dialogs.file = tmp_path / "kopia.db"
    settings_page._save_backup()
    assert (tmp_path / "kopia.db").stat().st_size > 0
    assert "kopia.db" in told[0]
    settings_page._backup_now()
    assert len(told) == 2


def test_a_backup_that_cannot_be_written_is_told(settings_page: SettingsPage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings_page.dialogs.file = tmp_path / "file" / "kopia.db"
    settings_page._save_backup()
    assert len(settings_page.dialogs.errors) == 1


def test_every_paper_is_written_and_told(profiled: AppContext, qapp: QApplication, tmp_path: Path) -> None:
    import pypdf

    dialogs = RecordingDialogs()
    printing = Printing(context=profiled, tasks=InlineTaskRunner(), dialogs=lambda: dialogs)
    written: list[Path] = []
    printing.written.connect(written.append)
    papers = printing.papers(2026)
    for paper in papers:
        dialogs.file = tmp_path / paper.file_name
        printing.make(paper)
    assert dialogs.errors == []
    assert len({paper.file_name for paper in papers}) == len(papers) == len(written)
    assert {path.suffix for path in written} == {".pdf", ".png", ".svg"}
    assert all(len(pypdf.PdfReader(path).pages) >= 1 for path in written if path.suffix == ".pdf")


def test_whoever_changes_her_mind_gets_no_paper(profiled: AppContext, qapp: QApplication, tmp_path: Path) -> None:
    printing = Printing(context=profiled, tasks=InlineTaskRunner(), dialogs=RecordingDialogs)
    written: list[Path] = []
    printing.written.connect(written.append)
    printing.make(printing.papers(2026)[0])
    assert written == []


def test_a_picture_of_the_window_can_be_taken_without_a_screen(profiled: AppContext, paths: Paths, tmp_path: Path) -> None:
    target = tmp_path / "window.png"
    grab_window(context=profiled, settings=load_settings(paths.settings), target=target)
    assert target.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("restore", [True, False])
def test_a_damaged_file_opens_after_the_way_out_she_chose(
    profiled: AppContext, paths: Paths, qapp: QApplication, restore: bool
) -> None:
    from datetime import datetime

    automatic_backup(paths, datetime(2026, 11, 22, 8, 0), reason="daily")  # noqa: DTZ001 - the wall clock's
    profiled.database.close()
    paths.database.write_bytes(b"not a database at all" * 500)
    dialogs = RecordingDialogs(answer=restore)
    database = open_with_ways_out(paths, dialogs)
    assert dialogs.questions
    if restore:
        assert database is not None
        database.close()
    else:
        assert database is None
    assert dialogs.errors == []


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), ValueError("a bug")])
def test_what_fails_before_the_window_stands_is_told_and_leaves_the_way_open(
    paths: Paths, qapp: QApplication, failure: Exception
) -> None:
    def fail(*_parts: object) -> AppContext:
        raise failure

    dialogs = RecordingDialogs()
    settings = load_settings(paths.settings)
    if isinstance(failure, OSError):
        assert run_window(paths=paths, settings=settings, clock=system_clock, build=fail, dialogs=lambda: dialogs) == 1
        assert [problem.title for problem in dialogs.errors] == [_("The disk is full")]
    else:
        with pytest.raises(ValueError, match="a bug"):  # for the crash report that ``app.main`` writes
            run_window(paths=paths, settings=settings, clock=system_clock, build=fail, dialogs=lambda: dialogs)
    lock = instance.acquire(paths)
    assert lock is not None
    lock.release()


def test_a_newer_database_is_told_in_a_dialog(paths: Paths, qapp: QApplication) -> None:
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    dialogs = RecordingDialogs()
    settings = load_settings(paths.settings)
    assert run_window(paths=paths, settings=settings, clock=system_clock, build=build, dialogs=lambda: dialogs) == 1
    assert [problem.title for problem in dialogs.errors] == [_("Your data come from a newer version of Chefsstöd")]


@pytest.mark.parametrize("size", [(4000, 3000), (1000, 3000)])
def test_the_window_is_no_larger_than_the_screen(qtbot: QtBot, size: tuple[int, int]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(*size)
    fit_screen(window)
    free = window.screen().availableGeometry()
    assert window.height() < free.height(), "the title bar needs room too"
    assert window.width() <= free.width()


def test_a_window_that_fits_the_screen_is_left_as_it_is(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(20, 30, 300, 200)
    fit_screen(window)
    assert window.geometry().getRect() == (20, 30, 300, 200)


def test_the_clear_button_in_a_field_lies_in_the_middle(qtbot: QtBot) -> None:
    field = QLineEdit("ord")
    field.setClearButtonEnabled(True)
    qtbot.addWidget(field)
    field.show()
    QApplication.processEvents()
    clear = field.findChild(QToolButton)
    assert abs(clear.geometry().center().y() - field.rect().center().y()) <= 1
    assert field.rect().contains(clear.geometry())


def test_damaged_content_and_settings_are_told_when_the_window_stands(
    paths: Paths, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = tmp_path / "content" / "base"
    shutil.copytree(resources() / "content" / "base", base)
    monkeypatch.setattr("chefsstod.app.base_content.resources", lambda: tmp_path)
    paths.settings.write_text("{", encoding="utf-8")
    database = Database(paths.database)
    for damage, told in ((None, "settings.json.broken"), ("activities: [", "yearwheel/personal.yaml")):
        if damage:
            (base / "yearwheel" / "personal.yaml").write_text(damage, encoding="utf-8")
        settings = load_settings(paths.settings)
        window = open_window(context=build(paths, database, system_clock), settings=settings, tasks=InlineTaskRunner())
        tell_what_is_missing(window)
        assert told in window.toast.text.text()
        window.close()
        window.deleteLater()
    database.close()


def test_closing_keeps_what_was_done_and_a_full_disk_stops_nobody(profiled: AppContext, paths: Paths) -> None:
    back_up_at_close(paths)
    assert [backup.reason for backup in list_backups(paths)] == ["close"]
    for file in paths.backups.iterdir():
        file.unlink()
    paths.backups.rmdir()
    paths.backups.write_text("in the way")
    back_up_at_close(paths)
