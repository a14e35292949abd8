"""What the foot of the thing in hand has about changing the task: where its rule came from, buttons, the panel for hiding."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.edit_words import source_text
from chefsstod.features.yearwheel.model import ActivityId, Occurrence
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.ui.dates import DateField
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.guard import warn
from chefsstod.ui.parts import XS, M, S, button, column, label, panel, row


class EditExtra:
    """Makes the widgets anew for each occurrence that is shown. ``open_edit`` and ``open_duplicate`` open the form."""

    def __init__(
        self,
        *,
        edits: EditService,
        actions: OccurrenceActions,
        today: Callable[[], date],
        open_edit: Callable[[Occurrence], object],
        open_duplicate: Callable[[ActivityId], object],
    ) -> None:
        self._edits = edits
        self._actions = actions
        self._today = today
        self._open_edit = open_edit
        self._open_duplicate = open_duplicate
        self._hide_panel: QWidget | None = None
        self._reason = QLineEdit()

    def widgets(self, occurrence: Occurrence) -> list[QWidget]:
        """From top to bottom: where the rule came from, the buttons, the panel for hiding (closed)."""
        activity = occurrence.activity
        found: list[QWidget] = []
        told = source_text(activity, occurrence.original, self._today())
        if told:
            found.append(label(told, "small"))
        if self._edits.base_of(activity.id) is not None and activity.layer is Layer.OWN:
            changed = self._edits.base_changed(activity.id)
            text = _("Your own version.") + " " + _("The base text is kept.")
            found.append(label(text + (" " + _("The base text has changed since you made yours.") if changed else ""), "small"))
        hidden = next((one for one in self._edits.hidden() if one.activity.id == activity.id), None)
        if hidden is not None:
            since = _("Hidden from {date}").format(date=day_short(hidden.since, self._today()))
            found.append(label(". ".join(part for part in (since, hidden.reason) if part), "small"))
        self._hide_panel = self._make_hide_panel(occurrence)
        found += [self._buttons(occurrence, hidden=hidden is not None), self._hide_panel]
        return found

    def _buttons(self, occurrence: Occurrence, *, hidden: bool) -> QWidget:
        activity = occurrence.activity
        flow = FlowLayout(spacing=XS)
        flow.addWidget(button(_("Change …"), "link", image="pencil", clicked=lambda: self._open_edit(occurrence)))
        flow.addWidget(button(_("Copy"), "link", image="copy", clicked=lambda: self._open_duplicate(activity.id)))
        if hidden:
            flow.addWidget(button(_("Show it again"), "link", image="eye", clicked=lambda: self._unhide(occurrence)))
        else:
            flow.addWidget(button(_("Hide the task …"), "link", image="eye-off", clicked=self.toggle_hide))
        if self._edits.differs_from_base(activity.id):
            restore = button(_("Restore the base text"), "link", image="rotate-ccw", clicked=lambda: self._restore(occurrence))
            flow.addWidget(restore)
        elif activity.layer is Layer.OWN:
            flow.addWidget(button(_("Remove this task"), "link", image="trash-2", clicked=lambda: self._remove(occurrence)))
        holder = QWidget()
        holder.setLayout(flow)
        return holder

    def _make_hide_panel(self, occurrence: Occurrence) -> QWidget:
        today = self._today()
        # The one in hand goes too, if it is not done: that is what she is looking at.
        first = min(today, occurrence.original) if occurrence.open else today
        since = DateField(first, _("Hidden from"))
        self._reason = QLineEdit()
        self._reason.setAccessibleName(_("Why it is hidden"))
        self._reason.setPlaceholderText(_("For example: HR does it for us"))
        warning = label(role="warning")
        warning.hide()
        self._reason.textChanged.connect(lambda text: warn(warning, text))

        def send() -> None:
            self._hide(occurrence, since.day, self._reason.text())

        self._reason.returnPressed.connect(send)
        text = label(_("It comes no more from that day on. What you have done stays, and it can be shown again."), "small")
        made = panel(
            column(
                label(_("Hidden from"), "small"),
                row(since, None),
                label(_("Why it is hidden"), "small"),
                self._reason,
                warning,
                text,
                row(button(_("Hide"), "primary", clicked=send), None),
                margins=(M, M, M, M),
                spacing=S,
            )
        )
        made.hide()
        return made

    def toggle_hide(self) -> None:
        """Open the panel for hiding, or close it."""
        if self._hide_panel is not None:
            self._hide_panel.setVisible(self._hide_panel.isHidden())
            if not self._hide_panel.isHidden():
                self._reason.setFocus()
                # Qt brings only the field into view; the button belongs to it. Its place is known once the layout has been made.
                QTimer.singleShot(0, self._hide_panel, partial(_bring_up, self._hide_panel))

    def open_hide(self) -> None:
        """Open the panel for hiding, for the occurrence that was shown last."""
        if self._hide_panel is not None and self._hide_panel.isHidden():
            self.toggle_hide()

    def _hide(self, occurrence: Occurrence, since: date, reason: str) -> None:
        activity = occurrence.activity
        text = _("«{title}» is hidden").format(title=activity.title)
        self._actions.run(text, lambda: self._edits.hide(activity.id, since, reason))

    def _unhide(self, occurrence: Occurrence) -> None:
        activity = occurrence.activity
        text = _("«{title}» is shown again").format(title=activity.title)
        self._actions.run(text, lambda: self._edits.unhide(activity.id))

    def _remove(self, occurrence: Occurrence) -> None:
        activity = occurrence.activity
        text = _("«{title}» is removed").format(title=activity.title)
        self._actions.run(text, lambda: self._edits.remove(activity.id))

    def _restore(self, occurrence: Occurrence) -> None:
        activity = occurrence.activity
        text = _("The base text of «{title}» is back").format(title=activity.title)
        self._actions.run(text, lambda: self._edits.restore_base(activity.id))


def _bring_up(panel: QWidget) -> None:
    """Scroll so far that all of ``panel`` is seen."""
    area: QWidget | None = panel
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea):
        area.ensureWidgetVisible(panel)
