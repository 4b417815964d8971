"""Put articles before readers: each act freezes the draft into a Revision and closes the one before."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.choices import ArticleState, RevisionKind, Verb
from articles.models import Article, Revision
from articles.workflow import amending, clock, gate, history
from articles.workflow.content import annotations_of, content_of, words_of
from articles.workflow.notes import tidy_words
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove, refuse_stale, step
from articles.workflow.turns import in_turn


@in_turn
def publish(article, *, by, note="", live_from=None, override="", read_version=None):
    """
    Publish the draft: now, or from `live_from` on. The first time, or as an update of what readers see.

    What the gate lists refuses it, unless `override` gives the written reason of somebody who may override.
    `read_version`, where given, is the draft's version that the publisher has read; another by now raises Stale.
    """
    require(by, "publish", article)
    now = clock.now()
    if live_from is not None and live_from < now:
        raise WrongMove(_("Dieser Zeitpunkt ist schon vorbei. Wählen Sie einen künftigen oder „sofort“."))
    stored = _lock(article, read_version)
    # What is only planned is called off by this publication, so it makes no update of it.
    is_update = stored.revisions.filter(live_from__lte=now).exclude(live_until=F("live_from")).exists()
    kind = RevisionKind.UPDATE if is_update else RevisionKind.FIRST
    verb = Verb.SCHEDULE if live_from else Verb.UPDATE if is_update else Verb.PUBLISH
    return _put_in_force(
        article, stored, kind=kind, verb=verb, by=by, note=tidy_words(note), live_from=live_from, override=override
    )


@in_turn
def correct(article, *, note, by, override="", read_version=None):
    """Publish the draft as a correction; readers are told what was wrong."""
    require(by, "correct", article)
    note = tidy_words(note)
    if not note:
        raise WrongMove(_("Eine Korrektur braucht einen Hinweis für Leser:innen: Was war falsch, was ist richtig?"))
    stored = _lock_live(article, read_version)
    if _live(stored).content == content_of(stored):
        raise WrongMove(
            _("Am Text hat sich nichts geändert, zu korrigieren ist also nichts. Berichtigen Sie erst den Entwurf.")
        )
    return _put_in_force(
        article,
        stored,
        kind=RevisionKind.CORRECTION,
        verb=Verb.CORRECT,
        by=by,
        note=note,
        override=override,
    )


@in_turn
def fix_typo(article, *, by, override="", read_version=None, is_confirmed=False):
    """
    Publish the draft without telling readers: for spelling alone, the date of change stays.

    Other numbers, names, negations, a changed picture or more than a few words are refused, unless the editor has
    confirmed that spelling is all it is; then the Decision says what was confirmed.
    """
    require(by, "correct", article)
    stored = _lock_live(article, read_version)
    doubts = [str(each) for each in amending.more_than_spelling(_live(stored).content, content_of(stored))]
    if doubts and not is_confirmed:
        refusal = _(
            "Das sieht nach mehr als einem Tippfehler aus. %(doubts)s Veröffentlichen Sie es als Korrektur oder "
            "Aktualisierung, oder bestätigen Sie, dass es nur um die Schreibweise geht."
        )
        raise WrongMove(refusal % {"doubts": " ".join(doubts)})
    told = {"confirmed": doubts} if doubts else {}
    return _put_in_force(article, stored, kind=RevisionKind.TYPO, verb=Verb.UPDATE, by=by, override=override, told=told)


@in_turn
def withdraw(article, *, note, by, read_version=None):
    """Take the article from readers; its address says so, and why."""
    require(by, "withdraw", article)
    note = tidy_words(note)
    if not note:
        raise WrongMove(_("Ein Rückzug braucht einen Hinweis für Leser:innen: Warum ist der Artikel nicht mehr da?"))
    stored = _lock_live(article, read_version)
    live = stored.revision_in_force(clock.now())
    step(stored, ArticleState.WITHDRAWN)
    tombstone = live.content | {
        "body": "",
        "context": "",
        "key_points": [],
        "teaser": "",
        "picture": None,
        "related": [],
    }
    revision = _write(
        stored, content=tombstone, annotations=[], section=live.section, topics=(), claims=(), words="",
        kind=RevisionKind.WITHDRAWAL, note=note, by=by, live_from=clock.now(),
    )  # fmt: skip
    _keep_state(article, stored)
    history.decide(Verb.WITHDRAW, stored, by=by, after=_told(revision), reason=note, version=stored.version)
    return revision


@in_turn
def unschedule(article, *, by, read_version=None):
    """Call off a publication that is yet to come; what readers see until then stays."""
    require(by, "publish", article)
    stored = _lock(article, read_version)
    planned = stored.revisions.scheduled(clock.now()).order_by("number").last()
    if planned is None:
        raise WrongMove(_("Für diesen Artikel ist nichts eingeplant."))
    stored.revisions.filter(pk=planned.pk).update(live_until=planned.live_from)
    before = stored.revisions.filter(live_until=planned.live_from).exclude(live_from=planned.live_from)
    before.update(live_until=None)
    in_force = stored.revision_in_force(clock.now())
    left = (
        ArticleState.DRAFT if in_force is None else ArticleState.WITHDRAWN if in_force.is_withdrawal else stored.state
    )
    if left != stored.state:
        step(stored, left)
        _keep_state(article, stored)
    history.decide(Verb.UNSCHEDULE, stored, by=by, after={"revision": planned.number}, version=stored.version)
    return planned


def preview(article, *, content=None, annotations=None):
    """Return what publishing now would write, unsaved: for the preview and for comparing."""
    now = clock.now()
    first = article.revisions.exclude(kind=RevisionKind.WITHDRAWAL).order_by("number").first() if article.pk else None
    return Revision(
        article=article,
        number=0,
        kind=RevisionKind.UPDATE if first else RevisionKind.FIRST,
        content=content or content_of(article),
        annotations=annotations_of(article) if annotations is None else annotations,
        section=article.section,
        live_from=now,
        first_published_at=first.first_published_at if first else now,
        changed_at=now if first else None,
    )


def has_unpublished_changes(article):
    """Whether the draft differs from what readers see, or will see."""
    latest = article.latest_revision
    if latest is None or latest.is_withdrawal:
        return latest is not None
    return latest.content != content_of(article) or latest.annotations != annotations_of(article)


def _put_in_force(article, stored, *, kind, verb, by, note="", live_from=None, override="", told=None):
    reason = _pass_gate(stored, by=by, override=override, live_from=live_from)
    step(stored, ArticleState.PUBLISHED)
    annotations = annotations_of(stored)
    content = content_of(stored)
    revision = _write(
        stored,
        content=content,
        annotations=annotations,
        section=stored.section,
        topics=list(stored.topics.all()),
        claims={annotation["claim"] for annotation in annotations},
        words=words_of(content),
        kind=kind,
        note=note,
        by=by,
        live_from=live_from or clock.now(),
    )
    _keep_state(article, stored)
    after = _told(revision) | (told or {})
    history.decide(verb, stored, by=by, after=after, reason=reason or note, version=stored.version)
    return revision


def _pass_gate(article, *, by, override, live_from):
    """Refuse what the gate lists; return the reason under which it was overridden, if it was."""
    standing = [
        obstacle
        for obstacle in gate.obstacles(article)
        if not (obstacle.code == "embargo" and live_from and article.embargo_until <= live_from)
    ]
    if not article.section_id:
        raise WrongMove(_("Ohne Ressort hat der Artikel keinen Platz auf der Seite. Wählen Sie eines aus."))
    if not standing:
        return ""
    sentences = " ".join(str(obstacle.sentence) for obstacle in standing)
    override = tidy_words(override)
    if not override:
        raise WrongMove(_("Noch nicht so weit: %(obstacles)s") % {"obstacles": sentences})
    require(by, "override_gate", article)
    history.decide(
        Verb.OVERRIDE,
        article,
        by=by,
        after={"obstacles": [item.code for item in standing], "sentences": [str(item.sentence) for item in standing]},
        reason=override,
    )
    return override


def _write(article, *, content, annotations, section, topics, claims, words, kind, note, by, live_from):
    """Close the revision before at `live_from` and append the new one; a pending plan is called off."""
    article.revisions.scheduled(clock.now()).update(live_until=F("live_from"))
    last = article.revisions.order_by("-number").first()
    earlier = article.revisions.exclude(live_until=F("live_from")).order_by("-number").first()
    first_published_at = earlier.first_published_at if earlier else live_from
    changed_at = live_from if earlier else None
    if kind == RevisionKind.TYPO:
        changed_at = earlier.changed_at
    revision = Revision(
        article=article,
        number=last.number + 1 if last else 1,
        kind=kind,
        note=note,
        content=content,
        annotations=annotations,
        published_by=by,
        live_from=live_from,
        first_published_at=first_published_at,
        changed_at=changed_at,
        section=section,
        words=words,
        previous=last.digest if last else "",
    )
    revision.digest = revision.expected_digest()
    if earlier:
        article.revisions.filter(pk=earlier.pk).update(live_until=live_from)
    revision.save(force_insert=True)
    revision.topics.set(topics)
    revision.claims.set(claims)
    return revision


def _told(revision):
    return {
        "revision": revision.number,
        "kind": revision.kind,
        "live_from": str(revision.live_from),
        "digest": revision.digest,
    }


def _lock(article, read_version=None):
    stored = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    refuse_stale(stored, read_version)
    return stored


def _lock_live(article, read_version=None):
    stored = _lock(article, read_version)
    if not stored.revisions.live(clock.now()).exists():
        raise WrongMove(_("Der Artikel ist nicht öffentlich; zu korrigieren oder zurückzuziehen gibt es nichts."))
    return stored


def _live(stored):
    return stored.revisions.live(clock.now()).get()


def _keep_state(article, stored):
    stored.version += 1
    stored.save(update_fields=["state", "version"])
    article.state, article.version = stored.state, stored.version
