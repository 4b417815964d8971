"""Keep what a ripple leaves to look at in live articles."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_second_opinions"),
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("verdict", "neue Bewertung"),
                            ("withdrawn", "Prüfung zurückgezogen"),
                            ("merged", "Behauptung zusammengelegt"),
                            ("grade", "Verlässlichkeit einer Quelle geändert"),
                            ("vanished", "Beleg nicht mehr auffindbar"),
                        ],
                        max_length=10,
                        verbose_name="Anlass",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Was geschehen ist")),
                ("raised_at", models.DateTimeField(verbose_name="entstanden am")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "offen"), ("done", "erledigt"), ("not_needed", "nicht nötig")],
                        default="open",
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="erledigt am")),
                ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_points",
                        to="articles.article",
                        verbose_name="Artikel",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="open_points",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="zuständig",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="open_points",
                        to="articles.claim",
                        verbose_name="Behauptung",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled_points",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="erledigt von",
                    ),
                ),
            ],
            options={
                "verbose_name": "offener Punkt",
                "verbose_name_plural": "offene Punkte",
                "ordering": ["raised_at", "pk"],
                "indexes": [models.Index(fields=["state", "assignee", "raised_at"], name="point_by_assignee")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cause__in", ["verdict", "withdrawn", "merged", "grade", "vanished"])),
                        name="point_cause_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "done", "not_needed"])), name="point_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="point_settled_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_needed"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="point_not_needed_has_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("article", "claim", "cause"),
                        name="point_open_once_a_cause",
                    ),
                ],
            },
        ),
    ]
