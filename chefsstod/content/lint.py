"""Statements about Swedish law that content must not make: replaced regulations, wrong time limits, common misreadings.

Each rule is a pattern and what to write instead. The list is as of November 2026; every review of the base pack looks it through.
A text may name what is replaced when it says so: a finding is withdrawn where one of ``_ADMITTED`` stands in the same sentence.
"""

# ruff: noqa: E501 - a pattern and its message stand on one line, as in a table

import re
from dataclasses import dataclass
from functools import cache

_ADMITTED = re.compile(
    r"upphäv|ersatt|ersätt|tidigare|gamla|gällde förr|inte längre|nedlagd|upphörde|finns inte|(?:är|stämmer|gäller) inte\b",
    re.IGNORECASE,
)

_OLD_CHAPTER = "the chapter is that of the old Social Services Act (2001:453)"
_MAY_ASK = "the law (2026:43) says that the employer may ask"

# fmt: off
RULES: tuple[tuple[str, str], ...] = (
    # ── replaced regulations, laws and authorities ──
    (
        r"AFS (?:2001:1|2015:4|1993:2|1982:3|2020:5|2012:2|2018:4|2012:3|2007:5|1999:7|2019:3|1990:18)\b",
        "the regulation is repealed since 1 January 2025; see AFS 2023:1–15",
    ),
    (r"\b2001:453\b", "the Social Services Act is 2025:400 since 1 July 2025"),
    (r"\b2001:937\b", "the Social Services Ordinance is 2025:468"),
    (r"(?:lex Sarah|orosanmäl\w*)[^.]{0,60}\b14 kap|\b14 kap\.?[^.]{0,60}(?:lex Sarah|orosanmäl)", "lex Sarah is in 27 kap., reports in 19 kap."),
    (r"\b11 kap\.? ?5 ?§[^.]{0,40}dokument|\b4 kap\.? ?1 ?§[^.]{0,30}bistånd|\b4 kap\.? ?2 ?a ?§", _OLD_CHAPTER),
    (r"\b5 kap\.? ?4 ?§[^.]{0,30}värdegrund|\b3 kap\.? ?3 ?§[^.]{0,30}kvalitet|\b2 kap\.? ?1 ?§[^.]{0,40}yttersta", _OLD_CHAPTER),
    (r"SOSFS (?:2011:5|2014:5)[^.]{0,15}(?:kap|§)", "rests on the old Social Services Act; give no chapter or section"),
    (r"24 ?(?:a ?[–-] ?g|g) ?§+[^.]{0,40}lex Sarah", "24 g § LSS is about reports of concern, not lex Sarah"),
    (r"\bMSB\b|Myndigheten för samhällsskydd", "the authority is Myndigheten för civilt försvar (MCF)"),
    (r"\b2018:1174\b|NIS-lagen", "repealed; the Cyber Security Act is 2025:1506"),
    (r"\bAB ?20\b", "the agreement AB 20 is no longer in force"),
    (r"\bAB ?25\b(?![^.]{0,60}(?:kollektivavtal|SKR|Sobona))", "say which AB 25 is meant: the building trade has one too"),
    (r"karensdag(?!s)", "since 2019 there is a deduction (karensavdrag), no waiting day"),
    (r"\b38 (?:%|procent)[^.]{0,60}natt|natt[^.]{0,60}\b38 (?:%|procent)", "the old limit for night work; now a third or three hours"),
    (r"(?:PPM|punktprevalens)[^.]{0,60}(?:nationell|vecka 1[12]|i mars)", "the national measurement of basic hygiene has ended"),
    (r"tillstånd[^.]{0,40}kamerabevakning", "no permit for camera surveillance is needed since 1 April 2025"),
    (r"brandskyddsredogörelse", "the duty was repealed in 2021"),
    (r"särskild äldreomsorgslag|äldreomsorgslagen", "there is no such law"),
    # ── work environment ──
    (r"OSA[^.]{0,40}AFS 2023:1\b|AFS 2023:1\b[^.]{0,40}\bOSA\b", "the rules on OSA are in AFS 2023:2 chapter 2"),
    (r"skyddsrond[^.]{0,40}(?:lagkrav|lagstadgad|krävs enligt lag|enligt lag)", "the ordinance says «bör» of safety rounds"),
    (r"skyddskommitté[^.]{0,60}(?:måste|ska|var tredje månad)[^.]{0,40}(?:lag|var tredje månad)", "the ordinance says «bör»"),
    (r"arbetsmiljöansvaret (?:kan )?(?:delegeras|fördelas) (?:bort|ner)", "tasks are distributed; the responsibility stays"),
    (r"inom (?:24|48) timmar[^.]{0,60}Arbetsmiljöverket|Arbetsmiljöverket[^.]{0,60}inom (?:24|48) timmar", "utan dröjsmål"),
    (r"Arbetsmiljöverket[^.]{0,40}förbjud\w* (?:brukaren|den enskilde)", "orders are directed at the employer"),
    (r"(?:AML|arbetsmiljölagen) går alltid före|(?:SoL|LSS|socialtjänstlagen) går alltid före", "neither law is always above the other"),
    (r"(?<!inget )uttalat hot[^.]{0,40}(?:krävs|måste)(?! inte)|kräv\w*[^.]{0,20}ett uttalat hot", "a palpable risk is enough for a ban on working alone"),
    (r"0,8 (?:m\b|meter)", "the measure does not bind in somebody's home"),
    (r"årlig skriftlig sammanställning av (?:tillbud|olyck)[^.]{0,60}(?:krav|ska|måste)", "was required by AFS 2001:1, not by AFS 2023:1"),
    (r"obligatorisk\w* hälsokontroll|hälsokontroll\w* är obligatorisk", "offered; done for those who accept"),
    (r"chefen kan inte (?:säga nej|avsäga sig|frånsäga sig)", "a manager may ask for change or return a task"),
    # ── staff ──
    (r"måste (?:ha|nå) B2|utan B2", "the duty is the provider's: to work for the right level"),
    (r"(?:registerutdrag|belastningsregistret)[^.]{0,60}(?:måste|obligatorisk|krävs)[^.]{0,60}(?:hemtjänst|äldreomsorg)", _MAY_ASK),
    (r"(?:hemtjänst|äldreomsorg)[^.]{0,60}registerutdrag[^.]{0,40}(?:måste|obligatorisk)", _MAY_ASK),
    (r"(?:spara|behåll|arkivera)\w* (?:en )?kopia[^.]{0,30}(?:registerutdrag|utdraget)", "only a note may be made"),
    (r"tre varningar", "no number of warnings is required"),
    (r"nio månader[^.]{0,30}LAS|LAS[^.]{0,30}nio månader", "say whether it is to qualify or how long it holds"),
    (
        r"(?:plan\w*|rehabplan)[^.]{0,40}(?:till|in till) Försäkringskassan[^.]{0,40}dag 30|dag 30[^.]{0,40}till Försäkringskassan",
        "the plan is the employer's and is to be drawn up by day 30; it is not sent in",
    ),
    (r"lönetransparens\w*[^.]{0,60}(?:gäller från|träder i kraft|juni 2026|juli 2026)", "stopped in March 2026; the outcome is open"),
    (r"diskrimineringslagen[^.]{0,60}brukare\w* trakasser", "the duty to investigate does not cover this; AML does"),
    (r"välja bort personal", "discrimination"),
    (r"visselblåsare[^.]{0,40}(?:måste|ska)[^.]{0,30}internt först", "external reporting is open from the start"),
    (r"undersköterska utan bevis", "the title is protected, not the work"),
    # ── care, secrecy, quality ──
    (r"lex (?:Maria|Sarah)[^.]{0,60}(?:inom )?två månader", "write «snarast»"),
    (r"10 kap\. ?27 ?§|generalklausul", "does not carry the release of care data"),
    (r"10 kap\. ?11 ?§ (?:OSL|offentlighets)", "secrecy of social services and care is not in that list"),
    (r"sekretessen är absolut", "strong, but broken by law"),
    (r"21 kap\. ?3 ?§ (?:BrB|brottsbalken)", "breach of confidentiality is in 20 kap. 3 §"),
    (r"GDPR (?:hindrar|förbjuder)[^.]{0,40}lämna ut", "GDPR does not stop the release of a public document"),
    (r"begäran (?:måste|ska) vara (?:skriftlig|namngiven)", "a request may be oral and anonymous"),
    (r"(?:lämna\w* ut|utlämn\w*)[^.]{0,40}inom (?:14 dagar|en vecka)", "promptly; no number of days is given"),
    (r"meddelarfrihet\w*[^.]{0,60}berätta om brukare", "the freedom does not cover this (OSL 26:15, 25:18)"),
    (r"samtycke[^.]{0,40}läsa andras journal", "consent does not make it lawful (2022:913 3:7)"),
    (r"enhetschef\w* delegerar läkemedel|chefen (?:vidaredelegerar|drar in insats|beslutar att dra in)", "not the manager's to decide"),
    (r"nödrätt[^.]{0,40}(?:låsa|hålla fast)|anhöriga har samtyckt", "no ground for a routine"),
    (r"lås\w* (?:dörr|skåp)\w*[^.]{0,40}personalens säkerhet", "a restriction that needs consent"),
    (r"(?:besöksförbud|vistelseförbud)[^.]{0,40}enhetschef", "not the manager's to decide"),
    (r"avsluta hemtjänsten", "the decision on support stays; the manner can change"),
    (r"patientsäkerhetsberättelse\w*[^.]{0,40}bara region", "every care provider writes one"),
    (r"kvalitetsberättelse\w*[^.]{0,40}lagkrav", "not required by law"),
    (r"lagen kräver[^.]{0,30}brandövning|brandövning[^.]{0,30}varje år enligt lag", "the law gives no number"),
    (r"ny lag om kommuners och regioners beredskap gäller", "not confirmed"),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that should not stand: the words, and why."""

    words: str
    message: str


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), message) for pattern, message in RULES)


def lint(text: str) -> list[Finding]:
    """Every statement in ``text`` that the rules object to, in the order of the rules."""
    return [
        Finding(match.group(0), message)
        for pattern, message in _compiled()
        for match in pattern.finditer(text)
        if not _ADMITTED.search(_sentence(text, match))
    ]


def _sentence(text: str, match: re.Match[str]) -> str:
    begin = max(text.rfind(". ", 0, match.start()), text.rfind("? ", 0, match.start()), text.rfind("\n\n", 0, match.start()))
    end = text.find(". ", match.end())
    return text[max(begin, 0) : end if end >= 0 else len(text)]
