"""The words inside one block, each stretch with its style, and the one way in which we write them."""

from collections.abc import Iterable
from html import escape as escape_attribute
from itertools import dropwhile, groupby, pairwise, takewhile
from typing import NamedTuple
from unicodedata import combining, normalize

from .plain import BLANKS, compose, escape, is_blank, without_hidden


class Style(NamedTuple):
    href: str | None
    strong: bool
    em: bool

    @property
    def tags(self) -> list[str]:
        link = [f'a href="{escape_attribute(self.href)}"'] if self.href else []
        return link + ["strong"] * self.strong + ["em"] * self.em

    def shared_with(self, *others: "Style") -> "Style":
        same_link = all(other.href == self.href for other in others)
        return Style(
            self.href if same_link else None,
            self.strong and all(other.strong for other in others),
            self.em and all(other.em for other in others),
        )


PLAIN = Style(None, False, False)
Run = tuple[Style, str]


def tidy(runs: list[Run]) -> list[Run]:
    """Return the runs of one block such that their text is exactly what `plain_line` makes of it."""
    runs = _merged((style, without_hidden(text)) for style, text in runs)
    # Blanks first: a mark that combines must not be left behind by the blank that carried it.
    runs = _composed(_single_blanks(_without_edges(runs)))
    return _merged(_blanks_without_style(runs))


def _merged(runs: Iterable[Run]) -> list[Run]:
    groups = groupby((run for run in runs if run[1]), key=lambda run: run[0])
    return [(style, "".join(text for _, text in group)) for style, group in groups]


def _composed(runs: list[Run]) -> list[Run]:
    """Compose (NFC) across elements: a mark that combines with the letter before goes where the letter is."""
    composed: list[tuple[Style, list[str]]] = []
    last = ""
    for style, text in runs:
        text = normalize("NFC", text)
        own = _first_place_of_its_own(last, text) if composed else 0
        if own:
            composed[-1][1].append(text[:own])
            last = normalize("NFC", last + text[:own])[-1:]
        if text[own:]:
            composed.append((style, [text[own:]]))
            last = text[-1]
    return [(style, compose("".join(texts))) for style, texts in composed]


def _first_place_of_its_own(last: str, text: str) -> int:
    for place, character in enumerate(text):
        together = normalize("NFC", last + character)
        if not combining(character) and together == last + character:
            return place
        last = together[-1:]
    return len(text)


def _without_edges(runs: list[Run]) -> list[Run]:
    runs = list(dropwhile(lambda run: not run[1].strip(), runs))
    while not runs[-1][1].strip():
        runs.pop()
    runs[0] = (runs[0][0], runs[0][1].lstrip())
    runs[-1] = (runs[-1][0], runs[-1][1].rstrip())
    return runs


def _single_blanks(runs: list[Run]) -> list[Run]:
    """Keep of several spaces the first, as browsers do."""
    kept, after_blank = [], False
    for style, text in runs:
        text = BLANKS.sub(" ", text)
        text = text[1:] if after_blank and text[0] == " " else text
        if text:
            kept.append((style, text))
            after_blank = text[-1] == " "
    return kept


def _blanks_without_style(runs: list[Run]) -> list[Run]:
    """Leave blanks between two stretches only the style that both share: nobody could see or follow more."""
    runs = [(PLAIN, ""), *runs, (PLAIN, "")]
    visible = [place for place, (_, text) in enumerate(runs) if not is_blank(text)]
    for left, right in pairwise([0, *visible, len(runs) - 1]):
        for place in range(left + 1, right):
            style, text = runs[place]
            runs[place] = (style.shared_with(runs[left][0], runs[right][0]), text)
    return runs


def write(runs: list[Run]) -> str:
    written: list[str] = []
    open_tags: list[str] = []
    for style, text in [*runs, (PLAIN, "")]:
        tags = style.tags
        pairs = zip(open_tags, tags, strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        written += [f"</{tag.split()[0]}>" for tag in reversed(open_tags[shared:])]
        written += [f"<{tag}>" for tag in tags[shared:]]
        written.append(escape(text))
        open_tags = tags
    return "".join(written)
