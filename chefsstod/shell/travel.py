"""Where one has been in the window: what back and forward lead to."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chefsstod.shell.history import History, Place

if TYPE_CHECKING:
    from chefsstod.shell.window import MainWindow


class Travel:
    """Remembers places while one goes about, and brings one back to them. A page may say where in it one is: ``here()`` gives
    (what is shown, how far down), and ``return_to()`` takes it.
    """

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._history = History()
        self._moving = False

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """What is done within counts as one step, whatever pages it passes through."""
        self.leave()
        before, self._moving = self._moving, True
        try:
            yield
        finally:
            self._moving = before
        self.remember()

    def leave(self) -> None:
        """One is about to go elsewhere."""
        if not self._moving:
            self._history.leave(self._here()[1])

    def remember(self) -> None:
        """One has come somewhere, or another thing is shown or in hand."""
        window = self._window
        if not self._moving:
            inner, spot = self._here()
            self._history.visit(Place(window.page_name, window.hand.key, inner, spot))
        window.bar.back.setEnabled(self._history.can_go_back)
        window.bar.forward.setEnabled(self._history.can_go_forward)

    def step(self, step: int) -> None:
        """Go back (negative) or forward."""
        window = self._window
        if window.page_name == "setup":
            return
        self.leave()
        place = self._history.travel(step)
        if place is None:
            return
        self._moving = True
        try:
            window.go(place.page)
            if place.inner is not None:
                window.pages[place.page].return_to((place.inner, place.spot))  # type: ignore[attr-defined]
            if place.key is None:
                window.hand.put_down()
            else:
                window.detail.open(place.key)
        finally:
            self._moving = False
        self.remember()

    @property
    def shown(self) -> str:
        """What the page says that it shows: the id of a text, an address; empty when it says nothing of the kind."""
        inner = self._here()[0]
        return inner if isinstance(inner, str) else ""

    def _here(self) -> tuple[object, object]:
        page = self._window.stack.currentWidget()
        here = getattr(page, "here", None)
        found = here() if here is not None else None
        return found if isinstance(found, tuple) and len(found) == 2 else (found, None)
