"""What is shown of the occurrences: one filter for wheel, list and calendar. Frozen data and pure rules; no Qt."""

from collections.abc import Collection
from dataclasses import dataclass

from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.model import ActivityId, Category, Kind, Occurrence

OPEN = "open"
"""Stands for every status that leaves something to be done."""
ANY_UNIT = "*"
"""Stands for the tasks of every kind of unit."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Empty parts take nothing away.

    ``status`` is "", «open» or the value of a Status; ``unit`` is "" (her own kind of unit), «*» (every kind) or the value of a
    ServiceType. ``varies`` asks for the tasks whose date is settled locally. ``routines`` says whether those are shown where
    there is room for them: in a month and on a day.
    """

    categories: frozenset[Category] = frozenset()
    status: str = ""
    unit: str = ""
    varies: bool = False
    layers: frozenset[Layer] = frozenset()
    routines: bool = True

    @property
    def empty(self) -> bool:
        """Whether it takes nothing away."""
        return self == Filter()

    @property
    def other_unit(self) -> bool:
        """Whether tasks are asked for that do not concern her own unit."""
        return bool(self.unit)

    def fits(self, occurrence: Occurrence, asked: Collection[ActivityId] | None = None) -> bool:
        """Whether the occurrence is to be shown.

        ``asked`` are the tasks that a question about local dates covers; None where nobody can tell: then every task counts
        that may look otherwise from one employer to the next.
        """
        activity = occurrence.activity
        return (
            (not self.categories or activity.category in self.categories)
            and _fits_status(self.status, occurrence)
            and (not self.varies or (bool(activity.varies) if asked is None else activity.id in asked))
            and (not self.layers or activity.layer in self.layers)
            and (self.routines or activity.kind is not Kind.ROUTINE)
            and (self.unit in ("", ANY_UNIT) or activity.concerns(self.unit))
        )


def _fits_status(wanted: str, occurrence: Occurrence) -> bool:
    return not wanted or (occurrence.open if wanted == OPEN else occurrence.status == wanted)
