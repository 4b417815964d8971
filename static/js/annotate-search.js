/* Looks for claims and sources while somebody types, and proposes claims like the words that are chosen. */
const Proposals = (() => {
  "use strict";

  const say = document.getElementById("annotate").dataset;
  const form = document.getElementById("annotate-form");
  const existing = document.getElementById("mode-existing");
  const checked = (name) => (form.querySelector(`input[name="${name}"]:checked`) || {}).value || "";

  let modeWasChosen = Boolean(form.querySelector(".errorlist, #twins"));

  /** Return a function that asks the server after a pause; only the newest answer is shown. */
  function searcher(address, results, parameters, after) {
    let waiting = 0;
    let newest = 0;

    async function ask() {
      const number = (newest += 1);
      const answer = await fetch(`${address}?${new URLSearchParams(parameters())}`)
        .then((response) => (response.ok && !response.redirected ? response.text() : null))
        .catch(() => null);
      if (number !== newest) return;
      if (answer === null) results.textContent = say.sayOffline;
      else results.innerHTML = answer;
      after(results);
    }

    return (pause = 220) => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(ask, pause);
    };
  }

  const searchClaims = searcher(
    say.claims,
    document.getElementById("claims"),
    () => ({
      search: form.elements.claim_search.value,
      words: form.elements.exact.value,
      chosen: checked("claim"),
      claimant: checked("claimant"),
    }),
    showMatches,
  );
  const searchSources = searcher(
    say.claimants,
    document.getElementById("claimants"),
    () => ({ search: form.elements.claimant_search.value, chosen: checked("claimant") }),
    () => {},
  );

  function showMatches(results) {
    existing.nextElementSibling.dataset.count = results.querySelectorAll('input[name="claim"]').length || "";
    // Somebody about to state a claim that we nearly have should see ours first.
    if (!modeWasChosen && results.querySelector("[data-nearly-equal]")) existing.checked = true;
  }

  form.querySelectorAll('input[name="mode"]').forEach((mode) => {
    mode.addEventListener("change", () => { modeWasChosen = true; });
  });
  form.querySelectorAll("[data-search-button]").forEach((button) => { button.hidden = true; });
  for (const [name, results, search] of [
    ["claim_search", "claims", searchClaims],
    ["claimant_search", "claimants", searchSources],
  ]) {
    const field = form.elements[name];
    field.addEventListener("input", () => search());
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
      event.preventDefault(); // Enter would press the first button of the form; here it takes the best result
      const best = document.querySelector(`#${results} input`);
      if (best && field.value) best.checked = true;
      else search(0);
    });
  }
  showMatches(document.getElementById("claims"));

  /** Propose claims for the chosen words, unless somebody searches for one by other words. */
  function refresh() {
    if (!form.elements.claim_search.value) searchClaims();
  }

  return Object.freeze({ refresh });
})();
