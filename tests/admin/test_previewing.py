"""The preview of what is stored, of what is being typed, and of what readers see at a moment."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Decision, Revision
from articles.workflow import publishing
from tests import make

pytestmark = pytest.mark.django_db


def address(act, article):
    return reverse(f"admin:articles_article_{act}", args=[article.pk])


def form_of(client, article, **changes):
    """Return what a browser would send of the article's form, with some of it typed anew."""
    context = client.get(reverse("admin:articles_article_change", args=[article.pk])).context
    formsets = [each.formset for each in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(part for each in formsets for part in (each.management_form, *each.forms))]
    bound = [field for form in forms for field in form]
    sent = {field.html_name: field.value() for field in bound if field.value() not in (None, [])}
    return {name: getattr(value, "pk", value) for name, value in sent.items()} | changes


def stored():
    return list(Article.objects.order_by("pk").values()), Decision.objects.count(), Revision.objects.count()


def test_unsaved_preview_shows_what_was_typed_and_saves_nothing(client):
    article = make.make_article()
    make.make_annotation(article)
    client.force_login(make.make_reporter())
    fields = form_of(client, article, headline="Eben getippt", body=f"<p>Davor Neues. {make.OFTEN}</p>")
    before = stored()

    response = client.post(address("preview_unsaved", article), fields)

    page = response.content.decode()
    assert "Eben getippt" in page and "Davor Neues." in page
    assert '<mark class="claim' in page and article.bylines.get().author.name in page
    assert stored() == before


def test_unsaved_preview_is_nobody_elses_and_not_kept(client):
    article = make.make_article()
    client.force_login(make.make_reporter())

    response = client.post(address("preview_unsaved", article), form_of(client, article))

    assert response["Cache-Control"].startswith("no-store, private")
    assert response["X-Robots-Tag"] == "noindex"
    assert response["X-Frame-Options"] == "DENY"
    assert "<script" not in response.content.decode()


def test_unsaved_preview_cleans_what_was_typed(client):
    article = make.make_article()
    client.force_login(make.make_reporter())
    fields = form_of(client, article, body='<p onclick="x()">Satz.</p><script>x()</script>', headline="<i>Titel</i>")

    page = client.post(address("preview_unsaved", article), fields).content.decode()

    assert "onclick" not in page and "<script" not in page and "&lt;i&gt;Titel" in page


def test_unsaved_preview_shows_a_field_with_an_error_as_stored_and_says_so(client):
    article = make.make_article(headline="Gespeichert")
    client.force_login(make.make_reporter())

    page = client.post(address("preview_unsaved", article), form_of(client, article, headline="")).content.decode()

    assert "Gespeichert" in page and "Noch nicht gültig und darum hier wie gespeichert: Überschrift" in page


def test_unsaved_preview_takes_broken_requests(client):
    article = make.make_article(headline="Gespeichert")
    client.force_login(make.make_reporter())

    response = client.post(address("preview_unsaved", article), {"bylines-TOTAL_FORMS": "viele", "version": "x"})

    assert response.status_code == 200 and "Gespeichert" in response.content.decode()


@pytest.mark.parametrize(
    ("role", "expected"), [("reporter", 200), ("editor", 200), ("fact_checker", 403), ("administrator", 403)]
)
def test_unsaved_preview_opens_for_those_who_write(client, role, expected):
    client.force_login(getattr(make, f"make_{role}")())

    assert client.post(address("preview_unsaved", make.make_article()), {}).status_code == expected


def test_unsaved_preview_sends_strangers_to_the_login_and_answers_to_post_alone(client):
    article = make.make_article()

    stranger = client.post(address("preview_unsaved", article), {})
    client.force_login(make.make_reporter())

    assert stranger.status_code == 302 and stranger["Location"].startswith(reverse("admin:login"))
    assert client.get(address("preview_unsaved", article)).status_code == 405
    assert client.post(reverse("admin:articles_article_preview_unsaved", args=[4711]), {}).status_code == 404


def test_preview_of_a_moment_shows_the_revision_in_force_then(client):
    with_first = make.make_article(headline="Die erste Fassung")
    publishing.publish(with_first, by=make.make_editor(), live_from=make.in_days(1))
    client.force_login(make.make_reporter())

    def at(days):
        return client.get(address("preview", with_first), {"am": f"{make.in_days(days):%Y-%m-%dT%H:%M}"})

    assert "Dann sehen Leser:innen nichts" in at(-1).content.decode()
    page = at(3).content.decode()
    assert "Die erste Fassung" in page and "So sehen Leser:innen den Artikel am" in page and "Fassung 1." in page


def test_preview_of_a_moment_after_the_withdrawal_shows_the_notice(client):
    revision = make.make_revision()
    publishing.withdraw(revision.article, note="Der Text war erfunden.", by=make.make_editor())
    client.force_login(make.make_reporter())

    page = client.get(address("preview", revision.article), {"am": f"{make.in_days(1):%Y-%m-%dT%H:%M}"})

    assert "Der Text war erfunden." in page.content.decode()
    assert page["Cache-Control"].startswith("no-store, private") and page["X-Robots-Tag"] == "noindex"


def test_preview_of_a_moment_that_is_none_shows_the_draft_and_the_error(client):
    client.force_login(make.make_reporter())

    page = client.get(address("preview", make.make_article(headline="Der Entwurf")), {"am": "gestern"}).content.decode()

    assert "Der Entwurf" in page and "errorlist" in page


def test_unsaved_preview_asks_as_often_for_three_claims_as_for_one(client):
    client.force_login(make.make_chief())
    counts = []
    for number in (1, 3):
        sentences = [f"Satz Nummer {place} steht hier." for place in range(number)]
        article = make.make_article(body="".join(f"<p>{each}</p>" for each in sentences))
        for sentence in sentences:
            make.make_annotation(article, words=sentence)
        fields = form_of(client, article)
        with CaptureQueriesContext(connection) as queries:
            client.post(address("preview_unsaved", article), fields)
        counts.append(len(queries))

    assert counts[0] == counts[1]
