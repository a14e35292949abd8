"""Long work off the GUI thread: a function goes in, its result or its error comes back on the GUI thread."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

Told = Callable[[int, int, str], None]
"""What hears of progress: so much is done, of so much, and what is in hand now."""


class Cancelled(Exception):  # noqa: N818 - a wish of the user, no fault
    """Raised in the work by ``Progress.say`` when the user has cancelled it; ends it without a word."""


class Progress:
    """What long work is given: it says how far it has come, and is told there when to stop."""

    def __init__(self, tell: Told) -> None:
        self._tell = tell
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the user wants it to stop; work that must not be torn apart looks here and ends in order."""
        return self._stop.is_set()

    def say(self, done: int, total: int, text: str = "") -> None:
        """``done`` of ``total`` (0: nobody knows). Raises Cancelled when the user has cancelled."""
        if self.cancelled:
            raise Cancelled
        self._tell(done, total, text)

    def cancel(self) -> None:
        """Let the work stop at its next word. May be called from any thread."""
        self._stop.set()


def no_progress() -> Progress:
    """For work that nobody watches: the command line, tests."""
    return Progress(lambda _done, _total, _text: None)


class TaskRunner(Protocol):
    """Runs ``work`` and calls ``done`` with its result, or ``failed`` with its exception, on the GUI thread."""

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        """Start ``work``."""

    def start(
        self, work: Callable[[Progress], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None], told: Told
    ) -> Progress:
        """Start work that takes long: ``told`` hears of its progress on the GUI thread, and the result's ``cancel`` stops it.

        ``failed`` gets Cancelled when the work was stopped.
        """

    def close(self) -> None:
        """Stop what can be stopped and wait for what runs; what has not begun is dropped."""


class ThreadTaskRunner(QObject):
    """The real one: a pool of one worker, so that work on the database never meets itself."""

    _finished = Signal(object)
    _progressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chefsstod-work")
        self._watched: set[Progress] = set()
        self._finished.connect(self._deliver)
        self._progressed.connect(_tell)

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        """See ``TaskRunner``."""

        def report(future: "Future[Any]") -> None:
            if not future.cancelled():
                self._finished.emit((future, done, failed))

        self._pool.submit(work).add_done_callback(report)

    def start(
        self, work: Callable[[Progress], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None], told: Told
    ) -> Progress:
        """See ``TaskRunner``."""
        progress = Progress(lambda *words: self._progressed.emit((told, words)))
        self._watched.add(progress)

        def ended(deliver: Callable[[Any], None], result: Any) -> None:
            self._watched.discard(progress)
            deliver(result)

        self.run(lambda: work(progress), lambda result: ended(done, result), lambda problem: ended(failed, problem))
        return progress

    def _deliver(self, parcel: tuple["Future[Any]", Callable[[Any], None], Callable[[BaseException], None]]) -> None:
        future, done, failed = parcel
        problem = future.exception()
        if problem is None:
            done(future.result())
        else:
            failed(problem)

    def close(self) -> None:
        """See ``TaskRunner``."""
        for progress in self._watched:
            progress.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _tell(parcel: tuple[Told, tuple[int, int, str]]) -> None:
    told, words = parcel
    told(*words)


class InlineTaskRunner:
    """Runs everything at once, in the caller's thread: for tests and for taking pictures."""

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        """See ``TaskRunner``."""
        try:
            result = work()
        except Exception as problem:  # noqa: BLE001 - delivered, as the thread does
            failed(problem)
        else:
            done(result)

    def start(
        self, work: Callable[[Progress], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None], told: Told
    ) -> Progress:
        """See ``TaskRunner``."""
        progress = Progress(told)
        self.run(lambda: work(progress), done, failed)
        return progress

    def close(self) -> None:
        """Nothing runs."""


class OneAtATime:
    """The work of a page, one thing at a time: what is asked for meanwhile is not begun. ``changed`` hears of ``busy``."""

    def __init__(self, *, tasks: TaskRunner, changed: Callable[[], None], failed: Callable[[BaseException], None]) -> None:
        self._tasks = tasks
        self._changed = changed
        self._failed = failed
        self.busy = False

    def run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        """Run ``work`` off the GUI thread and give its result to ``done``, unless something runs already."""
        if self.busy:
            return
        self._set(busy=True)

        def ended(deliver: Callable[..., None], result: object) -> None:
            self._set(busy=False)
            deliver(result)

        self._tasks.run(work, lambda result: ended(done, result), lambda problem: ended(self._failed, problem))

    def _set(self, *, busy: bool) -> None:
        self.busy = busy
        self._changed()
