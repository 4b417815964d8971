"""Install the pages every site in Germany must have, empty: an administrator writes them."""

from django.db import migrations

KINDS = ["impressum", "datenschutz", "barrierefreiheit"]


def install(apps, schema_editor):
    page = apps.get_model("articles", "Page")
    for kind in KINDS:
        page.objects.get_or_create(kind=kind)


def remove(apps, schema_editor):
    apps.get_model("articles", "Page").objects.filter(kind__in=KINDS, body="").delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_scale")]

    operations = [migrations.RunPython(install, remove)]
