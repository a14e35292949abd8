"""What a file is, by what stands in it; its name is only asked when the bytes leave it open."""

import zipfile
from collections.abc import Callable
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath

from chefsstod.features.imports import refusals
from chefsstod.features.imports.encodings import decode


class FileKind(StrEnum):
    """What there is a reader for."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_PDF_WITHIN = 1024
"""A PDF may begin with so much of something else (Adobe's reader allows it, and mail programs add it)."""
_HTML_WITHIN = 2048


def kind_of(data: bytes, name: str) -> FileKind:
    """The kind of a file. Raises UserError for what is empty or cannot be read, with the way out for that kind."""
    if not data.strip(b"\x00 \t\r\n"):
        raise refusals.empty()
    ending = PurePath(name).suffix.lower()
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return FileKind.PDF
    if data.startswith(_OLE):
        raise _ole(data)
    if data.startswith(_ZIP):
        return _zip(data, ending)
    if data.startswith(b"{\\rtf"):
        raise refusals.other_kind("rtf")
    if data.startswith(_PICTURES) and ending not in (".txt", ".md", ".html", ".htm"):
        raise refusals.other_kind("picture")
    return _text(data, ending)


def _ole(data: bytes) -> Exception:
    """The old Office container holds old Word files, and new ones that are locked with a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return refusals.encrypted()
    if "WordDocument".encode("utf-16-le") in data:
        return refusals.old_word()
    for stream, kind in (("Workbook", "excel"), ("PowerPoint Document", "powerpoint")):
        if stream.encode("utf-16-le") in data:
            return refusals.other_kind(kind)
    return refusals.other_kind("")


def _zip(data: bytes, ending: str) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, UnicodeDecodeError, ValueError, OSError):
        raise refusals.broken() from None
    if "word/document.xml" in names or ("_rels/.rels" in names and ending in (".docx", ".docm", ".dotx")):
        return FileKind.DOCX
    for inside, kind in (("content.xml", "odt"), ("xl/workbook.xml", "excel"), ("ppt/presentation.xml", "powerpoint")):
        if inside in names:
            raise refusals.other_kind(kind)
    raise refusals.other_kind("zip") if ending == ".zip" else refusals.broken()


def _text(data: bytes, ending: str) -> FileKind:
    text = decode(data)
    if text is None:
        raise refusals.broken() if ending in (".docx", ".pdf", ".docm", ".dotx") else refusals.other_kind("")
    if ending in (".docx", ".pdf", ".docm", ".dotx", ".doc", ".odt"):
        raise refusals.broken()
    by_name: dict[str, FileKind] = {
        ".html": FileKind.HTML,
        ".htm": FileKind.HTML,
        ".md": FileKind.MARKDOWN,
        ".markdown": FileKind.MARKDOWN,
    }
    if ending in by_name:
        return by_name[ending]
    head = text[:_HTML_WITHIN].casefold()
    begins: Callable[[str], bool] = head.lstrip("\ufeff \t\r\n").startswith
    if ending != ".txt" and (begins("<!doctype html") or begins("<html")):
        return FileKind.HTML
    return FileKind.TEXT
