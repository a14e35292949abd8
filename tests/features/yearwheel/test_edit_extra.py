"""What surrounds the form: the buttons in the pane of a task, the menu, the list of what is hidden."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.detail_edit import EditExtra
from chefsstod.features.yearwheel.edit_model import Draft, Scope, draft_of
from chefsstod.features.yearwheel.hidden_list import HiddenList
from chefsstod.features.yearwheel.menu import MenuActions, make_menu
from chefsstod.features.yearwheel.model import ActivityId, OccurrenceKey
from chefsstod.features.yearwheel.rule_words import parse
from chefsstod.i18n import _
from tests.conftest import MONDAY
from tests.features.yearwheel.edit_desk import HOLIDAY, KEY, Desk, chip, typed


def extra(desk: Desk, said: list[object]) -> EditExtra:
    return EditExtra(
        edits=desk.edits, actions=desk.actions, today=lambda: MONDAY, open_edit=said.append, open_duplicate=said.append
    )


def holder(desk: Desk, widgets: list[QWidget]) -> QWidget:
    from chefsstod.ui.parts import column

    made = QWidget(desk.view)
    made.setLayout(column(*widgets))
    made.show()
    return made


def test_the_pane_opens_the_form_and_hides_the_task(desk: Desk) -> None:
    said: list[object] = []
    made = extra(desk, said)
    pane = holder(desk, made.widgets(desk.occurrence()))
    chip(pane, _("Change …")).click()
    chip(pane, _("Copy")).click()
    assert said == [desk.occurrence(), HOLIDAY]
    made.open_hide()
    made.open_hide()
    typed(QApplication.focusWidget(), "HR gör det")
    desk.press(Qt.Key.Key_Return)
    assert [(h.activity.id, h.since, h.reason) for h in desk.edits.hidden()] == [(HOLIDAY, MONDAY, "HR gör det")]
    pane = holder(desk, made.widgets(desk.occurrence()))
    chip(pane, _("Show it again")).click()
    assert desk.edits.hidden() == []


def test_the_pane_tells_where_the_rule_came_from_and_gives_the_base_text_back(desk: Desk) -> None:
    rule = parse("vecka 12", start=KEY.original).rule
    desk.edits.edit(KEY, replace(draft_of(desk.occurrence(), Scope.ALL), rule=rule, title="Semester"), Scope.FOLLOWING)
    later = OccurrenceKey(HOLIDAY, date(2027, 3, 22))
    pane = holder(desk, extra(desk, []).widgets(desk.occurrence(later)))
    text = "\n".join(label.text() for label in pane.findChildren(QLabel))
    assert "22 mars 2027" in text
    assert _("Your own version.") in text
    chip(pane, _("Restore the base text")).click()
    assert desk.occurrence().activity.layer is Layer.BASE


def test_her_own_task_is_removed_without_asking_and_comes_back(desk: Desk) -> None:
    made, _saved = desk.edits.add(Draft(title="Egen", rule=parse("15 mars", start=MONDAY).rule))
    pane = holder(desk, extra(desk, []).widgets(desk.occurrence(OccurrenceKey(made, date(2027, 3, 15)))))
    chip(pane, _("Remove this task")).click()
    assert desk.own() == []
    desk.undo.undo()
    assert [activity.id for activity in desk.own()] == [made]


def test_the_menu_holds_what_the_page_can_do(desk: Desk) -> None:
    done: list[str] = []
    more = MenuActions(
        move=lambda o: done.append("move"), skip=lambda o: done.append("skip"), edit=lambda o: done.append("edit"),
        duplicate=lambda o: done.append("copy"), hide=lambda o: done.append("hide"),
    )  # fmt: skip
    menu = make_menu(desk.view, desk.occurrence(), desk.actions, done.append, more)
    for action in menu.actions():
        if action.text() in (_("Move to …"), _("Skip …"), _("Change …"), _("Copy"), _("Hide the task …")):
            action.trigger()
    assert done == ["move", "skip", "edit", "copy", "hide"]
    plain = make_menu(desk.view, desk.occurrence(), desk.actions, done.append)
    assert [action.text() for action in plain.actions()] == [_("Open"), _("Mark as done"), _("Start")]


def test_what_is_hidden_is_listed_and_shown_again(desk: Desk) -> None:
    counts: list[int] = []
    page = HiddenList(edits=desk.edits, actions=desk.actions, signals=desk.signals, today=lambda: MONDAY)
    page.counted.connect(counts.append)
    page.take_keyboard()
    nothing = _("Nothing is hidden. A task that does not concern you is hidden from its own pane: «Hide the task …».")
    assert nothing in [label.text() for label in page.findChildren(QLabel)]
    desk.signals.changed.emit(desk.edits.hide(HOLIDAY, MONDAY, "HR gör det").changes)
    desk.signals.changed.emit(desk.edits.hide(ActivityId("lonesamtal"), date(2027, 1, 1)).changes)
    page.show()
    page.take_keyboard()
    page.findChildren(QPushButton)[0].click()
    assert counts == [1, 2, 1]
    assert len(desk.edits.hidden()) == 1
    page.close()
    page.deleteLater()


def test_the_panel_for_hiding_is_seen_with_its_button(desk: Desk) -> None:
    from chefsstod.ui.parts import column, scroll

    made = extra(desk, [])
    inner = QWidget()
    air = QWidget()
    air.setFixedHeight(700)
    inner.setLayout(column(air, *made.widgets(desk.occurrence())))
    area = scroll(inner)
    area.resize(420, 500)
    area.show()
    area.activateWindow()
    made.open_hide()
    QApplication.processEvents()
    QApplication.processEvents()
    hide = chip(inner, _("Hide"))
    assert area.viewport().rect().contains(hide.mapTo(area.viewport(), hide.rect().bottomLeft()))
    area.close()
    area.deleteLater()
