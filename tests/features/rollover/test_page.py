"""Årsskifte on the screen: with keys and clicks, and what the database holds afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from chefsstod.features.rollover.model import Choice, Finding, Fix, Severity
from chefsstod.features.rollover.page import RolloverPage
from chefsstod.features.rollover.task_row import TaskRow
from chefsstod.features.rollover.view import DONE, MISSING, TASKS, YEAR
from chefsstod.features.rollover.words import drop_text, keys, move_text
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.model import ActivityId, Category
from chefsstod.i18n import _
from chefsstod.support.changes import Changes, NoteChange
from chefsstod.support.settings import Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack
from tests.features.rollover.conftest import BUDGET, LEGIONELLA, PAY, Turn
from tests.screens.measure import faults

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen


@dataclass
class Desk:
    """The page and what it speaks to."""

    turn: Turn
    page: RolloverPage
    signals: AppSignals
    undo: UndoStack
    dialogs: RecordingDialogs
    told: list[str] = field(default_factory=list)

    def go(self, part: int) -> None:
        self.page.show_part(part)
        settle()

    def row(self, slug: str) -> TaskRow:
        return self.page.tasks_part.rows[slug]

    def press(self, key: Qt.Key | str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key)
        settle()

    def choice(self, slug: str) -> Choice | None:
        decision = self.turn.task(slug).decision
        return decision.choice if decision else None

    def click(self, text: str, within: QWidget | None = None) -> None:
        buttons = (within or self.page).findChildren(QAbstractButton)
        found = next(b for b in buttons if b.isVisible() and text in (b.text(), b.accessibleName()))
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
        settle()

    def texts(self) -> str:
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def undo_last(self) -> None:
        done = self.undo.undo()
        assert done is not None
        self.signals.changed.emit(done[1].changes)
        settle()


def settle() -> None:
    QApplication.sendPostedEvents()
    QApplication.processEvents()


@pytest.fixture
def turn(small_turn: Turn) -> Turn:
    return small_turn


@pytest.fixture
def desk(qapp: QApplication, turn: Turn) -> Iterator[Desk]:
    apply_look(qapp, Theme.LIGHT, 100)
    signals, undo, dialogs = AppSignals(), UndoStack(), RecordingDialogs()
    actions = OccurrenceActions(wheel=turn.wheel, signals=signals, undo=undo, dialogs=lambda: dialogs)
    page = RolloverPage(rollover=turn.rollover, wheel=turn.wheel, actions=actions, signals=signals)
    page.resize(1000, 700)
    page.show()
    made = Desk(turn, page, signals, undo, dialogs)
    actions.told.connect(made.told.append)
    page.enter()
    QTest.qWaitForWindowExposed(page)
    page.activateWindow()
    settle()
    yield made
    page.close()
    page.deleteLater()


@pytest.fixture
def lived(turn: Turn) -> Turn:
    """A year with something to say: a lesson, a late one, one done late, an own task that names the year."""
    wheel = turn.wheel
    turn.clock.day = date(2026, 4, 1)
    wheel.mark_done(turn.of(PAY, 2026).key)
    wheel.set_next_time(turn.of(PAY, 2026).key, "Boka rum i januari")
    wheel.mark_done(turn.of(BUDGET, 2026).key)
    wheel.add_own(
        title="Rond 2026", category=Category.ARBETSMILJO, rrule="FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=20", start=date(2026, 1, 1)
    )
    turn.clock.day = date(2026, 11, 23)
    return turn


def test_it_begins_with_the_year_that_was(lived: Turn, desk: Desk) -> None:
    assert desk.page.part == YEAR
    assert "2 " in desk.texts()
    assert "Boka rum i januari" in desk.texts()
    assert not desk.page.back.isVisible()


def test_one_goes_forward_and_back_through_four_parts(desk: Desk) -> None:
    seen = [desk.page.part]
    while desk.page.next.isVisible():
        QTest.mouseClick(desk.page.next, Qt.MouseButton.LeftButton)
        seen.append(desk.page.part)
    assert seen == [YEAR, TASKS, MISSING, DONE]
    desk.click(_("Back"))
    assert desk.page.part == MISSING


def test_it_is_taken_up_again_where_something_is_left(desk: Desk) -> None:
    desk.turn.rollover.keep(PAY)
    again = RolloverPage(rollover=desk.turn.rollover, wheel=desk.turn.wheel, actions=desk.page._actions, signals=AppSignals())
    again.enter()
    assert again.part == TASKS
    again.take_place((MISSING, 0))
    assert again.place()[0] == MISSING
    again.deleteLater()


def test_what_speaks_stands_open_and_the_rest_is_folded_ring_by_ring(lived: Turn, desk: Desk) -> None:
    desk.go(TASKS)
    part = desk.page.tasks_part
    assert PAY in part.rows
    assert BUDGET not in part.rows
    assert "Boka rum i januari" in desk.texts()
    assert "Boka rum i januari" in desk.row(PAY).accessibleName(), "a screen reader hears the whole story"
    assert desk.row(PAY).task.activity.title in desk.row(PAY).choices[Choice.KEEP].accessibleName()
    ring = next(b for b in part.findChildren(QPushButton) if b.isVisible() and b.text().startswith(_("Show {ring}, {n}")[:4]))
    before = len(part.rows)
    QTest.mouseClick(ring, Qt.MouseButton.LeftButton)
    settle()
    assert len(part.rows) > before


def test_letters_decide_and_the_keyboard_goes_to_the_next_task(lived: Turn, desk: Desk) -> None:
    desk.go(TASKS)
    desk.page.take_keyboard()
    order = desk.page.tasks_part._in_order()
    assert order[0].hasFocus()
    letters = {choice: letter for letter, choice in keys().items()}
    desk.press(letters[Choice.KEEP].lower())
    assert desk.choice(order[0].task.activity.id) is Choice.KEEP
    assert order[1].hasFocus()
    desk.press(Qt.Key.Key_Up)
    assert order[0].hasFocus()
    desk.press(letters[Choice.KEEP])
    assert desk.choice(order[0].task.activity.id) is None, "the same again takes it back"


def test_moving_asks_for_a_day_and_whether_for_every_year(lived: Turn, desk: Desk) -> None:
    desk.go(TASKS)
    row = desk.row(PAY)
    desk.click(row.choices[Choice.MOVE].accessibleName())  # type: ignore[attr-defined]
    row.date_edit.setDate(QDate(2027, 3, 9))
    desk.click(_("Move every year"), row)
    assert desk.choice(PAY) is Choice.RULE
    assert desk.turn.of(PAY, 2028).due.month == 3
    assert desk.told
    desk.undo_last()
    assert desk.choice(PAY) is None
    assert desk.turn.of(PAY, 2028).due.month == 2


def test_enter_in_the_date_moves_the_new_year_only(lived: Turn, desk: Desk) -> None:
    desk.go(TASKS)
    row = desk.row(PAY)
    row.setFocus()
    desk.press(move_text()[0])
    assert row.date_edit.hasFocus()
    row.date_edit.setDate(QDate(2027, 3, 9))
    desk.press(Qt.Key.Key_Return)
    assert desk.choice(PAY) is Choice.MOVE
    assert desk.turn.of(PAY, 2027).due == date(2027, 3, 9)


def test_dropping_asks_why_and_says_that_a_duty_stays(lived: Turn, desk: Desk) -> None:
    desk.go(TASKS)
    row = desk.row(LEGIONELLA)
    row.setFocus()
    desk.press(drop_text()[0])
    assert row.reason_edit.hasFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.choice(LEGIONELLA) is None, "nothing is dropped without a reason"
    QTest.keyClicks(row.reason_edit, "640823-3234")
    assert "640823-3234" in desk.texts()
    row.reason_edit.setText("Fastighet")
    desk.press(Qt.Key.Key_Return)
    assert desk.choice(LEGIONELLA) is Choice.DROP
    assert "Fastighet" in desk.texts()
    assert LEGIONELLA in desk.page.tasks_part.rows, "the row stays where it was"


def test_a_duty_is_named_before_a_task_is_dropped(desk: Desk) -> None:
    slug = ActivityId("hot-vald")
    desk.go(TASKS)
    row = desk.row(slug)
    row.decide(Choice.DROP)
    settle()
    assert "AFS 2023:2" in desk.texts()
    row.reason_edit.setFocus()
    desk.press(Qt.Key.Key_Escape)
    assert "AFS 2023:2" not in desk.texts()
    assert row.hasFocus()


def test_a_row_leads_to_the_task_and_to_the_editor(lived: Turn, desk: Desk) -> None:
    opened: list[object] = []
    edited: list[object] = []
    desk.page.occurrence_requested.connect(opened.append)
    desk.page.edit_requested.connect(edited.append)
    desk.go(TASKS)
    desk.row(PAY).setFocus()
    desk.press(Qt.Key.Key_Return)
    assert opened == [desk.turn.of(PAY, 2027).key]
    often = next(r for r in desk.page.tasks_part.rows.values() if len(r.task.coming) > 1)
    often.decide(Choice.MOVE)
    settle()
    desk.click(_("Change the task …"), often)
    stale = next(r for r in desk.page.tasks_part.rows.values() if r.task.activity.title == "Rond 2026")
    desk.click(_("Change «{title}»").format(title="Rond 2026"), stale)
    assert edited == [often.task.coming[0].key, stale.task.coming[0].key]


def test_the_rest_is_kept_at_once_and_taken_back_at_once(lived: Turn, desk: Desk) -> None:
    desk.go(TASKS)
    desk.click(_("Keep all of these"))
    assert desk.choice(BUDGET) is Choice.KEEP
    assert desk.choice(PAY) is None, "there is something to say about it"
    desk.undo_last()
    desk.click(_("Keep the rest"))
    assert desk.turn.review().undecided == []
    assert not desk.page.tasks_part.keep_rest.isEnabled()
    desk.undo_last()
    assert len(desk.turn.review().undecided) == len(desk.turn.review().tasks)


def test_a_choice_that_cannot_be_saved_is_told_and_not_shown_as_made(lived: Turn, desk: Desk) -> None:
    desk.go(TASKS)
    row = desk.row(PAY)
    row.decide(Choice.MOVE)
    row.date_edit.setDate(QDate(2029, 3, 9))
    desk.click(_("Move in {year} only").format(year=2027), row)
    assert len(desk.dialogs.errors) == 1
    assert desk.choice(PAY) is None
    assert not row.choices[Choice.MOVE].isChecked()  # type: ignore[attr-defined]


def test_a_finding_is_accepted_shown_again_or_put_right(desk: Desk) -> None:
    named: list[str] = []
    desk.page.new_requested.connect(named.append)
    desk.go(MISSING)
    desk.click(_("Write a task of your own …"))
    assert len(named) == 1
    desk.click(_("It is as it should be"))
    assert desk.turn.review().findings == ()
    desk.click(_("Show again"))
    assert len(desk.turn.review().findings) == 1
    desk.turn.edits.hide(ActivityId("sam-uppfoljning"), date(2027, 1, 1))
    desk.page._stale = True
    desk.go(MISSING)
    settle()
    desk.click(_("Take the task back"))
    assert desk.turn.edits.hidden() == []


def test_the_last_part_sums_up_takes_back_and_finishes(lived: Turn, desk: Desk) -> None:
    printed: list[object] = []
    desk.page.print_requested.connect(printed.append)
    desk.turn.rollover.move(PAY, date(2027, 3, 9))
    desk.turn.rollover.drop(LEGIONELLA, "Fastighet")
    desk.page._stale = True
    desk.go(DONE)
    settle()
    assert "Fastighet" in desk.texts()
    desk.click(_("Take the choice about «{title}» back").format(title=desk.turn.task(PAY).activity.title))
    assert desk.choice(PAY) is None
    desk.click(_("Print one page with the changes"))
    assert len(printed) == 1
    desk.click(_("The year is ready"))
    assert desk.turn.review().finished is not None
    assert desk.page.tabs[DONE].hasFocus(), "the button that was pressed is gone"
    desk.click(_("Go on with them"))
    assert desk.page.part == TASKS


def test_a_window_that_stays_open_until_the_next_turn_of_the_year_begins_anew(desk: Desk) -> None:
    desk.go(DONE)
    desk.turn.clock.day = desk.turn.clock.day.replace(year=desk.turn.clock.day.year + 1)
    desk.page.enter()
    settle()
    assert str(desk.turn.rollover.year + 1) in desk.texts()
    assert desk.page.part == 0


def test_lessons_are_saved_as_they_are_typed_in_one_undo_step_and_the_field_keeps_the_keyboard(desk: Desk) -> None:
    field_ = desk.page.year_part.lessons
    field_.setFocus()
    QTest.keyClicks(field_, "Budget i maj")
    settle()
    assert field_.hasFocus()
    assert field_.textCursor().position() == len("Budget i maj")
    assert desk.turn.review().lessons == "Budget i maj"
    desk.go(DONE)
    settle()
    assert "Budget i maj" in desk.texts()
    desk.undo_last()
    assert desk.turn.review().lessons == ""
    desk.go(YEAR)
    assert field_.toPlainText() == ""
    QTest.keyClicks(field_, "640823-3234")
    assert desk.page.year_part.warning.isVisible()


def test_a_finding_leads_to_the_task_or_to_its_editor(lived: Turn, desk: Desk) -> None:
    opened: list[object] = []
    edited: list[object] = []
    desk.page.occurrence_requested.connect(opened.append)
    desk.page.edit_requested.connect(edited.append)
    for fix in (Fix.OPEN, Fix.EDIT):
        desk.page._fix(Finding("x", PAY, Severity.LOOK, "Se över", fix, PAY))
    assert opened == edited == [desk.turn.of(PAY, 2027).key]


def test_a_typed_note_elsewhere_waits_until_a_part_is_gone_to(desk: Desk) -> None:
    saved = desk.turn.wheel.set_next_time(desk.turn.of(PAY, 2026).key, "Boka rum")
    desk.signals.changed.emit(replace(saved.changes, note=NoteChange.WORDS))
    assert "Boka rum" not in desk.texts()
    desk.signals.changed.emit(Changes())
    desk.go(TASKS)
    assert "Boka rum" in desk.texts()


def test_a_change_elsewhere_is_read_when_the_page_is_seen_again(desk: Desk) -> None:
    desk.page.hide()
    desk.signals.changed.emit(desk.turn.rollover.keep(PAY).changes)
    desk.page.show()
    desk.page.enter()
    desk.go(TASKS)
    assert desk.page.tasks_part.count.text().startswith("1 ")


@pytest.mark.parametrize(("theme", "scale", "size"), [(Theme.LIGHT, 100, (880, 560)), (Theme.DARK, 200, (820, 600))])
def test_nothing_is_clipped(qapp: QApplication, lived: Turn, desk: Desk, theme: Theme, scale: int, size: tuple[int, int]) -> None:
    apply_look(qapp, theme, scale)
    page = RolloverPage(rollover=desk.turn.rollover, wheel=desk.turn.wheel, actions=desk.page._actions, signals=AppSignals())
    page.resize(*size)
    page.show()
    page.enter()
    for part in (YEAR, TASKS, MISSING, DONE):
        page.show_part(part)
        settle()
        assert faults(page) == []
    page.close()
    page.deleteLater()
