"use strict";
// Where data come from: the bundle inside the page, or the server. Both answer the same questions with promises.

const KG_SEARCHED = 12; // suggestions

function kgSource(config) {
  return config.mode === "server" ? kgServerSource(config) : kgFileSource(config);
}

// Case, accents and umlauts with or without their e do not count: "Uebernahme" and "Ubernahme" find "Übernahme".
// The same as `fold` of kg/explore/search.py.
function kgFold(text) {
  return String(text).toLowerCase().replace(/ß/g, "ss").replace(/æ/g, "a").replace(/[œø]/g, "o")
    .normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\s\-‐‑‒–—/_.,'’]+/g, " ").replace(/([aou])e/g, "$1").trim();
}

// How well a name answers what was typed: 0 whole, 1 its beginning, 2 the beginning of a word, 3 within, -1 not at all.
function kgMatch(name, wanted) {
  if (name === wanted) return 0;
  const at = name.indexOf(wanted);
  if (at < 0) return -1;
  if (at === 0) return 1;
  if (` ${name}`.includes(` ${wanted}`)) return 2;
  return wanted.length >= 3 ? 3 : -1; // fewer letters stand inside names that nobody means by them
}

function kgFileSource(config) {
  const bundle = config.bundle;
  const entities = new Map(bundle.entities.map((entity) => [entity.id, entity]));
  const articles = new Map(bundle.articles.map((article) => [article.id, article]));
  const near = new Map(bundle.entities.map((entity) => [entity.id, new Map()]));
  const own = new Map(bundle.entities.map((entity) => [entity.id, []]));
  for (const statement of bundle.statements) {
    for (const [one, other] of [[statement.s, statement.o], [statement.o, statement.s]]) {
      if (!near.has(one) || !near.has(other)) continue;
      if (one !== other) near.get(one).set(other, (near.get(one).get(other) || 0) + 1);
      if (own.get(one).at(-1) !== statement) own.get(one).push(statement);
    }
  }
  let names = null; // made with the first search

  function cut(ids, statements, focus) {
    const told = new Set(statements.flatMap((s) => s.evidence.map((e) => e.article)));
    return {
      entities: [...ids].map((id) => entities.get(id)).filter(Boolean), statements, focus, totals: bundle.totals,
      articles: [...told].map((id) => articles.get(id)).filter(Boolean),
    };
  }

  function among(ids) {
    const found = new Set();
    for (const id of ids) for (const s of own.get(id) || []) if (ids.has(s.s) && ids.has(s.o)) found.add(s);
    return [...found];
  }

  return {
    async overview() {
      return bundle;
    },
    async search(q, limit = KG_SEARCHED) {
      names ||= bundle.entities.map((entity) => [entity, [entity.label, ...entity.aliases].map((name) => [name, kgFold(name)])]);
      const wanted = kgFold(q);
      if (!wanted) return [];
      const hits = [];
      for (const [entity, spellings] of names) {
        let best = null;
        spellings.forEach(([name, folded], i) => {
          const rank = kgMatch(folded, wanted);
          if (rank >= 0 && (best === null || rank < best.rank)) best = { rank, alias: i ? name : "" };
        });
        if (!best && kgFold(entity.wikidata || "") === wanted) best = { rank: 0, alias: entity.wikidata };
        if (best) hits.push([best.rank, { id: entity.id, label: entity.label, alias: best.alias, class: entity.class, degree: entity.degree }]);
      }
      hits.sort((a, b) => a[0] - b[0] || b[1].degree - a[1].degree || (a[1].label < b[1].label ? -1 : 1));
      return hits.slice(0, limit).map(([, hit]) => hit);
    },
    async around(id, limit, others = []) {
      if (!entities.has(id)) return cut([], [], []);
      const ranked = kgRanked([...near.get(id).keys()], (other) => entities.get(other), near.get(id)).slice(0, limit);
      const ids = new Set([id, ...ranked, ...others]);
      return cut(ids, among(ids), [id]);
    },
    async entity(id) {
      if (!entities.has(id)) return cut([], [], []);
      return cut(new Set([id, ...near.get(id).keys()]), own.get(id), [id]);
    },
    async path(from, to) {
      const ways = kgPaths(near, from, to, 3);
      const ids = new Set(ways.flat());
      return cut(ids, among(ids), ways[0] || []);
    },
    async article(id) {
      const article = articles.get(id);
      if (!article) return { article: null, pieces: [], bundle: cut([], [], []) };
      const statements = bundle.statements.filter((s) => s.evidence.some((e) => e.article === id));
      const ids = new Set(statements.flatMap((s) => [s.s, s.o]));
      return { article, pieces: (config.texts_of || {})[id] || [], bundle: cut(ids, statements, []) };
    },
  };
}

// The best connected first, then by how often they are joined; the same input gives the same order.
function kgRanked(ids, entityOf, times) {
  const weight = (id) => (entityOf(id) || { degree: 0 }).degree;
  return ids.sort((a, b) => weight(b) - weight(a) || times.get(b) - times.get(a) || (a < b ? -1 : 1));
}

// Up to `most` of the shortest ways from one entity to another, by breadth first search.
function kgPaths(near, from, to, most) {
  if (!near.has(from) || !near.has(to)) return [];
  if (from === to) return [[from]];
  const before = new Map([[from, []]]);
  let ring = [from];
  while (ring.length && !before.has(to)) {
    const next = new Map();
    for (const id of ring) {
      for (const other of near.get(id).keys()) {
        if (before.has(other)) continue;
        if (!next.has(other)) next.set(other, []);
        next.get(other).push(id);
      }
    }
    for (const [id, parents] of next) before.set(id, parents.sort());
    ring = [...next.keys()];
  }
  const ways = [];
  const walk = (id, rest) => {
    if (ways.length >= most) return;
    if (id === from) ways.push([from, ...rest]);
    else for (const parent of before.get(id)) walk(parent, [id, ...rest]);
  };
  if (before.has(to)) walk(to, []);
  return ways;
}

function kgServerSource(config) {
  async function ask(address, options = {}) {
    let answer;
    try {
      answer = await fetch(address, { credentials: "same-origin", ...options, headers: { Accept: "application/json", ...options.headers } });
    } catch {
      throw new KgFault("gone");
    }
    const text = await answer.text();
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      throw new KgFault("garbled", { status: answer.status });
    }
    if (!answer.ok) throw new KgFault("refused", { status: answer.status, error: kgShort(String(value.error || ""), 300) });
    return value;
  }

  const get = (kind, params) => ask(`/api/${kind}?${new URLSearchParams(params)}`);
  return {
    overview: (limit) => get("overview", { limit }),
    search: (q, limit = KG_SEARCHED) => (q.trim() ? get("search", { q: q.trim().slice(0, 200), limit }) : Promise.resolve([])),
    path: (from, to) => get("path", { from, to }),
    entity: (id) => get("entity", { id }),
    article: (id) => get("article", { id }),
    around: (id, limit, others = []) => ask("/api/around", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ id, limit, with: others }),
    }),
  };
}

// What went wrong, as a key of the texts "fault-…" with its values.
class KgFault extends Error {
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}
