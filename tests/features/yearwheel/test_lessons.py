"""What she left herself for the next time, and how a task went over the years."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QWidget

from chefsstod.features.today.view import TodayView
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.detail_lessons import FIELD, SHOWN, HistoryRow, LessonExtra
from chefsstod.features.yearwheel.edit_model import Draft
from chefsstod.features.yearwheel.history import lesson_line, outcome, telling, touched, written
from chefsstod.features.yearwheel.model import Agenda, Lesson, Nature, Occurrence, OccurrenceKey, Status
from chefsstod.features.yearwheel.rule_words import parse
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_short
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Changes, NoteChange
from chefsstod.support.settings import Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.parts import column
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack
from tests.conftest import SetClock

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen
PAY = "lonesamtal"


def of(context: AppContext, year: int, slug: str = PAY) -> Occurrence:
    found = context.yearwheel.occurrences(date(year, 1, 1), date(year, 12, 31))
    return next(o for o in found if o.activity.id == slug)


@pytest.fixture
def lived(profiled: AppContext, clock: SetClock) -> AppContext:
    """Pay talks of three years: done late with a note, skipped, done early with a lesson."""
    wheel, today = profiled.yearwheel, clock.day
    clock.day = date(2024, 3, 2)
    wheel.mark_done(of(profiled, 2024).key, "Tog lång tid")
    wheel.skip(of(profiled, 2025).key, "Hölls på hösten")
    clock.day = date(2026, 2, 20)
    wheel.mark_done(of(profiled, 2026).key)
    wheel.set_next_time(of(profiled, 2026).key, "Boka rum i januari")
    clock.day = today
    return profiled


# ── the history ──────────────────────────────────────────────────────────────


def test_the_history_holds_what_she_touched_and_what_comes_next_latest_first(lived: AppContext) -> None:
    history = lived.yearwheel.history(PAY)
    assert [o.due.year for o in history] == [2027, 2026, 2025, 2024]
    assert history[0].lesson == Lesson("Boka rum i januari", of(lived, 2026).original)
    assert not touched(history[0])


def test_of_those_she_did_not_touch_only_the_last_few_are_told(profiled: AppContext, clock: SetClock) -> None:
    history = profiled.yearwheel.history("sjukfranvaro-rehab")
    assert len([o for o in history if o.due < clock.day]) == 3
    assert len([o for o in history if o.due >= clock.day]) == 1


def test_what_was_before_her_year_is_no_history(profiled: AppContext, clock: SetClock) -> None:
    assert [o.due.year for o in profiled.yearwheel.history(PAY)] == [2027]
    assert telling([], clock.day) == []


@pytest.mark.parametrize(
    "change",
    [
        {"note": "x"},
        {"next_time": "x"},
        {"status": Status.STARTED},
        {"steps_done": frozenset({"a"})},
        {"own_title": "x"},
        {"own_lead": 0},
        {"own_hours": 2.0},
        {"step_dates": frozenset({("a", date(2026, 1, 1))})},
    ],
)
def test_whatever_she_did_counts_as_touched(profiled: AppContext, change: dict[str, object]) -> None:
    assert touched(replace(of(profiled, 2027), **change))


def test_a_moved_one_counts_as_touched(profiled: AppContext) -> None:
    profiled.yearwheel.move(of(profiled, 2027).key, date(2027, 3, 3))
    assert touched(of(profiled, 2027))


def test_the_outcome_tells_how_long_before_or_after_its_day_it_was_done(lived: AppContext, clock: SetClock) -> None:
    early, late = of(lived, 2026), of(lived, 2024)
    assert str((early.due - early.done_on).days) in outcome(early, clock.day)  # type: ignore[operator]
    assert outcome(early, clock.day) != outcome(replace(early, done_on=early.due), clock.day)
    assert str((late.done_on - late.due).days) in outcome(late, clock.day)  # type: ignore[operator]
    assert [("Hölls på hösten" in text) for text in written(of(lived, 2025))] == [True]
    assert len(written(of(lived, 2026))) == 1


# ── the pane ─────────────────────────────────────────────────────────────────


class Pane(QWidget):
    """A pane that shows what the parts give for an occurrence."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.signals, self.undo, self.dialogs = AppSignals(), UndoStack(), RecordingDialogs()
        self.changed: list[tuple[Changes, bool]] = []
        actions = OccurrenceActions(wheel=context.yearwheel, signals=self.signals, undo=self.undo, dialogs=lambda: self.dialogs)
        self.extra = LessonExtra(wheel=context.yearwheel, actions=actions)
        self.signals.changed.connect(lambda changes: self.changed.append((changes, self.extra.typing)))
        self.opened: list[OccurrenceKey] = []
        self.extra.occurrence_requested.connect(self.opened.append)
        self.resize(420, 900)

    def take(self, occurrence: Occurrence) -> str:
        self.setLayout(column(*self.extra.top_widgets(occurrence), *self.extra.widgets(occurrence), None))
        self.show()
        QApplication.processEvents()
        return "\n".join(label.text() for label in self.findChildren(QLabel) if label.isVisible())

    @property
    def field(self) -> QPlainTextEdit:
        return self.findChild(QPlainTextEdit, FIELD)  # type: ignore[return-value]


@pytest.fixture
def pane(qapp: QApplication, profiled: AppContext) -> Iterator[Pane]:
    apply_look(qapp, Theme.LIGHT, 100)
    made = Pane(profiled)
    yield made
    made.close()
    made.deleteLater()


