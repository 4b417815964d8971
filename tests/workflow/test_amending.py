"""Typo, update, correction: what is refused under the name of a typo, and what counts as a correction at all."""

import pytest

from articles.models import Decision
from articles.workflow import publishing, writing
from articles.workflow.transitions import WrongMove
from tests.make import make_article, make_author, make_editor, make_picture, make_reporter

pytestmark = pytest.mark.django_db

BODY = "<p>Der Bürgermeister Alois Anders öffnete 8 Tore. Der Deich ist nicht dicht.</p>"


def live(**fields):
    article = make_article(body=BODY, **fields)
    publishing.publish(article, by=make_editor())
    return article


def edit(article, old, new):
    assert old in article.body
    article.body = article.body.replace(old, new)
    return writing.save(article, by=make_reporter())


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("8 Tore", "9 Tore", "Eine Zahl ist anders: „9“ statt „8“."),
        ("ist nicht dicht", "ist dicht", "Eine Verneinung ist neu oder weggefallen: „nicht“ fehlt jetzt."),
        ("Alois Anders", "Beate Beispiel", "Ein Name oder ein Hauptwort ist ein anderes: „Beate Beispiel“ statt"),
        ("Tore.", "Tore. Und dann kam noch eine ganze Menge dazu, sagte er.", "Wörter sind anders."),
    ],
    ids=["number", "negation", "name", "many words"],
)
def test_typo_that_is_more_than_spelling_needs_a_confirmation_which_history_keeps(old, new, sentence):
    article, editor = edit(live(), old, new), make_editor()

    with pytest.raises(WrongMove, match="mehr als einem Tippfehler") as refusal:
        publishing.fix_typo(article, by=editor)
    revision = publishing.fix_typo(article, by=editor, is_confirmed=True)

    assert sentence in str(refusal.value)
    assert revision.changed_at is None
    (told,) = Decision.objects.about(article).filter(verb="update").latest("number").after["confirmed"]
    assert sentence in told


def test_typo_with_another_picture_or_another_name_in_the_byline_needs_a_confirmation():
    article = live(bylines=[make_author(name="Mia Muster")])
    article.picture = make_picture()
    writing.save(article, by=make_reporter())

    with pytest.raises(WrongMove, match="Das Bild ist ein anderes"):
        publishing.fix_typo(article, by=make_editor())


@pytest.mark.parametrize(("old", "new"), [("öffnete", "oeffnete"), ("Bürgermeister", "Bürgermeisster"), ("8 ", "8 ")])
def test_typo_of_spelling_alone_passes_without_a_question(old, new):
    article = edit(live(), old, new)

    assert publishing.fix_typo(article, by=make_editor()).kind == "typo"


def test_correction_without_any_change_is_refused():
    article = live()

    with pytest.raises(WrongMove, match="Am Text hat sich nichts geändert"):
        publishing.correct(article, note="Es war anders.", by=make_editor())

    assert article.revisions.count() == 1
