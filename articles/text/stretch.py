"""The one stretch in which two texts differ: what a change of a long text comes to."""

from dataclasses import dataclass

EDGES = frozenset(" \n<>")


@dataclass(frozen=True)
class Stretch:
    """At `start`, `old` became `new`; all around is the same in both texts."""

    start: int
    old: str
    new: str


def stretch(old: str, new: str) -> Stretch:
    """Return what differs, widened to whole words and tags, so that each side can be read by itself."""
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return _widened(old, new, head, tail)


def _widened(old: str, new: str, head: int, tail: int) -> Stretch:
    while head and old[head - 1] not in EDGES:
        head -= 1
    if old.rfind("<", 0, head) > old.rfind(">", 0, head):
        head = old.rfind("<", 0, head)
    while tail and old[-tail] not in EDGES:
        tail -= 1
    opening, closing = (old.find(sign, len(old) - tail) for sign in "<>")
    if tail and closing != -1 and not -1 < opening < closing:
        tail = len(old) - closing - 1
    return Stretch(head, old[head : len(old) - tail], new[head : len(new) - tail])


def apply(text: str, change: Stretch) -> str:
    """Return the new text, given the old one and the stretch in which it changed."""
    end = change.start + len(change.old)
    if text[change.start : end] != change.old:
        raise ValueError("The text is not the one this change was made to.")
    return text[: change.start] + change.new + text[end:]
