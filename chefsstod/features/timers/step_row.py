"""One step on the dated line of a chain: its day, a box to tick, its text, and what can be done with it."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.features.timers.model import ChainStep, StepStatus
from chefsstod.features.timers.parts import NoteField, order_tabs, stops
from chefsstod.features.timers.words import offset_text, step_status_name, step_when
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_full, day_short, relative
from chefsstod.ui.dates import DateField
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import icon
from chefsstod.ui.parts import XS, M, S, button, column, icon_button, icon_size, label, panel, row
from chefsstod.ui.style import look

DATE_COLUMN = 96


class StepRow(QWidget):
    """A step. ``wide`` puts the day in a column of its own, to the left of the line."""

    ticked = Signal(str, bool)
    moved = Signal(str, object)
    applies_changed = Signal(str, bool)
    note_edited = Signal(str, str)
    note_left = Signal(str, str)
    unfolded = Signal(str, bool)

    def __init__(self, item: ChainStep, today: date, *, ends: tuple[bool, bool], wide: bool, open_: bool, editable: bool) -> None:
        super().__init__()
        self.item = item
        self.shown = (item, today, ends, wide, editable)
        """All that its look depends on; a row that would look the same is kept."""
        self._today = today
        self._ends = ends
        self._editable = editable
        self._made = False
        self._open: bool = not open_
        self.box = self._make_box()
        self.more = icon_button("chevron-down" if open_ else "chevron-right", "")
        self.more.setObjectName(f"more:{item.step.id}")
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.clicked.connect(lambda: self.unfold(not self._open))
        self._details = QVBoxLayout()
        self._details.setContentsMargins(0, 0, 0, S)
        self._details.setSpacing(S)
        self._body = QWidget()
        self._body.setLayout(self._details)
        self._lay_out(wide=wide)
        self.unfold(open_)

    # ── parts ────────────────────────────────────────────────────────────────

    def _make_box(self) -> QCheckBox:
        item = self.item
        box = QCheckBox()
        box.setObjectName(f"box:{item.step.id}")
        box.setChecked(item.status is StepStatus.DONE)
        box.setAccessibleName(item.step.text)
        box.setAccessibleDescription(f"{day_full(item.due)}, {step_status_name(item.status)}")
        box.setEnabled(self._editable)
        box.setStyleSheet("QCheckBox { spacing: 0; }")  # no text of its own, so no gap before it
        box.toggled.connect(lambda checked: self.ticked.emit(item.step.id, checked))
        return box

    def _node(self) -> QWidget:
        """What stands on the line: the box, or a dashed circle for a step that does not apply."""
        holder = QWidget()
        holder.setLayout(column(self.box))
        if self.item.status is StepStatus.NOT_APPLICABLE:
            mark = label(wrap=False)
            mark.setPixmap(icon("circle-dashed", "muted", 18).pixmap(icon_size()))
            mark.setAccessibleName(step_status_name(self.item.status))
            mark.setFixedSize(self.box.sizeHint())
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            holder.layout().addWidget(mark)  # type: ignore[union-attr]
            self.box.hide()
        self._on_line = holder
        return holder

    def _lay_out(self, *, wide: bool) -> None:
        item, quiet = self.item, not self.item.waiting
        text = label(item.step.text, "muted" if quiet else "strong")
        lines: list[QWidget] = [text]
        if not wide:
            lines.append(label(step_when(item, self._today), self._when_role()))
        if item.step.condition and item.waiting:
            lines.append(label(item.step.condition[:1].upper() + item.step.condition[1:], "small"))
        facts = [_("moved by you")] if item.moved and item.waiting else []
        if item.step.limit and item.waiting:
            facts.append(_("a time set by law"))
        if facts:
            joined = " · ".join(facts)
            lines.append(label(joined[:1].upper() + joined[1:], "small"))
        self.preview = label(item.note.strip().partition("\n")[0][:160], "small")
        lines.append(self.preview)
        texts = column(*lines, spacing=0, margins=(0, look().px(4), 0, XS))
        texts.addWidget(self._body)
        texts.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, S)
        outer.setSpacing(S)
        if wide:
            outer.addWidget(self._day(), 0, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(self._node(), 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(texts, 1)
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def _when_role(self) -> str:
        return {StepStatus.LATE: "late", StepStatus.DONE: "done"}.get(self.item.status, "small")

    def _day(self) -> QWidget:
        """The day to the left of the line, and under it how far away it is or what became of the step."""
        item, late = self.item, self.item.status is StepStatus.LATE
        shown = item.done_on or item.due
        head = label(day_short(shown, self._today), "late" if late else ("muted" if not item.waiting else "strong"))
        lines = [head]
        if late or not item.waiting:
            lines.append(label(step_status_name(item.status), "late" if late else "small"))
        if item.waiting:
            lines.append(label(relative(item.due, self._today), "small"))
        holder = QWidget()
        holder.setLayout(column(*lines, spacing=0, margins=(0, look().px(4), 0, 0)))
        holder.setFixedWidth(look().px(DATE_COLUMN))
        holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        for widget in lines:
            widget.setAlignment(Qt.AlignmentFlag.AlignRight)
        return holder

    def unfold(self, open_: bool) -> None:
        """Show or hide how, why, the note and the buttons."""
        if open_ and not self._made:
            self._fill()
            self._order_tabs()
        changed = open_ != self._open
        self._open = open_
        self._body.setVisible(open_)
        self.preview.setVisible(bool(self.item.note) and not open_)
        self.more.setIcon(icon("chevron-down" if open_ else "chevron-right"))
        name = _("Less about «{step}»") if open_ else _("More about «{step}»")
        self.more.setAccessibleName(name.format(step=self.item.step.text))
        self.more.setToolTip(_("Less") if open_ else _("More: how, move, does not apply, note"))
        if changed:
            self.unfolded.emit(self.item.step.id, open_)

    def _fill(self) -> None:
        self._made = True
        item, slug = self.item, self.item.step.id
        if item.step.how:
            self._details.addWidget(label(item.step.how, "reading", selectable=True))
        self._details.addWidget(label(_("Counted from day 0: {offset}").format(offset=offset_text(item.step.offset)), "small"))
        if self._editable:
            self._add_buttons()
        self.note = NoteField(item.note, _("Note on «{step}»").format(step=item.step.text))
        self.note.setObjectName(f"note:{slug}")
        self.note.setReadOnly(not self._editable)
        self.note.edited.connect(lambda text: self.note_edited.emit(slug, text))
        self.note.left.connect(lambda text: self.note_left.emit(slug, text))
        if self._editable or item.note:
            self._details.addLayout(self.note.with_warning())

    def _order_tabs(self) -> None:
        """What is made when the step is unfolded comes after its arrow in the tab order, not after all else."""
        order_tabs([self.more, *stops(self._body)])

    def stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return [self.box, self.more, *stops(self._body)]

    def _add_buttons(self) -> None:
        item, slug = self.item, self.item.step.id
        flow = FlowLayout(spacing=S)
        if item.waiting:
            self.move_button = button(_("Move to …"), image="calendar-arrow-down", clicked=self._toggle_move)
            self.move_button.setObjectName(f"move:{slug}")
            flow.addWidget(self.move_button)
            self.skip_button = button(
                _("Does not apply"), image="circle-dashed", clicked=lambda: self.applies_changed.emit(slug, False)
            )
            self.skip_button.setObjectName(f"applies:{slug}")
            flow.addWidget(self.skip_button)
        elif item.status is StepStatus.NOT_APPLICABLE:
            self.skip_button = button(
                _("It applies after all"), image="rotate-ccw", clicked=lambda: self.applies_changed.emit(slug, True)
            )
            self.skip_button.setObjectName(f"applies:{slug}")
            flow.addWidget(self.skip_button)
        if not flow.count():
            return
        holder = QWidget()
        holder.setLayout(flow)
        self._details.addWidget(holder)
        if item.waiting:
            self._mover = self._make_mover()
            self._mover.hide()
            self._details.addWidget(self._mover)

    def _make_mover(self) -> QWidget:
        slug = self.item.step.id
        self.date_edit = DateField(max(self.item.due, self._today), _("New date"))

        def send() -> None:
            self.moved.emit(slug, self.date_edit.day)

        self.date_edit.lineEdit().returnPressed.connect(send)
        later = button(_("A week later"), "link", clicked=lambda: self.date_edit.setDate(self.date_edit.date().addDays(7)))
        go = button(_("Move"), "primary", clicked=send)
        buttons = row(go, None)
        if self.item.moved:
            back = button(_("Count from day 0 again"), "link", clicked=lambda: self.moved.emit(slug, None))
            buttons.insertWidget(1, back)
        return panel(column(row(self.date_edit, later, None), buttons, margins=(M, M, M, M)))

    def _toggle_move(self) -> None:
        self._mover.setVisible(not self._mover.isVisible())
        if self._mover.isVisible():
            self.date_edit.setFocus()

    # ── the line ─────────────────────────────────────────────────────────────

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        beside_text = event.position().x() > self._on_line.geometry().right()
        above_details = not self._body.isVisible() or event.position().y() < self._body.mapTo(self, QPoint(0, 0)).y()
        if self.rect().contains(event.position().toPoint()) and beside_text and above_details:
            self.unfold(not self._open)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name
        first, last = self._ends
        style = look()
        where = self._on_line.geometry()
        x, middle = where.center().x(), where.center().y()
        gap = style.px(10)
        painter = QPainter(self)
        painter.setPen(QPen(style.color("line"), max(2, style.px(2))))
        if not first:
            painter.drawLine(x, 0, x, middle - gap)
        if not last:
            painter.drawLine(x, middle + gap, x, self.height())
        painter.end()
