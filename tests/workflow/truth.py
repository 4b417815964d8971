"""The deeds of the truth table (test_truth_table.py), each as it is really done: set up, then tried by somebody."""

import itertools
from contextlib import contextmanager

from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from articles.choices import Role
from articles.importers.draft import Draft
from articles.models import (
    Annotation,
    Article,
    Author,
    Claim,
    Evidence,
    FactCheck,
    Inquiry,
    OpenPoint,
    Page,
    Picture,
    SecondOpinion,
    Section,
    Source,
    Topic,
    Verdict,
)
from articles.workflow import (
    anchoring,
    annotating,
    autosaving,
    checking,
    findings,
    intake,
    opinions,
    picturing,
    publishing,
    replying,
    restoring,
    rippling,
    sourcing,
    staffing,
    uniting,
    writing,
)
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove
from tests import make

PEOPLE = {
    "Redaktion": [make.make_reporter],
    "Prüfung": [make.make_fact_checker],
    "CvD": [make.make_editor],
    "Verwaltung": [make.make_administrator],
    "Superuser": [lambda: make.make_user(superuser=True)],
    "ohne Rolle": [make.make_user, lambda: make.make_chief(is_staff=False), lambda: make.make_chief(is_active=False)],
}
DEEDS = {}
REASON = "Weil „Müller“ es geprüft hat."
numbers = itertools.count(1)


class Done(Exception):
    """Raised behind a deed that was done, to undo it again."""


def deed(words, *, on=None):
    """Register a deed; `on` prepares what it is done to and gets whose it is (by) and its state."""

    def register(function):
        DEEDS[words] = (on, function)
        return function

    return register


def outcomes(words, whose, state, people):
    """Return what happens when each of these tries the deed on such a record: „ja“, „nein“ or „jetzt nicht“."""
    if whose == "eigen":
        return [outcome for each in people for outcome in _tried(words, each, state, [each])]
    return _tried(words, make.make_chief(), state, people)


def _tried(words, owner, state, people):
    """Let people try the deed one after the other, each on the record as it was before; then undo all of it."""
    prepare, act = DEEDS[words]
    with transaction.atomic():
        record = prepare(owner, state) if prepare else None
        found = [_outcome(act, record and type(record).objects.get(pk=record.pk), each) for each in people]
        transaction.set_rollback(True)
    return found


def _outcome(act, record, by):
    try:
        with transaction.atomic():
            act(record, by)
            raise Done
    except Done:
        return "ja"
    except PermissionDenied:
        return "nein"
    except WrongMove as refusal:
        assert str(refusal).strip().endswith((".", "?")), f"A refusal says what to do in a sentence: {refusal}"
        return "jetzt nicht"


# --- What deeds are done to --------------------------------------------------------------------------------


def article(owner, state):
    """Return an article with a marked claim, in the charge of `owner`."""
    found = make.make_article(assignee=owner, **({"teaser": ""} if state == "gesperrt" else {}))
    make.make_annotation(found)
    found.refresh_from_db()
    if state == "Abnahme":
        writing.submit(found, by=make.make_reporter())
    if state == "geplant":
        publishing.publish(found, by=make.make_editor(), live_from=make.in_days(2))
    if state in ("live", "zurückgezogen"):
        publishing.publish(found, by=make.make_editor())
    if state == "zurückgezogen":
        publishing.withdraw(found, note="Der Text war erfunden.", by=make.make_editor())
    if state == "verschoben":
        Annotation.objects.filter(article=found).update(state="moved")
    return Article.objects.get(pk=found.pk)


def changed(owner, state):
    """Return such an article with something in its draft that readers do not see yet."""
    found = article(owner, state)
    found.teaser = "Der Teaser sagt, worum es wirklich geht."
    return writing.save(found, by=make.make_reporter())


def mark(owner, state):
    return article(owner, state).annotations.get()


def claim(owner, state):
    found = make.make_claim(assignee=owner)
    if state == "geprüft":
        make.make_factcheck(found, state="in_force")
    if state == "wird geprüft":
        make.make_factcheck(found)
    return Claim.objects.get(pk=found.pk)


