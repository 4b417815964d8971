"""The annotation screen's forms and answers; what needs a browser is in tests/journeys/test_annotate.py."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.choices import AnnotationState, SourceKind, Verb
from articles.models import Annotation, Article, Claim, Decision, Source
from articles.workflow import writing
from tests.make import (
    make_administrator,
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_editor,
    make_fact_checker,
    make_reporter,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db
BODY = "<p>Moskau sagt viel. Die Rakete fliegt schnell.</p><p>Moskau sagt viel. Bestätigt ist nichts.</p>"

READ = {"version": 1}


@pytest.fixture
def article():
    return make_article(headline="Ruhe & Ordnung", body=BODY, key_points="Erster Punkt\nZweiter Punkt")


@pytest.fixture
def reporter(client):
    user = make_reporter()
    client.force_login(user)
    return user


def address(article, name="", *more):
    return reverse(f"admin:articles_article_annotate{name}", args=[article.pk, *more])


def selected(article, words, field="body"):
    """Return what the script posts for selected words."""
    start = article.plain(field).index(words)
    place = {"field": field, "start": start, "end": start + len(words), "exact": words}
    return place | {"version": article.version}


def seen(annotation):
    """Return what the mark's own forms carry along."""
    return READ | {"seen": annotation.exact}


def new_claim(statement="Die Rakete fliegt schnell.", **answers):
    return {"mode": "new", "statement": statement, "priority": "2", "source_mode": "existing"} | answers


def existing(claim):
    return {"mode": "existing", "claim": claim.pk}


def moved(article):
    annotation = make_annotation(article, words="Bestätigt ist nichts")
    Annotation.objects.filter(pk=annotation.pk).update(state=AnnotationState.MOVED)
    annotation.refresh_from_db()
    return annotation


def errors(response):
    forms = [response.context["selection"], response.context["claim"]]
    return {name: list(map(str, messages)) for form in forms for name, messages in form.errors.items()}


def said(response):
    return [str(message) for message in response.context["messages"]]


# --- Who may ------------------------------------------------------------------------------------------------


def test_annotate_sends_strangers_to_the_login(client, article):
    response = client.get(address(article))

    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("admin:login"))


@pytest.mark.parametrize("make_person", [make_reporter, make_fact_checker, make_editor])
def test_annotate_opens_to_the_desk(client, article, make_person):
    client.force_login(make_person())

    assert client.get(address(article)).status_code == 200


@pytest.mark.parametrize("name", ["", "_claims", "_claimants"])
def test_annotate_refuses_those_without_the_role(client, article, name):
    client.force_login(make_administrator())

    assert client.get(address(article, name)).status_code == 403


def test_annotate_refuses_staff_without_any_role(client, article):
    client.force_login(make_user())

    assert client.get(address(article)).status_code in (302, 403)


@pytest.mark.parametrize("name", ["_move", "_confirm", "_detach"])
def test_annotate_acts_refuse_those_without_the_role(client, article, name):
    annotation = make_annotation(article, words="Bestätigt ist nichts")
    client.force_login(make_administrator())

    response = client.post(address(article, name, annotation.pk), selected(article, "Die Rakete"))

    assert response.status_code == 403
    assert list(Annotation.objects.values_list("exact", flat=True)) == ["Bestätigt ist nichts"]


def test_annotate_knows_no_other_articles_marks(client, reporter, article):
    elsewhere = make_annotation(make_article(), words="Mehr ist dazu")

    assert client.post(address(article, "_detach", elsewhere.pk)).status_code == 404
    assert client.get(reverse("admin:articles_article_annotate", args=[99999])).status_code == 404


def test_annotate_acts_answer_to_post_only(client, reporter, article):
    annotation = make_annotation(article, words="Bestätigt ist nichts")

    assert client.get(address(article, "_detach", annotation.pk)).status_code == 405
    assert client.get(address(article, "_move", annotation.pk)).status_code == 405
    assert client.get(address(article, "_confirm", annotation.pk)).status_code == 405


@pytest.mark.parametrize("make_person", [make_reporter, make_fact_checker, make_editor])
def test_annotate_confirms_a_mark_for_the_desk(client, article, make_person):
    annotation = moved(article)
    client.force_login(make_person())

    response = client.post(address(article, "_confirm", annotation.pk), {"seen": annotation.exact})

    annotation.refresh_from_db()
    assert response.url == f"{address(article)}#mark-{annotation.pk}"
    assert (annotation.state, annotation.wording_changed_at) == (AnnotationState.IN_PLACE, None)
    assert Decision.objects.about(article).latest().verb == Verb.CONFIRM


