"""Händelser: reads the chains, runs what is asked, reads again when something changed."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from chefsstod.content.pack import Law
from chefsstod.features.timers.model import Chain, ChainId
from chefsstod.features.timers.service import TimerService
from chefsstod.features.timers.view import TimersView
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.support.changes import Changes, Saved
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.signals import AppSignals


class TimersPage(TimersView):
    """Running events, the one in hand, and the gallery. ``print_requested`` carries the id of a chain to put on paper."""

    told = Signal(str)
    print_requested = Signal(str)

    def __init__(
        self,
        *,
        timers: TimerService,
        laws: Callable[[], Mapping[str, Law]],
        actions: OccurrenceActions,
        signals: AppSignals,
        dialogs: Callable[[], Dialogs] | None = None,
    ) -> None:
        super().__init__()
        self._timers = timers
        self._laws = laws
        self._actions = actions
        self._signals = signals
        self._dialogs = dialogs
        self._current = ""
        self._starting = False
        self._show_closed = False
        self._by_itself = False
        """The page itself took the first event in hand, because there was room for it."""
        self._saving_note = False
        self._unsaved: Callable[[], Saved] | None = None
        self._connect()

    def _connect(self) -> None:
        chain, timers = self.chain, self._timers
        self.chain_requested.connect(self.open_chain)
        self.gallery.start_requested.connect(self._start)
        self.list_requested.connect(self._to_list)
        self.new_requested.connect(self.start_event)
        self.reflowed.connect(self._reflow)
        self.list.closed_toggled.connect(self._fold_closed)
        chain.applies_changed.connect(self._set_applies)
        chain.close_requested.connect(lambda: self._run(_("«{label}» is closed"), timers.close))
        chain.label_edited.connect(lambda text: self._run(_("The event has a new label"), lambda c: timers.set_label(c, text)))
        chain.moved.connect(self._move_step)
        chain.note_edited.connect(lambda text: self._note("", lambda c: timers.set_note(c, text)))
        chain.note_left.connect(self._save_again)
        chain.print_requested.connect(lambda: self.print_requested.emit(self._current))
        chain.remove_requested.connect(self._remove)
        chain.reopen_requested.connect(lambda: self._run(_("«{label}» is open again"), timers.reopen))
        chain.start_moved.connect(self._move_start)
        chain.step_note_edited.connect(lambda step, text: self._note(step, lambda c: timers.set_step_note(c, step, text)))
        chain.ticked.connect(self._tick)
        self._signals.changed.connect(self._on_changed)

    # ── coming and going ─────────────────────────────────────────────────────

    def enter(self) -> None:
        """The page has come into view."""
        self._read()

    def take_keyboard(self) -> None:
        """What one came for: the event in hand, else the list, else the search field of the gallery."""
        shown = self.right.currentWidget()
        if shown is self.chain and self.right.isVisibleTo(self):
            self.chain.take_keyboard()
        elif shown is self.gallery:
            self.gallery.search.setFocus()
        else:
            self.list.take_keyboard()

    def place(self) -> str:
        """What is in hand, to come back to."""
        return self._current

    def take_place(self, place: object) -> None:
        """Take up what was in hand before the page was made anew."""
        if isinstance(place, str) and place:
            self._current = place
            self._read()

    def open_chain(self, chain_id: str) -> None:
        """Take an event in hand."""
        self._current, self._starting, self._by_itself = chain_id, False, False
        self._read()
        self.take_keyboard()

    def start_event(self, template_id: str = "") -> None:
        """Show the gallery, or the form of one event."""
        self._starting = True
        self._read()
        if template_id:
            self.gallery.choose(self._timers.template(template_id))
        else:
            self.gallery.search.clear()
            self.gallery.setCurrentIndex(0)
            self.gallery.search.setFocus()

    def _to_list(self) -> None:
        self._starting, self._current = False, ""
        self._read()
        self.list.take_keyboard()

    def _reflow(self) -> None:
        """The room has changed between one and two sides: what the page chose by itself is put down where there is no room."""
        if self._by_itself and not self.wide:
            self._current, self._by_itself = "", False
        if not self._starting:
            self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self.right.currentWidget() is self.gallery and self.gallery.in_form:
            self.gallery.go_back()
        elif event.key() == Qt.Key.Key_Escape and (self._starting or self._current):
            self._to_list()
        else:
            super().keyPressEvent(event)

    # ── reading ──────────────────────────────────────────────────────────────

    def _read(self) -> None:
        timers = self._timers
        running, closed = timers.running(), timers.closed()
        chain = next((c for c in (*running, *closed) if c.id == self._current), None)
        if chain is None:
            self._current = ""
            if running and self.wide and not self._starting:
                chain, self._current, self._by_itself = running[0], running[0].id, True
        today = timers.today
        any_chain = bool(running or closed)
        self.list.show_chains(running, closed, today, "" if self._starting else self._current, open_=self._show_closed)
        if self._starting or not any_chain:
            self._show_gallery(today, first_time=not any_chain, back=any_chain)
            self.show_right(self.gallery, any_chain=any_chain)
        elif chain is not None:
            self.chain.show_chain(chain, today, self._laws())
            self.show_right(self.chain, any_chain=True)
        else:
            self.show_right(self.nothing, any_chain=True)

    def _show_gallery(self, today: date, *, first_time: bool, back: bool) -> None:
        if self.right.currentWidget() is self.gallery and self.gallery.in_form:
            return  # she is filling in the form; something else changed meanwhile
        self.gallery.show_templates(self._timers.templates(), today, self._timers.suggest, first_time=first_time, back=back)

    def _fold_closed(self, open_: bool) -> None:
        self._show_closed = open_
        self._read()

    def _on_changed(self, changes: Changes) -> None:
        if self._saving_note or not (changes.chains or changes.profile) or not self.isVisible():
            return
        self._read()

    # ── doing ────────────────────────────────────────────────────────────────

    def _in_hand(self) -> Chain | None:
        return self.chain.shown

    def _run(self, text: str, work: Callable[[ChainId], Saved]) -> None:
        """Run a use case on the event in hand. When it fails the page shows again what is saved."""
        chain = self._in_hand()
        if chain is None:
            return
        if not self._actions.run(text.format(label=chain.label, title=chain.label), lambda: work(chain.id)):
            self._read()

    def _start(self, template: str, words: str, day: date) -> None:
        made: list[ChainId] = []

        def work() -> Saved:
            chain_id, saved = self._timers.start(template, words, day)
            made.append(chain_id)
            self._current, self._starting = chain_id, False
            return saved

        if self._actions.run(_("The event is started"), work) and made:
            self._read()
            self.take_keyboard()

    def _tick(self, step: str, done: bool) -> None:
        text = _("A step of «{title}» is ticked") if done else _("A step of «{title}» is open again")
        self._run(text, lambda c: self._timers.tick(c, step, done=done))

    def _set_applies(self, step: str, applies: bool) -> None:
        text = _("The step applies again") if applies else _("The step does not apply this time")
        self._run(text, lambda c: self._timers.set_applies(c, step, applies=applies))

    def _move_step(self, step: str, day: date | None) -> None:
        when = _("The step is counted from day 0 again")
        if day is not None:
            when = _("The step is moved to {date}").format(date=day_short(day, self._timers.today))
        self._run(when, lambda c: self._timers.move_step(c, step, day))

    def _move_start(self, day: date) -> None:
        text = _("Day 0 is moved to {date}").format(date=day_short(day, self._timers.today))
        self._run(text, lambda c: self._timers.move_start(c, day))

    def _remove(self) -> None:
        chain = self._in_hand()
        if chain is None:
            return
        self._current = ""
        if not self._actions.run(_("«{title}» is removed").format(title=chain.label), lambda: self._timers.remove(chain.id)):
            self._current = chain.id
            self._read()

    def _note(self, step: str, work: Callable[[ChainId], Saved]) -> None:
        """Save a note as it is typed; a whole stretch of typing is one undo step. After a failure it is tried again when the
        keyboard leaves the field, not at every keystroke: one message is enough.
        """
        chain = self._in_hand()
        if chain is None:
            return
        if self._unsaved is not None:
            self._unsaved = lambda: work(chain.id)
            return
        self._saving_note = True
        try:
            text = _("The note on «{title}»").format(title=chain.label)
            if not self._actions.run(text, lambda: work(chain.id), merge=f"note {chain.id} {step}"):
                self._unsaved = lambda: work(chain.id)
        finally:
            self._saving_note = False

    def _save_again(self) -> None:
        work, self._unsaved = self._unsaved, None
        if work is not None and self._actions.run(_("The note is saved again"), work):
            self.told.emit(_("The note is saved again"))
