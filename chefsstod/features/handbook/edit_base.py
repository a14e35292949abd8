"""The text under her own version has changed: what changed, what of it she takes, and how hers differs. It knows no service."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from chefsstod.features.handbook.diff import Change, Fit, Piece, compare, count, take
from chefsstod.features.handbook.edit_difference import DifferenceView, change_name, count_text, marked
from chefsstod.features.handbook.edit_versions import other_facts, whole
from chefsstod.features.handbook.model import BaseChange, Draft, draft_of
from chefsstod.i18n import _, ngettext
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XS, L, M, S, button, clear, column, label, page, panel, row, scroll
from chefsstod.ui.style import look

_BESIDE = 900


class BaseView(QWidget):
    """``take_requested`` carries the number of a piece in the comparison of the base text then and now."""

    keep_requested = Signal()
    replace_requested = Signal()
    take_requested = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = button(_("Back to the text"), image="arrow-left", clicked=self.closed.emit)
        self.heading = label(_("The base text has changed"), "title")
        self.told = label(role="muted")
        self.keep = button(_("Keep mine"), "primary", image="check", clicked=self.keep_requested.emit)
        self.keep.setToolTip(_("The remark goes away until the base text changes again."))
        self.replace = button(_("Take the new base text"), image="refresh-cw", clicked=self.replace_requested.emit)
        self.replace.setToolTip(_("Your text as it is now is kept as a version."))
        actions = FlowLayout(spacing=S)
        for widget in (self.keep, self.replace):
            actions.addWidget(widget)
        self._changes = QVBoxLayout()
        self._changes.setSpacing(S)
        body = column(label(_("What changed in the base text"), "section"), self._changes, None, margins=(0, 0, S, M), spacing=S)
        self.difference = DifferenceView()
        mine = QWidget()
        mine.setLayout(column(label(_("Your text, compared with the new base text"), "section"), self.difference, spacing=S))
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.setSpacing(L)
        self._split.addWidget(scroll(page(body)), 1)
        self._split.addWidget(mine, 1)
        top = row(self.back, self.heading, spacing=M)
        top.setStretch(1, 1)
        whole = column(top, self.told, actions, self._split, margins=(L, S, L, M), spacing=S)
        whole.setStretchFactor(self._split, 1)
        self.setLayout(whole)
        self.takes: dict[int, QWidget] = {}

    def load(self, change: BaseChange, mine: Draft) -> None:
        """Show the change beside her text."""
        clear(self._changes)
        self.takes.clear()
        self.replace.setVisible(change.now is not None)
        if change.now is None:
            self.heading.setText(_("The base text is no longer there"))
            self.told.setText(_("Your own version stays as it is."))
            self.difference.show_pieces(compare(whole(change.then), whole(mine)), (_("The base text as it was"), _("Yours")))
            return
        now = draft_of(change.now)
        pieces = compare(change.then.body, now.body)
        self.heading.setText(_("The base text has changed"))
        self.told.setText(count_text(count(compare(whole(change.then), whole(now)))))
        self._show_heads(change.then, now)
        for number, piece in enumerate(pieces):
            if piece.change is not Change.SAME:
                self._changes.addWidget(self._card(number, piece, there=_there(mine.body, pieces, number)))
        if not self._changes.count():
            self._changes.addWidget(label(_("Only its facts have changed, not its words."), "muted"))
        heads = (_("The new base text"), _("Yours"))
        self.difference.show_pieces(compare(whole(now), whole(mine)), heads, other_facts(now, mine))

    def _show_heads(self, then: Draft, now: Draft) -> None:
        for name, old, new in ((_("Title"), then.title, now.title), (_("Summary"), then.summary, now.summary)):
            for piece in compare(old, new):
                if piece.change is not Change.SAME:
                    self._changes.addWidget(self._frame(name, piece, None))

    def _card(self, number: int, piece: Piece, *, there: bool) -> QFrame:
        if there:
            done = label(_("Is in your text"), "done", wrap=False)
            return self._frame(change_name(piece.change), piece, done)
        word = _("Take it away in mine") if piece.change is Change.REMOVED else _("Take into mine")
        go = button(word, "link", image="file-input", clicked=lambda: self.take_requested.emit(number))
        go.setAccessibleDescription((piece.new or piece.old)[:120])
        self.takes[number] = go
        return self._frame(change_name(piece.change), piece, go)

    @staticmethod
    def _frame(name: str, piece: Piece, foot: QWidget | None) -> QFrame:
        words = QLabel()
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setText(marked(piece.runs))
        parts: list[QWidget] = [label(name, "small", wrap=False), words]
        body = column(*parts, *([row(foot, None)] if foot else []), margins=(M, S, M, S), spacing=XS)
        return panel(body)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        beside = self.width() >= look().px(_BESIDE)
        self._split.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


def _there(mine: str, pieces: Sequence[Piece], number: int) -> bool:
    return take(mine, pieces, number).fit is Fit.NOTHING


def fit_text(fit: Fit) -> str:
    """Where a change has been put in her text."""
    return {
        Fit.EXACT: _("The change is in your text now."),
        Fit.NEAR: _("You have changed that paragraph: the new one stands after yours, so that you can choose."),
        Fit.END: _("Its place is not in your text: the new paragraph stands at the end."),
        Fit.NOTHING: _("It is in your text already."),
    }[fit]


def banner_text(change: BaseChange | None) -> str:
    """What the banner over her text says; empty where the base text is as it was."""
    if change is None:
        return ""
    pieces = compare(change.then.body, change.now.body) if change.now else ()
    changes = sum(piece.change is not Change.SAME for piece in pieces)
    if not changes:
        return _("The base text under your version has changed.")
    told = ngettext(
        "The base text under your version has changed in {n} place.",
        "The base text under your version has changed in {n} places.",
        changes,
    )
    return told.format(n=changes)