def test_annotate_confirms_a_mark_that_was_reworded_after_its_check(client, reporter, article):
    annotation = make_annotation(article, words="Bestätigt ist nichts")
    Annotation.objects.filter(pk=annotation.pk).update(wording_changed_at=timezone.now())
    assert "data-confirm" in client.get(address(article)).content.decode()

    client.post(address(article, "_confirm", annotation.pk), {"seen": annotation.exact})

    annotation.refresh_from_db()
    assert annotation.wording_changed_at is None


def test_annotate_refuses_to_confirm_words_that_changed_meanwhile(client, reporter, article):
    annotation = moved(article)

    response = client.post(address(article, "_confirm", annotation.pk), {"seen": "Andere Wörter"}, follow=True)

    annotation.refresh_from_db()
    assert annotation.state == AnnotationState.MOVED
    assert "dort steht jetzt etwas anderes" in said(response)[0]


# --- What it shows ------------------------------------------------------------------------------------------


def test_annotate_shows_every_field_with_numbered_blocks(client, reporter):
    article = make_article(
        kicker="Dach", headline="Kopf", teaser="Anriss", key_points="Eins\nZwei", body=BODY, context="<p>Weil.</p>"
    )

    page = client.get(address(article)).content.decode()

    assert re.findall(r'data-field="(\w+)"', page) == ["headline", "teaser", "key_points", "body", "context"]
    assert re.findall(r'data-start="(\d+)">([^<]{3})', page) == [
        *(("0", "Kop"), ("0", "Anr"), ("0", "Ein"), ("5", "Zwe"), ("0", "Mos"), ("45", "Mos"), ("0", "Wei"))
    ]
    assert "Dach" in page


def test_annotate_shows_marks_in_reading_order_with_sign_and_word(client, reporter, article):
    late = make_annotation(article, claim=make_checked_claim("unbelegt"), words="Bestätigt ist nichts")
    early = make_annotation(article, claim=make_claim(claimant=None), words="Ruhe", field="headline")

    response = client.get(address(article))

    page = response.content.decode()
    assert [row.annotation for row in response.context["rows"]] == [early, late]
    assert f'<mark class="claim-mark" data-status="unproven" data-marks="{late.pk}">Bestätigt ist nichts</mark>' in page
    assert ["ohne Urheber:in" in page, "Unbelegt" in page, "an ihrem Platz" in page] == [True, True, True]


def test_annotate_escapes_what_people_wrote(client, reporter):
    article = make_article(headline="<b>Fett</b> & mehr", teaser="<script>alert(1)</script>")
    make_annotation(article, claim=make_claim('"><img src=x>'), words="<b>Fett", field="headline")

    page = client.get(address(article)).content.decode()

    assert "<b>Fett" not in page
    assert "<script>alert" not in page
    assert "<img" not in page


def test_annotate_is_loud_about_lost_marks(client, reporter, article):
    annotation = make_annotation(article, words="Bestätigt ist nichts")
    Annotation.objects.filter(pk=annotation.pk).update(state=AnnotationState.LOST)

    response = client.get(address(article))

    assert [row.annotation for row in response.context["lost"]] == [annotation]
    assert "Eine Markierung hat ihre Wörter verloren" in response.content.decode()


def test_annotate_treats_a_mark_whose_words_are_not_there_as_lost(client, reporter, article):
    make_annotation(article, words="Bestätigt ist nichts")
    Article.objects.filter(pk=article.pk).update(body="<p>Kurz.</p>")

    response = client.get(address(article))

    assert [row.state_label for row in response.context["lost"]] == ["verloren"]


def test_annotate_shows_a_reworded_mark_with_its_former_words(client, reporter, article):
    make_annotation(article, words="Die Rakete fliegt schnell")
    article.body = article.body.replace("Die Rakete fliegt schnell", "Die Rakete fliegt sehr schnell")
    writing.save(article, by=reporter)

    page = client.get(address(article)).content.decode()

    assert "<del>Die Rakete fliegt schnell</del>" in page
    assert "<ins>Die Rakete fliegt sehr schnell</ins>" in page
    assert "data-unconfirmed" in page
    assert "Wortlaut geändert, bitte bestätigen" in page


