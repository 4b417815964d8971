/*
 * The annotation screen with a mouse, a finger or the keyboard. Without this script words are typed and the
 * forms sent as they are; the script fills in the same forms. Offsets are counted by codepoints.js alone.
 */
(() => {
  "use strict";

  const root = document.getElementById("annotate");
  if (!root) return;
  const text = document.getElementById("text");
  const panel = document.getElementById("panel");
  const panelBody = document.getElementById("panel-body");
  const mainForm = document.getElementById("annotate-form");
  const live = document.getElementById("annotate-live");
  const narrow = window.matchMedia("(max-width: 63.99rem)");
  const say = root.dataset;

  document.documentElement.classList.add("has-script");

  function announce(sentence) {
    live.textContent = "";
    window.setTimeout(() => { live.textContent = sentence; }, 60);
  }

  /* --- Blocks: the numbered paragraphs, each with its plain text ---------------------------------------- */

  const isAside = (node) => node.nodeType === Node.ELEMENT_NODE && node.hasAttribute("data-aside");

  function textNodes(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
      acceptNode: (node) => {
        if (isAside(node)) return NodeFilter.FILTER_REJECT;
        return node.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
      },
    });
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  const blocks = [...text.querySelectorAll("[data-start]")].map((element) => {
    const nodes = textNodes(element);
    const words = nodes.map((node) => node.data).join("");
    const field = element.closest("[data-field]").dataset.field;
    return { element, nodes, text: words, field, start: Number(element.dataset.start), words: Words.list(words) };
  });

  const blockAround = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const numbered = element && element.closest("[data-start]");
    return numbered ? blocks.find((block) => block.element === numbered) : undefined;
  };

  /** Return the place in the block's text that a boundary of the page's selection stands for. */
  function placeIn(block, node, offset) {
    let place = 0;
    for (const one of block.nodes) {
      if (one === node) return place + offset;
      const range = document.createRange();
      range.setStart(block.element, 0);
      range.setEnd(node, offset);
      if (range.comparePoint(one, one.length) > 0) return place;
      place += one.length;
    }
    return place;
  }

  function rangeOf(block, from, to) {
    const range = document.createRange();
    let place = 0;
    let isBegun = false;
    for (const node of block.nodes) {
      const end = place + node.length;
      if (!isBegun && from < end) {
        range.setStart(node, from - place);
        isBegun = true;
      }
      if (isBegun && to <= end) {
        range.setEnd(node, to - place);
        return range;
      }
      place = end;
    }
    return range;
  }

  const firstWordAt = (block, unit) => {
    const place = block.words.findIndex(([, to]) => to > unit);
    return place < 0 ? block.words.length - 1 : place;
  };

  function paint(name, range) {
    if (!("highlights" in CSS)) return;
    if (range) CSS.highlights.set(name, new Highlight(range));
    else CSS.highlights.delete(name);
  }

  function bringIntoView(range) {
    const box = range.getBoundingClientRect();
    const foot = narrow.matches ? panel.getBoundingClientRect().top : window.innerHeight;
    if (box.top < 60) window.scrollBy({ top: box.top - 120 });
    else if (box.bottom > foot - 40) window.scrollBy({ top: box.bottom - foot + 120 });
  }

  /* --- The chosen words: one place, shown in the text and in the form they are for ---------------------- */

  const isRefused = Boolean(document.querySelector("#refusal, details[open] .errorlist"));
  let chosen = null; // { block, from, to }, in UTF-16 units of the block's text
  let prefilled = "";

  const openMove = () => document.querySelector("details[data-move][open] form");
  const targetForm = () => openMove() || mainForm;
  const part = (form, name) => form.querySelector(`[data-selection="${name}"]`);

  function wordsOf({ block, from, to }) {
    return block.text.slice(from, to);
  }

  function tell(form, sentence, isRefusal) {
    const state = part(form, "state");
    state.textContent = sentence;
    state.hidden = !sentence;
    state.toggleAttribute("data-refusal", Boolean(isRefusal));
  }

  /** Write down where the words stand, in code points of the field's plain text. */
  function point(form, { block, from, to }) {
    part(form, "field").value = block.field;
    part(form, "start").value = block.start + Codepoints.toPoints(block.text, from);
    part(form, "end").value = block.start + Codepoints.toPoints(block.text, to);
  }

  function fillIn(form, { block, from, to }) {
    part(form, "exact").value = block.text.slice(from, to);
    point(form, { block, from, to });
    form.querySelectorAll(".annotate-places").forEach((places) => places.remove());
    form.querySelectorAll(".annotate-words .errorlist").forEach((errors) => errors.remove());
    fit(part(form, "exact"));
    tell(form, `${say.sayIn} ${fieldName(form)}`);
  }

  const fieldName = (form) => part(form, "field").selectedOptions[0].textContent;

  function choose(block, from, to, { isQuiet = false, keepsForm = false } = {}) {
    chosen = { block, from, to };
    paint("chosen", rangeOf(block, from, to));
    const words = wordsOf(chosen);
    if (!keepsForm) fillIn(targetForm(), chosen);
    if (targetForm() === mainForm) {
      prefillStatement(words);
      propose();
      if (!narrow.matches) panel.scrollTop = 0;
    }
    showChosen(words);
    if (!isQuiet) announce(`${say.sayChosen} ${words}`);
  }

  function showChosen(words) {
    const bar = document.getElementById("sheet-words");
    bar.textContent = words ? `„${words}“` : bar.dataset.empty;
    document.documentElement.classList.toggle("has-chosen", Boolean(words));
    document.documentElement.classList.toggle("has-words", Boolean(part(mainForm, "exact").value || isRefused));
    document.getElementById("widen").hidden = !words || Boolean(openMove());
    document.getElementById("clear").hidden = !words;
  }

  function clear({ isQuiet = false } = {}) {
    chosen = null;
    paint("chosen", null);
    const form = targetForm();
    for (const name of ["exact", "field", "start", "end"]) part(form, name).value = "";
    fit(part(form, "exact"));
    tell(form, "");
    if (form === mainForm) {
      prefillStatement("");
      propose();
    }
    showChosen("");
    if (!isQuiet) announce(say.sayCleared);
  }

  function refuse(sentence) {
    tell(targetForm(), sentence, true);
    announce(sentence);
  }

  /** Propose the words as statement, unless somebody has written one already. */
  function prefillStatement(words) {
    const statement = mainForm.elements.statement;
    if (statement.value !== prefilled) return;
    const [first = "", ...rest] = words.trim();
    prefilled = words ? first.toLocaleUpperCase() + rest.join("") : "";
    statement.value = prefilled;
    fit(statement);
    countDown();
  }

  /* --- Mouse and touch: whatever the browser selects in the text --------------------------------------- */

  /** Return both ends of the page's selection in blocks; an end at the very start of the next block is none. */
  function endsOf(selection) {
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    let first = blockAround(range.startContainer);
    let last = blockAround(range.endContainer);
    const touched = blocks.filter((block) => range.intersectsNode(block.element));
    const filled = touched.filter((block) => rangeIn(block, range));
    if (filled.length > 1) return { isAcross: true };
    if (!filled.length) return { isBlank: Boolean(first && first === last && !range.collapsed) };
    [first] = filled;
    const [from, to] = rangeIn(first, range);
    const reachesOut = [range.startContainer, range.endContainer].some((node) => {
      const loose = !blockAround(node) && node.nodeType === Node.TEXT_NODE && node.data.trim();
      return Boolean(loose);
    });
    last = first;
    return reachesOut ? { isAcross: true } : { block: last, from, to };
  }

  /** Return [from, to] of the part of a block that a range covers, or null when that is nothing visible. */
  function rangeIn(block, range) {
    const startsHere = block.element.contains(range.startContainer);
    const endsHere = block.element.contains(range.endContainer);
    const from = startsHere ? placeIn(block, range.startContainer, range.startOffset) : 0;
    const to = endsHere ? placeIn(block, range.endContainer, range.endOffset) : block.text.length;
    return block.text.slice(from, to).trim() ? [from, to] : null;
  }

  function takeNative() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const ends = endsOf(selection);
    if (!ends) return;
    if (ends.isAcross) refuse(say.sayAcross);
    else if (ends.isBlank || !ends.block) refuse(say.sayBlank);
    else {
      const [from, to] = Words.snap(ends.block.text, ends.from, ends.to);
      const isSame = chosen && chosen.block === ends.block && chosen.from === from && chosen.to === to;
      cursor = { block: ends.block, word: firstWordAt(ends.block, to - 1), from: firstWordAt(ends.block, from) };
      if (!isSame) choose(ends.block, from, to);
    }
  }

  let isPressed = false;
  let settling = 0;
  text.addEventListener("pointerdown", () => { isPressed = true; });
  document.addEventListener("pointerup", (event) => {
    if (!isPressed) return;
    isPressed = false;
    // The browser settles the selection of a double click or a tap after this event.
    window.setTimeout(() => (document.getSelection().isCollapsed ? takeWordAt(event) : takeNative()), 0);
  });
  document.addEventListener("pointercancel", () => { isPressed = false; });
  document.addEventListener("selectionchange", () => {
    window.clearTimeout(settling);
    // Fingers pull at the handles without any pointer event of the page.
    if (!isPressed) settling = window.setTimeout(takeNative, 250);
  });

  function takeWordAt(event) {
    if (event.target.closest("a, button") || !text.contains(event.target)) return;
    const word = wordAtPoint(event.clientX, event.clientY);
    if (!word) return;
    cursor = { ...word, from: word.word };
    const [from, to] = word.block.words[word.word];
    choose(word.block, from, to);
  }

  function wordAtPoint(x, y) {
    for (const block of blocks) {
      const box = block.element.getBoundingClientRect();
      if (y < box.top || y > box.bottom) continue;
      const word = block.words.findIndex(([from, to]) => [...rangeOf(block, from, to).getClientRects()].some(
        (rect) => x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom,
      ));
      if (word >= 0) return { block, word };
    }
    return null;
  }

  /* --- Keyboard: a cursor that steps from word to word -------------------------------------------------- */

  let cursor = null; // { block, word, from }: the word under the cursor, and the one where the selection began

  function showCursor(isExtending) {
    const { block, word, from } = cursor;
    const [left, right] = [Math.min(word, from), Math.max(word, from)];
    const range = rangeOf(block, block.words[left][0], block.words[right][1]);
    paint("cursor", range);
    bringIntoView(rangeOf(block, ...block.words[word]));
    document.getSelection().removeAllRanges();
    announce(block.text.slice(block.words[isExtending ? left : word][0], block.words[isExtending ? right : word][1]));
  }

  function goTo(block, word, isExtending) {
    if (isExtending && block !== cursor.block) {
      refuse(say.sayAcross);
      return;
    }
    cursor = { block, word, from: isExtending ? cursor.from : word };
    showCursor(isExtending);
  }

  function byWord(step, isExtending) {
    const { block, word } = cursor;
    if (block.words[word + step]) {
      goTo(block, word + step, isExtending);
      return;
    }
    const next = blocks[blocks.indexOf(block) + step];
    if (next) goTo(next, step > 0 ? 0 : next.words.length - 1, isExtending);
  }

  function byBlock(step, isExtending) {
    const next = blocks[blocks.indexOf(cursor.block) + step];
    if (next) goTo(next, 0, isExtending);
  }

  const boxOf = (block, word) => rangeOf(block, ...block.words[word]).getClientRects()[0];

  function byLine(step, isExtending) {
    const here = boxOf(cursor.block, cursor.word);
    const middle = (here.left + here.right) / 2;
    let line = null;
    let best = null;
    let { block, word } = cursor;
    for (;;) {
      word += step;
      if (!block.words[word]) {
        block = blocks[blocks.indexOf(block) + step];
        if (!block) break;
        word = step > 0 ? 0 : block.words.length - 1;
      }
      const box = boxOf(block, word);
      const isOnThisLine = box.bottom > here.top + 2 && box.top < here.bottom - 2;
      if (isOnThisLine) continue;
      if (line !== null && (block !== best.block || Math.abs(box.top - line) > box.height / 2)) break;
      const distance = Math.max(box.left - middle, middle - box.right, 0);
      if (!best || distance < best.distance) best = { block, word, distance };
      line = box.top;
    }
    if (best) goTo(best.block, best.word, isExtending);
  }

  function bySentence() {
    const [from, to] = Words.sentence(cursor.block.text, cursor.block.words[cursor.word][0]);
    cursor = { block: cursor.block, word: firstWordAt(cursor.block, to - 1), from: firstWordAt(cursor.block, from) };
    showCursor(true);
    choose(cursor.block, from, to, { isQuiet: true });
  }

  function byMark(step) {
    const marks = blocks.flatMap((block) => [...block.element.querySelectorAll("mark")].map((mark) => {
      const unit = placeIn(block, mark.firstChild, 0);
      return { block, word: firstWordAt(block, unit), key: mark.dataset.marks };
    })).filter((mark, place, all) => !place || all[place - 1].key !== mark.key);
    const order = ({ block, word }) => blocks.indexOf(block) * 100000 + word;
    const others = marks.filter((mark) => Math.sign(order(mark) - order(cursor)) === step);
    const next = step > 0 ? others[0] : others[others.length - 1];
    if (next) goTo(next.block, next.word, false);
  }

  function take() {
    const { block, word, from } = cursor;
    const [left, right] = [Math.min(word, from), Math.max(word, from)];
    const isSentence = chosen && chosen.block === block && firstWordAt(block, chosen.from) === left
      && firstWordAt(block, chosen.to - 1) === right;
    if (!isSentence) choose(block, block.words[left][0], block.words[right][1], { isQuiet: true });
    announce(`${say.sayTaken} „${wordsOf(chosen)}“`);
    openSheet(true);
    firstFieldOf(targetForm()).focus();
  }

  function firstFieldOf(form) {
    if (form !== mainForm) return form.querySelector("[data-saves]");
    return mainForm.elements.mode.value === "new" ? mainForm.elements.statement : mainForm.elements.claim_search;
  }

  const KEYS = {
    ArrowRight: (event) => byWord(1, event.shiftKey),
    ArrowLeft: (event) => byWord(-1, event.shiftKey),
    ArrowDown: (event) => (event.ctrlKey || event.metaKey ? byBlock(1, event.shiftKey) : byLine(1, event.shiftKey)),
    ArrowUp: (event) => (event.ctrlKey || event.metaKey ? byBlock(-1, event.shiftKey) : byLine(-1, event.shiftKey)),
    Home: (event) => goTo(cursor.block, 0, event.shiftKey),
    End: (event) => goTo(cursor.block, cursor.block.words.length - 1, event.shiftKey),
    Enter: take,
    Escape: () => clear(),
    s: bySentence,
    m: () => byMark(1),
    M: () => byMark(-1),
    "?": () => {
      const keys = document.getElementById("keys");
      keys.open = true;
      openSheet(true);
      keys.querySelector("summary").focus();
    },
  };

  text.addEventListener("keydown", (event) => {
    if (event.target !== text || event.altKey || !blocks.length) return;
    const key = KEYS[event.key];
    const isChord = (event.ctrlKey || event.metaKey) && !event.key.startsWith("Arrow");
    if (!key || isChord) return;
    event.preventDefault();
    cursor ||= { block: blocks[0], word: 0, from: 0 };
    key(event);
  });

  text.addEventListener("focus", () => {
    if (!cursor && blocks.length) cursor = { block: blocks[0], word: 0, from: 0 };
    if (cursor && text.matches(":focus-visible")) paint("cursor", rangeOf(cursor.block, ...cursor.block.words[cursor.word]));
  });
  text.addEventListener("blur", () => paint("cursor", null));
  text.addEventListener("pointerdown", () => paint("cursor", null));

  /* --- Changing the selection without dragging ---------------------------------------------------------- */

  function widen(how) {
    if (!chosen) return;
    const { block } = chosen;
    const left = firstWordAt(block, chosen.from);
    const right = firstWordAt(block, chosen.to - 1);
    if (how === "sentence") {
      choose(block, ...Words.sentence(block.text, chosen.from));
      return;
    }
    const moved = how.startsWith("start") ? [Math.max(0, left + (how === "start-out" ? -1 : 1)), right]
      : [left, Math.min(block.words.length - 1, right + (how === "end-out" ? 1 : -1))];
    if (moved[0] > moved[1]) return;
    const from = how.startsWith("start") ? block.words[moved[0]][0] : chosen.from;
    const to = how.startsWith("start") ? chosen.to : block.words[moved[1]][1];
    choose(block, from, to);
  }

  document.getElementById("widen").addEventListener("click", (event) => {
    const button = event.target.closest("[data-widen]");
    if (button) widen(button.dataset.widen);
  });
  document.getElementById("clear").addEventListener("click", () => {
    clear();
    text.focus();
  });

  /* --- Typed words: found in the text while they are typed ---------------------------------------------- */

  function findTyped(form) {
    const words = part(form, "exact").value.trim();
    for (const name of ["start", "end"]) part(form, name).value = "";
    const found = words ? blocks.flatMap((block) => placesOf(block, words)) : [];
    paint("chosen", null);
    chosen = null;
    if (found.length === 1) {
      const [{ block, from, to }] = found;
      chosen = { block, from, to };
      paint("chosen", rangeOf(block, from, to));
      bringIntoView(rangeOf(block, from, to));
      point(form, chosen);
      tell(form, `${say.sayFound} ${fieldName(form)}`);
    } else {
      part(form, "field").value = "";
      tell(form, words && (found.length ? say.saySeveral : say.sayUnknown));
    }
    showChosen(chosen ? wordsOf(chosen) : "");
    if (form === mainForm) {
      prefillStatement(found.length ? words : "");
      propose();
    }
  }

  function placesOf(block, words) {
    const places = [];
    for (let from = block.text.indexOf(words); from >= 0; from = block.text.indexOf(words, from + 1)) {
      const to = from + words.length;
      if (isEdge(block.text, from) && isEdge(block.text, to)) places.push({ block, from, to });
    }
    return places;
  }

  const isEdge = (words, place) => !(/[\p{L}\p{N}]$/u.test(words.slice(0, place)) && /^[\p{L}\p{N}]/u.test(words.slice(place)));

  document.querySelectorAll('[data-selection="exact"]').forEach((words) => {
    let waiting = 0;
    words.addEventListener("input", () => {
      window.clearTimeout(waiting);
      for (const name of ["start", "end"]) part(words.form, name).value = "";
      waiting = window.setTimeout(() => findTyped(words.form), 300);
    });
  });

  /* --- Searching claims and sources --------------------------------------------------------------------- */

  function searcher(address, results, parameters, after) {
    let waiting = 0;
    let asked = 0;
    return (delay = 220) => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(async () => {
        const number = (asked += 1);
        const query = new URLSearchParams(parameters());
        try {
          const answer = await fetch(`${address}?${query}`, { headers: { "X-Requested-With": "fetch" } });
          const html = await answer.text();
          if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
          if (number === asked) {
            results.innerHTML = html;
            after(results);
          }
        } catch {
          if (number === asked) results.textContent = say.sayOffline;
        }
      }, delay);
    };
  }

  const checked = (name) => (mainForm.querySelector(`input[name="${name}"]:checked`) || {}).value || "";

  let modeWasChosen = false;
  const searchClaims = searcher(
    say.claims,
    document.getElementById("claims"),
    () => ({ search: mainForm.elements.claim_search.value, words: part(mainForm, "exact").value, chosen: checked("claim") }),
    (results) => {
      // Somebody who is about to state a claim that we nearly have should see ours first.
      if (!modeWasChosen && results.querySelector("[data-nearly-equal]")) document.getElementById("mode-existing").checked = true;
      showMatches(results);
    },
  );
  const searchClaimants = searcher(
    say.claimants,
    document.getElementById("claimants"),
    () => ({ search: mainForm.elements.claimant_search.value, chosen: checked("claimant") }),
    () => {},
  );

  function propose() {
    if (!mainForm.elements.claim_search.value) searchClaims();
  }

  function showMatches(results) {
    const badge = document.querySelector("#mode-existing + span");
    badge.dataset.count = results.querySelectorAll('input[name="claim"]').length || "";
  }

  mainForm.elements.claim_search.addEventListener("input", () => searchClaims());
  mainForm.elements.claimant_search.addEventListener("input", () => searchClaimants());
  mainForm.querySelectorAll('input[name="mode"]').forEach((mode) => {
    mode.addEventListener("change", () => { modeWasChosen = true; });
  });
  mainForm.querySelectorAll("[data-search-button]").forEach((button) => { button.hidden = true; });
  for (const [field, search] of [["claim_search", searchClaims], ["claimant_search", searchClaimants]]) {
    mainForm.elements[field].addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
      event.preventDefault(); // Enter would press the first button of the form
      search(0);
    });
  }

  /* --- The form: counter, growing fields, one save at a time -------------------------------------------- */

  function fit(area) {
    if (CSS.supports("field-sizing", "content") || !area) return;
    area.rows = Math.max(2, Math.ceil(area.value.length / 42));
  }

  function countDown() {
    const statement = mainForm.elements.statement;
    const left = Number(statement.dataset.limit) - Codepoints.count(statement.value.trim().replace(/\s+/gu, " "));
    const counter = document.getElementById("statement-count");
    counter.textContent = left < 0 ? `${-left} ${say.sayOver}` : `${left} ${say.sayLeft}`;
    counter.toggleAttribute("data-over", left < 0);
  }

  mainForm.elements.statement.addEventListener("input", () => {
    fit(mainForm.elements.statement);
    countDown();
  });

  document.querySelectorAll(".annotate-panel form").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "true";
      announce(say.saySaving);
    });
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const act = event.target.closest("details[open]");
      if (act) {
        act.open = false;
        act.querySelector("summary").focus();
      } else {
        openSheet(false);
        text.focus();
      }
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit(event.target.form.querySelector("[data-saves]"));
    }
  });

  /* --- Marks: jump, tie the entry to its words, move ---------------------------------------------------- */

  const signOf = (pk) => document.getElementById(`mark-${pk}`);

  function light(pk, isLit) {
    document.querySelectorAll(`mark[data-marks~="${pk}"]`).forEach((mark) => mark.classList.toggle("is-lit", isLit));
    const row = document.getElementById(`annotation-${pk}`);
    if (row) row.classList.toggle("is-lit", isLit);
  }

  document.querySelectorAll("[data-annotation]").forEach((row) => {
    const pk = row.dataset.annotation;
    for (const [event, isLit] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
      row.addEventListener(event, () => light(pk, isLit));
      const sign = signOf(pk);
      if (sign) sign.addEventListener(event, () => light(pk, isLit));
    }
  });

  document.querySelectorAll("[data-jump]").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      openSheet(false);
      jumpTo(link.hash.slice("#mark-".length));
    });
  });

  document.querySelectorAll(".claim-sign").forEach((sign) => {
    sign.addEventListener("click", () => openSheet(true));
  });

  /** Put the keyboard's cursor on a mark and bring it into view. */
  function jumpTo(pk) {
    const mark = text.querySelector(`mark[data-marks~="${pk}"]`);
    if (!mark) return;
    const block = blockAround(mark);
    const word = firstWordAt(block, placeIn(block, mark.firstChild, 0));
    cursor = { block, word, from: word };
    text.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    document.querySelectorAll("mark.is-new").forEach((other) => other.classList.remove("is-new"));
    text.querySelectorAll(`mark[data-marks~="${pk}"]`).forEach((one) => one.classList.add("is-new"));
  }

  document.querySelectorAll("details[data-move]").forEach((details) => {
    details.addEventListener("toggle", () => {
      root.classList.toggle("is-moving", Boolean(openMove()));
      if (details.open) {
        const row = details.closest("[data-annotation]");
        light(row.dataset.annotation, true);
        row.scrollIntoView({ block: "nearest" });
        if (chosen) fillIn(details.querySelector("form"), chosen);
      }
      showChosen(chosen ? wordsOf(chosen) : "");
    });
  });

  /* --- The sheet: on narrow screens the panel is a drawer at the foot ----------------------------------- */

  const bar = document.getElementById("sheet-bar");
  const act = document.getElementById("sheet-act");
  bar.hidden = false;

  function openSheet(isOpen) {
    bar.setAttribute("aria-expanded", String(isOpen));
    act.textContent = isOpen ? act.dataset.close : act.dataset.open;
    document.documentElement.classList.toggle("has-open-sheet", isOpen);
    if (isOpen && narrow.matches && !openMove()) panelBody.scrollTop = 0;
  }

  bar.addEventListener("click", () => openSheet(bar.getAttribute("aria-expanded") !== "true"));

  /* --- Beginning: after a refusal, after saving, afresh ------------------------------------------------- */

  function begin() {
    const typed = openMove() || mainForm;
    const words = part(typed, "exact").value;
    const start = part(typed, "start").value;
    const field = part(typed, "field").value;
    if (words && start) {
      const block = blocks.filter((one) => one.field === field && one.start <= Number(start)).pop();
      if (block) {
        const from = Codepoints.toUnits(block.text, Number(start) - block.start);
        if (block.text.slice(from, from + words.length) === words) {
          chosen = { block, from, to: from + words.length };
          paint("chosen", rangeOf(block, from, from + words.length));
        }
      }
    }
    showChosen(chosen ? wordsOf(chosen) : "");
    if (words && !chosen) findTyped(typed);
    else if (chosen) tell(typed, `${say.sayIn} ${fieldName(typed)}`);
    countDown();
    fit(mainForm.elements.statement);
    showMatches(document.getElementById("claims"));
    if (document.querySelector(".annotate-panel .errorlist")) modeWasChosen = true;
    openSheet(isRefused);
    if (isRefused) (document.getElementById("refusal") || openMove() || panel).focus?.();
    root.classList.toggle("is-moving", Boolean(openMove()));
    repeatMessages();
  }

  /** Say the messages again: a live region speaks only of what changes after the page has loaded. */
  function repeatMessages() {
    const messages = [...document.querySelectorAll(".annotate-message")].map((message) => message.textContent);
    if (messages.length) announce(messages.join(" "));
  }

  begin();
  // The browser goes to the address's fragment by itself when all is loaded; we go last.
  window.addEventListener("load", () => window.setTimeout(() => {
    if (location.hash.startsWith("#mark-")) jumpTo(location.hash.slice("#mark-".length));
  }, 0));
})();
