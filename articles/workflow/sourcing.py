"""Keep the rule of two sources: weigh a claim's evidence, refuse what it does not carry, let an editor say why."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.choices import FactCheckState, Leaning, Verb
from articles.models import Evidence, FactCheck, Source
from articles.sourcing import independence
from articles.sourcing.sentences import explain, missing
from articles.text.nesting import nested
from articles.workflow import history
from articles.workflow.notes import tidy_words
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove, refuse_stale
from articles.workflow.turns import in_turn


def weigh(claim):
    """Return how many independent origins stand behind a claim (articles.sourcing), in at most two queries."""
    return weigh_all([claim])[claim.pk]


def weigh_all(claims):
    """Return the same for each of several claims, by its key; one query, where their evidence is loaded."""
    evidence = {claim.pk: list(claim.evidence.all()) for claim in claims}
    involved = {claim.claimant_id for claim in claims} | {e.source_id for each in evidence.values() for e in each}
    sources = [_source(each) for each in Source.objects.with_those_above(involved)]
    return {
        claim.pk: independence.weigh(map(_piece, evidence[claim.pk]), sources, claimant=claim.claimant_id)
        for claim in claims
    }


def resting_on_too_little(claims):
    """Return the claims with a supported verdict in force that too few sources carry by now and nobody let pass."""
    supported = claims.filter(verdict__leaning=Leaning.SUPPORTED, merged_into=None).select_related("verdict")
    supported = list(supported.prefetch_related("evidence", "factchecks"))
    weighed = weigh_all(supported) if supported else {}
    return [
        claim
        for claim in supported
        if not weighed[claim.pk].is_enough
        and not (claim.factcheck_in_force and claim.factcheck_in_force.overrides_sources)
    ]


def _source(source):
    return independence.Source(
        id=source.pk,
        name=str(source.public_name),
        kind=source.kind,
        part_of=source.part_of_id,
        reliability=source.reliability,
    )


def _piece(evidence):
    return independence.Piece(
        id=evidence.pk,
        source=evidence.source_id,
        bears_on=evidence.bears_on,
        stance=evidence.stance,
        goes_back_to=evidence.goes_back_to_id,
        credibility=evidence.credibility,
        is_record=evidence.is_record,
        is_vanished=evidence.vanished_on is not None,
    )


def refuse_too_few(factcheck):
    """Refuse a supported verdict without two independent origins or a document of record."""
    if not _leans_supported(factcheck) or factcheck.overrides_sources:
        return
    weighing = weigh(factcheck.claim)
    if not weighing.is_enough:
        sentence = _(
            "„%(verdict)s“ braucht zwei unabhängige Quellen oder ein Originaldokument. %(missing)s Ergänzen Sie "
            "Belege an der Behauptung; oder speichern Sie die Prüfung, damit eine Chef:in vom Dienst die Regel mit "
            "Begründung übergehen kann."
        )
        raise WrongMove(sentence % {"verdict": nested(factcheck.verdict), "missing": missing_now(weighing)})


@in_turn
def override(factcheck, *, reason, by, read_version=None):
    """Let a supported verdict pass with too few sources; the reason stands with the check, for readers as well."""
    require(by, "override_sources", factcheck)
    reason = tidy_words(reason)
    if not reason:
        raise WrongMove(_("Schreiben Sie, warum die Bewertung ohne zweite unabhängige Quelle trägt."))
    stored = FactCheck.objects.select_for_update(of=("self",)).get(pk=factcheck.pk)
    refuse_stale(stored, read_version)
    _refuse_needless_override(stored)
    before = history.facts(stored)
    stored.override_reason = reason
    stored.version += 1
    stored.save(update_fields=["override_reason", "version"])
    old, new = history.changes(before, history.facts(stored))
    history.decide(Verb.OVERRIDE, stored, by=by, before=old, after=new, reason=reason, version=stored.version)
    factcheck.override_reason, factcheck.version = stored.override_reason, stored.version
    return factcheck


def _refuse_needless_override(stored):
    if stored.state not in FactCheckState.open_states():
        raise WrongMove(_("Übergehen lässt sich die Regel nur, solange die Prüfung noch offen ist."))
    if not _leans_supported(stored):
        raise WrongMove(
            _("Für die gespeicherte Bewertung sind keine zwei Quellen nötig; hier gibt es nichts zu übergehen.")
        )
    if weigh(stored.claim).is_enough:
        raise WrongMove(_("Die Belege reichen aus; hier gibt es nichts zu übergehen."))


def _leans_supported(factcheck):
    return factcheck.verdict_id is not None and factcheck.verdict.leaning == Leaning.SUPPORTED


def explain_now(count, *, witnesses=False):
    """Return the sentence that explains a count, in the language of whoever reads the page."""
    return explain(count, _language(), witnesses=witnesses)


def missing_now(weighing):
    return missing(weighing, _language())


def _language():
    return "en" if (get_language() or "de").startswith("en") else "de"


def refuse_wrong_evidence(evidence, old):
    """Refuse evidence without a source, with an origin of another claim, or one that goes back to itself."""
    if evidence.source_id is None:
        raise WrongMove(_("Ein Beleg ohne Quelle zählt nicht: Wählen Sie im Feld „Quelle“, von wem er stammt."))
    if evidence.goes_back_to_id is not None:
        origin = Evidence.objects.filter(pk=evidence.goes_back_to_id).values_list("claim", flat=True).first()
        if origin != evidence.claim_id:
            raise WrongMove(
                _(
                    "„geht zurück auf“ kann nur einen Beleg derselben Behauptung nennen. Wählen Sie einen anderen "
                    "oder keinen."
                )
            )
        if runs_in_a_circle(evidence, "goes_back_to"):
            raise WrongMove(
                _(
                    "Der Beleg von „%(source)s“ ginge so über andere auf sich selbst zurück. Wählen Sie unter „geht "
                    "zurück auf“ einen anderen oder keinen."
                )
                % {"source": nested(evidence.source)}
            )
    if old and old.claim_id != evidence.claim_id and evidence.passed_on_by.exclude(claim=evidence.claim_id).exists():
        raise WrongMove(
            _(
                "Auf diesen Beleg gehen andere Belege der bisherigen Behauptung zurück; er lässt sich nicht allein "
                "verschieben."
            )
        )


def runs_in_a_circle(record, field):
    """Whether the record leads back to itself by `field`, as it stands in the database now, not when it was read."""
    seen, above = {record.pk}, getattr(record, f"{field}_id")
    while above is not None:
        if above in seen:
            return True
        seen.add(above)
        above = type(record).objects.filter(pk=above).values_list(field, flat=True).first()
    return False
