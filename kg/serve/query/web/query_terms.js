"use strict";
// What the editor can complete, as names and what to tell of each. Nothing here knows of the editor.

/** Terms (name, kind, German, English) that a typed word may mean, the best first. */
function kgTermsFor(terms, typed, most = 40) {
  const word = typed.toLocaleLowerCase();
  const holds = (name, [prefix, part]) => part.length > 2 && name.startsWith(prefix + ":") && name.toLocaleLowerCase().split(":")[1].includes(part);
  const rank = ([name, , german, english]) => {
    const [whole, local] = [name.toLocaleLowerCase(), name.split(":")[1].toLocaleLowerCase()];
    if (whole.startsWith(word) || local.startsWith(word)) return 0;
    if (word.includes(":")) return holds(name, word.split(":")) ? 1 : -1;
    return [german, english].some((label) => label.toLocaleLowerCase().includes(word)) ? 1 : -1;
  };
  return terms
    .map((term) => [rank(term), term])
    .filter(([place]) => place >= 0)
    .sort(([a, one], [b, other]) => a - b || one[0].localeCompare(other[0]))
    .slice(0, most)
    .map(([, term]) => term);
}

/** An IRI with a prefix where one fits, with every mark written out that no one sees and that could deceive. */
function kgShortIri(prefixes, iri) {
  for (const [name, base] of Object.entries(prefixes)) {
    if (iri.startsWith(base) && /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(iri.slice(base.length))) return `${name}:${iri.slice(base.length)}`;
  }
  return kgVisible(iri);
}

/** A text in which control marks and those that turn the direction stand as their code points. */
function kgVisible(text) {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (mark) =>
    "\\u" + mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0"));
}

/** Where an IRI leads: an entity to the explorer, others of the graph to a query for them, http(s) there, else "". */
function kgLinkOf(config, iri) {
  const { kg, kgr } = config.prefixes;
  if (iri.startsWith(kg)) return ""; // the ontology lies in no store
  if (/[\x00-\x20<>"{}|\\^`]/.test(iri)) return ""; // no IRI at all
  if (iri.startsWith(kgr)) {
    const local = iri.slice(kgr.length);
    if (/^[^/#?]+$/.test(local)) return `/#e=${encodeURIComponent(iri)}&lang=${config.lang}`;
    const graph = /^article\/[^/#?]+$/.test(local);
    const query = graph ? `CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <${iri}> { ?s ?p ?o } }` : `DESCRIBE <${iri}>`;
    return "#run=1&query=" + encodeURIComponent(query);
  }
  try {
    return ["http:", "https:"].includes(new URL(iri).protocol) ? iri : "";
  } catch {
    return "";
  }
}

/** Fills {names} into a text. */
function kgFill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
