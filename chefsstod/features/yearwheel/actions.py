"""What she can do with an occurrence, the same from every page: save, tell, and remember the way back."""

from collections.abc import Callable
from datetime import date

from chefsstod.features.actions import Actions
from chefsstod.features.yearwheel.model import Occurrence, OccurrenceKey, Status
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.support.changes import Changes, Saved
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.undo import UndoStack


class OccurrenceActions(Actions):
    """Runs the use cases of the year wheel for the pages."""

    def __init__(self, *, wheel: YearWheelService, signals: AppSignals, undo: UndoStack, dialogs: Callable[[], Dialogs]) -> None:
        super().__init__(signals=signals, undo=undo, dialogs=dialogs)
        self._wheel = wheel
        self._unsaved: OccurrenceKey | None = None

    def toggle_done(self, occurrence: Occurrence) -> None:
        """Done if it is open, open again if it is done or skipped."""
        if occurrence.open:
            self.done(occurrence)
        else:
            self.reopen(occurrence)

    def done(self, occurrence: Occurrence) -> None:
        """Mark as done."""
        self._do(_("«{title}» is done"), occurrence, lambda: self._wheel.mark_done(occurrence.key))

    def start(self, occurrence: Occurrence) -> None:
        """Mark as under way."""
        self._do(_("«{title}» is under way"), occurrence, lambda: self._wheel.mark_started(occurrence.key))

    def reopen(self, occurrence: Occurrence) -> None:
        """Open again."""
        self._do(_("«{title}» is open again"), occurrence, lambda: self._wheel.reopen(occurrence.key))

    def skip(self, occurrence: Occurrence, reason: str) -> bool:
        """Skip this time; returns whether it was saved."""
        return self._do(_("«{title}» is skipped this time"), occurrence, lambda: self._wheel.skip(occurrence.key, reason))

    def move(self, occurrence: Occurrence, to: date) -> bool:
        """Move this occurrence; returns whether it was saved."""
        text = _("«{title}» is moved to {date}").format(title="{title}", date=day_short(to, self._wheel.today))
        return self._do(text, occurrence, lambda: self._wheel.move(occurrence.key, to))

    def tick(self, occurrence: Occurrence, step: str, *, done: bool) -> None:
        """Tick a step or take the tick away."""
        text = _("A step of «{title}» is ticked") if done else _("A step of «{title}» is open again")
        self._do(text, occurrence, lambda: self._wheel.tick(occurrence.key, step, done=done))

    def note(self, occurrence: Occurrence, text: str) -> None:
        """Save the note as it is typed. The whole stretch of typing is one undo step, and is not announced."""
        key = occurrence.key
        merge = f"note {key.activity} {key.original}"
        saved = self._do(
            _("The note on «{title}»"), occurrence, lambda: self._wheel.set_note(key, text), merge=merge, quiet=self._unsaved == key
        )
        if self._unsaved is not None and saved:
            self.told.emit(_("The note is saved again"))
        self._unsaved = None if saved else key

    def find(self, key: OccurrenceKey) -> Occurrence | None:
        """The occurrence as it stands now."""
        return self._wheel.occurrence(key)

    def _do(self, text: str, occurrence: Occurrence, work: Callable[[], Saved], *, merge: str = "", quiet: bool = False) -> bool:
        saved = self.guarded(work, quiet=quiet)
        if saved is None:
            # What the pages show (a tick, a date) must be what is saved.
            self._signals.changed.emit(Changes(activities=frozenset({occurrence.activity.id})))
            return False
        self._remember(text.format(title=occurrence.title), saved, merge)
        return True


def status_role(status: Status) -> str:
    """The token by which a status is coloured; its icon and word say the same without colour."""
    return {Status.LATE: "late", Status.DONE: "done", Status.STARTED: "accent"}.get(status, "muted")


def status_icon(status: Status) -> str:
    """The icon of a status."""
    return {
        Status.PLANNED: "circle",
        Status.STARTED: "circle-dot",
        Status.DONE: "circle-check",
        Status.SKIPPED: "circle-dashed",
        Status.LATE: "triangle-alert",
    }[status]
