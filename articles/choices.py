"""The newsroom's fixed vocabularies."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(TextChoices):
    """The groups that a migration installs; their names are what the admin shows."""

    REPORTER = "Reporter", _("Redakteur:in")
    FACT_CHECKER = "Fact-checker", _("Faktenprüfer:in")
    EDITOR = "Editor", _("Chef:in vom Dienst")
    ADMINISTRATOR = "Administrator", _("Verwaltung")


class Label(TextChoices):
    REPORT = "report", _("Bericht")
    ANALYSIS = "analysis", _("Analyse")
    COMMENTARY = "commentary", _("Kommentar")
    INTERVIEW = "interview", _("Interview")
    FACTCHECK = "factcheck", _("Faktencheck")
    EXPLAINER = "explainer", _("Hintergrund")


class ArticleState(TextChoices):
    """Where the working copy stands; whether readers see it is a question to its revisions."""

    DRAFT = "draft", _("Entwurf")
    IN_REVIEW = "in_review", _("in der Abnahme")
    PUBLISHED = "published", _("veröffentlicht")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class RevisionKind(TextChoices):
    FIRST = "first", _("Erstveröffentlichung")
    UPDATE = "update", _("Aktualisierung")
    CORRECTION = "correction", _("Korrektur")
    TYPO = "typo", _("Tippfehler")
    WITHDRAWAL = "withdrawal", _("Rückzug")


class PictureOrigin(TextChoices):
    PHOTO = "photo", _("Foto")
    ARCHIVE = "archive", _("Archivbild")
    SYMBOLIC = "symbolic", _("Symbolbild")
    GRAPHIC = "graphic", _("Grafik")
    AI = "ai", _("KI-generiert")


class SourceKind(TextChoices):
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    AUTHORITY = "authority", _("Behörde oder Regierung")
    AGENCY = "agency", _("Nachrichtenagentur")
    OUTLET = "outlet", _("Medium")
    DOCUMENT = "document", _("Dokument")
    ACCOUNT = "account", _("Konto in einem Netzwerk")
    ANONYMOUS = "anonymous", _("anonyme Quelle")


class Reliability(TextChoices):
    """How far a source can be relied on (Admiralty code, letters)."""

    A = "A", _("A – zuverlässig")
    B = "B", _("B – meist zuverlässig")
    C = "C", _("C – einigermaßen zuverlässig")
    D = "D", _("D – meist nicht zuverlässig")
    E = "E", _("E – unzuverlässig")
    F = "F", _("F – noch nicht beurteilt")


class Credibility(TextChoices):
    """How credible one piece of information is, whoever brings it (Admiralty code, figures)."""

    CONFIRMED = "1", _("1 – von anderen bestätigt")
    PROBABLE = "2", _("2 – wahrscheinlich wahr")
    POSSIBLE = "3", _("3 – möglicherweise wahr")
    DOUBTFUL = "4", _("4 – zweifelhaft")
    IMPROBABLE = "5", _("5 – unwahrscheinlich")
    UNJUDGED = "6", _("6 – noch nicht beurteilt")


class AnnotatedField(TextChoices):
    """The fields of an article that may carry an annotation."""

    HEADLINE = "headline", _("Überschrift")
    TEASER = "teaser", _("Teaser")
    KEY_POINTS = "key_points", _("Kernpunkte")
    BODY = "body", _("Text")
    CONTEXT = "context", _("Warum das wichtig ist")


class AnnotationState(TextChoices):
    IN_PLACE = "in_place", _("an ihrem Platz")
    MOVED = "moved", _("verschoben, bitte bestätigen")
    LOST = "lost", _("verloren")


class Priority(TextChoices):
    HIGH = "1", pgettext_lazy("priority", "hoch")
    NORMAL = "2", pgettext_lazy("priority", "normal")
    LOW = "3", pgettext_lazy("priority", "niedrig")


class Attribution(TextChoices):
    """Did they say it? The first of the two questions, kept apart from whether it is true."""

    OPEN = "open", _("offen")
    RELAYED = "relayed", _("durch andere wiedergegeben")
    DOCUMENTED = "documented", _("belegt")


class Leaning(TextChoices):
    SUPPORTED = "supported", _("gestützt")
    MIXED = "mixed", _("gemischt")
    REFUTED = "refuted", _("widerlegt")
    UNPROVEN = "unproven", _("unbewiesen")


class Bearing(TextChoices):
    """Which of the two questions a piece of evidence answers."""

    SAID = "said", _("ob es gesagt wurde")
    CONTENT = "content", _("ob es stimmt")


class Stance(TextChoices):
    SUPPORTS = "supports", _("stützt")
    REFUTES = "refutes", _("widerspricht")
    CONTEXT = "context", _("ordnet ein")


class FactCheckState(TextChoices):
    DRAFT = "draft", _("in Arbeit")
    SUBMITTED = "submitted", _("wartet auf Freigabe")
    RETURNED = "returned", _("zurückgegeben")
    IN_FORCE = "in_force", _("gilt")
    SUPERSEDED = "superseded", _("abgelöst")
    WITHDRAWN = "withdrawn", _("zurückgezogen")

    @classmethod
    def open_states(cls):
        """Return the states in which somebody still works on the check."""
        return [cls.DRAFT, cls.SUBMITTED, cls.RETURNED]


class Channel(TextChoices):
    MAIL = "mail", _("E-Mail")
    PHONE = "phone", _("Telefon")
    LETTER = "letter", _("Brief")
    FORM = "form", _("Kontaktformular")
    IN_PERSON = "in_person", _("persönlich")


class PageKind(TextChoices):
    """The pages every German site must have, whose words an administrator writes."""

    IMPRINT = "impressum", _("Impressum")
    PRIVACY = "datenschutz", _("Datenschutz")
    ACCESSIBILITY = "barrierefreiheit", _("Barrierefreiheit")


class Verb(TextChoices):
    """What a Decision may say was done."""

    CREATE = "create", _("angelegt")
    SAVE = "save", _("gespeichert")
    AUTOSAVE = "autosave", _("automatisch gesichert")
    SUBMIT = "submit", _("eingereicht")
    RETURN = "return", _("zurückgegeben")
    PUBLISH = "publish", _("veröffentlicht")
    SCHEDULE = "schedule", _("eingeplant")
    UNSCHEDULE = "unschedule", _("Einplanung aufgehoben")
    UPDATE = "update", _("aktualisiert")
    CORRECT = "correct", _("korrigiert")
    WITHDRAW = "withdraw", _("zurückgezogen")
    RESTORE = "restore", _("Fassung wiederhergestellt")
    OVERRIDE = "override", _("Sperre übergangen")
    ANNOTATE = "annotate", _("markiert")
    MOVE = "move", _("Markierung verschoben")
    DETACH = "detach", _("Markierung gelöst")
    CONFIRM = "confirm", _("Markierung bestätigt")
    REANCHOR = "reanchor", _("Markierungen neu gesucht")
    OPEN = "open", _("Prüfung eröffnet")
    APPROVE = "approve", _("freigegeben")
    REOPEN = "reopen", _("Prüfung wieder aufgenommen")
    ASSIGN = "assign", _("zugeteilt")
    ASK = "ask", _("Zweitmeinung erbeten")
    ANSWER = "answer", _("Zweitmeinung abgegeben")
    MERGE = "merge", _("zusammengelegt")
    SEPARATE = "separate", _("wieder getrennt")
    DISMISS = "dismiss", _("Fundstelle verworfen")
    RIPPLE = "ripple", _("offener Punkt entstanden")
    SETTLE = "settle", _("offener Punkt erledigt")
    REPLY = "reply", _("Gegendarstellung veröffentlicht")
    END_REPLY = "end_reply", _("Gegendarstellung beendet")
    DELETE = "delete", _("gelöscht")


class PresenceScreen(TextChoices):
    """Where somebody has an article open."""

    FORM = "form", _("Formular")
    ANNOTATE = "annotate", _("Markieren")


class RippleCause(TextChoices):
    """What happened to a claim that the articles which carry it should be looked at for."""

    VERDICT = "verdict", _("neue Bewertung")
    WITHDRAWN = "withdrawn", _("Prüfung zurückgezogen")
    MERGED = "merged", _("Behauptung zusammengelegt")
    GRADE = "grade", _("Verlässlichkeit einer Quelle geändert")
    VANISHED = "vanished", _("Beleg nicht mehr auffindbar")


class PointState(TextChoices):
    OPEN = "open", _("offen")
    DONE = "done", _("erledigt")
    NOT_NEEDED = "not_needed", _("nicht nötig")
