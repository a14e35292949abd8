"""Composes what the phone list shows, from the service and the profile, for ``report`` to draw. No Qt."""

from chefsstod.features.directory.report import PhoneListKind, PhoneSheet
from chefsstod.features.directory.service import DirectoryService
from chefsstod.features.profile.model import Profile
from chefsstod.i18n import _
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError

URGENT = ("nodnummer", "polis", "vardguiden", "informationsnummer")
"""The national numbers, which are the same everywhere and stand at the top."""


def phone_sheet(
    directory: DirectoryService, profile: Profile | None, clock: Clock, kind: PhoneListKind = PhoneListKind.FILLED
) -> PhoneSheet:
    """The list of what is filled in, or of everything. Raises UserError when nothing of hers would stand on it."""
    found = directory.contacts()
    urgent = tuple(contact for name in URGENT for contact in found if contact.id == name and contact.phone)
    others = [contact for contact in found if contact not in urgent]
    contacts = tuple(contact for contact in others if contact.filled or kind is PhoneListKind.BLANK)
    if not contacts:
        raise UserError(
            _("There is nothing to print yet"),
            _("No contact has a phone number or an e-mail address, so the list would be empty."),
            _("Fill in a few, or print the list with empty lines to write on."),
        )
    return PhoneSheet(contacts, urgent, clock(), profile.unit if profile else "")