@contextmanager
def while_they_could(owner):
    """Let somebody examine for a moment: what is theirs they got while they still could, whoever they are now."""
    now = User.objects.get(pk=owner.pk)
    roles, is_staff, is_active = list(now.groups.all()), now.is_staff, now.is_active
    now.groups.set(Group.objects.filter(name=Role.FACT_CHECKER))
    User.objects.filter(pk=now.pk).update(is_staff=True, is_active=True)
    yield User.objects.get(pk=now.pk)
    now.groups.set(roles)
    User.objects.filter(pk=now.pk).update(is_staff=is_staff, is_active=is_active)


def factcheck(owner, state):
    walk = {"in Arbeit": "draft", "eingereicht": "submitted", "zurück": "returned"}
    with while_they_could(owner) as author:
        found = make.make_factcheck(
            state=walk.get(state, "draft" if state == "aufgegeben" else "in_force"), author=author
        )
        if state == "aufgegeben":
            checking.withdraw(found, reason=REASON, by=author)
        if state == "abgelöst":
            supersede(found)
    return FactCheck.objects.get(pk=found.pk)


def supersede(found):
    make.make_factcheck(found.claim, state="in_force", change_reason="Es gibt ein neues Dokument.")


def account(owner, state):
    return User.objects.get(pk=owner.pk)


# --- The desk and its articles -----------------------------------------------------------------------------


@deed("den Schreibtisch öffnen")
def open_desk(record, by):
    require(by, "see_desk")


@deed("einen Artikel anlegen")
def create_article(record, by):
    writing.save(Article(headline="Größe zählt", section=make.make_section()), by=by)


@deed("einen Text importieren")
def import_text(record, by):
    intake.receive(Draft(headline="Größe zählt", body="<p>Ein Satz.</p>"), by=by)


@deed("einen Artikel ändern", on=article)
def change_article(record, by):
    record.headline = "Größe zählt doch"
    writing.save(record, by=by)


@deed("einen Artikel automatisch sichern", on=article)
def autosave_article(record, by):
    record.headline = "Größe zählt doch"
    autosaving.autosave(record, related={}, rows={}, read_version=record.version, window="w", by=by)


@deed("einen Artikel einreichen", on=article)
def submit_article(record, by):
    writing.submit(record, by=by)


@deed("einen Artikel zurückgeben", on=article)
def send_article_back(record, by):
    writing.send_back(record, note=REASON, by=by)


@deed("eine Fassung zurückholen", on=article)
def restore_revision(record, by):
    restoring.restore(record.latest_revision, by=by)


@deed("einen Artikel veröffentlichen", on=article)
def publish_article(record, by):
    publishing.publish(record, by=by)


@deed("einen Artikel einplanen", on=article)
def schedule_article(record, by):
    publishing.publish(record, by=by, live_from=make.in_days(1))


@deed("die Einplanung aufheben", on=article)
def unschedule_article(record, by):
    publishing.unschedule(record, by=by)


@deed("einen Artikel korrigieren", on=changed)
def correct_article(record, by):
    publishing.correct(record, note=REASON, by=by)


@deed("einen Tippfehler beheben", on=article)
def fix_typo(record, by):
    publishing.fix_typo(record, by=by)


@deed("einen Artikel zurückziehen", on=article)
def withdraw_article(record, by):
    publishing.withdraw(record, note=REASON, by=by)


@deed("die Sperre mit Begründung übergehen", on=article)
def override_gate(record, by):
    publishing.publish(record, by=by, override=REASON)


@deed("trotz Sperre veröffentlichen", on=article)
def publish_against_the_gate(record, by):
    publishing.publish(record, by=by, override=" \n ")


@deed("einen Artikel löschen", on=article)
def delete_article(record, by):
    # A mark needs its article, so the claim marked in it does not hold it back; what was published does.
    writing.delete(record, by=by)


# --- Marks -------------------------------------------------------------------------------------------------


@deed("eine Behauptung markieren", on=article)
def annotate(record, by):
    annotating.annotate(record, claim=make.make_claim(), field="body", start=0, end=6, by=by)


@deed("eine Markierung versetzen", on=mark)
def move_mark(record, by):
    annotating.move(record, field="body", start=0, end=6, by=by)


@deed("eine Markierung lösen", on=mark)
def detach_mark(record, by):
    annotating.detach(record, by=by)


@deed("eine Markierung bestätigen", on=mark)
def confirm_mark(record, by):
    annotating.confirm(record, by=by)


@deed("die Markierungen neu suchen", on=article)
def reanchor(record, by):
    anchoring.reanchor(record, by=by)


