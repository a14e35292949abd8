"""The program as a person starts it: separate processes, from another folder, in another locale."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[2]


class Program:
    """Starts ``python -m chefsstod`` from a folder of its own, with the plainest of locales."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "min data"
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
        self.environment = environment | {"LC_ALL": "C", "PYTHONPATH": str(ROOT), "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}

    def start(self, *words: str) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-W", "error", "-m", "chefsstod", "--data-dir", str(self.data), "--today", "2026-11-23"]
        return subprocess.run([*command, *words], cwd=self.folder, env=self.environment, capture_output=True, check=False)

    def __call__(self, *words: str) -> str:
        ended = self.start(*words)
        assert (ended.returncode, ended.stderr) == (0, b""), ended.stderr.decode()
        return ended.stdout.decode("utf-8")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_from_first_run_to_paper_and_back_again(program: Program, tmp_path: Path) -> None:
    program("setup", "--service-type", "sabo", "--start-date", "2026-08-17", "--unit", "Ängsgården")
    tasks = json.loads(program("tasks", "--from", "2027-03-01", "--to", "2027-03-31", "--category", "personal", "--json"))
    first = tasks[0]

    def status() -> dict[str, str]:
        found: list[dict[str, str]] = json.loads(program("tasks", "--from", "2027-01-01", "--json"))
        same = (first["activity"], first["original_due"])
        return next(o for o in found if (o["activity"], o["original_due"]) == same)

    program("task", "done", first["activity"], first["due"], "--note", "Börja tidigare nästa år")
    assert status()["status"] == "done", "still done after a restart"
    program("backup", "-o", "copy.db")
    program("task", "reopen", first["activity"], first["original_due"])
    program("task", "move", first["activity"], first["original_due"], "--to", "2027-03-24")
    assert (status()["status"], status()["due"]) == ("planned", "2027-03-24")
    program("export", "month", "--month", "2027-03", "-o", "mars.pdf")
    text = " ".join(PdfReader(tmp_path / "mars.pdf").pages[0].extract_text().split())
    assert "Ängsgården" in text
    assert first["title"] in text
    program("restore", "copy.db")
    assert (status()["status"], status()["due"]) == ("done", first["due"])
    program("doctor")


def test_words_are_utf8_in_any_locale(program: Program) -> None:
    assert any(letter in program("search", "lön") for letter in "åäö")


def test_nothing_is_written_outside_the_data_folder(program: Program, tmp_path: Path) -> None:
    program("setup", "--service-type", "lss", "--start-date", "2026-11-23")
    assert [path.name for path in tmp_path.iterdir()] == ["min data"]


def test_a_reader_that_goes_away_is_no_error(program: Program) -> None:
    command = [sys.executable, "-m", "chefsstod", "--data-dir", str(program.data), "tasks", "--json"]
    with subprocess.Popen(
        command, cwd=program.folder, env=program.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.read(10)
        started.stdout.close()
        assert started.stderr.read() == b""
    assert started.returncode == 0


def test_no_command_needs_qt(program: Program) -> None:
    script = (
        "import sys; from chefsstod.app.main import main\n"
        f"data = ['--data-dir', {str(program.data)!r}]\n"
        "assert main([*data, 'setup', '--service-type', 'sabo', '--start-date', '2026-08-17']) == 0\n"
        "assert main([*data, 'export', 'month', '--month', '2027-03', '-o', 'm.pdf']) == 0\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=program.folder, env=program.environment, check=True, capture_output=True)


def test_wrong_usage_ends_with_2_and_failure_with_1(program: Program) -> None:
    assert program.start("setup", "--service-type", "slott", "--start-date", "2026-08-17").returncode == 2
    failed = program.start("show", "task", "finns-inte")
    assert failed.returncode == 1
    assert len(failed.stderr.splitlines()) == 1
