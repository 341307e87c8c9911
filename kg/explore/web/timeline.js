"use strict";
// The page of an entity: what is told of it, by date, and its history with each other entity in one line.

const KG_HISTORIES = 12;
const KG_STEPS = 12;

// When a statement holds, as "2025-04"; "" for what has no date.
const kgWhen = (s) => s.from || s.to || "";

// Statements by date, the newest first or last; those without a date at the end either way.
function kgByDate(statements, newest) {
  const sign = newest ? -1 : 1;
  // A less precise date stands before all that it may mean.
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return [...statements].sort((s, t) => (
    !kgWhen(s) - !kgWhen(t) || sign * compare(kgWhen(s), kgWhen(t)) || compare(s.p, t.p) || compare(s.id, t.id)));
}

// [year, [month or "", [statement]]] in the order in which the statements stand; the year "" holds what has no date.
function kgByMonth(statements) {
  const years = [];
  for (const s of statements) {
    const [, year, month] = /^(-?\d{4,})(?:-(\d{2}))?/.exec(kgWhen(s)) || ["", "", ""];
    if (!years.length || years.at(-1)[0] !== year) years.push([year, []]);
    const months = years.at(-1)[1];
    const name = month ? `${year}-${month}` : "";
    if (!months.length || months.at(-1)[0] !== name) months.push([name, []]);
    months.at(-1)[1].push(s);
  }
  return years;
}

// An entity's history with each other: [[id, [[property, outward, reading, date, dated, statements]…]]…], the one most is
// told of first; each history from its beginning, with statements that say the same of the same time as one.
function kgHistories(id, statements) {
  const others = new Map();
  for (const s of kgByDate(statements, false)) {
    const other = s.s === id ? s.o : s.s;
    if (!others.has(other)) others.set(other, new Map());
    const key = [s.p, s.s === id, s.reading, kgWhen(s), s.dated];
    const steps = others.get(other);
    if (!steps.has(key.join(" "))) steps.set(key.join(" "), [...key, []]);
    steps.get(key.join(" "))[5].push(s);
  }
  const count = (steps) => [...steps.values()].reduce((sum, step) => sum + step[5].length, 0);
  return [...others].sort((a, b) => count(b[1]) - count(a[1]) || (a[0] < b[0] ? -1 : 1)).map(([other, steps]) => [other, [...steps.values()]]);
}

// Steps that follow one another and tell the same of the same actor as one: {p, actor, reading, times: [[date, dated, statements]]}.
// `actorOf(step)`: whose doing a step is, "" where it is both's.
function kgRuns(steps, actorOf) {
  const runs = [];
  for (const step of steps) {
    const [p, , reading, when, dated, told] = step;
    const actor = actorOf(step);
    const last = runs.at(-1);
    const goesOn = last && last.p === p && last.reading === reading && last.actor === actor;
    if (!goesOn) runs.push({ p, actor, reading, times: [] });
    const { times } = runs.at(-1);
    const same = times.at(-1);
    if (same && same[0] === when) times[times.length - 1] = [when, same[1] === "text" ? "text" : dated, [...same[2], ...told]];
    else times.push([when, dated, told]);
  }
  return runs;
}

// Dates one after the other as the language tells them, the year once: "April", "11. September 2025".
function kgDates(dates, lang) {
  const year = (iso) => (/^(-?\d{4,})-\d{2}/.exec(iso || "") || [])[1];
  return dates.map((iso, i) => {
    const text = kgDate(iso, lang);
    return year(iso) && year(iso) === year(dates[i + 1]) ? text.slice(0, -year(iso).length - 1) : text;
  });
}

