"""Whatever anybody writes into any field stays words: on readers' pages and at the desk."""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from articles.models import Author, Evidence, FactCheck, Inquiry, Picture, Section, Verdict
from articles.workflow import annotating, publishing, writing
from tests import make
from tests.security.hostile import PAYLOADS, seen

pytestmark = pytest.mark.django_db


def write_everywhere(words):
    """Fill every field of every kind of record with the words, publish, correct; return the records."""
    section = writing.save(Section(name=words[:60]), by=make.make_administrator())
    topic = make.make_topic(name=words[:80])
    author = writing.save(Author(name=words[:120], signature=words[:10]), by=make.make_reporter())
    group = make.make_source(name=words[:160], role=words[:160])
    source = make.make_source(
        name=words[:160], role=words[:160], part_of=group, reliability_note=words, wikidata=words[:20]
    )
    hidden = make.make_source(name=words[:160], kind="anonymous", role=words[:160], anonymity_reason=words)
    claim = make.make_claim(words[:300], claimant=source, background=words, topics=[topic], language=words[:5])
    first = make.make_evidence(claim, source=hidden, quotation=words, public_note=words)
    for bearing in ("content", "said"):
        make.make_evidence(
            claim, source=source, bears_on=bearing, quotation=words, public_note=words, goes_back_to=first
        )
    inquiry = Inquiry(claim=claim, addressee=words[:160], asked_on="2024-11-20", answered_on="2024-11-21", answer=words)
    writing.save(inquiry, by=make.make_reporter())
    people = {"first_name": words[:150], "last_name": words[:150]}
    checker, reviewer = make.make_fact_checker(**people), make.make_editor(**people)
    answers = {"summary": words[:300], "rationale": words, "author": checker, "reviewer": reviewer}
    make.make_factcheck(claim, state="in_force", **answers)
    factcheck = make.make_factcheck(claim, state="submitted", **answers)
    texts = {"headline": 200, "kicker": 120, "dateline": 80, "agencies": 120, "sign_off": 80, "picture_caption": 300}
    picture = Picture(title=words[:120], alt=words[:300], caption=words[:300], credit=words[:160], origin="graphic")
    picture.file.name, picture.width, picture.height = f"{0:032}.webp", 800, 450
    writing.save(picture, by=make.make_reporter())
    article = make.make_article(
        **{name: words[:limit] for name, limit in texts.items()},
        **{"teaser": words, "key_points": words, "context": words, "language": words[:5]},
        body=f"<p>Ein Satz. {words}</p>{words}",
        section=section,
        topics=[topic],
        bylines=[author],
        picture=picture,
        assignee=reviewer,
        review_note=words,
    )
    mark = make.make_annotation(article, claim=claim, words="Ein Satz.")
    annotating.detach(make.make_annotation(article, words="Satz."), by=reviewer, reason=words)
    publishing.publish(article, by=reviewer, note=words)
    make.make_change(article)
    publishing.correct(article, note=words, by=reviewer)
    return {
        "article": article,
        "author": author,
        "claim": claim,
        "evidence": Evidence.objects.latest("pk"),
        "factcheck": factcheck,
        "mark": mark,
        "picture": article.picture,
        "section": section,
        "source": source,
        "hidden": hidden,
        "topic": topic,
        "user": reviewer,
    }


def caught(client, addresses):
    """Return what the pages let in; each must be there to be looked at."""
    found = []
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        found += [(address, each) for each in seen(response.content.decode())]
    return found


def test_eyes_notice_payloads_that_are_no_longer_words():
    noticed = [payload for payload in PAYLOADS if seen(f"<p>{payload}</p><p title=\"{payload}\"><p title='{payload}'>")]

    # The one left becomes a script only where a cleaner cuts the inner tag out.
    assert len(PAYLOADS) - len(noticed) == 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_readers_pages_take_it_for_words(client, payload):
    made = write_everywhere(payload)
    live = made["article"].revisions.live().get()

    addresses = [
        *(
            record.get_absolute_url()
            for record in (live, *map(made.get, ("claim", "source", "hidden", "section", "topic")))
        ),
        *("/", reverse("claim_list"), reverse("corrections")),
    ]

    assert caught(client, addresses) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_searches_take_it_for_words(client, payload):
    pages = [
        client.get(address, dict.fromkeys(("q", "verdict", "topic", "claimant", "since", "page", payload), payload))
        for address in (reverse("search"), reverse("claim_list"), "/", "/en/suche/", f"/nix/{payload}/")
    ]

    assert [seen(page.content.decode()) for page in pages] == [[]] * len(pages)


