"""The handbook on paper: one text, a choice of them, or the whole as a book. No Qt, no SQL; ReportLab is read when needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from chefsstod.content.layers import Layer
from chefsstod.content.links import Link
from chefsstod.content.pack import Law
from chefsstod.features.handbook.model import Article, ArticleId, MarginNote

LinkTitles = Callable[[Link], str | None]
"""The title of what an address points to, None if it does not exist."""
Tell = Callable[[int, int, str], None]
"""Hears how many texts of how many are laid out, and which is in hand; what it raises stops the work and leaves no file."""


def no_titles(_link: Link) -> str | None:
    """For a book that knows of nothing but itself."""
    return None


def no_files(_article: ArticleId, _name: str) -> bytes | None:
    """For texts without pictures."""
    return None


@dataclass(frozen=True, slots=True)
class BookChapter:
    """A chapter with those of its texts that are to be printed."""

    title: str
    articles: tuple[Article, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What is printed. ``files`` gives the bytes of a picture, ``titles`` what lies outside the book, ``notes`` her words in the
    margin.
    """

    title: str
    unit: str
    today: date
    chapters: tuple[BookChapter, ...]
    laws: Mapping[str, Law] = field(default_factory=dict)
    files: Callable[[ArticleId, str], bytes | None] = no_files
    titles: LinkTitles = no_titles
    notes: Mapping[ArticleId, tuple[MarginNote, ...]] = field(default_factory=dict)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All texts, in order."""
        return tuple(article for chapter in self.chapters for article in chapter.articles)


def article_pdf(book: Book, target: Path) -> int:
    """Write the texts of ``book`` without cover and contents: what one text needs. The number of pages.

    Raises OSError when the file cannot be written; an old one then stands untouched.
    """
    from chefsstod.features.handbook.report_book import write

    return write(book, target, cover=False)


def handbook_pdf(book: Book, target: Path, tell: Tell | None = None) -> int:
    """Write the whole as a book with cover, contents and an index of the laws. The number of pages. Raises as ``article_pdf``."""
    from chefsstod.features.handbook.report_book import write

    return write(book, target, cover=True, tell=tell)


def texts(book: Book) -> list[str]:
    """Her own words in the book: what the privacy guard looks at before it leaves the program."""
    own = [article for article in book.articles if article.layer is Layer.OWN]
    found = [text for article in own for text in (article.title, article.summary, article.body, article.owner) if text]
    shown = {article.id for article in book.articles}
    return [*found, *(note.text for article, notes in book.notes.items() if article in shown for note in notes)]
