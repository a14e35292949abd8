"""Addresses within the program: one form, read strictly."""

import pytest

from chefsstod.content.links import Link, LinkKind, read_link


@pytest.mark.parametrize("kind", list(LinkKind))
def test_an_address_is_read_back_as_it_was_written(kind: LinkKind) -> None:
    for link in (Link(kind, "lonesamtal"), Link(kind, "lonesamtal", "första-dagen")):
        assert read_link(str(link)) == link
    assert read_link(Link(kind, "x").short) == Link(kind, "x")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "article",
        "article/",
        "/x",
        "okand/x",
        "chefsstod:",
        "chefsstod:article/a/b",
        "https://x.se/article/x",
        "Article/x",
        "article/a b",
    ],
)
def test_what_is_none_of_ours_is_no_link(text: str) -> None:
    assert read_link(text) is None
