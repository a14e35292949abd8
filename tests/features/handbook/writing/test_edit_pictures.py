"""Pictures and pasted words put into the text."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument

from chefsstod.features.handbook.format_picture import fit
from chefsstod.i18n import _
from tests.features.handbook.writing.conftest import Writer

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _empty_text(writer: Writer) -> None:
    writer.page.edit(writer.add("Nycklar", ""))


def paste(writer: Writer, *, html: str = "", text: str = "", image: QImage | None = None, file: Path | None = None) -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if image is not None:
        data.setImageData(image)
    if file is not None:
        data.setUrls([QUrl.fromLocalFile(str(file))])
    assert writer.page.write.field.canInsertFromMimeData(data)
    writer.page.write.field.insertFromMimeData(data)


# ── pictures ─────────────────────────────────────────────────────────────────


def png(size: tuple[int, int] = (20, 10)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, 3).save(target, "PNG")
    return target.getvalue()


def test_a_picture_is_kept_with_the_text_and_shown(writer: Writer, tmp_path: Path) -> None:
    file = tmp_path / "Nyckelskåp.png"
    file.write_bytes(png())
    writer.dialogs.file = file
    writer.page.write.toolbar.buttons["picture"].click()
    assert writer.text.strip() == "![" + _("Describe the picture") + "](nyckelskap.png)"
    assert writer.page.write.field.textCursor().selectedText() == _("Describe the picture")
    assert writer.handbook.file("egen-nycklar", "nyckelskap.png") is not None
    writer.page._show_preview()
    kind = QTextDocument.ResourceType.ImageResource.value
    preview = writer.page.write.preview
    assert isinstance(image := preview.loadResource(kind, QUrl("picture:nyckelskap.png")), QImage)
    assert image.width() == 20
    assert preview.loadResource(kind, QUrl("https://example.com/x.png")) is None


def test_a_second_picture_of_the_same_name_gets_another(writer: Writer, tmp_path: Path) -> None:
    file = tmp_path / "bild.png"
    for size in ((20, 10), (30, 10)):
        file.write_bytes(png(size))
        paste(writer, file=file)
    assert "(bild.png)" in writer.text
    assert "(bild-2.png)" in writer.text


def test_a_pasted_picture_is_kept(writer: Writer) -> None:
    paste(writer, image=QImage(30, 20, QImage.Format.Format_RGB32))
    assert ".png)" in writer.text


@pytest.mark.parametrize("name", ["text.png", "saknas.png"])
def test_what_is_no_picture_is_told_and_the_text_stays(writer: Writer, tmp_path: Path, name: str) -> None:
    (tmp_path / "text.png").write_text("ingen bild", encoding="utf-8")
    writer.type("Text")
    writer.dialogs.file = tmp_path / name
    writer.page.tools.choose_picture()
    assert writer.text == "Text"
    assert len(writer.dialogs.errors) == 1


def test_no_picture_chosen_changes_nothing(writer: Writer) -> None:
    writer.page.tools.choose_picture()
    assert writer.text == ""


# ── paste ────────────────────────────────────────────────────────────────────


def test_rich_text_becomes_markdown_and_is_one_step(writer: Writer) -> None:
    writer.type("Före ")
    paste(writer, html="<h2>Syfte</h2><p>Gäller <b>alla</b>.</p>", text="Syfte Gäller alla.")
    assert writer.text == "Före \n\n## Syfte\n\nGäller **alla**."
    writer.press(Qt.Key.Key_Z, CTRL)
    assert writer.text == "Före "


def test_plain_text_is_pasted_as_it_is(writer: Writer) -> None:
    paste(writer, html="<span>bara ord</span>", text="bara ord")
    assert writer.text == "bara ord"


def test_a_picture_that_is_ready_too_late_does_not_land_in_another_text(writer: Writer) -> None:
    other = writer.add("Larm", "Andra texten.")
    writer.page.edit(other)
    writer.page.tools._store("egen-nycklar", "bild", fit(png()))
    assert writer.text == "Andra texten."
    assert writer.told


def test_a_fault_of_the_program_is_not_told_as_a_bad_picture(writer: Writer) -> None:
    with pytest.raises(ZeroDivisionError):
        writer.page.tools._failed(ZeroDivisionError())
