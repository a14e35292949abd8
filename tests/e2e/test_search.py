"""She looks for something in the real window: a few keys, and there it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from chefsstod.features.search.model import Kind
from chefsstod.features.search.page import SearchPage
from chefsstod.features.yearwheel.model import Category
from tests.e2e.seat import Seat


def page_of(seat: Seat) -> SearchPage:
    page = seat.window.pages["search"]
    assert isinstance(page, SearchPage)
    return page


def titles(seat: Seat) -> list[str]:
    rows = page_of(seat).list.rows
    return [rows.index(place).data() for place in range(rows.rowCount())]


def test_three_letters_and_enter_open_the_right_thing(seat: Seat) -> None:
    seat.press("Ctrl+K")
    seat.type("apd")
    seat.press(Qt.Key.Key_Backspace)
    seat.type("t")
    best = page_of(seat).list.current()
    assert best is not None
    assert best.name.startswith(("Arbetsplatsträff", "APT"))
    seat.press(Qt.Key.Key_Return)
    assert seat.window.page_name == "handbook"
    assert best.id in str(seat.window.travel.shown)


def test_the_field_keeps_the_keyboard_while_the_arrows_choose(seat: Seat) -> None:
    seat.press("Ctrl+K")
    seat.type("lön")
    page = page_of(seat)
    before = page.list.current()
    seat.press(Qt.Key.Key_Down)
    assert page.list.current() != before
    seat.type("e")
    assert seat.window.search.text() == "löne"
    assert seat.window.search.hasFocus()


def test_a_task_of_her_own_is_found_as_soon_as_it_is_written(seat: Seat) -> None:
    seat.press("Ctrl+K")
    seat.type("zebrafinkar")
    assert titles(seat) == []
    _activity, saved = seat.window.context.yearwheel.add_own(
        title="Zebrafinkar", category=Category.VERKSAMHET, rrule="FREQ=MONTHLY;BYMONTHDAY=10", start=seat.window.context.clock()
    )
    seat.window.signals.changed.emit(saved.changes)
    seat.settle()
    assert titles(seat) == ["Zebrafinkar"]
    seat.press(Qt.Key.Key_Return)
    assert seat.window.hand.visible
    assert "Zebrafinkar" in seat.texts()


@pytest.mark.parametrize(("written", "found"), [("lo sa", "Lönesamtal"), ("skydsrond", "kyddsrond"), ("AML", "Arbetsmiljölagen")])
def test_initials_slips_and_short_names_find_it(seat: Seat, written: str, found: str) -> None:
    seat.press("Ctrl+K")
    seat.type(written)
    assert any(found in title for title in titles(seat)[:5])


def test_back_returns_to_what_was_searched_for(seat: Seat) -> None:
    seat.press("Ctrl+K")
    seat.type("lönesamtal")
    before = titles(seat)
    seat.press(Qt.Key.Key_Return)
    assert seat.window.page_name == "handbook"
    for _press in range(2):  # the page that was shown there before may lie between
        if seat.window.page_name != "search":
            seat.press("Alt+Left")
    assert seat.window.page_name == "search"
    assert titles(seat) == before
    assert seat.window.search.text() == "lönesamtal"


def test_without_a_hit_she_can_write_a_routine(seat: Seat) -> None:
    seat.press("Ctrl+K")
    seat.type("xyzzyxyzzy")
    assert titles(seat) == []
    assert "xyzzyxyzzy" in seat.texts()
    entries = page_of(seat).view.without.findChildren(QPushButton)
    seat.click(entries[-1])
    assert seat.window.page_name == "write"


@pytest.mark.parametrize(("written", "found"), [("prognosen", "prognos"), ("frånvaron", "frånvaro"), ("lexsarah", "Lex Sarah")])
def test_endings_and_words_written_together_find_it(seat: Seat, written: str, found: str) -> None:
    seat.press("Ctrl+K")
    seat.type(written)
    assert found in titles(seat)[0]


def test_a_note_in_the_margin_is_found_and_leads_to_its_text(seat: Seat) -> None:
    _note, saved = seat.window.context.handbook.add_note("lonesamtal", "", "Fråga Kim om påslaget i mars")
    seat.window.signals.changed.emit(saved.changes)
    seat.press("Ctrl+K")
    seat.type("påslaget kim")
    assert titles(seat) == ["Fråga Kim om påslaget i mars"]
    seat.press(Qt.Key.Key_Return)
    assert seat.window.page_name == "handbook"
    assert "lonesamtal" in str(seat.window.travel.shown)


def test_a_kind_is_chosen_and_escape_goes_back_to_all_of_them(seat: Seat) -> None:
    seat.press("Ctrl+K")
    seat.type("lön")
    everything = titles(seat)
    seat.click(page_of(seat).view.chips.chips[Kind.TASK])
    best = page_of(seat).list.current()
    assert best is not None
    assert (best.kind, titles(seat) == everything) == (Kind.TASK, False)
    seat.press(Qt.Key.Key_Escape)
    assert titles(seat) == everything
