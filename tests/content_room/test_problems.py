from pathlib import Path

from chefsstod.content.problems import Problem, Severity, error, warning


def test_a_problem_reads_as_file_line_severity_message() -> None:
    assert str(error("yearwheel/a.yaml", 7, "wrong")) == "yearwheel/a.yaml:7: error: wrong"
    assert str(warning(Path("pack.yaml"), 0, "odd")) == "pack.yaml: warning: odd"


def test_an_error_and_a_warning_differ_in_severity() -> None:
    assert error("a", 1, "x") == Problem("a", 1, Severity.ERROR, "x")
    assert warning("a", 1, "x").severity is Severity.WARNING
