"""A chain: what it is, its steps as a dated line, a note, and what it rests on. Layout only; it emits wishes."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
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
FIRST = 5
"""So many steps of another event are made at once; the rest, which lie below, when these have been seen."""
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
        self._rows: list[StepRow] = []
        self._rest: partial[None] | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._finish)
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
    def rows(self) -> list[StepRow]:
        """The steps, from the first to the last."""
        self._finish()
        return self._rows

    @property
    def note(self) -> NoteField:
        """Her note on the event."""
        self._finish()
        return self._note

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
        self._finish()
        self._again = partial(self.show_chain, chain, today, laws)
        again = self._shown is not None and self._shown.id == chain.id
        if not again:
            self._unfolded.clear()
        keyboard, place = keyboard_in(self.area), self.area.verticalScrollBar().value() if again else 0
        self._shown = chain
        clear(self._head)
        self._add_head(chain, today)
        self._rest = partial(self._add_rest, chain, today, laws)
        if again:
            self._add_steps(chain, today)
            self._finish()
        else:
            clear(self._tail)
            self._tail_of = ()
            self._add_steps(chain, today, FIRST)
            self._soon.start()
        self._body.activate()
        if keyboard and not give_keyboard(self.area, keyboard):
            give_keyboard(self.area, f"box:{chain.steps[0].step.id}" if chain.steps else "label")
        self.area.verticalScrollBar().setValue(place)

    def _finish(self) -> None:
        """Make what was put off when another event was opened."""
        self._soon.stop()
        rest, self._rest = self._rest, None
        if rest is not None:
            rest()

    def _add_rest(self, chain: Chain, today: date, laws: Mapping[str, Law]) -> None:
        """The steps that are not there yet, what stands below them, and the order of Tab."""
        if len(self._rows) < len(chain.steps):
            self._add_steps(chain, today)
        tail = (chain.id, chain.closed, chain.template)
        if tail != self._tail_of or self._note.toPlainText() != chain.note:
            self._tail_of = tail
            clear(self._tail)
            self._add_note(chain)
            self._add_ground(chain, laws)
        order_tabs([self.back, *self._head_stops, *(stop for row in self._rows for stop in row.stops()), self._note])

    def take_keyboard(self) -> None:
        """The first step that remains, else the first button."""
        step = self._shown.next_step if self._shown else None
        if step is not None and step not in [row.item for row in self._rows]:
            self._finish()
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
            move = button(_("Move day 0 …"), image="calendar-arrow-down", clicked=lambda: self._toggle("move-start"))
            move.setObjectName("move-start")
            rename = button(_("Rename …"), image="pencil", clicked=lambda: self._toggle("rename"))
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
        self._forms: dict[str, QWidget] = {}
        self._head_stops = stops(holder)

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

    def _toggle(self, name: str) -> None:
        """Unfold a form below the buttons, or fold it; made when it is first asked for."""
        if name not in self._forms and self._shown is not None:
            form = self._make_mover(self._shown) if name == "move-start" else self._make_namer(self._shown)
            form.hide()
            self._head.addWidget(form)
            order_tabs([self._head_stops[-1], *stops(form)])
            self._forms[name] = form
        for other, form in self._forms.items():
            form.setVisible(other == name and not form.isVisible())
            if form.isVisible():
                (self.start_edit if other == "move-start" else self.name_edit).setFocus()

    def _add_steps(self, chain: Chain, today: date, first: int | None = None) -> None:
        """The steps, or only the ``first`` of them. A row that would look as one that is there already is kept."""
        following = chain.next_step
        last, editable = len(chain.steps) - 1, chain.closed is None
        before, self._rows = self._rows, []
        shown = chain.steps[:first]
        for gone in before[len(shown) :]:
            self._steps.removeWidget(gone)
            _let_go(gone)
        for number, item in enumerate(shown):
            open_ = self._unfolded.get(item.step.id, item is following and editable)
            old = before[number] if number < len(before) else None
            if old is not None and old.shown == (item, today, (number == 0, number == last), self._wide, editable):
                with QSignalBlocker(old):
                    old.unfold(open_)
                self._rows.append(old)
                continue
            made = StepRow(item, today, ends=(number == 0, number == last), wide=self._wide, open_=open_, editable=editable)
            self._connect_row(made)
            self._rows.append(made)
            if old is None:
                self._steps.addWidget(made)
            else:
                self._steps.replaceWidget(old, made)
                _let_go(old)

    def _connect_row(self, made: StepRow) -> None:
        made.ticked.connect(self.ticked)
        made.moved.connect(self.moved)
        made.applies_changed.connect(self.applies_changed)
        made.note_edited.connect(self.step_note_edited)
        made.note_left.connect(self.note_left)
        made.unfolded.connect(self._unfolded.__setitem__)

    def _add_note(self, chain: Chain) -> None:
        self._note = NoteField(chain.note, _("Note"))
        self._note.setObjectName("note")
        self._note.setReadOnly(chain.closed is not None)
        self._note.edited.connect(self.note_edited)
        self._note.left.connect(self.note_left)
        self._section(_("Note"))
        self._tail.addLayout(self._note.with_warning())

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


def _let_go(row: StepRow) -> None:
    row.hide()
    row.setParent(None)
    row.deleteLater()
