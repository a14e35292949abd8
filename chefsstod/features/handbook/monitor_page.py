"""Routines to look over: behaviour. Texts are looked through a little at a time, so that the window never waits for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

from chefsstod.content.links import Link, LinkKind
from chefsstod.features.actions import Actions
from chefsstod.features.handbook.diff import compare
from chefsstod.features.handbook.monitor import Looked, Trouble, look_through, watched
from chefsstod.features.handbook.monitor_card import MonitorCard
from chefsstod.features.handbook.monitor_notebook import Notebook
from chefsstod.features.handbook.monitor_view import AT_A_TIME, MonitorView
from chefsstod.features.handbook.service import HandbookService
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.support.changes import Changes
from chefsstod.ui.signals import AppSignals

_SLICE = 0.012
"""Seconds of looking through at a time: less than a frame."""


@dataclass(frozen=True, slots=True)
class _Place:
    shown: Trouble | None
    most: int


class MonitorPage(MonitorView):
    """``open_requested`` carries an address of ours, ``edit_requested`` the id of a text, also one that is not hers to edit yet."""

    open_requested = Signal(str)
    edit_requested = Signal(str)

    def __init__(
        self,
        *,
        handbook: HandbookService,
        titles: Callable[[Link], str | None],
        actions: Actions,
        signals: AppSignals,
    ) -> None:
        super().__init__()
        self._handbook = handbook
        self._titles = titles
        self._actions = actions
        self._notebook = Notebook()
        self._looked: list[Looked] = []
        self._shown: Trouble | None = None
        self._most = AT_A_TIME
        self._stale = True
        self._day: date | None = None
        self._survey: Iterator[None] = iter(())
        self._underway = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._focus: tuple[str, int] | None = None
        self._connect(signals)

    def _connect(self, signals: AppSignals) -> None:
        self.filtered.connect(self._filter)
        self.more_requested.connect(self._more)
        self._timer.timeout.connect(self._go_on)
        signals.changed.connect(self._on_changed)

    # ── what a page owes the shell ───────────────────────────────────────────

    def enter(self) -> None:
        """The page has come into view."""
        if self._stale or self._day != self._handbook.today:
            self._begin()

    def take_keyboard(self) -> None:
        """On the first text, or where there is none on the page."""
        (self.cards[0].title if self.cards else self).setFocus()

    def place(self) -> object:
        """Which filter is chosen, and how many cards are shown."""
        return _Place(self._shown, self._most)

    def take_place(self, place: object) -> None:
        """Choose it again."""
        if isinstance(place, _Place):
            self._shown, self._most = place.shown, place.most

    @property
    def underway(self) -> bool:
        """Whether the texts are being looked through now."""
        return self._underway

    # ── looking through ──────────────────────────────────────────────────────

    def _begin(self) -> None:
        self._stale, self._day = False, self._handbook.today
        if not self._looked:
            self.show_waiting()
        self._survey = self._notebook.survey(watched(self._handbook.articles(everything=True)))
        self._underway = True
        self._timer.start()

    def _go_on(self) -> None:
        """As much as fits between two frames."""
        until = perf_counter() + _SLICE
        for _step in self._survey:
            if perf_counter() >= until:
                return
        self._timer.stop()
        self._underway = False
        self._show()

    def _show(self) -> None:
        texts = self._handbook.articles(everything=True)
        self._looked = look_through(texts, self._handbook.today, self._titles, self._notebook)
        if self._shown is not None and not any(one.has(self._shown) for one in self._looked):
            self._shown = None  # the last of its kind has been dealt with
        own = watched(texts)
        owners = sorted({article.owner.strip() for article in own} - {""})
        self.show_looked(self._looked, self._shown, watched=len(own), most=self._most, today=self._handbook.today, owners=owners)
        for card in self.cards:
            self._connect_card(card)
        self._give_focus_back()

    def _connect_card(self, card: MonitorCard) -> None:
        card.compare_requested.connect(self._compare)
        card.date_chosen.connect(self._set_date)
        card.edit_requested.connect(self.edit_requested)
        card.open_requested.connect(lambda article_id: self.open_requested.emit(str(Link(LinkKind.ARTICLE, article_id))))
        card.owner_chosen.connect(self._set_owner)
        card.remove_requested.connect(self._remove)

    def _on_changed(self, changes: Changes) -> None:
        if not (changes.articles or changes.packs or changes.directory or changes.activities):
            return
        self._stale = True
        if self.isVisible() and (changes.articles or changes.packs):
            self._begin()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().showEvent(event)
        if self._underway:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().hideEvent(event)
        self._timer.stop()

    # ── filters ──────────────────────────────────────────────────────────────

    def _filter(self, trouble: Trouble | None) -> None:
        self._shown, self._most = trouble, AT_A_TIME
        self._show()
        self.area.verticalScrollBar().setValue(0)
        self.filters[self._shown].setFocus()

    def _more(self) -> None:
        first = self._most
        self._most += AT_A_TIME
        self._show()
        self.cards[first].title.setFocus()

    # ── what is done in place ────────────────────────────────────────────────

    def _set_date(self, article_id: str, day: date) -> None:
        text = _("«{title}» is to be looked over by {date}").format(
            title=self._title(article_id), date=day_short(day, self._handbook.today)
        )
        self._keep_place(article_id)
        self._actions.run(text, lambda: self._handbook.looked_through(article_id, day))

    def _set_owner(self, article_id: str, owner: str) -> None:
        text = _("{owner} answers for «{title}»").format(owner=owner, title=self._title(article_id))
        self._keep_place(article_id)
        self._actions.run(text, lambda: self._handbook.set_owner(article_id, owner))

    def _remove(self, article_id: str) -> None:
        text = _("«{title}» is removed").format(title=self._title(article_id))
        self._keep_place(article_id)
        self._actions.run(text, lambda: self._handbook.remove(article_id))

    def _compare(self, article_id: str, other_id: str) -> None:
        card = self.card(article_id)
        other = self._handbook.article(other_id)
        if card is not None and other is not None:
            card.show_comparison(other, compare(card.article.body, other.body))

    def _title(self, article_id: str) -> str:
        article = self._handbook.article(article_id)
        return article.title if article is not None else article_id

    def _keep_place(self, article_id: str) -> None:
        """The list is made anew: the keyboard goes back to that text, or to the one that comes in its place."""
        card = self.card(article_id)
        self._focus = (article_id, self.cards.index(card)) if card is not None else None

    def _give_focus_back(self) -> None:
        if self._focus is None:
            return
        (article_id, at), self._focus = self._focus, None
        card = self.card(article_id) or (self.cards[min(at, len(self.cards) - 1)] if self.cards else None)
        (card.title if card is not None else self).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        open_now = next((card for card in self.cards if card.panel_place.count()), None)
        if event.key() == Qt.Key.Key_Escape and open_now is not None:
            open_now.close_panel()
            open_now.title.setFocus()
        else:
            super().keyPressEvent(event)
