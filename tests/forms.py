"""What a browser would post: the fields of a page's form as they stand, without any script."""

from html.parser import HTMLParser


def filled(page, *, form="article_form"):
    """Return name and values of every field in the form with that id."""
    reader = _FormReader(form)
    reader.feed(page if isinstance(page, str) else page.content.decode())
    return reader.values


def read(record):
    """Return the write token that a page shown just now would post for the record."""
    return {"version": type(record).objects.get(pk=record.pk).version}


class _FormReader(HTMLParser):
    def __init__(self, form):
        super().__init__()
        self.form, self.inside, self.values = form, False, {}
        self.select = self.textarea = None
        self.words = ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form
        if not self.inside:
            return
        name = attrs.get("name")
        if tag == "input" and name and attrs.get("type") not in ("submit", "file"):
            is_box = attrs.get("type") in ("checkbox", "radio")
            if not is_box or "checked" in attrs:
                self.values.setdefault(name, []).append(attrs.get("value", "on" if is_box else ""))
        elif tag == "textarea":
            self.textarea, self.words = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.values.setdefault(self.select, []).append(attrs.get("value", ""))

    def handle_data(self, data):
        if self.textarea:
            self.words += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.textarea:
            # As a browser does: the line end right behind the tag is none of the text.
            self.values.setdefault(self.textarea, []).append(self.words.removeprefix("\n"))
            self.textarea = None
        elif tag == "select":
            self.select = None
