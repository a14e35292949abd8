"""Packs in words: the kinds of items, what becomes of them, and why a pack cannot be used. No Qt."""

import re
from collections.abc import Mapping, Sequence

from chefsstod.content.pack import Manifest
from chefsstod.content.problems import Problem
from chefsstod.features.packs.model import Change, ItemKind, Plan, What
from chefsstod.i18n import _, ngettext
from chefsstod.support.errors import UserError

LONG_PATH = 40
"""In characters: as much as a line holds with large text."""


def count_text(kind: ItemKind, n: int) -> str:
    """«3 routines»."""
    texts = {
        ItemKind.ROUTINE: lambda: ngettext("{n} routine", "{n} routines", n),
        ItemKind.ARTICLE: lambda: ngettext("{n} handbook text", "{n} handbook texts", n),
        ItemKind.CHAPTER: lambda: ngettext("{n} chapter", "{n} chapters", n),
        ItemKind.TASK: lambda: ngettext("{n} task", "{n} tasks", n),
        ItemKind.CHAIN: lambda: ngettext("{n} event", "{n} events", n),
        ItemKind.ANSWER: lambda: ngettext("{n} local date", "{n} local dates", n),
        ItemKind.QUESTION: lambda: ngettext("{n} question about dates", "{n} questions about dates", n),
        ItemKind.MONTH: lambda: ngettext("{n} month theme", "{n} month themes", n),
        ItemKind.CONTACT: lambda: ngettext("{n} contact", "{n} contacts", n),
        ItemKind.SYSTEM: lambda: ngettext("{n} system", "{n} systems", n),
        ItemKind.TERM: lambda: ngettext("{n} word explained", "{n} words explained", n),
        ItemKind.LAW: lambda: ngettext("{n} law", "{n} laws", n),
    }
    return texts[kind]().format(n=n)


def contents(items: Mapping[ItemKind, int]) -> str:
    """«3 routines, 2 tasks»."""
    return ", ".join(count_text(kind, n) for kind, n in items.items())


def kind_name(kind: ItemKind) -> str:
    """One item of the kind, as the beginning of a line."""
    names = {
        ItemKind.ROUTINE: _("Routine"),
        ItemKind.ARTICLE: _("Handbook text"),
        ItemKind.CHAPTER: _("Chapter"),
        ItemKind.TASK: _("Task"),
        ItemKind.CHAIN: _("Event"),
        ItemKind.ANSWER: _("Local date"),
        ItemKind.QUESTION: _("Question about dates"),
        ItemKind.MONTH: _("Month theme"),
        ItemKind.CONTACT: _("Contact"),
        ItemKind.SYSTEM: _("System"),
        ItemKind.TERM: _("Word"),
        ItemKind.LAW: _("Law"),
    }
    return names[kind]


def what_text(what: What, n: int) -> str:
    """The heading over the items of one sort."""
    texts = {
        What.NEW: lambda: ngettext("{n} new", "{n} new", n),
        What.CHANGED: lambda: ngettext("{n} changed", "{n} changed", n),
        What.REMOVED: lambda: ngettext("{n} goes away", "{n} go away", n),
        What.SAME: lambda: ngettext("{n} the same as before", "{n} the same as before", n),
    }
    return texts[what]().format(n=n)


def summary(plan: Plan) -> str:
    """«3 new, 1 changed, 12 the same as before»."""
    return ", ".join(what_text(what, len(changes)) for what in What if (changes := plan.of(what)))


def breakable(path: str) -> str:
    """A path that a narrow window can break after its separators; a short one is left as it is."""
    return re.sub(r"(?<=[/\\])", "\u200b", path) if len(path) > LONG_PATH else path


def note(change: Change, *, own: bool, base: bool, other: str) -> str:
    """What else she should know of an item: of whose the same is, and which one she will see."""
    if change.what is What.SAME:
        return ""
    if own:
        return _("you have your own version, which stays")
    if other:
        return _("is also in «{title}»").format(title=other)
    if base and change.what is What.REMOVED:
        return _("the one in Chefsstöd comes back")
    return _("instead of the one in Chefsstöd") if base else ""


# ── why not ──────────────────────────────────────────────────────────────────


def no_such_pack(pack_id: str) -> UserError:
    """Nothing is installed under the id."""
    return UserError(
        _("There is no pack «{path}»").format(path=pack_id),
        _("Nothing was changed."),
        _("«chefsstod pack list» tells what is installed."),
    )


def no_manifest(name: str, problems: Sequence[Problem]) -> UserError:
    """``pack.yaml`` is missing or broken."""
    return UserError(
        _("«{name}» cannot be used as a pack").format(name=name),
        f"{problems[0]}. " + _("Nothing was changed."),
        _("Whoever made the pack must mend pack.yaml. Ask for a new copy."),
    )


def named_base(manifest: Manifest) -> UserError:
    """It calls itself what only the program's own content is called."""
    return UserError(
        _("«{name}» cannot be used as a pack").format(name=manifest.title),
        _("It has the id «base», which belongs to Chefsstöd's own content.") + " " + _("Nothing was changed."),
        _("Whoever made the pack must give it another id in pack.yaml."),
    )


def needs_later_program(manifest: Manifest, here: str) -> UserError:
    """It was made for a program that she does not have yet."""
    return UserError(
        _("«{name}» needs a later version of Chefsstöd").format(name=manifest.title),
        _("It needs version {wanted}; this is {here}.").format(wanted=manifest.min_app, here=here)
        + " "
        + _("Nothing was changed."),
        _("Update Chefsstöd first, or ask for an earlier version of the pack."),
    )


def nothing_in_it(name: str, problems: Sequence[Problem]) -> UserError:
    """There is no item that can be used."""
    why = str(problems[0]) + "." if problems else _("It holds no routines, dates, contacts or systems.")
    return UserError(
        _("«{name}» holds nothing that can be used").format(name=name),
        why + " " + _("Nothing was changed."),
        _("Ask for a new copy."),
    )


def nothing_of_her_own() -> UserError:
    """She has written and filled in nothing yet."""
    return UserError(
        _("There is nothing to save yet"),
        _("You have no routines, contacts, systems or local dates of your own."),
        _("Write or fill in some of them first."),
    )


def older(manifest: Manifest, installed: str) -> UserError:
    """A later version is in use."""
    return UserError(
        _("A later version of «{name}» is installed").format(name=manifest.title),
        _("Version {installed} is in use; this is {version}.").format(installed=installed, version=manifest.version)
        + " "
        + _("Nothing was changed."),
        _("Add --older to go back to it."),
    )
