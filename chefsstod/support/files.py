"""Writing a user's file: a temporary file beside it, flushed to the disk, then put in its place."""

import os
import tempfile
from collections.abc import Callable
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
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        produce(temporary)
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
