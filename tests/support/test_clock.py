from datetime import date

from chefsstod.support.clock import fixed_clock, system_clock, timestamp


def test_a_fixed_clock_stands_still() -> None:
    clock = fixed_clock(date(2026, 11, 23))
    assert clock() == clock() == date(2026, 11, 23)


def test_the_system_clock_gives_the_day_of_the_computers_own_time_zone() -> None:
    before, day, after = timestamp(), system_clock(), timestamp()
    assert before.date() <= day <= after.date()


def test_timestamps_carry_a_time_zone() -> None:
    assert timestamp().tzinfo is not None
