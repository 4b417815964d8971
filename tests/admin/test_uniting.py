"""The screens that unite two claims and part them again, and the question before a claim is stated twice."""

import pytest
from django.urls import reverse

from articles.choices import Verb
from articles.models import Annotation, Claim, Decision
from articles.workflow import uniting, writing
from tests.forms import filled, read
from tests.make import (
    make_administrator,
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_editor,
    make_evidence,
    make_fact_checker,
    make_factcheck,
    make_reporter,
    make_source,
)

pytestmark = pytest.mark.django_db
WHY = "Beide meinen denselben Flug über „Größe & Höhe“."


@pytest.fixture
def claim():
    return make_claim("Die Rakete fliegt mit Überschall.")


@pytest.fixture
def other():
    return make_claim("Mit Überschall fliegt die Rakete nach Süden.")


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def screen(name, claim):
    return reverse(f"admin:articles_claim_{name}", args=[claim.pk])


def answers(goes, stays, **more):
    versions = {"goes_version": goes.version, "stays_version": stays.version}
    return {"mit": goes.pk, "bleibt": stays.pk, "reason": WHY} | versions | more


def merged(claim, other):
    return uniting.unite(claim, into=other, reason=WHY, by=make_editor())


def text(response):
    return response.content.decode()


# --- Who may ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["unite", "part"])
def test_uniting_is_for_fact_checkers_and_editors(client, claim, name):
    assert reverse("admin:login") in client.get(screen(name, claim)).url
    for make_person, status in ((make_reporter, 403), (make_administrator, 403)):
        client.force_login(make_person())
        assert client.get(screen(name, claim)).status_code == status
        assert client.post(screen(name, claim)).status_code == status
    for make_person in (make_fact_checker, make_editor):
        client.force_login(make_person())
        assert client.get(screen(name, claim)).status_code in (200, 302)


@pytest.mark.parametrize(("make_person", "offered"), [(make_fact_checker, True), (make_reporter, False)])
def test_claim_form_offers_to_unite_whom_it_lets(client, claim, make_person, offered):
    client.force_login(make_person())

    assert (screen("unite", claim) in text(client.get(screen("change", claim)))) is offered


# --- Choosing and comparing ---------------------------------------------------------------------------------


def test_unite_offers_the_most_like_first_and_never_itself(client, editor, claim, other):
    make_claim("Der Winter wird kalt.")

    response = client.get(screen("unite", claim))

    assert [offer["claim"] for offer in response.context["offers"]] == [other]
    assert f'href="?mit={other.pk}"' in text(response)


def test_unite_finds_any_other_claim_by_words(client, editor, claim):
    winter = make_claim("Der Winter wird kalt.")

    response = client.get(screen("unite", claim), {"suche": "winter"})

    assert [offer["claim"] for offer in response.context["offers"]] == [winter]
    nothing = client.get(screen("unite", claim), {"suche": "nirgends"})
    assert "Keine andere Behauptung enthält „nirgends“" in text(nothing)


@pytest.mark.parametrize("wanted", ["99999999", "²", "x", "9" * 30])
def test_unite_says_when_there_is_no_such_claim(client, editor, claim, wanted):
    response = client.get(screen("unite", claim), {"mit": wanted})

    assert response.status_code == 200
    assert "gibt es nicht mehr" in text(response)


def test_unite_shows_both_sides_with_what_hangs_on_them(client, editor, claim, other):
    article = make_article(headline="Größe zählt")
    make_annotation(article, claim=claim)
    make_evidence(claim)
    checked = make_checked_claim("unbelegt", statement="Die Rakete flog mit Überschall.")

    response = client.get(screen("unite", claim), {"mit": checked.pk})

    stays, goes = response.context["stays"], response.context["goes"]
    assert (stays["claim"], goes["claim"]) == (checked, claim)
    assert (goes["marks"], goes["evidence"], stays["checks"]) == (1, 1, 1)
    assert "Größe zählt" in text(response)
    assert "verschiedene Urheber:innen" in text(response)


def test_unite_swaps_which_one_stays(client, editor, claim, other):
    here = client.get(screen("unite", claim), {"mit": other.pk}).context
    stays, goes = here["stays"]["claim"], here["goes"]["claim"]

    swapped = client.get(screen("unite", claim), {"mit": other.pk, "bleibt": goes.pk}).context

    assert (swapped["stays"]["claim"], swapped["goes"]["claim"]) == (goes, stays)


