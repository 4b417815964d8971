"""The right of reply: printed as it came, tied to a claim of an article, and there for as long as the claim is."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.choices import Verb
from articles.models import Article, Claim, Decision, Reply
from articles.models.decision import fingerprint
from articles.text.plain import plain_line
from articles.workflow import clock, history
from articles.workflow.notes import tidy_words
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove
from articles.workflow.turns import in_turn

NAME_LIMIT = 160


@in_turn
def publish_reply(article, *, claim, text, from_whom, received_on, by, note=""):
    """Print a reply at the claim of a live article. From then on nobody can change or remove it; see end_reply."""
    require(by, "publish_reply", article)
    stored = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    text, from_whom, note = tidy_words(text), plain_line(from_whom), tidy_words(note)
    _refuse_what_is_missing(text, from_whom, received_on)
    if not carries(stored, claim):
        raise WrongMove(
            _("Die öffentliche Fassung trägt diese Behauptung nicht. Eine Gegendarstellung gehört an die Behauptung.")
        )
    reply = Reply(
        article=stored,
        claim=claim,
        from_whom=from_whom,
        text=text,
        note=note,
        received_on=received_on,
        published_by=by,
        live_from=clock.now(),
    )
    if stored.replies.live(clock.now()).filter(claim=claim, from_whom=from_whom, text=text).exists():
        raise WrongMove(_("Genau diese Gegendarstellung steht schon am Artikel."))
    reply.save(force_insert=True)
    about = {"reply": reply.pk, "from_whom": from_whom, "statement": claim.statement, "words": text_digest(reply)}
    history.decide(Verb.REPLY, stored, by=by, after=about)
    return reply


@in_turn
def end_reply(reply, *, reason, by):
    """Take a reply from readers, which only works once the live article no longer carries its claim."""
    require(by, "end_reply", reply.article)
    reason = tidy_words(reason)
    if not reason:
        raise WrongMove(_("Schreiben Sie, warum die Gegendarstellung enden darf; der Grund steht im Verlauf."))
    stored = Article.objects.select_for_update(of=("self",)).get(pk=reply.article_id)
    reply.refresh_from_db()
    if reply.live_until is not None:
        raise WrongMove(_("Diese Gegendarstellung ist schon beendet."))
    if carries(stored, reply.claim) or _carries_unnamed(stored, reply.claim):
        raise WrongMove(
            _(
                "Solange die Behauptung im veröffentlichten Artikel steht, bleibt die Gegendarstellung. Lösen Sie erst "
                "die Markierung, ändern Sie den Satz und veröffentlichen Sie den Artikel."
            )
        )
    Reply.objects.filter(pk=reply.pk).update(live_until=clock.now())
    reply.refresh_from_db()
    about = {"reply": reply.pk, "from_whom": reply.from_whom, "words": text_digest(reply)}
    history.decide(Verb.END_REPLY, stored, by=by, after=about, reason=reason)
    return reply


def carries(article, claim):
    """Whether what readers see now, or will see of what is planned, marks the claim or what it was merged into."""
    now = clock.now()
    shown = [*article.revisions.live(now), *article.revisions.scheduled(now)]
    marked = {mark["claim"] for revision in shown for mark in revision.annotations}
    return not claim.heir.numbers.isdisjoint(marked)


def _carries_unnamed(article, claim):
    """Whether what readers see marks the claim under the name of one that had taken it in when that was published."""
    acts = Decision.objects.about(claim)
    parted = acts.filter(verb=Verb.SEPARATE).last()
    if parted is None:
        return False
    taken_in = {each.after["moved"]["into"] for each in acts.filter(verb=Verb.MERGE)} - {claim.pk}
    heirs = {each.heir for each in Claim.objects.filter(pk__in=taken_in)}
    shown = article.revisions.live(clock.now()).filter(live_from__lte=parted.at)
    marked = {mark["claim"] for revision in shown for mark in revision.annotations}
    return claim.pk not in marked and any(each.heir in heirs for each in Claim.objects.filter(pk__in=marked))


def carried_claims(article):
    """Return the claims that the live revision marks, in the order of their numbers: where a reply can stand."""
    live = article.revisions.live(clock.now()).first()
    marked = {mark["claim"] for mark in live.annotations} if live else set()
    return Claim.objects.filter(pk__in=marked).order_by("pk")


def text_digest(reply):
    """Return the SHA-256 over all that readers see of a reply, as its Decision keeps it."""
    return fingerprint(
        {
            "article": reply.article_id,
            "claim": reply.claim_id,
            "from_whom": reply.from_whom,
            "text": reply.text,
            "note": reply.note,
            "received_on": str(reply.received_on),
        }
    )


def _refuse_what_is_missing(text, from_whom, received_on):
    if not from_whom:
        raise WrongMove(_("Nennen Sie, von wem die Gegendarstellung ist."))
    if len(from_whom) > NAME_LIMIT:
        raise WrongMove(_("Der Name ist zu lang; möglich sind 160 Zeichen."))
    if not text:
        raise WrongMove(_("Der Wortlaut der Gegendarstellung fehlt."))
    if received_on is None or received_on > timezone.localdate(clock.now()):
        raise WrongMove(
            _("Nennen Sie den Tag, an dem die Gegendarstellung eingegangen ist; er liegt nicht in der Zukunft.")
        )
