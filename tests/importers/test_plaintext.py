from dataclasses import asdict
from pathlib import Path

import pytest

from articles.importers import Draft, Dropped, Unreadable, read, read_text

PAGES = Path(__file__).parent / "pages"


def draft_of_page(name):
    return read((PAGES / name).read_bytes(), name=name)


def draft_of(*paragraphs):
    return read_text("\n\n".join(paragraphs))


def test_saved_page_has_every_part_in_its_field():
    draft = draft_of_page("saved-page.txt")

    assert asdict(draft) | {"dropped": []} == asdict(
        Draft(
            section="Wissen",
            kicker="Streit um den Wattsee",
            headline="Forscherin hält neue Sperrwerke für möglich",
            teaser=(
                "Nachdem im November drei Sturmfluten auf die Küste trafen, ist offen, wie hoch die"
                " Deiche werden müssen. Die Gemeinden fürchten um ihre Häuser."
            ),
            picture_caption="Ein Bagger arbeitet am Deich bei Nordersum. Reicht das für den nächsten Winter?",
            picture_credit="picture alliance/dpa | Ole Muster",
            key_points=[
                "Forscherin bringt bewegliche Sperrwerke ins Gespräch",
                'Deichverband fordert "ein Ende des Zögerns"',
                "Land soll auch ohne Bundesmittel weiterbauen",
            ],
            body=(
                "<p>Nachdem im November drei Sturmfluten auf die Küste trafen, ist offen, wie hoch"
                " die Deiche werden müssen. Die Gemeinden fürchten um ihre Häuser. Deshalb wird ein alter"
                " Vorschlag wieder diskutiert.</p>"
                "<h2>Streit um den Wattsee: Was die Forscherin genau vorschlägt</h2>"
                "<p>Konkret geht es um Tore im Fahrwasser. Der Küstenzeitung (KZ) sagte die Forscherin:"
                ' "Wir brauchen einen zweiten Plan." Das Land hatte solche Tore im Frühjahr abgelehnt.</p>'
                "<h2>Land könnte Zuschüsse kürzen</h2>"
                "<p>Unterdessen traf sich der Minister am 25. November mit den Gemeinden. Teilnehmern zufolge"
                " war auch der Bund zugeschaltet.</p>"
            ),
            context=(
                "<p>Im Wahlkampf hatte der Minister Kritik an den Zuschüssen geübt. Die Tore sollen dem"
                " Hersteller zufolge jeder Flut standhalten. Unabhängig bestätigt ist das nicht.</p>"
            ),
            sign_off="/mus/kueste.de",
            proposed=["kicker", "teaser"],
        )
    )


def test_saved_page_lists_what_it_dropped_with_line_and_reason():
    draft = draft_of_page("saved-page.txt")

    assert [(dropped.line, dropped.reason) for dropped in draft.dropped] == [
        (5, "signpost"),
        (7, "share"),
        (14, "signpost"),
        (22, "signpost"),
        (26, "social"),
        (28, "signpost"),
        (30, "self_promotion"),
    ]
    assert draft.dropped[1].text == "Artikel teilen:"


def test_agency_report_has_every_part_in_its_field():
    draft = draft_of_page("agency-report.txt")

    assert asdict(draft) | {"dropped": []} == asdict(
        Draft(
            section="Politik",
            label="commentary",
            kicker="Haushaltsstreit",
            headline="Der Landtag vertagt sich zum dritten Mal",
            teaser="Die Fraktionen finden keinen Weg aus dem Streit. Nun soll ein Ausschuss vermitteln.",
            bylines=["Anna Beispiel", "Bodo van Muster"],
            dateline="Kiel",
            agencies="dpa, AFP",
            picture_caption="Leere Plätze im Plenarsaal (Archivbild).",
            picture_credit="Karl Probe/dpa",
            picture_origin="archive",
            body=(
                "<p>Der Landtag hat die Abstimmung über den Haushalt erneut verschoben. Das teilte die"
                " Präsidentin mit.</p><p>Die Regierung dringt auf eine Entscheidung noch vor Weihnachten."
                " „Wir sind bereit“, sagte ihr Sprecher.</p><p>Facebook</p>"
            ),
            sign_off="kie/dpa",
            proposed=["teaser"],
            related=["Was im Haushalt steht", "Wer dagegen stimmt"],
            topics=["Haushalt", "Landtag", "Kiel"],
        )
    )


def test_hard_wrapped_text_is_joined_to_paragraphs_and_items():
    draft = draft_of_page("wrapped-letter.txt")

    assert draft.headline == "Hafen von Nordersum bekommt einen neuen Kai"
    assert draft.body == (
        "<p>Der Hafen von Nordersum soll bis zum Sommer einen neuen Kai bekommen, sagte die Bürgermeisterin"
        " am Montag. Er ersetzt die hölzerne Anlage aus dem Jahr 1931, die seit dem Frühjahr gesperrt ist. Das"
        " Land trägt zwei Drittel der Kosten.</p><h2>Was noch offen ist</h2><p>Die Fischer fragen, wo ihre"
        " Boote in der Bauzeit liegen sollen. Darüber wird – so heißt es im Rathaus – in der kommenden Woche"
        " mit der Nord- und der Ostseite gesprochen.</p><ul><li>Der Fischmarkt bleibt geöffnet, zieht"
        " aber für die Dauer der Arbeiten in die alte Werft um.</li><li>Die Fähre fährt weiter.</li></ul>"
    )


