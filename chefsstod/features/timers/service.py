"""The use cases of event timers. Each is one transaction; each change returns what changed and the way back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from chefsstod.features.profile.service import ProfileService
from chefsstod.features.timers import tables
from chefsstod.features.timers.model import (
    Chain,
    ChainId,
    ChainState,
    Due,
    StepState,
    Template,
    TimerAgenda,
    by_urgency,
    make_agenda,
    make_chain,
    waiting,
)
from chefsstod.features.timers.words import suggested_label
from chefsstod.features.yearwheel.model import Category
from chefsstod.i18n import _
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Changes, NoteChange, Saved
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError

LONGEST_NOTE = 20_000
LONGEST_LABEL = 80
_FARTHEST = 366 * 2
"""How many days from today a day 0 or a step may lie: what is farther away is a slip of the keyboard."""


class TimerService:
    """Reads and changes event chains. ``templates`` is called only when there is a chain to show or a gallery to fill."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        templates: Callable[[], Sequence[Template]],
        profiles: ProfileService | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._templates = templates
        self._profiles = profiles

    @property
    def today(self) -> date:
        """The day by which statuses are decided."""
        return self._clock()

    # ── reading ──────────────────────────────────────────────────────────────

    def templates(self) -> list[Template]:
        """The events that can be started in her unit."""
        profile = self._profiles.profile() if self._profiles else None
        service_type = profile.service_type.value if profile else None
        return [template for template in self._templates() if template.concerns(service_type)]

    def template(self, template_id: str) -> Template:
        """One template, whether it concerns her unit or not. Raises UserError if there is none."""
        for template in self._templates():
            if template.id == template_id:
                return template
        raise UserError(
            _("There is no event «{id}»").format(id=template_id),
            _("Nothing was changed."),
            _("Choose one of those that are offered under «Start an event»."),
        )

    def running(self) -> list[Chain]:
        """The chains that are not closed: late first, then by the day of the next step."""
        with self._database.read() as session:
            states = tables.read_chains(session, running=True)
        return by_urgency(self._made(states))

    def closed(self) -> list[Chain]:
        """The closed chains, the latest first."""
        with self._database.read() as session:
            states = [state for state in tables.read_chains(session) if state.closed is not None]
        return sorted(self._made(states), key=lambda chain: (chain.closed or chain.start, chain.start), reverse=True)

    def chain(self, chain_id: str) -> Chain | None:
        """One chain as it stands now, or None."""
        with self._database.read() as session:
            state = tables.read_chain(session, ChainId(chain_id))
        return self._made([state])[0] if state else None

    def due(self, first: date, last: date) -> list[Due]:
        """The steps that remain in running chains, due from ``first`` to ``last``, both included, in order of date."""
        return waiting(self.running(), first, last)

    def agenda(self, today: date | None = None) -> TimerAgenda:
        """What is late, due today and within the week. One query and no template read where no chain runs."""
        return make_agenda(self.running(), today or self.today)

    def suggest(self, template_id: str, day: date) -> str:
        """A label without any name in it: «Sjukfall 3, start 23 nov»."""
        return suggested_label(self.template(template_id), self._next_number(template_id), day)

    def _next_number(self, template_id: str) -> int:
        with self._database.read() as session:
            return max(tables.numbers(session, template_id), default=0) + 1

    def _made(self, states: Sequence[ChainState]) -> list[Chain]:
        if not states:
            return []
        known = {template.id: template for template in self._templates()}
        today = self.today
        return [make_chain(state, known.get(state.template) or _unknown(state.template), today) for state in states]

    # ── changing ─────────────────────────────────────────────────────────────

    def start(self, template_id: str, label: str, day: date) -> tuple[ChainId, Saved]:
        """Start a chain with day 0 on ``day``; an empty label becomes the suggested one. Returns its id."""
        template = self.template(template_id)
        self._check_day(day)
        number = self._next_number(template_id)
        chain_id = ChainId(f"{template_id}-{number}")
        state = ChainState(chain_id, template_id, _label(label) or suggested_label(template, number, day), day)
        return chain_id, self._write(state, None)

    def set_label(self, chain_id: str, label: str) -> Saved:
        """Call the chain something else. Raises UserError for an empty label."""
        if not label.strip():
            raise UserError(
                _("The event needs a label"), _("Nothing was changed."), _("A number is enough, for example «Sick leave 2».")
            )
        return self._change(chain_id, lambda s: replace(s, label=_label(label)))

    def move_start(self, chain_id: str, day: date) -> Saved:
        """Another day 0. Steps that are done, and those that she gave a day of their own, stay where they are. A label that tells
        the old day, and that she did not write, tells the new one.
        """
        self._check_day(day)
        known = {template.id: template for template in self._templates()}

        def edit(state: ChainState) -> ChainState:
            template = known.get(state.template)
            number = state.id.rpartition("-")[2]
            label = state.label
            if template is not None and number.isdigit() and label == suggested_label(template, int(number), state.start):
                label = suggested_label(template, int(number), day)
            return replace(state, start=day, label=label)

        return self._change(chain_id, edit)

    def tick(self, chain_id: str, step: str, *, done: bool) -> Saved:
        """Tick a step, today, or take the tick away."""
        today = self.today
        return self._edit_step(chain_id, step, lambda s: replace(s, done_on=today if done else None, applies=True))

    def move_step(self, chain_id: str, step: str, day: date | None) -> Saved:
        """Give a step a day of its own; None: counted from day 0 again."""
        if day is not None:
            self._check_day(day)
        return self._edit_step(chain_id, step, lambda s: replace(s, moved_to=day, applies=True))

    def set_applies(self, chain_id: str, step: str, *, applies: bool) -> Saved:
        """Whether the step is needed this time."""
        return self._edit_step(
            chain_id, step, lambda s: replace(s, applies=applies, moved_to=s.moved_to if applies else None, done_on=None)
        )

    def set_step_note(self, chain_id: str, step: str, note: str) -> Saved:
        """Her note on a step."""
        return self._edit_step(chain_id, step, lambda s: replace(s, note=note[:LONGEST_NOTE]))

    def set_note(self, chain_id: str, note: str) -> Saved:
        """Her note on the chain."""
        return self._change(chain_id, lambda s: replace(s, note=note[:LONGEST_NOTE]))

    def close(self, chain_id: str) -> Saved:
        """Put the chain away: what remains is no longer asked for."""
        today = self.today
        return self._change(chain_id, lambda s: replace(s, closed=today))

    def reopen(self, chain_id: str) -> Saved:
        """Take a closed chain up again."""
        return self._change(chain_id, lambda s: replace(s, closed=None))

    def remove(self, chain_id: str) -> Saved:
        """Take the chain away with all that was noted on it; undo brings it back."""
        return self._write(None, self._existing(chain_id))

    def _edit_step(self, chain_id: str, step: str, edit: Callable[[StepState], StepState]) -> Saved:
        chain = self.chain(chain_id)
        if chain is not None and step not in {item.step.id for item in chain.steps}:
            raise UserError(_("«{label}» has no step «{step}»").format(label=chain.label, step=step), _("Nothing was changed."), "")

        def change(state: ChainState) -> ChainState:
            steps = {**dict(state.steps), step: edit(state.step(step))}
            return replace(state, steps=tuple(sorted((name, s) for name, s in steps.items() if not s.empty)))

        return self._change(chain_id, change)

    def _existing(self, chain_id: str) -> ChainState:
        with self._database.read() as session:
            state = tables.read_chain(session, ChainId(chain_id))
        if state is None:
            raise UserError(
                _("There is no running event «{id}»").format(id=chain_id),
                _("It may have been removed. Nothing was changed."),
                _("Undo brings back what was just removed."),
            )
        return state

    def _change(self, chain_id: str, edit: Callable[[ChainState], ChainState]) -> Saved:
        before = self._existing(chain_id)
        return self._write(edit(before), before)

    def _write(self, after: ChainState | None, before: ChainState | None) -> Saved:
        """Make the file say ``after`` where it said ``before``; None is no chain."""
        chain_id = (after or before).id  # type: ignore[union-attr]
        with self._database.write() as session:
            if after is None:
                tables.remove_chain(session, chain_id)
            else:
                tables.write_chain(session, after)
        changes = Changes(chains=frozenset({chain_id}), note=_note_change(before, after))
        return Saved(changes, lambda: self._write(before, after))

    def _check_day(self, day: date) -> None:
        if abs((day - self.today).days) > _FARTHEST:
            raise UserError(
                _("{date} is too far away").format(date=day.isoformat()),
                _("An event lies within two years of today. Nothing was changed."),
                _("Look at the year in the date."),
            )


def _label(text: str) -> str:
    return " ".join(text.split())[:LONGEST_LABEL]


def _unknown(template_id: str) -> Template:
    """What stands in for a template that is no longer in the content."""
    return Template(template_id, _("The template of this event is no longer there"), template_id, Category.VERKSAMHET)


def _note_change(before: ChainState | None, after: ChainState | None) -> NoteChange | None:
    if before is None or after is None or _without_notes(before) != _without_notes(after):
        return None
    return NoteChange.WORDS if _noted(before) == _noted(after) else NoteChange.PRESENCE


def _without_notes(state: ChainState) -> ChainState:
    steps = [(name, replace(step, note="")) for name, step in state.steps]
    return replace(state, note="", steps=tuple(pair for pair in steps if not pair[1].empty))


def _noted(state: ChainState) -> tuple[bool, frozenset[str]]:
    return bool(state.note), frozenset(name for name, step in state.steps if step.note)