def test_annotate_asks_to_confirm_nothing_that_stands_in_place(client, reporter, article):
    make_annotation(article, words="Bestätigt ist nichts")

    page = client.get(address(article)).content.decode()

    assert "data-confirm" not in page
    assert "data-unconfirmed" not in page


def test_annotate_asks_the_same_number_of_queries_for_any_number_of_marks(
    client, reporter, django_assert_max_num_queries
):
    counts = []
    for number in (1, 3, 40):
        article = make_article(body="".join(f"<p>Satz {each} steht hier.</p>" for each in range(number)))
        for each in range(number):
            claim = make_checked_claim() if each % 20 == 0 else make_claim()
            make_annotation(article, claim=claim, words=f"Satz {each} steht")
        client.get(address(article))

        with django_assert_max_num_queries(30) as queries:
            client.get(address(article))
        counts.append(len(queries))

    assert len(set(counts)) == 1


def many_claims(number):
    """Return an article that states that many claims, each marked, one in twenty checked."""
    article = make_article(body="".join(f"<p>Satz {each} steht hier.</p>" for each in range(number + 1)))
    for each in range(number):
        claim = make_checked_claim() if each % 20 == 0 else make_claim()
        make_annotation(article, claim=claim, words=f"Satz {each} steht")
    return article


def test_annotate_shows_ties_and_saves_with_as_many_queries_for_60_claims_as_for_3(
    client, reporter, django_assert_max_num_queries
):
    counts = []
    for number in (3, 60):
        article = many_claims(number)
        client.get(address(article))
        with django_assert_max_num_queries(30) as shown:
            client.get(address(article))
        words = selected(article, f"Satz {number} steht")
        with django_assert_max_num_queries(60) as tied:
            assert client.post(address(article), words | new_claim(f"Der {number}. Satz fehlt.")).status_code == 302
        article.refresh_from_db()
        article.body = article.body.replace("Satz 1 steht hier", "Satz 1 steht heute hier")
        with django_assert_max_num_queries(30) as saved:
            writing.save(article, by=reporter)
        counts.append((len(shown), len(tied), len(saved)))

    assert counts[0] == counts[1]


# --- Tying --------------------------------------------------------------------------------------------------


def test_annotate_ties_an_existing_claim(client, reporter, article):
    claim = make_claim()

    response = client.post(address(article), selected(article, "Die Rakete fliegt schnell") | existing(claim))

    annotation = Annotation.objects.get()
    assert response.url == f"{address(article)}#mark-{annotation.pk}"
    assert (annotation.claim, annotation.exact, annotation.article) == (claim, "Die Rakete fliegt schnell", article)
    assert Decision.objects.about(article).latest().by == reporter


def test_annotate_states_a_new_claim_of_a_known_source(client, reporter, article):
    source = make_source(name="Russische Regierung")

    answers = selected(article, "Die Rakete fliegt schnell") | new_claim(claimant=source.pk, priority="1")
    response = client.post(address(article), answers, follow=True)

    claim = Claim.objects.get()
    assert (claim.statement, claim.claimant, claim.priority) == ("Die Rakete fliegt schnell.", source, "1")
    assert said(response) == ["Markiert: „Die Rakete fliegt schnell“. Behauptung: Die Rakete fliegt schnell."]


def test_annotate_takes_the_claimant_whose_name_was_typed_in_full(client, reporter, article):
    source = make_source(name="Russische Regierung")

    client.post(address(article), selected(article, "Die Rakete") | new_claim(claimant_search="russische regierung"))

    assert Claim.objects.get().claimant == source


def test_annotate_records_a_new_source_with_the_claim(client, reporter, article):
    answers = new_claim(source_mode="new", source_name="  Kreml ", source_kind="authority")

    client.post(address(article), selected(article, "Die Rakete") | answers)

    source = Source.objects.get()
    assert (source.name, source.kind, Claim.objects.get().claimant) == ("Kreml", "authority", source)


def test_annotate_records_nothing_when_the_last_step_is_refused(client, reporter, article):
    answers = new_claim(source_mode="new", source_name="Kreml", source_kind="authority")
    words = selected(article, "Die Rakete")
    claim = make_claim("Die Rakete fliegt schnell.")
    make_annotation(article, claim=claim, words="Die Rakete")
    sources, claims = Source.objects.count(), Claim.objects.count()

    response = client.post(address(article), words | answers)

    assert errors(response) == {"exact": ["Diese Wörter tragen die Behauptung schon."]}
    assert (Source.objects.count(), Claim.objects.count(), Annotation.objects.count()) == (sources, claims, 1)


