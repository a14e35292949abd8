"""What the buttons and keys of the editor do to a text: pure functions from a text and a selection to one edit."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_Has = Callable[[re.Match[str]], bool]
_Marker = Callable[[int], str]
_Change = Callable[[str, int], str]

_LIST = re.compile(r"(?P<indent>\s*)(?:(?P<number>\d{1,9})(?P<dot>[.)])|(?P<bullet>[-*+]))(?P<gap>\s+)(?P<box>\[[ xX]\]\s+)?")
_HEADING = re.compile(r"(#{1,6})\s+")
DEPTH = 12
"""So many blanks in is as deep as a list gets by Tab; the key then goes on to the next field."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``begin``–``end`` by ``text`` and select ``anchor``–``caret`` (places in the text after it)."""

    begin: int
    end: int
    text: str
    anchor: int
    caret: int


def apply(text: str, edit: Edit) -> str:
    """The text after an edit."""
    return text[: edit.begin] + edit.text + text[edit.end :]


def line_of(text: str, place: int) -> tuple[int, int]:
    """Where the line that ``place`` is in begins and ends."""
    begin = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return begin, len(text) if end < 0 else end


def lines_of(text: str, a: int, b: int) -> tuple[int, int]:
    """The whole lines that a selection touches; a line at whose very start it ends does not count."""
    a, b = sorted((a, b))
    if b > a and text[b - 1 : b] == "\n":
        b -= 1
    return line_of(text, a)[0], line_of(text, b)[1]


# ── looks within a line ──────────────────────────────────────────────────────


def emphasise(text: str, a: int, b: int, mark: str) -> Edit:
    """Put ``mark`` («**», «*») round the selection, or the word at the caret; take it away where it is. Each line for itself."""
    a, b = sorted((a, b))
    if a == b:
        a, b = _word(text, a)
    if a == b:
        return Edit(a, a, mark * 2, a + len(mark), a + len(mark))
    if "\n" in text[a:b]:
        return _emphasise_lines(text, a, b, mark)
    begin, end = line_of(text, a)
    head = _LIST.match(text[begin:end]) or _HEADING.match(text[begin:end])
    a = min(b, max(a, begin + head.end())) if head else a
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    size, words = len(mark), text[a:b]
    if not words:
        return Edit(a, a, "", a, a)
    if _marked(words, mark):
        return Edit(a, b, words[size:-size], a, b - 2 * size)
    if a >= size and _marked(text[a - size : b + size], mark) and not _longer(text, a - size, b + size, mark):
        return Edit(a - size, b + size, words, a - size, b - size)
    return Edit(a, b, mark + words + mark, a + size, b + size)


def _emphasise_lines(text: str, a: int, b: int, mark: str) -> Edit:
    made: list[str] = []
    for line in text[a:b].split("\n"):
        head = _LIST.match(line) or _HEADING.match(line)
        cut = head.end() if head else 0
        words = line[cut:].strip()
        made.append(line[:cut] + mark + words + mark if words and not _marked(words, mark) else line)
    words = "\n".join(made)
    return Edit(a, b, words, a, a + len(words))


def _marked(words: str, mark: str) -> bool:
    size = len(mark)
    inside = len(words) > 2 * size and words.startswith(mark) and words.endswith(mark)
    return inside and (mark != "*" or not words.startswith("**") or words.startswith("***"))


def _longer(text: str, begin: int, end: int, mark: str) -> bool:
    """Whether one «*» found beside the words is half of a «**»."""
    return mark == "*" and text[begin - 1 : begin] == "*" and text[begin - 2 : begin] != "**" and text[end : end + 1] == "*"


def _word(text: str, place: int) -> tuple[int, int]:
    begin = end = place
    while begin > 0 and text[begin - 1].isalnum():
        begin -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return begin, end


def link(text: str, a: int, b: int, address: str, title: str) -> Edit:
    """A link; the selected words become its text, else ``title``."""
    a, b = sorted((a, b))
    words = " ".join(text[a:b].split()) or title
    label = re.sub(r"([\[\]\\])", r"\\\1", words)
    made = f"[{label}]({address})"
    return Edit(a, b, made, a + len(made), a + len(made))


