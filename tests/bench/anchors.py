"""How well quotes survive edits; run by hand: .venv/bin/python -m tests.bench.anchors [--seed N] [--cases N]

Right: where the words are. Near: its edges are slightly off. Wrong: other words. Lost: given up, though they stand.
"""

import argparse
import random
import time
from collections import Counter
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from articles.text import anchors
from articles.text.following import follow

from .edits import Case, Maker
from .german import Writer, demo_articles, parsed

Span = tuple[int, int] | None


def by_follow(case: Case) -> Span:
    return follow(case.old, case.new, [case.span])[0]


def by_locate(case: Case) -> Span:
    anchor = anchors.make(case.old, *case.span)
    return anchors.locate(
        case.new, exact=anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix, start_hint=anchor.start
    )


def by_first_hit(case: Case) -> Span:
    words = case.old[slice(*case.span)]
    place = case.new.find(words)
    return None if place < 0 else (place, place + len(words))


def judge(found: Span, truth: Span) -> str:
    if found == truth:
        return "right"
    if found is None:
        return "lost"
    if truth is None:
        return "wrong"
    slack = 8 + (truth[1] - truth[0]) // 4
    return "near" if abs(found[0] - truth[0]) + abs(found[1] - truth[1]) <= slack else "wrong"


def is_decidable(case: Case) -> bool:
    """Whether a quote and the text around it are enough to say where it is: no rival stands in the same surroundings,
    and most of the words and of one side are as they were."""
    words = case.old[slice(*case.span)]
    rivals = [
        agreement(case, (place, place + len(words)))
        for place in hits(case.new, words)
        if not case.truth or place + len(words) <= case.truth[0] or place >= case.truth[1]
    ]
    if case.truth is None:
        best = fuzz.partial_ratio_alignment(words, case.new)
        is_similar = best.score > 70 and agreement(case, (best.dest_start, best.dest_end)) >= 0.5
        return max(rivals, default=0) < 0.5 and not is_similar
    own = agreement(case, case.truth)
    return own >= 0.75 and max(rivals, default=0) < own - 0.25 and likeness(words, case.new[slice(*case.truth)]) > 0.8


def hits(text: str, words: str) -> list[int]:
    places, place = [], text.find(words)
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    return places


def agreement(case: Case, place: tuple[int, int]) -> float:
    (a, b), (c, d) = case.span, place
    before = likeness(case.old[max(0, a - 32) : a], case.new[max(0, c - 32) : c])
    return max(before, likeness(case.old[b : b + 32], case.new[d : d + 32]))


def likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(one, other) if one or other else 0.0


def report(name: str, cases: list[Case], method, show: int) -> None:
    times, verdicts, wrong = [], [], []
    for case in cases:
        began = time.perf_counter()
        found = method(case)
        times.append((time.perf_counter() - began) * 1000)
        verdicts.append(judge(found, case.truth))
        if verdicts[-1] in ("wrong", "lost", "near"):
            wrong.append((verdicts[-1], case, found))
    kept = [verdict in ("right", "near") for verdict, case in zip(verdicts, cases, strict=True) if case.truth]
    gone = [verdict == "right" for verdict, case in zip(verdicts, cases, strict=True) if not case.truth]
    print(f"\n{name}: {len(cases)} cases, {len(gone)} of them gone")
    count = Counter(verdicts)
    shares = ", ".join(
        f"{verdict} {share(count[verdict], len(cases))}" for verdict in ("right", "near", "wrong", "lost")
    )
    print(f"  {shares}; kept {share(sum(kept), len(kept))}, gone {share(sum(gone), len(gone))}")
    times.sort()
    print(f"  ms: median {median(times):.1f}, p95 {times[len(times) * 95 // 100]:.1f}, worst {times[-1]:.0f}")
    table: dict[str, Counter[str]] = {}
    for verdict, case, _ in wrong:
        table.setdefault(case.kind, Counter())[verdict] += 1
    for kind, counts in sorted(table.items()):
        print(f"    {kind}: {', '.join(f'{number} {verdict}' for verdict, number in sorted(counts.items()))}")
    for verdict, case, found in sorted(wrong, key=lambda item: ["wrong", "near", "lost"].index(item[0]))[:show]:
        print(f"  {verdict} ({case.kind})\n    was   {excerpt(case.old, case.span)}")
        print(f"    is    {excerpt(case.new, case.truth)}\n    found {excerpt(case.new, found)}")


def share(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):.2f} %"


def excerpt(text: str, span: Span) -> str:
    if span is None:
        return "—"
    start, end = span
    return f"…{text[max(0, start - 45) : start]}[{text[start:end]}]{text[end : end + 45]}…".replace("\n", "⏎")


def time_a_save() -> None:
    """Time a hundred anchors on a text of 10 kB, and single ones on 200 kB."""
    for letters, number in ((10_000, 100), (200_000, 1), (200_000, 100)):
        maker = Maker(random.Random(7), Writer(random.Random(7), demo_articles()))
        paragraphs = maker.writer.of_length(letters)
        drafts = [maker.draft(paragraphs, *maker.choose(paragraphs)) for _ in range(number)]
        edited = drafts[0]
        old, spans = edited.text, [(draft.start, draft.end) for draft in drafts]
        for _ in range(10):
            maker.change_any(edited)
        maker.words_inside(edited)
        began = time.perf_counter()
        follow(old, edited.text, spans)
        print(f"a save of {len(old)} characters with {number} anchors: {(time.perf_counter() - began) * 1000:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--show", type=int, default=0, help="print so many failures of each method")
    parser.add_argument("--texts", type=Path, help="further prose: a paragraph a line, an empty line between texts")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    texts = demo_articles()
    if options.texts:
        texts = [parsed(text) for text in options.texts.read_text(encoding="utf-8").split("\n\n") if len(text) > 800]
    cases = Maker(chance, Writer(chance, texts)).cases(options.cases)
    decidable = [case for case in cases if is_decidable(case)]
    report("follow", cases, by_follow, options.show)
    report("locate", cases, by_locate, 0)
    report("locate, decidable cases", decidable, by_locate, options.show)
    report("first exact hit", cases, by_first_hit, 0)
    time_a_save()


if __name__ == "__main__":
    main()
