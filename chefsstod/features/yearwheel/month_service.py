"""The use cases of the month page: its themes, and the needs of her own. Each change is one transaction with a way back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from secrets import token_hex

from sqlalchemy import select

from chefsstod.content.pack import Law
from chefsstod.features.yearwheel import month_tables
from chefsstod.features.yearwheel.model import Activity, BasisKind
from chefsstod.features.yearwheel.month_needs import MonthLeaf, Need, following, next_id
from chefsstod.features.yearwheel.report_sheets import MonthSheet
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.themes import MonthTheme, MonthThemes
from chefsstod.i18n import _
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError

LONGEST_NEED = 200


class MonthService:
    """Reads a month's themes, and keeps what she wants of the month herself."""

    def __init__(
        self,
        *,
        database: Database,
        yearwheel: YearWheelService,
        clock: Clock,
        themes: MonthThemes,
        laws: Callable[[], Mapping[str, Law]] = dict,
    ) -> None:
        self._database = database
        self._wheel = yearwheel
        self._clock = clock
        self._themes = themes
        self._laws = laws

    @property
    def today(self) -> date:
        """The day on which a tick is dated."""
        return self._clock()

    # ── reading ──────────────────────────────────────────────────────────────

    def sheet(self, month: date) -> MonthLeaf:
        """The themes and needs of the month that ``month`` lies in. Only the month we are in has left-overs."""
        first = month.replace(day=1)
        with self._database.read() as session:
            needs = month_tables.read_needs(session, first)
            left = month_tables.read_left_over(session, first) if first == self.today.replace(day=1) else []
        return MonthLeaf(first, self._themes.of(first.month), tuple(needs), tuple(left))

    def tasks(self, theme: MonthTheme) -> list[Activity]:
        """The tasks that a theme belongs together with, as far as they concern her unit."""
        here = {activity.id: activity for activity in self._wheel.activities()}
        return [here[name] for name in theme.tasks if name in here]

    def basis(self, theme: MonthTheme) -> list[str]:
        """What a theme rests on, a line each: «AFS 2023:1, 9 §: …»."""
        laws = self._laws()
        lines = []
        for basis in theme.basis:
            law = laws.get(basis.law or "") if basis.kind is BasisKind.LAW else None
            name = law.name if law else basis.law or ""
            if law is not None and law.number not in name and name not in law.number:
                name = f"{name} ({law.number})"
            head = ", ".join(part for part in (name, basis.ref or "") if part)
            lines.append(f"{head}: {basis.text}" if head else basis.text)
        return lines

    def on_paper(self, sheet: MonthSheet) -> MonthSheet:
        """The month's paper with its themes, what they rest on, and her needs."""
        leaf = self.sheet(sheet.month)
        return replace(sheet, theme=leaf.theme, needs=leaf.needs, sources=tuple(self.basis(leaf.theme)))

    # ── changing ─────────────────────────────────────────────────────────────

    def add_need(self, month: date, text: str) -> Saved:
        """Write down a need of the month. Raises UserError without a text."""
        words = _checked(text)
        with self._database.write() as session:
            taken = list(session.scalars(select(month_tables.MonthNeedRow.id)))
            need = Need(next_id(taken, token_hex(3)), month.replace(day=1), words)
            month_tables.put(session, (need.id,), (need,))
        return _saved(lambda: self._put((need.id,), ()))

    def edit_need(self, need_id: str, text: str) -> Saved:
        """Change its words. Raises UserError without a text."""
        words = _checked(text)
        return self._change(need_id, lambda need: replace(need, text=words))

    def tick_need(self, need_id: str, *, done: bool) -> Saved:
        """Done today, or open again."""
        today = self.today
        return self._change(need_id, lambda need: replace(need, done_on=today if done else None))

    def postpone_need(self, need_id: str) -> Saved:
        """To the next month."""
        return self._change(need_id, lambda need: replace(need, month=following(need.month)))

    def remove_need(self, need_id: str) -> Saved:
        """Take it away."""
        return self._change(need_id, lambda _need: None)

    def take_over(self, month: date) -> Saved:
        """Bring what is not done from the months before into ``month``."""
        first = month.replace(day=1)
        with self._database.read() as session:
            left = month_tables.read_left_over(session, first)
        return self._put([need.id for need in left], [replace(need, month=first) for need in left])

    def _change(self, need_id: str, edit: Callable[[Need], Need | None]) -> Saved:
        with self._database.write() as session:
            before = month_tables.read_some(session, (need_id,))
            if not before:
                raise UserError(
                    _("The line is gone"),
                    _("It has been taken away already. Nothing was changed."),
                    _("Write it again if you need it."),
                )
            after = edit(before[0])
            month_tables.put(session, (need_id,), () if after is None else (after,))
        return _saved(lambda: self._put((need_id,), before))

    def _put(self, ids: Sequence[str], needs: Sequence[Need]) -> Saved:
        with self._database.write() as session:
            before = month_tables.read_some(session, ids)
            month_tables.put(session, ids, needs)
        return _saved(lambda: self._put(ids, before))


def _saved(undo: Callable[[], Saved]) -> Saved:
    return Saved(Changes(plans=True), undo)


def _checked(text: str) -> str:
    words = " ".join(text.split())[:LONGEST_NEED]
    if not words:
        raise UserError(_("The line is empty"), _("Nothing was changed."), _("Write a few words."))
    return words
