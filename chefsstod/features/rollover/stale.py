"""Finds dates of a year gone by in a text: years, dates with a year, weekdays that no longer fit. Pure.

A year that is part of a number is none: statutes (2001:453, AFS 2023:1), bills (prop. 2025/26:93), diary and EU numbers
(2026/123), amounts («2026 kr»).
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

_MONTHS = (
    ("jan", "januari", "january"),
    ("feb", "februari", "february"),
    ("mar", "mars", "march"),
    ("apr", "april"),
    ("maj", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "augusti", "august"),
    ("sep", "sept", "september"),
    ("okt", "oktober", "oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_DECEMBER = 12
_DAYS = (
    ("mån", "måndag", "måndagen", "monday"),
    ("tis", "tisdag", "tisdagen", "tuesday"),
    ("ons", "onsdag", "onsdagen", "wednesday"),
    ("tor", "tors", "torsdag", "torsdagen", "thursday"),
    ("fre", "fredag", "fredagen", "friday"),
    ("lör", "lördag", "lördagen", "saturday"),
    ("sön", "söndag", "söndagen", "sunday"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_DAY_OF = {name: number for number, names in enumerate(_DAYS) for name in names}


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_SEASON = r"vårterminen|höstterminen|våren|hösten|sommaren|vintern|julen|påsken|spring|summer|autumn|winter"
_BEFORE = (
    r"(?:\d{1,2}(?::[ea])?\.?\s+)?(?:" + _any(_MONTH_OF) + r")\.?\s+"  # 12 mars 2026, mars 2026
    r"|\d{1,2}\s*[/.]\s*\d{1,2}[ \-/.]+"  # 12/3 2026, 12/3-2026
    r"|(?:v\.?|vecka|veckan|week|wk)\s*\d{1,2}[ ,]+"  # v. 14 2026
    r"|(?:" + _SEASON + r"|vt|ht|budget|kvartal\s+\d|tertial\s+\d|[qt]\d)\s*"  # hösten 2026, T1 2026
)
_YEAR = re.compile(
    rf"(?<![\w:/§.,\-–])(?P<front>{_BEFORE})?(?P<year>20\d\d)(?P<iso>-\d\d-\d\d)?(?P<tail>[:/\-–]\s?\d+(?::\d+)?)?(?!\w)",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"(?<!\w)(?:(?:vt|ht)[ \-’']?|(?:{_SEASON})\s?[\-’' ])(?P<year>\d\d)(?![\w:/]|\s*(?:dagar|st|kr)\b)", re.IGNORECASE
)
_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<weekday>{_any(_DAY_OF)})\.?(?:\s+den)?\s+(?P<day>\d{{1,2}})(?::[ea])?"
    rf"(?:\s*/\s*(?P<number>\d{{1,2}})|\.?\s+(?P<month>{_any(_MONTH_OF)}))(?![\w:]|\.?\s+20\d\d)",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"(?:\b(?:afs|sfs|sosfs|hslf-fs|msbfs|livsfs|prop\.?|dir\.?|bet\.?|sou|ds|nja|hfd|iso|dnr|diarienr|diarienummer|tel\.?|"
    r"telefon|rum|sal|kod|sedan|since|lag|lagen|förordning\w*)|\bnr)\s*[(:]?\s*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\s*(?:kr|kronor|tkr|mkr|st|timmar|tim|h|%|personer|platser|steg|kwh|km)\b|\s?%", re.IGNORECASE)


@lru_cache(maxsize=4096)
def stale_dates(text: str, year: int) -> tuple[str, ...]:
    """The dates in ``text`` that belong to ``year`` or the year before it, as they are written."""
    if not any(letter.isdigit() for letter in text):
        return ()
    found = [*_years(text, year), *_short(text, year), *_weekdays(text, year)]
    return tuple(dict.fromkeys(piece for _place, piece in sorted(found)))


def _years(text: str, year: int) -> Iterator[tuple[int, str]]:
    for match in _YEAR.finditer(text):
        if int(match["year"]) not in (year, year - 1):
            continue
        if match["tail"] and not _is_span_gone_by(match["tail"], year):
            continue
        if not match["front"] and (_NUMBER_OF.search(text[: match.start()]) or _AMOUNT.match(text, match.end())):
            continue
        yield match.start(), match.group(0).strip()


def _is_span_gone_by(tail: str, year: int) -> bool:
    """Of «2025/2026», «2025–26»: whether the second year is gone too. Everything else behind a year makes it a number."""
    if ":" in tail:
        return False
    digits = tail.lstrip(":/-– ")
    if tail[0] == "-" and len(digits) == 2 and 1 <= int(digits) <= _DECEMBER:
        return True  # 2026-03 is a month
    if len(digits) not in (2, 4):
        return False
    end = int(digits) if len(digits) == 4 else year // 100 * 100 + int(digits)
    return year - 1 <= end <= year


def _short(text: str, year: int) -> Iterator[tuple[int, str]]:
    for match in _SHORT.finditer(text):
        if int(match["year"]) in (year % 100, (year - 1) % 100):
            yield match.start(), match.group(0).strip()


def _weekdays(text: str, year: int) -> Iterator[tuple[int, str]]:
    """A weekday that fitted its date in ``year`` and does not the year after."""
    for match in _WEEKDAY.finditer(text):
        month = int(match["number"]) if match["number"] else _MONTH_OF[match["month"].casefold()]
        weekday = _DAY_OF[match["weekday"].casefold()]
        if _falls(year, month, int(match["day"])) == weekday != _falls(year + 1, month, int(match["day"])):
            yield match.start(), match.group(0)


def _falls(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None
