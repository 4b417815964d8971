"""What the desk's forms do with what is typed: they hand it to workflow/, and give every refusal back with the text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.choices import Role, Verb
from articles.models import Article, Claim, Decision, Evidence, Picture, Section, Source, Topic
from tests import make
from tests.forms import read

pytestmark = pytest.mark.django_db


def change(record):
    return reverse(f"admin:articles_{record._meta.model_name}_change", args=[record.pk])


def rows(prefix, *filled, initial=0):
    total = {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": initial}
    cells = {f"{prefix}-{place}-{name}": value for place, row in enumerate(filled) for name, value in row.items()}
    return total | cells


def claim_form(claim=None, **typed):
    filled = {"statement": "Der Mond ist aus Stein.", "priority": "2", "language": "de"}
    if claim:
        filled |= {"statement": claim.statement, "version": claim.version, "slug": claim.slug}
    return filled | rows("evidence") | rows("inquiries") | typed


def article_form(article=None, **typed):
    filled = {"headline": "Neue Überschrift", "label": "report", "language": "de"}
    if article:
        filled |= {"version": article.version, "headline": article.headline, "body": article.body}
    return filled | rows("bylines") | typed


def test_article_saving_keeps_text_names_and_topics_in_one_decision(client):
    reporter, author, topic = make.make_reporter(), make.make_author(), make.make_topic()
    client.force_login(reporter)
    byline = rows("bylines", {"author": author.pk, "place": "Kiew", "position": 1})

    response = client.post(
        reverse("admin:articles_article_add"),
        article_form(body="<p>Ein Satz.</p><script>böse()</script>", topics=[topic.pk]) | byline,
        follow=True,
    )

    article = Article.objects.get()
    assert article.body == "<p>Ein Satz.</p>"
    assert [str(each) for each in article.bylines.all()] == [f"{author}, Kiew"]
    assert list(article.topics.all()) == [topic]
    assert [str(message) for message in response.context["messages"]] == [
        "Artikel gespeichert.",
        "Text: Entfernt: 1 Skript.",
    ]
    decision = Decision.objects.about(article).get()
    assert (decision.verb, decision.by) == (Verb.CREATE, reporter)


def test_article_form_without_a_headline_keeps_the_body(client):
    client.force_login(make.make_reporter())

    response = client.post(
        reverse("admin:articles_article_add"), article_form(headline="", body="<p>Nicht verlieren.</p>")
    )

    assert response.status_code == 200
    assert "Nicht verlieren." in response.content.decode()
    assert not Article.objects.exists()


def test_article_form_offers_the_body_as_a_plain_field_that_a_script_improves(client):
    article = make.make_article()
    client.force_login(make.make_reporter())

    page = client.get(change(article)).content.decode()

    assert '<textarea name="body"' in page and "data-rich-text" in page
    assert 'type="importmap"' in page


def test_article_form_puts_the_nonce_on_its_scripts_and_nothing_inline(client):
    article = make.make_article()
    client.force_login(make.make_reporter())

    response = client.get(change(article))

    policy = response.headers["Content-Security-Policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert f'nonce="{nonce}"' in response.content.decode()
    assert "unsafe" not in policy
    assert "<style" not in response.content.decode()


def test_article_reads_as_text_for_those_who_may_not_write(client):
    article = make.make_article(body="<p>Zum <strong>Lesen</strong>.</p>")
    client.force_login(make.make_fact_checker())

    response = client.get(change(article))

    assert "<p>Zum <strong>Lesen</strong>.</p>" in response.content.decode()
    assert client.post(change(article), article_form(article)).status_code == 403


def test_claim_saving_hands_over_evidence_and_inquiries(client):
    source, reporter = make.make_source(), make.make_reporter()
    client.force_login(reporter)
    belege = rows("evidence", {"source": source.pk, "bears_on": "content", "stance": "supports", "credibility": "2"})
    anfragen = rows(
        "inquiries", {"addressee": "Pressestelle", "channel": "mail", "asked_on": "2026-05-01", "public": "on"}
    )

    client.post(reverse("admin:articles_claim_add"), claim_form() | belege | anfragen)

    claim = Claim.objects.get()
    assert claim.evidence.get().grade == "F2"
    assert claim.inquiries.get().addressee == "Pressestelle"
    assert Decision.objects.filter(by=reporter, record_type="evidence", verb=Verb.CREATE).count() == 1


def test_claim_row_is_removed_through_workflow(client):
    evidence = make.make_evidence(make.make_claim())
    client.force_login(make.make_reporter())
    row = {"id": evidence.pk, "claim": evidence.claim_id, "source": evidence.source_id, "DELETE": "on"}
    row["version"] = evidence.version

    client.post(change(evidence.claim), claim_form(evidence.claim) | rows("evidence", row, initial=1))

    assert not Evidence.objects.exists()
    assert Decision.objects.filter(record_type="evidence", verb=Verb.DELETE).count() == 1


def test_claim_over_300_characters_is_refused_with_what_to_do(client):
    client.force_login(make.make_reporter())
    statement = "Sehr lang. " * 30

    response = client.post(reverse("admin:articles_claim_add"), claim_form(statement=statement))

    page = response.content.decode()
    assert "Die Behauptung hat 329 Zeichen, möglich sind 300." in page
    assert "Kürzen Sie auf eine einzige prüfbare Aussage" in page
    assert statement.strip() in page
    assert "maxlength" not in page.split('name="statement"')[1].split(">")[0]


def test_claim_evidence_may_go_back_only_to_evidence_of_the_same_claim(client):
    evidence, stranger = make.make_evidence(make.make_claim()), make.make_evidence(make.make_claim())
    client.force_login(make.make_reporter())

    page = client.get(change(evidence.claim))

    offered = page.context["inline_admin_formsets"][0].formset.forms[0].fields["goes_back_to"].choices
    assert [value for value, _ in offered] == ["", evidence.pk]
    assert stranger.pk not in [value for value, _ in offered]


def test_evidence_cannot_go_back_to_itself(client):
    evidence = make.make_evidence(make.make_claim())
    client.force_login(make.make_reporter())

    response = client.post(
        change(evidence),
        {
            "claim": evidence.claim_id,
            "source": evidence.source_id,
            "bears_on": "content",
            "stance": "supports",
            "credibility": "6",
            "goes_back_to": evidence.pk,
            "version": evidence.version,
        },
    )

    assert "Ein Beleg kann nicht auf sich selbst zurückgehen." in response.content.decode()


def test_source_without_a_reason_for_anonymity_is_refused_in_the_form(client):
    client.force_login(make.make_reporter())

    response = client.post(
        reverse("admin:articles_source_add"), {"name": "Jemand", "kind": "anonymous", "reliability": "F"}
    )

    assert response.status_code == 200
    assert "Eine anonyme Quelle braucht einen Grund" in response.content.decode()
    assert not Source.objects.exists()


def test_wrong_move_of_workflow_is_an_error_in_the_form(client):
    first = make.make_source()
    second = make.make_source(part_of=first)
    client.force_login(make.make_reporter())

    response = client.post(
        change(first),
        {"name": first.name, "kind": first.kind, "reliability": "F", "part_of": second.pk, "version": first.version},
    )

    assert response.status_code == 200
    assert "kann nicht für sich selbst sprechen" in response.content.decode()


def test_delete_asks_then_deletes_and_leaves_a_decision(client):
    topic, editor = make.make_topic(), make.make_editor()
    client.force_login(editor)
    url = reverse("admin:articles_topic_delete", args=[topic.pk])

    asked, done = client.get(url), client.post(url, {"post": "yes"} | read(topic), follow=True)

    assert "endgültig löschen?" in asked.content.decode()
    assert f"„{topic}“ gelöscht." in done.content.decode()
    assert not Topic.objects.exists()
    assert Decision.objects.filter(verb=Verb.DELETE, by=editor).count() == 1


def test_delete_of_what_is_still_needed_says_so(client):
    article = make.make_article()
    client.force_login(make.make_chief())

    response = client.post(
        reverse("admin:articles_section_delete", args=[article.section_id]),
        {"post": "yes"} | read(article.section),
        follow=True,
    )

    assert "wird noch gebraucht" in response.content.decode()
    assert Section.objects.filter(pk=article.section_id).exists()


def test_delete_is_closed_to_reporters(client):
    topic = make.make_topic()
    client.force_login(make.make_reporter())

    assert client.post(reverse("admin:articles_topic_delete", args=[topic.pk]), {"post": "yes"}).status_code == 403


def picture_form(**typed):
    return {"title": "Bild", "alt": "", "caption": "", "credit": "", "origin": "photo"} | typed


def test_picture_is_stored_as_our_own_copy_and_shown(client):
    client.force_login(make.make_reporter())
    upload = SimpleUploadedFile("bild.png", make.make_picture_bytes(), "image/png")

    client.post(reverse("admin:articles_picture_add"), picture_form(upload=upload))

    picture = Picture.objects.get()
    assert picture.file.name.endswith(".webp")
    assert picture.rendition(960) in client.get(change(picture)).content.decode()


@pytest.mark.parametrize("raw", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4", b"\x00\x01"])
def test_picture_that_is_none_is_refused_and_the_words_are_kept(client, raw):
    client.force_login(make.make_reporter())
    upload = SimpleUploadedFile("bild.png", raw, "image/png")

    response = client.post(reverse("admin:articles_picture_add"), picture_form(upload=upload, title="Mein Titel"))

    assert "Nehmen Sie JPEG, PNG oder WebP." in response.content.decode()
    assert "Mein Titel" in response.content.decode()
    assert not Picture.objects.exists()


def test_picture_too_large_in_pixels_is_refused(client):
    client.force_login(make.make_reporter())
    upload = SimpleUploadedFile("bild.png", make.make_picture_bytes(8000, 5200), "image/png")

    response = client.post(reverse("admin:articles_picture_add"), picture_form(upload=upload))

    assert "mehr als 40 Megapixel" in response.content.decode()


def test_history_tells_in_sentences_who_did_what_and_what_changed(client):
    article = make.make_article(headline="Der Vertrag ist unterschrieben")
    client.force_login(make.make_reporter(first_name="Mia", last_name="Muster"))
    section = make.make_section(name="Wirtschaft")
    client.post(change(article), article_form(article, headline="Der Vertrag ist unterzeichnet", section=section.pk))

    page = client.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()

    assert "Mia Muster hat den Artikel gespeichert." in page
    assert "Der Vertrag ist unterschrieben" in page and "Der Vertrag ist unterzeichnet" in page
    assert "Wirtschaft" in page


def test_history_of_a_claim_tells_of_its_checks_and_evidence(client):
    claim = make.make_claim()
    make.make_evidence(claim)
    make.make_factcheck(claim, state="in_force")
    client.force_login(make.make_reporter())

    page = client.get(reverse("admin:articles_claim_history", args=[claim.pk])).content.decode()

    assert "hat den Beleg angelegt." in page
    assert "hat die Prüfung eröffnet." in page and "hat den Faktencheck freigegeben." in page
    assert "Die Begründung trägt." in page


def test_account_is_made_with_roles_and_told_in_the_history_without_the_password(client):
    administrator = make.make_administrator()
    client.force_login(administrator)

    client.post(
        reverse("admin:auth_user_add"),
        {
            "username": "neu",
            "first_name": "Nele",
            "last_name": "Neu",
            "is_active": "on",
            "roles": [Role.REPORTER, Role.FACT_CHECKER],
            "new_password": "ein langes Passwort aus Wörtern",
        },
    )

    decision = Decision.objects.filter(record_type="user", by=administrator).get()
    assert decision.after["roles"] == ["Fact-checker", "Reporter"]
    assert "Passwort" not in str(decision.after) and "argon2" not in str(decision.after)
    assert client.login(username="neu", password="ein langes Passwort aus Wörtern")
    assert client.get(reverse("admin:index")).status_code == 200


def test_account_with_a_short_password_is_refused(client):
    client.force_login(make.make_administrator())

    response = client.post(
        reverse("admin:auth_user_add"), {"username": "neu", "is_active": "on", "new_password": "kurz"}
    )

    assert "mindestens 15 Zeichen" in response.content.decode()


def test_account_of_ones_own_cannot_be_closed(client):
    administrator = make.make_administrator()
    client.force_login(administrator)

    response = client.post(
        reverse("admin:auth_user_change", args=[administrator.pk]),
        {"username": administrator.username, "roles": [Role.ADMINISTRATOR]},
    )

    administrator.refresh_from_db()
    assert "Das eigene Konto können Sie nicht stilllegen." in response.content.decode()
    assert administrator.is_active


def test_account_cannot_be_deleted(client):
    client.force_login(make.make_administrator())

    assert (
        client.post(reverse("admin:auth_user_delete", args=[make.make_reporter().pk]), {"post": "yes"}).status_code
        == 403
    )


def test_own_password_is_changed_through_workflow(client):
    reporter = make.make_reporter()
    client.force_login(reporter)

    client.post(
        reverse("admin:password_change"),
        {
            "old_password": "a long enough password",
            "new_password1": "ein ganz anderes Passwort",
            "new_password2": "ein ganz anderes Passwort",
        },
    )

    reporter.refresh_from_db()
    assert reporter.check_password("ein ganz anderes Passwort")
    assert Decision.objects.filter(record_type="user", record_id=reporter.pk).latest().after == {
        "password_changed": True
    }


def test_page_of_the_house_is_written_by_the_administrator(client):
    from articles.models import Page

    page = Page.objects.get(kind="impressum")
    client.force_login(make.make_administrator())

    client.post(change(page), {"body": "<p>Verantwortlich: Theo Testfall</p>", "version": page.version})

    page.refresh_from_db()
    assert page.body == "<p>Verantwortlich: Theo Testfall</p>"


@pytest.mark.parametrize(("field", "value"), [("topics", "abc"), ("picture", "x"), ("assignee", "9" * 30)])
def test_saving_refuses_a_choice_that_is_no_number_in_its_field(client, field, value):
    article = make.make_article()
    client.force_login(make.make_chief())
    typed = {"headline": "Mühsam getippt", "label": "report", "language": "de", "version": article.version}
    rows = {"bylines-TOTAL_FORMS": "0", "bylines-INITIAL_FORMS": "0"}

    answer = client.post(reverse("admin:articles_article_change", args=[article.pk]), typed | rows | {field: value})

    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors[field]
    assert "Mühsam getippt" in answer.content.decode()
