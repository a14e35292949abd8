"""The facts of a text: kind, chapter, summary, owner, dates. Layout only: it shows a draft and gives one back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLayout, QLineEdit, QPlainTextEdit, QWidget

from chefsstod.features.handbook.model import OWN_CHAPTER, Chapter, Draft, Kind
from chefsstod.features.handbook.words import own_chapter
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.ui.dates import DateField
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XS, Choice, L, M, S, column, label, row
from chefsstod.ui.style import look

LONGEST_TITLE = 80


def kind_name(kind: Kind) -> str:
    """What a kind of text is called, of one."""
    return {Kind.ROUTINE: _("Routine"), Kind.HANDBOOK: _("Handbook text")}[kind]


def facts_line(draft: Draft, today: date) -> str:
    """The facts in one line, as they stand folded."""
    parts = [kind_name(draft.kind), _("Owner: {owner}").format(owner=draft.owner) if draft.owner else _("No owner")]
    if draft.version:
        parts.append(_("Version {version}").format(version=draft.version))
    if draft.review_by:
        parts.append(_("to be looked over {date}").format(date=day_short(draft.review_by, today)))
    return " · ".join(parts)


class MaybeDate(QWidget):
    """A date, or none: a box to tick and the field beside it."""

    changed = Signal()

    def __init__(self, name: str, usual: date) -> None:
        super().__init__()
        self.box = QCheckBox(name)
        self.field = DateField(usual, name)
        self.setLayout(row(self.box, self.field, None, spacing=XS))
        self.box.toggled.connect(self._toggled)
        self.field.dateChanged.connect(lambda _date: self.changed.emit())

    def _toggled(self, checked: bool) -> None:
        self.field.setEnabled(checked)
        self.changed.emit()

    @property
    def day(self) -> date | None:
        """The date, or None."""
        return self.field.day if self.box.isChecked() else None

    def load(self, day: date | None, usual: date) -> None:
        """Show a date; ``usual`` is what the field offers when there is none."""
        shown = day or usual
        with QSignalBlocker(self.box), QSignalBlocker(self.field):
            self.box.setChecked(day is not None)
            self.field.setDate(type(self.field.date())(shown.year, shown.month, shown.day))
        self.field.setEnabled(day is not None)


class FactsPanel(QWidget):
    """All facts but the title, which stands over the text. ``edited`` at each change."""

    edited = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.kind, self.chapter = Choice(), Choice()
        for kind in (Kind.ROUTINE, Kind.HANDBOOK):
            self.kind.addItem(kind_name(kind), kind.value)
        self.summary = QPlainTextEdit()
        self.summary.setTabChangesFocus(True)
        self.summary.setFixedHeight(look().metrics().lineSpacing() * 3 + 24)
        self.summary.setPlaceholderText(_("Two sentences: what it is about, and why it matters."))
        self.owner, self.version, self.keywords = QLineEdit(), QLineEdit(), QLineEdit()
        self.owner.setPlaceholderText(_("A role rather than a name: it stays when people change"))
        self.version.setPlaceholderText(_("For example 1.0"))
        self.keywords.setPlaceholderText(_("Words to be found by, with commas between"))
        self.valid_from = MaybeDate(_("Valid from"), today)
        self.review_by = MaybeDate(_("To be looked over by"), today)
        self._draft = Draft("", "")
        body = column(
            _pair(_field(_("Kind"), self.kind), _field(_("Chapter"), self.chapter)),
            _field(_("Summary"), self.summary),
            _field(_("Owner"), self.owner),
            _pair(self.valid_from, self.review_by),
            _field(_("Version"), self.version),
            _field(_("Keywords"), self.keywords),
            None,
            margins=(0, S, 0, 0),
            spacing=M,
        )
        self.setLayout(body)
        self._connect()

    def _connect(self) -> None:
        for choice in (self.kind, self.chapter):
            choice.activated.connect(lambda _place: self.edited.emit())
        for line in (self.owner, self.version, self.keywords):
            line.textEdited.connect(lambda _text: self.edited.emit())
        self.summary.textChanged.connect(self.edited.emit)
        self.valid_from.changed.connect(self.edited.emit)
        self.review_by.changed.connect(self.edited.emit)

    def load(self, draft: Draft, chapters: Sequence[Chapter], today: date, next_review: date) -> None:
        """Show the facts of a draft."""
        self._draft = draft
        named = {chapter.id: chapter.title for chapter in chapters}
        named.setdefault(OWN_CHAPTER, own_chapter())
        named.setdefault(draft.chapter, draft.chapter)
        self.chapter.clear()
        for chapter_id, title in named.items():
            self.chapter.addItem(title, chapter_id)
        self.chapter.setCurrentIndex(self.chapter.findData(draft.chapter))
        self.kind.setCurrentIndex(self.kind.findData(draft.kind.value))
        with QSignalBlocker(self.summary):
            self.summary.setPlainText(draft.summary)
        self.owner.setText(draft.owner)
        self.version.setText(draft.version)
        self.keywords.setText(", ".join(draft.keywords))
        self.valid_from.load(draft.valid_from, today)
        self.review_by.load(draft.review_by, next_review)

    def draft(self, title: str, body: str) -> Draft:
        """What stands in the fields, with a title and a text; what is not shown here stays as it was."""
        return replace(
            self._draft,
            title=title,
            body=body,
            kind=Kind(self.kind.currentData()),
            chapter=str(self.chapter.currentData()),
            summary=self.summary.toPlainText().strip(),
            owner=self.owner.text().strip(),
            version=self.version.text().strip(),
            keywords=tuple(dict.fromkeys(word.strip() for word in self.keywords.text().split(",") if word.strip())),
            valid_from=self.valid_from.day,
            review_by=self.review_by.day,
        )


def _field(name: str, widget: QWidget) -> QWidget:
    caption = label(name, "small", wrap=False)
    caption.setBuddy(widget)
    widget.setAccessibleName(name)
    holder = QWidget()
    holder.setLayout(column(caption, widget, spacing=2))
    return holder


def _pair(*widgets: QWidget) -> QLayout:
    flow = FlowLayout(spacing=L)
    for widget in widgets:
        flow.addWidget(widget)
    flow.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return flow
