"""The use cases around reminders: what to tell now, that it has been told, and putting off."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from chefsstod.features.reminders import tables
from chefsstod.features.reminders.model import Digest, Quiet, Snooze, Thing, chain_step, digest, is_quiet, next_check, things, until
from chefsstod.features.yearwheel.model import OccurrenceKey
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.clock import Clock, timestamp

if TYPE_CHECKING:
    from chefsstod.features.timers.service import TimerService

_KEPT = timedelta(days=2)


class ReminderService:
    """Knows what is worth a word, and remembers what has been told. ``now`` gives the time of day, ``clock`` the day."""

    def __init__(
        self,
        *,
        yearwheel: YearWheelService,
        database: Database,
        clock: Clock,
        now: Callable[[], datetime] = timestamp,
        timers: "TimerService | None" = None,
    ) -> None:
        self._wheel = yearwheel
        self._database = database
        self._clock = clock
        self._now = now
        self._timers = timers

    @property
    def now(self) -> datetime:
        """The present moment in her own time, on the day that the program goes by."""
        return datetime.combine(self._clock(), self._now().time().replace(microsecond=0, tzinfo=None))

    def due(self) -> Digest | None:
        """What to tell now, whether the hour is quiet or not; None when there is nothing, when she has paused for today, and before
        the first questions are answered.
        """
        if self._wheel.tracked_from is None:
            return None
        with self._database.read() as session:
            paused = tables.read_paused(session)
            waiting = tables.read_put_off(session)
        now = self.now
        if paused == now.date().isoformat():
            return None
        return digest(things(self._wheel.agenda(), self._steps(now.date())), waiting, now)

    def due_unless_quiet(self, quiet: Quiet) -> Digest | None:
        """What to tell now; None in quiet hours too."""
        return None if is_quiet(self.now, quiet) else self.due()

    def _steps(self, today: date) -> list[Thing]:
        """The steps of running event chains that are worth a word."""
        if self._timers is None:
            return []
        found = (
            chain_step(due.chain.id, due.step.step.id, f"{due.step.step.text} ({due.chain.label})", due.step.due, today)
            for due in self._timers.agenda(today).all
        )
        return [thing for thing in found if thing is not None]

    def told(self, shown: Digest) -> None:
        """These have been told; not again today, also if the program is closed and opened."""
        tomorrow = datetime.combine(shown.day + timedelta(days=1), time())
        with self._database.write() as session:
            tables.forget_before(session, self.now - _KEPT)
            tables.put_off(session, dict.fromkeys(shown.keys, tomorrow))

    def snooze(self, keys: Iterable[OccurrenceKey], choice: Snooze) -> Saved:
        """Put these off."""
        return self._put_off(dict.fromkeys(keys, until(choice, self.now)))

    def _put_off(self, moments: Mapping[OccurrenceKey, datetime | None]) -> Saved:
        with self._database.write() as session:
            waiting = tables.read_put_off(session)
            before = {key: waiting.get(key) for key in moments}
            tables.forget(session, (key for key, moment in moments.items() if moment is None))
            tables.put_off(session, {key: moment for key, moment in moments.items() if moment is not None})
        return Saved(Changes(), lambda: self._put_off(before))

    def next_check(self, quiet: Quiet) -> datetime:
        """When to look again."""
        with self._database.read() as session:
            waiting = tables.read_put_off(session)
        return next_check(self.now, waiting.values(), quiet)

    @property
    def paused(self) -> bool:
        """Whether she has paused reminders for today."""
        with self._database.read() as session:
            return tables.read_paused(session) == self._clock().isoformat()

    def pause(self, *, on: bool) -> None:
        """No reminders for the rest of today; or reminders again."""
        with self._database.write() as session:
            tables.write_paused(session, self._clock().isoformat() if on else "")
