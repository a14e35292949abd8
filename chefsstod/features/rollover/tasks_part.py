"""Part 2, «Gå igenom uppgifterna»: those that there is something to say about, ring by ring; the rest folded. Layout only."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from chefsstod.content.pack import Law
from chefsstod.features.rollover.model import Choice, Review, ReviewTask, by_ring
from chefsstod.features.rollover.task_row import TaskRow
from chefsstod.features.rollover.words import drop_text, keep_text, keys, move_text
from chefsstod.features.yearwheel.model import Category
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n import _, ngettext
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import L, M, S, button, clear, column, label, panel, row


class TasksPart(QWidget):
    """Keeps its rows while she decides, so that nothing moves under her hands. Passes the wishes of its rows on."""

    choice_requested = Signal(str, object)
    move_requested = Signal(str, object, bool)
    drop_requested = Signal(str, str)
    undecide_requested = Signal(str)
    open_requested = Signal(object)
    edit_requested = Signal(str)
    keep_all_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.laws: Mapping[str, Law] = {}
        self.rows: dict[str, TaskRow] = {}
        self._review: Review | None = None
        self._speaking: list[str] = []
        self._unfolded: set[Category] = set()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Decided"))
        self.count = label(role="strong")
        self.keep_rest = button(_("Keep the rest"), clicked=self._keep_rest)
        self.help = label(role="small")
        self._body = QVBoxLayout()
        self._body.setSpacing(S)
        top = row(self.count, None, self.keep_rest)
        self.setLayout(column(top, self.progress, self.help, self._body, None, spacing=S))

    # ── showing ──────────────────────────────────────────────────────────────

    def show_review(self, review: Review) -> None:
        """Show the tasks; in place, unless others have come or gone."""
        before, self._review = self._review, review
        ids = {task.activity.id for task in review.tasks}
        if before is None:
            self._speaking = [task.activity.id for task in review.tasks if task.speaks]
        if before is None or ids != {task.activity.id for task in before.tasks}:
            self._build(review)
        tasks = {task.activity.id: task for task in review.tasks}
        for slug, shown in self.rows.items():
            shown.show_task(tasks[slug], review)  # type: ignore[index]
        self._show_count(review)

    def _build(self, review: Review) -> None:
        clear(self._body)
        self.rows = {}
        letters = dict(zip((Choice.KEEP, Choice.MOVE, Choice.DROP), keys(), strict=True))
        self.help.setText(
            _("Keys: {keep} {keep_word}, {move} {move_word}, {drop} {drop_word}. Arrow down goes to the next one.").format(
                keep=letters[Choice.KEEP],
                keep_word=keep_text().lower(),
                move=letters[Choice.MOVE],
                move_word=move_text().rstrip(" …").lower(),
                drop=letters[Choice.DROP],
                drop_word=drop_text().rstrip(" …").lower(),
            )
        )
        speaking = [task for task in review.tasks if task.activity.id in self._speaking]
        quiet = [task for task in review.tasks if task.activity.id not in self._speaking]
        for category, tasks in by_ring(speaking):
            self._body.addWidget(_heading(category, len(tasks)))
            for task in tasks:
                self._body.addWidget(self._row(task, review))
        if not speaking:
            self._body.addWidget(
                panel(column(label(_("Nothing stands out. Keep all of them, or look through the rings below."))), "note")
            )
        if quiet:
            self._add_quiet(quiet)

    def _add_quiet(self, quiet: list[ReviewTask]) -> None:
        text = ngettext("{n} task without remarks", "{n} tasks without remarks", len(quiet)).format(n=len(quiet))
        ids = [task.activity.id for task in quiet]
        keep = button(_("Keep all of these"), image="check", clicked=lambda: self.keep_all_requested.emit(ids))
        flow = FlowLayout(spacing=S)
        flow.addWidget(keep)
        holders: list[QWidget] = []
        for category, tasks in by_ring(quiet):
            holder = QWidget()
            holder.setLayout(column(spacing=S))
            holders.append(holder)
            name = _("Show {ring}, {n}").format(ring=category_name(category).lower(), n=len(tasks))
            show = button(name, "link", image="chevron-down")
            show.clicked.connect(lambda _c=False, c=category, h=holder, b=show, t=tasks: self._unfold(c, h, b, t))
            flow.addWidget(show)
            if category in self._unfolded:
                self._unfold(category, holder, show, tasks)
        self._body.addSpacing(M)
        self._body.addWidget(panel(column(label(text, "lead"), flow, margins=(L, M, L, M))))
        for holder in holders:
            self._body.addWidget(holder)

    def _unfold(self, category: Category, holder: QWidget, show: QWidget, tasks: list[ReviewTask]) -> None:
        if self._review is None:
            return
        self._unfolded.add(category)
        had = show.hasFocus()
        show.hide()
        layout = holder.layout()
        assert layout is not None  # noqa: S101 - given where it was made
        layout.addWidget(_heading(category, len(tasks)))
        current = {task.activity.id: task for task in self._review.tasks}
        made = [self._row(current[task.activity.id], self._review) for task in tasks]
        for item in made:
            layout.addWidget(item)
        if had:
            made[0].show()
            made[0].setFocus()

    def _row(self, task: ReviewTask, review: Review) -> TaskRow:
        made = TaskRow(task, review, self.laws)
        made.choice_requested.connect(self.choice_requested)
        made.move_requested.connect(self.move_requested)
        made.drop_requested.connect(self.drop_requested)
        made.undecide_requested.connect(self.undecide_requested)
        made.open_requested.connect(self.open_requested)
        made.edit_requested.connect(self.edit_requested)
        made.step_requested.connect(lambda by, r=made: self._step(r, by))
        self.rows[task.activity.id] = made
        return made

    def _show_count(self, review: Review) -> None:
        total, left = len(review.tasks), len(review.undecided)
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(total - left)
        self.count.setText(_("{done} of {total} decided").format(done=total - left, total=total))
        self.keep_rest.setEnabled(left > 0)

    # ── the keyboard ─────────────────────────────────────────────────────────

    def take_keyboard(self) -> None:
        """The first task that is not decided."""
        first = next((item for item in self._in_order() if item.task.decision is None), None)
        target: QWidget = first or self.keep_rest
        target.show()  # Qt shows what is new in a layout only later, and gives the keyboard to nothing hidden
        target.setFocus()

    def go_on(self, slug: str) -> None:
        """After a decision the keyboard goes to the next task without one; it stays where there is none."""
        order = self._in_order()
        mine = self.rows.get(slug)
        after = order[order.index(mine) + 1 :] if mine is not None else []
        following = next((item for item in after if item.task.decision is None), None)
        (following or self.rows.get(slug) or self.keep_rest).setFocus()

    def _step(self, item: TaskRow, by: int) -> None:
        order = self._in_order()
        place = order.index(item) + by
        if 0 <= place < len(order):
            order[place].setFocus()

    def _in_order(self) -> list[TaskRow]:
        """The rows from top to bottom, whichever ring was unfolded first."""
        return sorted(self.rows.values(), key=lambda item: item.mapTo(self, QPoint(0, 0)).y())

    def _keep_rest(self) -> None:
        if self._review is not None:
            self.keep_all_requested.emit([task.activity.id for task in self._review.undecided])


def _heading(category: Category, count: int) -> QWidget:
    text = label(category_name(category), "lead", wrap=False)
    text.setAccessibleDescription(ngettext("{n} task", "{n} tasks", count).format(n=count))
    text.setContentsMargins(0, S, 0, 0)
    return text
