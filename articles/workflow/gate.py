"""What stands in the way of publication, each with the place where it is mended."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from articles.choices import AnnotationState, Label
from articles.models import Annotation, Claim
from articles.text.nesting import nested
from articles.workflow import clock

FALSE = {"falsch", "groesstenteils-falsch", "manipuliert"}


@dataclass(frozen=True)
class Obstacle:
    """One thing to mend: `field` of the article's form, or the claim or annotation it is about."""

    code: str
    sentence: str
    field: str = ""
    claim: Claim | None = None
    annotation: Annotation | None = None


def obstacles(article):
    """Return everything that stands in the way of publishing the article, in the order of its page."""
    found = [*_missing_parts(article), *_picture(article), *_embargo(article)]
    if article.pk:
        found += _annotations(article)
    return found


def _missing_parts(article):
    if not article.section_id:
        yield Obstacle("section", _("Das Ressort fehlt."), field="section")
    if not article.teaser:
        yield Obstacle("teaser", _("Der Teaser fehlt."), field="teaser")
    if not article.body:
        yield Obstacle("body", _("Der Artikel hat noch keinen Text."), field="body")
    if not article.agencies and not (article.pk and article.bylines.exists()):
        yield Obstacle(
            "byline",
            _("Es fehlt, von wem der Artikel ist: eine Autorenzeile oder eine Agentur."),
            field="agencies",
        )


def _picture(article):
    picture = article.picture
    if picture is None:
        return
    for name, sentence in (
        ("credit", _("Das Bild hat keinen Bildnachweis.")),
        ("alt", _("Das Bild hat keinen Alternativtext.")),
        ("origin", _("Beim Bild fehlt die Herkunft: Foto, Archivbild, Symbolbild, Grafik oder KI.")),
    ):
        if not getattr(picture, name):
            yield Obstacle(f"picture_{name}", sentence, field="picture")
    if picture.licence_end and picture.licence_end < clock.now().date():
        yield Obstacle("picture_licence", _("Die Lizenz des Bildes ist abgelaufen."), field="picture")


def _embargo(article):
    if article.embargo_until and article.embargo_until > clock.now():
        yield Obstacle("embargo", _("Die Sperrfrist ist noch nicht abgelaufen."), field="embargo_until")


def _annotations(article):
    marks = article.annotations.select_related("claim", "claim__verdict").in_reading_order()
    seen = set()
    for annotation in marks:
        claim = annotation.claim
        yield from _mark(annotation, claim)
        if claim.pk in seen:
            continue
        seen.add(claim.pk)
        if not claim.is_attributed:
            sentence = _("Niemand ist als Urheber:in dieser Behauptung eingetragen: „%(claim)s“.")
            yield Obstacle("unattributed", sentence % {"claim": nested(claim)}, claim=claim)
        if claim.verdict and claim.verdict.slug in FALSE and article.label != Label.FACTCHECK:
            sentence = _("„%(claim)s“ ist als „%(verdict)s“ bewertet; das gehört in einen Faktencheck.")
            yield Obstacle(
                "false_claim",
                sentence % {"claim": nested(claim), "verdict": claim.verdict},
                field="label",
                claim=claim,
            )


def _mark(annotation, claim):
    if annotation.is_lost:
        code = "lost"
        sentence = _("Eine Markierung hat ihre Wörter verloren: „%(words)s“. Setzen Sie sie neu oder lösen Sie sie.")
    elif annotation.wording_changed_at and claim.is_checked:
        code = "reworded"
        sentence = _(
            "Der Wortlaut einer geprüften Behauptung hat sich geändert: „%(words)s“. Prüfen Sie sie erneut oder "
            "bestätigen Sie, dass die Prüfung auch dafür gilt."
        )
    elif annotation.state == AnnotationState.MOVED:
        code = "moved"
        sentence = _("Eine Markierung ist verschoben: „%(words)s“. Bestätigen Sie sie oder setzen Sie sie neu.")
    else:
        return
    yield Obstacle(code, sentence % {"words": nested(annotation.exact)}, annotation=annotation, claim=claim)
