"""Who has which article open: signs of life that windows send, and who is told of whom. Advice, never a lock."""

from contextlib import suppress
from datetime import timedelta

from django.db import IntegrityError, transaction

from articles.choices import PresenceScreen
from articles.models import Presence
from articles.models.presence import TIME_OUT
from articles.workflow import clock
from articles.workflow.permissions import require

ACTS = {PresenceScreen.FORM: "write_article", PresenceScreen.ANNOTATE: "annotate"}
WRITE_AGAIN_AFTER = timedelta(seconds=10)
KEPT_FOR = timedelta(hours=12)


def notice(article, *, screen, window, by):
    """Note that a window of `by` has the article open; writes at most every ten seconds."""
    require(by, ACTS[screen], article)
    now = clock.now()
    known = Presence.objects.filter(user=by, window=window).first()
    if known is None:
        _open(article, screen=screen, window=window, by=by, at=now)
    elif known.article_id != article.pk or known.screen != screen or now - known.seen_at >= WRITE_AGAIN_AFTER:
        came_back = now - known.seen_at >= TIME_OUT
        Presence.objects.filter(pk=known.pk).update(
            article=article, screen=screen, seen_at=now, opened_at=now if came_back else known.opened_at
        )


def leave(*, window, by):
    """Forget a window that was closed."""
    Presence.objects.filter(user=by, window=window).delete()


def others(article, *, window, by):
    """Return the other windows that have the article open now, longest first; other people before oneself."""
    here = Presence.objects.filter(article=article).here(clock.now()).exclude(user=by, window=window)
    return sorted(here.select_related("user"), key=lambda each: (each.user_id == by.pk, each.opened_at))


def remember(article, *, window, by, read_version, rows):
    """Note what an autosave of this window read and made, for the case that its answer is lost on the way."""
    notice(article, screen=PresenceScreen.FORM, window=window, by=by)
    Presence.objects.filter(user=by, window=window).update(
        read_version=read_version, saved_version=article.version, saved_rows=rows
    )


def unconfirmed(*, window, by, read_version):
    """Return the window's Presence when its last autosave read this very version, so that it was saved already."""
    mine = Presence.objects.filter(user=by, window=window).select_related("article")
    return mine.filter(read_version=read_version).first()


def _open(article, *, screen, window, by, at):
    Presence.objects.filter(seen_at__lt=at - KEPT_FOR).delete()
    # Two signs of life of one window at the same instant: one of them is enough.
    with suppress(IntegrityError), transaction.atomic():
        Presence.objects.create(user=by, article=article, window=window, screen=screen, opened_at=at, seen_at=at)
