"""The dialogs: what they show, and what their buttons answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from chefsstod.i18n import _
from chefsstod.support.errors import UserError
from chefsstod.ui.dialogs import QtDialogs, RecordingDialogs

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen

Act = Callable[[QMessageBox], None]


def _when_open(act: Act) -> list[str]:
    """Run ``act`` on the dialog that opens next; the texts it showed are filled in."""
    seen: list[str] = []

    def now() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.extend((box.text(), box.informativeText(), *(button.text() for button in box.buttons())))
        act(box)

    QTimer.singleShot(0, now)
    return seen


def _press(name: str) -> Act:
    return lambda box: next(button for button in box.buttons() if button.text() == name).click()


def _escape(box: QMessageBox) -> None:
    QTest.keyClick(box, Qt.Key.Key_Escape)


def test_an_error_says_what_happened_what_it_means_and_what_can_be_done(qapp: QApplication) -> None:
    seen = _when_open(_press(_("Close")))
    QtDialogs().error(UserError("Disken är full", "Ändringen sparades inte.", "Frigör plats."))
    assert seen[:2] == ["Disken är full", "Ändringen sparades inte.\n\nFrigör plats."]


@pytest.mark.parametrize(("act", "answer"), [(_press("Skriv ut ändå"), True), (_escape, False)])
def test_a_question_answers_with_its_verb_and_escape_means_no(qapp: QApplication, act: Act, answer: bool) -> None:
    seen = _when_open(act)
    assert QtDialogs().confirm("Skriva ut?", "Det står ett personnummer där.", "Skriv ut ändå") is answer
    assert "Skriv ut ändå" in seen


def test_enter_in_a_question_changes_nothing(qapp: QApplication) -> None:
    _when_open(lambda box: QTest.keyClick(box, Qt.Key.Key_Return))
    assert QtDialogs().confirm("Skriva ut?", "", "Skriv ut ändå") is False


def test_a_report_can_be_copied(qapp: QApplication) -> None:
    _when_open(_press(_("Copy the report")))
    QtDialogs().report("Något gick fel", "Rapporten innehåller ingen text av dig.", "Traceback …")
    assert QGuiApplication.clipboard().text() == "Traceback …"


def test_the_recording_one_remembers_and_answers(tmp_path: Path) -> None:
    dialogs = RecordingDialogs(answer=False, file=tmp_path)
    problem = UserError("a", "b", "c")
    dialogs.error(problem)
    dialogs.report("title", "message", "text")
    assert dialogs.confirm("Sure", "", "Yes") is False
    assert dialogs.save_file("", tmp_path, "") == dialogs.open_file("", tmp_path, "") == tmp_path
    assert (dialogs.errors, dialogs.questions, dialogs.reports) == ([problem], ["Sure"], ["text"])


def test_a_file_gets_the_suffix_of_the_one_suggested_unless_it_has_it(tmp_path: Path) -> None:
    def saved_as(name: str, suggested: str) -> str:
        target = RecordingDialogs(file=tmp_path / name).save_file("", tmp_path / suggested, "")
        return target.name if target is not None else ""

    assert saved_as("mina", "lokala-datum.zip") == "mina.zip"
    assert saved_as("Mina.ZIP", "lokala-datum.zip") == "Mina.ZIP"
    assert saved_as("v. 47", "veckan.pdf") == "v. 47.pdf"
    assert saved_as("mina", "original") == "mina"


@pytest.mark.parametrize(("act", "kept"), [(_press("Ersätt"), True), (_escape, False)])
def test_a_file_that_only_the_suffix_makes_hers_is_not_replaced_unasked(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, act: Act, kept: bool
) -> None:
    (tmp_path / "mina.zip").write_text("förra årets", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mina"), ""))
    seen = _when_open(act)
    assert QtDialogs().save_file("", tmp_path / "lokala-datum.zip", "") == (tmp_path / "mina.zip" if kept else None)
    assert "mina.zip" in seen[0]
