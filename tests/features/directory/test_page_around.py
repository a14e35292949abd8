"""Around the page Katalog: where one comes from, how much room there is, when saving fails, files and paper."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from chefsstod.features.directory.files_in import read_contacts
from chefsstod.features.directory.model import ItSystem
from chefsstod.features.directory.report import PhoneListKind
from chefsstod.features.directory.service import DirectoryService
from chefsstod.features.directory.view import CONTACTS, SYSTEMS
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import Theme
from chefsstod.ui.style import apply_look
from tests.features.directory.conftest import DATA
from tests.features.directory.desk import Desk, press, texts
from tests.screens.measure import faults
from tests.screens.states import shown


def test_back_and_forward_come_to_where_she_was(desk: Desk) -> None:
    desk.page.show_entry("contact/hr")
    was = desk.page.here()
    desk.page.show_entry("system/telefoni")
    assert desk.page.place() == (SYSTEMS, "system/telefoni")
    desk.page.return_to(was)
    assert desk.page.tabs[CONTACTS].isChecked()
    assert desk.detail.shown is not None
    assert desk.detail.shown.item.id == "hr"
    desk.page.return_to("skräp")
    desk.page.show_entry("contact/finns-inte")
    assert desk.page.right.currentWidget() is desk.page.welcome


def test_where_there_is_no_room_one_side_is_shown_at_a_time(desk: Desk) -> None:
    page = desk.page
    page.resize(600, 520)
    QApplication.processEvents()
    assert not page.right.isVisible()
    page.side.search.setText("omplac")
    press(page.side.search, Qt.Key.Key_Return)
    assert not page.left_part.isVisible()
    assert desk.detail.back.isVisible()
    assert faults(page) == []
    desk.detail.back.click()
    assert page.left_part.isVisible()
    assert faults(page) == []
    page.show_entry("contact/mas")
    page.resize(1100, 640)
    QApplication.processEvents()
    assert page.left_part.isVisible()
    assert page.right.isVisible()


def test_other_units_are_shown_when_she_asks(desk: Desk) -> None:
    action = next(a for a in desk.page.menu().actions() if a.isCheckable())
    action.trigger()
    assert "lss-handlaggare" in {item.id for item in desk.page.side.listed}


def test_a_failure_is_told_once_and_saved_when_the_field_is_left(desk: Desk) -> None:
    desk.page.show_entry("contact/hr")
    phone = desk.detail.fields["phone"].edit
    phone.setFocus()
    desk.directory._database.engine.dispose()
    path = desk.directory._database.path
    path.chmod(0o444)
    import sqlite3

    lock = sqlite3.connect(path, isolation_level=None, timeout=0.01)
    path.chmod(0o644)
    lock.execute("BEGIN IMMEDIATE")
    with desk.directory._database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
        connection.commit()
    QTest.keyClicks(phone, "010")
    assert len(desk.dialogs.errors) == 1
    lock.rollback()
    lock.close()
    desk.detail.fields["name"].edit.setFocus()
    assert desk.contact("hr").phone == "010"


def test_a_file_is_looked_through_chosen_from_and_taken_in(desk: Desk) -> None:
    desk.dialogs.file = DATA / "excel_sv.csv"
    page = desk.page
    page.import_button.click()
    page.incoming.drop.choose.click()
    QApplication.processEvents()
    told = texts(page.incoming)
    assert "excel_sv.csv" in told
    assert "Fysioterapeut · Örjan Ek" in told
    assert "4" in page.incoming.take.text()
    assert faults(page) == []
    boxes = {box.accessibleName(): box for box in page.incoming.findChildren(QCheckBox)}
    boxes["It support"].setChecked(False)
    assert "3" in page.incoming.take.text()
    page.incoming.take.click()
    assert page.stack.currentWidget() is page.main
    assert desk.contact("hr").name == "Åsa Öberg"
    assert desk.contact("it-support").phone == ""
    desk.take_back()
    assert desk.contact("hr").name == ""


def test_a_card_can_be_said_to_belong_elsewhere(desk: Desk) -> None:
    view = desk.page.incoming
    desk.page.look_at(DATA / "thunderbird_40.vcf")
    menu = view.match_menu(0)
    next(a for a in menu.actions() if a.text() == desk.contact("bemanning").title).trigger()
    view.take.click()
    assert desk.contact("bemanning").email == "hr@example.org"
    desk.page.look_at(DATA / "thunderbird_40.vcf")
    view.match_menu(0).actions()[0].trigger()
    assert view.chosen()[0].match is None
    assert desk.page.escape()
    assert desk.page.stack.currentWidget() is desk.page.main


def test_the_columns_of_a_table_are_corrected_in_the_window(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("Vad då;Vem;Nummer\nMAS;Eva;010-1\nMAR;Bo;010-2\n", encoding="utf-8")
    desk.page.look_at(file)
    view = desk.page.incoming
    for place, field in enumerate(("title", "name", "phone")):
        choice = view.columns[place]
        choice.setCurrentIndex(choice.findData(field))
        choice.activated.emit(choice.currentIndex())
        assert view.columns[place].isVisible(), "it stays open for the next one"
    assert {item.match.id for item in view.chosen() if item.match} >= {"mas", "mar"}


def test_a_file_is_dropped_and_one_that_cannot_be_read_is_told(desk: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "x.xlsx"
    bad.write_bytes(b"PK\x03\x04")
    desk.page.start_import()
    drop = desk.page.incoming.drop
    for file in (bad, DATA / "no_headings.csv"):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        action, button, modifier = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        drop.dropEvent(QDropEvent(QPointF(5, 5), action, data, button, modifier))
    assert len(desk.dialogs.errors) == 1
    assert "no_headings.csv" in texts(desk.page.incoming)
    desk.page.incoming.leave.click()
    assert not desk.page.incoming.found.isVisible()


@pytest.mark.parametrize("kind", ["vcf", "csv"])
def test_contacts_are_saved_for_other_programs(desk: Desk, tmp_path: Path, kind: str) -> None:
    desk.dialogs.file = tmp_path / "ut"
    desk.directory.save_contact(replace(desk.contact("hr"), phone="010-1", note="stannar här"))
    (desk.page.vcard_requested if kind == "vcf" else desk.page.csv_requested).emit()
    target = tmp_path / f"ut.{kind}"
    assert "HR-specialist" in {contact.title for contact in read_contacts(target).contacts}
    assert "stannar" not in target.read_text(encoding="utf-8")
    desk.directory.save_contact(replace(desk.contact("hr"), place="640823-3234"))
    desk.dialogs.answer = False
    target.unlink()
    desk.page.files.export(kind)
    assert desk.dialogs.questions
    assert not target.exists()


def test_the_paper_is_asked_for(desk: Desk) -> None:
    desk.page.paper_button.click()
    desk.page.phone_list_requested.emit(True)
    assert desk.printed == [PhoneListKind.FILLED, PhoneListKind.BLANK]


@pytest.mark.parametrize(("theme", "scale", "size"), [(Theme.DARK, 200, (690, 560)), (Theme.CONTRAST, 150, (1280, 700))])
def test_nothing_is_clipped_in_other_looks(
    qapp: QApplication, profiled: AppContext, directory: DirectoryService, theme: Theme, scale: int, size: tuple[int, int]
) -> None:
    apply_look(qapp, theme, scale)
    directory.add_system(ItSystem("", "Ett system med ett mycket långt namn som ingen orkar läsa"))
    desk = Desk(profiled, directory)
    page = desk.page
    page.resize(*size)
    page.show()
    found = []
    for way in (
        page.enter,
        lambda: page.show_entry("contact/hr"),
        lambda: page.show_entry("system/lonesystem"),
        page.fill_in,
        lambda: page.look_at(DATA / "excel_sv.csv"),
        page.escape,
        page.add_entry,
    ):
        way()
        shown(page)
        found += faults(page)
    page.close()
    page.deleteLater()
    apply_look(qapp, Theme.LIGHT, 100)
    assert found == []
