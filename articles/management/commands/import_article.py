"""Take articles in from files: each one whole or not at all."""

from pathlib import Path

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles import importers
from articles.admin.import_words import DROPS, PARTS, invalid, left_out, refusal_of, reminders
from articles.choices import Label, PictureOrigin
from articles.text.plain import plain
from articles.workflow import intake
from articles.workflow.permissions import may

CODES = {"label": Label, "picture_origin": PictureOrigin}


class Refused(Exception):
    """A file that does not become an article; its words say why and what to do."""


class Command(BaseCommand):
    help = "Import articles from plain text or Markdown files, each as a new draft."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--by", metavar="USERNAME", help="who imports; needed unless only one user may write")
        parser.add_argument("--dry-run", action="store_true", help="show the parts, save nothing")

    def handle(self, *, files, by, dry_run, **options):
        writer = None if dry_run else _writer(by)
        refused = 0
        for number, path in enumerate(files, start=1):
            self.stdout.write(f"[{number}/{len(files)}] {path}")
            try:
                draft = _read(path)
                self._show(draft) if dry_run else self._take_in(draft, writer)
            except Refused as refusal:
                refused += 1
                self.stderr.write(f"{path}: {refusal}")
        self._tell_totals(len(files) - refused, refused, dry_run=dry_run)

    def _take_in(self, draft, writer):
        try:
            article = intake.receive(draft, by=writer)
        except ValidationError as error:
            raise Refused(invalid(error)) from error
        self.stdout.write("  " + _("Artikel %(number)s: %(headline)s") % {"number": article.pk, "headline": article})
        self._hint(draft)
        for reminder in reminders(article, draft):
            self.stdout.write(f"  {reminder}")

    def _hint(self, draft):
        if draft.proposed:
            names = ", ".join(str(PARTS[name]) for name in draft.proposed)
            self.stdout.write("  " + _("Vorschlag, bitte prüfen: %(names)s") % {"names": names})
        if draft.dropped:
            self.stdout.write("  " + left_out(len(draft.dropped)))

    def _show(self, draft):
        for name, title in PARTS.items():
            if lines := _lines(draft, name):
                self.stdout.write(f"  {title}:")
                self.stdout.write("\n".join(f"    {line}" for line in lines))
        for dropped in draft.dropped:
            place = _("Zeile %(line)s") % {"line": dropped.line}
            self.stdout.write(f"  – {place}, {DROPS[dropped.reason]}: {dropped.text}")
        self._hint(draft)

    def _tell_totals(self, done, refused, *, dry_run):
        taken = _("gelesen, nichts gespeichert") if dry_run else _("importiert")
        totals = _("%(done)s %(taken)s, %(refused)s abgelehnt.") % {"done": done, "taken": taken, "refused": refused}
        if refused:
            raise CommandError(totals)
        self.stdout.write(totals)


def _writer(username):
    if username:
        user = User.objects.filter(username=username).first()
        if not user or not may(user, "write_article"):
            raise CommandError(_("„%(name)s“ darf keine Artikel schreiben oder ist unbekannt.") % {"name": username})
        return user
    writers = [user for user in User.objects.filter(is_active=True) if may(user, "write_article")]
    if len(writers) != 1:
        names = ", ".join(user.username for user in writers) or "–"
        raise CommandError(_("Nennen Sie mit --by, wer importiert. Schreiben dürfen: %(names)s") % {"names": names})
    return writers[0]


def _read(path):
    try:
        with path.open("rb") as file:
            # One byte more than allowed tells the importer all it needs to refuse a huge file.
            return importers.read(file.read(importers.LIMIT + 1), name=path.name)
    except importers.Unreadable as unreadable:
        if unreadable.code == "too_large":
            unreadable.detail = f"{path.stat().st_size / 1_000_000:.1f}".replace(".", ",")
        raise Refused(refusal_of(unreadable)) from unreadable
    except OSError as error:
        raise Refused(_unopened(error)) from error


def _unopened(error):
    if isinstance(error, FileNotFoundError):
        return _("Diese Datei gibt es nicht. Prüfen Sie den Pfad.")
    if isinstance(error, IsADirectoryError):
        return _("Das ist ein Ordner. Nennen Sie die Dateien darin.")
    return _("Die Datei lässt sich nicht öffnen: %(reason)s") % {"reason": error.strerror}


def _lines(draft, name):
    value = getattr(draft, name)
    if isinstance(value, list):
        return value
    if name in CODES:
        return [str(CODES[name](value).label)] if value else []
    return (plain(value) if name in {"body", "context"} else value).splitlines()
