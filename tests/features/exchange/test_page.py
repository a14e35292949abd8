"""Kalenderfil on the screen: choosing, saving, looking through another calendar, taking it in, taking it back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import icalendar
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox

from chefsstod.content.layers import Layer
from chefsstod.features.exchange.import_view import ROWS_AT_A_TIME
from chefsstod.features.exchange.model import What
from chefsstod.features.exchange.page import ExchangePage
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.model import Category, Kind
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.tasks import InlineTaskRunner
from chefsstod.ui.undo import UndoStack

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@dataclass
class Desk:
    """The page and what it said."""

    page: ExchangePage
    dialogs: RecordingDialogs
    undo: UndoStack
    told: list[str] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    def press(self, widget: QAbstractButton) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Space)
        QApplication.processEvents()


@pytest.fixture
def desk(qapp: QApplication, profiled: AppContext) -> Iterator[Desk]:
    apply_look(qapp, Theme.LIGHT, 100)
    dialogs, undo, signals = RecordingDialogs(), UndoStack(), AppSignals()
    actions = OccurrenceActions(wheel=profiled.yearwheel, signals=signals, undo=undo, dialogs=lambda: dialogs)
    page = ExchangePage(
        exchange=profiled.exchange,
        wheel=profiled.yearwheel,
        actions=actions,
        signals=signals,
        dialogs=lambda: dialogs,
        tasks=InlineTaskRunner(),
    )
    made = Desk(page, dialogs, undo)
    page.told.connect(made.told.append)
    actions.told.connect(made.told.append)
    page.written.connect(made.written.append)
    page.resize(900, 700)
    page.show()
    page.enter()
    QApplication.processEvents()
    yield made
    page.close()
    page.deleteLater()


def own(profiled: AppContext) -> list[str]:
    return sorted(a.title for a in profiled.yearwheel.activities() if a.layer is Layer.OWN)


def test_late_in_the_year_the_next_one_is_suggested_and_counted(desk: Desk) -> None:
    assert desk.page.out.dates() == (date(2027, 1, 1), date(2027, 12, 31))
    assert any(letter.isdigit() for letter in desk.page.out.count.text())


def test_each_choice_changes_the_count_and_an_empty_one_cannot_be_saved(desk: Desk) -> None:
    out = desk.page.out
    before = out.count.text()
    desk.press(out.routines)
    assert out.count.text() != before
    for chip in out.chips.values():
        desk.press(chip)
    assert not out.save.isEnabled()
    desk.press(out.chips[Category.EKONOMI])
    assert out.save.isEnabled()


def test_saving_writes_the_file_with_its_ending_and_tells(desk: Desk, tmp_path: Path) -> None:
    desk.dialogs.file = tmp_path / "mitt år"
    assert not desk.page.out.back.isVisible()
    desk.press(desk.page.out.save)
    assert desk.written == [tmp_path / "mitt år.ics"]
    assert icalendar.Calendar.from_ical(desk.written[0].read_bytes()).walk("VEVENT")
    assert "mitt år.ics" in desk.told[-1]
    assert desk.page.out.back.isVisible()
    assert not desk.page.out.cancel.isEnabled()


def test_changing_her_mind_in_the_dialog_writes_nothing(desk: Desk) -> None:
    desk.press(desk.page.out.save)
    assert desk.written == []
    assert desk.page.out.save.isEnabled()


def test_what_is_skipped_afterwards_can_be_cancelled(desk: Desk, profiled: AppContext, tmp_path: Path) -> None:
    desk.dialogs.file = tmp_path / "a.ics"
    desk.press(desk.page.out.save)
    year = profiled.yearwheel.occurrences(date(2027, 1, 1), date(2027, 12, 31))
    chosen = next(o for o in year if o.activity.kind is Kind.CALENDAR)
    profiled.yearwheel.skip(chosen.key, "inte i år")
    desk.page.enter()
    desk.dialogs.file = tmp_path / "b.ics"
    desk.press(desk.page.out.cancel)
    [event] = icalendar.Calendar.from_ical((tmp_path / "b.ics").read_bytes()).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"
    desk.dialogs.file = tmp_path / "c.ics"
    desk.press(desk.page.out.cancel_all)
    assert not desk.page.out.back.isVisible()


def test_a_personal_number_that_would_go_out_is_told_before_and_asked_about(
    desk: Desk, profiled: AppContext, tmp_path: Path
) -> None:
    year = profiled.yearwheel.occurrences(date(2027, 1, 1), date(2027, 12, 31))
    chosen = next(o for o in year if o.activity.kind is Kind.CALENDAR)
    profiled.yearwheel.set_note(chosen.key, "ring 640823-3234")
    desk.page.enter()
    assert not desk.page.out.private.isVisible()
    desk.press(desk.page.out.notes)
    assert desk.page.out.notes_warning.isVisible()
    assert "640823-3234" in desk.page.out.private.text()
    desk.dialogs.file = tmp_path / "a.ics"
    desk.dialogs.answer = False
    desk.press(desk.page.out.save)
    assert desk.dialogs.questions
    assert desk.written == []


def test_a_file_is_looked_through_before_anything_is_taken_in(desk: Desk, profiled: AppContext, files: Path) -> None:
    desk.dialogs.file = files / "exchange.ics"
    desk.press(desk.page.incoming.drop.choose)
    incoming = desk.page.incoming
    assert "exchange.ics" in incoming.heading.text()
    boxes = {box.accessibleName(): box for box in incoming.boxes()}
    assert [box.isChecked() for box in boxes.values()] == [True, False, True]
    assert own(profiled) == []
    private = next(box for name, box in boxes.items() if "Planeringsdag" in name)
    assert private.accessibleDescription()
    desk.press(private)
    incoming.ring.setCurrentIndex(incoming.ring.findData(Category.LEDARSKAP))
    desk.press(incoming.take)
    assert own(profiled) == ["Ekonomiuppföljning med controllern", "Planeringsdag", "Telefonmöte"]
    assert {a.category for a in profiled.yearwheel.activities() if a.layer is Layer.OWN} == {Category.LEDARSKAP}
    assert incoming.boxes() == []
    assert not incoming.take.isVisible()
    undone = desk.undo.undo()
    assert undone is not None
    assert own(profiled) == []


def test_nothing_ticked_cannot_be_taken_in(desk: Desk, files: Path) -> None:
    desk.page.look_at(files / "evolution.ics")
    for box in desk.page.incoming.boxes():
        desk.press(box)
    assert not desk.page.incoming.take.isEnabled()
    desk.press(desk.page.incoming.leave)
    assert not desk.page.incoming.found.isVisible()


def test_descriptions_are_asked_for_and_warned_about(desk: Desk, profiled: AppContext, files: Path) -> None:
    desk.page.look_at(files / "evolution.ics")
    assert not desk.page.incoming.describe_warning.isVisible()
    desk.press(desk.page.incoming.describe)
    assert desk.page.incoming.describe_warning.isVisible()
    desk.press(desk.page.incoming.take)
    assert {a.why for a in profiled.yearwheel.activities() if a.layer is Layer.OWN} == {"Anmälda: se listan."}


def test_a_dropped_file_is_looked_through(desk: Desk, files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files / "apple.ics"))])
    drop = desk.page.incoming.drop
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), action, data, button, none)
    QApplication.sendEvent(drop, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(drop, QDropEvent(QPointF(5, 5), action, data, button, none))
    assert desk.page.incoming.found.isVisible()
    other = QMimeData()
    other.setText("bara text")
    refused = QDragEnterEvent(QPoint(5, 5), action, other, button, none)
    refused.ignore()
    QApplication.sendEvent(drop, refused)
    assert not refused.isAccepted()


def test_a_file_that_is_no_calendar_is_told_in_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.ics").write_text("hej")
    desk.page.look_at(tmp_path / "x.ics")
    assert len(desk.dialogs.errors) == 1
    assert desk.page.incoming.drop.choose.isEnabled()


def test_a_long_report_is_shown_bit_by_bit_and_taken_in_whole(desk: Desk, tmp_path: Path) -> None:
    count = ROWS_AT_A_TIME + 5
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;VALUE=DATE:20270301\r\nSUMMARY:Möte {n}\r\nEND:VEVENT\r\n" for n in range(count)
    )
    (tmp_path / "x.ics").write_text(f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n")
    desk.page.look_at(tmp_path / "x.ics")
    assert len(desk.page.incoming.boxes()) == ROWS_AT_A_TIME
    assert len(desk.page.incoming.chosen()) == count
    assert {item.what for item in desk.page.incoming.chosen()} == {What.NEW}


def test_every_calendar_program_has_its_steps(desk: Desk) -> None:
    program = desk.page.guide.program
    seen = set()
    for place in range(program.count()):
        program.setCurrentIndex(place)
        steps = desk.page.guide._steps
        seen.add(tuple(steps.itemAt(n).widget().text() for n in range(steps.count())))
    assert len(seen) == program.count() >= 5
    assert all(seen)


def test_everything_that_can_be_used_has_a_name_and_is_reached_by_tab(desk: Desk, files: Path) -> None:
    desk.page.look_at(files / "exchange.ics")
    for kind in (QAbstractButton, QComboBox):
        for widget in desk.page.findChildren(kind):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert widget.accessibleName() or widget.text()
    desk.page.take_keyboard()
    assert desk.page.focusWidget() is desk.page.out.stretch
