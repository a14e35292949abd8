"""Papers, packs, backups: the commands that read and write files."""

import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from chefsstod.app.main import main
from chefsstod.content import archive
from chefsstod.content.archive import opened_pack
from chefsstod.support.errors import UserError
from chefsstod.support.paths import Paths, resources

BASE = resources() / "content" / "base"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(paths: Paths, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command on 23 November 2026; returns exit code, standard output and standard error."""

    def run(*words: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--data-dir", str(paths.data), "--today", "2026-11-23", *map(str, words)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small pack of one task, without faults."""
    root = tmp_path / "pack"
    (root / "yearwheel").mkdir(parents=True)
    (root / "lawcompass").mkdir()
    shutil.copy(BASE / "pack.yaml", root)
    shutil.copy(BASE / "lawcompass" / "laws.yaml", root / "lawcompass")
    (root / "yearwheel" / "kvalitet.yaml").write_text(_TASK, encoding="utf-8")
    return root


_TASK = """\
activities:
- id: nyckelkoll
  code: KV99
  title: Koll av nycklar
  short: Nyckelkoll
  category: kvalitet
  kind: calendar
  why: Nycklar som ingen har räknat på länge är nycklar som kan ha försvunnit.
  rule:
    rrule: FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15
    words: den 15 mars varje år
    red_day: previous
  lead_days: 7
  hours: 1
  steps:
  - {id: rakna, text: Räkna nycklarna, days: 0}
  service_types: [all]
  basis:
  - kind: local
    text: Rutinen för nycklar bestäms hos er.
  varies: Vem räknar hos er?
  related: []
  keywords: [nyckel]
  checked: 2026-11-22
"""


# ── papers ───────────────────────────────────────────────────────────────────


def _text(file: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)


def _millimetres(file: Path) -> tuple[int, int]:
    box = PdfReader(file).pages[0].mediabox
    return round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)


def test_the_month_is_an_a4_page_with_its_tasks_and_one_with_its_themes(call: Call, tmp_path: Path) -> None:
    call("setup", "--service-type", "sabo", "--start-date", "2026-08-17", "--unit", "Boendet Exempel")
    target = tmp_path / "month.pdf"
    code, out, err = call("export", "month", "--month", "2027-03", "-o", target)
    assert (code, err) == (0, "")
    assert str(target) in out
    assert set(_millimetres(target)) == {210, 297}
    tasks, themes = (page.extract_text() for page in PdfReader(target).pages)
    assert "Boendet Exempel" in tasks
    assert "mars 2027" in tasks.casefold()
    assert "mars 2027" in themes.casefold()


