import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from chefsstod.content.layers import Layer
from chefsstod.features.search.keeper import IndexKeeper, together
from chefsstod.features.search.model import Doc, Kind
from chefsstod.features.search.page import FIRST, SearchPage
from chefsstod.features.search.service import SearchService
from chefsstod.features.search.words import about
from chefsstod.support.changes import Changes
from chefsstod.support.errors import UserError
from chefsstod.support.settings import Theme
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.tasks import Cancelled, InlineTaskRunner, ThreadTaskRunner
from tests.features.search.shop import DOCS, Shop


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path / "data")


@pytest.fixture
def service(shop: Shop) -> Iterator[SearchService]:
    made = shop.make()
    yield made
    made.close()


@pytest.fixture
def signals() -> AppSignals:
    return AppSignals()


Maker = Callable[..., SearchPage]


@pytest.fixture
def make(service: SearchService, signals: AppSignals, qapp: QApplication) -> Iterator[Maker]:
    made: list[SearchPage] = []

    def page(tasks: object = None, recent: tuple[tuple[str, str], ...] = ()) -> SearchPage:
        apply_look(qapp, Theme.LIGHT, 100)
        made.append(SearchPage(search=service, tasks=tasks or InlineTaskRunner(), signals=signals, recent=lambda: recent))  # type: ignore[arg-type]
        made[-1].resize(900, 600)
        made[-1].show()
        made[-1].enter()
        return made[-1]

    yield page
    for each in made:
        each.close()
        each.deleteLater()


@pytest.fixture
def page(make: Maker) -> SearchPage:
    return make()


def titles(page: SearchPage) -> list[str]:
    rows: QAbstractItemModel = page.list.rows
    return [rows.index(place, 0).data() for place in range(rows.rowCount())]


def opened(page: SearchPage) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    page.open_requested.connect(lambda address, words: found.append((address, words)))
    return found


def button(page: SearchPage, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.isVisible() and text in (b.text(), b.accessibleName()))


def test_hits_come_while_she_types_and_enter_opens_the_best(page: SearchPage) -> None:
    heard = opened(page)
    for text in ("l", "lö", "lön"):
        page.search_for(text)
        assert titles(page)[0] == "Lönesamtal"
    page.open_first()
    assert heard == [("chefsstod:article/lonesamtal", "lön")]


def test_the_arrow_keys_of_the_field_go_through_the_hits(page: SearchPage) -> None:
    heard = opened(page)
    page.search_for("lönesamtal")
    page.choose(1)
    page.open_first()
    page.choose(-5)
    page.open_first()
    page.choose(50)
    page.open_first()
    assert [address.partition(":")[2] for address, _words in heard] == ["task/lonesamtal", "article/lonesamtal", "contact/hr"]


def test_a_click_or_enter_in_the_list_opens(page: SearchPage) -> None:
    heard = opened(page)
    page.search_for("skyddsrond")
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=page.list.visualRect(page.list.rows.index(1)).center())
    page.take_keyboard()
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert [address for address, _words in heard] == ["chefsstod:law/aml", "chefsstod:article/rond"]


def test_a_kind_can_be_chosen_and_esc_goes_back_to_all(page: SearchPage) -> None:
    page.search_for("lönesamtal")
    chips = page.view.chips.chips
    assert [chip.text() for chip in chips.values() if chip.isVisible()][1:] == [
        f"{chips[kind].text()}" for kind in (Kind.ARTICLE, Kind.TASK, Kind.CONTACT)
    ]
    assert chips[Kind.TASK].text().endswith(" 1")
    QTest.mouseClick(chips[Kind.TASK], Qt.MouseButton.LeftButton)
    assert titles(page) == ["Lönesamtal om mål"]
    assert chips[Kind.TASK].isChecked()
    assert chips[Kind.CONTACT].isVisible(), "the others can still be chosen"
    assert page.escape()
    assert len(titles(page)) == 3
    assert not page.escape()
    assert chips[None].isChecked()


