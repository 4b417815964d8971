"""Develop an uploaded picture: decode it, drop all metadata, re-encode it in our sizes."""

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 40_000_000
FULL_WIDTH = 1600
SMALLER_WIDTHS = (480, 960)
TALLEST = 16_383  # WebP holds no more
QUALITY = 80
# What Pillow raises, besides its own errors, where bytes do not mean what their places promise.
DAMAGED = (struct.error, zlib.error, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


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
        upright = _upright(picture)
        return upright.convert(
            "RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB"
        )
    except BadPicture:
        raise
    except (Image.DecompressionBombError, OSError, SyntaxError, *DAMAGED) as error:
        raise BadPicture("unreadable") from error


def _upright(picture: Image.Image) -> Image.Image:
    """Return the picture as its metadata says it is to be held; metadata that nobody can read say nothing."""
    try:
        return ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, *DAMAGED):
        return picture


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    """Return the picture at most `width` wide and as tall as the format holds, never larger than it is."""
    scale = min(1, width / picture.width, TALLEST / picture.height)
    if scale == 1:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _encode(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()
