"""Make records for tests: each function gives a valid one and takes what the test cares about."""

import io
import itertools
from datetime import timedelta

from django.contrib.auth.models import Group, User
from django.utils import timezone
from PIL import Image

from articles.choices import Attribution, Role, Stance
from articles.models import Article, Author, Byline, Claim, Evidence, Picture, Section, Source, Topic, Verdict
from articles.workflow import annotating, checking, opinions, picturing, publishing, replying, writing

counter = itertools.count(1)
OFTEN = "Die Rakete fliegt mit Hyperschallgeschwindigkeit."


def make_user(*roles, superuser=False, **fields):
    number = next(counter)
    fields = {"username": f"user{number}", "is_staff": True, "is_superuser": superuser} | fields
    user = User.objects.create_user(password="a long enough password", **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def make_reporter(**fields):
    return make_user(Role.REPORTER, **fields)


def make_fact_checker(**fields):
    return make_user(Role.FACT_CHECKER, **fields)


def make_editor(**fields):
    return make_user(Role.EDITOR, **fields)


def make_administrator(**fields):
    return make_user(Role.ADMINISTRATOR, **fields)


def make_chief(**fields):
    """Return somebody who holds every role, for tests in which the role is not the point."""
    return make_user(*Role, **fields)


def make_section(**fields):
    return writing.save(Section(**{"name": f"Ressort {next(counter)}"} | fields), by=make_administrator())


def make_topic(**fields):
    return writing.save(Topic(**{"name": f"Thema {next(counter)}"} | fields), by=make_reporter())


def make_author(**fields):
    return writing.save(Author(**{"name": f"Mia Muster {next(counter)}"} | fields), by=make_reporter())


def make_source(**fields):
    defaults = {"name": f"Quelle {next(counter)}", "kind": "organisation"}
    return writing.save(Source(**defaults | fields), by=make_reporter())


def make_claim(statement=None, *, topics=(), **fields):
    """Return a claim with a claimant; pass claimant=None for one that nobody is known to make."""
    if "claimant" not in fields:
        fields["claimant"] = make_source()
    claim = Claim(statement=statement or f"Behauptung Nummer {next(counter)} stimmt.", **fields)
    return writing.save(claim, by=make_reporter(), related={"topics": list(topics)})


def make_evidence(claim, **fields):
    defaults = {"source": fields.get("source") or make_source(), "stance": Stance.SUPPORTS}
    return writing.save(Evidence(claim=claim, **defaults | fields), by=make_reporter())


def make_picture_bytes(width=800, height=450, fmt="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (width, height), (120, 130, 140)).save(out, fmt)
    return out.getvalue()


def make_picture(**fields):
    defaults = {
        "title": f"Bild {next(counter)}",
        "alt": "Eine graue Fläche",
        "caption": "Grau in Grau.",
        "credit": "Zeichnung: Die Gegenprobe",
        "origin": "graphic",
    }
    return picturing.store(Picture(**defaults | fields), raw=make_picture_bytes(), by=make_reporter())


def make_article(*, topics=(), related=(), bylines=None, **fields):
    """Return a complete draft that the gate lets pass."""
    defaults = {
        "headline": f"Überschrift Nummer {next(counter)}",
        "kicker": "Dachzeile",
        "teaser": "Der Teaser sagt, worum es geht.",
        "body": f"<p>Moskau sagt viel. {OFTEN}</p><p>Mehr ist dazu nicht zu hören.</p>",
    }
    if "section" not in fields:
        fields["section"] = make_section()
    article = Article(**defaults | fields)
    authors = [make_author()] if bylines is None else bylines
    rows = [Byline(article=article, author=author, position=place) for place, author in enumerate(authors)]
    related = {"topics": list(topics), "related": list(related)}
    return writing.save(article, by=make_reporter(), related=related, rows=rows)


def make_annotation(article=None, *, claim=None, words=OFTEN, field="body"):
    article = article or make_article()
    start = article.plain(field).index(words)
    return annotating.annotate(
        article,
        claim=claim or make_claim(),
        field=field,
        start=start,
        end=start + len(words),
        by=make_reporter(),
    )


def make_revision(article=None, *, claims=(), by=None, live_from=None, **fields):
    """Publish an article, with each claim marked in a sentence of its own, and return what readers see."""
    if article is None:
        sentences = [claim.statement for claim in claims]
        body = "".join(f"<p>{sentence}</p>" for sentence in sentences) or "<p>Ein Satz.</p>"
        article = make_article(**{"body": body} | fields)
        for claim in claims:
            make_annotation(article, claim=claim, words=claim.statement)
    return publishing.publish(article, by=by or make_editor(), live_from=live_from)


def make_factcheck(claim=None, *, state="draft", author=None, reviewer=None, **answers):
    """Walk a check to the wanted state: draft, submitted, returned or in_force."""
    claim = claim or make_claim()
    author = author or make_fact_checker()
    factcheck = checking.open_factcheck(claim, by=author)
    answers = {
        "attribution": Attribution.DOCUMENTED,
        "verdict": Verdict.objects.get(slug="unbelegt"),
        "summary": "Niemand hat es unabhängig bestätigt.",
        "rationale": "Es gibt nur die Angabe einer Seite.",
    } | answers
    if claim.factchecks.filter(state="in_force").exists():
        answers.setdefault("change_reason", "Neue Belege führen zu einer anderen Antwort.")
    checking.save_factcheck(factcheck, answers=answers, by=author)
    verdict = answers["verdict"]
    if state != "draft" and verdict and verdict.leaning == "supported" and not claim.evidence.exists():
        # What such a verdict rests on, for tests to which that is not the point.
        make_evidence(claim)
        make_evidence(claim)
    if state != "draft":
        checking.submit(factcheck, by=author)
    if state == "returned":
        checking.send_back(factcheck, note="Bitte die zweite Quelle nachtragen.", by=reviewer or make_editor())
    if state == "in_force":
        checking.approve(factcheck, reason="Die Begründung trägt.", by=reviewer or make_editor())
    return factcheck


def make_opinion(factcheck=None, *, checker=None, is_given=False, **answers):
    """Ask for a second opinion and, if wanted, give it: by default another answer than that of the check."""
    factcheck = factcheck or make_factcheck()
    checker = checker or make_fact_checker()
    question = "Trägt das amtliche Protokoll als Beleg?"
    opinion = opinions.ask(factcheck, checker=checker, question=question, by=factcheck.author)
    if is_given:
        answers = {
            "attribution": Attribution.RELAYED,
            "verdict": Verdict.objects.get(slug="falsch"),
            "rationale": "Das Protokoll sagt das Gegenteil.",
        } | answers
        opinions.give(opinion, answers=answers, by=checker)
    return opinion


def make_checked_claim(verdict="unbelegt", **fields):
    claim = make_claim(**fields)
    make_factcheck(claim, state="in_force", verdict=Verdict.objects.get(slug=verdict))
    return Claim.objects.get(pk=claim.pk)


def in_days(days):
    return timezone.now() + timedelta(days=days)


def make_reply(article=None, *, claim=None, **fields):
    """Return a reply that stands at a claim of a live article."""
    claim = claim or make_claim()
    article = article or make_revision(claims=[claim]).article
    defaults = {
        "text": "Ich habe das nie gesagt.",
        "from_whom": "Rosa Rakete, Musterstadt",
        "received_on": timezone.localdate(),
        "by": make_editor(),
    }
    return replying.publish_reply(article, claim=claim, **defaults | fields)


def make_change(article, words="Ein Satz mehr."):
    """Edit the draft of a live article, so that there is something to publish anew."""
    article.body += f"<p>{words}</p>"
    return writing.save(article, by=make_reporter())