# --- Claims, and what hangs on them ------------------------------------------------------------------------


@deed("eine Behauptung anlegen")
def state_claim(record, by):
    annotating.state_claim("Köln ist größer als Bonn.", claimant=None, by=by)


@deed("eine Behauptung ändern", on=claim)
def change_claim(record, by):
    record.background = "Beide Städte liegen am Rhein."
    writing.save(record, by=by)


@deed("einen Beleg eintragen", on=claim)
def add_evidence(record, by):
    writing.save(Evidence(claim=record, source=make.make_source(), stance="supports"), by=by)


@deed("eine Anfrage eintragen", on=claim)
def add_inquiry(record, by):
    writing.save(Inquiry(claim=record, addressee="Stadt Köln", asked_on=make.in_days(0).date()), by=by)


@deed("eine Behauptung löschen", on=claim)
def delete_claim(record, by):
    writing.delete(record, by=by)


@deed("eine Quelle anlegen")
def create_source(record, by):
    writing.save(Source(name=f"Amt Nr. {next(numbers)}", kind="authority"), by=by)


@deed("eine Quelle ändern", on=lambda owner, state: make.make_source())
def change_source(record, by):
    record.role = "Behörde"
    writing.save(record, by=by)


@deed("eine Quelle löschen", on=lambda owner, state: make.make_source())
def delete_source(record, by):
    writing.delete(record, by=by)


@deed("ein Bild aufnehmen")
def take_picture(record, by):
    picturing.store(Picture(title="Dom", alt="Der Dom", credit="Eigenes Foto"), raw=make.make_picture_bytes(), by=by)


@deed("ein Thema anlegen")
def create_topic(record, by):
    writing.save(Topic(name=f"Brücken {next(numbers)}"), by=by)


@deed("ein Thema löschen", on=lambda owner, state: make.make_topic())
def delete_topic(record, by):
    writing.delete(record, by=by)


@deed("eine Autor:in anlegen")
def create_author(record, by):
    writing.save(Author(name=f"Mia Muster {next(numbers)}"), by=by)


# --- Checks ------------------------------------------------------------------------------------------------


@deed("eine Prüfung eröffnen", on=claim)
def open_check(record, by):
    checking.open_factcheck(record, by=by)


@deed("eine Prüfung speichern", on=factcheck)
def save_check(record, by):
    checking.save_factcheck(record, answers={"summary": "Es gibt nur eine Angabe."}, by=by)


@deed("eine Prüfung einreichen", on=factcheck)
def submit_check(record, by):
    checking.submit(record, by=by)


@deed("eine Prüfung freigeben", on=factcheck)
def approve_check(record, by):
    checking.approve(record, reason=REASON, by=by)


@deed("eine Prüfung zurückgeben", on=factcheck)
def send_check_back(record, by):
    checking.send_back(record, note=REASON, by=by)


@deed("eine Prüfung zurückziehen", on=factcheck)
def withdraw_check(record, by):
    checking.withdraw(record, reason=REASON, by=by)


# --- The house ---------------------------------------------------------------------------------------------


@deed("ein Ressort anlegen")
def create_section(record, by):
    writing.save(Section(name=f"Lokales {next(numbers)}"), by=by)


@deed("ein Ressort löschen", on=lambda owner, state: make.make_section())
def delete_section(record, by):
    writing.delete(record, by=by)


@deed("eine Bewertung der Skala ändern", on=lambda owner, state: Verdict.objects.first())
def change_verdict(record, by):
    record.definition_de = "Wer es prüft, kommt zum selben Ergebnis."
    writing.save(record, by=by)


@deed("eine Pflichtseite schreiben", on=lambda owner, state: Page.objects.first())
def write_page(record, by):
    record.body = "<p>Verantwortlich ist die Redaktion.</p>"
    writing.save(record, by=by)


@deed("ein Konto anlegen")
def create_account(record, by):
    staffing.save_account(User(username=f"neu{next(numbers)}"), roles=[Role.REPORTER], by=by)


@deed("ein Konto stilllegen", on=account)
def close_account(record, by):
    record.is_active = False
    staffing.save_account(record, roles=[], by=by)


# --- Checks in other hands ---------------------------------------------------------------------------------


@deed("eine Prüfung übergeben", on=factcheck)
def assign_check(record, by):
    checking.assign(record, checker=make.make_fact_checker(), by=by)


