"""Statements about Swedish law that content must not make: replaced regulations, wrong time limits, common misreadings.

Each rule is a pattern and what to write instead. The list is as of November 2026; every review of the base pack looks it through.
A text may name what is replaced when it says so: a finding is withdrawn where one of ``_ADMITTED`` stands in the same sentence.
The reasons are translated where they are told (``told``).
"""

# ruff: noqa: E501 - a pattern and its message stand on one line, as in a table

import re
from dataclasses import dataclass
from functools import cache

from chefsstod.i18n import N_, _

_ADMITTED = re.compile(
    r"upphäv|ersatt|ersätt|tidigare|gamla|gällde förr|inte längre|nedlagd|upphörde|finns inte|(?:är|stämmer|gäller) inte\b",
    re.IGNORECASE,
)

_OLD_CHAPTER = N_("the chapter is that of the old Social Services Act (2001:453)")
_MAY_ASK = N_("the law (2026:43) says that the employer may ask")

# fmt: off
RULES: tuple[tuple[str, str], ...] = (
    # ── replaced regulations, laws and authorities ──
    (
        r"AFS (?:2001:1|2015:4|1993:2|1982:3|2020:5|2012:2|2018:4|2012:3|2007:5|1999:7|2019:3|1990:18)\b",
        N_("the regulation is repealed since 1 January 2025; see AFS 2023:1–15"),
    ),
    (r"\b2001:453\b", N_("the Social Services Act is 2025:400 since 1 July 2025")),
    (r"\b2001:937\b", N_("the Social Services Ordinance is 2025:468")),
    (r"(?:lex Sarah|orosanmäl\w*)[^.]{0,60}\b14 kap|\b14 kap\.?[^.]{0,60}(?:lex Sarah|orosanmäl)", N_("lex Sarah is in 27 kap., reports in 19 kap.")),
    (r"\b11 kap\.? ?5 ?§[^.]{0,40}dokument|\b4 kap\.? ?1 ?§[^.]{0,30}bistånd|\b4 kap\.? ?2 ?a ?§", _OLD_CHAPTER),
    (r"\b5 kap\.? ?4 ?§[^.]{0,30}värdegrund|\b3 kap\.? ?3 ?§[^.]{0,30}kvalitet|\b2 kap\.? ?1 ?§[^.]{0,40}yttersta", _OLD_CHAPTER),
    (r"SOSFS (?:2011:5|2014:5)[^.]{0,15}(?:kap|§)", N_("rests on the old Social Services Act; give no chapter or section")),
    (r"24 ?(?:a ?[–-] ?g|g) ?§+[^.]{0,40}lex Sarah", N_("24 g § LSS is about reports of concern, not lex Sarah")),
    (r"\bMSB\b|Myndigheten för samhällsskydd", N_("the authority is Myndigheten för civilt försvar (MCF)")),
    (r"\b2018:1174\b|NIS-lagen", N_("repealed; the Cyber Security Act is 2025:1506")),
    (r"\bAB ?20\b", N_("the agreement AB 20 is no longer in force")),
    (r"\bAB ?25\b(?![^.]{0,60}(?:kollektivavtal|SKR|Sobona))", N_("say which AB 25 is meant: the building trade has one too")),
    (r"karensdag(?!s)", N_("since 2019 there is a deduction (karensavdrag), no waiting day")),
    (r"\b38 (?:%|procent)[^.]{0,60}natt|natt[^.]{0,60}\b38 (?:%|procent)", N_("the old limit for night work; now a third or three hours")),
    (r"(?:PPM|punktprevalens)[^.]{0,60}(?:nationell|vecka 1[12]|i mars)", N_("the national measurement of basic hygiene has ended")),
    (r"tillstånd[^.]{0,40}kamerabevakning", N_("no permit for camera surveillance is needed since 1 April 2025")),
    (r"brandskyddsredogörelse", N_("the duty was repealed in 2021")),
    (r"särskild äldreomsorgslag|äldreomsorgslagen", N_("there is no such law")),
    # ── work environment ──
    (r"OSA[^.]{0,40}AFS 2023:1\b|AFS 2023:1\b[^.]{0,40}\bOSA\b", N_("the rules on OSA are in AFS 2023:2 chapter 2")),
    (r"skyddsrond[^.]{0,40}(?:lagkrav|lagstadgad|krävs enligt lag|enligt lag)", N_("the ordinance says «bör» of safety rounds")),
    (r"skyddskommitté[^.]{0,60}(?:måste|ska|var tredje månad)[^.]{0,40}(?:lag|var tredje månad)", N_("the ordinance says «bör»")),
    (r"arbetsmiljöansvaret (?:kan )?(?:delegeras|fördelas) (?:bort|ner)", N_("tasks are distributed; the responsibility stays")),
    (r"inom (?:24|48) timmar[^.]{0,60}Arbetsmiljöverket|Arbetsmiljöverket[^.]{0,60}inom (?:24|48) timmar", N_("write «utan dröjsmål»")),
    (r"Arbetsmiljöverket[^.]{0,40}förbjud\w* (?:brukaren|den enskilde)", N_("orders are directed at the employer")),
    (r"(?:AML|arbetsmiljölagen) går alltid före|(?:SoL|LSS|socialtjänstlagen) går alltid före", N_("neither law is always above the other")),
    (r"(?<!inget )uttalat hot[^.]{0,40}(?:krävs|måste)(?! inte)|kräv\w*[^.]{0,20}ett uttalat hot", N_("a palpable risk is enough for a ban on working alone")),
    (r"0,8 (?:m\b|meter)", N_("the measure does not bind in somebody's home")),
    (r"årlig skriftlig sammanställning av (?:tillbud|olyck)[^.]{0,60}(?:krav|ska|måste)", N_("was required by AFS 2001:1, not by AFS 2023:1")),
    (r"obligatorisk\w* hälsokontroll|hälsokontroll\w* är obligatorisk", N_("offered; done for those who accept")),
    (r"chefen kan inte (?:säga nej|avsäga sig|frånsäga sig)", N_("a manager may ask for change or return a task")),
    # ── staff ──
    (r"måste (?:ha|nå) B2|utan B2", N_("the duty is the provider's: to work for the right level")),
    (r"(?:registerutdrag|belastningsregistret)[^.]{0,60}(?:måste|obligatorisk|krävs)[^.]{0,60}(?:hemtjänst|äldreomsorg)", _MAY_ASK),
    (r"(?:hemtjänst|äldreomsorg)[^.]{0,60}registerutdrag[^.]{0,40}(?:måste|obligatorisk)", _MAY_ASK),
    (r"(?:spara|behåll|arkivera)\w* (?:en )?kopia[^.]{0,30}(?:registerutdrag|utdraget)", N_("only a note may be made")),
    (r"tre varningar", N_("no number of warnings is required")),
    (r"nio månader[^.]{0,30}LAS|LAS[^.]{0,30}nio månader", N_("say whether it is to qualify or how long it holds")),
    (
        r"(?:plan\w*|rehabplan)[^.]{0,40}(?:till|in till) Försäkringskassan[^.]{0,40}dag 30|dag 30[^.]{0,40}till Försäkringskassan",
        N_("the plan is the employer's and is to be drawn up by day 30; it is not sent in"),
    ),
    (r"lönetransparens\w*[^.]{0,60}(?:gäller från|träder i kraft|juni 2026|juli 2026)", N_("stopped in March 2026; the outcome is open")),
    (r"diskrimineringslagen[^.]{0,60}brukare\w* trakasser", N_("the duty to investigate does not cover this; AML does")),
    (r"välja bort personal", N_("discrimination")),
    (r"visselblåsare[^.]{0,40}(?:måste|ska)[^.]{0,30}internt först", N_("external reporting is open from the start")),
    (r"undersköterska utan bevis", N_("the title is protected, not the work")),
    # ── care, secrecy, quality ──
    (r"lex (?:Maria|Sarah)[^.]{0,60}(?:inom )?två månader", N_("write «snarast»")),
    (r"10 kap\. ?27 ?§|generalklausul", N_("does not carry the release of care data")),
    (r"10 kap\. ?11 ?§ (?:OSL|offentlighets)", N_("secrecy of social services and care is not in that list")),
    (r"sekretessen är absolut", N_("strong, but broken by law")),
    (r"21 kap\. ?3 ?§ (?:BrB|brottsbalken)", N_("breach of confidentiality is in 20 kap. 3 §")),
    (r"GDPR (?:hindrar|förbjuder)[^.]{0,40}lämna ut", N_("GDPR does not stop the release of a public document")),
    (r"begäran (?:måste|ska) vara (?:skriftlig|namngiven)", N_("a request may be oral and anonymous")),
    (r"(?:lämna\w* ut|utlämn\w*)[^.]{0,40}inom (?:14 dagar|en vecka)", N_("promptly; no number of days is given")),
    (r"meddelarfrihet\w*[^.]{0,60}berätta om brukare", N_("the freedom does not cover this (OSL 26:15, 25:18)")),
    (r"samtycke[^.]{0,40}läsa andras journal", N_("consent does not make it lawful (2022:913 3:7)")),
    (r"enhetschef\w* delegerar läkemedel|chefen (?:vidaredelegerar|drar in insats|beslutar att dra in)", N_("not the manager's to decide")),
    (r"nödrätt[^.]{0,40}(?:låsa|hålla fast)|anhöriga har samtyckt", N_("no ground for a routine")),
    (r"lås\w* (?:dörr|skåp)\w*[^.]{0,40}personalens säkerhet", N_("a restriction that needs consent")),
    (r"(?:besöksförbud|vistelseförbud)[^.]{0,40}enhetschef", N_("not the manager's to decide")),
    (r"avsluta hemtjänsten", N_("the decision on support stays; the manner can change")),
    (r"patientsäkerhetsberättelse\w*[^.]{0,40}bara region", N_("every care provider writes one")),
    (r"kvalitetsberättelse\w*[^.]{0,40}lagkrav", N_("not required by law")),
    (r"lagen kräver[^.]{0,30}brandövning|brandövning[^.]{0,30}varje år enligt lag", N_("the law gives no number")),
    (r"ny lag om kommuners och regioners beredskap gäller", N_("not confirmed")),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that should not stand: the words, and why."""

    words: str
    message: str


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    # Small letters in both: more than twice as fast as letting the expressions ignore the difference.
    return tuple((re.compile(pattern.lower()), message) for pattern, message in RULES)


def lint(text: str) -> list[Finding]:
    """Every statement in ``text`` that the rules object to, in the order of the rules."""
    small = text.lower()
    if len(small) != len(text):  # some capitals of other languages become two letters
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return [
        Finding(text[match.start() : match.end()], message)
        for pattern, message in _compiled()
        for match in pattern.finditer(small)
        if not _ADMITTED.search(_sentence(text, match))
    ]


def told(finding: Finding) -> str:
    """A finding in her language: the words, and why they should not stand."""
    return _("«{words}»: {why}").format(words=finding.words, why=_(finding.message))


def _sentence(text: str, match: re.Match[str]) -> str:
    begin = max(text.rfind(". ", 0, match.start()), text.rfind("? ", 0, match.start()), text.rfind("\n\n", 0, match.start()))
    end = text.find(". ", match.end())
    return text[max(begin, 0) : end if end >= 0 else len(text)]
