/* On narrow screens the panel is a sheet at the foot of the window, which its bar opens and closes. */
const Sheet = (() => {
  "use strict";

  const bar = document.getElementById("sheet-bar");
  const body = document.getElementById("panel-body");
  const words = document.getElementById("sheet-words");
  const act = document.getElementById("sheet-act");

  function toggle(isOpen) {
    bar.setAttribute("aria-expanded", String(isOpen));
    act.textContent = isOpen ? act.dataset.close : act.dataset.open;
    document.documentElement.classList.toggle("has-open-sheet", isOpen);
    if (isOpen && !document.querySelector("details[data-move][open]")) body.scrollTop = 0;
  }

  function show(chosen) {
    words.textContent = chosen ? words.dataset.quoted.replace("…", () => chosen) : words.dataset.empty;
  }

  bar.hidden = false;
  bar.addEventListener("click", () => toggle(bar.getAttribute("aria-expanded") !== "true"));

  return Object.freeze({ open: () => toggle(true), close: () => toggle(false), show });
})();
