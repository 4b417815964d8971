"""What differs between two revisions of an article, part by part, as the desk shows it: in words and signs first."""

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.choices import AnnotatedField, Label, PictureOrigin
from articles.models import Claim, Revision
from articles.text import diff
from articles.text.diff import Paragraph
from articles.text.plain import plain_field

Content = dict[str, Any]

SIGNS = {
    diff.ADDED: ("+", _("neu")),
    diff.REMOVED: ("−", _("gestrichen")),
    diff.CHANGED: ("~", _("geändert")),
    diff.MOVED: ("↕", _("verschoben")),
    diff.LEFT: ("↕", _("stand hier")),
    diff.KEPT: ("", ""),
}
RESTYLED = ("¶", _("anders ausgezeichnet oder verlinkt"))
# A stretch of unchanged paragraphs shows its edges; what lies between them is folded away.
SHORTEST_FOLD = 3


def comparison(
    old: Revision | None, new: Revision, *, claims: Mapping[int, Claim], headlines: Mapping[int, str] = {}
) -> dict[str, Any]:
    """Return the changed parts in the order of the page, the names of the rest, and the marks that changed."""
    before, after = old.content if old else {}, new.content
    parts = [_part(*part) for part in _texts(before, after, headlines)]
    parts.insert(6, _picture(before.get("picture"), after.get("picture")))
    marks = _marks(old, new, claims)
    changed = [part for part in parts if not part["is_same"]]
    return {
        "parts": changed,
        "unchanged": [part["label"] for part in parts if part["is_same"] and not part["is_empty"]],
        "marks": marks,
        "is_same": not changed and not marks,
        "summary": _summary(changed, marks),
    }


def _texts(
    old: Content, new: Content, headlines: Mapping[int, str]
) -> list[tuple[str, list[diff.Line], list[diff.Line]]]:
    """Return each part that is words: its name, and the paragraphs of both sides."""
    sides = [_words(old, headlines), _words(new, headlines)]
    return [(label, sides[0][name], sides[1][name]) for name, label in PARTS.items()]


PARTS = {
    "section": _("Ressort"),
    "label": _("Textsorte"),
    "kicker": _("Dachzeile"),
    "headline": _("Überschrift"),
    "teaser": _("Teaser"),
    "bylines": _("Autorenzeile"),
    "key_points": _("Kernpunkte"),
    "dateline": _("Ortsmarke"),
    "body": _("Text"),
    "context": _("Warum das wichtig ist"),
    "agencies": _("Agenturen"),
    "sign_off": _("Schlusszeile"),
    "topics": _("Themen"),
    "related": _("Lesen Sie auch"),
    "slug": _("Kürzel in der Adresse"),
    "language": _("Sprache"),
}


def _words(content: Content, headlines: Mapping[int, str]) -> dict[str, list[diff.Line]]:
    plain = {name: [content.get(name, "")] for name in PARTS}
    plain |= {
        "section": [content["section"]["name"]] if content.get("section") else [],
        "label": [str(Label(content["label"]).label)] if content else [],
        "bylines": [f"{each['name']}, {each['place']}".rstrip(", ") for each in content.get("bylines", [])],
        "key_points": content.get("key_points", []),
        "topics": [each["name"] for each in content.get("topics", [])],
        "related": [
            headlines.get(key, gettext("Nr. %(number)s") % {"number": key}) for key in content.get("related", [])
        ],
    }
    lines = {name: [diff.Line(text) for text in texts if text] for name, texts in plain.items()}
    return lines | {name: diff.lines_of(content.get(name, "")) for name in ("body", "context")}


def _part(label: str, old: list[diff.Line], new: list[diff.Line]) -> dict[str, Any]:
    paragraphs = diff.compare(old, new)
    return {
        "label": label,
        "is_same": all(each.is_same for each in paragraphs),
        "is_empty": not paragraphs,
        "stretches": _stretches(paragraphs),
    }


def _stretches(paragraphs: list[Paragraph]) -> list[dict[str, Any]]:
    """Return the paragraphs in stretches; a long unchanged one is to be folded away."""
    stretches = []
    for is_same, group in groupby(paragraphs, key=lambda each: each.is_same):
        told = [_told(each) for each in group]
        folded = is_same and len(told) >= SHORTEST_FOLD
        summary = ngettext("%(count)s unveränderter Absatz", "%(count)s unveränderte Absätze", len(told))
        stretches.append({"folded": summary % {"count": len(told)} if folded else "", "paragraphs": told})
    return stretches


def _told(paragraph: Paragraph) -> dict[str, Any]:
    sign, word = RESTYLED if paragraph.kind == diff.KEPT and paragraph.restyled else SIGNS[paragraph.kind]
    html = _as_html(paragraph.pieces)
    if paragraph.kind in (diff.ADDED, diff.REMOVED):
        # The whole paragraph: the word beside it says so already.
        html = diff.as_html(paragraph.pieces)
    if paragraph.kind == diff.LEFT:
        html = escape(Truncator(paragraph.pieces[0].text).words(12, truncate=" …"), quote=False)
    also = RESTYLED[1] if paragraph.restyled and paragraph.kind in (diff.CHANGED, diff.MOVED) else ""
    return {
        "kind": paragraph.kind,
        "sign": sign,
        "word": word,
        "also": also,
        "tag": paragraph.tag,
        "html": mark_safe(html),
    }


