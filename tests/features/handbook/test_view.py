"""The columns: beside the text where there is room, over it where there is none, and away when she has folded them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chefsstod.features.handbook.service import HandbookService
from chefsstod.features.handbook.view import Column
from tests.features.handbook.reader_desk import Desk, make_desk


@pytest.fixture
def desk(qapp: QApplication, handbook: HandbookService, tmp_path: Path) -> Iterator[Desk]:
    """The page with «Rehabilitering» open."""
    made = make_desk(handbook, tmp_path)
    made.page.show_article("rehab")
    yield made
    made.close()


def shown(desk: Desk) -> tuple[bool, bool]:
    """Whether the tree and the margin can be seen."""
    return desk.page.tree.isVisible(), desk.page.margin.isVisible()


def test_columns_give_way_as_the_window_narrows(desk: Desk) -> None:
    for width, columns in ((1920, (True, True)), (1166, (True, True)), (820, (True, False)), (700, (False, False))):
        desk.page.resize(width, 600)
        assert shown(desk) == columns
        assert desk.page.centre.width() >= 480


def test_columns_give_way_to_large_text_too(qapp: QApplication, handbook: HandbookService, tmp_path: Path) -> None:
    desk = make_desk(handbook, tmp_path, size=(1166, 768), scale=200)
    desk.page.show_article("rehab")
    assert shown(desk) == (False, False)
    assert desk.page.bar.tree.isVisible()
    desk.close()


def test_a_column_that_she_folds_away_stays_away(desk: Desk, tmp_path: Path) -> None:
    desk.page.bar.margin.click()
    desk.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert shown(desk) == (False, False)
    assert desk.settings.current.reader_fold == ("margin", "tree")
    desk.page.bar.tree.click()
    assert shown(desk) == (True, False)
    assert desk.settings.current.reader_fold == ("margin",)


def test_in_a_narrow_window_a_column_is_drawn_over_the_text_and_goes_with_escape(desk: Desk) -> None:
    desk.page.resize(700, 600)
    desk.page.bar.tree.click()
    assert desk.page.tree.isVisible()
    assert desk.page.tree.field.hasFocus()
    assert desk.settings.current.reader_fold == ()
    desk.press(Qt.Key.Key_Escape)
    assert not desk.page.tree.isVisible()
    assert desk.page.text.hasFocus()
    desk.page.bar.margin.click()
    assert desk.page.margin.isVisible()
    QTest.mouseClick(desk.page.childAt(20, 300), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))  # beside it
    assert not desk.page.margin.isVisible()
    desk.page.bar.margin.click()
    desk.page.margin.close_button.click()
    assert not desk.page.margin.isVisible()


def test_opening_a_text_from_the_panel_puts_the_panel_away(desk: Desk) -> None:
    desk.page.resize(700, 600)
    desk.page.toggle(Column.TREE)
    desk.page.tree.tree.chosen.emit("apt")
    assert desk.page.here()[0] == "article/apt"
    assert not desk.page.tree.isVisible()


def test_a_panel_over_the_text_stands_beside_it_when_the_window_widens(desk: Desk) -> None:
    desk.page.resize(700, 600)
    desk.page.toggle(Column.TREE)
    desk.page.resize(1300, 600)
    assert desk.page.over is None
    assert shown(desk) == (True, True)


def test_the_start_page_has_no_margin_and_needs_the_bar_only_where_the_tree_is_folded(desk: Desk) -> None:
    desk.page.show_start()
    assert shown(desk) == (True, False)
    assert not desk.page.bar.isVisible()
    desk.page.resize(700, 600)
    assert desk.page.bar.isVisible()


def test_the_bar_shows_what_there_is_room_for_and_hides_the_rest_under_more(desk: Desk) -> None:
    bar = desk.page.bar
    for width in (420, 480, 560, 700, 1166):
        desk.page.resize(width, 600)
        QApplication.processEvents()
        parts = (bar.tree, bar.read, bar.repeat, bar.bookmark, bar.find_button, bar.print, bar.edit, bar.more, bar.margin)
        visible = [widget for widget in parts if widget.isVisible()]
        assert all(bar.rect().contains(widget.geometry()) for widget in visible)
        assert all(widget.width() >= widget.minimumSizeHint().width() for widget in visible)
        assert bar.more.isVisible() != bar.edit.isVisible()
    assert len(bar.more.menu().actions()) == 5
    bar.more.menu().actions()[-1].trigger()
    assert desk.edited == ["rehab"]


def test_every_button_has_a_name_for_a_screen_reader(desk: Desk) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

    desk.handbook.add_note("rehab", "", "Ring.")
    desk.page.show_article("rehab")
    desk.page.find_here()
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
        for widget in desk.page.findChildren(kind):
            if widget.isVisible():
                assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()), widget
