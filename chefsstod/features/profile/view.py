"""The first-run questions: one at a time, large, skippable. Layout only."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QStackedWidget, QWidget

from chefsstod.features.profile.model import Employment, Profile, Role, ServiceType
from chefsstod.features.profile.words import employment_name, role_name, role_text, service_name
from chefsstod.i18n import _
from chefsstod.ui.dates import DateField
from chefsstod.ui.icons import GAP, icon
from chefsstod.ui.parts import XL, XXL, L, M, S, button, column, icon_size, label, page, row, scroll
from chefsstod.ui.style import look


class ChoiceGroup(QWidget):
    """Answers as full-width buttons, one of which is chosen."""

    chosen = Signal()

    def __init__(self, options: list[tuple[str, str]], value: str) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._values: dict[QPushButton, str] = {}
        layout = column(spacing=S)
        for key, text in options:
            choice = button(text, "choice")
            choice.setCheckable(True)
            choice.setIconSize(icon_size(gap=GAP))
            self._group.addButton(choice)
            self._values[choice] = key
            choice.toggled.connect(partial(_mark, choice))
            _mark(choice, False)
            choice.setChecked(key == value)
            layout.addWidget(choice)
        self.setLayout(layout)
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit())

    @property
    def value(self) -> str:
        """The chosen answer's key."""
        checked = self._group.checkedButton()
        return next((key for choice, key in self._values.items() if choice is checked), "")

    def focus(self) -> None:
        """Put the keyboard on the chosen answer."""
        checked = self._group.checkedButton() or next(iter(self._values))
        checked.setFocus()


def _mark(choice: QPushButton, checked: bool) -> None:
    """The chosen answer is told by its icon too, not by colour alone."""
    choice.setIcon(icon("circle-check", "accent", gap=GAP) if checked else icon("circle", "muted", gap=GAP))


class WizardView(QWidget):
    """Four questions with back, next and skip."""

    finished = Signal(object)
    skipped = Signal()

    def __init__(self, profile: Profile | None, today: date) -> None:
        super().__init__()
        self._today = today
        self._steps = QStackedWidget()
        start = profile.start_date if profile else today
        self.service = ChoiceGroup(
            [(kind.value, service_name(kind)) for kind in ServiceType],
            (profile.service_type if profile else ServiceType.SABO).value,
        )
        self.role = ChoiceGroup(
            [(role.value, f"{role_name(role)} – {role_text(role)}") for role in Role],
            (profile.role if profile else Role.NEW).value,
        )
        self.employment = ChoiceGroup(
            [(kind.value, employment_name(kind)) for kind in Employment],
            (profile.employment if profile else Employment.PERMANENT).value,
        )
        self.start = DateField(start, _("First day as manager of the unit"))
        self.start.setMaximumWidth(look().px(220))
        self.unit = QLineEdit(profile.unit if profile else "")
        self.unit.setPlaceholderText(_("For example: Solgården"))
        self.unit.setAccessibleName(_("Name of the unit"))
        self.unit.setMaxLength(80)
        self._add(_("What kind of unit do you lead?"), _("It decides which tasks your year holds."), self.service)
        self._add(_("Who are you in Chefsstöd?"), _("You can change it later."), self.role)
        self._add(
            _("When did you begin, and how are you employed?"),
            _("Tasks from before your first day never count as late."),
            self.start,
            self.employment,
        )
        self._add(
            _("What is the unit called?"),
            _("It stands at the head of what you print. You can leave it empty."),
            self.unit,
        )
        self._lay_out()
        self._connect()
        self._show(0)

    def _add(self, question: str, why: str, *widgets: QWidget) -> None:
        layout = column(label(question, "display"), label(why, "muted"), S, *widgets, None, spacing=M)
        self._steps.addWidget(scroll(page(layout)))

    def _lay_out(self) -> None:
        self.progress = label(role="small", wrap=False)
        self.back = button(_("Back"))
        self.next = button(_("Next"), "primary")
        self.skip = button(_("Skip the questions"), "link")
        self._steps.setMaximumWidth(look().px(640))
        foot = row(self.back, self.next, None, self.skip)
        inner = column(label("Chefsstöd", "lead"), self.progress, M, self._steps, foot, spacing=S)  # no-i18n
        holder = QWidget()
        holder.setLayout(inner)
        holder.setMaximumWidth(look().px(640))
        holder.setMinimumWidth(look().px(420))
        self.setLayout(row(None, holder, None, margins=(XL, XXL, XL, L)))
        self.layout().setStretch(1, 10)  # type: ignore[union-attr]

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self._show(self._steps.currentIndex() - 1))
        self.next.clicked.connect(self._forward)
        self.role.chosen.connect(self.next.setFocus)
        self.service.chosen.connect(self.next.setFocus)
        self.skip.clicked.connect(self.skipped)
        for keys in ("Return", "Enter"):
            go_on = QShortcut(QKeySequence(keys), self)
            go_on.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            go_on.activated.connect(self._enter)

    def _enter(self) -> None:
        """Enter goes on from everywhere but from the two buttons that do something else."""
        for other in (self.back, self.skip):
            if other.hasFocus():
                other.click()
                return
        self._forward()

    def _forward(self) -> None:
        if self._steps.currentIndex() + 1 < self._steps.count():
            self._show(self._steps.currentIndex() + 1)
            return
        self.finished.emit(self.answers())

    def _show(self, index: int) -> None:
        self._steps.setCurrentIndex(index)
        last = index + 1 == self._steps.count()
        self.progress.setText(_("Question {n} of {total}").format(n=index + 1, total=self._steps.count()))
        self.back.setEnabled(index > 0)
        self.next.setText(_("Show my year") if last else _("Next"))
        self.focus_question()

    def focus_question(self) -> None:
        """Put the keyboard on the question that is shown."""
        (self.service.focus, self.role.focus, self.start.setFocus, self.unit.setFocus)[self._steps.currentIndex()]()

    def answers(self) -> Profile:
        """What she answered."""
        return Profile(
            service_type=ServiceType(self.service.value),
            start_date=self.start.day,
            role=Role(self.role.value),
            employment=Employment(self.employment.value),
            unit=self.unit.text().strip(),
        )
