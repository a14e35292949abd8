"""Pictures are made fit to lie with a text."""

import io

import pytest
from PIL import Image

from chefsstod.features.handbook.format_picture import MOST_BYTES, MOST_READ, WIDEST, file_name, fit
from chefsstod.support.errors import UserError


def picture(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: object) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, 3).save(target, kind, **more)
    return target.getvalue()


def test_a_huge_photo_is_scaled_down() -> None:
    fitted = fit(picture("JPEG", (4000, 3000)))
    assert (fitted.width, fitted.height) == (WIDEST, WIDEST * 3 // 4)
    assert (fitted.suffix, fitted.media) == (".jpg", "image/jpeg")
    assert len(fitted.data) < MOST_BYTES


def test_a_photo_stands_the_right_way_up_and_does_not_tell_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Kameran"
    exif.get_ifd(0x8825)[1] = "N"
    fitted = fit(picture("JPEG", (40, 30), exif=exif.tobytes()))
    assert (fitted.width, fitted.height) == (30, 40)
    assert b"Kameran" not in fitted.data
    assert not Image.open(io.BytesIO(fitted.data)).getexif()


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("GIF", "P"), ("BMP", "RGB"), ("TIFF", "CMYK")]
)
def test_drawings_stay_sharp(kind: str, mode: str) -> None:
    fitted = fit(picture(kind, mode=mode))
    assert fitted.suffix == ".png"
    assert Image.open(io.BytesIO(fitted.data)).size == (40, 30)


def test_notes_within_a_png_are_left_out() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Hemlig")
    assert b"Hemlig" not in fit(picture("PNG", pnginfo=info)).data


@pytest.mark.parametrize(
    "data", [b"", b"no picture", picture("PNG")[:40], b"\0" * (MOST_READ + 1)], ids=["empty", "text", "cut", "large"]
)
def test_what_is_no_picture_is_told(data: bytes) -> None:
    with pytest.raises(UserError):
        fit(data)


def test_a_picture_of_far_too_many_points_is_told_before_it_is_read() -> None:
    with pytest.raises(UserError):
        fit(picture("PNG", (20_000, 7_000), mode="1"))


def test_names_are_plain_and_do_not_collide() -> None:
    assert file_name("Våra nycklar (2)", ".png", ()) == "vara-nycklar-2.png"
    assert file_name("bild", ".jpg", {"bild.jpg", "bild-2.jpg"}) == "bild-3.jpg"
    assert file_name("???", ".jpg", ()) == "bild.jpg"
