"""Content read from YAML once and then from a cache file, for as long as no content file has changed. The cache is disposable."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from chefsstod.content.problems import Problem, Severity

T = TypeVar("T")


class _Kept(msgspec.Struct, Generic[T], frozen=True):
    signature: str
    items: T


def signature(root: Path, files: Sequence[Path], version: str) -> str:
    """What the cached content was read from: names, sizes and times of the files, and the version of their form."""
    entries = [(file.relative_to(root).as_posix(), file.stat()) for file in sorted(files) if file.is_file()]
    return version + "|" + "|".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in entries)


def cached(cache: Path | None, mark: str, kind: type[T], read: Callable[[], tuple[T, list[Problem]]]) -> tuple[T, list[Problem]]:
    """What ``read`` gives, from ``cache`` while it bears ``mark``. What was read with errors is not kept.

    A cache that cannot be read or written costs time and nothing else.
    """
    from chefsstod.support.files import write_atomically

    if cache is not None:
        try:
            kept = msgspec.json.decode(cache.read_bytes(), type=_Kept[kind])  # type: ignore[valid-type]
            if kept.signature == mark:
                return kept.items, []
        except (OSError, msgspec.DecodeError):
            pass
    found, problems = read()
    if cache is not None and not any(problem.severity is Severity.ERROR for problem in problems):
        with suppress(OSError):
            write_atomically(cache, msgspec.json.encode(_Kept(mark, found)))
    return found, problems
