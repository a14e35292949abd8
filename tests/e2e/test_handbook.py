"""The handbook in the real window: found, read, marked, gone back from, and kept over a change of looks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from chefsstod.features.handbook.model import ArticleId, Draft, Kind, ReadState
from chefsstod.features.handbook.page import HandbookPage
from chefsstod.shell.context import AppContext
from tests.e2e.conftest import Opener
from tests.e2e.seat import Seat

Key = Qt.Key
BODY = (
    """Så gör vi med nycklar.

## Varje kväll

- [ ] Räkna nycklarna
- [ ] Skriv i liggaren

## Om en nyckel saknas

Se [larm](chefsstod:article/egen-larm) och [lagen](chefsstod:law/aml).

"""
    + "En rad till.\n\n" * 60
)


@pytest.fixture
def seat(profiled: AppContext, open_seat: Opener) -> Seat:
    """The window with two routines of her own."""
    profiled.handbook.add(Draft("Nycklar", BODY, kind=Kind.ROUTINE, owner="Enhetschefen"))
    profiled.handbook.add(Draft("Larm", "Så gör vi när larmet går.", kind=Kind.ROUTINE))
    return open_seat(profiled)


def reader(seat: Seat) -> HandbookPage:
    page = seat.window.pages["handbook"]
    assert isinstance(page, HandbookPage)
    return page


def state(seat: Seat, name: str) -> ReadState:
    found = seat.window.context.handbook.article(name)
    assert found is not None
    return seat.window.context.handbook.reading(name).state(found)


def test_a_routine_is_opened_from_the_tree_read_and_marked(seat: Seat) -> None:
    seat.go("handbook")
    page = reader(seat)
    page.tree.field.setFocus()
    seat.type("nycklar")
    seat.press(Key.Key_Return)
    assert page.text.toPlainText().startswith("Nycklar")
    assert page.text.hasFocus()
    seat.click(page.bar.read)
    assert state(seat, "egen-nycklar") is ReadState.READ
    seat.press("Ctrl+Z")
    assert state(seat, "egen-nycklar") is ReadState.UNREAD
    assert not page.bar.read.isChecked()


def test_a_box_is_ticked_with_keys_alone_and_is_still_ticked_in_a_new_window(
    profiled: AppContext, open_seat: Opener, seat: Seat
) -> None:
    seat.window.open_address("chefsstod:article/egen-nycklar")
    seat.press(Key.Key_Tab, Key.Key_Space)
    assert profiled.handbook.ticks("egen-nycklar") == {"räkna-nycklarna"}
    again = open_seat(profiled)
    again.window.open_address("chefsstod:article/egen-nycklar")
    assert reader(again).text.toPlainText().count("☑") == 1


def test_back_and_forward_walk_between_texts_and_keep_the_line(seat: Seat) -> None:
    seat.window.open_address("chefsstod:article/egen-nycklar")
    page = reader(seat)
    page.text.verticalScrollBar().setValue(500)
    page.open_requested.emit("chefsstod:article/egen-larm")
    seat.settle()
    assert page.here()[0] == "article/egen-larm"
    seat.press("Alt+Left")
    assert page.here()[0] == "article/egen-nycklar"
    assert abs(page.text.verticalScrollBar().value() - 500) < 30
    seat.press("Alt+Right")
    assert page.here()[0] == "article/egen-larm"


def test_a_law_in_a_text_opens_its_card_and_back_returns_to_the_text(seat: Seat) -> None:
    seat.window.open_address("chefsstod:article/egen-nycklar")
    page = reader(seat)
    page.open_requested.emit("chefsstod:law/aml")
    seat.settle()
    assert page.text.toPlainText().startswith("Arbetsmiljölagen")
    seat.press("Alt+Left")
    assert page.here()[0] == "article/egen-nycklar"


def test_ctrl_f_looks_in_the_text_and_escape_puts_it_away(seat: Seat) -> None:
    seat.window.open_address("chefsstod:article/egen-nycklar")
    page = reader(seat)
    seat.press("Ctrl+F")
    assert page.find_bar.field.hasFocus()
    seat.type("nyckl")
    assert page.find_bar.count.text().startswith("1 ")
    seat.press(Key.Key_F3)
    assert page.find_bar.count.text().startswith("2 ")
    seat.press(Key.Key_Escape)
    assert not page.find_bar.isVisible()
    assert page.text.hasFocus()


def test_the_text_in_hand_and_its_line_are_kept_when_the_looks_change(seat: Seat) -> None:
    seat.window.open_address("chefsstod:article/egen-nycklar")
    reader(seat).text.verticalScrollBar().setValue(500)
    spot = reader(seat).here()[1]
    seat.settings.change(text_scale=125)
    seat.window.rebuild()
    seat.settle()
    assert reader(seat).here()[0] == "article/egen-nycklar"
    assert abs(reader(seat).here()[1] - spot) < 60


def test_a_margin_note_is_saved_while_she_types_and_undone(seat: Seat) -> None:
    seat.window.open_address("chefsstod:article/egen-larm")
    seat.click(reader(seat).margin.notes.add)
    seat.type("Testa larmet på måndag")
    (note,) = seat.window.context.handbook.notes(ArticleId("egen-larm"))
    assert note.text == "Testa larmet på måndag"
    seat.window.undo()
    assert seat.window.context.handbook.notes(ArticleId("egen-larm")) == ()


@pytest.mark.parametrize("size", [(880, 560), (1366, 768), (1920, 1080)])
def test_nothing_lies_outside_its_place_at_any_size(profiled: AppContext, open_seat: Opener, size: tuple[int, int]) -> None:
    profiled.handbook.add(Draft("Nycklar", BODY, kind=Kind.ROUTINE))
    seat = open_seat(profiled, size=size)
    seat.window.open_address("chefsstod:article/egen-nycklar")
    seat.settle()
    page = reader(seat)
    assert page.text.horizontalScrollBar().maximum() == 0
    assert page.rect().contains(page.centre.geometry())
    for part in (page.tree, page.margin):
        if part.isVisible():
            assert page.rect().contains(part.geometry())
            assert not part.geometry().intersects(page.centre.geometry())


def alone(seat: Seat) -> bool:
    """Whether nothing but the text can be seen."""
    window = seat.window
    parts = [part.isVisible() for part in (window.navigation, window.bar, window.toast)]
    assert all(parts) or not any(parts)
    return window.isFullScreen() and not any(parts)


def test_one_walks_from_text_to_text_with_the_text_alone_on_the_screen(seat: Seat) -> None:
    seat.window.open_address("chefsstod:article/egen-nycklar")
    seat.press(Key.Key_F11)
    assert alone(seat)
    reader(seat).open_requested.emit("chefsstod:article/egen-larm")
    assert alone(seat)
    reader(seat).open_requested.emit("chefsstod:law/aml")
    seat.press("Alt+Left")
    assert alone(seat)
    assert reader(seat).here()[0] == "article/egen-larm"
    seat.press(Key.Key_Escape)
    assert not seat.window.isFullScreen()
    assert not alone(seat)


def test_what_lies_on_another_page_ends_the_full_screen(seat: Seat) -> None:
    seat.window.open_address("chefsstod:article/egen-nycklar")
    seat.press(Key.Key_F11)
    reader(seat).open_requested.emit("chefsstod:contact/hr")
    assert seat.window.page_name == "directory"
    assert not seat.window.isFullScreen()
    assert not alone(seat)
    seat.press("Alt+Left")
    assert not reader(seat).full_screen
    assert not alone(seat)


def test_ctrl_k_in_full_screen_leads_to_the_search_field(seat: Seat) -> None:
    seat.window.open_address("chefsstod:article/egen-nycklar")
    seat.press(Key.Key_F11, "Ctrl+K")
    assert not alone(seat)
    assert seat.window.search.hasFocus()


def test_closed_in_full_screen_the_window_opens_as_a_window(profiled: AppContext, open_seat: Opener, seat: Seat) -> None:
    seat.window.open_address("chefsstod:article/egen-nycklar")
    seat.press(Key.Key_F11)
    seat.window.close()
    again = open_seat(profiled)
    assert again.window.page_name == "handbook"
    assert not again.window.isFullScreen()


def test_the_line_one_reads_stays_when_the_column_gets_another_width(seat: Seat) -> None:
    seat.window.context.handbook.add(Draft("Vida", "".join(f"Stycke {n} " + "med många ord " * 30 + "\n\n" for n in range(60))))
    seat.window.open_address("chefsstod:article/egen-vida")
    sheet = reader(seat).text
    sheet.verticalScrollBar().setValue(1500)
    spot = sheet.spot
    for _time in range(3):
        for width in (900, 1100, 1366, 880):
            seat.window.resize(width, 700)
            seat.settle()
    assert sheet.spot == spot


def test_a_task_leads_to_our_routine_first_and_folds_what_is_many(profiled: AppContext, seat: Seat) -> None:
    for number in range(7):
        kind = Kind.ROUTINE if number == 6 else Kind.HANDBOOK
        profiled.handbook.add(Draft(f"Om lön {number}", "Text.", kind=kind, related=("task/lonesamtal",)))
    seat.window.go("list")
    seat.window.open_activity("lonesamtal")
    seat.settle()
    shown = [b.text() for b in seat.window.findChildren(QPushButton) if "Om lön" in b.text() and b.isVisible()]
    assert len(shown) <= 4
    assert shown[0] == "Vår rutin: Om lön 6"
    more = next(b for b in seat.window.findChildren(QPushButton) if b.isVisible() and b.text().startswith("Visa "))
    more.click()
    seat.settle()
    shown = [b.text() for b in seat.window.findChildren(QPushButton) if "Om lön" in b.text() and b.isVisible()]
    assert len(shown) == 7
