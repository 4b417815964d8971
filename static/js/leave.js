/*
 * Warns before a form with unsaved words is left; and looks whether the login still holds before a form is sent,
 * because a form sent without one comes back empty. Needs session.js for the second.
 */
const Leave = (() => {
  "use strict";

  const own = "#content form[method=post]:not(#login-form, #changelist-form), #content-main form[method=post]:not(#login-form, #changelist-form)";
  const session = typeof Session === "undefined" ? null : Session;
  const dirty = new Set();
  const checked = new WeakSet();
  let checking = false;

  const touch = (event) => {
    const form = event.target.form || event.target.closest?.("form");
    if (form?.matches(own) && event.target.type !== "search") mark(form);
  };

  function mark(form) {
    dirty.add(form);
    form.dispatchEvent(new CustomEvent("desk:touched"));
  }

  function settle(form) {
    dirty.delete(form);
  }

  document.addEventListener("input", touch);
  document.addEventListener("change", touch);
  // Autocomplete fields tell jQuery alone, and the admin also stirs them once by itself: only a new choice counts.
  const chosen = new WeakMap();
  const choice = (select) => [...select.selectedOptions].map((option) => option.value).filter(Boolean).join();
  document.querySelectorAll("select.admin-autocomplete").forEach((select) => chosen.set(select, choice(select)));
  window.django?.jQuery(document).on("change", "select.admin-autocomplete", (event) => {
    if (choice(event.target) === (chosen.get(event.target) || "")) return;
    chosen.set(event.target, choice(event.target));
    touch(event);
  });
  const rowsChanged = () => document.querySelectorAll(own).forEach((form) => {
    if (form.querySelector(".inline-group")) mark(form);
  });
  document.addEventListener("formset:removed", rowsChanged);

  // A form that came back with an error holds words that nobody has saved.
  document.querySelectorAll(own).forEach((form) => { if (form.matches("[data-refused]") || form.querySelector(".errornote, .errorlist")) dirty.add(form); });

  window.addEventListener("beforeunload", (event) => { if (dirty.size) event.preventDefault(); });

  function refuse(sentence) {
    document.getElementById("desk-refusal").textContent = sentence;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!session || event.defaultPrevented || !form.matches(own)) return settle(form);
    if (checked.delete(form)) return settle(form);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!checking) send(form, event.submitter);
  }, true);

  async function send(form, submitter) {
    checking = true;
    refuse("");
    try {
      // Whoever is saving in the background is let finish first.
      const waiting = [];
      form.dispatchEvent(new CustomEvent("desk:sending", { detail: { waitFor: (promise) => waiting.push(promise) } }));
      await Promise.allSettled(waiting);
      if (await session.ensure()) {
        checked.add(form);
        form.requestSubmit(submitter?.isConnected ? submitter : null);
        checked.delete(form);
      } else {
        form.dispatchEvent(new CustomEvent("desk:kept"));
      }
    } catch {
      refuse(document.getElementById("desk-session").dataset.sayOffline);
      form.dispatchEvent(new CustomEvent("desk:kept"));
    } finally {
      checking = false;
    }
  }

  return Object.freeze({ mark, settle, isDirty: (form) => dirty.has(form) });
})();
