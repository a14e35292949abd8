"""What is pasted: the HTML of Word, Outlook, a browser or a spreadsheet, as Markdown. Without Qt."""

import re
from typing import Any

_MARKED = re.compile(r"<(?:h[1-6]|b|strong|em|i|ul|ol|table|a|p|li|br|div)\b", re.IGNORECASE)
_WORD_LIST = re.compile(r"mso-list\s*:\s*(l\d+)\s+level(\d+)", re.IGNORECASE)
_CONDITION = re.compile(r"<!\[[^>]*\]>")
_BULLET = re.compile(r"^[·•▪◦§oØ\-–‣]\s+|^[·•▪◦‣]\s*")
_NUMBER = re.compile(r"^(\d{1,3}|[a-z])[.)]\s*")
_DROPPED = ("script", "style", "head", "title", "meta", "link", "xml", "img", "svg", "object", "iframe", "form", "input", "button")


def is_rich(html: str) -> bool:
    """Whether the HTML says more than the plain text beside it."""
    return bool(_MARKED.search(html))


def markdown_of(html: str) -> str:
    """The words of some HTML with headings, lists, tables, bold, italic and links. Pictures and scripts are left out."""
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    soup = BeautifulSoup(_fragment(html), "html.parser")
    _clean(soup)
    _word_lists(soup)
    _looks(soup)
    made = MarkdownConverter(heading_style="atx", bullets="-", escape_underscores=False, table_infer_header=True).convert_soup(soup)
    return _tidy(str(made))


def _fragment(html: str) -> str:
    """The part that was copied, where the clipboard marks it."""
    match = re.search(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", html, re.DOTALL | re.IGNORECASE)
    return _CONDITION.sub("", match[1] if match else html)


def _clean(soup: Any) -> None:
    from bs4 import Comment

    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(_DROPPED):
        tag.decompose()
    for text in soup.find_all(string=lambda text: "\n" in text):
        if text.find_parent("pre") is None:
            text.replace_with(re.sub(r"\s*\n\s*", " ", text))  # line breaks of the source are none of the text
    for tag in soup.find_all(style=re.compile(r"mso-list\s*:\s*Ignore", re.IGNORECASE)):
        tag.string = f"{tag.get_text().strip()} "  # the sign of a point in Word's own lists
    for tag in soup.find_all("a"):
        if not str(tag.get("href", "")).startswith(("http:", "https:", "mailto:", "chefsstod:")):
            tag.unwrap()


def _word_lists(soup: Any) -> None:
    """Word writes points as paragraphs; make lists of them."""
    current: list[tuple[int, Any]] = []
    name = ""
    for paragraph in soup.find_all("p"):
        match = _WORD_LIST.search(str(paragraph.get("style", "")))
        if match is None:
            continue
        text = paragraph.get_text().strip()
        ordered = bool(_NUMBER.match(text)) and not _BULLET.match(text)
        _strip_sign(paragraph)
        item = soup.new_tag("li")
        previous = paragraph.find_previous_sibling()
        level = int(match[2])
        if not current or previous is not current[0][1] or (level == current[0][0] and match[1] != name):
            current, name = [], match[1]
        while len(current) > 1 and current[-1][0] > level:
            current.pop()
        if not current or current[-1][0] < level:
            holder = soup.new_tag("ol" if ordered else "ul")
            if current:
                (current[-1][1].find_all("li", recursive=False) or [current[-1][1]])[-1].append(holder)
            else:
                paragraph.insert_before(holder)
            current.append((level, holder))
        item.extend(list(paragraph.contents))
        current[-1][1].append(item)
        paragraph.decompose()


def _strip_sign(paragraph: Any) -> None:
    """Take the sign of a point away: the first words of the paragraph."""
    for string in list(paragraph.find_all(string=True)):
        text = str(string).replace("\xa0", " ")
        if not text.strip():
            string.replace_with("")
            continue
        bare = text.strip()
        rest = _NUMBER.sub("", _BULLET.sub("", f"{bare} "), count=1).strip()
        if rest != bare:
            string.replace_with(rest and rest + (" " if text.endswith(" ") else ""))
        return


def _looks(soup: Any) -> None:
    """Looks that are told by style only (Google's and Word's online editors) become tags; a bold that is none is let go."""
    for tag in soup.find_all(["b", "strong"]):
        if re.search(r"font-weight\s*:\s*(?:normal|400)", str(tag.get("style", ""))):
            tag.unwrap()
    for tag in soup.find_all("span"):
        style = str(tag.get("style", ""))
        bold = re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", style)
        italic = re.search(r"font-style\s*:\s*italic", style)
        if bold or italic:
            tag.name = "b" if bold else "i"
            tag.attrs = {}


def _tidy(text: str) -> str:
    text = text.replace("\xa0", " ").replace("\r", "")
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = re.sub(r"(?m)^# ", "## ", text)  # the title of the text is its only heading of the first level
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def plain_of(text: str) -> str:
    """Pasted plain text: even line breaks; bullets of other programs become points; rows from a spreadsheet a table."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    rows = [line.split("\t") for line in text.strip("\n").split("\n")]
    if len(rows) > 1 and len(rows[0]) > 1 and all(len(row) == len(rows[0]) for row in rows):
        cells = [[cell.strip().replace("|", "\\|") for cell in row] for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in cells]
        return "\n".join([lines[0], f"|{' --- |' * len(cells[0])}", *lines[1:]])
    return re.sub(r"(?m)^([ \t]*)[•▪◦‣·]\s*", lambda match: match[1].replace("\t", "  ") + "- ", text)
