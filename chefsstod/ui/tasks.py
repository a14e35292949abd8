"""Long work off the GUI thread: a function goes in, its result or its error comes back on the GUI thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal


class TaskRunner(Protocol):
    """Runs ``work`` and calls ``done`` with its result, or ``failed`` with its exception, on the GUI thread."""

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        """Start ``work``."""

    def close(self) -> None:
        """Wait for what runs; what has not begun is dropped."""


class ThreadTaskRunner(QObject):
    """The real one: a pool of one worker, so that work on the database never meets itself."""

    _finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chefsstod-work")
        self._finished.connect(self._deliver)

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        """See ``TaskRunner``."""

        def report(future: "Future[Any]") -> None:
            if not future.cancelled():
                self._finished.emit((future, done, failed))

        self._pool.submit(work).add_done_callback(report)

    def _deliver(self, parcel: tuple["Future[Any]", Callable[[Any], None], Callable[[BaseException], None]]) -> None:
        future, done, failed = parcel
        problem = future.exception()
        if problem is None:
            done(future.result())
        else:
            failed(problem)

    def close(self) -> None:
        """See ``TaskRunner``."""
        self._pool.shutdown(wait=True, cancel_futures=True)


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

    def close(self) -> None:
        """Nothing runs."""
