"""Let a check say why a verdict changes, and why it may stand without a second source."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_records_and_vanished_evidence"),
    ]

    operations = [
        migrations.AddField(
            model_name="factcheck",
            name="change_reason",
            field=models.TextField(
                blank=True,
                help_text="Pflicht, wenn schon eine andere Bewertung gilt. Leser:innen sehen diesen Satz in der Zeitleiste.",
                verbose_name="Warum sich die Bewertung ändert",
            ),
        ),
        migrations.AddField(
            model_name="factcheck",
            name="override_reason",
            field=models.TextField(
                blank=True,
                help_text="Nur Chef:innen vom Dienst dürfen die Zwei-Quellen-Regel übergehen, und nur mit Begründung.",
                verbose_name="Warum ohne zweite unabhängige Quelle",
            ),
        ),
    ]
