"use strict";
// What is in view, taken along: as Turtle in the words of kg's own export, as CSV with its columns, as a picture.

const KG_CSV_HEADER = [
  "subject", "predicate", "object", "subject_label", "object_label", "modality", "status", "attributed", "qualifiers",
  "confidence", "sentence", "source", "issued", "begin", "end",
];

// --- Turtle ---------------------------------------------------------------------------------------------------------

// What Turtle forbids in an IRI is written as its number, so that no IRI ends before its end.
function kgTurtleIri(iri) {
  const escaped = kgSound(iri).replace(/[\u0000-\u0020<>"{}|^`\\]/g, (c) => `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  return `<${escaped}>`;
}

// As a prefixed name where the rest needs no escape. The longest base counts, as one may begin with another.
function kgTurtleName(iri, prefixes) {
  let best = "";
  for (const [prefix, base] of Object.entries(prefixes)) {
    if (iri.startsWith(base) && (!best || base.length > prefixes[best].length)) best = prefix;
  }
  const rest = best ? iri.slice(prefixes[best].length) : "";
  return /^[A-Za-z_][\w-]*$/.test(rest) ? `${best}:${rest}` : kgTurtleIri(iri);
}

function kgTurtleText(text) {
  const short = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const escaped = kgSound(text).replace(/[\u0000-\u001f"\\\u007f]/g,
    (c) => short[c] || `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  return `"${escaped}"`;
}

// Half of a pair of code units is no character and cannot be saved.
function kgSound(text) {
  return String(text).replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (c) => (c.length === 2 ? c : "\ufffd"));
}

// The tag that the graph gives to words of a language: "de-AT" is "de".
const kgTag = (language) => (language ? (/^[a-z]{2,3}(?![^_-])/.exec(language.toLowerCase()) || ["und"])[0] : "de");

// A term as N-Triples has it; "" for what is neither an IRI nor a literal.
function kgTurtleTerm(term, prefixes) {
  const iri = /^<((?:[^\u0000-\u0020<>"{}|^`\\]|\\u[\da-f]{4}|\\U[\da-f]{8})*)>$/i.exec(term);
  if (iri) return kgTurtleName(kgUnescaped(iri[1]), prefixes);
  const literal = kgLiteral(term);
  if (!literal) return "";
  const { value, language, datatype } = literal;
  if (language) return `${kgTurtleText(value)}@${language}`;
  const type = datatype ? kgTurtleName(datatype, prefixes) : "";
  if (type === "xsd:integer" && /^[+-]?\d+$/.test(value)) return value;
  if (type === "xsd:decimal" && /^[+-]?\d*\.\d+$/.test(value)) return value;
  return type ? `${kgTurtleText(value)}^^${type}` : kgTurtleText(value);
}

// {value, language, datatype} of a literal in N-Triples, null for what is none.
function kgLiteral(term) {
  const found = /^"((?:[^"\\\n\r]|\\[tbnrf"'\\]|\\u[\da-fA-F]{4}|\\U[\da-fA-F]{8})*)"(?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^<([^\u0000-\u0020<>"{}|^`\\]*)>)?$/.exec(term);
  return found && { value: kgUnescaped(found[1]), language: found[2] || "", datatype: found[3] || "" };
}

function kgUnescaped(text) {
  const short = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };
  return text.replace(/\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/g, (_, four, eight, one) => {
    const code = parseInt(four || eight || "0", 16);
    return one ? short[one] || one : code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  });
}

// A number as xsd:decimal writes it: without an exponent.
function kgDecimal(number) {
  const text = String(number);
  return /e/i.test(text) ? Number(number).toFixed(12).replace(/\.?0+$/, "") : text;
}

// The Turtle of {entities, statements, articles}. Each triple of it is one of the graph's own: what the page itself
// made up, such as a name for an entity that has none, is left out.
function kgTurtle(view, prefixes) {
  const triples = new Map(); // subject → predicate → objects
  const name = (iri) => kgTurtleName(iri, prefixes);
  const say = (subject, predicate, object) => {
    if (!object) return;
    if (!triples.has(subject)) triples.set(subject, new Map());
    const own = triples.get(subject);
    if (!own.has(predicate)) own.set(predicate, new Set());
    own.get(predicate).add(object);
  };
  const kg = (local) => prefixes.kg + local;
  const typed = (value, type) => kgTurtleTerm(`"${value}"^^<${prefixes.xsd}${type}>`, prefixes);
  const words = (text, language) => `${kgTurtleText(text)}@${kgTag(language)}`;

  for (const entity of view.entities) {
    if (entity.class) say(entity.id, "a", name(kg(entity.class)));
    if (entity.class || entity.label !== kgLocal(entity.id)) say(entity.id, `${prefixes.skos}prefLabel`, words(entity.label));
    if (/^Q[1-9]\d*$/.test(entity.wikidata)) say(entity.id, `${prefixes.owl}sameAs`, name(prefixes.wd + entity.wikidata));
  }

  const articles = new Map(view.articles.map((article) => [article.id, article]));
  for (const s of view.statements) {
    const language = (articles.get((s.evidence[0] || {}).article) || {}).language;
    say(s.id, "a", name(kg("Statement")));
    say(s.id, `${prefixes.rdf}subject`, name(s.s));
    say(s.id, `${prefixes.rdf}predicate`, name(kg(s.p)));
    say(s.id, `${prefixes.rdf}object`, name(s.o));
    say(s.id, kg("modality"), name(kg(s.modality)));
    say(s.id, kg("status"), name(kg(s.status)));
    if (s.confidence !== null) say(s.id, kg("confidence"), typed(kgDecimal(s.confidence), "decimal"));
    for (const { id, label } of s.speakers) say(s.id, kg(id ? "attributedTo" : "attributedAs"), id ? name(id) : words(label, language));
    for (const qualifier of s.qualifiers) say(s.id, kg(qualifier.name), kgTurtleTerm(qualifier.term || "", prefixes));
    for (const evidence of s.evidence) say(s.id, `${prefixes.prov}wasDerivedFrom`, name(evidence.id));
    // The plain triple stands for what is told as a fact, and for nothing else.
    if (s.reading === "Asserted") say(s.s, kg(s.p), name(s.o));
  }

  for (const evidence of view.statements.flatMap((s) => s.evidence)) {
    const article = articles.get(evidence.article);
    say(evidence.id, "a", name(`${prefixes.nif}RFC5147String`));
    say(evidence.id, "a", name(kg("Evidence")));
    say(evidence.id, `${prefixes.nif}anchorOf`, words(evidence.pieces.map(([text]) => text).join(""), article && article.language));
    say(evidence.id, `${prefixes.nif}beginIndex`, typed(evidence.start, "integer"));
    say(evidence.id, `${prefixes.nif}endIndex`, typed(evidence.end, "integer"));
    say(evidence.id, `${prefixes.nif}referenceContext`, name(evidence.article));
    for (const rule of (evidence.rule || "").split(/[,\s]+/).filter(Boolean)) say(evidence.id, kg("rule"), kgTurtleText(rule));
    if (article) kgTurtleArticle(article, prefixes, say);
  }
  return kgTurtleWritten(triples, prefixes);
}

function kgTurtleArticle(article, prefixes, say) {
  const dc = (local) => prefixes.dcterms + local;
  const form = { 10: "date", 7: "gYearMonth", 4: "gYear" }[(article.issued || "").length];
  say(article.id, "a", kgTurtleName(`${prefixes.nif}Context`, prefixes));
  say(article.id, "a", kgTurtleName(`${prefixes.kg}Article`, prefixes));
  if (article.source) say(article.id, dc("source"), kgTurtleText(article.source));
  if (article.language) say(article.id, dc("language"), kgTurtleText(article.language));
  if (article.title) say(article.id, dc("title"), `${kgTurtleText(article.title)}@${kgTag(article.language)}`);
  if (form) say(article.id, dc("issued"), `${kgTurtleText(article.issued)}^^${kgTurtleName(prefixes.xsd + form, prefixes)}`);
  if (article.publisherId) say(article.id, dc("publisher"), kgTurtleName(article.publisherId, prefixes));
  else if (article.publisher) say(article.id, dc("publisher"), kgTurtleText(article.publisher));
  // An address may have been taken from the source; then the graph need not say it a second time.
  if (article.url && article.url !== article.source) say(article.id, `${prefixes.schema}url`, `${kgTurtleText(article.url)}^^${kgTurtleName(`${prefixes.xsd}anyURI`, prefixes)}`);
}

// In the order of kg's own export: subjects sorted, the class first, then a statement's triple, then the rest.
function kgTurtleWritten(triples, prefixes) {
  const first = ["a", `${prefixes.rdf}subject`, `${prefixes.rdf}predicate`, `${prefixes.rdf}object`];
  const rank = (predicate) => (first.indexOf(predicate) + 1 || first.length + 1);
  const sorted = (map) => [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const lines = Object.keys(prefixes).sort().map((prefix) => `@prefix ${prefix}: ${kgTurtleIri(prefixes[prefix])} .`);
  for (const [subject, own] of sorted(triples)) {
    const told = sorted(own).sort(([a], [b]) => rank(a) - rank(b)).map(([predicate, objects]) => {
      const verb = predicate === "a" ? "a" : kgTurtleName(predicate, prefixes);
      return `${verb} ${[...objects].sort().join(" , ")}`;
    });
    lines.push("", `${kgTurtleName(subject, prefixes)} ${told.join(" ;\n\t")} .`);
  }
  return `${lines.join("\n")}\n`;
}

// --- CSV ------------------------------------------------------------------------------------------------------------

// A table program runs what begins like a formula; an apostrophe makes it text.
function kgCsvCell(value) {
  const text = kgSound(value ?? "");
  const safe = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// An IRI as kg's own tables shorten it.
function kgCsvName(iri, prefixes) {
  const cut = Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1;
  const found = Object.keys(prefixes).find((prefix) => iri.startsWith(prefixes[prefix])
    && (prefixes[prefix].length === cut || prefix === "kgr"));
  return found ? `${found}:${iri.slice(prefixes[found].length)}` : iri;
}

// One row for each sentence behind each statement.
function kgCsv(view, prefixes) {
  const labels = new Map(view.entities.map((entity) => [entity.id, entity.label]));
  const articles = new Map(view.articles.map((article) => [article.id, article]));
  const less = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const short = (iri) => kgCsvName(iri, prefixes);
  const plain = (qualifier) => (kgLiteral(qualifier.term || "") || qualifier).value;
  const rows = [KG_CSV_HEADER];
  const ordered = [...view.statements].sort((a, b) => less(a.s, b.s) || less(a.p, b.p) || less(a.o, b.o) || less(a.id, b.id));
  for (const s of ordered) {
    const head = [
      short(s.s), s.p, short(s.o), labels.get(s.s), labels.get(s.o), s.modality, s.status,
      s.speakers.map((speaker) => speaker.label).join("; "),
      s.qualifiers.map((qualifier) => `${qualifier.name}=${plain(qualifier)}`).join("; "),
      s.confidence === null ? "" : kgDecimal(s.confidence),
    ];
    const told = s.evidence.map((evidence) => {
      const article = articles.get(evidence.article) || {};
      return [evidence.pieces.map(([text]) => text).join(""), article.source, article.issued, evidence.start, evidence.end];
    });
    told.sort((a, b) => less(a[1] || "", b[1] || "") || a[3] - b[3]);
    for (const sentence of told.length ? told : [["", "", "", "", ""]]) rows.push([...head, ...sentence]);
  }
  return rows.map((row) => `${row.map(kgCsvCell).join(",")}\r\n`).join("");
}

// --- files ----------------------------------------------------------------------------------------------------------

// A name that every system takes for a file's.
function kgFileName(title, ending) {
  const ascii = String(title).replace(/ß/g, "ss").replace(/[äæ]/gi, "ae").replace(/[öœ]/gi, "oe").replace(/ü/gi, "ue")
    .normalize("NFD").replace(/\p{M}/gu, "").replace(/[^A-Za-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "").toLowerCase();
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/.test(ascii);
  return `${reserved ? "graph-" : ""}${ascii || "graph"}.${ending}`;
}

// The drawing as it stands on the screen, twice as fine, on its background. Called synchronously between two frames,
// so that nobody sees the canvas change.
function kgPicture(network, background) {
  const canvas = network.canvas.frame.canvas;
  const fine = Math.max(2, network.canvas.pixelRatio);
  const picture = document.createElement("canvas");
  network.canvas.pixelRatio = fine;
  canvas.width = picture.width = Math.round(canvas.clientWidth * fine);
  canvas.height = picture.height = Math.round(canvas.clientHeight * fine);
  network.renderer._redraw();
  const pen = picture.getContext("2d");
  pen.fillStyle = background;
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.drawImage(canvas, 0, 0);
  network.canvas.setSize();
  network.renderer._redraw();
  return picture;
}

function kgExport(app) {
  function save(blob, ending) {
    const address = URL.createObjectURL(blob);
    const link = app.dom.make("a", { href: address, download: kgFileName(title(), ending), hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    // Some browsers read the blob only after the click has returned.
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    app.say(app.t("export.done", { name: link.download }));
  }

  function title() {
    const { page, id, e } = app.state;
    const entity = app.model.entities.get(page === "entity" ? id : e);
    return entity ? entity.label : document.title;
  }

  // What is in view, and what its statements speak of.
  function view() {
    const { entities, statements } = app.visible();
    const ids = new Set(entities.map((entity) => entity.id));
    for (const s of statements) {
      for (const id of [s.s, s.o, ...s.speakers.map((who) => who.id), ...s.qualifiers.map((q) => q.id)]) if (id) ids.add(id);
    }
    const told = new Set(statements.flatMap((s) => s.evidence.map((evidence) => evidence.article)));
    const known = (all, wanted) => [...wanted].map((id) => all.get(id)).filter(Boolean);
    return { entities: known(app.model.entities, ids), statements, articles: known(app.model.articles, told) };
  }

  const wired = {
    turtle: () => save(new Blob([kgTurtle(view(), app.config.prefixes)], { type: "text/turtle;charset=utf-8" }), "ttl"),
    csv: () => save(new Blob([kgCsv(view(), app.config.prefixes)], { type: "text/csv;charset=utf-8" }), "csv"),
    png: async () => {
      // With the table or a page before it, the drawing has no size.
      if (!app.network.canvas.frame.canvas.clientWidth) {
        await app.change({ tab: "graph", page: "", id: "" });
        await new Promise((resolve) => { setTimeout(resolve, 100); });
      }
      const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() || "#fff";
      const picture = kgPicture(app.network, paper);
      const blob = await new Promise((resolve) => { picture.toBlob(resolve, "image/png"); });
      if (!blob) throw new Error(app.t("export.too-large"));
      save(blob, "png");
    },
  };
  for (const [format, write] of Object.entries(wired)) {
    document.getElementById(`export-${format}`).addEventListener("click", async () => {
      try {
        await write();
        document.getElementById("export").open = false;
      } catch (error) {
        app.fail(error);
      }
    });
  }
  return {};
}
