"""The newsroom's whole history on one page: every act a sentence, searchable, and blind where somebody must be."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin.history import SENTENCES, WHAT, tell
from articles.choices import Verb
from articles.models import Decision, Evidence, Reply, SecondOpinion, append_only
from articles.workflow import clock, history, publishing
from tests.make import (
    in_days,
    make_annotation,
    make_article,
    make_chief,
    make_claim,
    make_editor,
    make_evidence,
    make_fact_checker,
    make_factcheck,
    make_reporter,
    make_revision,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db

CHRONICLE = reverse("admin:chronicle")


def shown(client, **asked):
    return client.get(CHRONICLE, asked).context["lines"]


# --- Every act is a sentence -------------------------------------------------------------------------------

# What no act ever decides about by itself: its lines are those of the record it belongs to, or nobody's.
NEVER_ALONE = {"byline", "decision", "presence", "revision", "visit"}
RECORD_TYPES = sorted({model._meta.model_name for model in apps.get_app_config("articles").get_models()} - NEVER_ALONE)


@pytest.mark.parametrize("verb", list(Verb))
def test_every_verb_tells_a_sentence_about_every_kind_of_record(verb):
    who = make_editor(first_name="Jürgen", last_name="Groß")

    for kind in [*RECORD_TYPES, "user"]:
        decision = Decision(
            number=1, at=in_days(0), by=who, verb=verb, record_type=kind, record_id=1, record_name="„Größe“"
        )
        sentence = str(tell([decision])[0]["sentence"])

        assert sentence[0].isupper() and sentence.endswith("."), sentence
        assert "Jürgen Groß" in sentence and "%" not in sentence and kind not in sentence.split(), sentence


def test_every_kind_of_record_has_its_name_in_sentences():
    assert set(SENTENCES) == set(Verb)
    assert [kind for kind in RECORD_TYPES if kind not in WHAT] == []


def test_what_is_written_by_the_acts_themselves_can_be_told():
    article = make_article()
    claim = make_claim()
    make_annotation(article, claim=claim)
    make_evidence(claim)
    make_factcheck(claim, state="in_force")
    publishing.publish(article, by=make_editor())

    lines = tell(Decision.objects.select_related("by"))

    assert len(lines) == Decision.objects.count() > 10
    assert all(str(line["sentence"]).endswith(".") for line in lines)


# --- Searching ---------------------------------------------------------------------------------------------


@pytest.fixture
def house(client):
    """Three people at work on three days, and somebody of the desk who reads about it."""
    who = {"ümit": make_reporter(first_name="Ümit", last_name="Özgür"), "eva": make_editor(), "jo": make_user()}
    with clock.as_of(datetime(2026, 3, 1, 22, 59, tzinfo=UTC)):
        claim = make_claim("Die Brücke über den Fluß hält.")
        history.decide(Verb.SAVE, claim, by=who["ümit"], reason="Im „Anzeiger“ stand es größer.")
    with clock.as_of(datetime(2026, 3, 1, 23, 1, tzinfo=UTC)):
        history.decide(Verb.ASSIGN, claim, by=who["eva"])
    with clock.as_of(datetime(2026, 3, 5, 12, 0, tzinfo=UTC)):
        history.decide(Verb.OVERRIDE, make_article(headline="Äpfel"), by=who["eva"], reason="Höchste Zeit.")
    client.force_login(make_user("Reporter"))
    return who


SEARCHES = [
    ({"q": "größer"}, {"save"}),
    ({"q": "GRÖSSER"}, set()),
    ({"q": "Brücke Fluß", "verb": "assign"}, {"assign"}),
    ({"q": "höchste"}, {"override"}),
    ({"verb": "override"}, {"override"}),
    ({"verb": "assign", "record_type": "claim"}, {"assign"}),
    ({"verb": "assign", "record_type": "article"}, set()),
    # Midnight is Berlin's: 22.59 UTC is 23.59 on the first, 23.01 UTC already the second.
    ({"until": "2026-03-01", "verb": "save"}, {"save"}),
    ({"since": "2026-03-02", "until": "2026-03-04"}, {"assign"}),
    ({"since": "2026-03-05", "until": "2026-03-05", "verb": "override"}, {"override"}),
]


@pytest.mark.parametrize(("asked", "verbs"), SEARCHES)
def test_chronicle_finds_by_word_act_record_and_day(client, house, asked, verbs):
    numbers = [line["number"] for line in shown(client, **asked)]

    assert set(Decision.objects.filter(number__in=numbers).values_list("verb", flat=True)) == verbs


def test_chronicle_finds_by_person(client, house):
    lines = shown(client, by=house["ümit"].pk)

    assert [str(line["sentence"]) for line in lines] == ["Ümit Özgür hat die Behauptung gespeichert."]


@pytest.mark.parametrize("asked", [{"since": "gestern"}, {"verb": "erfunden"}, {"by": "x"}, {"by": "9" * 30}])
def test_what_cannot_be_understood_narrows_nothing_and_says_so(client, house, asked):
    response = client.get(CHRONICLE, asked)

    assert response.status_code == 200
    assert len(response.context["lines"]) == Decision.objects.count()
    assert list(response.context["filter"].form.errors) == list(asked)


@pytest.mark.parametrize("asked", [{"vor": "x"}, {"vor": "-1"}, {"nach": "9" * 30}, {"q": "\x00"}, {"q": "%_'"}])
def test_nonsense_never_breaks_the_page(client, house, asked):
    assert client.get(CHRONICLE, asked).status_code == 200


def test_lines_lead_to_the_record_and_say_why(client, house):
    article = Decision.objects.get(verb="override").record_id

    line = shown(client, verb="override")[0]

    assert line["url"] == reverse("admin:articles_article_change", args=[article])
    assert (line["about"], line["reason"]) == ("Äpfel", "Höchste Zeit.")


# --- Pages -------------------------------------------------------------------------------------------------


def write_many(number, by):
    """Append lines as fast as the chain allows; what they say is of no matter here."""
    last = Decision.objects.order_by("-number").first()
    digest, first, lines = last.digest, last.number, []
    for place in range(1, number + 1):
        line = Decision(
            number=first + place,
            at=in_days(0),
            by=by,
            verb=Verb.SAVE,
            record_type="claim",
            record_id=place % 50 + 1,
            record_name=f"Behauptung {place}",
            before={"priority": "1", "claimant": place % 7 + 1},
            after={"priority": "2"},
            previous=digest,
        )
        line.digest = digest = line.expected_digest()
        lines.append(line)
    Decision.objects.bulk_create(lines, batch_size=500)


def test_pages_go_back_to_the_first_line_and_forward_again(client):
    make_claim()
    write_many(250, make_editor())
    client.force_login(make_editor())
    everything = list(Decision.objects.order_by("-number").values_list("number", flat=True))

    back, address = [], CHRONICLE
    while address:
        page = client.get(address).context
        back.append([line["number"] for line in page["lines"]])
        address = page["older"] and f"{CHRONICLE}?vor={page['older']}"
    forth = client.get(f"{CHRONICLE}?nach={back[-1][0]}").context

    assert [number for page in back for number in page] == everything
    assert [len(page) for page in back[:2]] == [100, 100]
    assert [line["number"] for line in forth["lines"]] == everything[-len(back[-1]) - 100 : -len(back[-1])]
    assert forth["newer"] and forth["older"]


def questions(client, **asked):
    with CaptureQueriesContext(connection) as asked_of_database:
        assert client.get(CHRONICLE, asked).status_code == 200
    return len(asked_of_database)


def test_chronicle_asks_the_same_number_of_questions_at_ten_and_ten_thousand(client):
    make_source()
    write_many(10, make_editor())
    client.force_login(make_editor())
    client.get(CHRONICLE)
    few = [questions(client), questions(client, q="Behauptung"), questions(client, vor=9)]

    write_many(10_000, make_editor())

    assert [questions(client), questions(client, q="Behauptung"), questions(client, vor=5000)] == few
    assert max(few) <= 9


# --- Digests -----------------------------------------------------------------------------------------------


def test_chronicle_says_that_the_digests_of_its_lines_are_right(client, house):
    response = client.get(CHRONICLE)

    assert response.context["altered"] == []
    assert f"bis Nr. {Decision.objects.count()}" in response.content.decode()


@pytest.mark.parametrize(("column", "value"), [("reason", "Anders."), ("digest", "0" * 64)])
def test_chronicle_names_a_line_that_somebody_changed(client, house, column, value):
    append_only.uninstall(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE articles_decision SET {column} = %s WHERE number = 3", [value])

    response = client.get(CHRONICLE)

    assert 3 in response.context["altered"]
    assert "nicht mehr, wie sie geschrieben wurden" in response.content.decode()


# --- Blind where somebody must be --------------------------------------------------------------------------


@pytest.fixture
def owed():
    """A check with its answers saved, on which a colleague still owes an opinion, and another has given theirs."""
    author, asked, other = make_fact_checker(), make_fact_checker(), make_fact_checker()
    factcheck = make_factcheck(author=author, summary="Geheime Kurzfassung.")
    fields = {"factcheck": factcheck, "asked_by": author, "asked_at": in_days(0)}
    opinion = SecondOpinion.objects.create(checker=asked, **fields)
    given = SecondOpinion.objects.create(checker=other, rationale="Darum.", given_at=in_days(0), **fields)
    for each in (opinion, given):
        history.decide(Verb.ASK, each, by=author, after={"checker": each.checker_id})
    history.decide(Verb.ANSWER, given, by=other, after={"rationale": "Darum."})
    return {"factcheck": factcheck, "opinion": opinion, "given": given, "author": author}


def lines_about(user, *records):
    return history.visible_to(user).about(*records).count()


@pytest.mark.parametrize("superuser", [False, True])
def test_who_owes_an_opinion_reads_neither_the_check_nor_other_opinions(client, owed, superuser):
    asked = owed["opinion"].checker
    asked.is_superuser = superuser
    asked.save()
    client.force_login(asked)

    page = client.get(CHRONICLE).content.decode()
    own_history = client.get(reverse("admin:articles_factcheck_history", args=[owed["factcheck"].pk]))

    assert "Geheime Kurzfassung." not in page and "Darum." not in page
    assert "Geheime Kurzfassung." not in own_history.content.decode()
    assert (lines_about(asked, owed["factcheck"]), lines_about(asked, owed["given"])) == (0, 0)
    assert lines_about(asked, owed["opinion"]) == 1


def test_everybody_else_reads_all_of_it_and_so_does_who_has_answered(owed):
    everything = Decision.objects.about(owed["factcheck"], owed["given"], owed["opinion"]).count()
    asked = owed["opinion"].checker
    SecondOpinion.objects.filter(pk=owed["opinion"].pk).update(rationale="Auch darum.", given_at=in_days(0))

    for reader in (owed["author"], make_editor(), make_reporter(), asked):
        assert lines_about(reader, owed["factcheck"], owed["given"], owed["opinion"]) == everything


# --- Who may ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "answer"),
    [
        (None, 302),
        (make_user, 302),
        (lambda: make_chief(is_staff=False), 302),
        (make_reporter, 200),
        (make_fact_checker, 200),
        (make_editor, 200),
        (lambda: make_user("Administrator"), 200),
        (lambda: make_user(superuser=True), 200),
    ],
)
def test_chronicle_is_for_the_desk(client, person, answer):
    if person:
        client.force_login(person())

    assert client.get(CHRONICLE).status_code == answer


def test_chronicle_takes_nothing(client):
    client.force_login(make_user(superuser=True))

    assert [getattr(client, verb)(CHRONICLE).status_code for verb in ("post", "put", "patch", "delete")] == [405] * 4


def test_deleted_records_keep_their_line(client):
    claim = make_claim()
    evidence = make_evidence(claim)
    history.decide(Verb.DELETE, evidence, by=make_editor())
    Evidence.objects.filter(pk=evidence.pk).delete()
    client.force_login(make_editor())

    assert client.get(CHRONICLE, {"verb": "delete"}).context["lines"][0]["about"]


def test_reply_has_a_name_in_the_chronicle(client):
    claim = make_claim()
    revision = make_revision(claims=[claim])
    reply = Reply.objects.create(
        article=revision.article,
        claim=claim,
        from_whom="Stadtwerke Köln",
        text="Das ist unwahr.",
        received_on=in_days(0).date(),
        published_by=make_editor(),
        live_from=in_days(0),
    )
    history.decide(Verb.REPLY, reply, by=reply.published_by, reason="Nach § 11 Landespressegesetz.")
    client.force_login(make_editor())

    line = shown(client, record_type="reply")[0]

    assert line["about"].startswith("Stadtwerke Köln")
    assert "Gegendarstellung" in str(line["sentence"])