# ── looks of whole lines ─────────────────────────────────────────────────────


def heading(text: str, a: int, b: int, level: int) -> Edit:
    """Make the lines headings of a level (0: plain text); what is one of that level already becomes plain again."""
    mark = "#" * level + " " if level else ""

    def change(line: str, _number: int) -> str:
        found = _HEADING.match(line)
        bare = line[found.end() :] if found else _without_marker(line)
        return bare if found and found[0] == mark else mark + bare

    return _each_line(text, a, b, change)


def bullets(text: str, a: int, b: int) -> Edit:
    """Make the lines points of a list, or plain again."""
    return _list(text, a, b, lambda found: bool(found["bullet"]) and not found["box"], lambda _number: "- ")


def numbers(text: str, a: int, b: int) -> Edit:
    """Make the lines numbered, or plain again."""
    return _list(text, a, b, lambda found: bool(found["number"]), lambda number: f"{number}. ")


def boxes(text: str, a: int, b: int) -> Edit:
    """Make the lines points with a box to tick, or plain again."""
    return _list(text, a, b, lambda found: bool(found["box"]), lambda _number: "- [ ] ")


def _list(text: str, a: int, b: int, has: _Has, marker: _Marker) -> Edit:
    begin, end = lines_of(text, a, b)
    rows = [line for line in text[begin:end].split("\n") if line.strip()]
    found = [_LIST.match(line) for line in rows]
    off = bool(rows) and all(one is not None and has(one) for one in found)

    def change(line: str, number: int) -> str:
        if not line.strip() and rows:
            return line
        match = _LIST.match(line)
        indent = match["indent"] if match else ""
        bare = _without_marker(_without_heading(line))
        return indent + bare if off else indent + marker(number) + bare

    return _each_line(text, a, b, change)


def _without_marker(line: str) -> str:
    match = _LIST.match(line)
    return line[match.end() :] if match else line.lstrip()


def _without_heading(line: str) -> str:
    match = _HEADING.match(line)
    return line[match.end() :] if match else line


def _each_line(text: str, a: int, b: int, change: _Change) -> Edit:
    begin, end = lines_of(text, a, b)
    made: list[str] = []
    number = 0
    for line in text[begin:end].split("\n"):
        number += bool(line.strip())
        made.append(change(line, max(1, number)))
    words = "\n".join(made)
    if a == b:  # the caret stays at the words it stood at
        old, new = text[begin:end], words
        caret = max(begin, begin + len(new) - (len(old) - (a - begin)))
        return Edit(begin, end, words, caret, caret)
    return Edit(begin, end, words, begin, begin + len(words))


# ── blocks ───────────────────────────────────────────────────────────────────


def block(text: str, a: int, b: int, before: str, after: str, placeholder: str = "") -> Edit:
    """Put lines before and after the lines of the selection (``placeholder`` where there are none), with white space round them."""
    begin, end = lines_of(text, a, b)
    inner = text[begin:end].strip("\n")
    lead, trail = _apart(text, begin, end)
    empty = not inner.strip()
    words = placeholder if empty else inner
    first = begin + len(lead) + len(before)
    return Edit(begin, end, lead + before + words + after + trail, first if empty else first + len(words), first + len(words))


def callout(text: str, a: int, b: int, kind: str, placeholder: str) -> Edit:
    """The selected lines as a call-out of ``kind``."""
    return block(text, a, b, f"::: {kind}\n", "\n:::", placeholder)


def insert_block(text: str, place: int, words: str, select: tuple[int, int] = (0, 0)) -> Edit:
    """``words`` as a paragraph of its own after the line of the caret (or in it, if it is empty); ``select`` is counted within."""
    begin, end = line_of(text, place)
    if text[begin:end].strip():
        begin = end
    lead, trail = _apart(text, begin, end)
    if begin == end and text[:begin].strip() and not text[:begin].endswith("\n"):
        lead = "\n\n"
    first = begin + len(lead)
    return Edit(begin, end, lead + words + trail, first + select[0], first + select[1])


def _apart(text: str, begin: int, end: int) -> tuple[str, str]:
    """The line breaks that keep a block away from its neighbours."""
    before, after = text[:begin], text[end:]
    lead = "" if not before.strip() or before.endswith("\n\n") else "\n"
    if not after:
        return lead, "\n"
    return lead, "\n" if after.strip() and not after.startswith("\n\n") else ""


