"""The tree: what stands where, what a filter leaves, and what it says of each text in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem

from chefsstod.content.layers import Layer
from chefsstod.features.handbook.model import ArticleId, Chapter, Kind, Reading, ReadState
from chefsstod.features.handbook.service import HandbookService
from chefsstod.features.handbook.tree_rows import Only, branches, is_own, only_name, reading_order
from tests.features.handbook.conftest import article
from tests.features.handbook.reader_desk import Desk, make_desk

CHAPTERS = (Chapter("moten", "Möten"), Chapter("rehab", "Rehabilitering"))
APT = article("apt", "APT", "Text.", chapter="moten", keywords=("möte",))
ROND = article("rond", "Skyddsrond", chapter="moten")
REHAB = article("rehab", "Rehab")
LOST = article("lost", "Vilse", chapter="finns-inte")
KEYS = article("nycklar", "Nycklar", kind=Kind.ROUTINE, chapter="moten")
MINE = article("egen-larm", "Larm", kind=Kind.ROUTINE, layer=Layer.OWN)
ADAPTED = article("anpassad", "Anpassad", chapter="moten", layer=Layer.OWN, based_on="0123")
FORM = article("mall", "Mall", kind=Kind.ROUTINE, template=True)
ALL = (APT, ROND, REHAB, LOST, KEYS, MINE, ADAPTED, FORM)
READ = Reading(read_on=date(2026, 11, 1), read_digest=APT.digest)


def tree(**more: object) -> dict[str, list[str]]:
    values: dict[str, object] = {"readings": {}, **more}
    found = branches(ALL, CHAPTERS, values.pop("readings"), **values)  # type: ignore[arg-type]
    return {branch.key: [str(leaf.article) for leaf in branch.leaves] for branch in found}


def test_every_text_has_its_branch() -> None:
    assert tree() == {
        "chapter/moten": ["apt", "rond", "anpassad"],
        "chapter/rehab": ["rehab"],
        "chapter/": ["lost"],
        "routines": ["nycklar"],
        "own": ["egen-larm"],
        "templates": ["mall"],
    }
    assert is_own(MINE)
    assert not is_own(ADAPTED)


def test_bookmarks_and_recent_texts_stand_first_and_once_more_in_their_branch() -> None:
    readings = {REHAB.id: Reading(bookmarked=True)}
    found = tree(readings=readings, recent=[ArticleId("apt"), ArticleId("borta")])
    assert list(found)[:2] == ["marked", "recent"]
    assert found["marked"] == ["rehab"]
    assert found["recent"] == ["apt"]
    assert found["chapter/rehab"] == ["rehab"]


def test_a_branch_counts_what_is_not_read_as_it_now_stands() -> None:
    counts = {branch.key: branch.unread for branch in branches(ALL, CHAPTERS, {APT.id: READ})}
    assert counts["chapter/moten"] == 2
    assert counts["own"] == 0
    changed = replace(APT, body="Ny text.")
    assert branches([changed], CHAPTERS, {APT.id: READ})[0].leaves[0].state is ReadState.CHANGED


@pytest.mark.parametrize(("words", "left"), [("skydd", ["rond"]), ("MÖTE", ["apt"]), ("apt möte", ["apt"]), ("apt rond", [])])
def test_a_filter_looks_at_titles_and_keywords(words: str, left: list[str]) -> None:
    assert [name for names in tree(words=words).values() for name in names] == left


@pytest.mark.parametrize(
    ("only", "left"),
    [
        (Only.BOOKMARKED, ["rehab"]),
        (Only.REPEAT, ["rond"]),
        (Only.CHANGED, ["nycklar"]),
        (Only.UNREAD, ["rehab", "lost", "anpassad"]),
    ],
)
def test_a_choice_leaves_the_texts_that_she_has_marked_so(only: Only, left: list[str]) -> None:
    read = Reading(read_on=date(2026, 11, 1), read_digest="annan")
    readings = {
        APT.id: READ,
        REHAB.id: Reading(bookmarked=True),
        ROND.id: Reading(repeat=True),
        KEYS.id: read,
        MINE.id: replace(read, read_digest=MINE.digest),
        FORM.id: replace(read, read_digest=FORM.digest),
    }
    assert sorted(name for names in tree(readings=readings, only=only).values() for name in names) == sorted(left)
    assert only_name(only)


def test_the_reading_order_is_that_of_the_tree_without_templates() -> None:
    assert [a.id for a in reading_order(ALL, CHAPTERS)] == ["apt", "rond", "anpassad", "rehab", "lost", "nycklar", "egen-larm"]


# ── on the screen ────────────────────────────────────────────────────────────


@pytest.fixture
def desk(qapp: QApplication, handbook: HandbookService, tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(handbook, tmp_path)
    yield made
    made.close()


def lines(desk: Desk) -> list[QTreeWidgetItem]:
    return desk.page.tree.tree._lines()


def spoken(item: QTreeWidgetItem) -> str:
    return str(item.data(0, Qt.ItemDataRole.AccessibleTextRole))


def test_each_text_says_its_state_in_words(desk: Desk) -> None:
    desk.handbook.set_bookmark("rehab", True)
    desk.handbook.mark_read("rehab")
    desk.page.show_article("rehab")
    said = [spoken(item) for item in lines(desk) if item.text(0) == "Rehabilitering" and item.parent() is not None]
    assert said[0].count(", ") == 2
    assert said[0] == said[-1]
    assert all(item.toolTip(0) for item in lines(desk) if item.parent() is not None)


def test_the_branch_of_the_text_in_hand_is_unfolded_and_others_stay_as_she_left_them(desk: Desk) -> None:
    desk.page.show_article("apt")
    tops = {item.text(0): item for item in lines(desk) if item.parent() is None}
    assert tops["Möten"].isExpanded()
    assert not tops["Rehabilitering"].isExpanded()
    tops["Möten"].setExpanded(False)
    desk.page.show_start()
    tops = {item.text(0): item for item in lines(desk) if item.parent() is None}
    assert not tops["Möten"].isExpanded()


def test_the_tree_is_walked_and_opened_with_the_keyboard(desk: Desk) -> None:
    tree = desk.page.tree.tree
    desk.page.tree.field.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert tree.hasFocus()
    desk.press(Qt.Key.Key_Return)  # unfolds the first chapter
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Left)
    assert tree.currentItem().parent() is None
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.asked == ["chefsstod:article/skyddsrond"]
    assert desk.page.text.hasFocus()


def test_a_click_opens_a_text_and_folds_a_branch(desk: Desk) -> None:
    tree = desk.page.tree.tree
    desk.page.show_article("apt")
    top = next(item for item in lines(desk) if item.text(0) == "Möten")
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(top.child(0)).center())
    assert desk.asked == ["chefsstod:article/skyddsrond"]
    top = next(item for item in lines(desk) if item.text(0) == "Möten")
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(top).center())
    assert not top.isExpanded()


def test_enter_in_the_field_opens_the_first_text_that_fits(desk: Desk) -> None:
    desk.page.tree.field.setFocus()
    QTest.keyClicks(desk.page.tree.field, "arbets")
    desk.press(Qt.Key.Key_Return)
    assert desk.asked == ["chefsstod:article/apt"]


def test_a_filter_that_nothing_fits_says_so(desk: Desk) -> None:
    desk.page.tree.field.setText("zzz")
    assert desk.page.tree.nothing.isVisible()
    desk.press(Qt.Key.Key_Return)
    desk.page.tree.field.clear()
    desk.page.tree.only.setCurrentIndex(2)
    assert desk.page.tree.nothing.isVisible()
    desk.page.tree.only.setCurrentIndex(0)
    assert not desk.page.tree.nothing.isVisible()
    assert desk.asked == []
