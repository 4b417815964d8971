"""Which sentences say of themselves that something is unconfirmed, and which only sound like it."""

import pytest

from articles.detection import detect

SAYS_SO = [
    "Unabhängig bestätigt ist das nicht.",
    "Unabhängig nicht bestätigt: Die Brücke sei wieder offen.",
    "Die Angaben ließen sich zunächst nicht überprüfen.",
    "Die Angaben lassen sich unabhängig nicht überprüfen.",
    "Die Berichte konnten von unabhängiger Seite nicht bestätigt werden.",
    "Eine unabhängige Bestätigung gab es bis zum Abend nicht.",
    "Eine offizielle Bestätigung steht noch aus.",
    "Eine Bestätigung aus Kiew blieb zunächst aus.",
    "Eine Bestätigung des Ministeriums fehlt bisher.",
    "Für die Behauptung gibt es keine Bestätigung.",
    "Niemand hat die Zahl der Toten bestätigt.",
    "Bislang hat kein Labor den Fund bestätigt.",
    "Von keiner Seite wurde der Abschuss bestätigt.",
    "Das Video ist nicht verifiziert.",
    "Die Echtheit der Aufnahmen war nicht zu verifizieren.",
    "Die Echtheit des Videos konnte nicht überprüft werden.",
    "Belegt ist das nicht.",
    "Belegen lässt sich der Vorwurf bisher nicht.",
    "Einen Beleg dafür gibt es nicht.",
    "Belege legte der Minister nicht vor.",
    "Für den Vorwurf gibt es keine Beweise.",
    "Dafür gibt es bislang keinerlei stichhaltige Belege.",
    "Er sprach von Wahlbetrug, ohne Belege zu nennen.",
    "Sie warf dem Bürgermeister ohne jeden Beweis Bestechung vor.",
    "Die Schuld des Händlers ist nicht bewiesen.",
    "Die Meldung ist bisher unbestätigt.",
    "Nach unbestätigten Berichten brannte das Lager aus.",
    "Es gibt unbestätigte Meldungen über einen zweiten Einschlag.",
    "Die Vorwürfe sind unbelegt.",
    "Das blieb eine unbewiesene Behauptung.",
    "Die Gruppe zählt nach eigenen Angaben 3000 Mitglieder.",
    "Nach eigener Darstellung wusste die Werft von nichts.",
    "Eigenen Angaben zufolge hat die Firma 400 Grünlilien untersucht.",
    "Der Trainer hatte, nach eigenem Bekunden, nie ein Angebot.",
    "Das Werk hat nach eigenen Worten niemanden entlassen.",
    "Der Minister war angeblich nie in Genf.",
    "Die angeblichen Baupläne tauchten in einem Forum auf.",
    "Ein angeblicher Zeuge meldete sich beim Sender.",
    "Gerüchten zufolge wechselt die Torhüterin nach Lyon.",
    "Die Truppe soll drei Brücken gesprengt haben.",
    "Bei dem Angriff sollen zwölf Menschen getötet worden sein.",
    "Die Rakete soll Luftabwehr überwunden haben.",
    "Der Fahrer soll betrunken gewesen sein.",
    "Drei Männer sollen über den Fluss geflohen sein.",
    "Die Frau, die den Brief geschrieben haben soll, schweigt.",
    "Der Mann, der aus der Klinik verschwunden sein soll, ist 40 Jahre alt.",
    "Der Nachbar will nichts gehört haben.",
    "Zwei Wanderer wollen einen Wolf gesehen haben.",
    "Ob das stimmt, ist nicht unabhängig überprüfbar.",
    "Überprüfen ließ sich die Darstellung Moskaus zunächst nicht.",
    "Weder Kiew noch Moskau bestätigten den Bericht.",
    "Das Auswärtige Amt bestätigte den Bericht zunächst nicht.",
    "Die Zahlen der Miliz konnten wir nicht selbst prüfen.",
    "Die Opferzahlen sind kaum zu überprüfen.",
    "Was Moskau über die Rakete sagt, ist nicht unabhängig bestätigt.",
    "Woher der Drohnenfilm stammt, ließ sich nicht verifizieren.",
    "Der Bericht, den niemand bestätigen konnte, verbreitete sich schnell.",
    "Seine Herkunft konnte er nie belegen.",
    "Ein Nachweis liegt vor, bestätigt hat ihn aber bislang niemand.",
    "Die „Wunderwaffe“ ist angeblich schneller als jede andere.",
    "Der Deich soll an zwei Stellen gebrochen und Wasser eingedrungen sein.",
    "Die Rakete soll Moskau zufolge mit Hyperschall fliegen und Luftabwehr überwinden können.",
    "Bei den Tätern soll es sich nach ersten Erkenntnissen um zwei Brüder handeln.",
    "Drei Verdächtige sollen sich laut einem Bericht im Ausland aufhalten.",
    "Im Ort kursieren Gerüchte über ein zweites Testament.",
    "Diese Darstellung ist nicht durch Dokumente belegt.",
]

