"""«import FILE …» in a terminal."""

import argparse
import json
from pathlib import Path

import pytest

from chefsstod.app import cli_import
from chefsstod.app.cli_types import Parser
from chefsstod.shell.context import AppContext


def parsed(*words: str) -> argparse.Namespace:
    commands = Parser(prog="chefsstod").add_subparsers(dest="command")

    def command(name: str, help_text: str, run: object) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_text)
        made.set_defaults(run=run)
        return made

    cli_import.add_import(command)
    return commands.choices["import"].parse_args(words)


def test_each_file_is_a_line_with_title_and_id(profiled: AppContext, documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = parsed(str(documents / "word_rubrik.docx"))
    assert args.run(profiled, args) == 0
    told = capsys.readouterr()
    assert "Lokal rutin för social dokumentation (egen-lokal-rutin-for-social-dokumentation)" in told.out
    assert "AFS 2001:1" in told.err
    assert "Gruppchef" in told.out  # what was recognised
    assert args.run(profiled, args) == 0  # unchanged is no failure


def test_a_failure_is_told_and_is_the_exit_code(profiled: AppContext, documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = parsed(str(documents / "tom.docx"), str(documents / "utomhus.md"))
    assert args.run(profiled, args) == 1
    out = capsys.readouterr().out
    assert "tom.docx" in out
    assert "Rutin för utomhusvistelse" in out


def test_an_empty_folder_is_a_failure(profiled: AppContext, tmp_path: Path) -> None:
    args = parsed(str(tmp_path))
    assert args.run(profiled, args) == 1


def test_sure_suggestions_can_be_filled_in_at_once(
    profiled: AppContext, documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = parsed(str(documents / "word_nycklar.docx"), str(documents / "tom.docx"), "--suggestions", "--json")
    assert args.run(profiled, args) == 1
    good, bad = json.loads(capsys.readouterr().out)
    assert (good["outcome"], good["suggestions"], bad["id"]) == ("new", {}, None)
    made = profiled.handbook.article(good["id"])
    assert made is not None
    assert made.owner == "Enhetschef hemtjänsten"
    assert bad["why"]
