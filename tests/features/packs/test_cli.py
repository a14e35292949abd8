"""The commands about packs, as the HR person and the manager type them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from chefsstod.app.main import main
from chefsstod.content.archive import read_bundle
from chefsstod.support.paths import Paths
from tests.features.packs.conftest import Author

Call = Callable[..., tuple[int, str, str]]
MARCH = "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10"


@pytest.fixture
def call(paths: Paths, capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*args: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--data-dir", str(paths.data), "--lang", "en", "--today", "2026-11-23", *map(str, args)])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_a_pack_goes_from_an_empty_folder_to_the_managers(call: Call, tmp_path: Path) -> None:
    folder, file = tmp_path / "Äldreomsorgen Söder", tmp_path / "soder.zip"
    assert call("pack", "new", folder)[0] == 0
    code, out, err = call("pack", "check", folder, "--json")
    report = json.loads(out)
    assert (code, err, report["problems"]) == (0, "", []), "the examples themselves are in order"
    assert (report["pack"], report["items"]) == ("aldreomsorgen-soder", {"routine": 1, "task": 1, "contact": 1, "system": 1})
    assert call("pack", "build", folder, "-o", file) == (0, f"Written: {file}\n", "")
    code, out, err = call("pack", "plan", file, "--json")
    assert (code, err) == (0, "")
    assert {change["id"] for change in json.loads(out)["new"]} == {
        "exempel-rutin",
        "exempel-uppgift",
        "exempel-kontakt",
        "exempel-system",
    }
    assert call("pack", "list") == (0, "No pack is installed.\n", "")
    code, out, err = call("pack", "install", file)
    assert (code, err) == (0, "")
    assert "Installed: Äldreomsorgen Söder 1.0.0" in out
    code, out, _err = call("pack", "list", "--json")
    (pack,) = json.loads(out)
    assert (pack["id"], pack["version"], pack["items"]["task"]) == ("aldreomsorgen-soder", "1.0.0", 1)
    assert "aldreomsorgen-soder" in call("pack", "list")[1]
    assert call("pack", "remove", "aldreomsorgen-soder")[0] == 0
    assert json.loads(call("pack", "list", "--json")[1]) == []


def test_an_installed_pack_sets_the_dates_of_the_tasks(call: Call, author: Author) -> None:
    call("setup", "--service-type", "hemtjanst", "--start-date", "2026-08-17")
    call("pack", "install", author.pack(tasks={"lonesamtal": MARCH}))
    code, out, _err = call("tasks", "--from", "2027-01-01", "--to", "2027-12-31", "--json")
    (task,) = [task for task in json.loads(out) if task["activity"] == "lonesamtal"]
    assert (code, task["due"], task["layer"]) == (0, "2027-03-10", "local")


def test_an_update_is_told_and_going_back_must_be_meant(call: Call, author: Author) -> None:
    call("pack", "install", author.pack(routines={"aa": "ett", "bb": "två"}))
    code, out, err = call("pack", "install", author.pack(version="2", routines={"aa": "annat", "cc": "tre"}))
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if line[2] in "+*-"] == ["  + Routine: Cc", "  * Routine: Aa", "  - Routine: Bb"]
    old = author.pack(version="1.5")
    code, out, err = call("pack", "install", old)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "--older" in err
    assert call("pack", "install", old, "--older", "--json")[0] == 0
    assert json.loads(call("pack", "list", "--json")[1])[0]["version"] == "1.5"


def test_what_is_wrong_stops_a_build_and_is_told_with_file_and_line(call: Call, author: Author, tmp_path: Path) -> None:
    root = author.pack(routines={"aa": "Se [uppgiften](chefsstod:task/finns-inte) och <b>fet</b>."})
    code, out, err = call("pack", "check", root)
    assert (code, len(err.splitlines())) == (1, 1)
    assert "routines/aa.md:9: error: " in out
    assert "HTML" in out
    code, out, err = call("pack", "build", root, "-o", tmp_path / "a.zip")
    assert (code, len(err.splitlines())) == (1, 1)
    assert not (tmp_path / "a.zip").exists()
    assert call("pack", "build", author.pack(), "-o", tmp_path / "nowhere" / "a.zip")[0] == 1


def test_remote_pictures_and_other_files_are_told_by_the_check(call: Call, author: Author) -> None:
    root = author.pack(routines={"aa": "![Bild](https://example.com/a.png)"}, more={"bilaga.docx": "x"})
    code, out, _err = call("pack", "check", root, "--json")
    found = {(problem["file"], problem["severity"]) for problem in json.loads(out)["problems"]}
    assert code == 1
    assert {("routines/aa.md", "error"), ("bilaga.docx", "warning")} <= found


@pytest.mark.parametrize("words", [("plan", "missing.zip"), ("install", "missing.zip"), ("remove", "missing")])
def test_what_is_not_there_is_one_line(call: Call, words: tuple[str, str], tmp_path: Path) -> None:
    what = tmp_path / words[1] if words[1].endswith(".zip") else words[1]
    code, out, err = call("pack", words[0], what)
    assert (code, out, len(err.splitlines())) == (1, "", 1)


def test_removing_tells_what_went(call: Call, author: Author) -> None:
    call("pack", "install", author.pack())
    code, out, _err = call("pack", "remove", "kommunen", "--json")
    assert (code, [change["id"] for change in json.loads(out)["removed"]]) == (0, ["nyckelrutin"])


def test_a_built_pack_holds_what_the_folder_holds(call: Call, author: Author, tmp_path: Path) -> None:
    root = author.pack(tasks={"egen-grej": MARCH})
    assert call("pack", "build", root, "-o", tmp_path / "a.zip")[0] == 0
    assert dict(read_bundle(tmp_path / "a.zip").files) == dict(read_bundle(root).files)


def test_an_authors_slips_are_found_before_the_pack_goes_out(call: Call, author: Author) -> None:
    more: dict[str, str | bytes] = {
        "rutiner/larm.md": "text",
        "yearwheel/extra/mer.yaml": "activities: []",
        "README.md": "Om paketet",
        "localdates/answers.yaml": "answers:\n- {question: finns-inte, option: x}\n",
    }
    code, out, _err = call("pack", "check", author.pack(more=more), "--json")
    found = {problem["file"] for problem in json.loads(out)["problems"]}
    assert (code, found) == (0, {"rutiner/larm.md", "yearwheel/extra/mer.yaml", "localdates/answers.yaml"})


def test_a_pack_that_managers_could_not_install_is_not_built_without_a_word(call: Call, author: Author, tmp_path: Path) -> None:
    code, out, _err = call("pack", "build", author.pack(min_app="9.0"), "-o", tmp_path / "a.zip")
    assert code == 0
    assert "pack.yaml: warning: " in out
    code, out, _err = call("pack", "build", author.pack(id="base"), "-o", tmp_path / "b.zip")
    assert code == 1
    assert "pack.yaml: error: " in out


def test_installing_tells_what_is_left_out_and_that_dates_wait_to_be_used(call: Call, author: Author) -> None:
    more: dict[str, str | bytes] = {"localdates/answers.yaml": "answers:\n- {question: loneattest, option: x}\n"}
    pack = author.pack(routines={"aa": "![Bild](https://example.com/a.png)", "bb": "Så gör vi."}, more=more)
    code, out, err = call("pack", "plan", pack)
    assert (code, err) == (0, "")
    assert "! routines/aa.md:9: error: aa: the picture" in out
    code, again, _err = call("pack", "install", pack)
    assert code == 0
    assert again.startswith(out.rstrip("\n"))
    assert "It has answers about local dates" in again


def test_questions_of_the_knowledge_test_are_checked_against_what_there_is(call: Call, author: Author) -> None:
    more: dict[str, str | bytes] = {"learning/mer.yaml": "questions:\n- {id: aa, chapter: finns-inte}\n"}
    code, out, _err = call("pack", "check", author.pack(more=more))
    assert code == 1
    assert "learning/mer.yaml:2: error: " in out
    assert "unknown key «chapter»" in out
