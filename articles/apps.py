"""The one app of the newsroom."""

from django.apps import AppConfig
from django.contrib import admin
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Redaktion")

    def ready(self):
        from articles.admin.screens import furnish
        from articles.models import append_only

        furnish(admin.site)

        # SQLite drops a table's triggers whenever a migration rebuilds the table, so they are put back each time.
        post_migrate.connect(append_only.install_after_migrate, sender=self)
        checks.register(append_only.check_triggers, checks.Tags.database)
