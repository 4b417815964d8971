"""What stands around the text of an article: date, byline, agencies, caption, key points, labelled lines.

Each reader takes the first blocks of a page if it understands them, and says whether it did.
"""

from . import vocabulary
from .blocks import Block
from .page import Page
from .recognise import agencies_of_line, picture_origin, split_byline, split_credit

LONGEST_CAPTION = 400


def take_labelled_line(page: Page) -> bool:
    """Take a line such as "Dachzeile: Krieg in der Ukraine"."""
    name, colon, value = page.paragraph.text.partition(":") if page.paragraph else ("", "", "")
    field = vocabulary.LABELLED_LINES.get(name.strip().casefold())
    if not field or not value.strip() or getattr(page.draft, field):
        return False
    setattr(page.draft, field, value.strip())
    page.take_signpost(name + colon)
    return True


def is_date(text: str) -> bool:
    return len(text) <= 100 and bool(vocabulary.DATE_LINE.fullmatch(text))


def take_date(page: Page) -> bool:
    """Drop the date of the page it comes from; here the article gets dates of its own."""
    if not page.paragraph or not is_date(page.paragraph.text):
        return False
    block = page.take()
    page.draft.drop(block.line, block.text, "date")
    return True


def take_byline(page: Page) -> bool:
    byline = split_byline(page.paragraph.text) if page.paragraph else None
    draft = page.draft
    if not byline or draft.bylines or (byline.place and draft.dateline):
        return False
    draft.bylines = byline.names
    draft.label = draft.label or byline.label
    draft.dateline = draft.dateline or byline.place
    page.take_signpost(page.paragraph.text)
    return True


def take_agencies(page: Page) -> bool:
    """Take a line that names agencies and says nothing else."""
    agencies = agencies_of_line(page.paragraph.text) if page.paragraph else []
    if not agencies:
        return False
    page.draft.add_agencies(agencies)
    page.take_signpost(page.paragraph.text)
    return True


def take_caption_in_head(page: Page) -> bool:
    return _take_caption(page, any_source=True)


def take_caption_in_text(page: Page) -> bool:
    return _take_caption(page, any_source=False)


def _take_caption(page: Page, *, any_source: bool) -> bool:
    """Take "What is seen. Foto: Name", or a caption with its credit on the next line."""
    blocks = _caption_blocks(page, any_source=any_source)
    if not blocks or page.draft.picture_credit:
        return False
    words = split_credit(blocks[-1].text, any_source=any_source)
    caption = blocks[0].text if len(blocks) == 2 else words.caption
    if caption and page.draft.picture_caption:
        return False
    page.draft.picture_caption = page.draft.picture_caption or caption
    page.draft.picture_credit = words.credit
    page.draft.picture_origin = picture_origin(page.draft.picture_caption, credit_word=words.signpost)
    if len(blocks) == 2:
        page.take()
    page.take_signpost(words.signpost)
    return True


def _caption_blocks(page: Page, *, any_source: bool) -> list[Block]:
    first, second = page.paragraph, page.second
    if not first:
        return []
    if split_credit(first.text, any_source=any_source):
        return [first]
    if not second or not second.is_paragraph or second.group != first.group:
        return []
    words = split_credit(second.text, any_source=any_source)
    is_credit = words and not words.caption and len(first.text) <= LONGEST_CAPTION
    return [first, second] if is_credit else []


def take_key_points(page: Page) -> bool:
    """Take the first list, or the list below "Das Wichtigste in Kürze"."""
    if page.draft.key_points or not page.first:
        return False
    if page.first.kind == "points":
        page.draft.key_points = [piece.text for piece in page.take().pieces]
        return True
    return take_headed_key_points(page)


def take_headed_key_points(page: Page) -> bool:
    match = page.match(vocabulary.KEY_POINTS)
    if not match or page.draft.key_points or not page.second or page.second.is_paragraph:
        return False
    page.take_signpost(page.paragraph.text)
    page.draft.key_points = [piece.text for piece in page.take().pieces]
    return True
