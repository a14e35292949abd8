"""The tree at the left: chapters, routines, own texts, bookmarks and what was opened last, with a field that narrows it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from chefsstod.features.handbook.model import ReadState
from chefsstod.features.handbook.reader_words import state_icon, state_word
from chefsstod.features.handbook.tree_rows import Branch, Leaf, Only, only_name
from chefsstod.i18n import _, ngettext
from chefsstod.ui.icons import pixmap
from chefsstod.ui.painting import paint_text
from chefsstod.ui.parts import Choice, L, M, S, button, column, icon_button, label, row
from chefsstod.ui.style import BODY, SMALL, look

KEY, ROW = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_COLORS = {ReadState.UNREAD: "muted", ReadState.READ: "done", ReadState.CHANGED: "soon", ReadState.REPEAT: "accent"}


class _Painter(QStyledItemDelegate):
    """Draws a line of the tree: chevron or sign, title, and the number of unread texts at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        return QSize(look().px(120), look().metrics(BODY).height() + look().px(10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style, shown = look(), index.data(ROW)
        rect: QRect = option.rect
        state = option.state
        painter.save()
        tree = self.parent()
        current = isinstance(tree, Tree) and isinstance(shown, Leaf) and shown.article == tree.shown
        whole = QRect(0, rect.y(), rect.right(), rect.height())
        if current:
            painter.fillRect(whole, style.color("surface"))
            painter.fillRect(QRect(0, rect.y(), style.px(3), rect.height()), style.color("accent"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(style.color("focus"))
            for inset in (1, 2):
                painter.drawRect(whole.adjusted(inset, inset, -inset, -inset))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(style.color("line"))
            painter.drawRect(whole.adjusted(1, 1, -1, -1))
        is_open = bool(state & QStyle.StateFlag.State_Open)
        if isinstance(shown, Branch):
            self._branch(painter, rect, shown, open_=is_open)
        elif isinstance(shown, Leaf):
            self._leaf(painter, rect, shown, current=current)
        painter.restore()

    def _branch(self, painter: QPainter, rect: QRect, branch: Branch, *, open_: bool) -> None:
        style = look()
        x = rect.x() + style.px(6)
        x = self._sign(painter, rect, x, "chevron-down" if open_ else "chevron-right", "muted")
        count = str(branch.unread) if branch.unread else ""
        painter.setFont(style.font(SMALL))
        wide = painter.fontMetrics().horizontalAdvance(count) + (style.px(12) if count else style.px(6))
        painter.setPen(style.color("muted"))
        painter.drawText(rect.adjusted(0, 0, -style.px(6), 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        room = QRect(x, rect.y(), rect.right() - wide - x, rect.height())
        paint_text(painter, room, branch.title, style.color("ink"), style.font(BODY, bold=True))

    def _leaf(self, painter: QPainter, rect: QRect, leaf: Leaf, *, current: bool) -> None:
        style = look()
        x = self._sign(painter, rect, rect.x() + style.px(22), state_icon(leaf.state), _COLORS[leaf.state])
        right = rect.right() - style.px(6)
        if leaf.bookmarked:
            right -= style.px(16)
            self._sign(painter, rect, right, "bookmark", "accent")
        room = QRect(x, rect.y(), right - x, rect.height())
        paint_text(painter, room, leaf.title, style.color("accent" if current else "ink"), style.font(BODY, bold=current))

    @staticmethod
    def _sign(painter: QPainter, rect: QRect, x: int, name: str, color: str) -> int:
        """Draw an icon; returns where the text after it begins."""
        side = look().px(13)
        image = pixmap(name, color, 13, painter.device().devicePixelRatio())
        painter.drawPixmap(QPoint(x, rect.y() + (rect.height() - side) // 2), image)
        return x + side + look().px(7)


class Tree(QTreeWidget):
    """The lines. A click or Enter opens a text; arrows walk, left and right fold and unfold."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown = ""
        """The id of the text that is read."""
        self._open: dict[str, bool] = {"marked": True}
        self._filling = False
        self.setColumnCount(1)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setItemDelegate(_Painter(self))
        self.setStyleSheet(f"QTreeView {{ background: {look().palette.paper}; border: 0; outline: 0; }}")
        self.setAccessibleName(_("The texts of the handbook"))
        self.itemClicked.connect(self._clicked)
        self.itemExpanded.connect(lambda item: self._folded(item, open_=True))
        self.itemCollapsed.connect(lambda item: self._folded(item, open_=False))

    def show_branches(self, found: Sequence[Branch], *, unfold: bool) -> None:
        """List them; ``unfold`` opens every branch, for what a filter found."""
        scrolled, at = self.verticalScrollBar().value(), self._key(self.currentItem())
        self._filling = True
        self.clear()
        for branch in found:
            top = QTreeWidgetItem([branch.title])
            top.setData(0, ROW, branch)
            top.setData(0, KEY, branch.key)
            told = ngettext("{title}, {n} not read", "{title}, {n} not read", branch.unread) if branch.unread else "{title}"
            top.setData(0, Qt.ItemDataRole.AccessibleTextRole, told.format(title=branch.title, n=branch.unread))
            if branch.unread:
                top.setToolTip(0, told.format(title=branch.title, n=branch.unread))
            top.addChildren([self._line(leaf, branch.key) for leaf in branch.leaves])
            self.addTopLevelItem(top)
            holds = any(leaf.article == self.shown for leaf in branch.leaves) and branch.key not in ("marked", "recent")
            top.setExpanded(unfold or self._open.get(branch.key, holds))
        self._filling = False
        self._give_back(at)
        self.verticalScrollBar().setValue(scrolled)

    @staticmethod
    def _line(leaf: Leaf, branch: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([leaf.title])
        item.setData(0, ROW, leaf)
        item.setData(0, KEY, f"{branch}>{leaf.article}")
        words = [leaf.title, state_word(leaf.state), *([_("Bookmarked")] if leaf.bookmarked else [])]
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(words))
        item.setToolTip(0, f"{leaf.title}\n{' · '.join(words[1:])}")
        return item

    def _key(self, item: QTreeWidgetItem | None) -> str:
        return str(item.data(0, KEY)) if item is not None else ""

    def _give_back(self, key: str) -> None:
        for item in self._lines():
            if self._key(item) == key:
                top = item.parent()
                # Qt would unfold a branch to show what is current in it
                self.setCurrentItem(top if top is not None and not top.isExpanded() else item)
                return

    def _lines(self) -> list[QTreeWidgetItem]:
        tops = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        found = [item for top in tops if top is not None for item in (top, *(top.child(n) for n in range(top.childCount())))]
        return [item for item in found if item is not None]

    def show_current(self, article: str) -> None:
        """Mark the text that is read, and unfold the branch where it belongs."""
        self.shown = article
        for item in self._lines():
            shown = item.data(0, ROW)
            top = item.parent()
            if isinstance(shown, Leaf) and shown.article == article and top is not None:
                if str(top.data(0, KEY)) in ("marked", "recent"):
                    continue
                top.setExpanded(True)
                self.setCurrentItem(item)
                self.scrollToItem(item)
                break
        self.viewport().update()

    def _folded(self, item: QTreeWidgetItem, *, open_: bool) -> None:
        if not self._filling:
            self._open[self._key(item)] = open_

    def _clicked(self, item: QTreeWidgetItem) -> None:
        shown = item.data(0, ROW)
        if isinstance(shown, Leaf):
            self.chosen.emit(shown.article)
        else:
            item.setExpanded(not item.isExpanded())

    def first(self, words: str = "") -> str:
        """The id of the first text that is shown, one whose title begins with ``words`` before others; empty if there is none."""
        lines = [shown for item in self._lines() if isinstance(shown := item.data(0, ROW), Leaf)]
        wanted = words.casefold().strip()
        lines.sort(key=lambda leaf: (not leaf.title.casefold().startswith(wanted), wanted not in leaf.title.casefold()))
        return lines[0].article if lines else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and item is not None:
            self._clicked(item)
        elif event.key() == Qt.Key.Key_Left and item is not None and (top := item.parent()) is not None:
            self.setCurrentItem(top)
        else:
            super().keyPressEvent(event)


class TreePanel(QWidget):
    """The tree with its field and its choice. ``narrowed`` tells that the words or the choice changed."""

    opened = Signal(str)
    narrowed = Signal()
    start_requested = Signal()
    new_requested = Signal()
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "page")
        self.start = button(_("The handbook"), "link", image="book-open", clicked=self.start_requested.emit)
        self.start.setToolTip(_("To the start page of the handbook"))
        self.new = icon_button("plus", _("New text"), clicked=self.new_requested.emit)
        self.close_button = icon_button("x", _("Close"), shortcut="Esc", clicked=self.close_requested.emit)
        self.close_button.hide()
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Filter the texts"))
        self.field.setAccessibleName(_("Filter the texts"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.narrowed)
        self.field.returnPressed.connect(self._open_first)
        self.only = Choice()
        self.only.setAccessibleName(_("Which texts are shown"))
        for only in Only:
            self.only.addItem(only_name(only), only.value)
        self.only.currentIndexChanged.connect(self.narrowed)
        self.tree = Tree()
        self.tree.chosen.connect(self.opened)
        self.nothing = label(_("No text fits. Take away a word, or choose all texts."), "muted")
        self.nothing.hide()
        head = row(self.start, None, self.new, self.close_button, spacing=S)
        top = column(head, self.field, self.only, self.nothing, margins=(L, M, M, S))
        layout = column(top, self.tree, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    @property
    def chosen(self) -> Only:
        """The choice in force."""
        return Only(self.only.currentData())

    def show_branches(self, found: Sequence[Branch]) -> None:
        """Fill the tree."""
        narrowed = bool(self.field.text().strip()) or self.chosen is not Only.ALL
        self.nothing.setVisible(not found)
        self.tree.show_branches(found, unfold=narrowed)

    def _open_first(self) -> None:
        first = self.tree.first(self.field.text())
        if first:
            self.opened.emit(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.tree.setFocus()
            first = self.tree.topLevelItem(0)
            if self.tree.currentItem() is None and first is not None:
                self.tree.setCurrentItem(first)
        else:
            super().keyPressEvent(event)
