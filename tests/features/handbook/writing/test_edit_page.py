"""Writing own texts: nothing is lost, templates, adapting, the base text, leaving."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chefsstod.content.layers import Layer
from chefsstod.features.handbook.edit_saver import LATEST, REST
from chefsstod.features.handbook.edit_writing import NO_PREVIEW
from chefsstod.features.handbook.model import ArticleId, draft_of
from chefsstod.i18n import _
from chefsstod.storage.engine import Database
from tests.features.handbook.writing.conftest import Desk, Writer

CTRL = Qt.KeyboardModifier.ControlModifier


# ── nothing is lost ──────────────────────────────────────────────────────────


def test_what_is_typed_is_saved_soon_after_the_last_key(writer: Writer, keys: ArticleId, qtbot: QtBot) -> None:
    writer.page.edit(keys)
    writer.type("Först. ")
    assert writer.body(keys) == "Så gör vi."
    qtbot.waitUntil(lambda: writer.body(keys) == "Först. Så gör vi.", timeout=REST * 5)
    assert writer.page.write.state.text() == _("Saved")


def test_one_who_types_without_a_pause_is_saved_too(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.type("x")
    (latest,) = [timer for timer in writer.page.saver.findChildren(type(writer.page.saver._latest)) if timer.interval() == LATEST]
    left = latest.remainingTime()
    writer.type("y")
    assert latest.isActive()
    assert latest.remainingTime() <= left


def test_leaving_the_field_saves_at_once(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.type("Å")
    writer.page.write.title.setFocus()
    assert writer.body(keys) == "ÅSå gör vi."


def test_hiding_the_page_saves_and_keeps_a_version(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.type("Mer. ")
    writer.page.hide()
    assert writer.body(keys) == "Mer. Så gör vi."
    assert [v.draft.body for v in writer.handbook.versions(keys)] == ["Mer. Så gör vi.", "Så gör vi."]


def test_going_to_another_text_saves_the_first(writer: Writer, keys: ArticleId) -> None:
    other = writer.add("Larm", "Andra texten.")
    writer.page.edit(keys)
    writer.type("Mer. ")
    writer.page.edit(other)
    assert writer.body(keys) == "Mer. Så gör vi."
    assert writer.text == "Andra texten."


def test_what_cannot_be_saved_is_kept_told_once_and_saved_later(writer: Writer, keys: ArticleId, desk: Desk) -> None:
    writer.page.edit(keys)
    writer.type("Viktigt. ")
    database = desk.database
    database_timeout(database)
    with closing(sqlite3.connect(str(database.engine.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # another program holds the file
        assert not writer.page.flush()
        assert not writer.page.flush()
        assert writer.page.write.state.text() == _("Not saved – trying again")
        writer.page.close_text()
        writer.page.edit("rehab")
        writer.page.new()
        assert writer.closed == []
        assert writer.text == "Viktigt. Så gör vi."
        other.execute("ROLLBACK")
    assert len(writer.dialogs.errors) == 1
    assert writer.page.flush()
    assert writer.body(keys) == "Viktigt. Så gör vi."
    assert _("The text is saved again") in writer.told


def database_timeout(database: Database) -> None:
    """No waiting for the other program in a test."""
    from sqlalchemy import event

    @event.listens_for(database.engine, "checkout")
    def quick(connection: object, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA busy_timeout=0")  # type: ignore[attr-defined]


def test_an_empty_title_keeps_the_one_before(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.page.write.title.clear()
    writer.type("x")
    writer.page.flush()
    assert writer.handbook.article(keys).title == "Nycklar"  # type: ignore[union-attr]


def test_a_version_is_kept_now_and_then_while_she_writes(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.page.saver.version_every = 0
    for word in ("ett ", "två "):
        writer.type(word)
        writer.page.flush()
    assert len(writer.handbook.versions(keys)) == 3


def test_opening_and_closing_without_a_word_changes_nothing(writer: Writer, keys: ArticleId) -> None:
    before = writer.handbook.article(keys)
    writer.page.edit(keys)
    writer.page.close_text()
    assert writer.handbook.article(keys) == before
    assert writer.closed == [keys]
    assert writer.page.write.state.text() == ""


# ── facts ────────────────────────────────────────────────────────────────────


def test_facts_are_saved_and_what_is_not_shown_stays(writer: Writer) -> None:
    made = writer.add("Larm", related=("task/provlarm",), service_types=frozenset({"sabo"}))
    writer.page.edit(made)
    facts = writer.page.write.facts
    writer.page.write.fold.click()
    assert facts.isVisible()
    assert not writer.page.write.writing.isVisible()
    facts.owner.setFocus()
    writer.type("Enhetschefen")
    facts.keywords.setFocus()
    writer.type("larm, knapp,")
    facts.summary.setPlainText("Så provar vi larmet.")
    facts.review_by.box.click()
    facts.chapter.setCurrentIndex(facts.chapter.findData("moten"))
    facts.chapter.activated.emit(0)
    writer.page.flush()
    article = writer.handbook.article(made)
    assert article is not None
    assert (article.owner, article.keywords, article.summary, article.chapter) == (
        "Enhetschefen", ("larm", "knapp"), "Så provar vi larmet.", "moten",
    )  # fmt: skip
    assert article.review_by == date(2027, 11, 23)
    assert article.related == ("task/provlarm",)
    assert article.service_types == frozenset({"sabo"})
    assert "Enhetschefen" in writer.page.write.facts_line.text()


# ── new ──────────────────────────────────────────────────────────────────────


def test_the_choice_of_a_new_text_holds_empty_ones_and_templates(writer: Writer) -> None:
    writer.page.enter()
    assert list(writer.page.gallery.buttons) == ["blank-routine", "blank-checklist", "blank-meeting", "mall-rutin"]


def test_a_new_routine_has_her_title_dates_and_headings(writer: Writer) -> None:
    writer.page.new()
    writer.type("Så lämnar vi över")
    writer.page.gallery.buttons["blank-routine"].click()  # type: ignore[attr-defined]
    article = writer.handbook.article("egen-sa-lamnar-vi-over")
    assert article is not None
    assert (article.valid_from, article.review_by) == (date(2026, 11, 23), date(2027, 11, 23))
    assert writer.text.startswith("## ")
    assert QApplication.focusWidget() is writer.page.write.field


def test_a_template_becomes_a_text_of_her_own(writer: Writer) -> None:
    writer.page.new("mall-rutin")
    (own,) = [one for one in writer.handbook.articles() if one.layer is Layer.OWN]
    assert not own.template
    assert own.body == "## Syfte\n\nSkriv här."
    assert (own.valid_from, own.review_by) == (date(2026, 11, 23), date(2027, 11, 23))
    assert QApplication.focusWidget() is writer.page.write.title


def test_a_new_text_in_which_nothing_was_written_does_not_stay(writer: Writer) -> None:
    writer.page.new("blank-checklist")
    writer.page.close_text()
    assert not [one for one in writer.handbook.articles() if one.layer is Layer.OWN]
    assert writer.closed == [""]
    writer.undo_last()
    assert [one for one in writer.handbook.articles() if one.layer is Layer.OWN]


def test_a_template_and_its_dates_are_one_step_to_undo_and_redo(writer: Writer) -> None:
    writer.page.new("mall-rutin", "Nycklar")
    assert writer.page.write.title.text() == "Nycklar"
    writer.undo_last()
    assert writer.handbook.article("egen-nycklar") is None
    redone = writer.undo.redo()
    assert redone is not None
    assert writer.handbook.article("egen-nycklar").review_by == date(2027, 11, 23)  # type: ignore[union-attr]


def test_what_is_no_template_is_opened_instead(writer: Writer, keys: ArticleId) -> None:
    writer.page.new(keys)
    assert writer.page.write.title.text() == "Nycklar"


def test_undoing_a_new_text_closes_it(writer: Writer) -> None:
    writer.page.new("blank-meeting")
    writer.undo_last()
    assert writer.closed == [""]
    writer.page.enter()
    assert writer.page.gallery.isVisible()


# ── leaving, places, keys ────────────────────────────────────────────────────


def test_removing_a_text_closes_it_and_undo_brings_it_back(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.type("Sista. ")
    writer.page.write.remove_requested.emit()
    assert writer.closed == [""]
    assert writer.handbook.article(keys) is None
    writer.undo_last()
    assert writer.body(keys) == "Sista. Så gör vi."


def test_a_copy_is_opened_and_named(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.page.write.copy_requested.emit()
    assert writer.page.write.title.text() == _("{title} (copy)").format(title="Nycklar")
    assert writer.text == "Så gör vi."


def test_a_change_from_elsewhere_shows_and_can_be_undone_in_the_text(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    saved = writer.handbook.save(keys, replace(draft_of(writer.handbook.article(keys)), body="Från annat håll."))  # type: ignore[arg-type]
    writer.signals.changed.emit(saved.changes)
    assert writer.text == "Från annat håll."


def test_ctrl_z_beside_the_text_undoes_in_the_text(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.type("xyz")
    writer.page.write.done.setFocus()
    writer.press(Qt.Key.Key_Z, CTRL)
    assert writer.text == "Så gör vi."


def test_esc_closes_panels_then_leaves_the_field_and_then_lets_go(writer: Writer, keys: ArticleId) -> None:
    page = writer.page
    page.edit(keys)
    page.tools.open_link()
    assert page.escape()
    assert page.write.link_panel.isHidden()
    page.write.fold.click()
    assert page.escape()
    assert page.write.writing.isVisible()
    assert page.escape()
    assert QApplication.focusWidget() is page.write.done
    assert not page.escape()
    page.write.versions_button.click()
    assert page.escape()
    assert page.write.isVisible()


def test_the_place_is_found_again(writer: Writer, keys: ArticleId) -> None:
    page = writer.page
    page.edit(keys)
    page.write.field.select(3, 3)
    place = page.place()
    page.new()
    page.take_place(place)
    assert (page.write.title.text(), page.write.field.caret) == ("Nycklar", 3)
    page.write.versions_button.click()
    place = page.here()
    page.close_text()
    page.return_to(place)
    assert page.versions.isVisible()
    page.return_to(("write:finns-inte", (0, 0)))
    page.return_to(None)
    assert page.versions.isVisible()


def test_a_text_that_is_gone_is_told(writer: Writer) -> None:
    writer.page.edit("finns-inte")
    assert writer.closed == [""]
    assert writer.told


def test_without_the_preview_is_remembered(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.page.write.preview_button.click()
    assert writer.page.write.preview.isHidden()
    assert NO_PREVIEW in writer.settings.current.dismissed
    writer.page.write.preview_button.click()
    assert NO_PREVIEW not in writer.settings.current.dismissed


def test_in_a_narrow_window_text_and_preview_take_turns(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.page.resize(600, 500)
    QApplication.processEvents()
    assert writer.page.write.preview.isHidden()
    writer.page.write.read_tab.click()
    assert not writer.page.write.preview.isHidden()
    assert writer.page.write.left.isHidden()
    assert "Så gör vi." in writer.page.write.preview.toPlainText()
