"""The files of an installed pack in the cache folder, where the readers of content can read them. Disposable at any time."""

import logging
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from chefsstod.content.archive import lay_out

FOLDER = "packs"


def folder_name(pack: str, digest: str, mark: str) -> str:
    """Another name for every other content; short, for the sake of Windows."""
    return f"{_short(pack)}-{digest[:12]}-{mark}"


def _short(pack: str) -> str:
    return pack[:24]


def intact(folder: Path, sizes: Mapping[str, int]) -> bool:
    """Whether exactly these files lie in the folder, each of its size and none a link."""
    found: dict[str, int] = {}
    for where, folders, names in os.walk(folder):
        here = Path(where)
        if any((here / name).is_symlink() for name in (*folders, *names)):
            return False
        for name in names:
            with suppress(OSError):
                found[(here / name).relative_to(folder).as_posix()] = (here / name).stat().st_size
    return bool(found) and found == dict(sizes)


def put(folder: Path, sizes: Mapping[str, int], files: Callable[[], Mapping[str, bytes]]) -> bool:
    """See to it that the folder holds the files; returns whether it does. It appears whole or not at all."""
    if intact(folder, sizes):
        return True
    beside = folder.with_name(f".{os.urandom(8).hex()}.part")
    try:
        lay_out(files(), beside)
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    except OSError as failure:
        shutil.rmtree(beside, ignore_errors=True)
        if intact(folder, sizes):
            return True  # another window was quicker
        logging.getLogger(__name__).warning("a pack could not be laid out: %s", type(failure).__name__)
        return False
    return True


def clean(parent: Path, keep: frozenset[str]) -> None:
    """Take away the folders of packs that are not in use any more."""
    with suppress(OSError):
        for child in parent.iterdir():
            if child.name not in keep and child.is_dir() and not child.is_symlink():
                shutil.rmtree(child, ignore_errors=True)


def forget(parent: Path, pack: str) -> None:
    """Take away what is laid out of one pack (or begins as it does: that is laid out again): its content is another now."""
    with suppress(OSError):
        for child in parent.iterdir():
            if child.name.startswith(f"{_short(pack)}-") and child.is_dir() and not child.is_symlink():
                shutil.rmtree(child, ignore_errors=True)
