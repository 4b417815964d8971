"""The desk's first page: what waits for whom, each line one click from the deed."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from articles.admin import opinion_lines
from articles.admin.checks import due_words
from articles.admin.claims import NO_VERDICT
from articles.admin.signs import (
    annotate_url,
    article_url,
    badge,
    change_url,
    check_badge,
    examine_url,
    list_url,
    person,
    scheduled_badge,
    state_badge,
    status_badge,
    verdict_badge,
)
from articles.choices import ArticleState, FactCheckState
from articles.models import Annotation, Article, Claim, FactCheck, Inquiry, Revision, Verdict
from articles.text.nesting import nested
from articles.workflow import clock
from articles.workflow.opinions import reviewable_by
from articles.workflow.permissions import may

SHOWN = 8


@dataclass(frozen=True)
class Line:
    """One thing to do: the words, where it is done, and what else helps to choose."""

    text: str
    url: str
    badge: str = ""
    aside: str = ""
    act: str = ""


@dataclass(frozen=True)
class Queue:
    """A short list under a heading, with the number of all that wait and, where there is one, the list of them."""

    key: str
    title: str
    empty: str
    lines: list
    count: int
    url: str = ""


def overview(user):
    """Return what the desk's template shows; the number of queries does not depend on how much waits."""
    return {
        "queues": [_mine(user), _awaiting(user), _due(user), _lost(), _live_and_open(), _today()],
        "bar": _bar(),
        "may_write": may(user, "write_article"),
        "may_claim": may(user, "write_claim"),
    }


def _queue(key, title, empty, records, line, *, url=""):
    records = list(records)
    return Queue(key, title, empty, [line(each) for each in records[:SHOWN]], len(records), url)


def _mine(user):
    articles = Article.objects.assigned_to(user).filter(state__in=[ArticleState.DRAFT, ArticleState.IN_REVIEW])
    checks = FactCheck.objects.filter(author=user, state__in=[FactCheckState.DRAFT, FactCheckState.RETURNED])
    claims = Claim.objects.filter(assignee=user, verdict=None).exclude(factchecks__in=FactCheck.objects.open())
    lines = [
        *(Line(**opinion_lines.facts(opinion)) for opinion in opinion_lines.owed_by(user)[:50]),
        *(
            Line(article.headline, change_url(article), state_badge(article), _planned(article), _("Weiterschreiben"))
            for article in articles.only("headline", "state", "planned_for")[:50]
        ),
        *(
            Line(check.claim.statement, examine_url(check), check_badge(check), due_words(check), _("Weiterprüfen"))
            for check in checks.select_related("claim")[:50]
        ),
        *(
            Line(
                claim.statement,
                change_url(claim),
                badge("○", _("Ungeprüft"), "unchecked"),
                _due_words(claim),
                _("Ansehen"),
            )
            for claim in claims.only("statement", "due_on", "recheck_on")[:50]
        ),
    ]
    return Queue("mine", _("Meine Arbeit"), _("Ihnen ist gerade nichts zugeteilt."), lines[:SHOWN], len(lines))


def _awaiting(user):
    """What needs a second person: articles in review, for those who may take them off, and others' checks."""
    articles = Article.objects.in_review() if may(user, "review_article") else Article.objects.none()
    checks = reviewable_by(user).select_related("claim", "author", "verdict")
    lines = [
        *(
            Line(article.headline, change_url(article), state_badge(article), _planned(article), _("Abnehmen"))
            for article in articles.order_by("saved_at").only("headline", "state", "planned_for")[:100]
        ),
        *(
            Line(
                check.claim.statement,
                examine_url(check),
                verdict_badge(check.verdict),
                _("geprüft von %(who)s") % {"who": person(check.author)},
                _("Gegenlesen"),
            )
            for check in checks.order_by("created_at")[:100]
        ),
    ]
    return Queue(
        "awaiting",
        _("Warten auf Freigabe"),
        _("Nichts wartet auf eine zweite Person."),
        lines[:SHOWN],
        len(lines),
        list_url("factcheck", "?state__exact=submitted") if len(lines) > SHOWN else "",
    )


