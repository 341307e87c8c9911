"use strict";
// Puts the parts of the explorer together. Every part is a function that is called once with `app`:
//
// app.config                the page's JSON (mode, words, texts, prefixes, bundle, limit, version, …)
// app.source                where data come from, the same in a file and from a server; each gives a promise:
//   .search(q, limit) → [Hit]   .around(id, limit, with) → Bundle   .path(from, to) → Bundle
//   .entity(id) → Bundle (all its statements)   .article(id) → Text   .overview(limit) → Bundle
// app.model                 what has been loaded (model.js):
//   .entities .statements .articles   Maps: IRI → value        .merge(bundle)
//   .statementsOf(id) → [Statement]   .totals
// app.state                 the state of the view, a frozen value, never changed in place (state.js):
//   {e, x: [IRI], sel: [kind, id] | null, off: [filter], conf: 0–100, from, to, undated: bool, fan: [pair],
//    tab: "graph" | "table", page: "" | "entity" | "article", id, path: [from, to] | [], lang: "de" | "en", theme: "" | "light" | "dark"}
// app.change(part, how)     the only way to another state: writes the address, then tells who listens; how = {replace: true} keeps
//                           the history short (sliders); gives a promise that is kept when the view is drawn
// app.visible()             what the filters let through in the present view:
//   {entities: [Entity], statements: [Statement], lines: [{id, s, p, o, reading, statements: [Statement]}]}
// app.select(kind, id)      "entity" | "line" | "pair" | "statement" | "" (nothing): marks it in the drawing, opens the panel
// app.open(page, id)        "entity" | "article" | "" (back to the view): a page in place of drawing and table
// app.show(tab)             "graph" | "table"
// app.ego(id)               a new view with this entity in the middle
// app.expand(id) app.collapse(id)   its neighbours into the view, and out again
// app.reveal(bundle)        merges a bundle and shows all its entities in the present view (a path)
// app.on(event, fn)         "state" (new, old) after each change; "visible" when other things are shown; "lang"; "theme"
// app.t(key, values)        a text of the interface (texts.tsv) in the present language; {name} in it is replaced by values.name;
//                           with values.n === 1 the key + "-one" is taken where there is one
// app.word(kind, name)      "class" | "classes" (plural) | "property" | "inverse" | "reading" | "qualifier" | "modality" | "status"
// app.dom                   make(tag, options, ...children), svg, link(url, text), date(iso), number(n), percent(0–1),
//                           swatch(class), stroke(reading), badge(reading), quote(pieces), symbols of the legend (dom.js)
// app.card(statement)       the card of a statement as in the panel, with data-statement
// app.totalsOf(id)          {shown, of}: how many of its neighbours are in the view, and how many it has in the whole graph
// app.say(text)             read out by a screen reader          app.fail(error)  a line for what went wrong
//
// The leaves, each called once after the parts above:
// kgTable(app)     → {render(element)}              fills a fresh element of the tab "table", again whenever what is visible changes
// kgTimeline(app)  → {render(element, id)}          fills a fresh element for page=entity; may be async: an outdated element is dropped
// kgArticle(app)   → {render(element, id)}          the same for page=article
// kgExport(app)                                     wires #export-turtle, #export-csv, #export-png
// kgPath(app)                                       fills #path (a fold in the side column), keeps app.state.path

const KG_FIRST = 200; // entities that a server's page begins with