def test_the_month_paper_names_what_tasks_lists(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "month.pdf"
    call("export", "month", "--month", "2027-03", "-o", target)
    march = ["--from", "2027-03-01", "--to", "2027-03-31", "--category", "ekonomi"]
    listed = json.loads(call("tasks", *march, "--json")[1])
    text = " ".join(_text(target).split())
    assert any(occurrence["title"] in text for occurrence in listed)


def test_the_year_is_a_wheel_on_a3_or_a4_or_a_list(call: Call, tmp_path: Path) -> None:
    for options, sizes in (([], {297, 420}), (["--paper", "a4"], {210, 297}), (["--layout", "list"], {210, 297})):
        target = tmp_path / "year.pdf"
        code, _out, err = call("export", "yearwheel", "--year", "2027", "--format", "pdf", *options, "-o", target)
        assert (code, err) == (0, "")
        assert set(_millimetres(target)) == sizes
        assert "2027" in _text(target)


@pytest.mark.parametrize("name", ["missing/x.pdf", ".", "data/chefsstod.db"])
def test_a_target_that_cannot_be_is_refused_before_anything_is_drawn(call: Call, name: str, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*.db"))
    for words in (["export", "month", "--month", "2027-03"], ["backup"]):
        code, out, err = call(*words, "-o", tmp_path / name)
        assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert sorted(tmp_path.rglob("*.db")) == before
    assert call("doctor")[0] == 0


def test_a_paper_with_a_personal_identity_number_warns(call: Call, tmp_path: Path) -> None:
    found = json.loads(call("tasks", "--from", "2027-03-01", "--to", "2027-03-31", "--json")[1])[0]
    call("task", "done", found["activity"], found["original_due"], "--note", "811218-9876")
    code, _out, err = call("export", "month", "--month", "2027-03", "-o", tmp_path / "m.pdf")
    assert (code, len(err.splitlines())) == (0, 1)
    assert "811218" not in err


# ── packs ────────────────────────────────────────────────────────────────────


def test_the_base_pack_is_clean(call: Call) -> None:
    code, out, err = call("pack", "check", BASE)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 1, out


def test_a_pack_may_be_a_folder_or_a_zip_packed_from_inside_or_outside(call: Call, pack: Path, tmp_path: Path) -> None:
    inside = shutil.make_archive(str(tmp_path / "inside"), "zip", pack)
    outside = shutil.make_archive(str(tmp_path / "outside"), "zip", pack.parent, pack.name)
    answers = [call("pack", "check", source) for source in (pack, inside, outside)]
    assert [answer[0] for answer in answers] == [0, 0, 0]
    assert len({answer[1] for answer in answers}) == 1


def test_a_broken_content_file_is_told_with_file_and_line(call: Call, pack: Path) -> None:
    file = pack / "yearwheel" / "kvalitet.yaml"
    file.write_text(_TASK.replace("BYMONTH=3;BYMONTHDAY=15", "BYMONTH=2;BYMONTHDAY=30"), encoding="utf-8")
    code, out, err = call("pack", "check", pack)
    assert (code, len(err.splitlines())) == (1, 1)
    assert out.splitlines()[0].startswith("yearwheel/kvalitet.yaml:10: fel: ")
    file.write_text("activities:\n- id: [", encoding="utf-8")
    code, out, _err = call("pack", "check", pack)
    assert code == 1
    assert out.startswith("yearwheel/kvalitet.yaml:")


def test_warnings_do_not_make_a_pack_fail(call: Call, pack: Path) -> None:
    file = pack / "yearwheel" / "kvalitet.yaml"
    file.write_text(_TASK.replace("days: 0", "days: -20"), encoding="utf-8")
    code, out, err = call("pack", "check", pack, "--json")
    report = json.loads(out)
    assert (code, err) == (0, "")
    assert (report["errors"], report["warnings"], report["activities"]) == (0, 1, 1)
    assert report["problems"][0]["file"] == "yearwheel/kvalitet.yaml"
    assert report["problems"][0]["severity"] == "warning"


def test_a_pack_may_refer_to_the_laws_of_the_base(call: Call, pack: Path) -> None:
    (pack / "lawcompass" / "laws.yaml").unlink()
    file = pack / "yearwheel" / "kvalitet.yaml"
    law = "- kind: law\n    law: {law}\n    certainty: law_level\n    text:"
    file.write_text(_TASK.replace("- kind: local\n    text:", law.format(law="sol")), encoding="utf-8")
    assert call("pack", "check", pack)[0] == 0
    file.write_text(_TASK.replace("- kind: local\n    text:", law.format(law="sagolagen")), encoding="utf-8")
    assert call("pack", "check", pack)[0] == 1


@pytest.mark.parametrize("source", ["missing", "no-pack.zip", "empty-folder"])
def test_what_is_no_pack_is_one_line(call: Call, source: str, tmp_path: Path) -> None:
    (tmp_path / "no-pack.zip").write_bytes(b"PK but not really")
    (tmp_path / "empty-folder").mkdir()
    code, _out, err = call("pack", "check", tmp_path / source)
    assert (code, len(err.splitlines())) == (1, 1)


def _zip(file: Path, *entries: tuple[str | zipfile.ZipInfo, str]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in entries:
            packed.writestr(name, text)
    return file


def _link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("yearwheel/link.yaml")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize("name", ["../outside.yaml", "/outside.yaml", "a/../../outside.yaml", "C:/x.yaml", "..\\x"])
def test_an_archive_that_leads_out_of_itself_is_refused(name: str, tmp_path: Path) -> None:
    file = _zip(tmp_path / "bad.zip", ("pack.yaml", "id: x"), (name, "outside"))
    with pytest.raises(UserError), opened_pack(file):
        pytest.fail("it was opened")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.zip"]


def test_an_archive_with_a_link_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError), opened_pack(_zip(tmp_path / "bad.zip", (_link(), "/etc/hostname"))):
        pytest.fail("it was opened")


def test_an_archive_that_is_too_large_or_has_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 1000)
    monkeypatch.setattr(archive, "MAX_FILES", 3)
    large = _zip(tmp_path / "large.zip", ("a.yaml", "x" * 600), ("b.yaml", "x" * 600))
    many = _zip(tmp_path / "many.zip", *((f"{number}.yaml", "") for number in range(4)))
    for file in (large, many):
        with pytest.raises(UserError), opened_pack(file):
            pytest.fail("it was opened")


def test_names_that_cannot_stand_beside_each_other_and_damaged_data_are_refused(tmp_path: Path) -> None:
    collision = _zip(tmp_path / "collision.zip", ("a", "file"), ("a/b", "file within a file"))
    damaged = _zip(tmp_path / "damaged.zip", ("a.yaml", "some text that is squeezed, squeezed, squeezed"))
    content = bytearray(damaged.read_bytes())
    content[40:60] = b"\xff" * 20
    damaged.write_bytes(content)
    for file in (collision, damaged):
        with pytest.raises(UserError), opened_pack(file):
            pytest.fail("it was opened")


# ── backups ──────────────────────────────────────────────────────────────────


def test_a_restored_backup_is_as_it_was_and_the_present_is_kept(call: Call, paths: Paths, tmp_path: Path) -> None:
    add = [
        "task",
        "add",
        "--category",
        "kvalitet",
        "--rrule",
        "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3",
        "--from",
        "2026-01-01",
    ]
    call(*add, "--title", "Före")
    copy = tmp_path / "copy.db"
    assert call("backup", "-o", copy)[0] == 0
    call(*add, "--title", "Efter")
    code, out, err = call("restore", copy)
    assert (code, err) == (0, "")
    assert str(paths.backups) in out, "it says where the former file is kept"
    assert call("show", "task", "egen-fore")[0] == 0
    assert call("show", "task", "egen-efter")[0] == 1


def test_what_is_no_backup_is_refused_and_nothing_is_lost(call: Call, tmp_path: Path) -> None:
    no_backup = tmp_path / "letter.txt"
    no_backup.write_text("Hej")
    for file in (no_backup, tmp_path / "missing.db"):
        code, out, err = call("restore", file)
        assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert call("doctor")[0] == 0


def test_there_must_be_something_to_back_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data-dir", str(tmp_path / "new"), "backup", "-o", str(tmp_path / "copy.db")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "copy.db").exists()


def test_doctor_finds_all_well_and_names_what_is_broken(call: Call, paths: Paths) -> None:
    code, out, err = call("doctor", "--json")
    assert (code, err) == (0, "")
    assert {finding["severity"] for finding in json.loads(out)["findings"]} <= {"ok", "warning"}
    assert call("doctor")[0] == 0
    paths.database.write_bytes(b"no database at all " * 500)
    code, out, err = call("doctor", "--json")
    assert (code, len(err.splitlines())) == (1, 1)
    assert json.loads(out)["severity"] == "error"


def test_shipped_content_that_is_damaged_is_told_and_the_rest_works(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(BASE, tmp_path / "content" / "base")
    (tmp_path / "content" / "base" / "yearwheel" / "personal.yaml").write_text("activities: [", encoding="utf-8")
    monkeypatch.setattr("chefsstod.app.base_content.resources", lambda: tmp_path)
    code, out, err = call("tasks", "--json")
    assert code == 0
    assert {"ekonomi", "kvalitet"} <= {task["category"] for task in json.loads(out)}
    assert len(err.splitlines()) == 1
    assert "yearwheel/personal.yaml" in err
    code, out, err = call("doctor", "--json")
    assert (code, len(err.splitlines())) == (1, 1)
    assert json.loads(out)["findings"][0]["code"] == "content"
