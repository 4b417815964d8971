"""Install the four roles of a newsroom as groups."""

from django.db import migrations

ROLES = ["Reporter", "Fact-checker", "Editor", "Administrator"]


def install(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES, user__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_records"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(install, remove)]
