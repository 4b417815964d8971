/*
 * The article on the annotation screen: its numbered blocks, each with its plain text, and the way between a place
 * in that text (in UTF-16 units) and a place in the page. What carries data-aside is none of the text.
 */
const ArticleText = (() => {
  "use strict";

  const element = document.getElementById("text");

  function textNodes(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
      acceptNode: (node) => {
        if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
        return node.hasAttribute("data-aside") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
      },
    });
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  const blocks = [...element.querySelectorAll("[data-start]")].map((block) => {
    const nodes = textNodes(block);
    const text = nodes.map((node) => node.data).join("");
    const field = block.closest("[data-field]").dataset.field;
    return { element: block, nodes, text, field, start: Number(block.dataset.start), words: Words.list(text) };
  });

  function blockAround(node) {
    const parent = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const numbered = parent && parent.closest("[data-start]");
    return numbered ? blocks.find((block) => block.element === numbered) : undefined;
  }

  /** Return the place in the block's text that a boundary of a range stands for. */
  function placeIn(block, node, offset) {
    const upToHere = document.createRange();
    upToHere.setStart(block.element, 0);
    upToHere.setEnd(node, offset);
    let place = 0;
    for (const one of block.nodes) {
      if (one === node) return place + offset;
      if (upToHere.comparePoint(one, one.length) > 0) return place;
      place += one.length;
    }
    return place;
  }

  function rangeOf({ block, from, to }) {
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

  const wordsOf = ({ block, from, to }) => block.text.slice(from, to);

  /** Return the number of the word at a place, or of the next one behind it. */
  function wordAt(block, unit) {
    const word = block.words.findIndex(([, to]) => to > unit);
    return word < 0 ? block.words.length - 1 : word;
  }

  /** Return the span of the words with these numbers, the last one included. */
  const spanOf = (block, first, last = first) => ({ block, from: block.words[first][0], to: block.words[last][1] });

  /** Return where the words stand, as whole words within one block. */
  function find(words) {
    return blocks.flatMap((block) => {
      const spans = [];
      for (let from = block.text.indexOf(words); from >= 0; from = block.text.indexOf(words, from + 1)) {
        const to = from + words.length;
        if (isEdge(block.text, from) && isEdge(block.text, to)) spans.push({ block, from, to });
      }
      return spans;
    });
  }

  const isEdge = (text, place) => !/[\p{L}\p{N}]$/u.test(text.slice(0, place)) || !/^[\p{L}\p{N}]/u.test(text.slice(place));

  /** Return the span that begins at an offset of a field, in code points, if these words stand there. */
  function spanAt(field, start, words) {
    const block = blocks.filter((one) => one.field === field && one.start <= start).pop();
    if (!block) return null;
    const from = Codepoints.toUnits(block.text, start - block.start);
    const span = { block, from, to: from + words.length };
    return wordsOf(span) === words ? span : null;
  }

  /** Return where a span stands in its field, in code points: what the server counts in. */
  function offsetsOf({ block, from, to }) {
    return {
      start: block.start + Codepoints.toPoints(block.text, from),
      end: block.start + Codepoints.toPoints(block.text, to),
    };
  }

  /** Return the stretches of the page that an annotation marks. */
  const marksOf = (pk) => [...element.querySelectorAll(`mark[data-marks~="${pk}"]`)];

  /** Colour a span under a name that the stylesheet knows, or take the colour away. */
  function paint(name, span) {
    if (!("highlights" in CSS)) return;
    if (span) CSS.highlights.set(name, new Highlight(rangeOf(span)));
    else CSS.highlights.delete(name);
  }

  /** Scroll as little as shows the span above the foot of the window, or above the sheet that covers it. */
  function bringIntoView(span, foot) {
    const box = rangeOf(span).getBoundingClientRect();
    if (box.top < 60) window.scrollBy({ top: box.top - 120 });
    else if (box.bottom > foot - 40) window.scrollBy({ top: box.bottom - foot + 120 });
  }

  return Object.freeze({
    element, blocks, blockAround, placeIn, rangeOf, wordsOf, wordAt, spanOf, find, spanAt, offsetsOf, marksOf, paint,
    bringIntoView,
  });
})();
