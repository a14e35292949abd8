"""«show contact» and «show system»."""

import argparse
from dataclasses import replace

import pytest

from chefsstod.app.cli_directory import show_contact, show_system
from chefsstod.shell.context import AppContext
from chefsstod.support.errors import UserError


def test_an_entry_is_shown_as_plain_text(profiled: AppContext, capsys: pytest.CaptureFixture[str]) -> None:
    directory = profiled.directory
    directory.save_contact(replace(directory.contact("lonespecialist"), name="Kåre", phone="010-2"))  # type: ignore[type-var]
    assert show_contact(profiled, argparse.Namespace(id="lonespecialist")) == 0
    assert show_system(profiled, argparse.Namespace(id="lonesystem")) == 0
    out = capsys.readouterr().out
    assert all(
        piece in out for piece in ("Lönespecialist\n====", "010-2", "Kåre", "Lön och frånvaro", "Lönespecialist · Kåre · 010-2")
    )


def test_what_does_not_exist_is_told(profiled: AppContext) -> None:
    with pytest.raises(UserError):
        show_contact(profiled, argparse.Namespace(id="finns-inte"))
