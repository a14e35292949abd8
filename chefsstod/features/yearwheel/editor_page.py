"""Behaviour of the form in which a task is written: reads the words of the date rule as they come, keeps what is typed, saves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.edit_model import Coming, Draft, Form, Scope, changed, draft_of, keeps_on_day
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.edit_words import (
    Problem,
    clock_time,
    coming_text,
    new_title,
    problems,
    scope_text,
    usual_category,
)
from chefsstod.features.yearwheel.editor import EditorView, Reading
from chefsstod.features.yearwheel.model import ActivityId, Category, Nature, Occurrence, OccurrenceKey, RedDay, Rule
from chefsstod.features.yearwheel.rule_text import describe, has_certain_dates
from chefsstod.features.yearwheel.rule_words import parse, suggestions, usual_red_day
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.words import shift_text
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.errors import UserError
from chefsstod.support.holidays import is_workday
from chefsstod.ui.signals import AppSignals


class EditorPage(QObject):
    """The form and what it is about. ``opened`` asks the shell to show it, ``closed`` to hide it.

    Nothing that was typed is lost: what is closed unsaved stands there again when the same thing is opened the next time.
    """

    closed = Signal()
    opened = Signal()
    occurrence_requested = Signal(object)

    def __init__(self, *, edits: EditService, wheel: YearWheelService, actions: OccurrenceActions, signals: AppSignals) -> None:
        super().__init__()
        self._edits = edits
        self._wheel = wheel
        self._actions = actions
        self._signals = signals
        self._target = ""
        self._occurrence: Occurrence | None = None
        self._begun = Form(Draft(), "", RedDay.PREVIOUS)
        self._rule: Rule | None = None
        self._red_day_chosen = False
        self._heading = ""
        self._saving = False
        self._has_base = False
        self._shown_red_day = RedDay.PREVIOUS
        self._shown_scope = Scope.ALL
        self.view = EditorView(suggest=suggestions)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.close_requested.connect(self.close)
        view.edited.connect(self._edited)
        view.fresh_requested.connect(self._begin_anew)
        view.keep_requested.connect(self._keep_own)
        view.restore_requested.connect(self._restore_base)
        view.save_requested.connect(self.save)
        view.scope_chosen.connect(self._choose_scope)
        self._signals.changed.connect(self._on_changed)

    # ── opening ──────────────────────────────────────────────────────────────

    def open_new(
        self, category: Category | None = None, day: date | None = None, nature: Nature = Nature.TASK, title: str = ""
    ) -> None:
        """Write something new, on ``day`` and with ``title`` if those are known."""
        draft = Draft(title=title, category=category or usual_category(nature), nature=nature, day=day)
        self._occurrence, self._rule = None, None
        when = suggestions(day)[0] if day else ""
        red_day = keeps_on_day(nature) or (RedDay.KEEP if day else RedDay.PREVIOUS)
        self._open("new", new_title(nature), Form(draft, when, red_day), day or self._wheel.today)

    def open_duplicate(self, activity_id: ActivityId) -> None:
        """Write a new task that begins as a copy."""
        draft = self._edits.duplicate(activity_id)
        self._occurrence, self._rule = None, draft.rule
        self._open(f"copy:{activity_id}", new_title(draft.nature), self._form(draft, Scope.ALL), self._wheel.today)

    def open_edit(self, occurrence: Occurrence) -> None:
        """Change a task: ``occurrence`` alone, it and the following, or all."""
        now = self._wheel.occurrence(occurrence.key)
        if now is None:
            return
        self._occurrence = now
        activity = now.activity
        self._rule = activity.rule_on(now.original)
        scope = Scope.FOLLOWING if self._comes_again(now) and not has_certain_dates(self._rule) else Scope.ALL
        form = self._form(draft_of(now, scope), scope)
        self._open(f"edit:{activity.id}:{now.original.isoformat()}", _("Change «{title}»").format(title=now.title), form, now.due)

    @staticmethod
    def _comes_again(occurrence: Occurrence) -> bool:
        activity = occurrence.activity
        return "COUNT=1" not in activity.rule.rrule or bool(activity.segments)

    @staticmethod
    def _form(draft: Draft, scope: Scope) -> Form:
        rule = draft.rule or Rule("")
        return Form(replace(draft, rule=None), describe(replace(rule, words="")), rule.red_day, scope)

    def _open(self, target: str, heading: str, form: Form, day: date) -> None:
        self._target, self._begun, self._heading = target, form, heading
        kept = self._edits.kept_form(target)
        self._red_day_chosen = kept is not None or self._occurrence is not None
        scopes = self._occurrence is not None and self._comes_again(self._occurrence)
        self.view.load(heading, kept or form, day=day, scopes=scopes, kept=kept is not None)
        self._show_base()
        self._show(kept or form)
        self.opened.emit()
        self.view.go_to("title")

    def close(self) -> None:
        """Put the form down; what is not saved is kept for the next time."""
        if not self._target:
            return
        unsaved = self._differs(self.view.form())
        self._target = ""
        self.closed.emit()
        if unsaved:
            self._actions.told.emit(_("Not saved yet: what you wrote is here when you come back"))

    @property
    def key(self) -> OccurrenceKey | None:
        """The occurrence that is being changed."""
        return self._occurrence.key if self._target and self._occurrence else None

    # ── while she writes ─────────────────────────────────────────────────────

    def _edited(self) -> None:
        if not self._target:
            return
        form = self._with_usual_red_day(self.view.form())
        if self._occurrence is None:
            self.view.name_it(new_title(form.draft.nature))
        self._edits.keep_form(self._target, form if self._differs(form) else None)
        self._show(form)

    def _with_usual_red_day(self, form: Form) -> Form:
        """The rule decides what a red day does until she has chosen it herself."""
        before = self._shown_red_day
        if form.red_day is not before:
            self._red_day_chosen = True
        if self._red_day_chosen:
            return form
        usual = keeps_on_day(form.draft.nature)
        if usual is None:
            try:
                usual = usual_red_day(parse(form.when, start=self._anchor).rule)
            except UserError:
                usual = before
        self.view.show_red_day(usual)
        return replace(form, red_day=usual)

    def _differs(self, form: Form) -> bool:
        """Whether there is anything to keep."""
        begun = self._begun
        if (form.when.strip(), form.red_day) != (begun.when.strip(), begun.red_day) and form.when.strip():
            return True
        before = self._before(form.scope)
        return bool(changed(before, form.draft) - ({"day"} if form.scope is not Scope.THIS else set()))

    def _before(self, scope: Scope) -> Draft:
        """The form as it was before she began, without the rule."""
        if self._occurrence is None:
            return self._begun.draft
        return replace(draft_of(self._occurrence, scope), rule=None)

    @property
    def _anchor(self) -> date:
        return self._occurrence.original if self._occurrence else self._wheel.today

    def _read(self, form: Form) -> tuple[Draft, UserError | None]:
        """The draft with its rule, or with what was not understood."""
        draft = replace(form.draft, at_time=clock_time(form.draft.at_time) or form.draft.at_time.strip())
        if form.scope is Scope.THIS and self._occurrence is not None:
            return replace(draft_of(self._occurrence, Scope.THIS), title=draft.title, lead_days=draft.lead_days,
                           hours=draft.hours, day=draft.day), None  # fmt: skip
        if self._rule is not None and form.when.strip() == self._begun.when.strip():
            return replace(draft, rule=replace(self._rule, red_day=form.red_day)), None
        try:
            parsed = parse(form.when, start=self._anchor, red_day=form.red_day)
        except UserError as problem:
            return draft, problem
        return replace(draft, rule=parsed.rule), None

    def _show(self, form: Form) -> None:
        self._shown_red_day, self._shown_scope = form.red_day, form.scope
        draft, problem = self._read(form)
        coming = self._coming(draft, form.scope)
        found = self._problems(draft, form.scope, problem, coming)
        wrong = next((one.text for one in found if one.field == "rule"), "") if form.when.strip() else ""
        self.view.show_reading(self._reading(form, draft, problem, coming, wrong))
        self.view.show_problems(found)
        if self._occurrence is not None:
            text = scope_text(form.scope, self._occurrence.due, self._wheel.today, base=self._has_base)
            self.view.show_scope(form.scope, text)

    def _coming(self, draft: Draft, scope: Scope) -> list[Coming]:
        if scope is Scope.THIS or any(problem.field == "rule" for problem in problems(draft)):
            return []
        return self._edits.preview(self._occurrence, draft, scope)

    def _reading(self, form: Form, draft: Draft, problem: UserError | None, coming: list[Coming], wrong: str) -> Reading:
        if form.scope is Scope.THIS:
            return Reading()
        if problem is not None:
            return Reading(problem=wrong, examples=problem.remedy)
        rule = draft.rule or Rule("")
        words = describe(replace(rule, words=""))
        told = "" if words == form.when.strip() else words
        return Reading(told, coming_text(coming, self._wheel.today), self._red_days(coming, rule), wrong)

    def _red_days(self, coming: list[Coming], rule: Rule) -> str:
        today = self._wheel.today
        for one in coming:
            day = day_short(one.due, today)
            if one.shift is not None:
                return _("Red day: {date}, {moved}").format(date=day, moved=shift_text(one.shift, today))
            if rule.workday is None and not is_workday(one.due):
                return _("{date} is a weekend or a holiday, and it stays there.").format(date=day)
        return ""

    def _problems(self, draft: Draft, scope: Scope, problem: UserError | None, coming: list[Coming]) -> list[Problem]:
        found = problems(draft)
        if problem is not None:
            found = [Problem("rule", problem.message) if one.field == "rule" else one for one in found]
        rule = draft.rule
        if scope is Scope.FOLLOWING and rule and has_certain_dates(rule) and rule.start not in {one.original for one in coming}:
            found.append(Problem("rule", _("For a single date that far from this one, choose «All».")))
        return found

    def _choose_scope(self, scope: Scope) -> None:
        """What she has not touched becomes what holds for the other scope; what she has written stays."""
        form = self.view.form()
        after = self._before(scope)
        touched = changed(self._before(self._shown_scope), form.draft)
        fresh = {name: getattr(after, name) for name in ("title", "lead_days", "hours", "day") if name not in touched}
        draft = replace(form.draft, **fresh)
        self.view.fill(Form(draft, form.when, form.red_day, scope))
        self._edited()

    # ── saving ───────────────────────────────────────────────────────────────

    def save(self) -> None:
        """Save what stands in the form, or say what is missing."""
        if not self._target:
            return
        form = self.view.form()
        draft, problem = self._read(form)
        found = self._problems(draft, form.scope, problem, self._coming(draft, form.scope))
        if found:
            self.view.show_problems(found, all_of_them=True)
            self.view.go_to(found[0].field)
            return
        if self._occurrence is None:
            self._save_new(draft)
        elif not self._differs(form):
            self._done(self._occurrence.key)
        else:
            self._save_change(self._occurrence, draft, form.scope)

    def _save_new(self, draft: Draft) -> None:
        made: list[ActivityId] = []

        def work() -> Saved:
            activity_id, saved = self._edits.add(draft)
            made.append(activity_id)
            return saved

        if self._run(_("«{title}» is added").format(title=draft.title.strip()), work):
            self._done(None, made[0])

    def _save_change(self, occurrence: Occurrence, draft: Draft, scope: Scope) -> None:
        text = _("«{title}» is changed").format(title=draft.title.strip())
        if self._run(text, lambda: self._edits.edit(occurrence.key, draft, scope)):
            self._done(occurrence.key)

    def _run(self, text: str, work: Callable[[], Saved]) -> bool:
        self._saving = True
        try:
            return self._actions.run(text, work)
        finally:
            self._saving = False

    def _done(self, key: OccurrenceKey | None, activity_id: ActivityId | None = None) -> None:
        self._edits.keep_form(self._target, None)
        self._target = ""
        self.closed.emit()
        found = self._wheel.occurrence(key) if key else None
        if found is None:
            name = activity_id or (key.activity if key else None)
            found = self._wheel.next_of(name) if name else None
        if found is not None:
            self.occurrence_requested.emit(found.key)

    # ── the base text ────────────────────────────────────────────────────────

    def _show_base(self) -> None:
        self._has_base = self._occurrence is not None and self._edits.base_of(self._occurrence.activity.id) is not None
        if self._occurrence is None or not self._has_base:
            self.view.show_base("", restore=False, changed=False)
            return
        activity_id = self._occurrence.activity.id
        own, news = self._edits.differs_from_base(activity_id), self._edits.base_changed(activity_id)
        text = _("Your own version.") if own else _("What you change becomes your own version.")
        text += " " + _("The base text is kept.")
        if news:
            text += " " + _("The base text has changed since you made yours.")
        self.view.show_base(text, restore=own, changed=news)

    def _restore_base(self) -> None:
        occurrence = self._occurrence
        if occurrence is None:
            return
        self._edits.keep_form(self._target, None)
        text = _("The base text of «{title}» is back").format(title=occurrence.activity.title)
        if self._run(text, lambda: self._edits.restore_base(occurrence.activity.id)):
            self._reopen(occurrence.key)

    def _keep_own(self) -> None:
        occurrence = self._occurrence
        if occurrence is not None and self._run(
            _("Your version of «{title}» is kept").format(title=occurrence.activity.title),
            lambda: self._edits.keep_own(occurrence.activity.id),
        ):
            self._show_base()

    def _begin_anew(self) -> None:
        """Throw away what had been begun earlier."""
        self._edits.keep_form(self._target, None)
        self._red_day_chosen = self._occurrence is not None
        self.view.kept_note.hide()
        self.view.fill(self._begun)
        self._show(self._begun)
        self.view.go_to("title")

    def _reopen(self, key: OccurrenceKey) -> None:
        found = self._wheel.occurrence(key) or self._wheel.next_of(key.activity)
        if found is None:
            self.close()
        else:
            self.open_edit(found)

    def _on_changed(self, changes: Changes) -> None:
        """The task changed elsewhere (undo, say): read it again, unless she is in the middle of writing."""
        key = self.key
        if key is None or self._saving or key.activity not in changes.activities:
            return
        known = {activity.id for activity in self._wheel.activities(everything=True)}
        if key.activity not in known or self._wheel.occurrence(key) is None:
            self.close()
        elif not self._differs(self.view.form()):
            self._reopen(key)
