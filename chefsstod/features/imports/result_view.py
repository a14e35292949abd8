"""Ta in dokument: what became of each file, what was recognised in it, and what she can do now."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QWidget

from chefsstod.features.imports.model import Fact, ImportResult, Outcome, Suggestion
from chefsstod.features.imports.view import flow
from chefsstod.features.imports.words import fact_text, is_warning, outcome_text, remark_text, summary
from chefsstod.i18n import _, ngettext
from chefsstod.ui.icons import pixmap
from chefsstod.ui.parts import XS, L, M, S, button, clear, column, label, panel, row

ROWS_AT_A_TIME = 40
"""Of each outcome; the rest comes with «Visa fler». A thousand rows of widgets would take seconds."""
_ICONS = {
    Outcome.NEW: ("file-check", "done"),
    Outcome.CHANGED: ("file-diff", "accent"),
    Outcome.FAILED: ("file-x", "late"),
    Outcome.SAME: ("file-text", "muted"),
}

Left = Callable[[ImportResult], Sequence[Suggestion]]
"""Which suggestions of a document are still to be answered."""


class ResultPanel(QWidget):
    """The list. Knows the results and the ticks; the page knows what they mean."""

    open_requested = Signal(object)
    edit_requested = Signal(object)
    save_requested = Signal(object)
    apply_requested = Signal(object)
    apply_all_requested = Signal()
    retry_requested = Signal()
    put_away = Signal()

    def __init__(self, *, left: Left, is_there: Callable[[ImportResult], bool]) -> None:
        super().__init__()
        self._left = left
        self._is_there = is_there
        self._results: list[ImportResult] = []
        self._ticks: dict[tuple[str, Suggestion], bool] = {}
        self._shown: dict[Outcome, int] = {}
        self.rows: dict[str, ResultRow] = {}
        self.more: dict[Outcome, QPushButton] = {}
        self.heading = label(role="title")
        self.apply_all = button("", "primary", image="list-checks", clicked=self.apply_all_requested.emit)
        self.retry = button(_("Try again with those that failed"), image="rotate-cw", clicked=self.retry_requested.emit)
        self.clear = button(_("Clear the list"), "link", clicked=self.put_away.emit)
        self._list = column(spacing=L)
        self.setLayout(column(self.heading, flow(self.apply_all, self.retry, self.clear), self._list, spacing=M))
        self.hide()

    def show_results(self, results: Sequence[ImportResult]) -> None:
        """What became of the files, outcome by outcome."""
        self._results = list(results)
        clear(self._list)
        self.rows = {}
        self.heading.setText(summary(results))
        for outcome in Outcome:
            found = [result for result in self._results if result.outcome is outcome]
            if found:
                self._list.addWidget(self._group(outcome, found))
        self.retry.setVisible(any(result.outcome is Outcome.FAILED for result in results))
        self.show()
        self._tell()

    def ticks(self) -> Mapping[tuple[str, Suggestion], bool]:
        """What she has ticked and unticked herself."""
        return dict(self._ticks)

    def set_ticks(self, ticks: Mapping[tuple[str, Suggestion], bool]) -> None:
        """Ticks from before."""
        self._ticks = dict(ticks)

    def chosen(self, result: ImportResult) -> list[Suggestion]:
        """The ticked suggestions of a document that are still to be answered."""
        return [one for one in self._left(result) if self._ticks.get((result.article_id, one), one.sure)]

    def all_chosen(self) -> list[tuple[ImportResult, list[Suggestion]]]:
        """The same of every document that has any."""
        return [(result, found) for result in self._results if (found := self.chosen(result))]

    def _group(self, outcome: Outcome, found: Sequence[ImportResult]) -> QWidget:
        holder = QWidget()
        rows = column(spacing=S)
        more = self.more[outcome] = button("", "link")
        head = label(_("{what} ({n})").format(what=outcome_text(outcome), n=len(found)), "section", wrap=False)
        holder.setLayout(column(head, rows, row(more, None), spacing=S))
        waiting = list(found)

        def show_more(count: int = ROWS_AT_A_TIME) -> None:
            for result in waiting[:count]:
                rows.addWidget(self._row(result))
            del waiting[:count]
            self._shown[outcome] = len(found) - len(waiting)
            more.setVisible(bool(waiting))
            more.setText(ngettext("Show {n} more", "Show {n} more", len(waiting)).format(n=len(waiting)))

        more.clicked.connect(lambda _checked=False: show_more())
        if outcome is Outcome.SAME and outcome not in self._shown:
            more.setText(_("Show them"))
        else:
            show_more(self._shown.get(outcome, ROWS_AT_A_TIME))
        return holder

    def _row(self, result: ImportResult) -> "ResultRow":
        made = ResultRow(result, self._left(result), partial(self._ticked, result), there=self._is_there(result))
        made.tick_changed.connect(partial(self._tick, result))
        made.open_requested.connect(partial(self.open_requested.emit, result))
        made.edit_requested.connect(partial(self.edit_requested.emit, result))
        made.save_requested.connect(partial(self.save_requested.emit, result))
        made.apply_requested.connect(partial(self.apply_requested.emit, result))
        self.rows[str(result.path)] = made
        return made

    def _ticked(self, result: ImportResult, suggestion: Suggestion) -> bool:
        return self._ticks.get((result.article_id, suggestion), suggestion.sure)

    def _tick(self, result: ImportResult, suggestion: Suggestion, on: bool) -> None:
        self._ticks[result.article_id, suggestion] = on
        self.rows[str(result.path)].allow_apply(bool(self.chosen(result)))
        self._tell()

    def _tell(self) -> None:
        count = sum(len(found) for _result, found in self.all_chosen())
        self.apply_all.setVisible(count > 0)
        text = ngettext("Use {n} ticked suggestion", "Use all {n} ticked suggestions", count)
        self.apply_all.setText(text.format(n=count))


class ResultRow(QWidget):
    """One document."""

    tick_changed = Signal(object, bool)
    open_requested = Signal()
    edit_requested = Signal()
    save_requested = Signal()
    apply_requested = Signal()

    def __init__(
        self, result: ImportResult, left: Sequence[Suggestion], ticked: Callable[[Suggestion], bool], *, there: bool
    ) -> None:
        super().__init__()
        self.result = result
        self.boxes: dict[Suggestion, QCheckBox] = {}
        self.open: QPushButton | None = None
        self.apply: QPushButton | None = None
        title = label(result.title, "strong")
        title.setAccessibleName(f"{outcome_text(result.outcome)}: {result.title}")
        lines = column(title, spacing=XS)
        small = self._small()
        if small:
            lines.addWidget(label(small, "small"))
        for text, role in self._words():
            lines.addWidget(label(text, role, selectable=True))
        if there:
            for remark in sorted(result.remarks, key=lambda remark: not is_warning(remark)):
                lines.addLayout(_sentence(remark_text(remark), warning=is_warning(remark)))
            if left:
                lines.addWidget(self._suggestions(left, ticked))
            lines.addLayout(flow(*self._actions()))
        elif result.article_id:
            lines.addWidget(label(_("The text has been taken away again."), "muted"))
        image, color = _ICONS[result.outcome]
        sign = _sign(image, color)
        content = row(sign, lines, margins=(M, S, M, S), spacing=M)
        content.setStretch(1, 1)
        content.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(panel(content)))

    def _small(self) -> str:
        """The name of the file, where it does not stand as the title."""
        result = self.result
        parts = [result.path.name] if result.path.name != result.title else []
        if result.pages:
            parts.append(ngettext("{n} page", "{n} pages", result.pages).format(n=result.pages))
        return " · ".join(parts)

    def _words(self) -> list[tuple[str, str]]:
        """Why it failed and the way out."""
        return [(text, role) for text, role in ((self.result.message, ""), (self.result.remedy, "muted")) if text]

    def _suggestions(self, left: Sequence[Suggestion], ticked: Callable[[Suggestion], bool]) -> QWidget:
        lines = column(label(_("Recognised in the document"), "section"), spacing=XS, margins=(M, XS, 0, XS))
        for suggestion in left:
            box = QCheckBox()
            box.setChecked(ticked(suggestion))
            text = fact_text(suggestion)
            where = self._where(suggestion)
            box.setAccessibleName(text)
            box.setAccessibleDescription(where)
            box.toggled.connect(partial(self.tick_changed.emit, suggestion))
            name = label(text)
            name.setBuddy(box)
            words = column(name, spacing=0)
            if where:
                words.addWidget(label(where, "small"))
            line = row(box, words, spacing=XS)
            line.setStretch(1, 1)
            line.setAlignment(box, Qt.AlignmentFlag.AlignTop)
            lines.addLayout(line)
            self.boxes[suggestion] = box
        self.apply = button(_("Use what is ticked"), image="check", clicked=self.apply_requested.emit)
        self.apply.setAccessibleDescription(self.result.title)
        self.allow_apply(any(box.isChecked() for box in self.boxes.values()))
        lines.addLayout(row(self.apply, None))
        return panel(lines, "note")

    @staticmethod
    def _where(suggestion: Suggestion) -> str:
        if not suggestion.where:
            return _("from the properties of the file")
        if suggestion.fact is Fact.SUMMARY:
            return _("the paragraph under «{heading}»").format(heading=suggestion.where)
        return _("in the text: «{words}»").format(words=suggestion.where)

    def allow_apply(self, some: bool) -> None:
        """Whether there is anything ticked."""
        if self.apply is not None:
            self.apply.setEnabled(some)

    def _actions(self) -> list[QWidget]:
        self.open = button(_("Open the text"), "link", image="book-open", clicked=self.open_requested.emit)
        edit = button(_("Edit"), "link", image="pencil", clicked=self.edit_requested.emit)
        save = button(_("Save the original as …"), "link", image="download", clicked=self.save_requested.emit)
        for each in (self.open, edit, save):
            each.setAccessibleDescription(self.result.title)
        return [self.open, edit, save]


def _sign(image: str, color: str) -> QLabel:
    sign = QLabel()
    sign.setPixmap(pixmap(image, color, 20, sign.devicePixelRatioF()))
    return sign


def _sentence(text: str, *, warning: bool) -> QHBoxLayout:
    image, color = ("triangle-alert", "soon") if warning else ("info", "muted")
    sign = QLabel()
    sign.setPixmap(pixmap(image, color, 16, sign.devicePixelRatioF()))
    words = label(text, "" if warning else "muted")
    layout = row(sign, words, spacing=S)
    layout.setStretch(1, 1)
    layout.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    return layout
