"""Notice passages of a text that ought to be claims: each detector answers one question."""

from collections.abc import Callable, Iterator

from articles.detection import unconfirmed
from articles.detection.finding import Finding

DETECTORS: list[Callable[[str], Iterator[Finding]]] = [unconfirmed.detect]


def detect(text: str) -> list[Finding]:
    """Return what all detectors notice in the plain text of one field, in reading order."""
    found = [finding for detector in DETECTORS for finding in detector(text)]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.detector))
