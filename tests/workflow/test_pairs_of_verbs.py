"""Two verbs in a row, every pair: what readers see afterwards, at each hour. Written to be read by a managing editor.

An article says A. At 8 o'clock it is brought into its first state; at 9 o'clock the first verb is done, and then the
draft is edited; at 10 o'clock the second verb is done. What is scheduled is scheduled for noon. Each line below ends
with what readers find at 9.30, at 10.30 and at 12.30: the letter of the text, † for the notice of a withdrawn article
(410), – for nothing at all (404). „refused“ means that the second verb is answered with a sentence and changes nothing.

The draft says A at 8 o'clock, B when the first verb is done, C when the second is done; „restore“ brings A back into
the draft and changes nothing for readers by itself.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from articles.models import Revision
from articles.workflow import clock, publishing, restoring, writing
from articles.workflow.transitions import WrongMove
from tests.make import make_article, make_editor

pytestmark = pytest.mark.django_db

DAY = datetime(2031, 5, 12, tzinfo=UTC)
NOON = DAY + timedelta(hours=12)


def at(hour):
    return clock.as_of(DAY + timedelta(hours=hour))


def restore(article, editor):
    """Bring the first revision back into the draft; readers see nothing of that."""
    first = article.revisions.order_by("number").first()
    if first is None:
        raise WrongMove("nothing to restore")
    restored = restoring.restore(first, by=editor).article
    article.__dict__.update(restored.__dict__)


VERBS = {
    "publish": lambda article, editor: publishing.publish(article, by=editor),
    "schedule": lambda article, editor: publishing.publish(article, by=editor, live_from=NOON),
    "correct": lambda article, editor: publishing.correct(article, note="Es war anders.", by=editor),
    "typo": lambda article, editor: publishing.fix_typo(article, by=editor),
    "withdraw": lambda article, editor: publishing.withdraw(article, note="Erfunden.", by=editor),
    "unschedule": lambda article, editor: publishing.unschedule(article, by=editor),
    "restore": restore,
}

# first verb, second verb: what readers see at 9.30, 10.30, 12.30 – of an article that was never public before
NEW = """
publish     publish      B C C
publish     schedule     B B C
publish     correct      B C C
publish     typo         B C C
publish     withdraw     B † †
publish     unschedule   B refused
publish     restore      B B B
schedule    publish      – C C
schedule    schedule     – – C
schedule    correct      – refused
schedule    typo         – refused
schedule    withdraw     – refused
schedule    unschedule   – – –
schedule    restore      – – B
"""
# The same of an article that has been public with A since 8 o'clock. „publish“ is now an update.
LIVE = """
publish     publish      B C C
publish     schedule     B B C
publish     correct      B C C
publish     typo         B C C
publish     withdraw     B † †
publish     unschedule   B refused
publish     restore      B B B
schedule    publish      A C C
schedule    schedule     A A C
schedule    correct      A C C
schedule    typo         A C C
schedule    withdraw     A † †
schedule    unschedule   A A A
schedule    restore      A A B
correct     publish      B C C
correct     schedule     B B C
correct     correct      B C C
correct     typo         B C C
correct     withdraw     B † †
correct     unschedule   B refused
correct     restore      B B B
typo        publish      B C C
typo        schedule     B B C
typo        correct      B C C
typo        typo         B C C
typo        withdraw     B † †
typo        unschedule   B refused
typo        restore      B B B
withdraw    publish      † C C
withdraw    schedule     † † C
withdraw    correct      † refused
withdraw    typo         † refused
withdraw    withdraw     † refused
withdraw    unschedule   † refused
withdraw    restore      † † †
restore     publish      A C C
restore     schedule     A A C
restore     correct      A C C
restore     typo         A C C
restore     withdraw     A † †
restore     unschedule   A refused
restore     restore      A A A
"""
# The same of an article that has been public with A since 8 o'clock and is scheduled with B for noon.
PLANNED = """
unschedule  publish      A C C
unschedule  schedule     A A C
unschedule  correct      A C C
unschedule  typo         A C C
unschedule  withdraw     A † †
unschedule  unschedule   A refused
unschedule  restore      A A A
withdraw    unschedule   † refused
withdraw    publish      † C C
withdraw    schedule     † † C
publish     unschedule   B refused
correct     unschedule   B refused
typo        unschedule   B refused
restore     unschedule   A A A
"""


def rows(table):
    return [tuple(line.split(maxsplit=2)) for line in table.strip().splitlines()]


def write(article, letter, editor):
    article.body = f"<p>Der Text lautet {letter}.</p>"
    writing.save(article, by=editor)


def seen(article, hour):
    """Return the letter that readers find at the hour, † for a tombstone, – for nothing."""
    revision = Revision.objects.in_force(DAY + timedelta(hours=hour)).filter(article=article).first()
    if revision is None:
        return "–"
    return "†" if revision.is_withdrawal else revision.content["body"][-6]


def story(begin, first, second):
    """Tell the story of a line; return what readers see, or what they saw before the second verb was refused."""
    editor, article = make_editor(), None
    with at(8):
        article = make_article(body="<p>Der Text lautet A.</p>")
        if begin != "new":
            VERBS["publish"](article, editor)
    if begin == "planned":
        with at(8.5):
            write(article, "B", editor)
            VERBS["schedule"](article, editor)
    with at(9):
        if first != "restore" and begin != "planned":
            write(article, "B", editor)
        VERBS[first](article, editor)
    with at(10):
        if second != "restore":
            write(article, "C", editor)
        before = [seen(article, hour) for hour in (9.5, 10.5, 12.5)]
        try:
            VERBS[second](article, editor)
        except WrongMove:
            assert [seen(article, hour) for hour in (9.5, 10.5, 12.5)] == before
            return f"{before[0]} refused"
    return " ".join(seen(article, hour) for hour in (9.5, 10.5, 12.5))


@pytest.mark.parametrize(("first", "second", "expected"), rows(NEW))
def test_pair_of_verbs_on_a_new_article(first, second, expected):
    assert story("new", first, second) == expected


@pytest.mark.parametrize(("first", "second", "expected"), rows(LIVE))
def test_pair_of_verbs_on_a_live_article(first, second, expected):
    assert story("live", first, second) == expected


@pytest.mark.parametrize(("first", "second", "expected"), rows(PLANNED))
def test_pair_of_verbs_on_an_article_with_a_planned_revision(first, second, expected):
    assert story("planned", first, second) == expected


def test_table_of_live_articles_names_every_pair_that_can_begin():
    can_begin = [verb for verb in VERBS if verb != "unschedule"]

    assert {line[:2] for line in rows(LIVE)} == {(first, second) for first in can_begin for second in VERBS}


@pytest.mark.parametrize("verb", ["correct", "typo", "withdraw", "unschedule", "restore"])
def test_verbs_that_cannot_begin_the_story_of_a_new_article(verb):
    with at(8), pytest.raises(WrongMove):
        VERBS[verb](make_article(), make_editor())


def test_readers_get_the_notice_by_410_and_the_reason_and_the_text_again_after_it_is_published_anew(client):
    editor = make_editor()
    article = make_article(body="<p>Der Text lautet A.</p>")
    address = reverse("article", args=[article.pk, article.slug])
    VERBS["publish"](article, editor)
    VERBS["withdraw"](article, editor)

    gone = client.get(address)
    VERBS["restore"](article, editor)
    VERBS["publish"](article, editor)
    back = client.get(address)

    assert (gone.status_code, back.status_code) == (410, 200)
    assert "Erfunden." in gone.content.decode() and "lautet A" not in gone.content.decode()
    assert "lautet A" in back.content.decode()


@pytest.mark.parametrize(
    ("verb", "moves"), [("publish", True), ("correct", True), ("typo", False)], ids=["update", "correction", "typo"]
)
def test_date_of_change_moves_for_update_and_correction_and_never_for_a_typo(verb, moves):
    editor = make_editor()
    with at(8):
        article = make_article(body="<p>Der Text lautet A.</p>")
        VERBS["publish"](article, editor)
    with at(9):
        write(article, "B", editor)
        VERBS["correct"](article, editor)
    with at(10):
        write(article, "C", editor)
        VERBS[verb](article, editor)

    latest = article.latest_revision

    assert latest.changed_at == DAY + timedelta(hours=10 if moves else 9)
    assert latest.first_published_at == DAY + timedelta(hours=8)


def test_corrections_page_has_the_correction_and_the_withdrawal_and_no_typo(client):
    editor = make_editor()
    article = make_article(body="<p>Der Text lautet A.</p>")
    VERBS["publish"](article, editor)
    write(article, "B", editor)
    VERBS["typo"](article, editor)
    write(article, "C", editor)
    VERBS["correct"](article, editor)
    VERBS["withdraw"](article, editor)

    told = [(each.kind, each.note) for each in Revision.objects.corrections().order_by("number")]
    page = client.get(reverse("corrections")).content.decode()

    assert told == [("correction", "Es war anders."), ("withdrawal", "Erfunden.")]
    assert "Es war anders." in page and "Erfunden." in page


def test_calling_off_the_second_life_of_a_withdrawn_article_leaves_it_withdrawn():
    editor, article = make_editor(), make_article()
    VERBS["publish"](article, editor)
    VERBS["withdraw"](article, editor)
    publishing.publish(article, by=editor, live_from=clock.now() + timedelta(hours=1))
    publishing.unschedule(article, by=editor)

    article.refresh_from_db()
    assert article.state == "withdrawn"


def test_plan_can_be_called_off_after_the_draft_was_returned_to_its_writers():
    editor, article = make_editor(), make_article()
    publishing.publish(article, by=editor, live_from=clock.now() + timedelta(hours=1))
    writing.submit(article, by=editor)
    writing.send_back(article, note="Noch ein Satz fehlt.", by=editor)

    publishing.unschedule(article, by=editor)

    assert not Revision.objects.scheduled().exists()
