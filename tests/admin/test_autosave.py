"""Autosave as the server sees it: who may, what it touches, and what it answers when something stands in the way."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.choices import ArticleState, Verb
from articles.models import Article, Decision, Revision
from tests import make

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


def address(article=None):
    if article is None:
        return reverse("admin:articles_article_autosave_new")
    return reverse("admin:articles_article_autosave", args=[article.pk])


def typed(user, article=None, *, rows=(), **fields):
    """Return what the form of a window posts; `rows` are the cells of new bylines."""
    filled = {"_user": user.pk, "window": "w1", "headline": "Überschrift", "label": "report", "language": "de"}
    filled |= {"version": 1}
    if article:
        filled |= {"version": article.version, "headline": article.headline, "slug": article.slug}
        filled |= {"body": article.body, "kicker": article.kicker, "teaser": article.teaser}
    filled |= {"bylines-TOTAL_FORMS": len(rows), "bylines-INITIAL_FORMS": 0}
    filled |= {f"bylines-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}
    return filled | fields


@pytest.fixture
def reporter(client):
    reporter = make.make_reporter()
    client.force_login(reporter)
    return reporter


def test_autosave_writes_the_working_copy_and_answers_with_the_new_version(client, reporter):
    article = make.make_article(bylines=[])

    response = client.post(address(article), typed(reporter, article, kicker="Neu"))

    article.refresh_from_db()
    assert (response.status_code, response.json()["version"]) == (200, article.version)
    assert article.kicker == "Neu"
    assert Decision.objects.about(article).last().verb == Verb.AUTOSAVE


def test_autosave_changes_no_state_whatever_is_posted(client, reporter):
    revision = make.make_revision()
    article = Article.objects.get(pk=revision.article_id)
    more = {
        "state": "withdrawn",
        "review_note": "x",
        "_continue": "1",
        "act": "publish",
        "verdict": "1",
        "kicker": "Neu",
    }

    client.post(address(article), typed(reporter, article, **more))

    article.refresh_from_db()
    assert (article.kicker, article.state, article.review_note) == ("Neu", ArticleState.PUBLISHED, "")
    assert Revision.objects.get().content["kicker"] != "Neu"


def test_autosave_of_what_is_stored_already_writes_nothing(client, reporter):
    article = make.make_article(bylines=[])
    client.post(address(article), typed(reporter, article, section=article.section_id, kicker="Neu"))
    article.refresh_from_db()
    before = Decision.objects.count()

    response = client.post(address(article), typed(reporter, article, section=article.section_id))

    assert response.json()["version"] == article.version
    assert Decision.objects.count() == before


def test_autosave_names_the_rows_it_made_and_does_not_make_them_twice(client, reporter):
    article, author = make.make_article(bylines=[]), make.make_author()
    empty, row = {"position": 0}, {"author": author.pk, "position": 0}

    first = client.post(address(article), typed(reporter, article, rows=[empty, row])).json()
    article.refresh_from_db()
    again = row | {"id": first["rows"]["bylines-1"], "place": "Kiew"}
    client.post(address(article), typed(reporter, article, rows=[empty, again]))

    assert list(first["rows"]) == ["bylines-1"]
    assert [(each.author, each.place) for each in article.bylines.all()] == [(author, "Kiew")]


def test_autosave_takes_no_row_of_another_article(client, reporter):
    article, other = make.make_article(bylines=[]), make.make_article()
    theirs = other.bylines.get()
    row = {"id": theirs.pk, "author": theirs.author_id, "place": "Entführt", "position": 0}

    client.post(address(article), typed(reporter, article, rows=[row]))

    theirs.refresh_from_db()
    assert (theirs.article, theirs.place) == (other, "")


def test_autosave_removes_no_row(client, reporter):
    article = make.make_article()
    byline = article.bylines.get()
    row = {"id": byline.pk, "author": byline.author_id, "position": 0, "DELETE": "on"}

    client.post(address(article), typed(reporter, article, rows=[row], kicker="Neu"))

    assert list(article.bylines.all()) == [byline]


def test_autosave_makes_a_new_draft_once_though_its_answer_was_lost(client, reporter):
    first = client.post(address(), typed(reporter)).json()
    second = client.post(address(), typed(reporter, headline="Weitergetippt")).json()

    article = Article.objects.get()
    assert (first["again"], second["again"]) == (False, True)
    assert first["version"] == second["version"] == article.version
    assert article.headline == "Überschrift"
    assert Decision.objects.about(article).get().verb == Verb.CREATE


def test_autosave_whose_answer_was_lost_is_confirmed_and_not_turned_against_its_window(client, reporter):
    article = make.make_article(bylines=[])
    client.post(address(article), typed(reporter, article, kicker="Neu"))

    again = client.post(address(article), typed(reporter, article, kicker="Neuer"))
    other_window = client.post(address(article), typed(reporter, article, kicker="Neuer", window="w2"))

    article.refresh_from_db()
    assert (again.status_code, again.json()["again"], again.json()["version"]) == (200, True, article.version)
    assert other_window.status_code == 409
    assert "Inzwischen haben Sie selbst in einem anderen Fenster gespeichert." in other_window.json()["message"]
    assert article.kicker == "Neu"


def test_autosave_that_is_stale_says_who_was_faster_and_saves_nothing(client, reporter):
    article = make.make_article(bylines=[])
    dana = make.make_editor(first_name="Dana", last_name="Demo")
    other = Client()
    other.force_login(dana)
    other.post(address(article), typed(dana, article, kicker="Von Dana"))

    response = client.post(address(article), typed(reporter, article, kicker="Von mir", _seen="99"))

    article.refresh_from_db()
    assert response.status_code == 409
    assert response.json()["message"].startswith("Inzwischen hat Dana Demo gespeichert. Ihr Text steht noch hier")
    assert article.kicker == "Von Dana"


def test_autosave_of_wrong_input_says_what_to_mend(client, reporter):
    article = make.make_article(bylines=[])

    response = client.post(address(article), typed(reporter, article, headline=" ", rows=[{"place": "Kiew"}]))

    assert response.status_code == 422
    assert "Überschrift: " in response.json()["message"]
    assert "Name in der Autorenzeile 1, Autor:in: " in response.json()["message"]


@pytest.mark.parametrize("missing", ["version", "window"])
@pytest.mark.parametrize("value", [None, "", "x" * 40])
def test_autosave_without_version_or_window_is_refused(client, reporter, missing, value):
    article = make.make_article(bylines=[])
    fields = typed(reporter, article, kicker="Neu") | {missing: value}

    response = client.post(address(article), {name: each for name, each in fields.items() if each is not None})

    article.refresh_from_db()
    assert response.status_code == 400
    assert article.kicker != "Neu"


def test_autosave_of_an_article_that_is_gone_says_so(client, reporter):
    response = client.post(reverse("admin:articles_article_autosave", args=[999]), typed(reporter, version=1))

    assert response.status_code == 404
    assert response.json()["message"].startswith("Diesen Artikel gibt es nicht mehr.")


@pytest.mark.parametrize("name", ["autosave", "presence"])
def test_scripts_are_answered_only_for_the_windows_own_user(client, name):
    article, reporter, other = make.make_article(bylines=[]), make.make_reporter(), make.make_reporter()
    url = reverse(f"admin:articles_article_{name}", args=[article.pk])
    fields = typed(reporter, article, screen="form", kicker="Neu")

    nobody = client.post(url, fields)
    client.force_login(other)
    somebody_else = client.post(url, fields)
    client.force_login(reporter)
    own = client.post(url, fields)

    assert [each.status_code for each in (nobody, somebody_else, own)] == [401, 401, 200]


@pytest.mark.parametrize("name", ["autosave", "presence"])
@pytest.mark.parametrize("person", [make.make_administrator, make.make_user])
def test_scripts_are_refused_to_roles_that_do_not_write(client, name, person):
    article, user = make.make_article(bylines=[]), person()
    client.force_login(user)

    response = client.post(
        reverse(f"admin:articles_article_{name}", args=[article.pk]), typed(user, article, screen="form", kicker="Neu")
    )

    assert response.status_code == 403
    article.refresh_from_db()
    assert article.kicker != "Neu"


def test_new_draft_is_refused_to_roles_that_do_not_write(client):
    checker = make.make_fact_checker()
    client.force_login(checker)

    assert client.post(address(), typed(checker)).status_code == 403
    assert not Article.objects.exists()


@pytest.mark.parametrize("name", ["autosave", "presence"])
def test_scripts_must_post_and_bring_a_token(reporter, name):
    article = make.make_article(bylines=[])
    url = reverse(f"admin:articles_article_{name}", args=[article.pk])
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reporter)

    assert strict.get(url).status_code == 405
    assert strict.post(url, typed(reporter, article, screen="form", kicker="Neu")).status_code == 403
    article.refresh_from_db()
    assert article.kicker != "Neu"


def test_autosave_asks_the_database_at_most_five_times_a_row(client, reporter, django_assert_max_num_queries):
    counts = []
    for number in (1, 20):
        article = make.make_article(bylines=[make.make_author() for _ in range(number)])
        rows = [{"id": each.pk, "author": each.author_id, "position": 0} for each in article.bylines.all()]
        with django_assert_max_num_queries(150) as captured:
            client.post(address(article), typed(reporter, article, rows=rows, kicker="Neu"))
        counts.append(len(captured))

    # Each row is asked whether its author still exists and is named once, as with „Speichern“.
    assert counts[0] <= 40
    assert counts[1] - counts[0] <= 5 * 19


def test_session_says_who_is_here(client):
    nobody = client.get(reverse("admin:session")).json()
    reporter = make.make_reporter(first_name="Mia", last_name="Muster")
    client.force_login(reporter)
    somebody = client.get(reverse("admin:session"))

    assert (nobody["user"], nobody["name"]) == ("", "")
    assert (somebody.json()["user"], somebody.json()["name"]) == (str(reporter.pk), "Mia Muster")
    assert "no-store" in somebody.headers["Cache-Control"]


def sign_in(client, user, *, password=PASSWORD, window_of=None):
    fields = {"username": user.username, "password": password, "_user": (window_of or user).pk}
    return client.post(reverse("admin:session"), fields)


def test_session_lets_the_windows_own_user_in_again(client):
    reporter = make.make_reporter()

    response = sign_in(client, reporter)

    assert (response.status_code, response.json()["user"]) == (200, str(reporter.pk))
    assert client.get(reverse("admin:index")).status_code == 200


@pytest.mark.parametrize("change", [{"password": "falsch"}, {"window_of": "somebody else"}])
def test_session_lets_nobody_else_in(client, change):
    reporter = make.make_reporter()
    if "window_of" in change:
        change = {"window_of": make.make_reporter()}

    response = sign_in(client, reporter, **change)

    assert response.status_code in (400, 409)
    assert response.json()["message"]
    assert settings.SESSION_COOKIE_NAME not in client.cookies


@pytest.mark.parametrize("closed", [{"is_active": False}, {"is_staff": False}])
def test_session_stays_closed_to_closed_accounts(client, closed):
    response = sign_in(client, make.make_reporter(**closed))

    assert response.status_code == 400
    assert client.get(reverse("admin:session")).json()["user"] == ""


def test_session_asks_for_a_token_and_for_get_or_post():
    strict, reporter = Client(enforce_csrf_checks=True), make.make_reporter()

    assert sign_in(strict, reporter).status_code == 403
    assert strict.put(reverse("admin:session")).status_code in (403, 405)


def test_form_carries_what_its_scripts_need_only_for_those_who_may_write(client):
    article = make.make_article()
    page = reverse("admin:articles_article_change", args=[article.pk])

    client.force_login(make.make_reporter())
    writer = client.get(page).content.decode()
    client.force_login(make.make_fact_checker())
    reader = client.get(page).content.decode()

    assert 'id="autosave"' in writer and 'id="presence"' in writer
    assert 'id="autosave"' not in reader and 'id="presence"' not in reader
