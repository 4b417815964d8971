import re
from unicodedata import is_normalized

import pytest
from hypothesis import given, settings

from articles.text.clean import clean, safe_href
from articles.text.marks import number_blocks
from articles.text.plain import is_blank, plain, plain_line
from tests.text.texts import anything, page, words

ACCEPTED = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a"}


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("", ""),
        ("  \n ", ""),
        ("loser Text", "<p>loser Text</p>"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("<p>Ein <b>fetter</b> <i>Satz</i>.", "<p>Ein <strong>fetter</strong> <em>Satz</em>.</p>"),
        ("<h1>A</h1><h2>B</h2><h4>C</h4><h6>D</h6>", "<h2>A</h2><h2>B</h2><h3>C</h3><h3>D</h3>"),
        ("<h1>Zwei<br>Zeilen</h1>", "<h2>Zwei Zeilen</h2>"),
        ("<h2><p>Titel</p></h2>", "<h2>Titel</h2>"),
        ("<p>eins<br>zwei<br/><br/>drei</p>", "<p>eins</p><p>zwei</p><p>drei</p>"),
        ("<section><div>a</div>b<article>c</article></section>", "<p>a</p><p>b</p><p>c</p>"),
        ("<table><tr><th>Ort<td>33</tr></table>", "<p>Ort</p><p>33</p>"),
        ("<pre>eins\nzwei\n\n</pre>", "<p>eins</p><p>zwei</p>"),
        ("<p>a</p><p>&nbsp;</p><p><b> </b></p><ul><li></li></ul><blockquote></blockquote>", "<p>a</p>"),
        ("<!-- nie --><p>a<script>b</script><style>c</style></p><title>d</title>", "<p>a</p>"),
        ('<p class="x" style="y" onclick="z">a<img src="b" alt="c"></p>', "<p>a</p>"),
        ("<span>a</span><o:p>b</o:p><u>c</u>", "<p>abc</p>"),
        ("<ul><li>a</li><li><p>b</p></li></ul>", "<ul><li>a</li><li><p>b</p></li></ul>"),
        ("<ol><li>a<ul><li>b</li></ul></li></ol>", "<ol><li><p>a</p><ul><li>b</li></ul></li></ol>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li><p>a</p><ul><li>b</li></ul></li></ul>"),
        ("<ul><ul><li>b</li></ul></ul>", "<ul><li><ul><li>b</li></ul></li></ul>"),
        ("<ul>a<li>b</li>c</ul>", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        (
            "<li>a</li>\n<li>b</li><p>c</p><li>d</li>",
            "<ul><li>a</li><li>b</li></ul><p>c</p><ul><li>d</li></ul>",
        ),
        ("<ul><li><h2>a</h2></li></ul>", "<ul><li>a</li></ul>"),
        ("<blockquote>a</blockquote>", "<blockquote>a</blockquote>"),
        ("<blockquote>a<br>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<blockquote><p>a</p></blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        ("<em>a<b>b</b></em>c", "<p><em>a</em><strong><em>b</em></strong>c</p>"),
        ("<b>a</b><b>b</b><b><b>c</b></b>", "<p><strong>abc</strong></p>"),
        ("<p> a  <b> b</b> </p>", "<p>a <strong>b</strong></p>"),
        ("<b>a</b><i> </i><b>b</b>", "<p><strong>a</strong> <strong>b</strong></p>"),
        ('a<a href="/x"> </a>b', "<p>a b</p>"),
        ('<a href="/x">\u200d</a>b', "<p>\u200db</p>"),
        ('<a href="/x">a</a><a href="/y">b</a>', '<p><a href="/x">a</a><a href="/y">b</a></p>'),
        ('<a href="/x"><p>a</p><p>b</p></a>', '<p><a href="/x">a</a></p><p><a href="/x">b</a></p>'),
        ("10<sup>6</sup> H<sub>2</sub>O 1<sup>er</sup>", "<p>10⁶ H₂O 1er</p>"),
        ("<q>Er sagte <q>nie</q>.</q>", "<p>„Er sagte ‚nie‘.“</p>"),
        ("Ab\xadschuss&#xAD;\u200b&#8203;\ufeff&#x202E;", "<p>Abschuss</p>"),
        ("a&#11;b\x0bc\x85d&#x2028;e\x00f\ud800g", "<p>a b c d efg</p>"),
        ("10&nbsp;km\u202fweit", "<p>10\xa0km\u202fweit</p>"),
        ("e<b>\u0301x</b>", "<p>é<strong>x</strong></p>"),
        ("e<b>\u0301</b><i>\u0323</i>.", "<p>ẹ́.</p>"),
        ("a <b> \u0301x</b>", "<p>a \u0301<strong>x</strong></p>"),
        ("ᄒ<b>ᅡ</b><i>ᆫ</i>", "<p>한</p>"),
        ("<p>\u0338a</p>", "<p>&#824;a</p>"),
        ("👩\u200d🚀 &#128512;", "<p>👩\u200d🚀 😀</p>"),
        ("&amp;lt;b&amp;gt;", "<p>&amp;lt;b&amp;gt;</p>"),
    ],
)
def test_clean_writes_every_text_in_one_form(html, cleaned):
    assert clean(html) == cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.org/a?b=1&c=ü#d", "https://example.org/a?b=1&c=ü#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:redaktion@example.org", "mailto:redaktion@example.org"),
        (" /artikel/a b ", "/artikel/a%20b"),
        ("ht\ntps://example.org", "https://example.org"),
        ("/", "/"),
        ("//example.org", None),
        ("/\\example.org", None),
        ("/\t/example.org", None),
        ("/\u200b/example.org", None),
        ("artikel.html", None),
        ("#unten", None),
        ("", None),
        ("https:", None),
        ("https:example.org", None),
        ("https://[", None),
        ("https://tagesschau.de@example.org/", None),
        ("mailto:", None),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://example.org", None),
        ("tel:110", None),
    ],
)
def test_safe_href_lets_readers_go_to_the_web_a_mailbox_or_a_page_of_ours(href, kept):
    assert safe_href(href) == kept


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//e.de/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<scr\xadipt>alert(1)</scr\xadipt>",
        "<scr\x00ipt>alert(1)</scr\x00ipt>",
        "<script\x0b>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img/src='x'/onerror=alert(1)>",
        '<p onclick="alert(1)">a</p>',
        '<strong onmouseover=alert(1) style="x">a</strong>',
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src onerror=alert(1)&gt;'>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        '<a href="javascript:alert(1)">a</a>',
        '<a href="JaVaScRiPt:alert(1)">a</a>',
        '<a href="java&#10;script:alert(1)">a</a>',
        '<a href="&#106;avascript&colon;alert(1)">a</a>',
        '<a href=" &#14; javascript:alert(1)">a</a>',
        '<a href="vbscript:x">a</a>',
        '<a href="data:text/html;base64,PHNjcmlwdD4=">a</a>',
        "<a href='/\"onclick=\"alert(1)'>a</a>",
        '<a href="/&quot; onclick=&quot;alert(1)">a</a>',
        '<a href="/x" onclick="alert(1)" target="_blank">a</a>',
        '<a xlink:href="javascript:alert(1)">a</a>',
        "<iframe src=javascript:alert(1)></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<object data=javascript:alert(1)><embed src=javascript:alert(1)>",
        "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>a</button></form>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><base href=javascript:alert(1)//>",
        "<link rel=stylesheet href=javascript:alert(1)>",
        "<style>@import 'javascript:alert(1)';</style>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<template><script>alert(1)</script></template>",
        "<textarea></textarea><script>alert(1)</script>",
        "<title><img src=x onerror=alert(1)></title>",
        "<xmp><script>alert(1)</script></xmp><plaintext><script>alert(1)",
        "<!--><script>alert(1)</script>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml version='1.0'?><?php echo '<script>alert(1)</script>' ?>",
        "<select><option><style></select><script>alert(1)</script>",
        "<details open ontoggle=alert(1)><marquee onstart=alert(1)>a</marquee>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<p>&amp;lt;img src=x onerror=alert(1)&amp;gt;</p>",
        "<<script>script>alert(1)<</script>/script>",
        "<q><script>alert(1)</script></q><sup onfocus=alert(1)>2</sup>",
    ],
)
def test_clean_leaves_every_attack_inert(payload):
    cleaned = clean(payload)

    tags = page(cleaned).tags
    assert {tag for tag, _ in tags} <= ACCEPTED
    assert all(set(attrs) <= ({"href"} if tag == "a" else set()) for tag, attrs in tags)
    assert all(safe_href(attrs["href"]) for tag, attrs in tags if tag == "a")
    assert not re.search(r"<script|<[^>]*\son\w+=|href=\"\s*(javascript|data|vbscript):", cleaned, re.IGNORECASE)
    assert clean(cleaned) == cleaned


