"""Keep second opinions on a check."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_reasons_of_checks"),
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke")),
                ("asked_at", models.DateTimeField(verbose_name="erbeten am")),
                ("question", models.TextField(blank=True, verbose_name="Worum es geht")),
                (
                    "attribution",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("relayed", "durch andere wiedergegeben"),
                            ("documented", "belegt"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="Haben sie es gesagt?",
                    ),
                ),
                ("rationale", models.TextField(blank=True, verbose_name="Begründung")),
                ("given_at", models.DateTimeField(blank=True, null=True, verbose_name="abgegeben am")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_opinions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="erbeten von",
                    ),
                ),
                (
                    "checker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gefragt",
                    ),
                ),
                (
                    "factcheck",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="articles.factcheck",
                        verbose_name="Faktencheck",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="articles.verdict",
                        verbose_name="Stimmt es?",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zweitmeinung",
                "verbose_name_plural": "Zweitmeinungen",
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("attribution__in", ["open", "relayed", "documented"])),
                        name="opinion_attribution_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_at__isnull", True), models.Q(("rationale", ""), _negated=True), _connector="OR"
                        ),
                        name="opinion_given_with_rationale",
                    ),
                    models.UniqueConstraint(fields=("factcheck", "checker"), name="opinion_once_a_checker"),
                ],
            },
        ),
    ]
