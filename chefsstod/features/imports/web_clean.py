"""A web page, or what a word processor gives as one, made plain: no scripts, no marks of the program, lists where lists are."""

import re
from typing import TYPE_CHECKING

from chefsstod.features.imports import marks

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_GONE = (
    "script", "style", "noscript", "iframe", "object", "embed", "applet", "template", "svg", "math", "canvas", "audio", "video",
    "link", "meta", "base", "title", "nav", "select", "textarea", "button", "map", "dialog",
)  # fmt: skip
MAX_DEPTH = 200
"""Deeper nesting is no document; reading it would end the process."""
_LEFT = re.compile(r"margin-left:\s*([\d.]+)(pt|cm|in|px|mm)")
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75}
_STEP = 18.0
"""Points by which Word moves each level of a list."""
_MSO_LEVEL = re.compile(r"level(\d)")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all")


def clean(soup: "BeautifulSoup") -> "Tag":
    """The part of the page that holds the text, with nothing in it that runs, hides or is only for the program."""
    for tag in soup.find_all(_GONE):
        tag.decompose()
    for tag in soup.find_all(lambda t: t.has_attr("hidden") or bool(_HIDDEN.search(str(t.get("style") or "")))):
        if not tag.decomposed:
            tag.decompose()
    _close(soup)
    _boxes(soup)
    root = soup.find("main") or soup.find("article") or soup.body or soup
    for tag in soup.find_all(["input", "form"]):
        tag.unwrap()
    for tag in root.find_all(re.compile(r"^(?:o|w|v|st1):")):
        tag.unwrap()
    _lists_of_word(root)
    _typed_lists(root)
    return root


_CLOSED_BY = {
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "li": (("li",), ("ul", "ol")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "p": (("p",), ("table", "body")),
}
"""Tags that end where the next one begins, and how far up that is looked for: HTML lets people leave their ends out."""


def _close(soup: "BeautifulSoup") -> None:
    """Put what stands in an unclosed tag of its own kind after it."""
    for name, (kin, within) in _CLOSED_BY.items():
        for tag in soup.find_all(name):
            outer = next((above for above in tag.parents if above.name in (*kin, *within)), None)
            if outer is not None and outer.name in kin:
                outer.insert_after(tag.extract())


def depth(tag: "Tag") -> int:
    """How deep the tags are nested, counted without calling itself."""
    deepest = 0
    level = [tag]
    while level:
        deepest += 1
        if deepest > MAX_DEPTH:
            break
        level = [child for each in level for child in each.children if getattr(child, "name", None)]  # type: ignore[misc]
    return deepest


def _boxes(soup: "BeautifulSoup") -> None:
    for tag in soup.find_all("input"):
        if str(tag.get("type") or "").lower() == "checkbox":
            tag.replace_with(soup.new_string("☑ " if tag.has_attr("checked") else "☐ "))
        elif tag.get("value") and str(tag.get("type") or "text").lower() == "text":
            tag.replace_with(soup.new_string(str(tag["value"])))
        else:
            tag.decompose()


# ── lists that are none ──────────────────────────────────────────────────────


def _lists_of_word(root: "Tag") -> None:
    """Word's web pages have paragraphs with a sign before them («MsoListParagraph») where a list is meant."""
    found = root.find_all("p", class_=re.compile("MsoList|ListParagraph|MsoListBullet|MsoListNumber"))
    run: list[Tag] = []
    for tag in found:
        if run and _next(run[-1]) is not tag:
            _make_lists(run)
            run = []
        run.append(tag)
    _make_lists(run)


def _next(tag: "Tag") -> "Tag | None":
    return tag.find_next_sibling()


def _make_lists(paragraphs: "list[Tag]") -> None:
    """Paragraphs that follow each other → nested lists, by their level."""
    items = [(tag, *_sign_of(tag)) for tag in paragraphs]
    if not any(kind for _tag, kind, _number in items):
        return
    levels = _levels([tag for tag, _kind, _number in items])
    _nest([(tag, kind or "ul", number, level) for (tag, kind, number), level in zip(items, levels, strict=True)])


def _sign_of(tag: "Tag") -> tuple[str, int]:
    """The kind of list that a paragraph's first sign means («», «ul», «ol») and its number; the sign is taken away."""
    text = tag.get_text().replace("\xa0", " ")
    length = marks.bullet(text) or marks.dash(text)
    number = None if length else marks.number(text)
    if length or number is not None:
        drop_signs(tag, length or number[1])  # type: ignore[index]
    return ("ul", 0) if length else ("ol", number[0]) if number else ("", 0)


def drop_signs(tag: "Tag", length: int) -> None:
    """Take the first ``length`` signs of the words of a tag away."""
    for text in list(tag.find_all(string=True)):
        if length <= 0:
            break
        words = str(text)
        text.replace_with(words[length:])
        length -= len(words)


def _levels(tags: "list[Tag]") -> list[int]:
    stated = [_MSO_LEVEL.search(str(tag.get("style") or "")) for tag in tags]
    if all(stated):
        return [int(match[1]) - 1 for match in stated if match]
    lefts = [_left(tag) for tag in tags]
    least = min(lefts)
    return [min(round((left - least) / _STEP / 2), 5) for left in lefts]


def _left(tag: "Tag") -> float:
    match = _LEFT.search(str(tag.get("style") or ""))
    return float(match[1]) * _POINTS[match[2]] if match else 0.0


def _nest(items: "list[tuple[Tag, str, int, int]]") -> None:
    """Replace the paragraphs by lists in lists."""
    from bs4 import BeautifulSoup

    maker = BeautifulSoup("", "html.parser")
    open_lists: list[tuple[int, Tag]] = []
    for tag, kind, number, level in items:
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == level and open_lists[-1][1].name != kind:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            made = maker.new_tag(kind)
            if kind == "ol" and number > 1:
                made["start"] = str(number)
            if open_lists:
                points = open_lists[-1][1].find_all("li", recursive=False)
                points[-1].append(made)
            else:
                tag.insert_before(made)
            open_lists.append((level, made))
        tag.extract()
        tag.name = "li"
        tag.attrs = {}
        open_lists[-1][1].append(tag)


def _typed_lists(root: "Tag") -> None:
    """Paragraphs that begin with a typed sign: bullets always, dashes and numbers when two or more follow each other."""
    run: list[tuple[Tag, str, int]] = []
    for tag in [*root.find_all("p"), None]:
        kind, number = _typed(tag) if tag is not None else ("", 0)
        follows = bool(run) and tag is not None and _next(run[-1][0]) is tag
        fits = bool(run) and (kind == run[-1][1] and (kind != "ol" or number == run[-1][2] + 1))
        if run and not (follows and fits):
            _gather(run)
            run = []
        if tag is not None and kind and tag.find("img") is None and (kind != "ol" or number == 1 or run):
            run.append((tag, kind, number))


def _typed(tag: "Tag") -> tuple[str, int]:
    text = tag.get_text().replace("\xa0", " ")
    if tag.find_parent(["li", "td", "th"]) is not None or marks.box(text):
        return "", 0
    if marks.bullet(text):
        return "bullet", 0
    if marks.dash(text):
        return "dash", 0
    number = marks.number(text)
    return ("ol", number[0]) if number else ("", 0)


def _gather(run: "list[tuple[Tag, str, int]]") -> None:
    if run[0][1] != "bullet" and len(run) < 2:
        return
    for tag, _kind, _number in run:
        _sign_of(tag)
    _nest([(tag, "ol" if kind == "ol" else "ul", number, 0) for tag, kind, number in run])
