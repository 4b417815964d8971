/*
 * Makes of pasted HTML what the editor can take, as articles/text/clean.py and word_lists.py do on the server: no word
 * is lost, and what is left out is counted.
 */
const Paste = (() => {
  "use strict";

  const KINDS = {
    image: "img, svg, canvas", table: "table", embed: "iframe, video, audio, object, embed", script: "script",
    input: "input, button, select, textarea",
  };
  const DRESSED = "[data-style], [class], [align], [color], [bgcolor], [face], font, u, s, strike, center, x-style, link, xml";
  const SAFE = /^(https?:\/\/|mailto:|\/(?!\/))/i;
  const RAISED = { SUP: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", SUB: "₀₁₂₃₄₅₆₇₈₉₊₋" };

  const SHEET = /<style\b[^>]*>[^]*?<\/style\s*>/gi;

  // How it looked is only read, never applied: our pages allow no style of their own.
  function parse(html) {
    const undressed = html.replace(SHEET, "<x-style></x-style>")
      .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)(?=\s*=)/gi, " data-$1"));
    return new DOMParser().parseFromString(undressed, "text/html");
  }

  /** Return the words of what was pasted: their number is what a text has room for. */
  function words(html) {
    const page = parse(html);
    page.querySelectorAll("script, title").forEach((each) => each.remove());
    return page.body.textContent.trim();
  }

  /** Return { html, leftOut }: what the editor may take in, and how much of each kind was left out. */
  function clean(html) {
    // Word asks of every reader but Word whether it can draw lists; as comments these questions hide nothing.
    const page = parse(html.replace(/<!\[(if|endif)[^>]*\]>/gi, ""));
    const leftOut = count(page);
    page.querySelectorAll("script, x-style, link, xml, title, img, svg, canvas, iframe, video, audio, object, embed, input, select")
      .forEach((each) => each.remove());
    lists(page);
    page.querySelectorAll("b[data-style*='font-weight:normal']").forEach((each) => each.replaceWith(...each.childNodes));
    page.querySelectorAll("span[data-style]").forEach(emphasise);
    page.querySelectorAll("td, th, caption, figcaption, dt, dd").forEach((each) => {
      // A cell of paragraphs is these paragraphs; a cell of words is one.
      if (each.querySelector("p, div, ul, ol, blockquote, h1, h2, h3, h4, h5, h6")) each.replaceWith(...each.childNodes);
      else become(each, "p");
    });
    page.querySelectorAll("h1").forEach((each) => become(each, "h2"));
    page.querySelectorAll("h4, h5, h6").forEach((each) => become(each, "h3"));
    page.querySelectorAll("q").forEach((each) => each.replaceWith("„", ...each.childNodes, "“"));
    page.querySelectorAll("sup, sub").forEach(raise);
    page.querySelectorAll("a[href]").forEach((each) => {
      if (!SAFE.test(each.getAttribute("href").trim())) each.replaceWith(...each.childNodes);
    });
    page.querySelectorAll("p > br").forEach(split);
    page.querySelectorAll("p, h2, h3").forEach((each) => { if (!each.textContent.trim()) each.remove(); });
    page.querySelectorAll("*").forEach((each) => {
      for (const name of each.getAttributeNames()) if (name !== "href") each.removeAttribute(name);
    });
    return { html: page.body.innerHTML, leftOut };
  }

  function count(page) {
    const found = {};
    for (const [kind, selector] of Object.entries(KINDS)) found[kind] = page.querySelectorAll(selector).length;
    found.link = [...page.querySelectorAll("a[href]")].filter((each) => !SAFE.test(each.getAttribute("href").trim())).length;
    const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
    found.comment = 0;
    while (comments.nextNode()) {
      const said = comments.currentNode.data.trim();
      if (said && !/^(\[if|\[endif|StartFragment|EndFragment)/.test(said)) found.comment += 1;
    }
    // Chromium dresses even its own text: only what nobody asked for by pasting plain paragraphs is worth a word.
    const dressed = [...page.querySelectorAll(DRESSED)].filter((each) => !each.matches("meta"));
    found.formatting = Number(dressed.length > 0 || /<\/?\w+:\w+/.test(page.body.innerHTML));
    return found;
  }

  function become(element, tag) {
    const made = element.ownerDocument.createElement(tag);
    made.append(...element.childNodes);
    element.replaceWith(made);
  }

  // What some programs say with a style is emphasis all the same.
  function emphasise(span) {
    const style = span.dataset.style.replace(/\s/g, "");
    if (/font-weight:(bold|[6-9]00)/.test(style)) become(span, "strong");
    else if (/font-style:italic/.test(style)) become(span, "em");
  }

  function raise(element) {
    const digits = [...element.textContent].map((one) => "0123456789+-".indexOf(one.replace("−", "-")));
    if (digits.every((place) => place >= 0)) element.textContent = digits.map((place) => RAISED[element.tagName][place]).join("");
    element.replaceWith(...element.childNodes);
  }

  // A break within a paragraph begins a new one.
  function split(br) {
    const paragraph = br.parentElement;
    const rest = paragraph.cloneNode(false);
    while (br.nextSibling) rest.append(br.nextSibling);
    paragraph.after(rest);
    br.remove();
  }

  /* --- Word's lists: paragraphs with a painted sign ------------------------------------------------------------- */

  function lists(page) {
    let open = [];
    let last = null;
    for (const item of page.querySelectorAll("p[data-style*='mso-list']")) {
      if (item.previousElementSibling !== last) open = [];
      const level = Number(/level(\d)/.exec(item.dataset.style)?.[1] || 1);
      const sign = item.querySelector("[data-style*='mso-list']");
      const tag = /^\s*\(?(\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6})[.)]/i.test(sign?.textContent || "") ? "ol" : "ul";
      sign?.remove();
      open.length = Math.min(open.length, level);
      if (level === 1 && open[0]?.localName !== tag) open = [];
      while (open.length < level) {
        const list = page.createElement(tag);
        const parent = open.at(-1);
        if (!parent) item.before(list);
        else (parent.lastElementChild || parent.appendChild(page.createElement("li"))).append(list);
        open.push(list);
      }
      const entry = page.createElement("li");
      const text = page.createElement("p");
      text.append(...item.childNodes);
      entry.append(text);
      open[level - 1].append(entry);
      item.remove();
      [last] = open;
    }
  }

  /** Return the sentence on what was left out, in the page's language, or nothing. */
  function told(leftOut, say) {
    const things = Object.keys(say).filter((kind) => leftOut[kind]).map((kind) => {
      const [one, several] = say[kind];
      return leftOut[kind] === 1 ? one : several.replace("2", leftOut[kind]);
    });
    return things.length ? say.taken_out.replace("{things}", things.join(", ")) : "";
  }

  return Object.freeze({ clean, told, words });
})();
