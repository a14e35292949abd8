"""Paket on the screen: looking, installing, updating, removing, the order, newer versions, handing on."""

import errno
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from chefsstod.features.handbook.model import Article, ArticleId, Kind
from chefsstod.features.packs.export import OwnContent
from chefsstod.features.packs.model import What
from chefsstod.features.packs.page import PackPage
from chefsstod.features.packs.plan_view import ROWS_AT_A_TIME, Problems
from chefsstod.features.packs.service import PackService
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Changes
from chefsstod.support.settings import Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.tasks import InlineTaskRunner
from chefsstod.ui.undo import UndoStack
from tests.features.packs.conftest import CONTACTS, Author

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MARCH = "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10"


@dataclass
class Desk:
    """The page and what it said."""

    page: PackPage
    dialogs: RecordingDialogs
    undo: UndoStack
    told: list[str] = field(default_factory=list)
    changed: list[Changes] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    dates: list[Path] = field(default_factory=list)

    def press(self, widget: QAbstractButton) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Space)
        QApplication.processEvents()

    def install(self, source: Path) -> None:
        self.page.look_at(source)
        self.press(self.page.plan.go)

    def titles(self) -> list[str]:
        return [card.title.text() for card in self.page.cards]


@pytest.fixture
def desk(qapp: QApplication, profiled: AppContext, packs: PackService) -> Iterator[Desk]:
    apply_look(qapp, Theme.LIGHT, 100)
    dialogs, undo, signals = RecordingDialogs(), UndoStack(), AppSignals()
    actions = OccurrenceActions(wheel=profiled.yearwheel, signals=signals, undo=undo, dialogs=lambda: dialogs)
    page = PackPage(packs=packs, actions=actions, signals=signals, dialogs=lambda: dialogs, tasks=InlineTaskRunner())
    made = Desk(page, dialogs, undo)
    page.told.connect(made.told.append)
    actions.told.connect(made.told.append)
    signals.changed.connect(made.changed.append)
    page.open_requested.connect(made.opened.append)
    page.dates_found.connect(made.dates.append)
    page.resize(900, 900)
    page.show()
    page.enter()
    QApplication.processEvents()
    yield made
    page.close()
    page.deleteLater()


def test_the_empty_page_explains_what_a_pack_is_and_how_to_get_one(desk: Desk) -> None:
    page = desk.page
    assert page.cards == []
    assert not page.look_for.isVisible()
    page.take_keyboard()
    assert page.drop.choose.hasFocus()


def test_nothing_happens_before_she_has_seen_the_plan_and_said_yes(desk: Desk, author: Author, packs: PackService) -> None:
    desk.dialogs.file = author.zipped(author.pack(tasks={"lonesamtal": MARCH}))
    desk.press(desk.page.drop.choose)
    plan = desk.page.plan
    assert plan.isVisible()
    assert plan.heading.text() == "Kommunens paket 1.0.0"
    assert [(group.what, len(group.texts())) for group in plan.groups()] == [(What.NEW, 2)]
    assert "instead of the one in Chefsstöd" in plan.groups()[0].texts()[1]
    assert plan.go.hasFocus()
    assert packs.installed() == ()
    desk.press(plan.leave)
    assert not plan.isVisible()
    assert (packs.installed(), desk.told) == ((), [])


def test_installing_tells_shows_the_pack_and_can_be_undone(desk: Desk, author: Author, packs: PackService) -> None:
    desk.install(author.pack())
    assert desk.told == ["«Kommunens paket» is installed"]
    assert desk.changed[-1].packs
    assert desk.titles() == ["Kommunens paket"]
    assert "1 routine" in desk.page.cards[0].holds.text()
    assert not desk.page.plan.isVisible()
    assert desk.undo.undo() is not None
    assert packs.installed() == ()
    assert desk.undo.redo() is not None
    assert [pack.id for pack in packs.installed()] == ["kommunen"]


def test_an_update_shows_what_changes_and_folds_what_stays_the_same(desk: Desk, author: Author) -> None:
    desk.install(author.pack(routines={"aa": "ett", "bb": "två", "cc": "tre"}))
    desk.dialogs.file = author.pack(version="1.1", routines={"aa": "ett", "bb": "annat", "dd": "fyra"})
    desk.press(desk.page.cards[0].update_)
    plan = desk.page.plan
    assert plan.go.text() == "Update"
    assert {group.what: len(group.texts()) for group in plan.groups()} == {
        What.NEW: 1,
        What.CHANGED: 1,
        What.REMOVED: 1,
        What.SAME: 0,
    }
    same = plan.groups()[-1]
    desk.press(same.head)
    assert len(same.texts()) == 1
    desk.press(plan.go)
    assert desk.told[-1] == "«Kommunens paket» is updated"
    assert desk.page.cards[0].facts.text().startswith("Version 1.1")


