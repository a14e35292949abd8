"""The life of a pack in the real window: dropped in, seen in the year and in the book, updated, removed, taken back."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from chefsstod.content.build import write_zip
from chefsstod.content.layers import Layer
from chefsstod.features.packs.page import PackPage
from tests.e2e.seat import Seat

_MANIFEST = """\
id: soder
title: Äldreomsorgen Söder
version: "{version}"
language: sv
licence: Får användas inom kommunen
reviewed: 2026-11-02
min_app: "0.1"
"""
_ROUTINE = "---\nid: nyckelrutin\ntitle: Nyckelrutin\nsummary: Var nycklarna finns. Vem som har dem.\nowner: HR\n---\n{body}\n"
_TASK = """\
activities:
- id: lonesamtal
  code: ZZ01
  title: Lönesamtal i Söder
  short: Lönesamtal
  category: ledarskap
  kind: calendar
  why: Alla chefer håller samtalen samma vecka, för att förhandlingen ska hinna bli klar i tid.
  rule: {rrule: FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10, words: den 10 mars, red_day: previous}
  lead_days: 20
  hours: 4
  steps: [{id: boka, text: Boka samtalen, days: -20}]
  service_types: [all]
  basis: [{kind: local, text: Beslutat hos oss.}]
  varies: null
  related: []
  keywords: []
  checked: 2026-11-02
"""


def _pack(file: Path, version: str, body: str, *, task: str = _TASK) -> Path:
    files = {"pack.yaml": _MANIFEST.format(version=version), "routines/nyckelrutin.md": _ROUTINE.format(body=body)}
    if task:
        files["yearwheel/lokalt.yaml"] = task
    write_zip({name: text.encode() for name, text in files.items()}, file)
    return file


@pytest.fixture
def page(seat: Seat) -> PackPage:
    seat.go("packs")
    found = seat.window.pages["packs"]
    assert isinstance(found, PackPage)
    return found


def _due(seat: Seat) -> list[date]:
    wheel = seat.window.context.yearwheel
    return [o.due for o in wheel.occurrences(date(2027, 1, 1), date(2027, 12, 31)) if o.activity.id == "lonesamtal"]


def test_a_pack_is_installed_updated_removed_and_brought_back_with_the_keyboard(seat: Seat, page: PackPage, tmp_path: Path) -> None:
    before = _due(seat)
    file = _pack(tmp_path / "soder.zip", "1.0", "Nycklarna ligger i skåpet.")
    seat.dialogs.file = file
    page.take_keyboard()
    seat.press(Qt.Key.Key_Space)
    assert "Lönesamtal i Söder" in seat.texts()
    assert seat.window.context.packs.installed() == ()
    seat.press(Qt.Key.Key_Space)
    assert "Äldreomsorgen Söder" in seat.toast
    assert _due(seat) == [date(2027, 3, 10)]
    assert seat.window.context.yearwheel.activity("lonesamtal").layer is Layer.LOCAL
    article = seat.window.context.handbook.article("nyckelrutin")
    assert article is not None
    assert (article.layer, article.pack) == (Layer.LOCAL, "Äldreomsorgen Söder")

    _pack(file, "1.1", "Nycklarna ligger i det nya skåpet.", task="")
    seat.click(page.look_for)
    seat.click(page.cards[0].newer)
    assert {group.what.value for group in page.plan.groups()} == {"changed", "removed"}
    seat.press(Qt.Key.Key_Space)
    assert _due(seat) == before
    article = seat.window.context.handbook.article("nyckelrutin")
    assert article is not None
    assert "nya skåpet" in article.body

    seat.click(page.cards[0].remove)
    seat.press(Qt.Key.Key_Space)
    assert seat.window.context.handbook.article("nyckelrutin") is None
    assert page.cards == []
    seat.press("Ctrl+Z")
    assert seat.window.context.handbook.article("nyckelrutin") is not None
    assert [card.title.text() for card in page.cards] == ["Äldreomsorgen Söder"]
    seat.press("Ctrl+Z")
    assert _due(seat) == [date(2027, 3, 10)]


def test_the_year_shows_the_packs_task_at_once(seat: Seat, page: PackPage, tmp_path: Path) -> None:
    seat.go("list")
    assert "Brandrond i Söder" not in {occurrence.title for occurrence in seat.shown}
    seat.go("packs")
    december = (
        _TASK.replace("id: lonesamtal", "id: brandrond").replace("Lönesamtal i", "Brandrond i").replace("BYMONTH=3", "BYMONTH=12")
    )
    page.look_at(_pack(tmp_path / "soder.zip", "1.0", "Text.", task=december))
    seat.click(page.plan.go)
    seat.go("list")
    assert "Brandrond i Söder" in {occurrence.title for occurrence in seat.shown}
    seat.press("Ctrl+Z")
    assert "Brandrond i Söder" not in {occurrence.title for occurrence in seat.shown}


def test_her_own_text_of_the_same_name_stays_when_the_pack_goes_and_comes(seat: Seat, page: PackPage, tmp_path: Path) -> None:
    handbook = seat.window.context.handbook
    page.look_at(_pack(tmp_path / "a.zip", "1.0", "Nycklarna ligger i skåpet."))
    seat.click(page.plan.go)
    handbook.adapt("nyckelrutin")
    page.look_at(_pack(tmp_path / "b.zip", "1.1", "Nycklarna ligger i det nya skåpet."))
    seat.settle()
    assert "Nyckelrutin" in "".join(page.plan.groups()[0].texts())
    seat.click(page.plan.go)
    mine = handbook.article("nyckelrutin")
    assert mine is not None
    assert (mine.layer, "nya" in mine.body) == (Layer.OWN, False)
    assert handbook.base_change("nyckelrutin") is not None
    seat.click(page.cards[0].remove)
    seat.click(page.plan.go)
    mine = handbook.article("nyckelrutin")
    assert mine is not None
    assert mine.layer is Layer.OWN


def test_a_broken_file_is_told_and_the_window_stands(seat: Seat, page: PackPage, tmp_path: Path) -> None:
    (tmp_path / "trasigt.zip").write_bytes(b"PK")
    page.look_at(tmp_path / "trasigt.zip")
    assert len(seat.dialogs.errors) == 1
    assert not page.plan.isVisible()
    assert page.drop.choose.isEnabled()
