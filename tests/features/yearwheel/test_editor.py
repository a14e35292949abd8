"""The form in which a task is written, with keys and clicks."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.edit_model import Draft, Scope, draft_of
from chefsstod.features.yearwheel.editor_page import EditorPage
from chefsstod.features.yearwheel.editor_parts import Number
from chefsstod.features.yearwheel.model import Category, Nature, OccurrenceKey, RedDay
from chefsstod.features.yearwheel.rule_words import parse
from chefsstod.i18n import _
from tests.conftest import MONDAY
from tests.features.yearwheel.edit_desk import HOLIDAY, KEY, Desk, chip, typed

# ── something new ────────────────────────────────────────────────────────────


def test_a_task_is_written_and_saved_by_keys_alone(desk: Desk) -> None:
    desk.page.open_new()
    assert desk.view.title.hasFocus()
    typed(desk.view.title, "Brandövning")
    desk.type(desk.view.when, "andra torsdagen i mars")
    assert "11 mars 2027" in desk.text
    desk.save()
    made = desk.own()[0]
    assert (made.title, made.rule.rrule) == ("Brandövning", "FREQ=YEARLY;BYMONTH=3;BYDAY=2TH")
    assert desk.opened == [OccurrenceKey(made.id, date(2027, 3, 11))]
    assert desk.closed == 1
    assert "Brandövning" in desk.told[-1]
    desk.undo.undo()
    assert desk.own() == []


def test_a_meeting_has_time_and_place_and_stays_on_its_day(desk: Desk) -> None:
    desk.page.open_new(nature=Nature.MEETING)
    typed(desk.view.title, "APT")
    desk.type(desk.view.when, "första måndagen varje månad")
    desk.type(desk.view.at_time, "13-15.30")
    desk.type(desk.view.place, "Stora salen")
    desk.save()
    made = desk.own()[0]
    assert (made.nature, made.at_time, made.place, made.rule.red_day) == (
        Nature.MEETING, "13:00–15:30", "Stora salen", RedDay.KEEP
    )  # fmt: skip


def test_time_and_place_belong_to_what_takes_place(desk: Desk) -> None:
    desk.page.open_new()
    assert not desk.view.place.isVisible()
    desk.view.nature.setFocus()
    QTest.mouseClick(chip(desk.view, _("Course")), Qt.MouseButton.LeftButton)
    assert desk.view.place.isVisible()
    desk.press(Qt.Key.Key_Left)
    assert desk.view.nature.value is Nature.EVENT


def test_a_day_chosen_in_the_calendar_is_the_date(desk: Desk) -> None:
    desk.page.open_new(Category.KVALITET, date(2027, 3, 12), Nature.EVENT)
    typed(desk.view.title, "Invigning")
    desk.save()
    made = desk.own()[0]
    assert (made.category, desk.opened) == (Category.KVALITET, [OccurrenceKey(made.id, date(2027, 3, 12))])


def test_what_is_missing_is_said_at_the_button_and_beside_the_field(desk: Desk) -> None:
    desk.page.open_new()
    assert _("Give it a title of a few words.") not in desk.text
    assert desk.view.missing.text()
    desk.save()
    assert _("Give it a title of a few words.") in desk.text
    assert desk.view.title.hasFocus()
    typed(desk.view.title, "Något")
    assert _("Give it a title of a few words.") not in desk.text
    desk.save()
    assert desk.view.when.hasFocus()
    assert desk.own() == []


def test_words_that_cannot_be_read_are_named_with_examples(desk: Desk) -> None:
    desk.page.open_new()
    desk.type(desk.view.when, "på våren")
    assert "våren" in desk.text
    assert desk.view.examples.isVisible()
    desk.type(desk.view.when, "15 mars")
    assert not desk.view.examples.isVisible()


def test_a_red_day_is_told_and_the_choice_is_hers(desk: Desk) -> None:
    desk.page.open_new()
    desk.type(desk.view.when, "1 maj")
    assert desk.view.moved.text()
    assert desk.view.form().red_day is RedDay.PREVIOUS
    desk.view.red_day.setCurrentIndex(list(RedDay).index(RedDay.KEEP))
    assert "1 maj 2027" in desk.view.moved.text()
    desk.type(desk.view.when, "varje måndag")
    assert desk.view.form().red_day is RedDay.KEEP
    assert desk.view.moved.text() == ""


def test_what_a_red_day_does_follows_the_rule_until_it_is_chosen(desk: Desk) -> None:
    desk.page.open_new()
    desk.type(desk.view.when, "varje måndag")
    assert desk.view.form().red_day is RedDay.NEXT
    desk.type(desk.view.when, "15 mars")
    assert desk.view.form().red_day is RedDay.PREVIOUS


def test_one_who_does_not_type_picks_a_date_and_a_rule(desk: Desk) -> None:
    desk.page.open_new()
    desk.view.pick.setDate(date(2027, 3, 11))
    assert desk.view.when.text() == "11 mars 2027"
    menu = desk.view.suggestion_menu()
    next(action for action in menu.actions() if action.text() == "andra torsdagen i mars varje år").trigger()
    menu.deleteLater()
    assert desk.view.when.text() == "andra torsdagen i mars varje år"
    assert "9 mars 2028" in desk.text


def test_steps_are_added_moved_and_removed_by_keys(desk: Desk) -> None:
    desk.page.open_new()
    typed(desk.view.title, "Kurs")
    desk.type(desk.view.when, "15 mars")
    steps = desk.view.steps
    steps.add.click()
    typed(QApplication.focusWidget(), "Boka")
    desk.press(Qt.Key.Key_Return)
    typed(QApplication.focusWidget(), "Boka")
    desk.press(Qt.Key.Key_Return)
    typed(QApplication.focusWidget(), "Åk dit")
    steps.lines[0].days.setText("30")
    desk.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    desk.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    desk.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    steps.lines[2].text.setFocus()
    desk.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    assert [(line.step.text, line.step.days) for line in steps.lines] == [("Åk dit", 0), ("Boka", -30)]
    desk.save()
    made = desk.own()[0]
    assert [(step.id, step.text, step.days) for step in made.steps] == [("ak-dit", "Åk dit", 0), ("boka", "Boka", -30)]


def test_tab_goes_through_the_steps_where_they_stand(desk: Desk) -> None:
    desk.page.open_edit(desk.occurrence())
    desk.view.steps.append()
    QApplication.processEvents()  # what is new is shown when the loop comes round
    desk.view.hours.setFocus()
    for line in desk.view.steps.lines:
        for widget in (line.text, line.days, line.side, line.up, line.down, line.remove):
            desk.press(Qt.Key.Key_Tab)
            assert widget.hasFocus() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus
    desk.press(Qt.Key.Key_Tab)
    assert desk.view.steps.add.hasFocus()
    desk.press(Qt.Key.Key_Tab)
    assert desk.view.why.hasFocus()


def test_an_empty_step_is_not_saved_without_a_word(desk: Desk) -> None:
    desk.page.open_new()
    typed(desk.view.title, "Kurs")
    desk.type(desk.view.when, "15 mars")
    desk.view.steps.add.click()
    desk.save()
    assert desk.own() == []
    assert _("A step is empty: write what is to be done, or remove it.") in desk.text
    desk.view.steps.lines[0].remove.click()
    desk.page.save()
    assert len(desk.own()) == 1


def test_a_personal_identity_number_is_warned_about_at_once(desk: Desk) -> None:
    desk.page.open_new()
    typed(desk.view.title, "Samtal 640823-3234")
    assert "640823-3234" in desk.text
    desk.view.why.setPlainText("Om 640823-3234")
    desk.view.steps.add.click()
    typed(QApplication.focusWidget(), "Ring 640823-3234")
    assert desk.text.count("640823-3234") == 3


def test_lead_time_in_weeks_and_hours_with_a_comma(desk: Desk) -> None:
    desk.page.open_new()
    typed(desk.view.title, "Kurs")
    desk.type(desk.view.when, "15 mars")
    desk.view.lead.number.setText("3")
    desk.view.lead.unit.setCurrentIndex(1)
    desk.type(desk.view.hours, "2,5")
    desk.view.has_end.setChecked(True)
    desk.view.last_day.setDate(date(2030, 3, 15))
    desk.save()
    made = desk.own()[0]
    assert (made.lead_days, made.hours, made.ends) == (21, 2.5, date(2030, 3, 16))


def test_a_number_goes_up_and_down_by_the_arrows_and_refuses_letters(qapp: QApplication) -> None:
    box = Number("Tid", 3, step=0.5)
    box.show_value(2.5)
    assert box.text() == "2,5"
    for key, wanted in ((Qt.Key.Key_Up, 3.0), (Qt.Key.Key_Up, 3.0), (Qt.Key.Key_Down, 2.5)):
        QTest.keyClick(box, key)
        assert box.value == wanted
    box.setText("två")
    assert box.value == -1
    assert Number("Dagar", 9).value == 0
    whole = Number("Dagar", 9)
    whole.setText("1,5")
    assert whole.value == -1


# ── nothing that was typed is lost ───────────────────────────────────────────


def test_what_is_closed_unsaved_is_there_the_next_time(desk: Desk) -> None:
    desk.page.open_new()
    typed(desk.view.title, "Halvfärdig")
    desk.type(desk.view.when, "andra tors")
    desk.press(Qt.Key.Key_Escape)
    assert desk.closed == 1
    assert desk.told
    again = EditorPage(edits=desk.edits, wheel=desk.context.yearwheel, actions=desk.actions, signals=desk.signals)
    again.open_new()
    assert (again.view.title.text(), again.view.when.text()) == ("Halvfärdig", "andra tors")
    assert not again.view.kept_note.isHidden()
    again.view.fresh_requested.emit()
    assert again.view.title.text() == ""
    assert desk.edits.kept_form("new") is None
    again.close()
    again.view.deleteLater()


def test_closing_an_untouched_form_says_nothing(desk: Desk) -> None:
    desk.page.open_new()
    desk.page.close()
    desk.page.close()
    assert (desk.closed, desk.told, desk.edits.kept_form("new")) == (1, [], None)


# ── changing ─────────────────────────────────────────────────────────────────


def test_the_form_shows_the_task_as_it_is_and_saves_nothing_unchanged(desk: Desk) -> None:
    desk.page.open_edit(desk.occurrence())
    activity = desk.occurrence().activity
    assert desk.view.title.text() == activity.title
    assert desk.view.when.text() == "1 april varje år"
    assert [line.step for line in desk.view.steps.lines] == [replace(step) for step in activity.steps]
    assert desk.view.scope.value is Scope.FOLLOWING
    assert not desk.view.restore_button.isVisible()
    desk.save()
    assert desk.own() == []
    assert not desk.undo.can_undo
    assert desk.opened == [KEY]


def test_a_new_rule_from_here_on(desk: Desk) -> None:
    desk.page.open_edit(desk.occurrence())
    desk.type(desk.view.when, "vecka 12")
    desk.save()
    activity = desk.context.yearwheel.activity(HOLIDAY)
    assert activity.layer is Layer.BASE
    assert [segment.valid_from for segment in activity.segments] == [date(2027, 3, 22)]
    assert desk.opened == [OccurrenceKey(HOLIDAY, date(2027, 3, 22))]


def test_only_this_one_shows_its_date_and_leaves_the_rest(desk: Desk) -> None:
    desk.page.open_edit(desk.occurrence())
    QTest.mouseClick(chip(desk.view, _("Only this one")), Qt.MouseButton.LeftButton)
    assert desk.view.day.isVisible()
    assert not desk.view.when.isVisible()
    desk.type(desk.view.title, "Semester på nytt sätt")
    desk.view.day.setDate(date(2027, 4, 8))
    desk.save()
    one = desk.occurrence()
    assert (one.title, one.due) == ("Semester på nytt sätt", date(2027, 4, 8))
    assert one.activity.layer is Layer.BASE


def test_what_holds_for_one_alone_is_not_taken_for_all(desk: Desk) -> None:
    desk.context.yearwheel.set_this_time(KEY, title="I år annorlunda", hours=99.0)
    desk.page.open_edit(desk.occurrence())
    assert desk.view.title.text() == desk.occurrence().activity.title
    desk.view.scope.chosen.emit(Scope.THIS)
    assert (desk.view.title.text(), desk.view.hours.text()) == ("I år annorlunda", "99")
    desk.type(desk.view.title, "Skrivet nu")
    desk.view.scope.chosen.emit(Scope.ALL)
    assert desk.view.title.text() == "Skrivet nu"
    assert desk.view.hours.value == desk.occurrence().activity.hours


def test_her_own_version_can_be_given_up_for_the_base_text(desk: Desk) -> None:
    desk.page.open_edit(desk.occurrence())
    desk.view.scope.chosen.emit(Scope.ALL)
    desk.type(desk.view.title, "Semester")
    desk.save()
    assert desk.own()[0].title == "Semester"
    desk.page.open_edit(desk.occurrence())
    desk.view.restore_button.click()
    assert desk.own() == []
    assert desk.view.title.text() == desk.occurrence().activity.title
    assert not desk.view.restore_button.isVisible()


def test_a_changed_base_text_is_told_and_hers_can_be_kept(desk: Desk) -> None:
    desk.edits.edit(KEY, replace(draft_of(desk.occurrence(), Scope.ALL), title="Semester"), Scope.ALL)
    place = next(n for n, activity in enumerate(desk.base) if activity.id == HOLIDAY)
    desk.base[place] = replace(desk.base[place], why="Nytt")
    desk.page.open_edit(desk.occurrence())
    assert _("The base text has changed since you made yours.") in desk.text
    desk.view.keep_button.click()
    assert _("The base text has changed since you made yours.") not in desk.text


def test_an_undo_beside_the_form_is_seen_in_it(desk: Desk) -> None:
    desk.page.open_edit(desk.occurrence())
    desk.type(desk.view.when, "1 maj")
    desk.save()
    desk.page.open_edit(desk.occurrence(desk.opened[-1]))
    found = desk.undo.undo()
    assert found is not None
    desk.signals.changed.emit(found[1].changes)
    assert desk.closed == 2, "the occurrence in the form is gone with the rule"


def test_a_removed_task_closes_its_form(desk: Desk) -> None:
    made, saved = desk.edits.add(Draft(title="Egen", rule=parse("15 mars", start=MONDAY).rule))
    desk.page.open_edit(desk.occurrence(OccurrenceKey(made, date(2027, 3, 15))))
    desk.signals.changed.emit(saved.changes)
    assert desk.closed == 0
    desk.signals.changed.emit(desk.edits.remove(made).changes)
    assert desk.closed == 1


def test_a_single_date_has_no_following_ones(desk: Desk) -> None:
    made, _saved = desk.edits.add(Draft(title="Egen", rule=parse("12 mars 2027", start=MONDAY).rule))
    desk.page.open_edit(desk.occurrence(OccurrenceKey(made, date(2027, 3, 12))))
    assert not desk.view.scope.isVisible()
    desk.type(desk.view.when, "15 mars 2027")
    desk.save()
    assert desk.opened == [OccurrenceKey(made, date(2027, 3, 15))]


def test_a_single_date_far_from_the_one_in_hand_is_for_all(desk: Desk) -> None:
    desk.page.open_edit(desk.occurrence())
    desk.type(desk.view.when, "12 mars 2031")
    desk.save()
    assert _("For a single date that far from this one, choose «All».") in desk.text
    assert desk.closed == 0


def test_a_copy_is_a_task_of_its_own(desk: Desk) -> None:
    desk.page.open_duplicate(HOLIDAY)
    assert desk.view.when.text() == "1 april varje år"
    desk.save()
    made = desk.own()[0]
    assert made.id != HOLIDAY
    assert made.steps == desk.context.yearwheel.activity(HOLIDAY).steps
    assert desk.opened == [OccurrenceKey(made.id, date(2027, 4, 1))]
