"""What a document says about itself is recognised where municipalities write it, and only offered."""

from datetime import date

import pytest

from chefsstod.features.imports.detect import remarks, suggestions
from chefsstod.features.imports.model import Draft, Fact, Found, RemarkKind, Suggestion, with_suggestions
from chefsstod.features.imports.swedish_dates import find_date


def found(*lines: str, **more: object) -> Found:
    return Found("Rutin", "\n\n".join(lines) + "\n", "text/plain", lines=lines, **more)  # type: ignore[arg-type]


def fact(kind: Fact, *lines: str, **more: object) -> Suggestion | None:
    return next((one for one in suggestions(found(*lines, **more)) if one.fact is kind), None)


@pytest.mark.parametrize(
    ("text", "day", "exact"),
    [
        ("2025-03-01", date(2025, 3, 1), True),
        ("den 1 mars 2025", date(2025, 3, 1), True),
        ("1:a mars 2025", date(2025, 3, 1), True),
        ("25-03-01", date(2025, 3, 1), True),
        ("20250301", date(2025, 3, 1), True),
        ("2025.03.01", date(2025, 3, 1), True),
        ("1/3 2025", date(2025, 3, 1), True),
        ("1/3-25", date(2025, 3, 1), True),
        ("12 sept. 2025", date(2025, 9, 12), True),
        ("mars 2025", date(2025, 3, 1), False),
        ("2025-03", date(2025, 3, 1), False),
        ("år 2025", date(2025, 1, 1), False),
    ],
)
def test_swedish_dates(text: str, day: date, exact: bool) -> None:
    dated = find_date(text)
    assert dated is not None
    assert (dated.day, dated.exact) == (day, exact)


@pytest.mark.parametrize(
    "text", ["", "2025-02-30", "AFS 2023:1", "08-123 45 67", "1899-01-01", "SFS 2025:400", "12 äpplen", "2025-13-01"]
)
def test_what_is_no_date(text: str) -> None:
    assert find_date(text) is None


def test_the_end_of_a_month_or_year_that_something_holds_to() -> None:
    ends = [find_date(text, last=True) for text in ("februari 2028", "2026")]
    assert [dated.day for dated in ends if dated] == [date(2028, 2, 29), date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("line", "owner", "sure"),
    [
        ("Dokumentägare: Enhetschef", "Enhetschef", True),
        ("Dokumentansvarig: Anna Exempelsson, enhetschef", "Enhetschef", True),
        ("Ansvarig (funktion): MAS", "MAS", True),
        ("Framtagen av verksamhetschef", "Verksamhetschef", True),
        ("Version 2 · Ansvarig: Gruppledare   Datum: 2025-01-01", "Gruppledare", True),
        ("Fastställd av: Omsorgsnämnden, 2024-05-01", "Omsorgsnämnden", True),
        ("Handläggare: Anna Exempelsson", "Anna Exempelsson", False),
        ("Dokumentägare Enhetschef", "Enhetschef", True),
        ("Kontaktperson: Kvalitetssamordnare", "Kvalitetssamordnare", True),
    ],
)
def test_the_owner_is_a_function_where_one_stands(line: str, owner: str, sure: bool) -> None:
    one = fact(Fact.OWNER, line)
    assert one is not None
    assert (one.value, one.sure, one.where) == (owner, sure, line)


@pytest.mark.parametrize(
    "line",
    [
        "Enhetschefen är ansvarig för att rutinen följs.",
        "Ansvarig: den som upptäcker felet",
        "Ansvarig: Giltig från",
        "Ansvarig: 2025-01-01",
        "Ansvarig:",
        "Ansvarig: " + "Enhetschef och många andra som står uppräknade här efter varandra i en lång rad",
        "medansvarig: Enhetschef",
        "Ansvaret delas.",
    ],
)
def test_what_is_said_in_running_text_makes_no_owner(line: str) -> None:
    assert fact(Fact.OWNER, line) is None


def test_far_down_a_loose_word_is_about_the_work_and_not_about_the_document() -> None:
    lines = [f"Stycke {n}" for n in range(200)]
    lines[100] = "Ansvarig: Sjuksköterska"
    assert fact(Fact.OWNER, *lines) is None
    lines[100] = "Dokumentansvarig: Sjuksköterska"
    one = fact(Fact.OWNER, *lines)
    assert one is not None
    assert one.sure


@pytest.mark.parametrize(
    ("line", "day", "sure"),
    [
        ("Gäller från: 2025-03-01", "2025-03-01", True),
        ("Gäller fr.o.m. 1 mars 2025", "2025-03-01", True),
        ("Giltig från och med den 1 mars 2025", "2025-03-01", True),
        ("Giltighetstid: 2025-03-01 – 2027-02-28", "2025-03-01", True),
        ("Fastställd 25-03-01", "2025-03-01", True),
        ("Beslutsdatum: 2025-03-01", "2025-03-01", True),
        ("Gäller från mars 2025", "2025-03-01", False),
        ("Senast reviderad: 2025-03-01", "2025-03-01", False),
        ("Datum 2025-03-01", "2025-03-01", False),
    ],
)
def test_from_when_it_holds(line: str, day: str, sure: bool) -> None:
    one = fact(Fact.VALID_FROM, line)
    assert one is not None
    assert (one.value, one.sure) == (day, sure)


