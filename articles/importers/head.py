"""Read what stands above the text: section, kicker, headline, lead and the furniture between them."""

import re

from . import vocabulary
from .draft import Draft, Unreadable
from .furniture import (
    is_date,
    take_agencies,
    take_byline,
    take_caption_in_head,
    take_date,
    take_key_points,
    take_labelled_line,
)
from .page import Page, looks_like_a_title
from .recognise import split_byline, split_credit, split_kicker

LONGEST_HEADLINE = 250
LONGEST_KICKER = 40
LONGEST_LEAD = 400
LONGEST_PATH = 80


def read_head(page: Page) -> None:
    """Take everything above the first paragraph of the text."""
    _read_masthead(page)
    _read_headline(page)
    readers = (
        take_labelled_line,
        take_date,
        take_byline,
        take_agencies,
        take_caption_in_head,
        take_key_points,
        _take_lead,
    )
    while page.blocks and any(take(page) for take in readers):
        pass


def _read_masthead(page: Page) -> None:
    readers = (take_labelled_line, take_date, _take_section, _take_label)
    while page.second and page.paragraph and any(take(page) for take in readers):
        pass
    if page.second and not page.draft.kicker and not page.draft.headline:
        _take_kicker_line(page)


def _take_section(page: Page) -> bool:
    """Take a section's name, alone or in the path "Startseite > Politik > Ausland"."""
    text = page.paragraph.text
    path = [part for part in re.split(r"\s*[>›»|]\s*", text) if part]
    known = [part for part in path if part.casefold() in vocabulary.SECTIONS]
    starts_at_the_top = path and path[0].casefold() in {"startseite", "home", *vocabulary.SECTIONS}
    if page.draft.section or not known or not starts_at_the_top or len(text) > LONGEST_PATH:
        return False
    page.draft.section = known[0]
    line = page.take().line
    if len(path) > 1:
        page.draft.drop(line, text, "breadcrumb")
    return True


def _take_label(page: Page) -> bool:
    text = page.paragraph.text
    if page.draft.label or text.casefold() not in vocabulary.LABELS:
        return False
    page.draft.label = str(vocabulary.LABELS[text.casefold()])
    page.take_signpost(text)
    return True


def _take_kicker_line(page: Page) -> None:
    first, second = page.first, page.second
    if not (first.is_paragraph and second.is_paragraph and looks_like_a_title(second.text)):
        return
    is_credit = split_credit(second.text, any_source=True)
    is_furniture = is_credit or split_byline(second.text) or is_date(second.text)
    is_short = len(first.text) <= LONGEST_KICKER and len(first.text) < len(second.text)
    if is_short and not is_furniture and looks_like_a_title(first.text.rstrip(":")):
        page.draft.kicker = page.take().text.rstrip(":")


def _read_headline(page: Page) -> None:
    if page.draft.headline:
        return
    block = page.first
    if not block or not block.is_paragraph or len(block.text) > LONGEST_HEADLINE:
        raise Unreadable("no_headline", line=block.line if block else None)
    page.take()
    page.draft.headline = block.text
    _split_headline(page.draft, block.line)


def _split_headline(draft: Draft, line: int) -> None:
    """Part label or kicker from the headline, where no line of their own has named them."""
    word, colon, rest = draft.headline.partition(": ")
    if colon and rest and not draft.label and word.casefold() in vocabulary.LABELS:
        draft.label, draft.headline = str(vocabulary.LABELS[word.casefold()]), rest
        draft.drop(line, word, "signpost")
    kicker, headline = split_kicker(draft.headline)
    if kicker and not draft.kicker:
        draft.kicker, draft.headline = kicker, headline
        draft.proposed.append("kicker")


def _take_lead(page: Page) -> bool:
    """Take the paragraph between the headline and a byline, date, caption or list of key points."""
    block = page.paragraph
    if not block or page.draft.teaser or len(block.text) > LONGEST_LEAD or block.text.endswith(":"):
        return False
    has_text_below = len(page.blocks) > 2
    if not has_text_below or not _furniture_is_below(page):
        return False
    page.draft.teaser = page.take().text
    page.draft.proposed.append("teaser")
    return True


def _furniture_is_below(page: Page) -> bool:
    below, draft = page.second, page.draft
    if not below or not below.is_paragraph:
        return bool(below) and below.kind == "points" and not draft.key_points
    is_byline = not draft.bylines and split_byline(below.text)
    is_caption = not draft.picture_credit and split_credit(below.text, any_source=True)
    return bool(is_byline or is_caption or is_date(below.text))
