"""What an author should look at in the body of a text, by line. The reader shows such a text all the same."""

import re
from collections.abc import Iterator
from pathlib import Path

from chefsstod.content.document import CALLOUTS
from chefsstod.content.front_matter import Page
from chefsstod.content.links import SCHEME, read_link
from chefsstod.content.lint import lint, told
from chefsstod.content.problems import Problem, error, warning
from chefsstod.i18n import _

LONGEST_SENTENCE = 35
_FENCE = re.compile(r"\s*(```|~~~)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)>\s]+)[^)]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(\s*<?([^)>\s]+)[^)]*\)")
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^>]*)?/?>")
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
_OUTSIDE = ("https:", "http:", "mailto:", "tel:", "#")
_POINT = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+|\s*(?:\||#+\s|:::|>)")


def lines_of(page: Page) -> Iterator[tuple[int, str]]:
    """The lines of the body with their numbers in the file; what stands as code is left out."""
    fence = ""
    for number, line in enumerate(page.body.split("\n"), page.body_line):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        elif not fence:
            yield number, re.sub(r"`[^`]*`", "", line)


def check_pictures(article_id: str, page: Page) -> Iterator[Problem]:
    """Pictures from elsewhere: the one fault of a body that leaves the text out, for a pack must hold all that it shows."""
    if "![" not in page.body:
        return
    for number, line in lines_of(page):
        for _alt, name in _PICTURE.findall(line):
            if _REMOTE.match(name):
                text = _("the picture «{name}» lies elsewhere; it must lie in the folder of the text").format(name=name)
                yield error(page.source.file, number, f"{article_id}: {text}")


def check_body(article_id: str, root: Path, page: Page) -> Iterator[Problem]:
    """Everything else, in order of lines, and then the words."""
    folder = (root / page.source.file).parent
    opened = 0
    for number, line in lines_of(page):
        for text in (*_marks(line), *_pictures(line, folder), *_addresses(line)):
            yield warning(page.source.file, number, f"{article_id}: {text}")
        if line.strip() == ":::":
            opened = 0
        elif line.lstrip().startswith(":::"):
            if opened:
                yield warning(page.source.file, opened, f"{article_id}: " + _("the call-out is not closed by a line «:::»"))
            opened = number
    if opened:
        yield warning(page.source.file, opened, f"{article_id}: " + _("the call-out is not closed by a line «:::»"))
    yield from _words(article_id, page)


def _marks(line: str) -> Iterator[str]:
    if re.match(r" {0,3}#\s", line):
        yield _("a heading of the first level; the title is that, sections begin with «##»")
    call = re.match(r"\s*:::+\s*(\S+)", line)
    if call and call[1] not in CALLOUTS:
        yield _("unknown call-out «{name}»").format(name=call[1])
    html = _HTML.search(line)
    if html:
        yield _("«{text}» is shown as it stands; HTML is not used").format(text=html[0])


def _pictures(line: str, folder: Path) -> Iterator[str]:
    for alt, name in _PICTURE.findall(line):
        if not alt.strip():
            yield _("the picture «{name}» has no words for those who cannot see it").format(name=name)
        if name.startswith("/") or ".." in name.split("/"):
            yield _("the picture «{name}» lies elsewhere; it must lie in the folder of the text").format(name=name)
        elif not (folder / name).is_file():
            yield _("the picture «{name}» is missing").format(name=name)


def _addresses(line: str) -> Iterator[str]:
    for _text, address in _LINK.findall(line):
        ours = address.startswith(SCHEME)
        if (ours and read_link(address) is None) or (not ours and not address.startswith(_OUTSIDE)):
            yield _("«{text}» is no address that the program knows").format(text=address)


def links_of(page: Page) -> Iterator[tuple[int, str]]:
    """The addresses of ours that the body points to, with their lines."""
    for number, line in lines_of(page):
        for _text, address in _LINK.findall(line):
            if address.startswith(SCHEME):
                yield number, address


def _words(article_id: str, page: Page) -> Iterator[Problem]:
    """Long sentences, and statements about law that do not hold, with their lines."""
    too_long = _("a sentence has more than {n} words").format(n=LONGEST_SENTENCE)
    for number, text in _paragraphs(page):
        if any(len(sentence.split()) > LONGEST_SENTENCE for sentence in re.split(r"(?<=[.?:])\s+", text)):
            yield warning(page.source.file, number, f"{article_id}: {too_long}")
    body = _LINK.sub(r"\1", page.body)
    for finding in lint(body):
        line = page.body_line + body.count("\n", 0, max(body.find(finding.words), 0))
        yield warning(page.source.file, line, f"{article_id}: {told(finding)}")
    values = page.source.document.value
    for key in ("title", "summary"):
        for finding in lint(str(values.get(key) or "")):
            yield warning(page.source.file, page.source.line(key), f"{article_id}: {told(finding)}")


def _paragraphs(page: Page) -> Iterator[tuple[int, str]]:
    """Running text: paragraphs and points, each as one line, with the line it begins on."""
    begin, parts = 0, list[str]()
    for number, line in (*lines_of(page), (0, "")):
        if (not line.strip() or _POINT.match(line)) and parts:
            yield begin, " ".join(parts)
            parts = []
        if line.strip() and not line.lstrip().startswith(("|", "#", ":::")):
            begin = begin if parts else number
            parts.append(_LINK.sub(r"\1", _POINT.sub("", line)).strip())
