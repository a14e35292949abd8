"""The year as rows: month headings, where today stands, and what is read aloud."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from chefsstod.features.yearwheel.actions import status_icon, status_role
from chefsstod.features.yearwheel.list_model import (
    ITEM_ROLE,
    MonthRow,
    OccurrenceListModel,
    Row,
    TodayRow,
    details,
    rows_of,
    spoken,
)
from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Occurrence, Rule, Shift, ShiftCause, Status, Step
from chefsstod.features.yearwheel.words import status_name
from chefsstod.i18n import _

TODAY = date(2026, 11, 23)
ACTIVITY = Activity(
    id=ActivityId("budget"),
    title="Budget för nästa år",
    category=Category.EKONOMI,
    rule=Rule("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"),
    lead_days=14,
    steps=(Step("a", "Räkna", -7), Step("b", "Lämna in", 0)),
)


def on(day: date, status: Status = Status.PLANNED) -> Occurrence:
    return Occurrence(ACTIVITY, day, day, status)


def shape(rows: list[Row]) -> list[str]:
    """«11» for a heading, «today», and the day of an occurrence."""
    return [
        "today" if isinstance(row, TodayRow) else f"{row.month:%m}" if isinstance(row, MonthRow) else f"{row.due:%m-%d}"
        for row in rows
    ]


def test_each_month_that_holds_something_has_a_heading_with_its_count() -> None:
    rows = rows_of([on(date(2026, 1, 5)), on(date(2026, 1, 9)), on(date(2026, 3, 2))], date(2027, 5, 5))
    assert shape(rows) == ["01", "01-05", "01-09", "03", "03-02"]
    assert [row.count for row in rows if isinstance(row, MonthRow)] == [2, 1]


def test_today_stands_before_the_first_occurrence_that_is_not_past() -> None:
    assert shape(rows_of([on(date(2026, 11, 20)), on(date(2026, 11, 25))], TODAY)) == ["11", "11-20", "today", "11-25"]


def test_what_is_due_today_stands_after_the_line() -> None:
    assert shape(rows_of([on(date(2026, 11, 20)), on(TODAY)], TODAY)) == ["11", "11-20", "today", "11-23"]


def test_today_stands_under_its_own_months_heading() -> None:
    assert shape(rows_of([on(date(2026, 10, 2)), on(date(2026, 11, 25))], TODAY)) == ["10", "10-02", "11", "today", "11-25"]


def test_today_stands_before_the_next_months_heading_when_its_own_month_holds_nothing_more() -> None:
    assert shape(rows_of([on(date(2026, 10, 2)), on(date(2026, 12, 4))], TODAY)) == ["10", "10-02", "today", "12", "12-04"]
    assert shape(rows_of([on(date(2026, 11, 2)), on(date(2026, 12, 4))], TODAY)) == ["11", "11-02", "today", "12", "12-04"]


def test_today_stands_last_when_everything_is_past() -> None:
    assert shape(rows_of([on(date(2026, 10, 2))], TODAY)) == ["10", "10-02", "today"]


def test_another_year_has_no_today() -> None:
    assert "today" not in shape(rows_of([on(date(2027, 10, 2))], TODAY))
    assert rows_of([], TODAY) == []


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = OccurrenceListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(rows_of([on(date(2026, 11, 20)), on(date(2026, 12, 25))], TODAY), TODAY)
    assert model.rowCount() == 5
    model.set_rows([], TODAY)
    assert model.rowCount() == 0
    assert tester.model() is model


def test_only_occurrences_can_be_chosen() -> None:
    model = OccurrenceListModel()
    model.set_rows(rows_of([on(date(2026, 11, 25))], TODAY), TODAY)
    chosen = [bool(model.flags(model.index(place)) & Qt.ItemFlag.ItemIsSelectable) for place in range(model.rowCount())]
    assert chosen == [False, False, True]
    assert model.data(model.index(2), ITEM_ROLE).due == date(2026, 11, 25)
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0)) == 0


def test_an_occurrence_is_found_by_its_identity() -> None:
    model = OccurrenceListModel()
    moved = replace(on(date(2026, 11, 25)), due=date(2026, 12, 1))
    model.set_rows(rows_of([moved], TODAY), TODAY)
    assert model.index_of(moved.key) == model.rowCount() - 1
    assert model.index_of(on(date(2020, 1, 1)).key) is None
    assert model.index_of_today() == 0


def test_the_whole_row_is_read_aloud() -> None:
    occurrence = replace(
        on(date(2026, 11, 25), Status.STARTED),
        steps_done=frozenset({"a"}),
        note="Börja tidigare",
        shift=Shift(date(2026, 11, 28), ShiftCause.SATURDAY),
    )
    text = spoken(occurrence, TODAY)
    for part in ("Budget för nästa år", "onsdag 25 november", "om 2 dagar", status_name(Status.STARTED), "Ekonomi"):
        assert part in text
    assert details(occurrence, TODAY) in text
    assert _("{done} of {total} steps").format(done=1, total=2) in text
    assert _("note") in text


def test_a_skipped_one_tells_why() -> None:
    occurrence = replace(on(TODAY, Status.SKIPPED), reason="Görs centralt")
    assert "Görs centralt" in details(occurrence, TODAY + timedelta(days=1))


@pytest.mark.parametrize("status", list(Status))
def test_a_status_has_an_icon_and_a_word_of_its_own(status: Status) -> None:
    assert status_name(status)
    assert status_role(status)
    assert len({status_icon(other) for other in Status}) == len(Status)
    assert len({status_name(other) for other in Status}) == len(Status)
