"""Ta in dokument on the screen: dropping, choosing, what became of each, suggestions, stopping, the way back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from chefsstod.features.actions import Actions
from chefsstod.features.imports import result_view
from chefsstod.features.imports.model import Fact, Outcome
from chefsstod.features.imports.page import ImportPage
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import Theme
from chefsstod.ui.dialogs import QtDialogs, RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.tasks import Cancelled, InlineTaskRunner, Progress, TaskRunner, ThreadTaskRunner, Told
from chefsstod.ui.undo import UndoStack

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Later(InlineTaskRunner):
    """Long work that begins when the test says so, as if a thread had been busy."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def start(
        self, work: Callable[[Progress], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None], told: Told
    ) -> Progress:
        progress = Progress(told)
        self.waiting.append(lambda: self.run(lambda: work(progress), done, failed))
        return progress


@dataclass
class Desk:
    """The page and what it said."""

    page: ImportPage
    dialogs: RecordingDialogs
    undo: UndoStack
    signals: AppSignals
    told: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)

    def press(self, widget: QAbstractButton | None) -> None:
        assert widget is not None
        assert widget.isVisible()
        assert widget.isEnabled()
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Space)
        QApplication.processEvents()

    def button(self, name: str) -> QAbstractButton:
        return next(b for b in self.page.findChildren(QAbstractButton) if b.isVisible() and name in (b.text(), b.accessibleName()))

    def texts(self) -> str:
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def row(self, file: Path) -> result_view.ResultRow:
        return self.page.found.rows[str(file)]


@pytest.fixture
def make_desk(qapp: QApplication, profiled: AppContext) -> Iterator[Callable[..., Desk]]:
    apply_look(qapp, Theme.LIGHT, 100)
    made: list[Desk] = []

    def make(tasks: TaskRunner | None = None) -> Desk:
        dialogs, undo, signals = RecordingDialogs(), UndoStack(), AppSignals()
        actions = Actions(signals=signals, undo=undo, dialogs=lambda: dialogs)
        page = ImportPage(
            imports=profiled.imports, actions=actions, signals=signals, dialogs=lambda: dialogs, tasks=tasks or InlineTaskRunner()
        )
        desk = Desk(page, dialogs, undo, signals)
        page.told.connect(desk.told.append)
        actions.told.connect(desk.told.append)
        page.open_requested.connect(desk.opened.append)
        page.edit_requested.connect(desk.edited.append)
        page.resize(900, 700)
        page.show()
        page.enter()
        page.take_keyboard()
        QApplication.processEvents()
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.page.close()
        desk.page.deleteLater()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()


