"""What the annotation screen proposes: claims like the selected words, and claims and sources found by words."""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Count, Q

from articles.models import Claim, Source
from articles.text.likeness import ALIKE, is_nearly_equal, likeness, telling_words
from articles.text.plain import plain_line

SHOWN = 8
COMPARED = 300


@dataclass(frozen=True)
class Proposal:
    """A claim offered for the selected words."""

    claim: Claim
    is_nearly_equal: bool = False
    is_chosen: bool = False


def claims(*, search="", words="", chosen=None):
    """Return proposals: those found by `search`, else those most like `words`; the chosen one always first."""
    search, words = plain_line(search), plain_line(words)
    found = _found(search) if search else _alike(words)
    kept = list(Claim.objects.with_status().filter(pk=chosen)) if chosen else []
    others = [claim for claim in found if claim not in kept]
    return [
        Proposal(claim, is_nearly_equal=is_nearly_equal(words, claim.statement), is_chosen=claim in kept)
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
    return Claim.objects.with_status().filter(_all_words(search, "statement", "claimant__name"))[:SHOWN]


def _alike(words):
    telling = telling_words(words)[:8]
    if not telling:
        return []
    candidates = Claim.objects.filter(reduce(or_, (_contains(word[:5], "statement") for word in telling)))
    scores = {
        pk: score
        for pk, statement in candidates.values_list("pk", "statement")[:COMPARED]
        if (score := likeness(words, statement)) >= ALIKE
    }
    best = sorted(scores, key=lambda pk: (-scores[pk], pk))[:SHOWN]
    loaded = Claim.objects.with_status().in_bulk(best)
    return [loaded[pk] for pk in best]


def _all_words(search, *fields):
    return reduce(and_, (_contains(word, *fields) for word in search.split()))


def _contains(word, *fields):
    # SQLite folds only ASCII letters, so „Ärzte“ is asked for in each spelling a text may have.
    spellings = {word, word.lower(), word.capitalize()}
    return reduce(or_, (Q(**{f"{field}__icontains": spelling}) for field in fields for spelling in spellings))
