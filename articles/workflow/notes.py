"""What people write in passing, such as notes and reasons, in the form in which we store every text."""

from articles.text.plain import plain_line


def tidy_words(text):
    """Return the text in NFC, without control characters and needless blanks; its lines stay."""
    return "\n".join(plain_line(line) for line in text.splitlines()).strip()
