"""Every write names the version it has read: without that nothing happens, and nothing typed is lost."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from articles.choices import Role
from articles.models import Article, Decision, FactCheck, Page, Picture, Revision
from articles.models.editable import Editable
from articles.workflow import staffing, uniting, writing
from tests import make
from tests.forms import filled, read

pytestmark = pytest.mark.django_db
BROKEN = {"missing": None, "words": "²alt", "to come": "999999"}


EDITABLE = {
    "article": (make.make_article, "kicker"),
    "claim": (make.make_claim, "background"),
    "evidence": (lambda: make.make_evidence(make.make_claim()), "quotation"),
    "source": (make.make_source, "role"),
    "picture": (make.make_picture, "credit"),
    "topic": (make.make_topic, "name"),
    "author": (make.make_author, "name"),
    "section": (make.make_section, "name"),
    "page": (lambda: Page.objects.first(), "body"),
}


def address(record, screen="change", *args):
    return reverse(f"admin:articles_{record._meta.model_name}_{screen}", args=[record.pk, *args])


def with_token(fields, token):
    kept = {name: value for name, value in fields.items() if name != "version"}
    return kept if token is None else kept | {"version": token}


@pytest.fixture
def chief(client):
    chief = make.make_chief()
    client.force_login(chief)
    return chief


def test_every_record_with_a_form_of_its_own_is_tried_here():
    with_form = {model._meta.model_name for model in site._registry if issubclass(model, Editable)}

    assert with_form - {"factcheck", "verdict"} <= EDITABLE.keys()


@pytest.mark.parametrize("token", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("kind", EDITABLE)
def test_form_without_a_readable_token_is_shown_again_with_what_was_typed(client, chief, kind, token):
    make_record, name = EDITABLE[kind]
    record = make_record()
    fields = filled(client.get(address(record)), form=f"{kind}_form") | {name: "Grüße an „Mia“"}
    if kind == "topic":
        fields |= {"name": "Grüße"}

    response = client.post(address(record), with_token(fields, token))

    unchanged = type(record).objects.get(pk=record.pk)
    assert (unchanged.version, getattr(unchanged, name)) == (record.version, getattr(record, name))
    assert "Welche Fassung Sie gelesen hatten, lässt sich nicht mehr feststellen" in response.content.decode()
    assert "Grüße" in response.content.decode()


def test_form_that_came_back_for_its_token_can_be_saved_then(client, chief):
    topic = make.make_topic(name="Vorher")
    fields = filled(client.get(address(topic)), form="topic_form") | {"name": "Nachher"}

    refused = client.post(address(topic), with_token(fields, None))
    again = filled(refused, form="topic_form")
    client.post(address(topic), again | {f"_clash-{place}": "mine" for place in range(int(again["_clashes"][0]))})

    topic.refresh_from_db()
    assert topic.name == "Nachher"


def test_rows_alone_are_not_saved_without_a_token_either(client, chief):
    article = make.make_article()
    fields = filled(client.get(address(article)))
    new = {"bylines-TOTAL_FORMS": "2", "bylines-1-author": make.make_author().pk, "bylines-1-position": "1"}

    response = client.post(address(article), with_token(fields | new, None))

    assert article.bylines.count() == 1
    assert "lässt sich nicht mehr feststellen" in response.content.decode()


def test_row_without_its_token_is_not_saved(client, chief):
    evidence = make.make_evidence(make.make_claim(), quotation="Vorher.")
    fields = filled(client.get(address(evidence.claim)), form="claim_form") | {"evidence-0-quotation": "Nachher."}

    client.post(address(evidence.claim), {name: each for name, each in fields.items() if name != "evidence-0-version"})

    evidence.refresh_from_db()
    assert evidence.quotation == "Vorher."


def live_article():
    return make.make_revision().article


def changed_article():
    article = live_article()
    make.make_change(article)
    return Article.objects.get(pk=article.pk)


def planned_article():
    return make.make_revision(live_from=make.in_days(1)).article


def article_in_review():
    return writing.submit(make.make_article(), by=make.make_reporter())


def merged_claim():
    claim = make.make_claim()
    uniting.unite(claim, into=make.make_claim(), reason="Beide meinen denselben „Flug“.", by=make.make_editor())
    return claim


def check(state):
    return lambda: make.make_factcheck(state=state)


REASON = {"reason": "Aus „gutem“ Grund."}
ACTS = {
    "submit": (make.make_article, "submit", {}),
    "return": (article_in_review, "return", REASON),
    "publish": (make.make_article, "publish", {"act": "publish", "when": "now"}),
    "correct": (changed_article, "publish", {"act": "correct", "when": "now", "correction": "Falsch war die Zahl."}),
    "typo": (live_article, "publish", {"act": "typo", "when": "now"}),
    "withdraw": (live_article, "withdraw", REASON),
    "unschedule": (planned_article, "unschedule", {}),
    "approve": (check("submitted"), "approve", {"approve-reason": "Trägt, „auch“ so."}),
    "return a check": (check("submitted"), "return", {"return-reason": "Es fehlt „etwas“."}),
    "withdraw a check": (check("in_force"), "withdraw", REASON),
    "part claims": (merged_claim, "part", REASON),
    "delete an article": (make.make_article, "delete", {"post": "yes"}),
    "delete a claim": (make.make_claim, "delete", {"post": "yes"}),
    "delete evidence": (lambda: make.make_evidence(make.make_claim()), "delete", {"post": "yes"}),
    "delete a topic": (make.make_topic, "delete", {"post": "yes"}),
    "delete a source": (make.make_source, "delete", {"post": "yes"}),
    "delete a picture": (make.make_picture, "delete", {"post": "yes"}),
}
SAID = {"stale": "hat sich geändert", "unread": "welche Fassung Sie gelesen haben"}


@pytest.mark.parametrize("token", ["stale", *BROKEN])
@pytest.mark.parametrize("act", ACTS)
def test_act_that_does_not_name_what_was_read_is_refused_and_keeps_its_words(client, chief, act, token):
    make_record, screen, fields = ACTS[act]
    record = type(made := make_record()).objects.get(pk=made.pk)
    before = Decision.objects.count(), Revision.objects.count(), vars(record) | {"_state": None}
    value = record.version - 1 if token == "stale" else BROKEN[token]
    if token == "stale" and record.version == 1:
        value = 7

    response = client.post(address(record, screen), with_token(fields, value), follow=True)

    page = response.content.decode()
    now = type(record).objects.get(pk=record.pk)
    assert (Decision.objects.count(), Revision.objects.count(), vars(now) | {"_state": None}) == before
    assert any(sentence in page for sentence in SAID.values())
    typed = [each for each in fields.values() if " " in each]
    assert [each for each in typed if each.replace('"', "&quot;") not in page] == []


@pytest.mark.parametrize("act", ACTS)
def test_act_that_names_what_was_read_is_done(client, chief, act):
    make_record, screen, fields = ACTS[act]
    record = make_record()
    before = Decision.objects.count()

    client.post(address(record, screen), fields | read(record), follow=True)

    assert Decision.objects.count() > before


@pytest.mark.parametrize("act", ["return", "withdraw", "withdraw a check"])
def test_reason_that_came_too_late_can_be_sent_again(client, chief, act):
    make_record, screen, fields = ACTS[act]
    record = make_record()
    before = Decision.objects.count()

    refused = client.post(address(record, screen), with_token(fields, 999))
    token = refused.content.decode().split('name="version" value="')[1].split('"')[0]
    client.post(address(record, screen), with_token(fields, token))

    assert Decision.objects.count() > before


@pytest.mark.parametrize("token", BROKEN.values(), ids=BROKEN)
def test_answers_of_a_check_need_the_token(client, token):
    factcheck = make.make_factcheck(summary="Vorher.")
    client.force_login(factcheck.author)
    fields = filled(client.get(address(factcheck, "examine")), form="check-form") | {"summary": "Nachher „so“."}

    for button in ("save", "submit"):
        page = client.post(address(factcheck, "examine"), with_token(fields | {button: "1"}, token)).content.decode()

        stored = FactCheck.objects.get(pk=factcheck.pk)
        assert (stored.summary, stored.state) == ("Vorher.", "draft")
        assert "Nachher „so“." in page


@pytest.mark.parametrize("token", BROKEN.values(), ids=BROKEN)
def test_restoring_needs_the_token(client, chief, token):
    revision = make.make_revision()
    article = Article.objects.get(pk=revision.article_id)
    article.teaser = "Anders."
    writing.save(article, by=chief)

    page = client.post(address(article, "restore", 1), with_token({}, token), follow=True).content.decode()

    article.refresh_from_db()
    assert article.teaser == "Anders."
    assert "Wiederhergestellt wurde nichts." in page


@pytest.mark.parametrize("token", BROKEN.values(), ids=BROKEN)
def test_autosave_needs_the_token(client, chief, token):
    article = make.make_article(kicker="Vorher")
    fields = filled(client.get(address(article))) | {"kicker": "Nachher", "window": "w1", "_user": chief.pk}

    response = client.post(address(article, "autosave"), with_token(fields, token))

    article.refresh_from_db()
    assert response.status_code in (400, 409) and response.json()["message"]
    assert article.kicker == "Vorher"


def test_pages_hold_the_token_of_every_button(client, chief):
    article, picture = live_article(), make.make_picture()
    draft = make.make_article()

    pages = {
        "change": [address(draft)],
        "delete": [address(draft, "delete"), address(picture, "delete")],
        "withdraw": [address(article, "withdraw")],
        "return": [address(article_in_review(), "return")],
        "check": [address(make.make_factcheck(state="in_force"), "withdraw")],
    }

    for addresses in pages.values():
        for each in addresses:
            forms = client.get(each).content.decode().split("<form ")[1:]
            acting = [
                form for form in forms if 'method="post"' in form and "logout" not in form and "sitzung" not in form
            ]
            assert acting and all('name="version" value="' in form.split("</form>")[0] for form in acting), each
    assert isinstance(picture, Picture)


@pytest.mark.parametrize("token", [None, "²alt", "1"], ids=["missing", "words", "old"])
def test_account_that_somebody_changed_meanwhile_is_shown_again_and_saved_on_purpose(client, token):
    client.force_login(make.make_administrator())
    colleague = make.make_reporter(first_name="Jürgen")
    form = reverse("admin:auth_user_change", args=[colleague.pk])
    typed = filled(client.get(form), form="user_form") | {"last_name": "Müller-Groß"}
    colleague.first_name = "Jörg"
    staffing.save_account(colleague, roles=[Role.FACT_CHECKER], by=make.make_administrator())

    refused = client.post(form, with_token(typed, token))
    colleague.refresh_from_db()
    kept = (colleague.first_name, colleague.last_name)
    again = client.post(form, filled(refused, form="user_form"))

    page = refused.content.decode()
    assert "Inzwischen hat jemand dieses Konto geändert. Jetzt gilt: Rollen Faktenprüfer:in, Zugang offen." in page
    assert kept == ("Jörg", "") and "Müller-Groß" in page
    colleague.refresh_from_db()
    assert (again.status_code, colleague.first_name, colleague.last_name) == (302, "Jürgen", "Müller-Groß")
