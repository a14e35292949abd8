"""Kalenderfil: the lower half, where a file of another program is dropped, looked through and taken in."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from chefsstod.features.exchange.model import Item, Report, What
from chefsstod.features.exchange.words import day_and_title, facts, summary, what_text
from chefsstod.features.yearwheel.model import Category
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n import _, ngettext
from chefsstod.ui.drop import DropZone
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import Choice, L, M, S, button, clear, column, label, panel, row

ROWS_AT_A_TIME = 60
"""Of each kind; the rest comes with «Visa fler». A thousand rows of widgets would take seconds."""


class ImportPanel(QWidget):
    """The file, what it holds, and what of it is to be taken in."""

    describe_toggled = Signal()
    take_requested = Signal()
    put_away = Signal()

    def __init__(self) -> None:
        super().__init__()
        hint = _("Drop an .ics file here, or choose one. Nothing is taken in until you have seen what it holds.")
        self.drop = DropZone(hint, button(_("Choose a file …"), image="calendar-plus"))
        self.ring = Choice()
        self.ring.setAccessibleName(_("Ring for what is taken in"))
        for category in Category:
            self.ring.addItem(category_name(category), category)
        self.describe = QCheckBox(_("Take the descriptions along"))
        self.describe.toggled.connect(lambda _on: self.describe_toggled.emit())
        self.describe_warning = label(
            _(
                "Descriptions often name people, and meeting links stand in them. "
                "Chefsstöd is no place for data about care recipients or about the health of staff."
            ),
            "soon",
        )
        self.describe_warning.hide()
        self.heading = label(role="lead")
        self.summary = label(role="muted")
        self.take = button(_("Take in"), "primary", clicked=self.take_requested.emit)
        self.leave = button(_("Put the file away"), clicked=self.put_away.emit)
        self._list = column(spacing=S)
        self._chosen: dict[int, bool] = {}
        self._items: list[Item] = []
        self._today = date.min
        self._lay_out()

    def _lay_out(self) -> None:
        caption = label(_("Ring for what is taken in"), "muted", wrap=False)
        caption.setBuddy(self.ring)
        where = FlowLayout(spacing=S)
        where.addWidget(caption)
        where.addWidget(self.ring)
        buttons = FlowLayout(spacing=S)
        buttons.addWidget(self.take)
        buttons.addWidget(self.leave)
        self.found = QWidget()
        self.found.setLayout(
            column(self.heading, self.summary, where, self.describe, self.describe_warning, self._list, buttons, spacing=M)
        )
        self.found.hide()
        text = label(
            _("Meetings, courses and events of another calendar become tasks of your own. Those invited are never taken along."),
            "muted",
        )
        head = label(_("From another calendar"), "title")
        self.setLayout(column(panel(column(head, text, self.drop, self.found, margins=(L, M, L, L), spacing=M))))

    # ── the report ───────────────────────────────────────────────────────────

    def show_report(self, report: Report, today: date) -> None:
        """What the file holds, kind by kind; what is to be taken in can be ticked."""
        self._items = list(report.items)
        self._chosen = {place: item.ticked for place, item in enumerate(self._items) if item.choosable}
        self._today = today
        self.heading.setText(report.name)
        self.summary.setText(summary(report))
        self.describe_warning.setVisible(self.describe.isChecked())
        clear(self._list)
        for what in What:
            places = [place for place, item in enumerate(self._items) if item.what is what]
            if places:
                self._list.addWidget(self._group(what, places))
        self.found.show()
        self._tell()

    def chosen(self) -> list[Item]:
        """The ticked items."""
        return [self._items[place] for place, on in self._chosen.items() if on]

    def empty(self) -> None:
        """Put the report away."""
        self.found.hide()
        clear(self._list)
        self._items, self._chosen = [], {}

    def boxes(self) -> Sequence[QCheckBox]:
        """The boxes of the items that are shown."""
        return [box for box in self.found.findChildren(QCheckBox) if box is not self.describe]

    def _group(self, what: What, places: list[int]) -> QWidget:
        holder = QWidget()
        rows = column(spacing=2)
        head = label(_("{what} ({n})").format(what=what_text(what), n=len(places)), "strong", wrap=False)
        folded = what in (What.SAME, What.SKIPPED)
        more = button("", "link")
        layout = column(row(head, None), rows, row(more, None), spacing=2)
        holder.setLayout(layout)
        left = list(places)

        def show_more() -> None:
            for place in left[:ROWS_AT_A_TIME]:
                rows.addWidget(self._row(place, self._items[place]))
            del left[:ROWS_AT_A_TIME]
            more.setVisible(bool(left))
            more.setText(ngettext("Show {n} more", "Show {n} more", len(left)).format(n=len(left)))

        more.clicked.connect(show_more)
        if folded:
            more.setText(_("Show them"))
        else:
            show_more()
        return holder

    def _row(self, place: int, item: Item) -> QWidget:
        title = day_and_title(item, self._today)
        small = label(" · ".join(facts(item, self._today)), "small")
        if not small.text():
            small.hide()  # shown before it has a parent, it would be a window of its own for a moment
        lines = column(spacing=0)
        holder = QWidget()
        if item.choosable:
            box = QCheckBox()
            box.setChecked(self._chosen[place])
            box.setAccessibleName(title)
            box.setAccessibleDescription(small.text())
            box.toggled.connect(self._ticker(place))
            name = label(title)
            name.setBuddy(box)
            lines.addWidget(name)
            lines.addWidget(small)
            layout = row(box, lines)
            layout.setAlignment(box, Qt.AlignmentFlag.AlignTop)
            layout.setStretch(1, 1)
        else:
            lines.addWidget(label(title))
            lines.addWidget(small)
            layout = row(lines)
        holder.setLayout(layout)
        return holder

    def _ticker(self, place: int) -> Callable[[bool], None]:
        def ticked(on: bool) -> None:
            self._chosen[place] = on
            self._tell()

        return ticked

    def _tell(self) -> None:
        count = sum(self._chosen.values())
        self.take.setVisible(bool(self._chosen))
        self.take.setEnabled(count > 0)
        only_new = all(self._items[place].what is What.NEW for place in self._chosen)
        text = (
            ngettext("Take in {n} event", "Take in {n} events", count)
            if only_new
            else ngettext("Carry out {n} choice", "Carry out {n} choices", count)
        )
        self.take.setText(text.format(n=count) if count else _("Take in"))
