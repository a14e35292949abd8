"""Which of the texts that belong to a task say most about it. No Qt."""

from collections.abc import Sequence

from chefsstod.features.handbook.model import Article

_STEM = 6
"""So many letters in common make two words of a title the same word: «rehabilitering», «rehab» is another."""


def nearest(articles: Sequence[Article], task: str, title: str) -> list[Article]:
    """``articles`` with those first that name the task first among their tasks, then those that share a word with its title
    or have few other tasks; else in the order they came.
    """
    words = _stems(title)

    def near(article: Article) -> tuple[int, bool, int]:
        tasks = [address for address in article.related if address.startswith("task/")]
        own = f"task/{task}"
        place = tasks.index(own) if own in tasks else len(tasks) + 99
        return place, not words & _stems(article.title), len(tasks)

    return sorted(articles, key=near)


def _stems(title: str) -> set[str]:
    return {word[:_STEM] for word in title.casefold().replace(",", " ").replace(":", " ").split() if len(word) >= _STEM}
