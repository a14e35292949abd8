"""Dragging one date of a series: what the rule becomes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.yearwheel.model import Rule
from chefsstod.features.yearwheel.recurrence import ALWAYS, RuleError, expand
from chefsstod.features.yearwheel.rule_shift import shifted
from chefsstod.features.yearwheel.rule_words import parse
from chefsstod.support.holidays import is_workday

END = date(2045, 12, 31)


@pytest.mark.parametrize(
    ("rrule", "original", "to", "expected"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", date(2027, 2, 28), date(2027, 3, 18), "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=18"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", date(2027, 2, 28), date(2027, 4, 30), "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-1"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=15", date(2027, 9, 15), date(2027, 10, 20), "FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=20"),
        ("FREQ=WEEKLY;BYDAY=FR", date(2027, 3, 5), date(2027, 3, 10), "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=WEEKLY;BYDAY=MO,FR", date(2027, 3, 5), date(2027, 3, 4), "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=MONTHLY;BYMONTHDAY=25", date(2027, 3, 25), date(2027, 3, 20), "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("FREQ=MONTHLY;BYDAY=-1FR", date(2027, 3, 26), date(2027, 3, 25), "FREQ=MONTHLY;BYDAY=-1TH"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=2TH", date(2027, 3, 11), date(2027, 4, 19), "FREQ=YEARLY;BYMONTH=4;BYDAY=3MO"),
        ("FREQ=YEARLY;BYWEEKNO=12;BYDAY=MO", date(2027, 3, 22), date(2027, 4, 1), "FREQ=YEARLY;BYWEEKNO=13;BYDAY=TH"),
    ],
)
def test_the_rule_stays_of_its_kind(rrule: str, original: date, to: date, expected: str) -> None:
    assert shifted(Rule(rrule), original, to).rrule == expected


def test_a_working_day_becomes_another_one_and_a_sunday_none() -> None:
    rule = Rule("FREQ=MONTHLY", workday=3)
    assert shifted(rule, date(2027, 3, 3), date(2027, 3, 5)).workday == 5
    assert shifted(Rule("FREQ=MONTHLY", workday=-1), date(2027, 3, 31), date(2027, 3, 30)).workday == -2
    with pytest.raises(RuleError):
        shifted(rule, date(2027, 3, 3), date(2027, 3, 7))


def test_what_comes_once_gets_another_day() -> None:
    assert shifted(Rule("FREQ=DAILY;COUNT=1", start=date(2027, 3, 3)), date(2027, 3, 3), date(2027, 5, 4)).start == date(2027, 5, 4)


_RULES = st.sampled_from(
    [
        Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        Rule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
        Rule("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=15"),
        Rule("FREQ=YEARLY;BYMONTH=5;BYDAY=-1FR"),
        Rule("FREQ=YEARLY;BYWEEKNO=12;BYDAY=MO"),
        Rule("FREQ=MONTHLY;BYMONTHDAY=25"),
        Rule("FREQ=MONTHLY;BYDAY=1MO"),
        Rule("FREQ=WEEKLY;BYDAY=FR"),
        Rule("FREQ=MONTHLY", workday=-2),
        Rule("FREQ=YEARLY;BYMONTH=12", workday=1),
    ]
)


@given(_RULES, st.integers(min_value=-20, max_value=40))
def test_the_new_rule_gives_the_day_it_was_dragged_to(rule: Rule, days: int) -> None:
    original = expand(rule, date(2027, 1, 1), date(2027, 12, 31))[0]
    to = original + timedelta(days=days)
    if to.year != 2027 or (rule.workday is not None and not is_workday(to)):
        return
    assert to in expand(shifted(rule, original, to), date(2027, 1, 1), date(2027, 12, 31))


def test_the_days_of_a_course_move_as_they_lie_from_the_one_that_is_dragged() -> None:
    course = parse("12, 13 och 20 mars 2027", start=date(2026, 11, 23)).rule
    assert expand(shifted(course, date(2027, 3, 12), date(2027, 4, 1)), ALWAYS, END) == (
        date(2027, 4, 1),
        date(2027, 4, 2),
        date(2027, 4, 9),
    )
    assert expand(shifted(course, date(2027, 3, 13), date(2027, 3, 14)), ALWAYS, END) == (date(2027, 3, 14), date(2027, 3, 21))
    single = parse("12 mars 2027", start=date(2026, 11, 23)).rule
    assert expand(shifted(single, date(2027, 3, 12), date(2027, 5, 3)), ALWAYS, END) == (date(2027, 5, 3),)
    with pytest.raises(RuleError):
        shifted(course, date(2027, 3, 12), date(2027, 12, 30))