def dropped(desk: Desk, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *keys)
    QApplication.sendEvent(desk.page.drop, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(desk.page.drop, QDragMoveEvent(QPoint(6, 6), *keys))
    QApplication.sendEvent(desk.page.drop, QDropEvent(QPointF(5, 5), *keys))
    QApplication.processEvents()


def test_a_dropped_folder_is_taken_in_and_told_file_by_file(desk: Desk, documents: Path, tmp_path: Path) -> None:
    for name in ("pandoc_fallrisk.docx", "inskannad.pdf"):
        (tmp_path / name).write_bytes((documents / name).read_bytes())
    dropped(desk, tmp_path)
    outcomes = {row.result.outcome for row in desk.page.found.rows.values()}
    assert outcomes == {Outcome.NEW, Outcome.FAILED}
    assert "Rutin vid fallrisk i ordinärt boende" in desk.texts()
    assert "inskannad.pdf" in desk.texts()
    assert desk.told
    assert not desk.page.progress.isVisible()


def test_files_and_folders_are_chosen_in_dialogs_and_changing_her_mind_does_nothing(desk: Desk, documents: Path) -> None:
    desk.press(desk.page.drop.files)
    desk.press(desk.page.drop.folder)
    assert not desk.page.found.isVisible()
    desk.dialogs.files = [documents / "word_rubrik.docx"]
    desk.press(desk.page.drop.files)
    assert len(desk.page.found.rows) == 1
    desk.dialogs.file = documents / "introduktion_filer"
    desk.press(desk.page.drop.folder)
    assert len(desk.page.found.rows) == 1  # a folder of pictures
    assert len(desk.told) == 2


def test_the_keyboard_goes_to_the_text_that_came(desk: Desk, documents: Path) -> None:
    dropped(desk, documents / "stromavbrott_cp1252.txt")
    assert desk.row(documents / "stromavbrott_cp1252.txt").open is QApplication.focusWidget()


def test_the_text_is_opened_edited_and_its_original_saved(desk: Desk, documents: Path, tmp_path: Path) -> None:
    dropped(desk, documents / "word_rubrik.docx")
    desk.press(desk.row(documents / "word_rubrik.docx").open)
    name = "egen-lokal-rutin-for-social-dokumentation"
    assert desk.opened == [f"chefsstod:article/{name}"]
    links = [
        b for b in desk.page.findChildren(QAbstractButton) if b.isVisible() and b.accessibleDescription().startswith("Lokal rutin")
    ]
    edit, save = links[-2:]
    desk.press(edit)
    assert desk.edited == [name]
    desk.press(save)
    assert desk.dialogs.errors == []
    desk.dialogs.file = tmp_path / "tillbaka.docx"
    desk.press(save)
    assert (tmp_path / "tillbaka.docx").read_bytes() == (documents / "word_rubrik.docx").read_bytes()
    assert "tillbaka.docx" in desk.told[-1]
    desk.dialogs.file = tmp_path / "finns" / "inte.docx"
    (tmp_path / "finns").write_text("en fil", encoding="utf-8")
    desk.press(save)
    assert len(desk.dialogs.errors) == 1


def test_ticked_suggestions_are_used_and_the_rest_stay(desk: Desk, profiled: AppContext, documents: Path) -> None:
    file = documents / "word_rubrik.docx"
    dropped(desk, file)
    row = desk.row(file)
    box = next(box for one, box in row.boxes.items() if one.fact is Fact.OWNER)
    desk.press(box)
    desk.press(row.apply)
    made = profiled.handbook.article(row.result.article_id)
    assert made is not None
    assert made.owner == ""
    assert made.valid_from is not None
    assert [one.fact for one in desk.row(file).boxes] == [Fact.OWNER]
    assert desk.row(file).open is QApplication.focusWidget()
    apply = desk.row(file).apply
    assert apply is not None
    assert not apply.isEnabled()


def test_all_suggestions_are_used_in_one_step_that_can_be_undone(desk: Desk, documents: Path) -> None:
    dropped(desk, documents / "pandoc_fallrisk.docx", documents / "stromavbrott_cp1252.txt")
    desk.press(desk.page.found.apply_all)
    assert not desk.page.found.apply_all.isVisible()
    entry = desk.undo.undo()
    assert entry is not None
    desk.signals.changed.emit(entry[1].changes)
    assert desk.page.found.apply_all.isVisible()


def test_after_undo_the_list_says_that_the_text_is_gone(desk: Desk, documents: Path) -> None:
    file = documents / "stromavbrott_cp1252.txt"
    dropped(desk, file)
    entry = desk.undo.undo()
    assert entry is not None
    desk.signals.changed.emit(entry[1].changes)
    assert desk.row(file).open is None
    assert desk.row(file).boxes == {}


def test_what_failed_is_tried_again_and_the_list_can_be_put_away(desk: Desk, documents: Path, tmp_path: Path) -> None:
    file = tmp_path / "rutin.docx"
    file.write_bytes((documents / "avklippt.docx").read_bytes())
    dropped(desk, file)
    assert desk.row(file).result.outcome is Outcome.FAILED
    file.write_bytes((documents / "word_rubrik.docx").read_bytes())
    desk.press(desk.page.found.retry)
    assert desk.row(file).result.outcome is Outcome.NEW
    assert not desk.page.found.retry.isVisible()
    desk.press(desk.page.found.clear)
    assert not desk.page.found.isVisible()
    assert desk.page.place() is None


def test_what_has_not_changed_is_folded(desk: Desk, documents: Path) -> None:
    file = documents / "stromavbrott_cp1252.txt"
    dropped(desk, file)
    dropped(desk, file)
    assert desk.page.found.rows == {}
    desk.press(desk.page.found.more[Outcome.SAME])
    assert desk.row(file).result.outcome is Outcome.SAME


def test_long_lists_come_a_part_at_a_time(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_view, "ROWS_AT_A_TIME", 2)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Rutin {number}\n\nOrd.", encoding="utf-8")
    dropped(desk, tmp_path)
    assert len(desk.page.found.rows) == 2
    desk.press(desk.page.found.more[Outcome.NEW])
    assert len(desk.page.found.rows) == 3
    desk.page.enter()
    assert len(desk.page.found.rows) == 3  # as far as she had come


def test_stopping_ends_after_the_file_in_hand_and_keeps_what_is_done(make_desk: Callable[..., Desk], documents: Path) -> None:
    tasks = Later()
    desk = make_desk(tasks)
    dropped(desk, documents)
    assert desk.page.progress.isVisible()
    assert not desk.page.drop.files.isEnabled()
    desk.page.drop_files([documents])
    assert len(tasks.waiting) == 1  # one at a time
    desk.page.progress.tell(3, 9, "rutin.docx")
    assert "rutin.docx" in desk.texts()
    desk.press(desk.page.progress.cancel)
    assert not desk.page.progress.cancel.isEnabled()
    tasks.waiting.pop()()
    assert desk.page.found.rows == {}
    assert desk.page.drop.files.isEnabled()
    assert not desk.page.progress.isVisible()


def test_a_folder_that_is_too_large_is_told(desk: Desk, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chefsstod.features.imports.service.MAX_FILES", 2)
    dropped(desk, documents)
    assert len(desk.dialogs.errors) == 1
    assert desk.page.drop.files.isEnabled()


def test_a_fault_goes_to_the_crash_hook_and_being_closed_is_none(
    desk: Desk, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(problem: type[Exception]) -> Callable[..., None]:
        def work(*_args: object) -> None:
            raise problem

        return work

    monkeypatch.setattr(desk.page._imports, "import_files", fails(Cancelled))
    desk.page.drop_files([documents])
    assert desk.dialogs.errors == []
    monkeypatch.setattr(desk.page._imports, "import_files", fails(ZeroDivisionError))
    with pytest.raises(ZeroDivisionError):
        desk.page.drop_files([documents])


def test_the_list_and_its_ticks_survive_a_new_window(make_desk: Callable[..., Desk], documents: Path) -> None:
    first = make_desk()
    file = documents / "stromavbrott_cp1252.txt"
    dropped(first, file)
    one, box = next(iter(first.row(file).boxes.items()))
    first.press(box)
    second = make_desk()
    second.page.take_place(first.page.place())
    assert not second.row(file).boxes[one].isChecked()
    second.page.take_place(None)


def test_what_is_no_file_is_not_taken(desk: Desk) -> None:
    data = QMimeData()
    data.setText("bara ord")
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *keys)
    enter.ignore()
    QApplication.sendEvent(desk.page.drop, enter)
    assert not enter.isAccepted()
    QApplication.sendEvent(desk.page.drop, QDragLeaveEvent())
    QApplication.sendEvent(desk.page.drop, QDropEvent(QPointF(5, 5), *keys))
    assert not desk.page.found.isVisible()


def test_the_dialogs_of_the_system_answer_with_files_and_a_folder(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"getOpenFileNames": (["a.docx", "b.pdf"], ""), "getExistingDirectory": ""}
    for name, answer in answers.items():
        monkeypatch.setattr(f"PySide6.QtWidgets.QFileDialog.{name}", lambda *_asked, answer=answer: answer)
    dialogs = QtDialogs()
    assert dialogs.choose_files("", Path(), "") == [Path("a.docx"), Path("b.pdf")]
    assert dialogs.choose_folder("", Path()) is None


def test_in_a_thread_of_its_own_it_ends_with_the_list(
    make_desk: Callable[..., Desk], qtbot: QtBot, documents: Path, tmp_path: Path
) -> None:
    tasks = ThreadTaskRunner()
    desk = make_desk(tasks)
    (tmp_path / "a.txt").write_bytes((documents / "stromavbrott_cp1252.txt").read_bytes())
    (tmp_path / "b.md").write_bytes((documents / "utomhus.md").read_bytes())
    desk.page.drop_files([tmp_path])
    qtbot.waitUntil(lambda: len(desk.page.found.rows) == 2, timeout=10_000)
    assert not desk.page.progress.isVisible()
    tasks.close()