DOES_NOT = [
    "Das Ministerium hat den Bericht inzwischen bestätigt.",
    "Der zunächst nicht bestätigte Abschuss ist mittlerweile durch Satellitenbilder belegt.",
    "Zunächst war das nicht bestätigt, inzwischen hat das Labor es bestätigt.",
    "Drei unabhängige Labore haben den Fund bestätigt.",
    "Die Angaben wurden unabhängig überprüft.",
    "Das Gericht bestätigte das Urteil.",
    "Die Behörde bestätigte, dass kein Gas austrat.",
    "Der Sprecher wollte den Bericht nicht bestätigen.",
    "Das Unternehmen möchte die Zahl nicht bestätigen.",
    "Nicht nur Kiew bestätigte den Angriff.",
    "Das bestätigte nicht zuletzt der Bürgermeister selbst.",
    "Der Termin ist noch nicht bestätigt.",
    "Der Senat hat die Ernennung noch nicht bestätigt.",
    "Die Bestätigung durch den Bundesrat steht noch aus.",
    "Die Betten auf der Station sind nicht belegt.",
    "Der Lehrstuhl ist nicht belegt.",
    "Die Brücke wurde seit Jahren nicht überprüft.",
    "Der Prüfer hat die Heizung nicht geprüft.",
    "Wer nicht prüft, verliert.",
    "Ist das nicht längst bestätigt?",
    "Wenn sich der Verdacht nicht bestätigt, wird das Verfahren eingestellt.",
    "Falls sich die Angaben nicht überprüfen lassen, bleibt der Platz leer.",
    "Sollte sich das nicht bestätigen, zahlt die Kasse zurück.",
    "Die Bahn soll künftig jede Stunde fahren.",
    "Das Gebäude soll bis 2027 fertiggestellt sein.",
    "Die Halle soll im Mai fertiggestellt sein.",
    "Bis Jahresende soll die Firma 100 Stellen gestrichen haben.",
    "Jeder Haushalt soll Glasfaser haben.",
    "Kinder sollen Zeit zum Spielen haben.",
    "Der Minister soll sich entschuldigen, fordert die Opposition.",
    "Die Stadt will bis Freitag entschieden haben.",
    "Die Partei will keine Steuern erhöhen.",
    "Er hätte das wissen sollen.",
    "Der Bürgermeister sagte, die Kasse sei leer.",
    "Laut Polizei waren 300 Menschen dort.",
    "Nach Angaben der Feuerwehr brannte es zwei Stunden.",
    "Nach Angabe von Gründen zog sie den Antrag zurück.",
    "Das Labor gibt auf seine eigenen Angaben acht.",
    "Die Behörde bestätigte keine weiteren Fälle.",
    "Kein Richter sah die dicken Akten mit den Belegen.",
    "Die Belegschaft wurde nicht gefragt.",
    "Der Mangel an Beweisen führte zum Freispruch.",
    "Der Minister war nicht zu erreichen.",
    "Zu den Vorwürfen äußerte sich die Firma nicht.",
    "Das ist nicht neu.",
    "Sie bestätigte die Zahl und nannte Einzelheiten.",
    "Unabhängige Fachleute prüften die Anlage.",
    "Ihr Verdacht hat sich bestätigt.",
    "Die Prüfung war nicht schwer.",
    "Er hat die Prüfung nicht bestanden.",
    "Das Parlament prüft den Entwurf nicht mehr in diesem Jahr.",
    "Ein Bestätigungsschreiben kam nicht an.",
    "Die Überprüfung dauert noch an.",
    "Niemand wurde verletzt, bestätigte die Polizei.",
    "Kein Mensch kam zu Schaden, wie ein Sprecher bestätigte.",
    "Die Regierung dementierte den Bericht.",
    "Wer das nicht glaubt, kann die Karte selbst ansehen.",
    "Der nicht-öffentliche Teil bestätigte den Plan.",
    "Sie habe, so bestätigte sie, nichts gewusst.",
    "Der Beweis gelang der Mathematikerin nach zehn Jahren.",
    "Nicht angeblich, sondern nachweislich fehlen 3000 Euro.",
    "Das Dokument belegt die Zahlung.",
    "Die Ausgaben mussten damals nicht belegt werden.",
    "Die Brücke soll laut Stadt im Mai wieder befahrbar werden.",
    "Die Halle soll nach Angaben der Stadt bis 2027 fertig sein.",
    "Die Steuer soll nach Angaben des Ministeriums sinken.",
    "Jeder Schüler soll lesen können.",
]


