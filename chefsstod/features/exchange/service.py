"""The use cases around calendar files: write the year, take it back, see what a file holds, take its events in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from chefsstod.features.exchange import ics_text, tables
from chefsstod.features.exchange.ics_read import read_calendar
from chefsstod.features.exchange.ics_write import calendar_file
from chefsstod.features.exchange.model import (
    GONE,
    ExportChoice,
    InEvent,
    InFile,
    Item,
    OutEvent,
    OutFile,
    Received,
    Remark,
    Report,
    Sent,
    What,
    Why,
    next_sequence,
    same_digest,
    wanted,
)
from chefsstod.features.exchange.words import CALLED_OFF, calendar_name, out_event, untitled
from chefsstod.features.profile.service import ProfileService
from chefsstod.features.yearwheel import whole_tables
from chefsstod.features.yearwheel.edit_model import Draft, Scope
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.model import ActivityId, Category, Nature, OccurrenceKey, RedDay, Rule, SkipCause, Status
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n import _
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError
from chefsstod.support.files import write_atomically

ONCE = "FREQ=DAILY;COUNT=1"
_SLACK = timedelta(days=410)
"""Farther than one occurrence can be moved from its original date."""


class ExchangeService:
    """Calendar files out and in."""

    def __init__(
        self, *, database: Database, yearwheel: YearWheelService, edits: EditService, clock: Clock, profiles: ProfileService
    ) -> None:
        self._database = database
        self._wheel = yearwheel
        self._edits = edits
        self._clock = clock
        self._profiles = profiles

    # ── out ──────────────────────────────────────────────────────────────────

    def outgoing(self, first: date, last: date, choice: ExportChoice) -> OutFile:
        """The calendar file of a stretch of time, both days included, as it would be written now. Nothing is stored.

        What came from another calendar is left out: it would stand there twice.
        """
        with self._database.read() as session:
            sent = tables.read_sent(session)
            came_in = tables.read_received_activities(session)
        found = (o for o in self._wheel.occurrences(first, last) if wanted(o, choice) and o.activity.id not in came_in)
        events = tuple(next_sequence(event, sent.get(event.key)) for event in (out_event(o, choice) for o in found))
        now = {event.key: Sent(event.sequence, event.digest) for event in events}
        changed = {key: value for key, value in now.items() if sent.get(key) != value}
        return OutFile(self._calendar_name(), events, changed)

    def write(self, target: Path, first: date, last: date, choice: ExportChoice) -> OutFile:
        """Write the calendar file, and remember what is out. Raises UserError when there is nothing to write, and OSError."""
        return self._write(target, self.outgoing(first, last, choice))

    def to_cancel(self, *, everything: bool = False) -> OutFile:
        """The cancel file: what has gone out and is now skipped, hidden or removed; with ``everything``, all that has gone out."""
        with self._database.read() as session:
            sent = {key: value for key, value in tables.read_sent(session).items() if value.digest != GONE}
        alive, titles = self._alive(sent)
        events = []
        for key in sorted(sent, key=lambda key: (key.original, key.activity)):
            day = alive.get(key)
            if everything or day is None:
                title = titles.get(key.activity, _("A task in the year wheel"))
                event = OutEvent(key, day or key.original, title, cancelled=True, sequence=sent[key].sequence + 1)
                events.append(event)
        return OutFile(
            self._calendar_name(), tuple(events), {event.key: Sent(event.sequence, GONE) for event in events}, cancel=True
        )

    def write_cancel(self, target: Path, *, everything: bool = False) -> OutFile:
        """Write the cancel file, and remember what has been taken back. Raises UserError when there is nothing, and OSError."""
        return self._write(target, self.to_cancel(everything=everything))

    def out_there(self) -> int:
        """How many occurrences stand in calendars, as far as the program knows."""
        with self._database.read() as session:
            return sum(value.digest != GONE for value in tables.read_sent(session).values())

    def _write(self, target: Path, file: OutFile) -> OutFile:
        if not file.events:
            raise UserError(
                _("There is nothing to cancel") if file.cancel else _("There is nothing to export"),
                _("No file was written."),
                "" if file.cancel else _("Choose more rings, routines or another year."),
            )
        data = calendar_file(file.events, name=file.name, stamp=self._clock(), cancel=file.cancel)
        if not file.sent:
            write_atomically(target, data)
            return file
        with self._database.write() as session:
            tables.write_sent(session, file.sent)
            write_atomically(target, data)  # where the file cannot be written, nothing is remembered either
        return file

    def _alive(self, keys: Iterable[OccurrenceKey]) -> tuple[dict[OccurrenceKey, date], dict[ActivityId, str]]:
        """The day of each occurrence that still is; and the titles of all tasks there are."""
        originals = [key.original for key in keys]
        titles = {activity.id: activity.title for activity in self._wheel.activities(everything=True)}
        if not originals:
            return {}, titles
        found = self._wheel.occurrences(min(originals) - _SLACK, max(originals) + _SLACK)
        alive = {o.key: o.due for o in found if not (o.status is Status.SKIPPED and o.skip_cause is SkipCause.USER)}
        return alive, titles

    def _calendar_name(self) -> str:
        profile = self._profiles.profile()
        return calendar_name(profile.unit if profile else "")

    # ── in: looking ──────────────────────────────────────────────────────────

    @property
    def category(self) -> Category:
        """The ring that imported events go to: the one chosen last."""
        with self._database.read() as session:
            name = tables.read_category(session)
        return Category(name) if name in list(Category) else Category.VERKSAMHET

    def look(self, file: Path, *, describe: bool = False) -> Report:
        """What taking in a calendar file would do, event by event; nothing is stored. Raises UserError for what is no calendar."""
        try:
            with file.open("rb") as stream:
                data = stream.read(ics_text.MOST_BYTES + 1)
        except OSError as problem:
            raise UserError(
                _("«{file}» could not be read").format(file=file.name),
                _("It does not exist, is a folder, or may not be read by you. Nothing was changed."),
                _("Choose another file."),
            ) from problem
        return self.report(read_calendar(data, today=self._clock(), describe=describe), file.name)

    def report(self, file: InFile, name: str = "") -> Report:
        """What taking in ``file`` would do."""
        with self._database.read() as session:
            received = tables.read_received(session)
        known = {(row.uid, row.recurrence): row for rows in received.values() for row in rows}
        alive = {activity.id for activity in self._wheel.activities(everything=True)}
        items = [self._item(event, known, alive) for event in file.events]
        items += [Item(What.SKIPPED, left.title or untitled(), left.day, why=left.why) for left in file.left_out]
        return Report(
            _("{name} ({file})").format(name=file.name, file=name) if file.name and name else file.name or name, tuple(items)
        )

    def _item(self, event: InEvent, known: dict[tuple[str, str], Received], alive: set[ActivityId]) -> Item:
        row = known.get((event.uid, event.recurrence))
        master = known.get((event.uid, "")) if event.recurrence else None
        of_series = master is not None and master.activity in alive and self._in_series(master.activity, event)
        activity = row.activity if row is not None and row.activity in alive else master.activity if master and of_series else None
        item = Item(What.NEW, event.title or untitled(), event.day, event, activity=activity, remarks=event.remarks)
        if row is not None and activity is not None:
            if event.sequence < row.sequence:
                return replace(item, what=What.SKIPPED, why=Why.OLDER)
            if same_digest(event.digest, row.digest):
                return replace(item, what=What.SAME)
        if event.cancelled:
            if activity is None:
                return replace(item, what=What.SKIPPED, why=Why.CALLED_OFF)
            return replace(item, what=What.CANCELLED)
        if activity is not None:
            return replace(item, what=What.CHANGED)
        return replace(item, remarks=item.remarks | {Remark.REMOVED_BEFORE}) if row is not None else item

    def _in_series(self, activity: ActivityId, event: InEvent) -> bool:
        original = event.recurrence if event.recurrence[:1].isdigit() else ""
        return bool(original) and self._wheel.occurrence(OccurrenceKey(activity, date.fromisoformat(original))) is not None

    # ── in: taking ───────────────────────────────────────────────────────────

    def take(self, items: Sequence[Item], category: Category) -> Saved:
        """Take in the chosen items as tasks of her own; one undo takes all of it back. The ring is remembered."""
        parts: list[Saved] = []
        rows: dict[str, list[Received]] = {}
        with self._database.read() as session:
            received = tables.read_received(session)
            before = whole_tables.take(session, {item.activity for item in items if item.activity is not None})
        try:
            for item in items:
                if item.event is not None and item.choosable:
                    held = rows.setdefault(item.event.uid, list(received.get(item.event.uid, [])))
                    self._take_one(item, item.event, category, held, parts)
            with self._database.write() as session:
                tables.replace_received(session, rows, (row for several in rows.values() for row in several))
                tables.write_category(session, category.value)
        except BaseException:
            self._put_back(_with(before, parts), {})  # half an import is worse than none
            raise
        kept = _with(before, parts)
        known = {uid: received.get(uid, []) for uid in rows}
        return Saved(_changes(kept), lambda: self._put_back(kept, known))

    def _put_back(self, kept: whole_tables.Kept, rows: dict[str, list[Received]]) -> Saved:
        """What an import touched is again as it was; one transaction, since she waits for it."""
        with self._database.write() as session:
            received = tables.read_received(session)
            now, known = whole_tables.take(session, kept.activities), {uid: received.get(uid, []) for uid in rows}
            whole_tables.put_back(session, kept)
            tables.replace_received(session, rows, (row for several in rows.values() for row in several))
        return Saved(_changes(kept), lambda: self._put_back(now, known))

    def _take_one(self, item: Item, event: InEvent, category: Category, held: list[Received], parts: list[Saved]) -> None:
        """Carry out one item; ``held`` is what is known of its UID and is brought up to date, ``parts`` collects what was done."""
        before = next((row for row in held if row.recurrence == event.recurrence), None)
        of_series = item.activity is not None and any(
            row.recurrence == "" and row.activity == item.activity and event.recurrence for row in held
        )
        if of_series and item.activity is not None:
            original = date.fromisoformat(event.recurrence)
            self._unlike(item.activity, original, None if event.cancelled else event.day, event.title, parts)
            activity = item.activity
        elif item.what is What.CANCELLED and item.activity is not None:
            parts.append(self._edits.remove(item.activity))
            held[:] = [row for row in held if row.activity != item.activity]
            return
        elif item.what is What.CHANGED and item.activity is not None:
            activity = item.activity
            self._change(activity, event, parts)
        else:
            activity, saved = self._edits.add(self._draft(event, category))
            parts.append(saved)
            for moved in event.moved:
                self._unlike(activity, moved.original, moved.to, moved.title, parts)
        if before is not None:
            held.remove(before)
        held.append(Received(event.uid, event.recurrence, activity, event.sequence, event.digest))

    def _change(self, activity: ActivityId, event: InEvent, parts: list[Saved]) -> None:
        """The task as the event is now. Its ring is hers and stays."""
        now = self._wheel.activity(activity)
        draft = replace(self._draft(event, now.category), category=now.category)
        if "." not in event.digest:
            draft = replace(draft, why=now.why)  # descriptions were not asked for: the one she has stays
        parts.append(self._edits.edit(OccurrenceKey(activity, now.rule.start or event.day), draft, Scope.ALL))
        reason = _(CALLED_OFF)
        wanted_now = {moved.original: moved for moved in event.moved}
        around = self._wheel.occurrences(self._clock() - timedelta(days=1), self._clock() + _SLACK)
        again = [o for o in around if o.activity.id == activity and o.original not in wanted_now and o.reason == reason]
        parts.extend(self._wheel.reopen(occurrence.key) for occurrence in again)
        for moved in event.moved:
            self._unlike(activity, moved.original, moved.to, moved.title, parts)

    def _unlike(self, activity: ActivityId, original: date, to: date | None, title: str, parts: list[Saved]) -> None:
        """One occurrence of a series that is unlike the others: skipped, or moved, or called something else."""
        key = OccurrenceKey(activity, original)
        found = self._wheel.occurrence(key)
        if found is None:
            return
        if to is None:
            parts.append(self._wheel.skip(key, _(CALLED_OFF)))
            return
        if found.status is Status.SKIPPED and found.skip_cause is SkipCause.USER:
            parts.append(self._wheel.reopen(key))
        if found.due != to:
            parts.append(self._wheel.move(key, to))
        if title and title != found.title:
            parts.append(self._wheel.set_this_time(key, title=title, lead_days=found.own_lead, hours=found.own_hours))

    def _draft(self, event: InEvent, category: Category) -> Draft:
        rings = {category_name(ring).casefold(): ring for ring in Category}
        named = next((rings[name.casefold()] for name in event.rings if name.casefold() in rings), category)
        return Draft(
            title=event.title or untitled(),
            category=named,
            nature=Nature.TASK if event.task else Nature.MEETING if event.meeting else Nature.EVENT,
            rule=Rule(event.rrule or ONCE, red_day=RedDay.KEEP, start=event.day),
            lead_days=event.lead_days,
            hours=event.hours,
            why=event.text,
            place=event.place,
            at_time=event.at_time,
        )


def _with(before: whole_tables.Kept, parts: Iterable[Saved]) -> whole_tables.Kept:
    """What there was before, and that of the tasks which were made since there was nothing."""
    return replace(before, activities=before.activities.union(*(part.changes.activities for part in parts)))


def _changes(kept: whole_tables.Kept) -> Changes:
    return Changes(activities=frozenset(ActivityId(name) for name in kept.activities))
