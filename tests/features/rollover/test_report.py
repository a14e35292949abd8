"""The page with the changes: what stands on it, and that it is one page."""

from datetime import date
from pathlib import Path

import pytest

from chefsstod.features.rollover.report import changes_pdf, texts
from chefsstod.i18n import _
from tests.features.rollover.conftest import LEGIONELLA, PAY, Turn


@pytest.fixture
def turn(small_turn: Turn) -> Turn:
    return small_turn


def read(path: Path) -> tuple[int, str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return len(pages), "\n".join(pages)


def test_moved_dropped_and_learnt_stand_on_one_page(turn: Turn, tmp_path: Path) -> None:
    turn.wheel.set_next_time(turn.of(PAY, 2026).key, "Boka rum i januari")
    turn.rollover.move(PAY, date(2027, 3, 9))
    turn.rollover.drop(LEGIONELLA, "Fastighet gör det")
    turn.rollover.set_lessons("Börja med budgeten i maj")
    review = turn.review()
    changes_pdf(review, "Solgården", tmp_path / "x.pdf")
    pages, text = read(tmp_path / "x.pdf")
    assert pages == 1
    for words in ("Solgården", "Fastighet gör det", "Boka rum i januari", "Börja med budgeten i maj", "9 mars", "2027"):
        assert words in text
    assert {"Fastighet gör det", "Boka rum i januari", "Börja med budgeten i maj"} <= set(texts(review))


def test_a_year_without_changes_says_so(turn: Turn, tmp_path: Path) -> None:
    changes_pdf(turn.review(), "", tmp_path / "x.pdf")
    assert _("Nothing changes") in read(tmp_path / "x.pdf")[1]
