"""Reads a date rule as people write it: «andra torsdagen i mars», «vecka 12», «3:e vardagen», «sista fredagen», «15 mars».

Words are sorted into what they mean, in whatever order they stand; then the one rule that fits is made. What is not known, or
could mean two things, is refused with the word and with examples, never guessed at.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from chefsstod.features.yearwheel.model import RedDay, Rule
from chefsstod.features.yearwheel.recurrence import HORIZON_YEARS, RuleError, expand, normalise
from chefsstod.features.yearwheel.rule_grammar import DAYS, SWEDISH, VOCABULARY, Kind, Unit, fold
from chefsstod.features.yearwheel.rule_make import Conflict, Reading, ensure, make
from chefsstod.features.yearwheel.rule_text import describe, has_certain_dates
from chefsstod.i18n import _
from chefsstod.support.errors import UserError

_YEARS = range(1900, 2200)
FIFTH = 5
_RRULE = re.compile(r"\s*(?:RRULE:)?\s*FREQ=", re.IGNORECASE)
"""Those who know RFC 5545 may write it."""
_TOGETHER = (
    (r"\bnast sist[ae]\b|\b(?:second|next) (?:to )?last\b|\blast but one\b", "nastsista"),
    (r"\b(?:working|business) (?=days?\b)", "work"),
    (r"\bhalf[- ](?=years?\b)", "half"),
    (r"\bhalvars\b", "halvar"),
    (r"\b(?:en|ett) (?:enda )?gang(?:en)?\b|\bone time\b", "once"),
    (r"\bvarje ar\b|\bper ar\b|\bom aret\b|\ba year\b", "arligen"),
    (r"\bper (?=manad|vecka|kvartal|tertial|halvar|dag|month|week|quarter)", "varje "),
    (r"\bmid-?(?=[a-z])", "mid "),
)
_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}\b)"
    r"|(?P<slash>\d{1,2}/\d{1,2}(?:[-/ ]\d{4})?\b|\d{1,2}\.(?:0?[1-9]|1[0-2])(?:\.\d{4})?\b)"
    r"|(?P<clock>\d{1,2}[:.]\d\d\b)"
    r"|(?P<before>\w+ (?:sista|siste|last)\b)"
    r"|(?P<ordinal>\d{1,2}(?::?(?:e|a|de|dje|nde|ra)|st|nd|rd|th)\b)"
    r"|(?P<number>\d+)(?![\d:])"
    r"|(?P<word>[a-z]+)"
    r"|(?P<gap>[\s,.;&+]+)"
    r"|(?P<other>\S+)"
)


@dataclass(frozen=True, slots=True)
class ParsedRule:
    """A rule and how the program says it."""

    rule: Rule
    words: str


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Kind
    value: int | str
    text: str


class _Unknown(ValueError):  # noqa: N818 - becomes a UserError at once
    def __init__(self, word: str, kind: Kind | None = None) -> None:
        super().__init__(word)
        self.word = word
        self.kind = kind


def parse(text: str, *, start: date, red_day: RedDay | None = None) -> ParsedRule:
    """The rule that ``text`` tells, from ``start`` on, and how it is said. A single date begins on itself.

    Rhythms longer than one (every other week, every third year) begin with the first date from ``start``. Without ``red_day`` the
    usual one is taken. Raises UserError, with what was not understood and examples.
    """
    if not text.strip():
        raise UserError(_("When does it come?"), _("Nothing is written yet."), examples())
    try:
        rule = Rule(normalise(text), start=start) if _RRULE.match(text) else make(_sort(_tokens(text)), start)
        ensure(rule)
    except _Unknown as problem:
        raise _not_understood(text, problem) from problem
    except Conflict as problem:
        raise UserError(_("«{text}» cannot be read").format(text=text.strip()), _CONFLICTS[problem.code](), examples()) from problem
    except RuleError as problem:
        raise UserError(
            _("«{text}» never comes").format(text=text.strip()), _("There is no such day in the calendar."), examples()
        ) from problem
    rule = _aligned(rule, start)
    rule = Rule(rule.rrule, "", red_day or usual_red_day(rule), rule.workday, rule.start)
    return ParsedRule(rule, describe(rule))


def usual_red_day(rule: Rule) -> RedDay:
    """What is done as a rule with a date on a red day: a deadline comes earlier, a weekly routine later, a day's task stays."""
    if rule.workday is not None or has_certain_dates(rule) or "FREQ=DAILY" in rule.rrule or "BYDAY=MO,TU,WE" in rule.rrule:
        return RedDay.KEEP
    return RedDay.NEXT if "BYDAY" in rule.rrule and "BYDAY=-" not in rule.rrule else RedDay.PREVIOUS


