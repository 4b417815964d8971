/* Says a sentence to those who listen to the page, through its live region. */
const Live = (() => {
  "use strict";

  const region = document.getElementById("annotate-live");

  function say(sentence) {
    // Emptied first, so that the same sentence is heard a second time.
    region.textContent = "";
    window.setTimeout(() => { region.textContent = sentence; }, 60);
  }

  return Object.freeze({ say });
})();
