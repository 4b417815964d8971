"""Every refusal of the gate leads to the place where it is mended: each link is followed, each place looked for."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from articles.admin.articles import mend_url
from articles.models import Finding
from articles.workflow import findings, gate, writing
from tests import make

pytestmark = pytest.mark.django_db

SENTENCE = "Die Truppe zählt nach eigenen Angaben 300 Leute."


class Places(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.ids = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.ids |= {value for name, value in attrs if name == "id"}


def bare():
    return make.make_article(section=None, teaser="", body="", bylines=[], embargo_until=make.in_days(1))


def pictured():
    lacking = {"credit": "", "alt": "", "origin": "", "licence_end": date(2020, 1, 1)}
    return make.make_article(picture=make.make_picture(**lacking))


def unattributed():
    return make.make_annotation(claim=make.make_claim(claimant=None)).article


def called_false():
    return make.make_annotation(claim=make.make_checked_claim("falsch")).article


def edited(old, new, claim=None):
    annotation = make.make_annotation(claim=claim or make.make_claim())
    annotation.article.body = annotation.article.body.replace(old, new)
    writing.save(annotation.article, by=make.make_reporter())
    return annotation.article


def unmarked():
    return make.make_article(body=f"<p>{make.OFTEN}</p><p>{SENTENCE}</p>", teaser=SENTENCE)


REFUSED = {
    "missing parts": (bare, ["section", "teaser", "body", "byline", "embargo"]),
    "picture": (pictured, ["picture_credit", "picture_alt", "picture_origin", "picture_licence"]),
    "nobody's claim": (unattributed, ["unattributed"]),
    "false claim": (called_false, ["false_claim"]),
    "lost mark": (lambda: edited(make.OFTEN, ""), ["lost"]),
    "moved mark": (lambda: edited("fliegt", "fliege"), ["moved"]),
    "reworded": (lambda: edited("fliegt", "fliege", make.make_checked_claim()), ["reworded"]),
    "unmarked": (unmarked, ["unmarked", "unmarked"]),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_every_link_of_the_gate_leads_to_an_existing_place(client, name):
    make_it, codes = REFUSED[name]
    article = make_it()
    client.force_login(make.make_editor())
    publish = client.get(reverse("admin:articles_article_publish", args=[article.pk])).content.decode()

    obstacles = gate.obstacles(article)

    assert sorted(each.code for each in obstacles) == sorted(codes)
    for obstacle in obstacles:
        url = mend_url(obstacle, article)
        address, _, place = url.partition("#")
        page = client.get(address)
        assert f'href="{url}"' in publish
        assert (page.status_code, place in Places(page.content.decode()).ids) == (200, True), url


def test_passage_is_dismissed_on_its_screen_with_a_reason(client):
    article = unmarked()
    client.force_login(make.make_reporter())
    screen = reverse("admin:articles_article_findings", args=[article.pk])

    response = client.post(screen, {"field": "body", "sentence": SENTENCE, "reason": "Selbst gezählt."}, follow=True)

    assert Finding.objects.get().reason == "Selbst gezählt."
    assert "Verworfen. Solange der Satz so dasteht" in response.content.decode()
    assert gate.obstacles(article) == []  # the same words in the teaser are the same question


def test_passage_that_has_changed_is_refused_and_the_reason_kept_where_the_sentence_stands(client):
    article = unmarked()
    client.force_login(make.make_reporter())
    screen = reverse("admin:articles_article_findings", args=[article.pk])

    response = client.post(screen, {"field": "body", "sentence": "Gibt es nicht.", "reason": "Egal."})

    assert "steht so nicht mehr im Text" in response.content.decode()
    assert not Finding.objects.exists()


def test_passage_opens_the_annotation_screen_with_its_sentence_selected(client):
    article = unmarked()
    client.force_login(make.make_reporter())
    page = client.get(reverse("admin:articles_article_findings", args=[article.pk]))
    (first, _) = page.context["passages"]

    annotate = client.get(first["mark_url"].partition("#")[0])

    selection = annotate.context["selection"]
    assert [str(selection[name].value()) for name in ("field", "start", "end", "exact")] == [
        "teaser",
        "0",
        str(len(SENTENCE)),
        SENTENCE,
    ]


def test_publish_screen_proposes_a_wording_and_lets_through(client):
    source = make.make_source(name="Petra Probe", kind="person")
    article = make.make_annotation(claim=make.make_claim(claimant=source)).article
    client.force_login(make.make_editor())

    page = client.get(reverse("admin:articles_article_publish", args=[article.pk])).content.decode()

    assert "nach Angaben von Petra Probe; unabhängig nicht bestätigt." in page
    assert "Nichts steht im Weg." in page


def test_history_tells_the_dismissal_in_a_sentence_with_its_words_and_reason(client):
    article = unmarked()
    reporter = make.make_reporter(first_name="Mia", last_name="Muster")
    findings.dismiss(article, field="body", sentence=SENTENCE, reason="Selbst gezählt.", by=reporter)
    client.force_login(reporter)

    page = client.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()

    assert "Mia Muster hat eine Fundstelle verworfen." in page
    assert "Selbst gezählt." in page and "nach eigenen Angaben 300 Leute" in page
    assert "unconfirmed" not in page


def test_claim_form_leads_to_each_of_its_marks(client):
    annotation = make.make_annotation()
    client.force_login(make.make_fact_checker())

    page = client.get(reverse("admin:articles_claim_change", args=[annotation.claim_id])).content.decode()

    address = reverse("admin:articles_article_annotate", args=[annotation.article_id])
    assert f'href="{address}#annotation-{annotation.pk}"' in page
    assert f'id="annotation-{annotation.pk}"' in client.get(address).content.decode()


def test_claim_form_names_each_article_once_and_counts_articles_not_marks(client):
    claim, article = make.make_claim(), make.make_article(headline="Größe „zählt“", body="<p>Eins. Zwei.</p>")
    for words in ("Eins.", "Zwei."):
        make.make_annotation(article, claim=claim, words=words)
    client.force_login(make.make_fact_checker())

    page = client.get(reverse("admin:articles_claim_change", args=[claim.pk])).content.decode()

    assert page.count("Größe „zählt“</a>") == 1 and page.count("Zur Stelle") == 2
    assert 'Kommt vor in <span class="count">1</span>' in page


def test_article_form_offers_to_delete_only_what_was_never_published(client):
    draft, live = make.make_article(), make.make_revision().article
    planned = make.make_revision(live_from=make.in_days(1)).article
    client.force_login(make.make_editor())

    def offers(article):
        page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
        return reverse("admin:articles_article_delete", args=[article.pk]) in page

    assert [offers(each) for each in (draft, live, planned)] == [True, False, False]
