from dataclasses import asdict
from pathlib import Path

import pytest

from articles.importers import Draft, Dropped, Unreadable, read_text


def draft_of(markdown):
    return read_text(markdown, name="text.md")


def test_markdown_has_every_part_in_its_field():
    draft = read_text((Path(__file__).parent / "pages" / "front-matter.md").read_text())

    assert asdict(draft) == asdict(
        Draft(
            kicker="Haushaltsstreit",
            headline="Der Landtag vertagt sich",
            teaser="Die Fraktionen finden keinen Weg.",
            section="Politik",
            label="analysis",
            topics=["Haushalt", "Landtag"],
            bylines=["Anna Beispiel", "Bodo Muster"],
            agencies="dpa, AFP",
            key_points=["Keine Mehrheit", "Neuer Termin im Januar"],
            picture_origin="archive",
            context="<p>Ohne Haushalt gilt der <strong>alte Plan</strong> weiter.</p>",
            body=(
                "<p>Die Abstimmung ist <em>erneut</em> verschoben, wie die"
                ' <a href="https://landtag.example/">Präsidentin</a> sagte.</p><h2>Wie es weitergeht</h2>'
                "<ul><li>Ausschuss am Montag</li><li>Plenum am Freitag</li></ul>"
                "<h3>Am Rand</h3><p>eingerückte Zeile</p>"
            ),
            dropped=[
                Dropped(15, "planned_for: 2024-12-01", "unknown_key"),
                Dropped(18, "Der Landtag vertagt sich", "headline_again"),
                Dropped(23, "Leere Plätze (plaetze.jpg)", "picture"),
            ],
        )
    )


def test_first_heading_is_the_headline_without_front_matter():
    draft = draft_of("# Der *Landtag*\ntagt\n===\n\nEin Satz.\n\n# Zweiter Titel\n\nNoch einer.")

    assert draft.headline == "Der Landtag"
    assert draft.body == "<h2>tagt</h2><p>Ein Satz.</p><h2>Zweiter Titel</h2><p>Noch einer.</p>"


def test_other_heading_than_the_headline_stays_in_the_text():
    draft = draft_of("---\nheadline: Titel\n---\n# Anderer Titel\n\nEin Satz.")

    assert (draft.headline, draft.body) == ("Titel", "<h2>Anderer Titel</h2><p>Ein Satz.</p>")


@pytest.mark.parametrize(
    "context",
    [
        "## Warum das wichtig ist\n\nWeil es *alle* betrifft.\n\n### Und morgen?\n\nAuch.",
        "> **Warum das wichtig ist:**\n>\n> Weil es *alle* betrifft.\n>\n> ### Und morgen?\n>\n> Auch.",
    ],
)
def test_context_is_the_section_or_quote_of_that_name(context):
    draft = draft_of(f"# Titel\n\nEin Satz.\n\n{context}\n\n## Weiter\n\nSchluss.")

    assert draft.context == "<p>Weil es <em>alle</em> betrifft.</p><h3>Und morgen?</h3><p>Auch.</p>"
    assert draft.body == "<p>Ein Satz.</p><h2>Weiter</h2><p>Schluss.</p>"


def test_context_at_the_end_reaches_to_the_end():
    draft = draft_of("# Titel\n\nEin Satz.\n\n## Warum das wichtig ist\n\nWeil es alle betrifft.")

    assert (draft.context, draft.body) == ("<p>Weil es alle betrifft.</p>", "<p>Ein Satz.</p>")


def test_paragraph_of_that_name_is_no_context():
    draft = draft_of("# Titel\n\nWarum das wichtig ist\n\nEin Satz.")

    assert (draft.context, draft.body) == ("", "<p>Warum das wichtig ist</p><p>Ein Satz.</p>")


