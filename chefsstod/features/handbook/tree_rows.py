"""What stands in the tree of the handbook: branches with texts, chosen and counted. Pure rules; no Qt."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chefsstod.content.layers import Layer
from chefsstod.features.handbook.model import Article, ArticleId, Chapter, Kind, Reading, ReadState
from chefsstod.i18n import N_, _

NO_READING = Reading()


class Only(StrEnum):
    """Which texts are shown."""

    ALL = "all"
    UNREAD = "unread"
    BOOKMARKED = "bookmarked"
    CHANGED = "changed"
    REPEAT = "repeat"


_ONLY = {
    Only.ALL: N_("All texts"),
    Only.UNREAD: N_("Not read"),
    Only.BOOKMARKED: N_("Bookmarked"),
    Only.CHANGED: N_("Changed since you read them"),
    Only.REPEAT: N_("To read again"),
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text in the tree."""

    article: ArticleId
    title: str
    state: ReadState
    bookmarked: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A heading of the tree with its texts; ``unread`` counts those of them that are not read as they now stand."""

    key: str
    title: str
    leaves: tuple[Leaf, ...]
    unread: int = 0


def only_name(only: Only) -> str:
    """The choice in words."""
    return _(_ONLY[only])


def branches(
    articles: Sequence[Article],
    chapters: Sequence[Chapter],
    readings: Mapping[ArticleId, Reading],
    recent: Sequence[ArticleId] = (),
    *,
    words: str = "",
    only: Only = Only.ALL,
) -> tuple[Branch, ...]:
    """The tree: bookmarks and recent texts, chapters, routines, her own texts, templates. Empty branches are left out."""
    kept = [a for a in articles if _fits(a, words) and _chosen(a, readings.get(a.id, NO_READING), only)]
    by_id = {article.id: article for article in kept}

    def branch(key: str, title: str, found: Iterator[Article], *, count: bool = True) -> Branch:
        leaves = tuple(_leaf(article, readings.get(article.id, NO_READING)) for article in found)
        unread = sum(leaf.state is not ReadState.READ for leaf in leaves) if count else 0
        return Branch(key, title, leaves, unread)

    def where(test: Callable[[Article], bool]) -> Iterator[Article]:
        return (article for article in kept if test(article))

    found = []
    if not words and only is Only.ALL:
        marked = where(lambda a: readings.get(a.id, NO_READING).bookmarked)
        found.append(branch("marked", _("Bookmarks"), marked, count=False))
        found.append(branch("recent", _("Recently opened"), (by_id[name] for name in recent if name in by_id), count=False))
    book = [a for a in kept if a.kind is Kind.HANDBOOK and not a.template and not is_own(a)]
    found += [branch(f"chapter/{c.id}", c.title, (a for a in book if a.chapter == c.id)) for c in chapters]
    known = {chapter.id for chapter in chapters}
    found.append(branch("chapter/", _("Other"), (a for a in book if a.chapter not in known)))
    found.append(branch("routines", _("Routines"), where(lambda a: a.kind is Kind.ROUTINE and not a.template and not is_own(a))))
    found.append(branch("own", _("Your own texts"), where(lambda a: is_own(a) and not a.template), count=False))
    found.append(branch("templates", _("Templates"), where(lambda a: a.template), count=False))
    return tuple(branch for branch in found if branch.leaves)


def is_own(article: Article) -> bool:
    """Whether she wrote it herself; her version of another's text stands where that one stood."""
    return article.layer is Layer.OWN and not article.based_on


def _leaf(article: Article, reading: Reading) -> Leaf:
    return Leaf(article.id, article.title, reading.state(article), reading.bookmarked)


def _fits(article: Article, words: str) -> bool:
    asked = words.casefold().split()
    if not asked:
        return True
    text = " ".join((article.title, *article.keywords, *article.synonyms, *article.tags)).casefold()
    return all(word in text for word in asked)


def _chosen(article: Article, reading: Reading, only: Only) -> bool:
    if only is Only.ALL:
        return True
    if only is Only.BOOKMARKED:
        return reading.bookmarked
    state = reading.state(article)
    wanted = {Only.UNREAD: ReadState.UNREAD, Only.CHANGED: ReadState.CHANGED, Only.REPEAT: ReadState.REPEAT}
    return state is wanted[only]


def reading_order(articles: Sequence[Article], chapters: Sequence[Chapter]) -> tuple[Article, ...]:
    """The texts one after another as the tree has them: what «next» and «previous» walk through. Templates are not for reading."""
    by_id = {article.id: article for article in articles if not article.template}
    tree = branches(list(by_id.values()), chapters, {})
    return tuple(by_id[leaf.article] for branch in tree for leaf in branch.leaves)
