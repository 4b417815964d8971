"""Permissions: a table of roles and acts, and rules that bind superusers too."""

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.choices import Role
from articles.workflow.permissions import ROLES, RULES, may
from tests.make import make_factcheck, make_user

pytestmark = pytest.mark.django_db

R, F, E, A = Role.REPORTER, Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR
TABLE = {
    "see_desk": {R, F, E, A},
    "write_article": {R, E},
    "review_article": {E},
    "publish": {E},
    "correct": {E},
    "withdraw": {E},
    "override_gate": {E},
    "annotate": {R, F, E},
    "dismiss": {R, F, E},
    "publish_reply": {E},
    "end_reply": {E},
    "write_claim": {R, F, E},
    "merge_claims": {F, E},
    "write_source": {R, F, E},
    "write_picture": {R, E},
    "write_taxonomy": {R, E, A},
    "examine": {F, E},
    "edit_factcheck": {F, E},
    "approve_factcheck": {F, E},
    "withdraw_factcheck": {F, E},
    "assign_factcheck": {F, E},
    "reopen_factcheck": {F, E},
    "ask_opinion": {F, E},
    "give_opinion": {F, E},
    "take_back_request": {F, E},
    "settle_point": {R, F, E, A},
    "override_sources": {E},
    "manage_house": {A},
    "delete": {E, A},
}


def test_table_names_every_act():
    assert set(TABLE) == set(ROLES)
    assert set(RULES) <= set(TABLE)


@pytest.mark.parametrize("role", list(Role))
def test_may_follows_the_table(role):
    user = make_user(role)

    assert {act for act in TABLE if may(user, act)} == {act for act, roles in TABLE.items() if role in roles}


def test_may_refuses_strangers_readers_and_leavers():
    strangers = [AnonymousUser(), make_user(E, is_staff=False), make_user(E, is_active=False), make_user()]

    assert [act for user in strangers for act in TABLE if may(user, act)] == []


def test_may_gives_superusers_every_role_and_binds_them_to_the_rules():
    chief = make_user(superuser=True)
    own, others = make_factcheck(author=chief), make_factcheck()

    assert all(may(chief, act) for act in TABLE)
    assert (may(chief, "approve_factcheck", own), may(chief, "approve_factcheck", others)) == (False, True)
    assert (may(chief, "edit_factcheck", own), may(chief, "edit_factcheck", others)) == (True, False)
