"""The use cases of the directory. Each is one transaction; each change returns what changed and the way back.

Three layers: her own over the employer's packs over what ships, field by field. Her row holds only what differs from the layer
below, so that a number which a pack corrects is seen; a field that she empties shows again what the layer below says.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from chefsstod.content.layers import Layer
from chefsstod.features.directory import tables
from chefsstod.features.directory.model import (
    I_,
    Contact,
    Item,
    ItSystem,
    address_of,
    apart,
    concerns,
    merged,
    over,
    says_nothing,
    texts_of,
)
from chefsstod.features.directory.tables import Kept
from chefsstod.features.directory.transfer import Incoming, Preview, compared
from chefsstod.i18n import _
from chefsstod.i18n.dates import sort_key
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError
from chefsstod.support.ids import own_id

if TYPE_CHECKING:
    from chefsstod.features.directory.content import DirectoryContent

LONGEST_LINE = 300
LONGEST_TEXT = 20_000
_TEXTS = frozenset({"note", "access", "what_for"})
"""Fields that may have several lines."""


class DirectoryService:
    """Reads and changes contacts and systems. ``base`` and ``local`` (later packs over earlier ones) are called at each reading."""

    def __init__(
        self,
        *,
        database: Database,
        base: "Callable[[], DirectoryContent]",
        local: "Callable[[], Sequence[DirectoryContent]]",
        clock: Clock,
        service_type: Callable[[], str | None],
    ) -> None:
        self._database = database
        self._base = base
        self._local = local
        self._clock = clock
        self._service_type = service_type

    # ── reading ──────────────────────────────────────────────────────────────

    def contacts(self, *, everything: bool = False) -> tuple[Contact, ...]:
        """What she sees, group by group; with ``everything`` also what concerns other types of unit only."""
        with self._database.read() as session:
            rows = tables.read_contacts(session)
        found = self._shown(self._contacts_below(), rows, everything=everything)
        groups = {group: place for place, group in enumerate(dict.fromkeys(contact.group for contact in found))}
        return tuple(sorted(found, key=lambda contact: groups[contact.group]))

    def systems(self, *, everything: bool = False) -> tuple[ItSystem, ...]:
        """What she sees; with ``everything`` also what concerns other types of unit only."""
        with self._database.read() as session:
            rows = tables.read_systems(session)
        return tuple(self._shown(self._systems_below(), rows, everything=everything))

    def contact(self, contact_id: str) -> Contact | None:
        """One contact, hidden or not, whatever unit it concerns; None if there is none."""
        found = self.item(f"contact/{contact_id}")
        return found if isinstance(found, Contact) else None

    def system(self, system_id: str) -> ItSystem | None:
        """One system, hidden or not, whatever unit it concerns; None if there is none."""
        found = self.item(f"system/{system_id}")
        return found if isinstance(found, ItSystem) else None

    def below(self, address: str) -> Item | None:
        """What the employer's packs and the program say of «contact/hr» or «system/lonesystem», without what is hers."""
        kind, _slash, name = address.partition("/")
        known: Mapping[str, Item] = self._contacts_below() if kind == "contact" else self._systems_below()
        return known.get(name)

    def hidden(self) -> tuple[Item, ...]:
        """What she has put away, contacts first."""
        with self._database.read() as session:
            rows: list[Item] = [item for item, away in tables.read_contacts(session).values() if away]
            rows += [item for item, away in tables.read_systems(session).values() if away]
        return tuple(_on_top(item, self.below(address_of(item))) for item in rows)

    def is_hidden(self, address: str) -> bool:
        """Whether she has put it away."""
        row = self._row(address)
        return row is not None and row.hidden

    def is_changed(self, address: str) -> bool:
        """Whether any of what is shown is hers."""
        row = self._row(address)
        return row is not None and not says_nothing(row.item, self.below(address))

    def item(self, address: str) -> Item | None:
        """What «contact/hr» or «system/lonesystem» leads to, as it is shown; None if there is none."""
        row, below = self._row(address), self.below(address)
        if row is None:
            return _whole(below) if below is not None else None
        return _on_top(row.item, below)

    def _row(self, address: str) -> Kept | None:
        with self._database.read() as session:
            return tables.read_one(session, address)

    def _contacts_below(self) -> dict[str, Contact]:
        return merged([self._base().contacts, *(content.contacts for content in self._local())])

    def _systems_below(self) -> dict[str, ItSystem]:
        return merged([self._base().systems, *(content.systems for content in self._local())])

    def _shown(self, below: Mapping[str, I_], rows: Mapping[str, tuple[I_, bool]], *, everything: bool) -> list[I_]:
        service_type = None if everything else self._service_type()
        away = {name for name, (_item, hidden) in rows.items() if hidden}
        found = [_on_top(rows[name][0], item) if name in rows else _whole(item) for name, item in below.items() if name not in away]
        own = sorted((item for name, (item, _away) in rows.items() if name not in below and name not in away), key=_by_title)
        return [item for item in (*found, *map(_whole, own)) if item.layer is Layer.OWN or concerns(item, service_type)]

    # ── changing ─────────────────────────────────────────────────────────────

    def save_contact(self, contact: Contact) -> Saved:
        """Save what she wrote. Raises UserError for one without a title that nothing below gives."""
        return self._save(contact)

    def save_system(self, system: ItSystem) -> Saved:
        """Save what she wrote. Raises UserError for one without a title that nothing below gives."""
        return self._save(system)

    def add_contact(self, contact: Contact) -> tuple[str, Saved]:
        """A contact of her own; its id is made from its title. Returns the id. Raises UserError for one without a title."""
        made = self._new(contact, self._taken("contact"))
        return made.id, self._put({address_of(made): Kept(made)})

    def add_system(self, system: ItSystem) -> tuple[str, Saved]:
        """A system of her own; its id is made from its title. Returns the id. Raises UserError for one without a title."""
        made = self._new(system, self._taken("system"))
        return made.id, self._put({address_of(made): Kept(made)})

    def hide(self, address: str) -> Saved:
        """Put it away: there is no such function or system here. What she wrote of it is kept."""
        return self._set_hidden(address, hidden=True)

    def bring_back(self, address: str) -> Saved:
        """Show again what was put away."""
        return self._set_hidden(address, hidden=False)

    def remove(self, address: str) -> Saved:
        """Take away what is hers: a contact of her own is gone, another shows again what the layer below says."""
        if self._row(address) is None:
            raise _missing(address)
        return self._put({address: None})

    def import_preview(self, path: Path, columns: Sequence[str] | None = None) -> Preview:
        """What the contacts in a file (CSV, vCard) would bring; nothing is taken in. ``columns`` corrects which field each column
        of a table fills. Raises UserError for what is no such file, OSError for what cannot be opened.
        """
        from chefsstod.features.directory.files_in import read_contacts

        read = read_contacts(path, columns)
        known = self.contacts(everything=True)
        return Preview(path.name, compared(read.contacts, known), read.headings, read.columns, read.sample, read.unread, read.sure)

    def import_contacts(self, chosen: Sequence[Incoming]) -> Saved:
        """Take in what she chose, all or nothing. What the file leaves empty stays as it is."""
        taken = set(self._taken("contact"))
        rows: dict[str, Kept | None] = {}
        for incoming in chosen:
            match = incoming.match
            if match is None:
                made = self._new(incoming.given, taken)
                taken.add(made.id)
                rows[address_of(made)] = Kept(made)
            else:
                # Two rows of a file may fill in the same contact: the second comes on top of the first.
                address = address_of(match)
                before = rows.get(address)
                now = _on_top(before.item, self.below(address)) if before is not None else self.item(address)
                words: dict[str, Any] = {change.field: change.after for change in incoming.changes}
                row = self._normal(replace(now or match, **words), hidden=False)
                rows[address] = row
        return self._put(rows)

    def _save(self, item: Item) -> Saved:
        address = address_of(item)
        row = self._row(address)
        return self._put({address: self._normal(item, hidden=row is not None and row.hidden)})

    def _normal(self, item: Item, *, hidden: bool) -> Kept | None:
        """The row for ``item``: only what differs from the layer below; None when nothing does."""
        below = self.below(address_of(item))
        tidy = _tidy(item)
        if not tidy.title:
            if below is None:
                raise _untitled()
            tidy = replace(tidy, title=below.title)
        mine = apart(tidy, below)
        return None if not hidden and says_nothing(mine, below) else Kept(mine, hidden)

    def _set_hidden(self, address: str, *, hidden: bool) -> Saved:
        item = self.item(address)
        if item is None:
            raise _missing(address)
        return self._put({address: self._normal(item, hidden=hidden)})

    def _new(self, item: I_, taken: Collection[str]) -> I_:
        tidy = _tidy(item)
        if not tidy.title:
            raise _untitled()
        kind = "kontakt" if isinstance(item, Contact) else "system"
        return replace(tidy, id=own_id(tidy.title, taken, kind), layer=Layer.OWN)

    def _taken(self, kind: str) -> list[str]:
        with self._database.read() as session:
            rows: Mapping[str, object] = tables.read_contacts(session) if kind == "contact" else tables.read_systems(session)
        return list(chain(rows, self._contacts_below() if kind == "contact" else self._systems_below()))

    def _put(self, rows: Mapping[str, Kept | None]) -> Saved:
        """Make the file say ``rows``, None being no row; the way back puts what was there."""
        with self._database.write() as session:
            before = {address: tables.read_one(session, address) for address in rows}
            for address, kept in rows.items():
                if kept is None:
                    tables.remove_one(session, address)
                else:
                    tables.write_one(session, kept)
        return Saved(Changes(directory=frozenset(rows)), lambda: self._put(before))


