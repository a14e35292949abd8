"""The innermost ring of a month wheel: its routines, a small cell on the day each is due, with a letter. Pure."""

from collections.abc import Sequence
from datetime import date

from chefsstod.features.yearwheel.lanes import Place
from chefsstod.features.yearwheel.model import ActivityId, Occurrence
from chefsstod.features.yearwheel.span import Span
from chefsstod.features.yearwheel.wheel_shapes import Arc, Band, Label, Proportions, day_angle

_LEAST_ROWS = 2
_CELL = 1.35
"""The thickness of a row, in type sizes of a label."""


def letter(number: int) -> str:
    """0 is «a», 25 is «z», 26 is «aa»."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def letters(routines: Sequence[Occurrence]) -> dict[ActivityId, str]:
    """A letter for each routine, in the order in which they first come; the same letter each time it comes again."""
    found: dict[ActivityId, str] = {}
    for occurrence in routines:
        found.setdefault(occurrence.activity.id, letter(len(found)))
    return found


def routine_band(routines: Sequence[Occurrence], proportions: Proportions) -> Band:
    """The room of the ring: as many rows as the fullest day needs."""
    rows = max(_LEAST_ROWS, *_rows(routines).values()) if routines else _LEAST_ROWS
    thick = min(rows * _CELL * proportions.label, (proportions.rings - proportions.hub) * 0.4)
    return proportions.hub, proportions.hub + thick


def _rows(routines: Sequence[Occurrence]) -> dict[date, int]:
    found: dict[date, int] = {}
    for occurrence in routines:
        found[occurrence.due] = found.get(occurrence.due, 0) + 1
    return found


def routine_arcs(span: Span, routines: Sequence[Occurrence], band: Band, proportions: Proportions) -> tuple[Arc, ...]:
    """A cell for each, stacked from the outer edge of ``band`` inwards; ``routines`` are in order of date."""
    rows = max(_LEAST_ROWS, *_rows(routines).values()) if routines else _LEAST_ROWS
    thick = (band[1] - band[0]) / rows
    names = letters(routines)
    taken: dict[date, int] = {}
    arcs = []
    for occurrence in routines:
        row = taken.get(occurrence.due, 0)
        taken[occurrence.due] = row + 1
        start = day_angle(occurrence.due, span, proportions.gutter)
        wide = (360 - proportions.gutter) / span.days
        outer = band[1] - row * thick
        low, high = start + wide * 0.08, start + wide * 0.92
        label = Label(
            names[occurrence.activity.id],
            low,
            high,
            outer - thick / 2,
            flipped=90 < (low + high) / 2 < 270,
            place=Place.HEAD,
        )
        arcs.append(
            Arc(
                occurrence,
                outer - thick * 0.94,
                outer - thick * 0.06,
                low,
                low,
                high,
                notch=False,
                number=None,
                label=label,
                routine=True,
            )
        )
    return tuple(arcs)
