"""Does a sentence leave open whether it is so, or does it state it as plain fact?"""

import re

from articles.detection import unconfirmed
from articles.detection.lexicon import pattern

_QUOTED = re.compile(r"[„“”»«‚‘]|(?<!\w)\"")
_SO_HE = re.compile(r",\s+so\s+(?!dass\b)\w")
_TOLD_BY = re.compile(r"^[^.:,]{2,40}:\s")
_NAME_ENDS = re.compile(r"[\w-]{4,}")


def states_as_fact(sentence: str, *, names: tuple[str, ...] = ()) -> bool:
    """Whether nothing in the sentence credits or doubts it: no name of who says it, no word, no Konjunktiv."""
    credited = (pattern("credited"), _QUOTED, _SO_HE, _TOLD_BY)
    if any(each.search(sentence) for each in credited) or any(unconfirmed.detect(sentence)):
        return False
    return not any(word in sentence for name in names for word in _NAME_ENDS.findall(name) if word[0].isupper())