def examples() -> str:
    """Some ways to write a rule."""
    return _(
        "Write for example «15 March», «second Thursday in March», «week 12», «last Friday of every month», «3rd working day of "
        "every month», «every other Friday» or «12 March 2027»."
    )


_CONFLICTS = {
    "which_weekday": lambda: _("Which one in the month? Write first, second, third, fourth or last before the weekday."),
    "date_again": lambda: _("It holds both a single date and a repetition."),
    "nothing": lambda: _("It holds no day that comes again."),
    "too_much": lambda: _("It holds more than one way to count the days."),
    "no_day": lambda: _("There is no such day in the calendar."),
    "which_year": lambda: _("A date that has its weekday comes in some years only. Write the year too, or leave the weekday out."),
    "other_weekday": lambda: _("That date falls on another day of the week."),
    "years": lambda: _("The dates lie in different years: make a task for each."),
}


def _not_understood(text: str, problem: _Unknown) -> UserError:
    # The word as she wrote it, with its marks.
    word = next((word for word in re.split(r"[\s,;]+", text) if fold(word) == problem.word), problem.word)
    if problem.kind is Kind.VAGUE:
        message = _("«{word}» is no certain day: choose a date, a week or a month.").format(word=word)
    elif problem.kind is Kind.CLOCK:
        message = _("The time of day has a field of its own, in events, courses and meetings.")
    else:
        message = _("The word «{word}» was not understood.").format(word=word)
    return UserError(_("«{text}» cannot be read").format(text=text.strip()), message, examples())


# ── words to meanings ────────────────────────────────────────────────────────


def _tokens(text: str) -> list[_Token]:
    plain = fold(text).replace("\u2013", "-").replace("\u00a0", " ")
    for pattern, word in _TOGETHER:
        plain = re.sub(pattern, word, plain)
    plain = re.sub(r"\b([a-z]+) ?- ?([a-z]+)\b", _stretch, plain)
    plain = re.sub(r"(?<![\d/.:-])(\d{1,2}) ?- ?(\d{1,2})(?![\d/.:-])", _days_on_end, plain)
    found: list[_Token] = []
    place = 0
    while place < len(plain):
        match = _TOKEN.match(plain, place)
        if match is None:  # a digit that neither a number nor a word can hold: «13:00»
            raise _Unknown(plain[place:].split()[0])
        token, used = _token(match)
        place += used
        if token is not None and token.kind is not Kind.FILLER:
            found.append(token)
    return found


def _stretch(match: re.Match[str]) -> str:
    """«februari-maj» as all its months; anything else as it is."""
    first, last = (VOCABULARY.get(word, (Kind.FILLER, 0)) for word in match.groups())
    if first[0] is not Kind.MONTH or last[0] is not Kind.MONTH:
        return match.group()
    begin, length = int(first[1]), (int(last[1]) - int(first[1])) % 12
    return " ".join(SWEDISH.months[(begin - 1 + place) % 12] for place in range(length + 1))


def _days_on_end(match: re.Match[str]) -> str:
    """«12-14» as the days of a course; anything else as it is, weeks too: of those nobody knows which day is meant."""
    first, last = (int(text) for text in match.groups())
    if first >= last or re.search(r"\b(?:v|vecka|veckor|veckorna|weeks?)\.? ?$", match.string[: match.start()]):
        return match.group()
    return " ".join(str(number) for number in range(first, last + 1))


def _token(match: re.Match[str]) -> tuple[_Token | None, int]:
    """What was found, and how many characters it takes."""
    text, group = match.group(), match.lastgroup
    if group == "gap":
        return None, len(text)
    if group == "before":
        first = text.split()[0]
        kind, value = VOCABULARY.get(first, (Kind.FILLER, 0))
        if kind is Kind.ORDINAL and int(value) > 0:
            return _Token(Kind.ORDINAL, -int(value), text), len(text)
        return _word(first), len(first)
    if group == "iso":
        return _Token(Kind.DATE, text, text), len(text)
    if group == "slash":
        return _Token(Kind.DAY_MONTH, text, text), len(text)
    if group == "ordinal":
        return _Token(Kind.ORDINAL, int(re.sub(r"\D", "", text)), text), len(text)
    if group == "number":
        number = int(text)
        return _Token(Kind.YEAR if number in _YEARS else Kind.NUMBER, number, text), len(text)
    if group == "word":
        return _word(text), len(text)
    raise _Unknown(text, Kind.CLOCK if group == "clock" else None)


