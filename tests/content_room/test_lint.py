import re

import pytest

from chefsstod.content.lint import RULES, lint

WRONG = (
    "Enligt AFS 2001:1 ska ni följa upp arbetet.", "Socialtjänstlagen (2001:453) säger.", "Se förordningen 2001:937.",
    "Lex Sarah finns i 14 kap. 3 § SoL.", "Enligt 4 kap. 1 § har hon rätt till bistånd.", "Värdegrunden, 5 kap. 4 § om värdegrund.",
    "SOSFS 2011:5 3 kap. 2 §.", "24 a–g §§ är lex Sarah.", "Hör av dig till MSB.", "NIS-lagen gäller.", "AB 20 gäller.",
    "AB 25 ger rätt.", "Gör avdrag för karensdag.", "Högst 38 procent på natten.", "Nationell mätning: PPM i mars.",
    "Sök tillstånd för kamerabevakning.", "Lämna brandskyddsredogörelse.", "Äldreomsorgslagen gäller.",
    "OSA-reglerna ingår i AFS 2023:1.", "Skyddsrond är lagkrav.", "Skyddskommittén ska träffas var tredje månad.",
    "Arbetsmiljöansvaret delegeras bort.", "Anmäl inom 24 timmar till Arbetsmiljöverket.",
    "Arbetsmiljöverket kan förbjuda brukaren att röka.", "AML går alltid före SoL.", "Det krävs ett uttalat hot.",
    "Det ska vara 0,8 meter fritt.", "Årlig skriftlig sammanställning av tillbud är ett krav.",
    "Nattpersonal har obligatorisk hälsokontroll.", "Chefen kan inte säga nej till uppgiften.", "Alla måste ha B2.",
    "Registerutdrag måste tas i hemtjänst.", "I hemtjänsten är registerutdrag obligatoriskt.",
    "Spara en kopia av registerutdraget.", "Tre varningar krävs.", "Nio månader enligt LAS.",
    "Skicka rehabplanen till Försäkringskassan senast dag 30.", "Lönetransparensreglerna gäller från juni.",
    "Diskrimineringslagen gäller när brukare trakasserar personal.", "Brukaren får välja bort personal.",
    "Visselblåsare måste larma internt först.", "En undersköterska utan bevis får inte arbeta.",
    "Lex Maria ska anmälas inom två månader.", "Stöd finns i 10 kap. 27 § OSL.", "Enligt 10 kap. 11 § OSL får ombudet.",
    "Sekretessen är absolut.", "Brott enligt 21 kap. 3 § BrB.", "GDPR hindrar oss att lämna ut handlingen.",
    "En begäran måste vara skriftlig.", "Vi lämnar ut inom 14 dagar.", "Meddelarfriheten låter dig berätta om brukare.",
    "Samtycke gör det lagligt att läsa andras journal.", "Enhetschefen delegerar läkemedel.",
    "Nödrätt ger rätt att låsa dörren.", "Låsa skåp för personalens säkerhet.", "Besöksförbud beslutas av enhetschef.",
    "Kommunen kan avsluta hemtjänsten.", "Patientsäkerhetsberättelse gäller bara regioner.", "Kvalitetsberättelse är lagkrav.",
    "Lagen kräver brandövning varje år.", "Ny lag om kommuners och regioners beredskap gäller.",
)  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_a_statement_that_must_not_stand_is_found_with_a_reason(text: str) -> None:
    findings = lint(text)
    assert findings, text
    assert all(finding.words in text and finding.message for finding in findings)


def test_every_rule_has_an_example_here() -> None:
    unused = [pattern for pattern, _ in RULES if not any(re.search(pattern, text, re.IGNORECASE) for text in WRONG)]
    assert unused == []


@pytest.mark.parametrize(
    "text",
    [
        "", "AFS 2001:1 är upphävd sedan 2025; gäller gör AFS 2023:1.", "Föreskriften ersatte AFS 2015:4 och AFS 2001:1 ersattes.",
        "Ett uttalat hot krävs inte.", "Karensavdrag görs vid sjukdom.", "Skyddsrond är inget årligt krav, men ett bra sätt.",
        "Anmäl utan dröjsmål till Arbetsmiljöverket.", "Lex Sarah finns i 27 kap. SoL.", "Plan för återgång senast dag 30.",
        "Socialtjänstlagen (2025:400) gäller.", "OSA finns i AFS 2023:2 kap. 2.",
    ],
)  # fmt: skip
def test_what_is_right_or_says_that_it_is_replaced_is_left_alone(text: str) -> None:
    assert lint(text) == []


def test_only_the_sentence_that_admits_it_is_excused() -> None:
    text = "AFS 2001:1 är upphävd. Följ AFS 2015:4 om belastning."
    assert [finding.words for finding in lint(text)] == ["AFS 2015:4"]
