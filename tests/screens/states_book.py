"""What the handbook, the search, the packs and the directory can look like: a name, its scene, and the way there."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from chefsstod.features.handbook.model import Kind
from chefsstod.features.handbook.monitor_page import MonitorPage
from chefsstod.shell.window import MainWindow
from tests.screens.scenes_book import PACK

Way = Callable[[MainWindow], object]


def _page(name: str) -> Way:
    return lambda window: window.go(name)


def _open(address: str) -> Way:
    return lambda window: window.open_address(f"chefsstod:{address}")


def _own(window: MainWindow) -> str:
    return next(a.id for a in window.context.handbook.articles(Kind.ROUTINE) if a.title == "När larmet går på natten")


def _own_text(window: MainWindow) -> None:
    window.open_address(f"chefsstod:article/{_own(window)}")


def _find(window: MainWindow) -> None:
    window.open_address("chefsstod:article/lonesamtal", "kriterier")


def _edit(window: MainWindow) -> None:
    window.go("write")
    window.pages["write"].edit(_own(window))  # type: ignore[attr-defined]


def _adapt(window: MainWindow) -> None:
    window.go("write")
    window.pages["write"].edit("hot-och-vald")  # type: ignore[attr-defined]


def _monitor(window: MainWindow) -> None:
    window.go("monitor")
    page = window.pages["monitor"]
    assert isinstance(page, MonitorPage)
    while page.underway:
        QApplication.processEvents()


def _search(words: str) -> Way:
    return lambda window: window.search_for(words)


def _pack(window: MainWindow) -> None:
    window.go("packs")
    window.pages["packs"].look_at(window.context.paths.data / PACK)  # type: ignore[attr-defined]


def _fill(window: MainWindow) -> None:
    window.go("directory")
    window.pages["directory"].fill_in()  # type: ignore[attr-defined]


def _task(window: MainWindow) -> None:
    window.go("list")
    window.open_activity("lonesamtal")


WAYS: tuple[tuple[str, str, Way], ...] = (
    ("handbook", "reading", _page("handbook")),
    ("handbook-new", "lived", _page("handbook")),
    ("article", "reading", _open("article/lonesamtal")),
    ("article-own", "reading", _own_text),
    ("article-find", "reading", _find),
    ("law", "reading", _open("law/aml")),
    ("monitor", "reading", _monitor),
    ("monitor-none", "lived", _monitor),
    ("write-new", "reading", lambda window: window.new_text()),
    ("write", "reading", _edit),
    ("write-base", "reading", _adapt),
    ("import", "reading", _page("import")),
    ("packs", "reading", _page("packs")),
    ("packs-none", "lived", _page("packs")),
    ("packs-plan", "reading", _pack),
    ("directory", "reading", _page("directory")),
    ("directory-contact", "reading", _open("contact/hr")),
    ("directory-system", "reading", _open("system/schemasystem")),
    ("directory-fill", "reading", _fill),
    ("search", "reading", _search("samtal")),
    ("search-corrected", "reading", _search("skyddsrodn")),
    ("search-none", "reading", _search("xyzzy")),
    ("detail-reading", "reading", _task),
)
