"""Lists as Word writes them, paragraphs with a painted bullet, made into lists."""

import re
from html import unescape

_ITEM = re.compile(
    r"<p\b(?P<head>[^<>]*\bmso-list:[^<>]*)>(?P<inner>(?:(?!<p\b).)*?)</p\s*>", re.IGNORECASE | re.DOTALL
)
_MARKER = re.compile(
    r"<!--\[if !supportLists\]-->.*?<!--\[endif\]-->|<!\[if !supportLists\]>.*?<!\[endif\]>", re.DOTALL
)
_IGNORED = re.compile(
    r"<span\b[^>]*mso-list:\s*Ignore[^>]*>(?P<sign>.*?)</span>(?:\s*</span>)*", re.IGNORECASE | re.DOTALL
)
_LEVEL = re.compile(r"\blevel(\d)", re.IGNORECASE)
_COUNTED = re.compile(r"\s*\(?(?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6})[.)]", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BETWEEN = re.compile(r"(?:\s|<o:p>\s*</o:p>|&nbsp;)*\Z")


def with_lists(html: str) -> str:
    """Return the HTML with each run of Word's list paragraphs as one list, nested as its levels say."""
    if "mso-list:" not in html:
        return html
    written, run, end = [], [], 0
    for item in _ITEM.finditer(html):
        between = html[end : item.start()]
        if run and not _BETWEEN.match(between):
            written.append(_list(run))
            run = []
        written += [] if run else [between]
        run.append(_read(item))
        end = item.end()
    written += [_list(run)] if run else []
    return "".join([*written, html[end:]])


def _read(item: re.Match[str]) -> tuple[int, str, str]:
    """Return the item's level, the tag of its list and its words without the painted sign."""
    level = _LEVEL.search(item["head"])
    marker = _MARKER.search(item["inner"]) or _IGNORED.search(item["inner"])
    sign = unescape(_TAG.sub("", marker[0])) if marker else ""
    words = item["inner"][: marker.start()] + item["inner"][marker.end() :] if marker else item["inner"]
    return int(level[1]) if level else 1, "ol" if _COUNTED.match(sign) else "ul", words


def _list(items: list[tuple[int, str, str]]) -> str:
    written, opened = [], []
    for level, tag, words in items:
        while len(opened) > level:
            written.append(f"</li></{opened.pop()}>")
        if len(opened) == level and opened[-1] != tag and level == 1:
            written.append(f"</li></{opened.pop()}>")
        if len(opened) == level:
            written.append("</li>")
        while len(opened) < level:
            opened.append(tag)
            written.append(f"<{tag}>" + ("<li>" if len(opened) < level else ""))
        written.append(f"<li>{words}")
    return "".join([*written, *(f"</li></{tag}>" for tag in reversed(opened))])
