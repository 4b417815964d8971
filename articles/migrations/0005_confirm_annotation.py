"""Let Decisions say that an annotation was confirmed, or that all of an article's were looked for anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_pages")]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="verb",
            field=models.CharField(
                choices=[
                    ("create", "angelegt"),
                    ("save", "gespeichert"),
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
                    ("delete", "gelöscht"),
                ],
                max_length=12,
                verbose_name="Tat",
            ),
        ),
    ]
