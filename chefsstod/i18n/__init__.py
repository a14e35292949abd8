"""Words: gettext through one module, so that the language can be changed while the program runs. No Qt.

Message ids are English. ``N_`` marks a text that is translated later; ``_`` is never called at import time.
"""

import gettext as _gettext

from chefsstod.support.paths import translations

DOMAIN = "chefsstod"
_active: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def set_language(language: str) -> None:
    """Use ``language`` («sv» or «en») from now on. A missing catalogue leaves the English message ids."""
    global _active, _language  # noqa: PLW0603 - the language is one for the whole program
    _active = _gettext.translation(DOMAIN, localedir=translations(), languages=[language], fallback=True)
    _language = language


def language() -> str:
    """The language in use."""
    return _language


def _(message: str) -> str:
    """``message`` in the user's language."""
    return _active.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of the message that fits ``number``."""
    return _active.ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """``message`` in the user's language, told apart by ``context``."""
    return _active.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark ``message`` for translation later."""
    return message