def test_an_older_version_is_said_to_be_one_on_the_button_itself(desk: Desk, author: Author, packs: PackService) -> None:
    desk.install(author.pack(version="2.0"))
    desk.page.look_at(author.pack(version="1.0"))
    assert desk.page.plan.warning.isVisible()
    assert desk.page.plan.go.text() == "Install the older version"
    desk.press(desk.page.plan.go)
    assert packs.installed()[0].version == "1.0"


def test_what_is_installed_already_needs_no_installing(desk: Desk, author: Author) -> None:
    root = author.pack()
    desk.install(root)
    desk.page.look_at(root)
    assert not desk.page.plan.go.isEnabled()
    assert desk.page.plan.leave.hasFocus()
    assert "already" in desk.page.plan.facts.text()


def test_problems_are_shown_with_file_and_line_and_hers_is_named(
    desk: Desk, author: Author, own: dict[str, frozenset[str]]
) -> None:
    own["routine"] = frozenset({"hel"})
    root = author.pack(routines={"hel": "text", "fel": "![b](https://example.com/b.png)"}, more={"avtal.docx": "x"})
    desk.page.look_at(root)
    (problems,) = desk.page.plan.findChildren(Problems)
    assert any(text.startswith("routines/fel.md:9: ") for text in problems.texts())
    assert any(text.startswith("avtal.docx: ") for text in problems.texts())
    assert desk.page.plan.go.isEnabled()
    assert "your own version" in desk.page.plan.groups()[0].texts()[0]


def test_removing_shows_first_what_goes(desk: Desk, author: Author, packs: PackService) -> None:
    desk.install(author.pack(tasks={"lonesamtal": MARCH}))
    desk.press(desk.page.cards[0].remove)
    plan = desk.page.plan
    assert [(group.what, len(group.texts())) for group in plan.groups()] == [(What.REMOVED, 2)]
    assert packs.installed()
    desk.press(plan.go)
    assert packs.installed() == ()
    assert desk.told[-1] == "«Kommunens paket» is removed"
    assert desk.page.cards == []


def test_the_order_is_changed_with_the_keyboard_which_stays_on_the_pack(desk: Desk, author: Author) -> None:
    desk.install(author.pack(id="ett", title="Ett"))
    desk.install(author.pack(id="tva", title="Två"))
    assert desk.titles() == ["Två", "Ett"]
    assert not desk.page.cards[0].up.isEnabled()
    desk.press(desk.page.cards[1].up)
    assert desk.titles() == ["Ett", "Två"]
    assert desk.page.cards[0].down.hasFocus()


def test_a_single_pack_has_no_order(desk: Desk, author: Author) -> None:
    desk.install(author.pack())
    assert not desk.page.cards[0].up.isVisible()


def test_what_a_pack_holds_can_be_opened_from_it(desk: Desk, author: Author) -> None:
    desk.install(author.pack(tasks={"lonesamtal": MARCH}, more={"directory/contacts.yaml": CONTACTS}))
    desk.press(desk.page.cards[0].show_contents)
    for link in desk.page.cards[0].list.findChildren(QPushButton):
        desk.press(link)
    assert desk.opened == ["chefsstod:article/nyckelrutin", "chefsstod:task/lonesamtal", "chefsstod:contact/hr-vast"]
    place = desk.page.place()
    assert desk.page.cards[0].show_contents.text() == "Hide what it holds"
    desk.press(desk.page.cards[0].show_contents)
    assert desk.page.cards[0].show_contents.text() == "Show what it holds"
    assert not desk.page.cards[0].list.isVisible()
    desk.page.take_place(place)
    QApplication.processEvents()
    assert desk.page.cards[0].list.isVisible()


def test_a_newer_version_on_the_share_is_found_when_she_asks(desk: Desk, author: Author, packs: PackService) -> None:
    share = author.folder / "delat.zip"
    shutil.copy(author.zipped(author.pack()), share)
    desk.install(share)
    desk.press(desk.page.look_for)
    assert desk.told[-1] == "There is nothing newer where your packs came from"
    shutil.copy(author.zipped(author.pack(version="1.3")), share)
    desk.press(desk.page.look_for)
    assert desk.told[-1] == "1 pack has a newer version"
    desk.press(desk.page.cards[0].newer)
    assert desk.page.plan.go.text() == "Update"
    desk.press(desk.page.plan.go)
    assert packs.installed()[0].version == "1.3"
    assert not desk.page.cards[0].newer.isVisible()


def test_answers_about_local_dates_are_offered_after_installing(desk: Desk, author: Author, packs: PackService) -> None:
    answers = "answers:\n- {question: lonesamtal, option: host}\n"
    desk.install(author.pack(more={"localdates/answers.yaml": answers}))
    assert desk.page.dates.isVisible()
    desk.press(desk.page.dates.look)
    assert desk.dates == [packs.roots()[0][1]]
    assert (desk.dates[0] / "localdates" / "answers.yaml").is_file()


