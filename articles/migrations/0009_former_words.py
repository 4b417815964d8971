"""Keep the words that a reworded annotation stood on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_merge_claims"),
    ]

    operations = [
        migrations.AddField(
            model_name="annotation",
            name="former_exact",
            field=models.TextField(blank=True, verbose_name="Wortlaut vor der Änderung"),
        ),
    ]
