"""Save what is being typed, without being asked: the working copy alone, never a state, never what readers see."""

from django.db import transaction

from articles.choices import Verb
from articles.models import Article
from articles.workflow import history, presence, writing
from articles.workflow.permissions import require


@transaction.atomic
def autosave(article, *, related, rows, read_version, window, by):
    """
    Save the draft as it stands in the window, or leave it when nothing differs; returns the article.

    `rows` are the changed inline rows by the name they have in the form; rows are never removed in passing.
    """
    require(by, "write_article", article)
    is_new = article._state.adding
    if not is_new and not rows and not _differs(article, related):
        article.refresh_from_db(fields=["version", "saved_at"])
        return article
    new_rows = {name: row for name, row in rows.items() if row._state.adding}
    verb = Verb.CREATE if is_new else Verb.AUTOSAVE
    writing.save(article, by=by, read_version=read_version, related=related, rows=rows.values(), verb=verb)
    made = {name: row.pk for name, row in new_rows.items()}
    # What is new was read at no version, whatever its empty form said.
    presence.remember(article, window=window, by=by, read_version=0 if is_new else read_version, rows=made)
    return article


def _differs(article, related):
    stored = Article.objects.get(pk=article.pk)
    writing.tidy(article)
    if history.facts(article) != history.facts(stored):
        return True
    return any(
        {each.pk for each in values} != set(getattr(stored, name).values_list("pk", flat=True))
        for name, values in related.items()
    )
