"""Let Decisions tell that two merged claims were parted again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_trigrams"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="verb",
            field=models.CharField(
                choices=[
                    ("create", "angelegt"),
                    ("save", "gespeichert"),
                    ("autosave", "automatisch gesichert"),
                    ("submit", "eingereicht"),
                    ("return", "zurückgegeben"),
                    ("publish", "veröffentlicht"),
                    ("schedule", "eingeplant"),
                    ("unschedule", "Einplanung aufgehoben"),
                    ("update", "aktualisiert"),
                    ("correct", "korrigiert"),
                    ("withdraw", "zurückgezogen"),
                    ("restore", "Fassung wiederhergestellt"),
                    ("override", "Sperre übergangen"),
                    ("annotate", "markiert"),
                    ("move", "Markierung verschoben"),
                    ("detach", "Markierung gelöst"),
                    ("confirm", "Markierung bestätigt"),
                    ("reanchor", "Markierungen neu gesucht"),
                    ("open", "Prüfung eröffnet"),
                    ("approve", "freigegeben"),
                    ("reopen", "Prüfung wieder aufgenommen"),
                    ("assign", "zugeteilt"),
                    ("ask", "Zweitmeinung erbeten"),
                    ("answer", "Zweitmeinung abgegeben"),
                    ("merge", "zusammengelegt"),
                    ("separate", "wieder getrennt"),
                    ("dismiss", "Fundstelle verworfen"),
                    ("ripple", "offener Punkt entstanden"),
                    ("settle", "offener Punkt erledigt"),
                    ("reply", "Gegendarstellung veröffentlicht"),
                    ("end_reply", "Gegendarstellung beendet"),
                    ("delete", "gelöscht"),
                ],
                max_length=12,
                verbose_name="Tat",
            ),
        ),
    ]
