"""What mammoth does not tell of a .docx: its properties, page heads and feet, tracked changes, and which styles are headings."""

import itertools
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from chefsstod.features.imports import refusals
from chefsstod.features.imports.docx_guard import part_of
from chefsstod.features.imports.web_text import TITLE_CLASS

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HEADING = re.compile(r"(?:heading|rubrik|overskrift|otsikko)\s*([1-9])\b", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|innehåll|contents)\s*(?:\d|heading|rubrik)|(?:toc heading|innehållsförteckning)", re.IGNORECASE)
_LIST = re.compile(r"(list bullet|punktlista|list number|numrerad lista)\s*([2-5])$", re.IGNORECASE)
_MAX_CHAIN = 12


def tree(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    """A part as a tree; None when there is none. Raises UserError when it is no XML."""
    data = part_of(archive, name)
    if not data:
        return None
    try:
        return ET.fromstring(data)  # noqa: S314 - see above
    except (ET.ParseError, ValueError, RecursionError):
        raise refusals.broken() from None


def main_part(archive: zipfile.ZipFile) -> str:
    """The name of the part with the text."""
    rels = tree(archive, "_rels/.rels")
    for rel in rels if rels is not None else ():
        if str(rel.get("Type")).endswith("/officeDocument"):
            return str(rel.get("Target") or "").lstrip("/")
    return "word/document.xml"


def title_of(archive: zipfile.ZipFile) -> str:
    """The title in the properties of the file. The author is left where it is: a person's name is nobody's to spread."""
    properties = tree(archive, "docProps/core.xml")
    found = properties.find(f"{_DC}title") if properties is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""


def aside_of(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """The lines of page heads and feet, each once; cells of a row as «label: value»."""
    found: list[str] = []
    for name in sorted(archive.namelist()):
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            root = tree(archive, name)
            if root is not None:
                found += _lines(root)
    return tuple(dict.fromkeys(found))


def _lines(root: ET.Element) -> Iterator[str]:
    for row in root.iter(f"{_W}tr"):
        cells = [" ".join(_words(cell).split()) for cell in row.findall(f"{_W}tc")]
        yield from (f"{left.rstrip(' :')}: {right}" for left, right in itertools.pairwise(cells) if left and right)
    for paragraph in root.iter(f"{_W}p"):
        yield from (line for line in (" ".join(piece.split()) for piece in _words(paragraph).split("\n")) if line)


def _words(element: ET.Element) -> str:
    out = ""
    for part in element.iter():
        if part.tag == f"{_W}t":
            out += part.text or ""
        elif part.tag in (f"{_W}tab", f"{_W}br", f"{_W}p"):
            out += "\n"
    return out


def has_tracked_changes(document: bytes) -> bool:
    """Whether somebody's changes still wait to be accepted."""
    return re.search(rb"<w:(?:ins|del|moveFrom|moveTo) ", document) is not None


def style_map(archive: zipfile.ZipFile) -> str:
    """mammoth's style map for this file: headings in whatever language and of whatever make, by name, by kin, by outline level."""
    root = tree(archive, "word/styles.xml")
    lines = [
        f"p[style-name='Title'] => p.{TITLE_CLASS}:fresh",
        "p[style-name='Intense Quote'] => blockquote > p:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh",
    ]
    if root is None:
        return "\n".join(lines)
    styles = {str(style.get(f"{_W}styleId")): style for style in root.iter(f"{_W}style") if style.get(f"{_W}type") == "paragraph"}
    for style_id in styles:
        target = _target(style_id, styles)
        if target and re.fullmatch(r"[\w-]+", style_id):
            lines.append(f"p.{style_id} => {target}")
    return "\n".join(lines)


def _target(style_id: str, styles: dict[str, ET.Element]) -> str:
    """Where paragraphs of a style belong, empty for running text: what the nearest of its kin says."""
    at: str | None = style_id
    for _step in range(_MAX_CHAIN):
        style = styles.get(at) if at is not None else None
        if style is None:
            return ""
        name = _value(style, "name")
        if _CONTENTS.match(name):
            return "!"
        point = _LIST.match(name)
        if point:  # its numbering says nothing of the level: each has a list of its own
            return "ul|ol > li > " * (int(point[2]) - 1) + ("ol" if "num" in point[1].casefold() else "ul") + " > li:fresh"
        level = _HEADING.match(name)
        if level:
            return f"h{min(int(level[1]), 6)}:fresh"
        if name.casefold() in ("title", "titel", "rubrik"):
            return f"p.{TITLE_CLASS}:fresh" if at == style_id or name.casefold() != "rubrik" else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and str(outline.get(f"{_W}val")) in "012345":
            return f"h{int(str(outline.get(f'{_W}val'))) + 1}:fresh"
        at = _value(style, "basedOn") or None
    return ""


def _value(style: ET.Element, name: str) -> str:
    found = style.find(f"{_W}{name}")
    return str(found.get(f"{_W}val") or "") if found is not None else ""
