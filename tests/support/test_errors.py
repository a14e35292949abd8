from chefsstod.support.errors import UserError


def test_an_error_carries_what_happened_what_it_means_and_a_way_out() -> None:
    problem = UserError("The disk is full", "Nothing was saved.", "Make room and try again.")
    assert (problem.title, problem.message, problem.remedy) == (
        "The disk is full",
        "Nothing was saved.",
        "Make room and try again.",
    )
    assert str(problem) == "The disk is full"


def test_one_line_has_everything_and_no_line_break() -> None:
    assert UserError("Title", "First\nsecond.", "Do this.").one_line() == "Title: First second. Do this."


def test_one_line_does_without_a_remedy() -> None:
    assert UserError("Title", "It failed.").one_line() == "Title: It failed."
