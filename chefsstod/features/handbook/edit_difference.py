"""Two versions of a text side by side or under each other: what came and what went, by colour, sign and word."""

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QTextBrowser

from chefsstod.features.handbook.diff import Change, Count, Mark, Piece, Run
from chefsstod.i18n import _, ngettext
from chefsstod.support.tokens import mix
from chefsstod.ui.style import look

_SIZE = 14.0
_WIDE = 760
"""From this width on (at 100 %) the two stand side by side."""
_LONG = 3
"""So many equal paragraphs in a row are shown; of more, the middle is folded."""
_UNFOLD = "unfold:"
_SIGNS = re.compile(r"[|:\-\s]+")
"""Lines that hold no words (the rule of a table, the end of a box) are left out where they are equal."""
Head = tuple[str, str]


def count_text(count: Count) -> str:
    """«12 ord till, 3 ord bort»."""
    parts = []
    if count.added:
        parts.append(ngettext("{n} word added", "{n} words added", count.added).format(n=count.added))
    if count.removed:
        parts.append(ngettext("{n} word removed", "{n} words removed", count.removed).format(n=count.removed))
    return ", ".join(parts) or _("no words changed")


def change_name(change: Change) -> str:
    """What became of a paragraph."""
    return {
        Change.ADDED: _("Added"),
        Change.REMOVED: _("Removed"),
        Change.CHANGED: _("Changed"),
        Change.SAME: _("Unchanged"),
    }[change]


def marked(runs: Sequence[Run]) -> str:
    """Words as HTML: removed ones struck out after «−», added ones underlined after «+»."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = escape(run.text).replace("\n", "<br />")
    if run.mark is Mark.SAME or not run.text.strip():
        return words
    late, done, surface = (look().color(name).name() for name in ("late", "done", "surface"))
    lead = words[: len(words) - len(words.lstrip(" "))]
    trail = words[len(words.rstrip(" ")) :]
    bare = words.strip(" ")
    if run.mark is Mark.REMOVED:
        return f'{lead}<span style="color:{late};background-color:{mix(late, surface, 0.1)}">−<s>{bare}</s></span>{trail}'
    return f'{lead}<span style="color:{done};background-color:{mix(done, surface, 0.12)}">&#8201;+<u>{bare}</u></span>{trail}'


class DifferenceView(QTextBrowser):
    """Shows pieces of ``diff.compare``. Long equal stretches are folded and open with a click."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("What differs"))
        self.document().setDocumentMargin(look().px(12))
        self._pieces: tuple[Piece, ...] = ()
        self._heads: Head = ("", "")
        self._facts: tuple[tuple[str, str, str], ...] = ()
        self._open: set[int] = set()
        self._beside = False
        self.anchorClicked.connect(self._unfold)

    def show_pieces(self, pieces: tuple[Piece, ...], heads: Head, facts: Sequence[tuple[str, str, str]] = ()) -> None:
        """Show a comparison; ``heads`` name the two texts, ``facts`` are name, before and now of what differs besides the words."""
        self._pieces = tuple(one for one in pieces if one.change is not Change.SAME or not _SIGNS.fullmatch(one.new))
        self._heads, self._facts = heads, tuple(facts)
        self._open.clear()
        self._set()
        self.verticalScrollBar().setValue(0)

    def _set(self) -> None:
        self._beside = self.viewport().width() >= look().px(_WIDE)
        size = look().px(_SIZE)
        rows = [self._fact(fact) for fact in self._facts]
        if not any(piece.change is not Change.SAME for piece in self._pieces):
            text = _("The words are the same.") if not self._facts else _("The words of the text are the same.")
            rows.append(f'<p style="color:{look().color("muted").name()}">{escape(text)}</p>')
        table = self._table() if self._pieces else ""
        ink = look().color("ink").name()
        html = f'<div style="color:{ink};font-size:{size}px">{"".join(rows)}{table}</div>'
        self.setHtml(html)

    def _fact(self, fact: tuple[str, str, str]) -> str:
        name, before, now = fact
        runs = [Run(Mark.REMOVED, before), Run(Mark.SAME, " " if before and now else ""), Run(Mark.ADDED, now)]
        return f'<p style="margin-top:0px;margin-bottom:4px">{escape(name)}: {marked(runs)}</p>'

    def _table(self) -> str:
        muted = look().color("muted").name()
        rows = []
        if self._beside:
            heads = "".join(f'<td width="50%" style="color:{muted}">{escape(head)}</td>' for head in self._heads)
            rows.append(f"<tr><td></td>{heads}</tr>")
        place = 0
        while place < len(self._pieces):
            end = place
            while end < len(self._pieces) and self._pieces[end].change is Change.SAME:
                end += 1
            if end - place > _LONG and place not in self._open:
                first = [self._row(piece) for piece in self._pieces[place : place + 1]] if place else []
                last = [self._row(piece) for piece in self._pieces[end - 1 : end]] if end < len(self._pieces) else []
                rows += [*first, self._folded(place, end - place - len(first) - len(last)), *last]
                place = end
            else:
                stop = max(end, place + 1)
                rows += [self._row(piece) for piece in self._pieces[place:stop]]
                place = stop
        return f'<table width="100%" cellspacing="0" cellpadding="{look().px(5)}">{"".join(rows)}</table>'

    def _folded(self, place: int, number: int) -> str:
        text = ngettext("{n} unchanged paragraph – show it", "{n} unchanged paragraphs – show them", number).format(n=number)
        accent, line = look().color("accent").name(), look().color("line").name()
        edge = f"border-top-width:1px;border-top-style:solid;border-top-color:{line}"
        link = f'<a href="{_UNFOLD}{place}" style="color:{accent}">{escape(text)}</a>'
        span = 3 if self._beside else 2
        return f'<tr><td colspan="{span}" align="center" style="{edge}">{link}</td></tr>'

    def _row(self, piece: Piece) -> str:
        token = {Change.ADDED: "done", Change.REMOVED: "late", Change.CHANGED: "accent", Change.SAME: "muted"}[piece.change]
        color, line = look().color(token).name(), look().color("line").name()
        edge = f"border-top-width:1px;border-top-style:solid;border-top-color:{line}"
        word = "" if piece.change is Change.SAME else change_name(piece.change)
        sign = f'<td width="{look().px(74)}" style="{edge};color:{color}"><b>{escape(word)}</b></td>'
        if self._beside:
            before = marked([run for run in piece.runs if run.mark is not Mark.ADDED]) if piece.old else ""
            now = marked([run for run in piece.runs if run.mark is not Mark.REMOVED]) if piece.new else ""
            return f'<tr>{sign}<td style="{edge}">{before}</td><td style="{edge}">{now}</td></tr>'
        return f'<tr>{sign}<td style="{edge}">{marked(piece.runs)}</td></tr>'

    def _unfold(self, url: QUrl) -> None:
        address = url.toString()
        if address.startswith(_UNFOLD):
            place = self.verticalScrollBar().value()
            self._open.add(int(address.removeprefix(_UNFOLD)))
            self._set()
            self.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        if self._pieces and self._beside is not (self.viewport().width() >= look().px(_WIDE)):
            self._set()
