"""Reminders in the real window: what comes up after start, when it keeps silent, and that nothing outlives the window."""

from datetime import UTC, datetime

import pytest

from chefsstod.features.reminders.card import ReminderCard
from chefsstod.features.reminders.notifier import Reminder
from chefsstod.shell.afterwards import remind
from tests.e2e.seat import Seat


@pytest.fixture
def at(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> "At":
    """Begins to remind as the program does after start, at an hour of the Monday that the tests take place."""
    return At(seat, monkeypatch)


class At:
    """The hand on the clock."""

    def __init__(self, seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
        self._seat = seat
        self._monkeypatch = monkeypatch

    def set(self, hour: int) -> None:
        """Let it be so much."""
        now = datetime(2026, 11, 23, hour, tzinfo=UTC)
        self._monkeypatch.setattr(self._seat.window.context.reminders, "_now", lambda: now)

    def begin(self, hour: int) -> Reminder:
        """What the program does when the window is on the screen."""
        self.set(hour)
        remind(self._seat.window)
        self._seat.settle()
        reminder = self._seat.window.reminder
        assert reminder is not None
        return reminder


def shown(seat: Seat) -> list[ReminderCard]:
    return [card for card in seat.window.findChildren(ReminderCard) if card.isVisible()]


def test_a_card_comes_up_after_start_and_leads_to_the_task(seat: Seat, at: At) -> None:
    at.begin(9)
    (card,) = shown(seat)
    assert seat.window.rect().contains(card.geometry())
    assert not card.isAncestorOf(seat.window.focusWidget()), "a reminder does not take the keyboard"
    thing = card.digest.things[0]
    assert thing.title in card.links[0].accessibleName() or thing.title in card.links[0].text()
    seat.click(card.links[0])
    assert seat.window.hand.key == thing.key
    assert not shown(seat)


def test_it_keeps_silent_in_quiet_hours_and_speaks_when_they_are_over(seat: Seat, at: At) -> None:
    reminder = at.begin(6)
    assert not shown(seat)
    assert reminder.timer.isActive(), "it looks again when the quiet hours are over"
    at.set(7)
    reminder.check()
    assert len(shown(seat)) == 1


def test_what_has_been_told_is_not_told_again_the_same_day(seat: Seat, at: At) -> None:
    reminder = at.begin(9)
    (card,) = shown(seat)
    seat.click(card.close_button)
    at.set(14)
    reminder.check()
    assert not shown(seat)


def test_closing_the_window_leaves_no_timer_no_card_and_no_icon(seat: Seat, at: At) -> None:
    reminder = at.begin(9)
    seat.window.close()
    seat.settle()
    assert not reminder.timer.isActive()
    assert reminder.card is None
    assert reminder.tray is None or not reminder.tray.isVisible()
