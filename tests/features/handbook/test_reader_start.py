"""The start page of the handbook: it keeps within its width, and says something of everything that is due."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from chefsstod.features.handbook.model import Article
from chefsstod.features.handbook.reader_facts import start_page
from chefsstod.features.handbook.reader_near import nearest
from chefsstod.features.handbook.reader_start import FEW, ChapterCard, Entry, Start, StartView
from chefsstod.support.settings import Theme
from chefsstod.ui.style import apply_look
from tests.features.handbook.conftest import article

TODAY = date(2026, 11, 23)


@pytest.fixture
def view(qapp: QApplication) -> Iterator[StartView]:
    apply_look(qapp, Theme.LIGHT, 100)
    made = StartView()
    yield made
    made.close()
    made.deleteLater()


def _start() -> Start:
    texts = [
        Entry(f"text{n}", f"En text med en ganska lång rubrik nummer {n}", "Kvalitet, avvikelser och lex Sarah") for n in range(7)
    ]
    cards = [
        ChapterCard(f"c{n}", "Rehabilitering, anpassning och omplacering", "Vad du gör och vem som hjälper.", texts, 3)
        for n in range(9)
    ]
    return Start("Handboken", recent=texts, month=texts, repeat=texts, late=texts, chapters=cards)


def _cards(view: QWidget) -> list[QFrame]:
    return [frame for frame in view.findChildren(QFrame) if frame.property("role") == "card"]


@pytest.mark.parametrize("width", [480, 620, 845, 1105, 1500])
def test_the_cards_keep_within_a_page_that_becomes_narrower(view: StartView, width: int) -> None:
    view.resize(1500, 700)
    view.show_start(_start())
    view.show()
    QApplication.processEvents()
    view.resize(width, 700)
    QApplication.processEvents()
    assert _cards(view)
    for card in _cards(view):
        right = card.mapTo(view, card.rect().topRight()).x()
        assert right < view.area.viewport().width()


def test_a_shelf_tells_how_many_more_there_are(view: StartView) -> None:
    view.show_start(_start())
    assert "och 2 till" in [w.text() for w in view.findChildren(QLabel)]


def test_the_text_that_names_a_task_first_and_shares_its_words_comes_first() -> None:
    texts = [
        article("anpassning", "Arbetsanpassning", related=("task/sjuk",)),
        article("akut", "Akut frånvaro", related=("task/jul", "task/sjuk")),
        article("nämner", "Nämner den bara i texten"),
        article("rehab", "Rehabilitering dag för dag", related=("task/sjuk", "task/samtal")),
    ]
    found = [text.id for text in nearest(texts, "sjuk", "Sjukfrånvaro och rehabilitering")]
    assert found == ["rehab", "anpassning", "akut", "nämner"]


def test_every_task_of_the_coming_weeks_is_there_before_one_has_its_second_text() -> None:
    many: list[Article] = [article(f"rehab{n}", f"Rehab {n}") for n in range(6)]
    other = article("lon", "Lön")
    due = [("rehab", "Rehabilitering", TODAY), ("lon", "Löneöversyn", TODAY)]
    start = start_page(
        [*many, other],
        (),
        {},
        recent=(),
        due=due,
        for_task={"rehab": many, "lon": [other, many[1]]}.__getitem__,
        today=TODAY,
    )
    assert [entry.article for entry in start.month] == ["rehab0", "lon", "rehab1", "rehab2", "rehab3"]
    assert len(start.month) == FEW
