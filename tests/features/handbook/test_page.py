"""The reader as a manager uses it: opening texts, marking, ticking, finding, going back, and what she is told first."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from chefsstod.features.handbook.model import ArticleId, Draft, Kind, ReadState
from chefsstod.features.handbook.service import HandbookService
from chefsstod.support.changes import Changes
from tests.features.handbook.conftest import Layers, article
from tests.features.handbook.reader_desk import Desk, make_desk, state

Key, Mod = Qt.Key, Qt.KeyboardModifier


# ── the start page ───────────────────────────────────────────────────────────


def shown_on_start(desk: Desk) -> str:
    found = [w.text() for w in desk.page.start.findChildren(QLabel)]
    return "\n".join(found + [w.accessibleName() for w in desk.page.start.findChildren(QPushButton)])


def test_with_no_text_open_the_start_page_shows_chapters_and_what_the_coming_weeks_need(desk: Desk) -> None:
    assert desk.page.stack.currentWidget() is desk.page.start
    words = shown_on_start(desk)
    assert "Möten" in words
    assert "Rehabilitering" in words
    assert "Lönesamtal, 4 december" in words


def test_a_chapter_card_opens_its_first_unread_text(desk: Desk) -> None:
    card = next(w for w in desk.page.start.findChildren(QPushButton) if w.accessibleName().startswith("Möten"))
    card.click()
    assert desk.asked == ["chefsstod:article/skyddsrond"]


def test_what_she_was_reading_stands_on_the_start_page_afterwards(rehab: Desk) -> None:
    rehab.handbook.set_repeat("apt", True)
    rehab.page.tree.start.click()
    links = [w.accessibleName() for w in rehab.page.start.findChildren(QPushButton) if not w.isHidden()]
    assert "Rehabilitering" in links
    assert "Arbetsplatsträff" in links


def test_an_empty_handbook_says_what_to_do(qapp: QApplication, handbook: HandbookService, layers: Layers, tmp_path: Path) -> None:
    layers.base = replace(layers.base, articles=())
    desk = make_desk(handbook, tmp_path)
    asked: list[bool] = []
    desk.page.new_requested.connect(lambda: asked.append(True))
    buttons = [w for w in desk.page.start.findChildren(QPushButton) if w.isVisible()]
    assert len(buttons) == 1
    buttons[0].click()
    assert asked == [True]
    desk.close()


# ── opening ──────────────────────────────────────────────────────────────────


def test_a_text_is_shown_with_title_lead_outline_and_its_place_in_the_tree(rehab: Desk) -> None:
    assert rehab.words.startswith("Rehabilitering\nSå stöttar du den som är sjuk.")
    assert list(rehab.page.margin.lines) == ["gör-så-här", "lagen-säger"]
    assert rehab.page.tree.tree.shown == "rehab"
    assert rehab.handbook.recent() == ("rehab",)
    assert rehab.page.text.hasFocus()
    assert rehab.page.text.accessibleName() == "Rehabilitering"


def test_reading_a_text_says_nothing_about_it_by_itself(rehab: Desk) -> None:
    bar = rehab.page.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert state(rehab, "rehab") is ReadState.UNREAD


def test_a_text_that_is_gone_is_told_and_the_start_page_shown(desk: Desk) -> None:
    desk.page.show_article("borta")
    assert desk.told
    assert desk.page.here()[0] == "start"


def test_links_ask_the_window_and_boxes_of_the_page_do_not(rehab: Desk) -> None:
    rehab.click_link("lönesamtal")
    rehab.click_link("tick:ring-medarbetaren")
    assert rehab.asked == ["chefsstod:task/lonesamtal"]


def test_next_and_previous_follow_the_tree_by_key_button_and_foot(desk: Desk) -> None:
    desk.page.show_article("apt")
    desk.press(Key.Key_J)
    assert desk.page.here()[0] == "article/rehab"
    desk.press(Key.Key_K)
    assert desk.page.here()[0] == "article/apt"
    desk.press(Key.Key_PageDown, Mod.AltModifier)
    assert desk.page.here()[0] == "article/rehab"
    desk.click_link("Arbetsplatsträff")
    assert desk.page.here()[0] == "article/apt"
    desk.page.bar.before.click()
    assert desk.page.here()[0] == "article/skyddsrond"
    assert not desk.page.bar.before.isEnabled()
    desk.press(Key.Key_K)
    assert desk.page.here()[0] == "article/skyddsrond"


def test_a_law_is_shown_as_a_card_in_the_same_reader(desk: Desk) -> None:
    desk.page.show_law("aml")
    assert desk.words.startswith("Arbetsmiljölagen")
    assert "1977:1160" in desk.words
    assert "De som arbetar." in desk.words
    assert "Rehabilitering" in desk.words  # used in
    assert not desk.page.bar.read.isVisible()
    assert not desk.page.margin.notes.isVisible()
    desk.click_link("rehab")
    assert desk.asked == ["chefsstod:article/rehab"]


def test_a_law_of_which_little_is_known_says_so_and_an_unknown_one_changes_nothing(desk: Desk) -> None:
    desk.page.show_law("fl")
    shown = desk.words
    assert "2017:900" in shown
    desk.page.show_law("okand")
    assert desk.told
    assert desk.words == shown


def test_back_comes_to_the_same_line(rehab: Desk) -> None:
    rehab.page.resize(900, 300)
    rehab.page.text.go_to("lagen-säger")
    place, scrolled = rehab.page.here(), rehab.page.text.verticalScrollBar().value()
    assert scrolled > 0
    rehab.page.show_article("apt")
    rehab.page.return_to(place)
    assert rehab.page.here()[0] == "article/rehab"
    assert abs(rehab.page.text.verticalScrollBar().value() - scrolled) < 30


@pytest.mark.parametrize(("place", "shown"), [(("law/aml", 0), "law/aml"), (("article/borta", 3), "start"), (None, "start")])
def test_a_place_from_before_a_rebuild_is_taken_up_again(desk: Desk, place: object, shown: str) -> None:
    desk.page.take_place(place)
    assert desk.page.place() == (shown, 0)


def test_an_address_with_a_heading_opens_there(desk: Desk) -> None:
    desk.page.resize(900, 300)
    desk.page.show_article("rehab", "lagen-säger")
    assert desk.page.text.verticalScrollBar().value() > 0
    assert desk.page.text.heading == "lagen-säger"


# ── finding, size, keys ──────────────────────────────────────────────────────


def test_words_are_found_counted_walked_between_and_put_away(rehab: Desk) -> None:
    rehab.press(Key.Key_F, Mod.ControlModifier)
    assert rehab.page.find_bar.field.hasFocus()
    QTest.keyClicks(rehab.page.find_bar.field, "boka")
    assert rehab.page.find_bar.count.text().startswith("1 ")
    assert len(rehab.page.text.extraSelections()) == 2
    rehab.press(Key.Key_F3)
    assert rehab.page.find_bar.count.text().startswith("2 ")
    rehab.press(Key.Key_F3)
    assert rehab.page.find_bar.count.text().startswith("1 ")
    rehab.press(Key.Key_F3, Mod.ShiftModifier)
    rehab.press(Key.Key_Return)
    assert rehab.page.find_bar.count.text().startswith("1 ")
    rehab.press(Key.Key_Escape)
    assert not rehab.page.find_bar.isVisible()
    assert rehab.page.text.extraSelections() == []
    assert rehab.page.text.hasFocus()


def test_a_search_hit_opens_with_its_words_marked(desk: Desk) -> None:
    desk.page.show_article("rehab", find="uppföljning sjuk")
    assert desk.page.find_bar.isVisible()
    assert len(desk.page.text.extraSelections()) >= 2
    desk.page.show_article("apt")
    assert not desk.page.find_bar.isVisible()


def test_the_size_of_the_text_is_changed_by_keys_and_remembered(rehab: Desk) -> None:
    before = rehab.page.text.size_px
    rehab.press(Key.Key_Plus, Mod.ControlModifier)
    rehab.press(Key.Key_Plus, Mod.ControlModifier)
    assert rehab.page.text.size_px > before
    assert rehab.settings.current.reader_zoom == 120
    assert rehab.page.text.document().defaultFont().pixelSize() == round(rehab.page.text.size_px)
    rehab.press(Key.Key_Minus, Mod.ControlModifier)
    assert rehab.settings.current.reader_zoom == 110
    rehab.press(Key.Key_0, Mod.ControlModifier)
    assert rehab.page.text.size_px == before


def test_full_screen_shows_the_text_alone_until_escape(rehab: Desk) -> None:
    rehab.press(Key.Key_F11)
    assert rehab.full == [True]
    assert not rehab.page.tree.isVisible()
    assert not rehab.page.margin.isVisible()
    rehab.press(Key.Key_Escape)
    assert rehab.full == [True, False]
    assert rehab.page.tree.isVisible()
    assert rehab.page.escape() is False


def test_print_and_edit_ask_for_the_text_in_hand(rehab: Desk) -> None:
    rehab.press(Key.Key_P, Mod.ControlModifier)
    rehab.page.bar.edit.click()
    assert rehab.printed == [("rehab",)]
    assert rehab.edited == ["rehab"]


def test_keys_that_need_a_text_do_nothing_on_the_start_page(desk: Desk) -> None:
    desk.page.toggle_full_screen()
    desk.page.step(1)
    desk.page.find_here()
    assert desk.full == []
    assert desk.asked == []
    assert desk.page.tree.field.hasFocus()


# ── others change things ─────────────────────────────────────────────────────


def test_a_hidden_page_reads_when_it_is_next_gone_to(rehab: Desk, routine: Callable[..., ArticleId]) -> None:
    rehab.page.hide()
    name = routine("Larm", kind=Kind.ROUTINE)
    rehab.signals.changed.emit(Changes(articles=frozenset({name})))
    assert "own" not in rehab.branches
    rehab.page.show()
    rehab.page.enter()
    assert "own" in rehab.branches


def test_a_text_that_is_removed_while_it_is_read_gives_way_to_the_start_page(desk: Desk, routine: Callable[..., ArticleId]) -> None:
    name = routine("Larm")
    desk.page.show_article(name)
    saved = desk.handbook.remove(name)
    desk.signals.changed.emit(saved.changes)
    assert desk.page.here()[0] == "start"


def test_new_words_of_the_text_in_hand_are_shown_at_the_same_place(desk: Desk, routine: Callable[..., ArticleId]) -> None:
    name = routine("Larm", "Rad.\n\n" * 80)
    desk.page.show_article(name)
    desk.page.text.verticalScrollBar().setValue(400)
    saved = desk.handbook.save(name, Draft("Larm", "Rad.\n\n" * 80 + "Sist."))
    desk.signals.changed.emit(saved.changes)
    assert "Sist." in desk.words
    assert desk.page.text.verticalScrollBar().value() == 400


def test_a_text_outside_her_kind_of_service_can_still_be_read(
    qapp: QApplication, handbook: HandbookService, layers: Layers, tmp_path: Path
) -> None:
    layers.service_type = "hemtjanst"
    layers.base = replace(layers.base, articles=(*layers.base.articles, article("extra", "Extra")))
    desk = make_desk(handbook, tmp_path)
    desk.page.show_article("skyddsrond")
    assert desk.words.startswith("Skyddsrond")
    assert not desk.page.bar.after.isEnabled()
    desk.close()
