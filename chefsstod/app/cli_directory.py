"""The commands «show contact ID» and «show system ID»: one entry of the directory as plain text."""

import argparse

from chefsstod.app.cli_text import columns, paragraph, say
from chefsstod.features.directory.model import fields_of, known_as
from chefsstod.features.directory.words import field_name, source
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.support.errors import UserError


def show_contact(context: AppContext, args: argparse.Namespace) -> int:
    """A function to turn to, with what is filled in."""
    return _show(context, f"contact/{args.id}")


def show_system(context: AppContext, args: argparse.Namespace) -> int:
    """A system, with what is filled in."""
    return _show(context, f"system/{args.id}")


def _show(context: AppContext, address: str) -> int:
    directory = context.directory
    item = directory.item(address)
    if item is None:
        raise UserError(
            _("There is no «{id}» in the directory").format(id=address),
            _("Nothing was changed."),
            _("«chefsstod search» finds contacts and systems by what they are for."),
        )
    title = known_as(item)
    say(title)
    say("=" * len(title))
    if item.what_for:
        say(paragraph(item.what_for))
    values = {field: str(getattr(item, field)) for field in fields_of(item)}
    helper = directory.contact(values.get("helper", ""))
    if helper is not None:
        reached = (helper.title, helper.name, helper.phone or helper.email)
        values["helper"] = " · ".join(part for part in reached if part)
    rows = [(field_name(field), " ".join(text.split())) for field, text in values.items() if text]
    origin = source(item, changed=directory.is_changed(address), own=directory.below(address) is None)
    say("\n" + "\n".join(columns([*rows, (_("Id"), item.id), (_("Source"), origin)])))
    if not item.filled:
        say("\n" + _("Not filled in yet: write it in the directory of the program."))
    return 0
