"""The crash hook: saves what can be saved, writes a report that anyone may read, tells her, and lets the program live
if it can.

The report holds no text of hers: exceptions stand by type, never by message, and files by their place in the
program, never by folder.
"""

import logging
import platform
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from chefsstod.support.clock import timestamp
from chefsstod.support.errors import UserError
from chefsstod.support.files import write_atomically

KEPT_REPORTS = 10
SHOWN_PER_FAULT = 3
"""The same fault is shown no more often than this in one run: a fault in painting comes back with every repaint."""

_FIRST, _LAST = 10, 40
"""Frames shown of a long traceback (endless recursion has a thousand)."""

_log = logging.getLogger(__name__)

Translate = Callable[[BaseException], UserError | None]


class CrashHook:
    """Takes over ``sys.excepthook``, ``threading.excepthook`` and ``sys.unraisablehook`` until ``uninstall``.

    The callbacks may be called in any thread. None of its methods raises.
    """

    def __init__(
        self,
        *,
        logs: Path,
        version: str,
        show: Callable[[str], None] | None,
        show_user_error: Callable[[UserError], None] | None,
        save: Callable[[], None] | None,
        translate: Translate | None,
        now: Callable[[], datetime],
    ) -> None:
        self._logs = logs
        self._version = version
        self._show = show
        self._show_user_error = show_user_error
        self._save = save
        self._translate = translate
        self._now = now
        self._busy = threading.Lock()
        self._seen: dict[str, int] = {}
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable

    def uninstall(self) -> None:
        """Put the former hooks back."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self.handle(error, trace)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.handle(args.exc_value, args.exc_traceback)

    def _on_unraisable(self, unraisable: "sys.UnraisableHookArgs") -> None:
        with suppress(Exception):
            if unraisable.exc_value is not None:
                lines = "\n".join(_describe(unraisable.exc_value, unraisable.exc_traceback, set()))
                _log.error("exception ignored\n%s", lines)

    def handle(self, error: BaseException, trace: TracebackType | None = None) -> None:
        """Deal with an exception that nobody caught: an expected one is told as it is, any other is a crash."""
        with suppress(Exception):
            expected = self._expected(error)
            if expected is not None:
                _log.warning("%s: %s", type(error).__qualname__, "told to the user")
                if self._show_user_error is not None:
                    self._show_user_error(expected)
                return
            self._crash(error, trace if trace is not None else error.__traceback__)

    def _expected(self, error: BaseException) -> UserError | None:
        if isinstance(error, UserError):
            return error
        return None if self._translate is None else self._translate(error)

    def _crash(self, error: BaseException, trace: TracebackType | None) -> None:
        lines = "\n".join(_describe(error, trace, set()))
        if not self._busy.acquire(blocking=False):
            # While one crash is being told, another (from the dialog's own event loop, or another thread) is only
            # written down.
            _log.critical("crash during a crash\n%s", lines)
            return
        try:
            self._tell(lines)
        finally:
            self._busy.release()

    def _tell(self, lines: str) -> None:
        times = self._seen[lines] = self._seen.get(lines, 0) + 1
        if self._save is not None:
            try:
                self._save()
            except Exception as failure:  # noqa: BLE001 - whatever it is, the report comes first
                _log.critical("saving after a crash failed: %s", type(failure).__qualname__)
        moment = self._now()
        report = f"{_head(self._version, moment)}\n{lines}\n"
        _log.critical("crash (%d)\n%s", times, report if times == 1 else lines.splitlines()[-1])
        if times == 1:
            with suppress(Exception):
                _write(self._logs, report, moment)
        if self._show is not None and times <= SHOWN_PER_FAULT:
            self._show(report)


def install(
    logs: Path,
    *,
    version: str,
    show: Callable[[str], None] | None = None,
    show_user_error: Callable[[UserError], None] | None = None,
    save: Callable[[], None] | None = None,
    translate: Translate | None = None,
    now: Callable[[], datetime] = timestamp,
) -> CrashHook:
    """Install the hook. ``logs``: the folder for reports; ``show`` gets the report; ``save`` is called first, to save
    what is under way.

    ``translate`` turns known failures into UserErrors (``storage.opening.translate_error``), which go to
    ``show_user_error``.
    """
    return CrashHook(
        logs=logs, version=version, show=show, show_user_error=show_user_error, save=save, translate=translate, now=now
    )


def _head(version: str, moment: datetime) -> str:
    return "\n".join(
        (
            f"Chefsstöd {version}",
            f"Time {moment.isoformat(timespec='seconds')}",
            f"Python {platform.python_version()} · Qt {_version('PySide6')} · SQLAlchemy {_version('sqlalchemy')}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            "",
        )
    )


def _version(module: str) -> str:
    """The version of a library if it is in use; it is not imported for this."""
    return str(getattr(sys.modules.get(module), "__version__", "–"))


def _describe(error: BaseException, trace: TracebackType | None, seen: set[int]) -> Iterator[str]:
    """The traceback like Python's own, causes first, without messages and folders."""
    seen.add(id(error))
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None and id(earlier) not in seen:
        yield from _describe(earlier, earlier.__traceback__, seen)
        yield "led to:"
    frames = list(_frames(trace))
    if len(frames) > _FIRST + _LAST:
        frames = [*frames[:_FIRST], f"  … {len(frames) - _FIRST - _LAST} more …", *frames[-_LAST:]]
    yield from frames
    yield _name(error)
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            if id(part) not in seen:
                yield "one of the group:"
                yield from _describe(part, part.__traceback__, seen)


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        module = str(trace.tb_frame.f_globals.get("__name__") or "")
        file = code.co_filename.replace("\\", "/").rpartition("/")[2]
        package = module if file == "__init__.py" else module.rpartition(".")[0]
        place = "/".join((*package.split("."), file)) if package else file
        yield f"  {place}:{trace.tb_lineno} in {code.co_qualname}"
        trace = trace.tb_next


def _name(error: BaseException) -> str:
    """The type, with the error's code where it has one: a code holds no text of hers."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    code = getattr(error, "sqlite_errorname", None) or (error.errno if isinstance(error, OSError) else None)
    return name if code is None else f"{name} [{code}]"


def _write(logs: Path, report: str, moment: datetime) -> None:
    target = logs / f"crash-{moment:%Y-%m-%dT%H%M%S}.txt"
    number = 1
    while target.exists():
        number += 1
        target = logs / f"crash-{moment:%Y-%m-%dT%H%M%S}-{number}.txt"
    write_atomically(target, report)
    others = [file for file in logs.glob("crash-*.txt") if file != target]
    others.sort(key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)
    for old in others[KEPT_REPORTS - 1 :]:
        old.unlink(missing_ok=True)
