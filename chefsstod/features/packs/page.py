"""Paket: looks at a pack, shows what it would change, and only then installs, updates or removes it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal

from chefsstod.features.packs.model import Installed, Plan
from chefsstod.features.packs.view import PackCard, PackView
from chefsstod.i18n import _, ngettext
from chefsstod.storage.failures import expected
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.errors import UserError
from chefsstod.ui.dialogs import documents
from chefsstod.ui.tasks import OneAtATime

if TYPE_CHECKING:
    from chefsstod.features.actions import Actions
    from chefsstod.features.packs.export import Exported
    from chefsstod.features.packs.service import PackService
    from chefsstod.ui.dialogs import Dialogs
    from chefsstod.ui.signals import AppSignals
    from chefsstod.ui.tasks import TaskRunner

FILE_NAME = "mina-rutiner.zip"


class PackPage(PackView):
    """``told`` carries a sentence for the toast, ``open_requested`` an address of what a pack holds, ``dates_found`` the folder of
    a pack with answers about local dates that she wants to look at.
    """

    told = Signal(str)
    open_requested = Signal(str)
    dates_found = Signal(object)

    def __init__(
        self,
        *,
        packs: "PackService",
        actions: "Actions",
        signals: "AppSignals",
        dialogs: "Callable[[], Dialogs]",
        tasks: "TaskRunner",
    ) -> None:
        super().__init__()
        self._packs = packs
        self._actions = actions
        self._signals = signals
        self._dialogs = dialogs
        self._tasks = tasks
        self._plan: Plan | None = None
        self._newer: dict[str, tuple[Path, str]] = {}
        self._dates_of = ""
        self._open: set[str] = set()
        self._work = OneAtATime(tasks=tasks, changed=self._show_busy, failed=self._failed)
        self._moved: tuple[str, bool] | None = None
        self.cards: list[PackCard] = []
        self.mine.setVisible(packs.can_export)
        self._connect()

    def _connect(self) -> None:
        self.drop.choose_requested.connect(self._choose)
        self.drop.file_dropped.connect(self.look_at)
        self.plan.carry_out_requested.connect(self._carry_out)
        self.plan.cancelled.connect(self._put_away)
        self.dates.look_requested.connect(self._look_at_dates)
        self.look_for.clicked.connect(lambda _checked=False: self._look_for_newer())
        self.export.clicked.connect(lambda _checked=False: self._export())
        self._signals.changed.connect(self._on_changed)

    # ── what a page owes the shell ───────────────────────────────────────────

    def enter(self) -> None:
        """The page has come into view."""
        self._show()

    def take_keyboard(self) -> None:
        """On the way on where a plan is shown, else on the way in."""
        (self.plan.go if self._plan is not None and self.plan.go.isEnabled() else self.drop.choose).setFocus()

    def place(self) -> tuple[Plan | None, frozenset[str]]:
        """What is looked at, and which packs are unfolded."""
        return self._plan, frozenset(self._open)

    def take_place(self, place: tuple[Plan | None, frozenset[str]]) -> None:
        """Show it again."""
        plan, unfolded = place
        self._open = set(unfolded)
        if plan is not None:
            self._looked(plan)
        if self.isVisible():
            self._show()

    def _on_changed(self, changes: Changes) -> None:
        if changes.packs and self.isVisible():
            self._show()

    # ── showing ──────────────────────────────────────────────────────────────

    def _show(self) -> None:
        self._tasks.run(self._packs.installed, self._show_installed, self._failed)

    def _show_installed(self, packs: tuple[Installed, ...]) -> None:
        known = {pack.id: pack.version for pack in packs}
        self._newer = {name: found for name, found in self._newer.items() if known.get(name) not in (None, found[1])}
        if self._dates_of not in known:
            self.dates.hide()
        self.cards = self.show_packs(packs, {name: version for name, (_file, version) in self._newer.items()})
        for card in self.cards:
            card.update_requested.connect(partial(self._update, card.pack))
            if card.pack.id in self._newer:
                card.newer_requested.connect(partial(self.look_at, self._newer[card.pack.id][0]))
            card.remove_requested.connect(partial(self._ask_to_remove, card.pack))
            card.up_requested.connect(partial(self._move, card.pack, up=True))
            card.down_requested.connect(partial(self._move, card.pack, up=False))
            card.contents_requested.connect(partial(self._fold, card))
            card.open_requested.connect(self.open_requested)
            if card.pack.id in self._open:
                card.show_contents.setChecked(True)
                self._fold(card)
        self._follow_moved()

    def _follow_moved(self) -> None:
        """The keyboard stays on the pack that she is moving, which has a new card now."""
        moved, self._moved = self._moved, None
        for card in self.cards:
            if moved is not None and card.pack.id == moved[0]:
                card.show()
                first, second = (card.up, card.down) if moved[1] else (card.down, card.up)
                (first if first.isEnabled() else second).setFocus()

    def _fold(self, card: PackCard) -> None:
        if card.show_contents.isChecked():
            self._open.add(card.pack.id)
            card.show_items(self._packs.contents(card.pack.id))
        else:
            self._open.discard(card.pack.id)
            card.show_items(())

    # ── looking ──────────────────────────────────────────────────────────────

    def _choose(self, folder: Path | None = None) -> None:
        start = folder or Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
        file = self._dialogs().open_file(_("Choose a pack"), start, _("Packs (*.zip pack.yaml)"))
        if file is not None:
            self.look_at(file)

    def look_at(self, source: Path) -> None:
        """Show what a pack would change; nothing happens to anything."""
        self._work.run(lambda: self._packs.plan(source), self._looked)

    def _looked(self, plan: Plan) -> None:
        self._plan = plan
        self.plan.show_plan(plan)
        self.coming.hide()  # one thing at a time
        (self.plan.go if self.plan.go.isEnabled() else self.plan.leave).setFocus()
        self.area.verticalScrollBar().setValue(0)

    def _put_away(self) -> None:
        self._plan = None
        self.plan.hide()
        self.coming.show()
        self.drop.choose.setFocus()

    def _update(self, pack: Installed) -> None:
        """From where it came, if it still lies there; else she tells where."""
        source = Path(pack.source)
        try:
            there = source.exists()
        except OSError:
            there = False
        self._choose(source.parent if there else None)

    def _look_for_newer(self) -> None:
        self._work.run(self._packs.newer, self._found_newer)

    def _found_newer(self, found: tuple[tuple[Installed, Path, str], ...]) -> None:
        self._newer = {pack.id: (file, version) for pack, file, version in found}
        if found:
            text = ngettext("{n} pack has a newer version", "{n} packs have newer versions", len(found)).format(n=len(found))
        else:
            text = _("There is nothing newer where your packs came from")
        self.told.emit(text)
        self._show()

    # ── changing ─────────────────────────────────────────────────────────────

    def _carry_out(self) -> None:
        plan = self._plan
        if plan is None:
            return
        if plan.removal:
            self._work.run(lambda: self._packs.remove(plan.manifest.id), partial(self._carried_out, plan))
        else:
            self._work.run(lambda: self._packs.install(plan, older=plan.older), partial(self._carried_out, plan))

    def _carried_out(self, plan: Plan, saved: Saved) -> None:
        texts = {
            (True, True): _("«{title}» is removed"),
            (False, True): _("«{title}» is updated"),
            (False, False): _("«{title}» is installed"),
        }
        self._put_away()
        self._newer.pop(plan.manifest.id, None)
        if plan.dates:
            self._dates_of = plan.manifest.id
        self.dates.setVisible(plan.dates)
        text = texts[plan.removal, plan.before is not None].format(title=plan.manifest.title)
        self._actions.run(text, lambda: saved)
        if not self.isVisible():
            self._show()

    def _ask_to_remove(self, pack: Installed) -> None:
        self._work.run(lambda: self._packs.plan_removal(pack.id), self._looked)

    def _move(self, pack: Installed, *, up: bool) -> None:
        self._moved = pack.id, up
        self._actions.run(_("The order of the packs is changed"), lambda: self._packs.move(pack.id, up=up))

    def _look_at_dates(self) -> None:
        root = next((root for pack, root in self._packs.roots() if pack.id == self._dates_of), None)
        if root is not None:
            self.dates.hide()
            self.dates_found.emit(root)

    # ── to a colleague ───────────────────────────────────────────────────────

    def _export(self) -> None:
        target = self._dialogs().save_file(_("Save mine as a pack"), documents() / FILE_NAME, _("Packs (*.zip)"))
        if target is not None:
            self._work.run(lambda: self._packs.export_own(target), partial(self._exported, target))

    def _exported(self, target: Path, out: "Exported") -> None:
        if out.private:
            self._dialogs().error(
                UserError(
                    _("The file holds what looks like a personal identity number"),
                    _("It stands in {titles}.").format(titles=", ".join(f"«{title}»" for title in out.private)),
                    _("Take it out of the text and save the file again before you hand it on."),
                )
            )
        self.told.emit(_("Saved for colleagues: {path}").format(path=target.name))

    # ── work ─────────────────────────────────────────────────────────────────

    def _failed(self, problem: BaseException) -> None:
        self._dialogs().error(expected(problem))

    def _show_busy(self) -> None:
        busy = self._work.busy
        for widget in (self.drop.choose, self.look_for, self.export):
            widget.setEnabled(not busy)
        self.plan.go.setEnabled(not busy and self._plan is not None and not self._plan.same)
