"""What the tools do: marks, lists, tables, links and pictures put into the field."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from chefsstod.content.document import Picture, walk
from chefsstod.content.markdown import parse
from chefsstod.features.actions import Actions
from chefsstod.features.handbook import format_table, format_text
from chefsstod.features.handbook.edit_view import WriteView
from chefsstod.features.handbook.format_picture import MOST_READ, Fitted, file_name, fit
from chefsstod.features.handbook.service import HandbookService
from chefsstod.i18n import _
from chefsstod.storage.failures import expected
from chefsstod.support.errors import UserError
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.tasks import TaskRunner

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Tools(QObject):
    """Acts on the field of ``view``; ``article`` gives the id of the text that is written, ``saved`` hears of stored pictures."""

    saved = Signal(object)

    def __init__(
        self,
        *,
        view: WriteView,
        handbook: HandbookService,
        actions: Actions,
        tasks: TaskRunner,
        dialogs: Callable[[], Dialogs],
        article: Callable[[], str],
    ) -> None:
        super().__init__()
        self._view = view
        self._handbook = handbook
        self._actions = actions
        self._tasks = tasks
        self._dialogs = dialogs
        self._article = article
        self._folder = Path.home()
        field = view.field
        self._tools: dict[str, Callable[[], object]] = {
            "bold": lambda: field.emphasise("**"),
            "italic": lambda: field.emphasise("*"),
            "bullets": lambda: field.with_selection(format_text.bullets),
            "numbers": lambda: field.with_selection(format_text.numbers),
            "boxes": lambda: field.with_selection(format_text.boxes),
            "undo": field.undo,
            "redo": field.redo,
            "table": self._open_table,
            "link": self.open_link,
            "picture": self.choose_picture,
            "help": self._open_help,
        }
        self._connect()

    def _connect(self) -> None:
        field, view = self._view.field, self._view
        field.on(_CTRL, Qt.Key.Key_K, self.open_link)
        for key, name in (
            (Qt.Key.Key_L, "bullets"),
            (Qt.Key.Key_O, "numbers"),
            (Qt.Key.Key_C, "boxes"),
            (Qt.Key.Key_H, "heading:2"),
        ):
            field.on(_CTRL | _SHIFT, key, partial(self.use, name))
        field.picture_pasted.connect(self._pasted)
        view.link_panel.chosen.connect(self._link)
        view.table_panel.chosen.connect(self._table)
        view.toolbar.wanted.connect(self.use)

    def use(self, name: str) -> None:
        """Do what a tool stands for."""
        kind, _colon, what = name.partition(":")
        field = self._view.field
        if kind == "heading":
            field.with_selection(lambda text, a, b: format_text.heading(text, a, b, int(what)))
        elif kind == "callout":
            field.with_selection(lambda text, a, b: format_text.callout(text, a, b, what, _("Write here.")))
        else:
            self._tools[name]()
        if kind not in ("link", "table", "picture", "help"):
            field.setFocus()

    # ── links and tables ─────────────────────────────────────────────────────

    def open_link(self) -> None:
        """Ask what to link to; the selected words are looked for first."""
        text, (a, b) = self._view.field.text(), self._view.field.selection
        self._view.open_panel(self._view.link_panel)
        self._view.link_panel.open(" ".join(text[a:b].split()))

    def _link(self, address: str, title: str) -> None:
        field = self._view.field
        if title or field.textCursor().hasSelection():
            field.with_selection(lambda text, a, b: format_text.link(text, a, b, address, title))
        else:
            field.with_selection(lambda text, a, b: format_text.link(text, a, b, address, address.partition("//")[2] or address))
        field.setFocus()

    def _open_table(self) -> None:
        field = self._view.field
        if field.run(format_table.even(field.text(), field.caret)):
            field.setFocus()  # within a table the tool tidies its columns
            return
        self._view.open_panel(self._view.table_panel)
        self._view.table_panel.open()

    def _table(self, columns: int, rows: int) -> None:
        field = self._view.field
        field.run(format_table.new_table(field.text(), field.selection[1], columns, rows, _("Column")))
        field.setFocus()

    def _open_help(self) -> None:
        self._view.open_panel(self._view.help_panel)
        self._view.help_panel.open()

    # ── pictures ─────────────────────────────────────────────────────────────

    def choose_picture(self) -> None:
        """Ask for a file and put it in."""
        pattern = _("Pictures ({endings})").format(endings="*.png *.jpg *.jpeg *.gif *.webp *.bmp")
        chosen = self._dialogs().open_file(_("Choose a picture"), self._folder, pattern)
        if chosen is not None:
            self._folder = chosen.parent
            self.put_picture(chosen)

    def _pasted(self, data: bytes, file: str) -> None:
        if file:
            self.put_picture(Path(file))
        else:
            self._put(lambda: fit(data), _("picture"))

    def put_picture(self, file: Path) -> None:
        """Lay a picture beside the text and show it where the caret is."""

        def work() -> Fitted:
            with file.open("rb") as opened:
                return fit(opened.read(MOST_READ + 1))

        self._put(work, file.stem)

    def _put(self, work: Callable[[], Fitted], stem: str) -> None:
        article = self._article()
        self._tasks.run(work, lambda fitted: self._store(article, stem, fitted), self._failed)

    def _store(self, article: str, stem: str, fitted: Fitted) -> None:
        if article != self._article():
            self._actions.told.emit(_("The picture was not put in: another text is open"))
            return
        field = self._view.field
        taken = {block.name for block in walk(parse(field.text()).blocks) if isinstance(block, Picture)}
        while self._handbook.file(article, name := file_name(stem, fitted.suffix, taken)) is not None:
            taken.add(name)
        saved = self._actions.guarded(lambda: self._handbook.add_files(article, {name: (fitted.media, fitted.data)}))
        if saved is None:
            return
        self._view.preview.forget_pictures()
        alt = _("Describe the picture")
        field.run(format_text.insert_block(field.text(), field.selection[1], f"![{alt}]({name})", (2, 2 + len(alt))))
        field.setFocus()
        self.saved.emit(saved.changes)

    def _failed(self, problem: BaseException) -> None:
        if isinstance(problem, OSError):
            problem = UserError(
                _("The picture cannot be read"),
                _("The file could not be opened. Your text is as it was."),
                _("Save it as PNG or JPEG and try again."),
            )
        self._dialogs().error(expected(problem))
