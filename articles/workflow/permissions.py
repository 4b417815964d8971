"""Who may do what: a role opens the door, a rule narrows it to the record. Both bind superusers too."""

from django.core.exceptions import PermissionDenied

from articles.choices import FactCheckState, Role

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
    "write_claim": DESK,
    "write_source": DESK,
    "write_picture": WRITERS,
    "write_taxonomy": WRITERS | {Role.ADMINISTRATOR},
    "examine": {Role.FACT_CHECKER, Role.EDITOR},
    "edit_factcheck": {Role.FACT_CHECKER, Role.EDITOR},
    "approve_factcheck": {Role.FACT_CHECKER, Role.EDITOR},
    "withdraw_factcheck": {Role.FACT_CHECKER, Role.EDITOR},
    "manage_house": {Role.ADMINISTRATOR},
    "delete": {Role.EDITOR, Role.ADMINISTRATOR},
}
RULES = {}


def rule(act):
    """Register the sentence that narrows `act` to the record."""

    def register(sentence):
        RULES[act] = sentence
        return sentence

    return register


@rule("approve_factcheck")
def approves_others_work(user, factcheck):
    """Nobody approves or returns a fact-check of their own."""
    return factcheck.author_id != user.pk


@rule("edit_factcheck")
def edits_own_check(user, factcheck):
    """An open check is in one pair of hands: those of its author."""
    return factcheck.author_id == user.pk


@rule("withdraw_factcheck")
def withdraws_own_or_as_editor(user, factcheck):
    """An author drops their own open check; one in force is withdrawn by an editor."""
    own_and_open = factcheck.author_id == user.pk and factcheck.state != FactCheckState.IN_FORCE
    return own_and_open or Role.EDITOR in roles_of(user)


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
