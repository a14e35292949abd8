"""The search of the window: its index is made in the background once the window stands, and kept in step from then on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chefsstod.features.search.keeper import IndexKeeper
    from chefsstod.shell.window import MainWindow


def keeper_of(window: "MainWindow") -> "IndexKeeper":
    """The one that keeps the index in step; made when first asked for, anew when the window is built anew."""
    from chefsstod.features.search.keeper import IndexKeeper

    if window.keeper is None:
        window.keeper = IndexKeeper(search=window.context.search, tasks=window.tasks, signals=window.signals, parent=window.signals)
    return window.keeper
