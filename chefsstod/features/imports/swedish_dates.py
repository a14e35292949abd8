"""Dates as they stand in Swedish documents: «2025-03-01», «1 mars 2025», «25-03-01», «mars 2025», «1/3 2025»."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (
    r"(jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\.?"
)
_DASH = r"[-‐‑–−.]"
_FORMS = (
    ("ymd", re.compile(rf"(?<!\d)((?:19|20)\d\d){_DASH}(\d\d?){_DASH}(\d\d?)(?!\d)")),
    ("ymd", re.compile(r"(?<![\d-])(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d-])")),
    ("dMy", re.compile(rf"(?<!\d)(\d\d?)(?::?[ae])?[ .]+{_MONTH}[ ,]*((?:19|20)\d\d)(?!\d)", re.IGNORECASE)),
    ("dmy", re.compile(r"(?<!\d)(\d\d?)/(\d\d?)[ -/]*((?:20)?\d\d)(?!\d)")),
    ("yymd", re.compile(rf"(?<!\d)([1-4]\d){_DASH}(\d\d){_DASH}(\d\d)(?!\d)")),
    ("My", re.compile(rf"(?<![\w]){_MONTH} *((?:19|20)\d\d)(?!\d)", re.IGNORECASE)),
    ("ym", re.compile(rf"(?<![\d-])(20\d\d){_DASH}(0[1-9]|1[0-2])(?![-\d])")),
    ("y", re.compile(r"(?<![\d/.:-])(20\d\d)(?![\d/:-]|\.\d)")),
)
_FIRST, _LAST = 1990, 2079


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text. ``exact``: down to the day; else the first or last day of the month or year that is named."""

    day: date
    exact: bool
    start: int
    end: int


def find_date(text: str, *, last: bool = False) -> Dated | None:
    """The first date in ``text``. ``last``: a month or year alone means its last day, as in «giltig till mars 2026»."""
    found = [made for form, pattern in _FORMS for match in pattern.finditer(text) if (made := _made(form, match, last=last))]
    return min(found, key=lambda dated: (dated.start, not dated.exact, -dated.end), default=None)


def _made(form: str, match: re.Match[str], *, last: bool) -> Dated | None:
    parts = dict(zip(form.replace("yy", "y"), match.groups(), strict=True))
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    month = int(parts["m"]) if "m" in parts else _MONTHS.index(parts["M"].casefold()[:3]) + 1 if "M" in parts else 0
    if not _FIRST <= year <= _LAST:
        return None
    exact = "d" in parts
    month = month or (12 if last else 1)
    try:
        day = int(parts["d"]) if exact else monthrange(year, month)[1] if last else 1
        return Dated(date(year, month, day), exact, match.start(), match.end())
    except ValueError:
        return None
