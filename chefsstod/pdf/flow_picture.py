"""Pictures on paper: scaled to the column, never larger than they are, thinned out where the paper shows no more."""

import io
from typing import Any

from chefsstod.content.pictures import MAX_PIXELS

_PER_INCH = 72 / 96
"""Points per pixel at the size that screens show."""
_FINE = 220 / 72
"""Pixels per point beyond which print shows no difference."""
_ORIENTATION = 0x0112
"""The EXIF tag that tells which side of a photo is up (Exif 2.32, 4.6.4)."""


def make_picture(data: bytes, room: float, most_high: float) -> Any | None:
    """ReportLab's picture in ``room`` × ``most_high`` points; None when the bytes are no picture that can be shown."""
    from PIL import Image, ImageOps
    from reportlab.platypus import Image as PdfImage

    try:
        with Image.open(io.BytesIO(data)) as picture:
            wide, high = picture.size
            if not wide or not high or wide * high > MAX_PIXELS:
                return None
            if picture.getexif().get(_ORIENTATION, 1) != 1:  # a telephone held upright
                ImageOps.exif_transpose(picture, in_place=True)
                data, (wide, high) = b"", picture.size
            scale = min(_PER_INCH, room / wide, most_high / high)
            source = _thinned(picture, data, wide * scale, high * scale)
    except Exception:  # noqa: BLE001 - whatever a reader of pictures says to bytes that are none
        return None
    made = PdfImage(source, wide * scale, high * scale)
    made.hAlign = "LEFT"
    return made


def _thinned(picture: Any, data: bytes, wide: float, high: float) -> io.BytesIO:
    """The bytes for a picture of ``wide`` × ``high`` points: as they came where that is sensible."""
    fits = picture.width <= wide * _FINE * 1.3
    if data and fits and picture.format in ("PNG", "JPEG") and picture.mode in ("RGB", "L", "1", "P", "RGBA"):
        picture.load()
        return io.BytesIO(data)
    from PIL import Image

    made = picture.convert("RGBA" if "A" in picture.mode or "transparency" in picture.info else "RGB")
    if not fits:
        made = made.resize((max(1, round(wide * _FINE)), max(1, round(high * _FINE))), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    if picture.format == "JPEG" and made.mode == "RGB":
        made.save(stream, "JPEG", quality=85)
    else:
        made.save(stream, "PNG")
    stream.seek(0)
    return stream
