import os
from pathlib import Path

import pytest

from chefsstod.support.files import produce_atomically, sync_folder, write_atomically


def test_text_is_written_as_utf_8_and_bytes_as_they_are(tmp_path):
    write_atomically(tmp_path / "a", "åäö\n")
    write_atomically(tmp_path / "b", b"\x00\xff")
    assert (tmp_path / "a").read_bytes() == "åäö\n".encode()
    assert (tmp_path / "b").read_bytes() == b"\x00\xff"


def test_a_missing_folder_is_made(tmp_path):
    write_atomically(tmp_path / "ny" / "mapp" / "a", "x")
    assert (tmp_path / "ny" / "mapp" / "a").read_text() == "x"


def test_nothing_but_the_file_is_left(tmp_path):
    write_atomically(tmp_path / "a", "old")
    write_atomically(tmp_path / "a", "new")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a", "new")]


@pytest.mark.parametrize("fault", [ValueError, OSError, KeyboardInterrupt])
def test_a_failure_leaves_the_old_file_and_no_half_one(tmp_path, fault):
    target = tmp_path / "a"
    target.write_text("old")

    def produce(path: Path) -> None:
        path.write_text("half")
        raise fault

    with pytest.raises(fault):
        produce_atomically(target, produce)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a", "old")]


def test_the_temporary_file_lies_beside_the_target_and_tells_what_it_is(tmp_path):
    seen = []
    produce_atomically(tmp_path / "a.pdf", seen.append)
    assert seen[0].parent == tmp_path
    assert seen[0].name.startswith(".a.")
    assert seen[0].suffix == ".part"


def test_a_name_as_long_as_the_file_system_allows_can_be_written(tmp_path):
    target = tmp_path / ("x" * 251 + ".pdf")
    write_atomically(target, "x")
    assert target.exists()


def test_a_folder_in_the_place_of_the_file_is_an_error_and_stays(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_atomically(tmp_path / "a", "x")
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_rights_follow_the_old_file_or_her_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new", "x")
        (tmp_path / "old").touch()
        (tmp_path / "old").chmod(0o600)
        write_atomically(tmp_path / "old", "x")
    finally:
        os.umask(before)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o600


def test_a_name_that_is_taken_is_not_used(tmp_path, monkeypatch):
    (tmp_path / ".a.00000000.part").write_text("another's")
    draws = iter([b"\0\0\0\0", b"\1\1\1\1"])
    monkeypatch.setattr(os, "urandom", lambda _count: next(draws))
    write_atomically(tmp_path / "a", "x")
    assert (tmp_path / ".a.00000000.part").read_text() == "another's"


def test_syncing_a_folder_never_fails(tmp_path, monkeypatch):
    sync_folder(tmp_path / "none")
    monkeypatch.setattr(os, "name", "nt")
    sync_folder(tmp_path)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder where nobody can make a file")
def test_a_folder_that_cannot_be_written_names_the_file_one_asked_for():
    with pytest.raises(OSError, match=r"min-rapport\.pdf") as caught:
        write_atomically(Path("/proc/self/min-rapport.pdf"), "x")
    assert caught.value.filename == "/proc/self/min-rapport.pdf"
