"""A pack as it comes, a folder or a ``.zip``: read into memory file by file; nothing that it says about itself is trusted.

What would lead out of the pack, cannot stand on every computer, or is larger than a pack has reason to be, refuses the whole.
What is only of no use here (other kinds of files, links, pictures that are none) is left out and told.
"""

import errno
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from chefsstod.content import member_names
from chefsstod.content.pictures import wrong_picture
from chefsstod.content.problems import Problem, warning
from chefsstod.i18n import _
from chefsstod.support.errors import UserError

MAX_BYTES = 50_000_000
"""Of all files together, unpacked."""
MAX_FILE = 20_000_000
MAX_FILES = 5000
MAX_RATIO = 200
"""Text shrinks to a tenth, at best to a hundredth; a file that shrinks to less has been made to burst."""
_SMALL = 1_000_000
"""No harm below this size, whatever the ratio."""
MANIFEST = "pack.yaml"
TEXTS = (".md", ".yaml")
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
_BLOCK = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What ``zipfile`` raises for bytes that are none. RuntimeError: a password, or (NotImplementedError) an unknown compression."""
_LOCKED = 0x1
"""The flag of an entry that has a password. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.4.4"""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of a pack by their path in it («/» between folders), and what was left out of it and why."""

    files: Mapping[str, bytes]
    left_out: tuple[Problem, ...] = ()


@contextmanager
def opened_pack(source: Path) -> Iterator[Path]:
    """A folder with the files of the pack ``source``, for as long as the context lasts.

    A folder without links is used as it is. Raises UserError as ``read_bundle`` does.
    """
    if source.is_dir() and not _look_through(source).links:
        yield source
        return
    bundle = read_bundle(source)
    with TemporaryDirectory(prefix="chefsstod-pack-") as folder:
        lay_out(bundle.files, Path(folder))
        yield Path(folder)


