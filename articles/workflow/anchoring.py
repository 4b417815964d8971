"""Keep annotations on their words when an article is edited."""

from collections import defaultdict

from django.db.models import F

from articles.choices import AnnotatedField, AnnotationState, Verb
from articles.models import Annotation, Article
from articles.text import anchors
from articles.workflow import clock, history
from articles.workflow.permissions import require
from articles.workflow.turns import in_turn

ANCHOR = ("start", "end", "exact", "prefix", "suffix")
PLACE = ("start", "end")
KEPT = (*ANCHOR, "former_exact", "state", "wording_changed_at")
MOST_PUSHES = 5


def follow_edit(article, old):
    """Take the annotations along through an edit; return what the article's history tells of them."""
    examination = Examination(article)
    for field in AnnotatedField.values:
        before, after = old.plain(field), article.plain(field)
        if before != after:
            examination.follow(field, before, after)
    return examination.save()


def examine(article):
    """Return what looking for every annotation in the text would change, without changing it."""
    examination = Examination(article)
    for field in AnnotatedField.values:
        examination.search(field, article.plain(field))
    return examination


@in_turn
def reanchor(article, *, by):
    """Look for every annotation in the article's text; one Decision tells what changed, if anything did."""
    require(by, "annotate", article)
    examination = examine(Article.objects.select_for_update(of=("self",)).get(pk=article.pk))
    if examination.changed:
        history.decide(Verb.REANCHOR, article, by=by, after=examination.save())
    return examination


class Examination:
    """Where each annotation of an article goes, saved at once, and which of them an editor must look at."""

    def __init__(self, article):
        self.annotations = list(article.annotations.select_related("claim").order_by("pk"))
        self.before = {mark.pk: {name: getattr(mark, name) for name in KEPT} for mark in self.annotations}
        self.changed, self.moved, self.lost, self.found = [], [], [], []

    def follow(self, field, before, after):
        """Take the annotations of a field along from one text to the next; what was lost is looked for again."""
        standing = [mark for mark in self._of(field) if not mark.is_lost and _has_its_words(mark, before)]
        spans = anchors.follow(before, after, [(mark.start, mark.end) for mark in standing])
        for mark, span in zip(standing, spans, strict=True):
            self._settle(mark, after, span)
        for mark in self._of(field):
            if mark not in standing:
                self._search(mark, after)

    def search(self, field, text):
        """Look for the annotations of a field by their words and by those around them."""
        for mark in self._of(field):
            self._search(mark, text)

    def save(self):
        """Save what changed; return the words that an editor must look at, as the history tells them."""
        self._write()
        told = {"annotations_moved": self.moved, "annotations_lost": self.lost, "annotations_found": self.found}
        return {name: [str(mark) for mark in marks] for name, marks in told.items() if marks}

    def _write(self):
        """Save as little as says it: most edits push all that stands behind them on by the same number of places."""
        pushed, others = defaultdict(list), []
        for mark in self.changed:
            old = self.before[mark.pk]
            by = {mark.start - old["start"], mark.end - old["end"]}
            is_same = all(getattr(mark, name) == old[name] for name in KEPT if name not in PLACE)
            if is_same and len(by) == 1:
                pushed[by.pop()].append(mark)
            else:
                others.append(mark)
        if len(pushed) > MOST_PUSHES:
            others, pushed = self.changed, {}
        for by, marks in pushed.items():
            behind = Annotation.objects.filter(pk__in=[mark.pk for mark in marks])
            behind.update(start=F("start") + by, end=F("end") + by)
        names = [name for name in KEPT if any(getattr(mark, name) != self.before[mark.pk][name] for mark in others)]
        if names:
            Annotation.objects.bulk_update(others, names)

    def _of(self, field):
        return [mark for mark in self.annotations if mark.field == field]

    def _search(self, mark, text):
        span = anchors.locate(text, exact=mark.exact, prefix=mark.prefix, suffix=mark.suffix, start_hint=mark.start)
        self._settle(mark, text, span, is_certain=False)

    def _settle(self, mark, text, span, *, is_certain=True):
        """Tie the annotation to its new place; without one it is lost, and keeps what it had."""
        anchor = _anchor(text, span)
        if anchor is None:
            self._lose(mark)
        else:
            self._tie(mark, anchor, is_certain=is_certain)
        if any(getattr(mark, name) != value for name, value in self.before[mark.pk].items()):
            self.changed.append(mark)

    def _lose(self, mark):
        if not mark.is_lost:
            mark.state = AnnotationState.LOST
            self.lost.append(mark)

    def _tie(self, mark, anchor, *, is_certain):
        is_reworded = anchors.wording_changed(mark.exact, anchor.exact)
        # What stood at an edge of its field has a short prefix or suffix.
        is_elsewhere = not (anchor.prefix.endswith(mark.prefix) and anchor.suffix.startswith(mark.suffix))
        if is_reworded or (is_elsewhere and not is_certain):
            mark.state = AnnotationState.MOVED
            self.moved.append(mark)
        elif mark.is_lost:
            mark.state = AnnotationState.IN_PLACE
            self.found.append(mark)
        if is_reworded and not mark.former_exact:
            mark.former_exact = mark.exact
        if is_reworded and mark.claim.is_checked:
            mark.wording_changed_at = clock.now()
        for name in ANCHOR:
            setattr(mark, name, getattr(anchor, name))


def _has_its_words(mark, text):
    return text[mark.start : mark.end] == mark.exact


def _anchor(text, span):
    """Return the anchor of the span, if there is one that an annotation may have."""
    try:
        return anchors.make(text, *span) if span else None
    except anchors.BadSelection:
        return None
