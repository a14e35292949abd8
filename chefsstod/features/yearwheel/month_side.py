"""The month beside its calendar: theme of the workplace meeting, crisis folder, routine and case, and needs of her own."""

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QLayout, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.month_needs import MonthLeaf, Need, following
from chefsstod.features.yearwheel.month_service import LONGEST_NEED, MonthService
from chefsstod.features.yearwheel.themes import MonthTheme, Talk
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import month_name, month_title
from chefsstod.support.changes import Changes
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.guard import warn
from chefsstod.ui.icons import GAP, icon
from chefsstod.ui.parts import XS, M, S, button, clear, column, icon_button, icon_size, label, page, row, scroll
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import look

APT, CRISIS, ROUTINE, CASE, NEEDS, TRAINING, BASIS = "apt", "crisis", "routine", "case", "needs", "training", "basis"
LOWEST = 150


class Fold(QWidget):
    """A part that folds: what it is and its title stay, the rest on demand. ``folded`` tells its key and whether it is open."""

    folded = Signal(str, bool)

    def __init__(self, key: str, name: str, title: str, inside: QLayout, *, unfolded: bool) -> None:
        super().__init__()
        self._key, self._name, self._title = key, name, title
        self.head = button(name, "link", clicked=self.toggle)
        self.head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.head.setIconSize(icon_size(gap=GAP))
        self.body = QWidget()
        self.body.setLayout(inside)
        inside.setContentsMargins(S, 0, 0, XS)
        layout = column(row(self.head, None), spacing=0)
        if title:
            words = label(title, "strong")
            words.setContentsMargins(S, 0, 0, XS)
            layout.addWidget(words)
        layout.addWidget(self.body)
        self.setLayout(layout)
        self._show(unfolded)

    def toggle(self) -> None:
        """Open if it is folded, fold if it is open."""
        unfolded = self.body.isHidden()
        self._show(unfolded)
        self.folded.emit(self._key, unfolded)

    def _show(self, unfolded: bool) -> None:
        self.body.setVisible(unfolded)
        self.head.setIcon(icon("chevron-down" if unfolded else "chevron-right", "accent", gap=GAP))
        about = ": ".join(part for part in (self._name, self._title) if part)
        text = _("Fold {about}") if unfolded else _("Unfold {about}")
        self.head.setAccessibleName(text.format(about=about))


class NeedRow(QWidget):
    """A need: a box to tick, its words, and a menu. While it is changed, a field stands in the place of the words."""

    ticked = Signal(bool)
    edited = Signal(str)
    postponed = Signal()
    removed = Signal()

    def __init__(self, need: Need) -> None:
        super().__init__()
        self.need = need
        self.box = QCheckBox()
        self.box.setChecked(need.done_on is not None)
        self.box.setAccessibleName(need.text)
        self.box.toggled.connect(self.ticked)
        self.words = label(need.text, "muted" if need.done_on else "")
        self.more = icon_button("ellipsis", _("More about «{text}»").format(text=need.text), clicked=self._menu)
        self.field = _line(need.text, _("Change the line"))
        self.field.hide()
        self.field.returnPressed.connect(self._done)
        self.field.editingFinished.connect(self._done)
        layout = row(self.box, self.words, self.field, self.more, spacing=XS)
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def make_menu(self) -> QMenu:
        """The menu, not yet shown."""
        menu = QMenu(self)
        menu.addAction(icon("pencil"), _("Change …"), self.edit)
        month = month_name(following(self.need.month).month)
        menu.addAction(icon("arrow-right"), _("Move to {month}").format(month=month), self.postponed.emit)
        menu.addAction(icon("trash-2"), _("Take away"), self.removed.emit)
        return menu

    def _menu(self) -> None:
        menu = self.make_menu()
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        menu.deleteLater()

    def edit(self) -> None:
        """Write over the words."""
        self.words.hide()
        self.field.show()
        self.field.selectAll()
        self.field.setFocus()

    def _done(self) -> None:
        if self.field.isHidden():
            return
        self.field.hide()
        self.words.show()
        if self.field.text().strip() and self.field.text().strip() != self.need.text:
            self.edited.emit(self.field.text())