def test_kinds_are_chosen_by_keyboard(page: SearchPage) -> None:
    page.search_for("lönesamtal")
    page.activateWindow()
    chips = page.view.chips.chips
    assert chips[Kind.ARTICLE].shortcut().toString() == "Alt+2"
    chips[None].setFocus()
    QTest.keyClick(chips[None], Qt.Key.Key_Right)
    QTest.keyClick(chips[Kind.ARTICLE], Qt.Key.Key_Space)
    assert titles(page) == ["Lönesamtal"]
    QTest.keyClick(chips[Kind.ARTICLE], Qt.Key.Key_Up)


def test_a_correction_is_told_and_can_be_taken(page: SearchPage) -> None:
    heard: list[str] = []
    page.words_proposed.connect(heard.append)
    page.search_for("lönesamtla")
    assert "lönesamtla" in page.view.meant.text()
    assert titles(page)[0] == "Lönesamtal"
    QTest.mouseClick(page.view.meant_button, Qt.MouseButton.LeftButton)
    assert heard == ["lönesamtal"]
    page.search_for("lönesamtal")
    assert page.view.meant_row.isHidden()


def test_without_a_hit_it_says_what_to_try(page: SearchPage) -> None:
    proposed: list[str] = []
    wanted: list[str] = []
    page.words_proposed.connect(proposed.append)
    page.write_requested.connect(wanted.append)
    page.search_for("lönesamtal  xyzzyxyzzy")
    assert titles(page) == []
    alone, *_others, write = page.view.without.findChildren(QPushButton)
    QTest.mouseClick(alone, Qt.MouseButton.LeftButton)
    QTest.mouseClick(write, Qt.MouseButton.LeftButton)
    assert (proposed, wanted) == (["lönesamtal"], ["lönesamtal xyzzyxyzzy"])
    page.take_keyboard()
    assert page.focusWidget() is alone


