"""A day's first change from the command line is backed up too, and a failing backup never undoes a command."""

from pathlib import Path

import pytest

from chefsstod.app.cli import _back_up
from chefsstod.app.main import main
from chefsstod.storage.backup import list_backups
from chefsstod.support.paths import user_paths


def setup(folder: Path) -> int:
    return main(["--data-dir", str(folder), "setup", "--service-type", "sabo", "--start-date", "2026-09-01"])


def test_a_change_from_the_command_line_is_backed_up_once_a_day(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert setup(folder) == 0
    assert main(["--data-dir", str(folder), "tasks", "--json"]) == 0
    assert [backup.reason for backup in list_backups(user_paths(folder))] == ["daily"]


def test_a_backup_that_fails_is_noted_and_nothing_more(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "data"
    assert setup(folder) == 0
    paths = user_paths(folder)
    for made in list_backups(paths):
        made.path.unlink()
    paths.backups.rmdir()
    paths.backups.write_text("a file where the folder should be", encoding="utf-8")
    _back_up(paths)
    assert "the daily backup failed" in caplog.text
