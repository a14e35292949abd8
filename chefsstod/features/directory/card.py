"""A contact or a system on a small card, shown beside a task or a text: whom to ask, with the number at hand."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from chefsstod.content.links import LinkKind, read_link
from chefsstod.features.directory.fields import copy
from chefsstod.features.directory.model import Contact, Item, ItSystem, address_of, known_as
from chefsstod.features.directory.service import DirectoryService
from chefsstod.features.directory.words import copied, field_name
from chefsstod.i18n import _
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.icons import GAP, icon
from chefsstod.ui.parts import XS, M, S, column, icon_button, icon_size, label, row

Said = Callable[[str], object]


class ContactCard(QFrame):
    """What it is, who it is here, phone and e-mail with a button to copy each; «Fyll i …» where nothing is known.

    ``opened`` gets the address of the entry (or «mailto:…»), ``told`` a sentence for the toast.
    """

    def __init__(self, item: Item, *, opened: Said, told: Said, helper: Contact | None = None) -> None:
        super().__init__()
        self._told, self._opened = told, opened
        self.item = item
        self.setProperty("role", "card")
        self.setAccessibleName(known_as(item))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.head = ElidedButton(known_as(item), "link")
        self.head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.head.clicked.connect(lambda: opened(f"chefsstod:{address_of(item)}"))
        parts: list[QWidget] = [self.head]
        parts += self._contact(item) if isinstance(item, Contact) else self._system(item, helper)
        self.setLayout(column(*parts, spacing=0, margins=(S, S, S, S)))

    def _contact(self, item: Contact) -> list[QWidget]:
        known = [label(item.name)] if item.name else []
        if item.hours and item.filled:
            known.append(label(item.hours, "small"))
        lines: list[QWidget] = [_indented(column(*known, spacing=0))] if known else []
        if item.phone:
            lines.append(self._reach("phone", item.phone, "lead"))
        if item.email:
            lines.append(self._reach("email", item.email, ""))
        if not item.filled:
            text = _("Fill in phone or e-mail …")
            lines.append(self._fill(text, item))
        return lines

    def _system(self, item: ItSystem, helper: Contact | None) -> list[QWidget]:
        texts = [item.title if item.local_name else item.what_for, item.access]
        lines: list[QWidget] = [_indented(column(*(label(text, "muted") for text in texts if text), spacing=2))]
        if helper is not None:
            reached = " · ".join(part for part in (helper.name or helper.title, _breakable(helper.phone or helper.email)) if part)
            lines.append(_indented(column(label(_("Helps: {who}").format(who=reached)), spacing=0)))
        if not item.filled:
            lines.append(self._fill(_("Fill in what it is called here …"), item))
        return lines

    def _reach(self, field: str, text: str, role: str) -> QWidget:
        holder = QWidget()
        words = label(_breakable(text), role, selectable=True)
        words.setAccessibleName(f"{field_name(field)} {text}")
        tools = [
            icon_button("copy", _("Copy: {field}").format(field=f"{field_name(field).lower()} {text}"), clicked=self._copier(text))
        ]
        if field == "email":
            tools.append(
                icon_button("mail", _("Write to {email}").format(email=text), clicked=lambda: self._opened(f"mailto:{text}"))
            )
        line = row(spacing=XS, margins=(M - 4, 0, 0, 0))
        line.addWidget(words, 1)
        for tool in tools:
            line.addWidget(tool)
        holder.setLayout(line)
        return holder

    def _copier(self, text: str) -> Callable[[], None]:
        def work() -> None:
            copy(text)
            self._told(copied(text))

        return work

    def _fill(self, text: str, item: Item) -> QWidget:
        self.fill = ElidedButton(text, "link")
        self.fill.setIcon(icon("pencil", "accent", gap=GAP))
        self.fill.setIconSize(icon_size(gap=GAP))
        self.fill.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.fill.setAccessibleName(f"{text} {known_as(item)}")
        self.fill.clicked.connect(lambda: self._opened(f"chefsstod:{address_of(item)}"))
        return self.fill


def _indented(layout: object) -> QWidget:
    holder = QWidget()
    layout.setContentsMargins(M - 4, 0, 0, 0)  # type: ignore[attr-defined]
    holder.setLayout(layout)  # type: ignore[arg-type]
    return holder


def _breakable(text: str) -> str:
    """An address may break its line after the at sign and dots, a number nowhere; what is copied is what she wrote."""
    if "@" in text:
        return text.replace("@", "@\u200b").replace(".", ".\u200b")
    return _unbroken(text)


def _unbroken(number: str) -> str:
    return number.replace(" ", "\u00a0").replace(",\u00a0", ", ").replace("-", "\u2011")


def cards_for(addresses: Iterable[str], *, directory: DirectoryService, opened: Said, told: Said) -> list[QWidget]:
    """A card for each address of a contact or a system that exists here and that she has not put away, each once."""
    cards: list[QWidget] = []
    for link in dict.fromkeys(read_link(address) for address in addresses):
        if link is None or link.kind not in (LinkKind.CONTACT, LinkKind.SYSTEM) or directory.is_hidden(link.short):
            continue
        item = directory.contact(link.id) if link.kind is LinkKind.CONTACT else directory.system(link.id)
        if item is None:
            continue
        helper = directory.contact(item.helper) if isinstance(item, ItSystem) and item.helper else None
        cards.append(ContactCard(item, opened=opened, told=told, helper=helper))
    return cards