def test_what_is_no_pack_is_told_and_changes_nothing(desk: Desk, author: Author) -> None:
    broken = author.folder / "trasigt.zip"
    broken.write_bytes(b"PK not really")
    desk.page.look_at(broken)
    assert [problem.title for problem in desk.dialogs.errors] == ["«trasigt.zip» cannot be used as a pack"]
    assert not desk.page.plan.isVisible()
    assert desk.page.drop.choose.isEnabled()


def test_a_large_pack_is_shown_some_rows_at_a_time(desk: Desk, author: Author) -> None:
    desk.page.look_at(author.pack(routines={f"rutin-{n:03}": "text" for n in range(ROWS_AT_A_TIME + 5)}))
    (group,) = desk.page.plan.groups()
    assert len(group.texts()) == ROWS_AT_A_TIME
    desk.press(group.more)
    assert len(group.texts()) == ROWS_AT_A_TIME + 5
    assert not group.more.isVisible()


def test_a_pack_can_be_dropped_on_the_page(desk: Desk, author: Author) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(author.pack()))])
    drop = desk.page.drop
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), action, data, buttons, keys)
    QApplication.sendEvent(drop, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(drop, QDropEvent(QPointF(5, 5), action, data, buttons, keys))
    assert desk.page.plan.isVisible()


def test_a_plan_stands_when_the_page_is_made_anew(desk: Desk, author: Author) -> None:
    desk.page.look_at(author.pack())
    place = desk.page.place()
    desk.press(desk.page.plan.leave)
    desk.page.take_place(place)
    assert desk.page.plan.isVisible()
    desk.page.take_keyboard()
    assert desk.page.plan.go.hasFocus()


def test_what_is_hers_is_saved_for_a_colleague_and_told_when_it_names_a_person(
    desk: Desk, packs: PackService, tmp_path: Path
) -> None:
    text = Article(ArticleId("egen"), Kind.ROUTINE, "Nycklar", "Ring 19811218-9876.")
    packs._mine = lambda: OwnContent("Norra", (text,))
    desk.page.mine.show()
    desk.press(desk.page.export)
    assert desk.told == [], "she changed her mind"
    desk.dialogs.file = tmp_path / "mina"
    desk.press(desk.page.export)
    assert desk.told == ["Saved for colleagues: mina.zip"]
    assert "«Nycklar»" in desk.dialogs.errors[0].message
    assert packs.plan(tmp_path / "mina.zip").changes


def test_what_fails_while_it_is_looked_at_is_told_and_the_page_works_on(
    desk: Desk, author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(desk.page._packs, "plan", full)
    desk.page.look_at(author.pack())
    assert len(desk.dialogs.errors) == 1
    monkeypatch.undo()
    desk.page.look_at(author.pack())
    assert desk.page.plan.isVisible()


def test_everything_in_a_large_pack_can_be_reached_from_its_card(desk: Desk, author: Author) -> None:
    desk.install(author.pack(routines={f"rutin-{n:03}": "text" for n in range(ROWS_AT_A_TIME + 5)}))
    card = desk.page.cards[0]
    desk.press(card.show_contents)
    links = [b for b in card.list.findChildren(QPushButton) if b.isVisible()]
    assert len(links) == ROWS_AT_A_TIME + 1
    desk.press(links[-1])
    assert len([b for b in card.list.findChildren(QPushButton) if b.isVisible()]) == ROWS_AT_A_TIME + 5


def test_a_drag_that_goes_away_leaves_no_mark(desk: Desk) -> None:
    before = desk.page.drop.styleSheet()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/nowhere")])
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(desk.page.drop, QDragEnterEvent(QPoint(5, 5), action, data, buttons, keys))
    assert desk.page.drop.styleSheet() != before
    QApplication.sendEvent(desk.page.drop, QDragLeaveEvent())
    assert desk.page.drop.styleSheet() == before


def test_a_long_path_does_not_widen_the_page(desk: Desk, author: Author, tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["en-lang-mapp-pa-den-gemensamma-disken"] * 5)
    deep.parent.mkdir(parents=True)
    shutil.copytree(author.pack(more={f"{'mapp' * 10}/{'fil' * 20}.docx": "x"}), deep)
    desk.install(deep)
    desk.page.look_at(author.pack(more={f"{'mapp' * 10}/{'fil' * 20}.docx": "x"}))
    desk.page.resize(600, 700)
    QApplication.processEvents()
    sheet = desk.page.area.widget()
    assert sheet is not None
    assert sheet.minimumSizeHint().width() <= 600
