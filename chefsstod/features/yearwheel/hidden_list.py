"""What she has hidden, with the way to bring it back: a page of its own, that the year's list leads to."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.edit_model import Hidden
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.mark import CategoryMark
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_short
from chefsstod.support.changes import Changes
from chefsstod.ui.parts import XL, L, M, S, button, clear, column, label, line, page, panel, row, scroll
from chefsstod.ui.signals import AppSignals


class HiddenList(QWidget):
    """The hidden tasks. ``counted`` tells how many there are whenever that may have changed."""

    counted = Signal(int)

    def __init__(self, *, edits: EditService, actions: OccurrenceActions, signals: AppSignals, today: Callable[[], date]) -> None:
        super().__init__()
        self._edits = edits
        self._actions = actions
        self._today = today
        self.setAccessibleName(_("Hidden tasks"))
        self._title = label(role="display")
        self._body = QVBoxLayout()
        self._body.setSpacing(S)
        self._first: QPushButton | None = None
        inner = page(column(self._title, panel(column(self._body, margins=(L, M, L, M))), None, margins=(XL, L, XL, XL), spacing=M))
        self.setLayout(column(scroll(inner), spacing=0))
        signals.changed.connect(self._on_changed)
        self.enter()

    def enter(self) -> None:
        """Read what is hidden."""
        hidden = self._edits.hidden()
        count = len(hidden)
        self._title.setText(ngettext("{n} hidden task", "{n} hidden tasks", count).format(n=count) if count else _("Hidden tasks"))
        clear(self._body)
        self._first = None
        if not hidden:
            text = _("Nothing is hidden. A task that does not concern you is hidden from its own pane: «Hide the task …».")
            self._body.addWidget(label(text, "muted"))
        for place, one in enumerate(hidden):
            if place:
                self._body.addWidget(line())
            self._body.addWidget(self._row(one))
        self.counted.emit(count)

    def take_keyboard(self) -> None:
        """Put the keyboard on the first hidden task."""
        if self._first is not None:
            self._first.setFocus()

    def _row(self, one: Hidden) -> QWidget:
        mark = CategoryMark()
        mark.set_category(one.activity.category)
        since = _("Hidden from {date}").format(date=day_short(one.since, self._today()))
        told = label(" · ".join(part for part in (since, one.reason) if part), "small")
        back = button(_("Show it again"), image="eye", clicked=lambda: self._show(one))
        back.setAccessibleName(_("Show «{title}» again").format(title=one.activity.title))
        self._first = self._first or back
        holder = QWidget()
        layout = row(mark, column(label(one.activity.title), told, spacing=0), back, spacing=M)
        layout.setStretch(1, 1)
        holder.setLayout(layout)
        return holder

    def _show(self, one: Hidden) -> None:
        text = _("«{title}» is shown again").format(title=one.activity.title)
        self._actions.run(text, lambda: self._edits.unhide(one.activity.id))

    def _on_changed(self, changes: Changes) -> None:
        if changes.activities and changes.note is None:
            self.enter()
