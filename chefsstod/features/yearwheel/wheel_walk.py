"""Walking over the wheel with the arrow keys: by time along all rings, or from ring to ring at about the same time. Pure."""

from collections.abc import Sequence
from datetime import date

from chefsstod.features.yearwheel.model import Category, Occurrence


def step(occurrences: Sequence[Occurrence], current: Occurrence | None, today: date, way: str) -> Occurrence | None:
    """Where a step leads from ``current``: «earlier», «later», «out», «in», «first» or «last».

    ``occurrences`` are in order of date. Without ``current`` one comes to the first that is due today or later. At an end
    one stays where one is; None only when there is nothing.
    """
    if not occurrences:
        return None
    place = next((i for i, o in enumerate(occurrences) if current is not None and o.key == current.key), None)
    if way in ("first", "last"):
        return occurrences[0 if way == "first" else -1]
    if place is None:
        return next((o for o in occurrences if o.due >= today), occurrences[-1])
    if way in ("earlier", "later"):
        return occurrences[min(max(place + (1 if way == "later" else -1), 0), len(occurrences) - 1)]
    return _across(occurrences, occurrences[place], -1 if way == "out" else 1)


def _across(occurrences: Sequence[Occurrence], current: Occurrence, by: int) -> Occurrence:
    """The one nearest in time in the next ring, outwards or inwards, that holds anything."""
    rings = list(Category)
    ring = rings.index(current.activity.category) + by
    while 0 <= ring < len(rings):
        there = [o for o in occurrences if o.activity.category is rings[ring]]
        if there:
            return min(there, key=lambda o: (abs((o.due - current.due).days), o.due))
        ring += by
    return current
