"""The names of the handbook's things in her language."""

from chefsstod.i18n import _


def own_chapter() -> str:
    """The chapter of texts that name none."""
    return _("Your own texts")
