"""Numbers that come with a request, where no form checks them."""


def number_in(text):
    """Return the number of a record or version that the text names, or None; whether it exists is not asked here."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def version_read(request):
    """Return the version that what was posted answers; 0, which no record ever has, where it names none."""
    return number_in(request.POST.get("version")) or 0


def numbers_in(answers, name):
    """Return the numbers of records that a form sent under this name, each on its own or with blanks between."""
    typed = " ".join(answers.getlist(name)).split()
    return {number for each in typed if (number := number_in(each))}
