"""The privacy guard: finds personnummer and samordningsnummer in free text. Chefsstöd is no place for them.

Source of the form and the check digit: Skatteverket, SKV 704 (personnummer) and SKV 707 (samordningsnummer, day + 60).
"""

import re
from datetime import date

# 10 or 12 digits, «-» or «+» or a blank before the last four, not in the middle of a longer number.
_CANDIDATE = re.compile(r"(?<![\d-])(?:(18|19|20)[ ]?)?(\d{2})(\d{2})(\d{2})[ ]?([-+–]?)[ ]?(\d{4})(?![\d-])")
_COORDINATION = 60


def find_identity_numbers(text: str) -> list[str]:
    """The personnummer and samordningsnummer in ``text``, as written. Luhn and calendar checked."""
    return [match.group(0) for match in _CANDIDATE.finditer(text) if _plausible(match)]


def _plausible(match: re.Match[str]) -> bool:
    _, year, month, day, _, tail = match.groups()
    number = int(day)
    if number > _COORDINATION:
        number -= _COORDINATION
    try:
        date(2000 + int(year), int(month), number)
    except ValueError:
        if not (month == "02" and number == 29):  # noqa: PLR2004 - a leap day of another century
            return False
    return luhn(year + month + day + tail)


def luhn(digits: str) -> bool:
    """Whether the last of ``digits`` is the Luhn check digit of those before it."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
