"""Finding one's way in the year: filters, years, the search field."""

from PySide6.QtCore import Qt

from chefsstod.features.yearwheel.model import Category, Kind, Status
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from tests.e2e.conftest import Opener
from tests.e2e.seat import Seat

Key = Qt.Key


def test_the_list_opens_at_today(seat: Seat) -> None:
    seat.go("list")
    view = seat.year_list.list
    place = view.rows.index_of_today()
    assert place is not None
    assert view.viewport().rect().contains(view.visualRect(view.rows.index(place)))


def test_typing_in_the_filter_shows_only_what_fits(seat: Seat) -> None:
    seat.go("list")
    seat.year_list.text.setFocus()
    seat.type("Lön")
    assert seat.shown
    assert len(seat.shown) < 40
    words = [" ".join((o.activity.title, o.activity.short, *o.activity.keywords)).casefold() for o in seat.shown]
    assert all("lön" in text for text in words)


def test_nothing_that_fits_is_said_and_can_be_undone(seat: Seat) -> None:
    seat.go("list")
    seat.year_list.text.setFocus()
    seat.type("xyzzy")
    assert _("Nothing fits the filter.") in seat.texts()
    seat.click(seat.button(_("Clear the filter")))
    assert len(seat.shown) > 40
    assert seat.year_list.text.text() == ""


def test_categories_add_up(seat: Seat) -> None:
    seat.go("list")
    seat.click(seat.year_list.chips[Category.EKONOMI])
    assert {o.activity.category for o in seat.shown} == {Category.EKONOMI}
    seat.click(seat.year_list.chips[Category.PERSONAL])
    assert {o.activity.category for o in seat.shown} == {Category.EKONOMI, Category.PERSONAL}


def test_a_status_is_chosen_by_keyboard(seat: Seat) -> None:
    seat.go("list")
    box = seat.year_list.status
    box.setFocus()
    while box.currentData() != Status.LATE.value:
        seat.press(Key.Key_Down)
    assert seat.shown
    assert {o.status for o in seat.shown} == {Status.LATE}


def test_showing_routines_is_remembered(seat: Seat, profiled: AppContext, open_seat: Opener) -> None:
    seat.go("list")
    assert all(o.activity.kind is Kind.CALENDAR for o in seat.shown)
    seat.click(seat.year_list.routines)
    assert any(o.activity.kind is Kind.ROUTINE for o in seat.shown)
    seat.window.close()
    again = open_seat(profiled)
    assert again.year_list.routines.isChecked()
    assert any(o.activity.kind is Kind.ROUTINE for o in again.shown)


def test_years_can_be_stepped_through_and_today_comes_back(seat: Seat) -> None:
    seat.go("list")
    seat.click(seat.year_list.later)
    assert seat.year_list.year == 2027
    assert {o.due.year for o in seat.shown} == {2027}
    assert seat.year_list.list.rows.index_of_today() is None
    seat.click(seat.year_list.now)
    assert seat.year_list.year == 2026
    assert seat.year_list.list.rows.index_of_today() is not None


def test_three_keystrokes_find_a_task_and_enter_opens_it(seat: Seat) -> None:
    seat.press("Ctrl+K")
    assert seat.window.search.hasFocus()
    seat.type("semesterplanering inför")
    assert seat.window.page_name == "search"
    assert seat.window.search.hasFocus()
    seat.press(Key.Key_Return)
    assert seat.window.detail.view.isVisible()
    assert "emesterplanering" in seat.window.detail.view.shown.activity.title


def test_the_search_finds_a_task_whatever_was_filtered_before(seat: Seat) -> None:
    seat.go("list")
    seat.click(seat.year_list.chips[Category.EKONOMI])
    seat.click(seat.year_list.later)
    seat.press("Ctrl+K")
    seat.type("fysisk skyddsrond")
    seat.press(Key.Key_Return)
    assert "skyddsrond" in seat.window.detail.view.shown.activity.title


def test_finding_in_the_list_and_emptying_the_field_shows_everything_again(seat: Seat) -> None:
    seat.go("list")
    everything = len(seat.shown)
    seat.press("Ctrl+F")
    seat.type("budget")
    assert len(seat.shown) < everything
    seat.press("Ctrl+A", Key.Key_Backspace)
    assert len(seat.shown) == everything


def test_all_late_ones_are_one_click_from_today(seat: Seat) -> None:
    page = seat.window.pages["today"]
    page.late_requested.emit()
    seat.settle()
    assert seat.window.page_name == "list"
    assert {o.status for o in seat.shown} == {Status.LATE}


def test_the_arrow_keys_pass_over_headings(seat: Seat) -> None:
    seat.go("list")
    view = seat.year_list.list
    assert view.hasFocus()
    opened = []
    for _row in range(12):
        seat.press(Key.Key_Down)
        assert view.current() is not None, "the keyboard stands on a heading"
        opened.append(view.current().key)
    assert len(set(opened)) == 12
