"""Words that try to be more than words, and the eyes that notice when a page lets them."""

from html.parser import HTMLParser

PAYLOADS = [
    "<script>zap()</script>",
    "<ScRiPt>zap()</sCrIpT>",
    "<script src=//zap.example/x.js></script>",
    "<script\x0c>zap()</script >",
    "<scr<script>ipt>zap()</scr</script>ipt>",
    "</script><script>zap()</script>",
    "</title><script>zap()</script>",
    "</textarea><script>zap()</script>",
    "</style><script>zap()</script>",
    "--><script>zap()</script>",
    "]]><script>zap()</script>",
    "<img src=x onerror=zap()>",
    "<img/src=x/onerror=zap()>",
    "<img src=x onerror=&#122;ap()>",
    '"><img src=x onerror=zap()>',
    "'><img src=x onerror=zap()>",
    '" autofocus onfocus=zap() x="',
    "' autofocus onfocus=zap() x='",
    '" onmouseover="zap()',
    "<svg onload=zap()>",
    "<svg><script>zap()</script></svg>",
    "<svg><animate onbegin=zap() attributeName=x dur=1s>",
    "<math><mtext></p><script>zap()</script></mtext></math>",
    "<body onload=zap()>",
    "<iframe src=javascript:zap()></iframe>",
    '<iframe srcdoc="<script>zap()</script>"></iframe>',
    "<object data=javascript:zap()></object>",
    "<embed src=javascript:zap()>",
    '<a href="javascript:zap()">hier</a>',
    '<a href="java\tscript:zap()">hier</a>',
    '<a href="data:text/html,<script>zap()</script>">hier</a>',
    '<form action="javascript:zap()"><button>ja</button></form>',
    "<details open ontoggle=zap()>",
    "<video><source onerror=zap()></video>",
    "<input autofocus onfocus=zap()>",
    '<style>@import "//zap.example/x.css";</style>',
    '<p style="background:url(//zap.example)">Stil</p>',
    '<link rel=stylesheet href="//zap.example/x.css">',
    '<meta http-equiv=refresh content="0;url=//zap.example">',
    '<base href="//zap.example/">',
    "<noscript><p title=\"</noscript><img src=x onerror=zap()>\">",
    "{{ 7|add:7 }}{% now 'Y' %}<img src=x onerror=zap()>",
    "&lt;script&gt;zap()&lt;/script&gt;<b onclick=zap()>",
    "\u2028<script>zap()</script>\u2029",
]  # fmt: skip
NEVER_OURS = {"iframe", "object", "embed", "math", "base", "frame", "animate", "video", "source", "noscript", "style"}
LEAD_SOMEWHERE = {"href", "src", "action", "formaction", "data", "srcdoc", "xlink:href", "poster"}


class Eyes(HTMLParser):
    """Reads a page as a browser does and keeps what a hostile field would have had to bring in."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.caught, self.in_script = [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.in_script = tag == "script"
        names = dict(attributes)
        leads = [str(value) for name, value in attributes if name in LEAD_SOMEWHERE]
        # The preview's frame, in which nothing runs.
        is_still = tag == "iframe" and "sandbox" in names and "allow-scripts" not in names["sandbox"]
        if (
            (tag in NEVER_OURS and not is_still)
            or (tag == "meta" and "http-equiv" in names)
            or (tag == "img" and names.get("src") == "x")
            or any(name.startswith("on") or "zap" in name or name == "style" for name in names)
            or any("zap(" in lead or lead.startswith("//zap.") for lead in leads)
            or any(lead.strip().lower().startswith(("javascript:", "data:")) for lead in leads)
        ):
            self.caught.append((tag, attributes))

    def handle_data(self, data):
        if self.in_script and "zap" in data:
            self.caught.append(("script", data))

    def handle_endtag(self, tag):
        self.in_script = False


def seen(page):
    return Eyes(page).caught
