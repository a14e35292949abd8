"""What she learnt: the word she left herself for this time, the one she leaves for the next, and how it went over the years.

Parts of the detail pane, made anew for each occurrence. ``typing`` is true while a keystroke is saved: the pane must not be made
anew just then, else the keyboard would be lost.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QSizePolicy, QWidget

from chefsstod.features.yearwheel.actions import OccurrenceActions, status_icon, status_role
from chefsstod.features.yearwheel.history import outcome, written
from chefsstod.features.yearwheel.model import Occurrence, OccurrenceKey, Status
from chefsstod.features.yearwheel.rule_text import has_certain_dates
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_short
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.guard import warn
from chefsstod.ui.icons import GAP, icon, pixmap
from chefsstod.ui.parts import XS, L, M, S, button, column, icon_size, label, panel, row
from chefsstod.ui.style import look

SHOWN = 6
"""So many rows of the history are seen at once; the rest unfolds."""
LINES = 3
FIELD = "next-time"


class LessonExtra(QObject):
    """Makes the parts. ``occurrence_requested`` carries the key of a row of the history that was chosen."""

    occurrence_requested = Signal(object)

    def __init__(self, *, wheel: YearWheelService, actions: OccurrenceActions) -> None:
        super().__init__()
        self._wheel = wheel
        self._actions = actions
        self._unsaved: OccurrenceKey | None = None
        self.typing = False

    def top_widgets(self, occurrence: Occurrence) -> Sequence[QWidget]:
        """What an earlier occurrence left for this one; nothing where there is none."""
        if occurrence.lesson is None:
            return []
        last = self._wheel.occurrence(OccurrenceKey(occurrence.activity.id, occurrence.lesson.original))
        when = day_short(last.due if last else occurrence.lesson.original, self._wheel.today)
        return [call_out(_("Last time, {date}, you wrote for this time:").format(date=when), occurrence.lesson.text)]

    def note_widgets(self, occurrence: Occurrence) -> Sequence[QWidget]:
        """The field «Till nästa gång», saved at each keystroke; nothing where the task does not come again."""
        if has_certain_dates(occurrence.activity.rule_on(occurrence.original)) and not occurrence.next_time:
            return []
        field = QPlainTextEdit()
        field.setObjectName(FIELD)
        field.setAccessibleName(_("For the next time"))
        field.setTabChangesFocus(True)
        field.setPlaceholderText(_("What do you want to know when the task comes again? It is shown then."))
        with QSignalBlocker(field):
            field.setPlainText(occurrence.next_time)
        field.setFixedHeight(look().metrics().lineSpacing() * LINES + 24)
        warning = label(role="warning")
        warn(warning, occurrence.next_time)

        def changed() -> None:
            warn(warning, field.toPlainText())
            self._save(occurrence, field.toPlainText())

        field.textChanged.connect(changed)
        return [_section(_("For the next time"), warning, field)]

    def foot_widgets(self, occurrence: Occurrence) -> Sequence[QWidget]:
        """«Historik»: what became of the task before and after, the latest first."""
        history = self._wheel.history(occurrence.activity.id)
        rows = [HistoryRow(other, self._wheel.today, current=other.key == occurrence.key) for other in history]
        for item in rows:
            item.chosen.connect(self.occurrence_requested)
        if not any(not item.current for item in rows):
            if has_certain_dates(occurrence.activity.rule_on(occurrence.original)):
                return []
            text = _("Nothing yet. When the task has come a few times you see here when it was done and what you noted.")
            return [_section(_("History"), label(text, "muted"))]
        shown: list[QWidget] = [*rows[:SHOWN]]
        if len(rows) > SHOWN:
            shown.append(_rest(rows[SHOWN:]))
        return [_section(_("History"), *shown)]

    def widgets(self, occurrence: Occurrence) -> list[QWidget]:
        """The field and the history, for a pane with one place for both."""
        return [*self.note_widgets(occurrence), *self.foot_widgets(occurrence)]

    def _save(self, occurrence: Occurrence, text: str) -> None:
        """Save what is typed. A stretch of typing is one undo step; a failure is told once."""
        key = occurrence.key
        self.typing = True
        try:
            saved = self._actions.guarded(lambda: self._wheel.set_next_time(key, text), quiet=self._unsaved == key)
            if saved is not None:
                name = _("What you wrote for the next time on «{title}»").format(title=occurrence.title)
                self._actions.run(name, lambda: saved, merge=f"next {key.activity} {key.original}")
                if self._unsaved is not None:
                    self._actions.told.emit(_("The note is saved again"))
            self._unsaved = None if saved is not None else key
        finally:
            self.typing = False


class HistoryRow(QWidget):
    """One occurrence of the history: its date, what became of it, and what was written. A press on it opens it."""

    chosen = Signal(object)

    def __init__(self, occurrence: Occurrence, today: date, *, current: bool) -> None:
        super().__init__()
        self.key = occurrence.key
        self.current = current
        when, fate = day_short(occurrence.due, today), outcome(occurrence, today)
        role = status_role(occurrence.status)
        words = [label(text, "small") for text in written(occurrence)]
        body = column(spacing=0, margins=(look().px(31), 0, 0, XS))
        for text in words:
            body.addWidget(text)
        head: QWidget
        if current:
            head = _here(_("{date} · {outcome} · this one").format(date=when, outcome=fate), occurrence.status, role)
        else:
            self.go = ElidedButton(f"{when} · {fate}")
            self.go.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.go.setStyleSheet(f"padding: {look().px(3)}px {look().px(4)}px;")
            self.go.setIcon(icon(status_icon(occurrence.status), role, gap=GAP))
            self.go.setIconSize(icon_size(gap=GAP))
            self.go.setAccessibleName(", ".join([_("Open {date}").format(date=when), fate, *written(occurrence)]))
            self.go.setToolTip(_("Open {date}").format(date=when))
            self.go.clicked.connect(lambda: self.chosen.emit(self.key))
            head = self.go
        self.setLayout(column(head, body, spacing=0))


def call_out(heading: str, text: str) -> QFrame:
    """A calm word from her earlier self, with a coloured rule and a lamp."""
    lamp = QLabel()
    lamp.setPixmap(pixmap("lightbulb", "accent", 18, lamp.devicePixelRatioF()))
    lamp.setFixedWidth(look().px(24))
    words = column(label(heading, "small"), label(text, "reading", selectable=True), spacing=2)
    layout = row(lamp, margins=(M, S, M, S), spacing=S)
    layout.setAlignment(lamp, Qt.AlignmentFlag.AlignTop)
    layout.addLayout(words, 1)
    frame = panel(layout, "note")
    frame.setAccessibleName(heading)
    return frame


def _here(text: str, status: Status, role: str) -> QWidget:
    image = QLabel()
    image.setPixmap(pixmap(status_icon(status), role, 18, image.devicePixelRatioF()))
    holder = QWidget()
    holder.setLayout(row(image, label(text, "strong"), spacing=S, margins=(look().px(4) + 2, XS, 0, XS)))
    holder.layout().setStretch(1, 1)  # type: ignore[union-attr]
    return holder


def _rest(rows: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    more = button(ngettext("{n} more", "{n} more", len(rows)).format(n=len(rows)), "link", image="chevron-down")
    folded = QWidget()
    folded.setLayout(column(*rows, spacing=0))
    folded.hide()

    def unfold() -> None:
        more.hide()
        folded.show()
        first = folded.findChild(ElidedButton)
        if first is not None:
            first.setFocus()

    more.clicked.connect(unfold)
    holder.setLayout(column(row(more, None), folded, spacing=0))
    return holder


def _section(title: str, *widgets: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(label(title, "section"), *widgets, spacing=S, margins=(0, L, 0, 0)))
    return holder
