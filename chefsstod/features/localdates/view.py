"""Local dates: layout. A calm list of all questions in which one is open. It shows what it is given and emits wishes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from chefsstod.features.localdates.free import FreeField
from chefsstod.features.localdates.model import UNKNOWN, Answer, Item, Progress
from chefsstod.features.localdates.words import answer_text, progress_text
from chefsstod.i18n import _, ngettext
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import GAP, icon
from chefsstod.ui.parts import XL, XS, L, M, S, button, clear, column, icon_size, label, page, panel, row, scroll
from chefsstod.ui.style import look

WIDEST = 780
HEAD = 0.5
"""The part of the window that may lie above the open question."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the open question says of an answer: each line is one task. ``problem`` where it cannot be used."""

    lines: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A colleague's answers: title, how many are new or other than hers, and a line for each."""

    title: str
    count: int
    lines: tuple[str, ...]
    left_out: tuple[str, ...] = ()


class LocalDatesView(QWidget):
    """Head with progress, a colleague's offer if there is one, the questions, and what is left to find out."""

    answered = Signal(str, object)
    cleared = Signal(str)
    considered = Signal(object)
    opened = Signal(str)
    next_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()
    offer_taken = Signal()
    offer_dismissed = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Local dates"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._body = column(spacing=M)
        holder = QWidget()
        holder.setMaximumWidth(look().px(WIDEST))
        holder.setLayout(self._body)
        self._holder = holder
        outer = row(holder, None, margins=(XL, L, XL, XL))
        outer.setStretch(0, 1000)
        self.area = scroll(page(outer))
        self.setLayout(column(self.area))
        self.card: QuestionCard | None = None
        self.rows: dict[str, QPushButton] = {}

    def show_items(self, items: Sequence[Item], progress: Progress, current: str, told: Told, offer: Offer | None) -> None:
        """Show everything anew; ``current`` is the open question, empty for none."""
        place = self.area.verticalScrollBar().value()
        self._holder.hide()
        clear(self._body)
        self.rows = {}
        self.card = None
        self._body.addLayout(self._head(progress, any(item.known for item in items)))
        if offer is not None:
            self._body.addWidget(self._offer(offer))
        if progress.answered == progress.total and not current:
            self._body.addWidget(self._all_done(items))
        topic = ""
        for item in items:
            if item.question.topic != topic:
                topic = item.question.topic
                self._body.addSpacing(XS)
                self._body.addWidget(label(topic, "section"))
            self._body.addWidget(self._open(item, told) if item.question.id == current else self._folded(item))
        self._body.addStretch(1)
        self._settle()
        self.area.verticalScrollBar().setValue(place)

    def _head(self, progress: Progress, any_known: bool) -> QLayout:
        bar = QProgressBar()
        bar.setRange(0, max(progress.total, 1))
        bar.setValue(progress.answered)
        bar.setTextVisible(False)
        bar.setAccessibleName(progress_text(progress))
        intro = _("Some dates differ between workplaces. Answer what you know; the rest keeps its usual date and can wait.")
        self.export_button = button(_("Save as a local pack …"), "link", image="file-down", clicked=self.export_requested.emit)
        self.export_button.setEnabled(any_known)
        self.import_button = button(_("Read in from a colleague …"), "link", image="file-up", clicked=self.import_requested.emit)
        self.done_button = button(_("To the year wheel"), "link", image="arrow-right", clicked=self.done.emit)
        ways = FlowLayout(spacing=S)
        for way in (self.export_button, self.import_button, self.done_button):
            ways.addWidget(way)
        return column(
            label(_("Local dates"), "display"),
            label(intro, "muted"),
            ways,
            label(progress_text(progress), "strong", wrap=False),
            bar,
            spacing=S,
        )

    def _folded(self, item: Item) -> QWidget:
        question, answered = item.question, item.answered
        image, tint = (
            ("circle", "muted") if answered is None else ("circle-help", "soon") if not item.known else ("circle-check", "done")
        )
        mark = label(wrap=False)
        mark.setPixmap(icon(image, tint).pixmap(icon_size()))
        said = answer_text(question, answered.answer) if answered else ""
        texts = column(label(question.text), spacing=0)
        if said:
            texts.addWidget(label(said, "muted"))
        verb = _("Change") if answered else _("Answer")
        go = button(verb, "link", clicked=lambda: self.opened.emit(question.id))
        state = f", {said}" if said else ""
        go.setAccessibleName(f"{verb}: {question.text}{state}")
        self.rows[question.id] = go
        holder = QWidget()
        layout = row(mark, texts, go, margins=(XS, 0, 0, 0))
        layout.setStretch(1, 1)
        holder.setLayout(layout)
        return holder

    def _open(self, item: Item, told: Told) -> QWidget:
        card = QuestionCard(item, told)
        name = item.question.id
        card.answered.connect(lambda answer: self.answered.emit(name, answer))
        card.cleared.connect(lambda: self.cleared.emit(name))
        card.considered.connect(self.considered)
        card.next_requested.connect(self.next_requested)
        self.card = card
        return card

    def _offer(self, offer: Offer) -> QWidget:
        if offer.count:
            text = ngettext("{n} answer is new or other than yours.", "{n} answers are new or other than yours.", offer.count)
            lines = [label(text.format(n=offer.count))]
        else:
            lines = [label(_("All of it is what you have answered already."))]
        lines += [label(text, "reading") for text in offer.lines]
        lines += [label(text, "small") for text in offer.left_out]
        self.offer_no = button(_("Leave it"), clicked=self.offer_dismissed.emit)
        buttons: list[QWidget | int | None] = [self.offer_no, None]
        if offer.count:
            self.offer_yes = button(_("Use these answers"), "primary", clicked=self.offer_taken.emit)
            buttons.insert(0, self.offer_yes)
        return panel(column(label(offer.title, "lead"), *lines, row(*buttons), spacing=S, margins=(L, M, L, M)))

    def _all_done(self, items: Sequence[Item]) -> QWidget:
        unknown = [item.question for item in items if item.answered and not item.known]
        text = _("The year follows your local dates.") if not unknown else _("When you have found out the rest, answer it here.")
        layout = column(label(_("Done for now"), "lead"), label(text), spacing=XS, margins=(L, M, L, M))
        for question in unknown:
            layout.addWidget(label(question.text, "strong"))
            layout.addWidget(label(question.ask, "muted"))
        return panel(layout)

    def focus_question(self) -> None:
        """Put the keyboard on the open question, else on the first row."""
        if self.card is not None:
            self.card.focus()
        elif self.rows:
            next(iter(self.rows.values())).setFocus()

    def bring_up(self) -> None:
        """Scroll so that the open question begins at the top of what is seen; the first one leaves the page's head in view."""
        content = self.area.widget()
        if self.card is not None and content is not None:
            above = self.card.mapTo(content, self.card.rect().topLeft()).y() - XL
            self.area.verticalScrollBar().setValue(0 if above < self.area.viewport().height() * HEAD else above)

    def _settle(self) -> None:
        """Lay out what is new at once: hidden, it could not take the keyboard, and without a height it could not be scrolled to."""
        content = self.area.widget()
        layout = content.layout() if content is not None else None
        if content is None or layout is None:
            return
        self._holder.show()  # and with it, at one go, all that is in it
        layout.activate()
        content.resize(content.width(), max(layout.totalHeightForWidth(content.width()), self.area.viewport().height()))


