"""A moved rule keeps its kind, and gives the day that was chosen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.rollover.rules import rule_like
from chefsstod.features.yearwheel.model import RedDay, Rule
from chefsstod.features.yearwheel.recurrence import expand

START = date(2027, 1, 1)
KINDS = ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=3;BYDAY=2TH", "FREQ=YEARLY;BYWEEKNO=12;BYDAY=MO")


@given(st.sampled_from(KINDS), st.dates(date(2027, 1, 4), date(2027, 12, 31)))
def test_the_new_rule_gives_the_chosen_day_once_a_year(kind: str, day: date) -> None:
    rule = rule_like(Rule(kind), day, START)
    assert expand(rule, START, date(2027, 12, 31)) == (day,)


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        (KINDS[0], "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=8"),
        (KINDS[1], "FREQ=YEARLY;BYMONTH=4;BYDAY=2TH"),
        (KINDS[2], "FREQ=YEARLY;BYWEEKNO=14;BYDAY=TH"),
    ],
)
def test_a_weekday_stays_a_weekday_and_a_week_a_week(old: str, expected: str) -> None:
    rule = rule_like(Rule(old, red_day=RedDay.NEXT), date(2027, 4, 8), START)
    assert (rule.rrule, rule.red_day, rule.start) == (expected, RedDay.NEXT, START)


def test_a_fifth_weekday_becomes_the_last() -> None:
    assert rule_like(Rule(KINDS[1]), date(2027, 4, 29), START).rrule.endswith("BYDAY=-1TH")


def test_a_working_day_becomes_a_date() -> None:
    assert "BYMONTHDAY=8" in rule_like(Rule("FREQ=MONTHLY;BYDAY=MO", workday=3), date(2027, 4, 8), START).rrule
