"""A chain: what it is, its steps as a dated line, a note, and what it rests on. Layout only; it emits wishes."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chefsstod.content.pack import Law
from chefsstod.features.timers.model import Chain
from chefsstod.features.timers.parts import LabelField, NoteField, basis_widget, give_keyboard, keyboard_in, order_tabs, stops
from chefsstod.features.timers.step_row import StepRow
from chefsstod.features.timers.words import progress
from chefsstod.features.yearwheel.mark import CategoryMark
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_full, day_short
from chefsstod.ui.dates import DateField
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XL, XS, L, M, S, button, clear, column, label, page, panel, row, scroll
from chefsstod.ui.style import look

NARROW = 560
READING = 760
"""The widest a chain's text is set, in pixels at 100 %."""


class ChainView(QWidget):
    """Shows one chain."""

    ticked = Signal(str, bool)
    moved = Signal(str, object)
    applies_changed = Signal(str, bool)
    step_note_edited = Signal(str, str)
    note_edited = Signal(str)
    note_left = Signal()
    label_edited = Signal(str)
    start_moved = Signal(object)
    close_requested = Signal()
    reopen_requested = Signal()
    remove_requested = Signal()
    print_requested = Signal()
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout()
        self._body.setContentsMargins(XL, L, XL, XL)
        self._body.setSpacing(S)
        self._head, self._steps, self._tail = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for part in (self._head, self._tail):
            part.setSpacing(S)
        self._steps.setSpacing(0)
        inner = page(self._body)
        inner.setMaximumWidth(look().px(READING) + 2 * XL)
        self.area = scroll(inner)
        self.setLayout(column(self.area))
        self.setAccessibleName(_("The event"))
        self.rows: list[StepRow] = []
        self.back = button(_("All events"), "link", image="arrow-left", clicked=self.back_requested.emit)
        self.back.setObjectName("back")
        self._body.addLayout(row(self.back, None))
        self._body.addLayout(self._head)
        self._body.addSpacing(M)
        self._body.addWidget(label(_("Steps"), "section"))
        self._body.addLayout(self._steps)
        self._body.addLayout(self._tail)
        self._body.addStretch(1)
        self._tail_of: tuple[object, ...] = ()
        self.offer_back(False)
        self._back_offered = False
        self._shown: Chain | None = None
        self._unfolded: dict[str, bool] = {}
        self._wide = True
        self._again: partial[None] | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= look().px(NARROW)
        if wide != self._wide:
            self._wide = wide
            if self._again is not None:
                self._again()

    @property
    def shown(self) -> Chain | None:
        """What is shown."""
        return self._shown

    # ── showing ──────────────────────────────────────────────────────────────

    def offer_back(self, offered: bool) -> None:
        """Show the way to the list, for a window too narrow for both."""
        self._back_offered = offered
        self.back.setVisible(offered)

    def show_chain(self, chain: Chain, today: date, laws: Mapping[str, Law]) -> None:
        """Show ``chain`` as it stands, with what was unfolded and the keyboard where they were. Rows that would look the same, and
        the ground below them, are kept: a tick must not take the time of a whole page.
        """
        self._again = partial(self.show_chain, chain, today, laws)
        again = self._shown is not None and self._shown.id == chain.id
        if not again:
            self._unfolded.clear()
        keyboard, place = keyboard_in(self.area), self.area.verticalScrollBar().value() if again else 0
        self._shown = chain
        clear(self._head)
        self._add_head(chain, today)
        self._add_steps(chain, today)
        tail = (chain.id, chain.closed, chain.template)
        if tail != self._tail_of or self.note.toPlainText() != chain.note:
            self._tail_of = tail
            clear(self._tail)
            self._add_note(chain)
            self._add_ground(chain, laws)
        order_tabs([self.back, *self._head_stops, *(stop for row in self.rows for stop in row.stops()), self.note])
        self._body.activate()
        if keyboard and not give_keyboard(self.area, keyboard):
            give_keyboard(self.area, f"box:{chain.steps[0].step.id}" if chain.steps else "label")
        self.area.verticalScrollBar().setValue(place)

    def take_keyboard(self) -> None:
        """The first step that remains, else the first button."""
        step = self._shown.next_step if self._shown else None
        if not (step and give_keyboard(self.area, f"box:{step.step.id}")):
            give_keyboard(self.area, "finish")

    def _add_head(self, chain: Chain, today: date) -> None:
        kind = row(CategoryMark(chain.template.category), label(chain.template.title, "small"), spacing=S)
        self._head.addLayout(kind)
        title = label(chain.label, "title", selectable=True)
        title.setObjectName("title")
        self._head.addWidget(title)
        facts = [_("Day 0: {date}").format(date=day_full(chain.start)), progress(chain)]
        if chain.closed:
            facts.append(_("closed {date}").format(date=day_short(chain.closed, today)))
        self._head.addWidget(label(" · ".join(facts), "muted"))
        if chain.late:
            text = ngettext("{n} step is overdue", "{n} steps are overdue", chain.late).format(n=chain.late)
            self._head.addWidget(label(text, "late"))
        if chain.template.day_zero:
            self._head.addWidget(label(_("Day 0 means: {text}").format(text=chain.template.day_zero), "small"))
        self._add_buttons(chain)

    def _add_buttons(self, chain: Chain) -> None:
        flow = FlowLayout(spacing=S)
        done = chain.closed is None and chain.next_step is None
        if chain.closed is None:
            main = button(_("Close the event"), "primary" if done else "", image="circle-check", clicked=self.close_requested.emit)
        else:
            main = button(_("Open again"), image="rotate-ccw", clicked=self.reopen_requested.emit)
        main.setObjectName("finish")
        print_ = button(_("Print"), image="printer", clicked=self.print_requested.emit)
        print_.setObjectName("print")
        buttons = [main, print_]
        if chain.closed is None:
            move = button(_("Move day 0 …"), image="calendar-arrow-down", clicked=lambda: self._toggle(self._mover))
            move.setObjectName("move-start")
            rename = button(_("Rename …"), image="pencil", clicked=lambda: self._toggle(self._namer))
            rename.setObjectName("rename")
            buttons += [move, rename]
        remove = button(_("Remove"), image="trash-2", clicked=self.remove_requested.emit)
        remove.setObjectName("remove")
        for widget in (*buttons, remove):
            flow.addWidget(widget)
        holder = QWidget()
        holder.setLayout(flow)
        if done:
            text = _("Every step is done or does not apply. Close the event, and it lies among the closed ones.")
            self._head.addWidget(panel(column(label(text), margins=(M, S, M, S)), "note"))
        self._head.addWidget(holder)
        self._mover = self._make_mover(chain)
        self._namer = self._make_namer(chain)
        for folded in (self._mover, self._namer):
            folded.hide()
            self._head.addWidget(folded)
        self._head_stops = [*stops(holder), *stops(self._mover), *stops(self._namer)]

    def _make_mover(self, chain: Chain) -> QWidget:
        self.start_edit = DateField(chain.start, _("Day 0"))

        def send() -> None:
            self.start_moved.emit(self.start_edit.day)

        self.start_edit.lineEdit().returnPressed.connect(send)
        go = button(_("Move day 0"), "primary", clicked=send)
        text = label(_("The steps that remain get new days. Those that are done, or that you have moved, stay."), "small")
        return panel(column(row(self.start_edit, None), text, row(go, None), margins=(M, M, M, M)))

    def _make_namer(self, chain: Chain) -> QWidget:
        self.name_edit = LabelField(chain.label)
        go = button(_("Save the label"), "primary", clicked=lambda: self.label_edited.emit(self.name_edit.text()))
        self.name_edit.textChanged.connect(lambda text: go.setEnabled(bool(text.strip())))
        self.name_edit.returnPressed.connect(go.click)
        return panel(column(self.name_edit.with_advice(), row(go, None), margins=(M, M, M, M)))

    def _toggle(self, chosen: QWidget) -> None:
        for widget in (self._mover, self._namer):
            widget.setVisible(widget is chosen and not widget.isVisible())
        if chosen.isVisible():
            (self.start_edit if chosen is self._mover else self.name_edit).setFocus()

    def _add_steps(self, chain: Chain, today: date) -> None:
        following = chain.next_step
        last, editable = len(chain.steps) - 1, chain.closed is None
        before, self.rows = self.rows, []
        kept = len(before) == len(chain.steps)
        if not kept:
            clear(self._steps)
        for number, item in enumerate(chain.steps):
            open_ = self._unfolded.get(item.step.id, item is following and editable)
            old = before[number] if kept else None
            if old is not None and old.shown == (item, today, (number == 0, number == last), self._wide, editable):
                with QSignalBlocker(old):
                    old.unfold(open_)
                self.rows.append(old)
                continue
            made = StepRow(item, today, ends=(number == 0, number == last), wide=self._wide, open_=open_, editable=editable)
            self._connect_row(made)
            self.rows.append(made)
            if old is None:
                self._steps.addWidget(made)
            else:
                self._steps.replaceWidget(old, made)
                old.hide()
                old.setParent(None)
                old.deleteLater()

    def _connect_row(self, made: StepRow) -> None:
        made.ticked.connect(self.ticked)
        made.moved.connect(self.moved)
        made.applies_changed.connect(self.applies_changed)
        made.note_edited.connect(self.step_note_edited)
        made.note_left.connect(self.note_left)
        made.unfolded.connect(self._unfolded.__setitem__)

    def _add_note(self, chain: Chain) -> None:
        self.note = NoteField(chain.note, _("Note"))
        self.note.setObjectName("note")
        self.note.setReadOnly(chain.closed is not None)
        self.note.edited.connect(self.note_edited)
        self.note.left.connect(self.note_left)
        self._section(_("Note"))
        self._tail.addLayout(self.note.with_warning())

    def _add_ground(self, chain: Chain, laws: Mapping[str, Law]) -> None:
        template = chain.template
        if template.ask:
            self._section(_("Whom to ask"), label(template.ask, "reading", selectable=True))
        if template.varies:
            self._section(
                _("Differs between workplaces"),
                panel(column(label(template.varies, "reading"), margins=(M, XS, 0, XS)), "note"),
            )
        if template.basis:
            self._section(_("Based on"), *(basis_widget(basis, laws) for basis in template.basis))
        if template.checked:
            self._tail.addWidget(label(_("checked {date}").format(date=template.checked.isoformat()), "small"))

    def _section(self, title: str, *widgets: QWidget) -> None:
        self._tail.addSpacing(M)
        self._tail.addWidget(label(title, "section"))
        for widget in widgets:
            self._tail.addWidget(widget)
