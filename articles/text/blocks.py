"""Cut cleaned HTML into its outermost blocks: paragraphs, headings, lists, quotes."""

from collections.abc import Iterable

from .plain import split_blocks


def split_html(html: str) -> list[str]:
    """Return the outermost blocks, each with its tags; joined they are the same HTML again."""
    blocks, depth, begun = [], 0, ""
    for place, piece in enumerate(split_blocks(html)):
        begun += piece
        if place % 2:
            depth += -1 if piece.startswith("</") else 1
        if depth <= 0 and begun:
            blocks.append(begun)
            begun = ""
    return [*blocks, begun] if begun else blocks


def join_html(blocks: Iterable[str]) -> str:
    return "".join(blocks)
