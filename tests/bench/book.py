"""The whole handbook against bare ReportLab: Platypus with the same words in the same fonts, a plain paragraph for each of ours."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from chefsstod.content.document import plain
from chefsstod.content.markdown import parse
from chefsstod.features.handbook.model import Article, ArticleId, Kind, LawRef
from chefsstod.features.handbook.report import Book, BookChapter, handbook_pdf
from chefsstod.pdf import fonts
from chefsstod.shell.context import AppContext
from tests.bench.measure import Row, alternate, timed

ARTICLES = 60
_SENTENCE = (
    "Du som chef ser till att var och en vet vad som gäller, vem som beslutar och var det står skrivet, "
    "så att ingen behöver fråga två gånger. "
)
_BODY = f"""{_SENTENCE * 3}

## Gör så här

::: gor-sa-har
1. **Förbered** mötet. {_SENTENCE}
2. Läs [AML 3 kap. 2 §](chefsstod:law/aml) och [nästa text](chefsstod:article/text-2).
3. Följ upp. {_SENTENCE * 2}
:::

## Att bocka av

- [ ] Kallelsen är skickad. {_SENTENCE}
- [ ] Lokalen är bokad.

::: lagen-sager
- [AML 3 kap. 2 §](chefsstod:law/aml): {_SENTENCE}
- [SoL](chefsstod:law/sol): {_SENTENCE}
:::

| Vad | Vem | När |
|---|---|---|
| Riskbedömning | Enhetschef och skyddsombud | Före ändringen |
| Uppföljning | Enhetschef | Efter tre månader, och igen efter ett år |

## Vanliga misstag

- {_SENTENCE}
- {_SENTENCE}

{_SENTENCE * 5}

{_SENTENCE * 4}
"""


def sample(context: AppContext) -> Book:
    """A handbook of the size that the base content has."""
    first = Article(
        id=ArticleId("text-0"),
        kind=Kind.HANDBOOK,
        title="Text nummer 0",
        body=_BODY,
        summary=_SENTENCE,
        law=(LawRef("aml"),),
        questions=(_SENTENCE,),
        reviewed=date(2026, 11, 22),
    )
    articles = [
        replace(first, id=ArticleId(f"text-{n}"), title=f"Text nummer {n}", body=f"{_BODY}\n\nText {n}.") for n in range(ARTICLES)
    ]
    chapters = tuple(BookChapter(f"Kapitel {n // 6 + 1}", tuple(articles[n : n + 6])) for n in range(0, ARTICLES, 6))
    return Book("Handbok", "Norra hemtjänsten", date(2026, 11, 23), chapters, context.laws())


def words(book: Book) -> list[str]:
    """The paragraphs of the book, without their looks."""
    found: list[str] = []
    for article in book.articles:
        found += [article.title, article.summary, *plain(parse(article.body)).splitlines(), *article.questions]
    return found


def bare(lines: list[str], target: Path) -> int:
    """Platypus with nothing but paragraphs; the number of pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    fonts.register()
    style = ParagraphStyle("bare", fontName=fonts.REGULAR, fontSize=10.5, leading=15.2, spaceAfter=7)
    document = SimpleDocTemplate(str(target), pagesize=A4, leftMargin=80, rightMargin=127)
    document.build([Paragraph(line, style) for line in lines])
    return int(document.page)


def rows(context: AppContext, folder: Path, rounds: int) -> list[Row]:
    """One row, in milliseconds a page: twice the time of bare paragraphs is half their speed."""
    book = sample(context)
    lines = words(book)
    pages = {"book": 1, "bare": 1}

    def ours() -> None:
        pages["book"] = handbook_pdf(book, folder / "book.pdf")

    def floor() -> None:
        pages["bare"] = bare(lines, folder / "bare-book.pdf")

    ours()
    time, least = alternate(max(1, rounds // 2), lambda: timed(ours), lambda: timed(floor))
    return [Row(f"handbook as a book ({pages['book']} pages), a page", time / pages["book"], least / pages["bare"], 2.0)]