@deed("eine Prüfung wieder aufnehmen", on=factcheck)
def reopen_check(record, by):
    checking.reopen(record, by=by)


# --- Second opinions ---------------------------------------------------------------------------------------

ANSWERS = {"attribution": "relayed", "verdict": None, "rationale": "Es gibt nur eine Quelle."}


def opinion(owner, state):
    with while_they_could(owner) as checker:
        found = make.make_opinion(checker=checker, is_given=state == "abgegeben")
    return SecondOpinion.objects.get(pk=found.pk)


@deed("um eine Zweitmeinung bitten", on=factcheck)
def ask_opinion(record, by):
    opinions.ask(record, checker=make.make_fact_checker(), question="Trägt das?", by=by)


@deed("eine Zweitmeinung abgeben", on=opinion)
def give_opinion(record, by):
    opinions.give(record, answers=ANSWERS, by=by)


@deed("eine Bitte zurücknehmen", on=opinion)
def take_back_request(record, by):
    opinions.take_back(record, reason=REASON, by=by)


# --- Findings and replies ----------------------------------------------------------------------------------

UNSURE = "Unabhängig ließ sich das zunächst nicht bestätigen."


def suspicious(owner, state):
    found = make.make_article(assignee=owner, body=f"<p>{UNSURE}</p>")
    if state == "erledigt":
        findings.dismiss(found, field="body", sentence=UNSURE, by=make.make_editor())
    return found


@deed("eine Fundstelle verwerfen", on=suspicious)
def dismiss_finding(record, by):
    findings.dismiss(record, field="body", sentence=UNSURE, by=by)


@deed("eine Gegendarstellung drucken", on=article)
def publish_reply(record, by):
    about = record.annotations.get().claim
    words = {"text": "Das ist unwahr.", "from_whom": "Stadtwerke Köln", "received_on": make.in_days(0).date()}
    replying.publish_reply(record, claim=about, by=by, **words)


def reply(owner, state):
    """Return a reply whose claim the live article still makes („behauptet“), or no longer does."""
    found = make.make_reply()
    if state == "behauptet":
        return found
    found.article.refresh_from_db()
    annotating.detach(found.article.annotations.get(), by=owner)
    found.article.body = "<p>Ein ganz anderer Satz.</p>"
    writing.save(found.article, by=owner)
    publishing.publish(found.article, by=owner)
    if state == "beendet":
        replying.end_reply(found, reason=REASON, by=owner)
    return found


@deed("eine Gegendarstellung beenden", on=reply)
def end_reply(record, by):
    replying.end_reply(record, reason=REASON, by=by)


# --- Two claims that say the same --------------------------------------------------------------------------


def united(owner, state):
    found = claim(owner, state)
    if state == "zusammengelegt":
        uniting.unite(found, into=make.make_claim(), reason=REASON, by=make.make_editor())
    return Claim.objects.get(pk=found.pk)


@deed("zwei Behauptungen zusammenlegen", on=claim)
def unite_claims(record, by):
    uniting.unite(record, into=make.make_claim(), reason=REASON, by=by)


@deed("eine Zusammenlegung aufheben", on=united)
def part_claims(record, by):
    uniting.part(record, reason=REASON, by=by)


# --- Open points -------------------------------------------------------------------------------------------


def point(owner, state):
    about = article(owner, "live")
    settled = {"state": "done", "settled_by": owner, "settled_at": make.in_days(0)} if state == "erledigt" else {}
    fields = {"article": about, "claim": about.annotations.get().claim, "cause": "grade", "raised_at": make.in_days(0)}
    return OpenPoint.objects.create(**fields, **settled)


@deed("einen offenen Punkt erledigen", on=point)
def settle_point(record, by):
    rippling.settle_point(record, state="not_needed", reason=REASON, by=by)


# --- The rule of two sources -------------------------------------------------------------------------------


def unsupported(owner, state):
    """Return a check whose verdict its evidence does not carry, or one in force that needs no override."""
    if state == "gilt":
        return factcheck(owner, "gilt")
    with while_they_could(owner) as author:
        found = make.make_factcheck(author=author, verdict=Verdict.objects.get(slug="richtig"))
    return FactCheck.objects.get(pk=found.pk)


@deed("die Zwei-Quellen-Regel übergehen", on=unsupported)
def override_sources(record, by):
    sourcing.override(record, reason=REASON, by=by)
