"""The hits as rows: a dumb model over frozen hits, its painter, and the list. Knows no service."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from chefsstod.features.search.model import Hit, Piece, plain
from chefsstod.features.search.words import ICONS, about, spoken
from chefsstod.i18n import _
from chefsstod.ui.icons import pixmap
from chefsstod.ui.painting import paint_ground
from chefsstod.ui.style import BODY, LEAD, SMALL, look

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_WIDEST = 780
"""A snippet is not set wider than this, at 100 % text: one reads no longer lines with pleasure."""
_LINES = 2
_TINT = 0.18
"""How much of the accent lies behind a marked word: more, and the letters lose contrast."""
_ICON = 20


class HitModel(QAbstractListModel):
    """Rows as they are given. ``more_requested``: she has come to the end of what was fetched, and there is more."""

    more_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hits: tuple[Hit, ...] = ()
        self._more = False

    def set_hits(self, hits: Sequence[Hit], *, more: bool = False) -> None:
        """Show these instead; ``more``: there are others to ask for."""
        self.beginResetModel()
        self._hits = tuple(hits)
        self._more = more
        self.endResetModel()

    def add_hits(self, hits: Sequence[Hit]) -> None:
        """These follow after those that are shown; they are all there is."""
        self._more = False
        if hits:
            self.beginInsertRows(_NO_PARENT, len(self._hits), len(self._hits) + len(hits) - 1)
            self._hits += tuple(hits)
            self.endInsertRows()

    def canFetchMore(self, parent: Index = _NO_PARENT) -> bool:  # noqa: N802, D102 - Qt's name
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index = _NO_PARENT) -> None:  # noqa: N802, D102 - Qt's name
        if self.canFetchMore(parent):
            self._more = False
            self.more_requested.emit()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.name
        return spoken(hit) if role == Qt.ItemDataRole.AccessibleTextRole else None


class HitDelegate(QStyledItemDelegate):
    """Paints a hit: its title, what it is, and where the words stand."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, D102 - Qt's name
        style = look()
        hit: Hit = index.data(HIT_ROLE)
        view = option.widget
        width = _text_width(view.viewport().width() if isinstance(view, QListView) else 600)
        words = plain(hit.snippet)
        lines = 0 if not words else 1 if style.metrics().horizontalAdvance(words) * 1.03 < width else _LINES
        height = style.metrics(LEAD, bold=True).height() + style.metrics(SMALL).height() + lines * style.metrics().height()
        return QSize(200, height + style.px(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102 - Qt's name
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        paint_ground(painter, rect.adjusted(2, 1, -3, -2), option.state, ring="accent")
        _paint_hit(painter, rect, index.data(HIT_ROLE))
        painter.restore()


def _text_width(width: int) -> int:
    style = look()
    return max(style.px(60), min(width - style.px(12 + _ICON + 12 + 14), style.px(_WIDEST)))


def _paint_hit(painter: QPainter, rect: QRect, hit: Hit) -> None:
    style = look()
    left, top, width = rect.left() + style.px(12 + _ICON + 12), rect.top() + style.px(7), _text_width(rect.width())
    title = style.metrics(LEAD, bold=True).height()
    image = pixmap(ICONS[hit.kind], "accent", _ICON, painter.device().devicePixelRatioF())
    painter.drawPixmap(rect.left() + style.px(12), top + (title - style.px(_ICON)) // 2 + 1, image)
    paint_pieces(painter, QRect(left, top, width, title), hit.title, style.font(LEAD, bold=True), style.color("ink"))
    small = style.metrics(SMALL)
    painter.setFont(style.font(SMALL))
    painter.setPen(style.color("muted"))
    below = QRect(left, top + title, width, small.height())
    painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, small.elidedText(about(hit), Qt.TextElideMode.ElideRight, width))
    room = QRect(left, below.bottom() + 1 + style.px(2), width, style.metrics().height() * _LINES)
    paint_pieces(painter, room, hit.snippet, style.font(BODY), style.color("ink"), lines=_LINES)


def paint_pieces(painter: QPainter, rect: QRect, pieces: Sequence[Piece], font: QFont, color: QColor, *, lines: int = 1) -> None:
    """The pieces in at most so many lines, cut with «…»; what is marked is bold, on a tint, with a line under it."""
    if not plain(pieces):
        return
    layout, ends = _laid_out(pieces, font, rect.width())
    if len(ends) > lines:
        room = max(1, ends[lines - 1] - 1)
        layout, ends = _laid_out(_cut(pieces, room), font, rect.width())
        while len(ends) > lines and room > 8:  # «…» is wider than what it stands for
            room -= 4
            layout, ends = _laid_out(_cut(pieces, room), font, rect.width())
    painter.setPen(color)
    layout.draw(painter, QPointF(rect.left(), rect.top()))


def _cut(pieces: Sequence[Piece], room: int) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        if room <= 0:
            break
        found.append(Piece(piece.text[:room], piece.marked))
        room -= len(piece.text)
    last = found.pop()
    return [*found, Piece(last.text.rstrip(), last.marked), Piece(" …")]


def _laid_out(pieces: Sequence[Piece], font: QFont, width: int) -> tuple[QTextLayout, list[int]]:
    """The text set in lines, and where each line ends."""
    layout = QTextLayout(plain(pieces), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(pieces))
    ends: list[int] = []
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    return layout, ends


def _formats(pieces: Sequence[Piece]) -> list[QTextLayout.FormatRange]:
    style = look()
    tint = style.color("accent")
    tint.setAlphaF(_TINT)
    found = []
    at = 0
    for piece in pieces:
        if piece.marked:
            span = QTextLayout.FormatRange()
            span.start, span.length = at, len(piece.text)
            look_of = QTextCharFormat()
            look_of.setBackground(tint)
            look_of.setFontWeight(QFont.Weight.DemiBold)
            look_of.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look_of.setUnderlineColor(style.color("accent"))
            span.format = look_of
            found.append(span)
        at += len(piece.text)
    return found


class HitList(QListView):
    """The rows. A click or Enter opens."""

    open_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows = HitModel()
        self.setModel(self.rows)
        self.setItemDelegate(HitDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(_("Hits"))
        self.setAccessibleDescription(_("Arrow keys go through the hits, Enter opens"))
        self.clicked.connect(lambda index: self.open_requested.emit(index.data(HIT_ROLE)))

    def show_hits(self, hits: Sequence[Hit], *, more: bool = False) -> None:
        """Show these, the first one chosen; ``more``: others are asked for when she comes to the end."""
        self.rows.set_hits(hits, more=more)
        if hits:
            self.setCurrentIndex(self.rows.index(0))
        self.scrollToTop()

    def current(self) -> Hit | None:
        """The chosen hit."""
        hit = self.currentIndex().data(HIT_ROLE)
        return hit if isinstance(hit, Hit) else None

    def choose(self, place: int) -> None:
        """Choose the row at ``place``, or the nearest there is."""
        if place >= self.rows.rowCount():
            self.rows.fetchMore()
        last = self.rows.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.rows.index(min(max(place, 0), last)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        hit = self.current()
        if hit is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit(hit)
        else:
            super().keyPressEvent(event)
