import pytest
from django.test import RequestFactory

from articles.views import public
from tests.make import make_revision


@pytest.mark.django_db
def test_page_that_is_not_there_says_where_to_go(client):
    make_revision()

    response = client.get("/gibt-es-nicht/")

    html = response.content.decode()
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in html
    assert 'content="noindex"' in html
    assert "canonical" not in html


def test_server_error_answers_without_the_database():
    response = public.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Da ist bei uns etwas schiefgegangen" in response.content.decode()


def test_server_error_answers_even_when_its_template_is_broken(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }

    response = public.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert b"Interner Fehler" in response.content
