"""Pair the lines of two versions of a list: which line of the old one is which of the new one."""

from collections import Counter
from collections.abc import Iterable, Sequence

Pair = tuple[int, int]


def pair(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return the places of identical lines, old to new, wherever they moved to.

    A line that stands once in both is sure. Repeated ones are paired beside a pair, and beside that again; but not
    if their two neighbours disagree on which of them it is.
    """
    edges = [(-1, -1), (len(old), len(new))]
    pairs = dict(_unique(old, new))
    fresh = [*edges, *pairs.items()]
    taken = set(pairs.values())
    while fresh:
        claims = {
            (here, there)
            for here, there in _beside(fresh)
            if _equal(old, new, here, there) and here not in pairs and there not in taken
        }
        fresh = _undisputed(claims)
        pairs |= fresh
        taken.update(there for _, there in fresh)
    disputed = _disputed(old, new, dict([*edges, *pairs.items()]))
    return {here: there for here, there in pairs.items() if (here, there) not in disputed}


def _unique(old: Sequence[str], new: Sequence[str]) -> Iterable[Pair]:
    in_old, in_new = Counter(old), Counter(new)
    place = {line: there for there, line in enumerate(new)}
    return ((here, place[line]) for here, line in enumerate(old) if in_old[line] == in_new[line] == 1)


def _beside(pairs: Iterable[Pair]) -> Iterable[Pair]:
    return ((here + step, there + step) for here, there in pairs for step in (-1, 1))


def _equal(old: Sequence[str], new: Sequence[str], here: int, there: int) -> bool:
    return 0 <= here < len(old) and 0 <= there < len(new) and old[here] == new[there]


def _undisputed(claims: set[Pair]) -> list[Pair]:
    heres, theres = Counter(here for here, _ in claims), Counter(there for _, there in claims)
    return sorted((here, there) for here, there in claims if heres[here] == theres[there] == 1)


def _disputed(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> set[Pair]:
    """Return the pairs whose neighbours before and after each point to another copy of the line."""
    claims = {(here, there) for here, there in _beside(pairs.items()) if _equal(old, new, here, there)}
    return claims - set(_undisputed(claims)) & set(pairs.items())