def test_the_word_from_last_time_stands_on_top(lived: AppContext, pane: Pane) -> None:
    assert pane.extra.top_widgets(of(lived, 2026)) == []
    assert "Boka rum i januari" in pane.take(of(lived, 2027))


def test_a_row_of_the_history_opens_that_one_and_the_one_in_hand_is_marked(lived: AppContext, pane: Pane) -> None:
    text = pane.take(of(lived, 2026))
    assert "Tog lång tid" in text
    assert "Hölls på hösten" in text
    rows = pane.findChildren(HistoryRow)
    assert [row.current for row in rows] == [False, True, False, False]
    QTest.mouseClick(rows[0].go, Qt.MouseButton.LeftButton)
    assert pane.opened == [of(lived, 2027).key]


def test_a_task_without_a_past_says_so(profiled: AppContext, pane: Pane) -> None:
    assert _("Nothing yet. When the task has come a few times you see here when it was done and what you noted.") in pane.take(
        of(profiled, 2027)
    )


def test_a_long_history_is_folded(profiled: AppContext, clock: SetClock, pane: Pane) -> None:
    for year in range(2016, 2026):
        profiled.yearwheel.set_note(of(profiled, year).key, f"År {year}")
    pane.take(of(profiled, 2027))
    rows = pane.findChildren(HistoryRow)
    assert len([row for row in rows if row.isVisible()]) == SHOWN
    name = ngettext("{n} more", "{n} more", len(rows) - SHOWN).format(n=len(rows) - SHOWN)
    more = next(b for b in pane.findChildren(QAbstractButton) if b.isVisible() and b.text() == name)
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert all(row.isVisible() for row in rows)


def test_what_is_typed_is_saved_at_each_keystroke_as_one_undo_step(profiled: AppContext, pane: Pane) -> None:
    occurrence = of(profiled, 2027)
    pane.take(occurrence)
    QTest.keyClicks(pane.field, "Boka rum")
    assert of(profiled, 2027).next_time == "Boka rum"
    assert of(profiled, 2028).lesson == Lesson("Boka rum", occurrence.original)
    assert [(changes.note, typing) for changes, typing in pane.changed[:2]] == [
        (NoteChange.PRESENCE, True),
        (NoteChange.WORDS, True),
    ]
    assert not pane.extra.typing
    pane.undo.undo()
    assert of(profiled, 2027).next_time == ""
    assert not pane.undo.can_undo


def test_an_identity_number_is_warned_of_at_once(profiled: AppContext, pane: Pane) -> None:
    pane.take(of(profiled, 2027))
    QTest.keyClicks(pane.field, "640823-3234")
    assert any("640823-3234" in label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def pragma(context: AppContext, text: str) -> None:
    with context.database.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA {text}")


def test_a_failure_to_save_is_told_once_and_that_it_works_again_too(profiled: AppContext, pane: Pane) -> None:
    pane.take(of(profiled, 2027))
    told: list[str] = []
    pane.extra._actions.told.connect(told.append)
    pragma(profiled, "query_only=ON")
    QTest.keyClicks(pane.field, "ab")
    pragma(profiled, "query_only=OFF")
    assert len(pane.dialogs.errors) == 1
    QTest.keyClicks(pane.field, "c")
    assert of(profiled, 2027).next_time == "abc"
    assert told == [_("The note is saved again")]


# ── where one plans ──────────────────────────────────────────────────────────


def test_a_card_of_today_shows_the_lesson(qapp: QApplication, lived: AppContext) -> None:
    apply_look(qapp, Theme.LIGHT, 100)
    occurrence = of(lived, 2027)
    view = TodayView()
    agenda = Agenda(date(2027, 1, 20), (), (occurrence,), (), (), (), (), ())
    view.show_agenda(agenda, unit="", start=None, set_up=True, closed_card=False)
    assert any("Boka rum i januari" in label.text() for label in view.findChildren(QLabel))
    view.deleteLater()


def test_a_long_lesson_is_cut_at_a_word(lived: AppContext) -> None:
    occurrence = replace(of(lived, 2027), lesson=Lesson("ord " * 100, date(2026, 1, 1)))
    assert lesson_line(occurrence).endswith("ord …")
    assert lesson_line(replace(occurrence, lesson=None)) == ""


def test_what_comes_once_asks_for_nothing_to_remember_and_has_no_history(profiled: AppContext) -> None:
    rule = parse("12 mars 2027", start=date(2026, 11, 23)).rule
    made, _saved = profiled.edits.add(Draft(title="Kurs", nature=Nature.COURSE, rule=rule))
    wheel = profiled.yearwheel
    dialogs = RecordingDialogs()
    actions = OccurrenceActions(wheel=wheel, signals=AppSignals(), undo=UndoStack(), dialogs=lambda: dialogs)
    extra = LessonExtra(wheel=wheel, actions=actions)
    once = wheel.next_of(made)
    assert once is not None
    assert extra.widgets(once) == []
    wheel.set_next_time(once.key, "Ta med dator")
    assert len(extra.note_widgets(wheel.next_of(made))) == 1, "what is written can be read and changed"


def test_the_word_from_last_time_names_the_day_that_the_history_names(lived: AppContext, qapp: QApplication) -> None:
    wheel = lived.yearwheel
    actions = OccurrenceActions(wheel=wheel, signals=AppSignals(), undo=UndoStack(), dialogs=RecordingDialogs)
    last = of(lived, 2026)
    assert last.due != last.original, "it fell on a red day"
    (made,) = LessonExtra(wheel=wheel, actions=actions).top_widgets(of(lived, 2027))
    assert day_short(last.due, wheel.today) in made.accessibleName()
