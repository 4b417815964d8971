import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.make import make_picture

pytestmark = pytest.mark.django_db


def test_picture_is_served_for_ever_and_as_nothing_but_a_picture(client):
    picture = make_picture()

    response = client.get(picture.rendition(picture.width))

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"


def test_picture_has_smaller_copies(client):
    picture = make_picture()

    response = client.get(picture.rendition(480))

    assert response.status_code == 200
    response.close()


@pytest.mark.parametrize(
    "name",
    [
        "0123456789abcdef0123456789abcdef.webp",
        "beleg.pdf",
        "geheim.webp",
        "..%2Fnewsroom.sqlite3",
        "0123456789abcdef0123456789abcdef-481.webp",
        "0123456789ABCDEF0123456789ABCDEF.webp",
        "0123456789abcdef0123456789abcdef.webp%0A",
    ],
)
def test_picture_of_any_other_name_is_not_found(client, name):
    default_storage.save("geheim.webp", ContentFile(b"geheim"))

    assert client.get(f"/bilder/{name}").status_code == 404
