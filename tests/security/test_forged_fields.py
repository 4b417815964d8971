"""Fields that no form shows: posted all the same, they change nothing."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.choices import Attribution, FactCheckState
from articles.models import Article, Claim, FactCheck, Revision, Verdict
from articles.workflow import staffing
from tests import make

pytestmark = pytest.mark.django_db


def stored(record, *, but=()):
    """Return the record's stored values, but for those that a save may change."""
    fresh = type(record).objects.get(pk=record.pk)
    return {field.attname: getattr(fresh, field.attname) for field in fresh._meta.concrete_fields} | dict.fromkeys(but)


def test_reporter_cannot_post_an_article_into_print(client):
    article = make.make_article()
    editor = make.make_editor()
    client.force_login(make.make_reporter())
    saved = ("version", "saved_at", "headline")
    before = stored(article, but=saved)

    response = client.post(
        reverse("admin:articles_article_change", args=[article.pk]),
        {
            **{name: getattr(article, name) for name in ("kicker", "teaser", "body", "label", "slug", "language")},
            **{"headline": "Neu", "section": article.section_id, "version": article.version},
            **{"bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0},
            **{"state": "published", "created_at": "2001-01-01", "saved_at": "2001-01-01", "id": 4711, "pk": 4711},
            **{"published_by": editor.pk, "live_from": "2001-01-01", "first_published_at": "2001-01-01"},
            **{"review_note": "Alles gut.", "author": editor.pk, "reviewer": editor.pk, "_publish": "1"},
        },
    )

    assert response.status_code == 302
    assert Article.objects.get(pk=article.pk).headline == "Neu"
    assert stored(article, but=saved) == before
    assert not Revision.objects.exists()


def test_reporter_cannot_post_a_verdict_on_a_claim(client):
    claim = make.make_claim()
    client.force_login(make.make_reporter())
    before = stored(claim, but=("version", "statement"))

    response = client.post(
        reverse("admin:articles_claim_change", args=[claim.pk]),
        {
            **{"statement": "Neu.", "claimant": claim.claimant_id, "priority": "2", "language": "de"},
            **{"slug": claim.slug, "version": claim.version},
            **{f"{name}-{form}_FORMS": 0 for name in ("evidence", "inquiries") for form in ("TOTAL", "INITIAL")},
            **{"verdict": Verdict.objects.first().pk, "attribution": "documented", "status_since": "2001-01-01"},
            **{"factchecks": "1", "created_at": "2001-01-01"},
        },
    )

    assert response.status_code == 302
    assert Claim.objects.get(pk=claim.pk).statement == "Neu."
    assert stored(claim, but=("version", "statement")) == before


def test_checker_cannot_post_their_own_check_into_force(client):
    factcheck = make.make_factcheck()
    client.force_login(factcheck.author)

    response = client.post(
        reverse("admin:articles_factcheck_examine", args=[factcheck.pk]),
        {
            **{"attribution": "documented", "verdict": factcheck.verdict_id, "summary": "S.", "rationale": "R."},
            **{"version": factcheck.version, "state": "in_force", "in_force_from": "2001-01-01 00:00"},
            **{"reviewer": make.make_editor().pk, "author": make.make_editor().pk, "claim": make.make_claim().pk},
        },
    )

    kept = FactCheck.objects.get(pk=factcheck.pk)
    assert response.status_code == 302
    assert (kept.state, kept.author, kept.claim, kept.reviewer, kept.in_force_from) == (
        *(FactCheckState.DRAFT, factcheck.author, factcheck.claim, None, None),
    )
    assert Claim.objects.get(pk=factcheck.claim_id).attribution == Attribution.OPEN


@pytest.mark.parametrize("superuser", [False, True])
def test_nobody_approves_their_own_check_by_its_address(client, superuser):
    author = make.make_chief(is_superuser=superuser)
    factcheck = make.make_factcheck(state="submitted", author=author)
    client.force_login(author)

    response = client.post(
        reverse("admin:articles_factcheck_approve", args=[factcheck.pk]), {"approve-reason": "Selbst gelesen."}
    )

    assert response.status_code == 403
    assert FactCheck.objects.get(pk=factcheck.pk).state == FactCheckState.SUBMITTED


def test_administrator_cannot_post_a_superuser(client):
    colleague = make.make_reporter()
    client.force_login(make.make_administrator())

    response = client.post(
        reverse("admin:auth_user_change", args=[colleague.pk]),
        {
            **{"username": colleague.username, "roles": ["Reporter"], "is_active": "on", "new_password": ""},
            "version": staffing.version_of(colleague),
            **{"is_superuser": "on", "is_staff": "", "user_permissions": "1", "groups": "1", "password": "leer"},
        },
    )

    kept = User.objects.get(pk=colleague.pk)
    assert response.status_code == 302
    assert (kept.is_superuser, kept.is_staff, kept.password) == (False, True, colleague.password)
    assert not kept.user_permissions.exists()


def test_publishing_takes_no_version_but_the_one_on_the_screen(client):
    article = make.make_article()
    client.force_login(make.make_editor())
    address = reverse("admin:articles_article_publish", args=[article.pk])
    article.body = "<p>Nach dem Lesen hineingeschrieben.</p>"
    make.writing.save(article, by=make.make_reporter())

    response = client.post(address, {"act": "publish", "when": "now", "version": article.version - 1})

    assert "hat sich geändert, seit Sie diese Seite geöffnet haben" in response.content.decode()
    assert not Revision.objects.exists()

    again = client.post(
        address, {"act": "publish", "when": "now", "version": response.context["form"]["version"].value()}
    )

    assert again.status_code == 302
    assert Revision.objects.count() == 1


def test_approving_takes_no_version_but_the_one_on_the_screen(client):
    factcheck = make.make_factcheck(state="submitted")
    read = factcheck.version
    make.checking.send_back(factcheck, note="Bitte mehr.", by=make.make_editor())
    make.checking.save_factcheck(factcheck, answers={"summary": "Ganz anders."}, by=factcheck.author)
    make.checking.submit(factcheck, by=factcheck.author)
    client.force_login(make.make_editor())

    response = client.post(
        reverse("admin:articles_factcheck_approve", args=[factcheck.pk]), {"approve-reason": "Trägt.", "version": read}
    )

    page = response.content.decode()
    assert "hat sich geändert, seit Sie diese Seite geöffnet haben" in page
    assert f'name="version" value="{factcheck.version}"' in page and "Trägt." in page
    assert FactCheck.objects.get(pk=factcheck.pk).state == FactCheckState.SUBMITTED
