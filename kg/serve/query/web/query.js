"use strict";
// The query page: the parts, and what joins them. The address holds the query, so that it can be sent and gone back to.

(function kgQueryPage() {
  const config = JSON.parse(document.getElementById("config").textContent);
  const { texts } = config;
  const [runButton, stopButton, copyButton] = ["run", "stop", "copy-link"].map((id) => document.getElementById(id));
  const app = { config, texts, run, open, ask };
  let running = null;

  app.result = kgResult(app);
  app.editor = kgEditor(app);
  kgReady(app);

  function ask(query, accept, signal) {
    const headers = { "Content-Type": "application/sparql-query", Accept: accept };
    return fetch("/sparql", { method: "POST", headers, body: query, signal });
  }

  async function run() {
    const query = app.editor.text();
    if (!query.trim()) return;
    if (running) running.abort();
    const mine = (running = new AbortController());
    const hash = "#query=" + encodeURIComponent(query);
    if (location.hash !== hash) history.pushState(null, "", hash);
    stopButton.hidden = false;
    app.result.wait();
    const began = performance.now();
    try {
      const answer = await ask(query, "application/sparql-results+json, text/turtle;q=0.9", mine.signal);
      const text = await answer.text();
      if (running === mine) shown(answer, text, query, Math.round(performance.now() - began));
    } catch (error) {
      if (error.name === "AbortError") {
        if (running === mine) app.result.stopped();
      } else if (running === mine) {
        app.result.fault(texts["no-answer"]);
      }
    } finally {
      if (running === mine) {
        running = null;
        stopButton.hidden = true;
      }
    }
  }

  function shown(answer, text, query, ms) {
    const json = (answer.headers.get("Content-Type") || "").includes("json") ? parsed(text) : null;
    if (!answer.ok) app.result.fault((json && json.error) || text.trim() || `${answer.status} ${answer.statusText}`);
    else if (json) app.result.results(json, query, ms);
    else if ((answer.headers.get("Content-Type") || "").includes("turtle")) app.result.graph(text, query, ms);
    else app.result.fault(texts["not-json"]);
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  /** Put a query into the editor and run it. */
  function open(query) {
    app.editor.setText(query);
    document.getElementById("editor").scrollIntoView({ block: "nearest" });
    return run();
  }

  /** Follow the address: its query into the editor; it is run where a link of this page asks for that. */
  function follow() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const query = asked.get("query");
    if (!query) return;
    if (query !== app.editor.text()) app.editor.setText(query);
    if (asked.get("run") === "1") {
      history.replaceState(null, "", "#query=" + encodeURIComponent(query));
      run();
    }
  }

  document.getElementById("form").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  stopButton.addEventListener("click", () => running && running.abort());
  copyButton.addEventListener("click", async () => {
    const address = new URL(location.pathname + "?lang=" + config.lang, location.href);
    address.hash = "query=" + encodeURIComponent(app.editor.text());
    history.replaceState(null, "", address.hash);
    await navigator.clipboard.writeText(address.href).then(() => app.result.tell(texts.copied), () => {});
  });
  const language = document.getElementById("lang");
  language.addEventListener("click", () => {
    language.href = language.pathname + "?lang=" + language.hreflang + "#query=" + encodeURIComponent(app.editor.text());
  });
  window.addEventListener("hashchange", follow);
  document.getElementById("format-label").hidden = true;
  document.getElementById("hint").hidden = false;
  copyButton.hidden = !(navigator.clipboard && window.isSecureContext);
  runButton.title = "Ctrl+Enter";
  follow();
  window.kgQuery = app;
  document.body.dataset.ready = "1";
})();
