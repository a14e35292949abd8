"""Parts 3 and 4: what the new year lacks, and what was decided. Layout only."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from chefsstod.features.rollover.model import Choice, Finding, Fix, Review, ReviewTask
from chefsstod.features.rollover.sam import CHECKED
from chefsstod.features.rollover.words import choice_text, coming_text, severity_icon, severity_name
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_short
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import pixmap
from chefsstod.ui.parts import XS, L, M, S, button, clear, column, label, panel, row
from chefsstod.ui.style import look


class MissingPart(QWidget):
    """Findings about the year as a whole, each with what can be done at once, or accepted as it is."""

    fix_requested = Signal(object)
    accept_requested = Signal(object)
    unaccept_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout()
        self._body.setSpacing(M)
        self.setLayout(column(self._body, None))

    def show_review(self, review: Review) -> None:
        """Show what is missing and what she has accepted."""
        clear(self._body)
        year = review.next_year
        if review.findings:
            head = ngettext("{n} thing to look at in {year}", "{n} things to look at in {year}", len(review.findings))
            self._body.addWidget(label(head.format(n=len(review.findings), year=year), "title"))
            text = _("Compared with what the rules on work environment ask for every year, and with what you have taken away.")
            self._body.addWidget(label(text, "muted"))
        else:
            self._body.addWidget(label(_("Nothing is missing in {year}").format(year=year), "title"))
            text = _("The parts of the work environment management all have a task, and no duty has been dropped.")
            self._body.addWidget(label(text, "muted"))
        for finding in review.findings:
            self._body.addWidget(self._card(finding))
        if review.accepted:
            self._body.addWidget(self._accepted(review))
        text = _("The program supports your judgement and does not replace it. AFS 2023:1 and 2023:2, checked {date}.")
        self._body.addWidget(label(text.format(date=CHECKED.isoformat()), "small"))

    def _card(self, finding: Finding) -> QWidget:
        sign = label(wrap=False)
        sign.setPixmap(pixmap(severity_icon(finding.severity), "soon", 18, sign.devicePixelRatioF()))
        head = row(sign, label(severity_name(finding.severity), "strong", wrap=False), None, spacing=S)
        buttons = FlowLayout(spacing=S)
        accept = button(_("It is as it should be"), image="check", clicked=lambda: self.accept_requested.emit(finding))
        accept.setAccessibleDescription(finding.sentence)
        if finding.fix is not None:
            buttons.addWidget(button(fix_text(finding), clicked=lambda: self.fix_requested.emit(finding)))
        buttons.addWidget(accept)
        return panel(column(head, label(finding.sentence, "reading"), buttons, spacing=S, margins=(L, M, L, M)))

    def _accepted(self, review: Review) -> QWidget:
        layout = column(label(_("You have said that this is as it should be"), "strong"), spacing=XS, margins=(L, M, L, M))
        for finding in review.accepted:
            again = button(_("Show again"), "link", clicked=partial(self.unaccept_requested.emit, finding))
            again.setAccessibleDescription(finding.sentence)
            layout.addWidget(label(finding.sentence, "muted"))
            layout.addLayout(row(again, None))
        return panel(layout)


def fix_text(finding: Finding) -> str:
    """The verb on the button of a finding."""
    if finding.fix is Fix.UNHIDE:
        return _("Take the task back")
    if finding.fix is Fix.NEW:
        return _("Write a task of your own …")
    return _("Change the task …") if finding.fix is Fix.EDIT else _("Open")


class DonePart(QWidget):
    """The decisions in sum, each with the way back; then the year is closed, or printed."""

    open_requested = Signal(object)
    undecide_requested = Signal(str)
    finish_requested = Signal()
    print_requested = Signal()
    part_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout()
        self._body.setSpacing(M)
        self.setLayout(column(self._body, None))
        self.finish = button("")

    def show_review(self, review: Review) -> None:
        """Show what was decided."""
        clear(self._body)
        left = len(review.undecided)
        self._body.addWidget(label(self._head(review, left), "title"))
        self._body.addWidget(label(_sum(review), "muted"))
        if left:
            text = ngettext("{n} task is not decided; it comes as before.", "{n} tasks are not decided; they come as before.", left)
            go = button(_("Go on with them"), "link", clicked=lambda: self.part_requested.emit(1))
            self._body.addWidget(panel(column(label(text.format(n=left)), row(go, None), margins=(L, M, L, S))))
        for title, tasks in (
            (_("Moved"), review.with_choice(Choice.MOVE, Choice.RULE)),
            (_("Dropped"), review.with_choice(Choice.DROP)),
        ):
            if tasks:
                self._body.addWidget(self._list(title, tasks, review))
        if review.lessons.strip():
            words = label(review.lessons.strip(), "reading")
            self._body.addWidget(panel(column(label(_("Three lessons"), "strong"), words, spacing=XS, margins=(L, M, L, M))))
        flow = FlowLayout(spacing=S)
        self.finish = button(_("The year is ready"), "primary", image="check", clicked=self.finish_requested.emit)
        if review.finished is None:
            flow.addWidget(self.finish)
        flow.addWidget(button(_("Print one page with the changes"), image="printer", clicked=self.print_requested.emit))
        self._body.addLayout(flow)

    @staticmethod
    def _head(review: Review, left: int) -> str:
        if review.finished is not None:
            return _("You finished the review {date}").format(date=day_short(review.finished, review.today))
        return (
            _("{year} is nearly ready").format(year=review.next_year)
            if left
            else _("{year} is ready").format(year=review.next_year)
        )

    def _list(self, title: str, tasks: list[ReviewTask], review: Review) -> QWidget:
        layout = column(label(title, "strong"), spacing=XS, margins=(L, M, L, M))
        for task in tasks:
            layout.addWidget(self._row(task, review))
        return panel(layout)

    def _row(self, task: ReviewTask, review: Review) -> QWidget:
        decision = task.decision
        assert decision is not None  # noqa: S101 - chosen by it
        title = ElidedButton(task.activity.title)
        title.setStyleSheet(f"padding: 0 {look().px(4)}px;")
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        found = task.coming or task.past
        if found:
            title.clicked.connect(lambda: self.open_requested.emit(found[0].key))
        back = button(_("Take the choice back"), "link", clicked=lambda: self.undecide_requested.emit(task.activity.id))
        back.setAccessibleName(_("Take the choice about «{title}» back").format(title=task.activity.title))
        words = [choice_text(decision.choice, review.next_year), decision.text]
        if decision.choice is not Choice.DROP:
            words.append(coming_text(task))
        under = label(" · ".join(word for word in words if word), "small")
        under.setContentsMargins(look().px(6), 0, 0, 0)
        holder = QWidget()
        line = row(spacing=S)
        line.addWidget(title, 1)
        line.addWidget(back)
        holder.setLayout(column(line, under, spacing=0))
        return holder


def _sum(review: Review) -> str:
    """«80 behålls · 4 flyttas · 2 tas bort»."""
    kept, moved = len(review.with_choice(Choice.KEEP)), len(review.with_choice(Choice.MOVE, Choice.RULE))
    dropped, missing = len(review.with_choice(Choice.DROP)), len(review.findings)
    parts = [ngettext("{n} kept", "{n} kept", kept).format(n=kept)]
    if moved:
        parts.append(ngettext("{n} moved", "{n} moved", moved).format(n=moved))
    if dropped:
        parts.append(ngettext("{n} dropped", "{n} dropped", dropped).format(n=dropped))
    if missing:
        parts.append(ngettext("{n} thing still to look at", "{n} things still to look at", missing).format(n=missing))
    return " · ".join(parts)
