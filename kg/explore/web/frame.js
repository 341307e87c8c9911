"use strict";
// What stands around the drawing: title, counts, language, theme, tabs, and the keys that work everywhere.

const KG_RESET = [["off", []], ["conf", 0], ["from", ""], ["to", ""], ["undated", true], ["fan", []]];

function kgFrame(app) {
  const byId = (id) => document.getElementById(id);

  function showCounts(view, { most, extra }) {
    const visible = app.visible();
    const e = view.home ? "" : view.key;
    const number = (n) => kgNumber(n, app.state.lang);
    const told = visible.statements.length;
    const parts = [];
    if (e && app.model.entities.has(e)) {
      const inView = new Set(visible.entities.map((entity) => entity.id));
      const shown = [...kgNeighbours(app.model, e)].filter((id) => inView.has(id)).length;
      parts.push(app.t("neighbours", { n: number(shown), of: number(app.totalsOf(e).of) }));
      if (view.groups.some((group, i) => i > 0 && group.ids.length)) parts.push(app.t("entities", { n: visible.entities.length }));
    } else {
      const total = app.model.totals ? app.model.totals.entities : view.ids.length;
      parts.push(app.t("entities-of", { n: number(visible.entities.length), of: number(Math.max(total, visible.entities.length)) }));
    }
    parts.push(told === visible.all.length ? app.t("statements", { n: told }) : app.t("statements-of", { n: number(told), of: number(visible.all.length) }));
    if (view.cut) parts.push(app.t("cut", { n: most }));
    const { e: middle, x } = app.state;
    const gone = [...new Set([middle, ...x])].filter((id) => id && !app.model.entities.has(id));
    if (gone.length) parts.push(gone.map(app.unknown).join(" "));
    byId("shown").textContent = parts.join(", ");
    const { totals } = app.model;
    byId("summary").textContent = totals ? [app.t("entities", { n: totals.entities }), app.t("statements", { n: totals.statements }),
      app.t("articles", { n: totals.articles }),
      app.config.texts_left_out ? app.t("texts-left-out", { n: app.config.texts_left_out }) : ""].filter(Boolean).join(" · ") : "";
    byId("overview").hidden = !app.state.e && !app.state.x.length && !extra.length;
    byId("reset").disabled = KG_RESET.every(([key, value]) => JSON.stringify(app.state[key]) === JSON.stringify(value));
  }

  function label() {
    document.documentElement.lang = app.state.lang;
    for (const element of document.querySelectorAll("[data-t]")) element.textContent = app.t(element.dataset.t);
    for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", app.t(element.dataset.tLabel));
    byId("ask").hidden = app.config.mode !== "server"; // a file has nobody to ask
    byId("ask").href = `/query?lang=${app.state.lang}`;
    byId("search").placeholder = app.t("search-hint", { name: example() });
    byId("lang").textContent = app.state.lang === "de" ? "English" : "Deutsch";
    byId("lang").lang = app.state.lang === "de" ? "en" : "de";
    const focus = app.config.bundle.focus.map((id) => app.model.entities.get(id)).filter(Boolean);
    const title = focus.length ? app.t("title-around", { name: focus.map((entity) => kgShort(entity.label, 60)).join(", ") }) : app.t("title");
    byId("title").textContent = title;
    document.title = title;
    dress();
  }

  const example = () => {
    const first = [...app.config.bundle.entities].sort((a, b) => b.degree - a.degree)[0];
    return first ? kgShort(first.label, 24) : "…";
  };

  function dress() {
    document.documentElement.dataset.theme = app.dark() ? "dark" : "light";
    byId("theme").textContent = app.t(app.dark() ? "theme-light" : "theme-dark");
  }

  // --- what is pressed -----------------------------------------------------------------------------------
  byId("tab-graph").addEventListener("click", () => app.show("graph"));
  byId("tab-table").addEventListener("click", () => app.show("table"));
  document.querySelector(".tabs").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = app.state.tab === "graph" ? "table" : "graph";
    app.show(other);
    byId(`tab-${other}`).focus();
  });
  byId("lang").addEventListener("click", () => app.change({ lang: app.state.lang === "de" ? "en" : "de" }, { replace: true }));
  byId("theme").addEventListener("click", () => app.change({ theme: app.dark() ? "light" : "dark" }, { replace: true }));
  byId("reset").addEventListener("click", () => app.change(Object.fromEntries(KG_RESET)));
  byId("copy-link").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      app.say(app.t("copied"));
      byId("copy-link").textContent = app.t("copied");
    } catch {
      byId("copy-link").textContent = app.t("copy-by-hand");
    }
    setTimeout(() => { byId("copy-link").textContent = app.t("copy-link"); }, 2500);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = byId("export").open;
    byId("export").open = false;
    if (open) byId("export").querySelector("summary").focus();
    else if (app.state.page) app.open("");
    else if (app.state.sel) app.select("");
  });
  document.addEventListener("pointerdown", (event) => {
    if (!byId("export").contains(event.target)) byId("export").open = false;
  });
  for (const link of document.querySelectorAll(".skip a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault(); // the address holds the view
      byId(link.hash.slice(1)).focus();
    });
  }
  if (window.innerWidth <= 720) byId("filtering").open = false;

  return { showCounts, label, dress };
}
