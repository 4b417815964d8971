/*
 * Keeps what is typed into the article form on this device until the server has it, and offers it again after a
 * crash. Every copy on the device goes when somebody signs out.
 */
const Copies = (() => {
  "use strict";

  const PREFIX = "newsroom:copy:";
  const SIGNED_OUT = "newsroom:signed-out";
  const SENT = "newsroom:sent";
  const UNKEPT = /^csrfmiddlewaretoken$|^version$|^_|-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|-id$|-article$|-DELETE$|__prefix__/;

  // A device may have no room, or be told to keep nothing: then it says so instead of failing.
  function tried(act, otherwise) {
    try {
      return act();
    } catch {
      return otherwise;
    }
  }

  /* --- Signing out clears the device ---------------------------------------------------------------------------- */

  let isSigningOut = false;
  let openedAt = Date.now();
  document.getElementById("logout-form")?.addEventListener("submit", () => { isSigningOut = true; });
  window.addEventListener("pagehide", () => {
    if (!isSigningOut) return;
    keys(PREFIX).forEach(forget);
    tried(() => localStorage.setItem(SIGNED_OUT, String(Date.now())));
  });
  document.addEventListener("desk:signed-in", () => { openedAt = Date.now(); });

  function keys(start) {
    return tried(() => Object.keys(localStorage).filter((key) => key.startsWith(start)), []);
  }

  function forget(key) {
    tried(() => localStorage.removeItem(key));
  }

  // The page behind „Speichern“ says that it worked: the copy of what was sent has done its duty.
  const sent = tried(() => sessionStorage.getItem(SENT), null);
  tried(() => sessionStorage.removeItem(SENT));
  if (sent && document.querySelector(".messagelist .success")) forget(sent);

  const place = document.getElementById("copies");
  const form = document.getElementById("article_form");
  if (!place || !form || typeof Session === "undefined" || !Session) return null;
  const say = place.dataset;

  /* --- Keeping -------------------------------------------------------------------------------------------------- */

  const start = () => `${PREFIX}${say.user}:${document.getElementById("autosave").dataset.article}:`;
  const key = () => `${start()}${Session.window}`;
  let base = snapshot();
  let timer = null;
  let isKept = false;

  function snapshot() {
    const taken = {};
    for (const field of form.elements) {
      if (!field.name || UNKEPT.test(field.name) || ["submit", "button", "file"].includes(field.type)) continue;
      taken[field.name] = { values: valuesOf(field), labels: labelsOf(field) };
    }
    return taken;
  }

  function valuesOf(field) {
    if (field.type === "checkbox") return [String(field.checked)];
    return field.selectedOptions ? [...field.selectedOptions].map((option) => option.value) : [field.value];
  }

  function labelsOf(field) {
    return field.selectedOptions ? [...field.selectedOptions].map((option) => option.textContent.trim()) : [];
  }

  const alike = (one, other) => normal(one).join("\n") === normal(other).join("\n");

  function normal(values) {
    return (values || []).map((value) => value.replaceAll("\r\n", "\n").replace(/>\s+</g, "><").trim()).filter(Boolean);
  }

  function keep() {
    clearTimeout(timer);
    timer = null;
    isKept = false;
    if (isSigningOut || tried(() => Number(localStorage.getItem(SIGNED_OUT)) > openedAt, false)) return;
    const now = snapshot();
    const fields = {};
    for (const [name, { values, labels }] of Object.entries(now)) {
      if (!alike(values, base[name]?.values)) fields[name] = { was: base[name]?.values || [], now: values, labels };
    }
    const copy = { at: Date.now(), version: Number(form.elements.version?.value || 0), fields };
    if (!Object.keys(fields).length) return forget(key());
    // When that fails, the window itself is all there is, and it warns before it is left.
    isKept = tried(() => {
      localStorage.setItem(key(), JSON.stringify(copy));
      return true;
    }, false);
  }

  /** Keep what stands in the form now; whether this device really holds it. */
  function holds() {
    keep();
    return isKept;
  }

  form.addEventListener("desk:touched", () => { isSigningOut = false; timer ??= setTimeout(keep, 400); });
  window.addEventListener("pagehide", () => { if (timer) keep(); });
  form.addEventListener("submit", () => { keep(); tried(() => sessionStorage.setItem(SENT, key())); });

  /** The server has what `taken` holds; what was typed since stays here. */
  function confirm(taken, keyThen) {
    base = taken;
    forget(keyThen);
    keep();
  }

  /* --- Offering it again ---------------------------------------------------------------------------------------- */

  function found() {
    const now = snapshot();
    return keys(start()).filter((each) => each !== key()).map((each) => {
      const copy = read(each);
      const differing = Object.entries(copy?.fields || {}).filter(([name, kept]) => !alike(kept.now, now[name]?.values));
      if (!differing.length) forget(each);
      return { key: each, copy, differing, now };
    }).filter((each) => each.differing.length).sort((one, other) => other.copy.at - one.copy.at);
  }

  function read(each) {
    try {
      return JSON.parse(localStorage.getItem(each));
    } catch {
      return null;
    }
  }

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function offer() {
    const [newest] = found();
    if (!newest) return;
    const { copy, differing, now } = newest;
    const title = make("h2", { id: "copy-title", textContent: say.sayFound.replace("{time}", Session.clock(copy.at)) });
    const list = make("dl");
    for (const [name, kept] of differing) {
      list.append(
        make("dt", { textContent: labelOf(name) }),
        line(say.sayHere, words(kept.labels.length ? kept.labels : kept.now), "ins"),
        line(say.sayThere, words(now[name] ? (now[name].labels.length ? now[name].labels : now[name].values) : []), "del"),
      );
    }
    const take = make("button", { type: "button", className: "button default", textContent: say.sayTake });
    const drop = make("button", { type: "button", className: "button", textContent: say.sayDrop });
    const box = make("section", { className: "copy-offer" }, title);
    box.setAttribute("aria-labelledby", "copy-title");
    if (copy.version < Number(form.elements.version?.value || 0)) box.append(make("p", { textContent: say.sayOlder }));
    const what = make("details", { open: true }, make("summary", { textContent: say.sayWhat }), list);
    box.append(what, make("p", { className: "copy-offer__buttons" }, take, drop));
    const close = () => { forget(newest.key); box.remove(); offer(); };
    take.addEventListener("click", () => {
      differing.forEach(([name, kept]) => fill(name, kept));
      Leave.mark(form);
      keep();
      close();
      Session.announce(say.sayTaken);
    });
    drop.addEventListener("click", close);
    form.before(box);
    Session.announce(title.textContent);
  }

  function line(where, text, tag) {
    return make("dd", {}, make("span", { textContent: `${where} ` }), make(tag, { textContent: text || say.sayEmpty }));
  }

  function labelOf(name) {
    const label = form.querySelector(`label[for="id_${CSS.escape(name)}"]`)?.textContent.trim();
    return label || name.replace(/^.*-/, "");
  }

  function words(values) {
    const text = values.map((value) => new DOMParser().parseFromString(value.replaceAll("<", " <"), "text/html").body.textContent);
    const shown = text.join(", ").replace(/\s+/g, " ").trim();
    return shown.length > 400 ? `${shown.slice(0, 200)} … ${shown.slice(-200)}` : shown;
  }

  function fill(name, kept) {
    const field = fieldNamed(name);
    if (!field) return;
    if (field.type === "checkbox") field.checked = kept.now[0] === "true";
    else if (field.selectedOptions) choose(field, kept);
    else [field.value] = kept.now;
    field.dispatchEvent(new CustomEvent("desk:refill"));
    field.dispatchEvent(new Event("input", { bubbles: true }));
    window.django?.jQuery(field).trigger("change");
  }

  function choose(field, kept) {
    kept.now.forEach((value, position) => {
      if (value && ![...field.options].some((option) => option.value === value)) {
        field.append(new Option(kept.labels[position] || value, value));
      }
    });
    for (const option of field.options) option.selected = kept.now.includes(option.value);
  }

  /** Return the field, adding the row it stood in when the form has not got that many. */
  function fieldNamed(name) {
    const row = /^(.+)-\d+-/.exec(name);
    for (let more = 0; row && !form.elements[name] && more < 50; more += 1) {
      const add = document.querySelector(`#${CSS.escape(row[1])}-group .add-row a`);
      if (!add) break;
      add.click();
    }
    return form.elements[name];
  }

  window.addEventListener("load", offer);

  return Object.freeze({ snapshot, key, confirm, holds });
})();