def test_heading_that_only_begins_so_is_no_context():
    draft = draft_of("# Titel\n\n## Warum das wichtig ist: drei Gründe\n\nEin Satz.")

    assert (draft.context, draft.body) == ("", "<h2>Warum das wichtig ist: drei Gründe</h2><p>Ein Satz.</p>")


def test_raw_html_in_markdown_stays_text():
    draft = draft_of("# Titel\n\n<script>alarm()</script>\n\nEin <b>Satz</b>, [Klick](javascript:alarm())\\\nEnde.")

    assert draft.body == (
        "<p>&lt;script&gt;alarm()&lt;/script&gt;</p>"
        "<p>Ein &lt;b&gt;Satz&lt;/b&gt;, [Klick](javascript:alarm())</p><p>Ende.</p>"
    )


def test_front_matter_values_stay_the_words_that_were_typed():
    draft = draft_of("---\nTitel: nein\nKicker: 12:30\nTeaser: 2024-11-25\nSlug:\ntags: Kiel\n---\nEin Satz.")

    assert (draft.headline, draft.kicker, draft.teaser, draft.slug, draft.topics) == (
        "nein",
        "12:30",
        "2024-11-25",
        "",
        ["Kiel"],
    )


def test_unknown_value_of_a_choice_is_listed():
    draft = draft_of("---\ntitle: Titel\nlabel: Sonett\nlanguage: en\n---\nEin Satz.")

    assert (draft.label, draft.language) == ("", "en")
    assert draft.dropped == [Dropped(3, "label: Sonett", "unknown_value")]


@pytest.mark.parametrize(
    ("front_matter", "code", "line", "detail"),
    [
        ("title: [offen", "front_matter", 3, ""),
        ("- Titel\n- Text", "front_matter", 2, ""),
        ("title: Titel\n\n? [a]\n: b", "front_matter", 4, ""),
        ("title: Titel\nteaser: {a: b}", "front_matter_value", 3, "teaser"),
        ("title: Titel\ntopics:\n  - [Kiel]", "front_matter_value", 4, "topics"),
        ("title: Titel\nteaser: [a, b]", "front_matter_value", 3, "teaser"),
        ("title: Titel\nÜberschrift: Titel", "front_matter_twice", 3, "Überschrift"),
        ("title: Titel\ntopics: &a [*a]", "front_matter_value", 3, "topics"),
        ("title: " + "[" * 5000, "front_matter", 2, ""),
    ],
    ids=lambda value: str(value)[:30],
)
def test_front_matter_that_cannot_be_read_is_refused_with_its_line(front_matter, code, line, detail):
    with pytest.raises(Unreadable) as refusal:
        draft_of(f"---\n{front_matter}\n---\nEin Satz.")

    assert (refusal.value.code, refusal.value.line, refusal.value.detail) == (code, line, detail)


@pytest.mark.parametrize(
    ("markdown", "code", "line"),
    [
        ("---\ntitle: Titel\n\nEin Satz.", "front_matter_open", 1),
        ("---\nteaser: Kurz.\n---\nEin Satz.", "no_headline", 4),
        ("# Titel", "no_text", None),
        ("---\n---\n", "no_headline", 3),
    ],
)
def test_markdown_without_its_main_parts_is_refused(markdown, code, line):
    with pytest.raises(Unreadable) as refusal:
        draft_of(markdown)

    assert (refusal.value.code, refusal.value.line) == (code, line)


def test_rule_at_the_top_of_a_plain_text_is_no_front_matter():
    draft = read_text("---\n\nTitel\n\nEin Satz.")

    assert (draft.headline, draft.body) == ("Titel", "<p>Ein Satz.</p>")


def test_no_break_spaces_stay_in_the_text():
    draft = read_text("# Neues vom Rhein\n\nAm 3.\u00a0Mai\u00a02024 stieg er\num 20\u202f%.\n\nMehr weiß niemand.\n")

    assert "Am 3.\u00a0Mai\u00a02024 stieg er um 20\u202f%." in draft.body
