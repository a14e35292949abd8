"""The use cases of local dates: ask, try out, answer, take back, hand to colleagues, take in from them.

An answer is a row of its own and gives rules from the day it was given; both are taken back by one undo.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from chefsstod.features.localdates import pack, rules, tables, words
from chefsstod.features.localdates.content import LocalQuestions
from chefsstod.features.localdates.model import (
    SOURCE,
    Answer,
    Answered,
    AnswerError,
    Effect,
    Item,
    NewRule,
    Question,
    QuestionId,
    StepDays,
)
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.model import Activity, ActivityId, Rule, Segment
from chefsstod.features.yearwheel.rule_text import describe
from chefsstod.features.yearwheel.rule_words import parse
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.i18n import _
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError

Answers = Mapping[QuestionId, Answered | None]


@dataclass(frozen=True, slots=True)
class Incoming:
    """An answer from a colleague's pack, and what taking it would do. ``problem`` where it cannot be used here."""

    question: Question
    answer: Answer
    mine: Answered | None
    effects: tuple[Effect, ...] = ()
    problem: UserError | None = None

    @property
    def same(self) -> bool:
        """Whether it is what she has answered herself."""
        return self.mine is not None and self.mine.answer == self.answer


@dataclass(frozen=True, slots=True)
class _Plan:
    """What an answer comes to: segments by task, and the days of its anchored step."""

    segments: dict[ActivityId, Segment]
    steps: StepDays | None = None


