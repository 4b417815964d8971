"""Which records have which screen at the desk."""

from django.contrib.auth.models import Group, User

from articles import models
from articles.admin.articles import ArticleAdmin
from articles.admin.checks import FactCheckAdmin
from articles.admin.claims import ClaimAdmin
from articles.admin.pictures import PictureAdmin
from articles.admin.scale import VerdictAdmin
from articles.admin.sources import EvidenceAdmin, SourceAdmin
from articles.admin.taxonomy import AuthorAdmin, PageAdmin, SectionAdmin, TopicAdmin
from articles.admin.users import AccountAdmin

SCREENS = {
    models.Article: ArticleAdmin,
    models.Author: AuthorAdmin,
    models.Claim: ClaimAdmin,
    models.Evidence: EvidenceAdmin,
    models.FactCheck: FactCheckAdmin,
    models.Page: PageAdmin,
    models.Picture: PictureAdmin,
    models.Section: SectionAdmin,
    models.Source: SourceAdmin,
    models.Topic: TopicAdmin,
    models.Verdict: VerdictAdmin,
    User: AccountAdmin,
}


def furnish(desk):
    """Put our screens on the desk; called once all apps are there (articles/apps.py)."""
    # Django's own screens for accounts would save past workflow/; roles are fixed and need none.
    desk.unregister([User, Group])
    for model, screen in SCREENS.items():
        desk.register(model, screen)
