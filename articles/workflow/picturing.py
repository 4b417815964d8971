"""Take pictures into the house: never the bytes that were sent, always our own copies."""

from django.core.files.base import ContentFile

from articles import imaging
from articles.models.picture import random_name
from articles.workflow import writing


def store(picture, *, raw, by, read_version=None, written=None):
    """Save a picture; `raw` bytes, when given, replace its file. Raises imaging.BadPicture for what is none."""
    if raw is not None:
        developed = imaging.develop(raw)
        name = random_name(picture, "")
        stem = name.removesuffix(".webp")
        storage = picture.file.storage
        for width, copy in developed.smaller.items():
            storage.save(f"{stem}-{width}.webp", ContentFile(copy))
        picture.file.name = storage.save(name, ContentFile(developed.full))
        picture.width, picture.height = developed.width, developed.height
    if written is not None and raw is not None:
        written = {*written, "file", "width", "height"}
    return writing.save(picture, by=by, read_version=read_version, written=written)
