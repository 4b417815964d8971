"""Fill an empty database with the demo newsroom, through the same doors as everything else."""

import csv
import json
import os
import re
import secrets
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import importers
from articles.choices import PointState, Role
from articles.models import Article, Claim, Evidence, Inquiry, Page, Picture, Section, Source, Topic, Verdict
from articles.workflow import (
    annotating,
    checking,
    clock,
    findings,
    intake,
    opinions,
    picturing,
    publishing,
    replying,
    rippling,
    writing,
)

SEEDS = settings.BASE_DIR / "seeds"
BERLIN = ZoneInfo("Europe/Berlin")
STAFF = [
    ("redaktion", "Mia", "Muster", Role.REPORTER),
    ("pruefung", "Bernd", "Beispiel", Role.FACT_CHECKER),
    ("chefin", "Dana", "Demo", Role.EDITOR),
    ("verwaltung", "Theo", "Testfall", Role.ADMINISTRATOR),
]
SECTIONS = ["Politik", "Wissen", "Geschichte", "Panorama"]


class Command(BaseCommand):
    help = "Install the demo newsroom: articles, claims, sources, pictures and one login for each role."

    def handle(self, *args, **options):
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                _("Die Demo-Redaktion wird nur mit DEMO=1 oder DEBUG=1 eingerichtet, nie in einer echten Redaktion.")
            )
        if Article.objects.exists() or Source.objects.exists():
            self.stdout.write(_("Hier gibt es schon Artikel; die Demo-Redaktion bleibt, wie sie ist."))
            return
        self.stdout.write(_("Die Demo-Redaktion wird eingerichtet …"))
        with transaction.atomic():
            Newsroom(timezone.now()).open()
        self.stdout.write(
            _("Fertig: %(articles)s Artikel, %(claims)s Behauptungen, %(sources)s Quellen.")
            % {
                "articles": Article.objects.count(),
                "claims": Claim.objects.count(),
                "sources": Source.objects.count(),
            }
        )


