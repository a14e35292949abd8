"""Back and forward, as in a browser: the pages and the things in hand one has come from."""

from chefsstod.features.yearwheel.model import OccurrenceKey

Place = tuple[str, OccurrenceKey | None]


class History:
    """A row of places and where in it one is."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def visit(self, place: Place) -> None:
        """One has come to a place; what lay ahead is forgotten. Staying where one is is no visit."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        self._at = len(self._places) - 1

    def travel(self, step: int) -> Place | None:
        """Go ``step`` places back (negative) or forward; None when there is no such place."""
        if not 0 <= self._at + step < len(self._places):
            return None
        self._at += step
        return self._places[self._at]

    @property
    def can_go_back(self) -> bool:
        """Whether something lies behind."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether something lies ahead."""
        return self._at + 1 < len(self._places)
