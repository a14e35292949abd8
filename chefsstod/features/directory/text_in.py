"""The text of a file whose encoding nobody told, and the one error for files that hold no contacts."""

import codecs

from chefsstod.i18n import _
from chefsstod.support.errors import UserError

MOST_BYTES = 5_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAC = frozenset("äåöÄÅÖé".encode("mac_roman"))


def unreadable(why: str) -> UserError:
    """What she is told of a file that cannot be used."""
    return UserError(
        _("The file cannot be read as contacts"),
        why + " " + _("Nothing was changed."),
        _("Save the list as CSV in the spreadsheet program, or export visiting cards (vCard) from the address book."),
    )


def decoded(data: bytes) -> str:
    """The text in ``data``: UTF-8, UTF-16 with a mark, else what Windows and old Macs write. Raises UserError for no text."""
    if len(data) > MOST_BYTES:
        raise unreadable(_("The file is larger than {n} MB.").format(n=MOST_BYTES // 1_000_000))
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise unreadable(_("It is a workbook or another packed file."))
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data[:4000]:
        raise unreadable(_("It is not a text file."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        high = [byte for byte in data if byte >= 0x80]
        mac = sum(byte in _MAC for byte in high) * 2 > len(high)
        return data.decode("mac_roman" if mac else "cp1252", errors="replace")
