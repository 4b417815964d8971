"""The desk's first page: what waits for whom, each line one click from the deed."""

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from articles.admin import check_words, handover, opinion_lines, points
from articles.admin.ages import claims_bar
from articles.admin.dues import due
from articles.admin.lines import Line, Queue, all_of, day, gather
from articles.admin.signs import (
    annotate_url,
    article_url,
    badge,
    change_url,
    check_badge,
    examine_url,
    list_url,
    person,
    said_badge,
    scheduled_badge,
    state_badge,
    verdict_badge,
)
from articles.choices import ArticleState, Attribution, FactCheckState, Role
from articles.models import Annotation, Article, Claim, FactCheck, Revision
from articles.text.nesting import nested
from articles.workflow import clock
from articles.workflow.opinions import reviewable_by
from articles.workflow.permissions import may, roles_of

UNFINISHED = [ArticleState.DRAFT, ArticleState.IN_REVIEW]
# What each role sees first; of several roles the first one counts.
ORDER = {
    Role.EDITOR: ["today", "awaiting", "points", "mine", "open", "due", "lost"],
    Role.FACT_CHECKER: ["awaiting", "mine", "due", "open", "points", "lost", "today"],
    Role.REPORTER: ["mine", "points", "lost", "due", "open", "today"],
    Role.ADMINISTRATOR: ["mine", "points", "today", "due", "open", "lost"],
}


def overview(user):
    """Return what the desk's template shows; the number of queries does not depend on how much waits."""
    roles = roles_of(user)
    order = next((order for role, order in ORDER.items() if role in roles), [])
    return {
        # What is empty asks for nothing: it stands below what does.
        "queues": sorted([QUEUES[name](user) for name in order], key=lambda queue: not queue.lines),
        "bar": claims_bar(),
        "handover": handover.summary(user),
        "may_write": may(user, "write_article"),
        "may_claim": may(user, "write_claim"),
    }


def _mine(user):
    articles = Article.objects.assigned_to(user).filter(state__in=UNFINISHED)
    checks = FactCheck.objects.filter(author=user, state__in=[FactCheckState.DRAFT, FactCheckState.RETURNED])
    claims = Claim.objects.standing_alone().filter(assignee=user, verdict=None, attribution=Attribution.OPEN)
    claims = claims.exclude(factchecks__in=FactCheck.objects.open())
    parts = [
        (opinion_lines.owed_by(user), lambda opinion: Line(**opinion_lines.facts(opinion))),
        (
            articles.only("headline", "state", "planned_for"),
            lambda article: Line(
                article.headline, change_url(article), state_badge(article), _planned(article), _("Weiterschreiben")
            ),
        ),
        (
            checks.select_related("claim"),
            lambda check: Line(
                check.claim.statement, examine_url(check), check_badge(check), check_words.due(check), _("Weiterprüfen")
            ),
        ),
        (
            claims.only("statement", "attribution", "due_on"),
            lambda claim: Line(
                claim.statement,
                change_url(claim),
                format_html("{} {}", _unchecked(), said_badge(claim)),
                _due_on(claim),
                _("Ansehen"),
            ),
        ),
    ]
    # Whoever checks sees checks first.
    checks_first = Role.FACT_CHECKER in roles_of(user) and Role.EDITOR not in roles_of(user)
    lines, count = gather(*([parts[0], *parts[2:], parts[1]] if checks_first else parts))
    more = (
        (_("Meine Artikel"), list_url("article", "?mine=me")),
        (_("Meine Prüfungen"), list_url("factcheck", "?whose=mine")),
        (_("Mir zugeteilte Behauptungen"), list_url("claim", "?due=mine")),
    )
    return Queue("mine", _("Meine Arbeit"), _("Ihnen ist gerade nichts zugeteilt."), lines, count, more)


def _awaiting(user):
    """What needs a second person: articles in review, for those who may take them off, and others' checks."""
    articles = Article.objects.in_review() if may(user, "review_article") else Article.objects.none()
    checks = reviewable_by(user).select_related("claim", "author", "verdict")
    lines, count = gather(
        (
            articles.order_by("saved_at").only("headline", "state", "planned_for"),
            lambda article: Line(
                article.headline, change_url(article), state_badge(article), _planned(article), _("Abnehmen")
            ),
        ),
        (
            checks.order_by("created_at"),
            lambda check: Line(
                check.claim.statement,
                examine_url(check),
                format_html("{} {}", verdict_badge(check.verdict), said_badge(check)),
                _("geprüft von %(who)s") % {"who": person(check.author)},
                _("Gegenlesen"),
            ),
        ),
    )
    more = ((_("Alle Prüfungen anderer, die warten"), list_url("factcheck", "?state__exact=submitted&whose=others")),)
    if may(user, "review_article"):
        more = ((_("Alle Artikel in der Abnahme"), list_url("article", "?state__exact=in_review")), *more)
    return Queue(
        "awaiting", _("Warten auf Freigabe"), _("Nichts wartet auf eine zweite Person."), lines, count, more
    )


