"""Making a pack: the same folder gives the same file, and one with errors gives none."""

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from chefsstod.content.archive import read_bundle
from chefsstod.content.build import build_pack, scaffold
from chefsstod.content.pack import Manifest, read_manifest
from chefsstod.content.problems import Problem, error, warning
from chefsstod.support.errors import UserError


def clean(_root: Path) -> list[Problem]:
    return []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "paket"
    for name, text in {"pack.yaml": "id: x\n", "routines/b.md": "b", "routines/a.md": "a" * 500, ".DS_Store": "x"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_the_same_files_give_the_same_bytes_whenever_and_in_whatever_order(root: Path, tmp_path: Path) -> None:
    build_pack(root, tmp_path / "a.zip", clean)
    (root / "routines" / "a.md").rename(root / "routines" / "c.md")
    (root / "routines" / "c.md").rename(root / "routines" / "a.md")
    os.utime(root / "pack.yaml", (0, 10_000_000))
    (root / "routines" / "b.md").chmod(0o600)
    build_pack(root, tmp_path / "b.zip", clean)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert packed.namelist() == ["pack.yaml", "routines/a.md", "routines/b.md"]
    assert dict(read_bundle(tmp_path / "a.zip").files) == dict(read_bundle(root).files)


def test_errors_stop_it_and_leave_the_former_file_and_remarks_do_not(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    target.write_bytes(b"former")
    assert build_pack(root, target, lambda _root: [error("a.md", 1, "wrong")]) == [error("a.md", 1, "wrong")]
    assert target.read_bytes() == b"former"
    (root / "avtal.docx").write_text("x")
    problems = build_pack(root, target, lambda _root: [warning("a.md", 1, "look")])
    assert [problem.file for problem in problems] == ["a.md", "avtal.docx"]
    assert zipfile.is_zipfile(target)


def test_the_file_may_lie_in_the_folder_itself(root: Path) -> None:
    target = root / "paket.zip"
    assert build_pack(root, target, clean) == []
    first = target.read_bytes()
    assert build_pack(root, target, clean) == []
    assert target.read_bytes() == first


def test_what_cannot_be_built_is_told(root: Path, tmp_path: Path) -> None:
    for folder, target in ((root, tmp_path / "a.pdf"), (tmp_path / "missing", tmp_path / "a.zip")):
        with pytest.raises(UserError):
            build_pack(folder, target, clean)
    assert not (tmp_path / "a.zip").exists()


def test_a_name_that_windows_cannot_have_is_found_by_the_author_and_not_by_the_manager(root: Path, tmp_path: Path) -> None:
    (root / "routines" / "con.md").write_text("x")
    with pytest.raises(UserError):
        build_pack(root, tmp_path / "a.zip", clean)


@pytest.mark.parametrize("title", ["Vårt paket", 'Med "citat" och \\', "Kolon: och # nummer"])
def test_a_pack_is_begun_with_examples(tmp_path: Path, title: str) -> None:
    manifest = Manifest("vart-paket", title, "1.0.0", "sv", "-", date(2028, 2, 29), "0.1.0")
    scaffold(tmp_path / "ny", manifest)
    read, problems = read_manifest(tmp_path / "ny")
    assert problems == []
    assert read is not None
    assert (read.id, read.title, read.reviewed) == ("vart-paket", title, date(2028, 2, 29))
    assert "{" not in (tmp_path / "ny" / "routines" / "exempel-rutin.md").read_text(encoding="utf-8")
    with pytest.raises(UserError):
        scaffold(tmp_path / "ny", manifest)
