"""What a change says of itself, so that pages read again no more than they must."""

from datetime import date, timedelta

import pytest

from chefsstod.shell.context import AppContext
from chefsstod.support.changes import NoteChange
from chefsstod.support.errors import UserError


def test_typing_on_in_a_note_is_told_apart_from_every_other_change(context: AppContext) -> None:
    wheel = context.yearwheel
    key = wheel.occurrences(date(2026, 12, 1), date(2026, 12, 31))[0].key
    assert wheel.set_note(key, "a").changes.note is NoteChange.PRESENCE
    assert wheel.set_note(key, "ab").changes.note is NoteChange.WORDS
    assert wheel.tick(key, wheel.activity(key.activity).steps[0].id, done=True).changes.note is None
    assert wheel.set_note(key, "").changes.note is NoteChange.PRESENCE


def test_a_wrong_date_names_the_nearest_occurrence(context: AppContext) -> None:
    wheel = context.yearwheel
    occurrence = wheel.next_of("riskinventering")
    assert occurrence is not None
    for slip in (-4, 4):
        with pytest.raises(UserError) as problem:
            wheel.find("riskinventering", occurrence.original + timedelta(days=slip))
        assert occurrence.due.isoformat() in problem.value.remedy
