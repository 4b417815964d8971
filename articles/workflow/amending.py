"""What a change of a live article is: what its words make likely, what they rule out, a first draft of the note."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.text import amending
from articles.text.nesting import nested
from articles.text.plain import plain_field
from articles.workflow import clock
from articles.workflow.content import content_of

OTHER_PICTURE, OTHER_NAMES = "picture", "bylines"
SHOWN = 2


def assess(article):
    """Return what publishing the draft would change for readers, or None while there is nothing to change."""
    live = article.revisions.live(clock.now()).first()
    return assess_contents(live.content, content_of(article)) if live else None


def assess_contents(old, new):
    return amending.assess(_texts(old), _texts(new))


def more_than_spelling(old, new):
    """Return, in sentences, what speaks against a mere typo between two contents of a revision."""
    assessment = assess_contents(old, new)
    told = [_told(assessment, reason) for reason in assessment.reasons]
    if _picture(old) != _picture(new):
        told.append(_("Das Bild ist ein anderes."))
    if old["label"] != new["label"]:
        told.append(_("Die Textsorte ist eine andere."))
    return told


def _told(assessment, reason):
    if reason == amending.MANY:
        count = sum(change.count for change in assessment.changes)
        return ngettext("%(count)s Wort ist anders.", "%(count)s Wörter sind anders.", count) % {"count": count}
    examples = [_example(change) for change in assessment.examples(reason)[:SHOWN]]
    return REASONS[reason] % {"examples": "; ".join(map(str, examples))}


REASONS = {
    amending.NUMBER: _("Eine Zahl ist anders: %(examples)s."),
    amending.NEGATION: _("Eine Verneinung ist neu oder weggefallen: %(examples)s."),
    amending.NAME: _("Ein Name oder ein Hauptwort ist ein anderes: %(examples)s."),
}


def _example(change):
    before, after = change.before.strip(), change.after.strip()
    if before and after:
        return _("„%(after)s“ statt „%(before)s“") % {"after": nested(_cut(after)), "before": nested(_cut(before))}
    words = {"words": nested(_cut(before or after))}
    return _("„%(words)s“ ist neu") % words if after else _("„%(words)s“ fehlt jetzt") % words


def _cut(words):
    return words if len(words) <= 60 else words[:58].rsplit(" ", 1)[0] + " …"


def _picture(content):
    return (content["picture"] or {}).get("src")


def _texts(content):
    texts = {name: plain_field(name, content[name]) for name in ("headline", "teaser", "body", "context", "kicker")}
    picture = content["picture"] or {}
    return texts | {
        "key_points": "\n".join(content["key_points"]),
        "dateline": content["dateline"],
        "bylines": "\n".join(each["name"] for each in content["bylines"]),
        "picture": "\n".join(filter(None, (picture.get(name, "") for name in ("caption", "credit")))),
    }
