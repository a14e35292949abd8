"""Content that the disk does not give: told, or raised where it is not the content's fault."""

import errno
import zipfile
from pathlib import Path
from typing import Any

import pytest

from chefsstod.content.archive import opened_pack
from chefsstod.content.pack import open_source
from chefsstod.content.problems import Problem


def test_a_folder_where_a_file_should_be_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").mkdir()
    found = open_source(tmp_path, tmp_path / "pack.yaml")
    assert isinstance(found, Problem)
    assert found.message


def test_a_full_disk_is_not_blamed_on_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "pack.zip"
    with zipfile.ZipFile(source, "w") as made:
        made.writestr("pack.yaml", "id: x\n")

    def full(*_arguments: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "open", full)
    with pytest.raises(OSError, match="No space"), opened_pack(source):
        raise AssertionError("it was opened")
