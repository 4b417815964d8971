"""Look for every annotation in the text of its article, and say which ones an editor must look at."""

from collections import Counter

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.models import Article
from articles.workflow import anchoring
from articles.workflow.permissions import may


class Command(BaseCommand):
    help = "Look for all annotations, or those of some articles; exit 1 and name each that is lost."

    def add_arguments(self, parser):
        parser.add_argument("articles", nargs="*", metavar="ARTICLE_ID", type=int)
        parser.add_argument("--by", metavar="USERNAME", help="who does it; needed unless --dry-run")
        parser.add_argument("--dry-run", action="store_true", help="tell what would change, save nothing")

    def handle(self, *, articles, by, dry_run, **options):
        editor = None if dry_run else _editor(by)
        numbers, totals = _numbers(articles), Counter()
        for place, number in enumerate(numbers, start=1):
            article = Article.objects.get(pk=number)
            examination = anchoring.examine(article) if dry_run else anchoring.reanchor(article, by=editor)
            self.stdout.write(f"[{place}/{len(numbers)}] " + _line(article, examination))
            self._name(examination)
            totals += _counts(examination)
        self._tell_totals(totals, dry_run=dry_run)

    def _name(self, examination):
        lost = [mark for mark in examination.annotations if mark.is_lost]
        for state, marks in ((_("verschoben"), examination.moved), (_("verloren"), lost)):
            for mark in marks:
                self.stdout.write(f"  {state}, {mark.get_field_display()}: {mark}")

    def _tell_totals(self, totals, *, dry_run):
        said = _("Markierungen: %(marks)s, davon %(changed)s geändert, %(moved)s verschoben, %(lost)s verloren.")
        line = said % totals
        line += " " + _("Nichts gespeichert.") if dry_run else ""
        if totals["lost"]:
            raise CommandError(line)
        self.stdout.write(self.style.SUCCESS(line))


def _editor(username):
    if not username:
        raise CommandError(_("Nennen Sie mit --by, wer die Markierungen neu sucht, oder proben Sie mit --dry-run."))
    user = User.objects.filter(username=username).first()
    if not user or not may(user, "annotate"):
        raise CommandError(_("„%(name)s“ darf nicht markieren oder ist unbekannt.") % {"name": username})
    return user


def _numbers(wanted):
    """Return the articles to look through: the wanted ones, or all that have annotations."""
    if not wanted:
        marked = Article.objects.filter(annotations__isnull=False).order_by("pk").distinct()
        return list(marked.values_list("pk", flat=True))
    unknown = sorted(set(wanted).difference(Article.objects.filter(pk__in=wanted).values_list("pk", flat=True)))
    if unknown:
        raise CommandError(_("Diese Artikel gibt es nicht: %(numbers)s") % {"numbers": ", ".join(map(str, unknown))})
    return wanted


def _line(article, examination):
    words = _("Artikel %(number)s, %(headline)s: Markierungen %(marks)s, geändert %(changed)s")
    return words % {**_counts(examination), "number": article.pk, "headline": article}


def _counts(examination):
    return Counter(
        marks=len(examination.annotations),
        changed=len(examination.changed),
        moved=len(examination.moved),
        lost=sum(mark.is_lost for mark in examination.annotations),
    )
