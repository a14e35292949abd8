"""Dates of a year gone by in a text: what is found, and what only looks like one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.rollover.stale import stale_dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Budget 2026 beslutas", ["Budget 2026"]),
        ("Boka v. 14 2026", ["v. 14 2026"]),
        ("vecka 14, 2026", ["vecka 14, 2026"]),
        ("möte 2026-03-12 kl. 13", ["2026-03-12"]),
        ("klart 2026-03", ["2026-03"]),
        ("senast 12 mars 2026", ["12 mars 2026"]),
        ("den 1 jan. 2026", ["1 jan. 2026"]),
        ("12/3 2026 och 12/4-2026", ["12/3 2026", "12/4-2026"]),
        ("i 2025 års bokslut", ["2025"]),
        ("läsåret 2025/2026", ["2025/2026"]),
        ("perioden 2025–26", ["2025–26"]),
        ("ht26 och våren -26", ["ht26", "våren -26"]),
        ("(2026)", ["2026"]),
        ("tisdag 12 maj", ["tisdag 12 maj"]),
        ("tis 12/5", ["tis 12/5"]),
        ("Monday 2 March", ["Monday 2 March"]),
    ],
)
def test_a_date_of_the_past_year_is_found_as_it_is_written(text: str, found: list[str]) -> None:
    assert list(stale_dates(text, 2026)) == found


@pytest.mark.parametrize(
    "text",
    [
        "socialtjänstlagen (2001:453)",
        "lag (2026:43) om registerkontroll",
        "AFS 2023:1 och AFS 2025:7",
        "SFS 2025:400",
        "prop. 2025/26:93",
        "(EU) 2016/679",
        "dnr 2026/123",
        "KS 2026-00123",
        "kostar 2026 kr",
        "rum 2026",
        "0702026123",
        "kl. 20.26",
        "Agenda 2030",
        "budget 2027",
        "läsåret 2026/2027",
        "planen 2026–2028",
        "sedan 2026",
        "AB 25 och HÖK 25",
        "onsdag 12 maj",
        "måndag 12 maj",
        "lördag 31 november",
        "jul 26 platser",
        "varje fredag kl. 9",
        "",
    ],
)
def test_what_is_no_date_of_the_past_year_is_left_alone(text: str) -> None:
    assert stale_dates(text, 2026) == ()


@given(st.integers(1900, 2099), st.integers(1, 9999), st.sampled_from(["AFS {}:{}", "lagen ({}:{})", "SFS {}:{}", "{}:{}"]))
def test_no_statute_number_is_taken_for_a_year(year: int, number: int, form: str) -> None:
    assert stale_dates(f"enligt {form.format(year, number)} ska vi", 2026) == ()


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_every_iso_date_of_the_year_is_found_and_none_of_the_next(day: date) -> None:
    assert stale_dates(f"klart {day.isoformat()}", 2026) == (day.isoformat(),)
    assert stale_dates(f"klart {(day + timedelta(days=365)).isoformat()}", 2026) == ()


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert all(piece in text for piece in stale_dates(text, 2026))
