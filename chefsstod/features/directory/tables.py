"""Her own contacts and systems, and what she filled in or hid of others: from rows to the model and back."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Boolean, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.content.layers import Layer
from chefsstod.features.directory.model import Contact, Item, ItSystem
from chefsstod.storage.engine import Base

_EMPTY = text("''")
_NOTHING = text("0")
_NO_LIST = text("'[]'")


class ContactRow(Base):
    """What she knows of a contact. An empty text is what the layer below says."""

    __tablename__ = "contact"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    title: Mapped[str] = mapped_column(Text, nullable=False)
    what_for: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    name: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    phone: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    email: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    place: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    hours: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    note: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    group_name: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    keywords: Mapped[str] = mapped_column(Text, nullable=False, server_default=_NO_LIST)
    hidden: Mapped[bool] = mapped_column(Boolean, nullable=False, server_default=_NOTHING)


class SystemRow(Base):
    """What she knows of a system. An empty text is what the layer below says."""

    __tablename__ = "it_system"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    title: Mapped[str] = mapped_column(Text, nullable=False)
    what_for: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    local_name: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    access: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    guide: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    helper: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    note: Mapped[str] = mapped_column(Text, nullable=False, server_default=_EMPTY)
    keywords: Mapped[str] = mapped_column(Text, nullable=False, server_default=_NO_LIST)
    hidden: Mapped[bool] = mapped_column(Boolean, nullable=False, server_default=_NOTHING)


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as the service works with it."""

    item: Item
    hidden: bool = False


def read_contacts(session: Session) -> dict[str, tuple[Contact, bool]]:
    """All rows by id: what they say, and whether she hid it."""
    rows = session.execute(select(ContactRow.__table__).order_by(ContactRow.title, ContactRow.id))
    return {row.id: (_contact(row), bool(row.hidden)) for row in rows}


def read_systems(session: Session) -> dict[str, tuple[ItSystem, bool]]:
    """All rows by id: what they say, and whether she hid it."""
    rows = session.execute(select(SystemRow.__table__).order_by(SystemRow.title, SystemRow.id))
    return {row.id: (_system(row), bool(row.hidden)) for row in rows}


def read_one(session: Session, address: str) -> Kept | None:
    """The row of «contact/hr» or «system/lonesystem», or None."""
    kind, _slash, name = address.partition("/")
    if kind == "contact":
        contact = session.get(ContactRow, name)
        return Kept(_contact(contact), contact.hidden) if contact is not None else None
    system = session.get(SystemRow, name)
    return Kept(_system(system), system.hidden) if system is not None else None


def write_one(session: Session, kept: Kept) -> None:
    """Store a row, whatever was there."""
    item = kept.item
    keywords = msgspec.json.encode(item.keywords).decode()
    common = {"id": item.id, "title": item.title, "what_for": item.what_for, "note": item.note}
    if isinstance(item, Contact):
        row: Base = ContactRow(
            **common,
            name=item.name,
            phone=item.phone,
            email=item.email,
            place=item.place,
            hours=item.hours,
            group_name=item.group,
            keywords=keywords,
            hidden=kept.hidden,
        )
    else:
        row = SystemRow(
            **common,
            local_name=item.local_name,
            access=item.access,
            guide=item.guide,
            helper=item.helper,
            keywords=keywords,
            hidden=kept.hidden,
        )
    session.merge(row)


def remove_one(session: Session, address: str) -> None:
    """Take a row away, if there is one."""
    kind, _slash, name = address.partition("/")
    row = session.get(ContactRow if kind == "contact" else SystemRow, name)
    if row is not None:
        session.delete(row)


def _keywords(written: str) -> tuple[str, ...]:
    try:
        return msgspec.json.decode(written, type=tuple[str, ...])
    except msgspec.DecodeError:
        return ()  # they help to find it; it is worth more than they are


def _contact(row: object) -> Contact:
    fields = {name: getattr(row, name) for name in ("id", "title", "what_for", "name", "phone", "email", "place", "hours", "note")}
    words, group = _keywords(row.keywords), row.group_name  # type: ignore[attr-defined]
    return Contact(**fields, group=group, keywords=words, service_types=frozenset(), layer=Layer.OWN)


def _system(row: object) -> ItSystem:
    fields = {name: getattr(row, name) for name in ("id", "title", "what_for", "local_name", "access", "guide", "helper", "note")}
    return ItSystem(**fields, keywords=_keywords(row.keywords), service_types=frozenset(), layer=Layer.OWN)  # type: ignore[attr-defined]
