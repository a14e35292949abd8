"""What other programs write, read: Google, Exchange and Outlook, Apple, Thunderbird, Evolution, and a broken old one.

The files hold no real people. Times are checked against the parser «recurring-ical-events», which is not ours, where it can tell.
"""

from datetime import date
from pathlib import Path

import pytest

from chefsstod.features.exchange.ics_read import read_calendar
from chefsstod.features.exchange.model import InEvent, InFile, Remark, Why

TODAY = date(2026, 11, 23)


def read(files: Path, name: str, *, today: date = TODAY, describe: bool = False) -> InFile:
    return read_calendar((files / name).read_bytes(), today=today, describe=describe)


def one(file: InFile, title: str) -> InEvent:
    [found] = [event for event in file.events if event.title.startswith(title)]
    return found


def event(*lines: str, calendar: tuple[str, ...] = ()) -> bytes:
    body = ["BEGIN:VCALENDAR", "VERSION:2.0", *calendar, "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(body).encode()


def test_google_a_series_with_a_moved_and_a_called_off_date(files: Path) -> None:
    file = read(files, "google.ics")
    assert file.name == "Norra hemtjänsten"
    apt = one(file, "APT Norra")
    assert (apt.day, apt.rrule, apt.at_time) == (date(2026, 11, 26), "FREQ=WEEKLY;INTERVAL=4;BYDAY=TH", "13:30–15:00")
    assert apt.place == "Stora mötesrummet, plan 2"
    called_off, moved = apt.moved
    assert (called_off.original, called_off.to) == (date(2026, 12, 24), None)
    assert (moved.original, moved.to) == (date(2027, 1, 21), date(2027, 1, 27))
    assert moved.title == "APT Norra hemtjänsten med skyddsombudet (14:00–15:30)"


def test_google_a_stay_of_two_whole_days_is_due_on_its_last_with_a_day_of_lead(files: Path) -> None:
    course = one(read(files, "google.ics"), "Chefsutbildning")
    assert (course.day, course.lead_days, course.at_time) == (date(2027, 3, 11), 1, "")
    assert course.title.endswith("med övernattning på kursgården")


def test_google_a_late_hour_in_utc_is_the_day_after_in_sweden(files: Path) -> None:
    meeting = one(read(files, "google.ics"), "Samråd")
    assert (meeting.day, meeting.at_time) == (date(2026, 12, 2), "00:30–01:30")


def test_what_has_been_is_left_out(files: Path) -> None:
    assert [(left.title, left.why) for left in read(files, "google.ics").left_out] == [("Budgetmöte februari", Why.PAST)]


def test_exchange_names_its_time_zones_as_windows_does_and_its_own_are_read_from_the_file(files: Path) -> None:
    file = read(files, "exchange.ics")
    series = one(file, "Ekonomiuppföljning")
    assert (series.day, series.at_time, series.rrule) == (
        date(2026, 12, 11),
        "09:00–10:00",
        "FREQ=MONTHLY;UNTIL=20271210;BYDAY=2FR",
    )
    assert series.meeting
    assert [(m.original, m.to) for m in series.moved] == [
        (date(2027, 3, 12), date(2027, 3, 15)),
        (date(2027, 7, 9), None),
    ]
    own_zone = one(file, "Telefonmöte")  # 01:00 at +03:00 is 23:00 the day before in Swedish winter
    assert (own_zone.day, own_zone.at_time) == (date(2027, 2, 28), "23:00–00:00")
    assert own_zone.remarks == frozenset()


def test_outlook_a_whole_day_from_midnight_to_midnight_is_one_day_and_its_reminder_is_lead_time(files: Path) -> None:
    day = one(read(files, "exchange.ics"), "Planeringsdag")
    assert (day.day, day.at_time, day.lead_days) == (date(2027, 2, 1), "", 7)
    assert day.remarks == {Remark.PRIVATE}


def test_attendees_are_never_read_and_descriptions_only_when_asked_for(files: Path) -> None:
    plain = read(files, "exchange.ics")
    assert "Testperson" not in repr(plain)
    assert one(plain, "Ekonomiuppföljning").text == ""
    asked = read(files, "exchange.ics", describe=True)
    assert one(asked, "Ekonomiuppföljning").text == "Hej!\nVi går igenom budgeten. Ta med utfallet."
    assert "Testperson" not in repr(asked)


def test_outlook_a_cancellation_calls_everything_in_it_off(files: Path) -> None:
    file = read(files, "outlook_cancel.ics")
    assert file.cancels
    [off] = file.events
    assert off.cancelled
    assert off.uid.endswith("010000000281117EDC1194242B64F0247C54DB401")


def test_apple_a_count_becomes_the_day_it_comes_to_and_a_year_day_comes_back(files: Path) -> None:
    file = read(files, "apple.ics")
    guidance = one(file, "Handledning")
    assert guidance.rrule == "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270208;BYDAY=MO"
    assert [m.original for m in guidance.moved] == [date(2026, 12, 28)]
    later = one(read(files, "apple.ics", today=date(2027, 1, 12)), "Handledning")
    assert later.day == date(2027, 1, 25)
    assert later.digest == guidance.digest
    assert one(file, "Verksamhetens").rrule == "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=27"


def test_thunderbird_its_long_zone_names_tasks_and_ring(files: Path) -> None:
    file = read(files, "thunderbird.ics")
    group = one(file, "Samverkansgrupp")
    assert (group.day, group.at_time, group.rings) == (date(2026, 12, 1), "09:00–11:00", ("Arbetsmiljö",))
    assert [m.original for m in group.moved] == [date(2027, 1, 5)]
    task = one(file, "Lämna synpunkter")
    assert (task.task, task.day, task.lead_days) == (True, date(2026, 12, 18), 8)
    assert {(left.title, left.why) for left in file.left_out} == {
        ("Beställ almanackor", Why.FINISHED),
        ("Anteckning", Why.NOT_EVENT),
    }


def test_evolution_folded_zones_bare_line_ends_and_single_extra_dates(files: Path) -> None:
    file = read(files, "evolution.ics")
    assert [(e.day, e.at_time) for e in file.events] == [
        (date(2027, 1, 14), "08:30–12:00"),
        (date(2027, 1, 21), "08:30–12:00"),
        (date(2027, 1, 28), "08:30–12:00"),
    ]
    assert len({e.recurrence for e in file.events}) == 3
    assert {e.lead_days for e in file.events} == {2}


def test_a_broken_file_gives_what_can_be_read_and_says_why_the_rest_cannot(files: Path) -> None:
    file = read(files, "broken.ics")
    assert {e.title for e in file.events} == {"Okänd tidszon", "Utan UID för åäö", "Sist", "Samtal om 640823-3234"}
    assert one(file, "Okänd").remarks == {Remark.ZONE_UNKNOWN}
    assert one(file, "Samtal").remarks == {Remark.IDENTITY}
    assert {left.title: left.why for left in file.left_out} == {
        "Möte utan datum": Why.NO_DATE,
        "Trettioförsta februari": Why.NO_DATE,
        "Varje timme": Why.TOO_OFTEN,
        "Ibland": Why.RULE,
        "Först": Why.TWICE,
        "Vår egen": Why.OURS,
        "Avhuggen mitt i": Why.DAMAGED,
    }


@pytest.mark.parametrize("name", ["google.ics", "exchange.ics", "apple.ics", "thunderbird.ics", "evolution.ics"])
def test_the_days_are_those_that_another_parser_finds(files: Path, name: str) -> None:
    """Every day from today on through a year, expanded by us and by «recurring-ical-events»."""
    import icalendar
    import recurring_ical_events

    from chefsstod.features.exchange.zones import home
    from chefsstod.features.yearwheel.model import Rule
    from chefsstod.features.yearwheel.recurrence import expand

    last = date(2027, 11, 22)
    text = (files / name).read_bytes()
    for prefix in (b"/mozilla.org/20070129_1/", b"/freeassociation.sourceforge.net/"):
        text = text.replace(prefix, b"")  # the other parser warns about them
    theirs = set()
    for found in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(TODAY, date(2027, 11, 23)):
        start, end = found["DTSTART"].dt, found["DTEND"].dt
        if found.get("STATUS") == "CANCELLED" or "Customized" in str(found["DTSTART"].params):
            continue
        if hasattr(start, "hour"):
            theirs.add(start.astimezone(home()).date())
        else:
            theirs.add(date.fromordinal(end.toordinal() - 1))
    ours = set()
    for e in read(files, name).events:
        if e.cancelled or e.task or e.title == "Telefonmöte":
            continue
        days = set(expand(Rule(e.rrule, start=e.day), TODAY, last)) if e.rrule else {e.day}
        days -= {m.original for m in e.moved}
        ours |= {day for day in days | {m.to for m in e.moved if m.to} if TODAY <= day <= last}
    assert ours == theirs


# ── the corners ──────────────────────────────────────────────────────────────


def test_a_series_in_another_zone_keeps_its_swedish_weekday() -> None:
    text = event(
        "UID:1",
        "SUMMARY:Kvällsmöte",
        "DTSTART;TZID=America/New_York:20261130T200000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;BYDAY=MO",
    )
    [found] = read_calendar(text, today=TODAY).events
    assert (found.day, found.rrule, found.at_time) == (date(2026, 12, 1), "FREQ=WEEKLY;BYDAY=TU", "02:00–03:00")


def test_a_series_whose_days_cannot_be_carried_to_swedish_time_is_left_out() -> None:
    text = event("UID:1", "SUMMARY:X", "DTSTART;TZID=America/New_York:20261204T200000", "RRULE:FREQ=MONTHLY;BYDAY=1FR")
    [left] = read_calendar(text, today=TODAY).left_out
    assert left.why is Why.ZONE_SHIFT


def test_a_weekly_stay_is_due_on_its_last_day() -> None:
    text = event(
        "UID:1", "SUMMARY:Jourvecka", "DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261205", "RRULE:FREQ=WEEKLY;INTERVAL=3"
    )
    [found] = read_calendar(text, today=TODAY).events
    assert (found.day, found.lead_days, found.rrule) == (date(2026, 12, 4), 4, "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR")


def test_a_stay_by_positions_in_the_month_shows_its_first_day_and_says_so() -> None:
    text = event("UID:1", "SUMMARY:X", "DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261203", "RRULE:FREQ=MONTHLY;BYDAY=1TU")
    [found] = read_calendar(text, today=TODAY).events
    assert (found.day, found.lead_days) == (date(2026, 12, 1), 0)
    assert found.remarks == {Remark.SPANS_DAYS}


def test_a_daily_rule_becomes_a_weekly_routine() -> None:
    text = event("UID:1", "SUMMARY:Morgonmöte", "DTSTART:20260105T070000Z", "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR")
    [found] = read_calendar(text, today=TODAY).events
    assert (found.day, found.rrule) == (TODAY, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")


def test_a_change_of_all_that_follow_is_told_and_left_out() -> None:
    text = event("UID:1", "SUMMARY:X", "DTSTART:20270101T070000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20270101T070000Z")
    assert [left.why for left in read_calendar(text, today=TODAY).left_out] == [Why.FOLLOWING]


def test_an_exception_whose_series_began_before_today_stands_alone_when_it_was_put_off() -> None:
    series = ("UID:1", "SUMMARY:Möte", "DTSTART:20261102T080000Z", "RRULE:FREQ=WEEKLY;COUNT=3", "END:VEVENT", "BEGIN:VEVENT")
    moved = ("UID:1", "SUMMARY:Möte", "DTSTART:20261203T080000Z", "RECURRENCE-ID:20261116T080000Z")
    [found] = read_calendar(event(*series, *moved), today=TODAY).events
    assert (found.day, found.rrule, found.recurrence) == (date(2026, 12, 3), "", "2026-11-16")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("RRULE:FREQ=DAILY;COUNT=0",), Why.RULE),
        (("RRULE:FREQ=DAILY;UNTIL=20200101",), Why.PAST),
        (("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",), Why.RULE),
        (("RRULE:FREQ=MINUTELY;COUNT=1000000000",), Why.TOO_OFTEN),
        (("RRULE:FREQ=DAILY;INTERVAL=99999999999999999999",), Why.RULE),
        (("RRULE:FREQ=WEEKLY;BYDAY=XX",), Why.RULE),
        (("RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), Why.RULE),
    ],
)
def test_rules_that_cannot_be_used_are_told(lines: tuple[str, ...], why: Why) -> None:
    file = read_calendar(event("UID:1", "SUMMARY:X", "DTSTART;VALUE=DATE:20200101", *lines), today=TODAY)
    assert file.events == ()
    assert [left.why for left in file.left_out] == [why]


def test_a_count_of_a_thousand_millions_is_for_ever() -> None:
    text = event("UID:1", "SUMMARY:X", "DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=WEEKLY;COUNT=1000000000")
    [found] = read_calendar(text, today=TODAY).events
    assert found.rrule == "FREQ=WEEKLY;BYDAY=TU"


def series(*exceptions: tuple[str, ...], rule: str = "FREQ=WEEKLY", first: str = "20261130") -> bytes:
    lines = ["UID:1", "SUMMARY:Möte", f"DTSTART;VALUE=DATE:{first}", f"RRULE:{rule}"]
    for exception in exceptions:
        lines += ["END:VEVENT", "BEGIN:VEVENT", "UID:1", "SUMMARY:Möte", *exception]
    return event(*lines)


def test_a_called_off_series_and_a_called_off_date_of_one() -> None:
    [whole] = read_calendar(event("UID:1", "DTSTART:20261130T080000Z", "RRULE:FREQ=DAILY", "STATUS:CANCELLED"), today=TODAY).events
    assert whole.cancelled
    day = ("DTSTART;VALUE=DATE:20261207", "RECURRENCE-ID;VALUE=DATE:20261207", "STATUS:CANCELLED")
    [found] = read_calendar(series(day), today=TODAY).events
    assert [(m.original, m.to) for m in found.moved] == [(date(2026, 12, 7), None)]


def test_an_exception_that_is_like_the_others_changes_nothing() -> None:
    same = ("DTSTART;VALUE=DATE:20261207", "RECURRENCE-ID;VALUE=DATE:20261207")
    [found] = read_calendar(series(same), today=TODAY).events
    assert found.moved == ()


def test_a_date_put_off_by_more_than_a_year_leaves_the_series_and_stands_alone() -> None:
    far = ("DTSTART;VALUE=DATE:20280301", "RECURRENCE-ID;VALUE=DATE:20261207")
    whole, alone = read_calendar(series(far), today=TODAY).events
    assert [(m.original, m.to) for m in whole.moved] == [(date(2026, 12, 7), None)]
    assert (alone.day, alone.rrule) == (date(2028, 3, 1), "")


def test_a_series_of_which_every_date_is_called_off_is_left_out() -> None:
    off = ("DTSTART;VALUE=DATE:20261130", "RECURRENCE-ID;VALUE=DATE:20261130", "STATUS:CANCELLED")
    file = read_calendar(series(off, rule="FREQ=WEEKLY;COUNT=1"), today=TODAY)
    assert file.events == ()
    assert [left.why for left in file.left_out] == [Why.PAST]


def test_a_series_without_usable_rule_still_gives_its_exceptions() -> None:
    later = ("DTSTART;VALUE=DATE:20261207", "RECURRENCE-ID;VALUE=DATE:20261201")
    [found] = read_calendar(series(later, rule="FREQ=NEVER"), today=TODAY).events
    assert found.day == date(2026, 12, 7)


def test_a_stay_of_years_shows_its_first_day_and_far_dates_are_left_out() -> None:
    long = event("UID:1", "SUMMARY:Projekt", "DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:20290101")
    [found] = read_calendar(long, today=TODAY).events
    assert (found.day, found.lead_days, found.remarks) == (date(2027, 1, 1), 0, {Remark.SPANS_DAYS})
    for day in ("20400101", "22000101"):
        far = read_calendar(event("UID:1", "SUMMARY:X", f"DTSTART;VALUE=DATE:{day}"), today=TODAY)
        assert [left.why for left in far.left_out] == [Why.FAR]


def test_the_length_may_be_given_as_a_duration() -> None:
    def stay(start: str, duration: str) -> tuple[date, int, str]:
        [found] = read_calendar(event("UID:1", "SUMMARY:X", f"DTSTART{start}", f"DURATION:{duration}"), today=TODAY).events
        return found.day, found.lead_days, found.at_time

    assert stay(";VALUE=DATE:20270301", "P3D") == (date(2027, 3, 3), 2, "")
    assert stay(":20270301T080000", "PT90M") == (date(2027, 3, 1), 0, "08:00–09:30")
    assert stay(":20270301T080000", "PT16H") == (date(2027, 3, 1), 0, "08:00–00:00")
    assert stay(":20270301T080000", "-PT1H") == (date(2027, 3, 1), 0, "08:00")


def test_a_web_address_is_no_place_and_control_characters_are_no_title() -> None:
    text = event("UID:1", "SUMMARY:Mö\x07te\\nrad två", "DTSTART;VALUE=DATE:20270301", "LOCATION:https://example.invalid/j/1")
    [found] = read_calendar(text, today=TODAY).events
    assert (found.title, found.place) == ("Möte rad två", "")


def test_more_series_than_a_year_wheel_bears_are_told_and_left_out() -> None:
    lines = "\r\n".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:S{n}\r\nDTSTART;VALUE=DATE:20270301\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT"
        for n in range(1003)
    )
    file = read_calendar(f"BEGIN:VCALENDAR\r\n{lines}\r\nEND:VCALENDAR\r\n".encode(), today=TODAY)
    assert len(file.events) == 1000
    assert [left.why for left in file.left_out] == [Why.TOO_MANY] * 3
