"""How far a second opinion agrees with the check it was asked about."""

from articles.models import FactCheck, SecondOpinion

QUESTIONS = ("attribution", "verdict")


def differences(factcheck: FactCheck, opinion: SecondOpinion) -> list[str]:
    """Return the names of the questions that the two answer differently; none means that they agree."""
    pairs = {
        "attribution": (factcheck.attribution, opinion.attribution),
        "verdict": (factcheck.verdict_id, opinion.verdict_id),
    }
    return [name for name in QUESTIONS if pairs[name][0] != pairs[name][1]]
