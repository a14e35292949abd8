"""The small card beside a task or a text."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from chefsstod.features.directory.card import cards_for
from chefsstod.features.directory.service import DirectoryService
from chefsstod.support.settings import Theme
from chefsstod.ui.parts import column
from chefsstod.ui.style import apply_look
from tests.screens.measure import faults


class Beside:
    """What the cards speak to."""

    def __init__(self, directory: DirectoryService) -> None:
        self.directory = directory
        self.opened: list[str] = []
        self.told: list[str] = []
        self.holder = QWidget()

    def cards(self, *addresses: str) -> list[QWidget]:
        made = cards_for(addresses, directory=self.directory, opened=self.opened.append, told=self.told.append)
        self.holder.setLayout(column(*made, None))
        self.holder.resize(300, 800)
        self.holder.show()
        QApplication.processEvents()
        return made


@pytest.fixture
def beside(qapp: QApplication, directory: DirectoryService) -> Iterator[Beside]:
    apply_look(qapp, Theme.LIGHT, 100)
    made = Beside(directory)
    yield made
    made.holder.close()
    made.holder.deleteLater()


def words(card: QWidget) -> str:
    return "\n".join(
        label.text().replace("\u200b", "").replace("\u2011", "-").replace("\u00a0", " ") for label in card.findChildren(QLabel)
    )


def test_a_filled_contact_shows_its_numbers_and_copies_them(beside: Beside) -> None:
    hr = beside.directory.contact("hr")
    assert hr is not None
    beside.directory.save_contact(
        replace(hr, name="Åsa Öberg", phone="010-1", email="asa.oberg.med.langt.namn@forvaltningen.example.org")
    )
    (card,) = beside.cards("contact/hr", "chefsstod:contact/hr")
    assert all(piece in words(card) for piece in ("Åsa Öberg", "010-1", "asa.oberg.med.langt.namn@forvaltningen.example.org"))
    buttons = {button.accessibleName().split()[0] + str(n): button for n, button in enumerate(card.findChildren(QToolButton))}
    assert len(buttons) == 3
    for button in buttons.values():
        button.click()
    assert QGuiApplication.clipboard().text().startswith("asa.oberg")
    assert beside.opened == ["mailto:asa.oberg.med.langt.namn@forvaltningen.example.org"]
    assert len(beside.told) == 2
    card.head.click()  # type: ignore[attr-defined]
    assert beside.opened[-1] == "chefsstod:contact/hr"
    assert faults(beside.holder) == []


def test_an_empty_one_leads_to_where_it_is_filled_in(beside: Beside) -> None:
    (card,) = beside.cards("contact/mas")
    card.fill.click()  # type: ignore[attr-defined]
    assert beside.opened == ["chefsstod:contact/mas"]
    assert faults(beside.holder) == []


def test_a_system_tells_who_helps(beside: Beside) -> None:
    system, helper = beside.directory.system("lonesystem"), beside.directory.contact("lonespecialist")
    assert system is not None
    assert helper is not None
    beside.directory.save_system(replace(system, local_name="Lönebladet", access="Fråga IT."))
    beside.directory.save_contact(replace(helper, name="Kåre", phone="010-2"))
    (card,) = beside.cards("system/lonesystem")
    assert all(piece in words(card) for piece in ("Fråga IT.", "Kåre · 010-2"))


def test_what_does_not_exist_or_is_put_away_has_no_card(beside: Beside) -> None:
    beside.directory.hide("contact/mentor")
    assert beside.cards("contact/finns-inte", "contact/mentor", "task/lonesamtal", "skräp", "system/finns-inte") == []
