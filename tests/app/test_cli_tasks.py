"""The commands about her tasks, run as ``main([...])`` runs them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from chefsstod.app.main import main
from chefsstod.features.profile.service import ProfileService
from chefsstod.storage.engine import Database
from chefsstod.support.clock import fixed_clock
from chefsstod.support.paths import Paths

TASK_KEYS = {
    "activity",
    "title",
    "category",
    "due",
    "start_by",
    "original_due",
    "moved_reason",
    "layer",
    "status",
    "steps_total",
    "steps_done",
}


@dataclass
class Answer:
    code: int
    out: str
    err: str

    def json(self) -> list[dict[str, object]]:
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found


Run = Callable[..., Answer]


@pytest.fixture
def run(paths: Paths, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a migrated, empty database on 23 November 2026; options may be put in front with ``before``."""

    def call(*words: str, before: tuple[str, ...] = (), data: Path = paths.data) -> Answer:
        capsys.readouterr()
        code = main(["--data-dir", str(data), "--today", "2026-11-23", *before, *words])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return call


@pytest.fixture
def ready(run: Run) -> Run:
    """The same after ``setup``."""
    answer = run("setup", "--service-type", "sabo", "--start-date", "2026-08-17", "--unit", "Boendet Exempel")
    assert answer.code == 0
    return run


def _one(run: Run, activity: str, original: str) -> dict[str, object]:
    return next(o for o in run("tasks", "--json").json() if o["activity"] == activity and o["original_due"] == original)


def test_tasks_before_setup_lists_every_task(run: Run) -> None:
    assert len({o["activity"] for o in run("tasks", "--json").json()}) > 100


def test_tasks_as_json_has_exactly_the_keys_of_the_contract(ready: Run) -> None:
    found = ready("tasks", "--json").json()
    assert found
    assert all(set(occurrence) == TASK_KEYS for occurrence in found)
    assert all(str(occurrence["due"]).startswith("2026-") for occurrence in found)


def test_tasks_are_limited_by_period_category_and_status(ready: Run) -> None:
    found = ready("tasks", "--from", "2027-01-01", "--to", "2027-03-31", "--category", "ekonomi", "--json").json()
    assert found
    assert all(o["category"] == "ekonomi" and "2027-01-01" <= str(o["due"]) <= "2027-03-31" for o in found)
    late = ready("tasks", "--status", "late", "--json").json()
    assert late
    assert all(o["status"] == "late" and str(o["due"]) < "2026-11-23" for o in late)


def test_the_period_takes_its_year_from_the_end_that_is_given(ready: Run) -> None:
    assert {str(o["due"])[:4] for o in ready("tasks", "--from", "2028-06-01", "--json").json()} == {"2028"}
    assert {str(o["due"])[:4] for o in ready("tasks", "--to", "2028-06-01", "--json").json()} == {"2028"}


