"""The events that ship, and how a faulty file is told."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from chefsstod.content.layers import Certainty
from chefsstod.content.lint import lint
from chefsstod.content.pack import read_laws
from chefsstod.content.problems import Severity
from chefsstod.features.timers.content import ChainFile, load_chains, read_chains, texts
from chefsstod.features.timers.model import Unit, step_day
from chefsstod.features.yearwheel.model import BasisKind
from chefsstod.support.paths import resources
from tests.features.timers.conftest import shipped

BASE = resources() / "content" / "base"
LAWS = read_laws(BASE)[0]
FILES, PROBLEMS = read_chains(BASE, LAWS)
WANTED = {
    "sjukfall", "ny-medarbetare", "ny-brukare", "klagomal", "planerad-franvaro", "foretrade", "chefsbyte", "tillbud",
    "krankande-sarbehandling", "lex-sarah", "medarbetare-slutar", "hot-och-vald", "provanstallning", "foraldraledighet",
}  # fmt: skip

each = pytest.mark.parametrize("item", FILES, ids=lambda item: item.id)


def test_every_wanted_event_is_there_and_no_file_has_a_fault_or_a_warning() -> None:
    assert PROBLEMS == []
    assert {item.id for item in FILES} >= WANTED


@each
def test_no_text_makes_a_statement_that_must_not_be_made(item: ChainFile) -> None:
    assert [(finding.words, finding.message) for finding in lint("\n\n".join(text for text, _path in texts(item)))] == []


@each
def test_law_is_named_with_certainty_and_only_verified_provisions(item: ChainFile) -> None:
    for basis in item.basis:
        if basis.kind is BasisKind.LAW:
            assert basis.law in LAWS
            assert basis.certainty is not None
            assert bool(basis.ref) == (basis.certainty is Certainty.VERIFIED), "a verified statement names its provision"
    assert item.checked >= date(2026, 11, 22)
    assert any(basis.kind is BasisKind.LOCAL for basis in item.basis), "what is custom is told from what is law"


@each
def test_a_day_that_follows_from_law_is_never_put_off_over_a_holiday_by_more_than_a_check(item: ChainFile) -> None:
    """A limit is met on the working day before it; only the check that a sick note has come may wait for Monday."""
    template = item.to_model()
    for step in template.steps:
        if step.limit and (item.id, step.id) != ("sjukfall", "dag-8") and step.offset.unit is not Unit.WORKDAYS:
            for start in (date(2026, 12, 1) + timedelta(days=n) for n in range(40)):
                limit = step_day(step.offset, start)
                raw = start + timedelta(days=step.offset.number) if step.offset.unit is Unit.DAYS else None
                assert raw is None or limit <= raw


@each
def test_texts_are_of_a_length_to_be_read(item: ChainFile) -> None:
    assert all(len(step.text) <= 85 for step in item.steps)
    assert all(not text.rstrip().endswith("!") for text, _path in texts(item))
    assert all("—" not in text and " – " not in text for text, _path in texts(item))


def test_the_days_of_a_sick_leave_are_those_of_the_law() -> None:
    sick = next(template for template in shipped() if template.id == "sjukfall")
    day_1 = date(2026, 11, 23)
    days = {step.id: (step_day(step.offset, day_1) - day_1).days + 1 for step in sick.steps}
    assert days["dag-8"] == 8
    assert days["anmal-fk"] == 14 + 7 - 2, "day 21 is a Sunday"
    assert days["plan"] == 30
    limits = {step.id for step in sick.steps if step.limit}
    assert limits == {"dag-8", "anmal-fk", "plan"}


# ── files ────────────────────────────────────────────────────────────────────

GOOD = """\
chains:
- id: provlarm
  title: Larmet har gått
  noun: Larm
  category: beredskap
  summary: Vad du gör när larmet har gått av misstag.
  when: Starta när larmet har gått.
  day_zero: Den dag larmet gick.
  steps:
  - {id: lyssna, text: Hör efter vad som hände, how: Fråga dem som var där., days: 0}
  - {id: laga, text: Låt laga larmet, how: Ring felanmälan., workdays: 2}
  service_types: [all]
  basis:
  - {kind: local, text: Bestäms hos er.}
  varies: Vem lagar larmet?
  ask: Fastighet.
  keywords: [larm]
  checked: 2026-11-22
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "chains").mkdir()
    (tmp_path / "chains" / "beredskap.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def change(pack: Path, old: str, new: str) -> None:
    file = pack / "chains" / "beredskap.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_good_file_is_read_without_a_word(pack: Path) -> None:
    items, problems = read_chains(pack, {})
    assert problems == []
    assert [step.offset.unit for step in items[0].to_model().steps] == [Unit.DAYS, Unit.WORKDAYS]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("workdays: 2", "workdays: 2, days: 1"),
        (", workdays: 2", ""),
        ("workdays: 2", "workdays: 2, red_day: next"),
        ("workdays: 2", "workdays: 2, condition: om larmet gick"),
        ("workdays: 2", "workdays: 2, limit: true"),
        ("id: laga", "id: lyssna"),
        ("[all]", "[skola]"),
        ("kind: local,", "kind: law, law: larmlagen, certainty: verified,"),
        ("kind: local,", "kind: law,"),
        ("kind: local,", "kind: local, certainty: verified,"),
        ("category: beredskap", "category: brand"),
        ("chains:", "events:"),
        ("  noun: Larm\n", ""),
        ("ask: Fastighet.", "ask: [Fastighet"),
    ],
)
def test_a_fault_leaves_the_event_out_and_is_told_with_its_line(pack: Path, old: str, new: str) -> None:
    change(pack, old, new)
    items, problems = read_chains(pack, {})
    assert items == []
    assert problems[0].severity is Severity.ERROR
    assert problems[0].file == "chains/beredskap.yaml"


def test_a_provision_without_certainty_is_refused(pack: Path) -> None:
    change(pack, "kind: local,", "kind: law, law: aml, ref: 3 kap. 2 §, certainty: law_level,")
    assert read_chains(pack, LAWS)[0] == []


def test_the_same_id_twice_keeps_the_first(pack: Path) -> None:
    (pack / "chains" / "z.yaml").write_text(GOOD, encoding="utf-8")
    items, problems = read_chains(pack, {})
    assert len(items) == 1
    assert [problem.file for problem in problems] == ["chains/z.yaml"]


def test_long_sentences_and_wrong_statements_are_warnings(pack: Path) -> None:
    change(pack, "Fråga dem som var där.", "Anmäl inom 24 timmar till Arbetsmiljöverket " + "och gör det noga " * 10 + "nu.")
    items, problems = read_chains(pack, {})
    assert len(items) == 1
    assert [problem.severity for problem in problems] == [Severity.WARNING] * 2


def test_the_cache_is_used_until_a_file_changes(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "chains.json"
    cache.parent.mkdir()
    first, _problems = load_chains(pack, cache)
    kept = cache.read_bytes()
    assert load_chains(pack, cache)[0] == first
    cache.write_bytes(kept.replace("Larmet har gått".encode(), "Ur gömstället".encode()))
    assert load_chains(pack, cache)[0][0].title == "Ur gömstället"
    change(pack, "Larmet har gått", "Larmet gick i natt")
    assert load_chains(pack, cache)[0][0].title == "Larmet gick i natt"


def test_a_broken_cache_or_a_broken_file_costs_nothing_but_time(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "chains.json"
    cache.write_bytes(b"{")
    assert len(load_chains(pack, cache)[0]) == 1
    change(pack, "chains:", "events:")
    templates, problems = load_chains(pack, cache)
    assert templates == ()
    assert problems