def _due(user):
    today = localdate(clock.now())
    claims = Claim.objects.due(today).with_status().order_by("due_on", "recheck_on")[:100]
    silent = Inquiry.objects.filter(answered_on=None, deadline__lte=today).select_related("claim")[:100]
    lines = [
        *(
            Line(claim.statement, change_url(claim), status_badge(claim), _due_words(claim), _("Prüfen"))
            for claim in claims
        ),
        *(
            Line(
                inquiry.claim.statement,
                change_url(inquiry.claim) + "#inquiries-group",
                badge("✉", _("Anfrage offen"), "unproven"),
                _("%(whom)s, Frist %(day)s") % {"whom": inquiry.addressee, "day": _day(inquiry.deadline)},
                _("Nachfassen"),
            )
            for inquiry in silent
        ),
    ]
    return Queue(
        "due",
        _("Fällig und überfällig"),
        _("Nichts ist fällig."),
        lines[:SHOWN],
        len(lines),
        list_url("claim", "?due=now"),
    )


def _lost():
    lost = Annotation.objects.lost().select_related("article", "claim").order_by("-article__saved_at", "start")
    return _queue(
        "lost",
        _("Verlorene Markierungen"),
        _("Jede Markierung steht an ihrem Platz."),
        lost[:100],
        lambda mark: Line(
            _("„%(words)s“") % {"words": nested(mark.exact)},
            annotate_url(mark.article),
            badge("!", _("verloren"), "refuted"),
            mark.article.headline,
            _("Neu setzen"),
        ),
        url=list_url("article", "?marks=lost"),
    )


def _live_and_open():
    live = (
        Revision.objects.live(clock.now())
        .annotate(open_claims=Count("claims", filter=Q(claims__verdict=None), distinct=True))
        .filter(open_claims__gt=0)
        .select_related("article")
        .defer("content", "annotations", "words")
        .order_by("-open_claims", "-live_from")
    )
    return _queue(
        "open",
        _("Live mit ungeprüften Behauptungen"),
        _("In allen veröffentlichten Artikeln ist jede Behauptung geprüft."),
        live[:100],
        lambda revision: Line(
            revision.article.headline,
            list_url("claim", f"?article={revision.article_id}"),
            badge("○", _("%(number)s ungeprüft") % {"number": revision.open_claims}, "unchecked"),
            "",
            _("Ansehen"),
        ),
        url=list_url("article", "?marks=open"),
    )


def _today():
    now = clock.now()
    today = localdate(now)
    planned = Article.objects.filter(Q(planned_for__date=today) | Q(embargo_until__date=today)).order_by("planned_for")
    scheduled = Revision.objects.scheduled(now).filter(live_from__date=today).select_related("article")
    lines = [
        *(
            Line(
                revision.article.headline,
                article_url("publish", revision.article),
                scheduled_badge(revision.live_from),
                _("erscheint um %(time)s") % {"time": date_format(localtime(revision.live_from), "TIME_FORMAT")},
                _("Ansehen"),
            )
            for revision in scheduled.defer("content", "annotations", "words").order_by("live_from")[:50]
        ),
        *(
            Line(article.headline, change_url(article), state_badge(article), _planned(article), _("Öffnen"))
            for article in planned[:50]
        ),
    ]
    return Queue("today", _("Heute"), _("Für heute ist nichts geplant."), lines[:SHOWN], len(lines))


def _bar():
    """Return one stretch for each status, in the scale's order, with its place on a bar of 100 units."""
    counts = dict(Claim.objects.order_by().values_list("verdict").annotate(number=Count("pk")))
    total = sum(counts.values())
    stretches = [
        (each.sign, each.label, each.colour, counts.get(each.pk, 0), each.pk) for each in Verdict.objects.all()
    ]
    stretches.append(("○", _("Ungeprüft"), "unchecked", counts.get(None, 0), None))
    bar, left = [], 0
    for sign, label, colour, number, pk in stretches:
        if not number:
            continue
        width = round(number * 100 / total, 3)
        url = list_url("claim", f"?verdict={pk or NO_VERDICT}")
        bar.append(
            {
                "sign": sign,
                "label": label,
                "colour": colour,
                "count": number,
                "x": f"{left:.3f}",
                "width": f"{width:.3f}",
                "url": url,
            }
        )
        left += width
    return {"stretches": bar, "total": total}


def _planned(article):
    if article.planned_for is None:
        return ""
    at = localtime(article.planned_for)
    day, time = date_format(at, "MONTH_DAY_FORMAT"), date_format(at, "TIME_FORMAT")
    return _("geplant für %(day)s, %(time)s") % {"day": day, "time": time}


def _due_words(claim):
    if claim.due_on:
        return _("fällig am %(day)s") % {"day": _day(claim.due_on)}
    if claim.recheck_on:
        return _("wieder prüfen seit %(day)s") % {"day": _day(claim.recheck_on)}
    return _("Wortlaut im Artikel geändert")


def _day(date):
    return date_format(date, "SHORT_DATE_FORMAT")