def test_text_of_one_line_a_paragraph_stays_apart():
    draft = read_text("Titel\nEin Satz, der mit einem Punkt endet.\nNoch ein Satz, der mit einem Punkt endet.\n")

    assert draft.body == ("<p>Ein Satz, der mit einem Punkt endet.</p><p>Noch ein Satz, der mit einem Punkt endet.</p>")


def test_markup_in_plain_text_stays_text():
    draft = draft_of("Titel", "Im Feld <b>Name</b> stand 5 < 7 & <script>alarm()</script>.")

    assert draft.body == (
        "<p>Im Feld &lt;b&gt;Name&lt;/b&gt; stand 5 &lt; 7 &amp; &lt;script&gt;alarm()&lt;/script&gt;.</p>"
    )


def test_labelled_lines_name_their_fields():
    draft = draft_of(
        "Ressort: Politik\nDachzeile: Haushalt\nÜberschrift: Der Landtag tagt\nTeaser: Es wird spät.",
        "Der Landtag tagt seit dem Morgen.",
    )

    assert (draft.section, draft.kicker, draft.headline, draft.teaser) == (
        "Politik",
        "Haushalt",
        "Der Landtag tagt",
        "Es wird spät.",
    )
    assert draft.body == "<p>Der Landtag tagt seit dem Morgen.</p>"


def test_lead_above_the_key_points_is_the_teaser():
    draft = draft_of("Titel", "Es wird spät.", "• Eins\n• Zwei", "Ein Satz.")

    assert (draft.teaser, draft.key_points, draft.body) == (
        "Es wird spät.",
        ["Eins", "Zwei"],
        "<p>Ein Satz.</p>",
    )
    assert draft.proposed == ["teaser"]


def test_kicker_from_the_headline_is_only_proposed():
    draft = draft_of("Krieg in der Ukraine: Was jetzt folgt", "Ein Satz.")

    assert (draft.kicker, draft.headline) == ("Krieg in der Ukraine", "Was jetzt folgt")
    assert "kicker" in draft.proposed


def test_label_before_the_colon_is_no_kicker():
    draft = draft_of("Faktencheck: Stimmt das mit der Mauer?", "Ein Satz.")

    assert (draft.label, draft.kicker, draft.headline) == ("factcheck", "", "Stimmt das mit der Mauer?")


@pytest.mark.parametrize(
    ("paragraphs", "related", "body"),
    [
        pytest.param(
            ["Lesen Sie auch:\nErster Titel\nZweiter Titel", "Es geht weiter."],
            ["Erster Titel", "Zweiter Titel"],
            "<p>Ein Satz.</p><p>Es geht weiter.</p>",
            id="lines without a blank line below the signpost",
        ),
        pytest.param(
            ["Lesen Sie auch:", "Erster Titel", "Zwischentitel", "Es geht weiter."],
            ["Erster Titel"],
            "<p>Ein Satz.</p><h2>Zwischentitel</h2><p>Es geht weiter.</p>",
            id="the last line may be the sub-headline of the text",
        ),
        pytest.param(
            ["Mehr zum Thema: Erster Titel", "Es geht weiter."],
            ["Erster Titel"],
            "<p>Ein Satz.</p><p>Es geht weiter.</p>",
            id="in the same line",
        ),
        pytest.param(["Lesen Sie auch:", "Erster Titel", "Zweiter Titel"], ["Erster Titel", "Zweiter Titel"],
                     "<p>Ein Satz.</p>", id="at the end of the page"),
        pytest.param(["Lesen Sie auch:", "Es geht weiter."], [], "<p>Ein Satz.</p><p>Es geht weiter.</p>",
                     id="nothing but text"),
    ],
)  # fmt: skip
def test_related_headlines_never_swallow_text(paragraphs, related, body):
    draft = draft_of("Titel", "Ein Satz.", *paragraphs)

    assert (draft.related, draft.body) == (related, body)


@pytest.mark.parametrize(
    ("paragraphs", "topics"),
    [
        (["Themen: Haushalt, Landtag."], ["Haushalt", "Landtag"]),
        (["Themen", "Haushalt", "Landtag"], ["Haushalt", "Landtag"]),
        (["Schlagworte:\n• Haushalt\n• Twitter"], ["Haushalt", "Twitter"]),
        (["Themen", "Haushalt | Landtag"], ["Haushalt", "Landtag"]),
        (["Themen"], []),
    ],
)
def test_topics_are_read_from_line_and_list(paragraphs, topics):
    draft = draft_of("Titel", "Ein Satz.", *paragraphs)

    assert (draft.topics, draft.body) == (topics, "<p>Ein Satz.</p>")


