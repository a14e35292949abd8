"""An author of content reads what is wrong in words, not in the names of types."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import msgspec
import pytest

from chefsstod.content.pack import Slug
from chefsstod.content.problems import error, warning
from chefsstod.content.schema_words import schema_words, yaml_words


class Colour(StrEnum):
    RED = "red"


class Shape(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    day: date | None = None


@pytest.mark.parametrize(
    ("value", "kind", "told"),
    [
        ({}, Shape, "«name» is missing"),
        ({"name": "a", "size": 1}, Shape, "unknown key «size»"),
        ("blue", Colour, "unknown value 'blue'"),
        ("i går", date, "is no date (YYYY-MM-DD)"),
        ("a", int, "a whole number is expected, not text"),
        (None, str, "text is expected, not nothing"),
        ("a", int | float | None, "a whole number or a number is expected, not text"),
        ("a", list[int], "a list is expected, not text"),
        (1, bool, "true or false is expected, not a whole number"),
        ("", Annotated[str, msgspec.Meta(min_length=3)], "at least 3 letters"),
        ("abcd", Annotated[str, msgspec.Meta(max_length=3)], "at most 3 letters"),
        ([], Annotated[list[int], msgspec.Meta(min_length=1)], "at least 1 of them"),
        ([1, 2], Annotated[list[int], msgspec.Meta(max_length=1)], "at most 1 of them"),
        (1, Annotated[int, msgspec.Meta(ge=5)], "at least 5"),
        (9, Annotated[int, msgspec.Meta(le=5)], "at most 5"),
        ("Två ord", Slug, "only the letters a–z, figures and hyphens are used in an id"),
        ("1.x", Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+){0,2}$")], "a version is written as 1, 1.2 or 1.2.3"),
        ("svenska", Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")], "is not written as it should be (^[a-z]{2}$)"),
    ],
)
def test_each_fault_is_told_in_words(value: Any, kind: Any, told: str) -> None:
    with pytest.raises(msgspec.ValidationError) as problem:
        msgspec.convert(value, kind)
    assert schema_words(str(problem.value)) == told


def test_what_a_later_schema_may_say_stays_as_it_is() -> None:
    assert schema_words("Something else") == "Something else"
    assert schema_words("Expected `uuid`, got `null`") == "uuid is expected, not nothing"
    assert schema_words("Expected `null`, got `str`") == "nothing is expected, not text"


def test_yaml_is_told_with_what_it_usually_is() -> None:
    assert yaml_words("did not find ']'").endswith("(did not find ']')")


def test_a_problem_is_told_with_file_line_and_weight() -> None:
    assert error("a.yaml", 3, "wrong").told == "a.yaml:3: error: wrong"
    assert warning("a.yaml", 0, "odd").told == "a.yaml: warning: odd"
