"""Where a text is written: title, facts, tools, the field, and the preview beside it. Layout only; it knows no service."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QMenu, QSplitter, QWidget

from chefsstod.features.handbook.edit_facts import LONGEST_TITLE, FactsPanel
from chefsstod.features.handbook.edit_field import MarkdownField
from chefsstod.features.handbook.edit_insert import HelpPanel, InsertPanel, LinkPanel, TablePanel, Targets
from chefsstod.features.handbook.edit_preview import Pictures, Preview, Titles
from chefsstod.features.handbook.edit_remarks import Remark
from chefsstod.features.handbook.edit_saver import State
from chefsstod.features.handbook.edit_toolbar import Toolbar
from chefsstod.i18n import _
from chefsstod.ui.guard import warn
from chefsstod.ui.icons import icon
from chefsstod.ui.parts import XS, L, M, S, button, column, icon_button, icon_size, label, page, panel, row, scroll
from chefsstod.ui.style import look

_BESIDE = 820
"""From this width on (at 100 %) the preview stands beside the text; below, one at a time."""


class WriteView(QWidget):
    """``edited`` at each change of title, facts or text; the wishes of the buttons are signals of their own."""

    edited = Signal()
    done_requested = Signal()
    versions_requested = Signal()
    base_requested = Signal()
    keep_requested = Signal()
    copy_requested = Signal()
    remove_requested = Signal()
    replace_requested = Signal(object)
    preview_toggled = Signal(bool)
    preview_opened = Signal()

    def __init__(self, *, titles: Titles, pictures: Pictures, targets: Targets, today: date) -> None:
        super().__init__()
        self.facts = FactsPanel(today)
        self.field, self.toolbar = MarkdownField(), Toolbar()
        self.preview = Preview(titles=titles, pictures=pictures)
        self.link_panel, self.table_panel, self.help_panel = LinkPanel(targets), TablePanel(), HelpPanel()
        self._remarks: tuple[Remark, ...] = ()
        self._remark = 0
        self._wants_preview = True
        self._beside = True
        self._is_version = False
        self._make_tabs()
        self._make_head()
        self._make_banner()
        self._make_left()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.left)
        self.split.addWidget(self.preview)
        self.split.setSizes([560, 480])
        whole = column(self._head, self.banner, self.split, margins=(L, S, 0, 0), spacing=S)
        whole.setStretchFactor(self.split, 1)
        self.setLayout(whole)
        self.field.apply_look()
        self._connect()
        self._arrange()

    # ── building ─────────────────────────────────────────────────────────────

    def _make_head(self) -> None:
        self.done = button(_("Done"), "primary", image="check", clicked=self.done_requested.emit)
        self.done.setToolTip(_("To the finished text. Everything is saved as you write."))
        self.state = label(role="muted", wrap=False)
        self.preview_button = icon_button("eye", _("Preview"), clicked=self.toggle_preview)
        self.preview_button.setCheckable(True)
        self.preview_button.setChecked(True)
        self.versions_button = icon_button("history", _("Versions"), clicked=self.versions_requested.emit)
        self.more = icon_button("ellipsis", _("More about the text"), clicked=self._show_more)
        self._head = QWidget()
        self._head.setLayout(
            row(self.done, self._tabs, self.state, None, self.preview_button, self.versions_button, self.more, margins=(0, 0, L, 0))
        )

    def _make_banner(self) -> None:
        self.banner_text = label()
        self.base_button = button(_("See what changed"), "link", image="git-compare", clicked=self.base_requested.emit)
        self.keep_button = button(_("Keep mine"), "link", image="check", clicked=self.keep_requested.emit)
        self.banner = panel(
            column(self.banner_text, row(self.base_button, self.keep_button, None), spacing=0, margins=(M, XS, 0, XS)), "note"
        )
        self.banner.hide()

    def _make_left(self) -> None:
        self.title = QLineEdit()
        self.title.setAccessibleName(_("Title"))
        self.title.setPlaceholderText(_("Title"))
        self.title.setFont(look().font(16, bold=True))
        self.title.setProperty("role", "title")
        self.fold = button(_("Facts"), "link")
        self.fold.setCheckable(True)
        self.fold.setIconSize(icon_size())
        self.facts_line = label(role="muted")
        folded = row(self.fold, self.facts_line, spacing=XS)
        folded.setStretch(1, 1)
        self.warning = label(role="warning")
        self.warning.hide()
        self._make_remark()
        parts = (self.toolbar, self.link_panel, self.table_panel, self.help_panel, self.field, self.warning, self.remark_panel)
        self.writing = QWidget()
        writing = column(*parts, spacing=XS)
        writing.setStretch(parts.index(self.field), 1)
        self.writing.setLayout(writing)
        self.facts.hide()
        self.field.setMinimumHeight(look().metrics().lineSpacing() * 4)
        self.left = scroll(page(column(self.title, folded, self.facts, self.writing, margins=(0, 0, M, M), spacing=XS)))

    def _make_remark(self) -> None:
        self.remark_text = label()
        self.remark_show = button(_("Show it"), "link", clicked=self._show_remark)
        self.remark_swap = button("", "link", clicked=lambda: self.replace_requested.emit(self._remarks[self._remark]))
        self.remark_next = button("", "link", clicked=self._next_remark)
        buttons = row(self.remark_show, self.remark_swap, self.remark_next, None)
        self.remark_panel = panel(column(self.remark_text, buttons, spacing=0, margins=(M, XS, 0, XS)), "note")
        self.remark_panel.hide()

    def _make_tabs(self) -> None:
        self.write_tab, self.read_tab = (button(word, "tab") for word in (_("Write"), _("Preview")))
        group = QButtonGroup(self)
        for tab in (self.write_tab, self.read_tab):
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            group.addButton(tab)
        self.write_tab.setChecked(True)
        self._tabs = QWidget()
        self._tabs.setLayout(row(self.write_tab, self.read_tab, None, spacing=XS))

    def _connect(self) -> None:
        self.facts.edited.connect(self.edited)
        self.field.edited.connect(self.edited)
        self.fold.toggled.connect(self.open_facts)
        self.title.textEdited.connect(lambda _text: self.edited.emit())
        self.write_tab.toggled.connect(lambda _on: self._arrange())
        for one in (self.link_panel, self.table_panel, self.help_panel):
            one.closed.connect(self.field.setFocus)
        document = self.field.document()
        document.undoAvailable.connect(lambda _on: self._show_undo())
        document.redoAvailable.connect(lambda _on: self._show_undo())
        self._show_undo()

    def _show_undo(self) -> None:
        document = self.field.document()
        self.toolbar.show_undo(undo=document.isUndoAvailable(), redo=document.isRedoAvailable())

    # ── showing ──────────────────────────────────────────────────────────────

    def show_title(self, title: str) -> None:
        """Put a title in its field; one that is longer than a new one may be is not cut."""
        self.title.setMaxLength(max(LONGEST_TITLE, len(title)))
        self.title.setText(title)

    def show_facts_line(self, line: str) -> None:
        """The facts as they stand folded."""
        self.facts_line.setText(line)
        self.fold.setAccessibleDescription(line)
        self.fold.setIcon(icon("chevron-down" if self.fold.isChecked() else "chevron-right", "accent"))

    def open_facts(self, opened: bool) -> None:
        """Show the facts in the place of the text, or the text again."""
        self.fold.setChecked(opened)
        self.facts.setVisible(opened)
        self.writing.setVisible(not opened)
        self.show_facts_line(self.facts_line.text())
        (self.facts.kind if opened else self.field).setFocus()

    def show_state(self, state: State) -> None:
        """The quiet word about saving."""
        words = {State.SAVED: _("Saved"), State.FAILED: _("Not saved – trying again"), State.WAITING: "", State.IDLE: ""}
        self.state.setProperty("role", "late" if state is State.FAILED else "muted")
        self.state.style().polish(self.state)
        self.state.setText(words[state])

    def show_banner(self, text: str) -> None:
        """The word about a changed base text; empty: none."""
        self.banner_text.setText(text)
        self.banner.setVisible(bool(text))

    def show_kind(self, *, version: bool) -> None:
        """Whether the text is her version of another one: then one can go back to that."""
        self._is_version = version

    def guard(self, text: str) -> None:
        """Warn of what looks like a personal identity number."""
        warn(self.warning, text)

    def show_remarks(self, found: tuple[Remark, ...]) -> None:
        """One remark at a time, with what can stand there instead."""
        kept = self._remarks[self._remark].words if self._remark < len(self._remarks) else ""
        self._remarks = found
        self._remark = next((place for place, one in enumerate(found) if one.words == kept), 0)
        self.field.highlighter.warn_of(tuple(dict.fromkeys(one.words for one in found)))
        self.remark_panel.setVisible(bool(found))
        if not found:
            return
        one = found[self._remark]
        self.remark_text.setText(_("Look over {what}.").format(what=one.reason))
        self.remark_swap.setText(_("Write «{words}» instead").format(words=one.instead))
        self.remark_swap.setVisible(bool(one.instead))
        more = len(found) - 1
        self.remark_next.setText(_("Next ({n} more)").format(n=more))
        self.remark_next.setVisible(more > 0)

    def _show_remark(self) -> None:
        one = self._remarks[self._remark]
        self.field.select(one.begin, one.end)
        self.field.setFocus()

    def _next_remark(self) -> None:
        found = self._remarks
        self._remark = (self._remark + 1) % len(found)
        self.show_remarks(found)
        self._show_remark()

    # ── panels and preview ───────────────────────────────────────────────────

    def open_panel(self, wanted: InsertPanel) -> None:
        """One panel at a time."""
        for one in (self.link_panel, self.table_panel, self.help_panel):
            if one is not wanted:
                one.hide()

    def close_panel(self) -> bool:
        """Put the open panel or the facts away; False when there is none."""
        opened = next((one for one in (self.link_panel, self.table_panel, self.help_panel) if not one.isHidden()), None)
        if opened is not None:
            opened.close_panel()
        elif self.fold.isChecked():
            self.fold.setChecked(False)
        else:
            return False
        return True

    def fold_all(self) -> None:
        """As one begins with a text: nothing but the text."""
        while self.close_panel():
            pass
        self.write_tab.setChecked(True)

    def set_preview(self, wanted: bool) -> None:
        """Show or hide the preview beside the text."""
        self._wants_preview = wanted
        self.preview_button.setChecked(wanted)
        self._arrange()

    def toggle_preview(self) -> None:
        """Show the preview, or hide it."""
        self.set_preview(not self._wants_preview)
        self.preview_toggled.emit(self._wants_preview)

    @property
    def preview_shown(self) -> bool:
        """Whether the preview can be seen, so that it must be kept fresh."""
        return not self.preview.isHidden()

    def _arrange(self) -> None:
        was = not self.preview.isHidden()
        reading = self.read_tab.isChecked() and not self._beside
        self._tabs.setVisible(not self._beside)
        self.preview_button.setVisible(self._beside)
        self.left.setVisible(not reading)
        self.preview.setVisible(self._wants_preview if self._beside else reading)
        if not was and not self.preview.isHidden():
            self.preview_opened.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        beside = self.width() >= look().px(_BESIDE)
        if beside is not self._beside:
            self._beside = beside
            self._arrange()

    # ── the menu ─────────────────────────────────────────────────────────────

    def more_menu(self) -> QMenu:
        """What is done with a text now and then."""
        menu = QMenu(self)
        entries: Sequence[tuple[str, str, object]] = (
            ("copy", _("Begin a new text from this one"), self.copy_requested),
            ("rotate-ccw", _("Go back to the base text"), self.remove_requested)
            if self._is_version
            else ("trash-2", _("Remove this text"), self.remove_requested),
        )
        for image, word, wish in entries:
            menu.addAction(icon(image), word).triggered.connect(wish)
        return menu

    def _show_more(self) -> None:
        menu = self.more_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
