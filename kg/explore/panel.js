"use strict";
// What the panel says of a node or an edge. All text of articles goes in by textContent, never as HTML.
// `toldFacts` gives the facts of an edge that the filters let through; `select` is called to go to another node.
function kgPanel({ view, nodes, edgesOf, classes, readings }, toldFacts, select) {
  // --- small helpers -------------------------------------------------------------------------------------
  function make(tag, options = {}, ...children) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(options)) {
      if (key === "text") element.textContent = value;
      else if (key === "class") element.className = value;
      else if (key === "click") element.addEventListener("click", value);
      else element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  function svg(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  const OUTLINES = {
    dot: "M7 1a6 6 0 1 0 .01 0z",
    square: "M1.5 1.5h11v11h-11z",
    diamond: "M7 .5l6.500 6.500-6.500 6.500-6.500-6.500z",
    triangle: "M7 1l6.500 11.500h-13z",
    hexagon: "M3.800 1.500h6.400l3.200 5.500-3.200 5.500h-6.400l-3.200-5.500z",
    star: "M7 .3l1.900 4.500 4.800.4-3.700 3.200 1.200 4.800-4.200-2.600-4.200 2.600 1.200-4.800-3.700-3.200 4.800-.4z",
  };

  function swatch(name) {
    const cls = classes.get(name);
    const shape = svg("path", { d: OUTLINES[cls.shape], fill: cls.color });
    return svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, shape);
  }

  function line(reading) {
    const stroke = { x1: 0, y1: 5, x2: 28, y2: 5, stroke: reading.color, "stroke-width": 2.5 };
    if (reading.dash) stroke["stroke-dasharray"] = reading.dash.join(" ");
    return svg("svg", { width: 28, height: 10, viewBox: "0 0 28 10", "aria-hidden": "true" }, svg("line", stroke));
  }

  const MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember"];

  function germanDate(text) {
    const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T.*)?$/.exec(text);
    if (!parts || +parts[2] < 1 || +parts[2] > 12) return text;
    const month = MONTHS[parts[2] - 1];
    return parts[3] ? `${+parts[3]}. ${month} ${parts[1]}` : `${month} ${parts[1]}`;
  }

  // A qualifier's value: a date or a number as German writes it, all else as it is. Four digits are a year.
  function germanValue(text) {
    const number = /^(-?\d+(?:\.\d+)?)( %)?$/.exec(text);
    if (!number || /^\d{4}$/.test(text)) return germanDate(text);
    return Number(number[1]).toLocaleString("de-DE", { maximumFractionDigits: 6 }) + (number[2] || "");
  }

  const counted = (n, one, many) => `${n.toLocaleString("de-DE")} ${n === 1 ? one : many}`;

  // --- the panel -----------------------------------------------------------------------------------------
  function sentence(entry) {
    const where = [entry.title && `„${entry.title}“`, entry.publisher, entry.issued && germanDate(entry.issued)];
    const span = entry.end > entry.start ? `, Zeichen ${entry.start}–${entry.end}` : "";
    const footer = make("footer", {}, make("span", { text: where.filter(Boolean).join(" · ") }));
    if (entry.source) footer.append(make("br"), make("span", { text: `Quelle: ${entry.source}${span}` }));
    return make("blockquote", {}, make("p", { text: entry.text }), footer);
  }

  function factBody(fact) {
    const marks = make("div", { class: "marks" },
      make("span", { class: "mark", "data-reading": fact.reading, text: readings.get(fact.reading).german }));
    if (fact.status === "Former" && fact.reading !== "Former") marks.append(make("span", { class: "mark", text: "früher" }));
    if (fact.confidence !== null) {
      marks.append(make("span", { class: "mark", text: `Sicherheit ${Math.round(fact.confidence * 100)} %` }));
    }
    if (fact.attributed) marks.append(make("span", { class: "mark", text: `laut ${fact.attributed}` }));
    const parts = [marks];
    if (fact.qualifiers.length) {
      const list = make("dl", { class: "qualifiers" });
      for (const [name, value] of fact.qualifiers) {
        list.append(make("dt", { text: name }), make("dd", { text: germanValue(value) }));
      }
      parts.push(list);
    }
    parts.push(...fact.sentences.map(sentence));
    if (!fact.sentences.length) parts.push(make("p", { class: "hint", text: "Keine Belegstelle gespeichert." }));
    if (fact.more_sentences) {
      const more = counted(fact.more_sentences, "weitere Belegstelle", "weitere Belegstellen");
      parts.push(make("p", { class: "hint", text: `und ${more} im Graphen` }));
    }
    return parts;
  }

  function moreFacts(edge) {
    if (!edge.more_facts) return null;
    const more = counted(edge.more_facts, "weitere Aussage", "weitere Aussagen");
    return make("p", { class: "hint", text: `und ${more} im Graphen` });
  }

  function nodePanel(node) {
    const cls = classes.get(node.cls);
    const kind = make("p", { class: "kind", text: `${cls.german} · ${counted(node.degree, "Aussage", "Aussagen")} ` });
    if (/^Q\d+$/.test(node.wikidata)) {
      kind.append("· ", make("a", {
        href: `https://www.wikidata.org/wiki/${node.wikidata}`, rel: "noreferrer noopener", target: "_blank",
        text: `Wikidata ${node.wikidata}`,
      }));
    }
    const parts = [make("h2", {}, swatch(node.cls), node.label), kind];
    const groups = new Map();
    const own = [...edgesOf.get(node.id)].sort((a, b) => (b.source === node.id) - (a.source === node.id));
    for (const edge of own) {
      const outward = edge.source === node.id;
      const title = outward ? edge.label : edge.inverse;
      if (!groups.has(title)) groups.set(title, []);
      groups.get(title).push([edge, nodes.get(outward ? edge.target : edge.source)]);
    }
    for (const [title, members] of groups) {
      const entries = [];
      for (const [edge, other] of members) {
        const told = toldFacts(edge);
        for (const fact of told) {
          const summary = make("summary", {}, make("span", { text: other.label }));
          if (fact.reading !== "Asserted") {
            summary.append(" ", make("span", {
              class: "mark", "data-reading": fact.reading, text: readings.get(fact.reading).german,
            }));
          }
          const when = fact.qualifiers.find(([name]) => name === view.time_word);
          if (when) summary.append(make("span", { class: "count", text: germanDate(when[1]) }));
          const more = fact.qualifiers.filter((pair) => pair !== when)
            .map(([name, value]) => `${name}: ${germanValue(value)}`);
          if (more.length) summary.append(make("span", { class: "more", text: more.join(" · ") }));
          const go = make("button", { type: "button", class: "go", click: () => select("node", other.id) },
            `Zu ${other.label}`);
          entries.push(make("details", {}, summary, make("div", { class: "fact" }, ...factBody(fact), go)));
        }
        if (told.length && moreFacts(edge)) entries.push(moreFacts(edge));
      }
      if (!entries.length) continue;
      const facts = entries.filter((entry) => entry.tagName === "DETAILS").length;
      parts.push(make("h3", { text: `${title} ` }, make("span", { class: "count", text: facts })), ...entries);
    }
    if (parts.length === 2) parts.push(make("p", { class: "hint", text: "Keine Aussage, die den Filtern entspricht." }));
    return parts;
  }

  function edgePanel(edge) {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    const heading = make("h2", {}, source.label, make("span", { class: "arrow", text: ` ${edge.label} ` }), target.label);
    const told = toldFacts(edge);
    const kind = make("p", { class: "kind", text: counted(told.length, "Aussage", "Aussagen") });
    const go = make("p", { class: "marks" }, ...[source, target].map((node) =>
      make("button", { type: "button", class: "go", click: () => select("node", node.id) }, `Zu ${node.label}`)));
    return [heading, kind, go, ...told.map((fact) => make("div", { class: "card" }, ...factBody(fact))), moreFacts(edge)];
  }

  function hintPanel() {
    return ["Wählen Sie eine Entität in der Liste oder in der Zeichnung: Hier stehen dann alle Aussagen über sie.",
      "Ein Klick auf eine Verbindungslinie zeigt die Sätze, die sie belegen, mit Quelle und Datum.",
    ].map((text) => make("p", { class: "hint", text }));
  }

  return { make, swatch, line, counted, nodePanel, edgePanel, hintPanel };
}
