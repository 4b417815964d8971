"""Every record of the newsroom, with its constraints and the indexes for the queries we know."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import articles.models.picture


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="Name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True, max_length=80, unique=True, verbose_name="Kürzel in der Adresse"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Kleine Zahlen stehen vorn in der Navigation.",
                        verbose_name="Reihenfolge",
                    ),
                ),
            ],
            options={
                "verbose_name": "Ressort",
                "verbose_name_plural": "Ressorts",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="Name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True, max_length=80, unique=True, verbose_name="Kürzel in der Adresse"
                    ),
                ),
            ],
            options={
                "verbose_name": "Thema",
                "verbose_name_plural": "Themen",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                (
                    "label",
                    models.CharField(
                        choices=[
                            ("report", "Bericht"),
                            ("analysis", "Analyse"),
                            ("commentary", "Kommentar"),
                            ("interview", "Interview"),
                            ("factcheck", "Faktencheck"),
                            ("explainer", "Hintergrund"),
                        ],
                        default="report",
                        max_length=12,
                        verbose_name="Textsorte",
                    ),
                ),
                (
                    "agencies",
                    models.CharField(
                        blank=True,
                        help_text="Zum Beispiel „dpa, AFP“, wenn der Text auf ihnen beruht.",
                        max_length=120,
                        verbose_name="Agenturen",
                    ),
                ),
                (
                    "dateline",
                    models.CharField(
                        blank=True,
                        help_text="Zum Beispiel „Berlin“.",
                        max_length=80,
                        verbose_name="Ortsmarke",
                    ),
                ),
                (
                    "kicker",
                    models.CharField(
                        blank=True,
                        help_text="Am besten höchstens 40 Zeichen.",
                        max_length=120,
                        verbose_name="Dachzeile",
                    ),
                ),
                (
                    "headline",
                    models.CharField(
                        help_text="Am besten höchstens 70 Zeichen.",
                        max_length=200,
                        verbose_name="Überschrift",
                    ),
                ),
                ("slug", models.SlugField(blank=True, max_length=80, verbose_name="Kürzel in der Adresse")),
                (
                    "teaser",
                    models.TextField(
                        blank=True,
                        help_text="Am besten höchstens 170 Zeichen. Vor der Veröffentlichung Pflicht.",
                        verbose_name="Teaser",
                    ),
                ),
                (
                    "key_points",
                    models.TextField(
                        blank=True, help_text="Ein Punkt in jeder Zeile.", verbose_name="Kernpunkte"
                    ),
                ),
                ("body", models.TextField(blank=True, verbose_name="Text")),
                ("context", models.TextField(blank=True, verbose_name="Warum das wichtig ist")),
                (
                    "picture_caption",
                    models.CharField(
                        blank=True,
                        help_text="Leer: die Bildunterschrift des Bildes gilt.",
                        max_length=300,
                        verbose_name="Bildunterschrift",
                    ),
                ),
                (
                    "sign_off",
                    models.CharField(
                        blank=True,
                        help_text="Zum Beispiel „/mm/dpa“.",
                        max_length=80,
                        verbose_name="Schlusszeile",
                    ),
                ),
                ("language", models.CharField(default="de", max_length=5, verbose_name="Sprache")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("in_review", "in der Abnahme"),
                            ("published", "veröffentlicht"),
                            ("withdrawn", "zurückgezogen"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                (
                    "review_note",
                    models.TextField(blank=True, editable=False, verbose_name="Anmerkung der Abnahme"),
                ),
                (
                    "planned_for",
                    models.DateTimeField(
                        blank=True,
                        help_text="Für die Planung; veröffentlicht wird dadurch nichts.",
                        null=True,
                        verbose_name="geplant für",
                    ),
                ),
                ("embargo_until", models.DateTimeField(blank=True, null=True, verbose_name="Sperrfrist bis")),
                ("created_at", models.DateTimeField(editable=False, verbose_name="angelegt am")),
                ("saved_at", models.DateTimeField(editable=False, verbose_name="zuletzt gespeichert am")),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="zuständig",
                    ),
                ),
                (
                    "related",
                    models.ManyToManyField(blank=True, to="articles.article", verbose_name="Lesen Sie auch"),
                ),
            ],
            options={
                "verbose_name": "Artikel",
                "verbose_name_plural": "Artikel",
                "ordering": ["-saved_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Author",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True, max_length=80, unique=True, verbose_name="Kürzel in der Adresse"
                    ),
                ),
                (
                    "signature",
                    models.CharField(
                        blank=True,
                        help_text="Zum Beispiel „mm“, wie es am Ende der Meldung steht.",
                        max_length=10,
                        verbose_name="Autorenkürzel",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="author",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Benutzerkonto",
                    ),
                ),
            ],
            options={
                "verbose_name": "Autor:in",
                "verbose_name_plural": "Autor:innen",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Byline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Zum Beispiel „Kiew“.", max_length=60, verbose_name="Ort"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bylines",
                        to="articles.article",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bylines",
                        to="articles.author",
                        verbose_name="Autor:in",
                    ),
                ),
            ],
            options={
                "verbose_name": "Name in der Autorenzeile",
                "verbose_name_plural": "Autorenzeile",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="authors",
            field=models.ManyToManyField(
                related_name="articles",
                through="articles.Byline",
                to="articles.author",
                verbose_name="Autorenzeile",
            ),
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                (
                    "statement",
                    models.CharField(
                        help_text="Ein Satz, der für sich steht und sich prüfen lässt. Höchstens 300 Zeichen, ohne Bewertung.",
                        max_length=300,
                        verbose_name="Behauptung",
                    ),
                ),
                ("slug", models.SlugField(blank=True, max_length=80, verbose_name="Kürzel in der Adresse")),
                ("said_on", models.DateField(blank=True, null=True, verbose_name="gesagt am")),
                ("said_at_url", models.URLField(blank=True, verbose_name="Fundort der Äußerung")),
                (
                    "background",
                    models.TextField(
                        blank=True,
                        help_text="Was zum Verständnis nötig ist, ohne Bewertung.",
                        verbose_name="Hintergrund",
                    ),
                ),
                ("language", models.CharField(default="de", max_length=5, verbose_name="Sprache")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="fällig am")),
                (
                    "priority",
                    models.CharField(
                        choices=[("1", "hoch"), ("2", "normal"), ("3", "niedrig")],
                        default="2",
                        max_length=1,
                        verbose_name="Dringlichkeit",
                    ),
                ),
                ("recheck_on", models.DateField(blank=True, null=True, verbose_name="wieder prüfen am")),
                (
                    "attribution",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("relayed", "durch andere wiedergegeben"),
                            ("documented", "belegt"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="Zuschreibung in Kraft",
                    ),
                ),
                (
                    "status_since",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="Stand seit"),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="angelegt am")),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="zuständig",
                    ),
                ),
            ],
            options={
                "verbose_name": "Behauptung",
                "verbose_name_plural": "Behauptungen",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Annotation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("headline", "Überschrift"),
                            ("teaser", "Teaser"),
                            ("key_points", "Kernpunkte"),
                            ("body", "Text"),
                            ("context", "Warum das wichtig ist"),
                        ],
                        max_length=12,
                        verbose_name="Feld",
                    ),
                ),
                ("exact", models.TextField(verbose_name="Wortlaut")),
                ("prefix", models.CharField(blank=True, max_length=32, verbose_name="davor")),
                ("suffix", models.CharField(blank=True, max_length=32, verbose_name="danach")),
                ("start", models.PositiveIntegerField(verbose_name="Anfang")),
                ("end", models.PositiveIntegerField(verbose_name="Ende")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_place", "an ihrem Platz"),
                            ("moved", "verschoben, bitte bestätigen"),
                            ("lost", "verloren"),
                        ],
                        default="in_place",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                (
                    "wording_changed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Wortlaut geändert am"),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="annotations",
                        to="articles.article",
                        verbose_name="Artikel",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annotations",
                        to="articles.claim",
                        verbose_name="Behauptung",
                    ),
                ),
            ],
            options={
                "verbose_name": "Markierung",
                "verbose_name_plural": "Markierungen",
                "ordering": ["article", "field", "start"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "number",
                    models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="Nummer"),
                ),
                ("at", models.DateTimeField(verbose_name="am")),
                (
                    "verb",
                    models.CharField(
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
                            ("open", "Prüfung eröffnet"),
                            ("approve", "freigegeben"),
                            ("reopen", "Prüfung wieder aufgenommen"),
                            ("delete", "gelöscht"),
                        ],
                        max_length=12,
                        verbose_name="Tat",
                    ),
                ),
                ("record_type", models.CharField(max_length=40, verbose_name="Art des Gegenstands")),
                ("record_id", models.PositiveBigIntegerField(verbose_name="Gegenstand")),
                (
                    "record_name",
                    models.CharField(blank=True, max_length=300, verbose_name="Name des Gegenstands"),
                ),
                ("before", models.JSONField(default=dict, verbose_name="vorher")),
                ("after", models.JSONField(default=dict, verbose_name="nachher")),
                ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                ("previous", models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme davor")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="Prüfsumme")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="von",
                    ),
                ),
            ],
            options={
                "verbose_name": "Entscheidung",
                "verbose_name_plural": "Entscheidungen",
                "ordering": ["-number"],
                "get_latest_by": "number",
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                ("addressee", models.CharField(max_length=160, verbose_name="gefragt")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("mail", "E-Mail"),
                            ("phone", "Telefon"),
                            ("letter", "Brief"),
                            ("form", "Kontaktformular"),
                            ("in_person", "persönlich"),
                        ],
                        default="mail",
                        max_length=10,
                        verbose_name="auf welchem Weg",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="angefragt am")),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="Frist")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="beantwortet am")),
                ("answer", models.TextField(blank=True, verbose_name="Antwort")),
                (
                    "public",
                    models.BooleanField(
                        default=True,
                        help_text="Leser:innen sehen, dass und wann wir gefragt haben.",
                        verbose_name="öffentlich",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inquiries",
                        to="articles.claim",
                        verbose_name="Behauptung",
                    ),
                ),
            ],
            options={
                "verbose_name": "Anfrage",
                "verbose_name_plural": "Anfragen",
                "ordering": ["asked_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("impressum", "Impressum"),
                            ("datenschutz", "Datenschutz"),
                            ("barrierefreiheit", "Barrierefreiheit"),
                        ],
                        max_length=16,
                        unique=True,
                        verbose_name="Seite",
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text="Solange hier nichts steht, sagt die Seite offen, dass die Angaben fehlen.",
                        verbose_name="Text",
                    ),
                ),
            ],
            options={
                "verbose_name": "Pflichtseite",
                "verbose_name_plural": "Pflichtseiten",
                "ordering": ["kind"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["impressum", "datenschutz", "barrierefreiheit"])),
                        name="page_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Nur für die Suche in der Redaktion.",
                        max_length=120,
                        verbose_name="Arbeitstitel",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        help_text="JPEG, PNG oder WebP, höchstens 40 Megapixel.",
                        upload_to=articles.models.picture.random_name,
                        verbose_name="Datei",
                    ),
                ),
                ("width", models.PositiveIntegerField(default=0, editable=False, verbose_name="Breite")),
                ("height", models.PositiveIntegerField(default=0, editable=False, verbose_name="Höhe")),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="Was auf dem Bild zu sehen ist, für alle, die es nicht sehen. Vor der Veröffentlichung Pflicht.",
                        max_length=300,
                        verbose_name="Alternativtext",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=300, verbose_name="Bildunterschrift")),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Fotograf:in/Agentur. Vor der Veröffentlichung Pflicht.",
                        max_length=160,
                        verbose_name="Bildnachweis",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("photo", "Foto"),
                            ("archive", "Archivbild"),
                            ("symbolic", "Symbolbild"),
                            ("graphic", "Grafik"),
                            ("ai", "KI-generiert"),
                        ],
                        help_text="Symbolbilder, Archivbilder und KI-Bilder werden für Leser:innen gekennzeichnet.",
                        max_length=10,
                        verbose_name="Herkunft",
                    ),
                ),
                ("licence_end", models.DateField(blank=True, null=True, verbose_name="Lizenz endet am")),
            ],
            options={
                "verbose_name": "Bild",
                "verbose_name_plural": "Bilder",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin__in", ["", "photo", "archive", "symbolic", "graphic", "ai"])
                        ),
                        name="picture_origin_known",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="articles.picture",
                verbose_name="Aufmacherbild",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="articles.section",
                verbose_name="Ressort",
            ),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                ("name", models.CharField(max_length=160, verbose_name="Name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True, max_length=80, unique=True, verbose_name="Kürzel in der Adresse"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                            ("authority", "Behörde oder Regierung"),
                            ("agency", "Nachrichtenagentur"),
                            ("outlet", "Medium"),
                            ("document", "Dokument"),
                            ("account", "Konto in einem Netzwerk"),
                            ("anonymous", "anonyme Quelle"),
                        ],
                        max_length=12,
                        verbose_name="Art",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        help_text="Zum Beispiel „Verteidigungsminister“ oder „Sprecherin der Polizei“.",
                        max_length=160,
                        verbose_name="Rolle",
                    ),
                ),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("A", "A – zuverlässig"),
                            ("B", "B – meist zuverlässig"),
                            ("C", "C – einigermaßen zuverlässig"),
                            ("D", "D – meist nicht zuverlässig"),
                            ("E", "E – unzuverlässig"),
                            ("F", "F – noch nicht beurteilt"),
                        ],
                        default="F",
                        help_text="F, bis jemand sie beurteilt hat.",
                        max_length=1,
                        verbose_name="Verlässlichkeit",
                    ),
                ),
                (
                    "reliability_note",
                    models.TextField(blank=True, verbose_name="Begründung der Verlässlichkeit"),
                ),
                ("url", models.URLField(blank=True, verbose_name="Website")),
                (
                    "wikidata",
                    models.CharField(
                        blank=True, help_text="Zum Beispiel Q49755.", max_length=20, verbose_name="Wikidata"
                    ),
                ),
                (
                    "anonymity_reason",
                    models.TextField(
                        blank=True,
                        help_text="Bei anonymen Quellen Pflicht: Warum wird der Name nicht genannt? Leser:innen sehen diesen Satz.",
                        verbose_name="Grund der Anonymität",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="Wessen Stimme das ist: Der Kreml spricht für die russische Regierung. Beide zählen als eine Quelle.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="articles.source",
                        verbose_name="spricht für",
                    ),
                ),
            ],
            options={
                "verbose_name": "Quelle",
                "verbose_name_plural": "Quellen",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                (
                    "bears_on",
                    models.CharField(
                        choices=[("said", "ob es gesagt wurde"), ("content", "ob es stimmt")],
                        default="content",
                        max_length=8,
                        verbose_name="sagt etwas darüber,",
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("supports", "stützt"),
                            ("refutes", "widerspricht"),
                            ("context", "ordnet ein"),
                        ],
                        max_length=8,
                        verbose_name="Richtung",
                    ),
                ),
                (
                    "quotation",
                    models.TextField(
                        blank=True, help_text="Wörtlich, wie es in der Quelle steht.", verbose_name="Zitat"
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="Adresse")),
                (
                    "credibility",
                    models.CharField(
                        choices=[
                            ("1", "1 – von anderen bestätigt"),
                            ("2", "2 – wahrscheinlich wahr"),
                            ("3", "3 – möglicherweise wahr"),
                            ("4", "4 – zweifelhaft"),
                            ("5", "5 – unwahrscheinlich"),
                            ("6", "6 – noch nicht beurteilt"),
                        ],
                        default="6",
                        help_text="6, bis sie beurteilt ist.",
                        max_length=1,
                        verbose_name="Glaubwürdigkeit",
                    ),
                ),
                ("obtained_on", models.DateField(blank=True, null=True, verbose_name="eingeholt am")),
                ("public_note", models.TextField(blank=True, verbose_name="Erläuterung für Leser:innen")),
                (
                    "snapshot",
                    models.FileField(
                        blank=True, editable=False, upload_to="belege/", verbose_name="gesicherte Kopie"
                    ),
                ),
                ("snapshot_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("snapshot_fetched_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="articles.claim",
                        verbose_name="Behauptung",
                    ),
                ),
                (
                    "goes_back_to",
                    models.ForeignKey(
                        blank=True,
                        help_text="Woher diese Quelle es hat, wenn sie einen anderen Beleg nur weitergibt.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passed_on_by",
                        to="articles.evidence",
                        verbose_name="geht zurück auf",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="articles.source",
                        verbose_name="Quelle",
                    ),
                ),
            ],
            options={
                "verbose_name": "Beleg",
                "verbose_name_plural": "Belege",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="claimant",
            field=models.ForeignKey(
                blank=True,
                help_text="Wer das behauptet. Leer heißt: noch nicht zugeordnet; so lässt sich nichts veröffentlichen.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="articles.source",
                verbose_name="Urheber:in der Behauptung",
            ),
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="Nummer")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "Erstveröffentlichung"),
                            ("update", "Aktualisierung"),
                            ("correction", "Korrektur"),
                            ("typo", "Tippfehler"),
                            ("withdrawal", "Rückzug"),
                        ],
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Hinweis für Leser:innen")),
                ("content", models.JSONField(verbose_name="Inhalt")),
                ("annotations", models.JSONField(default=list, verbose_name="Markierungen")),
                ("live_from", models.DateTimeField(verbose_name="öffentlich ab")),
                ("live_until", models.DateTimeField(blank=True, null=True, verbose_name="öffentlich bis")),
                ("first_published_at", models.DateTimeField(verbose_name="zuerst veröffentlicht am")),
                (
                    "changed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="inhaltlich geändert am"),
                ),
                ("words", models.TextField(blank=True, verbose_name="Suchtext")),
                ("previous", models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme davor")),
                ("digest", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="articles.article",
                        verbose_name="Artikel",
                    ),
                ),
                (
                    "claims",
                    models.ManyToManyField(
                        related_name="revisions", to="articles.claim", verbose_name="Behauptungen"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="veröffentlicht von",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="articles.section",
                        verbose_name="Ressort",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        related_name="revisions", to="articles.topic", verbose_name="Themen"
                    ),
                ),
            ],
            options={
                "verbose_name": "Fassung",
                "verbose_name_plural": "Fassungen",
                "ordering": ["article", "-number"],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="topics",
            field=models.ManyToManyField(
                blank=True, related_name="claims", to="articles.topic", verbose_name="Themen"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="topics",
            field=models.ManyToManyField(
                blank=True, related_name="articles", to="articles.topic", verbose_name="Themen"
            ),
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                ("slug", models.SlugField(max_length=40, unique=True, verbose_name="Kürzel")),
                ("label_de", models.CharField(max_length=40, unique=True, verbose_name="Wort (deutsch)")),
                ("label_en", models.CharField(max_length=40, unique=True, verbose_name="Wort (englisch)")),
                ("definition_de", models.TextField(verbose_name="Definition (deutsch)")),
                ("definition_en", models.TextField(verbose_name="Definition (englisch)")),
                (
                    "leaning",
                    models.CharField(
                        choices=[
                            ("supported", "gestützt"),
                            ("mixed", "gemischt"),
                            ("refuted", "widerlegt"),
                            ("unproven", "unbewiesen"),
                        ],
                        max_length=10,
                        verbose_name="Richtung",
                    ),
                ),
                (
                    "value",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="5 ist richtig, 1 ist falsch; leer heißt: außerhalb der Skala.",
                        null=True,
                        verbose_name="Wert",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge")),
            ],
            options={
                "verbose_name": "Bewertung",
                "verbose_name_plural": "Bewertungen",
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("leaning__in", ["supported", "mixed", "refuted", "unproven"])),
                        name="verdict_leaning_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", True), ("value__range", (1, 5)), _connector="OR"
                        ),
                        name="verdict_value_between_1_and_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FactCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="Schreibmarke"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "in Arbeit"),
                            ("submitted", "wartet auf Freigabe"),
                            ("returned", "zurückgegeben"),
                            ("in_force", "gilt"),
                            ("superseded", "abgelöst"),
                            ("withdrawn", "zurückgezogen"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                (
                    "attribution",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("relayed", "durch andere wiedergegeben"),
                            ("documented", "belegt"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="Haben sie es gesagt?",
                    ),
                ),
                (
                    "summary",
                    models.CharField(
                        blank=True,
                        help_text="Leser:innen sehen diesen Satz neben der Behauptung.",
                        max_length=300,
                        verbose_name="Ergebnis in einem Satz",
                    ),
                ),
                (
                    "rationale",
                    models.TextField(
                        blank=True,
                        help_text="Warum so und nicht anders. Ohne Begründung keine Bewertung.",
                        verbose_name="Begründung",
                    ),
                ),
                ("review_note", models.TextField(blank=True, verbose_name="Anmerkung der Gegenlesung")),
                ("created_at", models.DateTimeField(editable=False, verbose_name="eröffnet am")),
                ("in_force_from", models.DateTimeField(blank=True, null=True, verbose_name="gilt ab")),
                ("in_force_until", models.DateTimeField(blank=True, null=True, verbose_name="gilt bis")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factchecks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="geprüft von",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factchecks",
                        to="articles.claim",
                        verbose_name="Behauptung",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewed_factchecks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gegengelesen von",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leer lassen, wenn nur geprüft wurde, ob es gesagt wurde (etwa bei Meinungen).",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factchecks",
                        to="articles.verdict",
                        verbose_name="Stimmt es?",
                    ),
                ),
            ],
            options={
                "verbose_name": "Faktencheck",
                "verbose_name_plural": "Faktenchecks",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="verdict",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="articles.verdict",
                verbose_name="Bewertung in Kraft",
            ),
        ),
        migrations.AddConstraint(
            model_name="byline",
            constraint=models.UniqueConstraint(fields=("article", "author"), name="byline_once_an_author"),
        ),
        migrations.AddConstraint(
            model_name="annotation",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="annotation_end_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="annotation",
            constraint=models.CheckConstraint(
                condition=models.Q(("exact", ""), _negated=True), name="annotation_exact_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="annotation",
            constraint=models.CheckConstraint(
                condition=models.Q(("field__in", ["headline", "teaser", "key_points", "body", "context"])),
                name="annotation_field_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="annotation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["in_place", "moved", "lost"])),
                name="annotation_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["record_type", "record_id", "number"], name="decision_about"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["by", "-number"], name="decision_by"),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on__isnull", True)),
                    models.Q(("answered_on__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="inquiry_answer_complete",
                violation_error_message="Zu einer Antwort gehören ihr Datum und ihr Wortlaut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["mail", "phone", "letter", "form", "in_person"])),
                name="inquiry_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "person",
                            "organisation",
                            "authority",
                            "agency",
                            "outlet",
                            "document",
                            "account",
                            "anonymous",
                        ],
                    )
                ),
                name="source_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("reliability__in", ["A", "B", "C", "D", "E", "F"])),
                name="source_reliability_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "anonymous"), _negated=True),
                    models.Q(("anonymity_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="source_anonymous_has_reason",
                violation_error_message="Eine anonyme Quelle braucht einen Grund, warum ihr Name nicht genannt wird.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("part_of", models.F("pk")), _negated=True),
                name="source_not_part_of_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("bears_on__in", ["said", "content"])), name="evidence_bearing_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("stance__in", ["supports", "refutes", "context"])),
                name="evidence_stance_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("credibility__in", ["1", "2", "3", "4", "5", "6"])),
                name="evidence_credibility_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("goes_back_to", models.F("pk")), _negated=True),
                name="evidence_not_from_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("snapshot", ""), ("snapshot_fetched_at__isnull", True), ("snapshot_sha256", "")
                    ),
                    models.Q(
                        models.Q(("snapshot", ""), _negated=True),
                        models.Q(("snapshot_sha256", ""), _negated=True),
                        ("snapshot_fetched_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="evidence_snapshot_complete",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["-first_published_at", "-article"], name="revision_newest"),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["section", "-first_published_at"], name="revision_by_section"),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["live_from", "live_until"], name="revision_by_time"),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["kind", "-live_from"], name="revision_by_kind"),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(fields=("article", "number"), name="revision_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live_until__isnull", True)),
                fields=("article",),
                name="revision_one_open_end_an_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("live_until__isnull", True), ("live_until__gte", models.F("live_from")), _connector="OR"
                ),
                name="revision_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["first", "update", "correction", "typo", "withdrawal"])),
                name="revision_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["correction", "withdrawal"]), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="revision_correction_has_note",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["state", "-saved_at"], name="article_by_state"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["assignee", "-saved_at"], name="article_by_assignee"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "in_review", "published", "withdrawn"])),
                name="article_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("label__in", ["report", "analysis", "commentary", "interview", "factcheck", "explainer"])
                ),
                name="article_label_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("headline", ""), _negated=True), name="article_headline_not_empty"
            ),
        ),
        migrations.AddIndex(
            model_name="factcheck",
            index=models.Index(fields=["state", "-created_at"], name="factcheck_by_state"),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "submitted", "returned", "in_force", "superseded", "withdrawn"])
                ),
                name="factcheck_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("attribution__in", ["open", "relayed", "documented"])),
                name="factcheck_attribution_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewer__isnull", True),
                    models.Q(("reviewer", models.F("author")), _negated=True),
                    _connector="OR",
                ),
                name="factcheck_reviewer_not_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("in_force_from__isnull", True),
                        ("state__in", ["draft", "submitted", "returned", "withdrawn"]),
                    ),
                    models.Q(
                        ("in_force_from__isnull", False),
                        ("reviewer__isnull", False),
                        ("state__in", ["in_force", "superseded", "withdrawn"]),
                    ),
                    _connector="OR",
                ),
                name="factcheck_in_force_was_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("in_force_until__isnull", True), ("state", "in_force")),
                    models.Q(("state", "in_force"), _negated=True),
                    _connector="OR",
                ),
                name="factcheck_in_force_is_open_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict__isnull", True),
                    ("state__in", ["draft", "returned", "withdrawn"]),
                    models.Q(
                        models.Q(("rationale", ""), _negated=True), models.Q(("summary", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="factcheck_verdict_has_rationale",
            ),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "in_force")),
                fields=("claim",),
                name="factcheck_one_in_force_a_claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "submitted", "returned"])),
                fields=("claim",),
                name="factcheck_one_open_a_claim",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["verdict", "-status_since", "-id"], name="claim_by_verdict"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["claimant", "-created_at"], name="claim_by_claimant"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["recheck_on"], name="claim_by_recheck"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["due_on"], name="claim_by_due_date"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("statement", ""), _negated=True), name="claim_statement_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("attribution__in", ["open", "relayed", "documented"])),
                name="claim_attribution_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__in", ["1", "2", "3"])), name="claim_priority_known"
            ),
        ),
    ]
