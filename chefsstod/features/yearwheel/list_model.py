"""The year as rows: month headings, a line for today, and the occurrences. A dumb model over frozen rows, and its painter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chefsstod.features.yearwheel.actions import status_icon, status_role
from chefsstod.features.yearwheel.history import lesson_line
from chefsstod.features.yearwheel.model import Kind, Occurrence, OccurrenceKey, Status
from chefsstod.features.yearwheel.span import Span
from chefsstod.features.yearwheel.words import MARKS, category_name, shift_text, skip_text, status_name
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_full, day_short, month_title, relative, week
from chefsstod.ui.icons import pixmap
from chefsstod.ui.painting import paint_ground, paint_text
from chefsstod.ui.style import BODY, LEAD, SMALL, look

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_NARROW = 380
"""Narrower than this, at 100 % text, the word for the status goes to the second line, so that the title can be read."""
TINT = 0.05
"""How much of its colour lies behind a category's letters: more, and the letters fall below 4.5:1."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A heading."""

    month: date
    count: int


@dataclass(frozen=True, slots=True)
class TodayRow:
    """Where in the list today lies."""

    today: date


Row = MonthRow | TodayRow | Occurrence


def rows_of(occurrences: Iterable[Occurrence], today: date, span: Span | None = None) -> list[Row]:
    """Headings for the months that hold something, and the line for today if it lies in ``span`` (None: in the list's year)."""
    items = list(occurrences)
    counts: dict[date, int] = {}
    for first in (occurrence.due.replace(day=1) for occurrence in items):
        counts[first] = counts.get(first, 0) + 1
    rows: list[Row] = []
    marked = today not in span if span is not None else not any(occurrence.due.year == today.year for occurrence in items)
    month: date | None = None
    for occurrence in items:
        if not marked and occurrence.due >= today:
            if occurrence.due.replace(day=1) != month and occurrence.due.replace(day=1) <= today.replace(day=1):
                month = occurrence.due.replace(day=1)
                rows.append(MonthRow(month, counts[month]))
            rows.append(TodayRow(today))
            marked = True
        if occurrence.due.replace(day=1) != month:
            month = occurrence.due.replace(day=1)
            rows.append(MonthRow(month, counts[month]))
        rows.append(occurrence)
    if not marked:
        rows.append(TodayRow(today))
    return rows


def summary(occurrences: list[Occurrence]) -> str:
    """«94 uppgifter · 12 klara · 3 försenade · 40 rutiner»: the routines apart, for few tick them one by one."""
    tasks = [occurrence for occurrence in occurrences if occurrence.activity.kind is not Kind.ROUTINE]
    total, routines = len(tasks), len(occurrences) - len(tasks)
    done = sum(1 for occurrence in tasks if occurrence.status is Status.DONE)
    late = sum(1 for occurrence in tasks if occurrence.status is Status.LATE)
    parts = [ngettext("{n} task", "{n} tasks", total).format(n=total)]
    if done:
        parts.append(ngettext("{n} done", "{n} done", done).format(n=done))
    if late:
        parts.append(ngettext("{n} late", "{n} late", late).format(n=late))
    if routines:
        parts.append(ngettext("{n} routine", "{n} routines", routines).format(n=routines))
    return " · ".join(parts)


def loud(occurrence: Occurrence) -> bool:
    """Whether it is late and says so in red: a task of the year does, a routine that nobody ticks only by sign and word."""
    return occurrence.status is Status.LATE and occurrence.activity.kind is not Kind.ROUTINE


def tone(occurrence: Occurrence) -> str:
    """The colour in which its status is told."""
    return "muted" if occurrence.status is Status.LATE and not loud(occurrence) else status_role(occurrence.status)


def details(occurrence: Occurrence, today: date) -> str:
    """The second line of an occurrence: what there is to know besides date, title and status."""
    parts = []
    if occurrence.open and occurrence.lead_days:
        parts.append(_("start by {date}").format(date=day_short(occurrence.start_by, occurrence.due)))
    total = len(occurrence.activity.steps)
    if occurrence.steps_done and occurrence.open:
        parts.append(_("{done} of {total} steps").format(done=len(occurrence.steps_done), total=total))
    if occurrence.status is Status.SKIPPED:
        parts.append(skip_text(occurrence))
    if occurrence.shift is not None:
        parts.append(shift_text(occurrence.shift, today))
    if occurrence.note:
        parts.append(_("note"))
    if occurrence.lesson is not None and occurrence.open:
        parts.append(_("a lesson from last time"))
    return " · ".join(parts)


