"""Characters nobody sees, addresses that deceive, numbers no database holds: stored clean, or refused in a sentence."""

import json

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from articles import imaging
from articles.models import Author, Claim, Decision, Evidence, FactCheck, Inquiry, Revision, Section, Source
from articles.text.clean import clean
from articles.workflow import annotating, checking, publishing, staffing, writing
from tests import make

pytestmark = pytest.mark.django_db

UNSEEN = [*map(chr, range(32)), "\x7f", "\x85", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\ud800", "\uffff"]
# With a letter on each side, so that nothing is merely trimmed; u and two dots in place of one letter.
DIRTY = "a" + "b".join(UNSEEN) + "z u\u0308"
LINE_BREAK = "\n"


def dirty_texts(record):
    """Return the stored texts of a record that hold what nobody sees or are not composed."""
    record = type(record).objects.get(pk=record.pk)
    texts = {
        field.name: field.value_from_object(record)
        for field in record._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
    }
    told = {
        name: json.dumps(text, ensure_ascii=False) if not isinstance(text, str) else text
        for name, text in texts.items()
    }
    unseen = {*UNSEEN, "\u0308"} - {LINE_BREAK}
    return [name for name, text in told.items() if unseen & set(text)]


def test_every_field_is_stored_without_what_nobody_sees():
    source = make.make_source(name=DIRTY, role=DIRTY, reliability_note=DIRTY, kind="anonymous", anonymity_reason=DIRTY)
    claim = make.make_claim(DIRTY, claimant=source, background=DIRTY, topics=[make.make_topic(name=DIRTY)])
    evidence = make.make_evidence(claim, source=source, quotation=DIRTY, public_note=DIRTY)
    inquiry = Inquiry(claim=claim, addressee=DIRTY, asked_on="2024-11-20", answered_on="2024-11-21", answer=DIRTY)
    writing.save(inquiry, by=make.make_reporter())
    person = make.make_fact_checker()
    factcheck = make.make_factcheck(claim, state="returned", summary=DIRTY, rationale=DIRTY, author=person)
    checking.save_factcheck(factcheck, answers={}, by=person)
    checking.submit(factcheck, by=person)
    checking.send_back(factcheck, note=DIRTY, by=make.make_editor())
    section = writing.save(Section(name=DIRTY[:60]), by=make.make_administrator())
    author = writing.save(Author(name=DIRTY, signature=DIRTY[:10]), by=make.make_reporter())
    picture = make.make_picture(title=DIRTY, alt=DIRTY, caption=DIRTY, credit=DIRTY)
    fields = ("headline", "kicker", "teaser", "key_points", "agencies", "picture_caption", "body", "context")
    article = make.make_article(**dict.fromkeys(fields, DIRTY), section=section, bylines=[author], picture=picture)
    annotating.detach(make.make_annotation(article, words="a", field="teaser"), by=person, reason=DIRTY)
    writing.submit(article, by=make.make_editor())
    writing.send_back(article, note=DIRTY, by=make.make_editor())
    publishing.publish(article, by=make.make_editor(), note=DIRTY)
    make.make_change(article)
    publishing.correct(article, by=make.make_editor(), note=DIRTY, override=DIRTY)
    publishing.withdraw(article, by=make.make_editor(), note=DIRTY)
    colleague = staffing.save_account(
        make.User(username=f"kollegin{next(make.counter)}", first_name=DIRTY, last_name=DIRTY),
        roles=[], by=make.make_administrator(), password="a long enough password",
    )  # fmt: skip

    records = [
        *(source, claim, evidence, inquiry, factcheck, section, author, picture, article, colleague),
        *(*Revision.objects.all(), *Decision.objects.all(), claim.topics.get()),
    ]

    assert {str(type(record)): dirty for record in records if (dirty := dirty_texts(record))} == {}


DECEIVING = [
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)"),
    "javascript&colon;alert(1)",
    *("\x01javascript:alert(1)", "java\nscript:alert(1)", "javascript:https://example.org/", "vbscript:msgbox(1)"),
    *("data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "blob:https://example.org/1"),
    *("file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "jar:http://example.org!/", "about:blank"),
    *("view-source:https://example.org", "feed:javascript:alert(1)", "ws://example.org/", "chrome://settings"),
    *("//evil.example/", "/\\evil.example/", "\\\\evil.example\\", "/\t/evil.example/", "///evil.example/"),
    *("https:///evil.example", "https:evil.example", "https://", "http://[::1", "https://user@evil.example/"),
    *("https://example.org@evil.example/", "https://user:word@evil.example/", "https://example.org%40@evil.example"),
    *("tel:+49123", "sms:123", "intent://x#Intent;end", "ms-word:ofe|u|https://x.example", "magnet:?x", "mailto:"),
]  # fmt: skip


@pytest.mark.parametrize("address", DECEIVING)
def test_text_keeps_no_link_that_deceives(address):
    written = clean(f'<p>Ein <a href="{address}">Wort</a>.</p>')

    assert written == "<p>Ein Wort.</p>"


@pytest.mark.parametrize("address", DECEIVING)
@pytest.mark.parametrize("model", [Source, Claim, Evidence])
def test_fields_for_addresses_take_none_that_deceives(model, address):
    claim = make.make_claim()
    record = {
        Source: lambda: Source(name="Quelle", kind="person", url=address),
        Claim: lambda: Claim(statement="Behauptung.", said_at_url=address),
        Evidence: lambda: Evidence(claim=claim, source=claim.claimant, stance="supports", url=address),
    }[model]()

    with pytest.raises(ValidationError):
        writing.save(record, by=make.make_reporter())


@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", "HTTP://example.org", "https://bücher.example/ä"])
def test_fields_for_addresses_take_those_of_the_web(address):
    source = make.make_source(url=address)

    assert Source.objects.get(pk=source.pk).url == address


LONG = "9" * 5000
DIGITS = [LONG, "9" * 25, "²", "٣", "-1", "0", "1e9", "x", "\x00"]


@pytest.mark.parametrize("number", DIGITS, ids=lambda number: ascii(number[:9]))
def test_numbers_from_strangers_never_fail(client, number):
    make.make_revision(claims=[make.make_claim()])
    names = ("page", "claimant", "topic", "verdict", "since", "until", "q")
    addresses = ["/", reverse("claim_list"), reverse("search"), reverse("corrections")]

    answers = [client.get(address, {name: number}).status_code for address in addresses for name in names]

    assert set(answers) == {200}


@pytest.mark.parametrize("number", DIGITS, ids=lambda number: ascii(number[:9]))
def test_numbers_at_the_desk_never_fail(client, number):
    client.force_login(make.make_chief())
    article, factcheck = make.make_article(), make.make_factcheck(state="submitted", author=make.make_fact_checker())
    annotate = reverse("admin:articles_article_annotate", args=[article.pk])
    place = {"exact": "Moskau", "field": "body", "start": number, "end": number, "mode": "existing", "claim": number}
    place["version"] = 1
    taken_back = {"take": "1", "dropped": '[[1, "x", "share"]]', "take_back": number}

    answers = [
        *(
            client.get(reverse("admin:articles_claim_changelist"), {name: number})
            for name in ("verdict", "article", "p")
        ),
        client.get(f"{annotate}behauptungen/", {"chosen": number}),
        client.get(f"{annotate}quellen/", {"chosen": number}),
        client.post(annotate, place),
        client.post(reverse("admin:articles_article_import"), taken_back),
        client.post(reverse("admin:articles_article_publish", args=[article.pk]), {"version": number}),
        client.post(reverse("admin:articles_factcheck_approve", args=[factcheck.pk]), {"version": number}),
    ]

    assert {answer.status_code for answer in answers} <= {200, 302}


@pytest.mark.parametrize(
    "dropped", ["[" * 100_000, '[[1, "\\ud800", "share"]]', '[[1, {}, "share"]]', "{}", "null", "1e999"]
)
def test_import_takes_no_list_of_words_left_out_that_it_has_not_written(client, dropped):
    client.force_login(make.make_reporter())

    response = client.post(reverse("admin:articles_article_import"), {"take": "1", "dropped": dropped})

    assert response.status_code == 200


def test_letters_that_grow_when_composed_are_counted_after_that(client):
    factcheck = make.make_factcheck()
    grown = "\ufb2c" * 200
    client.force_login(factcheck.author)
    answers = {"attribution": "open", "summary": grown, "rationale": "R.", "verdict": factcheck.verdict_id}

    examined = client.post(reverse("admin:articles_factcheck_examine", args=[factcheck.pk]), answers)
    tied = client.post(
        reverse("admin:articles_article_annotate", args=[make.make_article().pk]),
        {
            **{"exact": "Moskau", "field": "body", "start": 0, "end": 6, "mode": "new", "statement": "Aussage."},
            "version": 1,
            **{"source_mode": "new", "source_name": grown[:100], "source_kind": "person"},
        },
    )

    assert (examined.status_code, tied.status_code) == (200, 200)
    assert FactCheck.objects.get(pk=factcheck.pk).summary == "Niemand hat es unabhängig bestätigt."
    assert "600" in examined.content.decode() and "300" in tied.content.decode()


def test_history_tells_a_text_full_of_open_tags(client):
    article = make.make_article(teaser="<a " * 2000)
    client.force_login(make.make_reporter())

    response = client.get(reverse("admin:articles_article_history", args=[article.pk]))

    assert response.status_code == 200
    assert "&lt;a &lt;a" in response.content.decode()


def test_upload_that_is_too_large_is_refused_unread(client, monkeypatch):
    monkeypatch.setattr(imaging, "MOST_BYTES", 10)
    monkeypatch.setattr("articles.admin.pictures.MOST_BYTES", 10)
    client.force_login(make.make_reporter())
    upload = make.picturing.ContentFile(make.make_picture_bytes(), name="../../x.png\r\n.html")

    response = client.post(reverse("admin:articles_picture_add"), {"title": "Bild", "upload": upload})

    assert "größer als 25 MB" in response.content.decode()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.png", "x\x00.png", "x\r\nSet-Cookie: a=b.png", "x" * 300 + ".png", ".htaccess"]
)
def test_name_of_an_upload_is_never_that_of_the_file(client, name):
    client.force_login(make.make_reporter())
    upload = make.picturing.ContentFile(make.make_picture_bytes(), name=name)

    response = client.post(reverse("admin:articles_picture_add"), {"title": "Bild", "upload": upload})

    kept = [picture.file.name for picture in make.Picture.objects.all()]
    assert response.status_code in (200, 302)
    assert all(len(each) == len("0" * 32 + ".webp") and each.endswith(".webp") for each in kept)


def test_every_field_for_free_text_is_tidied():
    """Fail when a new kind of record is saved past `writing.save`."""
    own = {model for model in admin.site._registry if model._meta.app_label == "articles"}

    assert own - set(writing.ACTS) == {FactCheck}
