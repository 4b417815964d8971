"""Who may do what: a role opens the door, a rule narrows it to the record. Both bind superusers too."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from articles.choices import FactCheckState, Role, Verb
from articles.models import Decision, FactCheck

WRITERS = {Role.REPORTER, Role.EDITOR}
DESK = {Role.REPORTER, Role.FACT_CHECKER, Role.EDITOR}

ROLES = {
    "see_desk": {*Role},
    "write_article": WRITERS,
    "review_article": {Role.EDITOR},
    "publish": {Role.EDITOR},
    "correct": {Role.EDITOR},
    "withdraw": {Role.EDITOR},
    "override_gate": {Role.EDITOR},
    "annotate": DESK,
    "dismiss": DESK,
    "publish_reply": {Role.EDITOR},
    "end_reply": {Role.EDITOR},
    "write_claim": DESK,
    "merge_claims": {Role.FACT_CHECKER, Role.EDITOR},
    "write_source": DESK,
    "write_picture": WRITERS,
    "write_taxonomy": WRITERS | {Role.ADMINISTRATOR},
    "examine": {Role.FACT_CHECKER, Role.EDITOR},
    "edit_factcheck": {Role.FACT_CHECKER, Role.EDITOR},
    "approve_factcheck": {Role.FACT_CHECKER, Role.EDITOR},
    "withdraw_factcheck": {Role.FACT_CHECKER, Role.EDITOR},
    "assign_factcheck": {Role.FACT_CHECKER, Role.EDITOR},
    "reopen_factcheck": {Role.FACT_CHECKER, Role.EDITOR},
    "ask_opinion": {Role.FACT_CHECKER, Role.EDITOR},
    "give_opinion": {Role.FACT_CHECKER, Role.EDITOR},
    "take_back_request": {Role.FACT_CHECKER, Role.EDITOR},
    "settle_point": {*Role},
    "override_sources": {Role.EDITOR},
    "manage_house": {Role.ADMINISTRATOR},
    "delete": {Role.EDITOR, Role.ADMINISTRATOR},
}
RULES = {}
# What makes the answers of a check somebody's own: saving any of them, or handing them in as they are.
ANSWERING = Q(verb=Verb.SUBMIT) | Q(
    verb__in=[Verb.SAVE, Verb.REOPEN],
    after__has_any_keys=["attribution", "verdict", "summary", "rationale", "change_reason"],
)


def rule(act):
    """Register the sentence that narrows `act` to the record."""

    def register(sentence):
        RULES[act] = sentence
        return sentence

    return register


@rule("approve_factcheck")
def approves_others_work(user, factcheck):
    """Nobody approves or returns a fact-check of their own, nor one that they answered before it was handed over."""
    return factcheck.author_id != user.pk and not has_answered(user, factcheck)


@rule("edit_factcheck")
def edits_own_check(user, factcheck):
    """An open check is in one pair of hands: those of its author."""
    return factcheck.author_id == user.pk


@rule("withdraw_factcheck")
def withdraws_own_or_as_editor(user, factcheck):
    """An author drops their own open check; one in force is withdrawn by an editor."""
    own_and_open = factcheck.author_id == user.pk and factcheck.state != FactCheckState.IN_FORCE
    return own_and_open or Role.EDITOR in roles_of(user)


@rule("assign_factcheck")
def hands_over_own_or_as_editor(user, factcheck):
    """A check is handed over by whoever has it, or by an editor: somebody may be away, or gone for good."""
    return factcheck.author_id == user.pk or Role.EDITOR in roles_of(user)


@rule("reopen_factcheck")
def takes_up_own_or_as_editor(user, factcheck):
    """A check that never was in force goes on with its author; what was in force, any checker examines anew."""
    return factcheck.in_force_from is not None or hands_over_own_or_as_editor(user, factcheck)


@rule("ask_opinion")
def asks_about_own_or_as_editor(user, factcheck):
    """A second opinion is asked for by the check's author or by an editor."""
    return hands_over_own_or_as_editor(user, factcheck)


@rule("override_sources")
def overrides_what_they_may_see(user, factcheck):
    """Whoever owes an opinion on a check lets nothing pass in it: even a refusal would tell what it answers."""
    return not factcheck.opinions.filter(checker=user, given_at=None).exists()


@rule("give_opinion")
def answers_what_they_were_asked(user, opinion):
    """An opinion is given by the person who was asked, and by nobody in their place."""
    return opinion.checker_id == user.pk


@rule("take_back_request")
def takes_back_but_not_from_themselves(user, opinion):
    """Who asked, the check's author or an editor takes a request back; never the one who was asked and stays blind."""
    if opinion.checker_id == user.pk:
        return False
    return opinion.asked_by_id == user.pk or hands_over_own_or_as_editor(user, opinion.factcheck)


def has_answered(user, factcheck):
    """Return whether words of the user's stand in the check, whoever has it now."""
    return user.pk in writers_of(factcheck)


def writers_of(factcheck):
    """
    Return the keys of those who ever saved answers in the check or handed it in.

    Words that it began with and kept, from the check that was in force before, are still their writers' words.
    """
    writers = set(answering(factcheck).values_list("by", flat=True))
    opened = Decision.objects.about(factcheck).filter(verb=Verb.OPEN, after__has_key="begun_with").first()
    older = FactCheck.objects.filter(pk=opened.after["begun_with"]).first() if opened else None
    if older and (older.rationale == factcheck.rationale or older.summary == factcheck.summary):
        writers |= writers_of(older)
    return writers


def answering(factcheck):
    """Return the Decisions by which people made the check's answers theirs."""
    return Decision.objects.about(factcheck).filter(ANSWERING)


def holders(act):
    """Return the colleagues still here whose roles open `act`, by name."""
    roles = Q(groups__name__in=ROLES[act]) | Q(is_superuser=True)
    people = User.objects.filter(roles, is_active=True, is_staff=True).distinct()
    return people.order_by("last_name", "first_name", "username")


def named(user):
    """Return how a sentence names a colleague."""
    return user.get_full_name() or user.get_username()


@rule("settle_point")
def settles_in_own_article_or_as_editor(user, point):
    """An open point is for whoever is in charge of its article, or for an editor."""
    return point.article.assignee_id == user.pk or Role.EDITOR in roles_of(user)


def roles_of(user):
    """Return the user's roles; a superuser holds every one."""
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return set()
    if user.is_superuser:
        return {*Role}
    if not hasattr(user, "_newsroom_roles"):
        user._newsroom_roles = set(user.groups.values_list("name", flat=True))
    return user._newsroom_roles


def may(user, act, record=None):
    """Return whether the user's role opens `act` and, given a record, whether its rule agrees."""
    if not ROLES[act] & roles_of(user):
        return False
    return record is None or act not in RULES or RULES[act](user, record)


def require(user, act, record=None):
    if not may(user, act, record):
        raise PermissionDenied(f"{user} may not {act}")
