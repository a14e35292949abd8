"""The thing in hand: what it shows for each state, and that the keyboard and the place are kept."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget

from chefsstod.features.yearwheel.detail import DetailView
from chefsstod.features.yearwheel.edit_model import Draft, Scope, draft_of
from chefsstod.features.yearwheel.model import Nature, Occurrence, Status
from chefsstod.features.yearwheel.rule_words import parse
from chefsstod.features.yearwheel.words import category_name, status_name
from chefsstod.i18n import _
from chefsstod.i18n.dates import number
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import Theme
from chefsstod.ui.style import apply_look
from tests.conftest import SetClock

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen


@pytest.fixture
def view(qapp: QApplication) -> DetailView:
    apply_look(qapp, Theme.LIGHT, 100)
    made = DetailView()
    made.resize(420, 600)
    yield made
    made.close()
    made.deleteLater()


def _show(view: DetailView, context: AppContext, occurrence: Occurrence) -> str:
    titles = {activity.id: activity.title for activity in context.yearwheel.activities()}
    view.show_occurrence(occurrence, context.yearwheel.today, context.laws(), titles)
    view.show()
    QApplication.processEvents()
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_everything_there_is_to_know_is_shown(view: DetailView, profiled: AppContext) -> None:
    occurrence = profiled.yearwheel.next_of("semesterplanering")
    text = _show(view, profiled, occurrence)
    activity = occurrence.activity
    assert activity.title in text
    assert activity.why.strip() in text
    assert category_name(activity.category) in text
    assert status_name(occurrence.status) in text
    assert all(step.text in text for step in activity.steps)
    assert all(basis.text in text for basis in activity.basis)
    assert activity.varies in text
    assert "1977:480" in text, "the law by its name and number"
    assert "2026-11-22" in text, "the day it was checked"


def test_a_done_one_can_be_opened_again_and_nothing_else(view: DetailView, profiled: AppContext) -> None:
    occurrence = profiled.yearwheel.agenda().due[0]
    profiled.yearwheel.mark_done(occurrence.key)
    _show(view, profiled, profiled.yearwheel.occurrence(occurrence.key))
    assert view.main_button.text() == _("Open again")


def test_a_skipped_one_says_why(view: DetailView, profiled: AppContext) -> None:
    occurrence = profiled.yearwheel.agenda().due[0]
    profiled.yearwheel.skip(occurrence.key, "Görs centralt")
    assert "Görs centralt" in _show(view, profiled, profiled.yearwheel.occurrence(occurrence.key))


def test_what_is_different_this_time_is_what_is_shown(view: DetailView, profiled: AppContext) -> None:
    task = profiled.yearwheel.agenda().due[0]
    profiled.yearwheel.set_this_time(task.key, title="Med ny mall", hours=7.5)
    text = _show(view, profiled, profiled.yearwheel.occurrence(task.key))
    assert "Med ny mall" in text
    assert _("Has this title this time only, otherwise «{title}»").format(title=task.activity.title) in text
    assert _("about {hours} h").format(hours=number(7.5)) in text


def test_a_meeting_tells_when_and_where_and_the_rule_that_holds_now(view: DetailView, profiled: AppContext) -> None:
    rule = parse("andra torsdagen i mars", start=date(2026, 11, 23)).rule
    edits = profiled.edits
    made, _saved = edits.add(Draft(title="Nätverk", nature=Nature.MEETING, rule=rule, place="Folkets hus", at_time="13:00–15:30"))
    first = profiled.yearwheel.next_of(made)
    text = _show(view, profiled, first)
    assert "13:00–15:30, Folkets hus" in text
    later = profiled.yearwheel.find(made, date(2028, 3, 9))
    draft = replace(draft_of(later, Scope.FOLLOWING), rule=parse("vecka 12", start=later.original).rule)
    edits.edit(later.key, draft, Scope.FOLLOWING)
    assert parse("vecka 12", start=later.original).words in _show(view, profiled, profiled.yearwheel.find(made, date(2028, 3, 20)))


def _buttons(view: DetailView, text: str) -> list[QWidget]:
    from PySide6.QtWidgets import QPushButton

    return [button for button in view.findChildren(QPushButton) if button.isVisible() and button.text() == text]


def test_the_moving_and_the_skipping_panel_are_never_open_at_once(view: DetailView, profiled: AppContext) -> None:
    _show(view, profiled, profiled.yearwheel.agenda().due[0])
    view.move_button.click()
    assert view.date_edit.isVisible()
    view.skip_button.click()
    assert view.reason_edit.isVisible()
    assert not view.date_edit.isVisible()
    view.skip_button.click()
    assert not view.reason_edit.isVisible()


def test_showing_the_same_one_again_keeps_keyboard_and_place(view: DetailView, profiled: AppContext) -> None:
    occurrence = profiled.yearwheel.next_of("semesterplanering")
    _show(view, profiled, occurrence)
    view.activateWindow()
    QApplication.processEvents()
    last = len(view.steps) - 1
    view.steps[last].box.setFocus()
    bar = view.area.verticalScrollBar()
    bar.setValue(120)
    _show(view, profiled, occurrence)
    assert view.steps[last].box.hasFocus()
    assert bar.value() == 120
    view.note.setFocus()
    _show(view, profiled, occurrence)
    assert view.note.hasFocus()


def test_another_one_begins_at_its_top(view: DetailView, profiled: AppContext) -> None:
    _show(view, profiled, profiled.yearwheel.next_of("semesterplanering"))
    bar = view.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    _show(view, profiled, profiled.yearwheel.agenda().due[0])
    assert bar.value() == 0


def test_a_personnummer_in_the_reason_warns_too(view: DetailView, profiled: AppContext) -> None:
    _show(view, profiled, profiled.yearwheel.agenda().due[0])
    view.skip_button.click()
    view.reason_edit.setText("Samtal 640823-3234")
    assert [label for label in view.findChildren(QLabel) if label.isVisible() and "640823-3234" in label.text()]


def test_ticks_are_shown_as_they_are_saved(view: DetailView, profiled: AppContext) -> None:
    occurrence = profiled.yearwheel.agenda().due[0]
    step = occurrence.activity.steps[1].id
    profiled.yearwheel.tick(occurrence.key, step, done=True)
    now = profiled.yearwheel.occurrence(occurrence.key)
    _show(view, profiled, now)
    assert now.status is Status.STARTED
    assert [box.isChecked() for box in view.findChildren(QCheckBox)][:3] == [False, True, False]


def test_a_skipped_one_can_be_marked_as_done_without_being_opened_first(view: DetailView, profiled: AppContext) -> None:
    occurrence = profiled.yearwheel.agenda().due[0]
    profiled.yearwheel.skip(occurrence.key, "Görs centralt")
    _show(view, profiled, profiled.yearwheel.occurrence(occurrence.key))
    assert _buttons(view, _("Mark as done"))


def test_no_step_from_before_her_first_day_is_shown_as_late(view: DetailView, profiled: AppContext, clock: SetClock) -> None:
    occurrence = next(
        o for o in profiled.yearwheel.agenda().three_things() if any(o.step_date(step) < clock.day for step in o.activity.steps)
    )
    first = min(occurrence.step_date(step) for step in occurrence.activity.steps)

    def late(tracked_from: date) -> int:
        view.show_occurrence(occurrence, clock.day, {}, {}, tracked_from)
        return sum(1 for step in view.steps for text in step.findChildren(QLabel) if text.property("role") == "late")

    assert late(first) > 0
    assert late(clock.day) == 0
