"""Tell documents of record from other evidence, and evidence that is gone from what still stands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_former_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="is_record",
            field=models.BooleanField(
                default=False,
                help_text="Urteil, Gesetz, Register, Protokoll oder Messreihe im Original: trägt eine Bewertung allein.",
                verbose_name="Originaldokument",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="vanished_on",
            field=models.DateField(
                blank=True,
                help_text="Wenn die Fundstelle verschwunden ist oder etwas anderes sagt; die Behauptung wird dann fällig.",
                null=True,
                verbose_name="nicht mehr auffindbar seit",
            ),
        ),
    ]
