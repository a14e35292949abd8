"""What stands on the papers: composed once, for the window and the command line."""

from datetime import date

from chefsstod.features.yearwheel.model import Category
from chefsstod.features.yearwheel.papers import month_sheet, notes, year_sheet
from chefsstod.shell.context import AppContext


def _own(context: AppContext, title: str, rule: str, lead: int = 0) -> str:
    activity_id, _saved = context.yearwheel.add_own(
        title=title, category=Category.KVALITET, rrule=rule, start=date(2026, 1, 1), lead_days=lead
    )
    return activity_id


def test_the_month_holds_what_is_due_and_what_must_begin(profiled: AppContext) -> None:
    due = _own(profiled, "Due", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=16", lead=60)
    begin = _own(profiled, "Begin", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=15", lead=180)
    later = _own(profiled, "Later", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=15", lead=30)
    sheet = month_sheet(profiled.yearwheel, profiled.profiles.profile(), date(2027, 3, 20))
    found = [occurrence.activity.id for occurrence in sheet.occurrences]
    assert (sheet.month, sheet.unit) == (date(2027, 3, 1), "Norra hemtjänsten")
    assert found.count(due) == found.count(begin) == 1
    assert later not in found
    assert found.index(due) < found.index(begin)


def test_the_year_holds_its_own_occurrences_in_order(profiled: AppContext) -> None:
    sheet = year_sheet(profiled.yearwheel, None, 2027)
    dates = [occurrence.due for occurrence in sheet.occurrences]
    assert (sheet.year, sheet.today, sheet.unit) == (2027, date(2026, 11, 23), "")
    assert dates == sorted(dates)
    assert {day.year for day in dates} == {2027}


def test_her_own_words_on_a_paper_are_named_for_the_privacy_guard(profiled: AppContext) -> None:
    own = _own(profiled, "Min uppgift", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=16")
    profiled.yearwheel.skip(profiled.yearwheel.find(own, date(2027, 3, 16)).key, "Ett skäl")
    sheet = month_sheet(profiled.yearwheel, None, date(2027, 3, 1))
    assert {"Min uppgift", "Ett skäl"} <= set(notes(sheet.occurrences))
