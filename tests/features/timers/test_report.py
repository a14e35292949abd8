"""The paper of a chain: one A4 page, complete, whatever the chain holds."""

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from chefsstod.features.timers.papers import chain_sheet
from chefsstod.features.timers.report import ChainSheet, chain_pdf
from chefsstod.features.timers.service import TimerService
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.shell.context import AppContext
from chefsstod.support.errors import UserError
from tests.conftest import MONDAY
from tests.features.timers.conftest import shipped


def sheet(context: AppContext, timers: TimerService, chain_id: str) -> ChainSheet:
    return chain_sheet(timers, context.profiles.profile(), context.laws(), chain_id)


def read(target: Path) -> str:
    pages = PdfReader(target).pages
    assert len(pages) == 1
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (595, 842)
    return " ".join(pages[0].extract_text().split())


def test_every_event_stands_on_one_page(profiled: AppContext, timers: TimerService, tmp_path: Path) -> None:
    for template in shipped():
        chain_id, _saved = timers.start(template.id, "", MONDAY)
        chain_pdf(sheet(profiled, timers, chain_id), tmp_path / "a.pdf")
        assert len(PdfReader(tmp_path / "a.pdf").pages) == 1, template.id


@pytest.mark.parametrize("template", ["ny-medarbetare", "chefsbyte"])
def test_all_steps_and_days_stand_on_the_page(template: str, profiled: AppContext, timers: TimerService, tmp_path: Path) -> None:
    chain_id, _saved = timers.start(template, "", MONDAY)
    chain_pdf(sheet(profiled, timers, chain_id), tmp_path / "a.pdf")
    text = read(tmp_path / "a.pdf")
    for item in timers.chain(chain_id).steps:
        assert " ".join(item.step.text.split()) in text
        assert day_short(item.due, MONDAY) in text
    assert "Norra hemtjänsten" in text


def test_the_paper_tells_what_is_done_what_is_not_needed_and_her_notes(
    profiled: AppContext, timers: TimerService, tmp_path: Path
) -> None:
    chain_id, _saved = timers.start("sjukfall", "", MONDAY - timedelta(days=10))
    timers.tick(chain_id, "dag-1", done=True)
    timers.set_applies(chain_id, "plan", applies=False)
    timers.set_step_note(chain_id, "dag-8", "Ring HR på onsdag")
    timers.set_note(chain_id, "Vikarie beställd")
    made = sheet(profiled, timers, chain_id)
    assert set(made.texts()) == {made.chain.label, "Vikarie beställd", "Ring HR på onsdag"}
    chain_pdf(made, tmp_path / "a.pdf")
    text = read(tmp_path / "a.pdf")
    for piece in ("Ring HR på onsdag", "Vikarie beställd", _("Does not apply"), _("Overdue"), "Sjuklönelagen (1991:1047)", "8 §"):
        assert piece in text


def test_far_too_much_is_still_one_page(profiled: AppContext, timers: TimerService, tmp_path: Path) -> None:
    chain_id, _saved = timers.start("ny-medarbetare", "W" * 80, MONDAY)
    for item in timers.chain(chain_id).steps:
        timers.set_step_note(chain_id, item.step.id, "mycket att säga " * 200)
    timers.set_note(chain_id, "ännu mer " * 500)
    chain_pdf(sheet(profiled, timers, chain_id), tmp_path / "a.pdf")
    read(tmp_path / "a.pdf")


def test_a_chain_that_is_gone_cannot_be_printed(profiled: AppContext, timers: TimerService) -> None:
    with pytest.raises(UserError):
        sheet(profiled, timers, "sjukfall-1")
