"""What the annotation screen proposes: claims like the selected words, and claims and sources found by words."""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Count, Q

from articles.models import Claim, Source
from articles.text.plain import plain_line
from articles.text.sameness import says_the_same
from articles.workflow import resembling

SHOWN = 8


@dataclass(frozen=True)
class Proposal:
    """A claim offered for the selected words."""

    claim: Claim
    is_nearly_equal: bool = False
    is_chosen: bool = False


def claims(*, search="", words="", chosen=None, claimant=None):
    """Return proposals: those found by `search`, else those most like `words`; the chosen one always first."""
    search, words = plain_line(search), plain_line(words)
    found = _found(search) if search else resembling.alike(words, claimant=claimant, most=SHOWN)
    kept = list(Claim.objects.standing_alone().with_status().filter(pk=chosen)) if chosen else []
    others = [claim for claim in found if claim not in kept]
    return [
        Proposal(claim, is_nearly_equal=says_the_same(words, claim.statement), is_chosen=claim in kept)
        for claim in [*kept, *others][:SHOWN]
    ]


def sources(search, *, chosen=None):
    """Return the sources whose name or role has all the words, those with most claims first."""
    search = plain_line(search)
    kept = list(Source.objects.select_related("part_of").filter(pk=chosen)) if chosen else []
    if not search:
        return kept
    matching = Source.objects.filter(_all_words(search, "name", "role")).exclude(pk=chosen)
    by_use = matching.select_related("part_of").annotate(uses=Count("claims")).order_by("-uses", "name")
    return kept + list(by_use[: SHOWN - len(kept)])


def _found(search):
    claims = Claim.objects.standing_alone().with_status()
    return claims.filter(_all_words(search, "statement", "claimant__name"))[:SHOWN]


def _all_words(search, *fields):
    return reduce(and_, (_contains(word, *fields) for word in search.split()))


def _contains(word, *fields):
    # SQLite folds only ASCII letters, so „Ärzte“ is asked for in each spelling a text may have.
    spellings = {word, word.lower(), word.capitalize()}
    return reduce(or_, (Q(**{f"{field}__icontains": spelling}) for field in fields for spelling in spellings))