def _word(text: str) -> _Token:
    if text.isdigit():
        return _Token(Kind.YEAR if int(text) in _YEARS else Kind.NUMBER, int(text), text)
    found = VOCABULARY.get(text)
    if found is None:
        raise _Unknown(text)
    kind, value = found
    if kind in (Kind.VAGUE, Kind.CLOCK):
        raise _Unknown(text, kind)
    return _Token(kind, value, text)


@dataclass(slots=True)
class _Sorter:
    """Goes through the tokens once and lays each where it belongs."""

    tokens: list[_Token]
    place: int = 0
    reading: Reading = field(default_factory=Reading)
    month_first: bool = False

    def peek(self, ahead: int = 0) -> _Token | None:
        where = self.place + ahead
        return self.tokens[where] if where < len(self.tokens) else None

    def take(self) -> _Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def kind_after_numbers(self) -> Kind | None:
        """The kind of the first token ahead that is neither a number nor an ordinal."""
        ahead = 0
        while (token := self.peek(ahead)) is not None and token.kind in (Kind.NUMBER, Kind.ORDINAL):
            ahead += 1
        return token.kind if token is not None else None

    def unit_after_numbers(self) -> Unit | None:
        ahead = 0
        while (token := self.peek(ahead)) is not None and token.kind in (Kind.NUMBER, Kind.ORDINAL):
            ahead += 1
        return Unit(str(token.value)) if token is not None and token.kind is Kind.UNIT else None


def _sort(tokens: list[_Token]) -> Reading:
    sorter = _Sorter(tokens)
    while sorter.peek() is not None:
        _lay(sorter, sorter.take())
    return sorter.reading


def _lay(sorter: _Sorter, token: _Token) -> None:
    reading = sorter.reading
    number = token.value if isinstance(token.value, int) else 0
    steps: dict[Kind, Callable[[], object]] = {
        Kind.EVERY: lambda: _every(sorter, token),
        Kind.EACH_NTH: lambda: _each_nth(sorter),
        Kind.UNIT: lambda: _unit(sorter, Unit(str(token.value))),
        Kind.ORDINAL: lambda: _number(sorter, number),
        Kind.NUMBER: lambda: _number(sorter, number),
        Kind.MONTH: lambda: _month(sorter, number),
        Kind.WEEKDAY: lambda: reading.weekdays.append(number),
        Kind.EXCEPT: lambda: _left_out(sorter),
        Kind.DATE: lambda: reading.single(*(int(part) for part in token.text.split("-"))),
        Kind.DAY_MONTH: lambda: _slash(reading, token.text),
    }
    facts = {Kind.YEAR: "year", Kind.PARITY: "parity", Kind.PART: "part", Kind.ONCE: "once"}
    if token.kind in steps:
        steps[token.kind]()
    elif token.kind in facts:
        setattr(reading, facts[token.kind], number)
    else:
        raise _Unknown(token.text)


def _left_out(sorter: _Sorter) -> None:
    while (ahead := sorter.peek()) is not None and ahead.kind is Kind.MONTH:
        sorter.reading.left_out.append(int(sorter.take().value))


def _every(sorter: _Sorter, token: _Token) -> None:
    """«varje», «varannan», «every other», «every 3 weeks», «årligen»."""
    if isinstance(token.value, Unit):
        sorter.reading.repeat(1, token.value)
        return
    interval, ahead = int(token.value), sorter.peek()
    if ahead is not None and ahead.kind is Kind.OTHER:
        sorter.take()
        interval = 2
    elif interval == 1 and ahead is not None and ahead.kind in (Kind.NUMBER, Kind.ORDINAL) and int(ahead.value) > 0:
        unit = sorter.peek(1)
        if unit is not None and unit.kind is Kind.UNIT and unit.value != Unit.WORKDAY:
            interval = int(sorter.take().value)
    sorter.reading.repeat(interval)


def _each_nth(sorter: _Sorter) -> None:
    """«var tredje vecka», «vart femte år», «var annan»."""
    ahead = sorter.peek()
    if ahead is None or ahead.kind not in (Kind.NUMBER, Kind.ORDINAL, Kind.OTHER) or int(ahead.value) < 1:
        raise _Unknown("var")
    sorter.reading.repeat(int(sorter.take().value))