def test_topics_above_a_paragraph_are_a_subheadline():
    draft = draft_of("Titel", "Ein Satz.", "Themen", "Es ging um die Häfen.")

    assert draft.body == "<p>Ein Satz.</p><h2>Themen</h2><p>Es ging um die Häfen.</p>"


def test_context_below_its_heading_is_one_block():
    draft = draft_of("Titel", "Ein Satz.", "Warum ist das wichtig?", "Weil es viele betrifft.", "Es geht weiter.")

    assert draft.context == "<p>Weil es viele betrifft.</p>"
    assert draft.body == "<p>Ein Satz.</p><p>Es geht weiter.</p>"


def test_list_after_the_first_paragraph_stays_in_the_text():
    draft = draft_of("Titel", "Ein Satz.", "Die Liste:", "• Eins\n• Zwei", "1. Erstens\n2. Zweitens", "Schluss.")

    assert draft.key_points == []
    assert draft.body == (
        "<p>Ein Satz.</p><p>Die Liste:</p><ul><li>Eins</li><li>Zwei</li></ul>"
        "<ol><li>Erstens</li><li>Zweitens</li></ol><p>Schluss.</p>"
    )


def test_headed_list_in_the_text_gives_the_key_points():
    draft = draft_of("Titel", "Ein Satz.", "Das Wichtigste in Kürze", "- Eins\n- Zwei", "Noch ein Satz.")

    assert (draft.key_points, draft.body) == (["Eins", "Zwei"], "<p>Ein Satz.</p><p>Noch ein Satz.</p>")


def test_second_caption_stays_in_the_text():
    draft = draft_of("Titel", "Der Hafen. Foto: Ole Muster", "Ein Satz.", "Die Werft. Foto: Karl Probe")

    assert (draft.picture_caption, draft.picture_credit) == ("Der Hafen.", "Ole Muster")
    assert draft.body == "<p>Ein Satz.</p><p>Die Werft. Foto: Karl Probe</p>"


def test_caption_with_a_line_of_its_own_is_not_replaced():
    draft = draft_of("Titel", "Bildunterschrift: Der Hafen im Winter.", "Die Werft. Foto: Karl Probe", "Ein Satz.")

    assert (draft.picture_caption, draft.picture_credit) == ("Der Hafen im Winter.", "")
    assert draft.body == "<p>Die Werft. Foto: Karl Probe</p><p>Ein Satz.</p>"


def test_source_below_the_text_is_no_picture_credit():
    draft = draft_of("Titel", "Ein Satz.", "Zahlen für das ganze Land. Quelle: Statistisches Landesamt")

    assert draft.picture_credit == ""
    assert draft.body.endswith("<p>Zahlen für das ganze Land. Quelle: Statistisches Landesamt</p>")


def test_row_of_share_buttons_is_dropped_whole():
    draft = draft_of("Titel", "Teilen\nFacebook\nX\nE-Mail", "Ein Satz.", "Twitter sperrt Konten, sagt der Betreiber.")

    assert [dropped.text for dropped in draft.dropped] == ["Teilen", "Facebook", "X", "E-Mail"]
    assert draft.body == "<p>Ein Satz.</p><p>Twitter sperrt Konten, sagt der Betreiber.</p>"


def test_dateline_that_differs_from_the_byline_stays_in_the_text():
    draft = draft_of("Titel", "Von Anna Beispiel, Kiel", "Berlin (dpa) - Ein Satz.")

    assert (draft.dateline, draft.agencies) == ("Kiel", "")
    assert draft.body == "<p>Berlin (dpa) - Ein Satz.</p>"


def test_lines_of_agencies_below_the_text_are_read():
    draft = draft_of("Titel", "Ein Satz.", "Mit Material von dpa und AFP")

    assert (draft.agencies, draft.body) == ("dpa, AFP", "<p>Ein Satz.</p>")
    assert draft.dropped == [Dropped(5, "Mit Material von dpa und AFP", "signpost")]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("• Eins\n• Zwei", "no_headline", 1),
        ("\n" + "Ein langer Satz ohne Überschrift. " * 12, "no_headline", 2),
        ("Nur eine Überschrift", "no_text", None),
        ("Anzeige\n\nTeilen", "no_headline", None),
        (" \n\t\n", "empty", None),
    ],
)
def test_text_without_its_main_parts_is_refused(text, code, line):
    with pytest.raises(Unreadable) as refusal:
        read_text(text)

    assert (refusal.value.code, refusal.value.line) == (code, line)


def test_no_break_spaces_stay_in_the_text():
    draft = draft_of("Neues", "Am 3.\u00a0Mai\u00a02024 stieg er um 20\u202f%  und\tmehr.", "Mehr weiß niemand.")

    assert "Am 3.\u00a0Mai\u00a02024 stieg er um 20\u202f% und mehr." in draft.body
