"""What a record said at an earlier version, told by its history alone."""

import pytest

from articles.choices import Verb
from articles.models import Article, Decision, Topic
from articles.workflow import history, publishing, versions, writing
from articles.workflow.transitions import Stale
from tests import make

pytestmark = pytest.mark.django_db
LONG = "".join(f"<p>Absatz {number} der langen Meldung.</p>" for number in range(300))


def told(article):
    return history.facts(article) | versions.listed(article)


def test_as_read_walks_back_over_saves_autosaves_and_publication():
    article, reporter = make.make_article(body=LONG), make.make_chief()
    stages = {article.version: told(article)}
    for number, verb in enumerate([None, Verb.AUTOSAVE, Verb.AUTOSAVE, None]):
        article.body = article.body.replace(f"Absatz {number} ", f"Der Absatz {number} ")
        article.kicker = f"Runde {number}"
        topics = [*article.topics.all(), make.make_topic()]
        writing.save(article, by=reporter, related={"topics": topics}, verb=verb)
        stages[article.version] = told(Article.objects.get(pk=article.pk))
    make.make_annotation(article, words="langen Meldung.")
    publishing.publish(article, by=reporter)

    stored = Article.objects.get(pk=article.pk)

    for version, stage in stages.items():
        read = versions.as_read(stored, version)
        told_again = {name: read[name] for name in ("body", "kicker", "topics", "keys")}
        assert told_again == {name: stage[name] for name in told_again}


@pytest.mark.parametrize("version", [0, -1, 99])
def test_as_read_knows_no_version_that_never_was(version):
    assert versions.as_read(make.make_article(), version) is None


def test_as_read_says_so_where_history_has_a_gap():
    topic = make.make_topic()
    Topic.objects.filter(pk=topic.pk).update(version=5)
    topic.refresh_from_db()

    assert versions.as_read(topic, 4) is None
    assert Decision.objects.about(topic).count() == 1


def test_save_with_a_gap_in_history_merges_nothing_silently():
    topic = make.make_topic(name="Ihres")
    Topic.objects.filter(pk=topic.pk).update(version=5)
    mine = Topic.objects.get(pk=topic.pk)
    mine.name = "Meines"

    with pytest.raises(Stale, match="lässt sich nicht mehr feststellen") as refusal:
        writing.save(mine, by=make.make_reporter(), read_version=4)

    clash = refusal.value.merge.clashes["name"][0]
    assert (clash.before, clash.mine, clash.theirs) == (None, "Meines", "Ihres")


def test_autosave_never_merges_for_its_form_would_take_the_others_words_back():
    article = make.make_article()
    read, theirs = Article.objects.get(pk=article.pk), Article.objects.get(pk=article.pk)
    theirs.kicker = "Ihre"
    writing.save(theirs, by=make.make_reporter(), read_version=1)
    read.teaser = "Meiner."

    with pytest.raises(Stale):
        writing.save(read, by=make.make_reporter(), read_version=1, verb=Verb.AUTOSAVE)

    article.refresh_from_db()
    assert (article.kicker, article.teaser) == ("Ihre", "Der Teaser sagt, worum es geht.")
