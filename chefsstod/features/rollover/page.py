"""Årsskifte: reads the review and carries out what she decides in it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from chefsstod.features.rollover.model import Choice, Finding, Fix
from chefsstod.features.rollover.service import RolloverService
from chefsstod.features.rollover.view import DONE, TASKS, YEAR, RolloverView
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.model import ActivityId
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.i18n import _, ngettext
from chefsstod.support.changes import Changes, NoteChange, Saved
from chefsstod.ui.signals import AppSignals


class RolloverPage(RolloverView):
    """The guided review. Left and taken up again: what was decided is kept, and the first part with something left is shown."""

    occurrence_requested = Signal(object)
    edit_requested = Signal(object)
    new_requested = Signal(str)
    print_requested = Signal(object)
    told = Signal(str)

    def __init__(
        self, *, rollover: RolloverService, wheel: YearWheelService, actions: OccurrenceActions, signals: AppSignals
    ) -> None:
        super().__init__()
        self._rollover = rollover
        self._wheel = wheel
        self._actions = actions
        self._signals = signals
        self._typing = False
        self._unsaved = False
        self._stale = True
        self.tasks_part.laws = rollover.laws
        self._connect()

    def _connect(self) -> None:
        tasks, missing, done = self.tasks_part, self.missing_part, self.done_part
        self.year_part.lessons_edited.connect(self._save_lessons)
        self.year_part.occurrence_requested.connect(self.occurrence_requested)
        tasks.choice_requested.connect(self._keep)
        tasks.drop_requested.connect(self._drop)
        tasks.edit_requested.connect(self._edit)
        tasks.keep_all_requested.connect(self._keep_all)
        tasks.move_requested.connect(self._move)
        tasks.open_requested.connect(self.occurrence_requested)
        tasks.undecide_requested.connect(self._undecide)
        missing.accept_requested.connect(self._accept)
        missing.fix_requested.connect(self._fix)
        missing.unaccept_requested.connect(self._unaccept)
        done.finish_requested.connect(self._finish)
        done.open_requested.connect(self.occurrence_requested)
        done.print_requested.connect(lambda: self.print_requested.emit(self._review))
        done.undecide_requested.connect(self._undecide)
        self.part_changed.connect(self._on_part)
        self._signals.changed.connect(self._on_changed)

    # ── coming and going ─────────────────────────────────────────────────────

    def enter(self) -> None:
        """The page has come into view: read; the first time at the part where something is left to do."""
        first = self._review is None or self._review.year != self._rollover.year
        if first or self._stale:
            self._read()
        if first:
            self.show_part(self._first_part())

    def take_keyboard(self) -> None:
        """Where she goes on working: in part 2 the first task without a decision, else the part's name."""
        if self.part == TASKS:
            self.tasks_part.take_keyboard()
        else:
            self.tabs[self.part].setFocus()

    def place(self) -> tuple[int, int]:
        """Which part is shown and how far down, to be taken up again by a page built anew."""
        return self.part, self.areas[self.part].verticalScrollBar().value()

    def take_place(self, place: tuple[int, int]) -> None:
        """Show that part."""
        self.enter()
        self.show_part(place[0])
        self.areas[place[0]].verticalScrollBar().setValue(place[1])

    def _first_part(self) -> int:
        review = self._review
        if review is None or len(review.undecided) == len(review.tasks):
            return YEAR
        return TASKS if review.undecided else DONE

    def _read(self) -> None:
        self._stale = False
        self.show_review(self._rollover.review())

    def _on_changed(self, changes: Changes) -> None:
        if not changes:
            return
        if self._typing or not self.isVisible() or changes.note is NoteChange.WORDS:
            self._stale = True  # read when a part is gone to: a keystroke must not wait for it
        elif self._review is not None and changes == Changes(plans=True):
            self.show_review(self._rollover.decided(self._review))
        else:
            self._read()

    def _on_part(self, _part: int) -> None:
        if self._review is not None and self._stale:
            self._read()

    # ── deciding ─────────────────────────────────────────────────────────────

    def _keep(self, slug: str, _choice: Choice) -> None:
        self._run(_("«{title}» is kept"), slug, lambda: self._rollover.keep(ActivityId(slug)))

    def _keep_all(self, slugs: list[str]) -> None:
        text = ngettext("{n} task is kept", "{n} tasks are kept", len(slugs)).format(n=len(slugs))
        self._actions.run(text, lambda: self._rollover.keep_all([ActivityId(slug) for slug in slugs]))

    def _move(self, slug: str, to: date, rule: bool) -> None:
        move = self._rollover.change_rule if rule else self._rollover.move
        self._run(_("«{title}» is moved in the new year"), slug, lambda: move(ActivityId(slug), to))

    def _drop(self, slug: str, reason: str) -> None:
        self._run(_("«{title}» does not come in the new year"), slug, lambda: self._rollover.drop(ActivityId(slug), reason))

    def _undecide(self, slug: str) -> None:
        text = _("The choice about «{title}» is taken back").format(title=self._title(slug))
        self._actions.run(text, lambda: self._rollover.undecide(ActivityId(slug)))

    def _run(self, text: str, slug: str, work: Callable[[], Saved]) -> None:
        if self._actions.run(text.format(title=self._title(slug)), work):
            self.tasks_part.go_on(slug)
        else:
            self._read()

    def _title(self, slug: str) -> str:
        tasks = self._review.tasks if self._review else ()
        return next((task.activity.title for task in tasks if task.activity.id == slug), slug)

    # ── what is missing ──────────────────────────────────────────────────────

    def _accept(self, finding: Finding) -> None:
        self._actions.run(_("Noted: it is as it should be"), lambda: self._rollover.accept(finding))

    def _unaccept(self, finding: Finding) -> None:
        self._actions.run(_("The finding is shown again"), lambda: self._rollover.unaccept(finding))

    def _fix(self, finding: Finding) -> None:
        if finding.fix is Fix.UNHIDE and finding.task is not None:
            slug = finding.task
            text = _("«{title}» comes again").format(title=self._wheel.activity(slug).title)
            self._actions.run(text, lambda: self._rollover.take_back(slug))
        elif finding.fix is Fix.NEW or finding.task is None:
            self.new_requested.emit(finding.title)
        elif finding.fix is Fix.EDIT:
            self._edit(finding.task)
        else:
            occurrence = self._wheel.next_of(finding.task)
            if occurrence is None:
                self.told.emit(finding.sentence)
            else:
                self.occurrence_requested.emit(occurrence.key)

    def _edit(self, slug: str) -> None:
        """Open the editor on the task's first occurrence of the new year, else on any."""
        tasks = self._review.tasks if self._review else ()
        coming = next((task.coming for task in tasks if task.activity.id == slug and task.coming), ())
        occurrence = coming[0] if coming else self._wheel.next_of(slug)
        if occurrence is not None:
            self.edit_requested.emit(occurrence.key)
        else:
            self.new_requested.emit(self._wheel.activity(slug).title)

    def _finish(self) -> None:
        if self._actions.run(_("The review of the year is finished"), self._rollover.finish):
            self.take_keyboard()  # its button is gone

    def _save_lessons(self, text: str) -> None:
        """Save as it is typed. A stretch of typing is one undo step; a failure is told once."""
        self._typing = True
        try:
            saved = self._actions.guarded(lambda: self._rollover.set_lessons(text), quiet=self._unsaved)
            if saved is not None:
                self._actions.run(_("The lessons of the year"), lambda: saved, merge=f"lessons {self._rollover.year}")
                if self._unsaved:
                    self._actions.told.emit(_("The note is saved again"))
            self._unsaved = saved is None
        finally:
            self._typing = False
