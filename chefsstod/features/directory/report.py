"""«Telefonlistan»: one or two A4 pages to hang up beside the phone. No Qt, no SQL."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from chefsstod.features.directory.model import Contact


class PhoneListKind(StrEnum):
    """Only what is filled in, or everything with lines to write on where nothing is."""

    FILLED = "filled"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class PhoneSheet:
    """What the paper is made from. ``urgent`` stand large at the top: the national numbers for when it burns."""

    contacts: tuple[Contact, ...]
    urgent: tuple[Contact, ...]
    today: date
    unit: str = ""

    def texts(self) -> list[str]:
        """Her own words on the paper: what the privacy guard looks at before it leaves the program."""
        shown = (*self.contacts, *self.urgent)
        return [text for contact in shown for text in (contact.title, contact.name, contact.phone, contact.hours) if text]


def phone_list_pdf(sheet: PhoneSheet, target: Path) -> None:
    """Write the list, atomically. Raises OSError when the file cannot be written."""
    from chefsstod.features.directory.report_draw import write

    write(sheet, target)
