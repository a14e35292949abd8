"""Which texts come into a book, and the command that writes it."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from chefsstod.app.bootstrap import AppContext
from chefsstod.app.cli_handbook import export_handbook, ids
from chefsstod.app.main import main
from chefsstod.features.handbook.content import HandbookContent
from chefsstod.features.handbook.model import ArticleId
from chefsstod.features.handbook.papers import handbook_book
from chefsstod.features.handbook.report import Book, article_pdf
from chefsstod.features.handbook.service import HandbookService
from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.storage.engine import Database
from chefsstod.support.errors import UserError
from tests.conftest import SetClock
from tests.features.handbook.conftest import Layers, build_handbook, local_content


def shown(book: Book) -> list[str]:
    return [article.id for article in book.articles]


def test_the_whole_book_has_every_text_of_her_service_but_no_templates(handbook: HandbookService, layers: Layers) -> None:
    layers.service_type = "sabo"
    book = handbook_book(handbook, None, {})
    assert shown(book) == ["apt", "rehab"]
    assert [chapter.title for chapter in book.chapters] == ["Möten", "Rehabilitering"]
    layers.service_type = "lss"
    assert "skyddsrond" in shown(handbook_book(handbook, None, {}))


def test_a_choice_may_hold_templates_and_texts_of_other_services(handbook: HandbookService, layers: Layers) -> None:
    layers.service_type = "sabo"
    book = handbook_book(handbook, None, {}, articles=["mall-rutin", "skyddsrond", "saknas"])
    assert shown(book) == ["mall-rutin", "skyddsrond"] or shown(book) == ["skyddsrond", "mall-rutin"]


def test_local_and_own_texts_stand_in_their_chapters(
    handbook: HandbookService, layers: Layers, tmp_path: Path, routine: Callable[..., ArticleId]
) -> None:
    layers.local = (local_content(tmp_path / "local"),)
    own = routine("Larm hos oss")
    lost = routine("Utan kapitel", chapter="borttaget")
    book = handbook_book(handbook, None, {})
    assert {"nycklar", own, lost} <= set(shown(book))
    assert len(shown(book)) == len(set(shown(book)))


def test_the_book_is_named_after_what_is_in_it(handbook: HandbookService, routine: Callable[..., ArticleId]) -> None:
    whole, one, some = (handbook_book(handbook, None, {}, articles=given) for given in (None, ["apt"], ["apt", "rehab"]))
    assert one.title == "Arbetsplatsträff"
    routines = handbook_book(handbook, None, {}, articles=[routine("Ett"), routine("Två")])
    assert len({whole.title, one.title, some.title, routines.title}) == 4


def test_notes_come_along_only_when_asked_for(handbook: HandbookService, clock: SetClock) -> None:
    handbook.add_note("apt", "", "Ta upp nästa gång")
    handbook.add_note("rehab", "", "Annan text")
    assert handbook_book(handbook, None, {}, articles=["apt"]).notes == {}
    book = handbook_book(handbook, None, {}, articles=["apt"], notes=True)
    assert [note.text for notes in book.notes.values() for note in notes] == ["Ta upp nästa gång"]
    assert book.today == clock()


def test_unit_and_pictures_come_from_profile_and_pack(handbook: HandbookService, tmp_path: Path, clock: SetClock) -> None:
    profile = Profile(ServiceType.SABO, clock(), unit="Solgården")
    book = handbook_book(handbook, profile, {}, articles=["rehab"])
    assert book.unit == "Solgården"
    assert book.files(ArticleId("rehab"), "trappa.png") == b"picture"
    article_pdf(book, tmp_path / "a.pdf")
    assert "Solgården" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()


# ── the command ──────────────────────────────────────────────────────────────


def run(folder: Path, *words: str) -> int:
    try:
        return main(["--data-dir", str(folder), "--today", "2026-11-23", "export", "handbook", *words])
    except SystemExit as left:
        return int(left.code or 0)


def test_the_whole_handbook_is_written_with_contents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "bok.pdf"
    assert run(tmp_path / "data", "--all", "-o", str(target)) == 0
    reader = PdfReader(target)
    assert str(len(reader.pages)) in capsys.readouterr().out
    assert "Rehabilitering dag för dag" in "".join(page.extract_text() for page in reader.pages[1:6])
    assert len(reader.pages) > 20


def test_chosen_texts_are_written_and_one_alone_has_no_cover(tmp_path: Path) -> None:
    assert run(tmp_path / "data", "--articles", "apt, article/skyddsrond", "-o", str(tmp_path / "a.pdf")) == 0
    assert run(tmp_path / "data", "--articles", "apt", "--notes", "-o", str(tmp_path / "b.pdf")) == 0
    assert "APT" not in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert PdfReader(tmp_path / "b.pdf").pages[0].extract_text().index("APT som är värd sin tid") < 60


def test_an_unknown_text_stops_the_command_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "data", "--articles", "apt,saknas", "-o", str(tmp_path / "a.pdf")) == 1
    assert "saknas" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize(
    "words", [["-o", "a.pdf"], ["--all", "--articles", "apt", "-o", "a.pdf"], ["--articles", " , ", "-o", "a.pdf"]]
)
def test_the_command_wants_all_or_some(tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "data", *words) == 2
    assert capsys.readouterr().err


def test_ids_are_read_once_each() -> None:
    assert ids("apt,apt, rehab") == ("apt", "rehab")


def test_an_empty_handbook_says_so(profiled: AppContext, database: Database, clock: SetClock, tmp_path: Path) -> None:
    context = SimpleNamespace(
        paths=profiled.paths,
        profiles=profiled.profiles,
        laws=profiled.laws,
        handbook=build_handbook(database, clock, Layers(HandbookContent())),
    )
    wanted = Namespace(all=True, articles=None, notes=False, output=tmp_path / "a.pdf")
    with pytest.raises(UserError):
        export_handbook(context, wanted)  # type: ignore[arg-type]
    assert not (tmp_path / "a.pdf").exists()