def test_annotate_warns_when_nobody_is_known_to_claim_it(client, reporter, article):
    response = client.post(address(article), selected(article, "Die Rakete") | new_claim(), follow=True)

    assert Claim.objects.get().claimant is None
    assert "Ohne Urheber:in lässt sich der Artikel nicht veröffentlichen" in said(response)[1]


def test_annotate_ignores_what_is_left_in_the_other_tab(client, reporter, article):
    claim = make_claim()
    left = {"statement": "x" * 400, "source_mode": "new", "source_kind": "nonsense", "claimant": "77777"}

    client.post(address(article), selected(article, "Die Rakete") | left | existing(claim))

    assert Annotation.objects.get().claim == claim


def test_annotate_lets_two_claims_stand_on_the_same_words(client, reporter, article):
    for _ in range(2):
        client.post(address(article), selected(article, "Die Rakete") | existing(make_claim()))

    assert Annotation.objects.count() == 2
    assert 'data-second="unchecked"' in client.get(address(article)).content.decode()


def test_annotate_counts_code_points(client, reporter):
    article = make_article(body="<p>👩‍👩‍👧 Größe 𝔘 Cafe\u0301: Wörter.</p>")

    client.post(address(article), selected(article, "Wörter") | existing(make_claim()))

    assert Annotation.objects.get().exact == "Wörter"


# --- Typed words --------------------------------------------------------------------------------------------


def test_annotate_finds_typed_words(client, reporter, article):
    client.post(address(article), READ | {"exact": "die rakete  fliegt"} | existing(make_claim()))

    annotation = Annotation.objects.get()
    assert (annotation.field, annotation.exact) == ("body", "Die Rakete fliegt")


def test_annotate_asks_which_of_several_places_is_meant(client, reporter, article):
    claim, typed = make_claim(), READ | {"exact": "Moskau sagt viel"}

    response = client.post(address(article), typed | existing(claim))
    places = response.context["selection"].places
    again = client.post(address(article), typed | {"place": places[1].value} | existing(claim))

    assert [place.value for place in places] == ["body:0", "body:45"]
    assert "mehrmals" in errors(response)["exact"][0]
    assert response.content.decode().count('name="place"') == 2
    assert (again.status_code, Annotation.objects.get().start) == (302, 45)


def test_annotate_looks_for_typed_words_only_where_asked(client, reporter, article):
    answers = READ | {"exact": "Die Rakete", "field": "headline"} | existing(make_claim())

    assert "stehen so nicht im Text" in errors(client.post(address(article), answers))["exact"][0]


