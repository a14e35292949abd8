"""Her contacts as a file for other programs: visiting cards (vCard 3.0, which all address books read) and a table (CSV).

Notes stay here: they are hers.
"""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from chefsstod.features.directory.model import Contact
from chefsstod.i18n import N_, _
from chefsstod.support.files import write_atomically

_COLUMNS = (
    (N_("Function"), "title"),
    (N_("Name"), "name"),
    (N_("Phone"), "phone"),
    (N_("E-mail"), "email"),
    (N_("Place"), "place"),
    (N_("Hours"), "hours"),
    (N_("What for"), "what_for"),
    (N_("Group"), "group"),
)
_NUMBER = re.compile(r"[+-]?[\d\s()/.,-]+")


def write_csv(contacts: Sequence[Contact], target: Path) -> None:
    """A table that spreadsheet programs open by a double click. Raises OSError when it cannot be written."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([_(heading) for heading, _field in _COLUMNS])
    writer.writerows([_safe(str(getattr(contact, field))) for _heading, field in _COLUMNS] for contact in contacts)
    write_atomically(target, stream.getvalue().encode("utf-8-sig"))


def _safe(cell: str) -> str:
    """A cell that no spreadsheet program runs as a formula. https://owasp.org/www-community/attacks/CSV_Injection"""
    risky = cell[:1] in ("=", "@", "\t", "\r") or (cell[:1] in ("+", "-") and not _NUMBER.fullmatch(cell))
    return f"'{cell}" if risky else cell


def write_vcard(contacts: Sequence[Contact], target: Path) -> None:
    """One card for each that has something to reach it by. Raises OSError when it cannot be written."""
    cards = "".join(_card(contact) for contact in contacts if contact.filled or contact.name)
    write_atomically(target, cards.encode("utf-8"))


def _card(contact: Contact) -> str:
    import vobject

    card = vobject.vCard()
    name = contact.name or contact.title
    card.add("fn").value = name
    given, _blank, family = name.rpartition(" ")
    card.add("n").value = vobject.vcard.Name(family=family if contact.name else "", given=given if contact.name else name)
    card.add("title").value = contact.title
    for number in filter(None, (part.strip() for part in contact.phone.split(","))):
        line = card.add("tel")
        line.value, line.type_param = number, "WORK"
    if contact.email:
        line = card.add("email")
        line.value, line.type_param = contact.email, "WORK"
    if contact.place:
        line = card.add("adr")
        line.value, line.type_param = vobject.vcard.Address(street=contact.place), "WORK"
    if contact.group:
        card.add("categories").value = [contact.group]
    return str(card.serialize())
