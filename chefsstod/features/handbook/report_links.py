"""Where the links of a printed text lead: to a page of the paper, outside, or nowhere, and then it is said what it is."""

from chefsstod.content.document import outline
from chefsstod.content.links import SCHEME, Link, LinkKind, read_link
from chefsstod.content.markdown import parse
from chefsstod.features.handbook.model import Article, ArticleId
from chefsstod.features.handbook.report import Book
from chefsstod.i18n import N_, _
from chefsstod.pdf.flow_text import Target

LAW = "law/"
_KINDS = {
    LinkKind.ARTICLE: N_("text in the handbook"),
    LinkKind.TASK: N_("task in the year wheel"),
    LinkKind.LAW: N_("law"),
    LinkKind.CONTACT: N_("contact"),
    LinkKind.SYSTEM: N_("system"),
    LinkKind.SCENARIO: N_("scenario"),
    LinkKind.EVENT: N_("event with steps"),
}
_PLAIN = (LinkKind.CONTACT, LinkKind.SYSTEM)
"""What needs no explanation where the words name it: «HR» is HR on paper too."""


def article_key(article_id: str) -> str:
    """The name of a text's beginning."""
    return f"article/{article_id}"


def heading_key(article_id: str, anchor: str) -> str:
    """The name of a heading's place."""
    return f"article/{article_id}#{anchor}"


class Links:
    """Knows what is in the book, and asks for each title only once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._inside = {article.id: article for article in book.articles}
        self._titles: dict[str, str | None] = {}
        self._anchors: dict[ArticleId, frozenset[str]] = {}

    def title(self, link: Link) -> str | None:
        """What an address points to is called."""
        if link.kind is LinkKind.LAW and link.id in self._book.laws:
            return self._book.laws[link.id].name
        if link.kind is LinkKind.ARTICLE and link.id in self._inside:
            return self._inside[ArticleId(link.id)].title
        if link.short not in self._titles:
            self._titles[link.short] = self._book.titles(link)
        return self._titles[link.short]

    def place(self, link: Link) -> str:
        """«#key» of what is in the book, empty for what is not."""
        if link.kind is LinkKind.LAW:
            return f"#{LAW}{link.id}" if link.id in self._book.laws else ""
        if link.kind is not LinkKind.ARTICLE or link.id not in self._inside:
            return ""
        anchored = link.anchor and link.anchor in self._anchors_of(ArticleId(link.id))
        return "#" + (heading_key(link.id, link.anchor) if anchored else article_key(link.id))

    def _anchors_of(self, article_id: ArticleId) -> frozenset[str]:
        if article_id not in self._anchors:
            document = parse(self._inside[article_id].body)
            self._anchors[article_id] = frozenset(heading.anchor for heading in outline(document))
        return self._anchors[article_id]

    def within(self, article: Article) -> "Within":
        """The links as they stand in one text."""
        return Within(self, article)

    def own_place(self, article: Article, anchor: str) -> str:
        """«#key» of a heading of the text itself."""
        return f"#{heading_key(article.id, anchor)}" if anchor in self._anchors_of(article.id) else ""


class Within:
    """Resolves the links of one text; what lies outside the book is explained where it is first named."""

    def __init__(self, links: Links, article: Article) -> None:
        self._links, self._article = links, article
        self._told: set[str] = set()

    def __call__(self, address: str, words: str) -> Target:
        """See ``pdf.flow_text.Resolve``."""
        if address.startswith("#"):
            return Target(self._links.own_place(self._article, address[1:]))
        if not address.startswith(SCHEME):
            return Target(address, self._host(address, words))
        link = read_link(address)
        if link is None:
            return Target()
        place = self._links.place(link)
        return Target(place) if place else Target("", self._what(link, words))

    def _host(self, address: str, words: str) -> str:
        """«(av.se)»: on paper nothing can be clicked."""
        from urllib.parse import urlsplit

        try:
            host = urlsplit(address).hostname or address.partition(":")[2]
        except ValueError:
            return ""
        host = host.removeprefix("www.")
        return self._once(address, f"({host})") if host and host not in words.casefold() else ""

    def _what(self, link: Link, words: str) -> str:
        kind = _(_KINDS[link.kind])
        title = self._links.title(link)
        if title is None:
            return self._once(link.short, f"({kind})")
        known = title.casefold() in words.casefold() or words.casefold().strip() in title.casefold()
        if known:
            return "" if link.kind in _PLAIN else self._once(link.short, f"({kind})")
        return self._once(link.short, _("({kind}: {title})").format(kind=kind, title=title))

    def _once(self, what: str, note: str) -> str:
        if what in self._told:
            return ""
        self._told.add(what)
        return note
