"""
Every address of the desk against the written table of who may open it (GET) and who may act there (POST).

A new screen needs a line in DOORS; a new kind of record, a record in `address` as well.
"""

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from articles.models import OpenPoint, Page, Verdict
from tests import make

pytestmark = pytest.mark.django_db

# r reporter, c fact-checker, e editor, a administrator: first who may look (GET), then who may act (POST).
ALL, NOBODY = "rcea", ""


def records(name, *, write, delete="e", look=ALL):
    """Return the five doors that Django gives a kind of record; a changelist has nothing to act upon."""
    doors = {
        "changelist": (look, look),
        "history": (look, look),
        "add": (write, write),
        "change": (look, write),
        "delete": (delete, delete),
    }
    return {f"{name}_{door}": who for door, who in doors.items()}


DOORS = {
    "index": (ALL, ALL),
    "app_list": (ALL, ALL),
    "autocomplete": (ALL, NOBODY),
    "chronicle": (ALL, NOBODY),
    "jsi18n": (ALL, NOBODY),
    "password_change": (ALL, ALL),
    "password_change_done": (ALL, NOBODY),
    "view_on_site": (ALL, ALL),
    "handover": (ALL, ALL),
    **records("articles_article", write="re"),
    "articles_article_annotate": ("rce", "rce"),
    "articles_article_annotate_claims": ("rce", NOBODY),
    "articles_article_annotate_claimants": ("rce", NOBODY),
    "articles_article_annotate_move": (NOBODY, "rce"),
    "articles_article_annotate_confirm": (NOBODY, "rce"),
    "articles_article_annotate_detach": (NOBODY, "rce"),
    "articles_article_findings": ("rce", "rce"),
    "articles_article_import": ("re", "re"),
    "articles_article_autosave": (NOBODY, "re"),
    "articles_article_autosave_new": (NOBODY, "re"),
    "articles_article_compare": (ALL, NOBODY),
    "articles_article_presence": (NOBODY, "rce"),
    "articles_article_preview": (ALL, NOBODY),
    "articles_article_preview_unsaved": (NOBODY, "re"),
    "articles_article_reply": ("e", "e"),
    "articles_article_end_reply": ("e", "e"),
    "articles_article_sheet": (ALL, NOBODY),
    "articles_article_restore": ("re", "re"),
    "articles_article_submit": (NOBODY, "re"),
    "articles_article_return": ("e", "e"),
    "articles_article_publish": ("e", "e"),
    "articles_article_unschedule": (NOBODY, "e"),
    "articles_article_withdraw": ("e", "e"),
    **records("articles_author", write="rea", delete="ea"),
    **records("articles_claim", write="rce"),
    "articles_claim_check": (NOBODY, "ce"),
    "articles_claim_assign": ("ce", "ce"),
    "articles_claim_unite": ("ce", "ce"),
    "articles_claim_part": ("ce", "ce"),
    **records("articles_evidence", write="rce"),
    **records("articles_factcheck", write=NOBODY, delete=NOBODY),
    # Django's own form of a check leads to our screen; that is where somebody acts.
    "articles_factcheck_change": (ALL, ALL),
    # The check on the table is another person's, so nobody here may answer it.
    "articles_factcheck_examine": (ALL, NOBODY),
    "articles_factcheck_approve": (NOBODY, "ce"),
    "articles_factcheck_return": (NOBODY, "ce"),
    "articles_factcheck_override": (NOBODY, "e"),
    "articles_factcheck_withdraw": ("e", "e"),
    "articles_factcheck_reopen": (NOBODY, "e"),
    "articles_factcheck_assign": ("e", "e"),
    "articles_factcheck_ask": ("e", "e"),
    # Only the person who was asked gives an opinion, and that is nobody here.
    "articles_factcheck_opinion": (NOBODY, NOBODY),
    "articles_factcheck_unask": ("e", "e"),
    "articles_openpoint_list": (ALL, NOBODY),
    # The article on the table has no assignee, so its point is for editors alone.
    "articles_openpoint_settle": (ALL, "e"),
    **records("articles_page", write="a", delete=NOBODY),
    "articles_page_add": (NOBODY, NOBODY),
    **records("articles_picture", write="re"),
    **records("articles_section", write="a", delete="a"),
    **records("articles_source", write="rce"),
    **records("articles_topic", write="rea", delete="ea"),
    **records("articles_verdict", write="a", delete="a"),
    **records("auth_user", write="a", delete=NOBODY, look="a"),
}
QUERIES = {"autocomplete": "?term=a&app_label=articles&model_name=article&field_name=assignee"}
OPEN_TO_STRANGERS = {"login", "logout", "session"}
# Django's own, which lead on to a door of the table or to nowhere.
NAMELESS = {"<path:object_id>/", "(?P<url>.*)$"}


