// Small comforts of the desk's forms; each one improves a page that works without it.

// Counts characters under fields that name their soft limit; beyond it words say so as well as colour.
for (const field of document.querySelectorAll("[data-soft-limit]")) {
  const limit = Number(field.dataset.softLimit);
  const over = (number) => (field.dataset.over || "+{number}").replace("{number}", number);
  const counter = counterOf(field);
  const count = () => {
    const length = [...field.value.replaceAll("\r\n", "\n")].length;
    counter.textContent = `${length} / ${limit}${length > limit ? ` – ▲ ${over(length - limit)}` : ""}`;
    counter.classList.toggle("counter-over", length > limit);
  };
  field.addEventListener("input", count);
  count();
}

// A question about the whole form is read before its first button, which Django would put the cursor on.
window.addEventListener("load", () => document.querySelector(".twins")?.focus());

// Counts words as they are typed, and how long they take to read at 200 a minute.
for (const field of document.querySelectorAll("[data-words]")) {
  const counter = counterOf(field);
  const count = () => {
    const text = new DOMParser().parseFromString(field.value.replaceAll("</", " </"), "text/html").body.textContent;
    const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’·.:,*_-]*/gu)?.length ?? 0;
    const minutes = Math.max(1, Math.round(words / 200));
    counter.textContent = [
      field.dataset.words.replace("{number}", words.toLocaleString(document.documentElement.lang)),
      ...(words ? [field.dataset.minutes.replace("{number}", minutes)] : []),
    ].join(" · ");
  };
  field.addEventListener("input", count);
  count();
}

function counterOf(field) {
  const counter = document.createElement("span");
  counter.className = "counter";
  counter.id = `${field.id}_counter`;
  // The rich-text editor has moved its textarea into a box of its own, which it may only be about to build.
  (field.closest(".rich-text") || field).after(counter);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${counter.id}`.trim());
  return counter;
}

// „?“ lists the keys, unless somebody is writing.
const keys = document.querySelector("#desk-keys");
if (keys) {
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest?.("input, textarea, select, [contenteditable=true], .rich-text, .select2");
    if (event.key !== "?" || writes || event.ctrlKey || event.metaKey || keys.open) return;
    event.preventDefault();
    keys.showModal();
  });
}

// Enter starts no second line in a field that has only one.
for (const field of document.querySelectorAll("textarea.one-line")) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  });
}

// Ctrl or Cmd and S saves it.
const form = document.querySelector("#content-main form[id$='_form'], #check-form, #import-review");
if (form) {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      const save = form.querySelector(".submit-row .default");
      if (save) {
        event.preventDefault();
        form.requestSubmit(save);
      }
    }
  }, true);
}

// After saving, the writer is where the writing was, and reads beside the button that it is saved.
if (form) {
  const place = `desk-place:${location.pathname}`;
  const came = JSON.parse(sessionStorage.getItem(place) || "null");
  const saved = document.querySelector(".messagelist .success");
  sessionStorage.removeItem(place);
  if (came && saved && !location.hash) {
    window.addEventListener("load", () => {
      scrollTo(0, came.top);
      const field = document.getElementById(came.field);
      (field?.closest(".rich-text")?.querySelector(".ProseMirror") || field)?.focus({ preventScroll: true });
    });
    const word = document.createElement("span");
    word.className = "saved";
    word.textContent = `✓ ${saved.textContent.trim()}`;
    form.querySelector(".submit-row .default")?.parentElement.append(word);
  }
  form.addEventListener("submit", () => {
    const focused = document.activeElement;
    const field = focused.closest?.(".rich-text")?.querySelector("textarea")?.id || focused.id;
    sessionStorage.setItem(place, JSON.stringify({ top: scrollY, field }));
  });
}

// A folded part that holds the place an address points to is opened.
const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (target) {
  target.closest("details")?.setAttribute("open", "");
  target.scrollIntoView({ block: "center" });
  target.focus?.({ preventScroll: true });
}

// Autocomplete fields draw their own boxes; each gets the name of the field it stands for.
// They redraw themselves as they please, and then have to be named again.
const named = new WeakSet();
const renaming = new MutationObserver(() => nameBoxes());
const nameBoxes = () => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`)?.textContent.trim();
    const box = select.nextElementSibling;
    if (!label || !box?.classList.contains("select2")) continue;
    const shown = box.querySelector(".select2-selection__rendered")?.textContent.trim() || "";
    for (const part of box.querySelectorAll(".select2-selection--single, .select2-selection__rendered[role=textbox]")) {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", `${label} ${shown}`.trim());
    }
    if (!named.has(box)) {
      named.add(box);
      renaming.observe(box, { childList: true, subtree: true });
    }
    // Its list holds more than entries; it is no list to those who listen.
    for (const part of box.querySelectorAll("ul, li")) part.setAttribute("role", "presentation");
    box.querySelector(".select2-search__field")?.setAttribute("aria-label", label);
  }
};
window.addEventListener("DOMContentLoaded", () => setTimeout(nameBoxes));
window.addEventListener("load", nameBoxes);
document.addEventListener("formset:added", () => setTimeout(nameBoxes));
document.addEventListener("focusin", nameBoxes);

// On a narrow screen a list has no room for its head: each cell brings the name of its column along.
const columns = [...document.querySelectorAll("#result_list thead th")].map((head) => head.querySelector(".text")?.textContent.trim());
for (const row of document.querySelectorAll("#result_list tbody tr")) {
  [...row.children].forEach((cell, place) => {
    if (["", "–", "-"].includes(cell.textContent.trim()) && !cell.querySelector("img")) cell.classList.add("empty");
    if (cell.tagName === "TD" && columns[place] && !cell.querySelector(".badge, a")) {
      cell.dataset.label = columns[place] + (/[,?]$/.test(columns[place]) ? " " : ": ");
    }
  });
}
