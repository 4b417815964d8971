"""Two people, or two tabs, in one form: what only one changed is merged, what both changed is theirs to settle."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article, Claim, Decision, Evidence, Page, Picture
from tests import make
from tests.forms import filled

pytestmark = pytest.mark.django_db
BODY = "<p>Der Kanzler reist.</p><p>Die Ministerin bleibt.</p><p>Das Parlament tagt.</p>"
STALE = "Inzwischen hat jemand anderes gespeichert"


def change(record):
    return reverse(f"admin:articles_{record._meta.model_name}_change", args=[record.pk])


def opened(client, record):
    return filled(client.get(change(record)), form=f"{record._meta.model_name}_form")


def chosen(page, choice, *, form):
    """Return the refused form as shown, with the same choice at every place."""
    fields = filled(page, form=form)
    return fields | {f"_clash-{place}": choice for place in range(int(fields["_clashes"][0]))}


@pytest.fixture
def mia(client):
    reporter = make.make_reporter(first_name="Mia", last_name="Muster")
    client.force_login(reporter)
    return reporter


@pytest.fixture
def article():
    return make.make_article(body=BODY, key_points="Eins\nZwei", topics=[make.make_topic()])


def test_stale_save_takes_over_what_only_the_other_changed_and_says_from_whom(client, mia, article):
    read = opened(client, article)
    other_topic = make.make_topic()
    client.post(
        change(article),
        read | {"kicker": "Ihre", "body": BODY.replace("bleibt", "geht"), "topics": [*read["topics"], other_topic.pk]},
    )

    response = client.post(
        change(article),
        read | {"teaser": "Mein Teaser.", "body": BODY.replace("tagt", "ruht"), "key_points": "Eins\nZwei\nDrei"},
        follow=True,
    )

    article.refresh_from_db()
    assert (article.kicker, article.teaser, article.key_points) == ("Ihre", "Mein Teaser.", "Eins\nZwei\nDrei")
    assert article.body == BODY.replace("bleibt", "geht").replace("tagt", "ruht")
    assert other_topic in article.topics.all() and article.topics.count() == 2
    assert [str(each) for each in response.context["messages"]][-2:] == [
        "Artikel gespeichert.",
        "Von Mia Muster übernommen: Dachzeile, Text, Themen.",
    ]
    assert Decision.objects.about(article).latest().after["merged_with_version"] == 2
    history = client.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()
    assert "zusammengeführt mit Stand Nr." in history


def test_stale_save_of_the_same_paragraph_shows_three_versions_and_saves_nothing(client, mia, article):
    read = opened(client, article)
    client.post(change(article), read | {"kicker": "Ihre", "body": BODY.replace("reist", "reist heute")})

    response = client.post(
        change(article), read | {"teaser": "Mein Teaser.", "body": BODY.replace("reist", "reist morgen")}
    )

    page = response.content.decode()
    article.refresh_from_db()
    assert (article.version, article.body) == (2, BODY.replace("reist", "reist heute"))
    assert STALE in page and "An einer Stelle haben zwei geschrieben" in page
    for version in ("<p>Der Kanzler reist.</p>", "<p>Der Kanzler reist morgen.</p>", "<p>Der Kanzler reist heute.</p>"):
        assert f'<div class="said">{version}</div>' in page
    shown = filled(response)
    assert (shown["kicker"], shown["teaser"], shown["version"]) == (["Ihre"], ["Mein Teaser."], ["2"])


@pytest.mark.parametrize(
    ("choice", "beginning"),
    [
        ("mine", "<p>Der Kanzler reist morgen.</p>"),
        ("theirs", "<p>Der Kanzler reist heute.</p>"),
        ("both", "<p>Der Kanzler reist heute.</p><p>Der Kanzler reist morgen.</p>"),
    ],
)
def test_stale_save_goes_through_once_it_is_settled(client, mia, article, choice, beginning):
    read = opened(client, article)
    client.post(change(article), read | {"kicker": "Ihre", "body": BODY.replace("reist", "reist heute")})
    refused = client.post(change(article), read | {"teaser": "Meiner.", "body": BODY.replace("reist", "reist morgen")})

    response = client.post(change(article), chosen(refused, choice, form="article_form"))

    article.refresh_from_db()
    assert response.status_code == 302
    assert article.body == beginning + "<p>Die Ministerin bleibt.</p><p>Das Parlament tagt.</p>"
    assert (article.kicker, article.teaser) == ("Ihre", "Meiner.")


def test_stale_save_without_a_choice_is_refused_again_and_keeps_the_choices_made(client, mia, article):
    read = opened(client, article)
    client.post(change(article), read | {"kicker": "Ihre", "headline": "Ihre Überschrift"})
    refused = client.post(change(article), read | {"kicker": "Meine", "headline": "Meine Überschrift"})

    again = client.post(change(article), filled(refused) | {"_clash-0": "mine"})
    done = client.post(change(article), filled(again) | {"_clash-1": "theirs"})

    article.refresh_from_db()
    assert again.status_code == 200 and STALE in again.content.decode()
    assert filled(again)["_clash-0"] == ["mine"]
    assert done.status_code == 302
    assert (article.kicker, article.headline) == ("Meine", "Ihre Überschrift")


def test_stale_save_settled_by_writing_on_in_the_field(client, mia, article):
    read = opened(client, article)
    client.post(change(article), read | {"headline": "Ihre Überschrift"})
    refused = client.post(change(article), read | {"headline": "Meine Überschrift"})

    client.post(
        change(article), chosen(refused, "mine", form="article_form") | {"headline": "Unsere gemeinsame Überschrift"}
    )

    article.refresh_from_db()
    assert article.headline == "Unsere gemeinsame Überschrift"


def test_stale_save_settled_while_a_third_saves_clashes_with_the_third_alone(client, mia, article):
    read = opened(client, article)
    client.post(change(article), read | {"headline": "Die erste"})
    refused = client.post(change(article), read | {"headline": "Die zweite"})
    client.post(change(article), opened(client, article) | {"headline": "Die dritte"})

    response = client.post(change(article), chosen(refused, "mine", form="article_form"))

    article.refresh_from_db()
    assert article.headline == "Die dritte"
    assert '<div class="said">Die erste</div>' in response.content.decode()


@pytest.mark.parametrize("token", ["abc", "", "-1", "0", "99", "9" * 40, "²", None])
def test_broken_token_is_said_clearly_and_keeps_the_text(client, mia, article, token):
    typed = opened(client, article) | {"version": token, "body": "<p>Mühsam getippt.</p>"}
    if token is None:
        del typed["version"]

    response = client.post(change(article), typed)
    done = client.post(change(article), chosen(response, "mine", form="article_form"))

    page = response.content.decode()
    assert "Welche Fassung Sie gelesen hatten, lässt sich nicht mehr feststellen." in page
    assert "Mühsam getippt." in page and "<h3>vorher</h3>" not in page
    assert done.status_code == 302
    assert Article.objects.get().body == "<p>Mühsam getippt.</p>"


def test_broken_settling_is_refused_like_a_stale_save(client, mia, article):
    read = opened(client, article)
    client.post(change(article), read | {"headline": "Die erste"})
    refused = filled(client.post(change(article), read | {"headline": "Die zweite"}))

    for broken in ({"_clash-0": "alles"}, {"_clashes": "99"}, {"_clashes": "-1", "version": "1"}):
        assert client.post(change(article), refused | broken).status_code == 200

    assert Article.objects.get().headline == "Die erste"


def test_stale_choice_of_section_and_moment_clashes_by_name(client, mia, article):
    read = opened(client, article)
    politics, culture = make.make_section(name="Politik"), make.make_section(name="Kultur")
    client.post(change(article), read | {"section": politics.pk, "planned_for": "2026-05-01T10:00"})
    mine = read | {"section": culture.pk, "planned_for": "2026-06-01T10:00"}

    refused = client.post(change(article), mine)
    client.post(change(article), chosen(refused, "theirs", form="article_form"))

    article.refresh_from_db()
    assert '<div class="said">Politik</div>' in refused.content.decode()
    assert '<div class="said">01.06.2026, 10.00 Uhr</div>' in refused.content.decode()
    assert (article.section, article.planned_for.isoformat()) == (politics, "2026-05-01T08:00:00+00:00")


# --- rows ---


def test_stale_row_of_evidence_merges_and_clashes_field_by_field(client, mia):
    evidence = make.make_evidence(make.make_claim(), quotation="Wort", public_note="Note")
    claim = evidence.claim
    read = opened(client, claim)
    client.post(change(claim), read | {"evidence-0-quotation": "Ihr Wort", "evidence-0-stance": "refutes"})

    merged = client.post(change(claim), read | {"evidence-0-public_note": "Meine Note"}, follow=True)
    refused = client.post(change(claim), read | {"evidence-0-quotation": "Mein Wort"})
    settled = client.post(change(claim), chosen(refused, "theirs", form="claim_form"))

    evidence.refresh_from_db()
    assert "übernommen: Richtung, Zitat." in merged.content.decode()
    assert "Beleg: Zitat" in refused.content.decode() and "Mein Wort" in refused.content.decode()
    assert settled.status_code == 302
    assert (evidence.quotation, evidence.stance, evidence.public_note) == ("Ihr Wort", "refutes", "Meine Note")


def test_stale_untouched_row_takes_nothing_back(client, mia):
    evidence = make.make_evidence(make.make_claim(), quotation="Wort")
    read = opened(client, evidence.claim)
    client.post(change(evidence), opened(client, evidence) | {"quotation": "Ihr Wort"})
    decisions = Decision.objects.about(evidence).count()

    client.post(change(evidence.claim), read | {"background": "Hintergrund"})

    evidence.refresh_from_db()
    assert evidence.quotation == "Ihr Wort"
    assert Claim.objects.get().background == "Hintergrund"
    assert Decision.objects.about(evidence).count() == decisions


def test_row_deleted_meanwhile_stays_deleted_unless_something_was_typed_into_it(client, mia):
    first = make.make_evidence(make.make_claim(), quotation="Wort")
    make.make_evidence(first.claim, quotation="Zweites")
    read = opened(client, first.claim)
    client.post(change(first.claim), read | {"evidence-0-DELETE": "on"})

    untouched = client.post(change(first.claim), read | {"background": "Neu"}, follow=True)
    refused = client.post(
        change(first.claim), read | {"evidence-0-quotation": "Mein Wort", "evidence-1-quotation": "Auch meins"}
    )
    kept = client.post(change(first.claim), chosen(refused, "mine", form="claim_form"))

    assert "Beleg gelöscht" in untouched.content.decode()
    assert "(gelöscht)" in refused.content.decode() and "Mein Wort" in refused.content.decode()
    assert kept.status_code == 302
    assert set(Evidence.objects.values_list("quotation", flat=True)) == {"Mein Wort", "Auch meins"}


@pytest.mark.parametrize(("choice", "quotations"), [("mine", []), ("theirs", ["Ihr Wort"])])
def test_removing_a_row_that_was_changed_meanwhile_is_asked_about(client, mia, choice, quotations):
    evidence = make.make_evidence(make.make_claim(), quotation="Wort")
    read = opened(client, evidence.claim)
    client.post(change(evidence), opened(client, evidence) | {"quotation": "Ihr Wort"})

    refused = client.post(change(evidence.claim), read | {"evidence-0-DELETE": "on"})
    client.post(change(evidence.claim), chosen(refused, choice, form="claim_form"))

    assert refused.status_code == 200
    assert list(Evidence.objects.values_list("quotation", flat=True)) == quotations


def test_stale_byline_merges_place_and_order_and_asks_about_the_rest(client, mia):
    article = make.make_article(bylines=[make.make_author(), make.make_author()])
    read = opened(client, article)
    client.post(change(article), read | {"bylines-0-place": "Kiew", "bylines-1-DELETE": "on"})

    merged = client.post(change(article), read | {"bylines-0-position": "5"})
    refused = client.post(change(article), read | {"bylines-0-place": "Berlin", "kicker": "Meine"})
    settled = client.post(change(article), chosen(refused, "mine", form="article_form"))

    byline = article.bylines.get()
    article.refresh_from_db()
    assert (merged.status_code, settled.status_code) == (302, 302)
    assert "Name in der Autorenzeile: Ort" in refused.content.decode()
    assert (byline.place, byline.position, article.kicker) == ("Berlin", 5, "Meine")


# --- every other record ---


@pytest.mark.parametrize(
    ("make_record", "name", "other"),
    [
        (make.make_source, "role", "name"),
        (make.make_topic, "name", "slug"),
        (make.make_author, "name", "signature"),
        (make.make_section, "name", "position"),
        (make.make_picture, "credit", "caption"),
        (lambda: make.make_evidence(make.make_claim()), "quotation", "public_note"),
        (make.make_claim, "statement", "background"),
    ],
)
def test_every_record_merges_and_lets_clashes_be_settled(client, make_record, name, other):
    record = make_record()
    client.force_login(make.make_chief())
    read, form = opened(client, record), f"{record._meta.model_name}_form"
    client.post(change(record), read | {name: "ihres", other: "7"})

    refused = client.post(change(record), read | {name: "meines"})
    settled = client.post(change(record), chosen(refused, "theirs", form=form))

    record.refresh_from_db()
    assert STALE in refused.content.decode() and "meines" in refused.content.decode()
    assert settled.status_code == 302
    assert (getattr(record, name), str(getattr(record, other))) == ("ihres", "7")


def test_page_merges_paragraph_by_paragraph(client):
    page = Page.objects.first()
    client.force_login(make.make_administrator())
    client.post(change(page), opened(client, page) | {"body": BODY})
    read = opened(client, page)
    client.post(change(page), read | {"body": BODY.replace("reist", "bleibt")})

    client.post(change(page), read | {"body": BODY.replace("tagt", "ruht")})

    page.refresh_from_db()
    assert page.body == BODY.replace("reist", "bleibt").replace("tagt", "ruht")


def test_picture_keeps_a_new_file_and_the_words_of_the_other(client):
    picture = make.make_picture()
    client.force_login(make.make_chief())
    read, old = opened(client, picture), picture.file.name
    client.post(change(picture), read | {"credit": "Ihre"})
    upload = SimpleUploadedFile("bild.png", make.make_picture_bytes(), "image/png")

    client.post(change(picture), read | {"upload": upload})

    picture = Picture.objects.get()
    assert picture.credit == "Ihre" and picture.file.name != old
