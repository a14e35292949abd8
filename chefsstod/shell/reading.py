"""Reading from elsewhere: what a task's pane leads on to, and a text alone on the screen."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from chefsstod.content.links import LinkKind, read_link
from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.i18n import _, ngettext
from chefsstod.shell import places
from chefsstod.ui.parts import XS, S, button, column, label, row

if TYPE_CHECKING:
    from chefsstod.features.handbook.model import Article
    from chefsstod.shell.window import MainWindow

_MOST_CONTACTS = 3
_MOST_LINKS = 4


def reading_extra(window: "MainWindow") -> Callable[[Occurrence], Sequence[QWidget]]:
    """Makes the part of the detail pane that leads on: «Läs mer» and «Fråga». Nothing where there is nothing."""

    def make(occurrence: Occurrence) -> Sequence[QWidget]:
        articles = window.context.handbook.for_task(occurrence.activity.id)
        if not articles:
            return []
        from chefsstod.features.handbook.model import Kind
        from chefsstod.features.handbook.reader_near import nearest

        near = nearest(articles, occurrence.activity.id, occurrence.title)
        first = sorted(near, key=lambda article: article.kind is not Kind.ROUTINE)
        links = [
            _link(window, article, _("Our routine: {title}") if article.kind is Kind.ROUTINE else "{title}") for article in first
        ]
        found = [_section(_("Read more"), *_few(links))]
        asked = list(dict.fromkeys(address for article in first for address in article.related if _is_contact(address)))
        cards = _cards(window, asked[:_MOST_CONTACTS])
        return [*found, _section(_("Ask"), *cards)] if cards else found

    return make


def _few(links: Sequence[QWidget]) -> Sequence[QWidget]:
    """The nearest of them, and the rest when they are asked for."""
    if len(links) <= _MOST_LINKS + 1:
        return links
    rest = QWidget()
    rest.setLayout(column(*links[_MOST_LINKS:], spacing=XS))
    rest.hide()
    left = len(links) - _MOST_LINKS
    more = button(ngettext("Show {n} more", "Show {n} more", left).format(n=left), "link")
    holder = QWidget()
    holder.setLayout(row(more, None))

    def unfold() -> None:
        rest.show()
        links[_MOST_LINKS].findChildren(QPushButton)[0].setFocus()
        holder.hide()

    more.clicked.connect(unfold)
    return [*links[:_MOST_LINKS], holder, rest]


def _link(window: "MainWindow", article: "Article", words: str) -> QWidget:
    link = button(
        words.format(title=article.title), "link", clicked=partial(window.open_address, f"chefsstod:article/{article.id}")
    )
    link.setToolTip(article.summary)
    holder = QWidget()
    holder.setLayout(row(link, None))
    return holder


def _is_contact(address: str) -> bool:
    link = read_link(address)
    return link is not None and link.kind is LinkKind.CONTACT


def _cards(window: "MainWindow", addresses: Sequence[str]) -> Sequence[QWidget]:
    from chefsstod.features.directory.card import cards_for

    return cards_for(addresses, directory=window.context.directory, opened=window.open_address, told=window.toast.say)


def _section(title: str, *widgets: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(label(title, "section"), *widgets, spacing=XS, margins=(0, S, 0, 0)))
    return holder


def read_alone(window: "MainWindow", alone: bool) -> None:
    """The text over the whole screen, or the window as it was."""
    for part in (window.navigation, window.bar, window.toast):
        part.setVisible(not alone)
    if alone:
        window.before_alone = window.windowState()
        window.showFullScreen()
    else:
        window.setWindowState(window.before_alone)


def stays_alone(window: "MainWindow", page: str) -> bool:
    """Whether a text stands alone on the screen and goes on doing so on ``page``; on any other the window is as it was."""
    book = window.pages.get(places.BOOK)
    if book is None or not book.full_screen:  # type: ignore[attr-defined]
        return False
    if page != places.BOOK:
        book.toggle_full_screen()  # type: ignore[attr-defined]
    return page == places.BOOK
