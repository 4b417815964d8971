"""Tie claims to the words of an article, move them, let them go."""

from django.utils.translation import gettext_lazy as _

from articles.choices import AnnotatedField, AnnotationState, Priority, Verb
from articles.models import Annotation, Article, Claim
from articles.text import anchors
from articles.text.nesting import nested
from articles.text.plain import plain_field
from articles.workflow import history, uniting, versions, writing
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove
from articles.workflow.turns import in_turn

REFUSALS = {
    "empty": _("Es ist nichts ausgewählt. Markieren Sie die Wörter, die die Behauptung aufstellen."),
    "blank": _("Die Auswahl enthält nur Leerraum. Markieren Sie die Wörter, die die Behauptung aufstellen."),
    "crosses_lines": _("Die Auswahl reicht über mehrere Absätze. Bitte innerhalb eines Absatzes markieren."),
    "out_of_range": _(
        "Diese Stelle gibt es im Text nicht mehr. Laden Sie die Seite neu und markieren Sie noch einmal."
    ),
}
CHANGED = _("Der Text hat sich inzwischen geändert; dort steht jetzt etwas anderes. Markieren Sie bitte noch einmal.")

ELSEWHERE = _("Diese Markierung steht inzwischen auf anderen Wörtern: „%(words)s“. Sehen Sie bitte noch einmal hin.")


@in_turn
def annotate(article, *, claim, field, start, end, by, exact=None, read_version=None):
    """
    Tie `claim` to the words from `start` to `end` (code points of the field's plain text, end exclusive).

    `exact`, where given, is what the person saw there, in the article's `read_version`: if it stands elsewhere by
    now, and clearly so, it is tied there; other words by now raise WrongMove.
    """
    require(by, "annotate", article)
    uniting.refuse_merged(claim)
    anchor = _anchor(article, field, start, end, exact, read_version)
    annotation = Annotation(article=article, claim=claim, field=field)
    _tie(annotation, anchor)
    history.decide(Verb.ANNOTATE, article, by=by, after=_facts(annotation))
    return annotation


@in_turn
def state_claim(statement, *, claimant, by, topics=(), priority=Priority.NORMAL):
    """Record a new claim; the statement stands for itself, the claimant may still be unknown."""
    claim = Claim(statement=statement, claimant=claimant, priority=priority)
    return writing.save(claim, by=by, related={"topics": list(topics)})


@in_turn
def move(annotation, *, field, start, end, by, exact=None, read_version=None, seen=None):
    """Tie an annotation, lost or not, to other words of its article; see annotate, and for `seen` see detach."""
    require(by, "annotate", annotation.article)
    _lock(annotation, seen)
    before = _facts(annotation)
    anchor = _anchor(annotation.article, field, start, end, exact, read_version)
    annotation.field = field
    _tie(annotation, anchor)
    history.decide(Verb.MOVE, annotation.article, by=by, before=before, after=_facts(annotation))
    return annotation


@in_turn
def confirm(annotation, *, by, exact=None):
    """
    Say that an annotation, moved or reworded, stands where it should; its claim's check goes on to hold.

    `exact`, where given, is what the person saw; other words by now raise WrongMove.
    """
    require(by, "annotate", annotation.article)
    _lock(annotation)
    if annotation.is_lost:
        raise WrongMove(_("Diese Markierung hat ihre Wörter verloren. Setzen Sie sie neu oder lösen Sie sie."))
    if exact is not None and exact.strip() != annotation.exact:
        raise WrongMove(CHANGED)
    if annotation.state == AnnotationState.IN_PLACE and not annotation.wording_changed_at:
        raise WrongMove(_("Diese Markierung steht an ihrem Platz; zu bestätigen gibt es nichts."))
    before = _facts(annotation)
    _settle(annotation)
    annotation.save(update_fields=["state", "wording_changed_at", "former_exact"])
    history.decide(Verb.CONFIRM, annotation.article, by=by, before=before, after=_facts(annotation))
    return annotation


@in_turn
def detach(annotation, *, by, reason="", seen=None):
    """
    Take a claim off the words; the claim itself stays.

    `seen`, where given, are the words that the person saw marked; if it is on others by now, WrongMove is raised.
    """
    require(by, "annotate", annotation.article)
    _lock(annotation, seen)
    before = _facts(annotation)
    annotation.delete()
    history.decide(Verb.DETACH, annotation.article, by=by, before=before, reason=reason)


def place_now(article, field, start, end, *, exact, read_version):
    """
    Return where words now stand that were read at a place of an earlier version, or None if that is not clear.

    They must have been there, and be there still, letter for letter, surrounded as they were.
    """
    read = versions.as_read(article, read_version) if read_version != article.version else None
    if read is None:
        return (start, end) if 0 <= start < end and article.plain(field)[start:end] == exact else None
    try:
        anchor = anchors.make(plain_field(field, read[field]), start, end)
    except anchors.BadSelection:
        return None
    text = article.plain(field)
    about = {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
    found = anchors.locate(text, **about, start_hint=anchor.start) if anchor.exact == exact.strip() else None
    return found if found and text[slice(*found)] == anchor.exact else None


def _anchor(article, field, start, end, exact, read_version=None):
    if field not in AnnotatedField.values:
        raise WrongMove(_("Nur Überschrift, Teaser, Kernpunkte, Text und „Warum das wichtig ist“ tragen Markierungen."))
    # Locked, so that nobody edits the words away between this look and the tie.
    stored = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if exact is not None and read_version not in (None, stored.version):
        place = place_now(stored, field, start, end, exact=exact, read_version=read_version)
        if place is None:
            raise WrongMove(CHANGED)
        start, end = place
    text = stored.plain(field)
    try:
        anchor = anchors.make(text, start, end)
    except anchors.BadSelection as bad:
        raise WrongMove(REFUSALS[bad.code]) from bad
    if exact is not None and exact.strip() != anchor.exact:
        raise WrongMove(CHANGED)
    return anchor


def _lock(annotation, seen=None):
    """Read the annotation anew, for somebody may have moved it or let it go."""
    try:
        annotation.refresh_from_db(from_queryset=Annotation.objects.select_for_update(of=("self",)))
    except Annotation.DoesNotExist as gone:
        raise WrongMove(_("Diese Markierung gibt es nicht mehr; jemand hat sie inzwischen gelöst.")) from gone
    if seen is not None and seen != annotation.exact:
        raise WrongMove(ELSEWHERE % {"words": nested(annotation.exact)})


def _tie(annotation, anchor):
    same = Annotation.objects.filter(article=annotation.article, claim=annotation.claim, field=annotation.field)
    if same.in_place().filter(start=anchor.start, end=anchor.end).exclude(pk=annotation.pk).exists():
        raise WrongMove(_("Diese Wörter tragen die Behauptung schon."))
    annotation.exact, annotation.prefix, annotation.suffix = anchor.exact, anchor.prefix, anchor.suffix
    annotation.start, annotation.end = anchor.start, anchor.end
    _settle(annotation)
    annotation.save()


def _settle(annotation):
    annotation.state, annotation.wording_changed_at, annotation.former_exact = AnnotationState.IN_PLACE, None, ""


def _facts(annotation):
    """Return the annotation as its article's history tells it."""
    return history.facts(annotation) | {"annotation": annotation.pk, "statement": annotation.claim.statement}