@pytest.mark.parametrize(
    ("line", "day", "sure"),
    [
        ("Revideras senast: 2026-03-01", "2026-03-01", True),
        ("Ses över senast 1 mars 2026", "2026-03-01", True),
        ("Nästa revidering: mars 2026", "2026-03-31", False),
        ("Nästa översyn 2026", "2026-12-31", False),
        ("Giltig t.o.m. 2026-03-01", "2026-03-01", True),
        ("Gäller till och med 2026-03-01", "2026-03-01", True),
        ("Giltig fr.o.m. 2025-03-01 t.o.m. 2026-03-01", "2026-03-01", True),
        ("Giltighetstid: 2025-03-01 – 2027-02-28", "2027-02-28", True),
        ("Fastställd 2024-02-29, revideras vart tredje år", "2027-02-28", False),
        ("Fastställd 2024-03-01. Giltighetstid: 2 år", "2026-03-01", False),
        ("Fastställd 2024-03-01 och ses över årligen", "2025-03-01", False),
    ],
)
def test_by_when_it_is_looked_over(line: str, day: str, sure: bool) -> None:
    one = fact(Fact.REVIEW_BY, line)
    assert one is not None
    assert (one.value, one.sure) == (day, sure)


@pytest.mark.parametrize(
    "line", ["Giltig t.o.m. 2026-03-01", "Datum för mötet: se kalendern 2025-03-01", "Rutinen gäller från hösten"]
)
def test_what_says_nothing_of_a_beginning(line: str) -> None:
    assert fact(Fact.VALID_FROM, line) is None


def test_a_sure_label_goes_before_a_looser_one_that_stands_earlier() -> None:
    one = fact(Fact.VALID_FROM, "Upprättad: 2020-01-01", "Gäller från: 2025-03-01")
    assert one is not None
    assert one.value == "2025-03-01"


def test_an_end_before_the_beginning_makes_both_unsure() -> None:
    made = suggestions(found("Gäller från: 2026-03-01", "Giltig t.o.m. 2025-03-01"))
    assert [one.sure for one in made] == [False, False]


@pytest.mark.parametrize(
    ("lines", "version"),
    [
        (("Version: 2.1",), "2.1"),
        (("Utgåva 3",), "3"),
        (("Ver. 1,2",), "1.2"),
        (("Dnr OMS 2024/0117",), "dnr OMS 2024/0117"),
        (("Dokument-ID: R-104",), "R-104"),
        (("Version 3", "Diarienummer: VON-2025-12"), "3, dnr VON-2025-12"),
        (("Version 3 Dnr: VON-2025-12",), "3, dnr VON-2025-12"),
    ],
)
def test_version_and_register(lines: tuple[str, ...], version: str) -> None:
    one = fact(Fact.VERSION, *lines)
    assert one is not None
    assert one.value == version


def test_a_date_is_no_version() -> None:
    assert fact(Fact.VERSION, "Version 2024-01-01") is None


def test_the_purpose_is_a_summary_when_it_is_short() -> None:
    text = "Alla ska veta vad som gäller när strömmen går i huset."
    one = fact(Fact.SUMMARY, "## Syfte", text + "¹")
    assert one is not None
    assert (one.value, one.where) == (text, "Syfte")
    assert fact(Fact.SUMMARY, "## Syfte", "Ord. " * 90) is None
    assert fact(Fact.SUMMARY, "## Ansvar", text) is None


def test_what_the_file_states_itself_is_not_suggested_again() -> None:
    stated = {"owner": "MAS", "version": "1", "valid_from": date(2025, 1, 1), "review_by": date(2026, 1, 1), "summary": "Ord."}
    assert suggestions(found("Ansvarig: Enhetschef", "Version 2", "Gäller från 2025-02-02", **stated)) == ()
    [title] = suggestions(found("Ord", other_title="Annan titel"))
    assert (title.fact, title.sure) == (Fact.TITLE, False)


def test_heads_and_feet_are_looked_at_and_long_lines_are_cut() -> None:
    [one] = suggestions(found("Ord", aside=("Dokumentansvarig: Enhetschef · " + "x" * 300,)))
    assert (one.value, len(one.where)) == ("Enhetschef", 120)


def test_chosen_facts_are_written_into_the_draft() -> None:
    chosen = [Suggestion(Fact.OWNER, "MAS", ""), Suggestion(Fact.VALID_FROM, "2025-03-01", ""), Suggestion(Fact.TITLE, "Ny", "")]
    draft = with_suggestions(Draft("Gammal", "Ord"), chosen)
    assert (draft.title, draft.owner, draft.valid_from, draft.body) == ("Ny", "MAS", date(2025, 3, 1), "Ord")


def test_replaced_laws_doubtful_statements_and_numbers_of_persons_are_told() -> None:
    told = remarks(found("Se AFS 2001:1 och AFS 2001:1.", "Tre varningar krävs.", "Ring 640823-3234."))
    assert [(one.kind, one.text, one.count) for one in told] == [
        (RemarkKind.IDENTITY_NUMBER, "", 1),
        (RemarkKind.REPLACED_LAW, "AFS 2001:1", 0),
        (RemarkKind.DOUBTFUL, "Tre varningar", 0),
    ]
    assert remarks(found("AFS 2001:1 är upphävd.")) == ()
