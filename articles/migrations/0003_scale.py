"""Install the shipped scale of verdicts; a house may reword it in the admin."""

from django.db import migrations

SCALE = [
    (
        "richtig", "Richtig", "True", "supported", 5,
        "Die Behauptung stimmt. Zwei voneinander unabhängige Quellen oder ein maßgebliches Dokument belegen sie; "
        "nichts Wesentliches fehlt.",
        "The claim is true. Two independent sources or one document of record support it; nothing essential is missing.",
    ),
    (
        "groesstenteils-richtig", "Größtenteils richtig", "Mostly true", "supported", 4,
        "Im Kern stimmt die Behauptung. Eine Einzelheit ist ungenau, ändert aber nichts an der Aussage.",
        "The core of the claim is true. A detail is imprecise, but does not change what it says.",
    ),
    (
        "teilweise-falsch", "Teilweise falsch", "Partly false", "mixed", 3,
        "Richtiges und Falsches stehen nebeneinander, und das Falsche wiegt für die Aussage spürbar.",
        "True and false parts stand side by side, and the false part matters to what is said.",
    ),
    (
        "groesstenteils-falsch", "Größtenteils falsch", "Mostly false", "refuted", 2,
        "Im Kern stimmt die Behauptung nicht. Sie enthält ein zutreffendes Detail, führt aber in die Irre.",
        "The core of the claim is not true. It contains an accurate detail, but misleads.",
    ),
    (
        "falsch", "Falsch", "False", "refuted", 1,
        "Die Behauptung stimmt nicht. Belege widersprechen ihr eindeutig.",
        "The claim is not true. Evidence plainly contradicts it.",
    ),
    (
        "unbelegt", "Unbelegt", "Unproven", "unproven", None,
        "Es gibt weder ausreichende Belege dafür noch dagegen. Unbelegt heißt nicht „halb wahr“, sondern: Wir wissen es nicht.",
        "There is not enough evidence for it, nor against it. Unproven does not mean half true; it means: we do not know.",
    ),
    (
        "fehlender-kontext", "Fehlender Kontext", "Missing context", "mixed", None,
        "Was gesagt wird, ist für sich genommen nicht falsch. Ohne eine verschwiegene Bedingung oder Vorgeschichte entsteht "
        "aber ein falscher Eindruck.",
        "What is said is not false in itself. But without an omitted condition or background it gives a wrong impression.",
    ),
    (
        "manipuliert", "Manipuliert", "Manipulated", "refuted", None,
        "Ein Bild, Ton, Film oder Dokument wurde verändert oder gestellt und als echt ausgegeben.",
        "A picture, sound, film or document was altered or staged and passed off as genuine.",
    ),
]  # fmt: skip


def install(apps, schema_editor):
    verdict = apps.get_model("articles", "Verdict")
    for position, (slug, label_de, label_en, leaning, value, definition_de, definition_en) in enumerate(
        SCALE
    ):
        verdict.objects.get_or_create(
            slug=slug,
            defaults={
                "label_de": label_de,
                "label_en": label_en,
                "leaning": leaning,
                "value": value,
                "definition_de": definition_de,
                "definition_en": definition_en,
                "position": position,
            },
        )


def remove(apps, schema_editor):
    apps.get_model("articles", "Verdict").objects.filter(
        slug__in=[entry[0] for entry in SCALE], claims__isnull=True, factchecks__isnull=True
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_roles")]

    operations = [migrations.RunPython(install, remove)]
