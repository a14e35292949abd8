"""Wrong usage and bad input: one clear line in her language, the right exit code, nothing lost."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from chefsstod.app.cli import make_parser
from chefsstod.app.early import early_options
from chefsstod.app.main import main
from chefsstod.support.paths import Paths

Capture = pytest.CaptureFixture[str]


def _fails(capsys: Capture, code: int, *words: str) -> str:
    capsys.readouterr()
    assert main(list(words)) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1, captured.err
    assert "Traceback" not in captured.err
    return captured.err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["setup", "--service-type", "sjukhus", "--start-date", "2026-08-17"], "hemtjanst"),
        (["setup", "--service-type", "sabo", "--start-date", "2026-02-30"], "2026-02-30"),
        (["setup", "--service-type", "sabo", "--start-date", "17/8 2026"], "17/8 2026"),
        (["setup", "--service-type", "sabo", "--start-date", "1066-10-14"], "1970"),
        (["setup", "--service-type", "sabo"], "--start-date"),
        (["setup", "--service-type", "sabo", "--start-date", "2026-08-17", "--role", "boss"], "experienced"),
        (["tasks", "--status", "sen"], "late"),
        (["tasks", "--category", "pengar"], "ekonomi"),
        (["tasks", "--from", "2027-02-01", "--to", "2027-01-01"], "--from"),
        (["task", "done", "lonesamtal", "2026-02-30"], "2026-02-30"),
        (["task", "done", "lonesamtal"], "DATE"),
        (["task", "add", "--title", "a", "--category", "kvalitet", "--rrule", "FREQ=DAILY", "--from", "2026-01-01",
          "--lead-days", "-3"], "-3"),
        (["search", "lön", "--kind", "artikel"], "task"),
        (["search", "lön", "--limit", "0"], "0"),
        (["export", "month", "--month", "2027-13", "-o", "x.pdf"], "2027-13"),
        (["export", "yearwheel", "--year", "27", "-o", "x.pdf"], "27"),
        (["export", "yearwheel", "--year", "2027", "--format", "docx", "-o", "x.docx"], "docx"),
        (["export", "yearwheel", "--year", "2027"], "-o"),
        (["startkit"], "startkit"),
        (["--today", "2026-02-30", "tasks"], "2026-02-30"),
        (["--lang", "fi", "tasks"], "fi"),
        (["tasks", "--jsn"], "--jsn"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["sv", "en"])
def test_wrong_usage_is_one_line_and_exit_2(language: str, words: list[str], named: str, tmp_path: Path, capsys: Capture) -> None:
    line = _fails(capsys, 2, "--data-dir", str(tmp_path / "data"), "--lang", language, *words)
    assert named in line
    assert not (tmp_path / "data").exists(), "wrong usage leaves no trace"


def test_wrong_usage_is_explained_in_swedish_and_in_english(tmp_path: Path, capsys: Capture) -> None:
    words = ["setup", "--service-type", "sabo", "--start-date", "2026-02-30"]
    english = _fails(capsys, 2, "--data-dir", str(tmp_path), "--lang", "en", *words)
    swedish = _fails(capsys, 2, "--data-dir", str(tmp_path), *words)
    assert "does not exist" in english
    assert "finns inte" in swedish


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY", "FREQ=OFTEN", "once upon a time", ""])
def test_a_rule_that_cannot_be_used_is_refused_and_nothing_is_saved(rule: str, paths: Paths, capsys: Capture) -> None:
    add = ["task", "add", "--title", "Test", "--category", "kvalitet", "--from", "2026-01-01", "--rrule", rule]
    _fails(capsys, 1, "--data-dir", str(paths.data), *add)
    assert _rows(paths.database, "own_activity") == 0


def _rows(database: Path, table: str) -> int:
    connection = sqlite3.connect(database)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own names
    finally:
        connection.close()


@pytest.mark.parametrize("words", [["tasks"], ["doctor"], ["backup", "-o", "copy.db"]])
def test_a_data_folder_that_is_a_file_is_told_and_left_alone(
    words: list[str], tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "data"
    file.write_text("hers")
    capsys.readouterr()
    assert main(["--data-dir", str(file), *words]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert file.read_text() == "hers"
    assert sorted(tmp_path.iterdir()) == [file]


def test_a_database_from_a_newer_version_is_refused_and_left_alone(paths: Paths, capsys: Capture) -> None:
    connection = sqlite3.connect(paths.database)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = paths.database.read_bytes()
    _fails(capsys, 1, "--data-dir", str(paths.data), "tasks")
    assert paths.database.read_bytes() == before


def test_a_corrupt_database_is_told_and_left_alone(paths: Paths, capsys: Capture) -> None:
    paths.database.write_bytes(b"this is not a database, but it may hold something" * 200)
    before = paths.database.read_bytes()
    _fails(capsys, 1, "--data-dir", str(paths.data), "task", "done", "lonesamtal", "2026-12-01")
    assert paths.database.read_bytes() == before


def test_a_broken_settings_file_is_put_aside(paths: Paths, capsys: Capture) -> None:
    paths.settings.write_text("{broken")
    assert main(["--data-dir", str(paths.data), "search", "budget"]) == 0
    assert capsys.readouterr().err == ""
    assert paths.settings.with_name("settings.json.broken").read_text() == "{broken"


def test_the_language_comes_from_the_settings_unless_given(paths: Paths, capsys: Capture) -> None:
    paths.settings.write_text('{"language": "en"}')
    assert main(["--data-dir", str(paths.data), "search", "xyzzy"]) == 0
    assert "Nothing found" in capsys.readouterr().out
    assert main(["--data-dir", str(paths.data), "--lang", "sv", "search", "xyzzy"]) == 0
    assert "Nothing found" not in capsys.readouterr().out


def test_without_a_screen_the_window_says_what_to_do(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "--help" in _fails(capsys, 1, "--data-dir", str(tmp_path / "data"))


def test_help_and_version_are_no_failures(tmp_path: Path, capsys: Capture) -> None:
    assert main(["--data-dir", str(tmp_path / "data"), "--help"]) == 0
    assert "setup" in capsys.readouterr().out
    assert main(["--data-dir", str(tmp_path / "data"), "--version"]) == 0
    assert capsys.readouterr().out.startswith("Chefsstöd ")
    assert not (tmp_path / "data").exists()


def test_swedish_help_has_no_english_word_of_argparse(tmp_path: Path, capsys: Capture) -> None:
    for words in ([], ["export", "yearwheel"], ["task", "add"]):
        assert main(["--data-dir", str(tmp_path / "data"), "--lang", "sv", *words, "--help"]) == 0
        out = capsys.readouterr().out
        for english in ("usage:", "options:", "positional arguments", "show this help", "commands"):
            assert english not in out
        assert "Content-Type" not in out, "gettext's header is no text"


def test_every_command_of_this_version_exists_and_no_other() -> None:
    choices = next(action.choices for action in make_parser()._actions if action.dest == "command")
    assert choices is not None
    assert list(choices) == [
        "setup",
        "tasks",
        "task",
        "search",
        "show",
        "export",
        "ics",
        "import",
        "pack",
        "backup",
        "restore",
        "doctor",
    ]


def test_early_options_stop_at_the_command() -> None:
    early = early_options(["--today", "2026-01-01", "--data-dir=/x", "setup", "--unit", "--lang", "--lang", "en"])
    assert (early.data_dir, early.language) == (Path("/x"), None)
    assert early_options(["--lang"]).language is None
    assert early_options(["--lang", "en", "--data-dir"]).language == "en"


@pytest.mark.parametrize("argv", [[], ["--lang", "en"], ["--data-dir", "x"], ["--data-dir=x", "--lang=sv"]])
def test_without_a_command_the_window_needs_no_parser(argv: list[str]) -> None:
    assert early_options(argv).plain


@pytest.mark.parametrize(
    "argv", [["tasks"], ["--version"], ["--lang", "de"], ["--data-dir"], ["--today", "2026-01-01"], ["--", "x"], ["-h"]]
)
def test_everything_else_is_read_by_the_parser(argv: list[str]) -> None:
    assert not early_options(argv).plain


def test_a_log_that_cannot_be_written_does_not_disturb_a_command(paths: Paths, capsys: Capture) -> None:
    shutil.rmtree(paths.logs, ignore_errors=True)
    paths.logs.write_text("a file in the way")
    capsys.readouterr()
    main(["--data-dir", str(paths.data), "pack", "check", str(paths.data)])
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_bug_ends_in_one_line_and_a_report_without_her_text(paths: Paths, capsys: Capture) -> None:
    connection = sqlite3.connect(paths.database)
    connection.execute("DROP TABLE own_activity")  # what no program of ours does, and no check looks for
    connection.close()
    line = _fails(capsys, 1, "--data-dir", str(paths.data), "search", "hemlighet")
    assert str(paths.logs) in line
    reports = list(paths.logs.glob("crash-*.txt"))
    assert len(reports) == 1
    assert "hemlighet" not in reports[0].read_text() + line
