"""The seldom sides of the texts on paper and of their differences."""

from dataclasses import replace
from pathlib import Path

from chefsstod.content.links import Link, LinkKind
from chefsstod.features.handbook.diff import Fit, compare, take
from chefsstod.features.handbook.model import OWN_CHAPTER, Draft
from chefsstod.features.handbook.papers import handbook_book
from chefsstod.features.handbook.report import article_pdf, no_titles
from chefsstod.features.handbook.service import HandbookService
from tests.features.handbook.test_report import article, book, whole


def test_a_paragraph_taken_away_in_the_middle_leaves_one_blank_line() -> None:
    pieces = compare("Ett.\n\nTvå.\n\nTre.", "Ett.\n\nTre.")
    place = next(number for number, piece in enumerate(pieces) if not piece.new)
    taken = take("Ett.\n\nTvå.\n\nTre.", pieces, place)
    assert (taken.text, taken.fit) == ("Ett.\n\nTre.", Fit.EXACT)


def test_a_text_without_a_lead_begins_with_its_body_and_names_what_it_points_to(tmp_path: Path) -> None:
    text = article(body="Se [uppgiften](chefsstod:task/okand).")
    article_pdf(book(replace(text, summary="")), tmp_path / "a.pdf")
    told = whole(tmp_path / "a.pdf")
    assert "Se uppgiften" in told
    assert "Vad och varför" not in told


def test_a_text_whose_chapter_is_gone_stands_among_her_own(handbook: HandbookService) -> None:
    name, _saved = handbook.add(Draft(title="Nycklar", body="Så gör vi.", chapter="borta"))
    own, named = handbook.article(name), handbook.chapters()[-1]
    assert own is not None
    assert own.chapter == named.id == OWN_CHAPTER
    shown = handbook_book(handbook, None, {})
    assert [a.id for a in shown.chapters[-1].articles] == [name]


def test_a_book_that_knows_of_nothing_else_names_no_title() -> None:
    assert no_titles(Link(LinkKind.TASK, "apt")) is None
