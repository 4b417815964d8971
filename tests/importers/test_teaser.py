import pytest

from articles.importers.teaser import propose_teaser


@pytest.mark.parametrize(
    ("paragraph", "teaser"),
    [
        ("Kurz. Auch kurz.", "Kurz. Auch kurz."),
        ("Kurz. " + "W" * 170 + ".", "Kurz."),
        ("Am 25. November sprach Dr. Muster z. B. über den Deich. " + "W" * 170 + ".",
         "Am 25. November sprach Dr. Muster z. B. über den Deich."),
        ("Es war 2024. " + "W" * 170 + ".", "Es war 2024."),
        ("„Reicht das?“ Niemand weiß es. " + "W" * 170 + ".", "„Reicht das?“ Niemand weiß es."),
        ("W" * 200 + ". Kurz.", "W" * 200 + "."),
        ("W" * 301 + ".", ""),
        ("Ohne Punkt", ""),
        ("Wir schreiben das Jahr 12.", "Wir schreiben das Jahr 12."),
    ],
)  # fmt: skip
def test_teaser_is_made_of_whole_first_sentences(paragraph, teaser):
    assert propose_teaser(paragraph) == teaser
