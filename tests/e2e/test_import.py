"""She brings in the routines that she has, looks at what was recognised, reads one, and takes it all back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from chefsstod.features.imports.model import Outcome
from chefsstod.features.imports.page import ImportPage
from chefsstod.features.search.model import Kind
from chefsstod.features.search.page import SearchPage
from chefsstod.shell.context import AppContext
from tests.e2e.seat import Seat

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
DOCUMENTS = Path(__file__).resolve().parents[1] / "data" / "documents"


def test_documents_are_brought_in_read_and_taken_back(seat: Seat, profiled: AppContext) -> None:
    seat.go("import")
    page = seat.window.pages["import"]
    assert isinstance(page, ImportPage)
    page.take_keyboard()
    seat.dialogs.files = [DOCUMENTS / name for name in ("pandoc_fallrisk.docx", "libreoffice_spalter.pdf", "last_anvandare.pdf")]
    seat.press(Qt.Key.Key_Space)
    texts = seat.texts()
    assert "Rutin vid fallrisk i ordinärt boende" in texts
    assert "Riktlinje för arbetskläder" in texts
    assert "last_anvandare.pdf" in texts

    seat.click(page.found.apply_all)
    made = profiled.handbook.article("egen-rutin-vid-fallrisk-i-ordinart-boende")
    assert made is not None
    assert made.owner == "Enhetschef"

    opener = page.found.rows[str(DOCUMENTS / "pandoc_fallrisk.docx")].open
    assert opener is not None
    opener.setFocus()
    seat.press(Qt.Key.Key_Space)
    assert seat.window.pages["import"].isHidden() or not page.isVisible()

    seat.go("import")
    assert len([row for row in page.found.rows.values() if row.result.outcome is Outcome.NEW]) == 2
    seat.press("Ctrl+Z", "Ctrl+Z")
    assert profiled.handbook.article("egen-rutin-vid-fallrisk-i-ordinart-boende") is None
    assert profiled.handbook.originals == ()
    assert page.found.rows[str(DOCUMENTS / "pandoc_fallrisk.docx")].open is None


def test_a_word_from_inside_a_pdf_is_found_and_shown_at_once(seat: Seat) -> None:
    seat.go("import")
    page = seat.window.pages["import"]
    assert isinstance(page, ImportPage)
    page.drop_files([DOCUMENTS / "libreoffice_spalter.pdf"])
    seat.press("Ctrl+K")
    seat.type("förorening")
    found = seat.window.pages["search"]
    assert isinstance(found, SearchPage)
    found.choose_kind(Kind.ROUTINE)
    best = found.list.current()
    assert best is not None
    assert best.name == "Riktlinje för arbetskläder"
    seat.press(Qt.Key.Key_Return)
    assert seat.window.page_name == "handbook"
    assert "egen-riktlinje-for-arbetsklader" in str(seat.window.travel.shown)