def _unit(sorter: _Sorter, unit: Unit) -> None:
    reading, ahead = sorter.reading, sorter.peek()
    if unit is Unit.WEEK and ahead is not None and ahead.kind is Kind.NUMBER:
        while (ahead := sorter.peek()) is not None and ahead.kind is Kind.NUMBER:
            reading.weeks.append(int(sorter.take().value))
    elif unit is Unit.DAY and reading.ordinals and not reading.counted:
        reading.counted = "day"
    elif unit is Unit.DAY and ahead is not None and ahead.kind in (Kind.NUMBER, Kind.ORDINAL):
        return  # «day 25 of every month»
    elif unit is Unit.WORKDAY and reading.ordinals:
        reading.counted = "workday"
    elif unit is Unit.WORKDAY:
        reading.weekdays += [0, 1, 2, 3, 4]
    elif unit is Unit.WEEK and reading.parity is not None:
        return
    else:
        reading.unit = unit


def _number(sorter: _Sorter, number: int) -> None:
    """An ordinal of a weekday or of a day («andra torsdagen»), or the number of a day («15 mars», «den 25:e»)."""
    reading = sorter.reading
    ahead, unit = sorter.kind_after_numbers(), sorter.unit_after_numbers()
    if ahead is Kind.WEEKDAY or unit in (Unit.DAY, Unit.WORKDAY):
        reading.ordinals.append(number)
    elif number < 0 and unit is not Unit.WEEK:
        reading.ordinals.append(number)
        reading.counted = reading.counted or "day"
    elif reading.groups and sorter.month_first and not reading.groups[-1].days:
        reading.groups[-1].days.append(number)
    elif not reading.groups or reading.groups[-1].months:
        reading.open_group().days.append(number)
    else:
        reading.groups[-1].days.append(number)


def _month(sorter: _Sorter, month: int) -> None:
    reading = sorter.reading
    if not reading.groups:
        ahead = sorter.peek()
        sorter.month_first = ahead is not None and ahead.kind in (Kind.NUMBER, Kind.ORDINAL) and sorter.kind_after_numbers() is None
        sorter.month_first = sorter.month_first or _english_order(sorter)
        reading.open_group().months.append(month)
    elif sorter.month_first and reading.groups[-1].days:
        reading.open_group().months.append(month)
    else:
        reading.groups[-1].months.append(month)


def _english_order(sorter: _Sorter) -> bool:
    """Whether the month stands before its day throughout: «March 15 and September 20»."""
    kinds = [token.kind for token in sorter.tokens if token.kind in (Kind.MONTH, Kind.NUMBER, Kind.ORDINAL)]
    return bool(kinds) and kinds[0] is Kind.MONTH and kinds[-1] is not Kind.MONTH


def _slash(reading: Reading, text: str) -> None:
    day, month, *year = (int(part) for part in re.split(r"[-/ .]", text))
    if year:
        reading.single(year[0], month, day)
    else:
        group = reading.open_group()
        group.days.append(day)
        group.months.append(month)


# ── from when ────────────────────────────────────────────────────────────────


def _aligned(rule: Rule, start: date) -> Rule:
    """A rhythm longer than one begins with its first possible date, not with whatever period ``start`` happens to lie in."""
    if "INTERVAL=" not in rule.rrule:
        return rule
    single = re.sub(r";INTERVAL=\d+", "", rule.rrule)
    plain = Rule(single, "", rule.red_day, rule.workday, start)
    horizon = date(min(start.year + HORIZON_YEARS, date.max.year), 12, 28)
    for years in (1, HORIZON_YEARS):
        dates = expand(plain, start, min(start + timedelta(days=366 * years), horizon))
        if dates:
            return Rule(rule.rrule, "", rule.red_day, rule.workday, dates[0])
    return rule


def suggestions(day: date) -> list[str]:
    """Common rules that give ``day``, the single date first, as they are said."""
    number, last = (day.day - 1) // 7 + 1, (day + timedelta(days=7)).month != day.month
    name = DAYS[day.weekday()]
    nth = [*([f"{number}{name}"] if number < FIFTH else []), *([f"-1{name}"] if last else [])]
    rules = [
        f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={day.day};COUNT=1",
        f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={day.day}",
        *(f"FREQ=YEARLY;BYMONTH={day.month};BYDAY={which}" for which in nth),
        f"FREQ=YEARLY;BYWEEKNO={day.isocalendar().week};BYDAY={name}",
        f"FREQ=MONTHLY;BYMONTHDAY={day.day if day.day <= 28 else -1}",
        *(f"FREQ=MONTHLY;BYDAY={which}" for which in nth),
        f"FREQ=WEEKLY;BYDAY={name}",
        f"FREQ=WEEKLY;INTERVAL=2;BYDAY={name}",
    ]
    workdays = [Rule("FREQ=MONTHLY;BYMONTHDAY=1", workday=place) for place in (1, 3, -1)]
    quarter = Rule("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1")
    return [describe(rule) for rule in (*(Rule(text, start=day) for text in rules), *workdays, quarter)]
