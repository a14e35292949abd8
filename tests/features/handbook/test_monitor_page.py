"""Routines to look over, by keyboard and mouse: found, told, and dealt with in place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from chefsstod.app.bootstrap import AppContext
from chefsstod.content.links import Link
from chefsstod.features.handbook import monitor_page
from chefsstod.features.handbook.model import ArticleId, Draft
from chefsstod.features.handbook.monitor import Trouble
from chefsstod.features.handbook.monitor_page import MonitorPage
from chefsstod.features.handbook.monitor_view import AT_A_TIME
from chefsstod.features.handbook.service import HandbookService
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.support.changes import Changes
from chefsstod.support.settings import Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack
from tests.conftest import SetClock
from tests.features.handbook.conftest import Layers, local_content

Writer = Callable[..., ArticleId]


@dataclass
class Seat:
    """The page and what is around it."""

    page: MonitorPage
    handbook: HandbookService
    signals: AppSignals
    undo: UndoStack
    qtbot: QtBot

    def enter(self) -> None:
        self.page.enter()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page._timer.isActive())
        QApplication.processEvents()

    @property
    def shown(self) -> list[str]:
        return [card.article.id for card in self.page.cards]

    def text(self) -> str:
        return "\n".join(found.text() for found in self.page.findChildren(QLabel) if found.isVisible())


@pytest.fixture
def seat(handbook: HandbookService, context: AppContext, qtbot: QtBot, qapp: QApplication) -> Iterator[Seat]:
    apply_look(qapp, Theme.LIGHT, 100)
    signals, undo, dialogs = AppSignals(), UndoStack(), RecordingDialogs()
    actions = OccurrenceActions(wheel=context.yearwheel, signals=signals, undo=undo, dialogs=lambda: dialogs)

    def titles(link: Link) -> str | None:
        return None if link.id == "borta" else link.id

    page = MonitorPage(handbook=handbook, titles=titles, actions=actions, signals=signals)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.activateWindow()
    yield Seat(page, handbook, signals, undo, qtbot)
    page.close()


@pytest.fixture
def troubled(routine: Writer) -> None:
    """Three routines: one past its day and resting on an old regulation, one without owner and date, one in order."""
    routine("Nycklar", "Vi följer AFS 2001:1 här.", owner="Enhetschef", review_by=date(2026, 8, 1))
    routine("Brand", "Ring 112 och gå ut på gården.")
    routine("Hygien", "Tvätta händerna ofta och länge.", owner="MAS", review_by=date(2027, 10, 1))


def test_an_empty_handbook_says_what_this_page_is_for(seat: Seat) -> None:
    seat.enter()
    assert seat.shown == []
    assert seat.page.intro.text()
    seat.page.take_keyboard()


def test_what_is_worst_stands_first_and_each_finding_is_a_sentence(seat: Seat, troubled: None) -> None:
    seat.enter()
    assert seat.shown == ["egen-nycklar", "egen-brand"]
    assert "AFS 2001:1" in seat.text()
    seat.page.take_keyboard()
    assert seat.page.cards[0].title.hasFocus()
    assert seat.page.cards[0].accessibleName().startswith("Nycklar. ")


def test_a_filter_shows_one_kind_and_is_kept_over_a_rebuild(seat: Seat, troubled: None) -> None:
    seat.enter()
    seat.page.filters[Trouble.NO_OWNER].click()
    assert seat.shown == ["egen-brand"]
    assert seat.page.filters[Trouble.NO_OWNER].isChecked()
    place = seat.page.place()
    seat.page.filters[None].click()
    assert len(seat.shown) == 2
    seat.page.take_place(place)
    seat.page.take_place("skräp")
    seat.page._stale = True
    seat.enter()
    assert seat.shown == ["egen-brand"]


def test_it_holds_for_another_year_and_undo_says_otherwise(seat: Seat, troubled: None) -> None:
    seat.enter()
    seat.page.cards[0].buttons["holds"].click()
    seat.settle()
    assert seat.handbook.article("egen-nycklar").review_by == date(2027, 11, 23)
    assert seat.page.card("egen-nycklar").title.hasFocus()  # there is still the old regulation
    assert Trouble.PAST not in seat.page.filters
    undone = seat.undo.undo()
    assert undone is not None
    seat.signals.changed.emit(undone[1].changes)
    seat.settle()
    assert Trouble.PAST in seat.page.filters


def test_another_date_is_chosen_in_place(seat: Seat, troubled: None) -> None:
    seat.enter()
    card = seat.page.card("egen-brand")
    card.buttons["date"].click()
    assert card.date_field.hasFocus()
    seat.qtbot.keyClick(card.date_field, Qt.Key.Key_Escape)
    assert card.panel_place.count() == 0
    assert card.title.hasFocus()
    seat.qtbot.keyClick(card.title, Qt.Key.Key_Escape)
    card.buttons["date"].click()
    card.date_save.click()
    seat.settle()
    assert seat.handbook.article("egen-brand").review_by == date(2027, 11, 23)


def test_an_owner_is_named_and_the_keyboard_goes_on_to_what_comes_in_its_place(seat: Seat, routine: Writer) -> None:
    routine("Brand", "Ring 112 och gå ut på gården.", review_by=date(2027, 10, 1))
    routine("Larm", "Kvittera larmet och gå dit genast.", review_by=date(2027, 10, 1))
    seat.enter()
    card = seat.page.cards[0]
    card.buttons["owner"].click()
    assert not card.owner_save.isEnabled()
    seat.qtbot.keyClicks(card.owner_field, "Planerare")
    seat.qtbot.keyClick(card.owner_field, Qt.Key.Key_Return)
    seat.settle()
    assert seat.handbook.article("egen-brand").owner == "Planerare"
    assert seat.shown == ["egen-larm"]
    assert seat.page.cards[0].title.hasFocus()


def test_a_name_with_an_identity_number_is_warned_of(seat: Seat, routine: Writer) -> None:
    routine("Brand", "Ring 112 och gå ut på gården.")
    seat.enter()
    seat.page.cards[0].buttons["owner"].click()
    seat.page.cards[0].owner_field.setText("19121212-1212")
    assert "19121212-1212" in seat.text()


def test_doubles_are_compared_and_one_can_be_removed(seat: Seat, routine: Writer) -> None:
    body = "\n\n".join(f"Steg {n} är att göra det som står i pärmen." for n in range(20))
    more = {"owner": "Chef", "review_by": date(2027, 10, 1)}
    routine("Nycklar", body, **more)
    routine("Rutin för nycklar", body.replace("Steg 3", "Punkt 3 <b>"), **more)
    routine("Nycklar kopia", body, **more)
    seat.enter()
    card = seat.page.card("egen-nycklar")
    card.buttons["compare egen-nycklar-kopia"].click()
    assert seat.page.focusWidget() is card.other_open
    card.buttons["compare egen-rutin-for-nycklar"].click()
    assert "&lt;b&gt;" in seat.text()
    with seat.qtbot.waitSignal(seat.page.open_requested) as asked:
        card.other_open.click()
    assert asked.args == ["chefsstod:article/egen-rutin-for-nycklar"]
    card.buttons["remove"].click()
    seat.settle()
    assert seat.handbook.article("egen-nycklar") is None
    assert seat.shown == ["egen-nycklar-kopia", "egen-rutin-for-nycklar"]


def test_many_differences_are_cut_short(seat: Seat, routine: Writer) -> None:
    routine("Nycklar", "\n\n".join(f"Ord{n} ett två tre" for n in range(40)))
    routine("Rutin för nycklar", "\n\n".join(f"Ord{n} ett två fyra" for n in range(40)))
    seat.enter()
    card = seat.page.cards[0]
    next(made for key, made in card.buttons.items() if key.startswith("compare")).click()
    assert len(card.findChildren(QLabel)) < 60


def test_a_text_is_opened_or_written_in(seat: Seat, troubled: None) -> None:
    seat.enter()
    with seat.qtbot.waitSignal(seat.page.open_requested) as asked:
        seat.page.cards[0].title.click()
    assert asked.args == ["chefsstod:article/egen-nycklar"]
    with seat.qtbot.waitSignal(seat.page.edit_requested) as asked:
        seat.page.cards[0].buttons["edit"].click()
    assert asked.args == ["egen-nycklar"]


def test_a_text_of_a_pack_is_not_changed_but_can_be_made_hers(seat: Seat, layers: Layers, tmp_path: Path) -> None:
    content = local_content(tmp_path / "local")
    layers.local = [replace(content, articles=(replace(content.articles[0], review_by=date(2026, 1, 1)),))]
    seat.enter()
    assert seat.shown == ["nycklar"]
    assert set(seat.page.cards[0].buttons) == {"edit"}
    assert "Exempelkommunen" in seat.text()


def test_what_changes_elsewhere_is_seen(seat: Seat, troubled: None, clock: SetClock) -> None:
    seat.enter()
    _name, saved = seat.handbook.add(Draft("Ny", "Text som är tillräckligt lång."))
    seat.signals.changed.emit(saved.changes)
    seat.settle()
    assert "egen-ny" in seat.shown
    seat.signals.changed.emit(Changes(profile=True))
    assert not seat.page._timer.isActive()
    seat.signals.changed.emit(Changes(directory=frozenset({"contact/hr"})))
    assert not seat.page._timer.isActive()
    seat.enter()
    clock.day = date(2028, 1, 1)
    seat.enter()
    assert "egen-hygien" in seat.shown


def test_a_text_of_a_pack_that_says_the_same_is_compared_but_not_removed(
    seat: Seat, layers: Layers, routine: Writer, tmp_path: Path
) -> None:
    layers.local = [local_content(tmp_path / "local")]
    routine("Nyckelrutin", layers.local[0].articles[0].body)
    seat.enter()
    card = seat.page.card("nycklar")
    card.buttons["compare egen-nyckelrutin"].click()
    assert "remove" not in card.buttons


def test_a_long_look_through_goes_on_after_the_next_frame(seat: Seat, troubled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitor_page, "_SLICE", 0)
    seat.enter()
    assert len(seat.shown) == 2
    seat.enter()
    assert len(seat.shown) == 2


def test_looking_through_waits_while_the_page_is_away(seat: Seat, troubled: None) -> None:
    seat.page.enter()
    seat.page.hide()
    assert not seat.page._timer.isActive()
    seat.page.show()
    seat.settle()
    assert seat.shown


def test_a_long_list_comes_a_part_at_a_time(seat: Seat, routine: Writer) -> None:
    for n in range(AT_A_TIME + 3):
        routine(f"{chr(97 + n % 26) * 6} {n}", f"Text nummer {n} som är tillräckligt lång för att inte vara tom.")
    seat.enter()
    assert len(seat.shown) == AT_A_TIME
    seat.page.more.click()
    assert len(seat.shown) == AT_A_TIME + 3
    assert seat.page.cards[AT_A_TIME].title.hasFocus()
    assert seat.page.more is None


def test_a_filter_that_has_become_empty_gives_way_to_all(seat: Seat, troubled: None) -> None:
    seat.enter()
    seat.page.filters[Trouble.PAST].click()
    seat.page.cards[0].buttons["holds"].click()
    seat.settle()
    assert len(seat.shown) == 2
    assert seat.page.filters[None].isChecked()


def test_a_text_that_has_gone_meanwhile_does_no_harm(seat: Seat, troubled: None) -> None:
    seat.enter()
    seat.handbook.remove("egen-brand")
    seat.page._compare("egen-brand", "egen-borta")
    seat.page._set_owner("egen-brand", "X")
    seat.page._keep_place("egen-borta")
    seat.page._give_focus_back()
    seat.settle()
