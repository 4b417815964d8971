"""Develop an uploaded picture: decode it, drop all metadata, re-encode it in our sizes."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 40_000_000
FULL_WIDTH = 1600
SMALLER_WIDTHS = (480, 960)
QUALITY = 80


class BadPicture(ValueError):
    """The bytes are no picture we take; `code` is too_large, unreadable or too_many_pixels."""

    def __init__(self, code):
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Developed:
    """WebP copies of one picture; width and height in pixels are those of `full`, `smaller` is keyed by width."""

    full: bytes
    width: int
    height: int
    smaller: dict[int, bytes]


def develop(raw: bytes) -> Developed:
    """Return the picture re-encoded as WebP, at most 1600 pixels wide; raise BadPicture for anything else."""
    if len(raw) > MOST_BYTES:
        raise BadPicture("too_large")
    picture = _decode(raw)
    full = _narrowed(picture, FULL_WIDTH)
    smaller = {width: _encode(_narrowed(picture, width)) for width in SMALLER_WIDTHS}
    return Developed(full=_encode(full), width=full.width, height=full.height, smaller=smaller)


def _decode(raw: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(raw), formats=FORMATS)
        # The header tells the size before a single pixel is decoded.
        if picture.width * picture.height > MOST_PIXELS:
            raise BadPicture("too_many_pixels")
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        return upright.convert(
            "RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB"
        )
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, BadPicture):
            raise
        raise BadPicture("unreadable") from error


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    if picture.width <= width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _encode(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()
