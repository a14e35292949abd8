"""Katalog: reads contacts and systems, saves what is written as it is typed, reads again when something changed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal

from chefsstod.features.actions import Actions
from chefsstod.features.directory.detail import Shown
from chefsstod.features.directory.fields import copy
from chefsstod.features.directory.files_part import FilesPart
from chefsstod.features.directory.list_side import ALL, EMPTY, HIDDEN
from chefsstod.features.directory.model import Contact, Item, ItSystem, address_of, known_as, reached_by
from chefsstod.features.directory.report import PhoneListKind
from chefsstod.features.directory.service import DirectoryService
from chefsstod.features.directory.view import CONTACTS, SYSTEMS, DirectoryView
from chefsstod.features.directory.words import copied, progress
from chefsstod.i18n import _
from chefsstod.support.changes import Changes, Saved
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.tasks import TaskRunner

UsedIn = Callable[[str], Sequence[tuple[str, str]]]


class DirectoryPage(DirectoryView):
    """``open_requested`` carries an address, ``told`` a sentence for the toast, ``print_requested`` a ``PhoneListKind``."""

    open_requested = Signal(str)
    told = Signal(str)
    print_requested = Signal(object)

    def __init__(
        self,
        *,
        directory: DirectoryService,
        used_in: UsedIn,
        actions: Actions,
        signals: AppSignals,
        dialogs: Callable[[], Dialogs],
        tasks: TaskRunner,
    ) -> None:
        super().__init__()
        self._directory = directory
        self._used_in = used_in
        self._actions = actions
        self._signals = signals
        self._tab = CONTACTS
        self._current: dict[str, str] = {CONTACTS: "", SYSTEMS: ""}
        self._queue: list[str] = []
        """The addresses that she fills in one by one; empty when she does not."""
        self._writing = ""
        """The field that is being saved as she types."""
        self._unsaved: Callable[[], Saved] | None = None
        self.files = FilesPart(view=self.incoming, directory=directory, actions=actions, dialogs=dialogs, tasks=tasks)
        self._connect()

    def _connect(self) -> None:
        detail, side = self.detail, self.side
        self.add_requested.connect(self.add_entry)
        self.csv_requested.connect(lambda: self.files.export("csv"))
        self.everything_toggled.connect(self._show_everything)
        self.fill_requested.connect(self.fill_in)
        self.import_requested.connect(self.start_import)
        self.list_requested.connect(self._to_list)
        self.phone_list_requested.connect(
            lambda blank: self.print_requested.emit(PhoneListKind.BLANK if blank else PhoneListKind.FILLED)
        )
        self.reflowed.connect(self._read)
        self.tab_requested.connect(self.show_tab)
        self.vcard_requested.connect(lambda: self.files.export("vcf"))
        detail.copy_told.connect(lambda text: self.told.emit(copied(text)))
        detail.edited.connect(self._edit)
        detail.helper_chosen.connect(lambda helper: self._edit("helper", helper))
        detail.hide_requested.connect(self._hide)
        detail.left.connect(self._left)
        detail.next_requested.connect(self._next)
        detail.open_requested.connect(self.open_requested)
        detail.remove_requested.connect(self._remove)
        detail.show_requested.connect(self._bring_back)
        detail.stop_requested.connect(self._stop)
        self.files.taken.connect(self._taken)
        self.files.told.connect(self.told)
        self.incoming.back_requested.connect(self._leave_import)
        side.chosen.connect(self._choose)
        side.copy_requested.connect(self._copy_reach)
        side.clicked.connect(lambda: None if self.wide else self._open())
        side.opened.connect(self._open)
        self._signals.changed.connect(self._on_changed)

    # ── coming and going ─────────────────────────────────────────────────────

    def enter(self) -> None:
        """The page has come into view."""
        self._read()

    def take_keyboard(self) -> None:
        """What one came for: the list, or the entry in hand where there is no room for both."""
        if self.stack.currentWidget() is self.incoming:
            self.incoming.drop.choose.setFocus()
        elif self.side.isVisibleTo(self):
            self.side.take_keyboard()
        else:
            self.detail.take_keyboard()

    def show_entry(self, address: str) -> None:
        """Take «contact/hr» or «system/lonesystem» in hand."""
        address = address.removeprefix("chefsstod:")
        self._end_filling()
        self.stack.setCurrentWidget(self.main)
        self._tab = SYSTEMS if address.startswith(f"{SYSTEMS}/") else CONTACTS
        self._current[self._tab] = address
        self.side.search.clear()
        self.side.choose_chip(HIDDEN if self._directory.is_hidden(address) else ALL)
        self._read()
        if self.right.currentWidget() is self.detail:
            self.detail.lead_in()

    def show_tab(self, tab: str) -> None:
        """Show contacts or systems."""
        self._end_filling()
        self._tab = tab
        self.side.search.clear()
        self.side.choose_chip(ALL)
        self._read()

    def here(self) -> object:
        """Where she is, for back and forward."""
        return self._tab, self._current[self._tab]

    def return_to(self, place: object) -> None:
        """Go back to where she was."""
        if isinstance(place, tuple) and len(place) == 2 and place[0] in (CONTACTS, SYSTEMS):
            self._end_filling()
            self.stack.setCurrentWidget(self.main)
            self._tab, self._current[place[0]] = place
            self._read()

    place, take_place = here, return_to  # the page made anew takes up what was in hand

    def escape(self) -> bool:
        """One level up: from the file, from filling in, from an entry; returns whether there was one."""
        if self.stack.currentWidget() is self.incoming:
            self._leave_import()
        elif self._queue:
            self._stop()
        elif self.side.search.text():
            self.side.search.clear()
        elif self._current[self._tab]:
            self._to_list()
        else:
            return False
        return True

    def _to_list(self) -> None:
        self._end_filling()
        self._current[self._tab] = ""
        self._read()
        self.side.search.setFocus()

    def _show_everything(self, everything: bool) -> None:
        self._everything = everything
        self._read()

    # ── reading ──────────────────────────────────────────────────────────────

    @property
    def _items(self) -> Sequence[Item]:
        directory = self._directory
        return (
            directory.systems(everything=self._everything)
            if self._tab == SYSTEMS
            else directory.contacts(everything=self._everything)
        )

    def _read(self) -> None:
        """Read everything that is shown."""
        items = self._read_list()
        systems = self._tab == SYSTEMS
        self.tabs[self._tab].setChecked(True)
        shown = self._shown(self._current[self._tab])
        if shown is None:
            self._current[self._tab] = ""
            self.show_welcome(systems=systems, left=sum(not item.filled for item in items))
            self.show_right(self.welcome)
        else:
            self.detail.show_entry(shown)
            self.show_right(self.detail)

    def _read_list(self) -> Sequence[Item]:
        items = self._items
        hidden = [item for item in self._directory.hidden() if address_of(item).startswith(self._tab)]
        self.side.show_items(items, hidden, self._current[self._tab], systems=self._tab == SYSTEMS)
        return items

    def _shown(self, address: str) -> Shown | None:
        item = self._directory.item(address)
        if item is None:
            return None
        return Shown(
            item=item,
            below=self._directory.below(address),
            changed=self._directory.is_changed(address),
            hidden=self._directory.is_hidden(address),
            used=self._used_in(address),
            contacts=self._directory.contacts(everything=True),
        )

    def _on_changed(self, changes: Changes) -> None:
        if not (changes.directory or changes.packs or changes.profile) or not self.isVisible():
            return
        if self._writing:
            self._read_list()
            item = self._directory.item(self._current[self._tab])
            if item is not None:
                self.detail.refresh(item, self._writing)
        else:
            self._read()

    # ── choosing ─────────────────────────────────────────────────────────────

    def _choose(self, address: str) -> None:
        """The arrows or a click have come to an entry: it is shown beside, where there is room."""
        self._end_filling()
        self._current[self._tab] = address
        if self.wide:
            shown = self._shown(address)
            if shown is not None:
                self.detail.show_entry(shown)
                self.show_right(self.detail)

    def _open(self) -> None:
        """Into the entry in hand."""
        if self._current[self._tab]:
            self._read()
            self.detail.take_keyboard()

    def _copy_reach(self) -> None:
        """Ctrl+C in the list: the number, else the address, else what it is called."""
        item = self._directory.item(self._current[self._tab])
        if item is not None:
            text = reached_by(item)
            copy(text)
            self.told.emit(copied(text))

    # ── one by one ───────────────────────────────────────────────────────────

    def fill_in(self) -> None:
        """Go through what is empty, from the one in hand on."""
        items = list(self._items)
        places = {address_of(item): place for place, item in enumerate(items)}
        start = places.get(self._current[self._tab], 0)
        self._queue = [address_of(item) for item in (*items[start:], *items[:start]) if not item.filled]
        if not self._queue:
            self.told.emit(_("Everything is filled in."))
            return
        self._total = len(self._queue)
        self.side.search.clear()
        self.side.choose_chip(EMPTY)
        self._show_filling()

    def _show_filling(self) -> None:
        self._current[self._tab] = self._queue[0]
        self.detail.show_filling(self._total - len(self._queue) + 1, self._total)
        self._read()
        self.detail.take_keyboard()

    def _next(self) -> None:
        if self._queue:
            del self._queue[0]
        if self._queue:
            self._show_filling()
        else:
            self._stop()

    def _stop(self) -> None:
        """She has had enough, or all are gone through."""
        self._end_filling()
        self._current[self._tab] = ""
        self.side.choose_chip(ALL)
        self._read()
        self.told.emit(progress(self._items))
        self.side.take_keyboard()

    def _end_filling(self) -> None:
        self._queue = []
        self.detail.show_filling(0, 0)

    # ── writing ──────────────────────────────────────────────────────────────

    def _edit(self, field: str, text: str) -> None:
        """Save a field as it is typed; a stretch of typing in one field is one undo step. After a failure it is tried again when
        the keyboard leaves the field: one message is enough.
        """
        address = self._current[self._tab]
        item = self._directory.item(address)
        if item is None or (field == "title" and not text.strip()):
            return
        value: object = tuple(word.strip() for word in text.split(",")) if field == "keywords" else text
        work = self._saver(replace(item, **{field: value}))  # type: ignore[arg-type]
        if self._unsaved is not None:
            self._unsaved = work
            return
        self._writing = field
        try:
            told = _("What you wrote about «{title}»").format(title=known_as(item))
            if not self._actions.run(told, work, merge=f"directory {address} {field}"):
                self._unsaved = work
        finally:
            self._writing = ""

    def _saver(self, item: Item) -> Callable[[], Saved]:
        if isinstance(item, Contact):
            return lambda: self._directory.save_contact(item)
        return lambda: self._directory.save_system(item)

    def _left(self, _field: str) -> None:
        """The keyboard has left a field: try again what failed, and show what is saved (of an emptied field what lies below it)."""
        work, self._unsaved = self._unsaved, None
        if work is not None and self._actions.run(_("Saved again"), work):
            return
        item = self._directory.item(self._current[self._tab])
        if item is not None and self.detail.shown is not None and address_of(self.detail.shown.item) == address_of(item):
            self.detail.refresh(item)

    def add_entry(self) -> None:
        """A contact or system of her own, to be named at once."""
        self._end_filling()
        made: list[str] = []

        def work() -> Saved:
            if self._tab == SYSTEMS:
                name, saved = self._directory.add_system(ItSystem("", self.side.search.text().strip() or _("New system")))
            else:
                name, saved = self._directory.add_contact(Contact("", self.side.search.text().strip() or _("New contact")))
            made.append(f"{self._tab}/{name}")
            return saved

        told = _("The system is added") if self._tab == SYSTEMS else _("The contact is added")
        if self._actions.run(told, work) and made:
            self._current[self._tab] = made[0]
            self.side.search.clear()
            self.side.choose_chip(ALL)
            self._read()
            self.detail.take_keyboard("title")
            self.detail.fields["title"].edit.selectAll()

    def _run(self, text: str, work: Callable[[str], Saved]) -> bool:
        address = self._current[self._tab]
        item = self._directory.item(address)
        if item is None:
            return False
        done = self._actions.run(text.format(title=known_as(item)), lambda: work(address))
        self._read()
        return done

    def _hide(self) -> None:
        filling = bool(self._queue)
        if self._run(_("«{title}» is hidden"), self._directory.hide) and filling:
            self._next()

    def _bring_back(self) -> None:
        if self._run(_("«{title}» is shown again"), self._directory.bring_back):
            self.side.choose_chip(ALL)

    def _remove(self) -> None:
        own = self._directory.below(self._current[self._tab]) is None
        self._run(
            _("«{title}» is removed") if own else _("What you filled in about «{title}» is taken away"), self._directory.remove
        )

    # ── files ────────────────────────────────────────────────────────────────

    def start_import(self) -> None:
        """Show where a file is dropped."""
        self._end_filling()
        self.stack.setCurrentWidget(self.incoming)
        self.incoming.drop.choose.setFocus()

    def look_at(self, file: Path) -> None:
        """Show what a file of contacts holds; nothing is taken in."""
        self.stack.setCurrentWidget(self.incoming)
        self.files.look_at(file)

    def _leave_import(self) -> None:
        self.files.put_away()
        self.stack.setCurrentWidget(self.main)
        self._read()
        self.take_keyboard()

    def _taken(self) -> None:
        self._tab = CONTACTS
        self._leave_import()