class LocalDatesService:
    """Asks about local dates and lets the answers set the rules."""

    def __init__(
        self, *, database: Database, yearwheel: YearWheelService, edits: EditService, clock: Clock, content: LocalQuestions
    ) -> None:
        self._database = database
        self._wheel = yearwheel
        self._edits = edits
        self._clock = clock
        self._content = content

    @property
    def today(self) -> date:
        """The day from which a new answer holds."""
        return self._clock()

    # ── reading ──────────────────────────────────────────────────────────────

    def items(self) -> tuple[Item, ...]:
        """The questions that concern her unit, in the order to ask them, with her answers."""
        here = {activity.id for activity in self._wheel.activities()}
        answers = self._answers()
        return tuple(Item(q, answers.get(q.id)) for q in self._content.questions if here.intersection(q.activities))

    def question(self, question_id: str) -> Question:
        """One question by id. Raises UserError if there is none."""
        for question in self._content.questions:
            if question.id == question_id:
                return question
        raise UserError(
            _("There is no question «{id}»").format(id=question_id),
            _("Nothing was changed."),
            _("It may belong to a newer version of Chefsstöd."),
        )

    def try_out(self, question_id: str, answer: Answer) -> tuple[Effect, ...]:
        """What an answer would change. Raises UserError for one that cannot be used."""
        question = self.question(question_id)
        return self._effects(question, self._plan(question, answer, self._tasks()))

    def effects(self, question_id: str) -> tuple[Effect, ...]:
        """What the stored answer has changed: the coming dates as the base content has them, and as they are now."""
        question = self.question(question_id)
        answered = self._answers().get(question.id)
        if answered is None or answered.answer.unknown:
            return ()
        tasks = self._tasks()
        concerned = [tasks[name] for name in question.activities if name in tasks]
        if question.anchor is not None:
            found = [rules.step_effect(activity, activity, question.anchor.step, self.today) for activity in concerned]
            return tuple(effect for effect in found if effect is not None)
        given = {a.id: s for a in concerned for s in a.segments if s.source == question.source}
        plain = [rules.without(activity, question.source) for activity in concerned]
        return rules.effects(plain, given, question.source, self.today)

    def origin(self, source: str) -> tuple[Question, Answered] | None:
        """The question and answer that gave a rule with this source; None for rules from elsewhere."""
        if not source.startswith(SOURCE):
            return None
        name = QuestionId(source.removeprefix(SOURCE))
        question = next((q for q in self._content.questions if q.id == name), None)
        answered = self._answers().get(name)
        return None if question is None or answered is None else (question, answered)

    def origin_text(self, segment: Segment) -> str:
        """Where a rule came from, in words; empty for one that no answer gave."""
        found = self.origin(segment.source)
        return words.origin_words(*found, self.today) if found else ""

    def step_origin(self, activity_id: ActivityId) -> tuple[Question, Answered] | None:
        """The question and answer that set the days of a task's steps."""
        for name, answered in self._answers().items():
            if answered.steps is not None and answered.steps.activity == activity_id:
                return self.origin(SOURCE + name)
        return None

    # ── answering ────────────────────────────────────────────────────────────

    def answer(self, question_id: str, answer: Answer) -> Saved:
        """Store an answer and let it set the rules from today. Raises UserError for one that cannot be used."""
        return self.answer_all({self.question(question_id).id: answer})

    def answer_all(self, answers: Mapping[QuestionId, Answer]) -> Saved:
        """Store several answers as one step. Raises UserError, with nothing changed, if one cannot be used."""
        tasks = self._tasks()
        questions = {name: self.question(name) for name in answers}
        plans: dict[QuestionId, _Plan] = {}
        # What an anchored step is counted from must be in force first.
        for name in sorted(answers, key=lambda name: questions[name].anchor is not None):
            plans[name] = self._plan(questions[name], answers[name], tasks)
            tasks = _applied(tasks, plans[name].segments, questions[name].source)
        today = self.today
        rows: dict[QuestionId, Answered | None] = {
            name: Answered(answer, today, plans[name].steps) for name, answer in answers.items()
        }
        rows |= self._anchored_anew(tasks, set(answers))
        return self._save(rows, {questions[name].source: plan.segments for name, plan in plans.items()})

    def clear(self, question_id: str) -> Saved:
        """Take an answer back: the dates are again what they were without it."""
        question = self.question(question_id)
        tasks = _applied(self._tasks(), {}, question.source)
        rows: dict[QuestionId, Answered | None] = {question.id: None}
        return self._save(rows | self._anchored_anew(tasks, {question.id}), {question.source: {}})

    # ── colleagues ───────────────────────────────────────────────────────────

    def export(self, target: Path, *, unit: str = "") -> None:
        """Write her answers and the tasks that they change as a pack: a folder, or a ``.zip`` if ``target`` is called so.

        Raises UserError when there is nothing to write, OSError when it cannot be written.
        """
        items = [item for item in self.items() if item.known]
        if not items:
            raise UserError(
                _("There is nothing to save yet"),
                _("No question about local dates is answered."),
                _("Answer some of them first."),
            )
        answers = {item.question.id: item.answered.answer for item in items if item.answered is not None}
        touched = {name for item in items for name in item.question.activities}
        changed = [activity for activity in self._wheel.activities(everything=True) if activity.id in touched]
        pack.write(target, pack.Local(unit, self.today, answers, tuple(changed)))

    def read_pack(self, source: Path) -> tuple[str, tuple[Incoming, ...]]:
        """The title of a colleague's pack, and each answer in it with what taking it would change. Raises UserError."""
        title, answers = pack.read(source)
        mine, tasks = self._answers(), self._tasks()
        here = {item.question.id for item in self.items()}
        wanted = [question for question in self._content.questions if question.id in answers and question.id in here]
        return title, tuple(self._incoming(q, answers[q.id], mine.get(q.id), tasks) for q in wanted)

    def _incoming(
        self, question: Question, answer: Answer, mine: Answered | None, tasks: Mapping[ActivityId, Activity]
    ) -> Incoming:
        try:
            effects = self._effects(question, self._plan(question, answer, tasks))
        except UserError as problem:
            return Incoming(question, answer, mine, problem=problem)
        return Incoming(question, answer, mine, effects)

    def take(self, incoming: Sequence[Incoming]) -> Saved:
        """Take in the answers that differ from hers and can be used, as one step."""
        return self.answer_all({i.question.id: i.answer for i in incoming if not i.same and i.problem is None})

    # ── inside ───────────────────────────────────────────────────────────────

    def _answers(self) -> dict[QuestionId, Answered]:
        with self._database.read() as session:
            return tables.read_answers(session)

    def _tasks(self) -> dict[ActivityId, Activity]:
        return {activity.id: activity for activity in self._wheel.activities(everything=True)}

    def _read(self, text: str) -> Rule:
        return parse(text, start=self.today).rule

    def _plan(self, question: Question, answer: Answer, tasks: Mapping[ActivityId, Activity]) -> _Plan:
        try:
            given = rules.rules_of(question, answer, self._read)
            rules.check_bounds(question, given)
            segments = rules.segments(_said(given), tasks, self.today, question.source)
            day = rules.anchor_day(question, answer, self._read)
            if day is None or question.anchor is None or question.anchor.activity not in tasks:
                return _Plan(segments)
            due = tasks[question.anchor.activity].rule_on(self.today)
            why = next((bound.why for bound in question.bounds), "")
            return _Plan(segments, rules.step_days(question.anchor, day, due, why))
        except AnswerError as problem:
            raise words.wrong_answer(question, problem) from problem

    def _effects(self, question: Question, plan: _Plan) -> tuple[Effect, ...]:
        here = [activity for activity in self._wheel.activities() if activity.id in question.activities]
        if plan.steps is None:
            return rules.effects(here, plan.segments, question.source, self.today) if not question.anchor else ()
        found = [rules.step_effect(a, rules.with_step(a, plan.steps), plan.steps.step, self.today) for a in here]
        return tuple(effect for effect in found if effect is not None)

    def _anchored_anew(self, tasks: Mapping[ActivityId, Activity], leave: set[QuestionId]) -> dict[QuestionId, Answered | None]:
        """The other stored answers whose steps must be counted anew from a deadline that has moved."""
        found: dict[QuestionId, Answered | None] = {}
        for question in self._content.questions:
            answered = self._answers().get(question.id) if question.anchor and question.id not in leave else None
            if answered is None or answered.steps is None:
                continue
            try:
                steps = self._plan(question, answered.answer, tasks).steps
            except UserError:
                steps = None  # the deadline has moved before the step: the answer stays, the step is counted as in the base content
            if steps != answered.steps:
                found[question.id] = replace(answered, steps=steps)
        return found

    def _save(self, rows: Answers, segments: Mapping[str, Mapping[ActivityId, Segment]]) -> Saved:
        """The answers first, the rules after; what went before a failure is taken back."""
        ways_back: list[Callable[[], Saved]] = []
        changed: set[str] = set()

        def run(work: Callable[[], Saved]) -> None:
            saved = work()
            changed.update(saved.changes.activities)
            if saved.undo is not None:
                ways_back.append(saved.undo)

        try:
            run(lambda: self._put(rows))
            for source, given in segments.items():
                run(lambda source=source, given=given: self._edits.put_segments(given, source=source))  # type: ignore[misc]
        except BaseException:
            for way in reversed(ways_back):
                way()
            raise
        return Saved(Changes(activities=frozenset(changed), plans=True), lambda: _back(ways_back))

    def _put(self, rows: Answers) -> Saved:
        with self._database.write() as session:
            found = tables.read_answers(session)
            before: Answers = {name: found.get(name) for name in rows}
            tables.write_answers(session, rows)
        both = [answered for answered in (*before.values(), *rows.values()) if answered is not None]
        touched = {answered.steps.activity for answered in both if answered.steps is not None}
        return Saved(Changes(activities=frozenset(touched), plans=True), lambda: self._put(before))


def _back(ways: Sequence[Callable[[], Saved]]) -> Saved:
    """Walk the ways back, the last one first; the way forth again is the same."""
    done = [way() for way in reversed(ways)]
    changed = frozenset(name for saved in done for name in saved.changes.activities)
    return Saved(Changes(activities=changed, plans=True), lambda: _back([saved.undo for saved in done if saved.undo is not None]))


def _said(given: Sequence[NewRule]) -> list[NewRule]:
    """The rules with words of their own: those of the content, else what the program says."""
    return [replace(new, rule=replace(new.rule, words=new.rule.words or describe(new.rule))) for new in given]


def _applied(tasks: Mapping[ActivityId, Activity], given: Mapping[ActivityId, Segment], source: str) -> dict[ActivityId, Activity]:
    """The tasks with the segments of ``source`` replaced."""
    found = {}
    for name, activity in tasks.items():
        kept = rules.without(activity, source).segments
        new = (given[name],) if name in given else ()
        found[name] = replace(activity, segments=tuple(sorted((*kept, *new), key=lambda s: s.valid_from)))
    return found
