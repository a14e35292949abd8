"""What Idag offers, and when."""

from datetime import date, timedelta

from chefsstod.features.rollover.model import suggested
from chefsstod.features.today.nudges import nudges


def test_the_turn_of_the_year_is_offered_when_it_comes() -> None:
    day = date(2026, 1, 1)
    while day.year == 2026:
        offered = any(nudge.page == "rollover" for nudge in nudges(day, local_dates=False, dismissed=()))
        assert offered is suggested(day), day
        day += timedelta(days=1)


def test_the_offer_names_the_year_that_comes_and_that_has_just_come() -> None:
    assert [n.id for n in nudges(date(2026, 12, 1), local_dates=False, dismissed=())] == ["rollover-2027"]
    assert [n.id for n in nudges(date(2027, 1, 20), local_dates=False, dismissed=())] == ["rollover-2027"]


def test_what_is_dismissed_stays_away_and_comes_again_next_year() -> None:
    assert nudges(date(2026, 12, 1), local_dates=False, dismissed=("rollover-2027",)) == ()
    assert nudges(date(2027, 12, 1), local_dates=False, dismissed=("rollover-2027",)) != ()


def test_local_dates_are_offered_until_they_are_begun_or_dismissed() -> None:
    assert [n.page for n in nudges(date(2026, 6, 1), local_dates=True, dismissed=())] == ["local"]
    assert nudges(date(2026, 6, 1), local_dates=True, dismissed=("local",)) == ()
    assert nudges(date(2026, 6, 1), local_dates=False, dismissed=()) == ()
