/*
 * Code points, as Python counts them. A browser counts UTF-16 units instead, of which an emoji takes two;
 * whoever mixes them shifts every mark behind the first emoji. Pure functions, nothing of the page.
 */
const Codepoints = (() => {
  "use strict";

  const isLow = (text, unit) => unit > 0 && unit < text.length && /[\uDC00-\uDFFF]/.test(text[unit])
    && /[\uD800-\uDBFF]/.test(text[unit - 1]);

  /** Return how many code points the text has. */
  function count(text) {
    let points = 0;
    for (const _ of text) points += 1;
    return points;
  }

  /** Return the code points before a UTF-16 place; a place inside a pair counts as the one before the pair. */
  function toPoints(text, unit) {
    return count(text.slice(0, isLow(text, unit) ? unit - 1 : unit));
  }

  /** Return the UTF-16 place behind that many code points. */
  function toUnits(text, points) {
    let unit = 0;
    for (const character of text) {
      if (points <= 0) break;
      unit += character.length;
      points -= 1;
    }
    return unit;
  }

  /** Return the characters from one code point to another, end exclusive: Python's text[start:end]. */
  function slice(text, start, end) {
    return text.slice(toUnits(text, start), toUnits(text, end));
  }

  return Object.freeze({ count, toPoints, toUnits, slice });
})();
