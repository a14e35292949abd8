"""Composes what the paper of a chain shows, from the service, the profile and the laws, for ``report`` to draw. No Qt."""

from collections.abc import Mapping

from chefsstod.content.pack import Law
from chefsstod.features.profile.model import Profile
from chefsstod.features.timers.model import Template
from chefsstod.features.timers.report import ChainSheet
from chefsstod.features.timers.service import TimerService
from chefsstod.i18n import _
from chefsstod.support.errors import UserError


def chain_sheet(timers: TimerService, profile: Profile | None, laws: Mapping[str, Law], chain_id: str) -> ChainSheet:
    """The page of one chain. Raises UserError when it is no longer there."""
    chain = timers.chain(chain_id)
    if chain is None:
        raise UserError(
            _("There is no running event «{id}»").format(id=chain_id),
            _("Nothing was written."),
            _("Undo brings back what was just removed."),
        )
    return ChainSheet(chain, timers.today, profile.unit if profile else "", sources(chain.template, laws))


def sources(template: Template, laws: Mapping[str, Law]) -> tuple[str, ...]:
    """The laws of a template with the provisions that are verified: «Sjuklönelagen (1991:1047) 7 §, 8 §, 12 §»."""
    found: dict[str, list[str]] = {}
    for basis in template.basis:
        law = laws.get(basis.law or "")
        if law is not None:
            refs = found.setdefault(f"{law.name} ({law.number})", [])
            refs += [basis.ref] if basis.ref and basis.ref not in refs else []
    return tuple(f"{name} {', '.join(refs)}".strip() for name, refs in found.items())
