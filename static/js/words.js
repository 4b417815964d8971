/*
 * Where words end: the same rule as articles/text/anchors.py, so that what is selected here is what a text
 * found again there is compared with. Places are UTF-16 units; the text is one block, in NFC. Pure; needs codepoints.js.
 */
const Words = (() => {
  "use strict";

  const OF_WORD = /^[\p{L}\p{N}\p{M}_]$/u;
  const DIGIT = /^[\p{Nd}²³¹⁰⁴-⁹₀-₉]$/u;
  const CLINGS_TO_LEFT = /^[\p{M}\u200c\u200d\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]$/u;
  const FLAG = /^[\u{1f1e6}-\u{1f1ff}]$/u;
  const BLANK = /^\s$/u;
  const MEANS_SOMETHING = /[\p{L}\p{N}\p{S}]/u;
  const SENTENCE_END = /[.!?…]+["“”»«'’)\]]*\s+(?=["„“»«‚'’(\[]*[\p{Lu}\p{N}])/gu;

  function binds(characters, place) {
    const [left, sign, right] = [characters[place - 1], characters[place], characters[place + 1]];
    if (left === undefined || right === undefined) return false;
    if (DIGIT.test(left) && DIGIT.test(right) && /^[.,:]$/.test(sign)) return true;
    return /^[-‑'’:*]$/.test(sign) && OF_WORD.test(left) && OF_WORD.test(right);
  }

  function isInside(characters, place) {
    if (place <= 0 || place >= characters.length) return false;
    const [left, right] = [characters[place - 1], characters[place]];
    if (BLANK.test(left) || BLANK.test(right)) return false;
    if (left === "\u200d" || CLINGS_TO_LEFT.test(right)) return true;
    if (FLAG.test(left) && FLAG.test(right)) return true;
    if (OF_WORD.test(left) && OF_WORD.test(right)) return true;
    return binds(characters, place - 1) || binds(characters, place);
  }

  /** Return [from, to] widened to whole words and without white space at the edges; [from, from] if blank. */
  function snap(text, from, to) {
    const characters = [...text];
    let start = Codepoints.toPoints(text, from);
    let end = Codepoints.toPoints(text, to);
    while (start < end && BLANK.test(characters[start])) start += 1;
    while (end > start && BLANK.test(characters[end - 1])) end -= 1;
    if (start < end) {
      while (isInside(characters, start)) start -= 1;
      while (isInside(characters, end)) end += 1;
    }
    return [Codepoints.toUnits(text, start), Codepoints.toUnits(text, end)];
  }

  /** Return [from, to] of every word of the text; punctuation alone is none. */
  function list(text) {
    const characters = [...text];
    const words = [];
    let unit = 0;
    let from = 0;
    characters.forEach((character, place) => {
      unit += character.length;
      if (isInside(characters, place + 1)) return;
      if (MEANS_SOMETHING.test(text.slice(from, unit))) words.push([from, unit]);
      from = unit;
    });
    return words;
  }

  /** Return [from, to] of the sentence around a place. */
  function sentence(text, unit) {
    let from = 0;
    for (const end of text.matchAll(SENTENCE_END)) {
      const next = end.index + end[0].length;
      if (next > unit) return [from, from + text.slice(from, next).trimEnd().length];
      from = next;
    }
    return [from, text.length];
  }

  return Object.freeze({ snap, list, sentence });
})();
