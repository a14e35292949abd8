"""What Idag offers at the right time: the local dates while none is answered, the turn of the year when it comes. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from chefsstod.i18n import _

TURN_BEGINS, TURN_ENDS = (11, 15), (1, 31)
"""From 15 November to 31 January, as the turn of the year itself says (``rollover.model.suggested``; a test compares)."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """An offer: what it says, what its button says, and the page it leads to. It stays away once ``id`` is dismissed."""

    id: str
    text: str
    action: str
    page: str


def nudges(today: date, *, local_dates: bool, dismissed: Collection[str]) -> tuple[Nudge, ...]:
    """What to offer today, one thing at a time.

    ``local_dates``: whether the questions about local dates still wait for their first answer.
    """
    found = []
    if local_dates:
        found.append(
            Nudge(
                "local",
                _("Some dates differ between workplaces. A dozen questions make the year yours; ten minutes at most."),
                _("Set the local dates"),
                "local",
            )
        )
    turn = (today.month, today.day) >= TURN_BEGINS or (today.month, today.day) <= TURN_ENDS
    if turn:
        year = today.year + (1 if today.month > TURN_ENDS[0] else 0)
        text = _("The turn of the year: what to keep, move or drop in {year}, and what you learnt.").format(year=year)
        found.append(Nudge(f"rollover-{year}", text, _("Go through the year"), "rollover"))
    return tuple(nudge for nudge in found if nudge.id not in dismissed)[:1]
