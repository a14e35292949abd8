"""What is hers, handed to a colleague as a pack that the colleague's program takes in like any other."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from chefsstod.app.bootstrap import BaseContent
from chefsstod.content.layers import Layer
from chefsstod.features.directory.model import Contact, ItSystem
from chefsstod.features.handbook.model import Article, ArticleId, Kind
from chefsstod.features.localdates.model import Answer
from chefsstod.features.packs.checking import Below, check_pack
from chefsstod.features.packs.export import OwnContent, export_own
from chefsstod.features.packs.kinds import pack_kinds
from chefsstod.features.packs.model import ItemKind
from chefsstod.features.packs.service import PackService
from chefsstod.shell.context import AppContext
from chefsstod.support.errors import UserError

TODAY = date(2026, 11, 23)
ROUTINE = Article(
    id=ArticleId("egen-nycklar"),
    kind=Kind.ROUTINE,
    title="Nycklar: vem har dem?",
    body="Nycklarna ligger i skåpet.\n\n![Skåpet](skap.png)\n\n- [ ] Kvittera\n",
    summary="Var nycklarna finns. Det sparar letande.",
    keywords=("skåp",),
    owner="Enhetschefen",
    version="2",
    review_by=date(2027, 11, 23),
    layer=Layer.OWN,
)
CONTACT = Contact(id="hr", title="HR", name="Stöd Väst", phone="010-123 45 67", layer=Layer.OWN)
SYSTEM = ItSystem(id="lonesystem", title="Lönesystem", local_name="Lönelinjen", helper="hr", layer=Layer.OWN)


def png() -> bytes:
    stream = io.BytesIO()
    Image.new("1", (2, 2)).save(stream, "PNG")
    return stream.getvalue()


def mine() -> OwnContent:
    return OwnContent("Norra", (ROUTINE,), (CONTACT,), (SYSTEM,), pictures=lambda _text: {"skap.png": png()})


def test_what_goes_out_comes_in_as_it_was(tmp_path: Path, packs: PackService, content: BaseContent) -> None:
    out = export_own(tmp_path / "mina.zip", mine(), today=TODAY, version="0.1.0")
    assert (out.texts, out.contacts, out.systems, out.dates, out.private) == (1, 1, 1, False, ())
    plan = packs.plan(tmp_path / "mina.zip")
    assert (plan.manifest.id, plan.manifest.version, plan.problems) == ("fran-norra", "2026.11.23", ())
    packs.install(plan)
    from chefsstod.features.packs.effects import PackEffects

    effects = PackEffects(roots=packs.roots, cache=tmp_path / "cache", laws=lambda: content.laws)
    (book,) = effects.handbook()
    (text,) = book.articles
    assert replace(text, body="", pack="", layer=Layer.OWN) == replace(ROUTINE, body="")
    assert text.body.replace("egen-nycklar-skap.png", "skap.png").strip() == ROUTINE.body.strip()
    assert (packs.roots()[0][1] / "routines" / "egen-nycklar-skap.png").read_bytes() == png()
    (directory,) = effects.directory()
    assert [(contact.name, contact.phone) for contact in directory.contacts] == [("Stöd Väst", "010-123 45 67")]
    assert [(system.local_name, system.helper) for system in directory.systems] == [("Lönelinjen", "hr")]


def test_what_goes_out_passes_the_check(tmp_path: Path) -> None:
    export_own(tmp_path / "mina.zip", mine(), today=TODAY, version="0.1.0")
    from chefsstod.content.archive import opened_pack

    with opened_pack(tmp_path / "mina.zip") as root:
        report = check_pack(root, Below(contacts=lambda: {"hr"}))
    assert [problem for problem in report.problems if problem.severity.value == "error"] == []


def test_local_dates_go_out_with_the_tasks_that_they_set(tmp_path: Path, profiled: AppContext, packs: PackService) -> None:
    local = profiled.localdates
    item = next(item for item in local.items() if item.question.options[0].rules)
    local.answer(item.question.id, Answer(option=item.question.options[0].id))
    own = replace(mine(), dates=local.export)
    assert export_own(tmp_path / "mina.zip", own, today=TODAY, version="0.1.0").dates
    plan = packs.plan(tmp_path / "mina.zip")
    assert plan.dates
    assert {ItemKind.TASK, ItemKind.ANSWER, ItemKind.ROUTINE} <= {change.kind for change in plan.changes}


def test_without_answers_the_rest_goes_out_and_with_nothing_it_is_told(tmp_path: Path, profiled: AppContext) -> None:
    own = replace(mine(), dates=profiled.localdates.export)
    assert not export_own(tmp_path / "a.zip", own, today=TODAY, version="0.1.0").dates
    with pytest.raises(UserError):
        export_own(tmp_path / "b.zip", OwnContent(), today=TODAY, version="0.1.0")
    assert not (tmp_path / "b.zip").exists()


def test_what_looks_like_a_personal_identity_number_is_named(tmp_path: Path) -> None:
    text = replace(ROUTINE, body="Ring 19811218-9876 om nycklarna.")
    out = export_own(tmp_path / "a.zip", OwnContent(articles=(text,)), today=TODAY, version="0.1.0")
    assert out.private == (ROUTINE.title,)


def test_the_service_hands_over_what_it_is_given(tmp_path: Path, profiled: AppContext, content: BaseContent) -> None:
    kinds = pack_kinds(laws=lambda: content.laws, tasks=tuple)
    plain = PackService(database=profiled.database, paths=profiled.paths, clock=profiled.clock, kinds=kinds)
    assert not plain.can_export
    with pytest.raises(UserError):
        plain.export_own(tmp_path / "a.zip")
    full = PackService(database=profiled.database, paths=profiled.paths, clock=profiled.clock, kinds=kinds, mine=mine)
    assert full.can_export
    assert full.export_own(tmp_path / "a.zip").texts == 1
