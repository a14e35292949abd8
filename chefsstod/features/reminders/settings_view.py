"""The part of the settings about reminders: whether, and when not. Each choice is saved at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from chefsstod.i18n import _
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import Choice, L, M, S, column, label, panel
from chefsstod.ui.style import look


class ReminderSettings(QWidget):
    """``changed`` when something was chosen; ``failed`` carries the OSError when it could not be saved (it holds all the same)."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, settings: SettingsStore) -> None:
        super().__init__()
        self._settings = settings
        current = settings.current
        self.on = QCheckBox(_("Remind me"))
        self.on.setChecked(current.remind)
        self.quiet_from = self._hours(_("Quiet from"), current.quiet_from)
        self.quiet_until = self._hours(_("Quiet until"), current.quiet_until)
        self.weekends = QCheckBox(_("Also on days off"))
        self.weekends.setChecked(current.remind_weekends)
        self.told = label(role="muted")
        hours = FlowLayout(spacing=S)
        for text, box in ((_("Quiet from"), self.quiet_from), (_("Quiet until"), self.quiet_until)):
            caption = label(text, "muted", wrap=False)
            caption.setBuddy(box)
            hours.addWidget(caption)
            hours.addWidget(box)
        self.setLayout(
            column(
                panel(
                    column(
                        label(_("Reminders"), "title"),
                        self.on,
                        hours,
                        self.weekends,
                        self.told,
                        margins=(L, M, L, M),
                        spacing=M,
                    )
                )
            )
        )
        self._connect()
        self._tell()

    def _connect(self) -> None:
        self.on.toggled.connect(lambda on: self._save(remind=on))
        self.quiet_from.activated.connect(lambda hour: self._save(quiet_from=hour))
        self.quiet_until.activated.connect(lambda hour: self._save(quiet_until=hour))
        self.weekends.toggled.connect(lambda on: self._save(remind_weekends=on))

    def _hours(self, name: str, hour: int) -> QComboBox:
        box = Choice()
        box.setAccessibleName(name)
        box.setMinimumWidth(look().px(90))
        for number in range(24):
            box.addItem(f"{number:02}:00")
        box.setCurrentIndex(hour)
        return box

    def _save(self, **values: object) -> None:
        try:
            self._settings.change(**values)
        except OSError as problem:
            self.failed.emit(problem)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        current = self._settings.current
        for widget in (self.quiet_from, self.quiet_until, self.weekends):
            widget.setEnabled(current.remind)
        if not current.remind:
            text = _("No reminders are shown. What is late stands on Today all the same.")
        elif current.quiet_from == current.quiet_until:
            text = _("Once a day, at any hour, while Chefsstöd is open: what is late, due or must be begun.")
        else:
            text = _(
                "Once a day while Chefsstöd is open: what is late, due or must be begun. Never from {begins} to {ends}."
            ).format(begins=f"{current.quiet_from:02}:00", ends=f"{current.quiet_until:02}:00")
        self.told.setText(text)
