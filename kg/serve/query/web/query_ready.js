"use strict";
// The ready-made questions and examples: forms that work by themselves, and with script fill the editor as well.

function kgReady(app) {
  const { config, texts } = app;

  document.querySelectorAll("form[data-example]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      app.open(config.examples[form.dataset.example]);
    });
  });

  document.querySelectorAll("form[data-named]").forEach((form) => {
    const inputs = [...form.querySelectorAll("input[data-param]")];
    inputs.forEach((input, i) => suggest(input, `names-${form.dataset.named}-${i}`));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const params = Object.fromEntries(inputs.filter((input) => input.value.trim()).map((input) => [input.dataset.param, input.value.trim()]));
      const found = await bind(form.dataset.named, params);
      if (found.query) app.open(found.query);
      else app.result.fault(found.error || texts["no-answer"]);
    });
  });

  async function bind(name, params) {
    try {
      const body = JSON.stringify({ name, params, lang: config.lang });
      const answer = await fetch("/api/bind", { method: "POST", headers: { "Content-Type": "application/json" }, body });
      return (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : { error: (await answer.text()).trim() };
    } catch {
      return { error: texts["no-answer"] };
    }
  }

  /** Names of entities below a field, as the browser shows them; the name that was typed is enough for the server. */
  function suggest(input, id) {
    const list = document.createElement("datalist");
    list.id = id;
    input.after(list);
    input.setAttribute("list", id);
    let waiting = 0;
    input.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => fill(input.value.trim(), list), 150);
    });
  }

  async function fill(text, list) {
    if (text.length < 2) return;
    const answer = await fetch("/api/search?limit=10&q=" + encodeURIComponent(text)).catch(() => null);
    const hits = answer && answer.ok ? await answer.json().catch(() => []) : [];
    list.replaceChildren(...hits.map((hit) => {
      const option = document.createElement("option");
      option.value = hit.alias || hit.label;
      option.label = hit.alias ? `${hit.label} (${hit.alias})` : hit.label;
      return option;
    }));
  }
}
