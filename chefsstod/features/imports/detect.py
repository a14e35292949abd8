"""What a document says about itself: who owns it, from when it holds, when it is looked over, its version.

Found by the words that Swedish municipalities put before such facts. What is found is offered, never taken for granted; the name
of a person is not proposed where a function stands.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from chefsstod.content.lint import lint
from chefsstod.features.imports.model import Fact, Found, Remark, RemarkKind, Suggestion
from chefsstod.features.imports.swedish_dates import find_date
from chefsstod.support.privacy import find_identity_numbers

_AFTER = r"\s*(?:\([^)]{0,30}\)\s*)?[:\-–]?\s*"
_OWNER = re.compile(
    r"(?P<sure>dokumentägare|dokumentansvarig|dokumentets? ägare|rutinansvarig|ansvarig för (?:dokumentet|rutinen|riktlinjen)"
    r"|rutinägare|processägare|ägare)|(?P<loose>ansvarig|framtagen av|upprättad av|utfärdad av|utarbetad av|fastställd av"
    r"|beslutad av|författare|handläggare|innehållsansvarig|faktaägare|kontaktperson)",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"\b(?:(?:enhets|grupp|verksamhets|avdelnings|områdes?|sektions|förvaltnings|biträdande |tillförordnad |bitr\. |tf\.? )*"
    r"chef(?:en)?"
    r"|\w*direktör(?:en)?|\w*samordnare?n?|\w*ledare?n?|\w*strateg(?:en)?|\w*utvecklare?n?|\w*handläggare?n?|\w*controller"
    r"|MAS|MAR|medicinskt ansvarig sjuksköterska|medicinskt ansvarig för rehabilitering|\w*sjuksköterska?n?|\w*rektor"
    r"|socialt ansvarig samordnare|SAS|kvalitetsansvarig|dataskyddsombud|\w*konsult|\w*specialist|ledningsgruppen?"
    r"|\w*nämnden|\w*förvaltningen|\w*avdelningen|\w*enheten|HR|arbetsterapeut|fysioterapeut|undersköterska)\b"
    r"(?: (?!och\b|samt\b|el\b|tel\b)[a-zåäö]+(?: [a-zåäö]+)?(?=$|[,;.(/]))?",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?P<sure>gäller\s+(?:från|fr\.?\s?o\.?\s?m\.?)(?:\s+och\s+med)?"
    r"|(?:giltigt?|giltighet(?:stid)?|börjar gälla|ikraft(?:träder|trädande))"
    r"(?:\s+(?:från|fr\.?\s?o\.?\s?m\.?))?(?:\s+och\s+med)?(?:\s+den)?|fastställ(?:d|t|elsedatum|andedatum)(?:\s+(?:den|datum))?"
    r"|beslut(?:ad|at|sdatum)(?:\s+(?:den|datum))?|datum för (?:fastställande|beslut)|giltighetsdatum)"
    r"|(?P<loose>(?:senast\s+)?(?:reviderad|uppdaterad|ändrad)|upprättad|utfärdad|framtagen|senaste revidering|datum)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?P<sure>(?:revideras|ses\s+över|uppdateras|granskas|följs\s+upp|översyn)(?:\s+senast)?|nästa\s+(?:revidering|översyn|uppföljning"
    r"|revision|uppdatering|granskning)(?:\s+senast)?|(?:giltigt?|gäller)\s+(?:till|tom|t\.?\s?o\.?\s?m\.?)(?:\s+och\s+med)?"
    r"|revideringsdatum|översynsdatum|upphör(?:\s+att\s+gälla)?|ska(?:ll)?\s+(?:revideras|ses\s+över)(?:\s+senast)?)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:giltighetstid|gäller i|revideras|ses över)\D{0,25}?\b(\d|ett|två|tre|fyra|fem|vart(?:annat| tredje)|varje)\s+år\b"
    r"|(?:revideras|ses över) årligen",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:t\.?\s?o\.?\s?m\.?|till(?:\s+och\s+med)?|–|—)\s*", re.IGNORECASE)
_VERSION = re.compile(
    r"\b(?:version(?:snummer|snr)?|utgåva|revision(?:snummer|snr)?|ver\.?|rev\.?)"
    + _AFTER
    + r"(\d{1,3}(?:[.,]\d{1,3}){0,2})(?![\d-])",
    re.IGNORECASE,
)
_REGISTER = re.compile(
    r"\b(?:diarienummer|diarienr\.?|dnr\.?|ärendenummer|dokumentnummer|dok\.?nr\.?|dokument-?id)" + _AFTER
    + r"([A-ZÅÄÖ]{0,8}[ -]?\d[\w/.:-]{1,24}(?: \d[\w/.:-]{1,12})?)",
    re.IGNORECASE,
)  # fmt: skip
_NEAR_TOP = 60
"""Lines: farther down, «ansvarig: …» is about the work and not about the document."""
_MAX_VALUE = 60
_MAX_LINE = 240
_MAX_SUMMARY = 300
_MAX_WHERE = 120
MAX_FINDINGS = 12
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
"""The numbers of footnotes."""

_REPLACED = re.compile(r"AFS (?!2023)\d{4}:\d+|2001:453|2001:937|2018:1174|NIS-lagen|AB ?20|MSB|Myndigheten för samhällsskydd")


def suggestions(found: Found) -> tuple[Suggestion, ...]:
    """The facts that the words state and that the text does not have yet, in the order of ``Fact``."""
    lines = [line[:_MAX_LINE] for line in (*found.aside, *found.lines)]
    made: list[Suggestion | None] = [
        Suggestion(Fact.TITLE, found.other_title, "", sure=False) if found.other_title else None,
        None if found.owner else _owner(lines, len(found.aside)),
        None if found.valid_from else _date(Fact.VALID_FROM, lines, _FROM, last=False),
        None if found.review_by else _date(Fact.REVIEW_BY, lines, _UNTIL, last=True) or _end(lines),
        None if found.version else _version(lines),
        None if found.summary else _summary(found),
    ]
    return tuple(_sound([one for one in made if one is not None]))


def _sound(made: list[Suggestion]) -> Iterator[Suggestion]:
    """A text is not looked over before it begins to hold: if so it seems, neither date is sure."""
    days = {one.fact: one.value for one in made}
    turned = days.get(Fact.REVIEW_BY, "9999") < days.get(Fact.VALID_FROM, "")
    for one in made:
        yield replace(one, sure=False) if turned and one.fact in (Fact.VALID_FROM, Fact.REVIEW_BY) else one


def _labelled(line: str, pattern: re.Pattern[str]) -> Iterator[tuple[bool, str]]:
    """What stands after a label in a line; True when the label is about the document for sure."""
    for match in pattern.finditer(line):
        before = line[: match.start()]
        if before and not re.search(r"(?:^|[\s,;.|(·:])$", before):
            continue  # in the middle of a word
        rest = line[match.end() :]
        colon = re.match(_AFTER, rest)
        yield bool(match["sure"]), rest[colon.end() if colon else 0 :]


def _where(line: str) -> str:
    return line if len(line) <= _MAX_WHERE else line[: _MAX_WHERE - 1].rstrip() + "…"


# ── owner ────────────────────────────────────────────────────────────────────


def _owner(lines: Sequence[str], aside: int) -> Suggestion | None:
    best: tuple[int, Suggestion] | None = None
    for place, line in enumerate(lines):
        for sure, rest in _owner_values(line):
            value, function = _owner_of(rest)
            if not value:
                continue
            near = place < aside + _NEAR_TOP or place >= len(lines) - 15
            ticked = function and (sure or near)
            rank = (0 if sure else 2) + (0 if function else 1) + (0 if near else 4)
            if best is None or rank < best[0]:
                best = rank, Suggestion(Fact.OWNER, value, _where(line), sure=ticked)
    return best[1] if best is not None and best[0] < 5 else None


def _owner_values(line: str) -> Iterator[tuple[bool, str]]:
    for match in _OWNER.finditer(line):
        before, rest = line[: match.start()], line[match.end() :]
        stands_alone = not before or before.rstrip()[-1:] in ",;.|(·:" or before.endswith(" " * 2)
        labelled = re.match(r"\s*(?:\([^)]{0,30}\)\s*)?:\s*", rest) or (match["sure"] and re.match(r"\s+(?=[A-ZÅÄÖ])", rest))
        spoken = " av" in match[0].casefold() and re.match(r"\s+", rest)
        if (stands_alone or spoken) and (labelled or spoken):
            yield bool(match["sure"]), rest[(labelled or spoken).end() :]  # type: ignore[union-attr]


def _owner_of(rest: str) -> tuple[str, bool]:
    """The function that stands there, or else the name; and whether it is a function."""
    value = re.split(
        r"\s{2,}|\t|[|·;]|(?:,| )\s*(?:datum|den|version|giltig|gäller|dnr|tel)\b", rest, maxsplit=1, flags=re.IGNORECASE
    )[0]
    value = re.split(r"(?<=\w{3})\.\s", value, maxsplit=1)[0].strip(" .,:–-")
    if not value or len(value) > _MAX_VALUE or re.match(r"\d", value) or _is_label(value):
        return "", False
    function = _FUNCTION.search(value)
    if function is not None:
        words = function[0].strip()
        return (words if words[:2].isupper() else words[:1].upper() + words[1:]), True
    is_name = re.fullmatch(r"(?:[A-ZÅÄÖÉ][\w-]+\.? ?){2,4}", value) is not None
    return (value, False) if is_name else ("", False)


def _is_label(value: str) -> bool:
    return any(match is not None and match.end() >= len(value) - 1 for match in (p.match(value) for p in (_OWNER, _FROM, _UNTIL)))


# ── dates ────────────────────────────────────────────────────────────────────


def _date(fact: Fact, lines: Sequence[str], pattern: re.Pattern[str], *, last: bool) -> Suggestion | None:
    """The first date after a label that is sure, else the first after a looser one."""
    loose: Suggestion | None = None
    for line in lines:
        for sure, rest in _labelled(line, pattern):
            dated = find_date(rest, last=last)
            if dated is None or dated.start > 25 or (not sure and dated.start > 6):
                continue
            if fact is Fact.VALID_FROM and _ENDS.fullmatch(rest[: dated.start] or " "):
                continue  # «giltig t.o.m. 2025-12-31» is its end
            made = Suggestion(fact, dated.day.isoformat(), _where(line), sure=sure and dated.exact)
            if sure:
                return made
            loose = loose or made
    return replace(loose, sure=False) if loose is not None else None


def _end(lines: Sequence[str]) -> Suggestion | None:
    """«Giltighetstid 2024-01-01 – 2025-12-31»: the second date; «två år» after a beginning: so much later, but not for sure."""
    for line in lines:
        for sure, rest in _labelled(line, _FROM):
            begins = find_date(rest)
            if not sure or begins is None or begins.start > 25:
                continue
            ends = find_date(rest[begins.end :], last=True)
            if ends is not None and _ENDS.fullmatch(rest[begins.end :][: ends.start]):
                return Suggestion(Fact.REVIEW_BY, ends.day.isoformat(), _where(line), sure=ends.exact)
    start = _date(Fact.VALID_FROM, lines, _FROM, last=False)
    years = next(filter(None, map(_years, lines)), None)
    if start is None or years is None:
        return None
    begins_on = date.fromisoformat(start.value)
    later = begins_on.replace(year=begins_on.year + years[0], day=min(begins_on.day, 28))
    return Suggestion(Fact.REVIEW_BY, later.isoformat(), _where(years[1]), sure=False)


def _years(line: str) -> tuple[int, str] | None:
    match = _PERIOD.search(line)
    if match is None:
        return None
    words = {"ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "vartannat": 2, "vart tredje": 3, "varje": 1}
    text = (match[1] or "varje").casefold()
    years = int(text) if text.isdigit() else words.get(text, 0)
    return (years, line) if 0 < years < 10 else None


# ── the rest ─────────────────────────────────────────────────────────────────


def _version(lines: Sequence[str]) -> Suggestion | None:
    """The number of the version, and that of the register (diarienummer) with it."""
    version = _first(lines, _VERSION, lambda match: match[1].replace(",", "."))
    register = _first(
        lines, _REGISTER, lambda match: "dnr " + match[1].strip(" .,:") if _in_register(match) else match[1].strip(" .,:")
    )
    if version is None or register is None:
        return version or register
    where = version.where if version.where == register.where else f"{version.where} · {register.where}"
    return Suggestion(Fact.VERSION, f"{version.value}, {register.value}", _where(where))


def _in_register(match: re.Match[str]) -> bool:
    return match[0].casefold().startswith(("d", "ä")) and not match[0].casefold().startswith("dok")


def _first(lines: Sequence[str], pattern: re.Pattern[str], value: Callable[[re.Match[str]], str]) -> Suggestion | None:
    for line in lines:
        match = pattern.search(line)
        if match is not None:
            return Suggestion(Fact.VERSION, value(match), _where(line))
    return None


def _summary(found: Found) -> Suggestion | None:
    """The paragraph under «Syfte» or «Sammanfattning», when it is no longer than a summary."""
    from chefsstod.content.document import Heading, Paragraph, text_of
    from chefsstod.content.markdown import parse
    from chefsstod.features.imports.titles import bare

    blocks = parse(found.body).blocks
    for heading, after in itertools.pairwise(blocks):
        if isinstance(heading, Heading) and isinstance(after, Paragraph):
            words = _RAISED.sub("", " ".join(text_of(after.spans).split()))
            if bare(text_of(heading.spans)) in ("syfte", "sammanfattning", "syfte och mål") and 20 < len(words) <= _MAX_SUMMARY:
                return Suggestion(Fact.SUMMARY, words, text_of(heading.spans))
    return None


def remarks(found: Found) -> tuple[Remark, ...]:
    """What should not stand in a text: personal identity numbers, laws that have been replaced, statements that are wrong."""
    text = "\n\n".join([found.title, *found.aside, *found.lines])
    told: list[Remark] = []
    numbers = find_identity_numbers(text)
    if numbers:
        told.append(Remark(RemarkKind.IDENTITY_NUMBER, count=len(numbers)))
    seen: dict[str, Remark] = {}
    for finding in lint(text):
        words = " ".join(finding.words.split())
        kind = RemarkKind.REPLACED_LAW if _REPLACED.fullmatch(words) else RemarkKind.DOUBTFUL
        seen.setdefault(words.casefold(), Remark(kind, words))
    return (*told, *list(seen.values())[:MAX_FINDINGS])
