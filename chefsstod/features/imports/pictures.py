"""Pictures of a document: kept as PNG or JPEG, no larger than a page shows, each once."""

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_SIDE = 1600
MAX_PIXELS = 60_000_000
"""Larger ones are not unpacked: 60 million points take 180 MB."""
MAX_PICTURES = 300
MAX_TOTAL = 30_000_000
_LEAST = 8
"""Smaller ones are lines and dots of a web page."""
_GOOD = ("JPEG", "PNG")


class Pictures:
    """Collects the pictures of one document. ``skipped`` counts those that cannot be shown (EMF, WMF, damaged, too large)."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[str, bytes]] = {}
        self.skipped = 0
        self._names: dict[str, str] = {}
        self._total = 0

    def add(self, data: bytes) -> str:
        """The name under which the picture is kept; empty when it is not."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._names:
            self._names[digest] = self._keep(data)
        return self._names[digest]

    def skip(self) -> None:
        """One more that cannot be shown."""
        self.skipped += 1

    def _keep(self, data: bytes) -> str:
        made = scaled(data) if len(self.files) < MAX_PICTURES else None
        if made is None or self._total + len(made[1]) > MAX_TOTAL:
            self.skip()
            return ""
        media, picture = made
        if not picture:
            return ""
        self._total += len(picture)
        name = f"bild-{len(self.files) + 1}.{'jpg' if media == 'image/jpeg' else 'png'}"
        self.files[name] = made
        return name


def scaled(data: bytes) -> tuple[str, bytes] | None:
    """The picture as PNG or JPEG with no side above ``MAX_SIDE``: media type and data; None when it cannot be shown.

    The data is empty for a picture that is nothing but a dot or a line.
    """
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as image:
            if image.format in ("EMF", "WMF") or image.width * image.height > MAX_PIXELS:
                return None
            if min(image.size) < _LEAST:
                return "image/png", b""
            if image.format in _GOOD and max(image.size) <= MAX_SIDE and image.mode in ("RGB", "L", "P", "RGBA", "LA", "1"):
                image.load()  # a damaged one is told here, not when it is shown
                return f"image/{image.format.lower()}", _bare(image, data)
            return _made_anew(image)
    except Exception:  # noqa: BLE001 - Pillow raises what the picture's format has in store; one picture less is no loss of a text
        return None


def _bare(image: "Picture", data: bytes) -> bytes:
    """The same file; made anew when it tells where and by whom it was taken."""
    from PIL import ImageOps

    if "exif" not in image.info:
        return data
    out = BytesIO()
    turned = ImageOps.exif_transpose(image)
    turned.save(out, format=image.format, **({"quality": 88} if image.format == "JPEG" else {}))
    return out.getvalue()


def _made_anew(image: "Picture") -> tuple[str, bytes]:
    from PIL import ImageOps

    photo = image.format == "JPEG"
    turned = ImageOps.exif_transpose(image)
    clear = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
    plain = turned.convert("RGBA" if clear and not photo else "RGB")
    plain.thumbnail((MAX_SIDE, MAX_SIDE))
    out = BytesIO()
    if photo:
        plain.save(out, format="JPEG", quality=88, optimize=True)
    else:
        plain.save(out, format="PNG", optimize=True)
    return ("image/jpeg" if photo else "image/png"), out.getvalue()
