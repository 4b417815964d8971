"""Pictures: re-encoded, named by chance, refused where they are none."""

import io

import pytest
from PIL import Image

from articles import imaging
from articles.models import Picture
from articles.workflow import picturing
from tests.make import make_picture, make_picture_bytes, make_reporter


def test_develop_makes_three_webp_copies_without_metadata():
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Secret place"
    Image.new("RGB", (2000, 1000)).save(out, "JPEG", exif=exif)

    developed = imaging.develop(out.getvalue())

    assert (developed.width, developed.height) == (1600, 800)
    copies = [Image.open(io.BytesIO(raw)) for raw in (developed.full, *developed.smaller.values())]
    assert [(copy.format, copy.width, dict(copy.getexif())) for copy in copies] == [
        ("WEBP", 1600, {}),
        ("WEBP", 480, {}),
        ("WEBP", 960, {}),
    ]


def test_develop_keeps_transparency():
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")

    developed = imaging.develop(out.getvalue())

    assert Image.open(io.BytesIO(developed.full)).mode == "RGBA"


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "unreadable"),
        (SVG, "unreadable"),
        (b"GIF89a" + bytes(50), "unreadable"),
        (b"%PDF-1.4", "unreadable"),
        (make_picture_bytes()[:200], "unreadable"),
        (b"0" * (imaging.MOST_BYTES + 1), "too_large"),
    ],
    ids=["empty", "svg", "gif", "pdf", "truncated", "too large"],
)
def test_develop_refuses_what_is_no_picture(raw, code):
    with pytest.raises(imaging.BadPicture) as refusal:
        imaging.develop(raw)

    assert refusal.value.code == code


def test_develop_refuses_too_many_pixels_before_decoding(monkeypatch):
    monkeypatch.setattr(imaging, "MOST_PIXELS", 100)

    with pytest.raises(imaging.BadPicture) as refusal:
        imaging.develop(make_picture_bytes())

    assert refusal.value.code == "too_many_pixels"


def test_develop_shrinks_what_is_taller_than_the_format_holds():
    developed = imaging.develop(make_picture_bytes(width=100, height=17_000))

    copies = [Image.open(io.BytesIO(raw)) for raw in (developed.full, *developed.smaller.values())]
    assert [copy.height for copy in copies] == [imaging.TALLEST] * 3


def test_develop_takes_a_picture_whose_metadata_nobody_can_read():
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Somewhere"
    Image.new("RGB", (60, 40)).save(out, "JPEG", exif=exif)
    # What holds a text says that it is the picture's height.
    damaged = out.getvalue().replace(b"\x01\x0e\x00\x02", b"\x01\x01\x00\x02")

    developed = imaging.develop(damaged)

    assert damaged != out.getvalue()
    assert {developed.width, developed.height} == {60, 40}


@pytest.mark.django_db
def test_store_gives_a_name_nobody_can_guess():
    picture = make_picture()

    name = picture.file.name
    assert len(name) == len("0" * 32 + ".webp")
    assert picture.rendition(480).endswith(f"{name[:-5]}-480.webp")
    assert picture.rendition(800).endswith(name)
    assert (picture.width, picture.height) == (800, 450)


@pytest.mark.django_db
def test_store_without_a_new_file_keeps_the_old_one():
    picture = make_picture()
    name = picture.file.name

    picture.alt = "Neuer Alternativtext"
    picturing.store(picture, raw=None, by=make_reporter())

    picture = Picture.objects.get(pk=picture.pk)
    assert (picture.file.name, picture.alt) == (name, "Neuer Alternativtext")
