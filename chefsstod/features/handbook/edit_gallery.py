"""Where a new text begins: a title and a choice of templates. Also the page that offers to make a text one's own. Layout only."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from chefsstod.features.handbook.edit_facts import LONGEST_TITLE
from chefsstod.features.handbook.templates import Template
from chefsstod.i18n import _
from chefsstod.ui.guard import warn
from chefsstod.ui.icons import pixmap
from chefsstod.ui.parts import XL, XS, L, M, S, button, clear, column, grow, label, page, panel, row, scroll
from chefsstod.ui.style import look

_WIDEST = 760


class Gallery(QWidget):
    """``chosen`` carries the id of a template and the title that she has written (may be empty)."""

    chosen = Signal(str, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setAccessibleName(_("What is it called?"))
        self.title.setPlaceholderText(_("For example: How we hand over keys"))
        self.warning = label(role="warning")
        self.warning.hide()
        self.title.textChanged.connect(lambda text: warn(self.warning, text))
        self.title.returnPressed.connect(self._go_on)
        self.close_button = button(_("Cancel"), clicked=self.closed.emit)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(S)
        self.buttons: dict[str, QWidget] = {}
        caption = label(_("What is it called?"), "strong", wrap=False)
        caption.setBuddy(self.title)
        body = column(
            label(_("New text"), "title"),
            caption,
            self.title,
            self.warning,
            S,
            label(_("What do you begin with?"), "strong"),
            self._cards,
            row(self.close_button, None),
            None,
            margins=(XL, L, XL, L),
            spacing=S,
        )
        self.setLayout(column(scroll(_narrow(body))))

    def load(self, templates: Sequence[Template]) -> None:
        """Show the templates; the title is empty."""
        self.title.clear()
        clear(self._cards)
        self.buttons.clear()
        for template in templates:
            go = button(_("Begin"), clicked=partial(self._choose, template.id))
            go.setAccessibleName(_("Begin with «{title}»").format(title=template.title))
            self.buttons[template.id] = go
            image = label(wrap=False)
            image.setPixmap(pixmap(template.image, "accent", ratio=2))
            text = QWidget()
            text.setLayout(column(label(template.title, "strong"), label(template.summary, "muted"), spacing=2))
            line = row(image, grow(text), go, margins=(M, S, M, S), spacing=M)
            line.setStretch(1, 1)
            self._cards.addWidget(panel(line))
        self._order_tabs()

    def _order_tabs(self) -> None:
        """From the title to the templates: the way out, which is older than they, comes last."""
        before: QWidget = self.title
        for widget in (*self.buttons.values(), self.close_button):
            QWidget.setTabOrder(before, widget)
            before = widget

    def _go_on(self) -> None:
        """Enter in the title: on to the choice."""
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            first.setFocus()

    def _choose(self, name: str) -> None:
        self.chosen.emit(name, self.title.text().strip())


class Offer(QWidget):
    """A text that is not hers: what can be done with it."""

    adapt_requested = Signal()
    copy_requested = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = label(role="title")
        self.text = label(role="reading")
        self.adapt = button(_("Make my own version"), "primary", image="pencil", clicked=self.adapt_requested.emit)
        self.copy = button(_("Begin a new text from it"), image="copy", clicked=self.copy_requested.emit)
        self.back = button(_("Read it instead"), image="book-open", clicked=self.closed.emit)
        body = column(
            self.heading, self.text, S, row(self.adapt, None), row(self.copy, None), row(self.back, None), None,
            margins=(XL, XL, XL, L), spacing=S,
        )  # fmt: skip
        self.setLayout(column(scroll(_narrow(body))))

    def load(self, title: str, source: str, *, template: bool) -> None:
        """Show what it is about; ``source`` is where the text comes from."""
        self.heading.setText(title)
        if template:
            told = _("This is a template. Begin a routine of your own from it; the template stays as it is.")
        else:
            told = _(
                "The text comes from {source}. In your own version you can change everything. The text under it is kept, "
                "and you are told when it changes."
            ).format(source=source)
        self.text.setText(told)
        self.adapt.setVisible(not template)
        self.copy.setProperty("role", "primary" if template else "")


def _narrow(body: QVBoxLayout) -> QWidget:
    """A column no wider than is pleasant to read."""
    inner = QWidget()
    inner.setLayout(body)
    inner.setMaximumWidth(look().px(_WIDEST))
    outer = row(inner, spacing=XS)
    return page(outer)
