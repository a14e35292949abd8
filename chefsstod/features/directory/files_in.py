"""A file of contacts, whatever kind it is: visiting cards or a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chefsstod.features.directory.csv_in import Column, contacts_of, read_table
from chefsstod.features.directory.model import Contact
from chefsstod.features.directory.text_in import MOST_BYTES, decoded, unreadable
from chefsstod.features.directory.vcard_in import is_vcard, read_cards
from chefsstod.i18n import _


@dataclass(frozen=True, slots=True)
class Read:
    """What stands in the file; the last four only for a table."""

    contacts: tuple[Contact, ...]
    unread: int
    headings: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    sample: tuple[str, ...] = ()
    sure: bool = True


def read_contacts(path: Path, columns: Sequence[str] | None = None) -> Read:
    """The contacts of ``path``. ``columns`` says which field each column of a table fills, where the headings do not.

    Raises UserError for what holds none, OSError for what cannot be opened.
    """
    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    text = decoded(data)
    if not text.strip():
        raise unreadable(_("The file is empty."))
    if is_vcard(text):
        cards, unread = read_cards(text)
        if not cards:
            raise unreadable(_("None of its visiting cards can be read."))
        return Read(cards, unread)
    table = read_table(text)
    chosen = tuple(Column(column) for column in columns) if columns is not None else table.columns
    if len(chosen) != len(table.headings):
        chosen = table.columns  # another file than the one that she corrected
    contacts, unread = contacts_of(table, chosen)
    return Read(contacts, unread, table.headings, tuple(column.value for column in chosen), table.sample, table.sure)
