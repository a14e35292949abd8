"""One window per data folder. The first holds a lock that the system lets go of when the process ends, however it ends.

A second start asks the first to come forward by touching a file that the first one's window watches: no socket,
nothing on a network.
"""

import logging
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from chefsstod.support.paths import Paths

RAISE_FILE = "chefsstod.raise"
"""In the data folder: appears when another start wants this window to come forward."""

_BYTE = 1 << 30
"""The byte that is locked on Windows, where a locked byte cannot be read: far behind the process id."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class InstanceLock:
    """The right to be the window of a data folder. ``certain`` is False where the file system knows no locks (some
    network folders): the program then runs, but cannot promise to be alone.
    """

    path: Path
    certain: bool
    _handle: int | None

    def release(self) -> None:
        """Let go. The file stays: removing it would open a gap in which two could hold it. May be called twice."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        with suppress(OSError):
            os.ftruncate(handle, 0)
        if sys.platform == "win32":  # pragma: no cover - tests run elsewhere
            import msvcrt

            with suppress(OSError):
                os.lseek(handle, _BYTE, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)


def acquire(paths: Paths) -> InstanceLock | None:
    """The lock of the data folder, or None when another process holds it. Never waits and never raises."""
    try:
        paths.data.mkdir(parents=True, exist_ok=True)
        handle = os.open(paths.lock, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        # Opening the database says in her language what is wrong with the folder.
        _log.warning("no lock: %s", error.strerror)
        return InstanceLock(paths.lock, certain=False, _handle=None)
    try:
        _lock(handle)
    except (BlockingIOError, PermissionError):
        os.close(handle)
        return None
    except OSError as error:
        os.close(handle)
        _log.warning("the file system of the data folder knows no locks: %s", error.strerror)
        return InstanceLock(paths.lock, certain=False, _handle=None)
    with suppress(OSError):  # a full disk is no reason not to start
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
    take_raise_request(paths)
    return InstanceLock(paths.lock, certain=True, _handle=handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":  # pragma: no cover - tests run elsewhere
        import msvcrt

        os.lseek(handle, _BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def ask_to_raise(paths: Paths) -> bool:
    """Ask the window that holds the lock to come forward; returns whether the request could be left."""
    try:
        (paths.data / RAISE_FILE).write_text(f"{os.getpid()} {time.time_ns()}\n", encoding="ascii")
    except OSError:
        return False
    return True


def take_raise_request(paths: Paths) -> bool:
    """Whether somebody has asked since the last time; for the window, when its watcher reports a change in the data
    folder.
    """
    try:
        (paths.data / RAISE_FILE).unlink()
    except OSError:
        return False
    return True
