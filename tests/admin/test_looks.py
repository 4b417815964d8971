"""The desk shares the paper's colours, and tells people kindly what they may not do."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make

CSS = Path(__file__).resolve().parents[2] / "static" / "css"


def accents(name):
    return re.findall(r"--accent: (#\w+);", (CSS / name).read_text(encoding="utf-8"))


def test_accent_of_the_desk_is_that_of_the_paper_in_light_and_dark():
    assert accents("desk.css") == accents("tokens.css")[:2]


@pytest.mark.django_db
def test_forbidden_screen_says_what_to_do(client):
    client.force_login(make.make_reporter())

    response = client.get(reverse("admin:articles_article_publish", args=[make.make_article().pk]))

    assert response.status_code == 403
    assert "Das dürfen Sie mit Ihrer Rolle nicht." in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["admin:index", "admin:login", "admin:password_change", "admin:articles_claim_add"])
def test_pages_of_the_desk_carry_its_looks_and_nothing_inline(client, address):
    if address != "admin:login":
        client.force_login(make.make_chief())

    page = client.get(reverse(address)).content.decode()

    assert "css/desk.css" in page and "css/tokens.css" in page
    assert "<style" not in page and " style=" not in page and " onclick=" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "said"),
    [("", "Hier steht noch nichts."), ("?q=xyzzy", "Nichts gefunden."), ("?due=mine", "Nichts gefunden.")],
)
def test_empty_list_says_why_it_is_empty(client, query, said):
    client.force_login(make.make_fact_checker())

    page = client.get(reverse("admin:articles_claim_changelist") + query).content.decode()

    assert said in page
    assert ("Treffer" in page) == bool(query)


@pytest.mark.django_db
def test_accounts_are_filtered_by_role_in_our_words(client):
    client.force_login(make.make_administrator())
    make.make_reporter(username="mia")

    page = client.get(reverse("admin:auth_user_changelist"), {"role": "Reporter"}).content.decode()

    assert "Redakteur:in</a>" in page and "Fact-checker</a>" not in page
    assert "mia</a>" in page and "1 Konto" in page


@pytest.mark.django_db
def test_quoted_record_shows_its_own_quotation_marks_as_inner_ones(client):
    client.force_login(make.make_chief())
    claim = make.make_claim(statement="Das „Wunder“ war keines.")

    page = client.get(reverse("admin:articles_claim_delete", args=[claim.pk])).content.decode()

    assert "„Das ‚Wunder‘ war keines.“ endgültig löschen?" in page


@pytest.mark.django_db
def test_forms_show_no_machine_dashes_and_no_symbol_that_leads_nowhere(client):
    client.force_login(make.make_chief())

    page = client.get(reverse("admin:articles_evidence_add")).content.decode()
    claim = client.get(reverse("admin:articles_claim_add")).content.decode()

    assert "---------" not in page + claim
    assert 'id="view_id_topics"' not in claim


@pytest.mark.django_db
def test_planned_first_publication_is_called_planned(client):
    article = make.make_article()
    make.make_revision(article, live_from=timezone.now() + timedelta(days=1))
    client.force_login(make.make_chief())

    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert "</span> eingeplant</span>" in page and "</span> veröffentlicht</span>" not in page


@pytest.mark.django_db
def test_list_of_pictures_has_one_link_with_a_name_a_row(client):
    picture = make.make_picture(title="Der Rhein bei Köln")
    client.force_login(make.make_reporter())

    page = client.get(reverse("admin:articles_picture_changelist")).content.decode()

    address = reverse("admin:articles_picture_change", args=[picture.pk])
    assert re.findall(rf'<a href="{address}">(.*?)</a>', page) == ["Der Rhein bei Köln"]


@pytest.mark.django_db
def test_trail_names_a_record_as_it_is_written(client):
    client.force_login(make.make_administrator())
    colleague = make.make_reporter(username="neu")

    page = client.get(reverse("admin:auth_user_change", args=[colleague.pk])).content.decode()

    assert "&rsaquo; neu" in page
