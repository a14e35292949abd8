"""The quiet card in the corner of the window: what to think of, each thing a click away, and «Påminn senare». Takes no focus."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from chefsstod.features.reminders.model import Digest, Snooze, Thing
from chefsstod.features.reminders.words import heading, message, more_text, snooze_name, when_text
from chefsstod.i18n import _
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import icon
from chefsstod.ui.parts import XS, L, M, S, button, column, icon_button, icon_size, label, row
from chefsstod.ui.style import look

WIDTH = 400
TOAST = 48
"""Room left for the line at the bottom of the window, which tells what was saved."""
ROOM = ((640, 5), (420, 3), (0, 1))
"""How many things there is room for, by the height of the window at 100 % text."""


class ReminderCard(QFrame):
    """One digest. It goes when she has opened something, put it off, or closed it."""

    thing_requested = Signal(object)
    today_requested = Signal()
    snooze_requested = Signal(object)

    def __init__(self, digest: Digest, parent: QWidget) -> None:
        super().__init__(parent)
        self.digest = digest
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(heading(digest))
        self.setAccessibleDescription(message(digest))
        self.close_button = icon_button("x", _("Close the reminder"), clicked=self.put_away)
        head = row(self._bell(), label(heading(digest), "strong"), self.close_button)
        head.setStretch(1, 1)
        room = next(count for height, count in ROOM if parent.height() >= height * look().scale)
        things = digest.things[:room]
        self.links: list[ElidedButton] = []
        hidden = digest.more + len(digest.things) - len(things)
        lines = column(*(self._line(thing) for thing in things), spacing=0)
        if hidden:
            lines.addWidget(label(more_text(Digest(digest.day, (), hidden, ())), "small"))
        self.later = button(_("Remind me later"), image="clock")
        self.menu = QMenu(self)
        self.menu.setAccessibleName(_("Remind me later"))
        for choice in Snooze:
            self.menu.addAction(snooze_name(choice), partial(self._snooze, choice))
        self.later.setMenu(self.menu)
        self.today = button(_("Open Today"), clicked=self._leave(self.today_requested.emit))
        actions = FlowLayout(spacing=S)
        actions.addWidget(self.today)
        actions.addWidget(self.later)
        self.setLayout(column(head, lines, actions, margins=(M, S, S, M), spacing=S))
        parent.installEventFilter(self)

    def _bell(self) -> QWidget:
        bell = label(wrap=False)
        bell.setPixmap(icon("bell", "accent").pixmap(icon_size()))
        return bell

    def _line(self, thing: Thing) -> QWidget:
        when = label(when_text(thing, self.digest.day), "small")
        when.setContentsMargins(look().px(S + 2), 0, 0, look().px(XS))
        link = ElidedButton(thing.title)
        link.setAccessibleDescription(when.text())
        link.clicked.connect(self._leave(partial(self.thing_requested.emit, thing)))
        self.links.append(link)
        holder = QWidget()
        holder.setLayout(column(link, when, spacing=0))
        return holder

    def _leave(self, then: Callable[[], object]) -> Callable[[], None]:
        def left(_checked: bool = False) -> None:
            self.put_away()
            then()

        return left

    def _snooze(self, choice: Snooze) -> None:
        self.put_away()
        self.snooze_requested.emit(choice)

    def put_away(self) -> None:
        """Close the card. The keyboard goes back to the page if it was here."""
        parent = self.parentWidget()
        if parent is not None:
            parent.removeEventFilter(self)
            focused: QWidget | None = parent.focusWidget()  # the stubs do not know of None
            if focused is not None and self.isAncestorOf(focused):
                parent.setFocus()
        self.hide()
        self.deleteLater()

    def appear(self) -> None:
        """Show it in the corner, on top of the page, and tell a screen reader."""
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102 - Qt's name
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        layout = self.layout()
        if parent is None or layout is None:
            return
        width = min(look().px(WIDTH), parent.width() - 2 * L)
        height = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        self.setGeometry(parent.width() - width - L, max(L, parent.height() - height - look().px(TOAST)), width, height)