# --- Refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Wählen Sie zuerst die Wörter aus"),
        ({"exact": " \n\t"}, "nur Leerraum"),
        ({"field": "body", "start": 6, "end": 7, "exact": " "}, "nur Leerraum"),
        ({"exact": "fliegt schnell. Moskau sagt"}, "Bitte innerhalb eines Absatzes markieren"),
        ({"exact": "fliegt schnell.\nMoskau sagt"}, "Bitte innerhalb eines Absatzes markieren"),
        ({"exact": "Ordnung Der Teaser"}, "Bitte innerhalb eines Absatzes markieren"),
        ({"exact": "Zweiter Punkt Moskau"}, "Bitte innerhalb eines Absatzes markieren"),
        ({"exact": "steht nirgends"}, "stehen so nicht im Text"),
        ({"field": "body", "start": 0, "end": 6, "exact": "Berlin"}, "inzwischen geändert"),
        ({"field": "body", "start": 900, "end": 906, "exact": "Moskau"}, "inzwischen geändert"),
        ({"field": "body", "start": 6, "end": 0, "exact": "Moskau"}, "inzwischen geändert"),
        ({"field": "", "start": 0, "end": 6, "exact": "Moskau"}, "inzwischen geändert"),
        (
            {"field": "body", "start": 38, "end": 51, "exact": "hnell.\nMoskau"},
            "Bitte innerhalb eines Absatzes markieren",
        ),
    ],
)
def test_annotate_refuses_words_and_says_what_to_do(client, reporter, article, answers, sentence):
    response = client.post(address(article), READ | answers | new_claim())

    assert sentence in errors(response)["exact"][0]
    assert "Die Rakete fliegt schnell." in response.content.decode()
    assert (Annotation.objects.count(), Claim.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("answers", "name", "sentence"),
    [
        (new_claim(" "), "statement", "als Satz, der für sich steht"),
        (new_claim("ä" * 301), "statement", "301 Zeichen, 300 sind erlaubt"),
        ({"mode": "existing"}, "claim", "aus der Liste"),
        ({"mode": "existing", "claim": "99999"}, "claim", "gibt es nicht mehr"),
        ({"mode": "existing", "claim": "drop table"}, "claim", "gibt es nicht mehr"),
        (new_claim(claimant="99999"), "claimant", "gibt es nicht mehr"),
        (new_claim(claimant_search="Kreml"), "claimant_search", "„Kreml“"),
        (new_claim(source_mode="new", source_kind="person"), "source_name", "Nennen Sie die Quelle"),
        (new_claim(source_mode="new", source_name="Kreml"), "source_kind", "was für eine Quelle"),
        (new_claim(source_mode="new", source_name="Insider", source_kind="anonymous"), "anonymity_reason", "warum"),
        (new_claim(source_mode="new", source_name="BEKANNT", source_kind="person"), "source_name", "gibt es schon"),
        (new_claim(priority="9"), "priority", ""),
        ({"mode": "nonsense"}, "mode", ""),
    ],
)
def test_annotate_refuses_claim_and_keeps_what_was_typed(client, reporter, article, answers, name, sentence):
    make_source(name="Bekannt")

    response = client.post(address(article), selected(article, "Die Rakete") | answers)

    assert sentence in errors(response)[name][0]
    assert response.context["selection"]["exact"].value() == "Die Rakete"
    assert response.context["claim"]["statement"].value() == answers.get("statement")
    assert (Annotation.objects.count(), Claim.objects.count(), Source.objects.count()) == (0, 0, 1)


def test_annotate_counts_a_statement_after_tidying_it(client, reporter, article):
    client.post(address(article), selected(article, "Die Rakete") | new_claim("  " + "x" * 150 + "  \n " + "y" * 149))

    assert len(Claim.objects.get().statement) == 300


def test_annotate_asks_an_anonymous_source_for_its_reason_and_keeps_it(client, reporter, article):
    answers = {"source_mode": "new", "source_name": "Teilnehmer", "source_kind": "anonymous"}

    client.post(
        address(article),
        selected(article, "Die Rakete") | new_claim(**answers, anonymity_reason="Durfte nicht öffentlich sprechen."),
    )

    source = Source.objects.get()
    assert (source.kind, source.anonymity_reason) == (SourceKind.ANONYMOUS, "Durfte nicht öffentlich sprechen.")


def test_annotate_refuses_a_second_click(client, reporter, article):
    answers = selected(article, "Die Rakete") | new_claim()
    client.post(address(article), answers)

    response = client.post(address(article), answers)

    assert errors(response) == {"exact": ["Diese Wörter tragen die Behauptung schon."]}
    assert Claim.objects.count() == 1


def test_annotate_after_a_change_of_text_finds_the_words_where_they_now_stand(client, reporter, article):
    answers = selected(article, "Bestätigt ist nichts") | new_claim()
    Article.objects.filter(pk=article.pk).update(body=BODY.replace("<p>Moskau", "<p>Ganz neu: Moskau", 1))

    refused = client.post(address(article), answers)
    form = refused.context["selection"]
    names = ("field", "start", "end", "exact", "version")
    again = client.post(address(article), {name: form[name].value() or "" for name in names} | new_claim())

    assert "inzwischen geändert" in errors(refused)["exact"][0]
    assert again.status_code == 302
    assert Annotation.objects.get().start == article.plain("body").index("Bestätigt") + len("Ganz neu: ")


# --- Searching ----------------------------------------------------------------------------------------------


def test_annotate_search_button_shows_results_and_keeps_what_was_typed(client, reporter, article):
    claim = make_claim("Der Winter wird kalt.")
    answers = {"exact": "Die Rakete", "mode": "existing", "claim_search": "winter", "search": "claim"}

    response = client.post(address(article), answers)

    assert [proposal.claim for proposal in response.context["proposals"]] == [claim]
    assert response.context["selection"]["exact"].value() == "Die Rakete"
    assert "errorlist" not in response.content.decode()


