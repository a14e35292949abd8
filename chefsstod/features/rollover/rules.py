"""A date rule for another day that keeps the kind of the old one. Pure."""

from datetime import date

from chefsstod.features.yearwheel.model import Rule

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST = 5
"""A fifth weekday of a month is not in every year; it is meant as the last."""


def rule_like(rule: Rule, day: date, start: date) -> Rule:
    """Once a year around ``day``, from ``start`` on: by week number, by the n-th weekday of the month, or by date, as before."""
    if "BYWEEKNO" in rule.rrule:
        text = f"FREQ=YEARLY;BYWEEKNO={day.isocalendar().week};BYDAY={_DAYS[day.weekday()]}"
    elif "BYDAY" in rule.rrule and rule.workday is None:
        place = (day.day - 1) // 7 + 1
        text = f"FREQ=YEARLY;BYMONTH={day.month};BYDAY={place if place < _LAST else -1}{_DAYS[day.weekday()]}"
    else:
        text = f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={day.day}"
    return Rule(text, red_day=rule.red_day, start=start)
