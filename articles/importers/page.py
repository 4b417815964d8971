"""The blocks of a page that nobody has understood yet, in their order, and the draft they go into."""

import re
from collections import deque
from itertools import islice

from . import vocabulary
from .blocks import SENTENCE_END, Block, cut
from .boilerplate import boilerplate
from .draft import Draft
from .recognise import split_sign_off

LONGEST_TITLE = 110


class Page:
    """Readers take the first blocks away; what they took stands in the draft or is listed as dropped."""

    def __init__(self, text: str):
        self.draft = Draft()
        self.blocks = deque(self._story(cut(text)))

    def _story(self, blocks: list[Block]) -> list[Block]:
        """Return the blocks without what belongs to the site."""
        beside_buttons = False
        for block in blocks:
            kept = []
            for piece in block.pieces:
                text = self._without_sign_off(piece.text)
                reason = boilerplate(text, beside_buttons=beside_buttons) if text else None
                beside_buttons = reason == "share"
                if reason:
                    self.draft.drop(piece.line, text, reason)
                elif text:
                    kept.append(piece._replace(text=text))
            block.pieces = kept
        return [block for block in blocks if block.pieces]

    def _without_sign_off(self, text: str) -> str:
        if self.draft.sign_off:
            return text
        text, self.draft.sign_off = split_sign_off(text)
        return text

    @property
    def first(self) -> Block | None:
        return self.blocks[0] if self.blocks else None

    @property
    def second(self) -> Block | None:
        return self.blocks[1] if len(self.blocks) > 1 else None

    @property
    def paragraph(self) -> Block | None:
        """The first block, if it is no list."""
        return self.first if self.first and self.first.is_paragraph else None

    def take(self) -> Block:
        return self.blocks.popleft()

    def take_signpost(self, words: str) -> None:
        """Take the first block; these words of it only led to the part that is now in its field."""
        self.draft.drop(self.take().line, words, "signpost")

    def match(self, pattern: re.Pattern) -> re.Match | None:
        return pattern.fullmatch(self.paragraph.text) if self.paragraph else None

    def take_titles(self, *, group: int) -> list[str]:
        """Take the run of title-like lines below a signpost of this group of lines.

        Where text follows, the last line stays: it may be the sub-headline of that text, unless blank
        lines show that it belongs to the signpost.
        """
        run = 0
        while run < len(self.blocks) and is_plain_title(self.blocks[run]):
            run += 1
        last, below = (self.blocks[run - 1], self._below(run)) if run else (None, None)
        if last and below and not (last.group == group != below.group):
            run -= 1
        return [self.take().text for _ in range(run)]

    def _below(self, run: int) -> Block | None:
        """Return the text below a run of titles, which a signpost is not."""
        below = next(islice(self.blocks, run, None), None)
        return None if below and is_signpost(below) else below


def looks_like_a_title(text: str) -> bool:
    """Whether a line could be a headline: short, and no sentence that a full stop ends."""
    return len(text) <= LONGEST_TITLE and (text.endswith(("?", "!")) or not SENTENCE_END.search(text))


def is_signpost(block: Block) -> bool:
    patterns = (vocabulary.RELATED, vocabulary.TOPICS, vocabulary.CONTEXT, vocabulary.KEY_POINTS)
    return block.is_paragraph and any(pattern.fullmatch(block.text) for pattern in patterns)


def is_plain_title(block: Block) -> bool:
    return block.is_paragraph and looks_like_a_title(block.text) and not is_signpost(block)
