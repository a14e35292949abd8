"""Whether the bytes that come as a picture are one, and one of a size that can be shown. Nothing is decoded."""

import io

from chefsstod.i18n import _

MAX_PIXELS = 40_000_000
"""160 MB when it is shown: more than any photo in a routine needs."""
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


def wrong_picture(data: bytes, suffix: str) -> str | None:
    """Why ``data`` is no picture of the kind that ``suffix`` («.png») says, or too large a one; None where it is."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=[_FORMATS[suffix]]) as picture:
            width, height = picture.size
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        width = height = MAX_PIXELS
    except Exception:  # noqa: BLE001 - whatever a reader of pictures says to bytes that are none
        return _("the file is no {kind} picture; it is left out").format(kind=_FORMATS[suffix])
    if width * height > MAX_PIXELS:
        return _("the picture has more than {n} million points; it is left out").format(n=MAX_PIXELS // 1_000_000)
    return None
