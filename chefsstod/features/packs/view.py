"""Paket: layout of the page. How a pack comes in on top, the packs that are in use below."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chefsstod.content.links import SCHEME
from chefsstod.features.packs.model import Installed, ItemKind, PackItem
from chefsstod.features.packs.words import breakable, contents, kind_name
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_month
from chefsstod.ui.drop import DropZone
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XL, L, M, S, button, clear, column, icon_button, label, page, panel, row, scroll
from chefsstod.ui.style import look

ROWS_AT_A_TIME = 40
"""Of what a pack holds; the rest comes with «Visa fler»."""
_ADDRESSES = {
    ItemKind.ROUTINE: "article",
    ItemKind.ARTICLE: "article",
    ItemKind.TASK: "task",
    ItemKind.CHAIN: "event",
    ItemKind.CONTACT: "contact",
    ItemKind.SYSTEM: "system",
    ItemKind.LAW: "law",
}
"""What can be opened, and under which address."""


class DatesNote(QWidget):
    """A pack that was just installed has answers about local dates: they are hers to take over."""

    look_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        text = label(_("The pack has answers about local dates. Look at what they would change before you use them."))
        self.look = button(_("Look at the dates"), clicked=self.look_requested.emit)
        self.setLayout(column(panel(column(text, row(self.look, None), margins=(M, S, M, S), spacing=S), "note")))
        self.hide()


class PackCard(QWidget):
    """One pack that is in use."""

    update_requested = Signal()
    newer_requested = Signal()
    remove_requested = Signal()
    up_requested = Signal()
    down_requested = Signal()
    contents_requested = Signal()
    open_requested = Signal(str)

    def __init__(self, pack: Installed, newer: str, *, first: bool, last: bool) -> None:
        super().__init__()
        self.pack = pack
        self.title = label(pack.title, "lead")
        facts = (
            _("Version {version}").format(version=pack.version),
            _("content checked {date}").format(date=_date(pack.reviewed)),
            _("installed {date}").format(date=_date(pack.installed)),
        )
        self.facts = label(" · ".join(facts), "muted")
        self.holds = label(contents(pack.items) or _("Nothing in it can be used here."))
        self.origin = label(
            _("From {path}. Licence: {licence}.").format(path=breakable(pack.source), licence=pack.licence.rstrip(".")), "small"
        )
        named = _("{what}: {title}")
        self.show_contents = button(_("Show what it holds"), "link", clicked=self.contents_requested.emit)
        self.show_contents.setCheckable(True)
        self.update_ = button(_("Update …"), image="refresh-cw", clicked=self.update_requested.emit)
        self.remove = button(_("Remove …"), image="trash-2", clicked=self.remove_requested.emit)
        self.newer = button("", "primary", clicked=self.newer_requested.emit)
        for widget in (self.show_contents, self.update_, self.remove):
            widget.setAccessibleName(named.format(what=widget.text(), title=pack.title))
        self.up = icon_button(
            "arrow-up", named.format(what=_("Let it go before the one above"), title=pack.title), clicked=self.up_requested.emit
        )
        self.down = icon_button(
            "arrow-down", named.format(what=_("Let it go after the one below"), title=pack.title), clicked=self.down_requested.emit
        )
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        self._order = not (first and last)
        self._newer = newer
        self._list = column(spacing=0)
        self._left: list[PackItem] = []
        self._lay_out()

    def _lay_out(self) -> None:
        if not self._order:
            self.up.hide()
            self.down.hide()
        head = row(self.title, self.up, self.down)
        head.setStretch(0, 1)
        buttons = FlowLayout(spacing=S)
        if self._newer:
            self.newer.setText(_("Look at version {version} …").format(version=self._newer))
            buttons.addWidget(self.newer)
        for widget in (self.update_, self.remove, self.show_contents):
            buttons.addWidget(widget)
        self.list = QWidget()
        self.list.setLayout(self._list)
        self.list.hide()
        inner = column(self.facts, self.holds, self.origin, buttons, self.list, spacing=S)
        self.setLayout(column(panel(column(head, inner, margins=(L, M, L, M), spacing=4))))

    def show_items(self, items: Sequence[PackItem]) -> None:
        """What it holds, each with a way to it."""
        clear(self._list)
        text = _("Hide what it holds") if items else _("Show what it holds")
        self.show_contents.setText(text)
        self.show_contents.setAccessibleName(_("{what}: {title}").format(what=text, title=self.pack.title))
        self._left = list(items)
        if items:
            self._show_more()
        self.list.setVisible(bool(items))

    def _show_more(self) -> None:
        for item in self._left[:ROWS_AT_A_TIME]:
            self._list.addWidget(self._line(item))
        del self._left[:ROWS_AT_A_TIME]
        if self._left:
            text = ngettext("Show {n} more", "Show {n} more", len(self._left)).format(n=len(self._left))
            holder = QWidget()
            holder.setLayout(row(button(text, "link", clicked=partial(self._go_on, holder)), None))
            self._list.addWidget(holder)

    def _go_on(self, asked: QWidget) -> None:
        asked.hide()
        self._show_more()

    def _line(self, item: PackItem) -> QWidget:
        """An item, as a way to it where it can be opened."""
        text = _("{kind}: {title}").format(kind=kind_name(item.kind), title=item.title)
        address = _ADDRESSES.get(item.kind)
        holder = QWidget()
        if address is None:
            holder.setLayout(row(label(text), margins=(look().px(8), 4, 0, 4)))
        else:
            link = button(text, "link", clicked=lambda: self.open_requested.emit(f"{SCHEME}{address}/{item.id}"))
            holder.setLayout(row(link, None))
        return holder


def _date(day: date) -> str:
    return f"{day_month(day)} {day.year}"


class PackView(QWidget):
    """The page's parts."""

    def __init__(self) -> None:
        super().__init__()
        from chefsstod.features.packs.plan_view import PlanPanel

        hint = _("Drop a pack here, or choose one. You see what it changes before anything happens.")
        self.drop = DropZone(hint, button(_("Install a pack …"), "primary", image="package-plus"))
        self.plan = PlanPanel()
        self.dates = DatesNote()
        self.look_for = button(_("Look for newer versions"), "link", image="search")
        self.export = button(_("Save mine as a pack …"), image="package-open")
        self._cards = column(spacing=M)
        self._head = label(_("Packs in use"), "title", wrap=False)
        self._order = label(_("Where two packs have the same thing, the one on top is used."), "muted")
        self._empty = self._explain()
        self._lay_out()

    def _lay_out(self) -> None:
        intro = label(
            _(
                "A pack is a file with your employer's routines, dates, contacts and systems. Its content stands beside that of "
                "Chefsstöd, and in its place where both have the same. What you have written yourself always stays."
            ),
            "muted",
        )
        self.coming = panel(column(label(_("Packs"), "title"), intro, self.drop, margins=(L, M, L, L), spacing=M))
        self.mine = panel(
            column(
                label(_("To a colleague"), "title"),
                label(
                    _("Your own routines, contacts, systems and local dates as a file that another manager can install."), "muted"
                ),
                row(self.export, None),
                margins=(L, M, L, L),
                spacing=M,
            )
        )
        foot = row(self.look_for, None)
        content = page(
            column(
                self.coming,
                self.plan,
                self.dates,
                self._empty,
                self._head,
                self._order,
                self._cards,
                foot,
                self.mine,
                None,
                margins=(XL, L, XL, XL),
                spacing=L,
            )
        )
        content.setMaximumWidth(look().px(820))
        beside = row(content, None)
        beside.setStretch(0, 1000)
        self.area = scroll(page(beside))
        self.setLayout(column(self.area))

    def _explain(self) -> QWidget:
        lines = (
            _("No pack is installed."),
            _("Ask HR, or whoever looks after the routines, whether there is one. It is a .zip file, often on a shared disk."),
            _("Whoever wants to make one begins with «chefsstod pack new», which writes a folder with examples."),
        )
        return panel(
            column(*(label(line, "strong" if place == 0 else "") for place, line in enumerate(lines)), margins=(L, M, L, M)), "note"
        )

    def show_packs(self, packs: Sequence[Installed], newer: dict[str, str]) -> list[PackCard]:
        """The cards of the packs, the strongest on top; returns them."""
        clear(self._cards)
        cards = [
            PackCard(pack, newer.get(pack.id, ""), first=place == 0, last=place == len(packs) - 1)
            for place, pack in enumerate(packs)
        ]
        for card in cards:
            self._cards.addWidget(card)
        self._empty.setVisible(not packs)
        self._head.setVisible(bool(packs))
        self._order.setVisible(len(packs) > 1)
        self.look_for.setVisible(bool(packs))
        return cards
