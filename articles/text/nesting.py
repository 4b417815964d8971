"""Quote words that hold quotation marks themselves: within marks, double ones become single ones."""

_SINGLE = str.maketrans("„“”«»", "‚‘’‹›")


def nested(text: object) -> str:
    """Return the text as it stands within quotation marks: „so“ becomes ‚so‘."""
    return str(text).translate(_SINGLE)
