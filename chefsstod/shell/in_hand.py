"""The task in hand and the form, with all that the rooms add to them; and what the menu of an occurrence leads to."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.shell.reading import reading_extra
from chefsstod.support.errors import UserError

if TYPE_CHECKING:
    from chefsstod.features.yearwheel.detail_page import DetailPage
    from chefsstod.features.yearwheel.editor_page import EditorPage
    from chefsstod.features.yearwheel.filter_bar import SharedFilter
    from chefsstod.features.yearwheel.menu import MenuActions
    from chefsstod.features.yearwheel.model import ActivityId, Occurrence, OccurrenceKey
    from chefsstod.shell.window import MainWindow

Question = Literal["move", "skip", "hide"]


def make_detail(window: "MainWindow") -> "DetailPage":
    """The task in hand."""
    from chefsstod.features.localdates.origin import origin_extra
    from chefsstod.features.yearwheel.detail_edit import EditExtra
    from chefsstod.features.yearwheel.detail_lessons import LessonExtra
    from chefsstod.features.yearwheel.detail_page import DetailPage

    context = window.context
    lessons = LessonExtra(wheel=context.yearwheel, actions=window.actions_)
    editing = EditExtra(
        edits=context.edits,
        actions=window.actions_,
        today=lambda: context.yearwheel.today,
        open_edit=partial(edit, window),
        open_duplicate=partial(duplicate, window),
    )
    detail = DetailPage(
        wheel=context.yearwheel,
        actions=window.actions_,
        laws=context.laws,
        signals=window.signals,
        collisions=context.workload.collisions_of,
        extras={
            "top": [lessons.top_widgets],
            "steps": [reading_extra(window)],
            "note": [lessons.widgets],
            "local": [origin_extra(context.localdates, partial(open_question, window))],
            "foot": [editing.widgets],
        },
        ask_hide=editing.open_hide,
        typing=lambda: lessons.typing,
    )
    lessons.setParent(detail)
    lessons.occurrence_requested.connect(detail.open)
    return detail


def make_editor(window: "MainWindow") -> "EditorPage":
    """The form in which a task is written."""
    from chefsstod.features.yearwheel.editor_page import EditorPage

    context = window.context
    editor = EditorPage(edits=context.edits, wheel=context.yearwheel, actions=window.actions_, signals=window.signals)

    def saved(key: "OccurrenceKey") -> None:
        window.open_occurrence(key)
        window.detail.view.setFocus()

    editor.occurrence_requested.connect(saved)
    return editor


def edit(window: "MainWindow", chosen: "Occurrence | OccurrenceKey") -> None:
    """Change a task in the form."""
    from chefsstod.features.yearwheel.model import Occurrence

    found = chosen if isinstance(chosen, Occurrence) else window.actions_.find(chosen)
    if found is not None:
        window.hand.editor.open_edit(found)


def new_named(window: "MainWindow", title: str) -> None:
    """A new task with a name, in the form."""
    window.hand.editor.open_new(title=title)


def open_question(window: "MainWindow", question: str) -> None:
    """To the question about local dates that gave a task its date."""
    window.go("local")
    window.pages["local"].open_question(question)  # type: ignore[attr-defined]


def duplicate(window: "MainWindow", activity: "ActivityId") -> None:
    """A task like this one, in the form."""
    window.hand.editor.open_duplicate(activity)


def menu_actions(window: "MainWindow") -> "MenuActions":
    """What the menu of an occurrence can do besides saving at once."""
    from chefsstod.features.yearwheel.menu import MenuActions

    def asked(occurrence: "Occurrence", question: Question) -> None:
        window.open_occurrence(occurrence.key)
        window.detail.ask(question)

    return MenuActions(
        move=lambda occurrence: asked(occurrence, "move"),
        skip=lambda occurrence: asked(occurrence, "skip"),
        edit=partial(edit, window),
        duplicate=lambda occurrence: duplicate(window, occurrence.activity.id),
        hide=lambda occurrence: asked(occurrence, "hide"),
    )


def move_series(window: "MainWindow", occurrence: "Occurrence", to: date) -> None:
    """Move an occurrence that was dragged, and those that follow it with it."""
    from chefsstod.features.yearwheel.edit_model import Scope, draft_of
    from chefsstod.features.yearwheel.recurrence import RuleError
    from chefsstod.features.yearwheel.rule_shift import shifted

    edits = window.context.edits
    draft = draft_of(occurrence, Scope.FOLLOWING)
    try:
        rule = shifted(occurrence.activity.rule_on(occurrence.original), occurrence.original, to)
    except RuleError:
        window.dialogs.error(
            UserError(
                _("The task falls on working days"),
                _("{date} is none. Nothing was changed.").format(date=day_short(to)),
                _("Choose a working day, or move this occurrence alone."),
            )
        )
        return
    text = _("«{title}» and those that follow are moved").format(title=occurrence.title)
    window.actions_.run(text, lambda: edits.edit(occurrence.key, replace(draft, rule=rule), Scope.FOLLOWING))


def _asked_about(window: "MainWindow") -> "frozenset[ActivityId]":
    """The tasks whose dates a question about local dates sets."""
    return frozenset(activity for item in window.context.localdates.items() for activity in item.question.activities)


def shared_filter(window: "MainWindow") -> "SharedFilter":
    """The filter that the views of the year share; it outlives a change of language or colours."""
    from chefsstod.features.yearwheel.filter_bar import SharedFilter

    if window.filter is None:
        window.filter = SharedFilter(asks=lambda: _asked_about(window))
    return window.filter
