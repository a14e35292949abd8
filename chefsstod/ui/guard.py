"""The privacy guard's word beside a field of free text."""

from PySide6.QtWidgets import QLabel

from chefsstod.i18n import _
from chefsstod.support.privacy import find_identity_numbers


def warn(target: QLabel, text: str) -> None:
    """Show in ``target`` that ``text`` holds what looks like a personal identity number; hide it where it does not."""
    found = find_identity_numbers(text)
    if not found:
        target.hide()
        return
    told = _("{number} looks like a personal identity number. Chefsstöd is no place for such data: take it away.")
    target.setText(told.format(number=found[0]))
    if target.parentWidget() is not None:  # without one it would be a window of its own
        target.show()
