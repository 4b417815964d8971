"""What differs between two revisions, part by part."""

import pytest

from articles.formats.comparison import comparison
from articles.models import Article, Claim
from articles.workflow import annotating, publishing, writing
from tests import make

pytestmark = pytest.mark.django_db

FIRST = "Moskau sagt, die Rakete fliege schnell."
SECOND = "Bestätigt hat das bisher niemand, auch in Moskau nicht."
THIRD = "Ein Fachmann hält die Angabe für übertrieben."


def html(*sentences):
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


@pytest.fixture
def revision():
    article = make.make_article(body=html(FIRST, SECOND, THIRD), picture=make.make_picture(), key_points="Eins\nZwei")
    make.make_annotation(article, words="die Rakete fliege schnell")
    return make.make_revision(article)


def change(revision, related=None, **fields):
    article = Article.objects.get(pk=revision.article_id)
    for name, value in fields.items():
        setattr(article, name, value)
    return writing.save(article, by=make.make_reporter(), related=related)


def compared(revision):
    article = Article.objects.get(pk=revision.article_id)
    return comparison(revision, publishing.preview(article), claims=Claim.objects.in_bulk())


def labels(told):
    return [str(part["label"]) for part in told["parts"]]


def test_comparison_of_the_same_is_empty(revision):
    told = compared(revision)

    assert (told["is_same"], told["parts"], told["marks"], told["summary"]) == (True, [], [], "")
    assert "Überschrift" in map(str, told["unchanged"])


def test_comparison_lists_the_changed_parts_in_the_order_of_the_page(revision):
    change(
        revision,
        headline="Neu", kicker="Neu", teaser="Neu.", key_points="Eins", body=html(FIRST, THIRD), context=html("Darum."),
        label="analysis", section=make.make_section(), picture=None, agencies="dpa",
        related={"topics": [make.make_topic()], "related": [make.make_article()]},
    )  # fmt: skip

    assert labels(compared(revision)) == [
        *("Ressort", "Textsorte", "Dachzeile", "Überschrift", "Teaser", "Bild", "Kernpunkte"),
        *("Text", "Warum das wichtig ist", "Agenturen", "Themen", "Lesen Sie auch"),
    ]


def test_comparison_tells_words_within_a_changed_paragraph(revision):
    change(revision, body=html(FIRST, SECOND.replace("niemand", "keiner"), THIRD))

    (part,) = compared(revision)["parts"]
    told = [
        line["html"] for stretch in part["stretches"] for line in stretch["paragraphs"] if line["kind"] == "changed"
    ]
    assert told == [
        'Bestätigt hat das bisher <del><span class="visually-hidden">[gestrichen: </span>niemand'
        '<span class="visually-hidden">] </span></del><ins><span class="visually-hidden">[neu: </span>keiner'
        '<span class="visually-hidden">] </span></ins>, auch in Moskau nicht.'
    ]


def test_comparison_shows_both_pictures_and_what_is_said_of_them(revision):
    other = make.make_picture(credit="Foto: Jemand", caption="Anders.")
    change(revision, picture=other)

    (part,) = compared(revision)["parts"]
    assert [kind for _side, _picture, kind in part["pictures"]] == ["removed", "added"]
    assert [str(label) for label, _told in part["details"]] == ["Bildunterschrift", "Bildnachweis"]


def test_comparison_tells_new_gone_changed_and_moved_marks(revision):
    article = Article.objects.get(pk=revision.article_id)
    first = article.annotations.get()
    gone = make.make_annotation(article, words="bisher niemand")
    moved = make.make_annotation(article, claim=make.make_claim(), words="Moskau")
    before = publishing.publish(article, by=make.make_editor())
    text = article.plain("body")
    annotating.detach(gone, by=make.make_reporter())
    start = text.rindex("Moskau")
    annotating.move(moved, field="body", start=start, end=start + 6, by=make.make_reporter())
    start = text.index("die Rakete")
    annotating.move(first, field="body", start=start, end=start + 10, by=make.make_reporter())
    make.make_annotation(article, words="Ein Fachmann")

    told = comparison(before, publishing.preview(article), claims=Claim.objects.in_bulk())

    assert told["parts"] == []
    assert {
        (mark["kind"], str(mark["html"]).replace('<span class="visually-hidden">', "")) for mark in told["marks"]
    } == {
        ("moved", "Moskau"),
        ("changed", "die Rakete<del>[gestrichen: </span> fliege schnell] </span></del>"),
        ("added", "<ins>Ein Fachmann</ins>"),
        ("removed", "<del>bisher niemand</del>"),
    }


def test_comparison_does_not_call_a_mark_moved_whose_paragraph_moved_along(revision):
    change(revision, body=html(SECOND, THIRD, FIRST))

    told = compared(revision)

    assert labels(told) == ["Text"]
    assert told["marks"] == []


def test_comparison_escapes_what_was_typed(revision):
    change(revision, headline="<b>Fett</b> & mehr", teaser="<script>x</script>")

    text = "".join(
        line["html"] for part in compared(revision)["parts"] for s in part["stretches"] for line in s["paragraphs"]
    )

    assert "<b>" not in text and "<script>" not in text
