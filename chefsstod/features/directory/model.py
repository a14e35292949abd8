"""The directory: functions that help (contacts) and systems. Frozen data and pure rules. No clock, no files, no SQL, no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from chefsstod.content.layers import Layer


@dataclass(frozen=True, slots=True)
class Contact:
    """A function to turn to: ``title`` is the function («HR-specialist»), ``name`` who it is here. Empty fields wait."""

    id: str
    title: str
    what_for: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    place: str = ""
    hours: str = ""
    note: str = ""
    keywords: tuple[str, ...] = ()
    service_types: frozenset[str] = frozenset({"all"})
    group: str = ""
    """The heading it stands under: «Personal», «Ekonomi», «Kris» …"""
    layer: Layer = Layer.BASE
    pack: str = ""

    @property
    def filled(self) -> bool:
        """Whether one can reach somebody through it."""
        return bool(self.phone or self.email)


@dataclass(frozen=True, slots=True)
class ItSystem:
    """A system: what for, how to get access, where the guide lies, who helps (the id of a contact)."""

    id: str
    title: str
    what_for: str = ""
    local_name: str = ""
    """What it is called here: the base content only knows what such a system is for."""
    access: str = ""
    guide: str = ""
    helper: str = ""
    note: str = ""
    keywords: tuple[str, ...] = ()
    service_types: frozenset[str] = frozenset({"all"})
    layer: Layer = Layer.BASE
    pack: str = ""

    @property
    def filled(self) -> bool:
        """Whether it is known what it is called here."""
        return bool(self.local_name)


Item = Contact | ItSystem
I_ = TypeVar("I_", bound=Item)

CONTACT_FIELDS = ("name", "phone", "email", "place", "hours", "note")
"""What is different at each workplace, in the order in which it is filled in."""
SYSTEM_FIELDS = ("local_name", "access", "guide", "helper", "note")
_CONTACT_FUNCTION = ("what_for", "group")
_SYSTEM_FUNCTION = ("what_for",)


def address_of(item: Item) -> str:
    """«contact/hr», «system/lonesystem»: as front matter and links write it."""
    return f"{'contact' if isinstance(item, Contact) else 'system'}/{item.id}"


def fields_of(item: Item) -> tuple[str, ...]:
    """The names of the fields that are filled in at each workplace."""
    return CONTACT_FIELDS if isinstance(item, Contact) else SYSTEM_FIELDS


def texts_of(item: Item) -> tuple[str, ...]:
    """The names of all fields of text but the title."""
    return fields_of(item) + (_CONTACT_FUNCTION if isinstance(item, Contact) else _SYSTEM_FUNCTION)


def over(top: I_, below: I_) -> I_:
    """``top`` with what it leaves empty taken from the layer ``below``: a filled field is never hidden by an empty one."""
    words: dict[str, Any] = {name: getattr(top, name) or getattr(below, name) for name in texts_of(top)}
    return replace(
        top,
        title=top.title or below.title,
        keywords=top.keywords or below.keywords,
        service_types=top.service_types or below.service_types,
        pack=top.pack or below.pack,
        **words,
    )


def apart(item: I_, below: I_ | None) -> I_:
    """What of ``item`` is not already said by the layer ``below``: so that what a pack changes later is seen.

    The title is always kept: it is what remains to be read should the layer below be taken away.
    """
    if below is None:
        return item
    words: dict[str, Any] = {
        name: "" if getattr(item, name) == getattr(below, name) else getattr(item, name) for name in texts_of(item)
    }
    return replace(item, keywords=() if item.keywords == below.keywords else item.keywords, **words)


def says_nothing(item: Item, below: Item | None) -> bool:
    """Whether a row that holds ``item`` would add nothing to the layer ``below``."""
    if below is None or item.title != below.title or item.keywords:
        return False
    return not any(getattr(item, name) for name in texts_of(item))


def merged(layers: Sequence[Sequence[I_]]) -> dict[str, I_]:
    """The items by id, later layers over earlier ones field by field, in the order in which each id is first met."""
    found: dict[str, I_] = {}
    for layer in layers:
        for item in layer:
            below = found.get(item.id)
            found[item.id] = item if below is None else over(item, below)
    return found


def concerns(item: Item, service_type: str | None) -> bool:
    """Whether it belongs in a unit of that type; an unknown type is concerned by all."""
    return service_type is None or not item.service_types or "all" in item.service_types or service_type in item.service_types


def matches(item: Item, words: str) -> bool:
    """Whether every word of ``words`` stands somewhere in it."""
    text = " ".join((item.title, *(str(getattr(item, name)) for name in texts_of(item)), *item.keywords)).casefold()
    return all(word in text for word in words.casefold().split())


def known_as(item: Item) -> str:
    """What it is called here: a system by its local name where that is known."""
    return (item.local_name if isinstance(item, ItSystem) else "") or item.title


def reached_by(item: Item) -> str:
    """What says best how it is reached: the number, else the address, else its name."""
    return ((item.phone or item.email) if isinstance(item, Contact) else "") or known_as(item)
