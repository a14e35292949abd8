"""Word documents (.docx) → what was found in them, through mammoth. Nothing outside the file is ever opened."""

import logging
import re
import zipfile
from io import BytesIO
from typing import Any

from chefsstod.features.imports import docx_parts, refusals
from chefsstod.features.imports.docx_guard import checked, part_of
from chefsstod.features.imports.model import MAX_WORDS, Found, Remark, RemarkKind
from chefsstod.features.imports.pictures import Pictures
from chefsstod.features.imports.web_clean import clean
from chefsstod.features.imports.web_text import Known, found_in

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_NESTING = 150
"""Levels of XML; mammoth calls itself for each."""
_AUTOMATIC = re.compile(
    r"\s*(?:Automatiskt genererad beskrivning|AI-genererat innehåll kan vara felaktigt\.?|Automatically generated.*)$"
)


def read_docx(data: bytes, name: str) -> Found:
    """The text of a Word document, its pictures, and what is worth knowing. Raises UserError with the reason."""
    with checked(data) as archive:
        document = part_of(archive, docx_parts.main_part(archive))
        if not document:
            raise refusals.broken()
        _check_size(document)
        known = Known(name, MEDIA, docx_parts.title_of(archive), docx_parts.aside_of(archive), _remarks(archive, document))
        style_map = docx_parts.style_map(archive)
    pictures = Pictures()
    html = _html(data, style_map, pictures)
    found = _read_html(html, known, pictures)
    if not found.body.strip() and not found.files:
        raise refusals.no_text()
    return found


def _check_size(document: bytes) -> None:
    depth = deepest = 0
    for match in re.finditer(rb"<(/?)[a-zA-Z][^>]*?(/?)>", document):
        depth += -1 if match[1] else 0 if match[2] else 1
        deepest = max(deepest, depth)
    if deepest > MAX_NESTING:
        raise refusals.bomb()
    words = sum(len(match[1].split()) for match in re.finditer(rb"<w:t[ >][^<]*?>?([^<]*)</w:t>", document))
    if words > MAX_WORDS:
        raise refusals.too_long()


def _remarks(archive: zipfile.ZipFile, document: bytes) -> tuple[Remark, ...]:
    found = []
    if docx_parts.has_tracked_changes(document):
        found.append(Remark(RemarkKind.TRACKED_CHANGES))
    comments = len(re.findall(rb"<w:comment ", part_of(archive, "word/comments.xml")))
    if comments:
        found.append(Remark(RemarkKind.COMMENTS_LEFT, count=comments))
    return tuple(found)


def _html(data: bytes, style_map: str, pictures: Pictures) -> str:
    """The document as a web page; pictures stand in it by the names under which they are kept."""
    import mammoth

    def keep(image: Any) -> dict[str, str]:
        try:
            with image.open() as source:
                name = pictures.add(source.read())
        except Exception:  # noqa: BLE001 - linked from elsewhere, missing, damaged: one picture less
            pictures.skip()
            name = ""
        return {"src": name, "alt": _AUTOMATIC.sub("", image.alt_text or "")}

    try:
        made = mammoth.convert_to_html(
            BytesIO(data),
            style_map=style_map,
            convert_image=mammoth.images.img_element(keep),
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except Exception as problem:  # the file is not what Word writes; mammoth raises KeyError, ValueError and its own
        logging.getLogger(__name__).warning("a .docx could not be read: %s", type(problem).__name__)
        raise refusals.broken() from problem
    return str(made.value)


def _read_html(html: str, known: Known, pictures: Pictures) -> Found:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for image in soup.find_all("img"):
        if not image.get("src"):
            image.decompose()
    _notes(soup)
    if pictures.skipped:
        remark = Remark(RemarkKind.PICTURES_SKIPPED, count=pictures.skipped)
        known = Known(known.name, known.media, known.title, known.aside, (*known.remarks, remark))
    return found_in(clean(soup), known, pictures.files)


def _notes(soup: Any) -> None:
    """Footnotes: a raised number in the text, and the notes as a numbered list at the end."""
    for link in soup.select('sup > a[href^="#footnote-"], sup > a[href^="#endnote-"]'):
        link.string = link.get_text().strip("[]")
    notes = soup.select('li[id^="footnote-"], li[id^="endnote-"]')
    for note in notes:
        for back in note.select('a[href^="#footnote-ref"], a[href^="#endnote-ref"]'):
            back.decompose()
    if notes:
        rule = soup.new_tag("hr")
        notes[0].parent.insert_before(rule)
