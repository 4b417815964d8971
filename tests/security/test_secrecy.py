"""What is not public is on no page at all: drafts, plans, what was called off, what was withdrawn."""

import time
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from articles.models import Claim, Revision, Source
from articles.workflow import clock, publishing, writing
from tests import make

pytestmark = pytest.mark.django_db

SECRET = "Zitronenfalter"


def secret_article(**fields):
    """Return a draft in which every part, and whatever hangs on it, names the secret."""
    topic = make.make_topic(name=f"{SECRET} als Thema")
    source = make.make_source(name=f"{SECRET} GmbH", part_of=make.make_source(name=f"{SECRET} Holding"))
    claim = make.make_claim(f"{SECRET} falten Zitronen.", claimant=source, topics=[topic])
    make.make_evidence(claim, source=make.make_source(name=f"{SECRET} Archiv"), quotation=SECRET, public_note=SECRET)
    make.make_factcheck(claim, state="in_force", summary=f"{SECRET} stimmt.", rationale=SECRET)
    parts = {
        **{"headline": f"{SECRET} entdeckt", "kicker": SECRET, "teaser": f"{SECRET} im Teaser.", "key_points": SECRET},
        **{"body": f"<p>{claim.statement}</p>", "context": f"<p>{SECRET}</p>", "dateline": SECRET, "agencies": SECRET},
        **{"section": make.make_section(name=f"{SECRET} heute"), "topics": [topic], "picture": make.make_picture()},
        **{"bylines": [make.make_author(name=f"{SECRET} Autor")], "sign_off": SECRET},
    }
    article = make.make_article(**parts | fields)
    make.make_annotation(article, claim=claim, words=claim.statement)
    return article


def outlets():
    """Return every address of readers' pages, in both languages, with filters and further pages."""
    claims, sources = Claim.objects.all(), Source.objects.all()
    seen = Revision.objects.live()
    # Looked for by its neighbours, for a page that repeats what was asked tells nothing.
    words = ["falten", "entdeckt", "Teaser"]
    queries = [
        *(reverse(name) + f"?q={word}" for name in ("search", "claim_list") for word in words),
        reverse("search") + "?q=falten&page=2",
        *(reverse("claim_list") + f"?claimant={source.pk}" for source in sources),
        *(reverse("claim_list") + f"?topic={topic.slug}" for claim in claims for topic in claim.topics.all()),
        *(reverse("claim_list") + query for query in ("?verdict=unbelegt", "?verdict=ungeprueft", "?page=2")),
    ]
    pages = [
        *("/", "/?page=2", reverse("claim_list"), reverse("how_we_check"), reverse("corrections"), reverse("search")),
        *(reverse("page", args=["impressum"]), "/nix/"),
        *(revision.get_absolute_url() for revision in seen),
        *(revision.section.get_absolute_url() for revision in seen),
        *(
            record.get_absolute_url()
            for revision in seen
            for record in (*revision.claims.all(), *revision.topics.all())
        ),
    ]
    german = [*queries, *pages]
    return [*german, *("/en" + address for address in german)]


def tells(page):
    return SECRET in page.content.decode()


def leaks(client):
    return [address for address in outlets() if tells(client.get(address))]


def own_addresses(article):
    """Return the addresses of an article and of everything that nobody else carries."""
    claims = [mark.claim for mark in article.annotations.select_related("claim__claimant__part_of")]
    records = [
        article.section,
        *article.topics.all(),
        *claims,
        *(claim.claimant for claim in claims),
        *(claim.claimant.part_of for claim in claims),
        *(piece.source for claim in claims for piece in claim.evidence.all()),
    ]
    own = [reverse("article", args=[article.pk, article.slug]), *(record.get_absolute_url() for record in records)]
    return [*own, *("/en" + address for address in own)]


STATES = {
    "a draft": lambda article: None,
    "a text in review": lambda article: writing.submit(article, by=make.make_reporter()),
    "a plan": lambda article: publishing.publish(article, by=make.make_editor(), live_from=make.in_days(1)),
    "a plan called off": lambda article: (
        publishing.publish(article, by=make.make_editor(), live_from=make.in_days(1)),
        publishing.unschedule(article, by=make.make_editor()),
    ),
}


@pytest.mark.parametrize("state", list(STATES))
def test_what_was_never_published_is_nowhere(client, state):
    article = secret_article()
    STATES[state](article)
    make.make_revision(make.make_article(related=[article]))

    answers = {client.get(address).status_code for address in own_addresses(article)}

    assert answers == {404}
    assert leaks(client) == []


