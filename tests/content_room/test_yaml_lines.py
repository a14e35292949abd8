from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.content.yaml_lines import MAX_BYTES, BrokenYaml, Document, read

TEXT = """\
# a comment
title: Hej
when: 2026-11-23
tasks:
- {id: a, hours: 1.5}
- id: b
  steps: [x, y]
"""


def test_values_come_as_yaml_means_them() -> None:
    assert read(TEXT).value == {
        "title": "Hej",
        "when": date(2026, 11, 23),
        "tasks": [{"id": "a", "hours": 1.5}, {"id": "b", "steps": ["x", "y"]}],
    }


def test_every_value_knows_its_line() -> None:
    document = read(TEXT)
    assert [document.line(*path) for path in (("title",), ("tasks", 0), ("tasks", 1, "id"), ("tasks", 1, "steps", 1))] == [
        2,
        5,
        6,
        7,
    ]


def test_what_is_not_there_gets_the_line_of_what_is_around_it() -> None:
    document = read(TEXT)
    assert document.line("tasks", 1, "title") == 6
    assert document.line("nothing") == 2
    assert Document(None).line("x") == 0


def test_an_empty_file_has_no_value() -> None:
    assert read("# only this\n").value is None


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: [1, 2\n", 3, "did not find"),
        ("a: 1\na: 2\n", 2, "stands twice"),
        ("a: &x [1]\nb: *x\n", 1, "aliases"),
        ("a: &x [*x]\n", 1, "aliases"),
        ("a: !!python/name:os.system\n", 1, "could not determine a constructor"),
        ("a: 1\nb: 2026-02-30\n", 2, "day"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
        ("a: \x07\n", 0, "control characters are not allowed"),
        ("a:\n\tb: 1\n", 2, "cannot start any token"),
        ("[" * 60_000, 1, "deeper"),
        ("- " * 60_000, 1, "deeper"),
        ("? " * 60_000, 1, "deeper"),
        ("x" * (MAX_BYTES + 1), 0, "larger than 2 MB"),
    ],
)
def test_what_we_do_not_read_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(BrokenYaml, match=words) as problem:
        read(text)
    assert problem.value.line == line


def test_a_tag_on_a_list_is_passed_over_and_constructs_nothing() -> None:
    assert read("a: !!python/object/apply:os.system [ls]\n").value == {"a": ["ls"]}


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"#%@`?, \n\t1å"), max_size=40))
def test_no_text_does_anything_but_be_read_or_refused(text: str) -> None:
    with suppress(BrokenYaml):
        assert isinstance(read(text), Document)
