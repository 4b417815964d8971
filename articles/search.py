"""
Find the articles, claims and sources a reader may see, with all that their pages show.

Given a moment `at`, what was to be seen then: but never what has been withdrawn since, nor a claim that no article
carries any more. What is loaded for a moment still has to be rewound (formats/bygone.py).
"""

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.choices import Leaning, RevisionKind, SourceKind
from articles.formats import bygone
from articles.models import Claim, Evidence, FactCheck, Inquiry, Reply, Revision, Section, Source, Verdict

QUERY_LIMIT = 200


def live(at=None):
    return Revision.objects.live(at) if at is None else Revision.objects.live(at).unwithdrawn(timezone.now())


def public(at=None):
    if at is None:
        return Claim.objects.public()
    # A claim that is public no longer may be under revision in the house: its words today are not for readers.
    today = Claim.objects.all() if at > timezone.now() else Claim.objects.public()
    return today.among(live(at))


def revision_at(article, at):
    """Return the article's revision in force at `at` or, if it has been withdrawn since, its tombstone."""
    revision = Revision.objects.in_force(at).filter(article=article).select_related("section").first()
    if revision is None or revision.is_withdrawal:
        return revision
    tombstones = Revision.objects.withdrawals(timezone.now()).filter(article=article, live_from__gt=revision.live_from)
    return tombstones.select_related("section").order_by("live_from").first() or revision


def readable(at=None):
    """Return the claims that a page may name: all of them today, of another moment those that still are public."""
    if at is None:
        return Claim.objects.all()
    shown = public(at).values("pk")
    return Claim.objects.filter(Q(pk__in=shown) | Q(merged_into__in=shown))


def standing(claims, at=None):
    """Load what readers see of a claim's standing, in one further query, without the checkers' own words."""
    return claims.select_related("verdict", "claimant__part_of").prefetch_related(
        Prefetch("factchecks", _checks_in_short(at))
    )


def with_heirs(claims, at=None):
    """Load with a claim that was merged the standing of the one that has taken it in; more queries only if any was."""
    heirs = ["merged_into__verdict", "merged_into__claimant__part_of"]
    return claims.select_related(*heirs).prefetch_related(Prefetch("merged_into__factchecks", _checks_in_short(at)))


def _checks(at):
    return bygone.checks_by(at) if at else FactCheck.objects.all()


def _checks_in_short(at):
    return _checks(at).defer("rationale", "review_note")


def sections(at=None):
    """Return the sections that have something to read."""
    return Section.objects.filter(Exists(live(at).filter(section=OuterRef("pk"))))


def articles(at=None):
    """Return the live revisions, newest first, with the standing of their claims."""
    return (
        live(at)
        .newest_first()
        .defer("words")
        .select_related("section")
        .prefetch_related(Prefetch("claims", with_heirs(standing(readable(at), at), at)))
    )


def claims(at=None):
    """Return the public claims with their standing, those that changed last first."""
    since = _since(at) if at else F("status_since")
    return standing(public(at), at).order_by(since.desc(nulls_last=True), "-pk")


def _since(at):
    """Return since when a claim's standing at `at` was what it was."""
    checks = FactCheck.objects.filter(claim=OuterRef("pk"))
    in_force = checks.in_force(at).values("in_force_from")[:1]
    ended = checks.filter(in_force_until__lte=at).order_by("-in_force_until").values("in_force_until")[:1]
    return Coalesce(Subquery(in_force), Subquery(ended))


def judged(claims, verdicts, at=None):
    """Narrow claims to those whose verdict, in force now or at `at`, is one of these."""
    if at is None:
        return claims.filter(verdict__in=verdicts)
    return claims.filter(Exists(FactCheck.objects.in_force(at).filter(claim=OuterRef("pk"), verdict__in=verdicts)))


def unjudged(claims, at=None):
    if at is None:
        return claims.unchecked()
    return claims.exclude(
        Exists(FactCheck.objects.in_force(at).filter(claim=OuterRef("pk"), verdict__isnull=False))
    )


def freshly_checked(at=None):
    return judged(claims(at), Verdict.objects.exclude(leaning=Leaning.UNPROVEN), at)


def still_unproven(at=None):
    return judged(claims(at), Verdict.objects.filter(leaning=Leaning.UNPROVEN), at)


def with_evidence(claims, at=None):
    return claims.prefetch_related(Prefetch("evidence", _evidence(at)))