async function kgMain() {
  const config = JSON.parse(document.getElementById("config").textContent);
  const byId = (id) => document.getElementById(id);
  const listeners = new Map();
  const darkness = window.matchMedia("(prefers-color-scheme: dark)");
  let home = []; // the entities of the first view
  let extra = []; // those of a path, beside the view
  let view = { key: "", home: true, ids: [], groups: [], cut: false };
  let visible = { entities: [], statements: [], lines: [], counts: {}, all: [] };
  let standsFor = ""; // the part of the state that the view was made of
  let running = 0;

  const app = {
    config, source: kgSource(config), model: kgModel(), state: kgReadHash(location.hash, config.prefixes), speakers: new Map(),
    on(event, fn) {
      if (!listeners.has(event)) listeners.set(event, []);
      listeners.get(event).push(fn);
    },
    t: (key, values = {}) => kgText(config.texts, app.state.lang, key, values, (value) => kgNumber(value, app.state.lang)),
    word(kind, name) {
      const [table, form] = KG_WORDS[kind];
      const found = (config.words[table] || {})[name];
      return found ? found[app.state.lang + form] || found[app.state.lang] || name : name;
    },
    dark: () => (app.state.theme ? app.state.theme === "dark" : darkness.matches),
    visible: () => visible,
    lineOf: (statement) => kgLineOf(statement, Boolean((config.words.properties[statement.p] || {}).symmetric)),
    // That a link leads to something that is not, or no longer, in the graph.
    unknown: (id) => app.t("not-in-graph", { name: kgShort(kgShrink(id, config.prefixes), 80) }),
    card: (statement) => panel.card(statement),
    say(text) {
      byId("spoken").textContent = text;
    },
    fail(error) {
      const known = error instanceof KgFault;
      if (!known) console.error(error);
      const text = known ? app.t(`fault-${error.key}`, error.values) : app.t("fault-other", { error: kgShort(String(error && error.message), 200) });
      byId("error").replaceChildren(kgMake("span", { text }),
        kgMake("button", { type: "button", text: app.t("again"), click: again, hidden: config.mode === "file" }),
        kgMake("button", { type: "button", text: app.t("close"), click: unfail }));
      byId("error").hidden = false;
    },
    change,
    select: (kind, id = "") => app.change({ sel: kind ? [kind, id] : null, ...(app.state.page ? { page: "", id: "" } : {}) }),
    open: (page, id = "") => app.change({ page, id: page ? id : "" }),
    show: (tab) => app.change({ tab, page: "", id: "" }),
    ego: (id) => app.change({ e: id, x: [], sel: ["entity", id], path: [], page: "", id: "" }),
    expand: (id) => app.change({ x: [...app.state.x, id], sel: ["entity", id] }),
    collapse: (id) => app.change({ x: app.state.x.filter((other) => other !== id), sel: ["entity", id] }),
    isExpanded: (id) => app.state.x.includes(id),
    shownNeighbours: (id) => neighboursInView(id),
    totalsOf(id) {
      const shown = neighboursInView(id);
      return { shown, of: Math.max(shown, (app.model.entities.get(id) || {}).neighbours || 0) };
    },
    // How many more neighbours an expansion could bring: in a file, no more than the file holds.
    hidden(id) {
      if (view.ids.length >= most()) return 0;
      const known = kgNeighbours(app.model, id).size;
      const all = config.mode === "server" ? Math.max(known, (app.model.entities.get(id) || {}).neighbours || 0) : known;
      return Math.max(0, all - neighboursInView(id));
    },
    async reveal(bundle) {
      merge(bundle);
      extra = bundle.entities.map((entity) => entity.id);
      await settle(app.state, app.state, { view: true });
    },
    async loadAll(id) {
      try {
        merge(await app.source.entity(id));
        await settle(app.state, app.state, { view: true });
      } catch (error) {
        app.fail(error);
      }
    },
  };
  const emit = (event, ...values) => (listeners.get(event) || []).forEach((fn) => fn(...values));
  const most = () => Math.max(config.limit || 500, home.length);

  function unfail() {
    byId("error").hidden = true;
  }

  function again() {
    unfail();
    if (!home.length) return location.reload();
    if (app.state.page) showPage();
    return settle(app.state, app.state, { view: true });
  }

  function merge(bundle) {
    app.model.merge(bundle);
    for (const statement of bundle.statements) for (const who of statement.speakers) app.speakers.set(who.id || who.label, who.label);
  }

  function neighboursInView(id) {
    const inView = new Set(view.ids);
    return [...kgNeighbours(app.model, id)].filter((other) => inView.has(other)).length;
  }

  // --- from one state to the next ------------------------------------------------------------------------
  function change(part, how = {}) {
    const old = app.state;
    const next = Object.freeze({ ...old, ...part });
    if (kgSameState(old, next)) return Promise.resolve();
    app.state = next;
    const address = kgWriteHash(next, config.prefixes) || location.pathname + location.search;
    try {
      if (how.replace) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
    } catch {
      location.hash = kgWriteHash(next, config.prefixes);
    }
    return settle(old, next);
  }

  async function settle(old, next, also = {}) {
    const mine = (running += 1);
    const differs = (...keys) => keys.some((key) => JSON.stringify(old[key]) !== JSON.stringify(next[key]));
    if (old.lang !== next.lang) frame.label();
    if (old.theme !== next.theme) frame.dress();
    if (differs("tab", "page", "id", "sel")) arrange(differs("tab", "page", "id"));
    if (differs("page", "id", "lang", "theme")) showPage();
    if (differs("e") && !also.view) extra = [];
    // A view that a later change overtook while it was loaded is loaded by that change.
    const wanted = JSON.stringify([next.e, next.x, extra]);
    const moved = also.view || wanted !== standsFor;
    if (moved) {
      document.body.setAttribute("aria-busy", "true");
      try {
        const found = await views.of(next, home, extra, most());
        if (mine !== running) return;
        view = found;
        standsFor = wanted;
        unfail();
      } catch (error) {
        if (mine === running) app.fail(error);
      } finally {
        if (mine === running) document.body.removeAttribute("aria-busy");
      }
    }
    const anew = moved || differs("lang", "theme") || also.all;
    if (anew || differs("off", "conf", "from", "to", "undated", "fan")) refresh(anew);
    else drawing.redraw();
    if (differs("sel") && next.sel && next.sel[0] === "entity") drawing.see(next.sel[1]);
    panel.render();
    emit("state", next, old);
    if (old.lang !== next.lang) emit("lang", next.lang);
    if (old.theme !== next.theme) emit("theme", next.theme);
  }

  function refresh(anew) {
    visible = kgFilter(app.model, view.ids, app.state, config.words.properties);
    drawing.update(view, visible);
    filters.update(anew);
    frame.showCounts(view, { most: most(), extra });
    if (app.state.tab === "table" && !app.state.page) showTable();
    emit("visible", visible);
  }

  function arrange(other = true) {
    const { tab, page, sel } = app.state;
    byId("columns").classList.toggle("reading", Boolean(page) && !sel); // a page has the panel's room until it needs it
    if (!other) return;
    byId("filtering").hidden = Boolean(page); // a page shows all that there is
    for (const name of ["graph", "table"]) {
      byId(name).hidden = Boolean(page) || tab !== name;
      const button = byId(`tab-${name}`);
      button.setAttribute("aria-selected", String(!page && tab === name));
      button.tabIndex = tab === name ? 0 : -1;
    }
    byId("page").hidden = !page;
    byId("shown").hidden = Boolean(page);
    document.body.dataset.page = page || tab;
    if (tab === "table" && !page) showTable();
    if (tab === "graph" && !page && view.ids.length && drawing) drawing.wake();
  }

  function showTable() {
    const element = kgMake("div", {});
    table.render(element);
    byId("table").replaceChildren(element);
  }

  async function showPage() {
    const { page, id } = app.state;
    if (!page) return byId("page").replaceChildren();
    const leaf = page === "entity" ? timeline : article;
    const element = kgMake("div", {});
    const back = kgMake("button", { type: "button", class: "back", id: "back", text: `← ${app.t("back")}`, click: () => app.open("") });
    byId("page").replaceChildren(back, element);
    byId("page").scrollTop = 0;
    try {
      await leaf.render(element, id);
    } catch (error) {
      app.fail(error);
    }
    return undefined;
  }

  // --- parts ---------------------------------------------------------------------------------------------
  if (!app.state.lang) app.state = Object.freeze({ ...app.state, lang: config.lang === "en" ? "en" : "de" });
  app.dom = kgDom(app);
  const views = kgView(app, merge);
  const frame = kgFrame(app);
  frame.dress();
  merge(config.bundle);
  const drawing = kgDraw(app);
  const filters = kgFilters(app);
  const panel = kgPanel(app);
  kgSearch(app);
  const table = kgTable(app);
  const timeline = kgTimeline(app);
  const article = kgArticle(app);
  Object.assign(app, { network: drawing.network, drawing });

  byId("overview").addEventListener("click", () => {
    extra = [];
    app.change({ e: "", x: [], path: [], page: "", id: "", ...(app.state.sel ? { sel: null } : {}) });
  });
  darkness.addEventListener("change", () => {
    if (app.state.theme) return;
    frame.dress();
    refresh(true);
    panel.render();
    emit("theme", "");
  });
  window.addEventListener("popstate", () => {
    const old = app.state;
    const read = kgReadHash(location.hash, config.prefixes);
    app.state = Object.freeze({ ...read, lang: read.lang || old.lang, theme: read.theme || old.theme });
    settle(old, app.state);
  });
  // --- the first view ------------------------------------------------------------------------------------
  const kgPage = {
    app, network: drawing.network,
    visible: () => ({
      nodes: visible.entities.map((entity) => entity.id),
      lines: visible.lines.map(({ id, s, p, o, reading, statements }) => ({ id, s, p, o, reading, count: statements.length })),
    }),
  };
  window.kgPage = kgPage;
  frame.label();
  kgPage.ready = (async () => {
    try {
      if (config.mode === "server" && !config.bundle.entities.length) merge(Object.assign(config.bundle, await app.source.overview(KG_FIRST)));
    } catch (error) {
      app.fail(error);
    }
    home = config.bundle.entities.map((entity) => entity.id);
    frame.label();
    arrange();
    await settle(KG_START, app.state, { view: true, all: true });
    kgExport(app);
    byId("path").hidden = false;
    await kgPath(app);
    document.body.dataset.ready = "1";
  })();
}

kgMain();
