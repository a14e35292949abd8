"""Pictures made fit to lie with a text: right way up, no larger than the page needs, and without where and when they were taken."""

import io
from collections.abc import Collection
from dataclasses import dataclass

from chefsstod.i18n import _
from chefsstod.support.errors import UserError
from chefsstod.support.ids import free_id, slug_of

MOST_BYTES = 5 * 1024 * 1024
MOST_READ = 60 * 1024 * 1024
WIDEST = 1600
"""Pixels along the longer side: sharp over the whole width of a printed A4 page."""
_MOST_PIXELS = 89_000_000
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Fitted:
    """A picture as it is kept."""

    data: bytes
    media: str
    suffix: str
    width: int
    height: int


def fit(data: bytes) -> Fitted:
    """The picture, scaled down where it is huge. Its own notes (place, time, camera) are left out. Raises UserError."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(data) > MOST_READ:
        raise _too_large()
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise _too_large()
            picture: Image.Image = ImageOps.exif_transpose(opened)
            picture.load()
            photo = opened.format in ("JPEG", "MPO") or (opened.format == "WEBP" and "A" not in opened.getbands())
    except UserError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_large() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise UserError(
            _("The picture cannot be read"),
            _("The file is damaged, or no picture that Chefsstöd knows. Your text is as it was."),
            _("Save it as PNG or JPEG and try again."),
        ) from problem
    if max(picture.size) > WIDEST:
        picture.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    fitted = _jpeg(picture) if photo else _png(picture)
    if len(fitted.data) > MOST_BYTES and not photo:
        fitted = _jpeg(picture)  # a photo saved as PNG
    if len(fitted.data) > MOST_BYTES:
        raise _too_large()
    return fitted


def _too_large() -> UserError:
    return UserError(
        _("The picture is too large"),
        _("A picture in a text may be at most {n} MB. Your text is as it was.").format(n=MOST_BYTES // 1024 // 1024),
        _("Save it smaller in another program and try again."),
    )


def _jpeg(picture: "object") -> Fitted:
    from PIL import Image

    assert isinstance(picture, Image.Image)  # noqa: S101 - the library is not known where types are read
    if picture.mode not in ("RGB", "L"):
        ground = Image.new("RGB", picture.size, "white")
        solid = picture.convert("RGBA")
        ground.paste(solid, mask=solid.getchannel("A"))
        picture = ground
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return Fitted(target.getvalue(), "image/jpeg", ".jpg", *picture.size)


def _png(picture: "object") -> Fitted:
    from PIL import Image

    assert isinstance(picture, Image.Image)  # noqa: S101 - as above
    if picture.mode not in ("RGB", "RGBA", "L", "LA", "P", "1"):
        picture = picture.convert("RGBA")
    bare = Image.new(picture.mode, picture.size)
    if picture.mode == "P" and (palette := picture.getpalette()):
        bare.putpalette(palette)
    bare.paste(picture)
    target = io.BytesIO()
    keep = {"transparency": picture.info["transparency"]} if "transparency" in picture.info else {}
    bare.save(target, "PNG", optimize=True, **keep)
    return Fitted(target.getvalue(), "image/png", ".png", *picture.size)


def file_name(stem: str, suffix: str, taken: Collection[str]) -> str:
    """A name for a picture within its text: plain letters, and none that is taken."""
    return free_id(slug_of(stem) or "bild", {name.rpartition(".")[0] for name in taken}) + suffix
