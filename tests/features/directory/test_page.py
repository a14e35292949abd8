"""The page Katalog, driven by keys and clicks: what is on the screen is what is in the file."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from chefsstod.features.directory.list_side import ALL, EMPTY, HIDDEN
from chefsstod.features.directory.view import SYSTEMS
from chefsstod.i18n import _
from tests.features.directory.desk import USED, Desk, in_hand, press
from tests.screens.measure import faults


def test_before_anything_is_chosen_the_page_explains_and_offers(desk: Desk) -> None:
    page = desk.page
    assert page.right.currentWidget() is page.welcome
    assert page.fill_button.isVisible()
    assert len(page.side.listed) == len(desk.directory.contacts())
    assert "4 " in page.side.progress.text(), "the national numbers are there from the start"
    assert faults(page) == []


def test_a_number_is_found_by_keyboard_alone_and_copied(desk: Desk) -> None:
    desk.directory.save_contact(replace(desk.contact("hr"), phone="010-1"))
    desk.page.enter()
    desk.page.take_keyboard()
    side = desk.page.side
    assert in_hand() is side.search
    QTest.keyClicks(side.search, "omplac")
    assert [item.id for item in side.listed] == ["hr"], "found by a word for it"
    press(side.search, Qt.Key.Key_Down)
    assert in_hand() is side.list
    assert desk.detail.shown is not None
    assert desk.detail.shown.item.id == "hr"
    press(side.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "010-1"
    assert "010-1" in desk.told[-1]
    press(side.list, Qt.Key.Key_Return)
    assert in_hand() is desk.detail.fields["name"].edit, "the first that is empty"


def test_a_search_without_a_hit_says_what_to_do(desk: Desk) -> None:
    desk.page.side.search.setText("zzz")
    assert not desk.page.side.list.isVisible()
    assert desk.page.side.nothing.isVisible()
    press(desk.page.side.search, Qt.Key.Key_Return)
    assert desk.page.right.currentWidget() is desk.page.welcome
    assert desk.page.escape()
    assert desk.page.side.search.text() == ""


def test_what_is_typed_is_saved_and_one_undo_takes_back_the_whole_stretch(desk: Desk) -> None:
    desk.page.show_entry("contact/hr")
    fields = desk.detail.fields
    fields["phone"].edit.setFocus()
    QTest.keyClicks(fields["phone"].edit, "010-123 45 67")
    assert desk.contact("hr").phone == "010-123 45 67"
    assert desk.detail.fields["phone"] is fields["phone"], "the fields are not made anew under her fingers"
    row = next(item for item in desk.page.side.listed if item.id == "hr")
    assert row.filled
    desk.take_back()
    assert desk.contact("hr").phone == ""
    assert desk.detail.fields["phone"].text == ""


def test_fields_copy_write_and_open(desk: Desk) -> None:
    desk.directory.save_contact(replace(desk.contact("hr"), phone="010-1", email="hr@example.org", place="Hus B"))
    desk.page.show_entry("chefsstod:contact/hr")
    fields = desk.detail.fields
    for name, text in (("phone", "010-1"), ("email", "hr@example.org"), ("place", "Hus B")):
        fields[name].copy_button.click()
        assert QGuiApplication.clipboard().text() == text
    press(fields["phone"].edit, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "010-1", "nothing marked: all of it"
    fields["email"].use_button.click()
    assert desk.opened == ["mailto:hr@example.org"]
    next(a for a in desk.detail.menu().actions() if a.text() == _("Copy everything")).trigger()
    assert QGuiApplication.clipboard().text().splitlines() == ["HR-specialist", "010-1", "hr@example.org", "Hus B"]
    fields["email"].edit.selectAll()
    press(fields["email"].edit, Qt.Key.Key_Delete)
    assert not fields["email"].use_button.isEnabled()


def test_where_it_is_used_leads_there(desk: Desk) -> None:
    desk.page.show_entry("contact/hr")
    links = [b for b in desk.detail.findChildren(QWidget) if b.accessibleName() in {title for _address, title in USED}]
    assert len(links) == 2
    for link in links:
        link.click()  # type: ignore[attr-defined]
    assert desk.opened == ["chefsstod:article/rehabilitering", "chefsstod:task/lonesamtal"]


def test_a_personal_number_is_warned_of_at_once(desk: Desk) -> None:
    desk.page.show_entry("contact/hr")
    note = desk.detail.fields["note"]
    QTest.keyClicks(note.edit, "640823-3234")
    assert "640823-3234" in note.warning.text()
    assert note.warning.isVisible()


def test_filling_in_goes_from_empty_field_to_empty_field_with_enter(desk: Desk) -> None:
    page = desk.page
    page.fill_button.click()
    QApplication.processEvents()
    first, second = (item for item in page.side.listed[:2])
    assert page.side.chip == EMPTY
    assert desk.detail.fill_bar.isVisible()
    for text in ("Eva Strand", "010-1", ""):
        QTest.keyClicks(in_hand(), text)
        press(in_hand(), Qt.Key.Key_Return)
    assert (desk.contact(first.id).name, desk.contact(first.id).phone) == ("Eva Strand", "010-1")
    assert desk.detail.shown is not None
    assert desk.detail.shown.item.id == second.id
    assert in_hand() is desk.detail.fields["name"].edit
    desk.detail.none_here.click()
    assert desk.directory.is_hidden(f"contact/{second.id}")
    assert desk.detail.shown.item.id not in (first.id, second.id)
    third = desk.detail.shown.item.id
    desk.detail.skip.click()
    assert desk.detail.shown.item.id != third
    assert page.escape()
    assert not desk.detail.fill_bar.isVisible()
    assert page.side.chip == ALL
    assert page.side.progress.text() in desk.told[-1]
    assert faults(page) == []


def test_filling_in_ends_by_itself_and_when_there_is_nothing_left(desk: Desk) -> None:
    for contact in desk.directory.contacts():
        desk.directory.save_contact(replace(contact, phone=contact.phone or "1"))
    desk.directory.remove("contact/mas")
    desk.page.fill_in()
    press(in_hand(), Qt.Key.Key_Return)
    for _number in range(2):
        QTest.keyClicks(in_hand(), "1")
        press(in_hand(), Qt.Key.Key_Return)
    assert not desk.detail.fill_bar.isVisible()
    desk.page.fill_in()
    assert desk.told[-1] == _("Everything is filled in.")
    assert not desk.page.side.fill.isVisible()


def test_systems_are_filled_in_too_and_say_who_helps(desk: Desk) -> None:
    desk.page.show_tab(SYSTEMS)
    desk.page.show_entry("system/lonesystem")
    detail = desk.detail
    QTest.keyClicks(detail.fields["local_name"].edit, "Lonebladet")
    assert detail.title.text() == "Lonebladet"
    assert detail.helper is not None
    choice = detail.helper.choice
    choice.setCurrentIndex(choice.findData("hr"))
    choice.activated.emit(choice.currentIndex())
    found = desk.directory.system("lonesystem")
    assert found is not None
    assert (found.local_name, found.helper) == ("Lonebladet", "hr")
    QTest.keyClicks(detail.fields["guide"].edit, "https://example.org/guide")
    detail.fields["guide"].use_button.click()
    assert detail.helper is not None
    detail.helper.go.setEnabled(True)
    detail.helper.go.click()
    assert desk.opened == ["https://example.org/guide", "chefsstod:contact/hr"]
    assert faults(desk.page) == []


def test_a_contact_of_her_own_is_added_named_and_removed(desk: Desk) -> None:
    desk.page.add.click()
    title = desk.detail.fields["title"].edit
    assert in_hand() is title
    QTest.keyClicks(title, "Kurator")
    assert desk.detail.shown is not None
    name = desk.detail.shown.item.id
    assert desk.contact(name).title == "Kurator"
    QTest.keyClicks(desk.detail.fields["keywords"].edit, "samtal, hjalp")
    assert desk.detail.fields["keywords"].text == "samtal, hjalp"
    assert desk.contact(name).keywords == ("samtal", "hjalp")
    title.selectAll()
    press(title, Qt.Key.Key_Delete)
    assert desk.contact(name).title == "Kurator", "a name is never taken away"
    next(a for a in desk.detail.menu().actions() if a.text() == _("Remove")).trigger()
    assert desk.directory.contact(name) is None
    assert desk.page.right.currentWidget() is desk.page.welcome
    desk.take_back()
    assert desk.contact(name).title == "Kurator"


def test_a_system_of_her_own_takes_its_name_from_the_search(desk: Desk) -> None:
    desk.page.show_tab(SYSTEMS)
    desk.page.side.search.setText("Bokning av bil")
    desk.page.add.click()
    assert "Bokning av bil" in [system.title for system in desk.directory.systems()]


def test_what_is_hidden_has_a_chip_of_its_own_and_comes_back(desk: Desk) -> None:
    desk.page.show_entry("contact/mentor")
    next(a for a in desk.detail.menu().actions() if a.text() == _("Hide: there is none here")).trigger()
    assert "mentor" not in {item.id for item in desk.page.side.listed}
    desk.page.show_entry("contact/mentor")
    assert desk.page.side.chip == HIDDEN
    next(a for a in desk.detail.menu().actions() if a.text() == _("Show it again")).trigger()
    assert "mentor" in {item.id for item in desk.page.side.listed}
    assert not desk.page.side.chips[HIDDEN].isVisible()


def test_what_she_filled_in_can_be_taken_away(desk: Desk) -> None:
    desk.directory.save_contact(replace(desk.contact("hr"), phone="010-1"))
    desk.page.show_entry("contact/hr")
    next(a for a in desk.detail.menu().actions() if a.text() == _("Take away what I filled in")).trigger()
    assert desk.contact("hr").phone == ""
    assert desk.detail.fields["phone"].text == ""


def test_name_and_description_are_changed_behind_a_fold(desk: Desk) -> None:
    desk.page.show_entry("contact/hr")
    assert not desk.detail.fields["title"].isVisible()
    desk.detail.fold.click()
    title = desk.detail.fields["title"]
    assert in_hand() is title.edit
    title.edit.selectAll()
    QTest.keyClicks(title.edit, "Personalhjalp")
    assert desk.contact("hr").title == "Personalhjalp"
    assert desk.detail.title.text() == "Personalhjalp"
    press(title.edit, Qt.Key.Key_Return)
    assert in_hand() is not title.edit
    desk.detail.fold.click()
    assert not title.isVisible()


def test_a_click_shows_the_entry_and_leaves_the_keyboard_in_the_list(desk: Desk) -> None:
    side = desk.page.side
    index = side.list.entries.index(side.list.entries.index_of("contact/mentor") or 0)
    QTest.mouseClick(side.list.viewport(), Qt.MouseButton.LeftButton, pos=side.list.visualRect(index).center())
    QApplication.processEvents()
    assert desk.detail.shown is not None
    assert desk.detail.shown.item.id == "mentor"
    assert in_hand() is side.list


def test_a_link_leads_to_the_number(desk: Desk) -> None:
    desk.directory.save_contact(replace(desk.contact("hr"), phone="010-1"))
    desk.page.show_entry("contact/hr")
    assert in_hand() is desk.detail.fields["phone"].edit


def test_the_list_says_to_a_screen_reader_what_it_shows(desk: Desk) -> None:
    from PySide6.QtTest import QAbstractItemModelTester

    model = desk.page.side.list.entries
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    desk.directory.save_contact(replace(desk.contact("narmaste-chef"), name="Eva", phone="010-1"))
    desk.page.enter()
    desk.page.side.search.setText("chef")
    desk.page.side.search.clear()
    told = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert told[0].startswith("Närmast dig, 1 ")
    assert "Närmaste chef" in told[1]
    assert "Eva · 010-1" in told[1]
    assert _("to fill in") in told[2]
    assert "Eva" in model.data(model.index(1), Qt.ItemDataRole.ToolTipRole)
    assert model.data(model.index(0), Qt.ItemDataRole.ToolTipRole) is None
    del tester


def test_escape_leads_from_the_entry_to_the_list_and_then_away(desk: Desk) -> None:
    desk.page.show_entry("contact/hr")
    assert desk.page.escape()
    assert in_hand() is desk.page.side.search
    assert not desk.page.escape()
