from articles.importers.blocks import cut


def kinds_and_texts(text):
    return [(block.kind, [piece.text for piece in block.pieces]) for block in cut(text)]


def test_cut_keeps_line_numbers():
    blocks = cut("Eins\n\n\n• Zwei\n• Drei\n\nVier")

    assert [[piece.line for piece in block.pieces] for block in blocks] == [[1], [4, 5], [7]]


def test_cut_joins_bullets_across_blank_lines():
    assert kinds_and_texts("• Eins\n\n• Zwei") == [("points", ["Eins", "Zwei"])]


def test_cut_takes_a_lone_dash_for_a_sentence():
    assert kinds_and_texts("– Das war alles.") == [("paragraph", ["– Das war alles."])]


def test_cut_takes_a_lone_round_bullet_for_a_list():
    assert kinds_and_texts("• Das war alles.") == [("points", ["Das war alles."])]


def test_cut_takes_a_date_for_a_sentence():
    assert kinds_and_texts("3. Oktober war Feiertag.") == [("paragraph", ["3. Oktober war Feiertag."])]


def test_cut_reads_lists_that_count_from_one():
    assert kinds_and_texts("1. Eins\n2) Zwei") == [("numbers", ["Eins", "Zwei"])]
    assert kinds_and_texts("4. Mai\n9. Mai") == [("paragraph", ["4. Mai"]), ("paragraph", ["9. Mai"])]


def test_cut_joins_hanging_lines_to_their_bullet():
    assert kinds_and_texts("• Eins\n  und mehr\n• Zwei\nDrei") == [
        ("points", ["Eins und mehr", "Zwei"]),
        ("paragraph", ["Drei"]),
    ]


def test_cut_joins_wrapped_lines_only_where_the_margin_broke_them():
    text = (
        "Der erste Satz reicht bis an den Rand und geht in der nächsten Zeile\n"
        "weiter, wie es in Briefen üblich ist. Hier steht noch ein ganzer Satz,\n"
        "der endet.\n"
        "Dies ist ein neuer Absatz."
    )

    assert kinds_and_texts(text) == [
        (
            "paragraph",
            [
                "Der erste Satz reicht bis an den Rand und geht in der nächsten Zeile weiter, wie es in"
                " Briefen üblich ist. Hier steht noch ein ganzer Satz, der endet."
            ],
        ),
        ("paragraph", ["Dies ist ein neuer Absatz."]),
    ]


def test_cut_keeps_the_hyphen_at_a_line_end():
    text = (
        "Darüber beraten am kommenden Montag im Rathaus die Nord-\n"
        "und die Ostseite des Hafens gemeinsam mit der Landes-\n"
        "regierung in der Hauptstadt."
    )

    assert kinds_and_texts(text) == [
        (
            "paragraph",
            [
                "Darüber beraten am kommenden Montag im Rathaus die Nord- und die Ostseite des Hafens"
                " gemeinsam mit der Landes-regierung in der Hauptstadt."
            ],
        )
    ]


def test_cut_reads_a_dash_at_the_margin_as_part_of_the_sentence():
    text = (
        "Die Boote liegen in der Bauzeit am anderen Ufer des Hafens und dann\n"
        "– so heißt es im Rathaus – in der alten Werft hinter dem hohen Deich\n"
        "von Nordersum."
    )

    assert [kind for kind, _ in kinds_and_texts(text)] == ["paragraph"]