def test_annotate_claims_proposes_what_is_like_the_words(client, reporter, article):
    near = make_claim("Die Rakete fliegt mit Hyperschallgeschwindigkeit.")
    same = make_claim("Die Rakete fliegt schnell und hoch.")
    make_claim("Der Winter wird kalt.")

    response = client.get(address(article, "_claims"), {"words": "die Rakete fliegt hoch und schnell"})

    found = response.context["proposals"]
    assert [(each.claim, each.is_nearly_equal) for each in found] == [(same, True), (near, False)]


def test_annotate_claims_keeps_the_chosen_one_in_the_list(client, reporter, article):
    chosen, other = make_claim("Der Sommer wird heiß."), make_claim("Der Winter wird kalt.")

    response = client.get(address(article, "_claims"), {"search": "winter", "chosen": chosen.pk})

    found = response.context["proposals"]
    assert [(each.claim, each.is_chosen) for each in found] == [(chosen, True), (other, False)]


@pytest.mark.parametrize("search", ["ärzte", "Ärzte", "ärzte\x00 winter", "%", "\x00", "'; --", "x" * 5000])
def test_annotate_claims_bears_any_search(client, reporter, article, search):
    claim = make_claim("Ärzte warnen vor dem Winter.")

    response = client.get(address(article, "_claims"), {"search": search, "chosen": "²"})

    assert response.status_code == 200
    found = [each.claim for each in response.context["proposals"]]
    assert found == ([claim] if "rzte" in search else [])


def test_annotate_claims_asks_the_same_number_of_queries_for_one_and_three(
    client, reporter, article, django_assert_max_num_queries
):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            make_checked_claim(statement="Ein Winter wird kalt.")
        with django_assert_max_num_queries(15) as queries:
            client.get(address(article, "_claims"), {"search": "winter"})
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_annotate_claimants_finds_sources_by_name_and_role(client, reporter, article):
    spokesman = make_source(name="Pjotr Beispiel", role="Sprecher der Regierung", kind="person")
    make_source(name="Wetterdienst")

    response = client.get(address(article, "_claimants"), {"search": "regierung sprecher"})

    assert response.context["sources"] == [spokesman]
    assert "Pjotr Beispiel" in response.content.decode()


def test_annotate_claimants_says_when_nobody_is_called_that(client, reporter, article):
    response = client.get(address(article, "_claimants"), {"search": "<b>Niemand"})

    assert "Keine Quelle heißt „&lt;b&gt;Niemand“" in response.content.decode()


# --- Moving and letting go ----------------------------------------------------------------------------------


def test_annotate_moves_a_mark(client, reporter, article):
    annotation = make_annotation(article, words="Bestätigt ist nichts")

    words = selected(article, "Erster", "key_points")
    response = client.post(address(article, "_move", annotation.pk), seen(annotation) | words)

    annotation.refresh_from_db()
    assert response.url == f"{address(article)}#mark-{annotation.pk}"
    assert (annotation.field, annotation.exact) == ("key_points", "Erster")
    assert Decision.objects.about(article).latest().verb == Verb.MOVE


def test_annotate_moves_a_mark_to_typed_words(client, reporter, article):
    annotation = make_annotation(article, words="Bestätigt ist nichts")

    client.post(address(article, "_move", annotation.pk), seen(annotation) | {"exact": "Rakete fliegt"})

    annotation.refresh_from_db()
    assert annotation.exact == "Rakete fliegt"


def test_annotate_refuses_to_move_to_nowhere_and_keeps_the_form_open(client, reporter, article):
    annotation = make_annotation(article, words="Bestätigt ist nichts")

    response = client.post(address(article, "_move", annotation.pk), seen(annotation) | {"exact": "steht nirgends"})

    (row,) = response.context["rows"]
    page = response.content.decode()
    assert row.new_words == "steht nirgends"
    assert "stehen so nicht im Text" in page
    assert "data-move open" in page
    annotation.refresh_from_db()
    assert annotation.exact == "Bestätigt ist nichts"


