"""Idag: layout of the page a day begins with. It shows an agenda and emits wishes."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.features.today.nudges import Nudge
from chefsstod.features.today.words import day_of_year_cycle, three_heading
from chefsstod.features.yearwheel.history import lesson_line
from chefsstod.features.yearwheel.model import Agenda, Occurrence, Status
from chefsstod.features.yearwheel.words import MARKS, category_name, shift_text
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_full, day_short, relative, week, weekday_short
from chefsstod.i18n.holidays import holiday_name
from chefsstod.support.holidays import holiday, is_workday
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import icon
from chefsstod.ui.parts import (
    XL,
    XS,
    L,
    M,
    S,
    button,
    clear,
    column,
    icon_button,
    icon_size,
    label,
    page,
    panel,
    row,
    scroll,
)
from chefsstod.ui.style import look

if TYPE_CHECKING:
    from chefsstod.features.timers.model import TimerAgenda

LONGEST_LIST = 6
NARROW = 780


class TodayView(QWidget):
    """Date, what was missed while the program was closed, three things, the week, what to start, what comes, routines."""

    occurrence_requested = Signal(object)
    done_requested = Signal(object)
    late_requested = Signal()
    list_requested = Signal()
    clean_slate_requested = Signal()
    closed_card_dismissed = Signal()
    setup_requested = Signal()
    page_requested = Signal(str)
    nudge_dismissed = Signal(str)
    chain_requested = Signal(str)
    step_done_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout()
        self._body.setContentsMargins(XL, L, XL, XL)
        self._body.setSpacing(L)
        self.area = scroll(page(self._body))
        self.setLayout(column(self.area))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # takes the keyboard when one comes here, but is no stop for Tab
        self.setAccessibleName(_("Today"))
        self._wide = True
        self._eventful = False
        self._again: Callable[[], None] | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= look().px(NARROW)
        if wide != self._wide:
            self._wide = wide
            if self._again is not None:
                self._again()

    def take_keyboard(self) -> None:
        """The page itself, so that a screen reader says where one is and Tab goes on to the first card."""
        self.setFocus()

    def show_agenda(
        self,
        agenda: Agenda,
        *,
        unit: str,
        start: date | None,
        set_up: bool,
        closed_card: bool,
        events: "TimerAgenda | None" = None,
        offers: Sequence[Nudge] = (),
    ) -> None:
        """Show what the day holds; side by side where there is room, else below each other."""
        self._again = partial(
            self.show_agenda,
            agenda,
            unit=unit,
            start=start,
            set_up=set_up,
            closed_card=closed_card,
            events=events,
            offers=offers,
        )
        self._eventful = bool(events)
        place = self.area.verticalScrollBar().value()
        clear(self._body)
        self._body.addLayout(self._head(agenda.today, unit, start))
        if not set_up:
            self._body.addWidget(self._setup_card())
        if closed_card and agenda.closed_since and agenda.while_closed:
            self._body.addWidget(self._closed_card(agenda))
        self._body.addLayout(self._three(agenda))
        self._body.addWidget(self._week(agenda))
        if events:
            self._body.addWidget(self._events(events))
        for nudge in offers:
            self._body.addWidget(self._offer(nudge))
        self._add_lists(agenda)
        self._body.addStretch(1)
        self.area.verticalScrollBar().setValue(place)

    # ── parts ────────────────────────────────────────────────────────────────

    def _head(self, today: date, unit: str, start: date | None) -> QLayout:
        title = day_full(today)
        facts = [_("week {week}").format(week=week(today)), unit, day_of_year_cycle(start, today)]
        name = holiday(today)
        if name is not None:
            facts.insert(1, holiday_name(name))
        under = label(" · ".join(fact for fact in facts if fact), "muted")
        return column(label(title[:1].upper() + title[1:], "display"), under, spacing=0)

    def _offer(self, nudge: Nudge) -> QWidget:
        go = button(nudge.action, "link", image="arrow-right", clicked=lambda: self.page_requested.emit(nudge.page))
        away = icon_button("x", _("Not now"), clicked=lambda: self.nudge_dismissed.emit(nudge.id))
        text = label(nudge.text)
        inner = row(text, go, away, margins=(L, S, S, S), spacing=M)
        inner.setStretch(0, 1)
        return panel(inner)

    def _setup_card(self) -> QWidget:
        text = _(
            "Answer four questions and the year fits your unit: only tasks that concern you, nothing late from before your time."
        )
        go = button(_("Answer the questions"), "primary", clicked=self.setup_requested.emit)
        return panel(column(label(_("Make the year yours"), "lead"), label(text), row(go, None), margins=(L, M, L, M)))

    def _closed_card(self, agenda: Agenda) -> QWidget:
        assert agenda.closed_since is not None  # noqa: S101 - asked by the caller
        head = row(
            label(
                _("While Chefsstöd was closed, since {date}").format(date=day_short(agenda.closed_since, agenda.today)),
                "lead",
            ),
            icon_button("x", _("Put the list away"), clicked=self.closed_card_dismissed.emit),
        )
        layout = column(head, spacing=XS, margins=(L, M, M, M))
        for occurrence in agenda.while_closed[:LONGEST_LIST]:
            layout.addWidget(self._row(occurrence, *self._meanwhile(occurrence, agenda.today)))
        self._add_more(layout, len(agenda.while_closed))
        return panel(layout)

    def _meanwhile(self, occurrence: Occurrence, today: date) -> tuple[str, str]:
        """What became of an occurrence while the program was closed, and how that looks."""
        if occurrence.due < today:
            return _("should have been ready {date}").format(date=day_short(occurrence.due, today)), "late"
        if occurrence.status is Status.STARTED:
            return self._when(occurrence, today), "small"
        return _("should have been started {date}").format(date=day_short(occurrence.start_by, today)), "soon"

    def _three(self, agenda: Agenda) -> QLayout:
        things = agenda.three_things()
        heading = three_heading(len(things), eventful=self._eventful)
        more = len(agenda.late) - sum(1 for thing in things if thing.status is Status.LATE)
        head = row(label(heading, "lead", wrap=False), None)
        if more > 0:
            text = ngettext("{n} more is late", "{n} more are late", more).format(n=more)
            head.addWidget(button(text, "link", image="triangle-alert", color="late", clicked=self.late_requested.emit))
            head.addWidget(button(_("Begin from today"), "link", clicked=self.clean_slate_requested.emit))
        if not things:
            return column(head, self._nothing(agenda))
        cards: QVBoxLayout | QHBoxLayout = row(spacing=M) if self._wide else column(spacing=M)
        for thing in things:
            cards.addWidget(self._card(thing, agenda.today), 1)
        return column(head, cards)

    def _nothing(self, agenda: Agenda) -> QWidget:
        words = _("Nothing is late, due or waiting to be started.")
        if self._eventful:
            words = _("No task of the year is late, due or waiting to be started. What has happened stands below.")
        text = label(words, "reading")
        layout = column(text, margins=(L, M, L, M))
        ahead = agenda.under_way or agenda.coming
        if ahead:
            layout.addWidget(label(_("If you have a moment, this can be done ahead:"), "muted"))
            layout.addWidget(self._row(ahead[0], self._when(ahead[0], agenda.today), "small"))
        return panel(layout)

    def _card(self, occurrence: Occurrence, today: date) -> QFrame:
        activity = occurrence.activity
        ring = label(f"{MARKS[activity.category]} · {category_name(activity.category)}", "small")
        ring.setStyleSheet(f"color: {look().color(activity.category.value).name()}; font-weight: 600;")
        when = label(self._when(occurrence, today), "late" if occurrence.status is Status.LATE else "")
        layout = column(ring, label(activity.title, "lead"), when, spacing=XS, margins=(L, M, L, M))
        if occurrence.shift is not None:
            layout.addWidget(label(shift_text(occurrence.shift, today), "small"))
        step = occurrence.next_step()
        if step is not None:
            layout.addWidget(label(_("Next: {step}").format(step=step.text), "muted"))
        if occurrence.lesson is not None:
            layout.addWidget(label(lesson_line(occurrence), "muted"))
        layout.addStretch(1)
        done = button(_("Mark as done"), image="check", clicked=lambda: self.done_requested.emit(occurrence))
        done.setAccessibleName(_("Mark «{title}» as done").format(title=activity.title))
        go = button(_("Open"), "link", clicked=lambda: self.occurrence_requested.emit(occurrence.key))
        go.setAccessibleName(_("Open «{title}»").format(title=activity.title))
        layout.addSpacing(XS)
        actions = FlowLayout(spacing=XS)  # three cards beside each other must fit in the smallest window
        actions.addWidget(done)
        actions.addWidget(go)
        layout.addLayout(actions)
        card = panel(layout)
        card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return card

    def _week(self, agenda: Agenda) -> QWidget:
        monday = agenda.today - timedelta(days=agenda.today.weekday())
        days: QVBoxLayout | QHBoxLayout = row(spacing=0) if self._wide else column(spacing=0)
        for number in range(7):
            day = monday + timedelta(days=number)
            days.addWidget(self._day(day, agenda), 1 if self._wide else 0)
        box = panel(days)
        box.setAccessibleName(_("This week"))
        return box

    def _day(self, day: date, agenda: Agenda) -> QWidget:
        style = look()
        is_today = day == agenda.today
        text = f"{weekday_short(day)} {day.day}"
        head = label(text, "small", wrap=False)
        if is_today:
            head.setStyleSheet(
                f"background: {style.palette.accent}; color: {style.palette.on_accent}; font-weight: 600;"
                f"border-radius: 6px; padding: 1px {style.px(6)}px;"
            )
            head.setAccessibleName(_("Today, {date}").format(date=day_full(day)))
        else:
            weight = f"color: {style.palette.ink}; font-weight: 600;" if is_workday(day) else ""
            head.setStyleSheet(f"{weight} padding: 1px {style.px(3)}px;")
        layout = column(row(head, None), spacing=2, margins=(S, S if self._wide else XS, XS, S if self._wide else XS))
        name = holiday(day)
        if name is not None:
            layout.addWidget(label(holiday_name(name), "small"))
        items = [occurrence for occurrence in agenda.week if occurrence.due == day]
        for occurrence in items[:LONGEST_LIST]:
            layout.addWidget(self._small(occurrence))
        if len(items) > LONGEST_LIST:
            layout.addWidget(label(_("and {n} more").format(n=len(items) - LONGEST_LIST), "small"))
        layout.addStretch(1)
        holder = QWidget()
        holder.setLayout(layout)
        if self._wide:
            holder.setMinimumHeight(style.px(92))
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return holder

    def _small(self, occurrence: Occurrence) -> QWidget:
        style = look()
        closed = not occurrence.open
        item = ElidedButton(occurrence.activity.short or occurrence.activity.title)
        color = style.palette.muted if closed else style.color(occurrence.activity.category.value).name()
        item.setStyleSheet(f"padding: 1px {style.px(4)}px; color: {color}; font-size: {style.px(12)}px;")
        if closed:
            item.setIcon(icon("check" if occurrence.status is Status.DONE else "circle-dashed", "muted", 12))
        item.setToolTip(occurrence.activity.title)
        item.setAccessibleName(f"{occurrence.activity.title}, {day_full(occurrence.due)}")
        item.clicked.connect(lambda: self.occurrence_requested.emit(occurrence.key))
        return item

    def _events(self, events: "TimerAgenda") -> QWidget:
        from chefsstod.features.today.events import EventsCard  # only where something runs: no cost at start without

        card = EventsCard(events)
        card.chain_requested.connect(self.chain_requested)
        card.step_done_requested.connect(self.step_done_requested)
        return card

    def _add_lists(self, agenda: Agenda) -> None:
        shown = set(agenda.three_things())
        due = [occurrence for occurrence in agenda.due if occurrence not in shown]
        start = [occurrence for occurrence in agenda.start_now if occurrence not in shown]
        left: list[QWidget] = []
        right: list[QWidget] = []
        if due:
            left.append(self._list(_("Due within a week"), due, agenda.today))
        if start:
            left.append(self._list(_("Start now"), start, agenda.today))
        if agenda.under_way:
            left.append(self._list(_("Under way"), list(agenda.under_way), agenda.today))
        if agenda.coming:
            (right if left else left).append(self._list(_("Coming"), list(agenda.coming), agenda.today))
        if agenda.routines:
            right.append(self._list(_("Routines this week"), list(agenda.routines), agenda.today))
        sides: QVBoxLayout | QHBoxLayout = row(spacing=M) if self._wide else column(spacing=M)
        for side in (left, right):
            if side:
                sides.addLayout(column(*side, None, spacing=M), 1)
        self._body.addLayout(sides)

    def _list(self, title: str, occurrences: list[Occurrence], today: date) -> QWidget:
        layout = column(label(title, "lead"), spacing=XS, margins=(L, M, M, M))
        for occurrence in occurrences[:LONGEST_LIST]:
            late = occurrence.status is Status.LATE
            text = "\n".join(line for line in (self._when(occurrence, today), lesson_line(occurrence)) if line)
            layout.addWidget(self._row(occurrence, text, "late" if late else "small"))
        self._add_more(layout, len(occurrences))
        box = panel(layout)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # two beside each other in the smallest window
        return box

    def _add_more(self, layout: QVBoxLayout, count: int) -> None:
        if count > LONGEST_LIST:
            text = ngettext("{n} more in the year list", "{n} more in the year list", count - LONGEST_LIST)
            more = button(text.format(n=count - LONGEST_LIST), "link", clicked=self.list_requested.emit)
            layout.addLayout(row(more, None))

    def _row(self, occurrence: Occurrence, text: str, role: str) -> QWidget:
        tick = icon_button("circle", _("Mark «{title}» as done").format(title=occurrence.activity.title))
        tick.clicked.connect(lambda: self.done_requested.emit(occurrence))
        tick.setIconSize(icon_size())
        title = ElidedButton(occurrence.activity.title)
        title.setStyleSheet(f"padding: 0 {look().px(4)}px;")
        title.setAccessibleName(f"{occurrence.activity.title}, {text}")
        title.clicked.connect(lambda: self.occurrence_requested.emit(occurrence.key))
        under = label(text, role)
        under.setContentsMargins(look().px(6), 0, 0, 0)
        holder = QWidget()
        holder.setLayout(row(column(title, under, spacing=0), spacing=XS))
        holder.layout().insertWidget(0, tick, 0, Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr]
        return holder

    @staticmethod
    def _when(occurrence: Occurrence, today: date) -> str:
        when = f"{day_short(occurrence.due, today)} · {relative(occurrence.due, today)}"
        if occurrence.status is Status.LATE:
            return _("Late: {when}").format(when=when)
        if occurrence.status is Status.PLANNED and occurrence.start_by > today:
            return _("start by {start}, ready by {when}").format(start=day_short(occurrence.start_by, today), when=when)
        return _("ready by {when}").format(when=when)
