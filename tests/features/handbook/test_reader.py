"""The sheet: loads nothing from outside, keeps its measure, finds words, and copies what one reads."""

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QPixmap, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from chefsstod.features.handbook.model import Draft
from chefsstod.features.handbook.reader_find import hits
from chefsstod.features.handbook.reader_original import save_aside
from chefsstod.features.handbook.reader_pages import render
from chefsstod.features.handbook.service import HandbookService
from tests.features.handbook.reader_desk import Desk, make_desk


def png(width: int, height: int) -> bytes:
    """A plain picture."""
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.red)
    target = QByteArray()
    buffer = QBuffer(target)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(target.data())


def bomb() -> bytes:
    """A picture that says it has 100,000 × 100,000 pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.fixture
def desk(qapp: QApplication, handbook: HandbookService, tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(handbook, tmp_path)
    yield made
    made.close()


def own(desk: Desk, body: str, files: dict[str, tuple[str, bytes]] | None = None) -> None:
    """Write a text and show it."""
    name, _saved = desk.handbook.add(Draft("Prov", body), files=files or {})
    desk.page.show_article(name)


# ── nothing from outside ─────────────────────────────────────────────────────


def test_nothing_but_pictures_of_the_text_is_ever_loaded(desk: Desk) -> None:
    own(desk, "Text.")
    for address in ("https://example.org/a.png", "file:///etc/passwd", "/etc/passwd", "qrc:/x", "picture:borta.png", "x.css"):
        for kind in (1, 2, 3):
            assert desk.page.text.loadResource(kind, QUrl(address)) == QByteArray()


def test_a_picture_of_the_text_is_shown_in_the_width_there_is(desk: Desk) -> None:
    own(desk, "![En bild](bild.png)", {"bild.png": ("image/png", png(2000, 500))})
    (width,) = re.findall(r'picture:bild.png" width="(\d+)"', desk.page._html)
    assert desk.page.text.column - 24 < int(width) <= desk.page.text.column
    QApplication.processEvents()
    desk.page.text.grab()
    shown = desk.page._pictures.pixmap("bild.png")
    assert shown is not None
    assert shown.width() == desk.page.text.column * 2


def test_a_picture_that_cannot_be_read_is_told_in_words(desk: Desk) -> None:
    broken = {"a.png": ("image/png", b""), "b.png": ("image/png", b"ingen bild"), "c.png": ("image/png", bomb())}
    own(desk, "![Ett](a.png)\n\n![Två](b.png)\n\n![Tre](c.png)", broken)
    assert all(name in desk.words for name in ("Ett", "Två", "Tre"))
    assert "\ufffc" not in desk.words


# ── the sheet ────────────────────────────────────────────────────────────────


def test_no_line_is_longer_than_the_measure_and_nothing_scrolls_sideways(desk: Desk) -> None:
    wide = "| A | B |\n|---|---|\n| " + "lång" * 30 + " | x |\n"
    own(desk, "ord på rad efter rad som fyller hela bredden av en sida " * 20 + "\n\n" + wide)
    text = desk.page.text
    for width in (500, 900, 1900):
        desk.page.resize(width, 600)
        QApplication.processEvents()
        assert text.horizontalScrollBar().maximum() == 0
        assert text.document().size().width() <= text.viewport().width()
        block = text.document().findBlock(desk.words.index("ord på rad"))
        longest = max(block.layout().lineAt(n).textLength() for n in range(block.layout().lineCount()))
        assert longest <= 80


def test_a_table_is_set_again_when_the_column_narrows(desk: Desk) -> None:
    head = "| Dag | Ansvarig | Vad ska göras | Underlag | Uppföljning |\n|---|---|---|---|---|\n"
    own(desk, head + "| 1 | Enhetschef | Arbetsanpassning | Rehabplan | Månadsvis |\n")
    desk.page.resize(1600, 600)
    assert "Ansvarig:" not in desk.words
    desk.page.resize(420, 600)
    assert "Ansvarig:" in desk.words


def test_a_term_explains_itself_on_the_keyboard(desk: Desk) -> None:
    own(desk, "På APT talar vi om allt.")
    anchor = desk.link("APT")
    assert anchor.tip.startswith("APT: Arbetsplatsträff")
    desk.press(Qt.Key.Key_Tab)
    assert desk.page.text.focused == anchor
    assert QToolTip.text() == anchor.tip
    QToolTip.hideText()
    desk.press(Qt.Key.Key_Return)
    assert QToolTip.text() == anchor.tip
    QToolTip.hideText()
    assert desk.asked == []
    desk.page.text.grab()  # draws the focus


def test_the_explanation_of_a_term_goes_when_the_keyboard_goes_on(desk: Desk, qtbot: QtBot) -> None:
    own(desk, "Vi har APT.\n\nSe [rehab](chefsstod:article/rehab).")
    desk.press(Qt.Key.Key_Tab)
    assert QToolTip.isVisible()
    desk.press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_link_within_the_page_goes_to_its_heading(desk: Desk) -> None:
    desk.page.resize(900, 300)
    own(desk, "[ner](#längst-ner)\n\n" + "Rad.\n\n" * 40 + "## Längst ner\n\nText.\n\n" + "Rad.\n\n" * 40)
    desk.click_link("ner")
    assert desk.page.text.heading == "längst-ner"
    assert desk.asked == []


def test_what_is_copied_has_no_soft_hyphens_and_no_colours_of_the_screen(desk: Desk) -> None:
    own(desk, "| A | B |\n|---|---|\n| rehabiliteringsplanering och mer | x |\n")
    text = desk.page.text
    text.selectAll()
    copied = text.createMimeDataFromSelection()
    assert "rehabiliteringsplanering" in copied.text()
    assert "\u00ad" not in copied.html()
    assert "color:" not in copied.html().replace(" ", "")


def test_the_wheel_over_the_white_space_turns_the_page_and_with_ctrl_changes_the_size(desk: Desk) -> None:
    desk.page.resize(1900, 400)
    own(desk, "Rad.\n\n" * 60)
    text = desk.page.text

    def turn(modifier: Qt.KeyboardModifier, target: object) -> None:
        spot, angle = QPointF(5, 50), QPoint(0, -120)
        event = QWheelEvent(spot, spot, QPoint(), angle, Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(target, event)  # type: ignore[arg-type]

    turn(Qt.KeyboardModifier.NoModifier, text)
    assert text.verticalScrollBar().value() > 0
    turn(Qt.KeyboardModifier.ControlModifier, text.viewport())
    assert desk.settings.current.reader_zoom == 90


def test_home_end_and_space_walk_through_the_text(desk: Desk) -> None:
    desk.page.resize(900, 300)
    own(desk, "Rad.\n\n" * 60)
    bar = desk.page.text.verticalScrollBar()
    desk.press(Qt.Key.Key_Space)
    assert 0 < bar.value() < bar.maximum()
    desk.press(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    desk.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == 0
    desk.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == bar.maximum()
    desk.press(Qt.Key.Key_Home)
    assert bar.value() == 0


def test_words_that_are_selected_are_what_is_looked_for(desk: Desk) -> None:
    own(desk, "Ring facket. Fråga facket.")
    cursor = QTextCursor(desk.page.text.document())
    at = desk.words.index("facket")
    cursor.setPosition(at)
    cursor.setPosition(at + 6, QTextCursor.MoveMode.KeepAnchor)
    desk.page.text.setTextCursor(cursor)
    desk.page.find_here()
    assert desk.page.find_bar.field.text() == "facket"
    assert len(desk.page.text.extraSelections()) == 2
    desk.page.find_bar.field.setText("finns inte alls")
    assert not desk.page.find_bar.after.isEnabled()
    desk.page.find_bar.field.clear()
    assert desk.page.find_bar.count.text() == ""


# ── finding words ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ring", ["Ring", "ring"]),
        ("RING  HR", ["Ring HR"]),
        ("hr åtgärd", ["HR", "åtgärd"]),
        ("atgard", ["åtgärd"]),
        ("rehabplan", ["rehab\u00adplan"]),
        ("å", ["å", "å"]),
        ("", []),
        ("   ", []),
        ("zz", []),
        ("a.b(", []),
    ],
)
def test_words_are_found_as_one_writes_them(query: str, found: list[str]) -> None:
    text = "Ring HR, gör en åtgärd och en rehab\u00adplan så att ring ej"
    assert [text[start:end] for start, end in hits(text, query)] == found


@settings(max_examples=40)
@given(st.text(max_size=60), st.text(max_size=12))
def test_hits_are_places_in_the_text(text: str, query: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in hits(text, query))


# ── files ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["../../hemlig.txt", "/etc/passwd", "a<b>:c.txt", "..", ""])
def test_a_copy_of_the_original_never_leaves_its_own_folder(name: str) -> None:
    path = save_aside("../id", name, b"x")
    assert path.read_bytes() == b"x"
    assert path.parent.name.startswith("chefsstod-")
    path.chmod(0o600)
    path.unlink()
    path.parent.rmdir()


def test_a_broken_document_is_told_in_place_of_its_page(desk: Desk) -> None:
    with pytest.raises(Exception, match=r"(?i)pdf|data"):
        render(b"inget dokument", 0, 100)
    desk.page.pages.show_document("trasig.pdf", 1, lambda: b"inget dokument")
    desk.page.show_part(desk.page.pages)
    QApplication.processEvents()
    desk.page.pages.grab()
    assert desk.page.pages.sheets[0].failed


def test_only_the_pages_that_are_seen_are_rendered(desk: Desk) -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(200, 280))
    for number in range(20):
        canvas.drawString(20, 100, str(number))
        canvas.showPage()
    canvas.save()
    pages = desk.page.pages
    pages.show_document("lang.pdf", 20, target.getvalue)
    desk.page.show_part(pages)
    pages.take_keyboard()
    QApplication.processEvents()
    pages.area.viewport().repaint()
    drawn = [sheet.number for sheet in pages.sheets if sheet.picture is not None]
    assert drawn
    assert len(drawn) < 5
    QTest.keyClick(pages, Qt.Key.Key_Space)
    assert pages.area.verticalScrollBar().value() > 0
    assert pages.set_zoom(-1) == 75
    assert pages.set_zoom(0) == 100
