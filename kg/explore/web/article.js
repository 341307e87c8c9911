"use strict";
// The page of an article: its text with the sentences marked that statements rest on.

function kgArticle(app) {
  const { make } = app.dom;
  const nameOf = (id) => app.dom.short((app.model.entities.get(id) || { label: kgLocal(id) }).label, 80);
  // Beside the text, which stays: `app.select` would lead back to the drawing.
  const choose = (ids) => app.change({ sel: ["statement", ids.join(" ")] });
  const told = (s) => `${nameOf(s.s)} ${app.word("property", s.p)} ${nameOf(s.o)}`;

  function head(article, count) {
    const facts = [app.dom.short(article.publisher || "", 120), app.dom.date(article.issued), app.t("article.count", { n: count })];
    const source = kgSafeUrl(article.url) ? app.dom.link(article.url, app.t("article.source"))
      : make("span", { class: "quiet", dir: "auto", text: app.t("article.file", { name: app.dom.short(article.source, 120) }) });
    return make("header", {},
      make("h2", { dir: "auto", text: app.dom.short(article.title || article.source, 400) }),
      make("p", { class: "quiet", dir: "auto", text: facts.filter(Boolean).join(" · ") }), make("p", {}, source));
  }

  // A marked stretch is worth a stop of the keyboard; where several statements rest on it, it carries their number.
  function mark(words, ids) {
    const about = ids.slice(0, 5).map((id) => told(app.model.statements.get(id))).join("; ");
    const stretch = make("mark", {
      tabindex: 0, role: "button", "data-statements": ids.join(" "), "data-count": ids.length > 1 ? ids.length : null,
      "aria-description": about, title: about, text: words,
    });
    stretch.addEventListener("click", () => String(getSelection()) === "" && choose(ids));
    stretch.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(ids);
    });
    return stretch;
  }

  function text(pieces) {
    const parts = pieces.map(([words, all]) => {
      const ids = all.filter((id) => app.model.statements.has(id));
      return ids.length && words.trim() ? mark(words, ids) : words;
    });
    return make("div", { class: "text", dir: "auto" }, parts);
  }

  function statements(found) {
    const list = make("ol", { class: "told" });
    kgInSlices(found, (s) => list.append(make("li", { "data-entry": s.id },
      make("button", { type: "button", class: "name", dir: "auto", click: () => choose([s.id]), text: told(s) }), " ", app.dom.badge(s.reading))));
    return make("section", {}, make("h3", { text: app.t("article.statements", { n: found.length }) }), list);
  }

  function entities(found) {
    const ids = [...new Set(found.flatMap((s) => [s.s, s.o]))];
    const known = ids.map((id) => app.model.entities.get(id)).filter(Boolean);
    known.sort((a, b) => a.label.localeCompare(b.label, app.state.lang));
    const list = make("ul", { class: "names" });
    kgInSlices(known, (entity) => list.append(make("li", {}, app.dom.swatch(entity.class), " ",
      make("button", { type: "button", class: "name", dir: "auto", click: () => app.open("entity", entity.id), text: nameOf(entity.id) }))));
    return make("section", {}, make("h3", { text: app.t("article.entities", { n: known.length }) }), list);
  }

  // What is chosen is marked in the text and in the list below it.
  function light(page) {
    const [kind, id] = app.state.sel || [];
    const chosen = new Set(kind === "statement" ? id.split(" ") : []);
    for (const one of page.querySelectorAll("mark[data-statements], li[data-entry]")) {
      const ids = (one.dataset.statements || one.dataset.entry).split(" ");
      if (ids.some((statement) => chosen.has(statement))) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  }

  // In the order of the text: by where the first sentence begins that a statement has in this article.
  function ordered(bundle, article) {
    const at = (s) => Math.min(...s.evidence.filter((e) => e.article === article).map((e) => e.start));
    const own = bundle.statements.filter((s) => s.evidence.some((e) => e.article === article));
    return own.map((s) => [at(s), s]).sort((a, b) => a[0] - b[0] || (a[1].id < b[1].id ? -1 : 1)).map(([, s]) => s);
  }

  async function render(element, id) {
    const { article, pieces, bundle } = await app.source.article(id);
    if (!article) return element.replaceChildren(make("article", { class: "leaf article" }, make("p", { text: app.unknown(id) })));
    app.model.merge(bundle);
    const found = ordered(bundle, article.id);
    const page = make("article", { class: "leaf article" }, head(article, found.length),
      pieces.length ? make("p", { class: "quiet", text: app.t("article.hint") }) : null,
      pieces.length ? text(pieces) : make("p", { text: app.t("article.no-text") }),
      statements(found), entities(found));
    element.replaceChildren(page);
    return light(page);
  }

  app.on("state", (now, before) => {
    const page = document.querySelector("#page .article");
    if (!page || now.sel === before.sel) return;
    light(page);
    // Chosen in the list, the sentence may be out of sight.
    const first = page.querySelector("mark[aria-current]");
    if (first && !page.contains(document.activeElement?.closest("mark"))) first.scrollIntoView({ block: "nearest" });
  });
  return { render };
}
