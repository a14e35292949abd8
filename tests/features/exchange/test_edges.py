"""What is seldom in a calendar file and must not surprise: numbers of times, doubles, what is cut short, what is called off."""

from datetime import date
from pathlib import Path

import pytest

from chefsstod.content.layers import Layer
from chefsstod.features.exchange.ics_read import read_calendar
from chefsstod.features.exchange.ics_write import calendar_file
from chefsstod.features.exchange.model import ExportChoice, InFile, Item, What, Why
from chefsstod.features.exchange.service import ExchangeService
from chefsstod.features.exchange.words import facts, why_text
from chefsstod.features.yearwheel.edit_model import Draft
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.model import Category, Nature, RedDay, Rule, Status
from chefsstod.shell.context import AppContext
from tests.conftest import MONDAY
from tests.features.exchange.test_read import event


def read(*events: tuple[str, ...]) -> InFile:
    body = "".join("BEGIN:VEVENT\r\n" + "\r\n".join(lines) + "\r\nEND:VEVENT\r\n" for lines in events)
    return read_calendar(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode(), today=MONDAY, describe=False)


def series(*lines: str) -> tuple[str, ...]:
    return ("UID:1", "SUMMARY:Möte", "DTSTART;VALUE=DATE:20261201", *lines)


def test_of_two_with_the_same_uid_the_one_with_the_higher_sequence_counts_wherever_it_stands() -> None:
    new = ("UID:1", "SEQUENCE:4", "SUMMARY:Nytt", "DTSTART;VALUE=DATE:20270301")
    old = ("UID:1", "SEQUENCE:1", "SUMMARY:Gammalt", "DTSTART;VALUE=DATE:20270201")
    for order in ((new, old), (old, new)):
        file = read(*order)
        assert [found.title for found in file.events] == ["Nytt"]
        assert [(left.title, left.why) for left in file.left_out] == [("Gammalt", Why.TWICE)]


@pytest.mark.parametrize(
    ("rule", "taken"),
    [
        ("FREQ=DAILY;COUNT=3", True),
        ("FREQ=MONTHLY", True),
        ("FREQ=YEARLY", True),
        ("FREQ=WEEKLY;COUNT=100000", True),
        ("FREQ=WEEKLY;COUNT=0", False),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", False),
    ],
)
def test_a_number_of_times_becomes_a_last_day_or_the_event_is_told(rule: str, taken: bool) -> None:
    file = read(series(f"RRULE:{rule}"))
    assert [event.title for event in file.events] == (["Möte"] if taken else [])
    assert all("COUNT=" not in event.rrule or event.rrule.endswith("COUNT=1") for event in file.events)
    assert taken or len(file.left_out) == 1


def test_an_event_that_is_cut_short_does_not_hide_the_next_one() -> None:
    text = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Avbrutet\r\n"
        "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Helt\r\nDTSTART;VALUE=DATE:20270301\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    file = read_calendar(text.encode(), today=MONDAY, describe=False)
    assert [found.title for found in file.events] == ["Helt"]


def test_an_end_that_lies_before_the_start_is_passed_over_and_a_date_too_far_away_is_told() -> None:
    backwards = ("UID:1", "SUMMARY:Bakvänt", "DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20270201")
    far = ("UID:2", "SUMMARY:Långt bort", "DTSTART;VALUE=DATE:24000101")
    broken = ("UID:3", "SUMMARY:Utan original", "DTSTART;VALUE=DATE:20270301", "RECURRENCE-ID:nonsens")
    file = read(backwards, far, broken)
    assert [found.day for found in file.events] == [date(2027, 3, 1)]
    assert {left.title for left in file.left_out} == {"Långt bort", "Utan original"}


def test_the_first_of_several_reminders_in_days_becomes_the_lead_time() -> None:
    alarms = tuple(
        line
        for trigger in ("-P3D", "-PT15M", "-P7D", "-P2D")
        for line in ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}", "END:VALARM")
    )
    [found] = read_calendar(event(*series(), *alarms), today=MONDAY, describe=False).events
    assert found.lead_days == 7


def test_a_line_of_the_report_says_why_it_is_left_out() -> None:
    item = Item(What.SKIPPED, "Möte", why=Why.PAST)
    assert why_text(Why.PAST) in facts(item, MONDAY)


def test_what_is_not_ticked_or_cannot_be_chosen_is_not_taken(exchange: ExchangeService, profiled: AppContext) -> None:
    exchange.take([Item(What.SKIPPED, "Utan datum", why=Why.NO_DATE)], Category.VERKSAMHET)
    assert not [a for a in profiled.yearwheel.activities() if a.layer is Layer.OWN]


def test_a_date_that_was_called_off_comes_back_and_moves_when_the_other_calendar_says_so(
    exchange: ExchangeService, profiled: AppContext, tmp_path: Path
) -> None:
    file = tmp_path / "x.ics"
    weekly = ("UID:1", "SUMMARY:Möte", "DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=MONTHLY;BYDAY=1TU")
    unlike = ("UID:1", "RECURRENCE-ID;VALUE=DATE:20270202", "SUMMARY:Möte")

    def take(*exception: str) -> None:
        parts = [weekly, (*unlike, *exception)]
        body = "".join("BEGIN:VEVENT\r\n" + "\r\n".join(lines) + "\r\nEND:VEVENT\r\n" for lines in parts)
        file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n")
        report = exchange.look(file)
        exchange.take([item for item in report.items if item.choosable], Category.VERKSAMHET)

    def february() -> tuple[date, Status]:
        found = profiled.yearwheel.occurrences(date(2027, 1, 10), date(2027, 2, 27))
        [one] = [o for o in found if o.title == "Möte"]
        return one.due, one.status

    take("DTSTART;VALUE=DATE:20270202", "STATUS:CANCELLED")
    assert february()[1] is Status.SKIPPED
    take("DTSTART;VALUE=DATE:20270203", "SEQUENCE:2")
    assert february() == (date(2027, 2, 3), Status.PLANNED)


def test_an_event_of_her_own_goes_out_with_its_time_and_place(
    exchange: ExchangeService, edits: EditService, tmp_path: Path
) -> None:
    once = Rule("FREQ=DAILY;COUNT=1", red_day=RedDay.KEEP, start=date(2027, 3, 3))
    edits.add(Draft(title="Invigning", nature=Nature.EVENT, rule=once, place="Trädgården", at_time="13:00"))
    file = exchange.write(tmp_path / "x.ics", date(2027, 3, 3), date(2027, 3, 3), ExportChoice())
    [found] = [event for event in file.events if event.summary == "Invigning"]
    assert "13:00" in found.description
    assert found.location == "Trädgården"
    assert "LOCATION:Trädgården" in calendar_file([found], name="Kalender", stamp=MONDAY).decode()