def test_a_red_day_is_explained_in_the_list(run: Run) -> None:
    added = run("task", "add", "--title", "Vårkoll", "--category", "kvalitet",
                "--rrule", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", "--from", "2027-01-01")  # fmt: skip
    found = run("tasks", "--from", "2027-01-01", "--json").json()
    mine = next(o for o in found if o["activity"] == added.out.strip())
    assert (mine["original_due"], mine["due"], mine["layer"]) == ("2027-05-01", "2027-04-30", "own")
    assert "1 maj" in str(mine["moved_reason"])
    assert all(o["moved_reason"] is None for o in found if o["due"] == o["original_due"])


def test_tasks_as_text_has_month_headings_and_columns(ready: Run) -> None:
    lines = ready("tasks", "--from", "2027-01-01", "--to", "2027-02-28").out.splitlines()
    assert "Januari 2027" in lines
    assert "Februari 2027" in lines
    rows = [line for line in lines if line.startswith("  ")]
    assert len({row.index(" 2027-") for row in rows}) == 1, "the second column stands straight"


def test_an_empty_period_says_so(ready: Run) -> None:
    answer = ready("tasks", "--from", "2027-07-04", "--to", "2027-07-04")
    assert (answer.code, answer.err) == (0, "")
    assert "2027-07-04" in answer.out


def test_done_is_found_again_and_reopen_takes_it_back(ready: Run) -> None:
    assert ready("task", "done", "lonesamtal", _original(ready, "lonesamtal"), "--note", "Gick bra").code == 0
    assert _one(ready, "lonesamtal", _original(ready, "lonesamtal"))["status"] == "done"
    assert "Gick bra" in ready("show", "task", "lonesamtal").out
    assert ready("task", "reopen", "lonesamtal", _original(ready, "lonesamtal")).code == 0
    assert _one(ready, "lonesamtal", _original(ready, "lonesamtal"))["status"] != "done"


def _original(run: Run, activity: str) -> str:
    return next(str(o["original_due"]) for o in run("tasks", "--json").json() if o["activity"] == activity)


def test_skip_needs_a_reason_and_keeps_it(ready: Run) -> None:
    day = _original(ready, "lonesamtal")
    refused = ready("task", "skip", "lonesamtal", day)
    assert refused.code == 1
    assert len(refused.err.splitlines()) == 1
    assert ready("task", "skip", "lonesamtal", day, "--reason", "Görs centralt i år").code == 0
    assert _one(ready, "lonesamtal", day)["status"] == "skipped"
    assert "Görs centralt i år" in ready("show", "task", "lonesamtal").out


def test_moving_one_occurrence_leaves_the_series_alone(ready: Run) -> None:
    day = _original(ready, "lonesamtal")
    following = _dates_next_year(ready)
    assert ready("task", "move", "lonesamtal", day, "--to", "2026-12-16").code == 0
    moved = _one(ready, "lonesamtal", day)
    assert moved["due"] == "2026-12-16"
    assert moved["moved_reason"]
    assert _dates_next_year(ready) == following != []
    by_new_day = ready("task", "done", "lonesamtal", "2026-12-16")
    assert by_new_day.code == 0, "the new date names the occurrence too"


def _dates_next_year(run: Run) -> list[object]:
    return [o["due"] for o in run("tasks", "--from", "2027-01-01", "--json").json() if o["activity"] == "lonesamtal"]


def test_a_date_without_the_task_tells_when_it_comes(ready: Run) -> None:
    answer = ready("task", "done", "lonesamtal", "2026-01-02")
    assert answer.code == 1
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1


def test_an_added_task_prints_its_id_only(ready: Run) -> None:
    answer = ready("task", "add", "--title", "Nyckelkvittens", "--category", "verksamhet",
                   "--rrule", "FREQ=MONTHLY;BYMONTHDAY=10", "--from", "2026-12-01", "--lead-days", "3")  # fmt: skip
    assert (answer.code, answer.out) == (0, "egen-nyckelkvittens\n")
    found = [o for o in ready("tasks", "--json").json() if o["activity"] == "egen-nyckelkvittens"]
    assert [(o["due"], o["start_by"]) for o in found] == [("2026-12-10", "2026-12-07")]


def test_search_finds_tasks_in_the_form_of_the_contract(ready: Run) -> None:
    hits = ready("search", "semester", "--kind", "task", "--limit", "3", "--json").json()
    assert 0 < len(hits) <= 3
    assert all(set(hit) == {"kind", "id", "title", "snippet", "layer"} and hit["kind"] == "task" for hit in hits)
    assert str(hits[0]["title"]).casefold().count("semester")
    assert "semester" in ready("search", "semester").out.casefold()


def test_search_without_a_hit_is_no_failure(ready: Run) -> None:
    answer = ready("search", "xyzzy")
    assert (answer.code, answer.err) == (0, "")
    assert "xyzzy" in answer.out
    assert ready("search", "xyzzy", "--json").json() == []


def test_show_tells_why_steps_and_what_it_rests_on(ready: Run) -> None:
    answer = ready("show", "task", "semesterplanering")
    assert answer.code == 0
    assert answer.out.startswith("Semesterplanering")
    assert "semesterplanering" in answer.out
    assert "FREQ=YEARLY" in answer.out


def test_an_unknown_task_is_one_line(ready: Run) -> None:
    for words in (("show", "task", "finns-inte"), ("task", "done", "finns-inte", "2026-12-01")):
        answer = ready(*words)
        assert (answer.code, answer.out) == (1, "")
        assert len(answer.err.splitlines()) == 1


def test_setup_again_changes_only_what_is_given(ready: Run, paths: Paths) -> None:
    ready("setup", "--service-type", "lss", "--start-date", "2026-09-01", "--role", "mentor",
          "--employment", "vikariat")  # fmt: skip
    ready("setup", "--service-type", "lss", "--start-date", "2026-09-02")
    database = Database(paths.database)
    profile = ProfileService(database=database, clock=fixed_clock(date(2026, 11, 23))).profile()
    database.close()
    assert profile is not None
    assert (profile.service_type, profile.start_date) == ("lss", date(2026, 9, 2))
    assert (profile.role, profile.employment, profile.unit) == ("mentor", "vikariat", "Boendet Exempel")


def test_a_personal_identity_number_is_warned_about_but_saved(ready: Run) -> None:
    day = _original(ready, "lonesamtal")
    answer = ready("task", "done", "lonesamtal", day, "--note", "Gäller 811218-9876")
    assert answer.code == 0
    assert len(answer.err.splitlines()) == 1
    assert "811218" not in answer.err
    assert "811218-9876" in ready("show", "task", "lonesamtal").out
