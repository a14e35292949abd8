"""Local dates: asks, saves at each answer, tells what it changed, and hands answers to and from colleagues."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chefsstod.features.localdates.model import Answer, Effect, Item, progress
from chefsstod.features.localdates.service import Incoming, LocalDatesService
from chefsstod.features.localdates.view import LocalDatesView, Offer, Told
from chefsstod.features.localdates.words import answer_text, effect_text
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.i18n import _
from chefsstod.storage.failures import expected
from chefsstod.support.changes import Changes
from chefsstod.support.errors import UserError
from chefsstod.ui.dialogs import Dialogs, documents
from chefsstod.ui.signals import AppSignals

FILE_NAME = "lokala-datum.zip"


class LocalDatesPage(LocalDatesView):
    """``done`` asks the shell to show the year; ``told`` carries a sentence for the toast."""

    told = Signal(str)

    def __init__(
        self,
        *,
        localdates: LocalDatesService,
        wheel: YearWheelService,
        actions: OccurrenceActions,
        signals: AppSignals,
        dialogs: Callable[[], Dialogs],
        unit: Callable[[], str] = str,
    ) -> None:
        super().__init__()
        self._local = localdates
        self._wheel = wheel
        self._actions = actions
        self._signals = signals
        self._dialogs = dialogs
        self._unit = unit
        self._items: tuple[Item, ...] = ()
        self._current: str | None = None
        self._incoming: tuple[str, tuple[Incoming, ...]] | None = None
        self._connect()

    def _connect(self) -> None:
        self.answered.connect(self._answer)
        self.cleared.connect(self._clear)
        self.considered.connect(self._consider)
        self.export_requested.connect(self._export)
        self.import_requested.connect(self._import)
        self.next_requested.connect(self._next)
        self.offer_dismissed.connect(self._leave_offer)
        self.offer_taken.connect(self._take_offer)
        self.opened.connect(self.open_question)
        self._signals.changed.connect(self._on_changed)

    # ── what a page owes the shell ───────────────────────────────────────────

    def enter(self) -> None:
        """The page has come into view: the first question without an answer is open."""
        self._read()
        if self._current is None:
            self._current = self._first_open()
        self._show()
        self.bring_up()

    def take_keyboard(self) -> None:
        """On the open question."""
        self.focus_question()

    def place(self) -> str:
        """Which question is open."""
        return self._current or ""

    def take_place(self, place: str) -> None:
        """Open it again."""
        self._current = place
        if self.isVisible():
            self.enter()

    def open_question(self, question_id: str) -> None:
        """Open one question, with the keyboard on its answer."""
        self._current = question_id
        self._read()
        self._show()
        self.bring_up()
        if self.card is not None:
            self.card.focus_answer()

    # ── reading and showing ──────────────────────────────────────────────────

    def _read(self) -> None:
        self._items = self._local.items()
        if self._current and all(item.question.id != self._current for item in self._items):
            self._current = None

    def _first_open(self) -> str:
        """The first question without an answer after the open one, else the first at all; empty when there is none."""
        names = [str(item.question.id) for item in self._items]
        start = names.index(self._current) + 1 if self._current in names else 0
        ordered = (*self._items[start:], *self._items[:start])
        return next((item.question.id for item in ordered if item.answered is None), "")

    def _show(self) -> None:
        told = Told(tuple(self._say(self._local.effects(self._current)))) if self._current else Told()
        self.show_items(self._items, progress(self._items), self._current or "", told, self._offer_shown())

    def _say(self, effects: Sequence[Effect]) -> list[str]:
        return [effect_text(effect, self._local.today) for effect in effects]

    def _on_changed(self, changes: Changes) -> None:
        if not (changes.plans or changes.profile):
            return
        if not self.isVisible():
            return
        held = self._holds_keyboard()
        self._read()
        self._show()
        if held:
            self.focus_question()

    def _holds_keyboard(self) -> bool:
        focus: QWidget | None = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    # ── answering ────────────────────────────────────────────────────────────

    def _consider(self, answer: Answer) -> None:
        """Tell what an answer would change, before it is given."""
        if self.card is None or self._current is None:
            return
        if answer == Answer():
            self.card.tell(Told())
            return
        try:
            self.card.tell(Told(tuple(self._say(self._local.try_out(self._current, answer)))))
        except UserError as problem:
            self.card.tell(Told(problem=problem.message.replace(_("Nothing was changed."), "").strip()))

    def _answer(self, question_id: str, answer: Answer) -> None:
        """Save; what cannot be used is told in the card, where she is."""
        question = self._local.question(question_id)
        try:
            self._local.try_out(question_id, answer)
        except UserError as problem:
            if self.card is not None:
                self.card.tell(Told(problem=f"{problem.message} {problem.remedy}".strip()))
            return
        text = _("Local date: {short}, {answer}").format(short=question.short, answer=answer_text(question, answer))
        self._actions.run(text, lambda: self._local.answer(question_id, answer))
        if not self.isVisible():
            self._read()

    def _clear(self, question_id: str) -> None:
        question = self._local.question(question_id)
        text = _("The answer about {short} is taken away").format(short=question.short)
        self._actions.run(text, lambda: self._local.clear(question_id))

    def _next(self) -> None:
        names = [item.question.id for item in self._items]
        following = self._first_open()
        if following == self._current and following in names:  # skipped the last one that is left
            following = ""
        self._current = following
        self._show()
        if self._current:
            self.bring_up()
            self.focus_question()
        else:
            self.area.verticalScrollBar().setValue(0)
            self.done_button.setFocus()

    # ── colleagues ───────────────────────────────────────────────────────────

    def _export(self) -> None:
        target = self._dialogs().save_file(_("Save the local dates"), documents() / FILE_NAME, _("Local packs (*.zip)"))
        if target is not None and self._guarded(lambda: self._local.export(target, unit=self._unit())):
            self.told.emit(_("Saved for colleagues: {path}").format(path=target.name))

    def _import(self) -> None:
        pattern = _("Local packs (*.zip pack.yaml)")
        source = self._dialogs().open_file(_("Read in local dates"), documents(), pattern)
        if source is None:
            return
        self.look_at(source.parent if source.name == "pack.yaml" else source)

    def look_at(self, source: Path) -> None:
        """Show the answers of a colleague's pack (a folder or a .zip); nothing is taken over yet."""

        def read() -> None:
            self._incoming = self._local.read_pack(source)

        if self._guarded(read):
            self._show()
            self.area.verticalScrollBar().setValue(0)
            (self.offer_yes if self._new() else self.offer_no).setFocus()

    def _guarded(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except Exception as problem:  # noqa: BLE001 - a bug is raised again
            self._dialogs().error(expected(problem))
            return False
        return True

    def _new(self) -> list[Incoming]:
        return [i for i in self._incoming[1] if not i.same and i.problem is None] if self._incoming else []

    def _offer_shown(self) -> Offer | None:
        if self._incoming is None:
            return None
        title, incoming = self._incoming
        lines = []
        for one in self._new():
            said = f"{one.question.short}: {answer_text(one.question, one.answer)}"
            if one.mine is not None:
                said = _("{said} (you: {mine})").format(said=said, mine=answer_text(one.question, one.mine.answer))
            lines.append(said + "\n" + "\n".join(f"– {text}" for text in self._say([e for e in one.effects if e.changed])))
        left_out = tuple(
            _("Left out: {short}. {why}").format(short=i.question.short, why=i.problem.message) for i in incoming if i.problem
        )
        return Offer(title, len(lines), tuple(line.strip() for line in lines), left_out)

    def _take_offer(self) -> None:
        incoming = self._new()
        self._incoming = None
        self._actions.run(_("The local dates of your colleague are in use"), lambda: self._local.take(incoming))
        self.enter()

    def _leave_offer(self) -> None:
        self._incoming = None
        self._show()
        self.focus_question()
