"""The handbook on paper: what stands on each text, where its links lead, the index of laws, and what is whose."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from chefsstod.content.layers import Certainty, Layer
from chefsstod.content.links import Link
from chefsstod.content.pack import Law
from chefsstod.features.handbook.model import Article, ArticleId, Kind, LawRef, MarginNote, SourceRef
from chefsstod.features.handbook.report import Book, BookChapter, article_pdf, handbook_pdf, texts
from chefsstod.features.handbook.report_links import Links
from chefsstod.features.handbook.report_text import about_text
from chefsstod.i18n import set_language
from chefsstod.pdf.flow_text import Target

TODAY = date(2026, 11, 23)
AML = Law(id="aml", short="AML", name="Arbetsmiljölagen", number="1977:1160", checked=date(2026, 11, 22))
LAS = Law(id="las", short="LAS", name="Lagen om anställningsskydd", number="1982:80", checked=date(2026, 11, 22))
AFS = Law(id="afs", short="AFS 2023:1", name="Systematiskt arbetsmiljöarbete", number="AFS 2023:1", checked=date(2026, 11, 20))


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")  # the words of the paper itself; the texts are Swedish all the same


def article(name: str = "apt", body: str = "Brödtext.", **given: object) -> Article:
    found = Article(id=ArticleId(name), kind=Kind.HANDBOOK, title=f"Om {name}", body=body, summary="Vad och varför.")
    return replace(found, **given)  # type: ignore[arg-type]


def book(*articles: Article, **given: object) -> Book:
    laws = {law.id: law for law in (AML, LAS, AFS)}
    chapters = (BookChapter("Arbetsmiljö", articles, "Det som håller."),)
    return replace(Book("Handbok", "Solgården", TODAY, chapters, laws), **given)  # type: ignore[arg-type]


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def whole(path: Path) -> str:
    return " ".join(" ".join(pages(path)).split())


def test_one_text_has_no_cover_and_begins_with_its_title(tmp_path: Path) -> None:
    count = article_pdf(book(article(body="## Ett\n\nord\n\n## Två\n\nord")), tmp_path / "a.pdf")
    (page,) = pages(tmp_path / "a.pdf")
    assert count == 1
    assert page.index("Om apt") < page.index("Vad och varför.") < page.index("Ett")
    assert "Contents" not in page
    reader = PdfReader(tmp_path / "a.pdf")
    title, below = reader.outline
    assert title.title == "Om apt"
    assert [entry.title for entry in below] == ["Ett", "Två"]


def test_the_book_has_cover_contents_chapters_texts_and_an_index(tmp_path: Path) -> None:
    given = book(article(), article("rehab", "Se [AML](chefsstod:law/aml)."))
    assert handbook_pdf(given, tmp_path / "a.pdf") == 4
    cover, contents, chapter, index = pages(tmp_path / "a.pdf")
    assert "Solgården" in cover
    assert "2 texts in 1 chapter" in cover
    assert contents.split("\n").count("Om rehab") == 1
    assert "Det som håller." in chapter
    assert "Arbetsmiljölagen (1977:1160)" in index
    assert "page 3" in index
    assert "anställningsskydd" not in index


def test_chapters_without_texts_are_left_out(tmp_path: Path) -> None:
    given = book(article(), chapters=(BookChapter("Tomt", ()), BookChapter("Fullt", (article(),))))
    handbook_pdf(given, tmp_path / "a.pdf")
    assert "Tomt" not in whole(tmp_path / "a.pdf")


def test_a_book_that_names_no_law_says_so_and_one_text_does_not_mention_it(tmp_path: Path) -> None:
    handbook_pdf(book(article()), tmp_path / "a.pdf")
    assert "The texts name no law." in pages(tmp_path / "a.pdf")[-1]
    article_pdf(book(article()), tmp_path / "b.pdf")
    assert "Laws" not in whole(tmp_path / "b.pdf")
    handbook_pdf(book(article(), laws={}), tmp_path / "c.pdf")
    assert "Laws" not in whole(tmp_path / "c.pdf")


def test_one_text_lists_its_laws_with_the_day_they_were_checked(tmp_path: Path) -> None:
    given = article(
        body="[AML](chefsstod:law/aml)", law=(LawRef("aml", "3 kap. 2 §", Certainty.VERIFIED), LawRef("las"), LawRef("gone"))
    )
    article_pdf(book(given), tmp_path / "a.pdf")
    text = whole(tmp_path / "a.pdf")
    assert "Arbetsmiljölagen 3 kap. 2 § · Lagen om anställningsskydd – on the level of the law · gone" in text
    assert text.count("AML · checked on 22 November 2026") == 1


def test_a_regulation_whose_name_is_its_number_is_named_once(tmp_path: Path) -> None:
    named = replace_law(AFS, name="AFS 2023:1")
    handbook_pdf(book(article(body="[AFS](chefsstod:law/afs)"), laws={"afs": named}), tmp_path / "a.pdf")
    assert pages(tmp_path / "a.pdf")[-1].count("AFS 2023:1") == 1


def replace_law(law: Law, **given: object) -> Law:
    import msgspec

    return msgspec.structs.replace(law, **given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (article(), ""),
        (article(version="2", reviewed=date(2026, 5, 1)), "Version 2 · checked on 1 May 2026"),
        (
            article(kind=Kind.ROUTINE, layer=Layer.OWN, owner="Chefen", valid_from=date(2026, 1, 2), review_by=date(2027, 1, 2)),
            "Own routine · valid from 2 January 2026 · to be looked over by 2 January 2027 · owner: Chefen",
        ),
        (article(kind=Kind.ROUTINE, layer=Layer.LOCAL, pack="Norra"), "Local: Norra · no owner named"),
        (article(layer=Layer.LOCAL), "Local"),
        (article(layer=Layer.OWN), "Own text"),
        (article(kind=Kind.ROUTINE, template=True, owner="X"), "Template · owner: X"),
    ],
)
def test_under_the_title_stands_what_the_text_is(given: Article, expected: str) -> None:
    assert about_text(given) == expected


def test_links_within_the_paper_are_page_links_and_others_are_explained_once() -> None:
    other = article("rehab", "## Dag ett")
    given = book(article(body="## Rubrik"), other, titles=lambda link: "Lönesamtal" if link.short == "task/lon" else None)
    resolve = Links(given).within(given.articles[0])
    assert resolve("chefsstod:article/rehab", "där") == Target("#article/rehab")
    assert resolve("chefsstod:article/rehab#dag-ett", "där") == Target("#article/rehab#dag-ett")
    assert resolve("chefsstod:article/rehab#saknas", "där") == Target("#article/rehab")
    assert resolve("#rubrik", "där") == Target("#article/apt#rubrik")
    assert resolve("#saknas", "där") == Target()
    assert resolve("chefsstod:law/aml", "AML") == Target("#law/aml")
    assert resolve("chefsstod:task/lon", "samtalen") == Target("", "(task in the year wheel: Lönesamtal)")
    assert resolve("chefsstod:task/lon", "samtalen") == Target()
    assert resolve("chefsstod:task/okand", "x") == Target("", "(task in the year wheel)")
    assert resolve("chefsstod:konstigt", "x") == Target()


def test_a_link_that_says_the_title_is_not_told_it_again() -> None:
    resolve = Links(book(article(), titles=lambda _link: "Lönesamtal")).within(article())
    assert resolve("chefsstod:task/lon", "lönesamtalen") == Target("", "(task in the year wheel)")


def test_a_contact_is_only_explained_where_the_words_do_not_name_it() -> None:
    resolve = Links(book(article(), titles=lambda _link: "HR-specialist")).within(article())
    assert resolve("chefsstod:contact/hr", "HR") == Target()
    assert resolve("chefsstod:contact/hr", "personal") == Target("", "(contact: HR-specialist)")


def test_addresses_outside_name_their_site_once_unless_the_words_do() -> None:
    resolve = Links(book(article())).within(article())
    assert resolve("https://www.av.se/regler", "reglerna") == Target("https://www.av.se/regler", "(av.se)")
    assert resolve("https://www.av.se/regler", "reglerna") == Target("https://www.av.se/regler")
    assert resolve("https://www.av.se/", "av.se") == Target("https://www.av.se/")
    assert resolve("mailto:hr@norra.example", "HR") == Target("mailto:hr@norra.example", "(hr@norra.example)")
    assert resolve("https://[trasig", "x") == Target("https://[trasig")


def test_titles_are_asked_for_once() -> None:
    asked: list[Link] = []
    links = Links(book(article(), titles=asked.append))  # type: ignore[func-returns-value]
    for _ in range(3):
        links.within(article())("chefsstod:contact/hr", "HR")
    assert len(asked) == 1


def test_questions_relations_and_sources_stand_last(tmp_path: Path) -> None:
    given = article(
        questions=("Vad gör vi redan?",),
        related=("task/lon", "article/rehab", "task/okand", "strunt", "task/plan", "law/aml", "law/las"),
        law=(LawRef("aml"),),
        sources=(SourceRef("Arbetsmiljöverket", "https://www.av.se/"), SourceRef("Boken")),
    )
    found = book(given, article("rehab"), titles=lambda link: {"lon": "Lönesamtal", "plan": "Årsplan"}.get(link.id))
    article_pdf(found, tmp_path / "a.pdf")
    text = whole(tmp_path / "a.pdf")
    order = [
        "Brödtext.",
        "Questions to talk about",
        "Vad gör vi redan?",
        "Belongs together with",
        "Texts: Om rehab",
        "Tasks in the year wheel: Lönesamtal · Årsplan",
        "Laws: Lagen om anställningsskydd",
        "Rests on",
    ]
    order += ["Sources", "Arbetsmiljöverket (av.se)", "Boken"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_notes_stand_at_their_heading_and_lost_ones_on_top(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 2, 9)  # noqa: DTZ001 - moments are stored without a time zone
    notes = tuple(
        MarginNote(f"n{number}", ArticleId("apt"), anchor, text, moment)
        for number, (anchor, text) in enumerate([("två", "hos oss\nannorlunda"), ("borta", "utan plats"), ("", "överst")])
    )
    given = book(article(body="## Ett\n\nord\n\n## Två\n\nmer"), notes={ArticleId("apt"): notes})
    article_pdf(given, tmp_path / "a.pdf")
    text = whole(tmp_path / "a.pdf")
    places = [
        text.index(words) for words in ("utan plats", "överst", "Ett", "Två", "My note (2 November 2026) hos oss annorlunda", "mer")
    ]
    assert places == sorted(places)
    assert text.count("My note") == 3


def test_a_heading_of_the_first_level_in_an_own_text_stands_in_the_outline(tmp_path: Path) -> None:
    article_pdf(book(article(body="# Stort\n\nord\n\n### Litet\n\nord")), tmp_path / "a.pdf")
    _title, below = PdfReader(tmp_path / "a.pdf").outline
    assert [entry.title for entry in below] == ["Stort"]


def test_pictures_are_asked_for_by_text_and_name(tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []

    def files(article_id: ArticleId, name: str) -> bytes | None:
        asked.append((article_id, name))
        return None

    article_pdf(book(article(body="![Karta](karta.png)"), files=files), tmp_path / "a.pdf")
    assert asked == [("apt", "karta.png")]
    assert "Karta" in whole(tmp_path / "a.pdf")


def test_her_own_words_are_what_the_privacy_guard_looks_at() -> None:
    note = MarginNote("n", ArticleId("apt"), "", "min anteckning", datetime(2026, 11, 2, 9))  # noqa: DTZ001
    own = article("egen", "min text", layer=Layer.OWN, owner="")
    given = book(article(), own, notes={ArticleId("apt"): (note,), ArticleId("ej-med"): (note,)})
    assert texts(given) == ["Om egen", "Vad och varför.", "min text", "min anteckning"]


def test_progress_that_stops_leaves_no_file(tmp_path: Path) -> None:
    def stop(_done: int, _total: int, _title: str) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        handbook_pdf(book(article()), tmp_path / "a.pdf", stop)
    assert list(tmp_path.iterdir()) == []
