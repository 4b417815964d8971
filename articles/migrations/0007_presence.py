"""Note which windows have an article open."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_autosave_verb"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("window", models.CharField(max_length=32, verbose_name="Fenster")),
                (
                    "screen",
                    models.CharField(
                        choices=[("form", "Formular"), ("annotate", "Markieren")],
                        default="form",
                        max_length=8,
                        verbose_name="Bildschirm",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="geöffnet um")),
                ("seen_at", models.DateTimeField(verbose_name="zuletzt gesehen um")),
                ("read_version", models.PositiveIntegerField(null=True, verbose_name="gelesene Schreibmarke")),
                ("saved_version", models.PositiveIntegerField(null=True, verbose_name="gesicherte Schreibmarke")),
                ("saved_rows", models.JSONField(default=dict, verbose_name="angelegte Zeilen")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="articles.article",
                        verbose_name="Artikel",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wer",
                    ),
                ),
            ],
            options={
                "verbose_name": "Anwesenheit",
                "verbose_name_plural": "Anwesenheiten",
                "indexes": [models.Index(fields=["article", "-seen_at"], name="presence_of_article")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "window"), name="presence_once_a_window"),
                    models.CheckConstraint(
                        condition=models.Q(("screen__in", ["form", "annotate"])), name="presence_screen_known"
                    ),
                ],
            },
        ),
    ]