class QuestionCard(QWidget):
    """The open question: help, suggestions, an answer of her own, not yet, and what the answer changes."""

    answered = Signal(object)
    cleared = Signal()
    considered = Signal(object)
    next_requested = Signal()

    def __init__(self, item: Item, told: Told) -> None:
        super().__init__()
        self.item = item
        question = item.question
        self.setAccessibleName(question.text)
        self.choices: list[QPushButton] = []
        self.free: FreeField | None = None
        self._meanings: dict[QPushButton, Answer] = {}
        given = item.answered.answer if item.answered else None
        layout = self._body = column(spacing=S, margins=(L, M, L, L))
        layout.addWidget(label(question.text, "title"))
        layout.addWidget(label(question.help, "reading"))
        for option in question.options:
            self._choice(layout, option.label, Answer(option=option.id), given)
        if question.free is not None:
            self._add_free(layout, given)
        self._choice(layout, _("I do not know yet"), UNKNOWN, given)
        layout.addWidget(label(question.ask, "small"))
        self._result = column(spacing=2, margins=(M, XS, 0, XS))
        self._note = panel(self._result, "note")
        layout.addWidget(self._note)
        self.next = button(_("Next question"), "primary" if given else "", clicked=self.next_requested.emit)
        foot: list[QWidget | int | None] = [self.next, None]
        if given is not None:
            foot.insert(1, button(_("Take the answer away"), "link", clicked=self.cleared.emit))
        layout.addLayout(row(*foot, margins=(0, XS, 0, 0)))
        self.setLayout(column(panel(layout)))
        self.tell(told, answered=given is not None)

    def _choice(self, layout: object, text: str, answer: Answer, given: Answer | None) -> None:
        choice = button(text, "choice")
        choice.setCheckable(True)
        choice.setChecked(answer == given)
        choice.setAutoExclusive(False)
        choice.setIconSize(icon_size(gap=GAP))
        _mark(choice)
        choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        choice.clicked.connect(partial(self._chosen, answer))
        self._keep(layout, choice, answer)

    def _keep(self, layout: object, choice: QPushButton, answer: Answer | None) -> None:
        choice.installEventFilter(self)
        self.choices.append(choice)
        if answer is not None:
            self._meanings[choice] = answer
        layout.addWidget(choice)  # type: ignore[attr-defined]

    def _chosen(self, answer: Answer, _checked: bool = False) -> None:
        self.answered.emit(answer)

    def _add_free(self, layout: object, given: Answer | None) -> None:
        free = self.item.question.free
        assert free is not None  # noqa: S101 - asked by the caller
        own = given is not None and not given.option and not given.unknown
        opener = button(f"{free.label} …", "choice")
        opener.setCheckable(True)
        opener.setChecked(own)
        opener.setIconSize(icon_size(gap=GAP))
        opener.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        _mark(opener)
        self._keep(layout, opener, None)
        field = FreeField(free, given if own else None)
        field.setContentsMargins(L, 0, 0, 0)
        field.setVisible(own)
        field.edited.connect(lambda: self.considered.emit(field.answer()))
        field.submitted.connect(lambda: self.answered.emit(field.answer()))
        opener.clicked.connect(self._show_free)
        layout.addWidget(field)  # type: ignore[attr-defined]
        self.free, self.opener = field, opener

    def _show_free(self, _checked: bool = False) -> None:
        assert self.free is not None  # noqa: S101 - its opener was pressed
        self.opener.setChecked(True)
        _mark(self.opener)
        self.free.show()
        self._body.insertWidget(self._body.indexOf(self.free) + 1, self._note)  # what it means stands where she writes
        self.considered.emit(self.free.answer())
        self.free.focus()

    def tell(self, told: Told, *, answered: bool = False) -> None:
        """Say what the answer changes, or would change, or why it cannot be used."""
        clear(self._result)
        self._note.setVisible(bool(told.lines or told.problem))
        if told.problem:
            self._result.addWidget(label(told.problem, "warning"))
            return
        if told.lines:
            self._result.addWidget(label(_("This is what your answer means:") if answered else _("This would be:"), "small"))
        for text in told.lines:
            self._result.addWidget(label(text, "reading"))

    def focus(self) -> None:
        """On what comes next: the next question once it is answered, else the first suggestion."""
        if self.item.answered is not None:
            self.next.setFocus()
        else:
            self.choices[0].setFocus()

    def focus_answer(self) -> None:
        """On the answer that is given, else the first suggestion."""
        chosen = next((choice for choice in self.choices if choice.isChecked()), self.choices[0])
        chosen.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102 - Qt's name
        if isinstance(watched, QPushButton) and watched in self.choices:
            if event.type() is QEvent.Type.FocusIn and watched in self._meanings and self.item.answered is None:
                self.considered.emit(self._meanings[watched])
            if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
                if step:
                    self.choices[(self.choices.index(watched) + step) % len(self.choices)].setFocus()
                    return True
        return super().eventFilter(watched, event)


def _mark(choice: QPushButton) -> None:
    """The chosen answer is told by its icon too, not by colour alone."""
    checked = choice.isChecked()
    choice.setIcon(icon("circle-check", "accent", gap=GAP) if checked else icon("circle", "muted", gap=GAP))
