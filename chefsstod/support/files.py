"""Writing a user's file: a temporary file beside it, flushed to the disk, then put in its place."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def write_atomically(target: Path, data: bytes | str) -> None:
    """Replace ``target`` with ``data``; after a crash the file is either the old or the new one, never half.

    Raises OSError when the folder cannot be written or the disk is full; the old file then stands untouched.
    """
    payload = data.encode("utf-8") if isinstance(data, str) else data

    def write(path: Path) -> None:
        path.write_bytes(payload)

    produce_atomically(target, write)


def produce_atomically(target: Path, produce: Callable[[Path], None]) -> None:
    """Let ``produce`` write a temporary file beside ``target``, then put it in the place of ``target``.

    Raises whatever ``produce`` raises, and OSError; the temporary file is then removed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        temporary = _new_file_beside(target)
    except OSError as error:
        error.filename = str(target)  # the one she knows
        raise
    try:
        produce(temporary)
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        with suppress(OSError):  # no such file yet, or a file system without modes
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _new_file_beside(target: Path) -> Path:
    """An empty file that nobody else has. Not ``tempfile``'s, which lets nobody but the owner read it whatever her
    umask says.
    """
    while True:
        # The name is cut short: with the additions a long one would be longer than file systems allow.
        temporary = target.with_name(f".{target.stem[:40]}.{os.urandom(4).hex()}.part")
        try:
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        except FileExistsError:
            continue
        return temporary


def sync_folder(folder: Path) -> None:
    """Make renamed and removed names in ``folder`` last through a power cut, where the system offers it."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network file systems do not
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
