/*
 * Knows whose window this is. Posts for other scripts, with a fresh token; when the login has ended, asks for the
 * password beside the form, and then sends what was waiting.
 */
const Session = (() => {
  "use strict";

  const place = document.getElementById("desk-session");
  if (!place) return null;
  const say = place.dataset;
  const dialog = document.getElementById("desk-sign-in");
  const part = (name) => document.getElementById(`desk-sign-in-${name}`);
  let asking = null;
  let turnedDown = false;

  class SignedOut extends Error {}

  function announce(sentence) {
    document.getElementById("desk-live").textContent = sentence;
  }

  const tokens = () => document.querySelectorAll("input[name=csrfmiddlewaretoken]");

  /** Return the body with the fields that every question of a window carries. */
  function signed(body) {
    body.set("csrfmiddlewaretoken", tokens()[0]?.value || "");
    body.set("_user", say.user);
    return body;
  }

  async function whoIsHere() {
    const response = await fetch(say.url, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!response.ok) throw new Error(String(response.status));
    const here = await response.json();
    tokens().forEach((input) => { input.value = here.csrf; });
    return here;
  }

  /** Whether this window's own user is signed in; asks for the password unless `quiet`. */
  async function ensure({ quiet = false } = {}) {
    const here = await whoIsHere();
    if (here.user === say.user) return true;
    return quiet ? false : ask(here.user ? `${say.sayOther} ${here.name}.` : say.sayEnded);
  }

  function ask(why) {
    if (asking) return asking;
    const before = document.activeElement;
    part("why").textContent = why;
    part("error").textContent = "";
    part("password").value = "";
    asking = new Promise((resolve) => {
      dialog.addEventListener("close", () => {
        asking = null;
        const signedIn = dialog.returnValue === "signed-in";
        turnedDown = !signedIn;
        dialog.returnValue = "";
        before?.focus?.({ preventScroll: true });
        if (signedIn) {
          announce(say.sayBack);
          document.dispatchEvent(new CustomEvent("desk:signed-in"));
        }
        resolve(signedIn);
      }, { once: true });
    });
    dialog.showModal();
    part("password").focus();
    return asking;
  }

  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    part("error").textContent = say.sayWait;
    try {
      await whoIsHere();
      const body = signed(new FormData(form));
      const response = await fetch(say.url, { method: "POST", body, headers: { Accept: "application/json" } });
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.message);
      tokens().forEach((input) => { input.value = answer.csrf; });
      dialog.close("signed-in");
    } catch (refusal) {
      part("error").textContent = refusal instanceof TypeError || !refusal.message ? say.sayOffline : refusal.message;
      part("password").value = "";
      part("password").focus();
    }
  });
  part("later").addEventListener("click", () => dialog.close("later"));
  dialog.addEventListener("cancel", () => { dialog.returnValue = "later"; });

  /**
   * Post what `makeBody` returns, made anew for each try; returns { status, answer }.
   * A quiet one never asks for a password, and one turned down asks again only when `insist` says so.
   */
  async function post(url, makeBody, { quiet = false, insist = false, keepalive = false } = {}) {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const headers = { Accept: "application/json" };
      const response = await fetch(url, { method: "POST", body: signed(makeBody()), headers, keepalive });
      const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
      if (isJson && response.status !== 401) return { status: response.status, answer: await response.json() };
      if (response.status !== 401 && response.status !== 403) throw new Error(String(response.status));
      // 401: nobody, or somebody else; 403 that is no answer of ours: the token is out of date.
      if (!(await ensure({ quiet: quiet || (turnedDown && !insist) }))) throw new SignedOut();
    }
    throw new SignedOut();
  }

  /** Write the time of day as the page's language does. */
  function clock(moment) {
    const language = document.documentElement.lang || "de";
    const shown = { hour: language.startsWith("de") ? "numeric" : "2-digit", minute: "2-digit", timeZone: "Europe/Berlin", hourCycle: "h23" };
    const time = new Intl.DateTimeFormat(language, shown).format(new Date(moment));
    return language.startsWith("de") ? time.replace(":", ".") : time;
  }

  // One name for a window, as long as its page is open.
  const windowKey = [...crypto.getRandomValues(new Uint8Array(12))].map((one) => one.toString(16).padStart(2, "0")).join("");

  return Object.freeze({ announce, clock, ensure, post, window: windowKey, SignedOut, user: say.user });
})();
