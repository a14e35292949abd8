"""The directory in words: names of fields, hints for them, where an entry comes from. No Qt."""

from collections.abc import Sequence

from chefsstod.features.directory.model import Contact, Item, ItSystem, known_as
from chefsstod.features.directory.transfer import Preview, What
from chefsstod.i18n import N_, _, ngettext

_NAMES = {
    "title": N_("Function"),
    "name": N_("Name"),
    "first": N_("First name"),
    "last": N_("Surname"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "place": N_("Place"),
    "hours": N_("Hours"),
    "note": N_("Note"),
    "what_for": N_("What for"),
    "group": N_("Group"),
    "keywords": N_("Words to find it by"),
    "local_name": N_("What it is called here"),
    "access": N_("How to get access"),
    "guide": N_("Where the guide is"),
    "helper": N_("Who helps"),
}
_HINTS = {
    "name": N_("Who it is here"),
    "phone": N_("Number, with area code"),
    "email": N_("Address or shared mailbox"),
    "place": N_("Address, house, room"),
    "hours": N_("When one can reach them"),
    "local_name": N_("The name of the system"),
    "access": N_("Whom to ask, which form, how long it takes"),
    "guide": N_("Web address or folder"),
    "what_for": N_("What one turns to them for"),
    "group": N_("The heading it stands under"),
    "keywords": N_("With commas between"),
}
_WHAT = {
    What.NEW: N_("New contacts"),
    What.FILLS: N_("Fills in what you have"),
    What.CHANGES: N_("Says something else than you have"),
    What.SAME: N_("Already there"),
}
NO_GROUP = N_("Other")


def field_name(field: str, item: Item | None = None) -> str:
    """«Telefon», «Så får man tillgång». The title of a system is no function."""
    if field == "title" and isinstance(item, ItSystem):
        return _("System")
    return _(_NAMES[field])


def field_hint(field: str) -> str:
    """What may be written in an empty field."""
    return _(_HINTS[field]) if field in _HINTS else ""


def group_name(contact: Contact) -> str:
    """The heading that a contact stands under."""
    return contact.group or _(NO_GROUP)


def second_line(item: Item) -> str:
    """What the list shows below the title: whom one reaches and how, or that it waits to be filled in."""
    if isinstance(item, Contact):
        told = " · ".join(part for part in (item.name, item.phone or item.email) if part)
    else:
        told = item.title if item.local_name else ""
    return told or _("To fill in")


def spoken(item: Item) -> str:
    """The whole row as a sentence, for a screen reader."""
    state = _("filled in") if item.filled else _("to fill in")
    return ", ".join(part for part in (known_as(item), second_line(item) if item.filled else "", state) if part)


def source(item: Item, *, changed: bool, own: bool) -> str:
    """Where the entry comes from: the program, a pack, herself."""
    if own:
        return _("Your own")
    origin = _("From the pack «{title}»").format(title=item.pack) if item.pack else _("Suggested by Chefsstöd")
    return _("{origin}, filled in by you").format(origin=origin) if changed else origin


def progress(items: Sequence[Item]) -> str:
    """«12 av 50 ifyllda»."""
    done = sum(item.filled for item in items)
    return ngettext("{done} of {n} filled in", "{done} of {n} filled in", len(items)).format(done=done, n=len(items))


def what_text(what: What) -> str:
    """The heading over the contacts of a file that are alike to her directory."""
    return _(_WHAT[what])


def preview_summary(preview: Preview) -> str:
    """«12 nya, 8 fyller i, 3 skiljer sig, 2 finns redan; 1 rad gick inte att läsa»."""
    counts = {what: sum(item.what is what for item in preview.items) for what in What}
    parts = [
        ngettext("{n} new", "{n} new", counts[What.NEW]).format(n=counts[What.NEW]),
        ngettext("{n} fills in", "{n} fill in", counts[What.FILLS]).format(n=counts[What.FILLS]),
        ngettext("{n} differs", "{n} differ", counts[What.CHANGES]).format(n=counts[What.CHANGES]),
        ngettext("{n} already there", "{n} already there", counts[What.SAME]).format(n=counts[What.SAME]),
        ngettext("{n} could not be read", "{n} could not be read", preview.unread).format(n=preview.unread),
    ]
    shown = [part for part, count in zip(parts, (*counts.values(), preview.unread), strict=True) if count]
    return ", ".join(shown) or _("Nothing that can be taken in.")


def copied(text: str) -> str:
    """What the toast says when something was copied."""
    return _("Copied: {text}").format(text=text)
