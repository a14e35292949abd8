"""Sentences of the page Idag."""

from datetime import date

from chefsstod.i18n import _

FIRST_YEAR_DAYS = 365


def day_of_year_cycle(start: date | None, today: date) -> str:
    """«dag 84 av ditt första år», or nothing before the start and after the first year."""
    if start is None:
        return ""
    day = (today - start).days + 1
    if 1 <= day <= FIRST_YEAR_DAYS:
        return _("day {day} of your first year").format(day=day)
    return ""


def three_heading(count: int, *, eventful: bool = False) -> str:
    """The heading over the cards, true to how many there are. A day is not called calm while an event asks for something."""
    return {0: _("No tasks just now") if eventful else _("A calm day"), 1: _("One thing"), 2: _("Two things")}.get(
        count, _("Three things")
    )
