"""The wheel from the command line as picture and paper, for a year from any month and for a month."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from chefsstod.app.cli_files import export_month, export_yearwheel
from chefsstod.shell.context import AppContext
from chefsstod.support.errors import UserError
from chefsstod.support.settings import load_settings

SVG = "{http://www.w3.org/2000/svg}"


def year(target: Path, **more: object) -> Namespace:
    usual = {"format": "pdf", "layout": "wheel", "start_month": None, "heat": False}
    return Namespace(year=2027, paper="a4", output=target, **(usual | more))


def month(target: Path, **more: object) -> Namespace:
    return Namespace(month=date(2027, 3, 1), output=target, **({"format": "pdf", "layout": "page", "by": "day"} | more))


def title_of(file: Path) -> str:
    found = ET.parse(file).getroot().find(f"{SVG}title")  # noqa: S314 - our own file
    assert found is not None
    return found.text or ""


def test_the_year_is_written_as_svg_and_png(profiled: AppContext, tmp_path: Path) -> None:
    assert export_yearwheel(profiled, year(tmp_path / "a.svg", format="svg")) == 0
    assert "2027" in title_of(tmp_path / "a.svg")
    assert export_yearwheel(profiled, year(tmp_path / "a.png", format="png")) == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_the_year_begins_in_the_month_that_is_asked_for_or_else_in_that_of_her_settings(
    profiled: AppContext, tmp_path: Path
) -> None:
    load_settings(profiled.paths.settings).change(year_start=7)
    export_yearwheel(profiled, year(tmp_path / "a.svg", format="svg"))
    assert "2027/28" in title_of(tmp_path / "a.svg")
    export_yearwheel(profiled, year(tmp_path / "b.svg", format="svg", start_month=1))
    assert "2027/28" not in title_of(tmp_path / "b.svg")


def test_the_month_is_written_as_a_wheel(profiled: AppContext, tmp_path: Path) -> None:
    assert export_month(profiled, month(tmp_path / "m.pdf", layout="wheel")) == 0
    assert len(PdfReader(tmp_path / "m.pdf").pages) == 1
    assert export_month(profiled, month(tmp_path / "m.svg", layout="wheel", format="svg")) == 0
    assert "2027" in title_of(tmp_path / "m.svg")


def test_a_list_and_a_page_are_no_pictures(profiled: AppContext, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        export_yearwheel(profiled, year(tmp_path / "a.svg", layout="list", format="svg"))
    with pytest.raises(UserError):
        export_month(profiled, month(tmp_path / "m.png", format="png"))
    assert list(tmp_path.glob("*.svg")) == list(tmp_path.glob("*.png")) == []
