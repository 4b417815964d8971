"""What stands in the way of publication, each with the place where it is mended."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from articles.choices import AnnotationState, Label, Leaning, SourceKind
from articles.detection.attribution import states_as_fact
from articles.models import Annotation, Claim
from articles.text.crediting import credited
from articles.text.nesting import nested
from articles.text.sentences import sentences
from articles.workflow import clock, findings

PROPER = {SourceKind.PERSON, SourceKind.AGENCY, SourceKind.OUTLET, SourceKind.ACCOUNT}  # named without an article
PROSE = {"teaser", "key_points", "body", "context"}  # a headline has no room for a clause
FALSE = {"falsch", "groesstenteils-falsch", "manipuliert"}


@dataclass(frozen=True)
class Obstacle:
    """One thing to mend: `field` of the article's form, or the claim, annotation or passage it is about."""

    code: str
    sentence: str
    field: str = ""
    claim: Claim | None = None
    annotation: Annotation | None = None
    passage: findings.Passage | None = None


@dataclass(frozen=True)
class Hint:
    """A sentence that states an open claim as plain fact, and how it could be worded; nothing that blocks."""

    sentence: str
    proposal: str
    claim: Claim
    annotation: Annotation


def obstacles(article):
    """Return everything that stands in the way of publishing the article, in the order of its page."""
    found = [*_missing_parts(article), *_picture(article), *_embargo(article)]
    if article.pk:
        found += _annotations(article)
    return found + list(_unmarked(article))


def hints(article):
    """Return the sentences that state as plain fact what is unproven or unchecked, each once, with a better wording."""
    marks = article.annotations.in_place().select_related("claim__claimant__part_of", "claim__verdict")
    told = {}
    for mark in marks.in_reading_order() if article.language.startswith("de") else ():
        claim, text = mark.claim, article.plain(mark.field)
        is_open = claim.verdict is None or claim.verdict.leaning == Leaning.UNPROVEN
        start, end = next((each for each in sentences(text) if each[0] <= mark.start < each[1]), (0, 0))
        if is_open and claim.claimant and mark.field in PROSE and states_as_fact(text[start:end], names=_names(claim)):
            about = {"name": claim.claimant.public_name, "is_proper": claim.claimant.kind in PROPER}
            proposal = credited(text[start:end], **about)
            told.setdefault((mark.field, start), Hint(text[start:end], proposal, claim, mark))
    return list(told.values())


def _names(claim):
    above = claim.claimant.part_of
    return (claim.claimant.name, above.name) if above else (claim.claimant.name,)


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
        until = localtime(article.embargo_until)
        sentence = _("Die Sperrfrist endet erst am %(day)s um %(time)s.")
        told = {"day": date_format(until, "DATE_FORMAT"), "time": date_format(until, "TIME_FORMAT")}
        yield Obstacle("embargo", sentence % told, field="embargo_until")


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
            sentence = _("Niemand ist als Urheber:in dieser Behauptung eingetragen: „%(claim)s“")
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
        sentence = _("Eine Markierung hat ihre Wörter verloren. Setzen Sie sie neu oder lösen Sie sie: „%(words)s“")
    elif annotation.wording_changed_at and claim.is_checked:
        code = "reworded"
        sentence = _(
            "Der Wortlaut einer geprüften Behauptung hat sich geändert. Prüfen Sie sie erneut, oder bestätigen Sie, "
            "dass die Prüfung auch dafür gilt: „%(words)s“"
        )
    elif annotation.state == AnnotationState.MOVED:
        code = "moved"
        sentence = _("Eine Markierung ist verschoben. Bestätigen Sie sie oder setzen Sie sie neu: „%(words)s“")
    else:
        return
    yield Obstacle(code, sentence % {"words": nested(annotation.exact)}, annotation=annotation, claim=claim)


def _unmarked(article):
    for passage in findings.standing(article):
        sentence = _(
            "Der Text nennt etwas unbestätigt, aber keine Markierung sagt, welche Behauptung das ist: „%(words)s“"
        )
        yield Obstacle("unmarked", sentence % {"words": nested(passage.sentence)}, passage=passage)
