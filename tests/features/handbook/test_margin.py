"""The margin: where one is on the page, her notes, what uses the text and what it rests on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from chefsstod.content.layers import Certainty
from chefsstod.features.handbook.model import Draft, LawRef, SourceRef
from chefsstod.features.handbook.service import HandbookService
from tests.features.handbook.conftest import Layers, article
from tests.features.handbook.reader_desk import Desk, make_desk


@pytest.fixture
def desk(qapp: QApplication, handbook: HandbookService, tmp_path: Path) -> Iterator[Desk]:
    """The page with «Rehabilitering» open."""
    made = make_desk(handbook, tmp_path)
    made.page.show_article("rehab")
    yield made
    made.close()


def buttons(desk: Desk) -> dict[str, QPushButton]:
    QApplication.processEvents()  # what is new in a layout is shown then
    return {b.accessibleName() or b.text(): b for b in desk.page.margin.findChildren(QPushButton) if b.isVisible()}


def words(desk: Desk) -> str:
    QApplication.processEvents()
    return "\n".join(w.text() for w in desk.page.margin.findChildren(QLabel) if w.isVisible())


def write(desk: Desk, text: str) -> None:
    """Begin a note and write in it."""
    desk.page.margin.notes.add.click()
    QTest.keyClicks(desk.page.margin.notes.cards[-1].field, text)


# ── outline ──────────────────────────────────────────────────────────────────


def test_the_heading_that_is_read_under_is_marked_and_said(desk: Desk) -> None:
    desk.page.resize(1200, 300)
    buttons(desk)["Lagen säger"].click()
    assert desk.page.text.heading == "lagen-säger"
    lines = desk.page.margin.lines
    assert lines["lagen-säger"].accessibleDescription()
    assert not lines["gör-så-här"].accessibleDescription()
    desk.page.text.go_to("")
    assert not lines["lagen-säger"].accessibleDescription()


def test_a_text_without_headings_has_no_outline(desk: Desk) -> None:
    desk.page.show_article("apt")
    assert desk.page.margin.lines == {}


# ── notes ────────────────────────────────────────────────────────────────────


def test_a_note_is_saved_as_it_is_typed_at_the_heading_and_undone_in_one_step(desk: Desk) -> None:
    desk.page.resize(1200, 300)
    desk.page.text.go_to("lagen-säger")
    write(desk, "Ring HR")
    (note,) = desk.handbook.notes("rehab")
    assert (note.anchor, note.text) == ("lagen-säger", "Ring HR")
    assert desk.page.margin.notes.cards[0].field.hasFocus()
    desk.take_back()
    assert desk.handbook.notes("rehab") == ()
    assert desk.page.margin.notes.cards == []


def test_a_note_is_changed_in_place_and_stays_when_the_page_reads_again(desk: Desk) -> None:
    desk.handbook.add_note("rehab", "", "Först.")
    desk.page.show_article("rehab")
    card = desk.page.margin.notes.cards[0]
    QTest.keyClicks(card.field, "Sen. ")
    assert desk.handbook.notes("rehab")[0].text == "Sen. Först."
    desk.page.bar.bookmark.click()
    assert desk.page.margin.notes.cards == [card]
    assert card.field.toPlainText() == "Sen. Först."


def test_a_note_at_a_long_heading_keeps_within_the_margin(desk: Desk) -> None:
    name, _saved = desk.handbook.add(Draft("Lång", "## En rubrik som är mycket längre än marginalen är bred\n\n" + "Rad.\n\n" * 80))
    desk.page.show_article(name, "en-rubrik-som-är-mycket-längre-än-marginalen-är-bred")
    write(desk, "Ring HR")
    QApplication.processEvents()
    (card,) = desk.page.margin.notes.cards
    area = desk.page.margin.area
    assert card.anchor
    for part in (card.field, card.remove):
        assert part.mapTo(area, part.rect().bottomRight()).x() < area.viewport().width()


def test_a_note_that_nothing_was_written_in_goes_away(desk: Desk) -> None:
    notes = desk.page.margin.notes
    notes.add.click()
    notes.add.click()
    assert len(notes.cards) == 1
    desk.page.text.setFocus()
    assert notes.cards == []
    notes.add.click()
    notes.cards[0].remove.click()
    assert notes.cards == []
    assert desk.handbook.notes("rehab") == ()


def test_a_removed_note_can_be_taken_back(desk: Desk) -> None:
    write(desk, "Ring HR")
    desk.page.margin.notes.cards[0].remove.click()
    assert desk.handbook.notes("rehab") == ()
    assert desk.page.margin.notes.cards == []
    desk.take_back()
    assert [card.field.toPlainText() for card in desk.page.margin.notes.cards] == ["Ring HR"]


def test_a_personal_identity_number_in_a_note_is_warned_of_at_once(desk: Desk) -> None:
    write(desk, "Se 19121212-1212")
    card = desk.page.margin.notes.cards[0]
    assert card.warning.isVisible()
    card.field.clear()
    assert not card.warning.isVisible()


def test_notes_stand_in_the_order_of_the_page_and_lead_to_their_heading(desk: Desk) -> None:
    desk.handbook.add_note("rehab", "lagen-säger", "Sist.")
    desk.handbook.add_note("rehab", "gör-så-här", "Först.")
    desk.handbook.add_note("rehab", "borttagen-rubrik", "Överst.")
    desk.page.show_article("rehab")
    assert [card.field.toPlainText() for card in desk.page.margin.notes.cards] == ["Överst.", "Först.", "Sist."]
    desk.page.resize(1200, 300)
    desk.page.margin.notes.cards[2].heading_requested.emit("lagen-säger")
    assert desk.page.text.heading == "lagen-säger"


def test_another_text_has_its_own_notes(desk: Desk) -> None:
    write(desk, "Ring HR")
    desk.page.show_article("apt")
    assert desk.page.margin.notes.cards == []


def test_escape_in_a_note_goes_back_to_the_text(desk: Desk) -> None:
    write(desk, "Ring")
    desk.press(Qt.Key.Key_Escape)
    assert desk.page.text.hasFocus()


# ── what belongs to the text ─────────────────────────────────────────────────


def test_the_margin_shows_what_uses_the_text_and_what_belongs_to_it_once_each(desk: Desk, layers: Layers) -> None:
    texts = tuple(
        replace(a, related=("task/lonesamtal", "contact/hr", "article/apt", "task/borta", "strunt")) if a.id == "rehab" else a
        for a in layers.base.articles
    )
    layers.base = replace(layers.base, articles=texts)
    desk.page.show_article("rehab")
    found = [name for name in buttons(desk) if name in ("Arbetsplatsträff", "Lönesamtal med alla", "HR-specialist")]
    assert found == ["Arbetsplatsträff", "Lönesamtal med alla", "HR-specialist"]
    buttons(desk)["HR-specialist"].click()
    assert desk.asked == ["chefsstod:contact/hr"]


def test_laws_show_provision_certainty_and_checked_date_and_open_their_card(desk: Desk, layers: Layers) -> None:
    laws = (LawRef("aml", "3 kap. 2 §", Certainty.VERIFIED), LawRef("okand"))
    sources = (SourceRef("Myndigheten", "https://example.org/a"),)
    texts = tuple(replace(a, law=laws, sources=sources) if a.id == "rehab" else a for a in layers.base.articles)
    layers.base = replace(layers.base, articles=texts)
    desk.page.show_article("rehab")
    assert "Arbetsmiljölagen (1977:1160)" in words(desk)
    assert "22 november" in words(desk)
    assert "okand" in words(desk)
    copy = next(b for b in buttons(desk).values() if b.toolTip() == "https://example.org/a")
    copy.click()
    assert QApplication.clipboard().text() == "https://example.org/a"
    buttons(desk)["AML 3 kap. 2 §"].click()
    assert desk.page.here()[0] == "law/aml"


def test_many_links_are_folded_until_they_are_asked_for(desk: Desk, layers: Layers) -> None:
    more = tuple(article(f"t{n}", f"Text {n}", "[r](chefsstod:article/rehab)") for n in range(9))
    layers.base = replace(layers.base, articles=(*layers.base.articles, *more))
    desk.page.show_article("rehab")
    assert "Text 8" not in buttons(desk)
    fold = next(b for b in desk.page.margin.findChildren(QPushButton) if "5" in b.text() and b.isVisible())
    fold.click()
    QApplication.processEvents()
    assert "Text 8" in buttons(desk)