def lay_out(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a bundle into ``folder``. Raises OSError."""
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def read_bundle(source: Path) -> Bundle:
    """The files of the pack ``source``: a folder, the ``pack.yaml`` in it, or a ``.zip``.

    Raises UserError when there is no such pack, or when it is damaged, locked, too large, or would not stay where it is put.
    """
    if source.name == MANIFEST and source.is_file():
        source = source.parent
    try:
        if source.is_dir():
            return _read_folder(source)
        if source.is_file():
            return _read_zip(source)
    except OSError as failure:
        if failure.errno in (errno.ENOSPC, errno.EDQUOT):
            raise  # a full disk is not the archive's fault
        raise _refused(source, _("It cannot be read.")) from failure
    raise UserError(
        _("There is no pack «{path}»").format(path=source),
        _("Nothing was read."),
        _("Give a folder or a .zip that exists."),
    )


def peek(source: Path) -> bytes | None:
    """The manifest of the pack at ``source`` without the rest; None where there is none that can be read."""
    if source.name == MANIFEST:
        source = source.parent
    try:
        if source.is_dir():
            path = source / MANIFEST
            return None if path.is_symlink() else path.read_bytes()[:MAX_FILE]
        with zipfile.ZipFile(source) as archive:
            names = [name for name in archive.namelist() if name == MANIFEST or name.endswith(f"/{MANIFEST}")]
            if not names:
                return None
            return _unpack(archive, archive.getinfo(min(names, key=len)), source, MAX_FILE)
    except (UserError, OSError, *_BROKEN):
        return None


# ── folders ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Folder:
    files: Mapping[str, Path]
    links: tuple[str, ...]


def _look_through(root: Path) -> _Folder:
    """The files below ``root`` by name. Links are not followed, wherever they lead. Raises UserError."""
    files: dict[str, Path] = {}
    links: list[str] = []
    for where, folders, names in os.walk(root):
        here = Path(where)
        links += [(here / name).relative_to(root).as_posix() for name in sorted(folders) if _is_link(here / name)]
        # In place: ``os.walk`` goes only where it is let to.
        folders[:] = sorted(name for name in folders if not member_names.hidden(name) and not _is_link(here / name))
        for name in sorted(names):
            path = here / name
            relative = path.relative_to(root).as_posix()
            if _is_link(path):
                links.append(relative)
            elif not member_names.hidden(name) and path.is_file():
                files[relative] = path
        if len(files) > MAX_FILES:
            raise _refused(root, _("It holds more than {n} files.").format(n=MAX_FILES))
    return _Folder(files, tuple(links))


def _is_link(path: Path) -> bool:
    """A symbolic link, or a junction of Windows (a folder that stands in two places)."""
    try:
        status = path.lstat()
    except OSError:
        return True
    reparse = getattr(status, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)
    tag = getattr(status, "st_reparse_tag", 0)
    return stat.S_ISLNK(status.st_mode) or bool(reparse and tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1))


def _read_folder(root: Path) -> Bundle:
    found = _look_through(root)
    names = _checked(dict.fromkeys(found.files), root)
    left_out = [warning(name, 0, _("a link is not followed")) for name in found.links]
    files: dict[str, bytes] = {}
    left = MAX_BYTES
    for name, path in found.files.items():
        if not _taken(name, left_out):
            continue
        with path.open("rb") as stream:
            data = stream.read(min(MAX_FILE, left) + 1)
        left -= _measured(name, len(data), left, root)
        _keep(files, names[name], data, left_out)
    return Bundle(files, tuple(left_out))


# ── archives ─────────────────────────────────────────────────────────────────


def _read_zip(source: Path) -> Bundle:
    try:
        with zipfile.ZipFile(source) as archive:
            return _read_entries(archive, source)
    except _BROKEN as failure:
        raise _refused(source, _("It is damaged or no .zip.")) from failure


def _read_entries(archive: zipfile.ZipFile, source: Path) -> Bundle:
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        name = member_names.decoded(entry)
        if stat.S_ISLNK(entry.external_attr >> 16) or member_names.leads_out(name):
            raise _refused(source, _("It holds a link or a path that leads out of it: {name}.").format(name=_shown(name)))
        if entry.is_dir() or member_names.hidden(name):
            continue
        if name in entries:
            raise _refused(source, _("Two of its files have the same name: {name}.").format(name=_shown(name)))
        entries[name] = entry
        if len(entries) > MAX_FILES:
            raise _refused(source, _("It holds more than {n} files.").format(n=MAX_FILES))
    top = _top(entries)
    entries = {name.removeprefix(top): entry for name, entry in entries.items()}
    names = _checked(dict.fromkeys(entries), source)
    left_out: list[Problem] = []
    files: dict[str, bytes] = {}
    left = MAX_BYTES
    for name, entry in entries.items():
        if _taken(name, left_out):
            data = _unpack(archive, entry, source, left)
            left -= len(data)
            _keep(files, names[name], data, left_out)
    return Bundle(files, tuple(left_out))


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: Path, most: int) -> bytes:
    """One file. What counts is what comes out, not the size that the archive claims."""
    if entry.flag_bits & _LOCKED:
        raise _refused(source, _("It has a password."), _("Ask for a copy without one."))
    blocks: list[bytes] = []
    size = 0
    with archive.open(entry) as packed:
        while block := packed.read(_BLOCK):
            size += len(block)
            _measured(entry.filename, size, most, source)
            if size > _SMALL and size > MAX_RATIO * max(entry.compress_size, 1):
                raise _refused(
                    source, _("A file in it is packed in a way that would fill the disk: {name}.").format(name=entry.filename)
                )
            blocks.append(block)
    return b"".join(blocks)


def _top(names: Mapping[str, object]) -> str:
    """The folder around everything, where the pack was packed from outside."""
    tops = {name.partition("/")[0] for name in names}
    if MANIFEST not in names and len(tops) == 1 and all("/" in name for name in names):
        return f"{tops.pop()}/"
    return ""


# ── both ─────────────────────────────────────────────────────────────────────


def _checked(names: Mapping[str, object], source: Path) -> dict[str, str]:
    """Each name as it is kept. Raises UserError for one that cannot stand on every computer, and for two that are one on some."""
    kept: dict[str, str] = {}
    taken: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        fault = member_names.fault(name)
        if fault is not None:
            raise _refused(source, _("A name in it cannot be used: {name} ({why}).").format(name=_shown(name), why=fault))
        kept[name] = member_names.normal(name)
        key = kept[name].casefold()
        for folder in member_names.folders(key):
            folders.setdefault(folder, name)
        if key in taken or key in folders:
            other = taken.get(key) or folders[key]
            raise _refused(
                source, _("Two of its files have the same name: {name}.").format(name=f"{_shown(other)}, {_shown(name)}")
            )
        taken[key] = name
    clash = next((folder for folder in folders if folder in taken), None)
    if clash is not None:
        raise _refused(source, _("Two of its files have the same name: {name}.").format(name=_shown(clash)))
    return kept


def _taken(name: str, left_out: list[Problem]) -> bool:
    """Whether files of this kind are taken in; what is not is told."""
    suffix = os.path.splitext(name)[1].casefold()  # noqa: PTH122 - a name within the pack, no path of this computer
    if suffix in TEXTS or suffix in PICTURES:
        return True
    left_out.append(warning(name, 0, _("files of this kind are not used; the file is left out")))
    return False


def _measured(name: str, size: int, left: int, source: Path) -> int:
    if size > left:
        raise _refused(source, _("Unpacked it is larger than {n} MB.").format(n=MAX_BYTES // 1_000_000))
    if size > MAX_FILE:
        raise _refused(source, _("A file in it is larger than {n} MB: {name}.").format(n=MAX_FILE // 1_000_000, name=_shown(name)))
    return size


def _keep(files: dict[str, bytes], name: str, data: bytes, left_out: list[Problem]) -> None:
    suffix = os.path.splitext(name)[1].casefold()  # noqa: PTH122 - a name within the pack
    fault = wrong_picture(data, suffix) if suffix in PICTURES else None
    if fault is None:
        files[name] = data
    else:
        left_out.append(warning(name, 0, fault))


def _shown(name: str) -> str:
    """A name as it may be printed: no control characters, not endless."""
    clean = "".join(character if character.isprintable() else "\ufffd" for character in name)
    return clean if len(clean) <= 80 else clean[:77] + "…"


def _refused(source: Path, why: str, remedy: str = "") -> UserError:
    return UserError(
        _("«{name}» cannot be used as a pack").format(name=source.name),
        why + " " + _("Nothing was read."),
        remedy or _("Ask for a new copy."),
    )
