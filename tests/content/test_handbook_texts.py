"""The handbook that ships with the program: whole, linked, sourced, and easy to read."""

import re
from collections import Counter
from datetime import date
from itertools import chain

import pytest

from chefsstod.content.document import Callout, Items, Table, links, spans_of, text_of, walk
from chefsstod.content.layers import Certainty, Layer
from chefsstod.content.learning import read_learning
from chefsstod.content.links import LinkKind, read_link
from chefsstod.content.markdown import parse
from chefsstod.content.pack import Law, read_laws
from chefsstod.features.handbook.content import load_handbook
from chefsstod.features.handbook.model import Article, Kind
from chefsstod.features.yearwheel.content import load_activities
from chefsstod.features.yearwheel.model import Kind as TaskKind
from chefsstod.support.paths import resources

BASE = resources() / "content" / "base"
LAWS, _LAW_PROBLEMS = read_laws(BASE)
BOOK, PROBLEMS = load_handbook(BASE, None, layer=Layer.BASE, pack="", laws=set(LAWS))
ARTICLES = [article for article in BOOK.articles if article.kind is Kind.HANDBOOK]
TEMPLATES = [article for article in BOOK.articles if article.template]
QUESTIONS, QUESTION_PROBLEMS = read_learning(
    BASE, chapters={chapter.id for chapter in BOOK.chapters}, articles={a.id for a in BOOK.articles}, laws=set(LAWS)
)
LONGEST_SENTENCE = 35
WORD = re.compile(r"[^\W\d_]+(?:[-:’'][^\W\d_]+)*")
ENGLISH = {"the", "and", "with", "you", "your", "this", "that", "for", "from", "feedback", "deadline", "workshop", "mindset"}
each = pytest.mark.parametrize("article", ARTICLES, ids=[article.id for article in ARTICLES])


def test_everything_can_be_read() -> None:
    assert [str(problem) for problem in (*PROBLEMS, *QUESTION_PROBLEMS, *_LAW_PROBLEMS)] == []


def test_there_is_a_handbook_worth_having() -> None:
    assert len(ARTICLES) >= 90
    assert len({article.chapter for article in ARTICLES}) == len(BOOK.chapters) >= 12
    assert len(TEMPLATES) >= 20
    assert len(LAWS) >= 35
    assert len(BOOK.glossary) >= 80
    assert {
        chapter.id: len(QUESTIONS.get(chapter.id, ())) for chapter in BOOK.chapters if len(QUESTIONS.get(chapter.id, ())) < 8
    } == {}


def test_every_task_of_the_calendar_has_its_text() -> None:
    activities, _problems = load_activities(BASE, None)
    told = {link.id for article in ARTICLES for link in map(read_link, article.related) if link and link.kind is LinkKind.TASK}
    assert sorted(a.id for a in activities if a.kind is TaskKind.CALENDAR and a.id not in told) == []


@each
def test_a_text_has_what_a_reader_needs(article: Article) -> None:
    kinds = Counter(block.kind for block in walk(parse(article.body).blocks) if isinstance(block, Callout))
    assert len(sentences(article.summary)) == 2, "the lead says what and why"
    assert kinds["gor-sa-har"], "what to do"
    assert kinds["fraga-vidare"], "whom to ask"
    assert kinds["lagen-sager"] or not article.law, "what the law says"
    assert 250 <= len(WORD.findall(" ".join(lines(article)[1:]))) <= 900, "words below the lead"
    assert article.related
    assert len(article.questions) == 3


@each
def test_a_text_was_looked_through_and_will_be_again(article: Article) -> None:
    assert article.reviewed
    assert article.review_by
    assert date(2026, 12, 31) < article.review_by <= date(2028, 1, 31)
    assert article.sources or not article.law, "what rests on law names its source"


@each
def test_every_statement_about_law_names_a_law_of_the_front_matter(article: Article) -> None:
    named = {ref.law for ref in article.law}
    for block in walk(parse(article.body).blocks):
        if not isinstance(block, Callout) or block.kind != "lagen-sager":
            continue
        for item in chain.from_iterable(inner.items for inner in block.blocks if isinstance(inner, Items)):
            found = {link.id for address in _addresses(item.blocks) if (link := read_link(address)) and link.kind is LinkKind.LAW}
            assert found, f"names no law: {_words(item.blocks)[:60]}"
            assert found <= named


def _addresses(blocks: tuple[object, ...]) -> list[str]:
    return [span.link for block in walk(blocks) for spans in spans_of(block) for span in spans if span.link]  # type: ignore[arg-type]


def _words(blocks: tuple[object, ...]) -> str:
    return " ".join(text_of(spans) for block in walk(blocks) for spans in spans_of(block))  # type: ignore[arg-type]


# ── easy to read ─────────────────────────────────────────────────────────────


def lines(article: Article) -> list[str]:
    """The running text: paragraphs and points, each with a full stop of its own; tables are no sentences."""
    found = [article.summary]
    for block in walk(parse(article.body).blocks):
        if not isinstance(block, Table):
            found += [text_of(spans).strip() for spans in spans_of(block)]
    return [line if line.endswith((".", "?", "!", ":")) else f"{line}." for line in found if line]


def sentences(text: str) -> list[str]:
    """Split where a sentence ends, not after «kap.» or «t.ex.»."""
    return [part for part in re.split(r"(?<=[.?!:”])\s+(?=[A-ZÅÄÖ”–])", text) if WORD.search(part)]


def lix(article: Article) -> float:
    """Björnsson's measure: words a sentence and the share of words of more than six letters."""
    parts = [sentence for line in lines(article) for sentence in sentences(line)]
    words = [word for part in parts for word in WORD.findall(part)]
    return len(words) / len(parts) + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_the_texts_are_easy_to_read() -> None:
    measured = {article.id: lix(article) for article in ARTICLES}
    assert sum(measured.values()) / len(measured) <= 45
    assert {name: round(value) for name, value in measured.items() if value > 52} == {}


@each
def test_no_sentence_is_long(article: Article) -> None:
    long = [s for line in lines(article) for s in sentences(line) if len(s.split()) > LONGEST_SENTENCE]
    assert long == []


@each
def test_no_english_is_left(article: Article) -> None:
    words = {word.casefold() for line in lines(article) for word in WORD.findall(line)}
    assert words & ENGLISH == set()
    assert [address for address in links(parse(article.body)) if address.startswith("http:")] == []


@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
def test_a_law_card_says_what_a_manager_asks(law: Law) -> None:
    assert law.protects
    assert law.duty
    assert law.duty_text
    assert law.supervisor
    assert law.meaning
    assert law.points
    assert law.checked
    provisions = [point for point in law.points if "§" in point]
    assert not provisions or law.certainty is Certainty.VERIFIED, "a provision is given only where it has been read"
