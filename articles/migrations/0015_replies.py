"""Keep the replies of those an article concerns."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_dismissed_findings"),
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_whom", models.CharField(max_length=160, verbose_name="Gegendarstellung von")),
                (
                    "text",
                    models.TextField(
                        help_text="Wie eingegangen, ohne Einschub und ohne Kürzung.", verbose_name="Wortlaut"
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Beschränkt auf Tatsachen, etwa dass wir zum Abdruck verpflichtet sind, ob die Angaben stimmen oder nicht.",
                        verbose_name="Anmerkung der Redaktion",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="eingegangen am")),
                ("live_from", models.DateTimeField(verbose_name="online seit")),
                ("live_until", models.DateTimeField(blank=True, null=True, verbose_name="online bis")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="articles.article",
                        verbose_name="Artikel",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="articles.claim",
                        verbose_name="Behauptung",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_replies",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="veröffentlicht von",
                    ),
                ),
            ],
            options={
                "verbose_name": "Gegendarstellung",
                "verbose_name_plural": "Gegendarstellungen",
                "ordering": ["live_from", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("from_whom", ""), _negated=True)
                        ),
                        name="reply_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_until__isnull", True), ("live_until__gte", models.F("live_from")), _connector="OR"
                        ),
                        name="reply_ends_after_it_began",
                    ),
                ],
            },
        ),
    ]
