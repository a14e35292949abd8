"""The wheel on the screen: what is painted where, what hears what, and what a screen reader is told."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chefsstod.features.yearwheel.filters import OPEN, Filter
from chefsstod.features.yearwheel.model import Category, Kind, Occurrence, OccurrenceKey, Status
from chefsstod.features.yearwheel.span import Unit, span_of, year_span
from chefsstod.features.yearwheel.wheel_page import WheelPage
from chefsstod.features.yearwheel.wheel_paint import lay_out, picture
from chefsstod.features.yearwheel.words import category_name, status_name
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_full
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Changes
from chefsstod.support.settings import Theme
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look, look
from tests.features.yearwheel.wheel_eyes import in_list, on_wheel, seen
from tests.screens.states import hover

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen


@pytest.fixture
def page(wheel_page: WheelPage) -> WheelPage:
    return wheel_page


# ── painting ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
@pytest.mark.parametrize(("scale", "radius", "ratio"), [(100, 310.0, 1.0), (100, 90.0, 2.0), (200, 260.0, 1.0)])
def test_the_picture_is_painted_in_every_look(
    qapp: QApplication, profiled: AppContext, theme: Theme, scale: int, radius: float, ratio: float
) -> None:
    apply_look(qapp, theme, scale)
    service = profiled.yearwheel
    year = service.occurrences(date(2026, 1, 1), date(2026, 12, 31))
    wheel = lay_out(year_span(2026), year, service.today, radius, Category.KVALITET)
    image = picture(wheel, radius, 6, ratio, service.today, whole=True).toImage()
    assert image.width() == image.height() == round(2 * (radius + 6) * ratio)
    assert image.pixelColor(0, 0).alpha() == 0
    colors = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    for category in {o.activity.category for o in year}:
        assert look().color(category.value).name() in colors or radius < 100


def test_a_year_without_tasks_can_be_painted(qapp: QApplication) -> None:
    apply_look(qapp, Theme.LIGHT, 100)
    wheel = lay_out(year_span(2026), [], date(2026, 3, 1), 200, None)
    assert not picture(wheel, 200, 6, 1.0, date(2026, 3, 1), whole=True).isNull()


def test_each_status_looks_different(page: WheelPage, profiled: AppContext, signals: AppSignals) -> None:
    chosen = next(o for o in on_wheel(page) if o.status is Status.PLANNED and o.activity.lead_days > 20)
    service = profiled.yearwheel
    looks = [seen(page)]
    for change in (service.mark_started, service.mark_done, lambda key: service.skip(key, "nej")):
        signals.changed.emit(change(chosen.key).changes)
        looks.append(seen(page))
    assert all(one != other for n, one in enumerate(looks) for other in looks[:n])


def test_the_picture_is_kept_until_something_changes(page: WheelPage, profiled: AppContext, signals: AppSignals) -> None:
    kept = page.wheel._picture()
    hover(page, page.wheel.place_of(on_wheel(page)[40].key))
    seen(page)
    assert page.wheel._picture() is kept
    signals.changed.emit(profiled.yearwheel.mark_done(on_wheel(page)[40].key).changes)
    assert page.wheel._picture() is not kept


# ── one year, two views ──────────────────────────────────────────────────────


def test_wheel_and_list_hold_the_same_in_the_same_order(page: WheelPage) -> None:
    assert len(on_wheel(page)) > 60
    assert on_wheel(page) == in_list(page)
    assert {o.activity.kind for o in on_wheel(page)} == {Kind.CALENDAR}


def test_what_one_selects_the_other_shows(page: WheelPage) -> None:
    chosen = on_wheel(page)[12]
    page.list.select(chosen.key)
    assert page.wheel.current() == chosen
    other = on_wheel(page)[50]
    QTest.mouseClick(page.wheel.viewport(), Qt.MouseButton.LeftButton, pos=page.wheel.place_of(other.key))
    assert page.list.current() == other
    assert page.list.viewport().rect().contains(page.list.visualRect(page.list.currentIndex()).center())


def test_a_change_elsewhere_is_seen_and_the_selection_is_kept(page: WheelPage, profiled: AppContext, signals: AppSignals) -> None:
    chosen = next(o for o in on_wheel(page) if o.status is Status.PLANNED)
    page.select(chosen.key)
    signals.changed.emit(profiled.yearwheel.mark_done(chosen.key).changes)
    assert page.wheel.current().key == chosen.key
    assert page.wheel.current().status is Status.DONE
    assert page.wheel.arc_of(chosen.key).occurrence.status is Status.DONE


def test_a_hidden_page_reads_when_it_is_entered(page: WheelPage, profiled: AppContext, signals: AppSignals) -> None:
    chosen = next(o for o in on_wheel(page) if o.status is Status.PLANNED)
    page.hide()
    signals.changed.emit(profiled.yearwheel.mark_done(chosen.key).changes)
    signals.changed.emit(Changes())
    page.show()
    page.enter()
    assert page.wheel.arc_of(chosen.key).occurrence.status is Status.DONE


def test_the_legend_counts_the_year_and_filters_it(page: WheelPage) -> None:
    counts = {c: sum(o.activity.category is c for o in on_wheel(page)) for c in Category}
    names = {c: entry.accessibleName() for c, entry in page.legend.entries.items()}
    page.legend.entries[Category.PERSONAL].click()
    assert {o.activity.category for o in on_wheel(page)} == {Category.PERSONAL}
    assert in_list(page) == on_wheel(page)
    assert all(str(counts[c]) in names[c] and category_name(c) in names[c] for c in Category)
    assert {c: entry.accessibleName() for c, entry in page.legend.entries.items()} == names
    page.legend.entries[Category.PERSONAL].click()
    assert len(on_wheel(page)) == sum(counts.values())


def test_slack_weeks_are_told_only_when_nothing_is_filtered_away(page: WheelPage) -> None:
    assert page.wheel._whole
    page.status.setCurrentIndex(page.status.findData("open"))
    assert all(o.open for o in on_wheel(page))
    assert not page.wheel._whole


def test_when_the_filter_hides_everything_there_is_a_way_back(page: WheelPage) -> None:
    page.wheel.setFocus()
    page.status.setCurrentIndex(page.status.findData(Status.STARTED.value))
    assert not in_list(page)
    assert page.empty_text.isVisible()
    assert page.empty_button.hasFocus()
    page.empty_button.click()
    assert page.wheel.isVisible()
    assert on_wheel(page)


def test_years_are_stepped_and_end_somewhere(page: WheelPage) -> None:
    page.later.click()
    assert page.year == page.wheel.wheel.year == 2027
    assert page.wheel.wheel.hand is None
    page.now.click()
    assert page.year == 2026
    page.show_year(1492)
    assert page.year == 2000
    assert not page.empty_button.isVisible() or on_wheel(page)


def test_the_place_can_be_taken_up_by_another_page(page: WheelPage) -> None:
    page.show_year(2027)
    page.shared.set(Filter(status=OPEN, categories=frozenset({Category.KVALITET})))
    place, shown = page.place(), on_wheel(page)
    page.show_year(2026)
    page.clear_filter()
    page.take_place(place)
    assert (page.place(), on_wheel(page)) == (place, shown)


@pytest.mark.parametrize(("size", "list_seen"), [((1160, 680), True), ((760, 680), False), ((560, 640), False)])
def test_where_it_is_narrow_the_list_gives_way(page: WheelPage, size: tuple[int, int], list_seen: bool) -> None:
    page.resize(*size)
    QApplication.processEvents()
    assert page.list.isVisible() is list_seen
    assert all(entry.isVisible() for entry in page.legend.entries.values())
    assert page.wheel.width() > 300
    assert page.wheel.height() > 300


# ── hit test, hover, rings, zoom ─────────────────────────────────────────────


def test_every_arc_is_found_at_its_head(page: WheelPage) -> None:
    for arc in page.wheel.wheel.arcs:
        index = page.wheel.indexAt(page.wheel.place_of(arc.occurrence.key))
        assert page.wheel.rows.row(index.row()) == arc.occurrence


def test_a_text_beside_its_arc_belongs_to_it(page: WheelPage) -> None:
    arc = next(a for a in page.wheel.wheel.arcs if a.label.place == "after" and a.number is None)
    middle = (arc.label.start + arc.label.end) / 2
    point = page.wheel._pen(None).point(arc.label.radius, middle).toPoint()
    assert page.wheel.arc_at(point) == arc


def test_beside_the_wheel_nothing_is_found(page: WheelPage) -> None:
    middle = page.wheel.viewport().rect().center()
    assert not page.wheel.indexAt(QPoint(1, 1)).isValid()
    assert not page.wheel.indexAt(middle).isValid()
    QTest.mouseClick(page.wheel.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert page.wheel.place_of(OccurrenceKey("nej", date(2026, 1, 1))) == QPoint()


def test_hover_lifts_one_arc_and_leaving_lets_it_down(page: WheelPage) -> None:
    before = seen(page)
    hover(page, page.wheel.place_of(on_wheel(page)[40].key))
    assert page.wheel.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert seen(page) != before
    hover(page, QPoint(1, 1))
    assert page.wheel.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor
    assert seen(page) == before


def test_the_mark_of_a_ring_widens_it_and_lets_it_go(page: WheelPage) -> None:
    def width() -> float:
        ring = next(r for r in page.wheel.wheel.rings if r.category is Category.EKONOMI)
        return ring.outer - ring.inner

    before = width()
    for expected in (Category.EKONOMI, None):
        ring = page.wheel.wheel.rings[0]
        place = page.wheel._pen(None).point((ring.inner + ring.outer) / 2, 0).toPoint()
        QTest.mouseClick(page.wheel.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert page.wheel.focused_ring is expected
        assert (width() > before * 1.2) is (expected is not None)


def test_the_mouse_wheel_comes_nearer_with_ctrl_only_at_the_day_under_it(page: WheelPage) -> None:
    def turn(keys: Qt.KeyboardModifier, by: int = 120) -> None:
        port, nothing = page.wheel.viewport(), Qt.MouseButton.NoButton
        place = QPointF(page.wheel.place_of_day(date(2026, 5, 1)))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(place, QPointF(port.mapToGlobal(place)), QPoint(), QPoint(0, by), nothing, keys, phase, False)
        QApplication.sendEvent(port, event)

    turn(Qt.KeyboardModifier.NoModifier)
    assert page.span.unit is Unit.YEAR
    turn(Qt.KeyboardModifier.ControlModifier, 60)
    assert page.span.unit is Unit.YEAR
    turn(Qt.KeyboardModifier.ControlModifier, 60)
    assert page.span == span_of(Unit.QUARTER, date(2026, 5, 1))
    turn(Qt.KeyboardModifier.ControlModifier, -120)
    assert page.span.unit is Unit.YEAR


# ── keyboard and screen reader ───────────────────────────────────────────────


def test_the_keys_walk_open_and_mark(page: WheelPage, profiled: AppContext) -> None:
    asked: list[OccurrenceKey] = []
    page.occurrence_requested.connect(asked.append)
    page.wheel.setFocus()
    QTest.keyClick(page.wheel, Qt.Key.Key_Home)
    assert page.wheel.current() == on_wheel(page)[0]
    QTest.keyClick(page.wheel, Qt.Key.Key_Right)
    assert page.wheel.current() == on_wheel(page)[1]
    QTest.keyClick(page.wheel, Qt.Key.Key_End)
    assert page.list.current() == on_wheel(page)[-1]
    QTest.keyClick(page.wheel, Qt.Key.Key_Return)
    assert asked == [on_wheel(page)[-1].key]
    QTest.keyClick(page.wheel, Qt.Key.Key_Space)
    assert page.wheel.current().status is Status.DONE
    assert profiled.yearwheel.occurrence(asked[0]).status is Status.DONE
    QTest.keyClick(page.wheel, Qt.Key.Key_F)
    assert page.wheel.focused_ring is page.wheel.current().activity.category
    QTest.keyClick(page.wheel, Qt.Key.Key_PageDown)
    assert page.year == 2027
    QTest.keyClick(page.wheel, Qt.Key.Key_PageUp)
    QTest.keyClick(page.wheel, Qt.Key.Key_Tab)
    assert not page.wheel.hasFocus()


def test_the_focus_and_the_selection_are_seen(page: WheelPage) -> None:
    page.list.clearSelection()
    page.wheel.setFocus()
    focused = seen(page)
    page.later.setFocus()
    assert seen(page) != focused
    page.wheel.setFocus()
    assert seen(page) == focused
    QTest.keyClick(page.wheel, Qt.Key.Key_Right)
    assert seen(page) != focused


def test_a_screen_reader_finds_every_task_with_date_status_ring_and_place(page: WheelPage) -> None:
    interface = QAccessible.queryAccessibleInterface(page.wheel)
    assert interface.role() is QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == _("{period} as a wheel").format(period="2026")
    rows = page.wheel.rows
    assert interface.childCount() == rows.rowCount()
    told = 0
    for place in range(rows.rowCount()):
        row = rows.row(place)
        if not isinstance(row, Occurrence):
            continue
        item = interface.child(place)
        text = item.text(QAccessible.Text.Name)
        assert text.startswith(row.activity.title)
        for part in (day_full(row.due), status_name(row.status), category_name(row.activity.category)):
            assert part in text
        assert item.rect().isValid()
        told += 1
    assert told == len(on_wheel(page))


def test_a_screen_reader_knows_which_one_is_chosen(page: WheelPage) -> None:
    page.wheel.setFocus()
    QTest.keyClick(page.wheel, Qt.Key.Key_Right)
    interface = QAccessible.queryAccessibleInterface(page.wheel)
    place = page.wheel.rows.index_of(page.wheel.current().key)
    state = interface.child(place).state()
    assert state.selected
    assert state.focused
