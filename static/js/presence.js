// Says who else has this article open, in a sentence. Asks every 15 seconds while the window is looked at.
(() => {
  "use strict";

  const place = document.getElementById("presence");
  if (!place || typeof Session === "undefined" || !Session) return;
  const say = place.dataset;
  const EVERY = 15_000;
  let shown = "";
  let timer = null;

  function body(more = {}) {
    const fields = { window: Session.window, screen: say.screen, ...more };
    const made = new FormData();
    Object.entries(fields).forEach(([name, value]) => made.set(name, value));
    return made;
  }

  async function ask() {
    clearTimeout(timer);
    if (document.hidden || !say.url) return;
    timer = setTimeout(ask, EVERY);
    try {
      const { status, answer } = await Session.post(say.url, body, { quiet: true });
      if (status === 200) show(answer);
    } catch {
      // Advice may be missing for a while; autosave says when something is wrong.
    }
  }

  const isDirty = () => {
    const form = document.getElementById("article_form");
    return typeof Leave !== "undefined" && form !== null && Leave.isDirty(form);
  };

  function show({ people, version }) {
    const version_here = Number(document.querySelector("form input[name=version]")?.value || version);
    // Three windows of one person, opened in the same minute, are one sentence.
    const sentences = [...new Set(people.map((one) => one.sentence))];
    if (version > version_here) sentences.push(isDirty() ? say.sayNewerDirty : say.sayNewer);
    place.hidden = sentences.length === 0;
    place.replaceChildren(...sentences.map((sentence) => {
      const line = document.createElement("p");
      line.textContent = sentence;
      return line;
    }));
    // Heard only when somebody comes or goes, not with every minute that passes.
    const now = [...people.map((one) => one.key), version > version_here].join();
    if (now !== shown && (shown || sentences.length)) Session.announce(sentences.join(" ") || say.sayAlone);
    shown = now;
  }

  document.addEventListener("visibilitychange", ask);
  document.addEventListener("desk:article-made", (event) => { say.url = event.detail.presence_url; ask(); });
  window.addEventListener("pageshow", ask);
  window.addEventListener("pagehide", () => {
    if (say.url) Session.post(say.url, () => body({ gone: "1" }), { quiet: true, keepalive: true }).catch(() => {});
  });
})();
