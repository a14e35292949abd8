"""The field, its keys and tools: lists, tables, links, pictures, paste, remarks, the preview."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication

from chefsstod.features.handbook.diff import compare
from chefsstod.features.handbook.edit_difference import DifferenceView
from chefsstod.features.handbook.edit_remarks import remarks
from chefsstod.features.handbook.edit_toolbar import KEYS
from chefsstod.features.handbook.templates import ROUTINE, blanks, draft_from, gallery, in_a_year
from chefsstod.i18n import _
from tests.features.handbook.writing.conftest import Writer

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NUMBER = "19640823-3234"


@pytest.fixture(autouse=True)
def _empty_text(writer: Writer) -> None:
    writer.page.edit(writer.add("Nycklar", ""))


# ── keys ─────────────────────────────────────────────────────────────────────


def test_a_list_is_written_with_enter_alone(writer: Writer) -> None:
    writer.type("- [ ] ett\ntvå\n\nslut")
    assert writer.text == "- [ ] ett\n- [ ] två\n\nslut"


def test_tab_moves_in_within_a_list_and_goes_on_elsewhere(writer: Writer) -> None:
    writer.type("- ett\ntvå")
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == "- ett\n  - två"
    writer.press(Qt.Key.Key_Backtab, SHIFT)
    assert writer.text == "- ett\n- två"
    writer.page.write.field.set_text("text")
    writer.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not writer.page.write.field
    assert writer.text == "text"


def test_shift_enter_is_a_plain_line_break_that_markdown_knows(writer: Writer) -> None:
    writer.type("- ett")
    writer.press(Qt.Key.Key_Return, SHIFT)
    writer.type("mer")
    assert writer.text == "- ett\nmer"


def test_keys_for_bold_italic_lists_and_headings(writer: Writer) -> None:
    writer.type("ord")
    writer.press(Qt.Key.Key_B, CTRL)
    assert writer.text == "**ord**"
    writer.press(Qt.Key.Key_B, CTRL)
    writer.press(Qt.Key.Key_I, CTRL)
    assert writer.text == "*ord*"
    writer.press(Qt.Key.Key_Z, CTRL)
    writer.press(Qt.Key.Key_L, CTRL | SHIFT)
    assert writer.text == "- ord"
    writer.press(Qt.Key.Key_C, CTRL | SHIFT)
    assert writer.text == "- [ ] ord"
    writer.press(Qt.Key.Key_O, CTRL | SHIFT)
    assert writer.text == "1. ord"
    writer.press(Qt.Key.Key_H, CTRL | SHIFT)
    assert writer.text == "## ord"


def test_letters_that_qt_counts_twice_do_not_move_the_marks(writer: Writer) -> None:
    field = writer.page.write.field
    field.set_text("🙂🙂 viktigt")
    field.select(3, 10)
    assert field.selection == (3, 10)
    field.emphasise("**")
    assert writer.text == "🙂🙂 **viktigt**"
    assert field.selection == (5, 12)


def test_a_hard_blank_stays_one(writer: Writer) -> None:
    writer.page.write.field.set_text("3\u00a0kap. 2\u00a0§")
    writer.type("x")
    writer.page.flush()
    assert writer.text == "x3\u00a0kap. 2\u00a0§"


def test_every_key_of_the_tools_is_one_that_the_field_knows(writer: Writer) -> None:
    named = {
        button.toolTip().rpartition("(")[2].rstrip(")")
        for name, button in writer.page.write.toolbar.buttons.items()
        if name in KEYS
    }
    assert named == set(KEYS.values())


# ── tools ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("tool", "text"),
    [
        ("heading:2", "## ord"),
        ("heading:3", "### ord"),
        ("bold", "**ord**"),
        ("italic", "*ord*"),
        ("bullets", "- ord"),
        ("numbers", "1. ord"),
        ("boxes", "- [ ] ord"),
    ],
)
def test_the_tools_change_the_text_and_give_the_keyboard_back(writer: Writer, tool: str, text: str) -> None:
    writer.type("ord")
    writer.page.write.done.setFocus()
    writer.page.tools.use(tool)
    assert writer.text == text
    assert QApplication.focusWidget() is writer.page.write.field
    assert writer.page.write.toolbar.buttons["undo"].isEnabled()
    writer.page.tools.use("undo")
    assert writer.text == "ord"


def test_a_box_of_facts_is_chosen_in_a_menu(writer: Writer) -> None:
    menu = writer.page.write.toolbar.callout_menu()
    menu.actions()[5].trigger()
    writer.type("Ring först.")
    assert writer.text.strip() == "::: obs\nRing först.\n:::"
    writer.page.write.toolbar.heading_menu().actions()[0].trigger()
    assert "## Ring först." in writer.text


def test_a_table_is_inserted_with_its_size_and_walked_through(writer: Writer) -> None:
    writer.page.write.toolbar.buttons["table"].click()
    panel = writer.page.write.table_panel
    panel.columns.setValue(2)
    panel.rows.setValue(1)
    writer.press(Qt.Key.Key_Return)
    writer.type("Vad")
    writer.press(Qt.Key.Key_Tab)
    writer.type("Vem")
    writer.press(Qt.Key.Key_Tab)
    writer.type("Ringer")
    writer.page.tools.use("table")  # within a table: even columns
    assert writer.text.strip().split("\n") == ["| Vad    | Vem |", "| ------ | --- |", "| Ringer |     |"]


def test_a_link_is_found_by_words(writer: Writer) -> None:
    writer.type("Se ")
    writer.press(Qt.Key.Key_K, CTRL)
    writer.type("löne")
    writer.press(Qt.Key.Key_Return)
    assert writer.text == "Se [Lönesamtal](chefsstod:task/lonesamtal)"
    assert QApplication.focusWidget() is writer.page.write.field


def test_selected_words_become_the_words_of_the_link(writer: Writer) -> None:
    writer.type("rehab")
    writer.page.write.field.select(0, 5)
    writer.press(Qt.Key.Key_K, CTRL)
    assert writer.page.write.link_panel.list.count() == 1
    writer.press(Qt.Key.Key_Return)
    assert writer.text == "[rehab](chefsstod:article/rehab)"


def test_the_arrows_choose_among_what_can_be_linked_to(writer: Writer) -> None:
    writer.press(Qt.Key.Key_K, CTRL)
    assert writer.page.write.link_panel.list.count() == 3
    writer.press(Qt.Key.Key_Down)
    writer.press(Qt.Key.Key_Up)
    writer.press(Qt.Key.Key_Up)
    writer.press(Qt.Key.Key_Return)
    assert writer.text == "[AML](chefsstod:law/aml)"


def test_an_address_can_be_linked_to_and_nothing_found_is_told(writer: Writer) -> None:
    writer.press(Qt.Key.Key_K, CTRL)
    panel = writer.page.write.link_panel
    writer.type("zzz")
    writer.press(Qt.Key.Key_Return)
    assert panel.none.isVisible()
    panel.words.setText("https://www.av.se")
    writer.press(Qt.Key.Key_Return)
    assert writer.text == "[www.av.se](https://www.av.se)"


def test_one_panel_at_a_time_and_esc_closes_it(writer: Writer) -> None:
    write = writer.page.write
    write.toolbar.buttons["help"].click()
    assert write.help_panel.isVisible()
    writer.page.tools.open_link()
    assert not write.help_panel.isVisible()
    writer.press(Qt.Key.Key_Escape)
    assert not write.link_panel.isVisible()
    assert QApplication.focusWidget() is write.field


# ── remarks ──────────────────────────────────────────────────────────────────


def test_a_personal_identity_number_is_warned_of_at_once(writer: Writer) -> None:
    writer.type(f"Ring {NUMBER}")
    assert NUMBER in writer.page.write.warning.text()
    assert writer.page.write.warning.isVisible()
    for _letter in NUMBER:
        writer.press(Qt.Key.Key_Backspace)
    assert writer.page.write.warning.isHidden()
    writer.page.write.title.setText("")
    writer.page.write.title.setFocus()
    writer.type(NUMBER)
    assert writer.page.write.warning.isVisible()


def test_a_replaced_regulation_is_remarked_on_and_written_anew(writer: Writer) -> None:
    write = writer.page.write
    writer.type("Vi följer AFS 2001:1. Ring MSB.")
    writer.page._look_through()
    assert write.remark_panel.isVisible()
    assert "AFS 2001:1" in write.remark_text.text()
    write.remark_swap.click()
    assert writer.text == "Vi följer AFS 2023:1. Ring MSB."
    assert "MSB" in write.remark_text.text()
    write.remark_show.click()
    assert write.field.textCursor().selectedText() == "MSB"
    write.remark_swap.click()
    assert write.remark_panel.isHidden()


def test_the_remarks_are_gone_through_one_by_one(writer: Writer) -> None:
    write = writer.page.write
    writer.type("AFS 2001:1. Så MSB.")
    writer.page._look_through()
    write.remark_next.click()
    assert "MSB" in write.remark_text.text()
    assert write.field.textCursor().selectedText() == "MSB"
    write.remark_next.click()
    assert "AFS 2001:1" in write.remark_text.text()


def test_a_provision_of_the_old_law_is_not_simply_renumbered() -> None:
    (found,) = remarks("Enligt AFS 2015:4 9 § ska det finnas mål.")
    assert found.instead == ""
    assert remarks("AFS 2001:1 är upphävd.") == ()


# ── preview ──────────────────────────────────────────────────────────────────


def test_the_preview_shows_the_text_and_its_links_open(writer: Writer) -> None:
    writer.type("## Syfte\nSe [rehab](chefsstod:article/rehab), [borta](chefsstod:task/saknas).")
    writer.page._show_preview()
    preview = writer.page.write.preview
    assert preview.toPlainText().startswith("Nycklar\nSyfte\nSe rehab")
    assert _("does not exist here") in preview.toPlainText()
    preview.anchorClicked.emit(QUrl("chefsstod:article/rehab"))
    preview.anchorClicked.emit(QUrl("#syfte"))
    preview.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert writer.opened == ["chefsstod:article/rehab"]


def test_the_preview_follows_the_caret(writer: Writer) -> None:
    writer.page.write.field.set_text("\n\n".join(f"Stycke {n} " + "ord " * 40 for n in range(60)))
    writer.page._show_preview()
    bar = writer.page.write.preview.verticalScrollBar()
    writer.page.write.field.select(10_000, 10_000)
    assert bar.value() > 0
    writer.page.write.field.select(0, 0)
    assert bar.value() == 0


# ── templates ────────────────────────────────────────────────────────────────


def test_every_empty_template_makes_a_draft_to_look_over_in_a_year(writer: Writer) -> None:
    handbook = writer.handbook
    for template in blanks():
        draft = draft_from(template.id, "", handbook.today)
        assert draft.title
        assert draft.body.endswith("\n")
        assert draft.review_by == in_a_year(handbook.today)
    assert draft_from(ROUTINE, " Min ", handbook.today).title == "Min"
    assert [one.id for one in gallery(handbook.articles())][-1] == "mall-rutin"


def test_a_year_after_a_leap_day_is_the_last_of_february() -> None:
    from datetime import date

    assert in_a_year(date(2028, 2, 29)) == date(2029, 2, 28)


# ── the rest of the window's keys and menus ──────────────────────────────────


def test_what_is_done_now_and_then_is_in_a_menu(writer: Writer) -> None:
    assert [action.text() for action in writer.page.write.more_menu().actions()] == [
        _("Begin a new text from this one"),
        _("Remove this text"),
    ]


def test_folded_paragraphs_open_with_a_click(qapp: QApplication) -> None:
    view = DifferenceView()
    old = "\n\n".join(f"Stycke nummer {n}." for n in range(20))
    view.show_pieces(compare(old, old + "\n\nNytt."), ("Före", "Nu"))
    assert "Stycke nummer 5." not in view.toPlainText()
    assert _("Added") in view.toPlainText()
    view.anchorClicked.emit(QUrl("unfold:0"))
    assert "Stycke nummer 5." in view.toPlainText()


def test_code_and_quotes_are_quiet_in_the_field(writer: Writer) -> None:
    field = writer.page.write.field
    field.set_text("```\n## kod\n```\n> citat\n`kod` och [länk](x)\n1. punkt")
    states = []
    block = field.document().begin()
    while block.isValid():
        states.append(block.userState())
        block = block.next()
    assert states[:4] == [1, 1, 0, 0]
