"""Read Markdown with or without front matter."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

from articles.text.clean import clean

from .blocks import collapsed
from .draft import Draft, Unreadable
from .frontmatter import read_front_matter, split_front_matter
from .vocabulary import CONTEXT


def read_markdown(text: str) -> Draft:
    """Return the draft of a tidy text; pictures are listed as dropped, raw HTML stays as text."""
    draft = Draft()
    front_matter, markdown, above = split_front_matter(text)
    read_front_matter(front_matter, draft)
    _read_body(markdown, draft, above=above)
    if not draft.headline:
        raise Unreadable("no_headline", line=above + 1)
    return draft


def _read_body(markdown: str, draft: Draft, *, above: int) -> None:
    reader = MarkdownIt("commonmark", {"html": False})
    tokens = _take_headline(reader.parse(markdown), draft, above=above)
    context, tokens = _take_context(tokens, draft, above=above)
    if draft.context:
        context = reader.parse(draft.context) + context
    draft.body, draft.context = (
        clean(reader.renderer.render(_without_pictures(part, draft, above=above), reader.options, {}))
        for part in (tokens, context)
    )


def _take_headline(tokens: list[Token], draft: Draft, *, above: int) -> list[Token]:
    """Take the first "# …" as headline; where front matter gives one, drop its repetition."""
    for index, token in enumerate(tokens):
        if token.type != "heading_open" or token.tag != "h1" or token.level:
            continue
        headline = _words(tokens[index + 1])
        if draft.headline and headline != draft.headline:
            return tokens
        if draft.headline:
            draft.drop(_line(token, above), headline, "headline_again")
        _list_pictures(tokens[index + 1], draft, _line(token, above))
        draft.headline = headline
        return tokens[:index] + tokens[index + 3 :]
    return tokens


def _take_context(tokens: list[Token], draft: Draft, *, above: int) -> tuple[list[Token], list[Token]]:
    """Split off the section or block quote headed "Warum das wichtig ist", without its heading."""
    for index, token in enumerate(tokens):
        if token.type not in {"heading_open", "paragraph_open"} or not _heads_context(tokens[index + 1]):
            continue
        quoted = token.level == 1 and tokens[index - 1].type == "blockquote_open"
        if not quoted and (token.level or token.type == "paragraph_open"):
            continue
        draft.drop(_line(token, above), _words(tokens[index + 1]), "signpost")
        end = _end(tokens, index, quoted=quoted)
        start, stop = (index - 1, end + 1) if quoted else (index, end)
        return tokens[index + 3 : end], tokens[:start] + tokens[stop:]
    return [], tokens


def _heads_context(inline: Token) -> bool:
    match = CONTEXT.fullmatch(_words(inline).rstrip(":"))
    return bool(match and not match[2])


def _end(tokens: list[Token], index: int, *, quoted: bool) -> int:
    """Return where the block quote closes, or where the next section of the same rank begins."""
    for position in range(index + 3, len(tokens)):
        token = tokens[position]
        if quoted and token.type == "blockquote_close" and token.level == 0:
            return position
        is_heading = token.type == "heading_open" and token.level == 0
        if not quoted and is_heading and token.tag <= tokens[index].tag:
            return position
    return len(tokens)


def _without_pictures(tokens: list[Token], draft: Draft, *, above: int) -> list[Token]:
    for token in tokens:
        if token.type == "inline":
            _list_pictures(token, draft, _line(token, above))
            token.children = [child for child in token.children or [] if child.type != "image"]
    return tokens


def _list_pictures(inline: Token, draft: Draft, line: int) -> None:
    for child in inline.children or []:
        if child.type == "image":
            draft.drop(line, f"{child.content} ({child.attrs['src']})".strip(), "picture")


def _words(inline: Token) -> str:
    parts = (
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in inline.children or []
        if child.type != "image"
    )
    return collapsed("".join(parts))


def _line(token: Token, above: int) -> int:
    return above + (token.map[0] if token.map else 0) + 1
