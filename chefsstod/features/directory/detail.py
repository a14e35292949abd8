"""The entry in hand: what it is for, whom one reaches, and where it is used. Everything is written in where it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QCompleter, QMenu, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.features.directory.fields import Field, HelperField, LineField, copy
from chefsstod.features.directory.model import Contact, Item, ItSystem, address_of, fields_of, known_as
from chefsstod.features.directory.words import source
from chefsstod.i18n import _
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import icon
from chefsstod.ui.parts import XS, L, M, S, button, clear, column, icon_button, label, line, page, panel, row, scroll
from chefsstod.ui.style import look

READING = 720
NEEDED = {"contact": ("name", "phone", "email"), "system": ("local_name", "access", "guide")}
"""What is asked for when she fills in one by one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page knows of the entry in hand. ``below`` is what it would be without what she wrote."""

    item: Item
    below: Item | None
    changed: bool
    hidden: bool
    used: Sequence[tuple[str, str]] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def own(self) -> bool:
        """Whether there is nothing below it: it is all hers."""
        return self.below is None


class DetailView(QWidget):
    """Emits wishes: the page does them."""

    edited = Signal(str, str)
    left = Signal(str)
    helper_chosen = Signal(str)
    hide_requested = Signal()
    show_requested = Signal()
    remove_requested = Signal()
    back_requested = Signal()
    next_requested = Signal()
    stop_requested = Signal()
    open_requested = Signal(str)
    copy_told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "detail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Selected entry"))
        self.fields: dict[str, Field] = {}
        self.shown: Shown | None = None
        self._filling = False
        self._unfolded = False
        self._groups: list[str] = []
        self.back = button(_("The whole list"), "link", image="arrow-left", clicked=self.back_requested.emit)
        self.origin = label(role="small")
        self.more = icon_button("ellipsis", _("More about the entry"), clicked=self._show_menu)
        top = row(self.back, margins=(L, S, S, 0))
        top.addWidget(self.origin, 1)
        top.addWidget(self.more)
        self.fill_bar = self._make_fill_bar()
        self._body = QVBoxLayout()
        self._body.setContentsMargins(L, XS, L, L)
        self._body.setSpacing(S)
        inner = page(self._body)
        inner.setProperty("role", "surface")
        inner.setMaximumWidth(look().px(READING))
        self.area = scroll(inner)
        self.area.setProperty("role", "surface")
        self.area.viewport().setProperty("role", "surface")
        self.setLayout(column(top, self.fill_bar, self.area, spacing=0))

    def _make_fill_bar(self) -> QWidget:
        self.fill_text = label(role="strong")
        self.fill_progress = QProgressBar()
        self.fill_progress.setTextVisible(False)
        flow = FlowLayout(spacing=S)
        self.skip = button(_("Next"), image="arrow-right", clicked=self.next_requested.emit)
        self.none_here = button(_("There is none here"), image="eye-off", clicked=self.hide_requested.emit)
        self.stop = button(_("Stop filling in"), "link", clicked=self.stop_requested.emit)
        for widget in (self.skip, self.none_here, self.stop):
            flow.addWidget(widget)
        hint = label(_("Enter goes to the next empty field. What you do not know you leave empty."), "small")
        box = panel(column(self.fill_text, self.fill_progress, hint, flow, margins=(M, S, M, S), spacing=XS), "note")
        holder = QWidget()
        holder.setLayout(column(box, margins=(L, XS, L, S)))
        holder.setMaximumWidth(look().px(READING))
        holder.hide()
        return holder

    # ── showing ──────────────────────────────────────────────────────────────

    def show_entry(self, shown: Shown) -> None:
        """Show an entry. Shown again, it keeps the keyboard and the place where they were."""
        again = self.shown is not None and address_of(self.shown.item) == address_of(shown.item)
        keyboard, place = self._keyboard(), self.area.verticalScrollBar().value() if again else 0
        if not again:
            self._unfolded = False
        self.shown = shown
        self._groups = list(dict.fromkeys(contact.group for contact in shown.contacts if contact.group))
        item = shown.item
        self.origin.setText(
            _("Put away, there is none here") if shown.hidden else source(item, changed=shown.changed, own=shown.own)
        )
        for field in self.fields.values():
            field.blockSignals(True)  # taken away, it tells that the keyboard has left it
        self.fields = {}
        clear(self._body)
        self.title = label(known_as(item), "title")
        self._body.addWidget(self.title)
        self.what_for = label(item.what_for, "reading", selectable=True)
        self._body.addWidget(self.what_for)  # before it is shown: without a parent it would be a window of its own
        self.what_for.setVisible(bool(item.what_for))
        if shown.hidden:
            self._body.addLayout(row(button(_("Show it again"), "primary", image="eye", clicked=self.show_requested.emit), None))
        if shown.own:  # it has no name but the one that she gives it
            self._body.addWidget(self._field("title", item))
        self._add_fields(shown)
        self._add_function(shown)
        self._add_used(shown.used)
        self._body.addStretch(1)
        self._body.activate()
        self._order_tabs()
        if keyboard and again:
            self.take_keyboard(keyboard)
        self.area.verticalScrollBar().setValue(place)

    def _add_fields(self, shown: Shown) -> None:
        self.helper: HelperField | None = None
        for name in fields_of(shown.item):
            if name == "helper" and isinstance(shown.item, ItSystem):
                self.helper = HelperField(
                    shown.item.helper, shown.contacts, lambda to: self.open_requested.emit(f"chefsstod:contact/{to}")
                )
                self.helper.chosen.connect(self.helper_chosen)
                self._body.addWidget(self.helper)
            else:
                self._body.addWidget(self._field(name, shown.item))

    def _field(self, name: str, item: Item) -> Field:
        field = Field(name, item)
        if name == "group" and isinstance(field.edit, LineField):
            field.edit.setCompleter(QCompleter(self._groups, field.edit))
        field.edited.connect(self.edited)
        field.left.connect(self.left)
        field.next_requested.connect(self._go_on)
        field.copy_told.connect(self.copy_told)
        field.use_requested.connect(self._use)
        self.fields[name] = field
        return field

    def _add_function(self, shown: Shown) -> None:
        """What describes the function: behind a fold, for it is seldom changed; open for what is her own."""
        item = shown.item
        names = ("group", "what_for", "keywords") if isinstance(item, Contact) else ("what_for", "keywords")
        if not shown.own:
            names = ("title", *names)
        holder = QWidget()
        holder.setLayout(column(*(self._field(name, item) for name in names), spacing=S))
        open_ = shown.own or self._unfolded
        self.fold = button(_("Change name and description"), "link", image="chevron-down" if open_ else "chevron-right")

        def toggle() -> None:
            self._unfolded = holder.isHidden()
            holder.setVisible(self._unfolded)
            self.fold.setIcon(icon("chevron-down" if self._unfolded else "chevron-right", "accent"))
            if self._unfolded:
                self.fields[names[0]].edit.setFocus()

        self.fold.clicked.connect(toggle)
        self._body.addSpacing(S)
        self._body.addLayout(row(self.fold, None))
        self._body.addWidget(holder)
        holder.setVisible(open_)

    def _add_used(self, used: Sequence[tuple[str, str]]) -> None:
        if not used:
            return
        self._body.addSpacing(S)
        self._body.addWidget(line())
        self._body.addWidget(label(_("Used in"), "section"))
        for address, title in used:
            link = ElidedButton(title, "link")
            link.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            link.clicked.connect(partial(self.open_requested.emit, address if ":" in address else f"chefsstod:{address}"))
            self._body.addWidget(link)

    def refresh(self, item: Item, writing: str = "") -> None:
        """Show what is saved, without making the fields anew, in all but the one that she is ``writing`` in."""
        if self.shown is None:
            return
        for name, field in self.fields.items():
            if name != writing:
                field.set_text(", ".join(item.keywords) if name == "keywords" else str(getattr(item, name)))
        self.title.setText(known_as(item))
        self.what_for.setText(item.what_for)
        self.what_for.setVisible(bool(item.what_for))

    def show_filling(self, number: int, total: int) -> None:
        """Say how far she has come in filling in one by one; 0 of 0 ends it."""
        self._filling = total > 0
        self.fill_bar.setVisible(self._filling)
        if self._filling:
            self.fill_text.setText(_("Filling in: {n} of {total}").format(n=number, total=total))
            self.fill_progress.setRange(0, total)
            self.fill_progress.setValue(number - 1)
            self.fill_progress.setAccessibleName(self.fill_text.text())

    def offer_back(self, offered: bool) -> None:
        """Show the way to the list, where there is no room for it beside."""
        self.back.setVisible(offered)

    # ── the keyboard ─────────────────────────────────────────────────────────

    def _keyboard(self) -> str:
        focus = QApplication.focusWidget()
        return next((name for name, field in self.fields.items() if focus is not None and field.isAncestorOf(focus)), "")

    def take_keyboard(self, name: str = "") -> None:
        """The field ``name``, else the first that is empty, else the first."""
        wanted = self.fields.get(name) or self._next_empty(-1) or next(iter(self.fields.values()), None)
        if wanted is None:
            return
        above: QWidget | None = wanted
        while above is not None and above is not self.area:
            if above.isHidden():
                above.show()  # Qt shows what is new in a layout only later, and gives the keyboard to nothing hidden
            above = above.parentWidget()
        wanted.edit.setFocus()
        if isinstance(wanted.edit, LineField):
            wanted.edit.end(False)

    def lead_in(self) -> None:
        """Give the keyboard to what one comes by a link for: the number, else the first that is empty."""
        known = (name for name in ("phone", "email", "local_name") if name in self.fields and self.fields[name].text.strip())
        self.take_keyboard(next(known, ""))

    @property
    def _needed(self) -> list[Field]:
        kind = "contact" if self.shown and isinstance(self.shown.item, Contact) else "system"
        return [self.fields[name] for name in NEEDED[kind] if name in self.fields]

    def _next_empty(self, after: int) -> Field | None:
        return next((field for place, field in enumerate(self._needed) if place > after and not field.text.strip()), None)

    def _go_on(self, name: str) -> None:
        """Enter: to the next empty field when she fills in one by one, else to the next field there is."""
        if not self._filling:
            fields = list(self.fields.values())
            following = [field for field in fields[fields.index(self.fields[name]) + 1 :] if field.isVisible()]
            if following:
                following[0].edit.setFocus()
            return
        needed = self._needed
        here = next((place for place, field in enumerate(needed) if field.name == name), len(needed))
        found = self._next_empty(here)
        if found is not None:
            found.edit.setFocus()
        else:
            self.next_requested.emit()

    def _order_tabs(self) -> None:
        """The fields first and then their buttons: who fills in goes from field to field, and what she types is never lost."""
        before: QWidget = self.more
        stops: list[QWidget] = []
        for field in self.fields.values():
            stops.append(field.edit)
            if field.name == "guide" and self.helper is not None:
                stops.append(self.helper.choice)
        for widget in (*stops, *(each for field in self.fields.values() for each in field.buttons)):
            QWidget.setTabOrder(before, widget)
            before = widget

    # ── doing ────────────────────────────────────────────────────────────────

    def _use(self, field: str, text: str) -> None:
        self.open_requested.emit(f"mailto:{text}" if field == "email" else text)

    def menu(self) -> QMenu:
        """What is done seldom: put away, put back, take away."""
        menu = QMenu(self)
        menu.setAccessibleName(_("More about the entry"))
        shown = self.shown
        if shown is None:
            return menu
        menu.addAction(icon("copy"), _("Copy everything"), self._copy_all)
        if shown.hidden:
            menu.addAction(icon("eye"), _("Show it again"), self.show_requested.emit)
        elif not shown.own:
            menu.addAction(icon("eye-off"), _("Hide: there is none here"), self.hide_requested.emit)
        if shown.own:
            menu.addAction(icon("trash-2"), _("Remove"), self.remove_requested.emit)
        elif shown.changed:
            menu.addAction(icon("rotate-ccw"), _("Take away what I filled in"), self.remove_requested.emit)
        return menu

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        menu.deleteLater()

    def _copy_all(self) -> None:
        if self.shown is None:
            return
        item = self.shown.item
        texts = [known_as(item), *(str(getattr(item, name)) for name in fields_of(item) if name not in ("helper", "note"))]
        copy("\n".join(dict.fromkeys(text for text in texts if text)))
        self.copy_told.emit(known_as(item))
