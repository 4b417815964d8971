"""Every address of the desk against the written table of who may open it and who may act there."""

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from articles.models import Page, Verdict
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
    "jsi18n": (ALL, NOBODY),
    "password_change": (ALL, ALL),
    "password_change_done": (ALL, NOBODY),
    "view_on_site": (ALL, ALL),
    **records("articles_article", write="re"),
    "articles_article_annotate": ("rce", "rce"),
    "articles_article_annotate_claims": ("rce", NOBODY),
    "articles_article_annotate_claimants": ("rce", NOBODY),
    "articles_article_annotate_move": (NOBODY, "rce"),
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


VISITORS = {
    "a stranger": ("", None),
    "staff without a role": ("", make.make_user),
    "a reader with an account": ("", lambda: make.make_chief(is_staff=False)),
    "somebody who has left": ("", lambda: make.make_chief(is_active=False)),
    "a reporter": ("r", make.make_reporter),
    "a fact-checker": ("c", make.make_fact_checker),
    "an editor": ("e", make.make_editor),
    "an administrator": ("a", make.make_administrator),
}


@pytest.mark.parametrize("visitor", list(VISITORS))
def test_doors_open_for_whom_the_table_names(client, address, visitor):
    letter, maker = VISITORS[visitor]
    person = maker() if maker else None
    if person:
        client.force_login(person)
    known = [(name, address(name, route)) for name, route in doors() if name in DOORS]

    found = {
        name: (opens(client, "get", url), opens(client, "post", url, by=person if letter else None))
        for name, url in known
    }

    wanted = {name: tuple(bool(letter) and letter in who for who in DOORS[name]) for name, _ in known}
    assert found == wanted
