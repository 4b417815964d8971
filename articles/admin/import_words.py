"""What desk and command say about an import: why a text was refused, what was left out, how the parts are called."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

REFUSALS = {
    "empty": _("Hier steht noch kein Text. Fügen Sie den Artikel ein oder wählen Sie eine Datei, in der er steht."),
    "too_large": _(
        "Das sind %(detail)s MB, möglich sind 2 MB. Nehmen Sie nur den Text des Artikels, ohne Bilder und Anhänge."
    ),
    "an_image": _(
        "Das ist ein Bild und kein Text. Legen Sie es bei den Bildern an und nehmen Sie hier den Text des Artikels."
    ),
    "a_document": _(
        "Das ist ein Dokument, etwa aus Word oder als PDF. Öffnen Sie es, kopieren Sie den Text und fügen Sie ihn ein."
    ),
    "a_web_page": _(
        "Das ist der Quelltext einer Webseite. Öffnen Sie die Seite im Browser, markieren Sie den Artikel, kopieren "
        "Sie ihn und fügen Sie ihn ein."
    ),
    "binary": _("Das ist keine Textdatei. Speichern Sie den Artikel als Text (.txt) oder als Markdown (.md)."),
    "not_utf8": _(
        "Der Text ist nicht in UTF-8 gespeichert (das Byte %(detail)s passt nicht). Speichern Sie ihn als UTF-8."
    ),
    "no_headline": _(
        "Es fehlt eine Überschrift. Setzen Sie sie als eigene, kurze Zeile über den Text; in Markdown „# Überschrift“."
    ),
    "no_text": _("Zur Überschrift fehlt der Text. Ergänzen Sie mindestens einen Absatz."),
    "front_matter": _(
        "Die Angaben zwischen den Zeilen „---“ sind nicht zu lesen. Schreiben Sie „Name: Wert“ in jede Zeile und "
        "setzen Sie Werte mit Doppelpunkt oder Klammer in Anführungszeichen."
    ),
    "front_matter_open": _(
        "Die Angaben am Anfang haben kein Ende. Setzen Sie nach der letzten Angabe eine Zeile „---“."
    ),
    "front_matter_value": _(
        "Mit dem Wert von „%(detail)s“ ist nichts anzufangen. Schreiben Sie einen Text oder eine einfache Liste."
    ),
    "front_matter_twice": _("„%(detail)s“ ist zweimal angegeben. Lassen Sie nur eine der Angaben stehen."),
}

DROPS = {
    "signpost": _("Wegweiser; was folgt, steht im passenden Feld"),
    "share": _("Schaltfläche zum Teilen"),
    "social": _("Hinweis auf soziale Netzwerke"),
    "newsletter": _("Werbung für einen Newsletter"),
    "advertisement": _("Anzeige"),
    "navigation": _("Navigation der Seite"),
    "copyright": _("Rechtehinweis der Seite"),
    "self_promotion": _("Eigenwerbung der Seite"),
    "reading_time": _("Lesedauer"),
    "date": _("Datum der Vorlage"),
    "breadcrumb": _("Pfad der Seite"),
    "ornament": _("Trennzeichen"),
    "control_characters": _("Steuerzeichen, entfernt"),
    "unknown_key": _("unbekannte Angabe"),
    "unknown_value": _("unbekannter Wert"),
    "picture": _("Bild im Text; Bilder werden einzeln angelegt"),
    "unknown_section": _("Ressort, das es hier nicht gibt"),
    "headline_again": _("wiederholt die Überschrift"),
}

PARTS = {
    "section": _("Ressort"),
    "label": _("Textsorte"),
    "kicker": _("Dachzeile"),
    "headline": _("Überschrift"),
    "teaser": _("Teaser"),
    "bylines": _("Autorenzeile"),
    "agencies": _("Agenturen"),
    "dateline": _("Ortsmarke"),
    "picture_file": _("Bilddatei"),
    "picture_caption": _("Bildunterschrift"),
    "picture_credit": _("Bildnachweis"),
    "picture_origin": _("Herkunft des Bildes"),
    "picture_alt": _("Alternativtext"),
    "key_points": _("Kernpunkte"),
    "body": _("Text"),
    "context": _("Warum das wichtig ist"),
    "related": _("Lesen Sie auch"),
    "topics": _("Themen"),
    "sign_off": _("Schlusszeile"),
    "language": _("Sprache"),
    "slug": _("Kürzel in der Adresse"),
}


def refusal_of(unreadable):
    """Return what is wrong with a text, where, and what to do."""
    sentence = REFUSALS[unreadable.code] % {"detail": unreadable.detail}
    if not unreadable.line:
        return sentence
    return _("Zeile %(line)s: %(sentence)s") % {"line": unreadable.line, "sentence": sentence}


def invalid(error: ValidationError):
    """Return the sentences of a refused record, each with the name of its part."""
    return " ".join(
        f"{PARTS[name]}: {sentence}" if name in PARTS else sentence
        for name, sentences in error.message_dict.items()
        for sentence in sentences
    )


def reminders(article, draft):
    """Return what the draft says that the kept article has no place for yet, each with what to do."""
    return [*_section_unknown(article, draft), *_related_unknown(article, draft), *_picture_missing(article, draft)]


def _section_unknown(article, draft):
    if draft.section and not article.section:
        yield _("Das Ressort „%(name)s“ gibt es hier nicht. Wählen Sie eines aus.") % {"name": draft.section}


def _related_unknown(article, draft):
    linked = {each.headline for each in article.related.all()}
    unknown = [headline for headline in draft.related if headline not in linked]
    if len(linked) < len(draft.related):
        yield _("Nicht verknüpft, weil hier nicht veröffentlicht: %(headlines)s") % {
            "headlines": ", ".join(_("„%(words)s“") % {"words": headline} for headline in unknown)
        }


def _picture_missing(article, draft):
    """Tell the credit: it has no other place than the picture."""
    if (draft.picture_caption or draft.picture_credit) and not article.picture:
        yield _("Das Bild fehlt noch. Die Vorlage nennt als Bildnachweis: „%(credit)s“.") % {
            "credit": draft.picture_credit or _("keinen")
        }


def left_out(number):
    return ngettext("%(number)s Stelle weggelassen", "%(number)s Stellen weggelassen", number) % {"number": number}
