/*
 * Selects words in the article: with the mouse, a finger, or a cursor that the keyboard moves from word to word.
 * Tells of it by events on the text: words:chosen (a span), words:refused (why), words:cleared, words:taken,
 * words:help. Needs annotate-text.js, words.js, live.js.
 */
const WordCursor = (() => {
  "use strict";

  const { element: text, blocks, spanOf, wordAt } = ArticleText;
  const panel = document.getElementById("panel");
  const narrow = window.matchMedia("(max-width: 63.99rem)");

  let cursor = null; // { block, word, from }: the word under the cursor, and the one where the selection began
  let wholeSentence = null; // the span that a sentence key chose, punctuation included

  const tell = (name, detail) => text.dispatchEvent(new CustomEvent(`words:${name}`, { detail }));

  function put({ block, from, to }) {
    cursor = { block, word: wordAt(block, to - 1), from: wordAt(block, from) };
  }

  /* --- Mouse and touch: whatever the browser selects in the text ---------------------------------------- */

  let isPressed = false;
  let settling = 0;

  text.addEventListener("pointerdown", () => {
    isPressed = true;
    ArticleText.paint("cursor", null);
  });
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

  function takeNative() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const covered = blocks.filter((block) => range.intersectsNode(block.element)).map((block) => partOf(block, range));
    const spans = covered.filter(Boolean);
    if (spans.length > 1 || (spans.length && reachesOut(range))) tell("refused", "across");
    else if (!spans.length) tell("refused", "blank");
    else choose(spans[0]);
  }

  function choose(span) {
    const [from, to] = Words.snap(span.block.text, span.from, span.to);
    const whole = { block: span.block, from, to };
    put(whole);
    tell("chosen", whole);
  }

  /** Return the span of a block that a range covers, or null when nothing visible is covered. */
  function partOf(block, range) {
    const place = (node, offset, otherwise) =>
      (block.element.contains(node) ? ArticleText.placeIn(block, node, offset) : otherwise);
    const span = {
      block,
      from: place(range.startContainer, range.startOffset, 0),
      to: place(range.endContainer, range.endOffset, block.text.length),
    };
    return ArticleText.wordsOf(span).trim() ? span : null;
  }

  /** Whether a range begins or ends in words that are part of no field, such as the kicker. */
  function reachesOut(range) {
    return [range.startContainer, range.endContainer].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() && !ArticleText.blockAround(node),
    );
  }

  function takeWordAt(event) {
    if (event.target.closest("a, button") || !text.contains(event.target)) return;
    const isHit = (rect) => event.clientX >= rect.left && event.clientX <= rect.right
      && event.clientY >= rect.top && event.clientY <= rect.bottom;
    const block = blocks.find((one) => isHit(one.element.getBoundingClientRect()));
    if (!block) return;
    const word = block.words.findIndex((_, place) => boxesOf(block, place).some(isHit));
    if (word >= 0) choose(spanOf(block, word));
  }

  const boxesOf = (block, word) => [...ArticleText.rangeOf(spanOf(block, word)).getClientRects()];

  /* --- Keyboard ------------------------------------------------------------------------------------------ */

  function selected() {
    const { block, word, from } = cursor;
    return spanOf(block, Math.min(word, from), Math.max(word, from));
  }

  function goTo(block, word, isExtending) {
    if (isExtending && block !== cursor.block) {
      tell("refused", "across");
      return;
    }
    cursor = { block, word, from: isExtending ? cursor.from : word };
    wholeSentence = null;
    show(spanOf(block, word));
  }

  function show(place) {
    ArticleText.paint("cursor", selected());
    ArticleText.bringIntoView(place, narrow.matches ? panel.getBoundingClientRect().top : window.innerHeight);
    document.getSelection().removeAllRanges();
    Live.say(ArticleText.wordsOf(selected()));
  }

  const neighbour = (block, step) => blocks[blocks.indexOf(block) + step];

  function byWord(step, isExtending) {
    const { block, word } = cursor;
    if (block.words[word + step]) {
      goTo(block, word + step, isExtending);
      return;
    }
    const next = neighbour(block, step);
    if (next) goTo(next, step > 0 ? 0 : next.words.length - 1, isExtending);
  }

  function byBlock(step, isExtending) {
    const next = neighbour(cursor.block, step);
    if (next) goTo(next, 0, isExtending);
  }

  /** Yield the words before or behind the cursor, nearest first, each with its box on the screen. */
  function* wordsFrom(step) {
    let { block, word } = cursor;
    for (;;) {
      word += step;
      if (!block.words[word]) {
        block = neighbour(block, step);
        if (!block) return;
        word = step > 0 ? 0 : block.words.length - 1;
      }
      yield { block, word, box: boxesOf(block, word)[0] };
    }
  }

  function byLine(step, isExtending) {
    const here = boxesOf(cursor.block, cursor.word)[0];
    const middle = (here.left + here.right) / 2;
    const distance = ({ box }) => Math.max(box.left - middle, middle - box.right, 0);
    let best = null;
    for (const one of wordsFrom(step)) {
      if (one.box.bottom > here.top + 2 && one.box.top < here.bottom - 2) continue; // still on this line
      if (best && (one.block !== best.block || Math.abs(one.box.top - best.box.top) > here.height / 2)) break;
      if (!best || distance(one) < distance(best)) best = one;
    }
    if (best) goTo(best.block, best.word, isExtending);
  }

  function bySentence() {
    const [from, to] = Words.sentence(cursor.block.text, cursor.block.words[cursor.word][0]);
    wholeSentence = { block: cursor.block, from, to };
    put(wholeSentence);
    show(wholeSentence);
    tell("chosen", wholeSentence);
  }

  function byMark(step) {
    const marks = blocks.flatMap((block) => [...block.element.querySelectorAll("mark")].map((mark) => ({
      block, word: wordAt(block, ArticleText.placeIn(block, mark.firstChild, 0)), marked: mark.dataset.marks,
    })));
    const begun = marks.filter((mark, place) => !place || marks[place - 1].marked !== mark.marked);
    const order = ({ block, word }) => blocks.indexOf(block) * 1_000_000 + word;
    const others = begun.filter((mark) => Math.sign(order(mark) - order(cursor)) === step);
    const next = others.at(step > 0 ? 0 : -1);
    if (next) goTo(next.block, next.word, false);
  }

  /** Name the marks on the cursor's word; a mark is broken where another one or a tag begins. */
  function marksHere() {
    const pieces = [...cursor.block.element.querySelectorAll("mark")].filter((mark) => {
      const place = ArticleText.placeIn(cursor.block, mark.firstChild, 0);
      const end = place + mark.textContent.length - 1;
      return wordAt(cursor.block, place) <= cursor.word && cursor.word <= wordAt(cursor.block, end);
    });
    return [...new Set(pieces.flatMap((mark) => mark.dataset.marks.split(" ")))];
  }

  function take() {
    tell("chosen", wholeSentence || selected());
    tell("taken");
  }

  const isChord = (event) => event.ctrlKey || event.metaKey;
  const KEYS = {
    ArrowRight: (event) => byWord(1, event.shiftKey),
    ArrowLeft: (event) => byWord(-1, event.shiftKey),
    ArrowDown: (event) => (isChord(event) ? byBlock : byLine)(1, event.shiftKey),
    ArrowUp: (event) => (isChord(event) ? byBlock : byLine)(-1, event.shiftKey),
    Home: (event) => goTo(cursor.block, 0, event.shiftKey),
    End: (event) => goTo(cursor.block, cursor.block.words.length - 1, event.shiftKey),
    Enter: take,
    Escape: () => tell("cleared"),
    s: bySentence,
    m: () => byMark(1),
    M: () => byMark(-1),
    b: () => tell("confirmed", marksHere()),
    "?": () => tell("help"),
  };

  function begin() {
    cursor ||= { block: blocks[0], word: 0, from: 0 };
  }

  text.addEventListener("keydown", (event) => {
    const key = KEYS[event.key];
    // A letter counts only with the focus on the text itself, and never with Ctrl: those belong to the browser.
    if (!key || event.target !== text || event.altKey || !blocks.length) return;
    if (isChord(event) && !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    begin();
    key(event);
  });
  text.addEventListener("focus", () => {
    if (!blocks.length || !text.matches(":focus-visible")) return;
    begin();
    ArticleText.paint("cursor", selected());
  });
  text.addEventListener("blur", () => ArticleText.paint("cursor", null));

  return Object.freeze({ put });
})();
