"""Katalog in the real window: filling in, finding again, taking in a file, printing."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from chefsstod.features.directory.page import DirectoryPage
from tests.e2e.seat import Seat

DATA = Path(__file__).resolve().parents[1] / "data" / "contacts"


def page_of(seat: Seat) -> DirectoryPage:
    seat.go("directory")
    page = seat.window.pages["directory"]
    assert isinstance(page, DirectoryPage)
    return page


def test_a_number_is_filled_in_found_and_copied_with_the_keyboard(seat: Seat) -> None:
    page = page_of(seat)
    page.take_keyboard()
    seat.type("rehab")
    seat.press(Qt.Key.Key_Return)
    assert page.detail.shown is not None
    address = page.here()
    seat.type("Åsa Öberg")
    seat.press(Qt.Key.Key_Tab)
    seat.type("010-555 01 01")
    item = page.detail.shown.item
    found = seat.window.context.directory.contact(item.id)
    assert found is not None
    assert (found.name, found.phone) == ("Åsa Öberg", "010-555 01 01")
    seat.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "010-555 01 01"
    seat.go("today")
    seat.window.open_address(f"contact/{item.id}")
    seat.settle()
    assert page.here() == address
    assert page.detail.fields["phone"].text == "010-555 01 01"


def test_contacts_are_filled_in_one_by_one_with_tab_and_enter_alone(seat: Seat) -> None:
    page = page_of(seat)
    seat.click(seat.button("Fyll i en i taget"))
    for number in range(1, 6):
        assert page.detail.shown is not None
        item = page.detail.shown.item
        seat.type(f"Namn {number}")
        seat.press(Qt.Key.Key_Tab)
        seat.type(f"010-{number}")
        seat.press(Qt.Key.Key_Tab)  # not to the button that copies the number
        seat.type(f"n{number}@exempel.se")
        seat.press(Qt.Key.Key_Return)
        found = seat.window.context.directory.contact(item.id)
        assert found is not None
        assert (found.name, found.phone, found.email) == (f"Namn {number}", f"010-{number}", f"n{number}@exempel.se")


def test_what_was_typed_is_undone_and_done_again_with_the_keyboard(seat: Seat) -> None:
    page = page_of(seat)
    page.show_entry("contact/ekonom")
    page.detail.fields["phone"].edit.setFocus()
    seat.type("010-1")
    page.side.list.setFocus()
    seat.press("Ctrl+Z")
    contact = seat.window.context.directory.contact
    assert contact("ekonom").phone == ""  # type: ignore[union-attr]
    assert page.detail.fields["phone"].text == ""
    seat.press("Ctrl+Shift+Z")
    assert contact("ekonom").phone == "010-1"  # type: ignore[union-attr]


def test_a_list_from_a_spreadsheet_is_taken_in_and_printed(seat: Seat, tmp_path: Path) -> None:
    page = page_of(seat)
    seat.dialogs.file = DATA / "excel_sv.csv"
    seat.click(page.import_button)
    seat.click(page.incoming.drop.choose)
    seat.click(page.incoming.take)
    assert seat.window.context.directory.contact("mas").name == "Märta Ängström"  # type: ignore[union-attr]
    seat.dialogs.file = tmp_path / "lista.pdf"
    seat.click(page.paper_button)
    assert (tmp_path / "lista.pdf").stat().st_size > 1000


def test_escape_leaves_the_entry_before_the_page(seat: Seat) -> None:
    page = page_of(seat)
    page.show_entry("contact/hr")
    seat.settle()
    assert isinstance(page.detail.fields["name"].edit, QLineEdit)
    seat.press(Qt.Key.Key_Escape)
    assert page.right.currentWidget() is page.welcome
    assert seat.window.stack.currentWidget() is page