def _lost(user):
    adrift = Annotation.objects.adrift().select_related("article", "claim")
    adrift = adrift.order_by("state", "-article__saved_at", "start", "pk")
    lines, count = gather((adrift, lambda mark: _mark(mark, user)))
    return Queue(
        "lost",
        _("Verlorene und verschobene Markierungen"),
        _("Jede Markierung steht an ihrem Platz."),
        lines,
        count,
        ((_("Alle Artikel mit solchen Markierungen"), list_url("article", "?marks=adrift")),),
    )


def _mark(mark, user):
    may_mend = may(user, "annotate", mark.article)
    deed = _("Neu setzen") if mark.is_lost else _("Bestätigen")
    return Line(
        _("„%(words)s“") % {"words": nested(mark.exact)},
        annotate_url(mark.article) if may_mend else change_url(mark.article),
        badge("!", _("verloren"), "refuted") if mark.is_lost else badge("↕", _("verschoben"), "unproven"),
        mark.article.headline,
        deed if may_mend else _("Ansehen"),
    )


def _live_and_open(user):
    live = Revision.objects.live(clock.now()).with_open_claims().select_related("article")
    lines, count = gather(
        (
            live.defer("content", "annotations", "words").order_by("-open_claims", "-live_from"),
            lambda revision: Line(
                revision.article.headline,
                list_url("claim", f"?article={revision.article_id}&verdict=none"),
                badge("○", _("%(number)s ungeprüft") % {"number": revision.open_claims}, "unchecked"),
                "",
                _("Prüfen") if may(user, "examine") else _("Ansehen"),
            ),
        )
    )
    return Queue(
        "open",
        _("Live mit ungeprüften Behauptungen"),
        _("In allen veröffentlichten Artikeln ist jede Behauptung geprüft."),
        lines,
        count,
        all_of(count, list_url("article", "?marks=open")),
    )


def _today(user):
    now = clock.now()
    today = localdate(now)
    scheduled = Revision.objects.scheduled(now).filter(live_from__date=today).select_related("article")
    planned = Article.objects.filter(Q(planned_for__date=today) | Q(embargo_until__date=today), state__in=UNFINISHED)
    planned = planned.exclude(pk__in=scheduled.values("article"))
    screen = "publish" if may(user, "publish") else "preview"
    lines, count = gather(
        (
            scheduled.defer("content", "annotations", "words").order_by("live_from"),
            lambda revision: Line(
                revision.article.headline,
                article_url(screen, revision.article),
                scheduled_badge(revision.live_from),
                _("erscheint um %(time)s") % {"time": date_format(localtime(revision.live_from), "TIME_FORMAT")},
                _("Ansehen"),
            ),
        ),
        (
            planned.order_by("planned_for", "embargo_until"),
            lambda article: Line(
                article.headline,
                change_url(article),
                state_badge(article),
                " · ".join(filter(None, [_planned(article), _embargo(article)])),
                _("Öffnen"),
            ),
        ),
    )
    more = ((_("Alle Artikel"), list_url("article")),)
    return Queue("today", _("Heute"), _("Für heute ist nichts geplant."), lines, count, more)


QUEUES = {
    "mine": _mine,
    "awaiting": _awaiting,
    "due": due,
    "lost": _lost,
    "points": points.queue,
    "open": _live_and_open,
    "today": _today,
}


def _unchecked():
    return badge("○", _("Ungeprüft"), "unchecked")


def _planned(article):
    if article.planned_for is None:
        return ""
    return _("geplant für %(day)s, %(time)s") % _moment(article.planned_for)


def _embargo(article):
    if article.embargo_until is None:
        return ""
    return _("Sperrfrist bis %(day)s, %(time)s") % _moment(article.embargo_until)


def _moment(at):
    local = localtime(at)
    return {"day": date_format(local, "MONTH_DAY_FORMAT"), "time": date_format(local, "TIME_FORMAT")}


def _due_on(claim):
    return _("fällig am %(day)s") % {"day": day(claim.due_on)} if claim.due_on else ""
