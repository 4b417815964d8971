"""Read the YAML head of a Markdown file into a Draft."""

import re

import yaml

from articles.text.plain import plain_line

from .draft import Draft, Unreadable
from .vocabulary import FIELDS, LABELS, ORIGINS

_LISTS = {
    "key_points": r"\n",
    "related": r"\n",
    "topics": r"[,;\n]",
    "bylines": r"[,;\n]|\sund\s|\s&\s",
    "agencies": r"[,;\n]|\sund\s",
}
_LANGUAGES = {"de": "de", "deutsch": "de", "en": "en", "englisch": "en"}
_CODES = {"label": LABELS, "picture_origin": ORIGINS, "language": _LANGUAGES}
# The context is Markdown like the body and is rendered by its reader.
_LINES_KEPT = {"context"}


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Return the YAML, the Markdown below it, and the number of lines above the Markdown."""
    if not re.match(r"---\n", text):
        return "", text, 0
    end = re.compile(r"^(?:---|\.\.\.)$", re.MULTILINE).search(text, 4)
    if not end:
        raise Unreadable("front_matter_open", line=1)
    return text[4 : end.start()], text[end.end() + 1 :], text.count("\n", 0, end.end()) + 1


def read_front_matter(source: str, draft: Draft) -> None:
    """Fill the draft; unknown keys are listed as dropped, values of the wrong kind refused."""
    seen = set()
    for key, value in _entries(source):
        line = key.start_mark.line + 2
        field = FIELDS.get(key.value.strip().casefold().replace(" ", "_").replace("-", "_"))
        if not field:
            draft.drop(line, _source_of(source, key, value), "unknown_key")
            continue
        if field in seen:
            raise Unreadable("front_matter_twice", line=line, detail=key.value)
        seen.add(field)
        _fill(draft, field, _strings(key, value), line=line, key=key.value)


def _entries(source: str) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the nodes of the mapping. Nothing is constructed: "nein" stays a word, "12:30" a time."""
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Unreadable("front_matter", line=mark.line + 2 if mark else 1) from None
    except RecursionError:
        raise Unreadable("front_matter", line=2) from None
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise Unreadable("front_matter", line=root.start_mark.line + 2)
    for key, _ in root.value:
        if not isinstance(key, yaml.ScalarNode):
            raise Unreadable("front_matter", line=key.start_mark.line + 2)
    return root.value


def _strings(key: yaml.Node, value: yaml.Node) -> list[str]:
    nodes = value.value if isinstance(value, yaml.SequenceNode) else [value]
    for node in nodes:
        if not isinstance(node, yaml.ScalarNode):
            raise Unreadable("front_matter_value", line=node.start_mark.line + 2, detail=key.value)
    return [node.value.strip() for node in nodes if not node.tag.endswith(":null")]


def _fill(draft: Draft, field: str, strings: list[str], *, line: int, key: str) -> None:
    if field in _LISTS:
        if len(strings) == 1:
            strings = re.split(_LISTS[field], strings[0])
        names = [name for string in strings if (name := plain_line(string))]
        setattr(draft, field, ", ".join(names) if field == "agencies" else names)
        return
    if len(strings) > 1:
        raise Unreadable("front_matter_value", line=line, detail=key)
    value = "".join(strings)
    if field in _CODES:
        code = _CODES[field].get(value.casefold())
        if value and code is None:
            draft.drop(line, f"{key}: {value}", "unknown_value")
        value = str(code or getattr(draft, field))
    setattr(draft, field, value if field in _LINES_KEPT else plain_line(value))


def _source_of(source: str, key: yaml.Node, value: yaml.Node) -> str:
    return source[key.start_mark.index : value.end_mark.index].strip()
