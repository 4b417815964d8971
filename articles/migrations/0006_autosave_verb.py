"""Let Decisions say that a draft was saved while it was being written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_confirm_annotation")]

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
                    ("delete", "gelöscht"),
                ],
                max_length=12,
                verbose_name="Tat",
            ),
        ),
    ]
