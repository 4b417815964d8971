"""„Wurde es gesagt?“ and „Stimmt es?“ are two answers, wherever a claim is shown."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Claim, Verdict
from articles.workflow import writing
from tests.make import (
    make_annotation,
    make_article,
    make_chief,
    make_claim,
    make_evidence,
    make_factcheck,
    make_reporter,
    make_revision,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

STATEMENT = "Die Oreschnik überwindet jede „Luftabwehr“."
WORDS = "Die Oreschnik überwindet jede „Luftabwehr“"


@pytest.fixture
def founding():
    """The founding story: documented as said, unproven as fact, and due to be examined again."""
    moscow = make_source(name="Russische Regierung")
    topic = make_topic(name="Raketen")
    claim = make_claim(STATEMENT, claimant=moscow, topics=[topic])
    make_evidence(claim, source=make_source(name="Kreml", part_of=moscow), bears_on="said")
    make_factcheck(claim, state="in_force", attribution="documented", verdict=Verdict.objects.get(slug="unbelegt"))
    claim = Claim.objects.get(pk=claim.pk)
    claim.recheck_on = timezone.localdate()
    writing.save(claim, by=make_reporter())
    article = make_article(body=f"<p>Moskau sagt: {WORDS}.</p>", topics=[topic])
    make_annotation(article, claim=claim, words=WORDS)
    return {"claim": claim, "article": article, "page": make_revision(article), "topic": topic, "source": moscow}


def public(name, *args, query=""):
    return lambda records: reverse(name, args=[records[arg] for arg in args]) + query


def of(name):
    return lambda records: records[name].get_absolute_url()


def desk(name, arg=None, query=""):
    return lambda records: reverse(f"admin:articles_{name}", args=[records[arg].pk] if arg else []) + query


# Place: its address, and the piece of the page in which the claim is shown there.
PLACES = {
    "mark": (of("page"), r'<span class="tail"><button.*?</button>'),
    "mark without a script": (of("page"), r'<a class="notelink".*?</a>'),
    "margin": (of("page"), r'<span class="margin".*?margin__more'),
    "note": (of("page"), r'<li id="notiz-1".*?</li>'),
    "popover": (of("page"), r'<div popover id="pruefung-1".*?</div>\s*</dl>.*?</div>'),
    "claim page": (of("claim"), r'<section class="verdict".*?</section>'),
    "claim page, announced": (of("claim"), r'<meta name="description"[^>]*>'),
    "claim page, shared": (of("claim"), r'<meta property="og:description"[^>]*>'),
    "claim page, timeline as a list": (of("claim"), r'<li class="timeline__entry".*?</li>'),
    "claim page, timeline drawn": (of("claim"), r'<desc id="lauf-narrow-mehr">.*?</desc>'),
    "claim index": (public("claim_list"), r'<li class="ledger__row".*?</li>'),
    "topic": (of("topic"), r'<li class="ledger__row".*?</li>'),
    "source": (of("source"), r'<li class="ledger__row".*?</li>'),
    "search": (public("search", query="?q=Oreschnik"), r'<li class="ledger__row".*?</li>'),
    "front, ledger": (public("front"), r'<li class="ledger__row".*?</li>'),
    "front, what is open": (public("front"), r'<div class="openclaims".*?</div>'),
    "desk": (lambda records: reverse("admin:index"), r'queue-due".*?</section>'),
    "desk, list of claims": (desk("claim_changelist"), r"<tbody>.*?</tbody>"),
    "desk, claim": (desk("claim_change", "claim"), r'<dl class="answers">.*?</dl>'),
    "desk, list of checks": (desk("factcheck_changelist"), r"<tbody>.*?</tbody>"),
    "desk, check": (desk("factcheck_examine", "check"), r'<dl class="answers">.*?</dl>'),
    "desk, check, in force": (desk("factcheck_examine", "check"), r"In Kraft ist:.*?</p>"),
    "desk, article": (desk("article_change", "article"), r'<ul class="marks">.*?</ul>'),
    "desk, marks in the text": (desk("article_annotate", "article"), r'<a class="claim-sign".*?</a>'),
    "desk, list of marks": (desk("article_annotate", "article"), r'<li class="annotate-row.*?</div>'),
    "desk, proposals": (
        desk("article_annotate_claims", "article", query="?search=Oreschnik"),
        r'<label class="annotate-option".*?</label>',
    ),
}


def texts(piece):
    """Return the pieces of text, each by itself: two answers in one of them would be one answer."""
    attributes = re.findall(r'(?:content|aria-label)="([^"]*)"', piece)
    return [text.strip() for text in [*re.split(r"<[^>]*>", piece), *attributes] if text.strip()]


@pytest.mark.parametrize("place", PLACES)
def test_both_answers_are_shown_apart(client, founding, place):
    address, pattern = PLACES[place]
    founding["check"] = founding["claim"].factchecks.get()
    client.force_login(make_chief())

    html = client.get(address(founding)).content.decode()
    found = re.search(pattern, html, re.DOTALL)

    assert found, "the claim is not shown here any more; mend the table"
    said = [text for text in texts(found.group()) if re.search(r"\bbelegt\b|\bBelegt$", text)]
    true = [text for text in texts(found.group()) if re.search(r"\bunbelegt\b|\bUnbelegt\b", text)]
    assert said and true, texts(found.group())
    # One sentence may hold both only if it names both questions.
    assert all("esagt: " in text or re.search("Wurde es gesagt.*Stimmt es", text) for text in set(said) & set(true))


@pytest.mark.parametrize("language", ["", "/en"])
def test_claim_index_narrows_by_whether_it_was_said(client, founding, language):
    make_revision(claims=[make_claim("Niemand weiß, wer das sagte.")])

    documented = client.get(f"{language}/behauptungen/?said=documented").content.decode()
    open_ones = client.get(f"{language}/behauptungen/?said=open").content.decode()

    assert "Oreschnik" in documented and "Niemand weiß" not in documented
    assert "Niemand weiß" in open_ones and "Oreschnik" not in open_ones
    assert client.get(f"{language}/behauptungen/?said=erfunden").status_code == 200
