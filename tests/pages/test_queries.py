"""How many questions a page asks the database: the same with one, three and thirty claims."""

import pytest
from django.urls import reverse

from tests.make import (
    make_annotation,
    make_article,
    make_checked_claim,
    make_evidence,
    make_revision,
    make_section,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

SIZES = [1, 3, 30]


def newsroom(size):
    """Publish an article with `size` claims and a few others, all of one section, topic and source."""
    section, topic, source = make_section(name="Wissen"), make_topic(name="Raketen"), make_source(name="Moskau")
    speaker = make_source(name="Sprecher", part_of=source)
    claims = [
        make_checked_claim(statement=f"Satz {number} stimmt.", claimant=speaker, topics=[topic])
        for number in range(size)
    ]
    for _ in range(size):
        make_evidence(claims[0], source=make_source(part_of=source))
    for claim in claims:
        make_evidence(claim, source=source)
        make_evidence(claim, bears_on="said")
    others = [make_revision(claims=claims[:1], section=section, topics=[topic]) for _ in range(min(size, 5))]
    body = "".join(f"<p>{claim.statement}</p>" for claim in claims)
    related = [other.article for other in others]
    article = make_article(body=body, section=section, topics=[topic], related=related)
    for claim in claims:
        make_annotation(article, claim=claim, words=claim.statement)
    return {
        "front": "/",
        "section": section.get_absolute_url(),
        "topic": topic.get_absolute_url(),
        "article": make_revision(article).get_absolute_url(),
        "claim": claims[0].get_absolute_url(),
        "claim_list": reverse("claim_list"),
        "source": speaker.get_absolute_url(),
        "how_we_check": reverse("how_we_check"),
        "corrections": reverse("corrections"),
        "search": reverse("search") + "?q=stimmt",
        "page": reverse("page", args=["impressum"]),
    }


QUERIES = {
    "front": 7,
    "section": 6,
    "topic": 8,
    "article": 8,
    "claim": 9,
    "claim_list": 7,
    "source": 7,
    "how_we_check": 4,
    "corrections": 2,
    "search": 7,
    "page": 2,
}


@pytest.mark.parametrize("size", SIZES)
def test_pages_ask_the_same_number_of_questions(client, django_assert_num_queries, size):
    addresses = newsroom(size)

    for name, address in addresses.items():
        with django_assert_num_queries(QUERIES[name], info=name):
            response = client.get(address)
        assert response.status_code == 200, name