def test_later_text_of_a_public_article_waits_for_its_publication(client):
    revision = make.make_revision(headline="Öffentlich")
    article = revision.article
    article.headline, article.body = f"{SECRET} im Entwurf", f"<p>{SECRET}</p>"
    writing.save(article, by=make.make_reporter())

    assert leaks(client) == []

    publishing.publish(article, by=make.make_editor(), live_from=make.in_days(1))

    assert leaks(client) == []


def test_withdrawn_article_leaves_nothing_but_its_notice(client):
    article = secret_article(headline="Überholt")
    make.make_revision(article)
    make.make_change(article)
    publishing.correct(article, note="Eine Zahl war falsch.", by=make.make_editor())
    own = own_addresses(article)
    address, others = own[0], [each for each in own if "/artikel/" not in each]

    publishing.withdraw(article, note="Erfunden.", by=make.make_editor())

    tombstone = client.get(address)
    assert tombstone.status_code == 410
    assert not tells(tombstone) and "Erfunden." in tombstone.content.decode()
    assert {client.get(each).status_code for each in others} == {404}
    assert leaks(client) == []


def test_public_words_are_found_by_the_same_means(client):
    """Show that the looking finds something: published, the secret is on many pages."""
    make.make_revision(secret_article())

    assert len(leaks(client)) > 10


@pytest.mark.parametrize(("before", "is_public"), [(1, False), (0, True)])
def test_plan_comes_true_on_the_second(before, is_public):
    article = secret_article()
    moment = make.in_days(1).replace(microsecond=0)
    publishing.publish(article, by=make.make_editor(), live_from=moment)
    at = moment - timedelta(seconds=before)

    assert Revision.objects.live(at).exists() is is_public
    assert Claim.objects.public(at).exists() is is_public


def test_plan_comes_true_on_the_page_without_anybody_doing_anything(client):
    article = secret_article()
    moment = timezone.now() + timedelta(seconds=1.5)
    publishing.publish(article, by=make.make_editor(), live_from=moment)
    address = reverse("article", args=[article.pk, article.slug])

    before = client.get(address).status_code
    time.sleep(max(0, (moment - timezone.now()).total_seconds()) + 0.05)

    assert (before, client.get(address).status_code) == (404, 200)


def test_withdrawal_takes_a_plan_with_it(client):
    article = secret_article()
    with clock.as_of(make.in_days(-1)):
        make.make_revision(article)
    publishing.publish(article, by=make.make_editor(), live_from=timezone.now() + timedelta(hours=1))
    publishing.withdraw(article, note="Erfunden.", by=make.make_editor())

    assert not Revision.objects.live(make.in_days(1)).exists()


def test_name_of_an_anonymous_source_is_nowhere(client):
    person = make.make_source(
        name=f"{SECRET} Informant", kind="anonymous", role="Mitarbeiter", anonymity_reason="Ihm droht die Kündigung.",
        url=f"https://{SECRET}.example/", wikidata=f"Q{SECRET}"[:20],
    )  # fmt: skip
    claim = make.make_claim(claimant=person)
    make.make_evidence(claim, source=person)
    make.make_evidence(claim, source=person, bears_on="said", stance="supports")
    make.make_revision(claims=[claim])

    assert leaks(client) == []
    assert not tells(client.get(person.get_absolute_url()))
    assert client.get(f"/quelle/{person.pk}/{person.slug}/")["Location"].endswith("/anonym/")


def test_place_in_a_list_does_not_tell_an_anonymous_name(client):
    voices = [make.make_source(name=name) for name in ("Aachen", "Mainz", "Zwickau")]
    hidden = make.make_source(name="Nauen", kind="anonymous", role="Zeugin", anonymity_reason="Schutz.")
    make.make_revision(claims=[make.make_claim(claimant=source) for source in (*voices, hidden)])

    choices = client.get(reverse("claim_list")).context["filter"].form.fields["claimant"].queryset

    assert [source.public_name for source in choices] == ["Aachen", "Mainz", "Zeugin", "Zwickau"]


def test_pictures_have_names_nobody_guesses_and_nothing_else_of_the_folder_has_an_address(client):
    picture = make.make_picture()
    default_storage.save("geheim.txt", make.picturing.ContentFile(b"geheim"))

    shown = client.get(picture.rendition(480))

    assert b"".join(shown.streaming_content)[8:12] == b"WEBP"
    assert shown["Content-Type"] == "image/webp"
    for name in (
        "geheim.txt",
        "..%2fnewsroom.sqlite3",
        "%2e%2e/x",
        f"{picture.pk}.webp",
        f"{'0' * 32}.webp",
        "x%00.webp",
    ):
        assert client.get(f"/bilder/{name}").status_code == 404, name
