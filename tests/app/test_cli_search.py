"""Finding and showing from the command line, over the base content as it ships."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from chefsstod.app.main import main
from chefsstod.support.paths import Paths


@dataclass
class Answer:
    code: int
    out: str
    err: str

    def json(self) -> list[dict[str, str]]:
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found


Run = Callable[..., Answer]


@pytest.fixture
def run(paths: Paths, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> Answer:
        capsys.readouterr()
        code = main(["--data-dir", str(paths.data), "--today", "2026-11-23", *words])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return call


def test_everything_is_searched_and_told_in_the_form_of_the_contract(run: Run) -> None:
    hits = run("search", "lönesamtal", "--json").json()
    assert all(set(hit) == {"kind", "id", "title", "snippet", "layer"} for hit in hits)
    assert {"task", "law"} <= {hit["kind"] for hit in hits}
    assert hits[0]["title"].startswith("Lönesamtal")


def test_a_kind_and_a_number_can_be_chosen(run: Run) -> None:
    hits = run("search", "arbetsmiljö", "--kind", "law", "--limit", "2", "--json").json()
    assert [hit["kind"] for hit in hits] == ["law", "law"]
    assert run("search", "arbetsmiljö", "--kind", "annat").code == 2


def test_a_slip_is_corrected_and_told_beside_the_hits(run: Run) -> None:
    answer = run("search", "skydsrond")
    assert answer.code == 0
    assert "kyddsrond  [" in answer.out
    assert "skyddsrond" in answer.err
    assert len(answer.err.splitlines()) == 1
    assert run("search", "skydsrond", "--json").json()[0]["title"] in ("Skyddsrond", "Fysisk skyddsrond")


def test_own_tasks_and_notes_are_found_at_once(run: Run) -> None:
    added = run("task", "add", "--title", "Nyckelkvittens", "--category", "verksamhet",
                "--rrule", "FREQ=MONTHLY;BYMONTHDAY=10", "--from", "2026-12-01")  # fmt: skip
    (hit,) = run("search", "nyckelkvit", "--json").json()
    assert (hit["id"], hit["layer"]) == (added.out.strip(), "own")
    run("task", "done", added.out.strip(), "2026-12-10", "--note", "Räkna reservnycklarna")
    (note,) = run("search", "reservnyckl", "--json").json()
    assert (note["kind"], note["title"]) == ("note", "Räkna reservnycklarna")


def test_a_law_is_shown_with_its_number_and_what_it_means(run: Run) -> None:
    answer = run("show", "law", "aml")
    assert answer.code == 0
    assert answer.out.startswith("Arbetsmiljölagen\n================\n")
    assert "1977:1160" in answer.out
    assert "- " in answer.out


def test_an_article_is_shown_as_plain_text(run: Run) -> None:
    hits = [hit for kind in ("article", "routine") for hit in run("search", "a", "--kind", kind, "--json").json()]
    assert hits
    answer = run("show", "article", hits[0]["id"])
    assert answer.code == 0
    assert answer.out.splitlines()[0] == hits[0]["title"]
    assert hits[0]["id"] in answer.out
    assert ":::" not in answer.out
    assert max(map(len, answer.out.splitlines())) <= 120


@pytest.mark.parametrize("kind", ["article", "law"])
def test_what_does_not_exist_is_one_line(run: Run, kind: str) -> None:
    answer = run("show", kind, "finns-inte")
    assert (answer.code, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1
