"""Her own version of a base text, what becomes of the base text, and earlier versions of hers."""

from dataclasses import replace

from PySide6.QtCore import Qt

from chefsstod.content.layers import Layer
from chefsstod.features.handbook.diff import Count
from chefsstod.features.handbook.edit_difference import count_text
from chefsstod.features.handbook.model import ArticleId, draft_of
from tests.features.handbook.conftest import Layers
from tests.features.handbook.writing.conftest import Writer

CTRL = Qt.KeyboardModifier.ControlModifier


def change_base(layers: Layers, **more: object) -> None:
    found = tuple(replace(one, **more) if one.id == "rehab" else one for one in layers.base.articles)
    layers.base = replace(layers.base, articles=found)


def adapted(writer: Writer, layers: Layers) -> None:
    """Her own version of «rehab» with words of hers; then the base text changes in two places."""
    handbook = writer.handbook
    handbook.adapt("rehab")
    own = draft_of(handbook.article("rehab"))  # type: ignore[arg-type]
    handbook.save("rehab", replace(own, body=own.body + "\n\nVårt eget stycke."))
    base = layers.base.articles[0].body
    change_base(
        layers, body=base.replace("Ring samma dag.", "Ring inom en timme.").replace("Lead som säger", "Inledning som säger")
    )


# ── her own version of a base text ───────────────────────────────────────────


def test_a_base_text_is_first_offered_and_then_hers(writer: Writer) -> None:
    writer.page.edit("rehab")
    assert writer.page.offer.isVisible()
    writer.page.offer.adapt.click()
    assert writer.page.write.isVisible()
    assert writer.handbook.article("rehab").layer is Layer.OWN  # type: ignore[union-attr]
    assert "Ring samma dag." in writer.text
    writer.undo_last()
    assert writer.handbook.article("rehab").layer is Layer.BASE  # type: ignore[union-attr]


def test_a_template_is_not_adapted_but_begun_from(writer: Writer) -> None:
    writer.page.edit("mall-rutin")
    assert not writer.page.offer.adapt.isVisible()
    writer.page.offer.copy.click()
    assert writer.page.write.title.text() == "Mall: rutin"


def test_going_back_to_the_base_text_shows_it_and_can_be_undone(writer: Writer, layers: Layers) -> None:
    adapted(writer, layers)
    writer.page.edit("rehab")
    writer.page.write.remove_requested.emit()
    assert writer.closed == ["rehab"]
    assert writer.handbook.article("rehab").layer is Layer.BASE  # type: ignore[union-attr]
    writer.undo_last()
    assert "Vårt eget stycke." in writer.body("rehab")


def test_a_changed_base_text_is_told_over_hers(writer: Writer, layers: Layers) -> None:
    adapted(writer, layers)
    writer.page.edit("rehab")
    assert "2" in writer.page.write.banner_text.text()
    writer.page.write.base_button.click()
    assert writer.page.base.isVisible()
    assert len(writer.page.base.takes) == 2


def test_single_changes_are_taken_into_hers(writer: Writer, layers: Layers) -> None:
    adapted(writer, layers)
    writer.page.show_base_change("rehab")
    writer.page.base.take_requested.emit(sorted(writer.page.base.takes)[1])
    body = writer.body("rehab")
    assert "Ring inom en timme." in body
    assert "Ring samma dag." not in body
    assert "Vårt eget stycke." in body
    assert body.startswith("Lead som säger")
    assert len(writer.page.base.takes) == 1
    writer.page.escape()
    writer.page.tools.use("undo")
    writer.page.flush()
    assert "Ring samma dag." in writer.body("rehab")


def test_keeping_hers_puts_the_remark_away(writer: Writer, layers: Layers) -> None:
    adapted(writer, layers)
    writer.page.show_base_change("rehab")
    writer.page.base.keep.click()
    assert writer.page.write.banner.isHidden()
    assert "Vårt eget stycke." in writer.body("rehab")
    writer.undo_last()
    assert not writer.page.write.banner.isHidden()


def test_taking_the_new_base_text_keeps_hers_as_a_version(writer: Writer, layers: Layers) -> None:
    adapted(writer, layers)
    writer.page.show_base_change("rehab")
    writer.page.base.replace.click()
    assert writer.body("rehab") == layers.base.articles[0].body == writer.text
    assert writer.handbook.base_change("rehab") is None
    assert any("Vårt eget stycke." in v.draft.body for v in writer.handbook.versions("rehab"))
    writer.undo_last()
    assert "Vårt eget stycke." in writer.body("rehab")
    assert writer.handbook.base_change("rehab") is not None


def test_a_base_text_that_is_gone_leaves_hers(writer: Writer, layers: Layers) -> None:
    adapted(writer, layers)
    layers.base = replace(layers.base, articles=layers.base.articles[1:])
    writer.page.show_base_change("rehab")
    assert not writer.page.base.replace.isVisible()
    writer.page.base.keep.click()
    assert "Vårt eget stycke." in writer.body("rehab")


def test_there_is_nothing_to_show_where_the_base_is_as_it_was(writer: Writer) -> None:
    writer.handbook.adapt("rehab")
    writer.page.show_base_change("rehab")
    assert writer.page.write.isVisible()


# ── versions ─────────────────────────────────────────────────────────────────


def test_versions_show_what_changed_and_one_goes_back_to_one(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.type("Helt nytt. ")
    writer.page.write.versions_button.click()
    view = writer.page.versions
    assert view.list.count() == 2
    assert view.list.item(0).text().endswith(count_text(Count(2, 0)))
    assert "Helt nytt" in view.difference.toPlainText()
    view.restore.click()
    assert writer.text == writer.body(keys) == "Så gör vi."
    writer.undo_last()
    assert writer.text == "Helt nytt. Så gör vi."


def test_going_back_to_a_version_is_one_step_in_the_text(writer: Writer, keys: ArticleId) -> None:
    writer.page.edit(keys)
    writer.type("Helt nytt. ")
    writer.page.write.versions_button.click()
    writer.page.versions.restore.click()
    writer.press(Qt.Key.Key_Z, CTRL)
    assert writer.text == "Helt nytt. Så gör vi."
    writer.page.flush()
    assert writer.body(keys) == "Helt nytt. Så gör vi."
