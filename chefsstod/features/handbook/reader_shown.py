"""What the handbook page shows: gathers a text, a law or the start page and puts it into the columns. Changes nothing."""

from collections.abc import Callable, Mapping, Sequence

from chefsstod.content.document import Document, Picture, Table, walk
from chefsstod.content.html import NO_TERMS, Setting, Terms
from chefsstod.content.layers import Layer
from chefsstod.content.links import SCHEME, Link, read_link
from chefsstod.content.markdown import parse
from chefsstod.content.pack import Law
from chefsstod.features.handbook import reader_words as words
from chefsstod.features.handbook.model import Article, Term
from chefsstod.features.handbook.reader_facts import Due, article_facts, chapter_title, law_facts, start_page
from chefsstod.features.handbook.reader_html import Around, article_html, glossary_terms, law_document, law_html
from chefsstod.features.handbook.reader_pictures import Pictures, tones
from chefsstod.features.handbook.service import HandbookService
from chefsstod.features.handbook.tree_rows import branches, reading_order
from chefsstod.features.handbook.view import HandbookView
from chefsstod.ui.tasks import TaskRunner

START = "start"
_GRAIN = 24
"""Tables and pictures are set anew when the column has become so many pixels wider or narrower; between, they keep within it."""


class ShownText(HandbookView):
    """What is shown is a short address: «article/rehab», «law/aml», or «start»."""

    def __init__(
        self,
        *,
        handbook: HandbookService,
        titles: Callable[[Link], str | None],
        used_in: Callable[[str], Sequence[tuple[str, str]]],
        laws: Callable[[], Mapping[str, Law]],
        tasks: TaskRunner,
        due: Callable[[], Sequence[Due]],
    ) -> None:
        super().__init__(tasks)
        self._handbook = handbook
        self._titles = titles
        self._used_in = used_in
        self._laws = laws
        self._tasks = tasks
        self._due = due
        self._shown = START
        self._article: Article | None = None
        self._document = Document(())
        self._html = ""
        self._drawn_for: tuple[object, ...] = ()
        self._stale = True
        self._glossary: Mapping[str, Term] = {}
        self._terms = NO_TERMS
        self._pictures = Pictures(file=handbook.file, tasks=tasks, ready=self.text.refresh_picture)

    def _read(self, *, fresh: bool = False) -> None:
        self._stale = False
        kind, _slash, name = self._shown.partition("/")
        self._article = self._handbook.article(name) if kind == "article" else None
        law = self._laws().get(name) if kind == "law" else None
        if self._article is not None:
            self._read_article(self._article, fresh=fresh)
        elif law is not None:
            self._read_law(law, fresh=fresh)
        else:
            self._shown = START
            self._read_start()
        self._fill_tree()
        self.tree.tree.show_current(name if self._article is not None else "")

    def _read_article(self, article: Article, *, fresh: bool) -> None:
        self._document = parse(article.body)
        state = self._handbook.reading(article.id)
        self._draw(fresh=fresh)
        facts = article_facts(
            article,
            self._document,
            notes=self._handbook.notes(article.id),
            used_in=self._used_in(f"{SCHEME}article/{article.id}"),
            titles=self._titles,
            laws=self._laws(),
            today=self._handbook.today,
        )
        self.margin.show_facts(facts, fresh=fresh)
        self.margin.show_heading(self.text.heading)
        self.bar.show_kind(article=True, own=article.layer is Layer.OWN, text=True)
        self.bar.show_marks(state.state(article), bookmarked=state.bookmarked)
        before, after = self._neighbours(article)
        self.bar.show_neighbours(before.title if before else "", after.title if after else "")

    def _read_law(self, law: Law, *, fresh: bool) -> None:
        used = self._used_in(f"{SCHEME}law/{law.id}")
        self._document = law_document(law, used, self._handbook.today)
        self._draw(fresh=fresh)
        self.margin.show_facts(law_facts(law, self._document, used, self._handbook.today), fresh=fresh)
        self.margin.show_heading(self.text.heading)
        self.bar.show_kind(article=False, own=False, text=True)

    def _read_start(self) -> None:
        handbook = self._handbook
        start = start_page(
            handbook.articles(),
            handbook.chapters(),
            handbook.readings(),
            recent=handbook.recent(),
            due=self._due(),
            for_task=handbook.for_task,
            today=handbook.today,
        )
        self.start.show_start(start)
        self.bar.show_kind(article=False, own=False, text=False)
        self.show_part(self.start)

    def _draw(self, *, fresh: bool = False) -> None:
        """Make the page's HTML and show it, at the same place if it is the same text."""
        self._pictures.take(self._shown.partition("/")[2], self.text.column)
        setting = self._setting()
        if self._article is not None:
            html, name = self._article_html(self._article, setting), self._article.title
        else:
            law = self._laws()[self._shown.partition("/")[2]]
            html, name = law_html(law, self._document, self._handbook.today, setting), law.name
        self._drawn_for = self._shape()
        if html != self._html or fresh:
            self._html = html
            self.text.show_html(html, pictures=self._pictures.pixmap, name=name, keep=not fresh)

    def _article_html(self, article: Article, setting: Setting) -> str:
        handbook = self._handbook
        reading, today = handbook.reading(article.id), handbook.today
        original = handbook.original(article.original) if article.original else None
        change = handbook.base_change(article.id) if article.based_on else None
        before, after = self._neighbours(article)
        around = Around(
            meta=words.meta(article, chapter_title(article, handbook.chapters()), today),
            banners=words.banners(article, reading, today, change, original),
            state=reading.state(article),
            before=before,
            after=after,
        )
        return article_html(article, self._document, around, setting)

    def _setting(self) -> Setting:
        article = self._article
        return Setting(
            tones=tones(),
            size=self.text.size_px,
            width=max(_GRAIN, self.text.column // _GRAIN * _GRAIN),
            titles=self._title,
            pictures=self._pictures.size,
            ticked=self._handbook.ticks(article.id) if article is not None else frozenset(),
            terms=self._known_terms(),
        )

    def _known_terms(self) -> Terms:
        """The glossary, prepared once for as long as it stays the same."""
        glossary = self._handbook.glossary()
        if glossary is not self._glossary:
            self._glossary, self._terms = glossary, glossary_terms(glossary)
        return self._terms

    def _title(self, address: str) -> str | None:
        link = read_link(address)
        return self._titles(link) if link is not None else None

    def _neighbours(self, article: Article) -> tuple[Article | None, Article | None]:
        order = reading_order(self._handbook.articles(), self._handbook.chapters())
        at = next((place for place, other in enumerate(order) if other.id == article.id), None)
        if at is None:
            return None, None
        return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)

    def _shape(self) -> tuple[object, ...]:
        """What the HTML depends on besides its content: only tables and pictures mind the width."""
        minds = any(isinstance(block, (Table, Picture)) for block in walk(self._document.blocks))
        return self.text.size_px, self.text.column // _GRAIN if minds else 0

    def _reshaped(self) -> None:
        if self._shown != START and self._shape() != self._drawn_for and not self._stale:
            self._draw()

    def _fill_tree(self) -> None:
        handbook = self._handbook
        found = branches(
            handbook.articles(),
            handbook.chapters(),
            handbook.readings(),
            handbook.recent(8),
            words=self.tree.field.text(),
            only=self.tree.chosen,
        )
        self.tree.show_branches(found)
