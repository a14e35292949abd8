"""The names of files within a pack: whether they stay inside it, and whether every computer can have them. Pure."""

import re
import unicodedata
import zipfile
from collections.abc import Iterator

from chefsstod.i18n import _

MAX_FOLDERS = 8
MAX_NAME = 100
"""Of one folder or file, in characters."""
MAX_PATH = 120
"""Windows allows 260 in all; the cache folder in her profile and the folder of the pack take up to half of it."""

_UTF8 = 0x800
"""The flag of an entry whose name is UTF-8. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT Appendix D"""
# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"} | {f"{name}{n}" for name in ("com", "lpt") for n in "0123456789¹²³"}
)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_DRIVE = re.compile(r"^[A-Za-z]:")
_JUNK = frozenset({"__macosx", "thumbs.db", "desktop.ini", "ehthumbs.db"})


def decoded(entry: zipfile.ZipInfo) -> str:
    """The name of an entry. Without the flag for UTF-8 it is in no known encoding: macOS writes UTF-8 all the same, older Windows
    programs the code page of Western Europe. ``zipfile`` has read it as code page 437, which can be turned back.
    """
    name = entry.filename
    if entry.flag_bits & _UTF8 or name.isascii():
        return name
    raw = name.encode("cp437")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850")


def leads_out(name: str) -> bool:
    """Whether the name would write outside the folder of the pack, on any system."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or "\\" in name or ".." in parts or bool(_DRIVE.match(name)) or not name.strip("/")


def hidden(name: str) -> bool:
    """What systems and programs leave behind: silently left out."""
    parts = name.rstrip("/").split("/")
    return (
        any(part.startswith((".", "~$")) or part.casefold() in _JUNK for part in parts) and ".." not in parts and "." not in parts
    )


def normal(name: str) -> str:
    """The name as it is kept: composed characters, as everybody but macOS writes them."""
    return unicodedata.normalize("NFC", name)


def folders(name: str) -> Iterator[str]:
    """The folders around a file, the outermost first: «a», «a/b» for «a/b/c.md»."""
    parts = name.split("/")[:-1]
    for count in range(1, len(parts) + 1):
        yield "/".join(parts[:count])


def fault(name: str) -> str | None:
    """Why a name (which does not lead out) cannot be used everywhere; None where it can."""
    parts = normal(name).split("/")
    if len(parts) - 1 > MAX_FOLDERS:
        return _("deeper than {n} folders").format(n=MAX_FOLDERS)
    if len(name) > MAX_PATH or max(map(len, parts)) > MAX_NAME:
        return _("too long")
    for part in parts:
        if part in ("", ".", ".."):
            return _("no proper name")
        if _FORBIDDEN.search(part) or not _encodable(part):
            return _("a character that Windows does not allow")
        if part.endswith((".", " ")):
            return _("Windows does not allow a full stop or blank at the end")
        if part.split(".")[0].rstrip(" ").casefold() in _DEVICES:
            return _("Windows keeps the name for itself")
    return None


def _encodable(part: str) -> bool:
    try:
        part.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
