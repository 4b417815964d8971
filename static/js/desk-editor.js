// Turns a textarea of restricted HTML into an editor for exactly our tags; without it the textarea stays.
import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, Heading, History, Italic, Link,
  ListItem, OrderedList, Paragraph, Text,
} from "django-prose-editor/editor";

const extensions = [
  Document, Paragraph, Text, Bold, Italic, Heading.configure({ levels: [2, 3] }), BulletList, OrderedList,
  ListItem, Blockquote, Link.configure({ openOnClick: false, enableTarget: false }), History, Dropcursor, Gapcursor,
];

function tools(editor, words, askForLink) {
  const run = (command) => () => command(editor.chain()).run();
  const is = (...what) => () => editor.isActive(...what);
  return [
    { sign: words.bold_sign, word: words.bold, act: run((c) => c.toggleMark("bold")), on: is("bold") },
    { sign: words.italic_sign, word: words.italic, act: run((c) => c.toggleMark("italic")), on: is("italic") },
    { sign: words.h2_sign, word: words.h2, act: run((c) => c.toggleNode("heading", "paragraph", { level: 2 })), on: is("heading", { level: 2 }) },
    { sign: words.h3_sign, word: words.h3, act: run((c) => c.toggleNode("heading", "paragraph", { level: 3 })), on: is("heading", { level: 3 }) },
    { sign: "•", word: words.bullets, act: run((c) => c.toggleList("bulletList", "listItem")), on: is("bulletList") },
    { sign: "1.", word: words.numbers, act: run((c) => c.toggleList("orderedList", "listItem")), on: is("orderedList") },
    { sign: words.quote_sign, word: words.quote, act: run((c) => c.toggleWrap("blockquote")), on: is("blockquote") },
    { sign: words.link_sign, word: words.link, act: askForLink, on: is("link") },
    { sign: "↶", word: words.undo, act: run((c) => c.undo()), can: () => editor.can().undo() },
    { sign: "↷", word: words.redo, act: run((c) => c.redo()), can: () => editor.can().redo() },
  ];
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// One stop for the Tab key; the arrow keys walk along the buttons.
function walk(bar) {
  const buttons = [...bar.querySelectorAll("button")];
  buttons.forEach((button, place) => { button.tabIndex = place ? -1 : 0; });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const from = buttons.indexOf(document.activeElement);
    const next = buttons[(from + step + buttons.length) % buttons.length];
    buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
  });
}

function linkRow(editor, words) {
  const address = make("input", { type: "url", placeholder: "https://" });
  address.setAttribute("aria-label", words.link_address);
  const set = make("button", { type: "button", className: "button", textContent: words.link_set });
  const remove = make("button", { type: "button", className: "button", textContent: words.link_remove });
  const row = make("div", { className: "rich-text-link", hidden: true }, address, set, remove);
  const close = () => { row.hidden = true; editor.view.focus(); };
  const apply = () => {
    const chain = editor.chain().extendMarkRange("link");
    (address.value.trim() ? chain.setMark("link", { href: address.value.trim() }) : chain.unsetMark("link")).run();
    close();
  };
  set.addEventListener("click", apply);
  remove.addEventListener("click", () => { editor.chain().extendMarkRange("link").unsetMark("link").run(); close(); });
  row.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === address) { event.preventDefault(); apply(); }
    if (event.key === "Escape") { event.preventDefault(); close(); }
  });
  const open = () => {
    address.value = editor.getAttributes("link").href || "";
    row.hidden = false;
    address.select();
  };
  return { row, open };
}

function start(textarea) {
  const words = JSON.parse(textarea.dataset.richText);
  const place = make("div", { className: "rich-text" });
  const pasted = make("p", { className: "rich-text-told", hidden: true });
  pasted.setAttribute("role", "status");
  const tell = (sentence) => { pasted.textContent = sentence; pasted.hidden = !sentence; };
  textarea.before(place);
  place.append(textarea);
  const left = JSON.parse(textarea.dataset.leftOut);
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const editor = new Editor({
    element: place,
    extensions,
    content: textarea.value,
    injectCSS: false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label ? label.textContent.trim() : "",
        lang: textarea.lang || "de",
        spellcheck: "true",
      },
      handlePaste(view, event) {
        const { files } = event.clipboardData;
        const text = event.clipboardData.getData("text/html") || event.clipboardData.getData("text/plain");
        if (!text) {
          tell(Paste.told({ image: [...files].filter((file) => file.type.startsWith("image/")).length }, left));
          return files.length > 0;
        }
        const length = [...Paste.words(text)].length + textarea.value.length;
        if (length <= Number(words.limit)) return false;
        const say = (number) => Number(number).toLocaleString(document.documentElement.lang);
        tell(words.too_long.replace("{number}", say(length)).replace("{limit}", say(words.limit)));
        return true;
      },
      transformPastedHTML(html) {
        const taken = Paste.clean(html);
        tell(Paste.told(taken.leftOut, left));
        return taken.html;
      },
    },
    onUpdate() {
      const html = editor.getHTML();
      textarea.value = html === "<p></p>" ? "" : html;
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  const { row, open } = linkRow(editor, words);
  const bar = make("div", { className: "rich-text-tools" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.tools);
  const buttons = tools(editor, words, open).map((tool) => {
    const button = make("button", { type: "button", textContent: tool.sign, title: tool.word });
    button.setAttribute("aria-label", tool.word);
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", (event) => {
      tool.act();
      // A click goes on writing; a key stays in the toolbar, where the next button may be meant.
      if (event.detail && tool.act !== open) editor.view.focus();
    });
    bar.append(button);
    return { ...tool, button };
  });
  place.prepend(bar, row);
  place.append(pasted);
  walk(bar);
  const show = () => {
    for (const { button, on, can } of buttons) {
      if (on) button.setAttribute("aria-pressed", String(on()));
      if (can) button.setAttribute("aria-disabled", String(!can()));
    }
  };
  editor.on("transaction", show);
  show();
  label?.addEventListener("click", () => editor.commands.focus());
  textarea.addEventListener("desk:refill", () => editor.commands.setContent(textarea.value));
  // The address bar may point at the textarea, which is hidden now.
  if (location.hash === `#${textarea.id}`) editor.commands.focus();
}

document.querySelectorAll("textarea[data-rich-text]").forEach(start);
