"""Lay out the timeline of verdicts: a lane for each of the two answers, from the first check to now; pure geometry."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

LANE, LABEL, SPACE = 26, 18, 10
LEAST = 30  # as wide as a sign needs
LETTER = 7


@dataclass(frozen=True)
class Answer:
    """What was said in answer to one of the questions: sign, word, and under which colour it is kept."""

    sign: str
    word: str
    colour: str


@dataclass(frozen=True)
class Span:
    """Both answers of one check, and how long they held; without an end they hold still."""

    start: datetime
    end: datetime | None
    said: Answer
    true: Answer


@dataclass(frozen=True)
class Stretch:
    """One stretch of a lane, with the words that fit into it."""

    x: float
    y: float
    width: float
    answer: Answer
    words: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def line(self) -> float:
        return self.y + LANE / 2 + 5


@dataclass(frozen=True)
class Timeline:
    width: float
    height: float
    said: tuple[Stretch, ...]
    true: tuple[Stretch, ...]
    said_label: float
    true_label: float
    foot: float
    lane: int = LANE


def timeline(spans: list[Span], *, now: datetime, unchecked: tuple[Answer, Answer], width: float) -> Timeline:
    """Return both lanes, oldest left; time without a check in force is `unchecked` (said, true)."""
    pieces = _without_gaps(sorted(spans, key=lambda span: span.start), now, unchecked)
    lengths = _lengths([max((end - start).total_seconds(), 0) for start, end, _ in pieces], width)
    said_label, said = LABEL - 5.0, float(LABEL)
    true_label, true = said + LANE + SPACE + LABEL - 5, said + LANE + SPACE + LABEL
    return Timeline(
        width=width,
        height=true + LANE + LABEL,
        said=_lane([answers[0] for _, _, answers in pieces], lengths, said),
        true=_lane([answers[1] for _, _, answers in pieces], lengths, true),
        said_label=said_label,
        true_label=true_label,
        foot=true + LANE + LABEL - 4,
    )


def _without_gaps(spans, now, unchecked):
    """Return (start, end, answers) from the first span to now; where none held, the answers are the unchecked."""
    pieces = []
    for span in spans:
        if pieces and pieces[-1][1] < span.start:
            pieces.append((pieces[-1][1], span.start, unchecked))
        pieces.append((span.start, span.end or now, (span.said, span.true)))
    if pieces and spans[-1].end is not None and spans[-1].end < now:
        pieces.append((spans[-1].end, now, unchecked))
    return pieces


def _lengths(seconds: list[float], width: float) -> list[float]:
    """Share the width out by time, but give each piece what a sign needs, as far as there is room for all."""
    least = min(LEAST, width / max(len(seconds), 1))
    room, total = width - least * len(seconds), sum(seconds)
    return [least + room * (each / total if total else 1 / len(seconds)) for each in seconds]


def _lane(answers: list[Answer], lengths: list[float], y: float) -> tuple[Stretch, ...]:
    """Return the stretches of a lane; an answer that did not change goes on in one stretch."""
    starts, x = [], 0.0
    for length in lengths:
        starts.append(x)
        x += length
    changes = [place for place, answer in enumerate(answers) if place == 0 or answer != answers[place - 1]]
    stretches = []
    for first, after in pairwise([*changes, len(answers)]):
        end = starts[after] if after < len(answers) else x
        stretches.append(_stretch(answers[first], starts[first], end - starts[first], y))
    return tuple(stretches)


def _stretch(answer: Answer, x: float, width: float, y: float) -> Stretch:
    full = f"{answer.sign} {answer.word}"
    words = full if len(full) * LETTER + 8 <= width else answer.sign
    return Stretch(round(x, 1), y, round(width, 1), answer, words)
