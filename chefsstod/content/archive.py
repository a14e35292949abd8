"""A pack that came as a ``.zip``: unpacked into a temporary folder; nothing that it says about itself is trusted."""

import errno
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from chefsstod.i18n import _
from chefsstod.support.errors import UserError

MAX_BYTES = 50_000_000
MAX_FILES = 5000
MANIFEST = "pack.yaml"
_BLOCK = 1 << 16


@contextmanager
def opened_pack(source: Path) -> Iterator[Path]:
    """The folder of the pack ``source`` (a folder, or a ``.zip`` that is unpacked for as long as the context lasts).

    Raises UserError when there is no such pack, or when the archive is damaged, locked, too large, or would write
    outside its folder.
    """
    if source.is_dir():
        yield source
        return
    if not source.is_file():
        raise UserError(
            _("There is no pack «{path}»").format(path=source),
            _("Nothing was read."),
            _("Give a folder or a .zip that exists."),
        )
    with TemporaryDirectory(prefix="chefsstod-pack-") as folder:
        _unpack(source, Path(folder))
        yield _root(Path(folder))


def _unpack(source: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_FILES:
                raise _refused(source, _("It holds more than {n} files.").format(n=MAX_FILES))
            left = MAX_BYTES
            for entry in entries:
                left -= _unpack_one(archive, entry, source, folder / _safe(entry, source), left)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, UnicodeDecodeError, OSError) as failure:
        # RuntimeError: the archive has a password, or (NotImplementedError) a compression that Python does not know.
        # OSError: names that are too long or cannot stand beside each other; a full disk is not the archive's fault.
        if isinstance(failure, OSError) and failure.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise _refused(source, _("It is damaged, has a password or is no .zip.")) from failure


def _safe(entry: zipfile.ZipInfo, source: Path) -> PurePosixPath:
    """The entry's path within the folder."""
    name = entry.filename
    path = PurePosixPath(name)
    outside = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not path.parts
    if outside or stat.S_ISLNK(entry.external_attr >> 16):
        raise _refused(source, _("It holds a link or a path that leads out of it: {name}.").format(name=name))
    return path


def _unpack_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: Path, target: Path, most: int) -> int:
    """Write one file; returns its size. What counts is what comes out, not the size that the archive claims."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(entry) as packed, target.open("wb") as plain:
        while block := packed.read(_BLOCK):
            written += len(block)
            if written > most:
                raise _refused(source, _("Unpacked it is larger than {n} MB.").format(n=MAX_BYTES // 1_000_000))
            plain.write(block)
    return written


def _root(folder: Path) -> Path:
    """The folder with the manifest: the archive's top, or its only folder when it was packed from outside."""
    inner = [child for child in folder.iterdir() if not child.name.startswith(("__MACOSX", "."))]
    if not (folder / MANIFEST).exists() and len(inner) == 1 and inner[0].is_dir():
        return inner[0]
    return folder


def _refused(source: Path, why: str) -> UserError:
    return UserError(
        _("«{name}» cannot be used as a pack").format(name=source.name),
        why + " " + _("Nothing was read."),
        _("Ask for a new copy."),
    )
