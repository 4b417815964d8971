import pytest

from articles.formats.dossier import Quotation, chains, columns, quoted, verdicts
from articles.models import Evidence, Verdict
from tests.make import (
    make_annotation,
    make_article,
    make_claim,
    make_evidence,
    make_factcheck,
    make_revision,
)

pytestmark = pytest.mark.django_db


def test_columns_part_the_evidence_by_stance_and_set_apart_what_was_said():
    claim = make_claim()
    pieces = {
        "supports": make_evidence(claim, stance="supports"),
        "refutes": make_evidence(claim, stance="refutes"),
        "context": make_evidence(claim, stance="context"),
        "said": make_evidence(claim, bears_on="said"),
    }

    parted = columns(list(claim.evidence.all()))

    assert parted == {name: [piece] for name, piece in pieces.items()}


def test_chains_follow_each_way_back_to_its_origin():
    claim = make_claim()
    kremlin = make_evidence(claim, bears_on="said")
    agency = make_evidence(claim, bears_on="said", goes_back_to=kremlin)
    paper = make_evidence(claim, bears_on="said", goes_back_to=agency)
    other = make_evidence(claim, bears_on="said")

    ways = chains(claim, list(claim.evidence.all()))

    assert ways == [[kremlin, agency, paper], [other]]


def test_chains_end_even_when_evidence_goes_round_in_a_circle():
    claim = make_claim()
    first, second, end = (Evidence(pk=number, claim=claim, bears_on="said") for number in (1, 2, 3))
    first.goes_back_to_id, second.goes_back_to_id, end.goes_back_to_id = 2, 1, 1

    ways = chains(claim, [first, second, end])

    assert ways == [[second, first, end]]


def test_verdicts_are_the_approved_ones_newest_first():
    claim = make_claim()
    old = make_factcheck(claim, state="in_force")
    new = make_factcheck(claim, state="in_force", verdict=Verdict.objects.get(slug="falsch"))
    make_factcheck(claim, state="submitted")

    assert verdicts(claim) == [new, old]


def test_quoted_gives_the_sentence_of_each_mark_once():
    claim = make_claim()
    article = make_article(body="<p>Sie fliegt. Moskau sagt, <em>sie landet</em> weich.</p>", teaser="Sie fliegt.")
    for field, words in [("body", "Sie fliegt"), ("body", "sie landet"), ("teaser", "Sie fliegt")]:
        make_annotation(article, claim=claim, words=words, field=field)

    quotations = quoted(make_revision(article), claim.numbers)

    assert quotations == [Quotation("", "Sie fliegt", "."), Quotation("Moskau sagt, ", "sie landet", " weich.")]


def test_quoted_takes_all_sentences_that_a_mark_touches_and_no_other_line():
    claim = make_claim()
    article = make_article(body="<p>Eins. Sie fliegt. Sie landet bald. Vier.</p>", key_points="Eins\nSie fliegt\nDrei")
    make_annotation(article, claim=claim, words="fliegt. Sie landet")
    make_annotation(article, claim=claim, words="Sie fliegt", field="key_points")

    quotations = quoted(make_revision(article), claim.numbers)

    assert set(quotations) == {
        Quotation("Sie ", "fliegt. Sie landet", " bald."),
        Quotation("", "Sie fliegt", ""),
    }
