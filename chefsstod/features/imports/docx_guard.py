"""A .docx is a zip archive of XML: what it says about itself is checked before any of it is read by others."""

import re
import zipfile
from io import BytesIO

from chefsstod.features.imports import refusals

MAX_PARTS = 3000
MAX_XML = 60_000_000
"""Of one part of XML; the text of four hundred pages is some ten."""
MAX_UNPACKED = 250_000_000
MAX_RATIO = 150
"""How many times larger than packed; a page of XML comes to ten or twenty, blanks only to a thousand."""
_SMALL = 10_000_000
"""Below this nobody asks how well it was packed."""
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = re.compile(re.escape("<!DOCTYPE".encode("utf-16-le")) + b"|" + re.escape("<!DOCTYPE".encode("utf-16-be")))
_HEAD = 2048


def checked(data: bytes) -> zipfile.ZipFile:
    """The archive of a .docx, whose parts are of sound size and declare no entities.

    Raises UserError for what is damaged, locked or a bomb. The sizes that the archive claims bind Python's reader, too: it
    stops at them.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, UnicodeDecodeError, ValueError, OSError):
        raise refusals.broken() from None
    entries = archive.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise refusals.encrypted()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > MAX_RATIO * max(packed, 1)):
        raise refusals.bomb()
    if len({entry.filename for entry in entries}) != len(entries):
        raise refusals.broken()  # which of two parts of the same name counts differs from reader to reader
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            _check_part(archive, entry)
    return archive


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MAX_XML:
        raise refusals.bomb()
    part = part_of(archive, entry.filename)
    if _DECLARATION.search(part[:_HEAD]) or _WIDE.search(part[:_HEAD]):
        raise refusals.bomb()


def part_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part, empty when there is none. Raises UserError when it is damaged."""
    try:
        return archive.read(name)
    except KeyError:
        return b""
    except Exception:  # noqa: BLE001 - the archive is damaged, whatever zlib, lzma or zipfile calls it
        raise refusals.broken() from None
