"""Where a task's date came from, shown at the task: the local question, her answer, and the way to change it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from chefsstod.features.localdates.service import LocalDatesService
from chefsstod.features.localdates.words import origin_words
from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.i18n import _
from chefsstod.ui.parts import button, column, label, row


def origin_extra(localdates: LocalDatesService, open_question: Callable[[str], None]) -> Callable[[Occurrence], Sequence[QWidget]]:
    """Makes the foot of the detail pane for an occurrence whose rule or steps a local answer has set; else nothing."""

    def make(occurrence: Occurrence) -> Sequence[QWidget]:
        activity = occurrence.activity
        in_force = [s for s in activity.segments if s.valid_from <= occurrence.original]
        found = [localdates.origin(in_force[-1].source)] if in_force else []
        found.append(localdates.step_origin(activity.id))
        widgets: list[QWidget] = []
        for origin in found:
            if origin is None:
                continue
            question, answered = origin
            change = button(_("Change the answer"), "link", clicked=partial(open_question, question.id))
            holder = QWidget()
            holder.setLayout(
                column(label(origin_words(question, answered, localdates.today), "small"), row(change, None), spacing=0)
            )
            widgets.append(holder)
        return widgets

    return make