def doors(patterns=None, before=""):
    """Yield (name, route) of every address of the desk; one without a name only leads on to another."""
    for pattern in admin.site.get_urls() if patterns is None else patterns:
        route = f"{before}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from doors(pattern.url_patterns, route)
        elif pattern.name:
            yield pattern.name, route


@pytest.fixture
def address():
    """Return a function that gives the address behind a name, with a record of its kind."""
    claim = make.make_claim()
    article = make.make_article()
    mark = make.make_annotation(article, claim=claim)
    evidence = make.make_evidence(claim)
    factcheck = make.make_factcheck(state="submitted")
    opinion = make.make_opinion(factcheck)
    reply = make.make_reply()
    of_kind = {
        "article": article,
        "author": make.make_author(),
        "claim": claim,
        "evidence": evidence,
        "factcheck": factcheck,
        "openpoint": OpenPoint.objects.create(
            article=article, claim=claim, cause="verdict", raised_at=article.saved_at, note="Neu."
        ),
        "page": Page.objects.first(),
        "picture": make.make_picture(),
        "section": article.section,
        "source": evidence.source,
        "topic": make.make_topic(),
        "user": make.make_user(),
        "verdict": Verdict.objects.first(),
    }

    def address(name, route):
        args = {"app_list": ["articles"], "view_on_site": [1, 1]}.get(name)
        if args is None:
            args = [of_kind[name.split("_")[1]].pk] if "<" in route else []
            args += [opinion.pk] if "opinion_pk" in route else []
            args = [reply.article_id, reply.pk] if "reply_pk" in route else args
            args += [mark.pk] if "annotation_pk" in route else []
            args += [1] if "number" in route else []
        return reverse(f"admin:{name}", args=args) + QUERIES.get(name, "")

    return address


def opens(client, method, url, *, by=None):
    """Return whether the door opens; nothing that is done behind it lasts."""
    # What the scripts of a window say of it.
    window = {"_user": by.pk, "window": "w", "screen": "annotate"} if by and method == "post" else {}
    with transaction.atomic():
        response = getattr(client, method)(url, window)
        transaction.set_rollback(True)
    return response.status_code not in (401, 403, 405) and "/login/" not in response.headers.get("Location", "")


def test_table_names_every_door():
    assert {name for name, _ in doors()} == set(DOORS) | OPEN_TO_STRANGERS


def routes(patterns=None, before=""):
    for pattern in admin.site.get_urls() if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, f"{before}{pattern.pattern}")
        else:
            yield pattern.name, f"{before}{pattern.pattern}", str(pattern.pattern)


def test_no_door_hides_behind_another_ones_name_or_has_none():
    named = [(name, route) for name, route, _ in routes() if name]
    nameless = {end for name, _, end in routes() if not name}

    assert len({name for name, _ in named}) == len({route for _, route in named}) == len(set(named))
    assert nameless == NAMELESS


def test_nameless_addresses_only_lead_on(client):
    client.force_login(make.make_user(superuser=True))
    claim = make.make_claim()
    address = reverse("admin:articles_claim_changelist") + f"{claim.pk}/"

    assert client.get(address).headers["Location"].endswith(f"/{claim.pk}/change/")
    assert client.get(reverse("admin:index") + "gibt/es/nicht/").status_code == 404


VISITORS = {
    "a stranger": ("", None),
    "staff without a role": ("", make.make_user),
    "a reader with an account": ("", lambda: make.make_chief(is_staff=False)),
    "somebody who has left": ("", lambda: make.make_chief(is_active=False)),
    "a reporter": ("r", make.make_reporter),
    "a fact-checker": ("c", make.make_fact_checker),
    "an editor": ("e", make.make_editor),
    "an administrator": ("a", make.make_administrator),
    # Every role at once, and not one door more.
    "a superuser": ("rcea", lambda: make.make_user(superuser=True)),
}


@pytest.mark.parametrize("visitor", list(VISITORS))
def test_doors_open_for_whom_the_table_names(client, address, visitor):
    letters, maker = VISITORS[visitor]
    person = maker() if maker else None
    if person:
        client.force_login(person)
    known = [(name, address(name, route)) for name, route in doors() if name in DOORS]

    found = {
        name: (opens(client, "get", url), opens(client, "post", url, by=person if letters else None))
        for name, url in known
    }

    wanted = {name: tuple(bool({*letters} & {*who}) for who in DOORS[name]) for name, _ in known}
    assert found == wanted
