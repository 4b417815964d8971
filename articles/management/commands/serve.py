"""Bring the newsroom up in one process: database, demo newsroom, static files, server."""

import hashlib
import json
import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from articles.models import Article

# More than the largest picture with the longest text; what is larger is refused before it fills the disk.
MOST_BYTES_A_REQUEST = 64 * 1024 * 1024


class Command(BaseCommand):
    help = "Migrate if needed, seed an empty demo newsroom, collect static files if they changed, then serve."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--prepare-only", action="store_true", help="do everything but serve")

    def handle(self, *args, port, host, prepare_only, **options):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self.migrate()
        self.collect()
        if settings.DEMO and not Article.objects.exists():
            call_command("seed", stdout=self.stdout)
        self.greet(host, port)
        if not prepare_only:
            self.serve(host, port)

    def migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write(_("Die Datenbank wird eingerichtet …"))
            call_command("migrate", verbosity=0, interactive=False)

    def collect(self):
        """Collect static files unless none has changed; the stamp is written last, so a killed run heals."""
        stamp, wanted = settings.VAR_DIR / "static.stamp", self.static_state()
        if not stamp.exists() or stamp.read_text() != wanted:
            self.stdout.write(_("Stylesheets und Skripte werden bereitgestellt …"))
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            stamp.write_text(wanted)

    def static_state(self):
        folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
        files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
        listing = "\n".join(f"{path} {path.stat().st_mtime_ns}" for path in files)
        lock = settings.BASE_DIR / "requirements.txt"
        return hashlib.sha256(f"{listing}\n{lock.read_text() if lock.exists() else ''}".encode()).hexdigest()

    def greet(self, host, port):
        address = f"http://{host}:{port}/"
        self.stdout.write("")
        self.stdout.write(_("Für Leser:innen:  %(address)s") % {"address": address})
        self.stdout.write(_("Für die Redaktion: %(address)sadmin/") % {"address": address})
        logins = settings.VAR_DIR / "demo-logins.json"
        if settings.DEMO and logins.exists():
            self.stdout.write("")
            self.stdout.write(_("Anmeldungen der Demo-Redaktion (Name, Passwort, Rolle):"))
            for login in json.loads(logins.read_text()):
                self.stdout.write(f"  {login['username']:<12} {login['password']:<28} {login['role']}")
        self.stdout.write("")
        self.stdout.flush()

    def serve(self, host, port):
        import waitress

        from newsroom.wsgi import application

        self.stdout.write(_("Beenden mit Strg+C."))
        self.stdout.flush()
        waitress.serve(
            application, host=host, port=port, threads=8, ident=None, max_request_body_size=MOST_BYTES_A_REQUEST
        )
