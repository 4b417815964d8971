"""The two answers that a claim has for readers: was it said, and is it true."""

from django.utils.translation import gettext as _

from articles.choices import Attribution, Bearing, Stance
from articles.models import Claim, Source


def was_it_said(claim: Claim) -> str:
    """Return the answer to „Gesagt?“: documented, passed on by others, or open."""
    if claim.attribution == Attribution.DOCUMENTED:
        return _("Ja, die Äußerung ist belegt.")
    if claim.attribution == Attribution.RELAYED:
        return _("Durch andere wiedergegeben; die Äußerung selbst liegt uns nicht vor.")
    if claim.factcheck_in_force:
        return _("Offen: Wo und wann es gesagt wurde, ist nicht belegt.")
    return _("Noch nicht geprüft.")


def is_it_true(claim: Claim) -> str:
    """Return the answer to „Stimmt es?“: the verdict's word, or why there is none."""
    if claim.verdict_id:
        return f"{claim.verdict.label}."
    if claim.open_factcheck:
        return _("Wird gerade geprüft.")
    if claim.factcheck_in_force:
        return _("Nicht bewertet: Geprüft ist nur, ob es gesagt wurde.")
    return _("Noch nicht geprüft.")


def both_in_short(claim: Claim) -> str:
    """Return both answers in one line, for where a page is announced."""
    answers = {"said": claim.get_attribution_display(), "true": claim.status.label}
    return _("Gesagt: %(said)s. Stimmt es: %(true)s.") % answers


def relays_of(claim: Claim) -> list[Source]:
    """Return through whom we know of a statement that we have not seen documented, each once.

    The claimant and those who speak for it are no relays.
    """
    if claim.attribution == Attribution.DOCUMENTED:
        return []
    relays = {
        evidence.source_id: evidence.source
        for evidence in claim.evidence.all()
        if evidence.bears_on == Bearing.SAID
        and evidence.stance == Stance.SUPPORTS
        and not _is_own_voice(evidence.source, claim)
    }
    return list(relays.values())


def _is_own_voice(source: Source, claim: Claim) -> bool:
    if claim.claimant_id is None:
        return False
    # Two who speak for the same one are of one side as well.
    side = {claim.claimant_id, claim.claimant.part_of_id} - {None}
    return bool(side & {source.pk, source.part_of_id})