@pytest.mark.parametrize("sentence", SAYS_SO)
def test_detect_finds_what_the_text_calls_unconfirmed(sentence):
    (finding,) = detect(sentence)

    assert finding.detector == "unconfirmed"
    assert finding.exact == sentence[finding.start : finding.end] != ""
    assert finding.sentence[0] <= finding.start < finding.end <= finding.sentence[1]


@pytest.mark.parametrize("sentence", DOES_NOT)
def test_detect_leaves_alone_what_only_sounds_like_it(sentence):
    assert detect(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Die Angaben lassen sich unabhängig nicht überprüfen.", "nicht überprüfen"),
        ("Unabhängig bestätigt, so die Agentur, ist das nicht bestätigt.", "nicht bestätigt"),
        ("Die Truppe soll drei Brücken gesprengt haben.", "soll drei Brücken gesprengt haben"),
        ("„Ich war das nicht“, sagte der angebliche Täter.", "angebliche"),
    ],
)
def test_detect_names_the_words_that_gave_it_away(sentence, cue):
    (finding,) = detect(sentence)

    assert finding.exact == cue


TEXT = (
    "Ein Bericht aus Kiew. Die Rakete fliege mit Hyperschall, sagt Moskau.\n"
    "Unabhängig bestätigt ist das nicht. Der Rat tagt heute.\n"
    "Die Gruppe zählt nach eigenen Angaben 3000 Mitglieder."
)


@pytest.mark.parametrize(
    ("marked", "settled"),
    [
        ("Die Rakete fliege mit Hyperschall", [True, False]),
        ("ist das nicht", [True, False]),
        ("Der Rat tagt heute", [False, False]),
        ("3000 Mitglieder", [False, True]),
    ],
)
def test_finding_is_settled_by_a_mark_in_its_sentence_or_in_what_it_refers_back_to(marked, settled):
    start = TEXT.index(marked)

    assert [each.is_settled_by(start, start + len(marked)) for each in detect(TEXT)] == settled


def test_finding_that_names_its_own_matter_is_not_settled_by_what_stands_before_it():
    text = "Die Rakete fliege mit Hyperschall.\nEine unabhängige Bestätigung für den Brand gab es nicht."

    (finding,) = detect(text)

    assert not finding.is_settled_by(0, 10)
    assert finding.is_settled_by(text.index("Brand"), text.index("Brand") + 5)


def test_detect_takes_200_kilobytes_in_its_stride():
    text = "Der Rat soll am Montag viel beraten und wenig beschlossen haben, heißt es. " * 2700

    assert len(detect(text)) == 2700
