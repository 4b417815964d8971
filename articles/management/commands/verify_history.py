"""Prove that nobody changed the newsroom's history: recompute every digest of its two chains."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.choices import Verb
from articles.models import Decision, Reply, Revision
from articles.workflow.replying import text_digest


class Command(BaseCommand):
    help = "Recompute the digests of all decisions and revisions; exit 1 and name each that does not fit."

    def handle(self, *args, **options):
        broken = [*self.broken_decisions(), *self.broken_revisions(), *self.broken_replies()]
        for line in broken:
            self.stderr.write(self.style.ERROR(line))
        decisions, revisions = Decision.objects.count(), Revision.objects.count()
        last = Decision.objects.order_by("-number").first()
        self.stdout.write(
            _("%(decisions)s Entscheidungen und %(revisions)s Fassungen geprüft.")
            % {"decisions": decisions, "revisions": revisions}
        )
        if last:
            self.stdout.write(_("Letzte Prüfsumme: %(digest)s") % {"digest": last.digest})
        if broken:
            raise CommandError(
                ngettext("%(count)s Stelle passt nicht.", "%(count)s Stellen passen nicht.", len(broken))
                % {"count": len(broken)}
            )
        self.stdout.write(self.style.SUCCESS(_("Die Geschichte ist unverändert.")))

    def broken_decisions(self):
        number, digest = 0, ""
        for decision in Decision.objects.order_by("number").iterator():
            number += 1
            if decision.number != number:
                yield _("Entscheidung %(number)s fehlt.") % {"number": number}
                number = decision.number
            if decision.previous != digest or decision.digest != decision.expected_digest():
                yield _("Entscheidung %(number)s wurde verändert.") % {"number": decision.number}
            digest = decision.digest

    def broken_revisions(self):
        """Each revision's digest, its link to the one before, and that it ends where the next one begins."""
        previous, open_end = None, None
        revisions = Revision.objects.order_by("article_id", "number").prefetch_related("claims", "topics")
        for revision in revisions.iterator(chunk_size=200):
            is_first = previous is None or previous.article_id != revision.article_id
            if is_first:
                yield from self.wrong_end(open_end, None)
                open_end = None
            place = {"article": revision.article_id, "number": revision.number}
            if revision.number != (1 if is_first else previous.number + 1):
                yield _("Vor Fassung %(number)s von Artikel %(article)s fehlt eine.") % place
            if (
                revision.previous != ("" if is_first else previous.digest)
                or revision.digest != revision.expected_digest()
                or not self.is_listed_as_written(revision)
            ):
                yield _("Fassung %(number)s von Artikel %(article)s wurde verändert.") % place
            if revision.live_until != revision.live_from:  # else it was called off before it began
                yield from self.wrong_end(open_end, revision.live_from)
                open_end = revision
            previous = revision
        yield from self.wrong_end(open_end, None)

    def broken_replies(self):
        """Each reply as its Decision knows it, and none that has gone or come without one."""
        told = {
            decision.after["reply"]: decision.after["words"]
            for decision in Decision.objects.filter(verb=Verb.REPLY).iterator()
        }
        ended = {decision.after["reply"] for decision in Decision.objects.filter(verb=Verb.END_REPLY).iterator()}
        for reply in Reply.objects.iterator():
            is_as_written = told.pop(reply.pk, "") == text_digest(reply)
            if not is_as_written or (reply.live_until is not None) != (reply.pk in ended):
                yield _("Die Gegendarstellung %(number)s wurde verändert.") % {"number": reply.pk}
        for number in told:
            yield _("Die Gegendarstellung %(number)s fehlt.") % {"number": number}

    def is_listed_as_written(self, revision):
        """Return whether the claims and topics under which readers find the revision are those it was written with."""
        claims, topics = (
            {mark["claim"] for mark in revision.annotations},
            {each["id"] for each in revision.content["topics"]},
        )
        wanted = (set(), set()) if revision.is_withdrawal else (claims, topics)
        return wanted == ({each.pk for each in revision.claims.all()}, {each.pk for each in revision.topics.all()})

    def wrong_end(self, revision, end):
        if revision is not None and revision.live_until != end:
            yield _("Das Ende von Fassung %(number)s von Artikel %(article)s wurde verändert.") % {
                "article": revision.article_id,
                "number": revision.number,
            }
