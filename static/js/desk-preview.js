/*
 * The preview beside the form: sends what is typed and shows the public page as it would be; nothing is saved.
 * The page comes by fetch and stands in a sandboxed frame without scripts. Without this script the link
 * „Vorschau“ shows what is stored. Needs a wide window.
 */
(() => {
  "use strict";

  const pane = document.querySelector("#preview-pane");
  const form = document.querySelector("#article_form");
  const opener = document.querySelector(".preview-open");
  if (!pane || !form || !opener) return;

  const frame = pane.querySelector("iframe");
  const sheet = pane.querySelector(".preview-sheet");
  const state = pane.querySelector(".preview-state");
  const moment = pane.querySelector("#preview-moment");
  const wide = matchMedia("(min-width: 1100px)");
  const PAUSE = 1500;
  let asked = null;
  let pause = null;
  let width = 390;
  let place = 0;

  const isOpen = () => !pane.hidden;

  function fit() {
    // A page as wide as the device, made as small as the pane asks for.
    const scale = Math.min(1, sheet.clientWidth / width);
    frame.style.width = `${width}px`;
    frame.style.height = `${sheet.clientHeight / scale}px`;
    frame.style.transform = `scale(${scale})`;
    frame.style.marginInlineStart = `${Math.max(0, (sheet.clientWidth - width * scale) / 2)}px`;
  }

  function request() {
    if (moment.value) {
      const address = new URL(pane.dataset.stored, location.href);
      address.searchParams.set("am", moment.value);
      address.searchParams.set("framed", "1");
      return [address, {}];
    }
    return [pane.dataset.unsaved, { method: "POST", body: new FormData(form) }];
  }

  // Nothing in the frame may run or take the keyboard away from the form.
  function still(page) {
    const copy = new DOMParser().parseFromString(page, "text/html");
    copy.querySelectorAll("script").forEach((each) => each.remove());
    copy.querySelectorAll("[autofocus]").forEach((each) => each.removeAttribute("autofocus"));
    return `<!doctype html>${copy.documentElement.outerHTML}`;
  }

  async function refresh() {
    if (!isOpen()) return;
    clearTimeout(pause);
    asked?.abort();
    const mine = asked = new AbortController();
    state.textContent = pane.dataset.working;
    try {
      const [address, options] = request();
      const answer = await fetch(address, { ...options, signal: mine.signal, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = await answer.text();
      place = frame.contentWindow?.scrollY ?? 0;
      frame.srcdoc = still(page);
      state.textContent = moment.value ? pane.dataset.then : pane.dataset.fresh;
    } catch (error) {
      if (error.name !== "AbortError") state.textContent = pane.dataset.failed;
    }
  }

  function soon() {
    if (!isOpen() || moment.value) return;
    clearTimeout(pause);
    pause = setTimeout(refresh, PAUSE);
  }

  function toggle(open) {
    if (open && (!wide.matches || !pane.dataset.unsaved)) return;
    pane.hidden = !open;
    document.body.classList.toggle("desk-previewing", open);
    opener.setAttribute("aria-expanded", String(open));
    if (open) {
      fit();
      refresh();
    } else {
      asked?.abort();
      clearTimeout(pause);
      opener.focus();
    }
  }

  // Links of the page in the frame lead nowhere from there: notes are shown, other pages open in a window of their own.
  frame.addEventListener("load", () => {
    const page = frame.contentDocument;
    frame.contentWindow.scrollTo(0, place);
    page.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link) return;
      event.preventDefault();
      const address = link.getAttribute("href");
      if (address.startsWith("#")) page.getElementById(decodeURIComponent(address.slice(1)))?.scrollIntoView();
      else if (/^(https?|mailto):/.test(link.href)) window.open(link.href, "_blank", "noopener");
    });
    page.addEventListener("submit", (event) => event.preventDefault());
    page.addEventListener("keydown", shortcut);
  });

  function shortcut(event) {
    if (event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey && event.code === "KeyP") {
      event.preventDefault();
      toggle(!isOpen());
    }
  }

  for (const button of pane.querySelectorAll("[data-width]")) {
    button.addEventListener("click", () => {
      width = Number(button.dataset.width);
      pane.querySelectorAll("[data-width]").forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
      fit();
    });
  }
  pane.querySelector("[data-refresh]").addEventListener("click", refresh);
  pane.querySelector("[data-close]").addEventListener("click", () => toggle(false));
  pane.addEventListener("keydown", (event) => { if (event.key === "Escape") toggle(false); });
  opener.addEventListener("click", () => toggle(!isOpen()));
  moment.addEventListener("change", refresh);
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  window.django?.jQuery(form).on("change", soon); // autocomplete fields tell jQuery alone
  document.addEventListener("keydown", shortcut);
  new ResizeObserver(() => { if (isOpen()) fit(); }).observe(sheet);

  const offer = () => {
    // An article that is just being begun has a preview as soon as there is a draft of it.
    const later = document.querySelector(".preview-later");
    if (later) later.hidden = Boolean(pane.dataset.unsaved) || !wide.matches;
    opener.hidden = !wide.matches || !pane.dataset.unsaved;
    if (!wide.matches && isOpen()) toggle(false);
  };
  wide.addEventListener("change", offer);
  document.addEventListener("desk:article-made", ({ detail }) => {
    [pane.dataset.unsaved, pane.dataset.stored] = [detail.unsaved_preview_url, detail.preview_url];
    offer();
  });
  offer();
})();
