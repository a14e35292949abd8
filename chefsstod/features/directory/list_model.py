"""The directory as rows: headings, contacts, systems. A dumb model over frozen rows, and its painter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from chefsstod.features.directory.model import Contact, Item, ItSystem, address_of, known_as
from chefsstod.features.directory.words import group_name, second_line, spoken
from chefsstod.i18n import _
from chefsstod.ui.icons import pixmap
from chefsstod.ui.painting import paint_ground, paint_text
from chefsstod.ui.style import BODY, SMALL, look

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """A group, with how many of it are filled in."""

    text: str
    filled: int
    count: int


Row = Heading | Contact | ItSystem


def rows_of(items: Sequence[Item]) -> list[Row]:
    """Contacts under their headings; systems as they are."""
    rows: list[Row] = []
    contacts = [item for item in items if isinstance(item, Contact)]
    counts = Counter(group_name(contact) for contact in contacts)
    filled = Counter(group_name(contact) for contact in contacts if contact.filled)
    group: str | None = None
    for item in items:
        if isinstance(item, Contact) and group_name(item) != group:
            group = group_name(item)
            rows.append(Heading(group, filled[group], counts[group]))
        rows.append(item)
    return rows


class DirectoryModel(QAbstractListModel):
    """Rows as they are given."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def set_rows(self, rows: list[Row]) -> None:
        """Show these rows instead. Where the same entries stand in the same places only what differs is drawn again."""
        if [_key(row) for row in rows] == [_key(row) for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def items(self) -> list[Item]:
        """The entries without the headings."""
        return [row for row in self._rows if not isinstance(row, Heading)]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else len(self._rows)

    def index_of(self, address: str) -> int | None:
        """Where an entry stands, if it is shown."""
        return next((n for n, row in enumerate(self._rows) if not isinstance(row, Heading) and address_of(row) == address), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ITEM_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text if isinstance(row, Heading) else known_as(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return None if isinstance(row, Heading) else "\n".join((known_as(row), second_line(row)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _heading_told(row) if isinstance(row, Heading) else spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102 - Qt's name
        if not index.isValid() or isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _key(row: Row) -> str:
    return row.text if isinstance(row, Heading) else address_of(row)


def _heading_told(row: Heading) -> str:
    return _("{group}, {filled} of {n} filled in").format(group=row.text, filled=row.filled, n=row.count)


class DirectoryDelegate(QStyledItemDelegate):
    """Paints the rows. A sign and a word tell what waits to be filled in, never the colour alone."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, D102 - Qt's name
        style = look()
        if isinstance(index.data(ITEM_ROLE), Heading):
            return QSize(160, style.metrics(SMALL, bold=True).height() + style.px(20))
        return QSize(160, style.metrics().height() + style.metrics(SMALL).height() + style.px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102 - Qt's name
        row = index.data(ITEM_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            _paint_heading(painter, option.rect, row)
        else:
            paint_ground(painter, option.rect.adjusted(look().px(6), 1, -look().px(6), -2), option.state)
            _paint_item(painter, option.rect, row)
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRect, row: Heading) -> None:
    style = look()
    inner = rect.adjusted(style.px(16), style.px(12), -style.px(16), -style.px(4))
    count = f"{row.filled}/{row.count}"
    room = style.metrics(SMALL).horizontalAdvance(count) + style.px(8)
    paint_text(painter, inner, count, style.color("muted"), style.font(SMALL), right=True)
    inner.setRight(inner.right() - room)
    paint_text(painter, inner, row.text, style.color("muted"), style.font(SMALL, bold=True))
    painter.setPen(style.color("line"))
    painter.drawLine(rect.left() + style.px(16), rect.bottom(), rect.right() - style.px(16), rect.bottom())


def _paint_item(painter: QPainter, rect: QRect, row: Item) -> None:
    style = look()
    inner = rect.adjusted(style.px(16), style.px(4), -style.px(16), -style.px(6))
    side = 16
    image = pixmap("circle-check" if row.filled else "circle-dashed", "done" if row.filled else "muted", side, _ratio(painter))
    painter.drawPixmap(inner.right() - style.px(side), inner.top() + style.px(3), image)
    inner.setRight(inner.right() - style.px(side + 8))
    upper = QRect(inner.left(), inner.top(), inner.width(), style.metrics().height())
    lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), style.metrics(SMALL).height())
    paint_text(painter, upper, known_as(row), style.color("ink"), style.font(BODY))
    paint_text(painter, lower, second_line(row), style.color("muted"), style.font(SMALL))


def _ratio(painter: QPainter) -> float:
    return float(painter.device().devicePixelRatioF())
