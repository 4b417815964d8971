"""Find the articles, claims and sources a reader may see, with all that their pages show."""

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, When

from articles.choices import Leaning, RevisionKind, SourceKind
from articles.models import Claim, Evidence, FactCheck, Inquiry, Reply, Revision, Section, Source

QUERY_LIMIT = 200


def standing(claims):
    """Load what readers see of a claim's standing, in one further query, without the checkers' own words."""
    checks = FactCheck.objects.defer("rationale", "review_note")
    return claims.select_related("verdict", "claimant__part_of").prefetch_related(Prefetch("factchecks", checks))


def with_heirs(claims):
    """Load with a claim that was merged the standing of the one that has taken it in; more queries only if any was."""
    heirs = ["merged_into__verdict", "merged_into__claimant__part_of"]
    checks = FactCheck.objects.defer("rationale", "review_note")
    return claims.select_related(*heirs).prefetch_related(Prefetch("merged_into__factchecks", checks))


def sections(at=None):
    """Return the sections that have something to read."""
    return Section.objects.filter(Exists(Revision.objects.live(at).filter(section=OuterRef("pk"))))


def articles(at=None):
    """Return the live revisions, newest first, with the standing of their claims."""
    return (
        Revision.objects.live(at)
        .newest_first()
        .defer("words")
        .select_related("section")
        .prefetch_related(Prefetch("claims", with_heirs(standing(Claim.objects.all()))))
    )


def claims(at=None):
    """Return the public claims with their standing, those that changed last first."""
    return standing(Claim.objects.public(at)).order_by(F("status_since").desc(nulls_last=True), "-pk")


def freshly_checked(at=None):
    return claims(at).filter(verdict__isnull=False).exclude(verdict__leaning=Leaning.UNPROVEN)


def still_unproven(at=None):
    return claims(at).filter(verdict__leaning=Leaning.UNPROVEN)


def with_evidence(claims):
    sources = Evidence.objects.select_related("source__part_of")
    return claims.prefetch_related(Prefetch("evidence", sources))


def claims_in(revision):
    """Return the claims that a revision marks, public or about to be; what was merged brings its heir along."""
    marked = {annotation["claim"] for annotation in revision.annotations}
    claims = with_evidence(with_heirs(standing(Claim.objects.filter(pk__in=marked))))
    of_heirs = Evidence.objects.select_related("source__part_of")
    return claims.prefetch_related(Prefetch("merged_into__evidence", of_heirs))


def claim_file(at=None):
    """Return the public claims with all that the page of one shows."""
    shown = Inquiry.objects.filter(public=True)
    checks = FactCheck.objects.select_related("verdict", "author", "reviewer")
    taken_in = Exists(Claim.objects.filter(merged_into=OuterRef("pk")))
    claims = Claim.objects.public(at).select_related("verdict", "claimant__part_of").annotate(has_taken_in=taken_in)
    return with_evidence(claims).prefetch_related(
        Prefetch("factchecks", checks), Prefetch("inquiries", shown), "topics"
    )


def heir_of(pk, at=None):
    """Return the public claim, if any, that has taken in the one of this number."""
    return Claim.objects.public(at).filter(merged=pk)


def articles_with(claim, at=None):
    carried = Revision.claims.through.objects.filter(claim__in=claim.numbers)
    return Revision.objects.live(at).newest_first().defer("words").filter(pk__in=carried.values("revision"))


def related_to(revision, at=None):
    """Return the live revisions of the articles that an editor put beside this one, in the editor's order."""
    wanted = revision.content["related"]
    found = Revision.objects.live(at).defer("words").filter(article__in=wanted)
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
    merged = Q(claim=claim) | Q(claim__merged_into=claim) | Q(claim__merged_into__merged_into=claim)
    live = Revision.objects.live(at).filter(article=OuterRef("article"))
    return Reply.objects.live(at).filter(merged, Exists(live))


def sources(at=None):
    """Return the sources that readers meet in a public claim: who makes it, for whom, who bears witness."""
    public = Claim.objects.public(at)
    own = Q(claimant=OuterRef("pk")) | Q(claimant__part_of=OuterRef("pk"))
    witness = Evidence.objects.filter(claim__in=public.values("pk"))
    return Source.objects.filter(
        Exists(public.filter(own))
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
