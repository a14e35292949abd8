"""Earlier versions of a text: when, how much changed, what differs, and the way back. Layout and comparing; it knows no service."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QListWidget, QListWidgetItem, QWidget

from chefsstod.features.handbook.diff import compare, count
from chefsstod.features.handbook.edit_difference import DifferenceView, count_text
from chefsstod.features.handbook.edit_facts import kind_name
from chefsstod.features.handbook.model import Draft, Version
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XS, Choice, L, M, S, button, column, label, row
from chefsstod.ui.style import look

_BESIDE = 620


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. ``number`` 0 is the text as it stands now."""

    number: int
    when: str
    what: str
    draft: Draft


def whole(draft: Draft) -> str:
    """All that is read of a text: title, summary, words."""
    return "\n\n".join(part for part in (f"# {draft.title}", draft.summary, draft.body) if part.strip())


def other_facts(old: Draft, new: Draft) -> list[tuple[str, str, str]]:
    """What differs besides the words: name, before, now."""
    pairs = (
        (_("Kind"), kind_name(old.kind), kind_name(new.kind)),
        (_("Owner"), old.owner, new.owner),
        (_("Version"), old.version, new.version),
        (_("Valid from"), _day(old.valid_from), _day(new.valid_from)),
        (_("To be looked over by"), _day(old.review_by), _day(new.review_by)),
        (_("Keywords"), ", ".join(old.keywords), ", ".join(new.keywords)),
    )
    return [(name, before, now) for name, before, now in pairs if before != now]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def moment(when: datetime, today: date) -> str:
    """«mån 23 nov 14:05»."""
    return f"{day_short(when.date(), today)} {when:%H:%M}"


def entries(now: Draft, versions: Sequence[Version], today: date) -> list[Entry]:
    """The list, the newest first; each says how much it differs from the one before it."""
    states = [(0, _("As it is now"), now), *((v.number, moment(v.saved, today), v.draft) for v in versions)]
    found: list[Entry] = []
    for place, (number, when, draft) in enumerate(states):
        before = states[place + 1][2] if place + 1 < len(states) else None
        what = count_text(count(compare(whole(before), whole(draft)))) if before else _("the first one")
        found.append(Entry(number, when, what, draft))
    if len(found) > 1 and found[0].draft == found[1].draft:  # the newest version is the text as it is now
        found[:2] = [replace(found[0], what=found[1].what)]
    return found


class VersionsView(QWidget):
    """``restore_requested`` carries the number of a version."""

    restore_requested = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = label(_("Versions"), "title", wrap=False)
        self.back = button(_("Back to the text"), image="arrow-left", clicked=self.closed.emit)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Versions"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.against = Choice()
        self.against.setAccessibleName(_("Compare with"))
        self.against.addItem(_("Compared with the text as it is now"), "now")
        self.against.addItem(_("Compared with the version before it"), "before")
        self.told = label(role="strong", wrap=False)
        self.restore = button(_("Go back to this version"), image="rotate-ccw", clicked=self._restore)
        self.difference = DifferenceView()
        self._entries: list[Entry] = []
        side = QWidget()
        line = FlowLayout(spacing=M)
        for widget in (self.against, self.told, self.restore):
            line.addWidget(widget)
        side.setLayout(column(line, self.difference, spacing=S))
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.setSpacing(M)
        self._split.addWidget(self.list)
        self._split.addWidget(side, 1)
        self.setLayout(column(row(self.back, M, self.heading, None), self._split, margins=(L, S, L, M), spacing=S))
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.against.currentIndexChanged.connect(lambda _place: self._show())

    def load(self, found: list[Entry]) -> None:
        """Show the list; the newest earlier version is chosen."""
        self._entries = found
        with QSignalBlocker(self.list):
            self.list.clear()
            for entry in found:
                item = QListWidgetItem(f"{entry.when}\n{entry.what}")
                item.setData(Qt.ItemDataRole.UserRole, entry.number)
                self.list.addItem(item)
            self.list.setCurrentRow(min(1, len(found) - 1))
        self._show()

    @property
    def chosen(self) -> Entry | None:
        """The version that is looked at."""
        place = self.list.currentRow()
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def _show(self) -> None:
        entry = self.chosen
        if entry is None:
            return
        with_now = self.against.currentData() == "now" and entry.number
        place = self.list.currentRow()
        before = entry if with_now else self._entries[place + 1] if place + 1 < len(self._entries) else entry
        after = self._entries[0] if with_now else entry
        pieces = compare(whole(before.draft), whole(after.draft))
        self.told.setText(count_text(count(pieces)))
        self.difference.show_pieces(pieces, (before.when, after.when), other_facts(before.draft, after.draft))
        self.restore.setVisible(bool(entry.number) and entry.draft != self._entries[0].draft)

    def _restore(self) -> None:
        if self.chosen is not None:
            self.restore_requested.emit(self.chosen.number)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        beside = self.width() >= look().px(_BESIDE)
        self._split.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        wide, high = look().px(230), look().metrics().lineSpacing() * 5
        self.list.setFixedWidth(wide) if beside else self.list.setMaximumWidth(16_777_215)
        self.list.setMinimumWidth(wide if beside else 0)
        self.list.setMinimumHeight(0 if beside else high // 2)
        self.list.setMaximumHeight(16_777_215 if beside else high + XS)
