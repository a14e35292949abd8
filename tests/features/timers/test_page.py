"""The page Händelser, driven by keys and clicks: what is on the screen is what is in the file."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from chefsstod.features.timers.chain_view import FIRST
from chefsstod.features.timers.model import StepStatus
from chefsstod.features.timers.page import TimersPage
from chefsstod.features.timers.service import TimerService
from chefsstod.features.timers.step_row import StepRow
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Changes
from chefsstod.support.settings import Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack
from tests.conftest import MONDAY
from tests.screens.measure import faults

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen


class Desk:
    """The page and everything it speaks to."""

    def __init__(self, context: AppContext, timers: TimerService) -> None:
        self.signals, self.undo, self.dialogs = AppSignals(), UndoStack(), RecordingDialogs()
        self.told: list[str] = []
        self.actions = OccurrenceActions(
            wheel=context.yearwheel, signals=self.signals, undo=self.undo, dialogs=lambda: self.dialogs
        )
        self.actions.told.connect(self.told.append)
        self.page = TimersPage(timers=timers, laws=context.laws, actions=self.actions, signals=self.signals)

    def take_back(self) -> None:
        found = self.undo.undo()
        assert found is not None
        self.signals.changed.emit(found[1].changes)

    def row(self, step: str) -> StepRow:
        return next(row for row in self.page.chain.rows if row.item.step.id == step)


@pytest.fixture(scope="module")
def dressed(qapp: QApplication) -> QApplication:
    """Dressed once: each time costs a tenth of a second."""
    apply_look(qapp, Theme.LIGHT, 100)
    return qapp


@pytest.fixture
def desk(dressed: QApplication, profiled: AppContext, timers: TimerService) -> Iterator[Desk]:
    made = Desk(profiled, timers)
    made.page.resize(900, 420)
    made.page.show()
    yield made
    made.page.close()
    made.page.deleteLater()


def texts(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)
    QApplication.processEvents()


def named(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert found is not None
    return found


def test_with_nothing_running_the_page_explains_and_offers(desk: Desk) -> None:
    desk.page.enter()
    page = desk.page
    assert page.right.currentWidget() is page.gallery
    assert not page.list.isVisible()
    assert len(page.gallery.cards) > 10
    assert page.gallery.cards[0].template.summary in texts(page)


def test_an_event_is_found_and_started_by_keyboard_alone(desk: Desk, timers: TimerService) -> None:
    desk.page.enter()
    page = desk.page
    page.take_keyboard()
    assert QApplication.focusWidget() is page.gallery.search
    QTest.keyClicks(page.gallery.search, "rehab")
    assert [card.template.id for card in page.gallery.cards][:1] == ["sjukfall"]
    press(page.gallery.search, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.gallery.day
    assert "23 nov" in page.gallery.label_edit.text()
    assert timers.template("sjukfall").steps[0].text in texts(page.gallery), "the dates are shown before anything is saved"
    assert timers.running() == []
    press(page.gallery.label_edit, Qt.Key.Key_Return)
    chain = timers.running()[0]
    assert (chain.template.id, chain.start) == ("sjukfall", MONDAY)
    assert page.chain.shown == chain
    assert QApplication.focusWidget() is desk.row("dag-1").box
    press(desk.row("dag-1").box, Qt.Key.Key_Space)
    assert timers.chain(chain.id).steps[0].status is StepStatus.DONE
    assert QApplication.focusWidget() is desk.row("dag-1").box, "the keyboard stays where it was"


def test_a_search_without_a_hit_says_so(desk: Desk) -> None:
    desk.page.enter()
    desk.page.gallery.search.setText("zzz")
    assert desk.page.gallery.cards == []
    assert desk.page.gallery.nothing.isVisible()
    press(desk.page.gallery.search, Qt.Key.Key_Return)
    assert not desk.page.gallery.in_form


def test_the_label_follows_the_day_until_she_writes_her_own(desk: Desk, timers: TimerService) -> None:
    desk.page.enter()
    gallery = desk.page.gallery
    gallery.choose(timers.template("sjukfall"))
    gallery.day.setDate(gallery.day.date().addDays(-13))
    assert "10 nov" in gallery.label_edit.text()
    assert gallery.past.isVisible(), "steps before today are told of before she starts"
    gallery.label_edit.clear()
    QTest.keyClicks(gallery.label_edit, "Sjukfall natt")
    gallery.day.setDate(gallery.day.date().addDays(1))
    assert gallery.label_edit.text() == "Sjukfall natt"


def test_a_label_with_a_personal_number_is_warned_of_at_once(desk: Desk, timers: TimerService) -> None:
    desk.page.enter()
    gallery = desk.page.gallery
    gallery.choose(timers.template("sjukfall"))
    assert not gallery.label_edit.warning.isVisible()
    gallery.label_edit.setText("Sjukfall 640823-3234")
    assert "640823-3234" in gallery.label_edit.warning.text()
    assert gallery.label_edit.warning.isVisible()


def test_escape_leads_back_from_form_to_gallery_to_list(desk: Desk, timers: TimerService) -> None:
    timers.start("klagomal", "", MONDAY)
    page = desk.page
    page.start_event("sjukfall")
    assert page.gallery.in_form
    press(page.gallery.day, Qt.Key.Key_Escape)
    assert not page.gallery.in_form
    press(page.gallery.search, Qt.Key.Key_Escape)
    assert page.right.currentWidget() is page.chain


@pytest.fixture
def chain_id(desk: Desk, timers: TimerService) -> str:
    made, _saved = timers.start("sjukfall", "", MONDAY - timedelta(days=10))
    desk.page.open_chain(made)
    QApplication.processEvents()
    return made


def test_a_chain_shows_all_there_is_to_know(desk: Desk, timers: TimerService, chain_id: str) -> None:
    text = texts(desk.page.chain)
    template = timers.template("sjukfall")
    assert all(step.text in text for step in template.steps)
    assert template.steps[0].how in text, "the next step is unfolded"
    assert template.steps[5].how not in text
    assert all(basis.text in text for basis in template.basis)
    for piece in (template.ask, template.varies, template.day_zero, "1991:1047", "30 kap. 6 §", "2026-11-22", _("Overdue")):
        assert piece in text


def test_a_step_is_moved_marked_and_noted_and_all_of_it_is_undone(desk: Desk, timers: TimerService, chain_id: str) -> None:
    before = timers.chain(chain_id)
    desk.row("plan").unfold(True)
    desk.row("plan").skip_button.click()
    assert desk.row("plan").item.status is StepStatus.NOT_APPLICABLE
    assert not desk.row("plan").box.isVisible()
    desk.row("plan").skip_button.click()
    assert desk.row("plan").item.waiting
    desk.row("dag-14").unfold(True)
    desk.row("dag-14").move_button.click()
    desk.row("dag-14").date_edit.setDate(desk.row("dag-14").date_edit.date().addDays(3))
    press(desk.row("dag-14").date_edit, Qt.Key.Key_Return)
    assert desk.row("dag-14").item.moved
    desk.row("dag-8").unfold(True)
    QTest.keyClicks(desk.row("dag-8").note, "ring HR")
    assert next(s.note for s in timers.chain(chain_id).steps if s.step.id == "dag-8") == "ring HR"
    for _number in range(4):
        desk.take_back()
    assert timers.chain(chain_id) == before
    assert desk.page.chain.shown == before


def test_day_0_label_and_note_are_changed_in_place(desk: Desk, timers: TimerService, chain_id: str) -> None:
    view = desk.page.chain
    named(view, "move-start").click()
    assert QApplication.focusWidget() is view.start_edit
    view.start_edit.setDate(view.start_edit.date().addDays(1))
    press(view.start_edit, Qt.Key.Key_Return)
    assert timers.chain(chain_id).start == date(2026, 11, 14)
    named(view, "rename").click()
    view.name_edit.setText("Sjukfall dag")
    press(view.name_edit, Qt.Key.Key_Return)
    assert "Sjukfall dag" in texts(view)
    QTest.keyClicks(view.note, "hej 640823-3234")
    assert timers.chain(chain_id).note.startswith("hej")
    assert view.note.warning.isVisible()


def test_a_finished_event_is_closed_and_opened_again(desk: Desk, timers: TimerService, chain_id: str) -> None:
    for item in timers.chain(chain_id).steps:
        timers.tick(chain_id, item.step.id, done=True)
    desk.signals.changed.emit(Changes(chains=frozenset({chain_id})))
    assert named(desk.page.chain, "finish").property("role") == "primary"
    named(desk.page.chain, "finish").click()
    assert timers.running() == []
    assert desk.page.list.cards == []
    named(desk.page.list, "closed").click()
    assert len(desk.page.list.cards) == 1
    assert not desk.row("plan").box.isEnabled()
    named(desk.page.chain, "finish").click()
    assert [chain.id for chain in timers.running()] == [chain_id]


def test_removing_needs_no_question_because_undo_brings_it_back(desk: Desk, timers: TimerService, chain_id: str) -> None:
    named(desk.page.chain, "remove").click()
    assert timers.running() == []
    assert desk.page.right.currentWidget() is desk.page.gallery
    desk.take_back()
    assert [chain.id for chain in timers.running()] == [chain_id]
    assert desk.page.right.currentWidget() is desk.page.chain


def test_arrows_walk_the_list_and_enter_opens(desk: Desk, timers: TimerService, chain_id: str) -> None:
    other, saved = timers.start("klagomal", "", MONDAY)
    desk.signals.changed.emit(saved.changes)
    desk.page.list.take_keyboard()
    press(desk.page.list.cards[0].name, Qt.Key.Key_Down)
    assert desk.page.list.cards[1].name.hasFocus()
    press(desk.page.list.cards[1].name, Qt.Key.Key_Return)
    assert desk.page.chain.shown.id == other
    press(desk.page.list.cards[0].name, Qt.Key.Key_Up)


def test_tab_goes_from_a_step_to_what_can_be_done_with_it(desk: Desk, chain_id: str) -> None:
    row = desk.row("plan")
    row.more.setFocus()
    press(row.more, Qt.Key.Key_Space)
    assert row.more.accessibleName() == _("Less about «{step}»").format(step=row.item.step.text)
    met = []
    for _number in range(4):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget().objectName())
    assert met == ["move:plan", "applies:plan", "note:plan", "box:folj-upp"]


def test_printing_is_asked_of_the_shell(desk: Desk, chain_id: str) -> None:
    asked: list[str] = []
    desk.page.print_requested.connect(asked.append)
    named(desk.page.chain, "print").click()
    assert asked == [chain_id]


def test_in_a_narrow_window_list_and_event_take_turns(desk: Desk, timers: TimerService, chain_id: str) -> None:
    page = desk.page
    page.resize(600, 420)
    QApplication.processEvents()
    assert not page.list.isVisible()
    assert page.chain.back.isVisible()
    page.chain.back.click()
    assert page.list.isVisible()
    assert not page.right.isVisible()
    page.list.cards[0].name.click()
    assert page.chain.isVisible()
    page.resize(900, 420)
    QApplication.processEvents()
    assert page.list.isVisible()
    assert not page.chain.back.isVisible()


def test_what_the_page_chose_by_itself_gives_way_to_the_list(desk: Desk, timers: TimerService) -> None:
    timers.start("klagomal", "", MONDAY)
    desk.page.enter()
    assert desk.page.chain.isVisible()
    desk.page.resize(600, 420)
    QApplication.processEvents()
    assert desk.page.list.isVisible()


def test_the_place_is_kept_over_a_rebuild(desk: Desk, chain_id: str, timers: TimerService) -> None:
    other, _saved = timers.start("klagomal", "", MONDAY)
    desk.page.open_chain(other)
    place = desk.page.place()
    desk.page.open_chain(chain_id)
    desk.page.take_place(place)
    assert desk.page.chain.shown.id == other


def pragma(context: AppContext, setting: str) -> None:
    with context.database.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA {setting}")


def test_a_note_that_cannot_be_saved_is_told_once_and_tried_again(
    desk: Desk, timers: TimerService, profiled: AppContext, chain_id: str
) -> None:
    note = desk.page.chain.note
    note.setFocus()
    pragma(profiled, "query_only=ON")
    QTest.keyClicks(note, "abc")
    assert len(desk.dialogs.errors) == 1
    assert timers.chain(chain_id).note == ""
    pragma(profiled, "query_only=OFF")
    desk.row("dag-1").box.setFocus()
    assert timers.chain(chain_id).note == "abc"
    assert _("The note is saved again") in desk.told


@pytest.mark.parametrize(
    ("theme", "scale", "width"), [(Theme.LIGHT, 100, 1180), (Theme.DARK, 200, 640), (Theme.CONTRAST, 150, 880)]
)
def test_nothing_is_clipped(
    qapp: QApplication, profiled: AppContext, timers: TimerService, theme: Theme, scale: int, width: int
) -> None:
    apply_look(qapp, theme, scale)
    chain_id, _saved = timers.start("hot-och-vald", "", MONDAY - timedelta(days=3))
    page = Desk(profiled, timers).page
    page.resize(width, 560)
    page.show()
    found = []
    for step in (lambda: page.open_chain(chain_id), page._to_list, page.start_event, lambda: page.start_event("ny-medarbetare")):
        step()
        QApplication.processEvents()
        found += faults(page)
    page.close()
    page.deleteLater()
    apply_look(qapp, Theme.LIGHT, 100)
    assert found == []


def test_the_steps_far_down_come_when_those_on_top_are_seen(desk: Desk, timers: TimerService, chain_id: str) -> None:
    other, _saved = timers.start("sjukfall", "Annat", MONDAY)
    desk.page.open_chain(chain_id)
    desk.page.open_chain(other)
    view = desk.page.chain
    assert len(view._rows) == FIRST
    QApplication.processEvents()
    steps = timers.chain(other).steps
    assert [row.item.step.id for row in view._rows] == [step.step.id for step in steps]
    assert view._note.accessibleName() == _("Note")
    desk.page.open_chain(chain_id)
    assert [row.item for row in view.rows] == list(timers.chain(chain_id).steps), "who asks for them does not get the half"