# ── keys in lists ────────────────────────────────────────────────────────────


def enter(text: str, place: int) -> Edit | None:
    """What Enter does in a point of a list: the next point, or the end of the list in an empty one. None: a plain line break."""
    begin, end = line_of(text, place)
    match = _LIST.match(text[begin:end])
    if match is None or place < begin + match.end():
        return None
    if not text[begin + match.end() : end].strip():
        return _end_of_list(text, begin, end, match)
    marker = f"{int(match['number']) + 1}{match['dot']}{match['gap']}" if match["number"] else match["bullet"] + match["gap"]
    made = "\n" + match["indent"] + marker + ("[ ] " if match["box"] else "")
    drop = len(text[place:end]) - len(text[place:end].lstrip(" "))
    return Edit(place, place + drop, made, place + len(made), place + len(made))


def _end_of_list(text: str, begin: int, end: int, match: re.Match[str]) -> Edit:
    outer = _parent(text, begin, len(match["indent"]))
    if outer is None:
        # Right under the last point the next line would belong to it: there must be an empty line between them.
        apart = "\n" if text[: max(begin - 1, 0)].rpartition("\n")[2].strip() else ""
        return Edit(begin, end, apart, begin + len(apart), begin + len(apart))
    made = outer + ("[ ] " if match["box"] else "")
    return Edit(begin, end, made, begin + len(made), begin + len(made))


def _parent(text: str, begin: int, indent: int) -> str | None:
    """The indentation and the next marker of the list that a point at ``indent`` lies in; None at the outermost level."""
    if not indent:
        return None
    for line in reversed(text[:begin].split("\n")[:-1]):
        match = _LIST.match(line)
        if match is None and line.strip() and not line.startswith(" "):
            break
        if match is not None and len(match["indent"]) < indent:
            marker = f"{int(match['number']) + 1}{match['dot']} " if match["number"] else match["bullet"] + " "
            return str(match["indent"]) + marker
    return ""


def indent(text: str, a: int, b: int) -> Edit | None:
    """The points of the selection one level in, under the point above; None where they cannot go."""
    begin, end = lines_of(text, a, b)
    own = _LIST.match(text[begin:end])
    if own is None:
        return None
    now = len(own["indent"])
    target = now
    for line in reversed(text[:begin].split("\n")[:-1]):
        match = _LIST.match(line)
        if match is None and not line.strip():
            continue
        if match is None or len(match["indent"]) < now:
            break
        if len(match["indent"]) == now:
            target = now + len(match.group(0).rstrip()[now:].split(" ")[0]) + 1
            break
    if target == now or target > DEPTH:
        return None
    return _shifted(text, a, b, target - now)


def outdent(text: str, a: int, b: int) -> Edit | None:
    """The points of the selection one level out; None where they are outermost."""
    begin, end = lines_of(text, a, b)
    own = _LIST.match(text[begin:end])
    if own is None or not own["indent"]:
        return None
    now = len(own["indent"])
    parent = _parent(text, begin, now)
    target = len(parent) - len(parent.lstrip(" ")) if parent else 0
    return _shifted(text, a, b, target - now)


def _shifted(text: str, a: int, b: int, by: int) -> Edit:
    begin, end = lines_of(text, a, b)
    rows = text[begin:end].split("\n")
    made = [" " * by + row if by > 0 else row[min(-by, len(row) - len(row.lstrip(" "))) :] for row in rows]
    made[0] = _fresh_number(made[0])
    words = "\n".join(made)
    if a == b:
        caret = begin + max(0, a - begin + len(words) - len(text[begin:end]))
        return Edit(begin, end, words, caret, caret)
    return Edit(begin, end, words, begin, begin + len(words))


def _fresh_number(line: str) -> str:
    """A numbered point that begins a list of its own has the number 1."""
    match = _LIST.match(line)
    if match is None or not match["number"] or not match["indent"]:
        return line
    return f"{match['indent']}1{match['dot']}{match['gap']}{match['box'] or ''}{line[match.end() :]}"
