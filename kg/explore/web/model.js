"use strict";
// What has been loaded, what the filters let through, and what is counted: values in, values out, nothing of the page.

const KG_READINGS = ["Asserted", "Claimed", "Planned", "Possible", "Demanded", "Former", "Denied"];
const KG_BUNDLED = 4; // more lines than this between the same two are drawn as one
const KG_TIMES = ["pointInTime", "validFrom", "validUntil"]; // qualifiers that are dates
const KG_GROUPS = ["class", "property", "reading", "speaker", "publisher"];

function kgModel() {
  const model = {
    entities: new Map(), statements: new Map(), articles: new Map(), own: new Map(), totals: null,
    statementsOf: (id) => model.own.get(id) || [],
    merge(bundle) {
      for (const entity of bundle.entities) model.entities.set(entity.id, { ...model.entities.get(entity.id), ...entity });
      for (const article of bundle.articles) model.articles.set(article.id, article);
      for (const statement of bundle.statements) {
        if (model.statements.has(statement.id)) continue;
        model.statements.set(statement.id, statement);
        for (const id of new Set([statement.s, statement.o])) {
          if (!model.own.has(id)) model.own.set(id, []);
          model.own.get(id).push(statement);
        }
      }
      if (bundle.totals && !(model.totals && model.totals.statements > bundle.totals.statements)) model.totals = bundle.totals;
      return model;
    },
  };
  return model;
}

// --- lines -----------------------------------------------------------------------------------------------
const kgPair = (one, other) => (one <= other ? `${one} ${other}` : `${other} ${one}`);

// The line that a statement is drawn on; a symmetric property is the same from either side.
function kgLineOf(statement, symmetric) {
  const turned = symmetric && statement.o < statement.s;
  const [s, o] = turned ? [statement.o, statement.s] : [statement.s, statement.o];
  return { id: `${s} ${statement.p} ${o} ${statement.reading}`, s, p: statement.p, o, reading: statement.reading };
}

function kgLines(statements, properties) {
  const lines = new Map();
  for (const statement of statements) {
    const line = kgLineOf(statement, Boolean((properties[statement.p] || {}).symmetric));
    if (!lines.has(line.id)) lines.set(line.id, { ...line, statements: [] });
    lines.get(line.id).statements.push(statement);
  }
  return [...lines.values()];
}

// What is drawn: each line by itself, or all between the same two as one where there are too many to tell apart.
function kgDrawn(lines, fan) {
  const pairs = new Map();
  for (const line of lines) {
    const pair = kgPair(line.s, line.o);
    if (!pairs.has(pair)) pairs.set(pair, []);
    pairs.get(pair).push(line);
  }
  const drawn = [];
  for (const [pair, members] of pairs) {
    members.sort((a, b) => (a.p === b.p ? KG_READINGS.indexOf(a.reading) - KG_READINGS.indexOf(b.reading) : a.p < b.p ? -1 : 1));
    const count = members.reduce((sum, line) => sum + line.statements.length, 0);
    if (members.length > KG_BUNDLED && !fan.includes(pair)) {
      const [s, o] = pair.split(" ");
      drawn.push({ kind: "pair", id: pair, s, o, lines: members, count, lane: 0, lanes: 1 });
    } else {
      members.forEach((line, lane) => drawn.push({
        kind: "line", id: line.id, s: line.s, o: line.o, lines: [line], count: line.statements.length, lane, lanes: members.length,
      }));
    }
  }
  return drawn;
}

// How a drawn line looks: as the one reading in it, or the strongest where nothing in it is a fact. Only what is nothing but
// fact may be solid: facts among other readings are "Mixed".
function kgLook(lines) {
  const found = KG_READINGS.filter((reading) => lines.some((line) => line.reading === reading));
  return found.length > 1 && found[0] === "Asserted" ? "Mixed" : found[0];
}

const kgFacts = (lines) => lines.reduce((sum, line) => sum + (line.reading === "Asserted" ? line.statements.length : 0), 0);

// --- time ------------------------------------------------------------------------------------------------
// A date of any precision begins at its first day and ends at its last; compared as text.
const kgFirstDay = (iso) => (iso.length === 4 ? `${iso}-01-01` : iso.length === 7 ? `${iso}-01` : iso.slice(0, 10));
const kgLastDay = (iso) => (iso.length === 4 ? `${iso}-12-31` : iso.length === 7 ? `${iso}-31` : iso.slice(0, 10));
const kgIsDate = (iso) => /^\d{4}(-\d{2}){0,2}($|T)/.test(iso || "");

function kgSpan(statement) {
  const [from, to] = [statement.from, statement.to].map((iso) => (kgIsDate(iso) ? iso : ""));
  if (!from && !to) return null;
  return [kgFirstDay(from || to), kgLastDay(to || from)];
}

// The steps of the time slider: the months in which something begins, or the days where all lies in few months.
function kgSteps(statements) {
  const days = new Set(statements.map(kgSpan).filter(Boolean).map(([first]) => first));
  const months = new Set([...days].map((day) => day.slice(0, 7)));
  return [...(months.size > 5 ? months : days)].sort();
}

