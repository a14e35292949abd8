"""A day, as near as one comes: what is due, what to start, what is under way, the routines. Emits wishes; knows no service."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from chefsstod.features.yearwheel.actions import status_icon
from chefsstod.features.yearwheel.calendar_month import DaySheet, progress
from chefsstod.features.yearwheel.list_model import details, loud, spoken, tone
from chefsstod.features.yearwheel.mark import CategoryMark
from chefsstod.features.yearwheel.model import Occurrence, OccurrenceKey
from chefsstod.features.yearwheel.words import status_name
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_full, relative, week
from chefsstod.i18n.holidays import holiday_name
from chefsstod.support.holidays import holiday
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.icons import pixmap
from chefsstod.ui.parts import XS, L, M, S, button, clear, column, icon_button, label, page, panel, row, scroll
from chefsstod.ui.style import look

_WORDS_FROM = 280
"""Narrower than this, at 100 % text, a task shows the sign of its status without the word."""


class DayCard(QWidget):
    """Left and right go to the day before and after; up and down walk the tasks; N writes a new one."""

    open_requested = Signal(object)
    toggle_requested = Signal(object)
    menu_requested = Signal(object, QPoint)
    new_requested = Signal(object)
    day_requested = Signal(object)
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._day = date.min
        self.rows: list[_Row] = []
        self.title = label(role="display")
        self.told = label(role="muted")
        self.earlier = icon_button("chevron-left", _("The day before"), clicked=lambda: self._step(-1))
        self.later = icon_button("chevron-right", _("The day after"), clicked=lambda: self._step(1))
        self.new = button(_("New task"), image="plus", clicked=lambda: self.new_requested.emit(self._day))
        self.new.setAccessibleDescription(_("New task this day"))
        self.new.setToolTip(_("New task this day"))
        self.new.installEventFilter(self)
        self._body = QVBoxLayout()
        self._body.setSpacing(S)
        self._body.setContentsMargins(0, 0, 0, 0)
        head = row(self.told, self.earlier, self.later, spacing=S)
        head.setStretch(0, 1)
        inner = page(column(self.title, head, S, self._body, M, row(self.new, None), None, margins=(L, S, L, L), spacing=S))
        layout = column(scroll(inner))
        self.setLayout(layout)

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._day

    def show_day(self, sheet: DaySheet, today: date) -> None:
        """Show this day instead; the keyboard stays on its task."""
        kept = next((entry.occurrence.key for entry in self.rows if entry.has_keyboard()), None)
        turned, self._day = sheet.day != self._day, sheet.day
        name = day_full(sheet.day)
        self.title.setText(name[:1].upper() + name[1:])
        red = holiday(sheet.day)
        parts = [_("week {week}").format(week=week(sheet.day)), relative(sheet.day, today), holiday_name(red) if red else ""]
        self.told.setText(" · ".join(part for part in parts if part))
        self.setAccessibleName(name)
        clear(self._body)
        self.rows = []
        for heading, occurrences, bar in (
            (_("To be ready this day"), sheet.due, False),
            (_("To start this day"), sheet.to_start, False),
            (_("Under way"), sheet.under_way, True),
            (_("Routines"), sheet.routines, False),
        ):
            if occurrences:
                self._section(heading, occurrences, today, bar=bar)
        if sheet.empty:
            self._body.addWidget(label(_("Nothing is due, and nothing needs to be under way."), "reading"))
        found = next((entry for entry in self.rows if entry.occurrence.key == kept), None)
        if found is not None and not turned:
            found.take_keyboard()
        elif kept is not None:
            self.take_keyboard()

    def _section(self, heading: str, occurrences: tuple[Occurrence, ...], today: date, *, bar: bool) -> None:
        self._body.addWidget(label(f"{heading} · {len(occurrences)}", "section"))
        inner = QVBoxLayout()
        inner.setContentsMargins(XS, XS, XS, XS)
        inner.setSpacing(0)
        for occurrence in occurrences:
            entry = _Row(occurrence, today, self._day if bar else None)
            entry.button.clicked.connect(lambda _on=False, o=occurrence: self.open_requested.emit(o))
            entry.toggled.connect(self.toggle_requested)
            entry.menu_requested.connect(self.menu_requested)
            entry.button.installEventFilter(self)
            inner.addWidget(entry)
            self.rows.append(entry)
        self._body.addWidget(panel(inner))

    def _step(self, by: int) -> None:
        self.day_requested.emit(self._day + timedelta(days=by))

    def take_keyboard(self) -> None:
        """The first task, or what there is to do on an empty day."""
        if self.rows:
            self.rows[0].take_keyboard()
        else:
            self.new.setFocus()

    def select(self, key: OccurrenceKey) -> None:
        """Come to a task, if the day has it."""
        found = next((entry for entry in self.rows if entry.occurrence.key == key), None)
        if found is not None:
            found.take_keyboard()

    def current(self) -> Occurrence | None:
        """The task that has the keyboard."""
        return next((entry.occurrence for entry in self.rows if entry.has_keyboard()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if not self._take_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102 - Qt's name
        # Buttons take the arrows for themselves and go to the next one in the order of Tab.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._take_key(event):
            return True
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        place = next((n for n, entry in enumerate(self.rows) if entry.has_keyboard()), None)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self._step(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            self._step(1)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Backspace):
            self.back_requested.emit()
        elif key == Qt.Key.Key_N:
            self.new_requested.emit(self._day)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.rows:
            by = 0 if place is None else 1 if key == Qt.Key.Key_Down else -1
            self.rows[min(max((place or 0) + by, 0), len(self.rows) - 1)].take_keyboard()
        else:
            return False
        return True


class _Row(QWidget):
    """A task: its mark, name, status, and how far its time has gone when it is under way."""

    toggled = Signal(object)
    menu_requested = Signal(object, QPoint)

    def __init__(self, occurrence: Occurrence, today: date, under_way_on: date | None) -> None:
        super().__init__()
        self.occurrence = occurrence
        self.button = ElidedButton(occurrence.title)
        self.button.setAccessibleName(spoken(occurrence, today))
        self.button.setAccessibleDescription(_("Enter opens a task, Space marks it as done"))
        self.button.installEventFilter(self)
        top = row(CategoryMark(occurrence.activity.category), self.button, self._sign(), spacing=S)
        top.setStretch(1, 1)
        layout = column(top, margins=(S, XS, S, XS), spacing=0)
        more = details(occurrence, today)
        if more:
            layout.addLayout(self._indented(label(more, "small")))
        if occurrence.note:
            layout.addLayout(self._indented(label(occurrence.note.strip().split("\n")[0][:160], "muted")))
        if under_way_on is not None:
            layout.addLayout(self._indented(self._bar(under_way_on)))
        self.setLayout(layout)

    @staticmethod
    def _indented(widget: QWidget) -> QHBoxLayout:
        return row(widget, margins=(look().px(26) + L + XS, 0, S, XS))

    def _sign(self) -> QWidget:
        status = self.occurrence.status
        image = QLabel()
        image.setPixmap(pixmap(status_icon(status), tone(self.occurrence), 16, self.devicePixelRatioF()))
        self._word = label(status_name(status), "late" if loud(self.occurrence) else "muted", wrap=False)
        holder = QWidget()
        holder.setToolTip(status_name(status))
        holder.setLayout(row(image, self._word, spacing=XS))
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._word.setVisible(self.width() >= look().px(_WORDS_FROM))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(look().px(120), super().minimumSizeHint().height())

    def _bar(self, day: date) -> QWidget:
        gone, whole = progress(self.occurrence, day)
        bar = QProgressBar()
        bar.setRange(0, whole)
        bar.setValue(gone)
        bar.setTextVisible(False)
        bar.setMinimumWidth(look().px(20))
        left = (self.occurrence.due - day).days
        text = ngettext("{n} day left", "{n} days left", left).format(n=left)
        bar.setAccessibleName(text)
        bar.setFixedHeight(look().px(6))
        holder = QWidget()
        layout = row(bar, label(text, "small", wrap=False), spacing=S)
        layout.setStretch(0, 1)
        holder.setLayout(layout)
        return holder

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on it."""
        return self.button.hasFocus()

    def take_keyboard(self) -> None:
        """Put the keyboard on it."""
        self.button.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self.toggled.emit(self.occurrence)
            return True
        if isinstance(event, QContextMenuEvent):
            self.menu_requested.emit(self.occurrence, self.button.mapToGlobal(event.pos()))
            return True
        return super().eventFilter(watched, event)