function kgTimeline(app) {
  const { make } = app.dom;
  // How one reads on outlives the page of one entity.
  let newest = true;
  let round = 0;

  const nameOf = (id) => (app.model.entities.get(id) || { label: kgLocal(id) }).label;
  // Beside the page, which stays: `app.select` would lead back to the drawing.
  const choose = (s) => app.change({ sel: ["statement", s.id] });

  // Seen from the page's entity: "beschränkt …" or "… wird beschränkt von".
  function verb(p, outward) {
    return app.word(outward ? "property" : "inverse", p);
  }

  function head(entity, statements) {
    const facts = make("p", { class: "quiet" }, app.word("class", entity.class), " · ", app.t("timeline.count", { n: statements.length }));
    if (/^Q[1-9]\d*$/.test(entity.wikidata)) {
      facts.append(" · ", app.dom.link(`https://www.wikidata.org/wiki/${entity.wikidata}`, `Wikidata ${entity.wikidata}`));
    }
    const names = entity.aliases.slice(0, 12).map((name) => app.dom.short(name, 80));
    return make("header", {},
      make("h2", { dir: "auto" }, app.dom.swatch(entity.class), " ", app.dom.short(entity.label, 200)), facts,
      names.length && make("p", { class: "quiet", dir: "auto", text: app.t("timeline.aliases", { names: names.join(", ") }) }),
      make("p", {}, make("button", { type: "button", class: "act", click: () => app.ego(entity.id), text: app.t("timeline.ego") })));
  }

  // "China und seltene Erden: beschränkt (April, September 2025), lockert für (7. November 2025, geplant)". Told actively, with
  // the actor named wherever it is another than before: "wird beschränkt von" would lead up to a name, not to a date.
  function history(id, [other, steps]) {
    const line = make("li", {});
    const short = (one) => app.dom.short(nameOf(one), 60);
    line.append(make("button", {
      type: "button", class: "name", dir: "auto", click: () => app.open("entity", other),
      text: app.t("timeline.pair", { one: short(id), other: short(other) }),
    }), ": ");
    const symmetric = (p) => Boolean((app.config.words.properties[p] || {}).symmetric);
    const runs = kgRuns(steps.slice(0, KG_STEPS), ([p, outward]) => (symmetric(p) ? "" : outward ? id : other));
    let before = id;
    runs.forEach((run, i) => {
      const verb = app.word("property", run.p);
      const said = run.actor && run.actor !== before ? `${short(run.actor)} ${verb}` : verb;
      before = run.actor || before;
      line.append(i ? ", " : "", `${said} (`, ...times(run, said), run.reading === "Asserted" ? "" : `, ${app.word("reading", run.reading)}`, ")");
    });
    if (steps.length > KG_STEPS) line.append(` … ${app.t("timeline.more", { n: steps.length - KG_STEPS })}`);
    return line;
  }

  function times(run, said) {
    const texts = kgDates(run.times.map(([when]) => when), app.state.lang);
    return run.times.flatMap(([when, source, told], i) => {
      const about = [source === "article" && app.t("timeline.reported"), told.length > 1 && app.t("timeline.count", { n: told.length })];
      return [i ? ", " : "", make("button", {
        type: "button", class: source === "article" ? "step day reported" : "step day", click: () => choose(told[0]),
        title: about.filter(Boolean).join(" ") || null, text: texts[i] || app.t("timeline.undated-short"),
        "aria-label": `${said} ${app.dom.date(when) || app.t("timeline.undated-short")}`,
      })];
    });
  }

  function histories(id, statements) {
    const all = kgHistories(id, statements);
    const list = make("ul", { class: "histories" }, all.slice(0, KG_HISTORIES).map((one) => history(id, one)));
    const rest = all.slice(KG_HISTORIES);
    const more = rest.length > 0 && make("button", { type: "button", class: "act", text: app.t("timeline.all", { n: all.length }) });
    if (more) {
      more.addEventListener("click", async () => {
        more.remove();
        const next = list.children.length;
        await kgInSlices(rest, (one) => list.append(history(id, one)), () => list.isConnected);
        list.children[next].querySelector("button").focus();
      });
    }
    return make("section", {}, make("h3", { text: app.t("timeline.histories") }), make("p", { class: "quiet", text: app.t("timeline.dates") }), list, more);
  }

  function dated(s) {
    const end = s.to && s.to !== s.from ? app.dom.date(s.to) : "";
    const span = !s.from && end ? app.t("timeline.until", { date: end }) : [app.dom.date(s.from), end].filter(Boolean).join(" – ");
    if (!span) return null;
    const time = make("time", { datetime: kgWhen(s), text: span });
    return make("p", { class: "when" }, time, s.dated === "article" && make("span", { class: "quiet", text: ` ${app.t("timeline.reported")}` }));
  }

  function evidence(found) {
    const article = app.model.articles.get(found.article);
    const quote = app.dom.quote(found.pieces);
    if (!article) return quote;
    const open = make("button", { type: "button", class: "name", dir: "auto", click: () => app.open("article", article.id), text: app.dom.short(article.title || article.source, 160) });
    const rest = [app.dom.short(article.publisher, 80), app.dom.date(article.issued)].filter(Boolean);
    quote.append(make("footer", {}, open, rest.map((text) => ` · ${text}`)));
    return quote;
  }

  function entry(id, s) {
    const outward = s.s === id;
    const other = outward ? s.o : s.s;
    const said = make("p", { class: "said" }, `${verb(s.p, outward)} `,
      make("button", { type: "button", class: "name", dir: "auto", click: () => app.open("entity", other), text: app.dom.short(nameOf(other), 80) }), " ",
      app.dom.badge(s.reading));
    const who = s.speakers.map((speaker) => app.dom.short(speaker.label, 80)).join(", ");
    const isAbove = ({ name, value }) => s.dated === "text" && KG_TIMES.includes(name) && [s.from, s.to].includes(value);
    const told = s.qualifiers.filter((q) => !isAbove(q)).map((q) => `${app.word("qualifier", q.name)}: ${app.dom.value(q, 160)}`);
    return make("li", { class: "entry", "data-entry": s.id }, dated(s), said,
      who && make("p", { class: "quiet", dir: "auto", text: app.t("timeline.speaker", { who }) }),
      told.length > 0 && make("p", { class: "quiet", dir: "auto", text: told.join(" · ") }),
      s.evidence.map(evidence),
      make("button", { type: "button", class: "more", click: () => choose(s), text: app.t("timeline.card") }));
  }

  // The headings of years and months, each before what belongs to it, as one flat list to draw in slices.
  function flat(statements) {
    return kgByMonth(statements).flatMap(([year, months]) => [
      make("h3", { text: year || app.t("timeline.undated") }),
      ...months.flatMap(([month, members]) => [month && make("h4", { text: app.dom.date(month) }), make("ol"), ...members]),
    ]).filter(Boolean);
  }

  function entries(id, statements) {
    const list = make("div", { class: "entries" });
    let only = "";

    function fill() {
      round += 1;
      const mine = round;
      const shown = kgByDate(statements.filter((s) => !only || s.p === only), newest);
      list.replaceChildren();
      const put = (what) => (what instanceof Element ? list.append(what) : list.lastChild.append(entry(id, what)));
      kgInSlices(flat(shown), put, () => mine === round && list.isConnected);
    }

    const properties = [...new Set(statements.map((s) => s.p))].map((p) => [p, app.word("property", p)]);
    properties.sort((a, b) => a[1].localeCompare(b[1], app.state.lang));
    const option = (value, text) => make("option", { value, text });
    const filter = make("select", { id: "timeline-property" }, option("", app.t("timeline.every")), properties.map(([p, name]) => option(p, name)));
    filter.addEventListener("change", () => {
      only = filter.value;
      fill();
      app.say(app.t("timeline.count", { n: statements.filter((s) => !only || s.p === only).length }));
    });
    const turn = make("button", { type: "button", id: "timeline-order", class: "act", text: app.t(newest ? "timeline.oldest" : "timeline.newest") });
    turn.addEventListener("click", () => {
      newest = !newest;
      turn.textContent = app.t(newest ? "timeline.oldest" : "timeline.newest");
      fill();
    });
    const controls = make("p", { class: "controls" }, make("label", { for: "timeline-property", text: app.t("timeline.property") }), " ", filter, " ", turn);
    return [make("section", {}, make("h3", { text: app.t("timeline.entries") }), controls, list), fill];
  }

  async function render(element, id) {
    const bundle = await app.source.entity(id);
    app.model.merge(bundle);
    const entity = app.model.entities.get(id);
    const statements = bundle.statements.filter((s) => s.s === id || s.o === id);
    if (!entity) {
      element.replaceChildren(make("article", { class: "leaf timeline" }, make("p", { text: app.unknown(id) })));
      return;
    }
    if (!statements.length) {
      element.replaceChildren(make("article", { class: "leaf timeline" }, head(entity, statements), make("p", { text: app.t("timeline.empty") })));
      return;
    }
    const [list, fill] = entries(id, statements);
    element.replaceChildren(make("article", { class: "leaf timeline" }, head(entity, statements), histories(id, statements), list));
    fill();
  }

  return { render };
}
