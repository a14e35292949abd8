from datetime import date

import pytest

from chefsstod.content.layers import Certainty, Layer
from chefsstod.features.yearwheel import words
from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    BasisKind,
    Category,
    Occurrence,
    Rule,
    Shift,
    ShiftCause,
    SkipCause,
    Status,
)
from chefsstod.features.yearwheel.recurrence import RuleError
from chefsstod.i18n import set_language
from chefsstod.support.holidays import Holiday

SATURDAY = date(2027, 5, 1)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def test_everything_that_has_a_name_has_its_own() -> None:
    for names in (
        [words.category_name(category) for category in Category],
        [words.status_name(status) for status in Status],
        [words.basis_name(kind) for kind in BasisKind],
        [words.certainty_text(certainty) for certainty in Certainty],
        [words.layer_name(layer) for layer in Layer],
        [words.MARKS[category] for category in Category],
    ):
        assert all(names)
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("shift", "text"),
    [
        (Shift(SATURDAY, ShiftCause.HOLIDAY, Holiday.MAY_DAY), "moved from Sat 1 May: May Day"),
        (Shift(SATURDAY, ShiftCause.SATURDAY), "moved from Sat 1 May: Saturday"),
        (Shift(date(2027, 5, 2), ShiftCause.SUNDAY), "moved from Sun 2 May: Sunday"),
        (Shift(SATURDAY, ShiftCause.USER), "moved from Sat 1 May by you"),
    ],
)
def test_a_moved_date_says_from_where_and_why(shift: Shift, text: str) -> None:
    assert words.shift_text(shift) == text


def test_a_moved_date_of_another_year_says_the_year() -> None:
    shift = Shift(SATURDAY, ShiftCause.USER)
    assert words.shift_text(shift, date(2026, 11, 23)) == "moved from Sat 1 May 2027 by you"


@pytest.mark.parametrize(
    ("cause", "text"),
    [
        (SkipCause.BEFORE_START, "Before your year began"),
        (SkipCause.SUPERSEDED, "The next occurrence has come"),
        (SkipCause.USER, "Ingen period i år"),
    ],
)
def test_a_skipped_occurrence_says_why(cause: SkipCause, text: str) -> None:
    activity = Activity(ActivityId("a"), "A", Category.EKONOMI, Rule("FREQ=DAILY"))
    found = Occurrence(activity, SATURDAY, SATURDAY, Status.SKIPPED, skip_cause=cause, reason="Ingen period i år")
    assert words.skip_text(found) == text


@pytest.mark.parametrize(
    ("code", "text"), [("never", "never gives a date"), ("too_often", "more often than once a day"), ("syntax", "cannot be read")]
)
def test_a_rule_that_cannot_be_used_is_told_with_the_rule_and_a_way_out(code: str, text: str) -> None:
    told = words.rule_error(RuleError(code), "FREQ=X")
    assert text in told.message
    assert "FREQ=X" in told.message
    assert "Nothing was saved." in told.message
    assert "FREQ=YEARLY" in told.remedy


@pytest.mark.parametrize(
    ("rrule", "text"),
    [
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15", "15 March every year"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "the 1st of every month"),
        ("FREQ=WEEKLY", "every week"),
        ("FREQ=DAILY", "every day"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15;COUNT=1", "once"),
        ("FREQ=YEARLY;INTERVAL=2", "every other year"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and Thursday"),
        ("FREQ=MONTHLY;BYMONTH=6;BYMONTHDAY=1", "1 June every year"),
        ("nonsense", "nonsense"),
    ],
)
def test_common_rules_are_read_out_and_others_shown_as_written(rrule: str, text: str) -> None:
    assert words.describe_rrule(rrule) == text
