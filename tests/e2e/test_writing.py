"""Writing in the real window: a new text from a template, what is left without a word, versions, the base text under hers."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from chefsstod.app.bootstrap import AppContext
from chefsstod.content.layers import Layer
from chefsstod.features.handbook.edit_page import ArticleEditorPage
from chefsstod.features.handbook.model import draft_of
from chefsstod.i18n import _
from tests.e2e.seat import Seat

Opener = Callable[..., Seat]


def desk(seat: Seat) -> ArticleEditorPage:
    page = seat.window.pages["write"]
    assert isinstance(page, ArticleEditorPage)
    return page


def begin(seat: Seat, title: str, template: str = "blank-routine") -> None:
    """Ctrl+N in the handbook, a title, and one of the templates."""
    seat.go("handbook")
    seat.press("Ctrl+N")
    seat.type(title)
    seat.click(desk(seat).gallery.buttons[template])


def body(seat: Seat, article_id: str) -> str:
    article = seat.window.context.handbook.article(article_id)
    assert article is not None
    return article.body


def test_a_new_routine_is_there_when_the_page_is_left_without_a_word(seat: Seat) -> None:
    begin(seat, "Nycklar hos oss")
    seat.press("Ctrl+Home")
    seat.type("Gäller alla. ")
    seat.go("today")
    assert body(seat, "egen-nycklar-hos-oss").startswith("Gäller alla. ")
    seat.go("write")
    assert desk(seat).write.field.text().startswith("Gäller alla. ")


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_a_new_text_is_begun_with_the_keyboard_alone(seat: Seat, key: Qt.Key) -> None:
    seat.go("handbook")
    seat.press("Ctrl+N")
    seat.type("Nattens nycklar")
    seat.press(key, Qt.Key.Key_Space)
    assert seat.window.context.handbook.article("egen-nattens-nycklar") is not None
    assert desk(seat).write.field.hasFocus()


def test_closing_the_window_saves_the_last_letter(seat: Seat, profiled: AppContext, open_seat: Opener) -> None:
    begin(seat, "Larm")
    seat.type("x")
    seat.window.close()
    again = open_seat(profiled)
    again.go("write")
    assert "x" in body(again, "egen-larm")


def test_a_template_of_the_content_becomes_her_own_text(seat: Seat) -> None:
    begin(seat, "Morgonrundan", "mall-checklista")
    own = seat.window.context.handbook.article("egen-morgonrundan")
    assert own is not None
    assert own.layer is Layer.OWN
    assert not own.template
    seat.click(desk(seat).write.done)
    assert seat.window.page_name == "handbook"


def test_words_are_taken_back_by_undo_in_the_text_and_by_a_version(seat: Seat) -> None:
    begin(seat, "Nycklar")
    page = desk(seat)
    before = page.write.field.text()
    seat.type("Nytt ord. ")
    seat.press("Ctrl+Z")
    assert page.write.field.text() == before
    seat.press("Ctrl+Y")
    seat.click(page.write.versions_button)
    assert "Nytt" in page.versions.difference.toPlainText()
    seat.click(page.versions.restore)
    assert page.write.field.text() == body(seat, "egen-nycklar") == before
    seat.click(seat.window.toast.undo)
    assert "Nytt ord." in body(seat, "egen-nycklar")


def test_the_keys_of_the_text_come_before_those_of_the_window(seat: Seat) -> None:
    begin(seat, "Nycklar")
    seat.press("Ctrl+A", "Delete")
    seat.type("lön")
    seat.press("Ctrl+B")
    assert desk(seat).write.field.text() == "**lön**"
    seat.press("Ctrl+K")
    assert desk(seat).write.link_panel.isVisible()
    seat.press(Qt.Key.Key_Escape)
    assert not desk(seat).write.link_panel.isVisible()
    assert seat.window.page_name == "write"


@pytest.fixture
def base_text(profiled: AppContext) -> str:
    """A text of the base content that is no template, where there is one yet."""
    found = [one.id for one in profiled.handbook.articles(everything=True) if one.layer is Layer.BASE and not one.template]
    return found[0] if found else "mall-rutin"


def test_a_base_text_becomes_hers_and_is_given_back(seat: Seat, base_text: str) -> None:
    handbook = seat.window.context.handbook
    handbook.adapt(base_text)
    seat.go("write")
    page = desk(seat)
    page.edit(base_text)
    seat.press("Ctrl+Home")
    seat.type("Hos oss: ")
    assert page.flush()
    assert body(seat, base_text).startswith("Hos oss: ")
    page.write.more_menu().actions()[1].trigger()
    article = handbook.article(base_text)
    assert article is not None
    assert article.layer is Layer.BASE
    assert seat.window.page_name == "handbook"
    seat.click(seat.window.toast.undo)
    assert body(seat, base_text).startswith("Hos oss: ")


def test_a_changed_base_text_is_told_and_taken_in_part(seat: Seat, base_text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    handbook = seat.window.context.handbook
    handbook.adapt(base_text)
    handbook.save(base_text, replace(draft_of(handbook.article(base_text)), body="Mitt.\n\n" + body(seat, base_text)))  # type: ignore[arg-type]
    content = handbook._base()
    newer = tuple(replace(one, body=one.body + "\n\nNytt i grunden.") if one.id == base_text else one for one in content.articles)
    newer_content = replace(content, articles=newer)
    monkeypatch.setattr(handbook, "_base", lambda: newer_content)
    seat.go("write")
    page = desk(seat)
    page.edit(base_text)
    seat.settle()
    assert page.write.banner.isVisible()
    seat.click(page.write.base_button)
    take = next(iter(page.base.takes.values()))
    seat.click(take)
    assert "Nytt i grunden." in body(seat, base_text)
    assert body(seat, base_text).startswith("Mitt.")
    seat.click(seat.button(_("Keep mine"), within=page.base))
    assert page.write.banner.isHidden()
