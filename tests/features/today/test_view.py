"""Idag: what a day shows, from nothing at all to far too much."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.features.today.view import LONGEST_LIST, TodayView
from chefsstod.features.today.words import day_of_year_cycle, three_heading
from chefsstod.features.yearwheel.model import Agenda
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import Theme
from chefsstod.ui.style import apply_look
from tests.conftest import SetClock

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen


@pytest.fixture
def view(qapp: QApplication) -> TodayView:
    apply_look(qapp, Theme.LIGHT, 100)
    made = TodayView()
    made.resize(1100, 700)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def _show(view: TodayView, agenda: Agenda, *, set_up: bool = True, start: date | None = None) -> str:
    view.show_agenda(agenda, unit="Norra", start=start, set_up=set_up, closed_card=True)
    QApplication.processEvents()
    return "\n".join(
        [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
        + [button.accessibleName() or button.text() for button in _buttons(view)]
    )


def _buttons(view: TodayView) -> list[QAbstractButton]:
    return [button for button in view.findChildren(QAbstractButton) if button.isVisible()]


EMPTY = Agenda(date(2026, 7, 6), (), (), (), (), (), (), ())


def test_an_empty_day_says_so_kindly(view: TodayView) -> None:
    text = _show(view, EMPTY)
    assert _("Nothing is late, due or waiting to be started.") in text
    assert three_heading(0) in text


def test_a_holiday_is_told(view: TodayView) -> None:
    from dataclasses import replace

    assert "jul" in _show(view, replace(EMPTY, today=date(2026, 12, 24))).casefold()


def test_without_answers_the_questions_are_offered(view: TodayView) -> None:
    assert _("Answer the questions") in _show(view, EMPTY, set_up=False)
    assert _("Answer the questions") not in _show(view, EMPTY)


def test_far_too_much_is_shown_as_three_things_and_a_number(view: TodayView, context: AppContext) -> None:
    context.profiles.save(Profile(ServiceType.SABO, date(2026, 1, 12)))
    agenda = context.yearwheel.agenda()
    assert len(agenda.late) > 20
    text = _show(view, agenda)
    assert str(len(agenda.late) - 3) in text
    assert _("Begin from today") in text
    asked: list[str] = []
    view.late_requested.connect(lambda: asked.append("late"))
    view.list_requested.connect(lambda: asked.append("list"))
    next(button for button in _buttons(view) if str(len(agenda.late) - 3) in button.text()).click()
    assert asked == ["late"]


def test_no_list_is_longer_than_what_one_sees_at_a_glance(view: TodayView, profiled: AppContext) -> None:
    from dataclasses import replace

    ahead = profiled.yearwheel.occurrences(date(2027, 1, 1), date(2027, 6, 30))
    agenda = replace(profiled.yearwheel.agenda(), coming=tuple(ahead[:15]))
    text = _show(view, agenda)
    assert str(len(agenda.coming) - LONGEST_LIST) in text


def test_a_task_under_way_is_not_said_to_wait_for_its_start(view: TodayView, profiled: AppContext, clock: SetClock) -> None:
    seen = clock.day
    clock.day = seen + timedelta(days=14)
    agenda = profiled.yearwheel.agenda(seen)
    waiting = [o for o in agenda.while_closed if o.due >= clock.day]
    assert waiting
    before = _show(view, agenda)
    for occurrence in waiting:
        profiled.yearwheel.mark_started(occurrence.key)
    after = _show(view, profiled.yearwheel.agenda(seen))
    word = _("should have been started {date}").split("{")[0]
    assert word in before
    assert word not in after


def test_narrow_and_wide_show_the_same(view: TodayView, profiled: AppContext) -> None:
    agenda = profiled.yearwheel.agenda()
    wide = sorted(_show(view, agenda).split("\n"))
    view.resize(500, 700)
    QApplication.processEvents()
    narrow = sorted(
        [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
        + [button.accessibleName() or button.text() for button in _buttons(view)]
    )
    assert narrow == sorted("\n".join(wide).split("\n"))


@pytest.mark.parametrize(("start", "number"), [(date(2026, 11, 23), "1"), (date(2026, 11, 22), "2"), (date(2025, 11, 24), "365")])
def test_the_first_year_is_counted_in_days(start: date, number: str) -> None:
    assert f" {number} " in day_of_year_cycle(start, date(2026, 11, 23))


@pytest.mark.parametrize("start", [None, date(2026, 11, 24), date(2025, 11, 23)])
def test_there_is_no_count_before_the_start_and_after_the_first_year(start: date | None) -> None:
    assert day_of_year_cycle(start, date(2026, 11, 23)) == ""


def test_the_heading_is_true_to_the_number_of_cards() -> None:
    assert len({three_heading(count) for count in (0, 1, 2, 3)}) == 4