def test_unite_asks_the_same_number_of_queries_for_any_number_of_marks(client, editor, django_assert_max_num_queries):
    counts = []
    for number in (1, 30):
        left, right = make_claim("Die Rakete fliegt."), make_claim("Die Rakete flog.")
        for _ in range(number):
            make_annotation(claim=left)
        client.get(screen("unite", left), {"mit": right.pk})
        with django_assert_max_num_queries(30) as queries:
            client.get(screen("unite", left), {"mit": right.pk})
        counts.append(len(queries))

    assert counts[0] == counts[1]


# --- Uniting ------------------------------------------------------------------------------------------------


def test_unite_moves_all_and_leads_to_the_claim_that_stays(client, editor, claim, other):
    mark = make_annotation(claim=claim)

    response = client.post(screen("unite", other), answers(claim, other), follow=True)

    claim.refresh_from_db()
    assert claim.merged_into == other
    assert Annotation.objects.get(pk=mark.pk).claim == other
    assert response.redirect_chain[-1][0] == screen("change", other)
    assert "ist hier aufgegangen" in text(response)
    assert f'href="{screen("change", claim)}"' in text(response)
    assert Decision.objects.about(claim).latest().reason == WHY


def test_unite_posted_from_the_other_side_does_the_same(client, editor, claim, other):
    client.post(screen("unite", claim), answers(claim, other, mit=other.pk))

    claim.refresh_from_db()
    assert claim.merged_into == other


@pytest.mark.parametrize("reason", ["", " ", "\n \t"])
def test_unite_wants_a_reason(client, editor, claim, other, reason):
    response = client.post(screen("unite", other), answers(claim, other, reason=reason))

    assert "ohne Begründung geht es nicht" in text(response)
    assert Claim.objects.standing_alone().count() == 2


@pytest.mark.parametrize("tokens", [{"goes_version": ""}, {"stays_version": "abc"}, {"goes_version": "0"}])
def test_unite_refuses_what_was_not_compared_and_keeps_the_reason(client, editor, claim, other, tokens):
    response = client.post(screen("unite", other), answers(claim, other, **tokens))

    assert "welchen Stand" in text(response)
    assert "Größe &amp; Höhe" in text(response)
    assert Claim.objects.standing_alone().count() == 2


def test_unite_refuses_a_stale_comparison_keeps_the_reason_and_goes_on_from_there(client, editor, claim, other):
    stale = answers(claim, other)
    claim.background = "Neu."
    writing.save(claim, by=make_reporter())

    refused = client.post(screen("unite", other), stale)
    shown = {name: values for name, values in refused.context["form"].data.items() if name == "reason"}
    again = client.post(
        screen("unite", other), stale | shown | {"goes_version": refused.context["goes"]["claim"].version}
    )

    assert "wurde gespeichert, seit Sie verglichen haben" in text(refused)
    assert "Größe &amp; Höhe" in text(refused)
    assert f'name="goes_version" value="{claim.version}"' in text(refused)
    assert again.status_code == 302


def test_unite_says_that_both_are_being_checked_before_anybody_writes(client, editor, claim, other):
    make_factcheck(claim)
    make_factcheck(other)

    response = client.get(screen("unite", claim), {"mit": other.pk})

    assert "werden gerade geprüft" in text(response)
    assert 'name="reason"' not in text(response)


def test_unite_leads_from_a_merged_claim_to_its_heir(client, editor, claim, other):
    merged(claim, other)

    from_it = client.get(screen("unite", claim), follow=True)
    into_it = client.get(screen("unite", make_claim("Die Rakete fliegt.")), {"mit": claim.pk})

    for response in (from_it, into_it):
        assert "in einer anderen Behauptung aufgegangen" in text(response)
        assert f'href="{screen("change", other)}"' in text(response)


# --- What a merged claim still shows ------------------------------------------------------------------------


def test_merged_claim_is_shown_for_reading_with_the_way_on(client, editor, claim, other):
    merged(claim, other)

    page = text(client.get(screen("change", claim)))

    assert "in einer anderen aufgegangen" in page
    assert f'href="{screen("change", other)}"' in page
    assert screen("part", claim) in page
    assert 'name="statement"' not in page
    assert screen("delete", claim) not in page
    assert screen("check", claim) not in page
    assert claim.statement in text(client.get(screen("change", other)))