def test_when_the_kind_has_none_it_offers_all_kinds(page: SearchPage) -> None:
    page.search_for("lönesamtal")
    page.choose_kind(Kind.LAW)
    assert titles(page) == []
    QTest.mouseClick(page.view.without.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert len(titles(page)) == 3


def test_with_nothing_written_it_shows_what_she_opened_last(make: Maker) -> None:
    page = make(recent=(("Lönesamtal", "chefsstod:task/lonesamtal"), ("Sidan", "chefsstod:annat/x")))
    heard = opened(page)
    entry = button(page, "Lönesamtal")
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert heard == [("chefsstod:task/lonesamtal", "")]
    page.search_for("lön")
    page.choose_kind(Kind.TASK)
    page.search_for("")
    page.search_for("lön")
    assert len(titles(page)) == 3, "a new search begins with all kinds"


def test_what_changes_is_found_at_once_and_the_chosen_hit_stays(page: SearchPage, shop: Shop, signals: AppSignals) -> None:
    page.search_for("skyddsrond")
    page.choose(1)
    new = replace(DOCS[3], title="Skyddsrond", layer=Layer.OWN)
    signals.changed.emit(shop.change(DOCS[3], new))
    assert titles(page) == ["Skyddsrond", "Arbetsmiljölagen (AML)"]
    current = page.list.current()
    assert current is not None
    assert current.name == "Arbetsmiljölagen (AML)"
    page.hide()
    signals.changed.emit(shop.change(new, None))
    page.show()
    page.enter()
    assert titles(page) == ["Arbetsmiljölagen (AML)"]


def test_while_the_index_is_made_it_says_so_and_shows_the_rest_later(
    make: Maker, signals: AppSignals, qtbot: object, shop: Shop
) -> None:
    tasks, other_work = ThreadTaskRunner(), threading.Event()
    tasks.run(lambda: other_work.wait(5), lambda _result: None, lambda _problem: None)
    page = make(tasks)
    page.search_for("skyddsrond")
    said = page.view.building.text()
    other_work.set()
    signals.changed.emit(shop.change(DOCS[3], replace(DOCS[3], title="Ny skyddsrond")))
    qtbot.waitUntil(lambda: "Ny skyddsrond" in titles(page), timeout=5000)  # type: ignore[attr-defined]
    assert page.view.building.isHidden()
    assert said
    tasks.close()


def test_more_hits_come_when_she_goes_to_the_end(page: SearchPage, shop: Shop, signals: AppSignals) -> None:
    shop.docs += [Doc(Kind.TASK, f"t{number}", f"Brandrond {number:02}", "Släckare och vägar ut.") for number in range(60)]
    shop.mark = "2"
    signals.changed.emit(Changes(articles=frozenset(f"t{number}" for number in range(60))))
    page.search_for("brandrond")
    assert page.list.rows.rowCount() == FIRST
    page.choose(FIRST - 1)
    page.choose(1)
    assert page.list.rows.rowCount() == 60
    current = page.list.current()
    assert current is not None
    assert current.id == f"t{FIRST}"
    assert not page.list.rows.canFetchMore()


def test_a_row_is_read_as_a_whole_sentence(page: SearchPage) -> None:
    page.search_for("lönesamtal")
    interface = QAccessible.queryAccessibleInterface(page.list)
    text = interface.child(0).text(QAccessible.Text.Name)
    assert text.startswith("Lönesamtal, ")
    assert "Lön" in text.split(", ")[2]
    assert "Inför samtalet" in text


def test_the_layer_is_told_where_it_is_not_the_base(service: SearchService, shop: Shop) -> None:
    shop.docs = [replace(DOCS[3], layer=Layer.LOCAL)]
    service.build()
    (hit,) = service.search("skyddsrond").hits
    assert about(hit).split(" · ")[1:] == ["Arbetsmiljö", "Från din arbetsgivare"]


def test_the_rows_are_a_sound_model(page: SearchPage) -> None:
    tester = QAbstractItemModelTester(page.list.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.search_for("lönesamtal")
    page.search_for("xyzzyxyzzy")
    page.search_for("skyddsrond")
    assert tester.model() is page.list.rows


@pytest.mark.parametrize(("theme", "scale", "width"), [(Theme.DARK, 200, 560), (Theme.CONTRAST, 100, 1200)])
def test_it_is_painted_in_every_look_and_size(make: Maker, qapp: QApplication, theme: Theme, scale: int, width: int) -> None:
    page = make()
    apply_look(qapp, theme, scale)
    page.resize(width, 700)
    page.search_for("lönesamtal")
    qapp.processEvents()
    first, second = (page.list.visualRect(page.list.rows.index(place)) for place in (0, 1))
    assert first.bottom() < second.top() + 1
    assert first.right() <= page.list.viewport().width()
    image = page.list.grab(first).toImage()
    colors = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colors) > 3
    apply_look(qapp, Theme.LIGHT, 100)


def test_it_keeps_its_place_over_a_rebuild(make: Maker) -> None:
    page = make()
    page.search_for("lönesamtal")
    page.choose_kind(Kind.TASK)
    other = make()
    other.take_place(page.place())
    assert titles(other) == ["Lönesamtal om mål"]
    other.take_place(None)


def test_the_field_keeps_the_keyboard_and_its_arrow_keys_choose(make: Maker, qapp: QApplication) -> None:
    page, field = make(), QLineEdit()
    page.listen_to(field)
    field.setText("lönesamtal")
    field.show()
    page.enter()
    heard = opened(page)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_A):
        QTest.keyClick(field, key)
    page.open_first()
    assert heard == [("chefsstod:task/lonesamtal", "lönesamtal")]
    assert field.text() == "lönesamtala"
    _what, spot = page.here()
    field.clear()
    page.search_for("")
    page.return_to(("", spot))
    assert field.text() == "lönesamtal"
    page.open_first()
    assert heard[1:] == heard[:1], "the same hit is chosen"
    page.hide()
    QTest.keyClick(field, Qt.Key.Key_Down)
    page.open_first()
    assert heard[2:] == heard[:1], "an arrow key elsewhere is none of its business"
    field.close()
    field.deleteLater()


def test_what_fails_while_the_index_is_made_is_told_to_nobody_unless_it_is_a_fault(
    service: SearchService, signals: AppSignals, qapp: QApplication
) -> None:
    keeper = IndexKeeper(search=service, tasks=InlineTaskRunner(), signals=signals)
    keeper._failed(Cancelled())
    keeper._failed(UserError("Titel", "Text"))
    with pytest.raises(KeyError):
        keeper._failed(KeyError("fault"))
    keeper.begin()
    assert service.ready


def test_changes_that_wait_are_taken_together() -> None:
    both = together(Changes(articles=frozenset({"a"}), packs=True), Changes(articles=frozenset({"b"}), plans=True))
    assert both == Changes(articles=frozenset({"a", "b"}), packs=True, plans=True)
