"""Texts with YAML front matter between two lines of ``---``: the values with their lines in the file, and the text after them."""

from dataclasses import dataclass
from pathlib import Path

from chefsstod.content.pack import Source
from chefsstod.content.problems import Problem, error
from chefsstod.content.yaml_lines import BrokenYaml, Document, read
from chefsstod.i18n import _

MAX_BYTES = 1_000_000
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Page:
    """One parsed file. ``body_line`` is the line of the file on which ``body`` begins."""

    source: Source
    body: str
    body_line: int


def open_page(root: Path, file: Path) -> Page | Problem:
    """Read one Markdown file of the pack, or say what is wrong with it. Never raises."""
    name = file.relative_to(root).as_posix()
    try:
        if file.stat().st_size > MAX_BYTES:
            return error(name, 0, _("larger than {n} MB").format(n=MAX_BYTES // 1_000_000))
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return error(name, 0, _("the file is not UTF-8 text"))
    except OSError as failure:
        return error(name, 0, failure.strerror or str(failure))
    return split(name, text)


def split(name: str, text: str) -> Page | Problem:
    """The parts of a text; ``name`` is the file in the problems."""
    lines = text.split("\n")
    ends = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if lines[0].rstrip() != _FENCE or not ends:
        return error(name, 1, _("the file does not begin with front matter between two lines «---»"))
    try:
        values = read("\n".join(lines[1:ends]))
    except BrokenYaml as broken:
        return error(name, broken.line + 1, str(broken))
    if not isinstance(values.value, dict):
        return error(name, 2, _("the front matter has no keys"))
    rest = lines[ends + 1 :]
    blank = next((number for number, line in enumerate(rest) if line.strip()), len(rest))
    source = Source(name, Document(values.value, {path: line + 1 for path, line in values.lines.items()}))
    if blank == len(rest):
        return Page(source, "", ends + 1)
    return Page(source, "\n".join(rest[blank:]).rstrip() + "\n", ends + 2 + blank)