def _as_html(pieces: Iterable[diff.Piece]) -> str:
    return diff.as_html(pieces, added=f"[{gettext('neu')}: ", removed=f"[{gettext('gestrichen')}: ", ended="] ")


def _inline(old: str, new: str) -> str:
    return mark_safe(_as_html(diff.words(old, new)))


def _picture(old: Content | None, new: Content | None) -> dict[str, Any]:
    """Return the picture's part: both pictures where they differ, and what is said of them."""
    sides = [_caption(old or {}), _caption(new or {})]
    is_other = (old or {}).get("src") != (new or {}).get("src")
    told = [(label, sides[0][label], sides[1][label]) for label in sides[0]]
    return {
        "label": _("Bild"),
        "is_same": not is_other and all(left == right for _label, left, right in told),
        "is_empty": not old and not new,
        "pictures": [(_("bisher"), old, "removed"), (_("neu"), new, "added")]
        if is_other
        else [(_("Bild"), new, "kept")],
        "details": [(label, _inline(left, right)) for label, left, right in told if left != right],
    }


def _caption(picture: Content) -> dict[str, str]:
    origin = picture.get("origin") or ""
    return {
        _("Bildunterschrift"): picture.get("caption", ""),
        _("Bildnachweis"): picture.get("credit", ""),
        _("Alternativtext"): picture.get("alt", ""),
        _("Herkunft"): str(PictureOrigin(origin).label) if origin else "",
    }


# --- marks ---


def _marks(old: Revision | None, new: Revision, claims: Mapping[int, Claim]) -> list[dict[str, Any]]:
    """Return the marks that are new, gone, on other words or elsewhere, each with its claim."""
    gone, come = list(old.annotations) if old else [], list(new.annotations)
    places = {field: _places(old, new, field) for field in AnnotatedField.values}
    told = []
    # The most certain partner first: same words in the same paragraph, then elsewhere, then the same claim at all.
    for is_partner in (_stands_still(places), _says_the_same, _is_of_the_same_claim):
        for mark in list(come):
            partner = next((each for each in gone if is_partner(each, mark)), None)
            if partner:
                gone.remove(partner)
                come.remove(mark)
                if partner["exact"] != mark["exact"]:
                    told.append(_mark(mark, diff.CHANGED, claims, _inline(partner["exact"], mark["exact"])))
                elif not _in_the_same_place(places, partner, mark):
                    told.append(_mark(mark, diff.MOVED, claims, escape(mark["exact"], quote=False)))
    told += [_mark(mark, diff.ADDED, claims, f"<ins>{escape(mark['exact'], quote=False)}</ins>") for mark in come]
    told += [_mark(mark, diff.REMOVED, claims, f"<del>{escape(mark['exact'], quote=False)}</del>") for mark in gone]
    return told


def _mark(mark: Content, kind: str, claims: Mapping[int, Claim], html: str) -> dict[str, Any]:
    sign, word = SIGNS[kind]
    return {
        "kind": kind,
        "sign": sign,
        "word": word,
        "field": AnnotatedField(mark["field"]).label,
        "html": mark_safe(html),
        "claim": claims.get(mark["claim"]),
        "number": mark["claim"],
    }


def _stands_still(places):
    return lambda old, new: _says_the_same(old, new) and _in_the_same_place(places, old, new)


def _says_the_same(old: Content, new: Content) -> bool:
    return _is_of_the_same_claim(old, new) and old["exact"] == new["exact"]


def _is_of_the_same_claim(old: Content, new: Content) -> bool:
    return old["claim"] == new["claim"]


def _in_the_same_place(places, old: Content, new: Content) -> bool:
    """Whether a mark stands in the same field and in the same paragraph, wherever that paragraph is now."""
    if old["field"] != new["field"]:
        return False
    texts, partners = places[old["field"]]
    lines = [text.count("\n", 0, mark["start"]) for text, mark in zip(texts, (old, new), strict=True)]
    return partners.get(lines[0]) == lines[1]


def _places(old: Revision | None, new: Revision, field: str) -> tuple[tuple[str, str], dict[int, int]]:
    texts = tuple(_plain(revision, field) for revision in (old, new))
    paragraphs = diff.diff_lines(*texts)
    return texts, {each.old: each.new for each in paragraphs if each.old is not None and each.new is not None}


def _plain(revision: Revision | None, field: str) -> str:
    if revision is None:
        return ""
    value = revision.content[field]
    return plain_field(field, "\n".join(value) if isinstance(value, list) else value)


def _summary(changed: list[dict[str, Any]], marks: list[dict[str, Any]]) -> str:
    """Return in a few words what is different: the parts, and how many marks."""
    said = [str(part["label"]) for part in changed]
    if marks:
        said.append(ngettext("%(count)s Markierung", "%(count)s Markierungen", len(marks)) % {"count": len(marks)})
    return ", ".join(said)
