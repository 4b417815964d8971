"""Passages of a draft that the detector calls unconfirmed: settled by a mark, or dismissed by somebody."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from articles.choices import AnnotatedField, Verb
from articles.detection import detect
from articles.detection.finding import Finding as Found
from articles.models import Article, Finding
from articles.text.wording import wording_changed
from articles.workflow import clock, history
from articles.workflow.notes import tidy_words
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove
from articles.workflow.turns import in_turn


@dataclass(frozen=True)
class Passage:
    """A sentence in a field of the draft, and the cue that gave it away."""

    field: str
    sentence: str
    found: Found

    @property
    def start(self):
        return self.found.sentence[0]

    @property
    def end(self):
        return self.found.sentence[1]

    @property
    def parts(self):
        """Return the sentence in three: before the cue, the cue, after it."""
        start, end = self.found.start - self.start, self.found.end - self.start
        return self.sentence[:start], self.sentence[start:end], self.sentence[end:]

    @property
    def anchor(self):
        return f"fundstelle-{self.field}-{self.start}"

    @property
    def field_label(self):
        return AnnotatedField(self.field).label


def standing(article):
    """Return the passages that neither a mark nor anybody's word has settled, in the order of the page."""
    marks = [] if article._state.adding else list(article.annotations.in_place())
    dismissed = [] if article._state.adding else list(article.findings.all())
    return [
        passage
        for passage in _passages(article)
        if not any(mark.field == passage.field and passage.found.is_settled_by(mark.start, mark.end) for mark in marks)
        and not any(_is_about(each, passage) for each in dismissed)
    ]


@in_turn
def dismiss(article, *, field, sentence, by, reason=""):
    """Say that a sentence needs no claim; the words settle it for as long as they stand in the article."""
    require(by, "dismiss", article)
    stored = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    passage = next((each for each in standing(stored) if (each.field, each.sentence) == (field, sentence)), None)
    if passage is None:
        raise WrongMove(
            _("Dieser Satz steht so nicht mehr im Text, oder er ist schon erledigt. Sehen Sie bitte noch einmal hin.")
        )
    finding = Finding(
        article=stored,
        field=field,
        detector=passage.found.detector,
        exact=sentence,
        dismissed_by=by,
        dismissed_at=clock.now(),
        reason=tidy_words(reason),
    )
    finding.save(force_insert=True)
    after = {"field": field, "exact": sentence, "detector": finding.detector}
    history.decide(Verb.DISMISS, stored, by=by, after=after, reason=reason)
    return finding


def _passages(article):
    for field in AnnotatedField.values:
        text = article.plain(field)
        for found in detect(text):
            yield Passage(field, text[slice(*found.sentence)], found)


def _is_about(finding, passage):
    same = finding.detector == passage.found.detector
    return same and not wording_changed(finding.exact, passage.sentence)