def _by_title(item: Item) -> str:
    return sort_key(item.title)


def _whole(item: I_) -> I_:
    """What says nothing of service types concerns all."""
    return item if item.service_types else replace(item, service_types=frozenset({"all"}))


def _on_top(item: I_, below: Item | None) -> I_:
    return _whole(over(item, cast("I_", below)) if below is not None else item)


def _tidy(item: I_) -> I_:
    """Lines without blanks at their ends, texts of a sane length."""
    words: dict[str, Any] = {}
    for name in texts_of(item):
        text = str(getattr(item, name))
        words[name] = text.strip()[:LONGEST_TEXT] if name in _TEXTS else " ".join(text.split())[:LONGEST_LINE]
    keywords = tuple(dict.fromkeys(" ".join(word.split())[:LONGEST_LINE] for word in item.keywords if word.strip()))
    return replace(item, title=" ".join(item.title.split())[:LONGEST_LINE], keywords=keywords, **words)


def _untitled() -> UserError:
    return UserError(
        _("A contact or system needs a name"), _("Nothing was changed."), _("Write what it is, for example «Physiotherapist».")
    )


def _missing(address: str) -> UserError:
    return UserError(
        _("There is no «{id}» in the directory").format(id=address),
        _("It may have been removed. Nothing was changed."),
        _("Undo brings back what was just removed."),
    )
