"""Which step may follow which, and how a wrong one is refused."""

from django.utils.translation import gettext_lazy as _

from articles.choices import ArticleState, FactCheckState
from articles.text.nesting import nested


class WrongMove(Exception):
    """A step that may not be taken now; its words tell the person what to do instead."""


class Stale(WrongMove):
    """
    Somebody saved the record after the writer had read it, and both changed the same.

    `merge` (workflow/merging.py) holds what clashes and the merged rest; `rows` pairs each inline row that others
    touched as well with its own Merge.
    """

    def __init__(self, record, *, merge=None, rows=(), sentence=""):
        self.record, self.merge, self.rows = record, merge, list(rows)
        super().__init__(sentence or (STALE if merge is None or merge.is_known else UNREADABLE))


STALE = _("Inzwischen hat jemand anderes gespeichert. Ihre Eingabe steht noch hier, ist aber nicht gesichert.")
UNREADABLE = _(
    "Welche Fassung Sie gelesen hatten, lässt sich nicht mehr feststellen. Ihre Eingabe steht noch hier, ist aber "
    "nicht gesichert."
)
CANNOT_EXAMINE = _(
    "%(who)s kann nicht prüfen: Das Konto ist stillgelegt oder hat die Rolle nicht. Wählen Sie jemand anderes."
)


CHANGED = _(
    "„%(record)s“ hat sich geändert, seit Sie diese Seite geöffnet haben. Sehen Sie nach, was neu ist, und versuchen "
    "Sie es dann noch einmal."
)
UNNAMED = _(
    "Es ist nicht zu erkennen, welche Fassung Sie gelesen haben; deshalb ist nichts geschehen. Laden Sie die Seite "
    "neu und versuchen Sie es noch einmal."
)


def refuse_stale(stored, read_version):
    """Refuse an act that answers another version than the stored one; None asks for none."""
    if read_version not in (None, stored.version):
        raise Stale(stored, sentence=CHANGED % {"record": nested(stored)} if is_named(read_version) else UNNAMED)


def is_named(read_version):
    """Whether a write token could be read at all: no record was ever at version 0."""
    return read_version is None or read_version > 0


MOVES = {
    ArticleState: {
        # The state is the working copy's: while it is a draft again, readers may still see an earlier revision.
        ArticleState.DRAFT: {ArticleState.IN_REVIEW, ArticleState.PUBLISHED, ArticleState.WITHDRAWN},
        ArticleState.IN_REVIEW: {ArticleState.DRAFT, ArticleState.PUBLISHED, ArticleState.WITHDRAWN},
        ArticleState.PUBLISHED: {*ArticleState},
        ArticleState.WITHDRAWN: {ArticleState.PUBLISHED},
    },
    FactCheckState: {
        FactCheckState.DRAFT: {FactCheckState.SUBMITTED, FactCheckState.WITHDRAWN},
        FactCheckState.SUBMITTED: {
            FactCheckState.IN_FORCE,
            FactCheckState.RETURNED,
            FactCheckState.WITHDRAWN,
        },
        FactCheckState.RETURNED: {FactCheckState.DRAFT, FactCheckState.SUBMITTED, FactCheckState.WITHDRAWN},
        FactCheckState.IN_FORCE: {FactCheckState.SUPERSEDED, FactCheckState.WITHDRAWN},
        # Only a check that never was in force; what readers saw stays as it was and is examined anew.
        FactCheckState.WITHDRAWN: {FactCheckState.DRAFT},
    },
}


def step(record, target):
    """Move the record's state, or refuse when that step may not follow."""
    steps = MOVES[type(target)]
    state = type(target)(record.state)
    if target not in steps.get(state, ()):
        raise WrongMove(
            _("Dieser Schritt ist jetzt nicht möglich: „%(record)s“ ist %(state)s.")
            % {"record": record, "state": state.label}
        )
    record.state = target
