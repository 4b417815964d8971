"""The text of the annotation screen: as readers see it, with its marks, every block numbered for the script."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.forms import Form
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles.choices import AnnotatedField, AnnotationState
from articles.models import Annotation, Claim
from articles.text.marks import Mark, number_blocks, weave, weave_lines

LINES = ("headline", "teaser")
# Which colour a stretch under several claims takes: the one that readers must not miss.
GRAVITY = ("refuted", "mixed", "unproven", "unchecked", "supported")


@dataclass(frozen=True)
class Line:
    """A headline, teaser or key point: its marked words and the offset at which it begins."""

    start: int
    html: str


@dataclass
class Row:
    """An annotation as the list shows it, with the form that was refused, if one was."""

    annotation: Annotation
    number: int
    stands: bool
    move: Form | None = None
    detach: Form | None = None

    @property
    def claim(self):
        return self.annotation.claim

    @property
    def status(self):
        return self.annotation.claim.status

    @property
    def new_words(self):
        """Return what stands in the field for the words to move to."""
        if self.move:
            return self.move["exact"].value() or ""
        return "" if self.stands else self.annotation.exact

    @property
    def needs_confirming(self):
        is_moved = self.annotation.state == AnnotationState.MOVED
        return self.stands and (is_moved or self.annotation.wording_changed_at is not None)

    @property
    def state(self):
        if not self.stands:
            return AnnotationState.LOST
        return AnnotationState.MOVED if self.needs_confirming else AnnotationState(self.annotation.state)

    @property
    def state_label(self):
        if self.needs_confirming and self.annotation.former_exact:
            return _("Wortlaut geändert, bitte bestätigen")
        return self.state.label


def rows(article, refused):
    """Return the article's annotations in reading order, numbered; those whose words are gone count as lost."""
    claims = Prefetch("claim", queryset=Claim.objects.with_status())
    annotations = article.annotations.in_reading_order().prefetch_related(claims)
    texts = article.plain_texts
    return [
        Row(annotation, number, _stands(annotation, texts[annotation.field]), **refused.get(annotation.pk, {}))
        for number, annotation in enumerate(annotations, start=1)
    ]


def fields(article, annotation_rows):
    """Return, for each annotated field that has words, what the page shows: lines, or HTML for body and context."""
    woven = {}
    for field in AnnotatedField.values:
        marks = [
            Mark(row.annotation.start, row.annotation.end, number)
            for number, row in enumerate(annotation_rows)
            if row.stands and row.annotation.field == field
        ]
        pen = _Pen(annotation_rows)
        style = {"opening": pen.opening, "closing": "</mark>", "after": pen.after}
        woven[field] = _woven(article, field, marks, style)
    return woven


def _woven(article, field, marks, style):
    text = article.plain(field)
    if not text:
        return None
    if field in ("body", "context"):
        return mark_safe(weave(number_blocks(getattr(article, field)), marks, **style))
    start, lines = 0, []
    for line, html in zip(text.split("\n"), weave_lines(text, marks, **style), strict=True):
        lines.append(Line(start, mark_safe(html)))
        start += len(line) + 1
    return lines[0] if field in LINES else lines


def _stands(annotation, text):
    return not annotation.is_lost and text[annotation.start : annotation.end] == annotation.exact


class _Pen:
    """Writes the tags around marked words; a mark's key is the place of its row."""

    def __init__(self, annotation_rows):
        self.rows = annotation_rows

    def opening(self, active):
        rows = [self.rows[mark.key] for mark in active]
        gravest, *others = sorted((row.status.colour for row in rows), key=GRAVITY.index)
        return format_html(
            '<mark class="claim-mark" data-status="{}" data-marks="{}"{}{}>',
            gravest,
            " ".join(str(row.annotation.pk) for row in rows),
            format_html(' data-second="{}"', others[0]) if others else "",
            mark_safe(" data-unconfirmed") if any(row.needs_confirming for row in rows) else "",
        )

    def after(self, mark):
        row = self.rows[mark.key]
        return format_html(
            '<a class="claim-sign" id="mark-{pk}" href="#annotation-{pk}" data-aside data-status="{colour}" '
            'aria-label="{label}"{title}>{sign}<small>{number}{question}</small></a>',
            pk=row.annotation.pk,
            colour=row.status.colour,
            label=self._label(row),
            title=format_html(' title="{}"', row.state_label) if row.needs_confirming else "",
            sign=row.status.sign,
            number=row.number,
            question="?" if row.needs_confirming else "",
        )

    def _label(self, row):
        label = _("Markierung %(number)s, %(status)s, gesagt: %(said)s: %(statement)s") % {
            "number": row.number,
            "status": row.status,
            "said": row.claim.get_attribution_display(),
            "statement": row.claim.statement,
        }
        return f"{label} ({row.state_label})" if row.needs_confirming else label
