"""The use cases that change a task as a whole: her own tasks and versions, its rules from a day on, hiding it.

Each is one transaction. The way back puts the rows about the task exactly as they were.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import msgspec
from sqlalchemy.orm import Session

from chefsstod.content.layers import Layer
from chefsstod.features.profile.service import ProfileService
from chefsstod.features.yearwheel import edit_tables
from chefsstod.features.yearwheel.edit_model import (
    OWN,
    Coming,
    Draft,
    Form,
    Hidden,
    Scope,
    changed,
    copy_of,
    draft_of,
    edited,
    fingerprint,
    like_base,
    new_activity,
    new_id,
    preview,
    same_occurrence,
)
from chefsstod.features.yearwheel.edit_tables import Rows
from chefsstod.features.yearwheel.edit_words import problems, refuse
from chefsstod.features.yearwheel.model import Activity, ActivityId, Occurrence, OccurrenceKey, Segment
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.tables import HiddenRow, OwnActivityRow
from chefsstod.i18n import _
from chefsstod.storage import meta
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError

_UNSAVED = "unsaved:"


class EditService:
    """Creates, changes, hides and takes away tasks."""

    def __init__(
        self,
        *,
        database: Database,
        profiles: ProfileService,
        base: Callable[[], Sequence[Activity]],
        clock: Clock,
        yearwheel: YearWheelService,
    ) -> None:
        self._database = database
        self._profiles = profiles
        self._base = base
        self._clock = clock
        self._wheel = yearwheel

    # ── rules from elsewhere ─────────────────────────────────────────────────

    def put_segments(self, segments: Mapping[ActivityId, Segment], *, source: str) -> Saved:
        """These are the rules from ``source`` from now on; those it gave before are taken away.

        The rule with the latest first day holds, whoever gave it; where she has given one herself from the same day, hers stays.
        """

        def work(session: Session) -> None:
            for activity in had | set(segments):
                kept = {s.valid_from: s for s in edit_tables.segments_of(session, activity) if s.source != source}
                new = segments.get(activity)
                if new is not None and not (new.valid_from in kept and kept[new.valid_from].source == OWN):
                    kept[new.valid_from] = replace(new, source=source)
                edit_tables.put_segments(session, activity, (kept[day] for day in sorted(kept)))

        with self._database.read() as session:
            had = edit_tables.activities_from(session, source)
        return self._change(had | set(segments), work)

    def drop_segments(self, source: str) -> Saved:
        """Take away the rules from ``source``."""
        return self.put_segments({}, source=source)

    # ── hiding ───────────────────────────────────────────────────────────────

    def hide(self, activity_id: ActivityId, since: date, reason: str = "") -> Saved:
        """The task comes no more from ``since`` on. What she did to its occurrences stays. Raises UserError for an unknown id."""
        self._wheel.activity(activity_id)

        def work(session: Session) -> None:
            session.merge(HiddenRow(activity=activity_id, since=since, reason=reason.strip()))

        return self._change({activity_id}, work)

    def unhide(self, activity_id: ActivityId) -> Saved:
        """The task comes again as if it had never been hidden."""

        def work(session: Session) -> None:
            row = session.get(HiddenRow, activity_id)
            if row is not None:
                session.delete(row)

        return self._change({activity_id}, work)

    def hidden(self) -> list[Hidden]:
        """What is hidden, the longest hidden first. A task that no longer exists is left out."""
        with self._database.read() as session:
            rows = edit_tables.hidden_rows(session)
        if not rows:
            return []
        known = {activity.id: activity for activity in self._wheel.activities(everything=True)}
        return [Hidden(known[ActivityId(row.activity)], row.since, row.reason) for row in rows if row.activity in known]

    # ── her own tasks and versions ───────────────────────────────────────────

    def add(self, draft: Draft) -> tuple[ActivityId, Saved]:
        """A task of her own; returns its id. Raises UserError when something is missing."""
        self._check(draft)
        taken = {activity.id for activity in self._wheel.activities(everything=True)}
        activity = new_activity(new_id(draft.title, taken), draft, self._clock())
        return activity.id, self._change({activity.id}, lambda session: session.add(edit_tables.own_row(activity, "")))

    def remove(self, activity_id: ActivityId) -> Saved:
        """Take away a task of her own with its rules; of a base task her own version, so that the base text is there again.

        What she did to its occurrences is kept and comes back with undo. Raises UserError for a task that is not hers.
        """
        if activity_id in self._base_items():
            return self.restore_base(activity_id)
        if self._wheel.activity(activity_id).layer is not Layer.OWN:
            raise self._not_hers(activity_id)
        return self._change({activity_id}, lambda session: edit_tables.remove_own(session, activity_id, base=False))

    def edit(self, key: OccurrenceKey, draft: Draft, scope: Scope) -> Saved:
        """Save what the editor holds for this occurrence, for it and the following, or for all.

        This one: date, title, lead time and hours. Following: a rule or lead time from its original date on (see
        ``edit_model.first_day``); the other fields hold for the task as a whole. All: her own version of the task; a changed rule
        then takes the place of all later ones. Fields that are as they were change nothing. Raises UserError when something is
        missing or there is no such occurrence. When the rule changes, what she did to the open occurrence in hand goes with it to
        its new date.
        """
        occurrence = self._wheel.occurrence(key) or self._wheel.find(key.activity, key.original)
        if scope is Scope.THIS:
            return self._edit_this(occurrence, draft)
        self._check(draft)
        before = occurrence.activity
        after = edited(before, key.original, draft, scope, self._clock())
        if after == before:
            return Saved(Changes())

        def work(session: Session) -> None:
            if replace(after, segments=()) != replace(before, segments=()):
                self._write_own(session, before, after)
            if after.segments != before.segments:
                edit_tables.put_segments(session, after.id, after.segments)
            to = same_occurrence(before, after, key.original, self._clock())
            if to is not None:
                edit_tables.carry(session, after.id, key.original, to)

        return self._change({after.id}, work, states=True)

    def _edit_this(self, occurrence: Occurrence, draft: Draft) -> Saved:
        activity, original = occurrence.activity, occurrence.original
        self._check(replace(draft, rule=activity.rule_on(original), ends=None))
        before = draft_of(occurrence, Scope.THIS)
        if not changed(before, draft) & {"title", "lead_days", "hours", "day"}:
            return Saved(Changes())
        title = draft.title.strip()
        return self._wheel.set_this_time(
            occurrence.key,
            title="" if title == activity.title else title,
            lead_days=None if draft.lead_days == activity.lead_on(original) else draft.lead_days,
            hours=None if draft.hours == activity.hours else draft.hours,
            to=None if draft.day == occurrence.due else draft.day,
        )

    def _write_own(self, session: Session, before: Activity, after: Activity) -> None:
        base = self._base_items().get(after.id)
        row = session.get(OwnActivityRow, after.id)
        if row is not None:
            session.delete(row)
            session.flush()
        if base is None or not like_base(after, base):
            session.add(edit_tables.own_row(after, before.based_on or (fingerprint(base) if base else "")))

    def preview(self, occurrence: Occurrence | None, draft: Draft, scope: Scope) -> list[Coming]:
        """The next dates as they would be if ``draft`` were saved (for ``occurrence``, else as a new task): from today, or from
        where the change begins. Nothing is read, so it can be asked at each keystroke.
        """
        today = self._clock()
        if draft.rule is None:
            return []
        if occurrence is None:
            return preview(new_activity(ActivityId(""), draft, today), today)
        before, original = occurrence.activity, occurrence.original
        after = edited(before, original, draft, scope, today)
        begins = min((s.valid_from for s in after.segments if s not in before.segments), default=original)
        return preview(after, max(today, min(begins, original)) if scope is Scope.FOLLOWING else today)

    def duplicate(self, activity_id: ActivityId) -> Draft:
        """A draft like that task, for a new one that begins today."""
        activity = self._wheel.activity(activity_id)
        return copy_of(activity, _("Copy of {title}").format(title=activity.title), self._clock())

    # ── what is not saved yet ────────────────────────────────────────────────

    def keep_form(self, target: str, form: Form | None) -> None:
        """Keep what stands in the form for ``target``, as it is typed, until it is saved; None: there is nothing to keep."""
        text = msgspec.json.encode(form).decode() if form else ""
        with self._database.write() as session:
            meta.put(session, _UNSAVED + target, text)

    def kept_form(self, target: str) -> Form | None:
        """What was left in the form for ``target``."""
        with self._database.read() as session:
            text = meta.get(session, _UNSAVED + target)
        try:
            return msgspec.json.decode(text, type=Form) if text else None
        except msgspec.DecodeError:  # written by another version: no longer of use
            return None

    # ── the base text under her own version ──────────────────────────────────

    def base_of(self, activity_id: ActivityId) -> Activity | None:
        """The task as the base content has it; None for a task of her own."""
        return self._base_items().get(activity_id)

    def differs_from_base(self, activity_id: ActivityId) -> bool:
        """Whether she has changed a base task: its text, or its rule from some day on."""
        if activity_id not in self._base_items():
            return False
        activity = self._wheel.activity(activity_id)
        return activity.layer is Layer.OWN or any(segment.source == OWN for segment in activity.segments)

    def base_changed(self, activity_id: ActivityId) -> bool:
        """Whether the base text under her own version has changed since she made it."""
        base = self._base_items().get(activity_id)
        based_on = self._wheel.activity(activity_id).based_on
        return base is not None and bool(based_on) and based_on != fingerprint(base)

    def keep_own(self, activity_id: ActivityId) -> Saved:
        """She has seen the new base text and keeps her own version: it rests on the new one from now on."""
        base = self._base_items().get(activity_id)

        def work(session: Session) -> None:
            row = session.get(OwnActivityRow, activity_id)
            if row is not None and base is not None:
                row.based_on = fingerprint(base)

        return self._change({activity_id}, work)

    def restore_base(self, activity_id: ActivityId) -> Saved:
        """The base text and rule again; rules from her local answers stay. Raises UserError if nothing of hers is there."""
        if not self.differs_from_base(activity_id):
            raise self._not_hers(activity_id)

        return self._change({activity_id}, lambda session: edit_tables.remove_own(session, activity_id, base=True))

    def _base_items(self) -> dict[ActivityId, Activity]:
        return {activity.id: activity for activity in self._base()}

    @staticmethod
    def _check(draft: Draft) -> None:
        found = problems(draft)
        if found:
            raise refuse(found)

    @staticmethod
    def _not_hers(activity_id: ActivityId) -> UserError:
        return UserError(
            _("«{id}» is no task of your own").format(id=activity_id),
            _("Nothing was changed."),
            _("Tasks from the base content can be hidden, or skipped one occurrence at a time."),
        )

    # ── the way there and back ───────────────────────────────────────────────

    def _change(self, activities: Iterable[str], work: Callable[[Session], None], *, states: bool = False) -> Saved:
        with self._database.write() as session:
            before = edit_tables.take(session, activities, states=states)
            work(session)
        return Saved(Changes(activities=before.activities), lambda: self._put_back(before))

    def _put_back(self, rows: Rows) -> Saved:
        with self._database.write() as session:
            before = edit_tables.take(session, rows.activities, states=rows.states)
            edit_tables.put_back(session, rows)
        return Saved(Changes(activities=rows.activities), lambda: self._put_back(before))