class Newsroom:
    """The demo newsroom while it is being told; every act happens at the hour its seed names, before `today`."""

    def __init__(self, today):
        self.today = today.astimezone(BERLIN)
        self.plan = json.loads((SEEDS / "newsroom.json").read_text("utf-8"))
        self.acts = []

    def open(self):
        self.hire()
        start = self.earliest()
        with clock.as_of(start):
            self.found_sections()
            self.list_sources()
            self.state_claims()
        for entry in self.plan["articles"]:
            self.plan_article(entry)
        self.plan_checks()
        # One history: whatever the record, acts happen in the order of their hours.
        for at, _order, act in sorted(self.acts, key=lambda planned: planned[:2]):
            with clock.as_of(at):
                act()
        with clock.as_of(self.today):
            self.relate_articles()
            self.write_pages()

    def hire(self):
        """Make one login for each role; the passwords are random and kept beside the database, for the next start."""
        logins = []
        self.users = {}
        for username, first, last, role in STAFF:
            password = "-".join(secrets.token_hex(3) for _part in range(3))
            user = User.objects.create_user(
                username, password=password, first_name=first, last_name=last, is_staff=True
            )
            user.groups.add(Group.objects.get(name=role))
            self.users[username] = user
            logins.append({"username": username, "password": password, "role": str(role.label)})
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        target = settings.VAR_DIR / "demo-logins.json"
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(logins, file, ensure_ascii=False, indent=1)

    def hour(self, words):
        """Return the moment that words such as „-6d 10:00“ name, counted from today, Berlin time."""
        days, clock_time = re.fullmatch(r"([+-]\d+)d (\d\d:\d\d)", words).groups()
        day = (self.today + timedelta(days=int(days))).date()
        moment = datetime.combine(day, time.fromisoformat(clock_time), BERLIN)
        return moment if int(days) > 0 else min(moment, self.today - timedelta(minutes=1))

    def earliest(self):
        hours = [step["at"] for entry in self.plan["articles"] for step in entry["steps"]]
        hours += [check["at"] for claim in self.claim_seeds for check in claim.get("factchecks", [])]
        return min(map(self.hour, hours)) - timedelta(days=1)

    @property
    def claim_seeds(self):
        return json.loads((SEEDS / "claims.json").read_text("utf-8"))

    def found_sections(self):
        self.sections = {
            name: writing.save(Section(name=name, position=place), by=self.users["verwaltung"])
            for place, name in enumerate(SECTIONS, start=1)
        }

    def list_sources(self):
        with (SEEDS / "sources.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.sources = {}
        for row in rows:
            part_of = self.sources[row.pop("part_of")] if row["part_of"] else row.pop("part_of") or None
            self.sources[row["slug"]] = writing.save(Source(**row, part_of=part_of), by=self.users["pruefung"])

    def topic(self, name):
        by = self.users["redaktion"]
        return Topic.objects.filter(name=name).first() or writing.save(Topic(name=name), by=by)

    def state_claims(self):
        self.claims = {}
        for seed in self.claim_seeds:
            claim = Claim(
                statement=seed["statement"],
                claimant=self.sources[seed["claimant"]] if seed["claimant"] else None,
                said_on=_day(seed.get("said_on")),
                said_at_url=seed.get("said_at_url") or "",
                background=seed.get("background") or "",
                priority=str(seed.get("priority") or 2),
                due_on=self.day_of(seed, "due_days_ago"),
                recheck_on=self.day_of(seed, "recheck_days_ago"),
                assignee=self.users["pruefung"],
            )
            topics = [self.topic(name) for name in seed.get("topics", [])]
            self.claims[seed["key"]] = writing.save(claim, by=self.users["redaktion"], related={"topics": topics})
            self.gather_evidence(claim, seed.get("evidence", []))
            self.ask(claim, seed.get("inquiries", []))

    def gather_evidence(self, claim, seeds):
        known = {}
        for seed in seeds:
            known[seed["key"]] = writing.save(
                Evidence(
                    claim=claim,
                    source=self.sources[seed["source"]],
                    bears_on=seed["bears_on"],
                    stance=seed["stance"],
                    quotation=seed.get("quotation") or "",
                    url=seed.get("url") or "",
                    goes_back_to=known.get(seed.get("goes_back_to")),
                    credibility=str(seed.get("credibility") or 6),
                    obtained_on=_day(seed.get("obtained_on")),
                    public_note=seed.get("public_note") or "",
                ),
                by=self.users["pruefung"],
            )
            if vanished_on := self.day_of(seed, "vanished_days_ago"):
                act = self.miss(known[seed["key"]], vanished_on)
                self.acts.append((self.hour(f"-{seed['vanished_days_ago']}d 17:15"), len(self.acts), act))

    def miss(self, evidence, day):
        def act():
            evidence.refresh_from_db()
            evidence.vanished_on = day
            writing.save(evidence, by=self.users["pruefung"])

        return act

    def day_of(self, seed, name):
        return self.days_ago(seed[name]) if name in seed else None

    def ask(self, claim, seeds):
        for seed in seeds:
            deadline, answer = seed.get("deadline_days_ago"), seed.get("answer") or ""
            inquiry = Inquiry(
                claim=claim,
                addressee=seed["addressee"],
                channel=seed["channel"],
                asked_on=self.days_ago(seed["asked_on_days_ago"]),
                deadline=None if deadline is None else self.days_ago(deadline),
                answer=answer,
                answered_on=self.days_ago(deadline or 0) if answer else None,
                public=seed.get("public", True),
            )
            writing.save(inquiry, by=self.users["pruefung"])

    def days_ago(self, days):
        return (self.today - timedelta(days=days)).date()

    def plan_article(self, entry):
        story = Story(self, entry)
        for step in entry["steps"]:
            self.acts.append((self.hour(step["at"]), len(self.acts), story.act(step)))

    def plan_checks(self):
        for seed in self.claim_seeds:
            for check in seed.get("factchecks", []):
                claim = self.claims[seed["key"]]
                self.acts.append((self.hour(check["at"]), len(self.acts), self.examine(claim, check)))

    def examine(self, claim, seed):
        def act():
            author = self.users[seed["by"]]
            factcheck = checking.open_factcheck(claim, by=author, plan=self.deadline(seed))
            answers = {name: seed.get(name) or "" for name in ("summary", "rationale", "change_reason")}
            answers["attribution"] = seed["attribution"]
            answers["verdict"] = Verdict.objects.get(slug=seed["verdict"]) if seed.get("verdict") else None
            checking.save_factcheck(factcheck, answers=answers, by=author)
            for opinion in seed.get("opinions", []):
                self.hear(factcheck, opinion)
            if seed["outcome"] != "draft":
                checking.submit(factcheck, by=author)
            if seed["outcome"] == "approved":
                checking.approve(factcheck, reason=seed.get("reason") or "", by=self.users[seed["decided_by"]])
            if seed["outcome"] == "returned":
                checking.send_back(factcheck, note=seed["note"], by=self.users[seed["decided_by"]])

        return act

    def deadline(self, seed):
        return {"due_on": self.days_ago(seed["due_days_ago"])} if "due_days_ago" in seed else None

    def hear(self, factcheck, seed):
        """Ask for a second opinion; one whose seed has a rationale is given at once."""
        checker = self.users[seed["asked"]]
        opinion = opinions.ask(factcheck, checker=checker, question=seed["question"], by=factcheck.author)
        if seed.get("rationale"):
            verdict = Verdict.objects.get(slug=seed["verdict"])
            answers = {"attribution": seed["attribution"], "verdict": verdict, "rationale": seed["rationale"]}
            opinions.give(opinion, answers=answers, by=checker)

    def relate_articles(self):
        """Tie „Lesen Sie auch“: an article can only name those that exist, so this comes last, as an edit."""
        by_headline = {article.headline: article for article in Article.objects.all()}
        for entry in self.plan["articles"]:
            draft = importers.read((SEEDS / entry["file"]).read_bytes(), name=entry["file"])
            article = by_headline.get(draft.headline)
            wanted = [by_headline[headline] for headline in draft.related if headline in by_headline]
            if article and wanted:
                writing.save(article, by=self.users["redaktion"], related={"related": wanted})
                if article.revisions.live(self.today).exists():
                    publishing.fix_typo(article, by=self.users["chefin"])

    def write_pages(self):
        for kind, body in self.plan.get("pages", {}).items():
            page = Page.objects.get(kind=kind)
            page.body = body
            writing.save(page, by=self.users["verwaltung"])


class Story:
    """One demo article on its way through the newsroom."""

    def __init__(self, newsroom, entry):
        self.newsroom, self.entry = newsroom, entry

    def act(self, step):
        return lambda: getattr(self, f"do_{step['do']}")(step)

    @property
    def chief(self):
        return self.newsroom.users["chefin"]

    @property
    def writer(self):
        return self.newsroom.users[self.entry.get("created_by", "redaktion")]

    def do_create(self, step):
        path = SEEDS / self.entry["file"]
        draft = importers.read(path.read_bytes(), name=path.name)
        self.article = intake.receive(draft, by=self.writer, picture=self.picture(draft))
        for mark in self.entry.get("marks", []):
            self.mark(mark)
        for finding in self.entry.get("dismissed", []):
            self.dismiss(finding)

    def dismiss(self, finding):
        words, reason = finding["words"], finding["reason"]
        sentence = next(each.sentence for each in findings.standing(self.article) if words in each.sentence)
        findings.dismiss(self.article, field=finding["field"], sentence=sentence, reason=reason, by=self.writer)

    def picture(self, draft):
        if not draft.picture_file:
            return None
        picture = Picture(
            title=draft.headline[:120],
            alt=draft.picture_alt,
            caption=draft.picture_caption,
            credit=draft.picture_credit,
            origin=draft.picture_origin,
        )
        return picturing.store(picture, raw=(SEEDS / "pictures" / draft.picture_file).read_bytes(), by=self.writer)

    def mark(self, mark):
        text, words = self.article.plain(mark["field"]), mark["exact"]
        start = -1
        for _time in range(mark.get("occurrence", 1)):
            start = text.index(words, start + 1)
        annotating.annotate(
            self.article,
            claim=self.newsroom.claims[mark["claim"]],
            field=mark["field"],
            start=start,
            end=start + len(words),
            exact=words,
            by=self.writer,
        )

    def do_submit(self, step):
        writing.submit(self.article, by=self.writer)

    def do_publish(self, step):
        publishing.publish(self.article, by=self.chief, note=step.get("note", ""))

    def do_schedule(self, step):
        publishing.publish(self.article, by=self.chief, live_from=self.newsroom.hour(step["live_from"]))

    def do_correct(self, step):
        for change in step["replace"]:
            text = getattr(self.article, change["field"])
            if change["old"] not in text:
                raise CommandError(f"{self.entry['file']}: „{change['old']}“ does not stand in {change['field']}")
            setattr(self.article, change["field"], text.replace(change["old"], change["new"]))
        writing.save(self.article, by=self.writer)
        publishing.correct(self.article, note=step["note"], by=self.chief)

    def do_reply(self, step):
        replying.publish_reply(
            self.article,
            claim=self.newsroom.claims[step["claim"]],
            text=step["text"],
            from_whom=step["from_whom"],
            received_on=self.newsroom.days_ago(step["received_days_ago"]),
            note=step["note"],
            by=self.chief,
        )

    def do_withdraw(self, step):
        publishing.withdraw(self.article, note=step["note"], by=self.chief)
        for point in self.article.open_points.open():
            rippling.settle_point(point, state=PointState.DONE, reason=step["note"], by=self.chief)


def _day(words):
    return date.fromisoformat(words) if words else None