def test_withdrawn_article_takes_its_notice_for_words(client):
    notice = " ".join(PAYLOADS)
    revision = make.make_revision(headline=PAYLOADS[0])
    publishing.withdraw(revision.article, note=notice, by=make.make_editor())

    response = client.get(revision.get_absolute_url())

    assert response.status_code == 410
    assert seen(response.content.decode()) == []


def screen(name, record=None, *, kind=None):
    meta = (kind or record)._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=[record.pk] if record else [])


def mixture(start):
    """Return words that begin with another payload each time, so that short fields hold several of them."""
    return " ".join(PAYLOADS[start:] + PAYLOADS[:start])


@pytest.mark.parametrize("start", [0, 11, 14, 16, 28])
def test_desk_takes_it_for_words(client, start):
    made = write_everywhere(mixture(start))
    kinds = [model for model in admin.site._registry if model not in (FactCheck, Verdict)]
    own = {model: made.get(model._meta.model_name) or model.objects.first() for model in kinds}
    client.force_login(make.make_chief())

    pages = [screen(name, own[model]) for model in kinds for name in ("change", "history")]
    names = ("annotate", "preview", "publish", "withdraw", "annotate_claims", "annotate_claimants", "delete", "compare")
    pages += [screen(name, made["article"]) for name in names]
    pages += [reverse("admin:articles_article_restore", args=[made["article"].pk, 1])]
    pages += [screen(name, made["factcheck"]) for name in ("examine", "withdraw", "history")]

    assert caught(client, pages) == []


def test_lists_of_the_desk_take_it_for_words(client):
    for start in (0, 14, 16):
        write_everywhere(mixture(start))
    client.force_login(make.make_chief())

    lists = [screen("changelist", kind=model) for model in admin.site._registry]
    words = {"q": mixture(14)[:150], "search": mixture(14)[:150], "words": mixture(14)}
    article = make.make_article()
    searches = [screen(name, article) for name in ("annotate_claims", "annotate_claimants")]
    asked = [client.get(address, words) for address in (*lists, *searches)]

    assert caught(client, [reverse("admin:index"), *lists]) == []
    assert [seen(page.content.decode()) for page in asked] == [[]] * len(asked)


def test_forms_that_are_shown_again_take_it_for_words(client):
    client.force_login(make.make_chief())
    article = make.make_article()
    words = mixture(14)
    names = (
        *("exact", "statement", "claim_search", "claimant_search", "source_name", "anonymity_reason", "text", "source"),
        *("headline", "body", "dropped", "proposed", "username", "version", "_seen", "act", "note", "reason"),
    )

    pages = [
        client.post(address, dict.fromkeys(names, words) | extra)
        for address, extra in (
            (screen("annotate", article), {"mode": "new", "search": "1"}),
            (screen("annotate", article), {"mode": words}),
            (screen("publish", article), {}),
            (screen("import", kind=article), {}),
            (screen("import", kind=article), {"keep": "1", "section": words}),
            (screen("import", kind=article), {"take": "1"}),
            (screen("import", kind=article), {"back": "1"}),
            (screen("change", article), {}),
            (screen("preview_unsaved", article), {"teaser": words, "context": words, "kicker": words[:120]}),
            (reverse("admin:auth_user_add"), {}),
        )
    ]

    assert [(page.status_code, seen(page.content.decode())) for page in pages] == [(200, [])] * len(pages)


def test_what_waits_for_a_login_is_kept_as_words(client):
    user, words = make.make_reporter(), mixture(14)
    article = make.make_article()
    client.post(reverse("admin:login"), {"username": user.username, "password": "a long enough password"})
    del client.cookies[settings.SESSION_COOKIE_NAME]

    typed = urlencode({"headline": words, words: "x"})
    waiting = client.post(screen("change", article), typed, content_type="application/x-www-form-urlencoded")
    kept = {"kept": waiting.context["kept"], "username": user.username, "password": "a long enough password"}
    offered = client.post(reverse("admin:login"), kept)

    assert [seen(page.content.decode()) for page in (waiting, offered)] == [[], []]
    assert "zap()" in offered.content.decode()