class MonthSide(QWidget):
    """Shows a month's themes and keeps its needs. ``activity_requested`` asks for a task by id."""

    activity_requested = Signal(str)

    def __init__(self, *, months: MonthService, actions: OccurrenceActions, signals: AppSignals) -> None:
        super().__init__()
        self._months = months
        self._actions = actions
        self._first: date | None = None
        self._unfolded = {NEEDS}
        self.setAccessibleName(_("Themes of the month"))
        self.folds: dict[str, Fold] = {}
        self.needs: list[NeedRow] = []
        self.line = _line("", _("Need of your own"))
        self.warning = label(role="warning")
        self._body = QVBoxLayout()
        self._body.setContentsMargins(M, S, M, M)
        self._body.setSpacing(XS)
        inner = page(self._body)
        inner.setProperty("role", "surface")
        self.area = scroll(inner)
        self.setLayout(column(self.area))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(LOWEST)
        signals.changed.connect(self._on_changed)

    def sizeHint(self) -> QSize:  # noqa: N802, D102 - Qt's name
        return QSize(look().px(300), look().px(260))

    # ── showing ──────────────────────────────────────────────────────────────

    def show_month(self, first: date) -> None:
        """Show the month that ``first`` lies in."""
        other = self._first != first.replace(day=1)
        self._first = first.replace(day=1)
        place = 0 if other else self.area.verticalScrollBar().value()
        typed = "" if other else self.line.text()
        writing = self.line.hasFocus()
        held = next((widget.need.id for widget in self.needs if _holds(widget)), "")
        self._show(self._months.sheet(self._first))
        self.line.setText(typed)
        self.area.verticalScrollBar().setValue(place)
        again = next((widget.box for widget in self.needs if widget.need.id == held), None)
        if again is not None or held or writing:
            self._give_keyboard(again or self.line)

    def _show(self, leaf: MonthLeaf) -> None:
        theme = leaf.theme
        clear(self._body)
        self.folds = {}
        title = month_title(leaf.first)
        self._body.addWidget(label(_("Themes, {month}").format(month=title[:1].lower() + title[1:]), "lead"))
        if theme.note:
            self._body.addWidget(label(theme.note, "reading"))
        names = {APT: _("Workplace meeting"), CRISIS: _("Crisis folder"), ROUTINE: _("Routine of the month"), CASE: _("Case")}
        for key, talk in ((APT, theme.apt), (CRISIS, theme.crisis), (ROUTINE, theme.routine), (CASE, theme.case)):
            if talk is not None:
                self._fold(key, names[key], talk.title, self._talk(talk, copy=key in (APT, CASE)))
        count = sum(need.done_on is None for need in leaf.needs)
        text = ngettext("Own needs, {n} open", "Own needs, {n} open", count).format(n=count) if count else _("Own needs")
        self._fold(NEEDS, text, "", self._own(leaf))
        if theme.training:
            self._fold(TRAINING, _("Trainings"), "", column(label(theme.training, "reading")))
        if theme.basis or theme.tasks:
            self._fold(BASIS, _("Tasks and laws"), "", self._basis(theme))
        self._body.addStretch(1)

    def _fold(self, key: str, name: str, title: str, inside: QLayout) -> None:
        fold = Fold(key, name, title, inside, unfolded=key in self._unfolded)
        fold.folded.connect(self._remember)
        self.folds[key] = fold
        self._body.addWidget(fold)

    def _remember(self, key: str, unfolded: bool) -> None:
        (self._unfolded.add if unfolded else self._unfolded.discard)(key)

    def _talk(self, talk: Talk, *, copy: bool) -> QLayout:
        layout = column(label(talk.text, "reading", selectable=True), spacing=XS)
        for question in talk.questions:
            layout.addWidget(label(f"– {question}", "reading", selectable=True))
        if copy:
            take = button(_("Copy the text"), "link", image="copy", clicked=partial(self._copy, talk))
            take.setAccessibleName(_("Copy «{title}»").format(title=talk.title))
            layout.addLayout(row(take, None))
        return layout

    def _copy(self, talk: Talk) -> None:
        text = "\n".join((talk.title, "", talk.text, "", *(f"– {question}" for question in talk.questions)))
        QGuiApplication.clipboard().setText(text)
        self._actions.told.emit(_("«{title}» is copied").format(title=talk.title))

    def _basis(self, theme: MonthTheme) -> QLayout:
        layout = column(spacing=XS)
        for activity in self._months.tasks(theme):
            go = _elided(activity.title)
            go.clicked.connect(partial(self._ask_for, activity.id))
            layout.addWidget(go)
        for text in self._months.basis(theme):
            layout.addWidget(label(text, "small", selectable=True))
        if theme.checked is not None:
            layout.addWidget(label(_("checked {date}").format(date=theme.checked.isoformat()), "small"))
        return layout

    def _ask_for(self, activity_id: str, _checked: bool = False) -> None:
        self.activity_requested.emit(activity_id)

    # ── needs ────────────────────────────────────────────────────────────────

    def _own(self, leaf: MonthLeaf) -> QLayout:
        layout = column(spacing=XS)
        self.needs = []
        if leaf.left_over:
            count = len(leaf.left_over)
            text = ngettext("Take over {n} that was not done", "Take over {n} that were not done", count).format(n=count)
            self.over = _elided(text)
            self.over.setIconSize(icon_size(gap=GAP))
            self.over.setIcon(icon("arrow-right", "accent", gap=GAP))
            self.over.clicked.connect(self._take_over)
            layout.addWidget(self.over)
        for need in leaf.needs:
            layout.addWidget(self._need(need))
        self.line = _line("", _("Need of your own"))
        self.line.setPlaceholderText(_("A need this month"))
        self.line.returnPressed.connect(self._add)
        self.add = icon_button("plus", _("Add"), clicked=self._add)
        self.warning = label(role="warning")
        self.warning.hide()
        self.line.textChanged.connect(partial(warn, self.warning))
        layout.addLayout(row(self.line, self.add, spacing=XS))
        layout.addWidget(self.warning)
        return layout

    def _need(self, need: Need) -> NeedRow:
        widget = NeedRow(need)
        name, run = need.id, self._actions.run
        widget.ticked.connect(
            lambda done: run(
                _("«{title}» is done").format(title=need.text) if done else _("«{title}» is open again").format(title=need.text),
                lambda: self._months.tick_need(name, done=done),
            )
        )
        widget.edited.connect(lambda text: run(_("The line is changed"), lambda: self._months.edit_need(name, text)))
        month = month_name(following(need.month).month)
        widget.postponed.connect(
            lambda: run(
                _("«{title}» is moved to {date}").format(title=need.text, date=month), lambda: self._months.postpone_need(name)
            )
        )
        widget.removed.connect(
            lambda: run(_("«{title}» is removed").format(title=need.text), lambda: self._months.remove_need(name))
        )
        widget.field.textChanged.connect(lambda text: warn(self.warning, text))
        self.needs.append(widget)
        return widget

    def _add(self) -> None:
        text, first = self.line.text(), self._first
        if not text.strip() or first is None:
            self.line.setFocus()
            return
        self.line.clear()
        if self._actions.run(_("«{title}» is written down").format(title=text.strip()), lambda: self._months.add_need(first, text)):
            self._give_keyboard(self.line)
        else:
            self.line.setText(text)

    def _take_over(self, _checked: bool = False) -> None:
        first = self._first
        if first is not None:
            self._actions.run(_("What was not done is taken over"), lambda: self._months.take_over(first))

    def _give_keyboard(self, target: QWidget) -> None:
        """What is new in a layout must be shown before it can take the keyboard."""
        above: QWidget | None = target
        while above is not None and above is not self.area:
            above.show()
            above = above.parentWidget()
        self._body.activate()
        target.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if (changes.plans or changes.profile) and self._first is not None and self.isVisible():
            self.show_month(self._first)


def _elided(text: str) -> ElidedButton:
    """A link that gives way where the column is narrow."""
    link = ElidedButton(text, "link")
    link.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return link


def _holds(widget: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


def _line(text: str, name: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setMaxLength(LONGEST_NEED)
    field.setAccessibleName(name)
    return field