const kgStepOf = (steps, day) => {
  let at = 0;
  while (at + 1 < steps.length && steps[at + 1] <= day.slice(0, steps[at + 1].length)) at += 1;
  return at;
};

// --- filters ---------------------------------------------------------------------------------------------
const kgSpeakers = (statement) => (statement.speakers.length ? statement.speakers.map((who) => who.id || who.label) : [""]);

function kgPublishers(statement, articles) {
  const names = new Set(statement.evidence.map((e) => (articles.get(e.article) || { publisher: "" }).publisher));
  return names.size ? [...names] : [""];
}

// The groups by which a statement is sorted, each with the names it has in it.
function kgTraits(statement, articles) {
  return {
    property: [statement.p], reading: [statement.reading], speaker: kgSpeakers(statement),
    publisher: kgPublishers(statement, articles),
  };
}

function kgInTime(statement, state) {
  if (statement.dated !== "text" && !state.undated) return false;
  if (!state.from && !state.to) return true;
  const span = kgSpan(statement);
  if (!span) return state.undated;
  return !(state.from && span[1] < kgFirstDay(state.from)) && !(state.to && span[0] > kgLastDay(state.to));
}

// Whether the filters let a statement through, wherever it stands; the classes of its entities do not count.
function kgPasses(statement, state, articles) {
  if ((statement.confidence === null ? 0 : statement.confidence) * 100 < state.conf || !kgInTime(statement, state)) return false;
  return Object.entries(kgTraits(statement, articles)).every(([group, names]) =>
    !names.every((name) => state.off.includes(`${group}:${name}`)));
}

// What the filters let through of the entities in the view, and for each name of each group how much it has:
// counted as if its own group let all through, so that a name that is off tells what it would bring.
function kgFilter(model, ids, state, properties) {
  const off = new Set(state.off);
  const inView = new Set(ids);
  const classOff = (id) => off.has(`class:${(model.entities.get(id) || {}).class || ""}`);
  const counts = Object.fromEntries(KG_GROUPS.map((group) => [group, new Map()]));
  const add = (group, name, n) => counts[group].set(name, (counts[group].get(name) || 0) + n);
  const all = [];
  const seen = new Set();
  for (const id of inView) {
    for (const statement of model.statementsOf(id)) {
      if (seen.has(statement.id) || !inView.has(statement.s) || !inView.has(statement.o)) continue;
      seen.add(statement.id);
      all.push(statement);
    }
  }
  const told = [];
  const linked = new Set();
  const joined = new Set(); // has statements at all, whatever the filters say
  const classes = new Set(); // entities that the other filters let through, whatever their class
  for (const statement of all) {
    joined.add(statement.s).add(statement.o);
    const traits = kgTraits(statement, model.articles);
    const failed = [];
    for (const [group, names] of Object.entries(traits)) {
      if (names.every((name) => off.has(`${group}:${name}`))) failed.push(group);
      for (const name of names) add(group, name, 0);
    }
    if ((statement.confidence === null ? 0 : statement.confidence) * 100 < state.conf || !kgInTime(statement, state)) continue;
    if (failed.length === 0) classes.add(statement.s).add(statement.o);
    if (classOff(statement.s) || classOff(statement.o)) continue;
    for (const [group, names] of Object.entries(traits)) {
      if (failed.every((other) => other === group)) for (const name of names) add(group, name, 1);
    }
    if (failed.length) continue;
    told.push(statement);
    linked.add(statement.s).add(statement.o);
  }
  const entities = [];
  for (const id of inView) {
    const entity = model.entities.get(id);
    if (!entity) continue;
    add("class", entity.class, classes.has(id) || !joined.has(id) ? 1 : 0);
    if (!classOff(id) && (linked.has(id) || !joined.has(id) || id === state.e)) entities.push(entity);
  }
  return { entities, statements: told, lines: kgLines(told, properties), counts, all };
}

// --- what an entity has ----------------------------------------------------------------------------------
function kgNeighbours(model, id) {
  const found = new Set(model.statementsOf(id).flatMap((s) => [s.s, s.o]));
  found.delete(id);
  return found;
}

// The statements of an entity by property and direction, the largest group first.
function kgByProperty(statements, id, properties) {
  const groups = new Map();
  for (const statement of statements) {
    const outward = statement.s === id || Boolean((properties[statement.p] || {}).symmetric);
    const key = `${statement.p} ${outward ? "out" : "in"}`;
    if (!groups.has(key)) groups.set(key, { p: statement.p, outward, statements: [] });
    groups.get(key).statements.push(statement);
  }
  const newest = (s) => (kgSpan(s) || [""])[0];
  for (const group of groups.values()) {
    group.statements.sort((a, b) => (newest(a) === newest(b) ? (a.id < b.id ? -1 : 1) : newest(a) < newest(b) ? 1 : -1));
  }
  return [...groups.values()].sort((a, b) => b.statements.length - a.statements.length || (a.p < b.p ? -1 : 1));
}
