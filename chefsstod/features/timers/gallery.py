"""«Starta en händelse»: the events to choose among, then day 0, a label, and the dates before anything is saved."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from chefsstod.features.timers.model import Template, preview
from chefsstod.features.timers.parts import LabelField
from chefsstod.features.timers.words import offset_text
from chefsstod.features.yearwheel.mark import CategoryMark
from chefsstod.features.yearwheel.model import Category
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_full, day_short, sort_key
from chefsstod.ui.dates import DateField
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.parts import XL, XS, L, M, S, button, clear, column, label, line, page, panel, row, scroll
from chefsstod.ui.style import look

TWO_COLUMNS = 660
READING = 760

Suggest = Callable[[str, date], str]


class TemplateCard(QFrame):
    """An event to start: its name and one sentence. The name is the button; a click anywhere does the same."""

    chosen = Signal(object)

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.template = template
        self.setProperty("role", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.name = ElidedButton(template.title)
        self.name.setAccessibleDescription(template.summary)
        self.name.clicked.connect(lambda: self.chosen.emit(template))
        summary = label(template.summary, "muted")
        summary.setContentsMargins(look().px(8), 0, 0, 0)
        head = row(CategoryMark(template.category), self.name, spacing=XS)
        self.setLayout(column(head, summary, None, spacing=0, margins=(M, S, M, M)))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.template)


def matches(template: Template, words: str) -> bool:
    """Whether every word of ``words`` stands somewhere in the template."""
    text = " ".join((template.title, template.summary, template.when, *template.keywords)).casefold()
    return all(word in text for word in words.casefold().split())


def in_order(templates: Sequence[Template]) -> list[Template]:
    """By ring, then name, as in the year."""
    rings = {category: place for place, category in enumerate(Category)}
    return sorted(templates, key=lambda template: (rings[template.category], sort_key(template.title)))


class GalleryView(QStackedWidget):
    """The events to choose among, and the form of the chosen one."""

    start_requested = Signal(str, str, object)
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Start an event"))
        self._templates: list[Template] = []
        self._suggest: Suggest = lambda _template, _day: ""
        self._today = date.min
        self._wide = True
        self.addWidget(self._make_gallery())
        self._form_body = QVBoxLayout()
        self._form_body.setContentsMargins(XL, L, XL, XL)
        self._form_body.setSpacing(S)
        inner = page(self._form_body)
        inner.setMaximumWidth(look().px(READING) + 2 * XL)
        self.form_area = scroll(inner)
        self.addWidget(self.form_area)

    def _make_gallery(self) -> QWidget:
        self.back = button(_("All events"), "link", image="arrow-left", clicked=self.back_requested.emit)
        self.intro = label("", "reading")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search among the events"))
        self.search.setAccessibleName(_("Search among the events"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._choose_first)
        self._grid = QGridLayout()
        self._grid.setSpacing(M)
        self.nothing = label(_("No event matches. Try another word, such as sick, complaint or introduction."), "muted")
        body = column(
            row(self.back, None),
            label(_("What has happened?"), "title"),
            self.intro,
            self.search,
            self.nothing,
            self._grid,
            None,
            spacing=M,
            margins=(XL, L, XL, XL),
        )
        self.area = scroll(page(body))
        return self.area

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= look().px(TWO_COLUMNS)
        if wide != self._wide:
            self._wide = wide
            self._fill()

    # ── choosing ─────────────────────────────────────────────────────────────

    def show_templates(self, templates: Sequence[Template], today: date, suggest: Suggest, *, first_time: bool, back: bool) -> None:
        """Offer ``templates``. ``suggest`` gives a label for a template and a day; ``back`` shows the way to the list."""
        self._templates, self._today, self._suggest = in_order(templates), today, suggest
        self.intro.setText(
            _(
                "Some work does not follow the calendar: it starts when something happens. Choose what has happened and you get "
                "the steps with dates. Nothing is said about any person: an event has only a number and a date."
            )
            if first_time
            else _("Choose what has happened and you get the steps with dates.")
        )
        self.back.setVisible(back)
        self._fill()
        self.setCurrentIndex(0)

    @property
    def cards(self) -> list[TemplateCard]:
        """The cards that are shown."""
        found = (self._grid.itemAt(index) for index in range(self._grid.count()))
        return [item.widget() for item in found if item and isinstance(item.widget(), TemplateCard)]  # type: ignore[misc]

    def _fill(self) -> None:
        clear(self._grid)
        found = [template for template in self._templates if matches(template, self.search.text())]
        columns = 2 if self._wide else 1
        for number, template in enumerate(found):
            card = TemplateCard(template)
            card.chosen.connect(self.choose)
            self._grid.addWidget(card, number // columns, number % columns)
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self.nothing.setVisible(not found)

    def _choose_first(self) -> None:
        if self.cards:
            self.choose(self.cards[0].template)

    # ── the form ─────────────────────────────────────────────────────────────

    def choose(self, template: Template) -> None:
        """Show the form of ``template``."""
        self._chosen = template
        self._own_label = False
        clear(self._form_body)
        back = button(_("Choose another event"), "link", image="arrow-left", clicked=self.go_back)
        self.day = DateField(self._today, _("Day 0"))
        self.day.dateChanged.connect(self._dated)
        self.label_edit = LabelField("")
        self.label_edit.textEdited.connect(self._named)
        self.label_edit.returnPressed.connect(self._start)
        self.start_button = button(_("Start the event"), "primary", image="circle-play", clicked=self._start)
        self.past = label(role="soon")
        self._preview = QVBoxLayout()
        self._preview.setSpacing(XS)
        body = self._form_body
        body.addLayout(row(back, None))
        body.addLayout(row(CategoryMark(template.category), label(template.title, "title")))
        body.addWidget(label(template.summary, "reading"))
        body.addWidget(label(template.when, "muted"))
        body.addSpacing(M)
        body.addWidget(label(_("When did it happen? Day 0 is: {text}").format(text=template.day_zero), "strong"))
        body.addLayout(row(self.day, None))
        body.addWidget(label(_("What the event is to be called"), "strong"))
        body.addLayout(self.label_edit.with_advice())
        body.addWidget(self.past)
        body.addLayout(row(self.start_button, button(_("Cancel"), "link", clicked=self.go_back), None, margins=(0, S, 0, 0)))
        body.addSpacing(M)
        body.addWidget(label(_("These dates you get"), "section"))
        body.addWidget(panel(column(self._preview, margins=(M, S, M, S))))
        body.addStretch(1)
        self._dated()
        self.setCurrentIndex(1)
        self.form_area.verticalScrollBar().setValue(0)
        self.day.setFocus()

    def go_back(self) -> None:
        """From the form to the gallery, or from the gallery away."""
        if self.currentIndex() == 1:
            self.setCurrentIndex(0)
            self.search.setFocus()
        else:
            self.back_requested.emit()

    @property
    def in_form(self) -> bool:
        """Whether an event is chosen and waits for its day and label."""
        return self.currentIndex() == 1

    def _named(self, text: str) -> None:
        self._own_label = bool(text.strip())

    def _dated(self) -> None:
        if not self._own_label:
            self.label_edit.setText(self._suggest(self._chosen.id, self.day.day))
        clear(self._preview)
        steps = preview(self._chosen, self.day.day)
        before = 0
        for number, (step, day) in enumerate(steps):
            past = day < self._today
            before += past
            if number:
                self._preview.addWidget(line())
            when = label(day_short(day, self._today), "soon" if past else "strong")
            when.setFixedWidth(look().metrics(bold=True).horizontalAdvance("ons 30 mars 2027") + look().px(6))
            when.setToolTip(day_full(day))
            facts = [offset_text(step.offset), step.condition]
            words = column(label(step.text), label(" · ".join(fact for fact in facts if fact), "small"), spacing=0)
            item = row(when, spacing=M)
            item.setAlignment(when, Qt.AlignmentFlag.AlignTop)
            item.addLayout(words, 1)
            self._preview.addLayout(item)
        self.past.setVisible(bool(before))
        self.past.setText(
            ngettext(
                "{n} step lies before today and will be shown as late until you tick it.",
                "{n} steps lie before today and will be shown as late until you tick them.",
                before,
            ).format(n=before)
        )

    def _start(self) -> None:
        self.start_requested.emit(self._chosen.id, self.label_edit.text(), self.day.day)
