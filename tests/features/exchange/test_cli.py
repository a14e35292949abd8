"""The commands about calendar files, without a window."""

import argparse
import json
from datetime import date
from pathlib import Path

import icalendar
import pytest

from chefsstod.app import cli_calendar
from chefsstod.app.cli_types import Parser
from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.model import Kind
from chefsstod.shell.context import AppContext
from chefsstod.support.errors import UserError


def parsed(*words: str) -> argparse.Namespace:
    parser = Parser(prog="ics")
    commands = parser.add_subparsers(dest="command")

    def command(name: str, help_text: str, run: object) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_text)
        made.set_defaults(run=run)
        return made

    cli_calendar.add_ics(command)
    exporting = command("yearwheel", "", None)
    exporting.add_argument("--year", type=int)
    cli_calendar.add_export_arguments(exporting)
    return parser.parse_args(words)


def test_the_year_is_written_and_counted(profiled: AppContext, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "year.ics"
    assert cli_calendar.export_ics(profiled, parsed("yearwheel", "--year", "2027", "--alarm"), target) == 0
    events = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert all(event.walk("VALARM") for event in events)
    out = capsys.readouterr().out
    assert str(target) in out
    assert str(len(events)) in out


def test_another_calendar_is_taken_in_and_told_event_by_event(
    profiled: AppContext, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = parsed("import", str(files / "exchange.ics"), "--category", "personal")
    assert args.run(profiled, args) == 0
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 4
    assert sum(a.layer is Layer.OWN for a in profiled.yearwheel.activities()) == 2  # the private one is hers to choose


def test_a_dry_run_takes_nothing_in_and_json_is_one_value(
    profiled: AppContext, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = parsed("import", str(files / "google.ics"), "--dry-run", "--json")
    args.run(profiled, args)
    told = json.loads(capsys.readouterr().out)
    assert {line["what"] for line in told} == {"new", "skipped"}
    assert not any(line["taken"] for line in told)
    assert {line["why"] for line in told if line["what"] == "skipped"} == {"past", "called_off"}
    assert not any(a.layer is Layer.OWN for a in profiled.yearwheel.activities())


def test_what_is_skipped_is_cancelled(profiled: AppContext, tmp_path: Path) -> None:
    cancel = parsed("cancel", "-o", str(tmp_path / "cancel.ics"))
    with pytest.raises(UserError):
        cancel.run(profiled, cancel)
    cli_calendar.export_ics(profiled, parsed("yearwheel", "--year", "2027"), tmp_path / "year.ics")
    year = profiled.yearwheel.occurrences(date(2027, 1, 1), date(2027, 12, 31))
    profiled.yearwheel.skip(next(o for o in year if o.activity.kind is Kind.CALENDAR).key, "inte i år")
    assert cancel.run(profiled, cancel) == 0
    assert len(icalendar.Calendar.from_ical((tmp_path / "cancel.ics").read_bytes()).walk("VEVENT")) == 1
