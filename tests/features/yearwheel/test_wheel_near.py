"""The wheel from far to near and back, and tasks that are moved on it by hand and by key."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chefsstod.features.yearwheel.filters import Filter
from chefsstod.features.yearwheel.geometry import StepMark
from chefsstod.features.yearwheel.model import Kind, Occurrence, OccurrenceKey, Status
from chefsstod.features.yearwheel.span import Unit, span_of, year_span
from chefsstod.features.yearwheel.wheel_page import WheelPage
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.shell.context import AppContext
from tests.features.yearwheel.wheel_eyes import in_list, on_wheel, seen
from tests.screens.states import hover

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen


@pytest.fixture
def page(wheel_page: WheelPage) -> WheelPage:
    return wheel_page


# ── near and far ─────────────────────────────────────────────────────────────


def test_from_the_year_to_a_day_and_back_by_key(page: WheelPage) -> None:
    chosen = next(o for o in on_wheel(page) if o.due.month == 4 and o.status is Status.SKIPPED)
    page.select(chosen.key)
    page.wheel.setFocus()
    for unit in (Unit.QUARTER, Unit.MONTH, Unit.DAY):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Plus)
        assert page.span == span_of(unit, chosen.due)
        assert chosen.key in {o.key for o in in_list(page)}
    assert page.day.isVisible()
    assert page.day.current().key == chosen.key
    assert not page.larger.isEnabled()
    for unit in (Unit.MONTH, Unit.QUARTER, Unit.YEAR):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
        assert page.span.unit is unit
        assert page.wheel.hasFocus()
    assert page.wheel.current().key == chosen.key
    QTest.keyClick(page.wheel, Qt.Key.Key_Minus)
    assert page.span == year_span(2026)


def test_a_month_holds_its_routines_and_what_is_under_way(page: WheelPage) -> None:
    page.show_span(span_of(Unit.MONTH, date(2026, 11, 1)))
    shown = [arc.occurrence for arc in page.wheel.wheel.everything]
    assert shown == in_list(page)
    assert {o.activity.kind for o in shown} == {Kind.CALENDAR, Kind.ROUTINE}
    assert any(o.due > date(2026, 11, 30) for o in shown)
    page.shared.set(Filter(routines=False))
    assert {o.activity.kind for o in in_list(page)} == {Kind.CALENDAR}


def test_a_click_on_a_month_comes_to_it_and_one_on_a_day_to_the_day(page: WheelPage) -> None:
    def click(day: date) -> None:
        QTest.mouseClick(page.wheel.viewport(), Qt.MouseButton.LeftButton, pos=page.wheel.place_of_day(day))

    click(date(2026, 7, 1))
    assert page.span == span_of(Unit.MONTH, date(2026, 7, 1))
    assert page.wheel.isVisible()
    click(date(2026, 7, 17))
    assert page.span == span_of(Unit.DAY, date(2026, 7, 17))
    assert page.day.isVisible()


def test_a_double_click_on_the_ground_comes_nearer_and_the_hub_leads_back(page: WheelPage) -> None:
    wheel = page.wheel
    ring = wheel.wheel.rings[0]
    bare = (wheel._pen(None).point((ring.inner + ring.outer) / 2, angle).toPoint() for angle in range(10, 350))
    place = next(point for point in bare if wheel.arc_at(point) is None)
    day = wheel.day_at(place)
    QTest.mouseDClick(wheel.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.span == span_of(Unit.QUARTER, day)
    QTest.mouseClick(wheel.viewport(), Qt.MouseButton.LeftButton, pos=wheel.viewport().rect().center())
    assert page.span.unit is Unit.YEAR


def test_the_crumbs_say_where_one_is_and_lead_back(page: WheelPage) -> None:
    page.show_span(span_of(Unit.DAY, date(2026, 3, 12)))
    names = [made.text() for made in page.crumbs.buttons]
    assert names == ["2026", _("Q{number}").format(number=1), "mars"]
    assert page.title.text() == "12 mars"
    page.crumbs.buttons[2].click()
    assert page.span == span_of(Unit.MONTH, date(2026, 3, 1))
    page.later.click()
    assert page.span == span_of(Unit.MONTH, date(2026, 4, 1))
    assert page.escape()
    assert page.span.unit is Unit.QUARTER
    page.show_year(2026)
    assert not page.escape()


def test_a_year_can_begin_in_any_month(page: WheelPage) -> None:
    menu = page.more_menu()
    inner = menu.actions()[-1].menu()
    next(action for action in inner.actions() if action.text() == "juli").trigger()
    assert page.span == year_span(2026, 7)
    assert page.title.text() == "2026/27"
    assert all(date(2026, 7, 1) <= o.due <= date(2027, 6, 30) for o in in_list(page))
    assert page.year == 2026
    page.later.click()
    assert page.title.text() == "2027/28"
    assert page._settings.current.year_start == 7


def test_the_marks_of_steps_and_the_load_are_shown_when_they_are_asked_for(page: WheelPage) -> None:
    assert len(page.more_menu().actions()) == 1
    page._has_steps = page._has_heat = True
    page._step_marks = lambda occurrences, _today: [
        StepMark(o, step.id, step.text, o.step_date(step), collides=place == 1)
        for o in occurrences
        for place, step in enumerate(o.activity.steps)
    ]
    page._load = lambda span: dict.fromkeys(span.weeks(), 1.2)
    before = seen(page)
    for text in (_("Show steps"), _("Show workload")):
        next(action for action in page.more_menu().actions() if action.text() == text).trigger()
    assert seen(page) != before
    mark = next(mark for mark in page.wheel.wheel.marks if mark.step.collides)
    hover(page, page.wheel._pen(None).point(mark.radius, mark.angle).toPoint())
    told = seen(page)
    bar = page.wheel.wheel.heat.bars[10]
    hover(page, page.wheel._pen(None).point((bar.inner + bar.outer) / 2, (bar.week.start + bar.week.end) / 2).toPoint())
    assert seen(page) != told
    place = page.place()
    assert place.steps
    assert place.heat


# ── moving by hand ───────────────────────────────────────────────────────────


def drag(page: WheelPage, occurrence: Occurrence, days: int) -> None:
    port, wheel = page.wheel.viewport(), page.wheel
    arc = wheel.arc_of(occurrence.key)
    turn = days * (360 - wheel.wheel.proportions.gutter) / page.span.days
    end = wheel._pen(None).point(arc.radius, (arc.head + arc.end) / 2 + turn).toPoint()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=wheel.place_of(occurrence.key))
    hover(page, (wheel.place_of(occurrence.key) * 2 + end) / 3)
    hover(page, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


@pytest.fixture
def ahead(page: WheelPage) -> Occurrence:
    page.show_span(span_of(Unit.QUARTER, date(2026, 12, 1)))
    return next(o for o in on_wheel(page) if o.status is Status.PLANNED and date(2026, 11, 24) < o.due < date(2026, 12, 15))


def test_a_drag_asks_and_moves_this_one_alone(page: WheelPage, ahead: Occurrence, profiled: AppContext) -> None:
    page._moves._move_series = lambda _o, _to: None
    drag(page, ahead, 6)
    asked = page._moves.asked
    to = page.wheel._carried.to
    assert abs((to - ahead.due).days - 6) <= 1
    assert day_short(to) in asked.text.text()
    assert asked.one.hasFocus()
    QTest.keyClick(asked.one, Qt.Key.Key_Return)
    assert profiled.yearwheel.occurrence(ahead.key).due == to
    assert page._moves.asked is None
    assert page.wheel.hasFocus()
    assert page.wheel._carried is None


def test_a_drag_can_move_all_that_follow(page: WheelPage, ahead: Occurrence, profiled: AppContext) -> None:
    moved: list[tuple[OccurrenceKey, date]] = []
    page._moves._move_series = lambda o, to: moved.append((o.key, to))
    drag(page, ahead, 4)
    to = page.wheel._carried.to
    QApplication.processEvents()
    assert page._moves.asked.one.hasFocus()
    page._moves.asked.all.click()
    assert moved == [(ahead.key, to)]
    assert profiled.yearwheel.occurrence(ahead.key).due == ahead.due


def test_esc_lets_go_and_so_does_a_click_elsewhere(page: WheelPage, ahead: Occurrence, profiled: AppContext) -> None:
    drag(page, ahead, 4)
    QTest.keyClick(page._moves.asked.one, Qt.Key.Key_Escape)
    assert page._moves.asked is None
    drag(page, ahead, 4)
    page.list.setFocus()
    assert page._moves.asked is None
    assert profiled.yearwheel.occurrence(ahead.key).due == ahead.due


def test_where_there_is_no_series_only_this_one_can_be_moved(page: WheelPage, ahead: Occurrence) -> None:
    drag(page, ahead, 4)
    assert page._moves.asked.all.isHidden()
    page._moves.asked.no.click()
    assert page.wheel._carried is None


def test_what_is_done_stays_where_it_was_and_a_short_pull_is_a_click(
    page: WheelPage, ahead: Occurrence, profiled: AppContext
) -> None:
    asked: list[OccurrenceKey] = []
    page.occurrence_requested.connect(asked.append)
    drag(page, ahead, 0)
    assert asked == [ahead.key]
    page._actions.done(ahead)
    drag(page, ahead, 5)
    assert page._moves.asked is None


def test_keys_carry_a_task_by_day_and_week_and_ask_at_the_end(page: WheelPage, ahead: Occurrence, profiled: AppContext) -> None:
    page.select(ahead.key)
    page.wheel.setFocus()
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.wheel, Qt.Key.Key_Down, shift)
    QTest.keyClick(page.wheel, Qt.Key.Key_Right)
    QTest.keyClick(page.wheel, Qt.Key.Key_Left, shift)
    assert page.wheel._carried.to == ahead.due + timedelta(days=7)
    seen(page)
    QTest.keyClick(page.wheel, Qt.Key.Key_Return)
    page._moves.asked.one.click()
    assert profiled.yearwheel.occurrence(ahead.key).due == ahead.due + timedelta(days=7)
    QTest.keyClick(page.wheel, Qt.Key.Key_Right, shift)
    QTest.keyClick(page.wheel, Qt.Key.Key_Escape)
    assert page.wheel._carried is None
    QTest.keyClick(page.wheel, Qt.Key.Key_Right, shift)
    QTest.keyClick(page.wheel, Qt.Key.Key_Left)
    QTest.keyClick(page.wheel, Qt.Key.Key_Return)
    assert page._moves.asked is None


def test_m_opens_what_there_is_to_move_it_with(page: WheelPage, ahead: Occurrence) -> None:
    asked: list[OccurrenceKey] = []
    page.occurrence_requested.connect(asked.append)
    page.select(ahead.key)
    QTest.keyClick(page.wheel, Qt.Key.Key_M)
    assert asked == [ahead.key]


# ── movement ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("inward", [True, False])
def test_one_level_fades_into_the_next(page: WheelPage, monkeypatch: pytest.MonkeyPatch, inward: bool) -> None:
    """There is no movement without a screen: here it is wanted all the same, and looked at on its way."""
    month = span_of(Unit.MONTH, date(2026, 5, 1))
    page.show_span(year_span(2026) if inward else month)
    seen(page)
    assert not page.wheel.motion.running
    monkeypatch.setattr("chefsstod.features.yearwheel.wheel_surface.wanted", lambda _widget: True)
    page.show_span(month if inward else year_span(2026))
    assert page.wheel.motion.running
    page.wheel.motion.setCurrentTime(60)
    on_its_way = page.wheel.viewport().grab().toImage()
    page.wheel.motion.setCurrentTime(120)
    assert not page.wheel.motion.running
    assert page.wheel.viewport().grab().toImage() != on_its_way
