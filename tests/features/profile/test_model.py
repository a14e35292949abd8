from datetime import date

import pytest

from chefsstod.features.profile.model import Role, tracking_start

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("start", [date(2026, 8, 17), date(2025, 11, 23), TODAY, date(2027, 1, 11)])
def test_in_the_first_year_cycle_nothing_since_the_first_day_is_missed(start: date) -> None:
    assert tracking_start(start, TODAY, Role.NEW) == start


@pytest.mark.parametrize("start", [date(2025, 11, 22), date(2015, 1, 1)])
def test_a_manager_long_in_place_begins_today_and_not_with_a_wall_of_old_tasks(start: date) -> None:
    assert tracking_start(start, TODAY, Role.NEW) == TODAY


@pytest.mark.parametrize("role", [Role.EXPERIENCED, Role.MENTOR])
def test_whoever_knows_her_year_begins_today_or_on_a_first_day_to_come(role: Role) -> None:
    assert tracking_start(date(2026, 2, 1), TODAY, role) == TODAY
    assert tracking_start(date(2027, 1, 11), TODAY, role) == date(2027, 1, 11)
