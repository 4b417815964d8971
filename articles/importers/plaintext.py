"""Read a news page that was saved or pasted as plain text."""

from .draft import Draft
from .head import read_head
from .page import Page
from .story import read_story


def read_plain_text(text: str) -> Draft:
    """Return the parts of a tidy text; what is not understood stays in the body, in its order."""
    page = Page(text)
    read_head(page)
    read_story(page)
    return page.draft