def test_annotate_refuses_to_move_a_mark_onto_its_twin(client, reporter, article):
    claim = make_claim()
    make_annotation(article, claim=claim, words="Die Rakete")
    twin = make_annotation(article, claim=claim, words="Bestätigt ist nichts")

    response = client.post(address(article, "_move", twin.pk), seen(twin) | selected(article, "Die Rakete"))

    assert "Diese Wörter tragen die Behauptung schon." in response.content.decode()
    twin.refresh_from_db()
    assert twin.exact == "Bestätigt ist nichts"


def test_annotate_asks_which_place_a_mark_shall_move_to(client, reporter, article):
    annotation = make_annotation(article, words="Bestätigt ist nichts")
    move = address(article, "_move", annotation.pk)

    page = client.post(move, seen(annotation) | {"exact": "Moskau sagt viel"}).content.decode()
    client.post(move, seen(annotation) | {"exact": "Moskau sagt viel", "place": "body:45"})

    annotation.refresh_from_db()
    assert "Welche Stelle ist gemeint?" in page
    assert annotation.start == 45


def test_annotate_detaches_a_mark_with_its_reason(client, reporter, article):
    annotation = make_annotation(article, words="Bestätigt ist nichts")

    answers = seen(annotation) | {"reason": "Ist eine Meinung."}
    response = client.post(address(article, "_detach", annotation.pk), answers, follow=True)

    assert not Annotation.objects.exists()
    assert Claim.objects.count() == 1
    assert Decision.objects.about(article).latest().reason == "Ist eine Meinung."
    assert "ist gelöst" in said(response)[0]


def test_annotate_refuses_an_endless_reason(client, reporter, article):
    annotation = make_annotation(article, words="Bestätigt ist nichts")

    response = client.post(address(article, "_detach", annotation.pk), seen(annotation) | {"reason": "x" * 301})

    assert 'name="annotation-act" open' in response.content.decode()
    assert "x" * 301 in response.content.decode()
    assert Annotation.objects.exists()


# --- Tokens: what was read ----------------------------------------------------------------------------------


@pytest.mark.parametrize("token", [{}, {"version": ""}, {"version": "abc"}, {"version": "0"}])
def test_annotate_refuses_words_without_the_version_they_were_read_in(client, reporter, article, token):
    words = {name: value for name, value in selected(article, "Die Rakete").items() if name != "version"}

    refused = client.post(address(article), words | token | new_claim())
    form = refused.context["selection"]
    again = {name: form[name].value() for name in ("field", "start", "end", "exact", "version")}

    assert "nicht, welchen Stand" in errors(refused)["exact"][0]
    assert refused.context["claim"]["statement"].value() == "Die Rakete fliegt schnell."
    assert Claim.objects.count() == 0
    assert client.post(address(article), again | new_claim()).status_code == 302


@pytest.mark.parametrize("token", [{}, {"seen": ""}])
def test_annotate_refuses_to_move_or_detach_a_mark_that_was_not_seen(client, reporter, article, token):
    annotation = make_annotation(article, words="Bestätigt ist nichts")

    moved = client.post(address(article, "_move", annotation.pk), selected(article, "Die Rakete") | token)
    detached = client.post(address(article, "_detach", annotation.pk), {"reason": "Ist eine Meinung."} | token)

    for page in (moved.content.decode(), detached.content.decode()):
        assert "nicht, welchen Stand" in page
    assert ">Die Rakete</textarea>" in moved.content.decode()
    assert "Ist eine Meinung." in detached.content.decode()
    annotation.refresh_from_db()
    assert annotation.exact == "Bestätigt ist nichts"


def test_annotate_refuses_to_confirm_a_mark_that_was_not_seen(client, reporter, article):
    annotation = moved(article)

    response = client.post(address(article, "_confirm", annotation.pk), follow=True)

    annotation.refresh_from_db()
    assert annotation.state == AnnotationState.MOVED
    assert "nicht, welchen Stand" in said(response)[0]


def test_annotate_keeps_the_reason_when_the_mark_stands_elsewhere_by_now(client, reporter, article):
    annotation = make_annotation(article, words="Bestätigt ist nichts")
    stale = seen(annotation) | {"reason": "Ist eine Meinung."}
    client.post(address(article, "_move", annotation.pk), seen(annotation) | selected(article, "Die Rakete"))

    response = client.post(address(article, "_detach", annotation.pk), stale)

    assert "inzwischen auf anderen Wörtern: „Die Rakete“" in response.content.decode()
    assert "Ist eine Meinung." in response.content.decode()
    assert Annotation.objects.count() == 1
