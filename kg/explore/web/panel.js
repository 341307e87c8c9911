"use strict";
// What is said of the entity or the line that is chosen: every statement with its sentence and where it stands.

const KG_PER_GROUP = 12; // statements of one property before the rest is folded
const KG_FEW = 3; // so many statements of an entity are open at once
const KG_QUOTES = 3; // sentences of one statement before the rest is folded
const KG_CARDS = 40; // cards in the panel of a line before the rest is folded

function kgPanel(app) {
  const panel = document.getElementById("panel");
  const { make, dom } = { make: kgMake, dom: app.dom };
  const fills = new WeakMap(); // row → makes the card in it
  const button = (text, click, options = {}) => make("button", { type: "button", text, click, ...options });

  // --- a statement ---------------------------------------------------------------------------------------
  function evidence(item, statement) {
    const article = app.model.articles.get(item.article);
    const quote = dom.quote(item.pieces);
    const roles = new Set(item.pieces.map(([, role]) => role));
    const unnamed = [["subject", statement.s], ["object", statement.o]].filter(([role]) => !roles.has(role)).map(([, id]) => label(id));
    if (unnamed.length) quote.append(make("p", { class: "unnamed", dir: "auto", text: app.t("not-named", { names: [...new Set(unnamed)].join(", ") }) }));
    if (!article) return quote;
    const where = [
      button(kgShort(article.title || article.source || app.t("article"), 120), () => app.open("article", article.id), { class: "name title", dir: "auto" }),
      make("span", { dir: "auto", text: kgShort(article.publisher, 80) }),
      article.issued ? make("time", { datetime: article.issued, text: dom.date(article.issued) }) : null,
      kgSafeUrl(article.url) ? dom.link(article.url, app.t("source"), { class: "source" }) : null,
    ].filter((part) => part && part.textContent);
    quote.append(make("footer", {}, where.flatMap((part, i) => (i ? [" · ", part] : [part]))));
    return quote;
  }

  function folded(items, most, text, toElement) {
    const first = items.slice(0, most).map(toElement);
    if (items.length <= most) return first;
    const rest = make("div", {});
    const more = button(text(items.length - most), () => {
      rest.append(...items.slice(most).map(toElement));
      more.remove();
    }, { class: "more" });
    return [...first, more, rest];
  }

  function span(statement) {
    if (!statement.from && !statement.to) return "";
    const [from, to] = [dom.date(statement.from), dom.date(statement.to)];
    const text = from && to && from !== to ? `${from} – ${to}` : from || app.t("until", { date: to });
    return statement.dated === "article" ? `${text} (${app.t("dated-article")})` : text;
  }

  function speakers(statement) {
    if (!statement.speakers.length) return [app.t("article-itself")];
    return statement.speakers.flatMap((who, i) => [i ? ", " : "",
      who.id && app.model.entities.has(who.id) ? dom.entity(who.id) : kgShort(who.label || kgLocal(who.id), 120)]);
  }

  function value(qualifier) {
    return qualifier.id && app.model.entities.has(qualifier.id) ? dom.entity(qualifier.id) : dom.value(qualifier, 300);
  }

  function facts(statement) {
    const rows = [
      ...statement.qualifiers.map((q) => [app.word("qualifier", q.name), [value(q)]]),
      [app.t("when"), statement.qualifiers.some((q) => KG_TIMES.includes(q.name)) ? [] : [span(statement)]],
      [app.t(statement.reading === "Claimed" ? "claimed-by" : "speaker"), speakers(statement)],
      // What the badge says is not said again, least of all of a claim, whose modality is that of a fact.
      [app.t("modality"), [["Asserted", statement.reading].includes(statement.modality) ? "" : app.word("modality", statement.modality)]],
      [app.t("status"), [["Current", statement.reading].includes(statement.status) ? "" : app.word("status", statement.status)]],
      [app.t("confidence"), statement.confidence === null ? [] : [meter(statement.confidence), ` ${dom.percent(statement.confidence)}`]],
    ].filter(([, parts]) => parts.some(Boolean));
    return make("dl", {}, rows.flatMap(([name, parts]) => [make("dt", { text: name }), make("dd", { dir: "auto" }, parts)]));
  }

  function meter(confidence) {
    const width = Math.max(0, Math.min(1, confidence)) * 40;
    return kgSvg("svg", { class: "meter", width: 40, height: 8, viewBox: "0 0 40 8", "aria-hidden": "true" },
      kgSvg("rect", { class: "of", width: 40, height: 8, rx: 4 }), kgSvg("rect", { class: "is", width, height: 8, rx: 4 }));
  }

  function card(statement) {
    const chosen = app.state.sel && app.state.sel[0] === "statement" && app.state.sel[1] === statement.id;
    const name = (id) => (app.model.entities.has(id) ? dom.entity(id) : make("span", { text: kgShort(kgLocal(id), 80) }));
    return make("article", { class: chosen ? "card chosen" : "card", "data-statement": statement.id },
      make("h3", {}, name(statement.s), " ", make("span", { class: "verb", text: app.word("property", statement.p) }), " ", name(statement.o)),
      make("p", { class: "marks" }, dom.badge(statement.reading)),
      folded(statement.evidence, KG_QUOTES, (n) => app.t("more-sentences", { n }), (item) => evidence(item, statement)),
      facts(statement));
  }

  // --- an entity -----------------------------------------------------------------------------------------
  function entityPanel(entity) {
    const own = app.model.statementsOf(entity.id);
    const told = own.filter((statement) => kgPasses(statement, app.state, app.model.articles));
    const groups = kgByProperty(told, entity.id, app.config.words.properties);
    return [
      make("h2", { tabindex: "-1" }, dom.swatch(entity.class), make("span", { dir: "auto", text: kgShort(entity.label, 400) })),
      make("p", { class: "kind" }, app.word("class", entity.class) || app.t("thing"),
        entity.wikidata && /^Q\d+$/.test(entity.wikidata)
          ? [" · ", dom.link(`https://www.wikidata.org/wiki/${entity.wikidata}`, `Wikidata ${entity.wikidata}`)] : null),
      entity.aliases && entity.aliases.length ? make("p", { class: "aliases", dir: "auto" }, app.t("also"), " ",
        kgShort(entity.aliases.slice(0, 8).map((alias) => kgShort(alias, 60)).join(", "), 300)) : null,
      neighbours(entity), loaded(entity, own.length),
      groups.length ? null : make("p", { class: "hint", text: app.t(own.length ? "all-filtered" : "no-statements") }),
      ...groups.flatMap((group) => groupOf(entity, group)),
      told.length < own.length ? make("p", { class: "hint", text: app.t("filtered-out", { n: own.length - told.length }) }) : null,
    ];
  }

  // Said above the groups: what they count is what is loaded, not what the graph holds.
  function loaded(entity, n) {
    if (n >= entity.degree) return null;
    return make("p", { class: "hint loaded" }, app.t("not-loaded", { n: dom.number(n), of: dom.number(entity.degree) }), " ",
      app.config.mode === "server" ? button(app.t("load-all"), () => app.loadAll(entity.id), { id: "load-all", class: "act" }) : null);
  }

  function neighbours(entity) {
    const shown = app.shownNeighbours(entity.id);
    const more = app.hidden(entity.id);
    const open = app.isExpanded(entity.id);
    return make("div", { class: "near" },
      make("p", { class: "of", text: app.t("neighbours-shown", { n: dom.number(shown), of: dom.number(Math.max(entity.neighbours || 0, shown)) }) }),
      make("p", { class: "acts" },
        more ? button(app.t("expand", { n: Math.min(more, KG_RING) }), () => app.expand(entity.id), { id: "expand", class: "act" }) : null,
        open ? button(app.t("collapse"), () => app.collapse(entity.id), { id: "collapse", class: "act" }) : null,
        app.state.e === entity.id ? null : button(app.t("ego"), () => app.ego(entity.id), { id: "ego", class: "act" }),
        button(app.t("timeline"), () => app.open("entity", entity.id), { id: "timeline", class: "act" })));
  }

  function groupOf(entity, group) {
    const title = app.word(group.outward ? "property" : "inverse", group.p);
    const count = dom.number(group.statements.length);
    const isPart = app.model.statementsOf(entity.id).length < entity.degree;
    const entry = (statement) => {
      const other = statement.s === entity.id ? statement.o : statement.s;
      const label = (app.model.entities.get(other) || { label: kgLocal(other) }).label;
      const sure = statement.reading === "Asserted" ? null : dom.badge(statement.reading);
      const fold = make("details", { "data-row": statement.id }, make("summary", {}, make("span", { class: "label", dir: "auto", text: kgShort(label, 80) }), sure,
        statement.from ? make("time", { class: "count", text: dom.date(statement.from) }) : null));
      fills.set(fold, () => fold.children.length === 1 && fold.append(card(statement)));
      fold.addEventListener("toggle", () => fold.open && fills.get(fold)());
      return fold;
    };
    return [
      make("h3", { class: "group" }, `${title} `, make("span", { class: "count", text: isPart ? app.t("loaded", { n: count }) : count })),
      ...folded(group.statements, KG_PER_GROUP, (n) => app.t("show-more", { n }), entry),
    ];
  }

  // --- lines ---------------------------------------------------------------------------------------------
  const label = (id) => kgShort((app.model.entities.get(id) || { label: kgLocal(id) }).label, 80);

  function linePanel(line) {
    return [
      make("h2", { tabindex: "-1" }, dom.entity(line.s), " ", make("span", { class: "verb", text: app.word("property", line.p) }), " ", dom.entity(line.o)),
      make("p", { class: "kind" }, dom.badge(line.reading), ` ${app.t("statements", { n: line.statements.length })}`),
      ...folded(line.statements, KG_CARDS, (n) => app.t("show-more", { n }), card),
    ];
  }

  function pairPanel(pair, lines) {
    const [s, o] = pair.split(" ");
    const fanned = app.state.fan.includes(pair);
    const count = lines.reduce((sum, line) => sum + line.statements.length, 0);
    const fan = fanned ? app.state.fan.filter((other) => other !== pair) : [...app.state.fan, pair];
    return [
      make("h2", { tabindex: "-1" }, dom.entity(s), " – ", dom.entity(o)),
      make("p", { class: "kind", text: `${app.t("lines", { n: lines.length })}, ${app.t("statements", { n: count })}` }),
      make("p", { class: "acts" }, button(app.t(fanned ? "fan-in" : "fan-out"), () => app.change({ fan }), { id: "fan", class: "act", "aria-pressed": String(fanned) })),
      ...lines.flatMap((line) => [
        make("h3", { class: "group" }, button(`${label(line.s)} ${app.word("property", line.p)} ${label(line.o)}`, () => app.select("line", line.id), { class: "name" }),
          " ", line.reading === "Asserted" ? null : dom.badge(line.reading), " ", make("span", { class: "count", text: dom.number(line.statements.length) })),
        ...folded(line.statements, KG_PER_GROUP, (n) => app.t("show-more", { n }), card),
      ]),
    ];
  }

  // Statements that rest on one sentence.
  function sentencePanel(statements) {
    return [
      make("h2", { tabindex: "-1", text: app.t("statements", { n: statements.length }) }),
      ...folded(statements, KG_CARDS, (n) => app.t("show-more", { n }), card),
    ];
  }

  // --- nothing chosen ------------------------------------------------------------------------------------
  function hintPanel() {
    const best = [...app.visible().entities].sort((a, b) => b.degree - a.degree).slice(0, 15);
    if (!best.length && app.state.e && !app.model.entities.has(app.state.e)) return [make("p", { class: "hint", text: app.unknown(app.state.e) })];
    if (!best.length) return [make("p", { class: "hint", text: app.t(app.model.entities.size ? "all-filtered" : "empty") })];
    return [
      make("p", { class: "hint", text: app.t("hint-entity") }), make("p", { class: "hint", text: app.t("hint-line") }),
      make("h3", { class: "group", text: app.t("best-connected") }),
      make("ul", { class: "best" }, best.map((entity) => make("li", {}, dom.swatch(entity.class), dom.entity(entity.id),
        make("span", { class: "count", text: dom.number(entity.degree) })))),
    ];
  }

  function parts() {
    const [kind, id] = app.state.sel || ["", ""];
    const { lines } = app.visible();
    if (kind === "entity" && app.model.entities.has(id)) return entityPanel(app.model.entities.get(id));
    if (kind === "line") {
      const line = lines.find((one) => one.id === id);
      if (line) return linePanel(line);
    }
    if (kind === "pair") {
      const members = lines.filter((line) => kgPair(line.s, line.o) === id);
      if (members.length) return pairPanel(id, members);
    }
    if (kind === "statement" && id.includes(" ")) {
      const several = id.split(" ").map((one) => app.model.statements.get(one)).filter(Boolean);
      if (several.length) return sentencePanel(several);
    }
    if (kind === "statement" && app.model.statements.has(id)) {
      const line = app.lineOf(app.model.statements.get(id));
      return linePanel(lines.find((one) => one.id === line.id) || { ...line, statements: [app.model.statements.get(id)] });
    }
    if (kind) return [make("p", { class: "hint", text: app.t("not-in-view") }), ...hintPanel()];
    if (app.model.entities.has(app.state.e)) return entityPanel(app.model.entities.get(app.state.e));
    return hintPanel();
  }

  let last = "";
  function render() {
    const key = JSON.stringify(app.state.sel || app.state.e);
    const open = key === last ? [...panel.querySelectorAll("details[data-row][open]")].map((fold) => fold.dataset.row) : [];
    const top = key === last ? panel.scrollTop : 0;
    const focused = key === last && panel.contains(document.activeElement) ? document.activeElement.id : "";
    panel.replaceChildren(...parts().flat().filter(Boolean));
    // A row's card is made when it opens. Of a new entity the first is open, or all where there are few.
    const rows = [...panel.querySelectorAll("details[data-row]")];
    const first = rows.slice(0, rows.length <= KG_FEW ? KG_FEW : 1);
    for (const fold of key === last ? rows.filter((row) => open.includes(row.dataset.row)) : first) {
      fills.get(fold)();
      fold.open = true;
    }
    panel.scrollTop = top;
    if (focused) (document.getElementById(focused) || panel).focus();
    if (key !== last) {
      const heading = panel.querySelector("h2");
      if (heading && app.state.sel) app.say(heading.textContent);
      panel.querySelector(".card.chosen")?.scrollIntoView({ block: "nearest" });
    }
    last = key;
  }

  return { render, card };
}