@settings(max_examples=60)
@given(anything)
def test_clean_twice_changes_nothing_more(html):
    cleaned = clean(html)

    assert clean(cleaned) == cleaned
    assert is_normalized("NFC", cleaned)
    assert {tag for tag, _ in page(cleaned).tags} <= ACCEPTED


@given(words)
def test_clean_keeps_every_word_of_a_plain_line(text):
    line = plain_line(text)

    assert plain(clean(line.replace("&", "&amp;").replace("<", "&lt;"))) == line


@settings(max_examples=60)
@given(anything)
def test_clean_leaves_no_element_that_shows_nothing(html):
    cleaned = clean(html)

    assert not re.search(r"<(\w+)[^>]*>\s*</\1>", cleaned)
    assert is_blank(cleaned) or cleaned.startswith("<")


@settings(max_examples=60)
@given(anything)
def test_clean_blocks_read_in_the_page_exactly_as_their_line(html):
    cleaned = clean(html)
    lines = plain(cleaned).split("\n") if cleaned else []

    numbered = page(number_blocks(cleaned)).numbered

    assert [text for _, text in numbered] == lines
    assert [start for start, _ in numbered] == [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]


@pytest.mark.parametrize("tag", ["<ul><li>", "<blockquote>", "<div>", "<b>", "<ul><ul>", "<li>", "<h2><p>"])
def test_clean_bears_absurd_nesting(tag):
    cleaned = clean(tag * 20_000 + "Wort")

    assert plain(cleaned) == "Wort"
    assert cleaned.count("<") < 50
    assert clean(cleaned) == cleaned


def test_clean_cuts_a_tower_of_accents():
    tower = "<p>" + "e<b>\u0301\u0323</b><i>\u0301</i>" * 3 + "x" + "<b>\u0301</b><i>\u0323</i>" * 20_000

    cleaned = clean(tower)

    assert len(cleaned) < 60
    assert clean(cleaned) == cleaned


def test_clean_takes_a_very_long_text_whole():
    paragraph = "<p>Wörter &amp; <b>mehr</b> Wörter, 10&nbsp;km <a href='/x'>weit</a>.</p>"

    cleaned = clean(paragraph * 4000)

    assert plain(cleaned) == "\n".join(["Wörter & mehr Wörter, 10\xa0km weit."] * 4000)
