import re

import pytest

from articles import search
from articles.formats.reading import reading, tally
from tests.make import (
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_evidence,
    make_factcheck,
    make_revision,
    make_source,
)

pytestmark = pytest.mark.django_db


def read(article):
    revision = make_revision(article)
    return reading(revision, list(search.claims_in(revision)))


def words(html):
    """Return what stands in the text itself: without tags, signs, links to notes and margin notes."""
    html = re.sub(r'<button.*?</button>|<a class="notelink".*?</a>|<span class="margin".*?mehr</a></span>', "", html)
    return re.sub(r"<[^>]+>", "", html)


def test_reading_marks_words_across_inline_elements_and_leaves_them_unchanged():
    article = make_article(body="<p>Moskau <strong>sagt viel</strong> und <em>meint</em> es.</p>")
    make_annotation(article, words="sagt viel und meint")

    body = read(article)["body"]

    assert re.findall(r"<mark[^>]*>(.*?)</mark>", body) == ["sagt viel", " und ", "meint"]
    assert words(body) == "Moskau sagt viel und meint es."


def test_reading_puts_one_sign_behind_the_last_words_of_a_mark():
    article = make_article(body="<p>Moskau <strong>sagt viel</strong> und <em>meint</em> es.</p>")
    make_annotation(article, words="sagt viel und meint")

    body = read(article)["body"]

    assert body.count("<button") == 1
    assert '>meint</mark><span class="tail"><button' in body


def test_reading_numbers_claims_in_the_order_in_which_they_are_read():
    article = make_article(
        headline="Die Rakete ist schnell", teaser="Sie ist neu.", body="<p>Der Start ist bestätigt.</p>"
    )
    fast, new, start = make_claim("Sie fliegt schnell."), make_claim("Sie ist neu."), make_claim("Sie startete.")
    make_annotation(article, claim=start, words="Der Start", field="body")
    make_annotation(article, claim=new, words="neu", field="teaser")
    make_annotation(article, claim=fast, words="schnell", field="headline")

    notes = read(article)["notes"]

    assert [(note.number, note.claim) for note in notes] == [(1, fast), (2, new), (3, start)]


def test_reading_gives_a_claim_marked_three_times_one_note_and_one_place_in_the_margin():
    article = make_article(teaser="Sie ist neu.", body="<p>Neu ist sie. Und noch einmal: neu.</p>")
    claim = make_claim()
    for field, exact in [("teaser", "neu"), ("body", "Neu ist sie"), ("body", "noch einmal: neu")]:
        make_annotation(article, claim=claim, words=exact, field=field)

    page = read(article)

    assert [note.places for note in page["notes"]] == [["stelle-1-1", "stelle-1-2", "stelle-1-3"]]
    assert page["teaser"].count('class="margin"') == 0
    assert page["body"].count('class="margin"') == 1
    assert page["body"].count('popovertarget="pruefung-1"') == 2


def test_reading_gives_words_shared_by_two_claims_an_id_of_their_own():
    article = make_article(body="<p>Die Rakete fliegt schnell und weit.</p>")
    make_annotation(article, words="Die Rakete fliegt schnell")
    make_annotation(article, words="fliegt schnell und weit")

    page = read(article)

    assert re.findall(r'aria-details="([^"]+)">(.*?)</mark>', page["body"]) == [
        ("notiz-1", "Die Rakete "),
        ("notizen-1-2", "fliegt schnell"),
        ("notiz-2", " und weit"),
    ]
    assert [[note.number for note in notes] for notes in page["overlaps"].values()] == [[1, 2]]


def test_reading_marks_each_key_point_in_its_own_line():
    article = make_article(key_points="Punkt eins.\nPunkt zwei & mehr.")
    make_annotation(article, words="zwei & mehr", field="key_points")

    points = read(article)["key_points"]

    assert points[0] == "Punkt eins."
    assert '">zwei &amp; mehr</mark>' in points[1]


def test_reading_begins_the_text_with_the_dateline_without_moving_a_mark():
    article = make_article(dateline="Berlin", agencies="dpa, AFP", body="<p>Moskau sagt viel.</p>")
    make_annotation(article, words="Moskau")

    body = read(article)["body"]

    assert body.startswith('<p><span class="dateline">Berlin (dpa, AFP) –</span> <mark')
    assert '">Moskau</mark>' in body


def test_reading_leaves_out_marks_of_claims_that_are_not_given():
    revision = make_revision(claims=[make_claim("Der Satz steht da.")])

    page = reading(revision, [])

    assert (page["body"], page["notes"]) == ("<p>Der Satz steht da.</p>", [])


def test_note_tells_through_whom_we_know_of_a_relayed_statement():
    moscow, kremlin = make_source(name="Moskau"), make_source(name="Agentur")
    speaker = make_source(name="Sprecher", part_of=moscow)
    claim = make_claim("Sie fliegt schnell.", claimant=moscow)
    for source in (kremlin, speaker, moscow):
        make_evidence(claim, source=source, bears_on="said")
    make_evidence(claim, source=make_source(name="Forscherin"), bears_on="content")
    make_factcheck(claim, state="in_force", attribution="relayed")
    article = make_article(body="<p>Sie fliegt schnell.</p>")
    make_annotation(article, claim=claim, words="Sie fliegt schnell.")

    page = read(article)

    assert page["notes"][0].relays == [kremlin]
    assert page["notes"][0].said == "Durch andere wiedergegeben; die Äußerung selbst liegt uns nicht vor."
    assert [row["source"].name for row in page["sources"]] == ["Moskau", "Agentur", "Sprecher", "Forscherin"]


def test_tally_counts_each_status_and_orders_them_from_settled_to_open():
    claims = [
        make_claim(),
        make_checked_claim("groesstenteils-richtig"),
        make_checked_claim("richtig"),
        make_checked_claim("falsch"),
        make_checked_claim("unbelegt"),
        make_checked_claim("unbelegt"),
    ]

    rows = tally(claims)

    assert [(row["status"].slug, row["count"], row["start"]) for row in rows] == [
        ("richtig", 1, 0),
        ("groesstenteils-richtig", 1, 1),
        ("falsch", 1, 2),
        ("unbelegt", 2, 3),
        ("ungeprueft", 1, 5),
    ]
