"""The one signal by which pages hear that something changed."""

from PySide6.QtCore import QObject, Signal


class AppSignals(QObject):
    """``changed`` carries a ``support.changes.Changes``; every visible page that cares reads its own small query again."""

    changed = Signal(object)
