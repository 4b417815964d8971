/*
 * Saves the article form while it is being written: after a pause in typing, at the latest every half minute. One
 * request at a time, made of what the form holds when it leaves; what fails stays unsaved and says so.
 */
(() => {
  "use strict";

  const place = document.getElementById("autosave");
  const form = document.getElementById("article_form");
  if (!place || !form || typeof Session === "undefined" || !Session) return;
  const say = place.dataset;
  const PAUSE = 3_000;
  const LATEST = 30_000;
  const RETRIES = [5_000, 10_000, 20_000, 30_000];

  let url = say.url;
  let edits = 0;
  let saved = 0;
  let dirtySince = 0;
  let timer = null;
  let inFlight = null;
  let failures = 0;
  let isStopped = form.querySelector(".newer, [data-clash]") !== null;
  let isSending = false;
  let unconfirmed = null; // the new rows of a request whose answer was lost
  let failed = "";

  /* --- The line that says how things stand ---------------------------------------------------------------------- */

  const line = document.createElement("p");
  line.className = "save-state";
  [...form.querySelectorAll(".submit-row")].at(-1)?.prepend(line);

  function show(kind, sentence) {
    line.dataset.kind = kind;
    line.textContent = sentence;
    // Heard only when something goes wrong, and when it is well again.
    if (kind === "failed" && sentence !== failed) Session.announce(sentence);
    if (kind === "saved" && failed) Session.announce(sentence);
    if (kind === "failed") failed = sentence;
    if (kind === "saved") failed = "";
  }

  const fail = (why) => show("failed", say.sayFailed.replace("{why}", why));

  /* --- When ----------------------------------------------------------------------------------------------------- */

  form.addEventListener("desk:touched", () => {
    edits += 1;
    dirtySince ||= Date.now();
    if (!isStopped && !failed) show("dirty", say.sayDirty);
    later(Math.min(PAUSE, Math.max(0, dirtySince + LATEST - Date.now())));
  });
  window.addEventListener("online", () => { if (edits > saved) later(0); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && edits > saved) later(0); });
  document.addEventListener("desk:signed-in", () => { if (edits > saved) later(0); });

  function later(wait) {
    clearTimeout(timer);
    if (isStopped || isSending || inFlight) return;
    timer = setTimeout(save, wait);
  }

  // „Speichern“ waits for the request under way, so that it does not turn against its own window.
  form.addEventListener("desk:sending", (event) => {
    isSending = true;
    clearTimeout(timer);
    if (inFlight) event.detail.waitFor(inFlight);
  });
  form.addEventListener("desk:kept", () => { isSending = false; later(PAUSE); });

  // A row that is just being saved is not pulled out from under it: it is ticked for deletion once it is there.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.(".inline-deletelink");
    if (!link || !inFlight) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const row = link.closest(".inline-related");
    await inFlight;
    const tick = row.querySelector("input[name$='-DELETE']");
    if (tick) tick.click();
    else row.querySelector(".inline-deletelink")?.click();
  }, true);

  /* --- What ----------------------------------------------------------------------------------------------------- */

  function body() {
    const made = new FormData(form);
    // Deleting rows is left to „Speichern“: a tick may still be taken back.
    [...made.keys()].filter((name) => name.endsWith("-DELETE") || name === "_seen").forEach((name) => made.delete(name));
    made.set("window", Session.window);
    return made;
  }

  function newRows() {
    const inputs = [...form.querySelectorAll(".inline-related:not(.empty-form) input[type=hidden][name$='-id']")];
    return new Map(inputs.filter((input) => !input.value).map((input) => [input.name.replace(/-id$/, ""), input]));
  }

  function save() {
    if (isStopped || isSending || inFlight || edits === saved) return;
    if (!form.elements.headline.value.trim()) {
      fail(say.sayHeadline);
      return;
    }
    inFlight = send().finally(() => {
      inFlight = null;
      if (edits > saved && !isStopped && !isSending) later(failures ? RETRIES[Math.min(failures, RETRIES.length) - 1] : PAUSE);
    });
  }

  async function send() {
    let then = {};
    // All of it is taken at the moment of sending: also when the login had ended and a password was typed first.
    const makeBody = () => {
      then = { edits, rows: newRows(), copy: Copies?.snapshot(), key: Copies?.key() };
      return body();
    };
    if (!failed) show("saving", say.saySaving);
    try {
      const { status, answer } = await Session.post(url || say.newUrl, makeBody);
      if (status === 200) accept(answer, then);
      else refuse(status, answer, then);
    } catch (problem) {
      unconfirmed ??= then.rows;
      failures += 1;
      if (problem instanceof Session.SignedOut) signedOut();
      else fail(offline());
    }
  }

  function accept(answer, then) {
    failures = 0;
    writeBack(answer, answer.again ? unconfirmed || then.rows : then.rows);
    unconfirmed = null;
    if (answer.again) return; // what was typed since the lost answer goes with the next request
    saved = then.edits;
    dirtySince = edits > saved ? Date.now() : 0;
    Copies?.confirm(then.copy, then.key);
    const time = Session.clock(answer.saved_at);
    const isTicked = form.querySelector(".inline-related input[name$='-DELETE']:checked") !== null;
    if (edits === saved && !isTicked) Leave.settle(form);
    if (edits === saved) show("saved", (isTicked ? say.sayDeleteLater : say.saySaved).replace("{time}", time));
    else show("dirty", say.sayDirty);
  }

  function refuse(status, { message }, then) {
    fail(message);
    unconfirmed = null;
    // What was typed wrongly is tried again after the next change; everything else waits for „Speichern“.
    isStopped = status !== 422;
    if (status === 422) [saved, failures] = [then.edits, 0];
  }

  // Only a device that holds the text may be said to.
  const offline = () => (Copies?.holds() ? say.sayOffline : say.sayOfflineHere);

  function signedOut() {
    fail(Copies?.holds() ? say.sayAway : say.sayAwayHere);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = say.saySignIn;
    button.addEventListener("click", () => Session.ensure().catch(() => fail(offline())));
    line.append(" ", button);
    failures = RETRIES.length;
  }

  /* --- What the server made goes back into the open form -------------------------------------------------------- */

  function writeBack(answer, rows) {
    // Also those of the buttons beside the form, „Einreichen“ for one: what they act on is what was just saved.
    document.querySelectorAll("input[name=version]").forEach((input) => { input.value = answer.version; });
    if (!form.elements.slug.value) form.elements.slug.value = answer.slug;
    for (const [name, pk] of Object.entries(answer.rows)) {
      const input = rows.get(name);
      if (input) keepRow(input, pk);
    }
    if (!url) becomeTheDraft(answer);
    url = answer.autosave_url;
  }

  function keepRow(input, pk) {
    input.value = pk;
    const row = input.closest(".inline-related");
    const link = row.querySelector(".inline-deletelink");
    const name = input.name.replace(/-id$/, "-DELETE");
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", name, id: `id_${name}` });
    const label = Object.assign(document.createElement("label"), { htmlFor: tick.id, textContent: say.sayDelete });
    const box = Object.assign(document.createElement("span"), { className: "delete" });
    box.append(tick, label);
    row.classList.add("has_original");
    if (link) link.replaceWith(box);
    else row.querySelector("h3")?.append(box);
  }

  function becomeTheDraft(answer) {
    say.article = answer.change_url.match(/(\d+)\/change\//)[1];
    history.replaceState(history.state, "", answer.change_url);
    const title = document.querySelector("#content > h1");
    if (title) title.textContent = answer.title;
    document.title = document.title.replace(/^[^|]*/, `${answer.title} `);
    document.dispatchEvent(new CustomEvent("desk:article-made", { detail: answer }));
  }
})();
