"""The demo's desk, as each role finds it: every link leads where the line says, and there the deed can be done."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse

from articles.admin.queues import overview
from articles.models import Article, Claim, OpenPoint
from articles.workflow import rippling, writing

pytestmark = pytest.mark.django_db

STAFF = ["redaktion", "pruefung", "chefin", "verwaltung"]
# By its deed, what must stand on the page that a line leads to.
DEEDS = {
    "Weiterschreiben": 'name="headline"',
    "Weiterprüfen": 'name="rationale"',
    "Abnehmen": "/veroeffentlichen/",
    "Gegenlesen": "/freigeben/",
    "Prüfen": "/pruefung/|result_list",
    "Nachfassen": "inquiries-group",
    "Neu setzen": "annotate",
    "Bestätigen": "annotate",
    "Erledigen": "Punkt ablegen",
    "Ansehen": "",
    "Öffnen": 'name="headline"',
    "Zweitmeinung geben": 'name="rationale"',
}


@pytest.fixture
def demo(settings, tmp_path, db):
    """Return the demo newsroom, with a lost mark and a point that nobody is in charge of besides its own stories."""
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    call_command("seed")
    chief = User.objects.get(username="chefin")
    article = Article.objects.get(headline__startswith="Was über die Oreschnik")
    mark = article.annotations.filter(field="body").first()
    article.body = article.body.replace(mark.exact, "etwas ganz anderes")
    article.assignee = None
    article.planned_for = article.saved_at
    writing.save(article, by=chief)
    claim = Claim.objects.get(statement__startswith="Die Oreschnik ist eine neue")
    rippling.ripple(claim, cause="vanished", note="Ein Beleg ist weg.", by=chief)


def test_every_line_of_the_desk_leads_to_its_deed_and_every_link_opens(client, demo):
    wrong, keys = [], set()
    for username in STAFF:
        client.force_login(User.objects.get(username=username))
        page = client.get(reverse("admin:index"))
        queues = page.context["queues"]
        keys |= {queue.key for queue in queues if queue.lines}
        for line in [line for queue in queues for line in queue.lines]:
            response = client.get(line.url)
            if response.status_code != 200 or not re.search(DEEDS[str(line.act)], response.content.decode()):
                wrong.append((username, line.act, line.url, response.status_code))
        links = links_of(page) | {url for queue in queues for _label, url in queue.more}
        assert len(links) > 15
        wrong += [(username, link) for link in sorted(links) if client.get(link).status_code != 200]

    assert wrong == []
    assert keys >= {"mine", "awaiting", "due", "open", "points", "lost"}
    assert OpenPoint.objects.open().count() == 2


def links_of(page):
    main = page.content.decode().split('id="content"', 1)[1].split('id="footer"')[0]
    return {link.replace("&amp;", "&") for link in re.findall(r'href="([^"#]+)', main)}


def test_due_in_the_demo_begins_with_what_is_unproven_and_live(demo):
    queue = next(each for each in overview(User.objects.get(username="pruefung"))["queues"] if each.key == "due")

    is_pressing = [line.aside.startswith("steht in einem öffentlichen Artikel") for line in queue.lines]
    assert is_pressing == sorted(is_pressing, reverse=True) and {*is_pressing} == {True, False}
    assert "Beleg nicht mehr auffindbar" in queue.lines[-1].aside
    assert "Pressemitteilung des Beispielinstituts" in queue.lines[-1].aside
