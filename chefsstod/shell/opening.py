"""Following an address: to a page of the program, or, after asking, to what lies outside it."""

from typing import TYPE_CHECKING

from chefsstod.content.links import Link, LinkKind, read_link
from chefsstod.i18n import _
from chefsstod.shell import places

if TYPE_CHECKING:
    from chefsstod.shell.window import MainWindow

_OUTSIDE = ("https:", "http:", "mailto:", "tel:")


def open_address(window: "MainWindow", address: str, words: str = "") -> None:
    """To what ``address`` points to, with ``words`` marked in it. What does not exist is told; nothing else happens."""
    if address.startswith(_OUTSIDE):
        _outside(window, address)
        return
    link = read_link(address)
    if link is None or window.addresses.title(link) is None:
        window.toast.say(_("What the link points to is not here: {address}").format(address=address))
        return
    with window.travel.one_step():
        match link.kind:
            case LinkKind.ARTICLE:
                window.go("handbook")
                window.pages["handbook"].show_article(link.id, link.anchor, find=words)  # type: ignore[attr-defined]
            case LinkKind.LAW:
                window.go("handbook")
                window.pages["handbook"].show_law(link.id)  # type: ignore[attr-defined]
            case LinkKind.TASK:
                _open_task(window, link)
            case LinkKind.CONTACT | LinkKind.SYSTEM:
                window.go("directory")
                window.pages["directory"].show_entry(link.short)  # type: ignore[attr-defined]
            case LinkKind.EVENT if link.anchor:
                window.show_chain(link.anchor)
            case LinkKind.EVENT:
                window.go("timers")
                window.pages["timers"].start_event(link.id)  # type: ignore[attr-defined]


def _open_task(window: "MainWindow", link: Link) -> None:
    """The occurrence whose original date is the anchor, else the next one; beside the page where it can lie there."""
    from datetime import date

    from chefsstod.features.yearwheel.model import ActivityId, OccurrenceKey

    if window.page_name not in places.BESIDE or window.page_name == "search":
        window.go("list")
    try:
        window.open_occurrence(OccurrenceKey(ActivityId(link.id), date.fromisoformat(link.anchor)))
    except ValueError:
        window.open_activity(link.id)
    window.detail.view.setFocus()


def _outside(window: "MainWindow", address: str) -> None:
    """A web page or an e-mail: never without her word, for it leaves the program."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    local = address.startswith(("mailto:", "tel:"))
    if local or window.dialogs.confirm(
        _("The link leads out of Chefsstöd"), _("{address} is opened in your browser.").format(address=address), _("Open it")
    ):
        QDesktopServices.openUrl(QUrl(address))
