"""Back and forward, as in a browser: the pages, what of them was shown, and the things in hand one has come from."""

from dataclasses import dataclass, replace

from chefsstod.features.yearwheel.model import OccurrenceKey


@dataclass(frozen=True, slots=True)
class Place:
    """A page, the task in hand, and the page's own word for where in it one is (a text, a contact); ``spot`` is how far
    down, which makes no other place of it.
    """

    page: str
    key: OccurrenceKey | None = None
    inner: object = None
    spot: object = None

    def same(self, other: "Place") -> bool:
        """Whether going from the one to the other is no step."""
        return (self.page, self.key, self.inner) == (other.page, other.key, other.inner)


class History:
    """A row of places and where in it one is."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def visit(self, place: Place) -> None:
        """One has come to a place; what lay ahead is forgotten. Staying where one is is no visit."""
        if self._at >= 0 and self._places[self._at].same(place):
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        self._at = len(self._places) - 1

    def leave(self, spot: object) -> None:
        """Remember how far down one was in the place that one is about to leave."""
        if self._at >= 0:
            self._places[self._at] = replace(self._places[self._at], spot=spot)

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
