"""Keep annotations on their words when an article is edited."""

from articles.choices import AnnotatedField, AnnotationState
from articles.text import anchors


def follow_edit(article, old):
    """Find every annotation again after an edit, and return those whose words are gone."""
    edited = [field for field in AnnotatedField.values if article.plain(field) != old.plain(field)]
    lost = []
    for annotation in article.annotations.filter(field__in=edited):
        place(annotation, article.plain(annotation.field))
        annotation.save(update_fields=["start", "end", "exact", "prefix", "suffix", "state"])
        if annotation.is_lost:
            lost.append(annotation)
    return lost


def place(annotation, text):
    """Put the annotation where its words now stand in `text`, or mark it lost and leave it as it was."""
    found = anchors.locate(
        text,
        exact=annotation.exact,
        prefix=annotation.prefix,
        suffix=annotation.suffix,
        start_hint=annotation.start,
    )
    if found is None:
        annotation.state = AnnotationState.LOST
        return
    anchor = anchors.make(text, *found)
    annotation.start, annotation.end = anchor.start, anchor.end
    annotation.exact, annotation.prefix, annotation.suffix = anchor.exact, anchor.prefix, anchor.suffix
    annotation.state = AnnotationState.IN_PLACE
