"""Markdown made easier to see while it is written: headings stand out, signs step back, what must not stand there is underlined."""

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument, QTextFormat

from chefsstod.support.privacy import find_identity_numbers
from chefsstod.ui.style import look

_HEADING = re.compile(r"#{1,6}\s")
_CALLOUT = re.compile(r":::.*")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_MARKER = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\](?=\s))?")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ITALIC = re.compile(r"(?<![*\w])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![*\w])")
_CODE = re.compile(r"`[^`]+`")
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")
_IN_CODE = 1
_EVEN = 12.0


class Highlighter(QSyntaxHighlighter):
    """Gentle: weights and the theme's own colours, no change of size, so that lines do not jump."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._warned: tuple[str, ...] = ()

    def warn_of(self, words: tuple[str, ...]) -> None:
        """Underline these words as well (what stands beside the text as a remark)."""
        if words != self._warned:
            self._warned = words
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802, D102 - Qt's name
        code = self.previousBlockState() == _IN_CODE
        fence = bool(_FENCE.match(text))
        self.setCurrentBlockState(_IN_CODE if code is not fence else 0)
        if code or fence:
            self._paint(0, len(text), "muted", family="monospace")
            return
        if _CALLOUT.match(text):
            self._paint(0, len(text), "accent", bold=True)
            return
        self._lines(text)
        self._words(text)
        self._warnings(text)

    def _lines(self, text: str) -> None:
        if match := _HEADING.match(text):
            self._paint(0, len(text), "ink", bold=True)
            self._paint(0, match.end(), "muted")
        elif match := _MARKER.match(text):
            self._paint(0, match.end(), "accent", bold=True)
        elif match := _QUOTE.match(text):
            self._paint(0, match.end(), "muted")
        elif text.lstrip().startswith("|"):
            bare = not text.strip("|:- ")
            for place, letter in enumerate(text):  # letters of one width, so that the columns stand under each other
                self._paint(place, 1, "muted" if letter == "|" or bare else "ink", family="monospace")

    def _words(self, text: str) -> None:
        for pattern, bold in ((_BOLD, True), (_ITALIC, False)):
            for match in pattern.finditer(text):
                self._look(match.start(1), match.end(1), bold=bold)
                for begin, end in ((match.start(), match.start(1)), (match.end(1), match.end())):
                    self._paint(begin, end - begin, "muted")
        for match in _CODE.finditer(text):
            self._paint(match.start(), len(match[0]), "muted", family="monospace")
        for match in _LINK.finditer(text):
            self._paint(match.start(), len(match[0]), "muted")
            self._paint(match.start(1), len(match[1]), "accent", underline=True)

    def _warnings(self, text: str) -> None:
        for words in (*find_identity_numbers(text), *self._warned):
            begin = text.find(words)
            while begin >= 0:
                for place in range(begin, begin + len(words)):
                    form = self.format(place)
                    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                    form.setUnderlineColor(look().color("late"))
                    self.setFormat(place, 1, form)
                begin = text.find(words, begin + len(words))

    def _look(self, begin: int, end: int, *, bold: bool) -> None:
        for place in range(begin, end):
            form = self.format(place)
            form.setForeground(form.foreground() if form.hasProperty(QTextCharFormat.Property.ForegroundBrush) else _ink())
            if bold:
                form.setFontWeight(QFont.Weight.DemiBold)
            else:
                form.setFontItalic(True)
            self.setFormat(place, 1, form)

    def _paint(self, begin: int, size: int, color: str, *, bold: bool = False, underline: bool = False, family: str = "") -> None:
        form = QTextCharFormat()
        form.setForeground(look().color(color))
        if bold:
            form.setFontWeight(QFont.Weight.DemiBold)
        if family:
            form.setFontFamilies([family])
            form.setProperty(QTextFormat.Property.FontPixelSize, look().px(_EVEN))  # such letters are wide
        form.setFontUnderline(underline)
        self.setFormat(begin, size, form)


def _ink() -> QColor:
    return look().color("ink")
