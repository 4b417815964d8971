"""The screens that compare two versions and bring an earlier one back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.choices import Verb
from articles.models import Article, Decision
from articles.workflow import publishing, writing
from tests import make
from tests.forms import read

pytestmark = pytest.mark.django_db


def address(act, article, *args):
    return reverse(f"admin:articles_article_{act}", args=[article.pk, *args])


def edit(article, **fields):
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    return writing.save(article, by=make.make_reporter())


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("role", ["reporter", "fact_checker", "editor", "administrator"])
def test_compare_opens_for_all_of_the_desk(client, role):
    client.force_login(getattr(make, f"make_{role}")())

    assert client.get(address("compare", make.make_article())).status_code == 200


@pytest.mark.parametrize(
    ("role", "expected"), [("reporter", 200), ("editor", 200), ("fact_checker", 403), ("administrator", 403)]
)
def test_restore_opens_for_those_who_write(client, role, expected):
    revision = make.make_revision()
    edit(revision.article, teaser="Anders.")
    client.force_login(getattr(make, f"make_{role}")())

    asked = client.get(address("restore", revision.article, 1))
    done = client.post(address("restore", revision.article, 1), read(revision.article))

    assert (asked.status_code, done.status_code) == (expected, 302 if expected == 200 else 403)


@pytest.mark.parametrize(("act", "args"), [("compare", []), ("restore", [1])])
def test_screens_send_strangers_to_the_login(client, act, args):
    response = client.get(address(act, make.make_revision().article, *args))

    assert response.status_code == 302 and response["Location"].startswith(reverse("admin:login"))


def test_compare_shows_unasked_what_readers_do_not_see_yet(client):
    revision = make.make_revision(headline="Eine alte Überschrift", body="<p>Bleibt so.</p>")
    edit(revision.article, headline="Eine neue Überschrift")
    client.force_login(make.make_reporter())

    page = text_of(client.get(address("compare", revision.article)))

    assert "Von „Fassung 1“ zu „Entwurf“" in page
    assert "</span>alte<span" in page and "</span>neue<span" in page
    assert "Anders ist: <b>Überschrift" in page and "Unverändert:" in page


def test_compare_of_any_two_revisions(client):
    revision = make.make_revision(teaser="Eins.")
    publishing.publish(edit(revision.article, teaser="Zwei."), by=make.make_editor())
    edit(revision.article, teaser="Drei.")
    client.force_login(make.make_reporter())

    page = text_of(client.get(address("compare", revision.article), {"von": "1", "bis": "2"}))

    assert "Eins." in page and "Zwei." in page and "Drei." not in page


def test_compare_without_a_difference_says_so(client):
    revision = make.make_revision()
    client.force_login(make.make_reporter())

    assert "Wort für Wort gleich" in text_of(client.get(address("compare", revision.article)))


def test_compare_without_a_revision_says_so(client):
    client.force_login(make.make_reporter())

    assert "Veröffentlicht ist noch nichts" in text_of(client.get(address("compare", make.make_article())))


@pytest.mark.parametrize("wanted", ["7", "-1", "x", "<script>"])
def test_compare_with_a_revision_that_is_not_there_says_so(client, wanted):
    client.force_login(make.make_reporter())

    response = client.get(address("compare", make.make_revision().article), {"von": wanted})

    assert response.status_code == 404
    assert "hat dieser Artikel nicht" in text_of(response) and "<script>" not in text_of(response)


def test_restore_asks_first_and_then_fills_the_draft(client):
    revision = make.make_revision(headline="So war es")
    draft = edit(revision.article, headline="So ist es")
    client.force_login(make.make_reporter())

    asked = text_of(client.get(address("restore", draft, 1)))
    untouched = Article.objects.get().headline
    response = client.post(address("restore", draft, 1), {"version": draft.version}, follow=True)

    assert "Das ändert sich im Entwurf" in asked and untouched == "So ist es"
    assert Article.objects.get().headline == "So war es"
    assert "Im Entwurf steht jetzt die Fassung 1." in text_of(response)
    assert Decision.objects.about(draft).latest().verb == Verb.RESTORE


def test_restore_says_aloud_which_marks_lost_their_words(client):
    revision = make.make_revision(make.make_article(body="<p>Nur das.</p>"))
    draft = edit(revision.article, body="<p>Nur das. Und dies.</p>")
    make.make_annotation(draft, words="Und dies")
    client.force_login(make.make_reporter())

    response = client.post(address("restore", draft, 1), read(draft), follow=True)

    assert "1 Markierung hat ihre Wörter verloren: „Und dies“." in text_of(response)


def test_restore_of_a_draft_that_was_saved_meanwhile_changes_nothing(client):
    revision = make.make_revision()
    draft = edit(revision.article, headline="Inzwischen")
    client.force_login(make.make_reporter())

    response = client.post(address("restore", draft, 1), {"version": draft.version - 1}, follow=True)

    assert Article.objects.get(pk=draft.pk).headline == "Inzwischen"
    assert "Wiederhergestellt wurde nichts." in text_of(response)


def test_restore_of_a_revision_of_another_article_changes_nothing(client):
    article, other = make.make_article(headline="Mein Artikel"), make.make_revision().article
    number = Decision.objects.count()
    client.force_login(make.make_reporter())

    response = client.post(address("restore", article, other.revisions.get().number), follow=True)

    assert "Eine Fassung 1 hat dieser Artikel nicht. Geändert wurde nichts." in text_of(response)
    assert Decision.objects.count() == number


def test_publish_screen_shows_what_readers_will_newly_see(client):
    revision = make.make_revision(headline="Eine alte Überschrift")
    edit(revision.article, headline="Eine neue Überschrift")
    client.force_login(make.make_editor())

    page = text_of(client.get(address("publish", revision.article)))

    assert "Was Leser:innen neu sehen" in page and "</span>neue<span" in page
    assert "seit Ihrer letzten Fassung" not in page


def test_publish_screen_leads_to_what_changed_since_ones_own_last_revision(client):
    editor = make.make_editor()
    first = make.make_revision(by=editor)
    publishing.publish(edit(first.article, teaser="Von jemand anderem."), by=make.make_editor())
    client.force_login(editor)

    page = text_of(client.get(address("publish", first.article)))

    assert "Was ist anders seit Ihrer letzten Fassung?" in page
    assert f"{address('compare', first.article)}?von=1&amp;bis=entwurf" in page


def test_compare_asks_as_often_for_three_of_everything_as_for_one(client):
    client.force_login(make.make_reporter())
    counts = []
    for number in (1, 3):
        claims = [make.make_claim() for _ in range(number)]
        revision = make.make_revision(claims=claims, topics=[make.make_topic() for _ in range(number)])
        for place in range(number):
            publishing.publish(edit(revision.article, teaser=f"Fassung {place}."), by=make.make_editor())
        edit(revision.article, teaser="Der Entwurf.")
        with CaptureQueriesContext(connection) as queries:
            client.get(address("compare", revision.article))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 20
