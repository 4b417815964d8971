"""Keep the findings that somebody dismissed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_open_points"),
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("headline", "Überschrift"),
                            ("teaser", "Teaser"),
                            ("key_points", "Kernpunkte"),
                            ("body", "Text"),
                            ("context", "Warum das wichtig ist"),
                        ],
                        max_length=12,
                        verbose_name="Feld",
                    ),
                ),
                ("detector", models.CharField(max_length=20, verbose_name="gefunden von")),
                ("exact", models.TextField(verbose_name="Wortlaut")),
                ("dismissed_at", models.DateTimeField(verbose_name="verworfen am")),
                ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="articles.article",
                        verbose_name="Artikel",
                    ),
                ),
                (
                    "dismissed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verworfen von",
                    ),
                ),
            ],
            options={
                "verbose_name": "verworfene Fundstelle",
                "verbose_name_plural": "verworfene Fundstellen",
                "ordering": ["dismissed_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("field__in", ["headline", "teaser", "key_points", "body", "context"])),
                        name="finding_field_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("exact", ""), _negated=True), name="finding_exact_not_empty"
                    ),
                ],
            },
        ),
    ]
