import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from chefsstod.content.layers import Layer
from chefsstod.content.pack import Law, read_laws
from chefsstod.content.problems import Problem, Severity
from chefsstod.features.yearwheel.content import load_activities, read_activities
from chefsstod.features.yearwheel.model import Category, Kind, RedDay
from chefsstod.i18n import set_language

LAWS = "laws:\n" + '- {id: aml, short: AML, name: Arbetsmiljölagen, number: "1977:1160", checked: 2026-11-22}\n'


def entry(slug: str = "rond", **changes: object) -> dict[str, object]:
    """A faultless task, with what a test changes about it."""
    task: dict[str, object] = {
        "id": slug,
        "code": "AM03",
        "title": "Rond i lokalerna",
        "short": "Rond",
        "category": "arbetsmiljo",
        "kind": "calendar",
        "why": "Den som går runt med öppna ögon ser det som ingen skriver om. Gå tillsammans med skyddsombudet.",
        "rule": {"rrule": "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15", "words": "senast 15 maj", "red_day": "previous"},
        "lead_days": 28,
        "hours": 4,
        "steps": [{"id": "boka", "text": "Boka tid", "days": -28}, {"id": "ga", "text": "Gå ronden", "days": 0}],
        "service_types": ["all"],
        "basis": [{"kind": "law", "law": "aml", "certainty": "law_level", "text": "Arbetsgivaren undersöker miljön."}],
        "varies": "När går ni ronden?",
        "related": [],
        "keywords": ["skyddsrond"],
        "checked": "2026-11-22",
    }
    return task | changes


