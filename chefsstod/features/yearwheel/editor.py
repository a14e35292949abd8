"""The form in which a task is written. Layout only: it shows what it is given, emits wishes, and knows no service."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLayout, QLineEdit, QMenu, QPlainTextEdit, QWidget

from chefsstod.features.yearwheel.edit_model import Draft, Form, Scope
from chefsstod.features.yearwheel.edit_words import LONGEST_TITLE, MOST_HOURS, Problem, nature_name, red_day_name, scope_name
from chefsstod.features.yearwheel.editor_parts import Chips, Field, LeadTime, Number, StepList
from chefsstod.features.yearwheel.model import Category, Nature, RedDay
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n import _
from chefsstod.ui.dates import DateField
from chefsstod.ui.parts import XS, Choice, L, M, S, button, column, icon_button, label, page, panel, row, scroll
from chefsstod.ui.style import look

_WHY_LINES = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What the program makes of the words of a date rule."""

    words: str = ""
    coming: str = ""
    moved: str = ""
    problem: str = ""
    examples: str = ""


class EditorView(QWidget):
    """Title, kind, when, lead time, steps … and how far the change reaches."""

    close_requested = Signal()
    save_requested = Signal()
    edited = Signal()
    scope_chosen = Signal(object)
    restore_requested = Signal()
    keep_requested = Signal()
    fresh_requested = Signal()

    def __init__(self, *, suggest: Callable[[date], Sequence[str]]) -> None:
        super().__init__()
        self._suggest = suggest
        self.setProperty("role", "detail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = label(role="strong")
        self.close_button = icon_button("x", _("Close"), shortcut="Esc", clicked=self.close_requested.emit)
        self._make_notes()
        self._make_fields()
        body = column(
            self.kept_note, self.base_note, self.scope_field, *self._fields.values(), None, margins=(L, S, L, L), spacing=M
        )
        inner = page(body)
        inner.setProperty("role", "surface")
        self.area = scroll(inner)
        head = row(self.heading, self.close_button, margins=(L, S, S, 0))
        head.setStretch(0, 1)
        self.setLayout(column(head, self.area, self._make_foot(), spacing=0))
        self._connect()

    # ── building ─────────────────────────────────────────────────────────────

    def _make_notes(self) -> None:
        self.base_text = label()
        self.restore_button = button(_("Restore the base text"), "link", image="rotate-ccw", clicked=self.restore_requested.emit)
        self.keep_button = button(_("Keep mine"), "link", image="check", clicked=self.keep_requested.emit)
        self.base_note = panel(
            column(self.base_text, row(self.restore_button, None), row(self.keep_button, None), spacing=0, margins=(M, XS, 0, XS)),
            "note",
        )
        fresh = button(_("Begin anew"), "link", image="rotate-ccw", clicked=self.fresh_requested.emit)
        text = label(_("This is what you had begun to write."))
        self.kept_note = panel(column(text, row(fresh, None), spacing=0, margins=(M, XS, 0, XS)), "note")

    def _make_fields(self) -> None:
        self.scope = Chips(_("What is changed"), [(scope, scope_name(scope)) for scope in Scope])
        self.scope_text = label(role="small")
        self.scope_field = Field(_("What is changed"), self.scope, self.scope, self.scope_text)
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST_TITLE)
        self.day = DateField(date(2000, 1, 1), _("Date"))
        self.nature = Chips(_("Kind"), [(nature, nature_name(nature)) for nature in Nature])
        self.category = Choice()
        for category in Category:
            self.category.addItem(category_name(category), category)
        self.red_day = Choice()
        for red_day in RedDay:
            self.red_day.addItem(red_day_name(red_day), red_day)
        self.lead = LeadTime()
        self.hours = Number(_("Your own time"), MOST_HOURS, step=0.5)
        self.place, self.at_time, self.short = QLineEdit(), QLineEdit(), QLineEdit()
        self.at_time.setPlaceholderText(_("For example 13:00 or 13–15"))
        self.short.setMaxLength(LONGEST_TITLE)
        self.why = QPlainTextEdit()
        self.why.setTabChangesFocus(True)
        self.why.setPlaceholderText(_("What it is for. Nothing about care recipients or the health of staff."))
        self.why.setFixedHeight(look().metrics().lineSpacing() * _WHY_LINES + 24)
        self.steps = StepList()
        self.steps.after = self.hours
        self._fields = {
            "title": Field(_("Title"), self.title),
            "nature": Field(_("Kind"), self.nature),
            "category": Field(_("Category"), self.category),
            "day": Field(_("Date of this one"), self.day),
            "rule": self._make_when(),
            "red_day": Field(_("If it falls on a red day"), self.red_day),
            "at_time": Field(_("Time"), self.at_time),
            "place": Field(_("Place"), self.place),
            "lead_days": Field(_("Lead time"), self.lead.number, self.lead, hint=_("When the work must begin.")),
            "hours": Field(_("Your own time"), self.hours, row(self.hours, label(_("hours"), "muted", wrap=False), None)),
            "steps": Field(_("Steps"), self.steps, self.steps),
            "why": Field(_("Why"), self.why),
            "short": Field(_("Short name for the wheel"), self.short, hint=_("Empty: the title.")),
            "ends": self._make_ends(),
        }

    def _make_when(self) -> Field:
        self.when = QLineEdit()
        self.when.setPlaceholderText(_("For example: second Thursday in March"))
        self.pick = DateField(date(2000, 1, 1), _("A date to go by"))
        self.suggestions = button(_("Suggestions"), image="chevron-down", clicked=self.show_suggestions)
        self.suggestions.setAccessibleDescription(_("Common rules that hold the date beside"))
        self.words = label(role="strong")
        self.coming = label(role="muted")
        self.moved = label(role="small")
        self.examples = label(role="small")
        for part in (self.words, self.coming, self.moved, self.examples):
            part.hide()
        return Field(
            _("When?"), self.when, self.when, self.words, self.coming, self.moved,
            after=(self.examples, label(_("Or go by a date:"), "small"), _holder(row(self.pick, self.suggestions, None))),
        )  # fmt: skip

    def _make_ends(self) -> Field:
        self.has_end = QCheckBox(_("Ends on a certain day"))
        self.last_day = DateField(date(2000, 1, 1), _("Last day"))
        self.last_day.hide()
        self.has_end.toggled.connect(self.last_day.setVisible)
        return Field(_("How long"), self.has_end, self.has_end, row(self.last_day, None))

    def _make_foot(self) -> QWidget:
        self.missing = label(role="small")
        self.save = button(_("Save"), "primary", image="check", clicked=self.save_requested.emit)
        self.save.setToolTip(_("Save ({keys})").format(keys="Ctrl+Enter"))
        close = button(_("Close"), clicked=self.close_requested.emit)
        return panel(column(self.missing, row(self.save, close, None), margins=(L, S, L, M)), "foot")

    def _connect(self) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(self.save_requested)
        for name in ("title", "place", "short"):
            getattr(self, name).textEdited.connect(self._fields[name].guard)
        for text in (self.title, self.when, self.place, self.at_time, self.short):
            text.textEdited.connect(lambda _text: self.edited.emit())
        self.why.textChanged.connect(lambda: self._fields["why"].guard(self.why.toPlainText()))
        for change in (
            self.category.currentIndexChanged, self.day.dateChanged, self.has_end.toggled, self.hours.edited,
            self.last_day.dateChanged, self.lead.edited, self.red_day.currentIndexChanged, self.steps.edited, self.why.textChanged,
        ):  # fmt: skip
            change.connect(lambda *_what: self.edited.emit())
        self.nature.chosen.connect(self._nature_chosen)
        self.pick.dateChanged.connect(lambda _day: self._picked())
        self.scope.chosen.connect(self.scope_chosen)

    # ── filling in ───────────────────────────────────────────────────────────

    def load(self, heading: str, form: Form, *, day: date, scopes: bool, kept: bool = False) -> None:
        """Show a form to write in. ``day`` is what suggestions go by; with ``scopes`` she chooses how far the change reaches."""
        self.name_it(heading)
        self.scope_field.setVisible(scopes)
        self.kept_note.setVisible(kept)
        with QSignalBlocker(self.pick):
            self.pick.setDate(day)  # type: ignore[arg-type]
        self.fill(form)
        for field in self._fields.values():
            field.complain("")
        self.area.verticalScrollBar().setValue(0)

    def name_it(self, heading: str) -> None:
        """The heading says what is being written: «Ny kurs»."""
        self.heading.setText(heading)
        self.setAccessibleName(heading)

    def fill(self, form: Form) -> None:
        """Put ``form`` into the fields, as if nothing had been edited."""
        draft = form.draft
        with QSignalBlocker(self):
            for field, text in (
                (self.title, draft.title), (self.when, form.when), (self.place, draft.place), (self.at_time, draft.at_time),
                (self.short, draft.short),
            ):  # fmt: skip
                field.setText(text)
            self.why.setPlainText(draft.why)
            self.nature.choose(draft.nature)
            self.category.setCurrentIndex(list(Category).index(draft.category))
            self.show_red_day(form.red_day)
            self.lead.show_days(draft.lead_days)
            self.hours.show_value(draft.hours)
            self.steps.show_steps(draft.steps)
            self.has_end.setChecked(draft.ends is not None)
            last = draft.ends - timedelta(days=1) if draft.ends else self.pick.day + timedelta(days=365)
            self.last_day.setDate(last)  # type: ignore[arg-type]
            self.day.setDate(draft.day or self.pick.day)  # type: ignore[arg-type]
            self.scope.choose(form.scope)
        for name, text in (("title", draft.title), ("place", draft.place), ("why", draft.why), ("short", draft.short)):
            self._fields[name].guard(text)
        self._arrange(form.scope, draft.nature)

    def show_red_day(self, red_day: RedDay) -> None:
        """Choose what a red day does, as if it had not been edited."""
        with QSignalBlocker(self.red_day):
            self.red_day.setCurrentIndex(list(RedDay).index(red_day))

    def _arrange(self, scope: Scope, nature: Nature) -> None:
        """Show the fields that this scope and this kind have."""
        this, event = scope is Scope.THIS, nature is not Nature.TASK
        for name, field in self._fields.items():
            alone = name in ("title", "lead_days", "hours", "day")
            shown = alone if this else name != "day"
            field.setVisible(shown and (event or name not in ("at_time", "place")))
        self._fields["title"].caption.setText(_("Title this time") if this else _("Title"))

    def form(self) -> Form:
        """What stands in the fields now."""
        draft = Draft(
            title=self.title.text(),
            short=self.short.text(),
            category=Category(self.category.currentData()),
            nature=Nature(str(self.nature.value)),
            lead_days=self.lead.days,
            hours=round(self.hours.value, 2),
            why=self.why.toPlainText(),
            steps=self.steps.steps,
            place=self.place.text(),
            at_time=self.at_time.text(),
            ends=self.last_day.day + timedelta(days=1) if self.has_end.isChecked() else None,
            day=self.day.day,
        )
        return Form(draft, self.when.text(), RedDay(self.red_day.currentData()), Scope(str(self.scope.value)))

    # ── showing what becomes of it ───────────────────────────────────────────

    def show_scope(self, scope: Scope, text: str) -> None:
        """How far the change reaches, and what that means."""
        self.scope.choose(scope)
        self.scope_text.setText(text)
        self._arrange(scope, Nature(str(self.nature.value)))

    def show_base(self, text: str, *, restore: bool, changed: bool) -> None:
        """The word about the base text underneath; empty: there is none."""
        self.base_text.setText(text)
        self.base_note.setVisible(bool(text))
        self.restore_button.setVisible(restore)
        self.keep_button.setVisible(changed)

    def show_reading(self, reading: Reading) -> None:
        """What the program makes of «When?», as one types."""
        for part, text in (
            (self.words, reading.words), (self.coming, reading.coming), (self.moved, reading.moved),
            (self.examples, reading.examples),
        ):  # fmt: skip
            part.setText(text)
            part.setVisible(bool(text))
        self._fields["rule"].complain(reading.problem)
        if not reading.problem:
            self.when.setAccessibleDescription(". ".join(text for text in (reading.words, reading.coming, reading.moved) if text))

    def show_problems(self, found: Sequence[Problem], *, all_of_them: bool = False) -> None:
        """What is missing, at the button; beside the fields as well once she has tried to save (or where it is wrong already)."""
        for name, field in self._fields.items():
            text = next((problem.text for problem in found if problem.field == name), "")
            if all_of_them or (not text and name != "rule"):
                field.complain(text)
        names = [self._fields[problem.field].caption.text().rstrip("?") for problem in found]
        told = _("Still missing or wrong: {fields}").format(fields=", ".join(dict.fromkeys(names))) if names else ""
        self.missing.setText(told)
        self.missing.setVisible(bool(told))
        self.save.setAccessibleDescription(told)

    def go_to(self, name: str) -> None:
        """Put the keyboard in a field."""
        self._fields[name].focus.setFocus()

    # ── wishes ───────────────────────────────────────────────────────────────

    def _nature_chosen(self, nature: object) -> None:
        self._arrange(Scope(str(self.scope.value)), Nature(str(nature)))
        self.edited.emit()

    def _picked(self) -> None:
        """A date chosen where nothing is written yet is what she means."""
        if not self.when.text().strip():
            self.use(self._suggest(self.pick.day)[0])

    def use(self, text: str) -> None:
        """Take ``text`` as what is written under «When?»."""
        self.when.setText(text)
        self.edited.emit()

    def _use_suggestion(self, text: str, _checked: bool = False) -> None:
        self.use(text)
        self.when.setFocus()

    def suggestion_menu(self) -> QMenu:
        """The rules that hold the date beside, to choose from."""
        menu = QMenu(self)
        for text in self._suggest(self.pick.day):
            menu.addAction(text).triggered.connect(partial(self._use_suggestion, text))
        return menu

    def show_suggestions(self) -> None:
        """Show the menu under its button."""
        menu = self.suggestion_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.suggestions.mapToGlobal(QPoint(0, self.suggestions.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)


def _holder(layout: QLayout) -> QWidget:
    widget = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    widget.setLayout(layout)
    return widget