def test_merged_claim_refuses_a_form_that_was_open_before_and_keeps_what_was_typed(client, editor, claim, other):
    form = filled(client.get(screen("change", claim)), form="claim_form")
    merged(claim, other)

    response = client.post(screen("change", claim), form | {"background": "Lange getippt: Größe."})

    assert response.status_code == 200
    assert "in einer anderen Behauptung aufgegangen" in text(response)
    assert f'<a href="{screen("change", other)}">Zur Behauptung</a>' in text(response)
    assert "Lange getippt: Größe." in text(response)


def test_merged_claim_refuses_a_check_with_a_sentence(client, editor, claim, other):
    merged(claim, other)

    response = client.post(screen("check", claim), follow=True)

    assert "Nehmen Sie diese" in text(response)


def test_merged_claim_leaves_the_list_and_the_suggestions(client, editor, claim, other):
    merged(claim, other)

    listed = client.get(reverse("admin:articles_claim_changelist"))
    query = {"term": "Überschall", "app_label": "articles", "model_name": "evidence", "field_name": "claim"}
    assert list(listed.context["cl"].result_list) == [other]
    offered = client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [each["id"] for each in offered] == [str(other.pk)]


def test_merged_claim_cannot_be_marked_and_its_heir_is_chosen_instead(client, editor, claim, other):
    merged(claim, other)
    article = make_article()
    words = {"field": "body", "start": 0, "end": 6, "exact": "Moskau", "version": article.version}
    address = reverse("admin:articles_article_annotate", args=[article.pk])

    response = client.post(address, words | {"mode": "existing", "claim": claim.pk})

    assert "in einer anderen Behauptung aufgegangen" in text(response)
    assert [each.claim for each in response.context["proposals"] if each.is_chosen] == [other]
    assert not Annotation.objects.exists()


def test_history_tells_the_merge_and_the_parting_in_sentences(client, editor, claim, other):
    merged(claim, other)
    uniting.part(claim, reason="Doch zwei Flüge.", by=editor)

    page = text(client.get(screen("history", other)))

    assert "hat zwei Behauptungen zusammengelegt" in page
    assert "hat eine Zusammenlegung aufgehoben" in page
    assert claim.statement in page
    assert "annotations_dropped" not in page


# --- Parting ------------------------------------------------------------------------------------------------


def test_part_asks_why_and_undoes_the_merge(client, editor, claim, other):
    mark = make_annotation(claim=claim)
    merged(claim, other)

    refused = client.post(screen("part", claim), read(claim) | {"reason": " "})
    response = client.post(screen("part", claim), read(claim) | {"reason": "Es waren zwei Flüge."}, follow=True)

    claim.refresh_from_db()
    assert "doch Verschiedenes" in text(refused)
    assert (claim.merged_into, Annotation.objects.get(pk=mark.pk).claim) == (None, claim)
    assert "Beide stehen wieder für sich" in text(response)
    assert Decision.objects.about(other).latest().verb == Verb.SEPARATE


@pytest.mark.parametrize("token", [None, "1", "²alt"])
def test_part_asks_which_merge_was_read_and_keeps_the_reason(client, editor, claim, other, token):
    merged(claim, other)

    typed = {"reason": "Es waren „zwei“ Flüge."} | ({"version": token} if token else {})
    answer = client.post(screen("part", claim), typed)

    claim.refresh_from_db()
    assert claim.merged_into == other
    assert "Es waren „zwei“ Flüge." in text(answer) and f'name="version" value="{claim.version}"' in text(answer)


def test_part_of_what_stands_alone_says_so(client, editor, claim):
    assert "steht für sich" in text(client.post(screen("part", claim), {"reason": "x"}, follow=True))


# --- Asked before a claim is stated twice -------------------------------------------------------------------


def new(statement, **more):
    rows = {
        f"{prefix}-{name}": value
        for prefix in ("evidence", "inquiries")
        for name, value in {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}.items()
    }
    return {"statement": statement, "priority": "2", "language": "de", "background": "Getippt: Höhe."} | rows | more


def test_add_form_asks_before_a_claim_is_stated_twice_and_loses_nothing(client, editor, claim):
    add = reverse("admin:articles_claim_add")
    same = "Mit Überschall fliegt die Rakete"

    asked = client.post(add, new(same))
    page = text(asked)

    assert Claim.objects.count() == 1
    assert "Diese Behauptung gibt es schon" in page
    assert claim.statement in page and screen("change", claim) in page
    assert same in page and "Getippt: Höhe." in page
    assert client.post(add, new(same, anyway=f"{claim.pk} ")).status_code == 302
    assert Claim.objects.count() == 2


