"""The field in which she answers in her own way: a day in words, months, weeks, or a day of the month. Layout only."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QSpinBox, QWidget

from chefsstod.features.localdates.model import Answer, Free, FreeKind
from chefsstod.i18n import _
from chefsstod.i18n.dates import month_name
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XS, Choice, S, button, column, label, row
from chefsstod.ui.style import look

LONGEST = 80


class FreeField(QWidget):
    """``edited`` at each change; ``submitted`` when she is done."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, free: Free, answer: Answer | None) -> None:
        super().__init__()
        self._free = free
        self._given = answer or Answer()
        make = {FreeKind.DATE: self._text, FreeKind.WEEKS: self._text, FreeKind.MONTHS: self._months, FreeKind.DAY: self._day}
        self.save = button(_("Save the answer"), clicked=self.submitted.emit)
        self.setLayout(column(make[free.kind](), spacing=S))

    def _text(self) -> QWidget:
        self.text = QLineEdit(", ".join(str(n) for n in self._given.weeks) or self._given.words)
        self.text.setMaxLength(LONGEST)
        self.text.setMinimumWidth(look().px(220))
        self.text.setPlaceholderText(_("For example: {example}").format(example=self._free.example))
        self.text.setAccessibleName(self._free.label)
        self.text.textEdited.connect(lambda _text: self.edited.emit())
        self.text.returnPressed.connect(self.submitted.emit)
        holder = QWidget()
        holder.setLayout(row(self.text, self.save))
        return holder

    def _months(self) -> QWidget:
        chips = FlowLayout(spacing=XS)
        self.months: list[QPushButton] = []
        for number in range(1, 13):
            chip = button(month_name(number), "chip")
            chip.setCheckable(True)
            chip.setChecked(number in self._given.months)
            chip.toggled.connect(lambda _checked: self.edited.emit())
            self.months.append(chip)
            chips.addWidget(chip)
        holder = QWidget()
        holder.setLayout(column(chips, row(self.save, None), spacing=S))
        return holder

    def _day(self) -> QWidget:
        self.number = QSpinBox()
        self.number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # the look has none; the arrow keys count
        self.number.setRange(1, 31)
        self.number.setValue(self._given.workday or self._given.day or 10)
        self.number.setAccessibleName(self._free.label)
        self.unit = Choice()
        self.unit.addItem(_("day of the month"), "day")
        self.unit.addItem(_("working day of the month"), "workday")
        self.unit.setCurrentIndex(int(self._given.workday is not None))
        self.unit.setAccessibleName(_("Counted as"))
        self.number.valueChanged.connect(lambda _value: self.edited.emit())
        self.unit.currentIndexChanged.connect(lambda _index: self._counted())
        holder = QWidget()
        holder.setLayout(row(label(_("No."), "muted", wrap=False), self.number, self.unit, self.save, None))
        return holder

    def _counted(self) -> None:
        self.number.setMaximum(15 if self.unit.currentData() == "workday" else 31)
        self.edited.emit()

    def focus(self) -> None:
        """Put the keyboard where she writes."""
        first = {FreeKind.MONTHS: "months", FreeKind.DAY: "number"}.get(self._free.kind, "text")
        widget = getattr(self, first)
        (widget[0] if isinstance(widget, list) else widget).setFocus()

    def answer(self) -> Answer:
        """What stands in the field; weeks that cannot be read are left out."""
        if self._free.kind is FreeKind.MONTHS:
            return Answer(months=tuple(n for n, chip in enumerate(self.months, 1) if chip.isChecked()))
        if self._free.kind is FreeKind.DAY:
            number = self.number.value()
            return Answer(workday=number) if self.unit.currentData() == "workday" else Answer(day=number)
        if self._free.kind is FreeKind.WEEKS:
            numbers = {int(part) for part in re.findall(r"\d+", self.text.text())}
            return Answer(weeks=tuple(sorted(n for n in numbers if 1 <= n <= 53)))
        return Answer(words=self.text.text().strip())
