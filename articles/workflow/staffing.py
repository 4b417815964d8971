"""The newsroom's accounts: who may come in, and in which roles. Nobody is ever deleted; history names them."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from articles.choices import Role, Verb
from articles.models import Decision
from articles.text.plain import plain_line
from articles.workflow import history
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove
from articles.workflow.turns import in_turn

FACTS = ("username", "first_name", "last_name", "email", "is_active")


class AccountChanged(WrongMove):
    """Somebody changed the account after its writer had read it; `version` is the one that holds now."""

    def __init__(self, user):
        self.version = version_of(user)
        facts = _facts(user)
        names = [str(Role(name).label) for name in facts["roles"] if name in Role.values]
        now = {"roles": ", ".join(names) or "–", "access": _("offen") if user.is_active else _("stillgelegt")}
        super().__init__(
            _(
                "Inzwischen hat jemand dieses Konto geändert. Jetzt gilt: Rollen %(roles)s, Zugang %(access)s. Ihre "
                "Eingabe steht noch hier; „Speichern“ setzt sie durch."
            )
            % now
        )


def version_of(user):
    """Return an account's write token: how often its history has been added to, counted from 1."""
    return 1 + Decision.objects.about(user).count()


@in_turn
def save_account(user, *, roles, by, password=None, read_version=None):
    """
    Save a colleague's account with exactly these roles; a password, when given, replaces theirs.

    `read_version`, where given, is the one that the writer has read; another by now raises AccountChanged.
    """
    require(by, "manage_house")
    if user.pk == by.pk and not user.is_active:
        raise WrongMove(_("Das eigene Konto können Sie nicht stilllegen. Bitten Sie jemanden aus der Verwaltung."))
    is_new = user._state.adding
    stored = None if is_new else type(user).objects.get(pk=user.pk)
    if stored and read_version not in (None, version_of(stored)):
        raise AccountChanged(stored)
    before = _facts(stored) if stored else {}
    user.first_name, user.last_name = plain_line(user.first_name), plain_line(user.last_name)
    user.is_staff = True
    if password:
        user.set_password(password)
    user.save()
    user.groups.set(Group.objects.filter(name__in=roles))
    old, new = history.changes(before, _facts(user))
    if password:
        new["password_changed"] = True
    history.decide(Verb.CREATE if is_new else Verb.SAVE, user, by=by, before=old, after=new)
    return user


@in_turn
def change_own_password(user, *, password):
    """Replace the password of the person who is logged in; the history notes that, never the words."""
    user.set_password(password)
    user.save(update_fields=["password"])
    history.decide(Verb.SAVE, user, by=user, after={"password_changed": True})
    return user


def _facts(user):
    """Return what a Decision may hold of an account; never the password, not even encoded."""
    roles = sorted(user.groups.values_list("name", flat=True))
    return {name: getattr(user, name) for name in FACTS} | {"roles": roles}
