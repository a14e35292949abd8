"""Her marks on a text, and what she is told before she reads it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chefsstod.features.handbook.model import ArticleId, Draft, ReadState
from chefsstod.features.handbook.view import Column
from tests.features.handbook.conftest import Layers
from tests.features.handbook.reader_desk import Desk, state

Key, Mod = Qt.Key, Qt.KeyboardModifier


# ── marks ────────────────────────────────────────────────────────────────────


def test_read_is_said_by_hand_shown_in_words_and_can_be_taken_back(rehab: Desk) -> None:
    rehab.page.bar.read.click()
    assert state(rehab, "rehab") is ReadState.READ
    assert rehab.page.bar.read.isChecked()
    rehab.take_back()
    assert state(rehab, "rehab") is ReadState.UNREAD
    assert not rehab.page.bar.read.isChecked()


def test_the_foot_of_the_page_marks_too(rehab: Desk) -> None:
    rehab.click_link("do:read")
    assert state(rehab, "rehab") is ReadState.READ
    rehab.click_link("do:repeat")
    assert state(rehab, "rehab") is ReadState.REPEAT
    rehab.click_link("do:read")
    rehab.click_link("do:unread")
    assert state(rehab, "rehab") is ReadState.UNREAD


def test_bookmark_and_repeat_are_kept_and_shown_in_the_tree(rehab: Desk) -> None:
    rehab.press(Key.Key_D, Mod.ControlModifier)
    rehab.page.bar.repeat.click()
    reading = rehab.handbook.reading("rehab")
    assert (reading.bookmarked, reading.repeat) == (True, True)
    assert rehab.branches[0] == "marked"


def test_a_text_that_changed_since_she_read_it_says_so_first(desk: Desk, layers: Layers) -> None:
    desk.handbook.mark_read("rehab")
    texts = tuple(replace(a, body=a.body + "\nNytt.") if a.id == "rehab" else a for a in layers.base.articles)
    layers.base = replace(layers.base, articles=texts)
    desk.page.show_article("rehab")
    assert "23 november" in desk.words
    desk.click_link("do:read")
    assert state(desk, "rehab") is ReadState.READ
    assert "Nytt." in desk.words


def test_a_box_is_ticked_with_the_mouse_on_the_box_or_on_its_words(rehab: Desk) -> None:
    rehab.click_link("tick:ring-medarbetaren")
    assert rehab.handbook.ticks("rehab") == {"ring-medarbetaren"}
    rehab.click_at(rehab.words.index("Boka uppföljning"))
    assert rehab.handbook.ticks("rehab") == {"ring-medarbetaren", "boka-uppföljning"}
    assert rehab.words.count("☑") == 2
    rehab.click_link("do:clear")
    assert rehab.handbook.ticks("rehab") == frozenset()
    rehab.take_back()
    assert rehab.words.count("☑") == 2


def test_a_box_is_ticked_with_the_keyboard_which_stays_on_it(rehab: Desk) -> None:
    for _step in range(12):
        rehab.press(Key.Key_Tab)
        focused = rehab.page.text.focused
        if focused is not None and focused.href == "tick:boka-uppföljning":
            break
    scrolled = rehab.page.text.verticalScrollBar().value()
    rehab.press(Key.Key_Space)
    assert rehab.handbook.ticks("rehab") == {"boka-uppföljning"}
    assert rehab.page.text.focused is not None
    assert rehab.page.text.focused.href == "tick:boka-uppföljning"
    assert rehab.page.text.verticalScrollBar().value() == scrolled
    rehab.press(Key.Key_Return)
    assert rehab.handbook.ticks("rehab") == frozenset()


def test_a_failed_save_is_told_and_the_page_shows_what_is_saved(rehab: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rehab.handbook, "mark_read", full)
    rehab.page.bar.read.click()
    assert not rehab.page.bar.read.isChecked()
    assert len(rehab.dialogs.errors) == 1


# ── what she is told before she reads ────────────────────────────────────────


def test_a_routine_that_has_passed_its_date_says_so(desk: Desk, routine: Callable[..., ArticleId]) -> None:
    name = routine("Nycklar", "Så gör vi.", owner="Stina Ek", review_by=date(2026, 3, 1))
    desk.page.show_article(name)
    assert "1 mars" in desk.words
    assert "Stina Ek" in desk.words
    desk.click_link("do:edit")
    assert desk.edited == [name]


def test_a_routine_that_holds_later_says_so(desk: Desk, routine: Callable[..., ArticleId]) -> None:
    desk.page.show_article(routine("Nytt schema", valid_from=date(2027, 1, 1)))
    assert "1 januari 2027" in desk.words


def test_a_changed_base_under_her_version_is_told_and_settled(desk: Desk, layers: Layers) -> None:
    desk.handbook.adapt("rehab")
    texts = tuple(replace(a, body=a.body + "\nNytt.") if a.id == "rehab" else a for a in layers.base.articles)
    layers.base = replace(layers.base, articles=texts)
    desk.page.show_article("rehab")
    desk.click_link("do:change")
    assert desk.edited == ["rehab"]
    desk.click_link("do:settle")
    assert "do:settle" not in desk.page.text.toHtml()


def test_a_template_offers_a_text_of_her_own(desk: Desk) -> None:
    desk.page.show_article("mall-rutin")
    desk.click_link("do:copy")
    assert len(desk.edited) == 1
    made = desk.handbook.article(desk.edited[0])
    assert made is not None
    assert not made.template


def test_an_imported_text_opens_its_original(desk: Desk, tmp_path: Path) -> None:
    _outcome, name, _saved = desk.handbook.put_imported(
        name="rutin <1>.txt", data=b"hej", media="text/plain", pages=0, draft=Draft("Hämtad", "Hej."), files={}
    )
    opened: list[Path] = []

    def take(path: Path) -> bool:
        opened.append(path)
        return len(opened) > 1

    desk.page.open_original = take
    desk.page.show_article(name)
    desk.click_link("do:original")
    assert opened[0].read_bytes() == b"hej"
    assert "<" not in opened[0].name
    assert len(desk.told) == 1  # nothing opened it
    desk.click_link("do:original")
    assert len(desk.told) == 1


def test_the_pages_of_an_imported_pdf_can_be_shown_as_they_were(desk: Desk) -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(300, 420))
    for text in ("Sida ett", "Sida tva"):
        canvas.drawString(40, 300, text)
        canvas.showPage()
    canvas.save()
    _outcome, name, _saved = desk.handbook.put_imported(
        name="rutin.pdf", data=target.getvalue(), media="application/pdf", pages=2, draft=Draft("Hämtad", "Hej."), files={}
    )
    desk.page.show_article(name)
    desk.click_link("do:pages")
    pages = desk.page.pages
    QApplication.processEvents()
    pages.grab()
    assert pages.isVisible()
    assert len(pages.sheets) == 2
    assert pages.sheets[0].picture is not None
    assert abs(pages.sheets[0].height() - pages.sheets[0].width() * 1.4) < 2
    wide = pages.sheets[0].width()
    desk.press(Key.Key_Plus, Mod.ControlModifier)
    assert pages.sheets[0].width() > wide
    desk.press(Key.Key_Escape)
    assert desk.page.text.isVisible()


def test_a_note_is_begun_from_the_keyboard_and_escape_returns_to_the_text(rehab: Desk) -> None:
    rehab.page.toggle(Column.MARGIN)
    rehab.press(Key.Key_M, Mod.ControlModifier)
    assert rehab.page.margin.isVisible()
    (card,) = rehab.page.margin.notes.cards
    assert card.field.hasFocus()
    QTest.keyClicks(card.field, "Ring HR")
    rehab.press(Key.Key_Escape)
    assert rehab.page.text.hasFocus()
    assert [note.text for note in rehab.handbook.notes(ArticleId("rehab"))] == ["Ring HR"]


def test_a_note_far_down_the_margin_is_in_view_when_it_is_begun(rehab: Desk) -> None:
    rehab.page.resize(1200, 320)
    for number in range(4):
        rehab.handbook.add_note("rehab", "", f"Anteckning {number}")
    rehab.page.show_article("rehab")
    rehab.press(Key.Key_M, Mod.ControlModifier)
    QApplication.processEvents()
    field, area = rehab.page.margin.notes.cards[-1].field, rehab.page.margin.area.viewport()
    assert area.rect().contains(field.mapTo(area, field.rect().center()))


def test_a_note_in_full_screen_opens_the_margin_over_the_text(rehab: Desk) -> None:
    rehab.press(Key.Key_F11)
    rehab.press(Key.Key_M, Mod.ControlModifier)
    assert rehab.page.over is Column.MARGIN
    assert rehab.page.margin.notes.cards[0].field.hasFocus()
    rehab.press(Key.Key_Escape)
    assert rehab.page.text.hasFocus()
    assert rehab.page.full_screen


def test_back_from_elsewhere_the_keyboard_is_on_the_link_that_was_followed(rehab: Desk) -> None:
    rehab.press(Key.Key_Tab)
    stood = rehab.page.text.focused
    assert stood is not None
    rehab.page.tree.field.setFocus()
    assert rehab.page.text.focused is None
    rehab.page.take_keyboard()
    assert rehab.page.text.focused == stood