Pack = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Writes a pack with the given tasks."""

    def write(*tasks: dict[str, object], text: str | None = None) -> Path:
        root = tmp_path / "pack"
        (root / "yearwheel").mkdir(parents=True, exist_ok=True)
        (root / "lawcompass").mkdir(exist_ok=True)
        (root / "lawcompass" / "laws.yaml").write_text(LAWS, encoding="utf-8")
        body = text if text is not None else yaml.safe_dump({"activities": list(tasks)}, allow_unicode=True, sort_keys=False)
        body = body.replace("'2026-11-22'", "2026-11-22")
        (root / "yearwheel" / "tasks.yaml").write_text(body, encoding="utf-8")
        return root

    return write


@pytest.fixture(autouse=True)
def _english(_swedish: None) -> None:
    set_language("en")


def laws(root: Path) -> dict[str, Law]:
    return read_laws(root)[0]


def told(root: Path) -> list[str]:
    return [str(problem) for problem in read_activities(root, laws(root))[1]]


def test_a_faultless_task_is_read_as_it_was_written(pack: Pack) -> None:
    root = pack(entry())
    (item,), problems = read_activities(root, laws(root))
    assert problems == []
    activity = item.to_model(Layer.LOCAL)
    assert (activity.id, activity.category, activity.kind, activity.layer) == (
        "rond",
        Category.ARBETSMILJO,
        Kind.CALENDAR,
        Layer.LOCAL,
    )
    assert (activity.rule.rrule, activity.rule.red_day) == ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15", RedDay.PREVIOUS)
    assert [step.id for step in activity.steps] == ["boka", "ga"]


def rule(rrule: str, **more: object) -> dict[str, object]:
    return {"rrule": rrule, "words": "ord", "red_day": "keep", **more}


def law(**more: object) -> dict[str, object]:
    return {"basis": [{"kind": "law", "text": "Så är det.", **more}]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "title: at least 3 letters"),
        ({"category": "budget"}, "category: unknown value 'budget'"),
        ({"lead_days": -1}, "lead_days: at least 0"),
        ({"colour": "red"}, "unknown key «colour»"),
        ({"rule": rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")}, "rond: the rule never occurs: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        ({"rule": rule("FREQ=HOURLY")}, "comes more often than once a day"),
        ({"rule": rule("varje vecka")}, "the rule is not RFC 5545"),
        ({"rule": rule("FREQ=MONTHLY;BYMONTHDAY=1", workday=0)}, "the rule never occurs"),
        ({"rule": rule("FREQ=MONTHLY;BYMONTHDAY=1", workday=24)}, "rule.workday: at most 23"),
        ({"steps": [{"id": "a", "text": "Boka", "days": day} for day in (-1, 0)]}, "two steps have the same id"),
        ({"service_types": ["all", "skola"]}, "unknown service type «skola»"),
        (law(), "a legal basis needs law and certainty"),
        (law(law="pbl", certainty="verified"), "unknown law «pbl»"),
        (law(law="aml", certainty="law_level", ref="3 kap."), "only where certainty is verified"),
        ({"basis": [{"kind": "local", "law": "aml", "text": "x"}]}, "law, ref and certainty belong to kind: law"),
        ({"related": ["rond"]}, "related task «rond» is itself"),
        ({"related": ["annat"]}, "related task «annat» does not exist"),
    ],
)
def test_a_fault_is_told_as_an_error_with_file_and_line(pack: Pack, changes: dict[str, object], words: str) -> None:
    root = pack(entry("felfri"), entry(**changes))
    found = told(root)
    assert len(found) == 1
    place, severity, message = found[0].split(": ", 2)
    assert (severity, words in message) == ("error", True), found
    assert place.startswith("yearwheel/tasks.yaml:")
    assert int(place.rpartition(":")[2]) > 30  # in the second task, not the first


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"steps": [{"id": "a", "text": "Gå", "days": 0}, {"id": "b", "text": "Boka", "days": -3}]}, "not in order of time"),
        ({"steps": [{"id": "a", "text": "Boka", "days": -29}]}, "before the lead time of 28 days"),
        ({"why": "Ett ord. " + "ord " * 36 + "slut."}, "more than 35 words"),
        ({"basis": [{"kind": "local", "text": "Enligt AFS 2001:1 ska det göras."}]}, "«AFS 2001:1»: the regulation is repealed"),
        ({"varies": "Har ni anmält inom 24 timmar till Arbetsmiljöverket?"}, "utan dröjsmål"),
    ],
)
def test_what_an_author_should_look_at_is_a_warning_and_the_task_stays(pack: Pack, changes: dict[str, object], words: str) -> None:
    changes.setdefault("steps", [{"id": "aaa", "text": "Boka tid", "days": 0}])
    changes["steps"] = [step | {"text": "Boka tid"} for step in changes["steps"]]  # type: ignore[attr-defined]
    root = pack(entry(**changes))
    items, problems = read_activities(root, laws(root))
    assert len(items) == 1
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    assert words in problems[0].message


def test_a_basis_with_a_checked_provision_is_faultless(pack: Pack) -> None:
    assert told(pack(entry(**law(law="aml", certainty="verified", ref="3 kap. 2 §")))) == []


def test_a_bad_task_is_left_out_and_the_others_stay(pack: Pack) -> None:
    root = pack(entry("ett"), entry("ett"), entry("fel", category="x"), entry("tva", related=["ett"]))
    items, problems = read_activities(root, laws(root))
    assert [item.id for item in items] == ["ett", "tva"]
    assert [problem.severity for problem in problems] == [Severity.ERROR] * 2
    assert "stands twice" in problems[0].message


def test_an_unknown_key_beside_the_list_does_not_put_lines_out(pack: Pack) -> None:
    body = yaml.safe_dump(
        {"extra": 1, "activities": [entry(checked="2026-11-22", service_types=["x"])]}, allow_unicode=True, sort_keys=False
    )
    root = pack(text=body)
    lines = (root / "yearwheel" / "tasks.yaml").read_text(encoding="utf-8").splitlines()
    line = lines.index("  service_types:") + 2
    assert any(problem.startswith(f"yearwheel/tasks.yaml:{line}: error: rond: unknown service type") for problem in told(root))


def test_a_broken_file_is_told_and_the_other_files_are_read(pack: Pack) -> None:
    root = pack(entry())
    (root / "yearwheel" / "broken.yaml").write_text("activities: [", encoding="utf-8")
    items, problems = read_activities(root, laws(root))
    assert [item.id for item in items] == ["rond"]
    assert [problem.file for problem in problems] == ["yearwheel/broken.yaml"]


# ── the cache ────────────────────────────────────────────────────────────────


def test_content_is_read_from_the_cache_until_a_file_changes(pack: Pack, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "tasks.json"
    root = pack(entry())
    first = load_activities(root, cache)
    assert cache.is_file()
    assert load_activities(root, cache) == first
    pack(entry(title="Rond i alla lokaler"))
    assert load_activities(root, cache)[0][0].title == "Rond i alla lokaler"


def test_the_cache_is_what_is_read_while_nothing_changed(pack: Pack, tmp_path: Path) -> None:
    cache = tmp_path / "tasks.json"
    root = pack(entry())
    load_activities(root, cache)
    cache.write_bytes(cache.read_bytes().replace(b"Rond i lokalerna", b"Rond ur gommorna"))
    assert load_activities(root, cache)[0][0].title == "Rond ur gommorna"


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"signature": 1}', b'{"signature": "x", "activities": []}'])
def test_a_spoilt_cache_costs_time_and_nothing_else(pack: Pack, tmp_path: Path, content: bytes) -> None:
    cache = tmp_path / "tasks.json"
    cache.write_bytes(content)
    activities, problems = load_activities(pack(entry()), cache)
    assert (len(activities), problems) == (1, [])


def test_content_with_errors_is_told_every_time(pack: Pack, tmp_path: Path) -> None:
    cache = tmp_path / "tasks.json"
    root = pack(entry("ett"), entry("fel", category="x"))
    for _ in range(2):
        activities, problems = load_activities(root, cache)
        assert (len(activities), len(problems)) == (1, 1)


def test_a_cache_that_cannot_be_written_is_done_without(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    activities, problems = load_activities(pack(entry()), tmp_path / "file" / "tasks.json")
    assert (len(activities), problems) == (1, [])


def test_broken_laws_are_told_together_with_the_tasks_that_need_them(pack: Pack, tmp_path: Path) -> None:
    root = pack(entry())
    (root / "lawcompass" / "laws.yaml").write_text("laws: [", encoding="utf-8")
    os.utime(root / "lawcompass" / "laws.yaml")
    problems: list[Problem] = load_activities(root, tmp_path / "tasks.json")[1]
    assert {problem.file for problem in problems} == {"lawcompass/laws.yaml", "yearwheel/tasks.yaml"}


def test_a_task_that_is_left_out_is_no_dead_link_and_an_unread_file_gives_none(pack: Pack) -> None:
    root = pack(entry("felfri", related=["fel"]), entry("fel", rule=rule("FREQ=HOURLY")))
    (problem,) = told(root)
    assert "fel: the rule comes more often" in problem
    root = pack(entry("felfri", related=["i-den-trasiga"]))
    (root / "yearwheel" / "trasig.yaml").write_text("activities: [", encoding="utf-8")
    (problem,) = told(root)
    assert problem.startswith("yearwheel/trasig.yaml:")


def test_what_is_wrong_is_told_in_her_language(pack: Pack) -> None:
    set_language("sv")
    assert "regeln ger aldrig något datum" in told(pack(entry(rule=rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"))))[0]