@pytest.mark.parametrize(
    "statement", ["Die Rakete fliegt nicht mit Überschall.", "Die Rakete 2 fliegt mit Überschall.", "Der Zug fliegt."]
)
def test_add_form_does_not_ask_about_another_claim(client, editor, claim, statement):
    assert client.post(reverse("admin:articles_claim_add"), new(statement)).status_code == 302


def test_add_form_asks_again_when_another_twin_has_come(client, editor, claim):
    make_claim("Mit Überschall fliegt die Rakete.")

    asked = client.post(reverse("admin:articles_claim_add"), new("Die Rakete fliegt mit Überschall", anyway=claim.pk))

    assert "Diese Behauptung gibt es schon" in text(asked)


def test_change_form_never_asks(client, editor, claim):
    twin = make_claim("Mit Überschall fliegt die Rakete.")
    form = filled(client.get(screen("change", twin)), form="claim_form")

    assert client.post(screen("change", twin), form | {"background": "Neu."}).status_code == 302


def test_add_form_in_a_window_hands_the_existing_claim_over(client, editor, claim):
    add = reverse("admin:articles_claim_add") + "?_popup=1"

    asked = client.post(add, new("Mit Überschall fliegt die Rakete", _popup=1))
    taken = client.post(add, new("Mit Überschall fliegt die Rakete", _popup=1, take=claim.pk))

    assert f'name="take" value="{claim.pk}"' in text(asked)
    assert f"&quot;value&quot;: &quot;{claim.pk}&quot;" in text(taken)
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("make_person", [make_administrator])
def test_add_form_hands_nothing_over_to_whom_it_does_not_open(client, claim, make_person):
    client.force_login(make_person())

    assert client.post(reverse("admin:articles_claim_add"), new("x", _popup=1, take=claim.pk)).status_code == 403


def annotation_answers(article, statement, **more):
    words = {"field": "body", "start": 0, "end": 6, "exact": "Moskau", "version": article.version}
    source = {"source_mode": "new", "source_name": "Büro", "source_kind": "authority"}
    return words | source | {"mode": "new", "statement": statement, "priority": "1"} | more


def test_annotate_asks_before_a_claim_is_stated_twice_and_loses_nothing(client, editor, claim):
    article = make_article()
    address = reverse("admin:articles_article_annotate", args=[article.pk])

    asked = client.post(address, annotation_answers(article, "Mit Überschall fliegt die Rakete"))

    form = asked.context["claim"]
    assert asked.context["twins"] == [claim]
    assert "Diese nehmen" in text(asked) and "Trotzdem neu anlegen" in text(asked)
    assert (Claim.objects.count(), Annotation.objects.count()) == (1, 0)
    assert form["statement"].value() == "Mit Überschall fliegt die Rakete"
    assert (form["source_name"].value(), form["priority"].value()) == ("Büro", "1")
    assert asked.context["selection"]["exact"].value() == "Moskau"


def test_annotate_takes_the_existing_claim_when_asked(client, editor, claim):
    article = make_article()
    address = reverse("admin:articles_article_annotate", args=[article.pk])

    client.post(address, annotation_answers(article, "Mit Überschall fliegt die Rakete", take=claim.pk))

    assert (Annotation.objects.get().claim, Claim.objects.count()) == (claim, 1)


def test_annotate_states_the_claim_all_the_same_when_told_to(client, editor, claim):
    article = make_article()
    address = reverse("admin:articles_article_annotate", args=[article.pk])

    client.post(address, annotation_answers(article, "Mit Überschall fliegt die Rakete", anyway=f"{claim.pk} "))

    assert Claim.objects.count() == 2
    assert Annotation.objects.get().claim.claimant.name == "Büro"


def test_annotate_names_the_claimant_of_the_twin(client, editor):
    make_claim("Die Rakete fliegt mit Überschall.", claimant=make_source(name="Ministerium für Höhe"))
    article = make_article()
    address = reverse("admin:articles_article_annotate", args=[article.pk])

    asked = client.post(address, annotation_answers(article, "Die Rakete fliegt mit Überschall"))

    assert "Ministerium für Höhe" in text(asked)
