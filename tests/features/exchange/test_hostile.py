"""Files that nobody should trust: huge, cut off, in the wrong letters, or made to waste time. Only a UserError may come out."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chefsstod.features.exchange.ics_read import read_calendar
from chefsstod.features.exchange.ics_text import MOST_EVENTS
from chefsstod.features.exchange.model import InFile
from chefsstod.support.errors import UserError

TODAY = date(2026, 11, 23)
FILES = sorted((Path(__file__).resolve().parents[2] / "data" / "ics").glob("*.ics"))


def read(data: bytes) -> InFile | None:
    """The file, or None where it is refused in words."""
    try:
        return read_calendar(data, today=TODAY)
    except UserError:
        return None


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{text}\r\nEND:VEVENT\r\n" for text in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    read(data)
    read(b"BEGIN:VCALENDAR\r\n" + data + b"\r\nEND:VCALENDAR\r\n")


_NAMES = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "SUMMARY", "UID", "SEQUENCE", "STATUS", "CLASS",
     "CATEGORIES", "LOCATION", "DUE", "BEGIN", "END", "TRIGGER", "DESCRIPTION", "ATTACH", "EXRULE", "X-FOO"]
)  # fmt: skip
_PARAMS = st.sampled_from(
    [
        *[
            "",
            ";VALUE=DATE",
            ";VALUE=PERIOD",
            ";VALUE=DURATION",
            ";RANGE=THISANDFUTURE",
            ";ENCODING=BASE64",
            ";;",
            ";X=" + "y" * 300,
        ],
        *[";TZID=Europe/Stockholm", ';TZID="W. Europe Standard Time"', ";TZID=Pacific/Apia", ";TZID=../../../secret", ";TZID="],
        ";TZID=/a/b/c",
    ]
)
_DATES = [
    *["20270301", "20270301T100000", "20270301T100000Z", "00010101T000000Z", "99991231T235959", "99991231", "16010101T000000"],
    *["20270230", "P1D", "-P99999999D", "PT0S", "P1W", "20270301T100000Z/PT3H", "20270301T100000/20270302T100000"],
    "20270301,20270302," * 50,
]
_RULES = [
    *["DAILY", "WEEKLY;BYDAY=MO,TU;WKST=SU", "MONTHLY;BYDAY=-1FR", "YEARLY;BYMONTH=2;BYMONTHDAY=29", "DAILY;COUNT=1000000000"],
    *["YEARLY;BYMONTH=2;BYMONTHDAY=31", "DAILY;UNTIL=99991231T235959Z", "SECONDLY", "WEEKLY;INTERVAL=0", "YEARLY;INTERVAL=9999"],
    *["MONTHLY;BYSETPOS=400;BYDAY=MO", "YEARLY;BYWEEKNO=53", "YEARLY;BYYEARDAY=-366", "DAILY;BYHOUR=1,2,3;BYMINUTE=0,30"],
    *["WEEKLY;COUNT=3;UNTIL=20300101", ";=;;", "YEARLY;BYEASTER=0", "WEEKLY;INTERVAL=2;BYDAY=SU,MO;COUNT=5"],
]
_WORDS = ["VEVENT", "VALARM", "CANCELLED", "COMPLETED", "PRIVATE", "9" * 40, "-1", "a\\,b\\n\\;c"]
_VALUES = st.one_of(st.sampled_from([*_DATES, *(f"FREQ={rule}" for rule in _RULES), *_WORDS]), st.text(max_size=60))
_LINES = st.tuples(_NAMES, _PARAMS, _VALUES).map(lambda parts: f"{parts[0]}{parts[1]}:{parts[2]}")


@settings(max_examples=250)
@given(kind=st.sampled_from(["VEVENT", "VTODO"]), events=st.lists(st.lists(_LINES, max_size=8), max_size=4), first=_VALUES)
def test_any_mixture_of_properties_is_read_or_told(kind: str, events: list[list[str]], first: str) -> None:
    begun = time.process_time()
    parts = ["BEGIN:VCALENDAR"]
    for lines in events:
        parts += [f"BEGIN:{kind}", "UID:same", f"DTSTART:{first}", *lines, f"END:{kind}"]
    found = read("\r\n".join([*parts, "END:VCALENDAR", ""]).encode("utf-8", "replace"))
    assert time.process_time() - begun < 2
    for event in found.events if found else ():
        assert event.cancelled or event.day >= TODAY
        assert len(event.title) <= 220


@given(file=st.sampled_from(FILES), cut=st.floats(0, 1), noise=st.binary(max_size=20), where=st.floats(0, 1))
def test_real_files_cut_off_or_damaged_anywhere_are_read_or_refused(file: Path, cut: float, noise: bytes, where: float) -> None:
    data = file.read_bytes()
    read(data[: round(len(data) * cut)])
    place = round(len(data) * where)
    read(data[:place] + noise + data[place:])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_old_encodings_and_marks_are_understood(encoding: str) -> None:
    text = calendar("UID:1\r\nDTSTART;VALUE=DATE:20270301\r\nSUMMARY:Övning på Åsö").decode()
    found = read(text.encode(encoding))
    assert found is not None
    assert [event.title for event in found.events] == ["Övning på Åsö"]


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n", "\r\n\r\n"])
def test_any_line_ending_will_do_and_nuls_are_passed_over(ending: str) -> None:
    data = calendar("UID:1\r\nDTSTART;VALUE=DATE:20270301\r\nSUMMARY:En\x00 lång\r\n  rubrik").decode().replace("\r\n", ending)
    found = read(data.encode())
    assert found is not None
    assert [event.title for event in found.events] == ["En lång rubrik"]


def test_too_large_and_too_many_are_refused_at_once() -> None:
    begun = time.process_time()
    assert read(b"BEGIN:VCALENDAR\r\n" + b"x" * 10_000_001) is None
    assert read(b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * (MOST_EVENTS + 1)) is None
    assert time.process_time() - begun < 1


def test_components_within_components_without_end_do_no_harm() -> None:
    begun = time.process_time()
    read(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"BEGIN:VALARM\r\n" * 50_000)
    read(b"BEGIN:VCALENDAR\r\n" * 50_000)
    read(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:" + b"\r\n x" * 100_000 + b"\r\nEND:VEVENT\r\n")
    assert time.process_time() - begun < 3


def test_rules_made_to_waste_time_do_not() -> None:
    rules = [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=6",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=DAILY;COUNT=999;BYMONTH=2;BYMONTHDAY=30",
    ]
    events = [f"UID:{n}\r\nDTSTART;VALUE=DATE:{1700 + n}0131\r\nRRULE:{rules[n % 4]};INTERVAL={1 + n % 3}" for n in range(100)]
    begun = time.process_time()
    found = read(calendar(*events))
    assert found is not None
    assert found.events == ()
    assert time.process_time() - begun < 5


def test_a_thousand_ordinary_events_are_read_in_seconds() -> None:
    events = [
        f"UID:{n}\r\nDTSTART;TZID=Europe/Stockholm:2027{1 + n % 12:02}{1 + n % 28:02}T090000\r\nDURATION:PT1H\r\n"
        f"SUMMARY:Möte {n}\r\n" + ("RRULE:FREQ=WEEKLY;COUNT=40" if n % 10 == 0 else "LOCATION:Rum")
        for n in range(1000)
    ]
    begun = time.process_time()
    found = read(calendar(*events))
    assert found is not None
    assert len(found.events) == 1000
    assert time.process_time() - begun < 3
