"""Find the claims that say the same as some words, or nearly: to propose them, and to ask before stating one twice."""

from functools import reduce
from operator import add, or_

from django.db import connection
from django.db.models import BooleanField, Case, F, FloatField, Func, Q, Value, When
from django.utils.translation import gettext_lazy as _

from articles.models import Claim
from articles.text.likeness import ALIKE, STEM, likeness, nearness, telling_words
from articles.text.plain import plain_line
from articles.text.sameness import says_the_same
from articles.workflow.transitions import WrongMove
from articles.workflow.turns import take_turn

COMPARED = 200
TELLING = 8
OF_THE_SAME_SOURCE = 0.15
# What a source has said before is worth a look with half as many words in common.
ALIKE_OF_THE_SAME_SOURCE = ALIKE / 2


class Similarity(Func):
    """How many trigrams two texts share (PostgreSQL, pg_trgm)."""

    function = "similarity"
    output_field = FloatField()


class Resembles(Func):
    """Whether they share enough, by the operator that the index serves."""

    template = "%(expressions)s"
    arg_joiner = " %% "
    output_field = BooleanField()


class AlreadyStated(WrongMove):
    """Somebody states what `twins` state already; they may take one of these, or insist."""

    def __init__(self, twins):
        self.twins = twins
        super().__init__(
            _("Diese Behauptung gibt es schon. Nehmen Sie die vorhandene, oder legen Sie Ihre trotzdem an.")
        )


def refuse_twins(statement, *, known=()):
    """
    Ask before a claim is stated twice: raise AlreadyStated, unless the person knows of every twin.

    Takes the turn, and must run in the transaction that goes on to state the claim: so of two people who state it
    at once the second is asked.
    """
    take_turn()
    found = twins(statement)
    if any(twin.pk not in known for twin in found):
        raise AlreadyStated(found)


def alike(words, *, claimant=None, excluding=(), most=8):
    """Return the claims most like the words, those of the same claimant preferred, the nearest first."""
    words = plain_line(words)
    found = {}
    for pk, statement, said_by in _candidates(words, excluding):
        is_same_source = claimant is not None and said_by == claimant
        if likeness(words, statement) >= (ALIKE_OF_THE_SAME_SOURCE if is_same_source else ALIKE):
            found[pk] = nearness(words, statement) + (OF_THE_SAME_SOURCE if is_same_source else 0)
    best = sorted(found, key=lambda pk: (-found[pk], pk))[:most]
    loaded = Claim.objects.with_status().in_bulk(best)
    return [loaded[pk] for pk in best]


def twins(statement, *, excluding=()):
    """Return the claims that say nearly word for word the same as a statement; see text/sameness.py."""
    statement = plain_line(statement)
    candidates = _candidates(statement, excluding)
    same = [pk for pk, other, _ in candidates if other == statement or says_the_same(statement, other)]
    return list(Claim.objects.with_status().filter(pk__in=same[:3]).order_by("pk"))


def _candidates(words, excluding):
    """Return what is worth comparing, with its statement and claimant: few of many, chosen by the database."""
    stems = [word[:STEM] for word in telling_words(words)[:TELLING]]
    if not words:
        return Claim.objects.none().values_list("pk", "statement", "claimant")
    bears = [(_contains(stem), len(stem)) for stem in stems]
    shares = reduce(or_, (condition for condition, _ in bears), Q(statement__iexact=words))
    weights = (Case(When(condition, then=Value(much)), default=Value(0)) for condition, much in bears)
    weight = reduce(add, weights, Value(0))
    claims = Claim.objects.standing_alone().exclude(pk__in=excluding)
    if has_trigrams():
        near = Similarity(F("statement"), Value(words))
        claims = claims.filter(shares | Q(Resembles(F("statement"), Value(words))))
        claims = claims.annotate(weight=weight, near=near).order_by("-near", "-weight", "-pk")
    else:
        claims = claims.filter(shares).annotate(weight=weight).order_by("-weight", "-pk")
    return claims.values_list("pk", "statement", "claimant")[:COMPARED]


def _contains(stem):
    # SQLite folds ASCII letters alone and PostgreSQL's index none, so „Ärzte“ is asked for in each spelling.
    return reduce(or_, (Q(statement__contains=each) for each in {stem, stem.capitalize(), stem.upper()}))


def has_trigrams():
    """Whether this database has pg_trgm; the migration asks for it, and an ordinary role may be refused."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None
