/*
 * The panel of the annotation screen. Without scripts words are typed and its forms sent as they are; with them the
 * forms are filled in from what is selected in the text. Needs the other annotate-*.js, codepoints.js, live.js.
 */
(() => {
  "use strict";

  const root = document.getElementById("annotate");
  const say = root.dataset;
  const text = ArticleText.element;
  const panel = document.getElementById("panel");
  const mainForm = document.getElementById("annotate-form");
  const statement = mainForm.elements.statement;
  const page = document.documentElement;
  const isRefused = Boolean(document.querySelector("#twins, #refusal, details[open] .errorlist"));

  page.classList.add("has-script");

  let chosen = null; // the span that is chosen
  let prefilled = statement.value ? null : "";

  const openMove = () => document.querySelector("details[data-move][open] form");
  const targetForm = () => openMove() || mainForm;
  const part = (form, name) => form.querySelector(`[data-selection="${name}"]`);
  const fieldName = ({ block }) => mainForm.querySelector(`#id_field option[value="${block.field}"]`).textContent;

  /* --- The chosen words: shown in the text and in the form they are for --------------------------------- */

  function choose(span) {
    const isSame = chosen && chosen.block === span.block && chosen.from === span.from && chosen.to === span.to;
    const form = targetForm();
    const words = ArticleText.wordsOf(span);
    if (isSame && part(form, "exact").value === words) return;
    keep(span);
    part(form, "exact").value = words;
    point(form, span);
    form.querySelectorAll(".annotate-places, .annotate-words .errorlist").forEach((old) => old.remove());
    tell(form, `${say.sayIn} ${fieldName(chosen)}`);
    follow(form, words);
    if (form === mainForm) panel.scrollTop = 0;
    Live.say(`${say.sayChosen} ${words}`);
  }

  function clear() {
    const form = targetForm();
    keep(null);
    for (const name of ["exact", "field", "start", "end"]) part(form, name).value = "";
    tell(form, "");
    follow(form, "");
    Live.say(say.sayCleared);
  }

  function refuse(sentence) {
    tell(targetForm(), sentence, { isRefusal: true });
    Live.say(sentence);
  }

  function keep(span) {
    chosen = span;
    ArticleText.paint("chosen", span);
  }

  /** Bring everything that depends on the chosen words up to date. */
  function follow(form, words) {
    fit(part(form, "exact"));
    if (form === mainForm) {
      prefill(words);
      Proposals.refresh();
    }
    showChosen();
  }

  function showChosen() {
    Sheet.show(chosen ? ArticleText.wordsOf(chosen) : "");
    page.classList.toggle("has-chosen", Boolean(chosen));
    page.classList.toggle("has-words", Boolean(part(mainForm, "exact").value || isRefused));
    document.getElementById("widen").hidden = !chosen || Boolean(openMove());
    document.getElementById("clear").hidden = !chosen;
  }

  function tell(form, sentence, { isRefusal = false } = {}) {
    const state = part(form, "state");
    state.textContent = sentence;
    state.hidden = !sentence;
    state.toggleAttribute("data-refusal", isRefusal);
  }

  /** Write down where the words stand, in code points of the field's plain text. */
  function point(form, span) {
    const { start, end } = ArticleText.offsetsOf(span);
    part(form, "field").value = span.block.field;
    part(form, "start").value = start;
    part(form, "end").value = end;
  }

  /** Propose the words as statement, unless somebody has written one. */
  function prefill(words) {
    if (statement.value !== prefilled) return;
    const [first = "", ...rest] = words.trim();
    prefilled = first.toLocaleUpperCase(text.lang || "de") + rest.join("");
    statement.value = prefilled;
    fit(statement);
    countDown();
  }

  text.addEventListener("words:chosen", (event) => choose(event.detail));
  text.addEventListener("words:cleared", clear);
  text.addEventListener("words:refused", (event) => refuse(event.detail === "across" ? say.sayAcross : say.sayBlank));
  text.addEventListener("words:confirmed", (event) => {
    const forms = event.detail.map((pk) => document.querySelector(`#annotation-${pk} form[data-confirm]`));
    const waiting = forms.find(Boolean);
    if (waiting) waiting.requestSubmit();
    else Live.say(say.sayNoneWaits);
  });
  text.addEventListener("words:taken", () => {
    Live.say(`${say.sayTaken} ${say.sayQuoted.replace("…", () => ArticleText.wordsOf(chosen))}`);
    Sheet.open();
    const first = firstFieldOf(targetForm());
    first.focus();
    // Whoever goes on writing goes on behind the proposed words, not in front of them.
    if (first === statement) first.setSelectionRange(first.value.length, first.value.length);
  });
  text.addEventListener("words:help", () => {
    const keys = document.getElementById("keys");
    keys.open = true;
    Sheet.open();
    keys.querySelector("summary").focus();
  });

  function firstFieldOf(form) {
    if (form !== mainForm) return form.querySelector("[data-saves]");
    return mainForm.elements.mode.value === "new" ? statement : mainForm.elements.claim_search;
  }

  /* --- Changing the selection without dragging ------------------------------------------------------------ */

  const WIDER = { "start-out": [-1, 0], "start-in": [1, 0], "end-in": [0, -1], "end-out": [0, 1] };

  function widen(how) {
    const { block } = chosen;
    if (how === "sentence") {
      const [from, to] = Words.sentence(block.text, chosen.from);
      return { block, from, to };
    }
    const [before, behind] = WIDER[how];
    const first = Math.max(0, ArticleText.wordAt(block, chosen.from) + before);
    const last = Math.min(block.words.length - 1, ArticleText.wordAt(block, chosen.to - 1) + behind);
    if (first > last) return chosen;
    const span = ArticleText.spanOf(block, first, last);
    // The end that was not asked about keeps its punctuation.
    return { block, from: before ? span.from : chosen.from, to: behind ? span.to : chosen.to };
  }

  document.getElementById("widen").addEventListener("click", (event) => {
    const button = event.target.closest("[data-widen]");
    if (!button || !chosen) return;
    const span = widen(button.dataset.widen);
    WordCursor.put(span);
    choose(span);
  });
  document.getElementById("clear").addEventListener("click", () => {
    clear();
    text.focus();
  });

  /* --- Typed words: looked for in the text while they are typed ------------------------------------------- */

  function findTyped(form) {
    const words = part(form, "exact").value.trim();
    const found = words ? ArticleText.find(words) : [];
    keep(found.length === 1 ? found[0] : null);
    if (chosen) {
      point(form, chosen);
      WordCursor.put(chosen);
      tell(form, `${say.sayFound} ${fieldName(chosen)}`);
    } else {
      part(form, "field").value = "";
      tell(form, words && (found.length ? say.saySeveral : say.sayUnknown));
    }
    follow(form, found.length ? words : "");
  }

  document.querySelectorAll('[data-selection="exact"]').forEach((words) => {
    let waiting = 0;
    words.addEventListener("input", () => {
      for (const name of ["start", "end"]) part(words.form, name).value = "";
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => findTyped(words.form), 300);
    });
  });

  /* --- The forms: counter, growing fields, one save at a time --------------------------------------------- */

  function fit(area) {
    if (!CSS.supports("field-sizing", "content")) area.rows = Math.max(2, Math.ceil(area.value.length / 42));
  }

  function countDown() {
    const length = Codepoints.count(statement.value.trim().replace(/\s+/gu, " "));
    const left = Number(statement.dataset.limit) - length;
    const counter = document.getElementById("statement-count");
    counter.textContent = left < 0 ? `${-left} ${say.sayOver}` : `${left} ${say.sayLeft}`;
    counter.toggleAttribute("data-over", left < 0);
  }

  statement.addEventListener("input", () => {
    fit(statement);
    countDown();
  });

  panel.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "true";
    Live.say(say.saySaving);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  });

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = event.target.closest("details[open]");
      if (open) open.open = false;
      else Sheet.close();
      (open ? open.querySelector("summary") : text).focus();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit(event.target.form.querySelector("[data-saves]"));
    }
  });

  /* --- The list of marks: jump, light up, move -------------------------------------------------------------- */

  function light(pk, isLit) {
    const row = document.getElementById(`annotation-${pk}`);
    for (const one of [row, ...ArticleText.marksOf(pk)]) one.classList.toggle("is-lit", isLit);
  }

  const WHEN_LIT = [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]];
  document.querySelectorAll("[data-annotation]").forEach((row) => {
    const pk = row.dataset.annotation;
    const sign = document.getElementById(`mark-${pk}`);
    for (const [event, isLit] of WHEN_LIT) {
      for (const one of [row, sign]) one?.addEventListener(event, () => light(pk, isLit));
    }
    sign?.addEventListener("click", Sheet.open);
    row.querySelector("[data-jump]")?.addEventListener("click", (event) => {
      event.preventDefault();
      Sheet.close();
      jumpTo(pk);
    });
  });

  /** Put the keyboard's cursor on a mark and bring it into view. */
  function jumpTo(pk) {
    const marks = ArticleText.marksOf(pk);
    if (!marks.length) return;
    const block = ArticleText.blockAround(marks[0]);
    const place = ArticleText.placeIn(block, marks[0].firstChild, 0);
    WordCursor.put({ block, from: place, to: place + 1 });
    text.focus({ preventScroll: true });
    marks[0].scrollIntoView({ block: "center" });
    text.querySelectorAll("mark.is-new").forEach((mark) => mark.classList.remove("is-new"));
    marks.forEach((mark) => mark.classList.add("is-new"));
  }

  document.querySelectorAll("details[data-move]").forEach((details) => {
    details.addEventListener("toggle", () => {
      root.classList.toggle("is-moving", Boolean(openMove()));
      if (details.open) {
        details.closest("[data-annotation]").scrollIntoView({ block: "nearest" });
        if (chosen && !part(openMove(), "exact").value) choose(chosen);
      }
      showChosen();
    });
  });

  /* --- Beginning: afresh, after saving, after a refusal ------------------------------------------------------- */

  function begin() {
    const form = targetForm();
    const words = part(form, "exact").value;
    const start = part(form, "start").value;
    keep(words && start ? ArticleText.spanAt(part(form, "field").value, Number(start), words) : null);
    if (chosen) tell(form, `${say.sayIn} ${fieldName(chosen)}`);
    else if (words && !form.querySelector(".annotate-places")) findTyped(form);
    root.classList.toggle("is-moving", Boolean(openMove()));
    showChosen();
    countDown();
    if (isRefused) {
      Sheet.open();
      document.querySelector("#twins, #refusal, details[open] .errorlist + *").focus();
    }
    repeatMessages();
  }

  /** Say the messages again: a live region speaks only of what changes after the page has loaded. */
  function repeatMessages() {
    const messages = [...document.querySelectorAll(".annotate-message")].map((message) => message.textContent);
    if (messages.length) Live.say(messages.join(" "));
  }

  begin();
  // The browser goes to the address's fragment by itself when all is loaded; we go last.
  window.addEventListener("load", () => window.setTimeout(() => {
    if (location.hash.startsWith("#mark-")) jumpTo(location.hash.slice("#mark-".length));
  }, 0));
})();
