"""Händelser: layout of the page. The running events to the left, the one in hand or the gallery to the right; where there is no
room for both, one at a time.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from chefsstod.features.timers.chain_view import ChainView
from chefsstod.features.timers.gallery import GalleryView
from chefsstod.features.timers.model import Chain, StepStatus
from chefsstod.features.timers.parts import give_keyboard, keyboard_in
from chefsstod.features.timers.words import progress, step_when
from chefsstod.features.yearwheel.mark import CategoryMark
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_short
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.parts import XS, L, M, S, button, clear, column, label, page, row, scroll
from chefsstod.ui.style import look

LIST_WIDTH = 320
NARROW = 840


class ChainCard(QFrame):
    """One event in the list: its name, the next step and when. The one in hand has a rule in the accent colour and says so."""

    chosen = Signal(str)

    def __init__(self, chain: Chain, today: date, *, current: bool) -> None:
        super().__init__()
        self._id = chain.id
        self.shown = (chain, today, current)
        """All that its look depends on; a card that would look the same is kept."""
        self.setProperty("role", "note" if current else "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.name = ElidedButton(chain.label)
        self.name.setObjectName(f"chain:{chain.id}")
        self.name.clicked.connect(lambda: self.chosen.emit(chain.id))
        lines: list[QWidget] = []
        step = chain.next_step
        if chain.closed is not None:
            told = _("closed {date}").format(date=day_short(chain.closed, today))
        elif step is None:
            told = _("Nothing left: close the event")
        else:
            told = step_when(step, today)
            lines.append(label(step.step.text, ""))
        lines.append(label(told, "late" if step and step.status is StepStatus.LATE and not chain.closed else "small"))
        if chain.closed is None:
            lines.append(label(progress(chain), "small"))
        spoken = [chain.label, *(item.text() for item in lines)]  # type: ignore[attr-defined]
        self.name.setAccessibleName(", ".join([*spoken, _("shown beside")] if current else spoken))
        body = column(*lines, spacing=0)
        body.setContentsMargins(look().px(8), 0, look().px(8), 0)
        head = row(CategoryMark(chain.template.category), self.name, spacing=XS)
        self.setLayout(column(head, body, spacing=0, margins=(S, S, S, M)))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._id)


class ChainList(QWidget):
    """The running events, late first, and the closed ones folded. Arrows walk between them."""

    chain_requested = Signal(str)
    new_requested = Signal()
    closed_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Running events"))
        self._body = QVBoxLayout()
        self._body.setContentsMargins(L, L, L, L)
        self._body.setSpacing(S)
        self.area = scroll(page(self._body))
        self.new = button(_("Start an event"), "primary", image="plus", clicked=self.new_requested.emit)
        self.new.setObjectName("new")
        self.setLayout(column(row(self.new, None, margins=(L, L, L, 0)), self.area, spacing=0))
        self.cards: list[ChainCard] = []
        self._kept: list[ChainCard] = []

    def show_chains(self, running: Sequence[Chain], closed: Sequence[Chain], today: date, current: str, *, open_: bool) -> None:
        """List them; ``current`` is the one in hand, ``open_`` whether the closed ones are unfolded."""
        keyboard, place = keyboard_in(self.area), self.area.verticalScrollBar().value()
        listed = [(chain, today, chain.id == current) for chain in (*running, *(closed if open_ else ()))]
        self._kept = [card for card in self.cards if card.shown in listed]
        for card in self._kept:
            self._body.removeWidget(card)
        clear(self._body)
        self.cards = [self._card(chain, today, current) for chain in running]
        if not running:
            self._body.addWidget(label(_("Nothing is running now."), "muted"))
        if closed:
            text = ngettext("{n} closed", "{n} closed", len(closed)).format(n=len(closed))
            fold = button(text, "link", image="chevron-down" if open_ else "chevron-right")
            fold.setObjectName("closed")
            fold.setAccessibleName(_("Hide the closed events") if open_ else _("Show the closed events, {n}").format(n=len(closed)))
            fold.clicked.connect(lambda: self.closed_toggled.emit(not open_))
            self._body.addSpacing(S)
            self._body.addLayout(row(fold, None))
            if open_:
                self.cards += [self._card(chain, today, current) for chain in closed]
        self._body.addStretch(1)
        self._body.activate()
        if keyboard and not give_keyboard(self.area, keyboard):
            self.new.setFocus()
        self.area.verticalScrollBar().setValue(place)

    def _card(self, chain: Chain, today: date, current: str) -> ChainCard:
        shown = (chain, today, chain.id == current)
        card = next((card for card in self._kept if card.shown == shown), None)
        if card is None:
            card = ChainCard(chain, today, current=chain.id == current)
            card.chosen.connect(self.chain_requested)
            card.name.installEventFilter(self)
        self._body.addWidget(card)
        return card

    def take_keyboard(self) -> None:
        """The first event, else the button that starts one."""
        if not (self.cards and give_keyboard(self.area, self.cards[0].name.objectName())):
            self.new.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            place = next((number for number, card in enumerate(self.cards) if card.name is watched), -1)
            if step and place >= 0:
                place = min(max(place + step, 0), len(self.cards) - 1)
                self.cards[place].name.setFocus()
                return True
        return super().eventFilter(watched, event)


class TimersView(QWidget):
    """List and right side. ``right`` shows the chain, the gallery, or a word when nothing is chosen."""

    chain_requested = Signal(str)
    new_requested = Signal()
    list_requested = Signal()
    reflowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Events"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.list = ChainList()
        self.chain = ChainView()
        self.gallery = GalleryView()
        self.nothing = self._make_nothing()
        self.right = QStackedWidget()
        for widget in (self.nothing, self.chain, self.gallery):
            self.right.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list)
        layout.addWidget(self.right, 1)
        self._wide = True
        self._any = False
        self.list.chain_requested.connect(self.chain_requested)
        self.list.new_requested.connect(self.new_requested)
        self.chain.back_requested.connect(self.list_requested)
        self.gallery.back_requested.connect(self.list_requested)

    @staticmethod
    def _make_nothing() -> QWidget:
        text = label(_("Choose an event in the list, or start a new one."), "muted")
        return page(column(text, None, margins=(L, L, L, L)))

    @property
    def wide(self) -> bool:
        """Whether there is room for the list beside the rest."""
        return self._wide

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= look().px(NARROW)
        if wide != self._wide:
            self._wide = wide
            self.arrange()
            self.reflowed.emit()

    def show_right(self, widget: QWidget, *, any_chain: bool) -> None:
        """Bring ``widget`` to the right side; without any chain at all the list is not needed."""
        self._any = any_chain
        self.right.setCurrentWidget(widget)
        self.arrange()

    def arrange(self) -> None:
        """Both sides where there is room; else the list, unless something is in hand."""
        nothing = self.right.currentWidget() is self.nothing
        self.list.setVisible(self._any and (self._wide or nothing))
        self.right.setVisible(self._wide or not nothing or not self._any)
        if self._wide:
            self.list.setFixedWidth(look().px(LIST_WIDTH))
        else:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16_777_215)
        self.chain.offer_back(not self._wide)
        self.gallery.back.setVisible(self._any)
