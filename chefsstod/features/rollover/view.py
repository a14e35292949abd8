"""Årsskifte: the frame around the four parts, with the way forward and back. Layout only."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QStackedWidget, QWidget

from chefsstod.features.rollover.model import Review
from chefsstod.features.rollover.rest_parts import DonePart, MissingPart
from chefsstod.features.rollover.tasks_part import TasksPart
from chefsstod.features.rollover.year_part import YearPart
from chefsstod.i18n import _
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XL, L, M, S, button, column, label, page, row, scroll
from chefsstod.ui.style import look

WIDEST = 860
YEAR, TASKS, MISSING, DONE = range(4)


class RolloverView(QWidget):
    """Four parts, one at a time; where one is stands above them."""

    part_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Turn of the year"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading = label(role="display")
        self.intro = label(role="muted")
        self.year_part, self.tasks_part, self.missing_part, self.done_part = YearPart(), TasksPart(), MissingPart(), DonePart()
        self._parts = (self.year_part, self.tasks_part, self.missing_part, self.done_part)
        self._review: Review | None = None
        self._filled: set[int] = set()
        self.tabs: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self.stack = QStackedWidget()
        self.areas: list[QScrollArea] = []
        for part in self._parts:
            self._add(part)
        self.back = button(_("Back"), clicked=lambda: self.show_part(self.part - 1))
        self.next = button("", "primary", clicked=lambda: self.show_part(self.part + 1))
        tabs = FlowLayout(spacing=S)
        for tab in self.tabs:
            tabs.addWidget(tab)
        top = column(self.heading, self.intro, tabs, spacing=S, margins=(XL, L, XL, S))
        foot = row(self.back, None, self.next, margins=(XL, S, XL, M))
        layout = column(top, spacing=0)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)
        self.setLayout(layout)
        self.done_part.part_requested.connect(self.show_part)

    def _add(self, part: QWidget) -> None:
        part.setMaximumWidth(WIDEST * 2)
        area = scroll(page(column(part, margins=(XL, S, XL, XL))))
        self.areas.append(area)
        self.stack.addWidget(area)
        place = len(self.tabs)
        tab = button("", "tab", clicked=lambda: self.show_part(place))
        tab.setCheckable(True)
        self._group.addButton(tab)
        self.tabs.append(tab)

    @property
    def part(self) -> int:
        """Which part is shown."""
        return self.stack.currentIndex()

    def show_part(self, part: int) -> None:
        """Go to a part."""
        part = max(YEAR, min(part, DONE))
        self.stack.setCurrentIndex(part)
        self.tabs[part].setChecked(True)
        self.intro.setVisible(part == YEAR)
        self.back.setVisible(part > YEAR)
        self.next.setVisible(part < DONE)
        names = _names()
        if part < DONE:
            self.next.setText(_("Go on: {part}").format(part=names[part + 1]))
        self.part_changed.emit(part)
        self._fill()

    def show_review(self, review: Review) -> None:
        """Show the review: the part in view now, the others when they are gone to."""
        self.heading.setText(_("From {year} to {next}").format(year=review.year, next=review.next_year))
        self.intro.setText(_("Four short parts. Everything is saved as you go: leave when you like and go on another day."))
        counts = ("", len(review.undecided), len(review.findings), "")
        for place, (tab, name, count) in enumerate(zip(self.tabs, _names(), counts, strict=True), 1):
            tab.setText(f"{place}. {name} ({count})" if count else f"{place}. {name}")
            tab.setMinimumWidth(look().metrics(bold=True).horizontalAdvance(tab.text()) + look().px(28))  # it is bold when chosen
        self._review = review
        self._filled.clear()
        self._fill()

    def _fill(self) -> None:
        """Fill the part that is shown, if it does not show the review yet."""
        if self._review is not None and self.part not in self._filled:
            self._filled.add(self.part)
            self._parts[self.part].show_review(self._review)


def _names() -> tuple[str, str, str, str]:
    return _("The year that was"), _("Go through the tasks"), _("What is missing"), _("Ready")
