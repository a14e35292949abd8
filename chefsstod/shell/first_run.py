"""The first-run questions: whether they are asked, answered or put off."""

from contextlib import suppress
from typing import TYPE_CHECKING

from chefsstod.features.profile.model import Profile
from chefsstod.i18n import _
from chefsstod.support.changes import Changes

if TYPE_CHECKING:
    from chefsstod.shell.window import MainWindow

SKIPPED = "skipped-setup"
"""Stands in the settings instead of a page when the questions were skipped: they are not asked at every start."""


def needed(window: "MainWindow") -> bool:
    """Whether to begin with the questions."""
    return window.context.profiles.profile() is None and window.settings.current.page != SKIPPED


def skipped(window: "MainWindow") -> bool:
    """Whether she put them off and has not answered since."""
    return window.settings.current.page == SKIPPED and window.context.profiles.profile() is None


def answered(window: "MainWindow", profile: Profile) -> None:
    """The questions are answered."""
    try:
        window.context.profiles.save(profile)
    except Exception as problem:  # noqa: BLE001 - told, or raised again
        window.tell(problem)
        return
    window.go("today")
    window.signals.changed.emit(Changes(profile=True))
    window.toast.say(_("Your year is ready. You can change the answers under Settings."))


def skip(window: "MainWindow") -> None:
    """The questions are put off."""
    with suppress(OSError):  # she is asked again at the next start, no worse
        window.settings.change(page=SKIPPED)
    window.go("today")
