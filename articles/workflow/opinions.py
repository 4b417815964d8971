"""Second opinions: another checker answers the same questions blind, and nobody rewrites what they said."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.choices import Attribution, Verb
from articles.models import Decision, FactCheck, SecondOpinion
from articles.workflow import clock, history, writing
from articles.workflow.notes import tidy_words
from articles.workflow.permissions import ANSWERING, holders, may, named, require, writers_of
from articles.workflow.transitions import CANNOT_EXAMINE, WrongMove, refuse_stale
from articles.workflow.turns import in_turn

ANSWERS = ("attribution", "verdict", "rationale")


@in_turn
def ask(factcheck, *, checker, question, by, read_version=None):
    """
    Ask another checker for an opinion; until it is given or the request taken back, the check is not approved.

    Who has answered, returned or asked about the check has seen its answers and cannot be asked. Who has given an
    opinion may approve the check later: none of its answers are theirs.
    """
    require(by, "ask_opinion", factcheck)
    question = tidy_words(question)
    if not question:
        raise WrongMove(_("Schreiben Sie dazu, worum es Ihnen geht; ohne Frage gibt es keine Zweitmeinung."))
    stored = FactCheck.objects.select_for_update(of=("self",)).get(pk=factcheck.pk)
    refuse_stale(stored, read_version)
    require(by, "ask_opinion", stored)
    if not stored.is_open:
        raise WrongMove(_("Diese Prüfung ist abgeschlossen; eine Zweitmeinung käme zu spät."))
    if refusal := _why_not(checker, stored, by):
        raise WrongMove(refusal % {"who": named(checker)})
    opinion = SecondOpinion(factcheck=stored, asked_by=by, asked_at=clock.now(), question=question, checker=checker)
    opinion.save(force_insert=True)
    history.decide(Verb.ASK, opinion, by=by, after=_asked(opinion), version=opinion.version)
    return opinion


@in_turn
def give(opinion, *, answers, by, read_version=None):
    """Write the opinion down, once and for all; it answers at least one of the two questions and says why."""
    require(by, "give_opinion", opinion)
    stored = _lock(opinion, read_version)
    require(by, "give_opinion", stored)
    if not stored.factcheck.is_open:
        raise WrongMove(_("Diese Prüfung ist inzwischen abgeschlossen; Ihre Zweitmeinung wird nicht mehr gebraucht."))
    before = history.facts(stored)
    for name in ANSWERS:
        setattr(stored, name, answers[name])
    writing.tidy(stored)
    writing.refuse_wrong_fields(stored)
    if stored.verdict_id is None and stored.attribution == Attribution.OPEN:
        raise WrongMove(_("Beantworten Sie mindestens eine der beiden Fragen, bevor Sie Ihre Meinung abgeben."))
    if not stored.rationale:
        raise WrongMove(_("Sagen Sie in ein paar Sätzen, worauf Sie Ihre Antwort stützen."))
    stored.given_at = clock.now()
    stored.version += 1
    stored.save()
    old, new = history.changes(before, history.facts(stored))
    history.decide(Verb.ANSWER, stored, by=by, before=old, after=new, version=stored.version)
    opinion.__dict__.update({name: value for name, value in stored.__dict__.items() if name != "_state"})
    return opinion


@in_turn
def take_back(opinion, *, reason, by, read_version=None):
    """Take back a request that nobody has answered yet; the history keeps it, with the reason."""
    require(by, "take_back_request", opinion)
    reason = tidy_words(reason)
    if not reason:
        raise WrongMove(_("Sagen Sie, warum die Zweitmeinung nicht mehr gebraucht wird."))
    stored = _lock(opinion, read_version)
    before, pk = _asked(stored), stored.pk
    stored.delete()
    stored.pk = pk
    history.decide(Verb.WITHDRAW, stored, by=by, before=before, reason=reason, version=stored.version)


# --- Who may be asked ---


def candidates(factcheck, *, by):
    """Return the colleagues who can be asked about the check; a fixed number of questions to the database."""
    return holders("examine").exclude(pk__in=_who_knows(factcheck, by)).exclude(opinions__factcheck=factcheck)


def _who_knows(factcheck, by):
    """Return the keys of those who saw the answers: who wrote or returned them, let them pass, or ask about them."""
    judged = Decision.objects.about(factcheck).filter(verb__in=[Verb.RETURN, Verb.OVERRIDE])
    return {factcheck.author_id, by.pk, *writers_of(factcheck), *judged.values_list("by", flat=True)}


def _why_not(checker, factcheck, by):
    if not may(checker, "examine"):
        return CANNOT_EXAMINE
    if checker.pk in _who_knows(factcheck, by):
        return _("%(who)s kennt die Antworten dieser Prüfung schon. Fragen Sie jemanden, der unbefangen ist.")
    if factcheck.opinions.filter(checker=checker).exists():
        return _("%(who)s ist hier schon gefragt.")
    return None


# --- Blind until given ---


def hidden_from(user):
    """Return the checks whose answers the user may not see: those on which they owe an opinion."""
    return FactCheck.objects.filter(opinions__checker=user, opinions__given_at=None)


def owed(user, factcheck):
    """Return the opinion on the check that the user still owes, if any; until then they see nothing of its answers."""
    return factcheck.opinions.filter(checker=user, given_at=None).first()


def story(factcheck):
    """Return the Decisions about the check and the opinions on it, also about requests that were taken back."""
    own = Q(record_type="factcheck", record_id=factcheck.pk)
    asked = Q(record_type="secondopinion", record_id__in=factcheck.opinions.values("pk"))
    taken_back = Q(record_type="secondopinion", verb=Verb.WITHDRAW, before__factcheck=factcheck.pk)
    return Decision.objects.filter(own | asked | taken_back)


def reviewable_by(user):
    """Return the checks that wait for a second pair of eyes which can be this user's."""
    written = Decision.objects.filter(ANSWERING, record_type="factcheck", record_id=OuterRef("pk"), by=user)
    waiting = FactCheck.objects.awaiting_approval().exclude(author=user).exclude(pk__in=hidden_from(user))
    return waiting.exclude(Exists(written))


def _asked(opinion):
    facts = history.facts(opinion)
    return {name: facts[name] for name in ("factcheck", "checker", "question")}


def _lock(opinion, read_version=None):
    found = SecondOpinion.objects.select_for_update(of=("self",)).filter(pk=opinion.pk)
    stored = found.select_related("factcheck__claim", "checker").first()
    if stored is None:
        raise WrongMove(_("Die Bitte um diese Zweitmeinung ist inzwischen zurückgenommen."))
    if stored.is_given:
        raise WrongMove(_("Diese Zweitmeinung ist abgegeben und lässt sich nicht mehr ändern."))
    refuse_stale(stored, read_version)
    return stored
