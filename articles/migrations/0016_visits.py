"""Keep up to where each of the staff has read the history."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_replies"),
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_up_to", models.PositiveBigIntegerField(default=0, verbose_name="gelesen bis Entscheidung")),
                ("read_at", models.DateTimeField(verbose_name="gelesen am")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visit",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wer",
                    ),
                ),
            ],
            options={
                "verbose_name": "Besuch",
                "verbose_name_plural": "Besuche",
            },
        ),
    ]
