"""The demo newsroom: complete, true to its plan, told once."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.choices import ArticleState, Attribution, FactCheckState, Role
from articles.models import Article, Claim, Decision, FactCheck, Revision, Source, Verdict
from articles.workflow import gate, sourcing
from articles.workflow.permissions import roles_of


@pytest.fixture
def demo(settings, tmp_path, db):
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    call_command("seed")
    return tmp_path


def test_seed_tells_every_kind_of_story(demo):
    assert Article.objects.count() >= 8
    assert set(Article.objects.values_list("state", flat=True)) == set(ArticleState)
    assert Revision.objects.scheduled().count() == 1
    assert Revision.objects.corrections().filter(kind="correction").exists()
    assert Revision.objects.in_force().filter(kind="withdrawal").exists()
    assert Revision.objects.live().count() >= 5
    for revision in Revision.objects.live():
        assert revision.content["picture"]["credit"]

    claims = Claim.objects.with_status()
    assert claims.count() >= 20
    assert not Verdict.objects.filter(claims=None).exists()
    assert claims.unchecked().exists()
    assert set(claims.values_list("attribution", flat=True)) == set(Attribution)
    assert FactCheck.objects.awaiting_approval().count() == 1
    assert FactCheck.objects.filter(state=FactCheckState.RETURNED).exists()


def test_seed_retells_the_founding_story(demo):
    claims = Claim.objects.public().filter(claimant__slug="russische-regierung", verdict__slug="unbelegt")

    assert claims.count() >= 2
    assert all(Revision.objects.live().filter(claims=claim).count() >= 2 for claim in claims)


def test_seed_leaves_a_history_in_order_that_verifies(demo, capsys):
    call_command("verify_history")

    assert "unverändert" in capsys.readouterr().out
    hours = list(Decision.objects.order_by("number").values_list("at", flat=True))
    assert hours == sorted(hours)


def test_seed_publishes_nothing_that_the_gate_would_stop(demo):
    live = Article.objects.filter(state=ArticleState.PUBLISHED)

    assert [obstacle.sentence for article in live for obstacle in gate.obstacles(article)] == []
    assert not Decision.objects.filter(verb="override").exists()


def test_seed_rests_every_verdict_on_what_was_there_before_it(demo):
    for factcheck in FactCheck.objects.filter(state="in_force").select_related("claim", "verdict"):
        obtained = [piece.obtained_on for piece in factcheck.claim.evidence.all() if piece.obtained_on]
        is_supported = factcheck.verdict is not None and factcheck.verdict.leaning == "supported"

        assert not obtained or max(obtained) <= factcheck.in_force_from.date(), factcheck
        assert not is_supported or sourcing.weigh(factcheck.claim).is_enough, factcheck


def test_seed_makes_one_login_a_role_that_works(demo):
    logins = json.loads((demo / "demo-logins.json").read_text())

    assert len(logins) == len(Role)
    assert (demo / "demo-logins.json").stat().st_mode & 0o077 == 0
    for login in logins:
        client = Client()
        assert client.login(username=login["username"], password=login["password"])
        user = client.get("/admin/").wsgi_request.user
        assert {role.label for role in Role if role in roles_of(user)} == {login["role"]}


def test_seed_twice_changes_nothing(demo):
    before = Article.objects.count(), Decision.objects.count(), (demo / "demo-logins.json").read_text()

    call_command("seed")

    assert before == (Article.objects.count(), Decision.objects.count(), (demo / "demo-logins.json").read_text())


def test_seed_stays_out_of_a_real_newsroom(settings, db):
    settings.DEMO = settings.DEBUG = False

    with pytest.raises(CommandError, match="nie in einer echten Redaktion"):
        call_command("seed")

    assert not Source.objects.exists()
