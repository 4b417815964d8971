import pytest

from articles.importers.boilerplate import boilerplate


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Artikel teilen:", "share"),
        ("Auf Facebook teilen", "share"),
        ("12 Kommentare", "share"),
        ("ANZEIGE", "advertisement"),
        ("Folgen Sie uns auf Instagram und TikTok!", "social"),
        ("Abonnieren Sie unseren Kanal bei WhatsApp.", "social"),
        ("Jetzt den Newsletter bestellen", "newsletter"),
        ("Bestellen Sie hier unseren Newsletter am Abend.", "newsletter"),
        ("Zum Seitenanfang", "navigation"),
        ("© 2024 Küstenzeitung", "copyright"),
        ("Küstenzeitung – Alle Rechte vorbehalten", "copyright"),
        ("Lesedauer: 3 Min.", "reading_time"),
        ("4 Minuten Lesezeit", "reading_time"),
        ("+++", "ornament"),
        ("So arbeitet unsere Redaktion", "self_promotion"),
    ],
)
def test_boilerplate_is_named_with_its_reason(text, reason):
    assert boilerplate(text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "Facebook",
        "Die Anzeige erstattete der Verein.",
        "„Folgen Sie mir“, rief der Minister bei WhatsApp.",
        "Der Newsletter der Partei ging an alle Mitglieder.",
        "Kommentare der Nachbarn gab es viele.",
        "Das Urheberrecht (Copyright) schützt auch Karten.",
        "Folgen Sie uns bei WhatsApp. " * 30,
    ],
)
def test_boilerplate_is_never_a_sentence_of_the_story(text):
    assert boilerplate(text) is None


def test_boilerplate_knows_networks_beside_other_buttons():
    assert boilerplate("Facebook", beside_buttons=True) == "share"
