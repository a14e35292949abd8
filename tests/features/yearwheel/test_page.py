"""The year list's behaviour: it reads again when something changed, and sends on what she wants."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.filters import OPEN, Filter
from chefsstod.features.yearwheel.model import Category, Kind, Occurrence, OccurrenceKey, Status
from chefsstod.features.yearwheel.page import YearListPage
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Changes
from chefsstod.support.paths import Paths
from chefsstod.support.settings import Theme, load_settings
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen


@pytest.fixture
def page(qapp: QApplication, profiled: AppContext, paths: Paths) -> YearListPage:
    apply_look(qapp, Theme.LIGHT, 100)
    signals = AppSignals()
    actions = OccurrenceActions(wheel=profiled.yearwheel, signals=signals, undo=UndoStack(), dialogs=RecordingDialogs)
    made = YearListPage(wheel=profiled.yearwheel, actions=actions, settings=load_settings(paths.settings), signals=signals)
    made.signals = signals
    made.resize(900, 600)
    made.show()
    made.enter()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


def _shown(page: YearListPage) -> list[Occurrence]:
    rows = page.list.rows
    return [row for place in range(rows.rowCount()) if isinstance(row := rows.row(place), Occurrence)]


def test_a_change_elsewhere_is_seen_and_the_place_is_kept(page: YearListPage, profiled: AppContext) -> None:
    chosen = _shown(page)[30]
    page.select(chosen.key)
    scrolled = page.list.verticalScrollBar().value()
    saved = profiled.yearwheel.mark_done(chosen.key)
    page.signals.changed.emit(saved.changes)
    assert next(o for o in _shown(page) if o.key == chosen.key).status is Status.DONE
    assert page.list.current().key == chosen.key
    assert page.list.verticalScrollBar().value() == scrolled


def test_the_eye_keeps_its_place_when_routines_come_and_go(page: YearListPage) -> None:
    page.go_to_today()
    first, top = page.list.anchor()
    page.routines.setChecked(True)
    rows = page.list.rows
    assert page.list.visualRect(rows.index(rows.index_of(first.key))).top() == top
    page.routines.setChecked(False)
    assert page.list.anchor() == (first, top)


def test_a_hidden_page_reads_again_when_it_is_entered(page: YearListPage, profiled: AppContext) -> None:
    chosen = _shown(page)[30]
    page.hide()
    page.signals.changed.emit(profiled.yearwheel.mark_done(chosen.key).changes)
    page.show()
    page.enter()
    assert next(o for o in _shown(page) if o.key == chosen.key).status is Status.DONE


def test_a_change_that_is_no_concern_of_the_list_changes_nothing(page: YearListPage) -> None:
    before = _shown(page)
    page.signals.changed.emit(Changes())
    assert _shown(page) == before


def test_a_word_from_the_search_finds_routines_too(page: YearListPage) -> None:
    routine = next(a for a in page._service.activities() if a.kind is Kind.ROUTINE)
    assert routine.id not in {o.activity.id for o in _shown(page)}
    page.set_filter(text=routine.title)
    assert routine.id in {o.activity.id for o in _shown(page)}


def test_the_search_looks_at_keywords_notes_and_any_case(page: YearListPage, profiled: AppContext) -> None:
    chosen = next(o for o in _shown(page) if o.activity.keywords)
    page.set_filter(text=chosen.activity.keywords[0].upper())
    assert chosen.key in {o.key for o in _shown(page)}
    page.signals.changed.emit(profiled.yearwheel.set_note(chosen.key, "Vintertid Övik").changes)
    page.set_filter(text="övik vintertid")
    assert [o.key for o in _shown(page)] == [chosen.key]


def test_the_first_hit_is_the_next_one_ahead(page: YearListPage) -> None:
    asked: list[OccurrenceKey] = []
    page.occurrence_requested.connect(asked.append)
    page.set_filter(text="")
    page.open_first()
    assert asked[0].original >= date(2026, 11, 16)
    page.set_filter(text="xyzzy")
    page.open_first()
    assert len(asked) == 1


def test_the_years_end_somewhere(page: YearListPage) -> None:
    page.show_year(1492)
    assert page.year == 2000
    page.show_year(3000)
    assert page.year == 2099


def test_still_open_holds_what_remains_to_be_done(page: YearListPage) -> None:
    page.status.setCurrentIndex(page.status.findData("open"))
    assert _shown(page)
    assert all(o.open for o in _shown(page))


def test_the_place_can_be_taken_up_by_another_page(page: YearListPage) -> None:
    page.show_year(2027)
    page.set_filter(text="a", chosen=Filter(status=OPEN, categories=frozenset({Category.KVALITET})))
    place, shown = page.place(), _shown(page)
    page.show_year(2026)
    page.clear_filter()
    page.take_place(place)
    assert page.place() == place
    assert _shown(page) == shown
