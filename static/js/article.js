// Improve the article page, which works without: tie marks to their notes, copy the address, print.

const tied = (numbers) =>
  numbers.split(" ").flatMap((number) => [...document.querySelectorAll(`[data-note~="${number}"]`)]);

const tie = (event, on) => {
  const part = event.target instanceof Element && event.target.closest("[data-note]");
  if (part) tied(part.dataset.note).forEach((each) => each.classList.toggle("is-tied", on));
};

for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, (event) => tie(event, true));
  document.addEventListener(end, (event) => tie(event, false));
}

const announce = (button) => {
  const before = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = before; }, 4000);
};

for (const button of document.querySelectorAll("[data-copy]")) {
  button.setAttribute("aria-live", "polite");
  button.disabled = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    announce(button);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.disabled = false;
  button.addEventListener("click", () => window.print());
}
