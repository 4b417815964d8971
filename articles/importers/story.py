"""Read the text itself: paragraphs, lists and sub-headlines, and the parts that stand among them."""

import re
from collections.abc import Iterator

from articles.text.clean import clean
from articles.text.plain import escape

from . import vocabulary
from .blocks import Block
from .furniture import take_agencies, take_byline, take_caption_in_text, take_date, take_headed_key_points
from .page import Page, is_signpost, looks_like_a_title
from .recognise import split_credit, split_dateline, split_last_words


def read_story(page: Page) -> None:
    """Take all the blocks that are left; what no reader understands is text."""
    _read_dateline(page)
    _read_last_words(page)
    page.draft.body = clean("".join(_text(page)))


def _text(page: Page) -> Iterator[str]:
    readers = (
        _take_related,
        _take_topics,
        _take_context,
        take_headed_key_points,
        take_byline,
        take_date,
        take_agencies,
        take_caption_in_text,
    )
    while page.blocks:
        if not any(take(page) for take in readers):
            tag = "h2" if _is_subheadline(page) else "p"
            yield _html(page.take(), tag=tag)


def _read_dateline(page: Page) -> None:
    place, agencies, text = split_dateline(page.paragraph.text) if page.paragraph else ("", [], "")
    if place and page.draft.dateline in {"", place}:
        page.draft.dateline = place
        page.draft.add_agencies(agencies)
        page.paragraph.pieces[0] = page.paragraph.pieces[0]._replace(text=text)


def _read_last_words(page: Page) -> None:
    """Take agencies and a Kürzel from the end of the last paragraph."""
    paragraphs = (block for block in reversed(page.blocks) if block.is_paragraph and not is_signpost(block))
    last = next((block for block in paragraphs if not looks_like_a_title(block.text)), None)
    text, sign_off, agencies = split_last_words(last.text) if last else ("", "", [])
    if text and not (sign_off and page.draft.sign_off):
        last.pieces[0] = last.pieces[0]._replace(text=text)
        page.draft.sign_off = page.draft.sign_off or sign_off
        page.draft.add_agencies(agencies)


def _take_related(page: Page) -> bool:
    """Take "Lesen Sie auch" and the headlines below it."""
    match = page.match(vocabulary.RELATED)
    if match:
        page.draft.related += _named_below(page, match)
    return bool(match)


def _take_topics(page: Page) -> bool:
    """Take "Themen" and the words below it, unless it is the sub-headline of a paragraph."""
    match = page.match(vocabulary.TOPICS)
    if not match or (not match[2] and _is_subheadline(page)):
        return False
    for line in _named_below(page, match):
        page.draft.topics += [topic for topic in re.split(r"\s*[,;|•·]\s*", line.rstrip(".")) if topic]
    return True


def _named_below(page: Page, match: re.Match) -> list[str]:
    """Return what a signpost leads to: the rest of its line, the list below it, or the title-like lines."""
    group = page.first.group
    page.take_signpost(match[1])
    if match[2]:
        return [match[2]]
    if page.first and not page.first.is_paragraph:
        return [piece.text for piece in page.take().pieces]
    return page.take_titles(group=group)


def _take_context(page: Page) -> bool:
    """Take "Warum das wichtig ist: …", or the paragraph or list below these words."""
    match = page.match(vocabulary.CONTEXT)
    if not match:
        return False
    page.take_signpost(match[1])
    if match[2]:
        page.draft.context += clean(f"<p>{escape(match[2])}</p>")
    elif page.blocks:
        page.draft.context += clean(_html(page.take()))
    return True


def _is_subheadline(page: Page) -> bool:
    """Whether a title-like line, which a second picture's caption is not, stands above a paragraph or a list."""
    block, below = page.first, page.second
    if not block.is_paragraph or not looks_like_a_title(block.text) or not below:
        return False
    if split_credit(block.text, any_source=True):
        return False
    return not below.is_paragraph or not looks_like_a_title(below.text)


def _html(block: Block, *, tag: str = "p") -> str:
    if block.is_paragraph:
        return f"<{tag}>{escape(block.text)}</{tag}>"
    items = "".join(f"<li>{escape(piece.text)}</li>" for piece in block.pieces)
    return f"<ul>{items}</ul>" if block.kind == "points" else f"<ol>{items}</ol>"
