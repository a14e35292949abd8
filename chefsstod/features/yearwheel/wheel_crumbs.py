"""Where one is between the year and the day: «2027 › kv 1 › mars › 12 mars». Each but the last leads back there."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from chefsstod.features.yearwheel.geometry import span_title
from chefsstod.features.yearwheel.span import Span, Unit, span_of
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_month, month_name
from chefsstod.ui.parts import XS, button, label

UNITS = tuple(Unit)
"""From far to near."""


def path(span: Span) -> list[Span]:
    """The stretches that ``span`` lies in, the year first, itself last."""
    above = UNITS[: UNITS.index(span.unit)]
    return [*(span_of(unit, span.first, span.start_month) for unit in above), span]


def crumb(span: Span) -> str:
    """The name of a stretch after that of the one it lies in: «2027», «kv 1», «mars», «12 mars»."""
    if span.unit is Unit.YEAR:
        return span_title(span)
    if span.unit is Unit.QUARTER:
        if span.start_month == 1:
            return _("Q{number}").format(number=span.first.month // 3 + 1)
        return f"{month_name(span.first.month)[:3]}–{month_name(span.last.month)[:3]}"
    return month_name(span.first.month) if span.unit is Unit.MONTH else day_month(span.first)


class Crumbs(QWidget):
    """Emits the stretch to go back to."""

    requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.title = label(role="title", wrap=False)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(XS)
        self._row.addWidget(self.title)
        self.setAccessibleName(_("Where you are in the year"))

    def show_span(self, span: Span) -> None:
        """Show the way to ``span``."""
        had_focus = any(made.hasFocus() for made in self.buttons)
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            gone = item.widget() if item is not None else None
            if gone is not None:
                gone.hide()
                gone.setParent(None)
                gone.deleteLater()
        self.buttons = []
        *above, last = path(span)
        for place, farther in enumerate(above):
            made = button(crumb(farther), "link", clicked=partial(self.requested.emit, farther))
            made.setAccessibleName(_("Back to {period}").format(period=crumb(farther)))
            made.setToolTip(made.accessibleName())
            self._row.insertWidget(2 * place, made)
            self._row.insertWidget(2 * place + 1, label("›", "muted", wrap=False))
            self.buttons.append(made)
        self.title.setText(crumb(last))
        self.title.setAccessibleName(span_title(last))
        self.updateGeometry()
        if had_focus and self.buttons:
            self.buttons[-1].setFocus()
