"""Event chains on Idag: what is overdue or due this week can be ticked in place, and opens its chain."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from chefsstod.content.pack import read_laws
from chefsstod.features.timers.content import read_chains
from chefsstod.features.timers.model import StepStatus
from chefsstod.features.timers.service import TimerService
from chefsstod.features.today.events import LONGEST, EventsCard
from chefsstod.features.today.page import TodayPage
from chefsstod.features.today.words import three_heading
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.support.paths import resources
from chefsstod.support.settings import Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack
from tests.conftest import MONDAY

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen


@pytest.fixture
def timers(profiled: AppContext) -> TimerService:
    root = resources() / "content" / "base"
    templates = tuple(entry.to_model() for entry in read_chains(root, read_laws(root)[0])[0])
    return TimerService(database=profiled.database, clock=profiled.clock, templates=lambda: templates)


@pytest.fixture
def page(qapp: QApplication, profiled: AppContext, timers: TimerService) -> Iterator[TodayPage]:
    apply_look(qapp, Theme.LIGHT, 100)
    signals, undo = AppSignals(), UndoStack()
    actions = OccurrenceActions(wheel=profiled.yearwheel, signals=signals, undo=undo, dialogs=RecordingDialogs)
    made = TodayPage(
        wheel=profiled.yearwheel,
        profiles=profiled.profiles,
        actions=actions,
        signals=signals,
        undo=undo,
        closed_since=None,
        timers=lambda: timers,
    )
    made.kept = (signals, undo, actions)
    made.resize(1100, 800)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def card(page: TodayPage) -> EventsCard | None:
    QApplication.processEvents()
    return next((found for found in page.findChildren(EventsCard) if found.isVisible()), None)


def test_without_events_the_day_looks_as_it_did(page: TodayPage) -> None:
    page.enter()
    assert card(page) is None


def test_steps_of_this_week_are_shown_and_ticked_in_place(page: TodayPage, timers: TimerService) -> None:
    chain_id, _saved = timers.start("sjukfall", "", MONDAY - timedelta(days=3))
    page.enter()
    shown = card(page)
    assert shown is not None
    text = "\n".join(label.text() for label in shown.findChildren(QLabel))
    assert _("Events") in text
    assert _("a time set by law") in text
    late = [label for label in shown.findChildren(QLabel) if label.property("role") == "late"]
    assert late
    step = timers.agenda().all[0].step
    tick = _("Tick «{step}»").format(step=step.step.text)
    next(button for button in shown.findChildren(QAbstractButton) if button.accessibleName() == tick).click()
    assert timers.chain(chain_id).steps[0].status is StepStatus.DONE
    names = [button.accessibleName() for button in card(page).findChildren(QAbstractButton)]
    assert tick not in names
    asked: list[str] = []
    page.chain_requested.connect(asked.append)
    word = timers.agenda().all[0].step.step.text
    next(b for b in card(page).findChildren(QAbstractButton) if b.accessibleName().startswith(word)).click()
    assert asked == [chain_id]


def test_a_day_is_not_called_calm_while_an_event_asks_for_something(
    page: TodayPage, timers: TimerService, profiled: AppContext
) -> None:
    timers.start("tillbud", "", MONDAY)
    calm = replace(profiled.yearwheel.agenda(), late=(), due=(), start_now=())
    page.show_agenda(calm, unit="", start=None, set_up=True, closed_card=False, events=timers.agenda())
    QApplication.processEvents()
    text = "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert three_heading(0, eventful=True) in text
    assert three_heading(0) not in text


def test_far_too_much_is_shown_as_a_few_and_a_number(page: TodayPage, timers: TimerService) -> None:
    timers.start("tillbud", "", MONDAY)
    timers.start("hot-och-vald", "", MONDAY)
    page.enter()
    asked: list[str] = []
    page.chain_requested.connect(asked.append)
    left = len(timers.agenda().all) - LONGEST
    assert left > 0
    next(b for b in card(page).findChildren(QAbstractButton) if b.text().startswith(f"{left} ")).click()
    assert len(asked) == 1


def test_the_page_is_no_wider_than_the_smallest_window(page: TodayPage, timers: TimerService) -> None:
    timers.start("sjukfall", "Sjukfall 1", MONDAY)
    page.resize(808, 500)
    page.enter()
    QApplication.processEvents()
    assert page.area.widget().width() <= page.area.viewport().width(), "cards and lists side by side would be cut off"