def _evidence(at):
    known = bygone.evidence_by(at) if at else Evidence.objects.all()
    return known.select_related("source__part_of")


def claims_in(revision, at=None):
    """Return the claims that a revision marks, public or about to be; what was merged brings its heir along."""
    marked = {annotation["claim"] for annotation in revision.annotations}
    claims = with_evidence(with_heirs(standing(readable(at).filter(pk__in=marked), at), at), at)
    return claims.prefetch_related(Prefetch("merged_into__evidence", _evidence(at)))


def claim_file(at=None):
    """Return the public claims with all that the page of one shows."""
    shown = bygone.inquiries_by(at) if at else Inquiry.objects.filter(public=True)
    checks = _checks(at) if at else bygone.with_first_claim(_checks(at))
    checks = checks.select_related("verdict", "author", "reviewer")
    taken_in = Exists(Claim.objects.filter(merged_into=OuterRef("pk")))
    claims = public(at).select_related("verdict", "claimant__part_of").annotate(has_taken_in=taken_in)
    return with_evidence(claims, at).prefetch_related(
        Prefetch("factchecks", checks), Prefetch("inquiries", shown), "topics"
    )


def heir_of(pk, at=None):
    """Return the public claim, if any, that has taken in the one of this number."""
    return Claim.objects.public(at).filter(merged=pk)


def articles_with(claim, at=None):
    carried = Revision.claims.through.objects.filter(claim__in=claim.numbers)
    return live(at).newest_first().defer("words").filter(pk__in=carried.values("revision"))


def related_to(revision, at=None):
    """Return the live revisions of the articles that an editor put beside this one, in the editor's order."""
    wanted = revision.content["related"]
    found = live(at).defer("words").filter(article__in=wanted)
    return sorted(found, key=lambda related: wanted.index(related.article_id))


def amendments(revision, at=None):
    """Return the corrections of an article and those updates that readers were told of, newest first."""
    told = Q(kind=RevisionKind.CORRECTION) | Q(kind=RevisionKind.UPDATE) & ~Q(note="")
    of_article = Revision.objects.filter(told, article=revision.article_id, live_from__lte=at or revision.live_from)
    return of_article.exclude(live_until=F("live_from")).defer("words").order_by("-live_from")


def replies_to(article_id, at=None):
    """Return the replies that readers find at an article, oldest first."""
    return Reply.objects.live(at).filter(article=article_id).select_related("claim__merged_into")


def replies_about(claim, at=None):
    """Return the replies to a claim, or to one that was merged into it, at articles that are live."""
    carried = live(at).filter(article=OuterRef("article"))
    return Reply.objects.live(at).filter(Exists(carried), claim__in=claim.numbers)


def sources(at=None):
    """Return the sources that readers meet in a public claim: who makes it, for whom, who bears witness."""
    shown = public(at)
    own = Q(claimant=OuterRef("pk")) | Q(claimant__part_of=OuterRef("pk"))
    witness = Evidence.objects.filter(claim__in=shown.values("pk"))
    return Source.objects.filter(
        Exists(shown.filter(own))
        | Exists(witness.filter(Q(source=OuterRef("pk")) | Q(source__part_of=OuterRef("pk"))))
    )


def by_public_name(sources):
    """Sort sources by what readers call them: an anonymous one's place must not tell where its name belongs."""
    shown = Case(When(kind=SourceKind.ANONYMOUS, then="role"), default="name")
    return sources.order_by(shown, "pk")


def claims_by(source, at=None):
    """Return the public claims that a source makes, itself or through those who speak for it."""
    return claims(at).filter(Q(claimant=source) | Q(claimant__part_of=source))


def claims_witnessed_by(source, at=None):
    return claims(at).filter(Exists(Evidence.objects.filter(claim=OuterRef("pk"), source=source)))


def articles_matching(text, at=None):
    return articles(at).filter(every_word(text, "words"))


def claims_matching(text, at=None):
    return claims(at).filter(every_word(text, "statement"))


def every_word(text, field):
    """Return the condition that the field holds every word, however it is written.

    SQLite ignores the case of ASCII letters alone, so „über“ is looked for as „Über“, too.
    """
    condition = Q()
    for word in dict.fromkeys(text[:QUERY_LIMIT].split()):
        spellings = {word, word.lower(), word.capitalize(), word.upper()}
        anyhow = Q()
        for spelling in sorted(spellings):
            anyhow |= Q(**{f"{field}__icontains": spelling})
        condition &= anyhow
    return condition
