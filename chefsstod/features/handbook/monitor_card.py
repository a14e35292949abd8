"""One text that needs a look: what is wrong, and a way out of each. Layout only; it emits wishes."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.content.layers import Layer
from chefsstod.features.handbook.diff import Change, Mark, Piece, count
from chefsstod.features.handbook.model import Article
from chefsstod.features.handbook.monitor import Finding, Looked, Trouble
from chefsstod.features.handbook.monitor_words import about, differs, sentence, spoken, trouble_icon
from chefsstod.i18n import _
from chefsstod.ui.dates import DateField
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.guard import warn
from chefsstod.ui.icons import pixmap
from chefsstod.ui.parts import XS, M, S, button, clear, column, label, panel, row
from chefsstod.ui.style import look

A_YEAR = timedelta(days=365)
MOST_PIECES = 30
_BY_DATE = (Trouble.PAST, Trouble.SOON, Trouble.NO_DATE)


class MonitorCard(QFrame):
    """``date_chosen`` carries the day until which it holds, ``owner_chosen`` who answers for it."""

    open_requested = Signal(str)
    edit_requested = Signal(str)
    date_chosen = Signal(str, object)
    owner_chosen = Signal(str, str)
    remove_requested = Signal(str)
    compare_requested = Signal(str, str)

    def __init__(self, looked: Looked, today: date, owners: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.article = looked.article
        self._today = today
        self._owners = owners
        self.setAccessibleName(spoken(self.article, looked.findings, today))
        self.title = ElidedButton(self.article.title or _("(no title)"))
        self.title.setStyleSheet(f"padding: 1px {look().px(4)}px; font-weight: 600;")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a long title does not widen the page
        self.title.clicked.connect(lambda: self.open_requested.emit(self.article.id))
        self.buttons: dict[str, QPushButton] = {}
        self.panel_place = QVBoxLayout()
        rows = [_finding(finding, today) for finding in looked.findings]
        facts = label(about(self.article), "small")
        facts.setIndent(look().px(5))
        ways = self._ways(looked)
        self.setLayout(column(self.title, facts, *rows, XS, ways, self.panel_place, spacing=XS, margins=(M, S, M, S)))

    @property
    def own(self) -> bool:
        """Whether she can change it as it is."""
        return self.article.layer is Layer.OWN

    def _ways(self, looked: Looked) -> FlowLayout:
        """The ways out: each kind of finding has one."""
        flow = FlowLayout(spacing=S)
        troubles = {finding.trouble for finding in looked.findings}
        add = self._button
        if self.own and troubles & set(_BY_DATE):
            flow.addWidget(add("holds", _("It holds for another year"), self._holds, "check"))
            flow.addWidget(add("date", _("Set a date …"), self._date_panel, "calendar-days"))
        if self.own and Trouble.NO_OWNER in troubles:
            flow.addWidget(add("owner", _("Say who answers for it …"), self._owner_panel, "user-plus"))
        if Trouble.DOUBLE in troubles:
            for finding in looked.findings:
                if finding.other is not None:
                    flow.addWidget(self._compare(finding, several=looked.findings))
        if not self.own:
            flow.addWidget(add("edit", _("Make your own version …"), self._edit, "file-pen"))
        else:
            flow.addWidget(add("edit", _("Edit"), self._edit, "pencil"))
        return flow

    def _button(self, key: str, text: str, clicked: Callable[[], object], image: str) -> QPushButton:
        made = button(text, image=image, clicked=clicked)
        made.setAccessibleName(f"{text.rstrip(' …')}, {self.article.title}")
        self.buttons[key] = made
        return made

    def _compare(self, finding: Finding, several: Sequence[Finding]) -> QPushButton:
        other = str(finding.other)
        many = sum(found.other is not None for found in several) > 1
        text = _("Compare with «{title}»").format(title=finding.other_title) if many else _("Compare them")
        return self._button(f"compare {other}", text, lambda: self.compare_requested.emit(self.article.id, other), "git-compare")

    def _edit(self) -> None:
        self.edit_requested.emit(self.article.id)

    def _holds(self) -> None:
        self.date_chosen.emit(self.article.id, self._today + A_YEAR)

    # ── what asks more ───────────────────────────────────────────────────────

    def close_panel(self) -> bool:
        """Close what asks more; returns whether there was something."""
        there = self.panel_place.count() > 0
        clear(self.panel_place)
        return there

    def _open_panel(self, made: QWidget, focus: QWidget) -> None:
        self.close_panel()
        self.panel_place.addWidget(made)
        made.show()
        focus.setFocus()

    def _date_panel(self) -> None:
        field = DateField(self._today + A_YEAR, _("Look it over by"))
        field.setMinimumDate(field.date().addDays(1 - A_YEAR.days))
        save = button(_("Save the date"), "primary", clicked=lambda: self.date_chosen.emit(self.article.id, field.day))
        field.lineEdit().returnPressed.connect(save.click)
        self.date_field, self.date_save = field, save
        self._open_panel(panel(column(label(_("Look it over by")), row(field, save, None), margins=(M, S, M, S)), "note"), field)

    def _owner_panel(self) -> None:
        field = QLineEdit()
        field.setAccessibleName(_("Who answers for it"))
        field.setPlaceholderText(_("A function rather than a name: «Enhetschef», «Planerare»"))
        completer = QCompleter(sorted(self._owners), field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        field.setCompleter(completer)
        warning = label(role="warning")
        warning.hide()
        save = button(_("Save"), "primary", clicked=lambda: self.owner_chosen.emit(self.article.id, field.text().strip()))
        save.setEnabled(False)

        def changed(text: str) -> None:
            save.setEnabled(bool(text.strip()))
            warn(warning, text)

        field.textChanged.connect(changed)
        field.returnPressed.connect(save.click)
        self.owner_field, self.owner_save = field, save
        made = panel(column(label(_("Who answers for it")), row(field, save), warning, margins=(M, S, M, S)), "note")
        self._open_panel(made, field)

    def show_comparison(self, other: Article, pieces: Sequence[Piece]) -> None:
        """What differs between this text and its double, and what can be done about it."""
        counted = count(pieces)
        lines: list[QWidget] = [label(differs(counted.added + counted.removed), "strong")]
        changed = [piece for piece in pieces if piece.change is not Change.SAME]
        if changed:
            lines.append(
                label(_("Struck through: in this text only. Underlined: in «{title}» only.").format(title=other.title), "small")
            )
        lines += [_piece(piece) for piece in changed[:MOST_PIECES]]
        if len(changed) > MOST_PIECES:
            lines.append(label(_("and {n} more places").format(n=len(changed) - MOST_PIECES), "small"))
        flow = FlowLayout(spacing=S)
        there = button(_("Open «{title}»").format(title=other.title), clicked=lambda: self.open_requested.emit(other.id))
        flow.addWidget(there)
        if self.own:
            away = self._button("remove", _("Remove this one"), lambda: self.remove_requested.emit(self.article.id), "trash-2")
            flow.addWidget(away)
        self.other_open = there
        self._open_panel(panel(column(*lines, flow, margins=(M, S, M, S)), "note"), there)


def _finding(finding: Finding, today: date) -> QWidget:
    image, color = trouble_icon(finding.trouble)
    mark = QLabel()
    mark.setPixmap(pixmap(image, color, 16))
    words = label(sentence(finding, today), selectable=True)
    line = row(mark, words, spacing=S, margins=(look().px(5), 0, 0, 0))
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    holder = QWidget()
    holder.setLayout(line)
    return holder


def _piece(piece: Piece) -> QLabel:
    """A changed paragraph. The words are hers: they are escaped, never read as markup."""
    marks = {Mark.SAME: "{}", Mark.ADDED: "<u>{}</u>", Mark.REMOVED: "<s>{}</s>"}
    made = label(selectable=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    html = "".join(marks[run.mark].format(escape(run.text)) for run in piece.runs)
    made.setText(html.replace("</s><u>", "</s> <u>"))
    return made
