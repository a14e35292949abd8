"""Routines to look over: heading, filters with counts, and a card for each text. Layout only; it shows what it is given."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from chefsstod.features.handbook.monitor import Looked, Trouble, count
from chefsstod.features.handbook.monitor_card import MonitorCard
from chefsstod.features.handbook.monitor_words import intro, trouble_icon, trouble_name
from chefsstod.i18n import _, ngettext
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import GAP, icon
from chefsstod.ui.parts import XL, L, M, S, button, clear, column, icon_size, label, page, row, scroll
from chefsstod.ui.style import look

WIDEST = 820
AT_A_TIME = 25
"""So many cards are made; the rest are asked for."""


class MonitorView(QWidget):
    """``filtered`` carries a Trouble, or None for everything."""

    filtered = Signal(object)
    more_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Routines to look over"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading = label(_("Routines to look over"), "display")
        self.intro = label(role="muted")
        self._filters = column()
        self._cards = column(spacing=M)
        self.cards: list[MonitorCard] = []
        self.filters: dict[Trouble | None, QPushButton] = {}
        self.more: QPushButton | None = None
        self._group: QButtonGroup | None = None
        holder = QWidget()
        holder.setMaximumWidth(look().px(WIDEST))
        holder.setLayout(column(self.heading, self.intro, self._filters, self._cards, None, spacing=M))
        outer = row(holder, None, margins=(XL, L, XL, XL))
        outer.setStretch(0, 1000)
        self._holder = holder
        self.area = scroll(page(outer))
        self.setLayout(column(self.area))

    def show_waiting(self) -> None:
        """Before the first time through the texts is done."""
        self.intro.setText(_("Looking through your routines …"))

    def show_looked(
        self, looked: Sequence[Looked], shown: Trouble | None, *, watched: int, most: int, today: date, owners: Sequence[str]
    ) -> None:
        """Show everything anew: at most ``most`` of the texts that have ``shown`` (None: any)."""
        place = self.area.verticalScrollBar().value()
        self._holder.hide()
        clear(self._filters)
        clear(self._cards)
        self.intro.setText(intro(watched, len(looked)))
        self._show_filters(looked, shown)
        matching = [one for one in looked if shown is None or one.has(shown)]
        self.cards = [MonitorCard(one, today, owners) for one in matching[:most]]
        for card in self.cards:
            self._cards.addWidget(card)
        self.more = None
        left = len(matching) - len(self.cards)
        if left > 0:
            text = ngettext("Show {n} more", "Show {n} more", min(left, AT_A_TIME)).format(n=min(left, AT_A_TIME))
            self.more = button(text, clicked=self.more_requested.emit)
            self._cards.addLayout(row(self.more, None))
        self._holder.show()
        self.area.verticalScrollBar().setValue(place)

    def _show_filters(self, looked: Sequence[Looked], shown: Trouble | None) -> None:
        self.filters = {}
        counts = count(looked)
        if not counts:
            return
        self._group = QButtonGroup(self)
        flow = FlowLayout(spacing=S)
        kinds: list[tuple[Trouble | None, str, int]] = [(None, _("All"), len(looked))]
        kinds += [(trouble, trouble_name(trouble), number) for trouble, number in counts.items()]
        for trouble, name, number in kinds:
            chip = button(f"{name} ({number})", "chip", clicked=lambda trouble=trouble: self.filtered.emit(trouble))  # type: ignore[misc]
            chip.setCheckable(True)
            chip.setChecked(trouble is shown)
            if trouble is not None:
                image, color = trouble_icon(trouble)
                chip.setIcon(icon(image, "on_accent" if trouble is shown else color, 14, gap=GAP))
                chip.setIconSize(icon_size(gap=GAP) * 14 / 18)
            chip.setMinimumWidth(look().metrics(bold=True).horizontalAdvance(chip.text()) + look().px(48))  # bold when chosen
            self._group.addButton(chip)
            self.filters[trouble] = chip
            flow.addWidget(chip)
        self._filters.addLayout(flow)

    def card(self, article_id: str) -> MonitorCard | None:
        """The card of a text, if it is shown."""
        return next((card for card in self.cards if card.article.id == article_id), None)
