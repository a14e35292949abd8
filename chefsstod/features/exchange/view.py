"""Kalenderfil: layout of the page. Out on top, in below it, and how the calendar programs are told."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from chefsstod.features.exchange.model import ExportChoice
from chefsstod.features.exchange.words import guide
from chefsstod.features.yearwheel.model import Category
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n import _
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XL, Choice, L, M, S, button, clear, column, label, page, panel, row, scroll
from chefsstod.ui.style import look


class ExportPanel(QWidget):
    """What goes out, and how much that is."""

    choice_changed = Signal()
    save_requested = Signal()
    cancel_requested = Signal(bool)
    """The cancel file; True: for everything that has gone out."""

    def __init__(self, stretches: Sequence[tuple[str, date, date]], chosen: int) -> None:
        super().__init__()
        self._stretches = list(stretches)
        self.stretch = Choice()
        self.stretch.setAccessibleName(_("Which time"))
        self.stretch.setMinimumWidth(look().px(220))
        for text, _first, _last in self._stretches:
            self.stretch.addItem(text)
        self.stretch.setCurrentIndex(chosen)
        self.chips = {category: self._chip(category) for category in Category}
        self.routines = self._box(_("Routines that come every week or month"))
        self.alarm = self._box(_("A reminder when the work must begin"))
        self.done = self._box(_("What is already done"))
        self.marks = self._box(_("The ring's two letters before each title"))
        self.details = self._box(_("Why it is done, and its steps"), on=True)
        self.notes = self._box(_("My notes"))
        self.notes_warning = label(
            _("Notes may name people, and a calendar is often shared. Read them through before you send the file."), "soon"
        )
        self.notes_warning.hide()
        self.count = label(role="strong")
        self.private = label(role="warning")
        self.private.hide()
        self.save = button(_("Save the calendar file …"), "primary", image="calendar-arrow-down", clicked=self.save_requested.emit)
        self.back_text = label()
        self.cancel = button(_("Save the cancel file …"), clicked=lambda: self.cancel_requested.emit(False))
        self.cancel_all = button(_("Take everything back …"), "link", clicked=lambda: self.cancel_requested.emit(True))
        self._lay_out()
        self.stretch.activated.connect(lambda _index: self.choice_changed.emit())

    def _lay_out(self) -> None:
        chips = FlowLayout(spacing=S)
        for chip in self.chips.values():
            chips.addWidget(chip)
        caption = label(_("Which time"), "muted", wrap=False)
        caption.setBuddy(self.stretch)
        boxes = column(self.routines, self.alarm, self.details, self.marks, self.done, self.notes, self.notes_warning, spacing=2)
        self.back = panel(column(self.back_text, _flow(self.cancel, self.cancel_all), margins=(M, S, M, S)), "note")
        out = panel(
            column(
                label(_("To your calendar"), "title"),
                label(
                    _(
                        "Each task becomes a whole day in Outlook or another calendar, and leaves you free. "
                        "What came from another calendar is left out."
                    ),
                    "muted",
                ),
                row(caption, self.stretch, None),
                label(_("Rings"), "muted"),
                chips,
                boxes,
                self.count,
                self.private,
                row(self.save, None),
                self.back,
                margins=(L, M, L, L),
                spacing=M,
            )
        )
        self.setLayout(column(out))

    def _chip(self, category: Category) -> QPushButton:
        chip = button(category_name(category), "chip")
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.toggled.connect(lambda _on: self.choice_changed.emit())
        return chip

    def _box(self, text: str, *, on: bool = False) -> QCheckBox:
        box = QCheckBox(text)
        box.setChecked(on)
        box.toggled.connect(lambda _on: self.choice_changed.emit())
        return box

    def dates(self) -> tuple[date, date]:
        """The chosen stretch: first and last day."""
        _text, first, last = self._stretches[self.stretch.currentIndex()]
        return first, last

    def choice(self) -> ExportChoice:
        """What she has chosen."""
        chosen = frozenset(category for category, chip in self.chips.items() if chip.isChecked())
        return ExportChoice(
            categories=None if len(chosen) == len(self.chips) else chosen,
            routines=self.routines.isChecked(),
            done=self.done.isChecked(),
            marks=self.marks.isChecked(),
            details=self.details.isChecked(),
            notes=self.notes.isChecked(),
            alarm=self.alarm.isChecked(),
        )

    def show_count(self, text: str, *, some: bool, private: str) -> None:
        """How much would be written, and the privacy guard's word."""
        self.count.setText(text)
        self.save.setEnabled(some)
        self.private.setText(private)
        self.private.setVisible(bool(private))
        self.notes_warning.setVisible(self.notes.isChecked())

    def show_back(self, text: str, *, some: bool, out: bool) -> None:
        """What can be taken back: nothing is shown before anything has gone out."""
        self.back.setVisible(out)
        self.back_text.setText(text)
        self.cancel.setEnabled(some)


class GuidePanel(QWidget):
    """How each calendar program is told, one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._guide = guide()
        self.program = Choice()
        self.program.setAccessibleName(_("Calendar program"))
        self.program.setMinimumWidth(look().px(280))
        for heading, _steps in self._guide:
            self.program.addItem(heading)
        self._steps = column(spacing=S)
        holder = column(
            label(_("How the calendar takes the file"), "title"),
            row(self.program, None),
            self._steps,
            margins=(L, M, L, L),
            spacing=M,
        )
        self.setLayout(column(panel(holder)))
        self.program.currentIndexChanged.connect(self._show)
        self._show(0)

    def _show(self, place: int) -> None:
        clear(self._steps)
        heading, steps = self._guide[place]
        numbered = place < len(self._guide) - 1  # the last is not a row of steps
        for number, text in enumerate(steps, 1):
            self._steps.addWidget(label(f"{number}. {text}" if numbered else text, "reading", selectable=True))
        self.program.setAccessibleDescription(heading)


def _flow(*widgets: QWidget) -> FlowLayout:
    layout = FlowLayout(spacing=S)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def sheet(*parts: QWidget) -> QWidget:
    """The parts below each other on a page that scrolls, no wider than is good to read."""
    content = page(column(*parts, None, margins=(XL, L, XL, XL), spacing=L))
    content.setMaximumWidth(look().px(820))
    side_by_side = row(content, None)
    side_by_side.setStretch(0, 1000)
    return scroll(page(side_by_side))
