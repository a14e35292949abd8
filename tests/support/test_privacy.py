import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.support.privacy import find_identity_numbers, luhn

BIRTHDAYS = st.dates(date(1900, 1, 1), date(2026, 11, 23))
SPELLINGS = (
    "{yy}{md}-{tail}", "{yy}{md}+{tail}", "{yy}{md}{tail}", "{yy}{md} {tail}", "{yy}{md}–{tail}", "{yy}{md} - {tail}",
    "{cc}{yy}{md}-{tail}", "{cc}{yy}{md}{tail}", "{cc}{yy}{md} {tail}", "{cc} {yy}{md}-{tail}", "{cc}{yy}{md}\u00a0{tail}",
    "{cc}{yy}{md}\u2011{tail}", "{cc}{yy}-{m}-{d}-{tail}",
)  # fmt: skip


def check_digit(nine: str) -> str:
    """The last digit by the book (SKV 704): products by 2 and 1 in turn, their digits summed."""
    products = "".join(str(int(digit) * (2 - place % 2)) for place, digit in enumerate(nine))
    return str(-sum(map(int, products)) % 10)


def parts(born: date, serial: int, *, coordination: bool = False) -> dict[str, str]:
    day = f"{born.day + (60 if coordination else 0):02}"
    yymmdd = f"{born:%y%m}{day}"
    nine = f"{yymmdd}{serial:03}"
    return {
        "cc": f"{born.year:04}"[:2], "yy": yymmdd[:2], "m": yymmdd[2:4], "d": day, "md": yymmdd[2:],
        "tail": f"{serial:03}{check_digit(nine)}",
    }  # fmt: skip


@given(BIRTHDAYS, st.integers(1, 999), st.sampled_from(SPELLINGS), st.booleans())
def test_every_spelling_of_a_valid_number_is_found_in_a_sentence(
    born: date, serial: int, spelling: str, coordination: bool
) -> None:
    number = spelling.format(**parts(born, serial, coordination=coordination))
    assert find_identity_numbers(f"Samtal med {number}, se plan.") == [number]


@given(BIRTHDAYS, st.integers(1, 999), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_number(born: date, serial: int, off: int) -> None:
    values = parts(born, serial)
    wrong = f"{values['tail'][:3]}{(int(values['tail'][3]) + off) % 10}"
    assert find_identity_numbers(f"{values['yy']}{values['md']}-{wrong}") == []


def test_several_numbers_are_found_in_order() -> None:
    assert find_identity_numbers("811218-9876 och 19640823-3234.") == ["811218-9876", "19640823-3234"]


@pytest.mark.parametrize(
    "text",
    [
        "", "Mötet är 2026-11-23 kl. 14.00", "20261123", "2026-11-23 1400", "Dnr 2026/1234-5", "KS 2026/00123", "SN 2026-000123",
        "070-123 45 67", "070 123 45 67", "+46 70 123 45 67", "+46701234567", "0046701234567", "08-123 456 78", "ring 0701234561",
        "mobil: 0701234561", "Telefonnummer 0701234561", "1 234 567,50 kr", "12 500 000 kr", "konto 8123-4 567 890", "bg 5402-9681",
        "212000-0142", "556036-0793", "811318-9876", "811232-9876", "OCR 1234567890123456", "811218-98765", "5811218-9876",
        "vecka 48–51, 2026", "010101-0101-0101", "SFS 2025:400", "AFS 2023:1",
    ],
)  # fmt: skip
def test_dates_phone_numbers_and_reference_numbers_are_left_alone(text: str) -> None:
    assert find_identity_numbers(text) == []


def test_a_mobile_number_and_a_person_born_in_2007_are_told_apart_by_the_word_before() -> None:
    number = "070123" + "456" + check_digit("070123456")
    assert find_identity_numbers(number) == [number]
    assert find_identity_numbers(f"Mobil {number}") == []


def test_false_alarms_on_what_managers_write_are_next_to_none() -> None:
    draw = random.Random(20261123)  # noqa: S311 - the same texts every time
    start = date(2020, 1, 1)

    def day() -> date:
        return start + timedelta(days=draw.randrange(4000))

    writers = [
        lambda: f"{day():%Y-%m-%d} {draw.randrange(24):02}:{draw.randrange(60):02}",
        lambda: f"{day():%Y%m%d}",
        lambda: f"{day():%d/%m %Y} kl {draw.randrange(24):02}.{draw.randrange(60):02}",
        lambda: f"{day():%Y-%m-%d}–{day():%Y-%m-%d}",
        lambda: f"{draw.randrange(10, 10**8):,} kr".replace(",", " "),
        lambda: f"{draw.randrange(10**7)},{draw.randrange(100):02} kr",
        lambda: f"Dnr {draw.randrange(2015, 2030)}/{draw.randrange(10**4)}-{draw.randrange(10)}",
        lambda: f"SN {draw.randrange(2015, 2030)}-{draw.randrange(10**6):06}",
        lambda: f"07{draw.choice('02369')}-{draw.randrange(1000):03} {draw.randrange(100):02} {draw.randrange(100):02}",
        lambda: f"+467{draw.choice('02369')}{draw.randrange(10**7):07}",
        lambda: f"0{draw.randrange(8, 99)}-{draw.randrange(10**5, 10**6)}",
        lambda: (
            f"{draw.choice('25')}{draw.randrange(10)}{draw.randrange(2, 10)}{draw.randrange(1000):03}-{draw.randrange(10**4):04}"
        ),
    ]
    texts = [write() for write in writers for _ in range(2000)]
    alarms = [text for text in texts if find_identity_numbers(text)]
    assert len(alarms) <= len(texts) * 0.0005, alarms[:10]


def test_luhn_knows_the_examples_of_the_tax_agency() -> None:
    assert luhn("8112189876")
    assert not luhn("8112189875")
