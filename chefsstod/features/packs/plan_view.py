"""What installing or removing a pack would do, shown before anything happens."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from chefsstod.content.problems import Problem, Severity
from chefsstod.features.packs.model import Change, Plan, What
from chefsstod.features.packs.words import breakable, kind_name, summary, what_text
from chefsstod.i18n import _, ngettext
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import icon
from chefsstod.ui.parts import L, M, S, button, clear, column, icon_size, label, panel, row

ROWS_AT_A_TIME = 40
"""Of each sort; the rest comes with «Visa fler»: hundreds of rows of widgets would take a noticeable time."""
_ICONS = {What.NEW: "plus", What.CHANGED: "pencil", What.REMOVED: "x", What.SAME: "check"}


class PlanPanel(QWidget):
    """The plan, and the two ways on."""

    carry_out_requested = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = label(role="title")
        self.facts = label(role="muted")
        self.summary = label(role="strong")
        self.warning = label(role="soon")
        self._body = column(spacing=M)
        self.go = button("", "primary", clicked=self.carry_out_requested.emit)
        self.leave = button(_("Cancel"), clicked=self.cancelled.emit)
        buttons = FlowLayout(spacing=S)
        buttons.addWidget(self.go)
        buttons.addWidget(self.leave)
        inner = column(self.heading, self.facts, self.summary, self.warning, self._body, buttons, margins=(L, M, L, L), spacing=S)
        self.setLayout(column(panel(inner)))
        self.hide()

    def show_plan(self, plan: Plan) -> None:
        """Tell what would happen, sort by sort."""
        self.heading.setText(f"{plan.manifest.title} {plan.manifest.version}")
        self.facts.setText(_facts(plan))
        several = len({change.what for change in plan.changes}) > 1  # of one sort alone its own heading tells as much
        self.summary.setText(summary(plan) if several else "")
        self.summary.setVisible(several)
        warning = _warning(plan)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        self.go.setText(_verb(plan))
        self.go.setEnabled(not plan.same)
        clear(self._body)
        if plan.overrides_own:
            self._body.addWidget(_own(plan))
        if plan.problems:
            self._body.addWidget(Problems(plan.problems))
        for what in What:
            changes = plan.of(what)
            if changes and not (plan.same and what is What.SAME):
                self._body.addWidget(Group(what, changes))
        self.show()

    def groups(self) -> "list[Group]":
        """The sorts that are shown."""
        return self.findChildren(Group)


def _facts(plan: Plan) -> str:
    before, manifest = plan.before, plan.manifest
    if plan.removal:
        return _("Is removed. What you have written, ticked and marked stays.")
    if before is None:
        text = _("New pack.")
    elif plan.same:
        text = _("Exactly this is installed already.")
    else:
        text = _("Replaces version {version}.").format(version=before.version)
    licence = _("Licence: {licence}.").format(licence=manifest.licence.rstrip("."))
    return f"{text} {licence}"


def _warning(plan: Plan) -> str:
    if plan.older and plan.before is not None:
        return _(
            "This is an older version than the one you have ({version}). Ask whoever handed it out if you are not sure."
        ).format(version=plan.before.version)
    return ""


def _verb(plan: Plan) -> str:
    if plan.removal:
        return _("Remove the pack")
    if plan.older:
        return _("Install the older version")
    return _("Update") if plan.before is not None else _("Install")


def _own(plan: Plan) -> QWidget:
    """What of hers stays hers."""
    head = ngettext(
        "You have your own version of {n} of these. Yours stays.",
        "You have your own versions of {n} of these. Yours stay.",
        len(plan.overrides_own),
    ).format(n=len(plan.overrides_own))
    told = _("You will be told beside your own that the text under it has changed.")
    titles = label(", ".join(plan.overrides_own[:12]) + (" …" if len(plan.overrides_own) > 12 else ""), selectable=True)
    return panel(column(label(head, "strong"), titles, label(told, "small"), margins=(M, S, M, S), spacing=4), "note")


class _Folded(QWidget):
    """A heading that shows its rows when it is pressed, some at a time."""

    def __init__(self, heading: str, image: str, *, open_: bool) -> None:
        super().__init__()
        self._rows = column(spacing=2)
        self._left: list[object] = []
        self.head = button(heading, "row")
        self.head.setCheckable(True)
        self.head.setIconSize(icon_size())
        self.more = button("", "link", clicked=self._show_more)
        self._mark = QLabel()
        self._mark.setPixmap(icon(image).pixmap(icon_size()))
        self._holder = QWidget()
        self._holder.setLayout(column(self._rows, row(self.more, None), margins=(L + M, 0, 0, 0), spacing=2))
        self.setLayout(column(row(self._mark, self.head, None), self._holder, spacing=0))
        self.head.toggled.connect(self._toggled)
        self._heading = heading
        self._open_at_start = open_

    def fill(self, items: Sequence[object]) -> None:
        """The items; they become rows when they are shown."""
        self._left = list(items)
        self.more.hide()
        self._holder.hide()
        self.head.setChecked(self._open_at_start)
        self._toggled(self._open_at_start)

    def _toggled(self, on: bool) -> None:
        self.head.setIcon(icon("chevron-down" if on else "chevron-right"))
        self.head.setAccessibleName(self._heading)
        self.head.setAccessibleDescription(_("shown") if on else _("folded"))
        if on and not self._rows.count():
            self._show_more()
        self._holder.setVisible(on)

    def _show_more(self) -> None:
        for item in self._left[:ROWS_AT_A_TIME]:
            self._rows.addWidget(self._row(item))
        del self._left[:ROWS_AT_A_TIME]
        self.more.setVisible(bool(self._left))
        self.more.setText(ngettext("Show {n} more", "Show {n} more", len(self._left)).format(n=len(self._left)))

    def _row(self, item: object) -> QWidget:
        raise NotImplementedError

    def texts(self) -> list[str]:
        """What the rows say."""
        return [found.text() for found in self._holder.findChildren(QLabel)]


class Group(_Folded):
    """The items of one sort: new, changed, removed, the same."""

    def __init__(self, what: What, changes: Sequence[Change]) -> None:
        super().__init__(what_text(what, len(changes)), _ICONS[what], open_=what is not What.SAME)
        self.what = what
        self.fill(changes)

    def _row(self, item: object) -> QWidget:
        assert isinstance(item, Change)  # noqa: S101 - what this group was filled with
        text = _("{kind}: {title}").format(kind=kind_name(item.kind), title=item.title)
        return label(f"{text} ({item.note})" if item.note else text, selectable=True)


class Problems(_Folded):
    """What is wrong in the pack, with file and line for whoever made it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        if errors:
            heading = ngettext("{n} fault: what it concerns is left out", "{n} faults: what they concern is left out", errors)
        else:
            heading = ngettext("{n} remark for whoever made the pack", "{n} remarks for whoever made the pack", len(problems))
        super().__init__(heading.format(n=errors or len(problems)), "triangle-alert", open_=bool(errors))
        self.fill(problems)

    def _row(self, item: object) -> QWidget:
        assert isinstance(item, Problem)  # noqa: S101 - what this list was filled with
        return label(f"{breakable(item.place)}: {item.message}", "small", selectable=True)