def spoken(occurrence: Occurrence, today: date) -> str:
    """The whole row as a sentence, for a screen reader."""
    parts = [
        occurrence.title,
        day_full(occurrence.due),
        relative(occurrence.due, today),
        status_name(occurrence.status),
        category_name(occurrence.activity.category),
        details(occurrence, today),
    ]
    return ", ".join(part for part in parts if part)


def tool_tip(occurrence: Occurrence, today: date) -> str:
    """Title and second line in full, for where the list is narrow they are shortened; and the lesson from last time."""
    lesson = lesson_line(occurrence) if occurrence.open else ""
    return "\n".join(text for text in (occurrence.title, details(occurrence, today), lesson) if text)


class OccurrenceListModel(QAbstractListModel):
    """Rows as they are given."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self.today = date.min

    def set_rows(self, rows: list[Row], today: date) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = rows
        self.today = today
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else len(self._rows)

    def row(self, index: int) -> Row:
        """The row at ``index``."""
        return self._rows[index]

    def index_of(self, key: OccurrenceKey) -> int | None:
        """Where an occurrence stands, if it is shown."""
        return next((i for i, row in enumerate(self._rows) if isinstance(row, Occurrence) and row.key == key), None)

    def index_of_today(self) -> int | None:
        """Where the line for today stands."""
        return next((i for i, row in enumerate(self._rows) if isinstance(row, TodayRow)), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ITEM_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if isinstance(row, Occurrence) else self._heading(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, self.today) if isinstance(row, Occurrence) else self._said(row)
        return None

    def _tip(self, row: Row) -> str | None:
        if isinstance(row, MonthRow):
            return _("Show {period}").format(period=month_title(row.month))
        return tool_tip(row, self.today) if isinstance(row, Occurrence) else None

    def _said(self, row: MonthRow | TodayRow) -> str:
        if isinstance(row, TodayRow):
            return self._heading(row)
        count = ngettext("{n} task", "{n} tasks", row.count).format(n=row.count)
        return f"{self._heading(row)}, {count}"

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102 - Qt's name
        row = self._rows[index.row()] if index.isValid() else None
        if isinstance(row, Occurrence):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        # A month can be clicked, but not selected; the arrow keys pass it by.
        return Qt.ItemFlag.ItemIsEnabled if isinstance(row, MonthRow) else Qt.ItemFlag.NoItemFlags

    @staticmethod
    def _heading(row: MonthRow | TodayRow) -> str:
        if isinstance(row, TodayRow):
            return _("Today, {date}").format(date=day_full(row.today))
        return month_title(row.month)


class OccurrenceDelegate(QStyledItemDelegate):
    """Paints the rows."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, D102 - Qt's name
        row = index.data(ITEM_ROLE)
        style = look()
        if isinstance(row, MonthRow):
            return QSize(200, style.metrics(LEAD, bold=True).height() + style.px(26))
        if isinstance(row, TodayRow):
            return QSize(200, style.metrics(SMALL).height() + style.px(8))
        return QSize(200, style.metrics().height() + style.metrics(SMALL).height() + style.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102 - Qt's name
        row = index.data(ITEM_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        state = option.state
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if isinstance(row, MonthRow):
            _paint_month(painter, rect, row, hovered=hovered)
        elif isinstance(row, TodayRow):
            _paint_today(painter, rect, row)
        else:
            paint_ground(painter, rect.adjusted(2, 1, -3, -2), state)
            today = index.model().today  # type: ignore[attr-defined]
            _paint_occurrence(painter, rect, row, today)
        painter.restore()


def _paint_month(painter: QPainter, rect: QRect, row: MonthRow, *, hovered: bool) -> None:
    """A heading, with a sign after it that it leads into the month."""
    style = look()
    baseline = rect.adjusted(style.px(8), style.px(14), -style.px(8), -style.px(4))
    title = month_title(row.month)
    color = "accent" if hovered else "ink"
    paint_text(painter, baseline, title, style.color(color), style.font(LEAD, bold=True))
    side, after = 16, style.metrics(LEAD, bold=True).horizontalAdvance(title) + style.px(4)
    image = pixmap("chevron-right", "accent" if hovered else "muted", side, painter.device().devicePixelRatioF())
    painter.drawPixmap(baseline.left() + after, baseline.center().y() - style.px(side) // 2 + 1, image)
    count = ngettext("{n} task", "{n} tasks", row.count).format(n=row.count)
    paint_text(painter, baseline, count, style.color("muted"), style.font(SMALL), right=True)
    painter.setPen(style.color("line"))
    painter.drawLine(rect.left() + style.px(8), rect.bottom(), rect.right() - style.px(8), rect.bottom())


def _paint_today(painter: QPainter, rect: QRect, row: TodayRow) -> None:
    style = look()
    text = _("Today, {date}").format(date=day_full(row.today))
    font = style.font(SMALL, bold=True)
    width = style.metrics(SMALL, bold=True).horizontalAdvance(text)
    inner = rect.adjusted(style.px(8), 0, -style.px(8), 0)
    paint_text(painter, inner, text, style.color("accent"), font)
    painter.setPen(QPen(style.color("accent"), 1.5))
    painter.drawLine(inner.left() + width + style.px(10), rect.center().y(), inner.right(), rect.center().y())


def paint_mark(painter: QPainter, rect: QRect, category: str, mark: str, *, faded: bool = False) -> None:
    """The category's two letters in its colour, on a tint of it."""
    style = look()
    color = style.color(category)
    tint = QColor(color)
    tint.setAlphaF(TINT)
    edge = QColor(color)
    edge.setAlphaF(0.25 if faded else 0.5)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(tint)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(style.font(11, bold=True))
    painter.setPen(color)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, mark)


def _state_width(state: str, today: date) -> int:
    """The width of the column with the status: enough for every status and for «om 10 månader», so that icons stand in line."""
    metrics = look().metrics(bold=True)
    texts = (state, relative(today + timedelta(days=300), today), *(status_name(status) for status in Status))
    return max(metrics.horizontalAdvance(text) for text in texts) + 2


def _paint_occurrence(painter: QPainter, rect: QRect, row: Occurrence, today: date) -> None:
    style = look()
    closed = row.status in (Status.DONE, Status.SKIPPED)
    emphasis = row.status is Status.STARTED or loud(row)
    ink = style.color("muted" if closed else "ink")
    muted, small = style.color("muted"), style.font(SMALL)
    inner = rect.adjusted(style.px(12), style.px(5), -style.px(14), -style.px(7))
    upper = QRect(inner.left(), inner.top(), inner.width(), style.metrics().height())
    lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), style.metrics(SMALL).height())

    date_width = style.metrics(bold=True).horizontalAdvance("ons 30 sept.") + style.px(8)  # no-i18n
    paint_text(painter, _cut(upper, upper.left(), date_width), day_short(row.due), ink, style.font(bold=emphasis))
    paint_text(painter, _cut(lower, lower.left(), date_width), _("wk {week}").format(week=week(row.due)), muted, small)
    mark = QRect(upper.left() + date_width, upper.top() + style.px(4), style.px(26), style.px(20))
    paint_mark(painter, mark, row.activity.category.value, MARKS[row.activity.category], faded=closed)

    left = mark.right() + style.px(12)
    narrow = inner.width() < style.px(_NARROW)
    right = _paint_state(painter, upper, row, today, word=not narrow)
    more = " · ".join(part for part in (_state(row, today) if narrow else "", details(row, today)) if part)
    paint_text(painter, _cut(upper, left, right - style.px(12) - left), row.title, ink, style.font(BODY, bold=emphasis))
    paint_text(painter, _cut(lower, left, inner.right() - left), more, muted, small)


def _state(row: Occurrence, today: date) -> str:
    """The status in a word, or how far away it is."""
    return status_name(row.status) if row.status is not Status.PLANNED else relative(row.due, today)


def _paint_state(painter: QPainter, upper: QRect, row: Occurrence, today: date, *, word: bool) -> int:
    """The status with its icon at the right end of the row; returns where it begins. Without ``word`` the icon alone."""
    style, role = look(), tone(row)
    state = _state(row, today) if word else ""
    width = _state_width(state, today) if word else 0
    left = upper.right() - width
    paint_text(painter, _cut(upper, left, width), state, style.color(role), style.font(bold=loud(row)))
    image = pixmap(status_icon(row.status), role, 16, painter.device().devicePixelRatioF())
    painter.drawPixmap(left - style.px(24), upper.top() + (upper.height() - style.px(16)) // 2, image)
    return left - style.px(24)


def _cut(line: QRect, left: int, width: int) -> QRect:
    """The part of a line of text that begins at ``left``."""
    return QRect(left, line.top(), width, line.height())
