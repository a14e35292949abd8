"""The undo stack: the last action first, and nothing forgotten when the way back fails."""

import pytest

from chefsstod.support.changes import Changes, Saved
from chefsstod.ui.undo import DEPTH, Entry, UndoStack


class Box:
    """A value that can be set, with the way back."""

    def __init__(self) -> None:
        self.value = 0

    def set(self, value: int) -> Saved:
        before, self.value = self.value, value
        return Saved(Changes(activities=frozenset({"box"})), lambda: self.set(before))


def _do(stack: UndoStack, box: Box, value: int, merge: str = "") -> None:
    saved = box.set(value)
    assert saved.undo is not None
    stack.push(Entry(f"set {value}", saved.undo, merge))


def test_actions_are_taken_back_last_first_and_done_again() -> None:
    stack, box = UndoStack(), Box()
    _do(stack, box, 1)
    _do(stack, box, 2)
    assert stack.undo()[0] == "set 2"
    assert (box.value, stack.can_undo, stack.can_redo) == (1, True, True)
    stack.undo()
    assert (box.value, stack.can_undo) == (0, False)
    stack.redo()
    stack.redo()
    assert (box.value, stack.can_redo) == (2, False)
    stack.undo()
    assert box.value == 1


def test_there_may_be_nothing_to_take_back_or_do_again() -> None:
    assert UndoStack().undo() is None
    assert UndoStack().redo() is None


def test_a_new_action_ends_what_could_be_done_again() -> None:
    stack, box = UndoStack(), Box()
    _do(stack, box, 1)
    stack.undo()
    _do(stack, box, 5)
    assert not stack.can_redo
    assert stack.redo() is None


def test_a_stretch_with_the_same_key_is_one_step_back_to_its_beginning() -> None:
    stack, box = UndoStack(), Box()
    for value in (1, 2, 3):
        _do(stack, box, value, merge="note")
    stack.undo()
    assert box.value == 0
    stack.redo()
    assert box.value == 3


def test_an_action_between_two_stretches_keeps_them_apart() -> None:
    stack, box = UndoStack(), Box()
    _do(stack, box, 1, merge="note")
    _do(stack, box, 2)
    _do(stack, box, 3, merge="note")
    stack.undo()
    assert box.value == 2


def test_a_failing_way_back_stays_on_the_stack() -> None:
    stack = UndoStack()

    def fails() -> Saved:
        raise OSError

    stack.push(Entry("fails", fails))
    with pytest.raises(OSError):  # noqa: PT011 - nothing more to say
        stack.undo()
    assert stack.can_undo


def test_the_stack_has_a_depth() -> None:
    stack, box = UndoStack(), Box()
    for value in range(DEPTH + 50):
        _do(stack, box, value)
    count = 0
    while stack.undo() is not None:
        count += 1
    assert count == DEPTH
