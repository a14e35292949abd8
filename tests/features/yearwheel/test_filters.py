"""The filter that all views follow: what it lets through, how it is chosen, and how it is told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.filter_bar import FilterBar, SharedFilter, StayMenu, unit_name
from chefsstod.features.yearwheel.filters import ANY_UNIT, OPEN, Filter
from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Kind, Occurrence, Rule, Status
from chefsstod.features.yearwheel.words import category_name, layer_name
from chefsstod.i18n import _
from chefsstod.ui.parts import column

DAY = date(2026, 3, 2)


def occurrence(status: Status = Status.PLANNED, **activity: object) -> Occurrence:
    values: dict[str, object] = {"category": Category.EKONOMI, **activity}
    made = Activity(ActivityId("a"), "A", rule=Rule("FREQ=YEARLY"), **values)  # type: ignore[arg-type]
    return Occurrence(made, DAY, DAY, status)


@pytest.mark.parametrize(
    ("chosen", "shown", "hidden"),
    [
        (Filter(categories=frozenset({Category.EKONOMI})), {}, {"category": Category.PERSONAL}),
        (Filter(varies=True), {"varies": "nämnden"}, {}),
        (Filter(layers=frozenset({Layer.OWN})), {"layer": Layer.OWN}, {"layer": Layer.LOCAL}),
        (Filter(routines=False), {}, {"kind": Kind.ROUTINE}),
        (Filter(unit="lss"), {"service_types": frozenset({"lss"})}, {"service_types": frozenset({"sabo"})}),
        (Filter(unit="lss"), {"service_types": frozenset({"all"})}, {"service_types": frozenset({"ifo"})}),
    ],
)
def test_each_part_lets_through_what_it_names(chosen: Filter, shown: dict[str, object], hidden: dict[str, object]) -> None:
    assert chosen.fits(occurrence(**shown))
    assert not chosen.fits(occurrence(**hidden))
    assert not chosen.empty


def test_the_status_is_one_or_all_that_is_open() -> None:
    assert Filter(status=OPEN).fits(occurrence(Status.LATE))
    assert not Filter(status=OPEN).fits(occurrence(Status.DONE))
    assert Filter(status="done").fits(occurrence(Status.DONE))
    assert not Filter(status="done").fits(occurrence(Status.SKIPPED))


def test_an_empty_filter_and_one_for_every_unit_take_nothing_away() -> None:
    assert all(Filter().fits(occurrence(status)) for status in Status)
    assert Filter(unit=ANY_UNIT).fits(occurrence(service_types=frozenset({"ifo"})))
    assert Filter().empty
    assert Filter(unit=ANY_UNIT).other_unit


def test_the_shared_filter_tells_only_of_changes() -> None:
    shared, told = SharedFilter(), []
    shared.changed.connect(lambda: told.append(shared.current))
    shared.set(Filter())
    shared.set(Filter(varies=True))
    shared.set(Filter(varies=True))
    assert told == [Filter(varies=True)]


@pytest.fixture
def bar(qapp: QApplication) -> Iterator[FilterBar]:
    items = [occurrence(), occurrence(Status.DONE), occurrence(category=Category.PERSONAL, varies="nämnden")]
    page = QWidget()
    made = FilterBar(page, SharedFilter(), count=lambda chosen: sum(map(chosen.fits, items)), rings=True, routines=True)
    page.setLayout(column(made.status, made.more, made.chips))
    yield made
    page.deleteLater()


def entries(menu: StayMenu) -> dict[str, object]:
    return {action.text(): action for action in menu.actions() if action.text()}


def test_the_menu_offers_everything_with_numbers_and_chooses_it(bar: FilterBar) -> None:
    menu = bar.make_menu()
    offered = entries(menu)
    assert f"{category_name(Category.EKONOMI)}  (2)" in offered
    assert f"{_('Varies locally')}  (1)" in offered
    for name in (
        f"{category_name(Category.PERSONAL)}  (1)",
        f"{_('Varies locally')}  (1)",
        f"{layer_name(Layer.OWN)}  (0)",
        _("Show recurring routines"),
    ):
        offered[name].trigger()
    chosen = bar._shared.current
    assert chosen == Filter(categories=frozenset({Category.PERSONAL}), varies=True, layers=frozenset({Layer.OWN}), routines=False)
    assert bar.more.text() == _("Filter ({n})").format(n=4)
    for title, text, expected in (
        (_("Status"), _("Still open"), replace(chosen, status=OPEN)),
        (_("Kind of unit"), unit_name("lss"), replace(chosen, status=OPEN, unit="lss")),
    ):
        inner = offered[title].menu()
        next(action for action in inner.actions() if action.text() == text).trigger()
        assert bar._shared.current == expected
    offered[_("Clear the filter")].trigger()
    assert bar._shared.current.empty
    menu.deleteLater()


def test_what_is_chosen_stands_as_chips_that_let_it_go(bar: FilterBar) -> None:
    assert bar.chips.isHidden()
    chosen = Filter(
        categories=frozenset({Category.PERSONAL}), unit=ANY_UNIT, varies=True, layers=frozenset({Layer.LOCAL}), routines=False
    )
    bar._shared.set(chosen)
    names = [chip.text() for chip in bar.chips.buttons]
    expected = [category_name(Category.PERSONAL), unit_name(ANY_UNIT), _("Varies locally"), layer_name(Layer.LOCAL)]
    assert names == [*expected, _("Without routines")]
    while bar.chips.buttons:
        bar.chips.buttons[0].click()
    assert bar._shared.current.empty
    assert bar.chips.isHidden()


def test_rings_have_chips_only_where_the_page_has_no_choice_of_its_own(bar: FilterBar) -> None:
    bar._shared.set(Filter(categories=frozenset({Category.PERSONAL})))
    bar.tell_rings(rings=False)
    assert not bar.chips.buttons
    bar.tell_rings(rings=True)
    assert len(bar.chips.buttons) == 1


def test_the_choice_of_status_and_the_filter_follow_each_other(bar: FilterBar) -> None:
    bar.status.setCurrentIndex(bar.status.findData(Status.LATE.value))
    assert bar._shared.current.status == "late"
    bar._shared.set(Filter())
    assert bar.status.currentIndex() == 0


@pytest.mark.qt_log_ignore("does not support", extend=True)  # grabbing and raising: what the offscreen platform cannot do
def test_the_menu_stays_while_one_ticks(bar: FilterBar) -> None:
    menu = bar.make_menu()
    menu.popup(QPoint(0, 0))
    first, second = menu.actions()[:2]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(first).center())
    menu.setActiveAction(second)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert len(bar._shared.current.categories) == 2
    menu.close()
    menu.deleteLater()
