"""The privacy guard: finds personnummer and samordningsnummer in free text. Chefsstöd is no place for them.

Source of the form and the check digit: Skatteverket, SKV 704 (personnummer) and SKV 707 (samordningsnummer, day + 60).
"""

import re
from datetime import date

# 10 or 12 digits, «-», «+» or a blank before the last four, not in the middle of a longer number; also 1964-08-23-3234.
_BLANK = "[ \u00a0\u202f]?"
_DASH = "[-+\u2010\u2011\u2013\u2212]"
_CANDIDATE = re.compile(
    rf"(?<![\d-])(?P<century>18|19|20)?{_BLANK}(?P<year>\d\d)(?P<h>-?)(?P<month>\d\d)(?P=h)(?P<day>\d\d)"
    rf"{_BLANK}(?P<sign>{_DASH}?){_BLANK}(?P<tail>\d{{4}})(?![\d-])"
)
# A mobile number without blanks can pass for a person born in 2007; the word before it tells.
_PHONE = re.compile(r"(?:tel|telefon\w*|mobil\w*|ring|sms|nås på|växel\w*|jour\w*)[.:]?\s*$", re.IGNORECASE)
_COORDINATION = 60


def find_identity_numbers(text: str) -> list[str]:
    """The personnummer and samordningsnummer in ``text``, as written. Luhn and calendar checked.

    About one in ten of other ten-digit numbers that begin with a possible date passes the check too; nothing can tell them apart.
    """
    return [match.group(0).strip() for match in _CANDIDATE.finditer(text) if _plausible(match, text)]


def _plausible(match: re.Match[str], text: str) -> bool:
    year, month, day = match["year"], match["month"], match["day"]
    if match["h"] and not match["sign"]:
        return False  # a date with hyphens and a year, a time or an amount after it
    number = int(day) - (_COORDINATION if int(day) > _COORDINATION else 0)
    try:
        date(int((match["century"] or "20") + year), int(month), number)  # 2000 is a leap year, so no day of the 1900s is missing
    except ValueError:
        return False
    if not match["century"] and not match["sign"] and year == "07" and _PHONE.search(text[: match.start()]):
        return False
    return luhn(year + month + day + match["tail"])


def luhn(digits: str) -> bool:
    """Whether the last of ``digits`` is the Luhn check digit of those before it."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
