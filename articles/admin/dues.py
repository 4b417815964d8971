"""What is due at the desk: each claim once, with every reason in words, the most pressing first."""

from django.db.models import Prefetch
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin import opinion_lines
from articles.admin.lines import Line, Queue, all_of, day, gather
from articles.admin.signs import answers_badges, change_url, check_url, examine_url, list_url
from articles.choices import FactCheckState
from articles.models import Annotation, Claim, dueness
from articles.workflow import clock
from articles.workflow.permissions import may


def due(user):
    now = clock.now()
    today = localdate(now)
    claims = with_reasons(Claim.objects.due(today).most_pressing_first(today, now).with_status(), today)
    owed = set(opinion_lines.owed_by(user).values_list("factcheck_id", flat=True))
    lines, count = gather((claims, lambda claim: _line(claim, user, today, owed)))
    return Queue(
        "due",
        _("Fällig und überfällig"),
        _("Nichts ist fällig."),
        lines,
        count,
        all_of(count, list_url("claim", "?due=now")),
    )


def with_reasons(claims, today):
    """Load what the reasons name, in a fixed number of queries."""
    return claims.prefetch_related(
        Prefetch("evidence", dueness.vanished_evidence(today).select_related("source"), to_attr="vanished"),
        Prefetch("inquiries", dueness.unanswered_inquiries(today), to_attr="unanswered"),
        Prefetch("annotations", Annotation.objects.reworded().select_related("article"), to_attr="reworded"),
    )


def reasons(claim, today):
    """Return in words why a claim is due; for claims that with_reasons has loaded."""
    told = []
    if claim.due_on and claim.due_on <= today:
        told.append(_("Prüfung fällig am %(day)s") % {"day": day(claim.due_on)})
    if claim.recheck_on and claim.recheck_on <= today:
        told.append(_("wieder zu prüfen seit %(day)s") % {"day": day(claim.recheck_on)})
    if claim.is_checked:
        headlines = dict.fromkeys(mark.article.headline for mark in claim.reworded)
        told += [_("Wortlaut geändert in „%(article)s“") % {"article": headline} for headline in headlines]
    for evidence in claim.vanished:
        told.append(
            _("Beleg nicht mehr auffindbar seit %(day)s: %(source)s")
            % {"day": day(evidence.vanished_on), "source": evidence.source}
        )
    return told + [_asked(inquiry, today) for inquiry in claim.unanswered]


def _asked(inquiry, today):
    words = {"whom": inquiry.addressee, "day": day(inquiry.deadline)}
    if inquiry.deadline == today:
        return _("Anfrage ohne Antwort: %(whom)s, Frist endet heute") % words
    return _("Anfrage ohne Antwort: %(whom)s, Frist abgelaufen am %(day)s") % words


def _line(claim, user, today, owed):
    told = reasons(claim, today)
    url, act = _deed(claim, user, owed, is_silence=len(told) == len(claim.unanswered))
    return Line(claim.statement, url, answers_badges(claim), " · ".join([*_pressing(claim, today), *told]), act)


def _pressing(claim, today):
    if claim.pressing:
        yield _("steht in einem öffentlichen Artikel")
    days = (today - claim.due_since).days
    if days > 0:
        yield ngettext("seit einem Tag überfällig", "seit %(number)s Tagen überfällig", days) % {"number": days}


def _deed(claim, user, owed, *, is_silence):
    running = claim.open_factcheck
    if running and running.pk in owed:
        return check_url("opinion", running), _("Zweitmeinung geben")
    if running:
        # Who may read it as a second person finds it among what waits for them.
        is_own = running.author_id == user.pk and running.state != FactCheckState.SUBMITTED
        return examine_url(running), _("Weiterprüfen") if is_own else _("Ansehen")
    if is_silence and may(user, "write_claim"):
        return change_url(claim) + "#inquiries-group", _("Nachfassen")
    return change_url(claim), _("Prüfen") if may(user, "examine") else _("Ansehen")
